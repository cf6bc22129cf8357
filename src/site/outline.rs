//! The statement’s order, read from the groups (`## …`) of the source’s file: its sections with their
//! paragraphs, and its notes. Knows no template and no address.
//!
//! Only the ids that a template asks for by name are written here. Every other id has its place by
//! the group that it stands in; one without a place stops the start, so that a passage is shown or refused.

use std::collections::HashSet;

use crate::l10n::format::split_number;
use crate::l10n::{Catalog, Text, View};

/// The file of the statement, in each locale’s folder.
pub const FILE: &str = "statement.ftl";
/// The title of the page.
pub const TITLE: &str = "title";
/// The titles: the section of the website, the page, the heading of the text.
pub const TITLES: [&str; 3] = ["section", TITLE, "heading"];
/// What the end of the page says.
const END: [&str; 3] = ["share-heading", "rights", "privacy-policy"];
/// What the id of a note starts with.
const NOTE: &str = "note-";
/// The element around the mark of a note in the text: `<note-link>[1]</note-link>`.
pub const MARK: &str = "note-link";

/// Why the source’s file is no statement.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// Something in the file that may be a passage cannot be read.
    #[error("{}a text of the statement cannot be read as it stands", if .id.is_empty() { String::new() } else { format!("{id}: ") })]
    Unread {
        /// The id that it would have; empty if nothing says it.
        id: String,
    },
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
    #[error(
        "{id} is the heading of a section without a paragraph; add one whose id starts with {id}-, or, if it is one itself, write its heading above it"
    )]
    NoParagraph {
        /// The heading.
        id: String,
    },
    /// Paragraphs without a heading.
    #[error("{id} stands in a section without a heading; write the heading above it: {heading} = …")]
    NoHeading {
        /// The first paragraph.
        id: String,
        /// The id of the heading.
        heading: String,
    },
    /// A heading inside another group.
    #[error(
        "{id} is the heading of a section that no line begins; write a line ## with a word of what follows above it"
    )]
    NoGroup {
        /// The heading.
        id: String,
    },
    /// A note that does not begin with its number.
    #[error("{id} is note {number} of the statement in the order of the file; begin its text with [{number}]")]
    NoteNumber {
        /// The note.
        id: String,
        /// Its number.
        number: usize,
    },
    /// A note without a mark.
    #[error(
        "{id} is note {number} of the statement, and no text has its mark; write <{MARK}>[{number}]</{MARK}> where it belongs"
    )]
    Unmarked {
        /// The note.
        id: String,
        /// Its number.
        number: usize,
    },
    /// A mark that leads to no note.
    #[error(
        "{id} has the mark <{MARK}>{mark}</{MARK}>, and there is no such note; write {}the note, {NOTE}… = {mark} …",
        or_number(*notes)
    )]
    Mark {
        /// The passage.
        id: String,
        /// What the mark says.
        mark: String,
        /// How many notes there are.
        notes: usize,
    },
}

/// The advice to write the number of a note, if there is one.
fn or_number(notes: usize) -> String {
    if notes == 0 { String::new() } else { format!("a number from [1] to [{notes}], or ") }
}

impl OutlineError {
    /// The message that it is about.
    pub fn id(&self) -> &str {
        match self {
            Self::Unread { id }
            | Self::Misplaced { id, .. }
            | Self::NoParagraph { id }
            | Self::NoHeading { id, .. }
            | Self::NoGroup { id }
            | Self::NoteNumber { id, .. }
            | Self::Unmarked { id, .. }
            | Self::Mark { id, .. } => id,
        }
    }
}

/// The order of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its sections.
    pub sections: Vec<Section>,
    /// The ids of its notes; the first is number 1.
    pub notes: Vec<String>,
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
        // It would be left out, and nobody would miss it.
        if let Some(id) = catalog.unread_passages().first() {
            return Err(OutlineError::Unread { id: id.clone() });
        }
        let outline = Self::read(catalog.groups())?;
        outline.check_numbers(&View::new(catalog, catalog.source()))?;
        Ok(outline)
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
                    return Err(match heading_of(first, groups) {
                        None => OutlineError::NoParagraph { id: first.clone() },
                        Some(heading) => OutlineError::NoHeading { id: first.clone(), heading },
                    });
                }
                sections.push(Section { heading: first.clone(), paragraphs: others.to_vec() });
            }
        }
        Ok(Self { sections, notes })
    }

    /// Checks that the notes begin with their numbers, and that every mark leads to one of them.
    fn check_numbers(&self, source: &View<'_>) -> Result<(), OutlineError> {
        for (number, id) in (1..).zip(&self.notes) {
            if split_number(&source.text(id).plain()).0 != Some(number) {
                return Err(OutlineError::NoteNumber { id: id.clone(), number });
            }
        }
        let mut marked = HashSet::new();
        for id in self.passages() {
            for mark in source.text(id).contents_of(MARK) {
                match self.note_of(&mark) {
                    Some(number) => marked.insert(number),
                    None => return Err(OutlineError::Mark { id: id.to_owned(), mark, notes: self.notes.len() }),
                };
            }
        }
        if let Some((number, id)) = (1..).zip(&self.notes).find(|(number, _)| !marked.contains(number)) {
            return Err(OutlineError::Unmarked { id: id.clone(), number });
        }
        Ok(())
    }

    /// The number of the note that a mark such as `[1]` leads to, if there is one.
    pub fn note_of(&self, mark: &str) -> Option<usize> {
        split_number(mark).0.filter(|number| (1..=self.notes.len()).contains(number))
    }

    /// The passages of each section, its heading first.
    pub fn by_section(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.sections.iter().map(|Section { heading, paragraphs }| {
            (heading.as_str(), std::iter::once(heading).chain(paragraphs).map(String::as_str).collect())
        })
    }

    /// The passages of all sections and the notes, in the order of the page.
    pub fn passages(&self) -> Vec<&str> {
        let sections = self.by_section().flat_map(|(_, ids)| ids);
        sections.chain(self.notes.iter().map(String::as_str)).collect()
    }

    /// The same without the headings.
    pub fn texts(&self) -> Vec<&str> {
        let paragraphs = self.sections.iter().flat_map(|section| &section.paragraphs);
        paragraphs.chain(&self.notes).map(String::as_str).collect()
    }
}

