//! A finding about the source that is not made by a rule but by whoever shows its messages.

use super::finding::{Finding, Level, Problem, Reporter};
use super::index::ParsedFile;
use crate::l10n::asked::PartName;
use crate::l10n::file::LocaleFile;
use crate::l10n::locale::SOURCE;
use crate::l10n::position::Position;

/// An error at a part of a message of the source; if the source has no such message, at the beginning of the file
/// that it belongs in.
pub fn source_finding(
    files: &[LocaleFile],
    part: &PartName,
    belongs_in: &str,
    rule: &'static str,
    message: impl Into<String>,
    help: &str,
) -> Finding {
    let mut findings = Vec::new();
    let of_source = |file: &&LocaleFile| file.folder_and_name().is_some_and(|(folder, _)| folder == SOURCE);
    let message = message.into();
    for file in files.iter().filter(of_source).filter(|file| file.is_messages()) {
        let parsed = ParsedFile::new(file);
        if let Some(slice) = slice_of(&parsed, part) {
            Reporter::new(&parsed, &mut findings).add(Problem::error(rule, slice, part.id.as_str(), &message, help));
        }
    }
    findings.into_iter().next().unwrap_or_else(|| Finding {
        level: Level::Error,
        rule,
        path: format!("{SOURCE}/{belongs_in}"),
        position: Position { line: 1, column: 1 },
        span: 0..0,
        id: Some(part.id.clone()).filter(|id| !id.is_empty()),
        message,
        english: None,
        help: help.to_owned(),
    })
}

/// The name of a part where it stands: that of the attribute, or else of the message.
fn slice_of<'t>(parsed: &ParsedFile<'t>, part: &PartName) -> Option<&'t str> {
    let message = parsed.messages().find(|message| message.id.name == part.id)?;
    let attribute = part.attribute.as_ref();
    let attribute = attribute.and_then(|name| message.attributes.iter().find(|attribute| attribute.id.name == *name));
    Some(attribute.map_or(message.id.name, |attribute| attribute.id.name))
}
