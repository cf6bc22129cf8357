//! What git leaves in a file where two versions contradict each other: one finding for each place, and what stands
//! there counts for nothing. Knows no message.

use fluent_syntax::ast::Entry;

use super::finding::{Finding, Problem, Reporter};
use super::index::ParsedFile;
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// The ids, terms with their dash, of the entries that a conflict takes up or cuts.
pub(super) fn ids(parsed: &ParsedFile<'_>) -> Vec<String> {
    let conflicts = parsed.conflicts();
    if conflicts.regions().is_empty() {
        return Vec::new();
    }
    let mut ids = Vec::new();
    let mut entries = parsed.resource.body.iter().peekable();
    while let Some(entry) = entries.next() {
        let Some(definition) = Definition::of(entry) else { continue };
        let start = offset_in(&parsed.file.text, definition.name());
        // The mark may be in junk right behind the text that it cuts: at its start, or in an attribute that nothing closes.
        let is_cut = match entries.peek() {
            Some(Entry::Junk { content }) => {
                let at = offset_in(&parsed.file.text, content);
                let goes_on = content.starts_with([' ', '<', '=', '>', '|']);
                goes_on && conflicts.overlaps(at..at + content.len()) && !ends_block(&parsed.file.text, at)
            }
            _ => false,
        };
        if is_cut || conflicts.covers(start) {
            ids.push(definition.id().into_owned());
        }
    }
    ids
}

/// Whether an empty line stands before an offset, or nothing.
pub(super) fn ends_block(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix('\n').map_or("", |before| before.strip_suffix('\r').unwrap_or(before));
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_matches([' ', '\r']).is_empty()
}

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let mut reporter = Reporter::new(parsed, findings);
    for region in parsed.conflicts().regions() {
        let mark = text[region.clone()].lines().next().unwrap_or_default();
        reporter.add(Problem::error(rule::MERGE_CONFLICT, mark, None, Sentence::MergeConflict));
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_conflict_is_one_finding_and_what_stands_in_it_counts_for_nothing() {
        let english = "a = x\nb = x\nc = x\nd = x\n    .e = { $n }\n    .f = x\n";
        for (german, expected) in [
            (
                "a = y\n\n<<<<<<< HEAD\nb = mein\n=======\nb = dein\n>>>>>>> branch\n\nc = y\n",
                "error merge-conflict `<<<<<<< HEAD` ",
            ),
            (
                "a = halb\n<<<<<<< HEAD\n    mein\n||||||| base\n    alt\n=======\n    dein\n>>>>>>> branch\n    ende\n\nc = y\n",
                "error merge-conflict `<<<<<<< HEAD` ",
            ),
            (
                "<<<<<<< A\na = y\n=======\na = z\n>>>>>>> B\n<<<<<<< A\nb = y { $n\n=======\nb = z\n>>>>>>> B\n",
                "error merge-conflict `<<<<<<< A` , error merge-conflict `<<<<<<< A` ",
            ),
            ("a = y\n=======\nb = z\n", "error merge-conflict `=======` "),
            ("<<<<<<< A\r\na = y\r\n=======\r\na = z\r\n>>>>>>> B\r\n", "error merge-conflict `<<<<<<< A` "),
            // In the choice of an attribute, behind which others stand.
            (
                "a = y\nd = y\n    .e = { $n ->\n<<<<<<< A\n        [one] y\n=======\n        [one] z\n>>>>>>> B\n       *[other] y\n    }\n    .f = y\n\nc = y\n",
                "error merge-conflict `<<<<<<< A` ",
            ),
            ("a = <<<<<<< y\n    ======= z\n", "error left-over `<<<<<<<` a"),
        ] {
            assert_eq!(found("de", english, &[german]), expected, "{german}");
        }
    }

    #[test]
    fn the_messages_of_a_conflict_and_the_one_that_it_cuts_are_not_shown() {
        let file = |text: &str| crate::l10n::file::LocaleFile::new("de/a.ftl", text.as_bytes());
        for (text, expected) in [
            ("a = y\n\n<<<<<<< A\nb = y\n-t = y\n=======\nc = z\n>>>>>>> B\nd = y\n", &["b", "-t", "c"][..]),
            ("a = y\n<<<<<<< A\n y\n=======\n z\n>>>>>>> B\nd = y\n", &["a"]),
            ("a = y\n", &[]),
        ] {
            let file = file(text);
            assert_eq!(super::ids(&super::ParsedFile::new(&file)), expected, "{text}");
        }
    }
}
