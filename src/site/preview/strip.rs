//! The strip at the end of each page of a preview: what it is, how else its texts can be shown, and the place for what is
//! wrong. Knows no page.

use crate::l10n::LocaleKey;
use crate::l10n::html::{Html, attributes};
use crate::site::assets;
use crate::site::context::Context;

/// The strip of a page. Its template reads the fields.
pub struct Strip {
    /// The language of the page, by its tag.
    pub tag: String,
    /// The language of the strip, which is another than the page’s.
    pub language: Html,
    /// What else the address of the page asks for: `with=fr`, or nothing.
    pub query: String,
    /// The path of all texts of the language.
    pub messages: String,
    /// The path of what is wrong.
    pub findings: String,
    /// The path that answers when something was saved.
    pub wait: String,
    /// Its style.
    pub style: Html,
    /// Its script.
    pub script: Html,
}

/// The path, below that of a preview, of what is wrong. No language has such a tag.
pub const FINDINGS: &str = "findings";
/// The same of what answers when something was saved.
pub const WAIT: &str = "wait";
/// The parameter of an address that says how its texts are shown.
pub const MARKING: &str = "l10n";
/// Its value for texts with marks.
pub const MARKS: &str = "marks";
/// Its value for names in the place of texts.
pub const KEYS: &str = "keys";

impl Strip {
    /// The strip of a page in a language.
    pub fn new(context: Context<'_>, key: LocaleKey) -> Self {
        let Context { catalog, addresses, .. } = context;
        let locale = catalog.locale(key);
        Self {
            tag: locale.id.clone(),
            language: attributes("plain", Some(catalog.locale(catalog.source())), locale),
            query: String::new(),
            messages: addresses.preview(&locale.id),
            findings: addresses.preview(FINDINGS),
            wait: addresses.preview(WAIT),
            style: Html(assets::PREVIEW_STYLE.clone()),
            script: Html(assets::PREVIEW_SCRIPT.clone()),
        }
    }

    /// The address of the same page with its texts shown in a way; as readers see them if that is empty.
    pub fn shown(&self, way: &str) -> String {
        let way = if way.is_empty() { String::new() } else { format!("{MARKING}={way}") };
        let gap = if way.is_empty() || self.query.is_empty() { "" } else { "&" };
        format!("?{}{gap}{way}", self.query)
    }
}
