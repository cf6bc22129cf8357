//! Lines of a file: the one that something stands in, the first of which something is seen, and what looks like their
//! indent. Knows no rule.

use super::visible::{code, is_visible};
use crate::l10n::position::offset_in;

/// Belongs at the start of a file, if anywhere.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Longer comments belong to no entry. Lines.
const MAX_COMMENT: usize = 100;

/// The line that a slice of a text stands in.
pub(super) fn line_of<'t>(text: &'t str, slice: &str) -> &'t str {
    let at = offset_in(text, slice);
    line_at(text, text[..at].rfind('\n').map_or(0, |at| at + 1))
}

/// The line that starts at an offset.
pub(super) fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// The first line of which something is seen.
pub(super) fn first_line(junk: &str) -> &str {
    junk.lines().find(|line| line.chars().any(is_visible)).unwrap_or_default()
}

/// Where the line starts that an offset stands in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Whether the lines from an offset on that begin with a `#` alone have no entry right below them.
pub(super) fn is_comment_of_nothing(text: &str, start: usize) -> bool {
    let mut lines = text[start..].lines().take(MAX_COMMENT);
    let begins = |line: &str| line.starts_with('#') && !line.starts_with("##");
    lines.next().is_some_and(begins)
        && lines.find(|line| !begins(line)).is_none_or(|line| line.is_empty() || line.starts_with([' ', '\t']))
}

/// What a character is that looks like the space of an indent and is none, by the names of the sentences.
pub(super) fn false_space(c: char) -> Option<String> {
    match c {
        '\t' => Some("tab".to_owned()),
        ' ' | '\n' => None,
        '\u{a0}' => Some("no-break-space".to_owned()),
        c if !c.is_ascii() && !is_visible(c) => Some(code(c)),
        _ => None,
    }
}
