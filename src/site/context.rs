//! What a page is made from, and why making it may fail. Knows no page.

use jiff::civil::Date;

use crate::config::{Logging, Publication};
use crate::l10n::{Asked, Catalog, LocaleKey, Marking, Unanswered, View};

use super::assets::Styles;
use super::outline::{Outline, OutlineError};
use super::page::{Addresses, Page};

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
    /// The styles of its pages.
    pub styles: &'a Styles,
    /// What is written down of readers.
    pub logging: &'a Logging,
    /// What its texts are marked with.
    pub marking: &'a Marking,
    /// Takes note of what the pages ask of the source, if that is to be known.
    pub asked: Option<&'a Asked>,
}

impl<'a> Context<'a> {
    /// The words of a language.
    pub fn view(self, key: LocaleKey) -> View<'a> {
        let asked = self.asked.filter(|_| key == self.catalog.source());
        View::new(self.catalog, key).noting(asked).marking(self.marking)
    }

    /// The day on which a page was last changed in a language, as far as that is known: for the statement in its source,
    /// on a copy, that on which it was taken from the ministry’s website.
    pub fn last_change(self, page: Page, key: LocaleKey) -> Option<Date> {
        let is_copied_text = key == self.catalog.source() && page == Page::Statement && !self.publication.official;
        if is_copied_text { self.addresses.retrieved() } else { self.catalog.last_change(key, page.title()) }
    }
}

/// Why a page could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template asks for what the source locale does not have.
    #[error("templates/{template} asks for messages that locales/en cannot give: {}", list(.missing))]
    Messages {
        /// The file of the template.
        template: &'static str,
        /// The file of the source where they belong.
        file: &'static str,
        /// What it asks for.
        missing: Vec<Unanswered>,
    },
    /// The source’s statement cannot be put in order.
    #[error("locales/en/statement.ftl")]
    Outline(#[from] OutlineError),
    /// The id of a passage is that of a part of the page, too.
    #[error("the id {id} stands twice on the page; give the passage another one")]
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

fn list(missing: &[Unanswered]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
