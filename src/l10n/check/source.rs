//! Findings that are not made by a rule but by whoever shows the messages.

use fluent_syntax::ast::{Pattern, PatternElement};

use super::finding::{Finding, Level, Problem, Reporter};
use super::index::ParsedFile;
use super::pattern::{Node, walk};
use super::sentence::Sentence;
use super::variable_use::variables;
use crate::l10n::asked::PartName;
use crate::l10n::definition::Definition;
use crate::l10n::locale::SOURCE;

/// What a finding is about inside a text, where it stands first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inside<'n> {
    /// A variable.
    Variable(&'n str),
    /// An element, where it is opened.
    Element(&'n str),
    /// An element with what it holds.
    ElementWith(&'n str, &'n str),
}

/// An error at a part of a message of the source, or at something in it. If the source has no such message, it is at the
/// beginning of the file in which a translation has it, or else of `page_file`.
pub(crate) fn source_finding(
    files: &[ParsedFile<'_>],
    part: &PartName,
    inside: Option<Inside<'_>>,
    page_file: &str,
    rule: &'static str,
    sentence: Sentence,
) -> Finding {
    let mut findings = Vec::new();
    let mut file_name = page_file.to_owned();
    for parsed in files {
        let Some(slice) = slice_of(parsed, part, inside) else { continue };
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
    let (parsed, slice) =
        files.iter().find_map(|parsed| Some((parsed, slice_of(parsed, &PartName::text(id), None)?)))?;
    let mut findings = Vec::new();
    Reporter::new(parsed, &mut findings).add(Problem::warning(rule, slice, slice, sentence));
    findings.pop()
}

/// The error that there is no source at all.
pub(crate) fn no_source_finding() -> Finding {
    Finding::of_file(Level::Error, "no-source", format!("{SOURCE}/"), Sentence::NoSource)
}

/// The name of a part where it stands: that of the attribute, or else of the message.
fn slice_of<'t>(parsed: &ParsedFile<'t>, part: &PartName, inside: Option<Inside<'_>>) -> Option<&'t str> {
    let definition = Definition::all(&parsed.resource).find(|it| it.has_id(&part.id))?;
    let named = part.attribute.as_ref().filter(|_| !definition.is_term());
    let attribute = named.and_then(|name| definition.attributes().iter().find(|attribute| attribute.id.name == *name));
    let pattern = attribute.map_or(definition.value(), |attribute| Some(&attribute.value));
    let found = inside.zip(pattern).and_then(|(inside, pattern)| match inside {
        Inside::Variable(name) => variables(pattern).get(name).map(|usage| usage.slice),
        Inside::Element(name) => opened_in(pattern, &format!("<{name}")),
        Inside::ElementWith(name, content) => opened_in(pattern, &format!("<{name}>{content}</{name}>")),
    });
    Some(found.unwrap_or(attribute.map_or(definition.name(), |attribute| attribute.id.name)))
}

/// Where a text has this first, which begins an element, without the angle bracket.
fn opened_in<'t>(pattern: &Pattern<&'t str>, opening: &str) -> Option<&'t str> {
    let mut found = None;
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        for element in &pattern.elements {
            if let PatternElement::TextElement { value } = element
                && let Some(at) = value.find(opening)
            {
                found = found.or(Some(&value[at + 1..at + opening.len()]));
            }
        }
    });
    found
}
