//! Plural categories: a variant for each that a whole number can be of in the language.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, Variant, VariantKey};
use icu_plurals::{PluralCategory, PluralRules};
use unic_langid::LanguageIdentifier;

use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, Node, parts, selected_variable, walk};
use crate::l10n::locale::to_icu;

const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

pub(super) fn check(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    let reachable = reachable(&locale.tag);
    for located in locale.messages() {
        let id = located.message.id.name;
        let mut reporter = Reporter::new(located.parsed, findings);
        for (_, pattern) in parts(located.message) {
            walk(pattern, &mut |node| {
                let Node::Expression(Expression::Select { selector, variants }) = node else { return };
                let Some(variable) = selected_variable(selector) else { return };
                for (category, example) in missing(variants, &reachable) {
                    let message = format!("{} also needs a form for {example}", locale.tag);
                    let help = format!("add a line [{category}]");
                    reporter.add(Problem::warning("plural-forms", variable.name, id, message, help));
                }
            });
        }
    }
}

/// The categories that whole numbers below 1,000,000 are of, each with the smallest such number. In
/// every language tried (see the test) that is a number below 200.
pub(super) fn reachable(tag: &LanguageIdentifier) -> Vec<(&'static str, u32)> {
    let locale = icu_locale::Locale::from(to_icu(tag));
    let Ok(rules) = PluralRules::try_new_cardinal((&locale).into()) else { return Vec::new() };
    let mut found: Vec<(&str, u32)> = Vec::new();
    for number in 0..200 {
        let category = rules.category_for(number);
        if let Some((name, _)) = CATEGORIES.iter().find(|(_, c)| *c == category)
            && !found.iter().any(|(n, _)| n == name)
        {
            found.push((name, number));
        }
    }
    found
}

/// The categories without a variant. The default variant may stand for one of them if no whole number
/// is of its own category, as in Ukrainian `[one] [few] *[other]`.
fn missing(variants: &[Variant<&str>], reachable: &[(&'static str, u32)]) -> Vec<(&'static str, u32)> {
    let names: BTreeSet<&str> = variants
        .iter()
        .filter_map(|variant| match &variant.key {
            VariantKey::Identifier { name } => Some(*name),
            VariantKey::NumberLiteral { .. } => None,
        })
        .collect();
    if !names.iter().any(|name| CATEGORIES.iter().any(|(c, _)| c == name)) {
        return Vec::new();
    }
    let default_is_unreachable = variants.iter().any(|variant| {
        variant.default
            && matches!(&variant.key, VariantKey::Identifier { name } if !reachable.iter().any(|(r, _)| r == name))
    });
    let missing = reachable.iter().filter(|(name, _)| !names.contains(name)).copied();
    missing.skip(usize::from(default_is_unreachable)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_categories_of_whole_numbers_are_asked_for() {
        let names = |tag: &str| reachable(&tag.parse().unwrap()).into_iter().map(|(n, _)| n).collect::<BTreeSet<_>>();
        assert_eq!(names("en"), BTreeSet::from(["one", "other"]));
        assert_eq!(names("es"), BTreeSet::from(["one", "other"]));
        assert_eq!(names("ru"), BTreeSet::from(["one", "few", "many"]));
        assert_eq!(names("ar"), BTreeSet::from(["zero", "one", "two", "few", "many", "other"]));
        assert_eq!(names("zh-Hans"), BTreeSet::from(["other"]));
        assert_eq!(names("mt"), BTreeSet::from(["one", "two", "few", "many", "other"]));
    }

    #[test]
    fn no_language_has_a_category_that_only_larger_numbers_are_of() {
        let letters = || (b'a'..=b'z').map(char::from);
        let two = || letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
        let three = two().flat_map(|two| letters().map(move |c| format!("{two}{c}")));
        let mut tried = 0;
        for tag in two().chain(three) {
            let Ok(tag) = tag.parse::<LanguageIdentifier>() else { continue };
            let (reachable, locale) = (reachable(&tag), icu_locale::Locale::from(to_icu(&tag)));
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            // A language that CLDR does not know has one category.
            if reachable.len() == 1 && rules.category_for(1_000_u32) == PluralCategory::Other {
                continue;
            }
            tried += 1;
            for number in (0..1_100_u32).chain((1_000..1_000_000).step_by(500)) {
                let category = rules.category_for(number);
                let (name, _) = CATEGORIES.iter().find(|(_, c)| *c == category).unwrap();
                assert!(reachable.iter().any(|(n, _)| n == name), "{tag}: {number} is {name}");
            }
        }
        assert!(tried > 100, "only {tried} languages have plural forms");
    }
}
