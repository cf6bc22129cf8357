//! What a page is made from, and why making it may fail. Knows no page.

use crate::config::{LogIp, Publication};
use crate::l10n::{Catalog, View};

use super::outline::{Outline, OutlineError};
use super::page::Addresses;

/// What a page is made from. Two equal ones give the same bytes.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// All languages.
    pub catalog: &'a Catalog,
    /// The order of the statement.
    pub outline: &'a Outline,
    /// All addresses.
    pub addresses: &'a Addresses,
    /// What the operator has set.
    pub publication: &'a Publication,
    /// How much of a reader’s address is written down.
    pub log_ip: LogIp,
}

/// Why a page could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template asks for what the source locale does not have.
    #[error("templates/{template} asks for messages that locales/en cannot give: {missing}")]
    Messages {
        /// The file of the template.
        template: &'static str,
        /// The ids, each with the reason.
        missing: String,
    },
    /// The source’s statement cannot be put in order.
    #[error("locales/en/statement.ftl")]
    Outline(#[from] OutlineError),
    /// The id of a passage is that of a part of the page, too.
    #[error("locales/en/statement.ftl: the id {id} stands twice on the page; give the passage another one")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A template failed.
    #[error("templates/{template} cannot be filled in")]
    Template {
        /// The file of the template.
        template: &'static str,
        /// Why.
        source: askama::Error,
    },
    /// An address is too long for a QR code.
    #[error("“{url}” does not fit into a QR code; choose a shorter --public-url (COMMUNIQUE_PUBLIC_URL)")]
    Code {
        /// The address.
        url: String,
    },
}

/// Checks that the source has everything that a view was asked for.
pub fn check_messages(template: &'static str, view: &View<'_>) -> Result<(), RenderError> {
    match view.unanswered() {
        unanswered if unanswered.is_empty() => Ok(()),
        unanswered => Err(RenderError::Messages { template, missing: unanswered.join("; ") }),
    }
}
