//! The source, as every locale is compared with it: what is worked out once for all of them.

use std::collections::{BTreeSet, HashMap};

use fluent_syntax::ast::Pattern;

use super::graph::Graph;
use super::index::{Index, Located, ParsedFile, Target, literal_text, parts};
use super::markup_use::{Use, uses};
use super::variable_use::{english_text, variables_of};

/// The source of a catalog.
pub struct English<'i> {
    /// Its messages.
    pub index: &'i Index<'i>,
    /// The variables that a page fills into each value and attribute: its own, and those of the messages that it
    /// refers to.
    pub variables: HashMap<Target<'i>, BTreeSet<&'i str>>,
    pub(super) uses: HashMap<Target<'i>, Use<'i>>,
}

impl<'i> English<'i> {
    /// The source by its messages.
    pub fn new(index: &'i Index<'i>) -> Self {
        let graph = Graph::new(index);
        Self { index, variables: variables_of(&graph), uses: uses(&graph) }
    }

    /// The text of a value or an attribute as it stands in its file, to be shown beside what stands in another.
    pub(super) fn text_of<'t>(
        &'t self,
        target: Target<'t>,
        beside: &ParsedFile<'_>,
    ) -> Option<impl Fn() -> String + 't> {
        let (located, pattern) = self.pattern(target)?;
        if located.parsed.file.path == beside.file.path {
            return None;
        }
        Some(move || english_text(located, pattern))
    }

    /// Whether a message has a `#` in its text.
    pub(super) fn has_number_sign(&self, id: &str) -> bool {
        let located = self.index.message(id);
        located.is_some_and(|located| parts(located.message).any(|(_, text)| literal_text(text).contains('#')))
    }

    /// A value or an attribute, and the message that it stands in.
    pub(super) fn pattern(&self, target: Target<'_>) -> Option<(&Located<'i, 'i>, &Pattern<&'i str>)> {
        let located = self.index.message(target.name).filter(|_| !target.is_term)?;
        let (_, pattern) = parts(located.message).find(|(name, _)| *name == target.attribute)?;
        Some((located, pattern))
    }
}
