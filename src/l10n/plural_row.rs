//! How Fluent is made to follow the plural categories of CLDR: what a choice goes by is handed to a function of ours, which
//! says the key of the row. Knows no rule of the checks.

use std::borrow::Cow;

use fluent::types::{FluentNumber, FluentType};
use fluent::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression};
use intl_memoizer::{IntlLangMemoizer, concurrent};
use unic_langid::LanguageIdentifier;

use super::check::index::ParsedFile;
use super::check::pattern::{Node, walk};
use super::definition::Definition;
use super::endonyms::Endonyms;
use super::plural::{Rules, key};
use super::position::offset_in;

/// The function that Fluent is given for what a choice goes by.
pub(super) const ROW_FUNCTION: &str = "PLURAL-ROW";
/// Its argument with the keys of the rows.
const ROWS: &str = "rows";

/// A day or a time of day as a language writes it, and the number that a choice by it goes by: the day of the month, the
/// hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    written: String,
    number: u8,
}

impl Moment {
    pub(super) fn value(written: String, number: impl Into<u8>) -> FluentValue<'static> {
        FluentValue::Custom(Box::new(Self { written, number: number.into() }))
    }
}

impl FluentType for Moment {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.written.clone())
    }

    fn as_string_threadsafe(&self, _: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.written.clone())
    }
}

