//! Findings that are not made by a rule but by whoever shows the messages.

use super::finding::{Finding, Level, Problem, Reporter};
use super::index::ParsedFile;
use super::sentence::Sentence;
use crate::l10n::asked::PartName;
use crate::l10n::definition::Definition;
use crate::l10n::locale::SOURCE;

/// An error at a part of a message of the source. If the source has no such message, it is at the beginning of the
/// file in which a translation has it, or else of `page_file`.
pub(crate) fn source_finding(
    files: &[ParsedFile<'_>],
    part: &PartName,
    page_file: &str,
    rule: &'static str,
    sentence: Sentence,
) -> Finding {
    let mut findings = Vec::new();
    let mut file_name = page_file.to_owned();
    for parsed in files {
        let Some(slice) = slice_of(parsed, part) else { continue };
        if parsed.is_source() {
            let problem = Problem::error(rule, slice, part.id.as_str(), sentence.clone());
            Reporter::new(parsed, &mut findings).add(problem);
            break;
        }
        file_name = parsed.name().to_owned();
    }
    findings.pop().unwrap_or_else(|| Finding {
        id: Some(part.id.clone()).filter(|id| !id.is_empty()),
        ..Finding::of_file(Level::Error, rule, format!("{SOURCE}/{file_name}"), sentence)
    })
}

/// A warning at a message of a locale, if it is there. `files` are those of the locale.
pub(crate) fn message_warning(
    files: &[ParsedFile<'_>],
    id: &str,
    rule: &'static str,
    sentence: Sentence,
) -> Option<Finding> {
    let (parsed, slice) = files.iter().find_map(|parsed| Some((parsed, slice_of(parsed, &PartName::text(id))?)))?;
    let mut findings = Vec::new();
    Reporter::new(parsed, &mut findings).add(Problem::warning(rule, slice, slice, sentence));
    findings.pop()
}

/// The error that there is no source at all.
pub(crate) fn no_source_finding() -> Finding {
    Finding::of_file(Level::Error, "no-source", format!("{SOURCE}/"), Sentence::NoSource)
}

/// The name of a part where it stands: that of the attribute, or else of the message.
fn slice_of<'t>(parsed: &ParsedFile<'t>, part: &PartName) -> Option<&'t str> {
    let definition = Definition::all(&parsed.resource).find(|it| it.has_id(&part.id))?;
    let named = part.attribute.as_ref().filter(|_| !definition.is_term());
    let attribute = named.and_then(|name| definition.attributes().iter().find(|attribute| attribute.id.name == *name));
    Some(attribute.map_or(definition.name(), |attribute| attribute.id.name))
}
