//! Plural categories of numbers by CLDR, through ICU4X, and the keys of rows that are of numbers.
//!
//! `fluent-bundle` asks `intl_pluralrules`, whose rules are those of 2020, counted wrongly above 100 (Arabic 103,
//! Lithuanian 22), and English ones where it does not know the language. What the page shows and what the checks ask
//! for must be the same, so that both ask here. Knows no rule of the checks.

use std::collections::BTreeSet;

use fluent::types::{FluentNumber, FluentNumberType};
use fluent_syntax::ast::{InlineExpression, Variant, VariantKey};
use icu_decimal::input::Decimal;
use icu_locale::LanguageIdentifier as IcuTag;
use icu_plurals::{PluralCategory, PluralOperands, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use super::icu_tag::to_icu;
use super::plural_data;

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
        self.of_type(false, number)
    }

    /// The category of a number that counts, or of a place in an order.
    fn of_type(&self, is_ordinal: bool, number: u32) -> &'static str {
        Self::name(self.rules(is_ordinal), PluralOperands::from(number))
    }

    fn rules(&self, is_ordinal: bool) -> Option<&PluralRules> {
        if is_ordinal { self.ordinal.as_ref() } else { self.cardinal.as_ref() }
    }

    /// Whether a row is of no number but 0: it says that there is nothing.
    pub(super) fn is_of_none(&self, key: &str) -> bool {
        key == "0" || key == "zero" && (1..ENOUGH).all(|number| self.of(number) != "zero")
    }

    /// Whether any number, decimals and large ones included, is of a category.
    pub(super) fn has(&self, is_ordinal: bool, category: &str) -> bool {
        let categories = self.rules(is_ordinal).into_iter().flat_map(PluralRules::categories);
        categories.chain([PluralCategory::Other]).any(|found| name_of(found) == category)
    }

    /// The category of a number as a message has it.
    pub(super) fn of_value(&self, number: &FluentNumber) -> &'static str {
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

/// A language’s numbers: the category of each of the first.
pub(super) struct Numbers {
    pub(super) tag: String,
    rules: Rules,
    is_ordinal: bool,
    pub(super) categories: Vec<&'static str>,
}

impl Numbers {
    /// The numbers of a language, those that count.
    pub(super) fn new(tag: &LanguageIdentifier) -> Self {
        Self::of_type(tag, false)
    }

    /// The places in an order: 1st, 2nd.
    pub(super) fn ordinal(tag: &LanguageIdentifier) -> Self {
        Self::of_type(tag, true)
    }

    fn of_type(tag: &LanguageIdentifier, is_ordinal: bool) -> Self {
        let rules = Rules::new(tag);
        let categories = (0..ENOUGH).map(|number| rules.of_type(is_ordinal, number)).collect();
        Self { tag: tag.to_string(), rules, is_ordinal, categories }
    }

    /// Whether any of them, decimals and large ones included, is of a category.
    pub(super) fn has(&self, category: &str) -> bool {
        self.rules.has(self.is_ordinal, category)
    }

    /// The categories that whole numbers are of.
    pub(super) fn reachable(&self) -> BTreeSet<&str> {
        self.categories.iter().copied().collect()
    }

    pub(super) fn category(&self, number: usize) -> &str {
        self.categories.get(number).copied().unwrap_or("other")
    }

    /// The numbers of a category, in their order.
    pub(super) fn of(&self, category: &str) -> impl Iterator<Item = usize> {
        let numbers = self.categories.iter().enumerate();
        numbers.filter(move |(_, of)| **of == category).map(|(number, _)| number)
    }

    /// The categories that whole numbers are of, in the order of the smallest of each, with that.
    pub(super) fn first_of_each(&self) -> Vec<(&'static str, usize)> {
        let mut found: Vec<(&'static str, usize)> = Vec::new();
        for (number, category) in self.categories.iter().enumerate() {
            if !found.iter().any(|(known, _)| known == category) {
                found.push((category, number));
            }
        }
        found
    }
}

fn name_of(category: PluralCategory) -> &'static str {
    CATEGORIES.iter().find(|(_, c)| *c == category).map_or("other", |(name, _)| name)
}

/// Whether a key is the name of a category.
pub(super) fn is_category(key: &str) -> bool {
    CATEGORIES.iter().any(|(category, _)| *category == key)
}

/// Whether a choice goes by a place in an order (1st, 2nd): it has other categories than a number of things.
pub(super) fn is_ordinal<S: AsRef<str>>(selector: &InlineExpression<S>) -> bool {
    let InlineExpression::FunctionReference { arguments, .. } = selector else { return false };
    let is_it = |value: &InlineExpression<S>| matches!(value, InlineExpression::StringLiteral { value } if value.as_ref() == "ordinal");
    arguments.named.iter().any(|argument| argument.name.name.as_ref() == "type" && is_it(&argument.value))
}

/// The key of a row.
pub(super) fn key<'t>(variant: &Variant<&'t str>) -> &'t str {
    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
    key
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Everything that has the form of a language.
    pub(in crate::l10n) fn languages() -> impl Iterator<Item = LanguageIdentifier> {
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
