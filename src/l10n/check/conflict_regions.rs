//! Where a text has conflicts, as git leaves them between two versions that contradict each other. Knows no message.

use std::ops::Range;

use crate::l10n::position::offset_in;

/// Each mark is seven of one character, at the start of a line.
const MARK_LENGTH: usize = 7;

/// What the conflicts of a text take up, in bytes: each from the first mark to the line of the last, in their order.
pub(super) struct Conflicts(Vec<Range<usize>>);

impl Conflicts {
    pub(super) fn of(text: &str) -> Self {
        let mut regions: Vec<Range<usize>> = Vec::new();
        let mut begun: Option<usize> = None;
        if !text.contains("<<<<<<<") && !text.contains("=======") && !text.contains(">>>>>>>") {
            return Self(regions);
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
        Self(regions)
    }

    pub(super) fn regions(&self) -> &[Range<usize>] {
        &self.0
    }

    /// Whether an offset stands in one of them.
    pub(super) fn covers(&self, at: usize) -> bool {
        let before = self.0.partition_point(|region| region.start <= at);
        before.checked_sub(1).is_some_and(|last| self.0[last].contains(&at))
    }

    /// Whether one of them has a byte in common with others.
    pub(super) fn overlaps(&self, bytes: Range<usize>) -> bool {
        let before = self.0.partition_point(|region| region.start < bytes.end);
        before.checked_sub(1).is_some_and(|last| self.0[last].end > bytes.start)
    }
}

/// The first mark of a conflict in a file, which need not hold messages. Bytes.
pub(crate) fn first_mark(text: &str) -> Option<Range<usize>> {
    let region = Conflicts::of(text).0.into_iter().next()?;
    let line = text[region.clone()].lines().next().unwrap_or_default();
    Some(region.start..region.start + line.trim_end().len())
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