/// The function [`ROW_FUNCTION`] of a language: what the first row that a number fits has as its key. The name of a
/// category where the key is one, the number where it is a number. Anything else is handed through, names without marks.
pub(super) fn row_function(
    tag: &LanguageIdentifier,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static {
    let rules = Rules::new(tag);
    move |positional, named| {
        let of_moment;
        let number = match positional.first() {
            Some(FluentValue::Number(number)) => number,
            Some(FluentValue::Custom(custom)) if let Some(moment) = custom.as_any().downcast_ref::<Moment>() => {
                of_moment = FluentNumber::new(moment.number.into(), Default::default());
                &of_moment
            }
            Some(FluentValue::Custom(custom)) if let Some(names) = custom.as_any().downcast_ref::<Endonyms>() => {
                return FluentValue::from(names.plain().to_owned());
            }
            Some(other) => return other.clone(),
            None => return FluentValue::Error,
        };
        let Some(FluentValue::String(rows)) = named.get(ROWS) else { return FluentValue::Error };
        let category = rules.of_value(number);
        let fits = |key: &&str| *key == category || key.parse::<f64>().is_ok_and(|key| key == number.value);
        // No key is empty: the default is taken.
        let key = rows.split(' ').find(fits).unwrap_or_default().to_owned();
        match key.parse::<FluentNumber>() {
            Ok(number) => FluentValue::Number(number),
            Err(_) => FluentValue::from(key),
        }
    }
}

/// The text of a file for Fluent: what each choice goes by stands inside [`ROW_FUNCTION`].
pub(super) fn with_rows(parsed: &ParsedFile<'_>) -> String {
    let text = parsed.file.text.as_str();
    let mut insertions: Vec<(usize, String)> = Vec::new();
    let mut visit = |node: Node<'_, '_>| {
        let Node::Expression(Expression::Select { selector, variants }) = node else { return };
        let start = match selector {
            InlineExpression::VariableReference { id } => offset_in(text, id.name).saturating_sub(1),
            InlineExpression::FunctionReference { id, .. } => offset_in(text, id.name),
            InlineExpression::NumberLiteral { value } => offset_in(text, value),
            _ => return,
        };
        let Some(length) = text.get(start..).and_then(selector_length) else { return };
        let keys: Vec<&str> = variants.iter().map(key).collect();
        insertions.push((start, format!("{ROW_FUNCTION}(")));
        insertions.push((start + length, format!(", {ROWS}: \"{}\") ", keys.join(" "))));
    };
    for (_, pattern) in Definition::all(&parsed.resource).flat_map(Definition::parts) {
        walk(pattern, &mut visit);
    }
    insertions.sort_by_key(|(at, _)| *at);
    let readable = without_junk(parsed);
    let text = readable.as_ref();
    let mut written = String::with_capacity(text.len() + 64 * insertions.len());
    let mut from = 0;
    for (at, insertion) in insertions {
        written.push_str(text.get(from..at).unwrap_or_default());
        written.push_str(&insertion);
        from = at;
    }
    written.push_str(text.get(from..).unwrap_or_default());
    written
}

/// The text of a file with spaces in the place of what could not be parsed: Fluent’s parser takes more than that for it.
fn without_junk<'t>(parsed: &'t ParsedFile<'_>) -> Cow<'t, str> {
    let text = parsed.file.text.as_str();
    if parsed.errors.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut readable = String::with_capacity(text.len());
    let mut from = 0;
    for slice in parsed.errors.iter().filter_map(|error| error.slice.clone()) {
        readable.push_str(text.get(from..slice.start).unwrap_or_default());
        let junk = text.get(slice.clone()).unwrap_or_default();
        readable.extend(junk.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = slice.end;
    }
    readable.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(readable)
}

/// How long what a choice goes by is: up to the `->` that is in no string.
fn selector_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut in_string) = (0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'-' if !in_string && bytes.get(at + 1) == Some(&b'>') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::file::LocaleFile;
    use crate::l10n::loaded::bundle;

    /// What a language shows of a message that has the variable `n`.
    fn shown(tag: &str, text: &str, n: impl Into<FluentValue<'static>>) -> String {
        let file = LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        let bundle = bundle(&tag.parse().unwrap(), &parsed);
        let args = [("n", n.into())].into_iter().collect();
        let mut errors = Vec::new();
        let pattern = bundle.get_message("a").unwrap().value().unwrap();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        assert_eq!(errors, []);
        text
    }

    #[test]
    fn a_page_has_the_row_that_cldr_has_for_a_number() {
        let rows = |keys: &[&str]| {
            let rows: String = keys.iter().map(|key| format!("    [{key}] {key}\n")).collect();
            format!("a = {{ $n ->\n{rows}   *[other] other\n }}\n")
        };
        let all = rows(&["zero", "one", "two", "few", "many"]);
        for (tag, number, row) in [
            ("ar", 0, "zero"),
            ("ar", 3, "few"),
            ("ar", 103, "few"),
            ("ar", 180, "many"),
            ("ar", 100, "other"),
            ("be", 15, "many"),
            ("he", 2, "two"),
            ("he", 20, "other"),
            ("lt", 22, "few"),
            ("ru", 21, "one"),
            ("ru", 111, "many"),
            ("fr", 0, "one"),
            ("fr", 1_000_000, "many"),
            ("de", 1, "one"),
            ("zh-Hans", 1, "other"),
            ("zpi", 1, "other"),
            ("sr-Latn", 3, "few"),
            ("sr-Latn-ME", 21, "one"),
            ("az-Arab", 1, "one"),
            ("uz-Cyrl-UZ", 1, "one"),
            ("pt", 0, "one"),
            ("pt-PT", 0, "other"),
        ] {
            assert_eq!(shown(tag, &all, number), row, "{tag} {number}");
        }
        for (keys, number, row) in [
            (&["0", "one"][..], 0, "0"),
            (&["one", "1"], 1, "one"),
            (&["1", "one"], 1, "1"),
            (&["1.0", "one"], 1, "1.0"),
            (&["uno"], 1, "other"),
        ] {
            assert_eq!(shown("de", &rows(keys), number), row, "{keys:?}");
        }
    }

    #[test]
    fn every_choice_of_a_file_goes_by_the_same_rules() {
        let nested = "a = { NUMBER($n, useGrouping: \"->\\\"\") ->\n    [few] { $n ->\n        [3] three\n       *[x] few { -t(n: 22) }\n     }\n   *[other] y\n }\n-t = { $n ->\n    [few] t\n   *[other] u\n }\n";
        assert_eq!(shown("lt", nested, 3), "three");
        assert_eq!(shown("lt", nested, 22), "few t");
        assert_eq!(shown("lt", nested, 20), "y");
        assert_eq!(shown("lt", "a = { 22 ->\n    [few] x\n   *[other] y\n }\n", 1), "x");
        let text = "a = { $n ->\n    [off] x\n   *[other] y\n }\n";
        assert_eq!((shown("lt", text, "off"), shown("lt", text, "5")), ("x".to_owned(), "y".to_owned()));
        assert_eq!(shown("de", "a = { $n ->\n    [one] x\n   *[other] y\n }\n", 1.5), "y");
        assert_eq!(shown("en", "a = { NUMBER($n, type: \"ordinal\") ->\n    [two] nd\n   *[other] th\n }\n", 22), "nd");
        let twice = "-t = { $case ->\n    [x] y\n   *[z] w\n }\na = { -t.g ->\n    [b] { $n }\n   *[c] d\n }\nb = {\n";
        let file = LocaleFile::new("de/a.ftl", twice.as_bytes());
        let written = with_rows(&ParsedFile::new(&file));
        let readable = twice.replace("b = {", "     ");
        assert_eq!(written, readable.replace("$case ", "PLURAL-ROW($case , rows: \"x z\") "));
    }

    #[test]
    fn a_page_has_in_every_language_the_row_that_the_check_counts_on() {
        let rows: String = ["zero", "one", "two", "few", "many"].map(|key| format!("    [{key}] {key}\n")).concat();
        let text = format!("a = {{ $n ->\n{rows}   *[other] other\n }}\n");
        let languages = crate::l10n::plural::tests::languages().filter(|tag| Rules::new(tag).has(false, "one"));
        let mut tried = 0;
        for tag in languages {
            let rules = Rules::new(&tag);
            for number in [0, 1, 2, 3, 5, 11, 19, 21, 100, 103] {
                assert_eq!(shown(&tag.to_string(), &text, number), rules.of(number), "{tag} {number}");
            }
            tried += 1;
        }
        assert!(tried > 100, "only {tried} languages have plural forms");
    }
}
