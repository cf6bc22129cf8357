//! The statement’s order, read from the groups (`## …`) of the source’s file: its sections with their
//! paragraphs, and its note. Knows no template and no address.
//!
//! Only the ids that a template asks for by name are written here. Every other id has its place by
//! the group that it stands in; one without a place stops the start, so that a passage is shown or refused.

use crate::l10n::{Catalog, View};

/// The file of the statement, in each locale’s folder.
pub const FILE: &str = "statement.ftl";
/// The titles: the section of the website, the page, the heading of the text.
pub const TITLES: [&str; 3] = ["section", "title", "heading"];
/// What the end of the page says.
const END: [&str; 3] = ["share-heading", "rights", "privacy-policy"];
/// What the id of a note starts with.
const NOTE: &str = "note-";

/// What the text of the note begins with.
const NOTE_NUMBER: &str = "[1] ";

/// Why the source’s file is no statement.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// A message stands in a group that it does not belong to.
    #[error(
        "{id} has no place in the statement: it stands in the group of {first}, where {expected}; move it into its group (## …), or begin a group with its heading"
    )]
    Misplaced {
        /// The message.
        id: String,
        /// The first message of its group.
        first: String,
        /// What belongs there.
        expected: String,
    },
    /// A heading without a paragraph.
    #[error("{id} is the heading of a section without a paragraph; add one whose id starts with {id}-")]
    NoParagraph {
        /// The heading.
        id: String,
    },
    /// The mark in the text names no note, so there can be one only.
    #[error("the statement has one note, whose id starts with {NOTE}; found: {found}")]
    Notes {
        /// The ids of those that are there.
        found: String,
    },
}

/// The order of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its sections.
    pub sections: Vec<Section>,
    /// The id of its note.
    pub note: String,
}

/// A section of the statement, by the ids of its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

impl Outline {
    /// The outline of the statement in a catalog.
    pub fn of(catalog: &Catalog) -> Result<Self, OutlineError> {
        Self::read(catalog.groups())
    }

    fn read(groups: &[Vec<String>]) -> Result<Self, OutlineError> {
        let (mut sections, mut notes) = (Vec::new(), Vec::new());
        for group in groups {
            let Some((first, others)) = group.split_first() else { continue };
            if TITLES.contains(&first.as_str()) {
                check_group(group, |id| TITLES.contains(&id), || format!("only {} belong", TITLES.join(", ")))?;
            } else if END.contains(&first.as_str()) {
                check_group(group, |id| END.contains(&id), || format!("only {} belong", END.join(", ")))?;
            } else if first.starts_with(NOTE) {
                check_group(group, |id| id.starts_with(NOTE), || format!("all ids start with {NOTE}"))?;
                notes.extend_from_slice(group);
            } else {
                let prefix = format!("{first}-");
                check_group(
                    group,
                    |id| id == first || id.starts_with(&prefix),
                    || format!("all ids start with {prefix}"),
                )?;
                if others.is_empty() {
                    return Err(OutlineError::NoParagraph { id: first.clone() });
                }
                sections.push(Section { heading: first.clone(), paragraphs: others.to_vec() });
            }
        }
        match notes.as_slice() {
            [note] => Ok(Self { sections, note: note.clone() }),
            _ => Err(OutlineError::Notes { found: notes.join(", ") }),
        }
    }

    /// What a message can be about, by section: heading, paragraphs, and with the last section the note.
    pub fn by_section(&self) -> Vec<(&str, Vec<&str>)> {
        let mut sections: Vec<(&str, Vec<&str>)> = self
            .sections
            .iter()
            .map(|section| {
                let Section { heading, paragraphs } = section;
                (heading.as_str(), std::iter::once(heading).chain(paragraphs).map(String::as_str).collect())
            })
            .collect();
        if let Some((_, last)) = sections.last_mut() {
            last.push(&self.note);
        }
        sections
    }

