//! What a page asks of a text and the source does not give. Knows no page and no text.

use super::asked::PartName;
use super::check::{Inside, Remedy, Sentence, in_braces};

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
    /// The page gives no such variable.
    #[error("the page does not fill in {{ ${0} }}")]
    UnknownVariable(String),
    /// Something else in it is not there.
    #[error("a reference in it is not known")]
    Unresolved,
    /// A variable that the page gives is not used.
    #[error("{{ ${0} }}, which the page fills in, is missing")]
    MissingVariable(String),
    /// An element of this name means nothing to the page.
    #[error("the page does not know <{name}> here")]
    UnknownElement {
        /// Its name.
        name: String,
        /// The one that is meant, if one is.
        meant: Option<String>,
    },
    /// An element that the page makes a link is not there.
    #[error("<{0}>, which the page makes a link, is missing")]
    MissingLink(String),
    /// An element that the page makes a link is there twice.
    #[error("<{0}> stands there more than once")]
    RepeatedLink(String),
}

impl Unanswered {
    /// What is wrong and what to do, where a template asked. `is_there` says whether the source has the part, so that it
    /// is not told to be written.
    pub(crate) fn sentence(&self, template: &str, is_there: bool) -> Sentence {
        let (remedy, name) = match (&self.reason, &self.part.attribute) {
            (UnansweredReason::UnknownVariable(name), _) => (Remedy::NoVariable, in_braces(name)),
            (UnansweredReason::MissingVariable(name), _) => (Remedy::Variable, in_braces(name)),
            (UnansweredReason::UnknownElement { meant: Some(meant), .. }, _) => (Remedy::OtherElement, meant.clone()),
            (UnansweredReason::UnknownElement { name, meant: None }, _) => (Remedy::NoElement, name.clone()),
            (UnansweredReason::MissingLink(name), _) => (Remedy::Link, name.clone()),
            (UnansweredReason::RepeatedLink(name), _) => (Remedy::OneLink, name.clone()),
            // It has no text, or one that is wrong.
            _ if is_there => (Remedy::Mend, String::new()),
            (_, None) => (Remedy::Text, self.part.to_string()),
            (_, Some(name)) => (Remedy::Attribute, name.clone()),
        };
        let (template, part, reason) = (template.to_owned(), self.part.to_string(), self.reason.to_string());
        Sentence::AskedFor { template, part, reason, remedy, name }
    }

    /// What in the text it is about, where that is there.
    pub(crate) fn inside(&self) -> Option<Inside<'_>> {
        match &self.reason {
            UnansweredReason::UnknownVariable(name) => Some(Inside::Variable(name)),
            UnansweredReason::UnknownElement { name, .. } | UnansweredReason::RepeatedLink(name) => {
                Some(Inside::Element(name))
            }
            _ => None,
        }
    }
}
