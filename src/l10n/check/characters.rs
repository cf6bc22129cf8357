//! Characters that do not belong in a text.

use std::borrow::Cow;

use fluent_syntax::ast::Entry;

use super::finding::{Finding, Level, Problem, Reporter};
use super::index::{ParsedFile, junk_id};
use crate::l10n::position::offset_in;

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let entries = entries(parsed);
    let mut reporter = Reporter::new(parsed, findings);
    for line in text.lines() {
        let is_comment = line.starts_with('#');
        for (at, c) in line.char_indices() {
            let (level, rule, message, help) = match c {
                '\u{fffd}' => (
                    Level::Error,
                    "encoding",
                    "a character was lost here when the file was saved",
                    "save the file as UTF-8 and type the character again",
                ),
                '\u{202a}'..='\u{202e}' => (
                    Level::Warning,
                    "direction-control",
                    "an invisible character here forces the direction of writing",
                    "delete it; the page sets the direction by itself",
                ),
                _ => continue,
            };
            let slice = &line[at..at + c.len_utf8()];
            let before = entries.partition_point(|(start, _)| *start <= offset_in(text, slice));
            let entry = before.checked_sub(1).and_then(|last| entries[last].1.as_deref());
            // A comment is not shown: what is wrong in it costs no message.
            reporter.add(match level {
                Level::Error if !is_comment => Problem::error(rule, slice, entry, message, help),
                _ => Problem::warning(rule, slice, entry.filter(|_| !is_comment), message, help),
            });
        }
    }
}

/// Where the entries of a file start, in order, each with the id that a finding in it is about.
fn entries<'t>(parsed: &ParsedFile<'t>) -> Vec<(usize, Option<Cow<'t, str>>)> {
    let entry = |entry: &Entry<&'t str>| match entry {
        Entry::Message(message) => Some((message.id.name, Some(Cow::Borrowed(message.id.name)))),
        Entry::Term(term) => Some((term.id.name, Some(Cow::Owned(format!("-{}", term.id.name))))),
        Entry::Junk { content } => Some((*content, junk_id(content).map(Cow::Borrowed))),
        _ => None,
    };
    let entries = parsed.resource.body.iter().filter_map(entry);
    entries.map(|(slice, id)| (offset_in(&parsed.file.text, slice), id)).collect()
}
