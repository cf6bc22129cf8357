//! The text that what follows it in a file may be the rest of. Knows no entry.

/// The message that what follows may belong to.
pub(super) struct TextOwner {
    /// That of the message or the term, with its dash.
    pub(super) id: String,
    /// Whether it is told that something is wrong with it.
    pub(super) is_told: bool,
}

impl TextOwner {
    pub(super) fn new(id: String) -> Self {
        Self { id, is_told: false }
    }

    /// One whose own slip is told; what follows it is part of it.
    pub(super) fn told(id: String) -> Self {
        Self { id, is_told: true }
    }
}