/// Checks that all of a group belongs into it.
fn check_group(
    group: &[String],
    fits: impl Fn(&str) -> bool,
    expected: impl Fn() -> String,
) -> Result<(), OutlineError> {
    let Some(at) = group.iter().position(|id| !fits(id)) else { return Ok(()) };
    let (id, first) = (group[at].clone(), group[0].clone());
    let is_below = |of: &str, id: &String| id.strip_prefix(of).is_some_and(|rest| rest.starts_with('-'));
    if group[at + 1..].iter().any(|below| is_below(&id, below)) {
        return Err(OutlineError::NoGroup { id });
    }
    // What both ids begin with is that of the heading which is not there.
    let heading = first.match_indices('-').map(|(at, _)| &first[..at]).rfind(|heading| is_below(heading, &id));
    Err(match heading {
        Some(heading) if at == 1 && heading != NOTE.trim_end_matches('-') => {
            OutlineError::NoHeading { heading: heading.to_owned(), id: first }
        }
        _ => OutlineError::Misplaced { id, first, expected: expected() },
    })
}

/// The heading of a paragraph that stands alone in a group, if other passages say that it is one: its id begins with that of a
/// section.
fn heading_of(paragraph: &str, groups: &[Vec<String>]) -> Option<String> {
    let begins = |heading: &str| groups.iter().all(|group| group.first().is_none_or(|first| first != heading));
    let (heading, _) = paragraph.rsplit_once('-')?;
    let has_more = |id: &String| id != paragraph && id.starts_with(&format!("{heading}-"));
    (begins(heading) && groups.iter().flatten().any(has_more)).then(|| heading.to_owned())
}

/// The first words of a passage, without the number of a note: at most so many characters, and a “…”.
pub fn opening(passage: &Text<'_, '_>, max_chars: usize) -> String {
    shorten(split_number(&passage.plain()).1, max_chars)
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
        let sections: Vec<_> = outline.by_section().collect();
        assert_eq!(sections, [("b", vec!["b", "b-2", "b-1"]), ("a", vec!["a", "a-1"])]);
        assert_eq!(outline.notes, ["note-report"]);
        assert_eq!(outline.passages(), ["b", "b-2", "b-1", "a", "a-1", "note-report"]);
        assert_eq!(outline.texts(), ["b-2", "b-1", "a-1", "note-report"]);
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
    fn there_are_as_many_sections_and_notes_as_the_file_has() {
        let outline = read(&[TITLE_GROUP]).unwrap();
        assert_eq!((outline.sections.len(), outline.notes.len()), (0, 0));
        let outline = read(&[TITLE_GROUP, &["note-b", "note-a"], &["a", "a-1"], &["note-c"]]).unwrap();
        assert_eq!(outline.notes, ["note-b", "note-a", "note-c"], "in one group or in several");
        assert_eq!(outline.passages(), ["a", "a-1", "note-b", "note-a", "note-c"]);
    }

    #[test]
    fn a_mark_leads_to_the_note_of_its_number_in_the_digits_of_any_language() {
        let outline = read(&[TITLE_GROUP, &["note-b", "note-a"]]).unwrap();
        for (mark, note) in [
            ("[1]", Some(1)),
            ("[2]", Some(2)),
            ("[۲]", Some(2)),
            ("[٢]", Some(2)),
            ("[२]", Some(2)),
            (" [2] ", Some(2)),
            ("[3]", None),
            ("[0]", None),
            ("[]", None),
            ("2", None),
            ("[two]", None),
            ("", None),
        ] {
            assert_eq!(outline.note_of(mark), note, "{mark}");
        }
    }

    #[test]
    fn what_a_section_lacks_is_told() {
        for (groups, expected) in [
            (
                &[TITLE_GROUP, &["a-1", "a-2"]] as &[&[&str]],
                "a-1 stands in a section without a heading; write the heading above it: a = …",
            ),
            (
                &[TITLE_GROUP, &["b", "b-1"], &["a-b-1", "a-b-2", "a-b-3"]],
                "a-b-1 stands in a section without a heading; write the heading above it: a-b = …",
            ),
            (
                &[TITLE_GROUP, &["a", "a-1", "b", "b-1"]],
                "b is the heading of a section that no line begins; write a line ## with a word of what follows above it",
            ),
            (
                &[&["section", "title", "heading", "b", "b-1"]],
                "b is the heading of a section that no line begins; write a line ## with a word of what follows above it",
            ),
            (
                &[TITLE_GROUP, &["a", "a-1"], &["b-1"]],
                "b-1 is the heading of a section without a paragraph; add one whose id starts with b-1-, or, if it is one \
                 itself, write its heading above it",
            ),
            (
                &[TITLE_GROUP, &["a", "a-1", "b-1"]],
                "b-1 has no place in the statement: it stands in the group of a, where all ids start with a-; move it into \
                 its group (## …), or begin a group with its heading",
            ),
        ] {
            assert_eq!(read(groups).unwrap_err().to_string(), expected);
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
        ] {
            let error = read(groups).unwrap_err().to_string();
            assert!(error.contains(named), "{named}: {error}");
        }
    }
}
