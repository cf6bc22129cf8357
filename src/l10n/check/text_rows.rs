//! Rows that go by a text: a word that the page gives and that stands for what it has to say. They are those of the
//! English, each of them. Knows no number.

use std::collections::BTreeSet;

use super::choices::{Choice, InEnglish, is_of_numbers, rows};
use super::finding::Problem;
use super::rule;
use super::sentence::Sentence;
use super::variable_use::in_braces;
use crate::l10n::near::nearest;

/// Reports rows that the English has not, and rows of the English that are missing.
pub(super) fn check<'t>(
    choice: &Choice<'_, 't>,
    known: &InEnglish<'_>,
    id: &str,
    report: &mut impl FnMut(Problem<'_>),
) {
    let here: BTreeSet<&str> = choice.rows.iter().map(|row| row.key).collect();
    let Some(missing) = known.choices.iter().map(|english| missing(choice, &here, english)).min_by_key(Vec::len) else {
        // English without rows is a text that is shown; the rows of the translation are its own grammar.
        for row in choice.rows.iter().filter(|row| !row.is_default && is_of_numbers(row.key)) {
            let (name, variable) = (row.key.to_owned(), in_braces(choice.variable));
            let sentence = Sentence::RowOfText { row: name, variable };
            report(Problem::error(rule::SELECTOR_ROW, row.key, id, sentence));
        }
        return;
    };
    let unknown: Vec<&str> =
        choice.rows.iter().filter(|row| !row.is_default && !known.keys.contains(row.key)).map(|row| row.key).collect();
    // One name that is wrong is one finding, not one for the wrong name and one for the right.
    let only = (unknown.len() == 1 && missing.len() == 1).then(|| missing[0]);
    let mut meant = BTreeSet::new();
    for row in unknown {
        let name = row.to_owned();
        let near = nearest(row, missing.iter().copied());
        meant.extend(near.or(only));
        let sentence = match near {
            Some(meant) => Sentence::MisspelledRow { row: name, meant: meant.to_owned() },
            None => Sentence::UnknownRow { row: name, known: rows(&known.keys) },
        };
        report(Problem::error(rule::SELECTOR_ROW, row, id, sentence));
    }
    for row in missing.iter().filter(|row| !meant.contains(*row)) {
        let sentence = Sentence::MissingRow { row: (*row).to_owned() };
        report(Problem::error(rule::SELECTOR_ROW, choice.variable, id, sentence));
    }
}

/// The rows of a choice of the English, that of the star first, for which a translation has none. Its own star stands
/// for that of the English, unless it is another row of it.
fn missing<'k>(choice: &Choice<'_, '_>, here: &BTreeSet<&str>, english: &[&'k str]) -> Vec<&'k str> {
    let star = choice.rows.iter().find(|row| row.is_default).map(|row| row.key);
    let is_star_free = star.is_some_and(|star| !english.contains(&star));
    let others = english.iter().skip(usize::from(is_star_free));
    others.filter(|key| !here.contains(*key)).copied().collect()
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "# $log (String) what is written down, for example full\na = { $log ->\n    [off] x\n    [full] y\n   *[other] z\n }";

    fn german(rows: &str) -> String {
        format!("a = {{ $log ->\n{rows} }}")
    }

    #[test]
    fn rows_that_go_by_a_text_are_those_of_the_english_each_of_them() {
        for (rows, expected) in [
            ("    [off] x\n    [full] y\n   *[other] z\n", ""),
            ("   *[other] z\n    [full] y\n    [off] x\n", ""),
            ("    [off] x\n   *[other] z\n", "error selector-row `log` a"),
            ("   *[other] z\n", "error selector-row `log` a, error selector-row `log` a"),
            ("    [of] x\n    [full] y\n   *[other] z\n", "error selector-row `of` a"),
            ("    [aus] x\n    [full] y\n   *[other] z\n", "error selector-row `aus` a"),
            // The star has another name, or is another row.
            ("    [off] x\n    [full] y\n   *[rest] z\n", ""),
            ("    [off] x\n   *[full] y\n", "error selector-row `log` a"),
            ("    [off] x\n    [other] z\n   *[full] y\n", ""),
        ] {
            assert_eq!(found("ru", ENGLISH, &[&german(rows)]), expected, "{rows}");
        }
        let unsaid = "a = { $log ->\n    [off] x\n   *[full] z\n }";
        assert_eq!(found("ru", unsaid, &["a = { $log ->\n    [of] x\n   *[full] z\n }"]), "error selector-row `of` a");
        let shown = "# $name (String) a name\na = { $name }";
        let grammar = "a = { $name } { $name ->\n    [Anna] x\n   *[other] y\n }";
        assert_eq!(found("ru", shown, &[grammar]), "", "a language may have rows of its own");
        for (rows, expected) in [
            ("    [one] { $name }\n   *[other] y { $name }\n", "error selector-row `one` a"),
            ("    [1] { $name }\n   *[other] y { $name }\n", "error selector-row `1` a"),
            ("    [Anna] { $name }\n   *[one] y { $name }\n", ""),
        ] {
            let text = format!("a = {{ $name ->\n{rows} }}");
            assert_eq!(found("ru", shown, &[&text]), expected, "a text is of no category: {rows}");
        }
        let two = format!("{ENGLISH} {{ $log ->\n    [full] v\n   *[other] w\n }}");
        let both = format!(
            "{} {{ $log ->\n    [full] v\n   *[other] w\n }}",
            german("    [off] x\n    [full] y\n   *[other] z\n")
        );
        assert_eq!(found("ru", &two, &[&both]), "", "each list is held to the one that it is most like");
    }

    #[test]
    fn a_word_that_the_page_chooses_by_is_not_shown_and_its_rows_are_not_left_out() {
        for (text, expected) in [
            ("a = y", "error missing-variable `a` a"),
            ("a = y { $log }", "error shown-word `log` a"),
            ("a = { $log ->\n    [off] x\n    [full] y\n   *[other] { $log }\n }", "error shown-word `log` a"),
        ] {
            assert_eq!(found("ru", ENGLISH, &[text]), expected, "{text}");
        }
        let brought = format!("{ENGLISH}\nb = {{ a }}");
        let german = german("    [off] x\n    [full] y\n   *[other] z\n");
        assert_eq!(found("ru", &brought, &[&format!("{german}\nb = y")]), "", "its English has no rows itself");
        let moved = format!("{german}\nb = y");
        assert_eq!(found("ru", &format!("{ENGLISH}\nb = x"), &[&moved]), "");
    }

    #[test]
    fn what_is_told_is_the_row_to_write() {
        for (text, message, help) in [
            (
                german("    [off] x\n   *[other] z\n"),
                "the row [full] of the English is missing",
                "add a row [full]; names of rows are not translated",
            ),
            (
                "a = y".to_owned(),
                "the rows of { $log } are missing: [full], [off], [other]",
                "write the rows of the English; what they say is no matter of grammar",
            ),
            (
                "a = { $log }".to_owned(),
                "{ $log } holds a word that rows are chosen by, and none for readers",
                "write the rows of the English instead",
            ),
        ] {
            assert_eq!(told("ru", ENGLISH, &text)[0], (message.to_owned(), help.to_owned()), "{text}");
        }
    }
}
