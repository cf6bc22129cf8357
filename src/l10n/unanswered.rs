//! What a page asks of a text and the source does not give. Knows no page and no text.

use super::asked::PartName;

/// What was asked for and could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{part}: {reason}")]
pub struct Unanswered {
    /// The message, or the attribute of one.
    pub part: PartName,
    /// Why not.
    pub reason: UnansweredReason,
}

/// Why something could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnansweredReason {
    /// There is no such message.
    #[error("the source has no such message, or one with an error")]
    NoMessage,
    /// The message has no value.
    #[error("it has attributes only, no text")]
    NoText,
    /// The message has other attributes.
    #[error("it has no attribute of that name")]
    NoAttribute,
    /// Something in it is not there.
    #[error("a variable or reference in it is not known")]
    Unresolved,
    /// A variable that the page gives is not used.
    #[error("{{ ${0} }}, which the page fills in, is missing")]
    MissingVariable(String),
    /// An element of this name means nothing to the page.
    #[error("the page does not know <{0}> here")]
    UnknownElement(String),
    /// An element that the page makes a link is not there.
    #[error("<{0}>, which the page makes a link, is missing")]
    MissingLink(String),
    /// An element that the page makes a link is there twice.
    #[error("<{0}> stands there more than once")]
    RepeatedLink(String),
}

impl UnansweredReason {
    /// The name of the element that it is about, where that is in the text.
    pub(crate) fn element(&self) -> Option<&str> {
        match self {
            Self::UnknownElement(name) | Self::RepeatedLink(name) => Some(name),
            _ => None,
        }
    }
}
