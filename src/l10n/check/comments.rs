//! What the comments of the English must say, because translators, `show` and the preview go by it: an example for each
//! variable, and the room for a text as a number. Warnings: readers see nothing of it. Knows no translation.

use foldhash::HashSet;

use super::declared::{MAX_LENGTH, max_length, samples};
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::parts;
use super::sentence::Sentence;
use super::variable_use::{in_braces, variables};

pub(super) fn check(english: &Index<'_>, findings: &mut Vec<Finding>) {
    for located in english.messages() {
        let id = located.message.id.name;
        let mut reporter = Reporter::new(located.parsed, findings);
        let mut known: HashSet<&str> = samples(located.message).map(|(variable, _)| variable).collect();
        for (_, pattern) in parts(located.message) {
            for variable in variables(pattern).into_keys() {
                if known.insert(variable) {
                    let sentence =
                        Sentence::VariableWithoutExample { variable: in_braces(variable), name: variable.to_owned() };
                    reporter.add(Problem::warning("no-example", variable, id, sentence));
                }
            }
        }
        let lines = located.message.comment.iter().flat_map(|comment| &comment.content);
        let is_meant = |line: &&&str| line.to_ascii_lowercase().contains(MAX_LENGTH) && max_length(&[line]).is_none();
        for line in lines.filter(is_meant) {
            let sentence = Sentence::UnreadableLength { line: (*line).to_owned() };
            reporter.add(Problem::warning("unreadable-length", line, id, sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn each_variable_of_the_english_has_an_example_and_each_length_is_a_number() {
        for (english, expected) in [
            ("# $n (Number) how many, for example 3\na = { $n }\n    .b = { $n }", ""),
            ("# $n (Number) how many, for example 3\na = { $n ->\n    [one] x\n   *[other] { $n } x\n }", ""),
            ("a = { $n } { $n }", "warning no-example `n` a"),
            ("# $n (Number) how many\na = { $n }", "warning no-example `n` a"),
            ("# $n (Number) how many, for example many\na = { $n }", "warning no-example `n` a"),
            ("# $n (Date) when, for example 5 March 2026\na = x\n    .b = { $n } { $m }", "warning no-example `m` a"),
            ("# max-length: 160\na = x", ""),
            ("# Max-length: 16\na = x", "warning unreadable-length `Max-length: 16` a"),
            ("# In lists; max-length: 16\na = x", "warning unreadable-length `In lists; max-length: 16` a"),
            ("# max-length: many\na = x", "warning unreadable-length `max-length: many` a"),
        ] {
            assert_eq!(found("en", english, &[english]), expected, "{english}");
        }
        assert_eq!(found("de", "a = { $n }", &["a = { $n }"]), "", "the English alone has them");
    }
}
