//! The source, as every locale is compared with it: what is worked out once for all of them.

use std::collections::{BTreeSet, HashMap};

use super::graph::Graph;
use super::index::{Index, Target};
use super::markup_use::{Use, uses};
use super::variable_use::variables_of;

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
}