    /// All that a message can be about, in the order of the page.
    pub fn passages(&self) -> Vec<&str> {
        self.by_section().into_iter().flat_map(|(_, ids)| ids).collect()
    }
}

/// Checks that all of a group belongs into it.
fn check_group(
    group: &[String],
    fits: impl Fn(&str) -> bool,
    expected: impl Fn() -> String,
) -> Result<(), OutlineError> {
    match group.iter().find(|id| !fits(id)) {
        None => Ok(()),
        Some(id) => Err(OutlineError::Misplaced { id: id.clone(), first: group[0].clone(), expected: expected() }),
    }
}

/// The first words of a passage, without the number of the note: at most so many characters, and a “…”.
pub fn opening(view: &View<'_>, id: &str, max_chars: usize) -> String {
    let plain = view.text(id).plain();
    shorten(plain.strip_prefix(NOTE_NUMBER).unwrap_or(&plain), max_chars)
}

/// At most so many characters (Unicode scalar values) of a text, and a “…” if there are more. It is cut between two
/// words, unless that would leave less than half: some scripts write no spaces.
fn shorten(text: &str, max_chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_chars) else { return text.to_owned() };
    let end = text[..end].rfind(' ').filter(|space| space * 2 >= end).unwrap_or(end);
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TITLE_GROUP: &[&str] = &["section", "title", "heading"];
    const NOTE_GROUP: &[&str] = &["note-report"];

    fn read(groups: &[&[&str]]) -> Result<Outline, OutlineError> {
        let groups: Vec<Vec<String>> = groups.iter().map(|ids| ids.iter().map(|id| (*id).into()).collect()).collect();
        Outline::read(&groups)
    }

    #[test]
    fn groups_become_sections_in_the_order_of_the_file() {
        let outline =
            read(&[TITLE_GROUP, &["b", "b-2", "b-1"], &["a", "a-1"], NOTE_GROUP, &["rights", "share-heading"]])
                .unwrap();
        assert_eq!(outline.by_section(), [("b", vec!["b", "b-2", "b-1"]), ("a", vec!["a", "a-1", "note-report"])]);
        assert_eq!(outline.note, "note-report");
        assert_eq!(outline.passages(), ["b", "b-2", "b-1", "a", "a-1", "note-report"]);
    }

    #[test]
    fn a_long_text_is_cut_between_two_words_if_there_are_any() {
        for (text, max_chars, shortened) in [
            ("The scourge", 11, "The scourge"),
            ("The scourge of", 11, "The scourge…"),
            ("The scourge of terrorism", 13, "The scourge…"),
            ("A scourge-of-terrorism", 11, "A scourge-o…"),
            ("自 恐怖主义的祸害是", 6, "自 恐怖主义…"),
            ("恐怖主义的祸害", 4, "恐怖主义…"),
        ] {
            assert_eq!(shorten(text, max_chars), shortened, "{text}");
        }
    }

    #[test]
    fn an_id_without_a_place_is_named() {
        for (groups, named) in [
            (&[TITLE_GROUP, &["a", "a-1", "b-1"], NOTE_GROUP] as &[&[&str]], "b-1"),
            (&[TITLE_GROUP, &["a", "a-1", "ab"], NOTE_GROUP], "ab"),
            (&[&["section", "title", "subtitle"], NOTE_GROUP], "subtitle"),
            (&[TITLE_GROUP, NOTE_GROUP, &["rights", "imprint"]], "imprint"),
            (&[TITLE_GROUP, &["note-report", "a-1"]], "a-1"),
            (&[TITLE_GROUP, &["a"], NOTE_GROUP], "a"),
            (&[TITLE_GROUP, &["note-report", "note-other"]], "note-report, note-other"),
            (&[TITLE_GROUP], "note-"),
        ] {
            let error = read(groups).unwrap_err().to_string();
            assert!(error.contains(named), "{named}: {error}");
        }
    }
}
