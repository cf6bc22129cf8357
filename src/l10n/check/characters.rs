//! Characters that do not belong into a text.

use super::finding::{Finding, Level, Problem, Report};
use super::index::ParsedFile;

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let mut report = Report::new(parsed.file, findings);
    let mut id = None;
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            id = line.split('=').next().map(str::trim);
        }
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
            let at = &line[at..at + c.len_utf8()];
            report.add(Problem { level, rule, at, id, message: message.into(), english: None, help: help.into() });
        }
    }
}
