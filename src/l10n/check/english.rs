//! The source, as every locale is compared with it: what is worked out once for all of them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fluent_syntax::ast::{Entry, Pattern};
use foldhash::HashMap;

use super::declared::{SampleKind, kinds};
use super::graph::Graph;
use super::index::{Index, Located, ParsedFile};
use super::markup_use::{Named, Use, uses};
use super::numerals::{self, NumbersByText};
use super::pattern::{Target, literal_text, parts};
use super::text_end::{self, SourceEnd};
use super::variable_use::{english_text, variables_of};
use crate::l10n::definition::Definition;
use crate::l10n::format::split_number;

/// The source of a catalog.
pub struct English<'i> {
    /// Its messages.
    pub index: &'i Index<'i>,
    /// The variables that a page fills into each value and attribute: its own, and those of the messages that it
    /// refers to.
    pub variables: HashMap<Target<'i>, BTreeSet<&'i str>>,
    pub(super) uses: HashMap<Target<'i>, Use<'i>>,
    /// How its texts end.
    pub(super) ends: HashMap<Target<'i>, SourceEnd>,
    /// What its comments say that variables hold: by message, and of each name whether it is always a text.
    kinds: HashMap<&'i str, HashMap<&'i str, SampleKind>>,
    texts: HashMap<&'i str, bool>,
    /// The element around the marks of notes, if there are any.
    pub(super) mark_element: Option<String>,
    /// The numbers in its texts, found when they are asked for.
    numbers: OnceLock<NumbersByText>,
    /// The lines of its comments, each with the sign before it; found when they are asked for.
    comments: OnceLock<HashMap<String, &'static str>>,
}

impl<'i> English<'i> {
    /// The source by its messages.
    pub fn new(index: &'i Index<'i>) -> Self {
        let graph = Graph::new(index);
        // From the files: the English of former days has no comments.
        let messages = index.files().iter().flat_map(ParsedFile::messages);
        let kinds: HashMap<&str, HashMap<&str, SampleKind>> =
            messages.map(|message| (message.id.name, kinds(message).collect())).collect();
        let mut texts: HashMap<&str, bool> = HashMap::default();
        for (variable, kind) in kinds.values().flatten() {
            *texts.entry(variable).or_insert(true) &= *kind != SampleKind::Number;
        }
        let uses = uses(&graph);
        let is_mark = |named: &&Named<'_>| {
            named.content.as_deref().is_some_and(|content| matches!(split_number(content), (Some(_), "")))
        };
        let marks = uses.values().flat_map(|used| &used.named).filter(is_mark);
        let mark_element = marks.map(|named| named.name.clone()).min();
        Self {
            index,
            variables: variables_of(&graph),
            uses,
            ends: text_end::of_source(index),
            kinds,
            texts,
            mark_element,
            numbers: OnceLock::new(),
            comments: OnceLock::new(),
        }
    }

    /// The text of a value or an attribute as it stands in its file, to be shown beside what stands in another.
    pub(super) fn text_of(&self, target: Target<'_>, beside: &ParsedFile<'_>) -> Option<String> {
        let (located, pattern) = self.pattern(target)?;
        (located.parsed.file.path != beside.file.path).then(|| english_text(located, pattern))
    }

    /// Whether a variable of a message holds a text and no number, as far as the comments say so. What comes with
    /// another message has its comment there.
    pub(super) fn holds_text(&self, id: &str, variable: &str) -> bool {
        let own = self.kinds.get(id).and_then(|kinds| kinds.get(variable)).map(|kind| *kind != SampleKind::Number);
        own.or_else(|| self.texts.get(variable).copied()).unwrap_or(false)
    }

    /// The variables of a message that its comment names.
    pub(super) fn declared(&self, id: &str) -> impl Iterator<Item = &'i str> {
        self.kinds.get(id).into_iter().flat_map(|kinds| kinds.keys().copied())
    }

    /// The sign of the comment that has this line.
    pub(super) fn comment(&self, line: &str) -> Option<&'static str> {
        self.comments.get_or_init(|| comments(self.index)).get(line).copied()
    }

    /// Whether a message has a `#` in its text.
    pub(super) fn has_number_sign(&self, id: &str) -> bool {
        let located = self.index.message(id);
        located.is_some_and(|located| parts(located.message).any(|(_, text)| literal_text(text).contains('#')))
    }

    /// The numbers in its texts.
    pub(super) fn numbers(&self) -> &NumbersByText {
        self.numbers.get_or_init(|| numerals::of_all(self.index))
    }

    /// A value or an attribute, and the message that it stands in.
    pub(super) fn pattern(&self, target: Target<'_>) -> Option<(&Located<'i, 'i>, &Pattern<&'i str>)> {
        let located = self.index.message(target.name).filter(|_| !target.is_term)?;
        let (_, pattern) = parts(located.message).find(|(name, _)| *name == target.attribute)?;
        Some((located, pattern))
    }
}

fn comments(index: &Index<'_>) -> HashMap<String, &'static str> {
    let mut lines = HashMap::default();
    for entry in index.files().iter().flat_map(|parsed| &parsed.resource.body) {
        let (sign, of_entry) = match entry {
            Entry::ResourceComment(comment) => ("###", comment.content.as_slice()),
            Entry::GroupComment(comment) => ("##", comment.content.as_slice()),
            Entry::Comment(comment) => ("#", comment.content.as_slice()),
            _ => ("#", Definition::of(entry).map_or(&[][..], Definition::comment_lines)),
        };
        lines.extend(of_entry.iter().map(|line| (line.trim().to_owned(), sign)).filter(|(line, _)| !line.is_empty()));
    }
    lines
}
