//! A message or a term cut into the texts that travel one by one: its value, its attributes, and of a choice by number
//! each row. Any other choice travels whole, as Fluent writes it. Knows no file.

use fluent_syntax::ast::{Expression, Pattern, PatternElement, Variant, VariantKey};

use super::tree::{Tree, normal_form, text_of};
use crate::l10n::plural::is_category;

/// The value, by the name `""`, or an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextPart {
    pub(super) name: String,
    pub(super) form: PartForm,
    /// All of it as one text.
    pub(super) whole: String,
}

/// What a part consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PartForm {
    /// One text.
    One(String),
    /// The rows of a choice by number.
    Rows(Vec<TextRow>),
}

/// A row of a choice by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextRow {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) is_default: bool,
}

impl PartForm {
    /// The text that is nearest to a row: its own, else that of the row with the star.
    pub(super) fn nearest(&self, key: Option<&str>) -> &str {
        match self {
            Self::One(text) => text,
            Self::Rows(rows) => {
                let row = rows.iter().find(|row| Some(row.key.as_str()) == key);
                row.or_else(|| rows.iter().find(|row| row.is_default)).map_or("", |row| &row.text)
            }
        }
    }

    /// Whether it has exactly this row.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self, Self::Rows(rows) if rows.iter().any(|row| row.key == key))
    }
}

/// The parts of what is exactly one message or term.
pub(super) fn parts(written: &str) -> Vec<TextPart> {
    let Some((tree, normal)) = Tree::parse(written).zip(normal_form(written).as_deref().and_then(Tree::parse)) else {
        return Vec::new();
    };
    let names = tree.value.iter().map(|_| "").chain(tree.attributes.iter().map(|attribute| attribute.id.name.as_str()));
    let part = |name: &str| {
        let written = tree.pattern(name)?;
        let form = form(written, normal.pattern(name)?);
        Some(TextPart { name: name.to_owned(), form, whole: text_of(written) })
    };
    names.filter_map(part).collect()
}

fn form(written: &Pattern<String>, normal: &Pattern<String>) -> PartForm {
    match rows_of(normal) {
        Some(rows) => PartForm::Rows(rows.iter().map(row).collect()),
        // Around a choice by anything else the text is not written into each of its rows.
        None if normal.elements.iter().any(is_choice) => PartForm::One(text_of(written)),
        None => PartForm::One(text_of(normal)),
    }
}

fn is_choice(element: &PatternElement<String>) -> bool {
    matches!(element, PatternElement::Placeable { expression: Expression::Select { .. } })
}

fn row(variant: &Variant<String>) -> TextRow {
    TextRow { key: key(variant).to_owned(), text: text_of(&variant.value), is_default: variant.default }
}

/// The key of a row.
pub(super) fn key(variant: &Variant<String>) -> &str {
    match &variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// The rows of a pattern that is nothing but a choice by number. The row with the star may be called anything beside one
/// that is of a number.
pub(super) fn rows_of(pattern: &Pattern<String>) -> Option<&[Variant<String>]> {
    let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] = pattern.elements.as_slice()
    else {
        return None;
    };
    is_by_number(variants).then_some(variants)
}

fn is_by_number(variants: &[Variant<String>]) -> bool {
    let is_of_number = |variant: &Variant<String>| is_of_number(key(variant));
    variants.iter().all(|variant| variant.default || is_of_number(variant)) && variants.iter().any(is_of_number)
}

/// Whether a row is that of a number or of a category of numbers.
pub(super) fn is_of_number(key: &str) -> bool {
    is_category(key) || is_number(key)
}

/// Whether it is a number as Fluent writes it: `-?[0-9]+(\.[0-9]+)?`.
fn is_number(key: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let positive = key.strip_prefix('-').unwrap_or(key);
    match positive.split_once('.') {
        Some((whole, fraction)) => are_digits(whole) && are_digits(fraction),
        None => are_digits(positive),
    }
}

/// The rows of a pattern, to be changed.
pub(super) fn rows_of_mut(pattern: &mut Pattern<String>) -> Option<&mut Vec<Variant<String>>> {
    match pattern.elements.as_mut_slice() {
        [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] if is_by_number(variants) => {
            Some(variants)
        }
        _ => None,
    }
}

/// A key as a row has it.
pub(super) fn variant_key(key: &str) -> VariantKey<String> {
    match key.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        true => VariantKey::NumberLiteral { value: key.to_owned() },
        false => VariantKey::Identifier { name: key.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(written: &str) -> Vec<String> {
        let part = |part: TextPart| match part.form {
            PartForm::One(text) => vec![format!("{}={text}", part.name)],
            PartForm::Rows(rows) => {
                let star = |row: &TextRow| if row.is_default { "*" } else { "" };
                rows.iter().map(|row| format!("{}{}[{}]={}", part.name, star(row), row.key, row.text)).collect()
            }
        };
        parts(written).into_iter().flat_map(part).collect()
    }

    #[test]
    fn a_row_of_a_number_is_named_as_fluent_writes_numbers() {
        for key in ["0", "1", "-1", "10.50", "-0.5", "one", "other"] {
            assert!(is_of_number(key), "{key}");
        }
        for key in ["inf", "-inf", "infinity", "nan", "NaN", "1e3", "+1", ".5", "5.", "1.2.3", "--1", "-", "", "١"] {
            assert!(!is_of_number(key), "{key}");
        }
        assert_eq!(told("a = { $k ->\n    [nan] x\n   *[inf] y\n }\n").len(), 1, "names are no numbers");
    }

    #[test]
    fn each_part_and_each_row_of_a_choice_by_number_is_a_text_of_its_own() {
        for (written, expected) in [
            ("a = x\n    y\n    .c = z\n", &["=x y", "c=z"][..]),
            ("a =\n    .c = z\n", &["c=z"]),
            ("-a = { $n ->\n    [0] no\n    [one] x\n   *[other] y\n }\n", &["[0]=no", "[one]=x", "*[other]=y"]),
            (
                "a = So { $n ->\n    [one] x\n   *[other] { $n }\n } are.\n",
                &["[one]=So x are.", "*[other]=So { $n } are."],
            ),
            ("a = { $n ->\n    [1] x\n   *[more] y\n }\n", &["[1]=x", "*[more]=y"]),
            (
                "a = So { $k ->\n        [off] x\n       *[on] y\n    } are.\n",
                &["=So { $k ->\n    [off] x\n   *[on] y\n} are."],
            ),
            ("a = { $k ->\n   *[on] y\n }\n", &["={ $k ->\n   *[on] y\n}"]),
        ] {
            assert_eq!(told(written), expected, "{written}");
        }
    }
}
