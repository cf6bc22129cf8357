//! What was found of a file about texts that end before they are meant to, for the other rules not to tell it again.
//! Knows no rule.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::ast::{Comment, Entry};
use foldhash::{HashMap, HashSet};

use super::lines::line_start;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// The texts of one file that have lost their rest, and where that stands.
#[derive(Default)]
pub(super) struct Cuts {
    /// Where junk starts that is told.
    junk: HashSet<usize>,
    /// Where junk starts that is an attribute, with the message that it belongs to.
    attributes: HashMap<usize, String>,
    /// The messages, terms with their dash, whose rest is lost.
    cut: HashSet<String>,
    /// Where messages and terms start that are the rest of a text, and where the next entry does.
    rests: BTreeMap<usize, usize>,
}

impl Cuts {
    /// Junk that starts here is told.
    pub(super) fn tell(&mut self, start: usize) {
        self.junk.insert(start);
    }

    /// Junk that starts here is an attribute of a message, which has lost it.
    pub(super) fn cut_attribute(&mut self, start: usize, id: &str) {
        self.attributes.insert(start, id.to_owned());
        self.cut(id);
    }

    /// The rest of a message is lost.
    pub(super) fn cut(&mut self, id: &str) {
        self.cut.insert(id.to_owned());
    }

    /// What looks like a message or a term is the rest of a text, up to the next entry.
    pub(super) fn is_the_rest(&mut self, bytes: Range<usize>) {
        self.rests.insert(bytes.start, bytes.end);
    }

    /// Whether junk that starts here is told already.
    pub(super) fn tells(&self, start: usize) -> bool {
        self.junk.contains(&start)
    }

    /// The message that junk is an attribute of.
    pub(super) fn owner(&self, start: usize) -> Option<&str> {
        self.attributes.get(&start).map(String::as_str)
    }

    /// Whether the rest of a message is lost.
    pub(super) fn is_cut(&self, id: &str) -> bool {
        self.cut.contains(id)
    }

    /// Whether an offset stands in what looks like a message and is the rest of a text.
    pub(super) fn is_rest(&self, at: usize) -> bool {
        self.rests.range(..=at).next_back().is_some_and(|(_, end)| at < *end)
    }
}

/// Where an entry of a file starts, its comment and the dash of a term included.
pub(in crate::l10n) fn start_of(text: &str, entry: &Entry<&str>) -> usize {
    let of_comment =
        |comment: &Comment<&str>| comment.content.first().map(|line| line_start(text, offset_in(text, line)));
    let definition = match entry {
        Entry::Message(message) => Definition::Message(message),
        Entry::Term(term) => Definition::Term(term),
        Entry::Junk { content } => return offset_in(text, content),
        Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
            return of_comment(comment).unwrap_or(text.len());
        }
    };
    let start_of_name = || line_start(text, offset_in(text, definition.name()));
    definition.comment().and_then(of_comment).unwrap_or_else(start_of_name)
}
