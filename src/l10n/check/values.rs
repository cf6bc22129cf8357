//! The values of sentences: texts, signs, numbers, and words that a sentence chooses its own by. Knows no sentence.

use fluent::FluentValue;
use strum::IntoStaticStr;

/// A value of a sentence.
pub(super) trait Value {
    fn fluent(&self) -> FluentValue<'_>;
}

impl Value for String {
    fn fluent(&self) -> FluentValue<'_> {
        self.as_str().into()
    }
}

impl Value for &'static str {
    fn fluent(&self) -> FluentValue<'_> {
        (*self).into()
    }
}

impl Value for char {
    fn fluent(&self) -> FluentValue<'_> {
        self.to_string().into()
    }
}

impl Value for usize {
    fn fluent(&self) -> FluentValue<'_> {
        self.into()
    }
}

/// Values that a sentence chooses its words by. In the file each has its name in small letters with hyphens.
macro_rules! choices {
    ($($(#[$doc:meta])+ $type:ident { $($name:ident),+ })+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
            #[cfg_attr(test, derive(strum::VariantNames))]
            #[strum(serialize_all = "kebab-case")]
            pub(crate) enum $type { $($name),+ }

            impl Value for $type {
                fn fluent(&self) -> FluentValue<'_> {
                    <&str>::from(self).into()
                }
            }
        )+

        /// The types, each with its values.
        #[cfg(test)]
        pub(super) const CHOICES: &[(&str, &[&str])] =
            &[$((stringify!($type), <$type as strum::VariantNames>::VARIANTS)),+];
    };
}

choices! {
    /// What a text is of.
    EntryKind { Message, Term }
    /// What a line begins with.
    Begins { Entry, Attribute, Row }
    /// Where in a line.
    Place { Brackets, Braces, Name }
    /// On which side of a sign.
    Side { Before, After }
    /// What is to be typed.
    Typed { Nothing, NoBreakSpace, SoftHyphen, Space, LineEnd, OpeningBrace, ClosingBrace, Invisible, Visible }
    /// What a sign behind a backslash means elsewhere.
    Escaped { LineEnd, Space, Apostrophe, Backslash, Sign, Character }
    /// What readers see in the place of a translation.
    Shown { Translation, English }
    /// What a file is for.
    Purpose { Messages, Records, Manifest }
    /// What is to be done about what a page asks of the English.
    Remedy { Mend, Text, Attribute, Variable, NoVariable, Link, OneLink, OtherElement, NoElement }
    /// What there is of the records of a locale.
    Recorded { Whole, Incomplete, Damaged }
}
