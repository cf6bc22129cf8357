//! A text that stands in a language twice where the English has two: one of them was pasted over. Warnings. Knows no other
//! language.

use std::borrow::Cow;

use foldhash::HashMap;

use super::english::English;
use super::filled::filled;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Target, parts};
use super::sentence::Sentence;

/// A shorter text may rightly say a word twice. Bytes, of both.
const MIN_DOUBLED: usize = 30;
/// A shorter text may be right in two places. Bytes.
const MIN_LENGTH: usize = 60;

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<Cow<'_, str>, Target<'_>> = HashMap::default();
    let of_english = |target: Target<'_>| english.pattern(target).map(|(_, pattern)| filled(pattern));
    for located in locale.messages() {
        let name = located.message.id.name;
        for (attribute, pattern) in parts(located.message) {
            let target = Target { is_term: false, name, attribute };
            let text = filled(pattern);
            if is_doubled(&text)
                && let Some(of_english) = of_english(target)
                && !is_doubled(&of_english)
            {
                let slice = if attribute.is_empty() { name } else { attribute };
                let mut reporter =
                    Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
                reporter.add(Problem::warning("repeated-text", slice, name, Sentence::DoubledText));
            }
            if text.len() < MIN_LENGTH || english.pattern(target).is_none() {
                continue;
            }
            match first.get(&text) {
                // A message may say a name in two places.
                Some(other) if other.name != name && of_english(*other) != of_english(target) => {
                    let id = if other.attribute.is_empty() {
                        other.id()
                    } else {
                        format!("{}.{}", other.name, other.attribute)
                    };
                    let slice = if attribute.is_empty() { name } else { attribute };
                    let mut reporter =
                        Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
                    reporter.add(Problem::warning("repeated-text", slice, name, Sentence::RepeatedText { id }));
                }
                Some(_) => {}
                None => _ = first.insert(text, target),
            }
        }
    }
}

/// Whether a text is another one twice, with a space between them or without.
fn is_doubled(text: &str) -> bool {
    let text = text.trim();
    if text.len() < MIN_DOUBLED {
        return false;
    }
    let half = |gap: usize| (text.len() - gap).is_multiple_of(2).then(|| (text.len() - gap) / 2);
    [0, 1, 2].into_iter().filter_map(half).any(|half| {
        let (first, second) = (text.get(..half), text.get(text.len() - half..));
        let between = text.get(half..text.len() - half);
        first.is_some() && first == second && between.is_some_and(|between| between.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_long_text_that_stands_twice_where_the_english_has_two_is_told_at_the_second() {
        let long = "Die Geißel des Terrorismus ist keine neue Erscheinung für unser Land.";
        let english = "a = The scourge is not new.\nb = We cooperate.\nc = We cooperate.\n    .d = Go on.\n";
        for (german, expected) in [
            (format!("a = {long}\nb = {long}\n"), "warning repeated-text `b` b"),
            (format!("a = <em>Die</em>\n    {}\nb = {long}\n", &long[4..]), ""),
            (format!("a = {long}\nc = y.\n    .d = {long}\n"), "warning repeated-text `d` c"),
            (format!("c = {long}\n    .d = {long}\n"), ""),
            // Inside itself, pasted behind itself.
            ("a = Es ist so geplant. Es ist so geplant.\n".to_owned(), "warning repeated-text `a` a"),
            ("a =\n    Es ist so geplant.\n    Es ist so geplant.\n".to_owned(), "warning repeated-text `a` a"),
            ("a = Es ist so geplant. Es ist so gewollt.\n".to_owned(), ""),
            ("a = Nein, nein.\n".to_owned(), ""),
            // Short, or the same in the English.
            ("a = Es ist so.\nb = Es ist so.\n".to_owned(), ""),
            (format!("b = {long}\nc = {long}\n    .d = y.\n"), ""),
        ] {
            assert_eq!(found("de", english, &[&german]), expected, "{german}");
        }
    }
}
