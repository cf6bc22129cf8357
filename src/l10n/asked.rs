//! Which messages of the source were asked for, to tell which nobody asks for. Knows no page.

use std::sync::{Mutex, PoisonError};

use foldhash::HashSet;

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
pub struct Asked(Mutex<HashSet<PartName>>);

impl Asked {
    /// Takes note of a message, or of an attribute of one.
    pub(super) fn note(&self, id: &str, attribute: Option<&str>) {
        let part = PartName { id: id.to_owned(), attribute: attribute.map(str::to_owned) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(part);
    }

    /// Whether it was asked for.
    pub fn contains(&self, part: &PartName) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(part)
    }
}
