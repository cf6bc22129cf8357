//! Which messages of the source were asked for, to tell which nobody asks for. Knows no page.

use std::cell::RefCell;
use std::collections::HashSet;

/// A message or an attribute of one, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName {
    /// The id of the message.
    pub id: String,
    /// The attribute; `None` for the text.
    pub attribute: Option<String>,
}

impl PartName {
    /// The text of a message.
    pub fn text(id: &str) -> Self {
        Self { id: id.to_owned(), attribute: None }
    }
}

impl std::fmt::Display for PartName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.attribute {
            None => f.write_str(&self.id),
            Some(attribute) => write!(f, "{}.{attribute}", self.id),
        }
    }
}

/// What was asked for.
#[derive(Debug, Default)]
pub struct Asked(RefCell<HashSet<PartName>>);

impl Asked {
    /// Takes note of a message, or of an attribute of one.
    pub(super) fn note(&self, id: &str, attribute: Option<&str>) {
        self.0.borrow_mut().insert(PartName { id: id.to_owned(), attribute: attribute.map(str::to_owned) });
    }

    /// Whether it was asked for.
    pub fn contains(&self, part: &PartName) -> bool {
        self.0.borrow().contains(part)
    }
}
