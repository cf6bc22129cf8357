//! Plural categories of numbers by CLDR, through ICU4X, and how Fluent is made to follow them.
//!
//! `fluent-bundle` asks `intl_pluralrules`, whose rules are those of 2020, counted wrongly above 100 (Arabic 103,
//! Lithuanian 22), and English ones where it does not know the language. What the page shows and what the checks ask
//! for must be the same, so that the numbers of choices go through a function of ours. Knows no rule of the checks.

use std::borrow::Cow;

use fluent::types::{FluentNumber, FluentNumberType, FluentType};
use fluent::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Variant, VariantKey};
use icu_decimal::input::Decimal;
use icu_locale::LanguageIdentifier as IcuTag;
use icu_plurals::{PluralCategory, PluralOperands, PluralRuleType, PluralRules};
use intl_memoizer::{IntlLangMemoizer, concurrent};
use unic_langid::LanguageIdentifier;

use super::check::index::ParsedFile;
use super::check::pattern::{Node, walk};
use super::definition::Definition;
use super::endonyms::Endonyms;
use super::icu_tag::to_icu;
use super::plural_data;
use super::position::offset_in;

/// The function that Fluent is given for what a choice goes by.
pub(super) const ROW_FUNCTION: &str = "PLURAL-ROW";
/// Its argument with the keys of the rows.
const ROWS: &str = "rows";

/// The categories, as Fluent and CLDR write them.
pub(super) const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// Smaller whole numbers than this are of every category that whole numbers below 1,000,000 are of, in every
/// language (see the test).
pub(super) const ENOUGH: u32 = 200;

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

/// The rules of one language.
pub(super) struct Rules {
    cardinal: Option<PluralRules>,
    ordinal: Option<PluralRules>,
}

impl Rules {
    /// The rules of a language; of one that CLDR does not know, every number is `other`. They are the same in each of
    /// its scripts, and in a region unless CLDR has others for it: its parents, by which ICU4X goes, do not count for
    /// them (UTS #35, “Language Plural Rules”).
    pub(super) fn new(tag: &LanguageIdentifier) -> Self {
        let regional = IcuTag { script: None, ..to_icu(tag) };
        let language = IcuTag { region: None, ..regional.clone() };
        let rules = |tag: &IcuTag, of| {
            let locale = icu_locale::Locale::from(tag.clone());
            PluralRules::try_new((&locale).into(), icu_plurals::PluralRulesOptions::from(of)).ok()
        };
        let has_forms = |rules: &PluralRules| rules.categories().count() > 1;
        let of = |kind| {
            let of_icu = rules(&regional, kind).filter(has_forms).or_else(|| rules(&language, kind).filter(has_forms));
            of_icu.or_else(|| plural_data::rules(&language, kind))
        };
        Self { cardinal: of(PluralRuleType::Cardinal), ordinal: of(PluralRuleType::Ordinal) }
    }

    /// The category of a number that counts.
    pub(super) fn of(&self, number: u32) -> &'static str {
        Self::name(self.cardinal.as_ref(), PluralOperands::from(number))
    }

    /// Whether a row is of no number but 0: it says that there is nothing.
    pub(super) fn is_of_none(&self, key: &str) -> bool {
        key == "0" || key == "zero" && (1..ENOUGH).all(|number| self.of(number) != "zero")
    }

    /// Whether any number that counts, decimals and large ones included, is of a category.
    pub(super) fn has(&self, category: &str) -> bool {
        let categories = self.cardinal.iter().flat_map(PluralRules::categories);
        categories.chain([PluralCategory::Other]).any(|found| name_of(found) == category)
    }

    /// The category of a number as a message has it.
    fn of_value(&self, number: &FluentNumber) -> &'static str {
        let rules = match number.options.r#type {
            FluentNumberType::Cardinal => &self.cardinal,
            FluentNumberType::Ordinal => &self.ordinal,
        };
        let number = number.as_string().parse::<Decimal>();
        number.map_or("other", |number| Self::name(rules.as_ref(), PluralOperands::from(&number)))
    }

    fn name(rules: Option<&PluralRules>, operands: PluralOperands) -> &'static str {
        rules.map_or("other", |rules| name_of(rules.category_for(operands)))
    }
}

fn name_of(category: PluralCategory) -> &'static str {
    CATEGORIES.iter().find(|(_, c)| *c == category).map_or("other", |(name, _)| name)
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

/// The key of a row.
pub(super) fn key<'t>(variant: &Variant<&'t str>) -> &'t str {
    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
    key
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
        assert_eq!(written, twice.replace("$case ", "PLURAL-ROW($case , rows: \"x z\") "));
    }

    #[test]
    fn a_page_has_in_every_language_the_row_that_the_check_counts_on() {
        let rows: String = ["zero", "one", "two", "few", "many"].map(|key| format!("    [{key}] {key}\n")).concat();
        let text = format!("a = {{ $n ->\n{rows}   *[other] other\n }}\n");
        let languages = languages().filter(|tag| Rules::new(tag).has("one"));
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

    /// Everything that has the form of a language.
    fn languages() -> impl Iterator<Item = LanguageIdentifier> {
        let letters = || (b'a'..=b'z').map(char::from);
        let two = move || letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
        let three = two().flat_map(move |two| letters().map(move |c| format!("{two}{c}")));
        two().chain(three).filter_map(|tag| tag.parse().ok())
    }

    #[test]
    fn no_language_has_a_category_that_only_larger_numbers_are_of() {
        let mut tried = 0;
        for tag in languages() {
            let rules = Rules::new(&tag);
            let reachable: std::collections::BTreeSet<&str> = (0..ENOUGH).map(|number| rules.of(number)).collect();
            // A language that CLDR does not know has one category.
            if reachable.len() == 1 && rules.of(1_000) == "other" {
                continue;
            }
            tried += 1;
            for number in (0..1_100_u32).chain((1_000..1_000_000).step_by(500)) {
                assert!(reachable.contains(rules.of(number)), "{tag}: {number} is {}", rules.of(number));
            }
        }
        assert!(tried > 100, "only {tried} languages have plural forms");
    }
}
