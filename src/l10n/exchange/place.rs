//! Where a message or a term stands in a file, and which of its texts a finding is about.

use std::collections::HashMap;
use std::ops::Range;

use fluent_syntax::ast::{Expression, Pattern, PatternElement, Variant};

use super::unit::Path;
use crate::l10n::check::pattern::span_in;
use crate::l10n::check::{parse, start_of};
use crate::l10n::definition::Definition;
use crate::l10n::plural::key;
use crate::l10n::position::offset_in;

/// The bytes of a file that each message and term takes, from its name on, without its comment; of an id that stands
/// twice, the first.
pub(super) fn entries(text: &str) -> HashMap<String, Range<usize>> {
    let (resource, _) = parse(text);
    let starts: Vec<usize> = resource.body.iter().map(|entry| start_of(text, entry)).collect();
    let mut entries = HashMap::new();
    for (at, entry) in resource.body.iter().enumerate() {
        let Some(definition) = Definition::of(entry) else { continue };
        let id = definition.id().into_owned();
        let name = offset_in(text, definition.name()).saturating_sub(usize::from(definition.is_term()));
        let end = starts.get(at + 1).copied().unwrap_or(text.len());
        let Some(content) = text.get(name..end) else { continue };
        let end = name + content.trim_end_matches([' ', '\n', '\r']).len();
        entries.entry(id).or_insert(name..end);
    }
    entries
}

/// The text of a message that a place in its file belongs to.
pub(super) fn path_at(text: &str, id: &str, at: usize) -> Option<Path> {
    let (resource, _) = parse(text);
    let definition = Definition::all(&resource).find(|it| it.has_id(id))?;
    let has =
        |pattern: &Pattern<&str>| span_in(text, pattern).is_some_and(|span| (span.start..=span.end).contains(&at));
    let (part, pattern) = definition.parts().find(|(_, pattern)| has(pattern))?;
    let variants = match pattern.elements.as_slice() {
        [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] => variants.as_slice(),
        _ => &[],
    };
    let is_it = |variant: &&Variant<&str>| has(&variant.value) || offset_in(text, key(variant)) == at;
    let row = variants.iter().find(is_it).map(|variant| key(variant).to_owned());
    Some(Path { id: id.to_owned(), part: part.to_owned(), row })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_message_ends_where_the_next_thing_begins() {
        let text = "### File\n\n# On a\na = x\n    y\n\n    .b = z\n\n# On c\n#\n# more\n-c = x\nnothing here\nd = x\r\n\r\n## Group\ne = x";
        for (id, expected) in [("a", "a = x\n    y\n\n    .b = z"), ("-c", "-c = x"), ("d", "d = x"), ("e", "e = x")] {
            assert_eq!(&text[entries(text)[id].clone()], expected);
        }
        assert_eq!(entries(text).get("c"), None);
    }

    #[test]
    fn a_place_in_a_file_is_that_of_a_text() {
        let text = "a = { $n ->\n    [one] first\n   *[other] { $n } second\n }\n    .b = third\n";
        for (word, path) in
            [("first", "a#[one]"), ("one", "a#[one]"), ("second", "a#[other]"), ("third", "a.b"), ("$n ->", "a")]
        {
            let at = text.find(word).unwrap() + usize::from(word.starts_with('$'));
            assert_eq!(path_at(text, "a", at).unwrap().to_string(), path, "{word}");
        }
    }
}
