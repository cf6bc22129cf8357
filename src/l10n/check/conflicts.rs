//! What git leaves in a file where two versions contradict each other: one finding for each place, and what stands
//! there counts for nothing. Knows no message.

use std::ops::Range;

use fluent_syntax::ast::Entry;

use super::finding::{Finding, Problem, Reporter};
use super::index::ParsedFile;
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// Each mark is seven of one character, at the start of a line.
const MARK_LENGTH: usize = 7;

/// The bytes of a text that a conflict takes up, each from the first mark to the line of the last.
pub(super) fn regions(text: &str) -> Vec<Range<usize>> {
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut begun: Option<usize> = None;
    if !text.contains("<<<<<<<") && !text.contains("=======") && !text.contains(">>>>>>>") {
        return regions;
    }
    for line in text.split_inclusive('\n') {
        let start = offset_in(text, line);
        let end = start + line.len();
        match (mark(line), begun) {
            (None, _) => {}
            (Some('<'), None) => begun = Some(start),
            (Some('<'), Some(earlier)) => {
                // The end of the earlier one is lost.
                regions.push(earlier..line_end(text, earlier));
                begun = Some(start);
            }
            (Some('>'), Some(earlier)) => {
                regions.push(earlier..end);
                begun = None;
            }
            (Some(_), Some(_)) => {}
            (Some(_), None) => regions.push(start..end),
        }
    }
    if let Some(earlier) = begun {
        regions.push(earlier..line_end(text, earlier));
    }
    regions
}

/// The first mark of a conflict in a file, which need not hold messages. Bytes.
pub(in crate::l10n) fn first_mark(text: &str) -> Option<Range<usize>> {
    let region = regions(text).into_iter().next()?;
    let line = text[region.clone()].lines().next().unwrap_or_default();
    Some(region.start..region.start + line.trim_end().len())
}

/// Whether an offset stands in one of the regions.
pub(super) fn covers(regions: &[Range<usize>], at: usize) -> bool {
    let before = regions.partition_point(|region| region.start <= at);
    before.checked_sub(1).is_some_and(|last| regions[last].contains(&at))
}

/// Whether one of the regions has a byte in common with others.
pub(super) fn overlaps(regions: &[Range<usize>], bytes: Range<usize>) -> bool {
    let before = regions.partition_point(|region| region.start < bytes.end);
    before.checked_sub(1).is_some_and(|last| regions[last].end > bytes.start)
}

fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |length| start + length + 1)
}

/// The character of the mark that a line is, if it is one.
fn mark(line: &str) -> Option<char> {
    let line = line.trim_end();
    let first = line.chars().next().filter(|c| matches!(c, '<' | '=' | '>' | '|'))?;
    let length = line.chars().take_while(|c| *c == first).count();
    let rest = &line[length.min(line.len())..];
    (length == MARK_LENGTH && (rest.is_empty() || rest.starts_with(' '))).then_some(first)
}

/// The ids, terms with their dash, of the entries that a conflict takes up or cuts.
pub(super) fn ids(parsed: &ParsedFile<'_>) -> Vec<String> {
    let regions = regions(&parsed.file.text);
    if regions.is_empty() {
        return Vec::new();
    }
    let mut ids = Vec::new();
    let mut entries = parsed.resource.body.iter().peekable();
    while let Some(entry) = entries.next() {
        let Some(definition) = Definition::of(entry) else { continue };
        let start = offset_in(&parsed.file.text, definition.name());
        // The mark may be junk right behind the text that it cuts.
        let is_cut = match entries.peek() {
            Some(Entry::Junk { content }) => {
                let at = offset_in(&parsed.file.text, content);
                regions.binary_search_by_key(&at, |region| region.start).is_ok() && !ends_block(&parsed.file.text, at)
            }
            _ => false,
        };
        if is_cut || covers(&regions, start) {
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
    for region in regions(text) {
        let mark = text[region].lines().next().unwrap_or_default();
        reporter.add(Problem::error(rule::MERGE_CONFLICT, mark, None, Sentence::MergeConflict));
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_conflict_is_one_finding_and_what_stands_in_it_counts_for_nothing() {
        let english = "a = x\nb = x\nc = x\n";
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
