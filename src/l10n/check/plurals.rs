//! Plural forms: every form that a whole number can need in the language.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Variant, VariantKey};
use icu_plurals::{PluralCategory, PluralRules};
use unic_langid::LanguageIdentifier;

use super::finding::{Finding, Level, Problem, Report};
use super::index::{Index, Node, parts, walk};
use crate::l10n::locale::icu;

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
        let mut report = Report::new(located.parsed.file, findings);
        for (_, pattern) in parts(located.message) {
            walk(pattern, &mut |node| {
                let Node::Expression(Expression::Select {
                    selector: InlineExpression::VariableReference { id: variable },
                    variants,
                }) = node
                else {
                    return;
                };
                for (category, example) in missing(variants, &reachable) {
                    report.add(Problem {
                        level: Level::Warning,
                        rule: "plural-forms",
                        at: variable.name,
                        id: Some(id),
                        message: format!("{} also needs a form for {example}", locale.tag),
                        english: None,
                        help: format!("add a line [{category}]"),
                    });
                }
            });
        }
    }
}

/// The forms that whole numbers below 1,000,000 reach, each with the smallest such number. In all
/// languages of CLDR that is a number below 200.
fn reachable(tag: &LanguageIdentifier) -> Vec<(&'static str, u32)> {
    let locale = icu_locale::Locale::from(icu(tag));
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

/// The forms that are missing. The starred row may stand for one of them if whole numbers
/// never reach its own form, as in Ukrainian `[one] [few] *[other]`.
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
    fn only_forms_that_whole_numbers_reach_are_asked_for() {
        let names = |tag: &str| reachable(&tag.parse().unwrap()).into_iter().map(|(n, _)| n).collect::<BTreeSet<_>>();
        assert_eq!(names("en"), BTreeSet::from(["one", "other"]));
        assert_eq!(names("es"), BTreeSet::from(["one", "other"]));
        assert_eq!(names("ru"), BTreeSet::from(["one", "few", "many"]));
        assert_eq!(names("ar"), BTreeSet::from(["zero", "one", "two", "few", "many", "other"]));
        assert_eq!(names("zh-Hans"), BTreeSet::from(["other"]));
        assert_eq!(names("mt"), BTreeSet::from(["one", "two", "few", "many", "other"]));
    }

    #[test]
    fn no_language_has_a_form_that_only_larger_numbers_reach() {
        let letters = || (b'a'..=b'z').map(char::from);
        for tag in letters().flat_map(|a| letters().map(move |b| format!("{a}{b}"))) {
            let Ok(tag) = tag.parse::<LanguageIdentifier>() else { continue };
            let (reachable, locale) = (reachable(&tag), icu_locale::Locale::from(icu(&tag)));
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            for number in (1_000_u32..1_000_000).step_by(500) {
                let category = rules.category_for(number);
                let (name, _) = CATEGORIES.iter().find(|(_, c)| *c == category).unwrap();
                assert!(reachable.iter().any(|(n, _)| n == name), "{tag}: {number} is {name}");
            }
        }
    }
}
