//! The rows of choices: one for each category that a whole number can be of in the language, none that no number
//! reaches, and the number itself in a row that several numbers reach. Rows that go by a text are those of the
//! English. Knows no page.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::choices::{
    Choice, InEnglish, MAX_ROWS, Row, choices, in_english, is_of_numbers, ordinal_choices, rows, taken, whole_choices,
};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Target, parts, selected_variable};
use super::sentence::Sentence;
use super::text_rows;
use super::variable_use::in_braces;
use crate::l10n::near::{most_alike, nearest};
use crate::l10n::plural::{CATEGORIES, Numbers, is_category};

/// What grammars call the forms, and the category that is meant.
const GRAMMAR: [(&str, &str); 10] = [
    ("singular", "one"),
    ("sing", "one"),
    ("sg", "one"),
    ("dual", "two"),
    ("paucal", "few"),
    ("plural", "other"),
    ("plur", "other"),
    ("pl", "other"),
    ("default", "other"),
    ("else", "other"),
];

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let numbers = Numbers::new(&locale.tag);
    let places = LazyCell::new(|| Numbers::ordinal(&locale.tag));
    let in_use = categories_in_use(locale);
    for located in locale.messages() {
        for (attribute, pattern) in parts(located.message) {
            let choices = whole_choices(pattern);
            let ordinal = ordinal_choices(pattern);
            if choices.is_empty() && ordinal.is_empty() {
                continue;
            }
            let target = Target { is_term: false, name: located.message.id.name, attribute };
            let mut reporter =
                Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
            let of_english = english.pattern(target);
            let in_english = of_english.map(|(english, pattern)| in_english(english, pattern)).unwrap_or_default();
            let shown = shown_outside(pattern);
            let id = located.message.id.name;
            // Which forms a place in an order has is a matter of how it is written: `3.`, `3rd`.
            for choice in &ordinal {
                check_keys(choice, &InEnglish::default(), &places, id, &mut |problem| reporter.add(problem));
            }
            for choice in &choices {
                let nothing = InEnglish::default();
                let known = in_english.get(choice.variable).unwrap_or(&nothing);
                let mut report = |problem: Problem<'_>| reporter.add(problem);
                if known.is_text {
                    text_rows::check(choice, known, id, &mut report);
                } else if is_by_number(choice, known) {
                    check_keys(choice, known, &numbers, id, &mut report);
                    check_missing(choice, &numbers, &in_use, id, &mut report);
                    let is_elsewhere = shown.contains(choice.variable) || is_shown_by_another(choice, &choices);
                    check_shown(choice, known, is_elsewhere, &numbers, id, &mut report);
                }
            }
        }
    }
}

/// A choice goes by a number if the English says so, or if a row is that of a number or a category.
fn is_by_number(choice: &Choice<'_, '_>, known: &InEnglish<'_>) -> bool {
    known.keys.iter().any(|key| is_of_numbers(key)) || choice.rows.iter().any(|row| is_of_numbers(row.key))
}

/// Rows whose key is no category, and rows that no number reaches.
fn check_keys(
    choice: &Choice<'_, '_>,
    known: &InEnglish<'_>,
    numbers: &Numbers,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    let taken = taken(choice, numbers, 0);
    for (at, (Row { key: row, number, is_default, .. }, taken)) in choice.rows.iter().zip(taken).enumerate() {
        // A key that stands twice is told elsewhere.
        let is_again = number.is_some() && choice.rows[..at].iter().any(|above| above.number == *number);
        if number.is_none() && !is_category(row) {
            if *is_default && known.keys.contains(row) {
                continue;
            }
            let most_alike = meant_category(row, numbers).unwrap_or("other");
            let meant = if *is_default { "other" } else { most_alike };
            let (tag, categories) = (numbers.tag.clone(), rows(&numbers.reachable()));
            let sentence = Sentence::NoCategory { row: (*row).to_owned(), meant, tag, categories };
            // The star is taken when nothing else fits, whatever it is called.
            report(match is_default {
                true => Problem::warning("plural-category", row, id, sentence),
                false => Problem::error("plural-category", row, id, sentence),
            });
        } else if number.is_none() && !is_default && *row != "other" && !numbers.has(row) {
            let (tag, categories) = (numbers.tag.clone(), rows(&numbers.reachable()));
            let sentence = Sentence::CategoryWithoutNumbers { row: (*row).to_owned(), tag, categories };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        } else if !is_default && !is_again && number.is_some_and(|number| number < 0.0 || number.fract() != 0.0) {
            let sentence = Sentence::RowOfNoNumber { row: (*row).to_owned() };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        } else if !is_default
            && !is_again
            && taken.is_empty()
            && number.is_some_and(|n| n < numbers.categories.len() as f64)
        {
            // A row of a category may well stand below those of all its numbers.
            let sentence = Sentence::UnreachableRow { row: (*row).to_owned() };
            report(Problem::warning("plural-row-unreachable", row, id, sentence));
        }
    }
}

