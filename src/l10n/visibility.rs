//! How far a language is shown. What decides it stands in `assess`.

use serde::Deserialize;

/// How far a language is shown; `state` in `locale.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// In the language menu, hreflang, sitemap and negotiation.
    Listed,
    /// Reachable by its address only, and not indexed.
    ByLink,
    /// Not served.
    Hidden,
}
