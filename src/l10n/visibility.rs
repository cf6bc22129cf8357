//! How far a language is shown. What decides it stands in `menu`, by `coverage`.

/// How far a language is shown; `state` in `locale.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// In the language menu, hreflang, sitemap and negotiation.
    Listed,
    /// Reachable by its address only, and not indexed.
    ByLink,
    /// Not served.
    Hidden,
}

impl Visibility {
    /// What translators call each.
    pub const NAMES: [(&str, Self); 3] =
        [("listed", Self::Listed), ("by-link", Self::ByLink), ("hidden", Self::Hidden)];

    /// What translators call this one.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The one of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, visibility)| visibility)
    }
}
