//! Which locale of a site a reader is given: by what their browser accepts, or by the tag of an address. Knows no page.

use crate::l10n::negotiate::{Chosen, Negotiator};
use crate::l10n::{Catalog, LocaleKey};

/// What an `Accept-Language` header leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negotiated {
    /// A language that the reader reads.
    Reads(LocaleKey),
    /// The choice of languages: first in it the one that most such readers have learnt, if there is one.
    MayRead(Option<LocaleKey>),
}

impl Negotiated {
    /// The language that the reader reads.
    pub fn reads(self) -> Option<LocaleKey> {
        match self {
            Self::Reads(key) => Some(key),
            Self::MayRead(_) => None,
        }
    }
}

/// What chooses among the locales of a site.
pub(super) struct Negotiation {
    /// The listed ones, the source first.
    listed: (Vec<LocaleKey>, Negotiator),
    /// All that have an address.
    all: (Vec<LocaleKey>, Negotiator),
}

impl Negotiation {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let among = |keys: Vec<LocaleKey>| {
            let negotiator = Negotiator::new(keys.iter().map(|key| catalog.locale(*key).tag.clone()));
            (keys, negotiator)
        };
        let mut listed: Vec<LocaleKey> = catalog.listed().map(|(key, _)| key).collect();
        listed.sort_by_key(|key| *key != catalog.source());
        Self { listed: among(listed), all: among(catalog.locales().map(|(key, _)| key).collect()) }
    }

    /// What an `Accept-Language` header leads to.
    pub(super) fn negotiate(&self, header: &str) -> Negotiated {
        let (keys, negotiator) = &self.listed;
        match negotiator.choose(header) {
            Chosen::Reads(at) => Negotiated::Reads(keys[at]),
            Chosen::MayRead(at) => Negotiated::MayRead(at.map(|at| keys[at])),
        }
    }

    /// The locale that a tag means.
    pub(super) fn meant(&self, tag: &str) -> Option<LocaleKey> {
        let (keys, negotiator) = &self.all;
        negotiator.meant(tag).map(|at| keys[at])
    }
}
