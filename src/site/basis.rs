//! What the pages of a site are made from, tried out: every page in every state is rendered once in the source, before
//! anything is made of it. What this refuses no server publishes; what it accepts can be rendered in every language.

use std::sync::Arc;

use crate::config::{Logging, Publication};
use crate::l10n::{Asked, Catalog, Marking, PartName, Requirements};

use super::assets::Styles;
use super::context::{Context, RenderError};
use super::outline::{self, Outline};
use super::page::Addresses;
use super::{pages, services};

/// What the pages expect of the locales.
pub const REQUIREMENTS: Requirements = Requirements { passages_in: outline::FILE, share_services: &services::NAMES };

/// Texts as readers see them.
static UNMARKED: Marking = Marking::Off;

/// What all pages are made from.
pub struct Basis {
    catalog: Arc<Catalog>,
    outline: Outline,
    addresses: Addresses,
    publication: Publication,
    logging: Logging,
    styles: Styles,
    /// What is in the files of the source and on no page.
    unasked: Vec<PartName>,
}

impl Basis {
    /// Puts it together and tries it out. An error is the source’s.
    pub fn new(
        catalog: Arc<Catalog>,
        addresses: Addresses,
        publication: Publication,
        logging: Logging,
    ) -> Result<Self, RenderError> {
        let outline = Outline::of(&catalog)?;
        let styles = Styles::new(&catalog.locales().map(|(_, locale)| locale.script.as_str()).collect());
        let mut basis = Self { catalog, outline, addresses, publication, logging, styles, unasked: Vec::new() };
        let asked = Asked::default();
        pages::render_every_state(Context { asked: Some(&asked), ..basis.context() })?;
        basis.unasked = basis.catalog.unasked(&asked);
        Ok(basis)
    }

    /// The same for whoever renders a page.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            catalog: &self.catalog,
            outline: &self.outline,
            addresses: &self.addresses,
            publication: &self.publication,
            styles: &self.styles,
            logging: &self.logging,
            marking: &UNMARKED,
            asked: None,
        }
    }

    /// All languages.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The order of the statement.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// All addresses.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The styles of the pages.
    pub(super) fn styles(&self) -> &Styles {
        &self.styles
    }

    /// Whether the site is a preview for translators.
    pub fn is_preview(&self) -> bool {
        self.publication.preview
    }

    /// The texts and attributes of the source that no page shows, in any state.
    pub fn unasked(&self) -> &[PartName] {
        &self.unasked
    }
}