/// The category that a key is a slip of, else the one of the language that is most like it.
fn meant_category(key: &str, numbers: &Numbers) -> Option<&'static str> {
    let lower = key.to_ascii_lowercase();
    if let Some((_, category)) = GRAMMAR.iter().find(|(name, _)| *name == lower) {
        return Some(if numbers.has(category) { category } else { "other" });
    }
    nearest(key, CATEGORIES.iter().map(|(name, _)| *name))
        .or_else(|| most_alike(key, numbers.first_of_each().into_iter().map(|(category, _)| category)))
}

/// The categories that have a row in some choice of a language.
fn categories_in_use<'t>(locale: &Index<'t>) -> BTreeSet<&'t str> {
    let patterns = locale.definitions().flat_map(|(_, definition)| definition.parts());
    let keys = patterns.flat_map(|(_, pattern)| choices(pattern)).flat_map(|choice| choice.rows);
    keys.map(|row| row.key).filter(|key| is_category(key)).collect()
}

/// The categories without a row. The default row may stand for one of them if no whole number is of its own
/// category, as in Ukrainian `[one] [few] *[other]`: for one that the language writes nowhere, or a row that was lost
/// would go unnoticed. A row whose key is no category is told already.
fn check_missing(
    choice: &Choice<'_, '_>,
    numbers: &Numbers,
    in_use: &BTreeSet<&str>,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    let names: BTreeSet<&str> = choice.rows.iter().filter(|row| row.number.is_none()).map(|row| row.key).collect();
    if !names.iter().any(|name| is_category(name)) {
        return;
    }
    // What is said of some numbers alone, and of all others without naming them, bends by none.
    let is_for_the_rest =
        |row: &Row<'_, '_>| row.number.is_some() || row.is_default && row.key == "other" && !row.shows(choice.variable);
    if choice.rows.iter().any(|row| row.number.is_some()) && choice.rows.iter().all(is_for_the_rest) {
        return;
    }
    let slips = names.iter().filter(|name| !is_category(name));
    let meant: BTreeSet<&str> = slips.filter_map(|slip| meant_category(slip, numbers)).collect();
    let is_reached = |row: &Row<'_, '_>| (0..numbers.categories.len()).any(|number| row.fits(number, numbers));
    let mut spare = choice.rows.iter().any(|row| row.is_default && row.number.is_none() && !is_reached(row));
    for (category, _) in numbers.first_of_each() {
        let has_own_row =
            |number: &usize| choice.rows.iter().any(|row| row.number.is_some() && row.fits(*number, numbers));
        // A category whose numbers all have rows of their own needs none.
        let of_category = (0..numbers.categories.len()).filter(|number| numbers.category(*number) == category);
        let Some(number) = of_category.into_iter().find(|number| !has_own_row(number)) else { continue };
        if names.contains(category) || meant.contains(category) {
            continue;
        }
        if !in_use.contains(category) && std::mem::take(&mut spare) {
            continue;
        }
        let sentence = Sentence::MissingCategory { tag: numbers.tag.clone(), number, category };
        report(Problem::warning("plural-forms", choice.variable, id, sentence));
    }
}

