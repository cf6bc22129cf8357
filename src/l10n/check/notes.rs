//! The numbers of notes: the mark in the text and the number that a note begins with are those of the English, in
//! the digits of any script. Knows no page.

use std::collections::BTreeSet;

use fluent_syntax::ast::Pattern;

use super::finding::{Problem, Reporter};
use super::flow::{PatternPiece, pieces};
use super::graph::Item;
use super::index::Located;
use super::markup_use::{Named, Use};
use super::pattern::parts;
use super::rule;
use super::sentence::Sentence;
use crate::l10n::format::split_number;

pub(super) fn check(
    item: &Item<'_>,
    used: &Use<'_>,
    of_english: &Use<'_>,
    english: &Located<'_, '_>,
    mark_element: Option<&str>,
    reporter: &mut Reporter<'_>,
) {
    let id = item.target.name;
    if let Some(name) = mark_element {
        check_bare(item, used, of_english, name, reporter);
    }
    let names: BTreeSet<&str> = of_english.named.iter().map(|named| named.name.as_str()).collect();
    for name in names {
        let marks = |used: &Use<'_>| -> Vec<Option<usize>> {
            used.named.iter().filter(|named| named.name == name).map(mark).collect()
        };
        let Some(expected) = marks(of_english).into_iter().collect::<Option<BTreeSet<usize>>>() else { continue };
        let found: BTreeSet<usize> = marks(used).into_iter().flatten().collect();
        let written = list(&expected);
        for named in used.named.iter().filter(|named| named.name == name && !named.is_empty && !named.is_referred) {
            let number = mark(named);
            if number.is_some_and(|number| expected.contains(&number)) {
                continue;
            }
            let (name, expected) = (name.to_owned(), written.clone());
            let sentence = match number {
                Some(number) => Sentence::WrongNote { name, number: number.to_string(), expected },
                None => Sentence::MarkWithoutNumber { name, expected },
            };
            reporter.add(Problem::error(rule::NOTE_NUMBER, named.slice, id, sentence));
        }
        if let Some(lost) = expected.difference(&found).next().filter(|_| found.is_subset(&expected))
            && !found.is_empty()
        {
            let sentence = Sentence::MissingMark { name: name.to_owned(), number: lost.to_string() };
            reporter.add(Problem::error(rule::NOTE_NUMBER, item.slice(), id, sentence));
        }
    }
    let Some((_, english)) = parts(english.message).find(|(name, _)| *name == item.target.attribute) else { return };
    let Some(expected) = openings(english).first().and_then(|(number, _)| *number) else { return };
    let mut found = openings(item.pattern);
    if found.is_empty() {
        found.push((None, item.slice()));
    }
    if let Some((number, slice)) = found.into_iter().find(|(number, _)| *number != Some(expected)) {
        let expected = expected.to_string();
        let sentence = match number {
            Some(number) => Sentence::WrongNumberOfNote { number: number.to_string(), expected },
            None => Sentence::NoteWithoutNumber { expected },
        };
        reporter.add(Problem::error(rule::NOTE_NUMBER, slice, id, sentence));
    }
}

fn list(numbers: &BTreeSet<usize>) -> String {
    numbers.iter().map(|number| format!("[{number}]")).collect::<Vec<_>>().join(", ")
}

/// The number in brackets that an element holds.
fn mark(named: &Named<'_>) -> Option<usize> {
    split_number(named.content.as_deref()?).0
}

/// Marks that have lost their element, or never had it: they lead nowhere.
fn check_bare(item: &Item<'_>, used: &Use<'_>, of_english: &Use<'_>, name: &str, reporter: &mut Reporter<'_>) {
    // An element that is missing as a whole is told as that.
    if of_english.counts.contains_key(name) && !used.counts.contains_key(name) {
        return;
    }
    let is_of_english = |number: usize| of_english.bare.iter().any(|(found, _)| *found == number);
    for (number, slice) in used.bare.iter().filter(|(number, _)| item.parsed.is_source() || !is_of_english(*number)) {
        let sentence = Sentence::BareMark { number: *number, name: name.to_owned() };
        reporter.add(Problem::warning(rule::NOTE_NUMBER, slice, item.target.name, sentence));
    }
}

