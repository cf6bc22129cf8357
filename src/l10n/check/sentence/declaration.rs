//! How sentences are declared: each a variant with its values. Knows no sentence.

macro_rules! sentences {
    ($($name:ident $({ $($value:ident: $type:ty),+ })?,)+) => {
        /// A sentence about something that is wrong, and what to do. Its id in the file is its name in small letters
        /// with hyphens, its fields are the variables.
        #[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr)]
        #[cfg_attr(test, derive(strum::VariantNames))]
        #[strum(serialize_all = "kebab-case")]
        pub(crate) enum Sentence {
            $($name $({ $($value: $type),+ })?,)+
        }

        impl Sentence {
            /// What is wrong.
            pub(crate) fn message(&self) -> String {
                crate::l10n::check::render::render(self.into(), None, &self.values())
            }

            /// What to do.
            pub(crate) fn help(&self) -> String {
                crate::l10n::check::render::render(self.into(), Some("help"), &self.values())
            }

            fn values(&self) -> fluent::FluentArgs<'_> {
                use crate::l10n::check::values::Value;
                let mut values = fluent::FluentArgs::new();
                match self {
                    $(Self::$name $({ $($value),+ })? => {
                        $($(values.set(stringify!($value), $value.fluent());)+)?
                    })+
                }
                values
            }

            /// The fields of each, with their types.
            #[cfg(test)]
            const FIELDS: &[&[(&str, &str)]] = &[$(&[$($((stringify!($value), stringify!($type))),+)?]),+];
        }
    };
}

pub(super) use sentences;