/// A row that several numbers reach shows which of them it is, if the English shows it. Zero counts where the English
/// has a row for it: elsewhere a page is not shown for nothing.
fn check_shown(
    choice: &Choice<'_, '_>,
    known: &InEnglish<'_>,
    is_shown_elsewhere: bool,
    numbers: &Numbers,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    if !known.is_shown || is_shown_elsewhere {
        return;
    }
    let from = usize::from(!known.keys.contains("0"));
    for (row, numbers) in choice.rows.iter().zip(taken(choice, numbers, from)) {
        if let [first, second, ..] = numbers.as_slice()
            && !row.shows(choice.variable)
        {
            let (key, variable) = (row.key.to_owned(), in_braces(choice.variable));
            let sentence = Sentence::RowWithoutNumber { row: key, first: *first, second: *second, variable };
            report(Problem::error("plural-number", row.key, id, sentence));
        }
    }
}

/// Whether the number is in the rows of another choice of the same text, where it is in none of these.
fn is_shown_by_another(choice: &Choice<'_, '_>, choices: &[Choice<'_, '_>]) -> bool {
    let shows = |choice: &Choice<'_, '_>| choice.rows.iter().any(|row| row.shows(choice.variable));
    let others = choices.iter().filter(|other| !std::ptr::eq(*other, choice) && other.variable == choice.variable);
    !shows(choice) && others.take(MAX_ROWS).any(shows)
}