/// The number in brackets that a pattern, or each row that it begins with, begins with, and the slice of the file
/// that it stands in.
fn openings<'t>(pattern: &Pattern<&'t str>) -> Vec<(Option<usize>, &'t str)> {
    match pieces(pattern).first() {
        Some(PatternPiece::Run(run)) => {
            let text: &str = &run.text;
            let first = text.trim_start();
            let first = &first[..first.chars().next().map_or(0, char::len_utf8)];
            vec![(split_number(text).0, run.source_of(first))]
        }
        Some(PatternPiece::Choice(rows)) => rows.iter().flat_map(|row| openings(&row.value)).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn the_numbers_of_notes_are_those_of_the_english_in_any_digits() {
        let two = "a = x<l>[1]</l> y<l>[2]</l>";
        for (tag, english, text, expected) in [
            ("de", "a = x<l>[1]</l>", "a = y<l>[1]</l>", ""),
            ("fa", "a = x<l>[1]</l>", "a = y<l>[۱]</l>", ""),
            ("hi", "a = x<l>[12]</l>", "a = y<l>[१२]</l>", ""),
            ("de", "a = x<l>[1]</l>", "a = y<l>[2]</l>", "error note-number `l` a"),
            ("de", "a = x<l>[1]</l>", "a = y<l>[eins]</l>", "error note-number `l` a"),
            ("de", "a = x<l>[1]</l>", "a = y<l>(1)</l>", "error note-number `l` a"),
            ("de", "a = x<l>[1]</l>", "a = y<l>1</l>", "error note-number `l` a"),
            ("de", "a = x<l>[1]</l>", "a = y<l><em>[1]</em></l>", ""),
            ("de", "a = x<l>[1]</l>", "a = y<l>{ \"[\" }1]</l>", ""),
            ("de", "a = x<l>[1]</l>", "a = y<l>[{ $n }]</l>", "error note-number `l` a, error unknown-variable `n` a"),
            ("de", two, "a = y<l>[2]</l> z<l>[1]</l>", ""),
            ("de", two, "a = y<l>[2]</l> z<l>[2]</l>", "error note-number `a` a"),
            ("de", two, "a = y<l>[1]</l> z<l>[3]</l>", "error note-number `l` a"),
            // No number in the English, none asked for.
            ("de", "a = <l>x</l>", "a = <l>[2]</l>", ""),
            // A text that begins with one.
            ("de", "a = [2] x", "a = [2] y", ""),
            ("ar", "a = [2] x", "a = [٢] y", ""),
            ("de", "a = [2] x", "a = { \"[\" }2] y", ""),
            ("de", "a = [2] x", "a = [3] y", "error note-number `[` a"),
            ("de", "a = [2] x", "a = y [2]", "error note-number `y` a"),
            ("de", "a = [2] x", "a = { $n } y", "error note-number `a` a, error unknown-variable `n` a"),
            ("de", "a = [x] y", "a = [z] y", ""),
            // Marks without their element.
            ("de", "a = x<l>[1]</l>", "a = y<l>[1]</l> z[2]", "warning note-number `[2]` a"),
            ("de", "a = x<l>[1]</l>", "a = y[1]", "error missing-element `a` a"),
            ("fa", "a = x<l>[1]</l>\nb = x", "a = y<l>[1]</l>\nb = y[۲] z", "warning note-number `[۲]` b"),
            ("de", "a = x<l>[1]</l>\nb = x [2]", "a = y<l>[1]</l>\nb = y [2]", ""),
            ("en", "a = x<l>[1]</l>\nb = x [2]", "a = x<l>[1]</l>\nb = x [2]", "warning note-number `[2]` b"),
            ("en", "a = x<l>[1]</l>\nb = [2] x", "a = x<l>[1]</l>\nb = [2] x", ""),
            ("de", "a = x", "a = y [2]", ""),
            ("de", "a = [2] x", "a = { $n ->\n   *[a] [2] y\n    [b] [2] z\n }", "error unknown-variable `n` a"),
            (
                "de",
                "a = [2] x",
                "a = { $n ->\n   *[a] [2] y\n    [b] z\n }",
                "error unknown-variable `n` a, error note-number `z` a",
            ),
        ] {
            assert_eq!(found(tag, english, &[text]), expected, "{text}");
        }
    }
}