/// The variables whose values stand outside of all choices.
fn shown_outside<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    fn of<'t>(expression: &Expression<&'t str>) -> Option<&'t str> {
        match expression {
            Expression::Inline(InlineExpression::Placeable { expression }) => of(expression),
            Expression::Inline(inline) => selected_variable(inline).map(|id| id.name),
            Expression::Select { .. } => None,
        }
    }
    let elements = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => of(expression),
        PatternElement::TextElement { .. } => None,
    });
    elements.collect()
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const DAYS: &str =
        "# $n (Number) days, for example 3\na = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n }";

    fn rows(rows: &[impl AsRef<str>]) -> String {
        format!("a = {{ $n ->\n{} }}", rows.iter().map(|row| format!("    {}\n", row.as_ref())).collect::<String>())
    }

    #[test]
    fn a_row_that_several_numbers_reach_shows_the_number_if_the_english_does() {
        for (tag, text, expected) in [
            ("ru", &["[one] один день", "[few] { $n } дня", "*[many] { $n } дней"][..], "error plural-number `one` a"),
            ("ru", &["[1] один день", "[one] { $n } день", "[few] { $n } дня", "*[many] { $n } дней"], ""),
            ("ru", &["[one] { $n } день", "[few] дня", "*[many] { $n } дней"], "error plural-number `few` a"),
            ("lt", &["[one] diena", "[few] { $n } dienos", "*[other] { $n } dienų"], "error plural-number `one` a"),
            ("de", &["[one] ein Tag", "*[other] { $n } Tage"], ""),
            ("de", &["[one] { $n } Tag", "*[other] Tage"], "error plural-number `other` a"),
            (
                "ar",
                &["[zero] ص", "[one] ي", "[two] يومان", "[few] { $n } ا", "[many] { $n } ي", "*[other] { $n } ي"],
                "",
            ),
            // Nothing is shown for no days, unless the English says so.
            ("fr", &["[one] un jour", "*[other] { $n } jours"], ""),
            (
                "ru",
                &["[one] день", "[few] дня", "*[many] дней"],
                "error plural-number `one` a, error plural-number `few` a, error plural-number `many` a",
            ),
        ] {
            assert_eq!(found(tag, DAYS, &[&rows(text)]), expected, "{tag} {text:?}");
        }
        let zero = "a = { $n ->\n    [0] No day\n    [one] { $n } day\n   *[other] { $n } days\n }";
        let french = |first: &str| rows(&[first, "[one] un jour", "*[other] { $n } jours"]);
        assert_eq!(found("fr", zero, &[&french("[0] aucun jour")]), "");
        assert_eq!(found("fr", zero, &[&french("[2] deux jours")]), "error plural-number `one` a");
        let beside = "a = { $n } { $n ->\n    [one] день\n    [few] дня\n   *[many] дней\n }";
        assert_eq!(found("ru", DAYS, &[beside]), "", "it stands beside the rows");
        let twice = format!("{} {{ $n ->\n    [one] x\n   *[other] y\n }}", rows(&["[one] ein", "*[other] { $n }"]));
        assert_eq!(found("de", DAYS, &[&twice]), "", "another choice shows it");
        let words = "a = { $n ->\n    [1] Note\n   *[more] Notes\n }";
        assert_eq!(found("ru", words, &[&rows(&["[one] Прим.", "[few] Прим.", "*[many] Прим."])]), "");
    }

    #[test]
    fn a_place_in_an_order_has_rows_of_its_own() {
        let english = "# $n (Number) place, for example 3\na = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    \
                       [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n }";
        let text = |rows: &str| format!("a = {{ NUMBER($n, type: \"ordinal\") ->{rows}\n }}");
        for (tag, rows, expected) in [
            ("de", "\n   *[other] { $n }.", ""),
            ("de", "\n    [one] { $n }.\n   *[other] { $n }.", "warning plural-row-unreachable `one` a"),
            ("fr", "\n    [one] { $n }er\n   *[other] { $n }e", ""),
            ("it", "\n    [many] l’{ $n }º\n   *[other] il { $n }º", ""),
            ("en-GB", "\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th", ""),
            ("sv", "\n    [few] { $n }:e\n   *[other] { $n }:a", "warning plural-row-unreachable `few` a"),
            ("de", "\n    [1] erste\n   *[other] { $n }.", ""),
            ("de", "\n    [eins] erste\n   *[other] { $n }.", "error plural-category `eins` a"),
        ] {
            assert_eq!(found(tag, english, &[&text(rows)]), expected, "{tag} {rows}");
        }
    }

    #[test]
    fn a_row_with_a_star_stands_for_a_category_that_the_language_writes_nowhere() {
        let english = DAYS.to_owned() + "\nb = { $n ->\n    [one] { $n } x\n   *[other] { $n } xs\n }";
        let two = |first: &[&str], second: &[&str]| {
            let keys = |keys: &[&str]| rows(&keys.iter().map(|key| format!("{key} {{ $n }}")).collect::<Vec<_>>());
            format!("{}\n{}", keys(first), keys(second).replacen('a', "b", 1))
        };
        let all = ["[one]", "[few]", "[many]", "*[other]"];
        for (tag, first, second, expected) in [
            ("ru", &all[..], &all[..], ""),
            ("ru", &["[few]", "[many]", "*[other]"], &all, "warning plural-forms `n` a"),
            ("ru", &["[one]", "[many]", "*[other]"], &all, "warning plural-forms `n` a"),
            ("ru", &["[one]", "[few]", "*[other]"], &all, "warning plural-forms `n` a"),
            ("ru", &["[one]", "[few]", "*[other]"], &["[one]", "[few]", "*[other]"], ""),
            ("ru", &["[one]", "*[other]"], &["[one]", "[few]", "*[other]"], "warning plural-forms `n` a"),
            ("ru", &["[one]", "[few]", "*[many]"], &["[one]", "[few]", "*[other]"], "warning plural-forms `n` b"),
            ("pl", &["[one]", "[few]", "*[other]"], &all, "warning plural-forms `n` a"),
        ] {
            assert_eq!(found(tag, &english, &[&two(first, second)]), expected, "{tag} {first:?} {second:?}");
        }
    }

    #[test]
    fn a_choice_in_the_row_with_the_star_has_the_rest_of_the_rows() {
        let inner = "{ $n ->\n        [few] { $n } дня\n       *[many] { $n } дней\n    }";
        for (text, expected) in [
            (format!("a = {{ $n ->\n    [one] {{ $n }} день\n   *[other] {inner}\n }}"), ""),
            (format!("a = {{ $n ->\n    [0] нет\n   *[other] {inner}\n }}"), "warning plural-forms `n` a"),
            ("a = { $n ->\n    [one] { $n } день\n   *[other] { $n } { $n ->\n        [few] дня\n       *[many] дней\n    }\n }".to_owned(), ""),
            (format!("a = {{ $n ->\n    [one] день\n   *[other] {inner}\n }}"), "error plural-number `one` a"),
        ] {
            assert_eq!(found("ru", DAYS, &[&text]), expected, "{text}");
        }
    }

    #[test]
    fn a_row_that_no_number_reaches_is_told() {
        for (tag, text, expected) in [
            (
                "de",
                &["[one] { $n }", "[many] { $n }", "*[other] { $n }"][..],
                "warning plural-row-unreachable `many` a",
            ),
            ("zh-Hans", &["[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `one` a"),
            ("ja", &["[zero] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `zero` a"),
            // Categories that only an order has.
            ("hi", &["[one] { $n }", "[two] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `two` a"),
            ("mk", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `many` a"),
            ("ca", &["[one] { $n }", "[few] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `few` a"),
            ("ca", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
            // What nobody counts.
            ("de", &["[1.5] { $n }", "[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `1.5` a"),
            ("de", &["[-1] { $n }", "[one] { $n }", "*[other] { $n }"], "warning plural-row-unreachable `-1` a"),
            ("de", &["[1.0] ein", "*[other] { $n }"], ""),
            // Numbers of millions, and what is not whole.
            ("es", &["[one] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
            ("cs", &["[one] { $n }", "[few] { $n }", "[many] { $n }", "*[other] { $n }"], ""),
            ("de", &["[one] { $n }", "[1] ein", "*[other] { $n }"], "warning plural-row-unreachable `1` a"),
            ("de", &["[1] ein", "[one] { $n }", "*[other] { $n }"], ""),
            ("de", &["[one] { $n }", "[2] zwei", "*[other] { $n }"], ""),
            (
                "ar",
                &[
                    "[0] لا",
                    "[zero] { $n }",
                    "[one] { $n }",
                    "[two] { $n }",
                    "[few] { $n }",
                    "[many] { $n }",
                    "*[other] { $n }",
                ],
                "",
            ),
        ] {
            assert_eq!(found(tag, DAYS, &[&rows(text)]), expected, "{tag} {text:?}");
        }
        let order = "# $n (Number) for example 2\na = { NUMBER($n, type: \"ordinal\") ->\n    [two] { $n }nd\n   *[other] { $n }th\n }";
        assert_eq!(found("en", order, &[order]), "", "an order has other categories");
    }

    #[test]
    fn a_key_that_is_no_category_is_told_with_the_one_that_was_meant() {
        let french = rows(&["[un] { $n } jour", "*[other] { $n } jours"]);
        assert_eq!(found("fr", DAYS, &[&french]), "error plural-category `un` a");
        assert_eq!(
            told("fr", DAYS, &french)[0],
            (
                "[un] is no plural category; did you mean [one]?".to_owned(),
                "names of rows are not translated; those of fr are [one], [other]".to_owned()
            )
        );
        let deux = rows(&["[one] { $n } jour", "[deux] { $n } jours", "*[other] { $n } jours"]);
        assert_eq!(told("fr", DAYS, &deux)[0].0, "[deux] is no plural category; did you mean [one]?");
        for (key, meant) in [("uno", "one"), ("One", "one"), ("moany", "many"), ("feww", "few")] {
            let text = rows(&[&format!("[{key}] {{ $n }}"), "[one] { $n }", "*[other] { $n }"]);
            assert!(
                told("de", DAYS, &text).iter().any(|(message, _)| message.contains(&format!("mean [{meant}]?"))),
                "{key}"
            );
        }
        assert_eq!(
            found("de", DAYS, &[&rows(&["[one] { $n }", "*[andere] { $n }"])]),
            "warning plural-category `andere` a"
        );
        let more = "a = { $n ->\n    [1] Note\n   *[more] Notes\n }";
        assert_eq!(found("de", more, &[&rows(&["[1] Fußnote", "*[more] Fußnoten"])]), "", "it is that of the English");
    }

    #[test]
    fn what_grammars_call_a_form_is_the_category_that_is_meant() {
        for (tag, row, meant) in [
            ("de", "singular", "one"),
            ("de", "Singular", "one"),
            ("de", "sg", "one"),
            ("de", "plural", "other"),
            ("de", "pl", "other"),
            ("de", "dual", "other"),
            ("ar", "dual", "two"),
            ("ru", "paucal", "few"),
            ("ja", "singular", "other"),
        ] {
            let text = rows(&[&format!("[{row}] ein Tag"), "*[other] { $n } Tage"]);
            let all = told(tag, DAYS, &text);
            let message = format!("[{row}] is no plural category; did you mean [{meant}]?");
            assert!(all.iter().any(|(told, _)| *told == message), "{tag} {row}: {all:?}");
        }
        let german = rows(&["[singular] ein Tag", "*[other] { $n } Tage"]);
        assert_eq!(found("de", DAYS, &[&german]), "error plural-category `singular` a");
    }
}
