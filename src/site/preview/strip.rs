//! The strip at the end of each page of a preview: what it is, how else its texts can be shown, and the place for what is
//! wrong. Knows no page.

use crate::config::PublicUrl;
use crate::l10n::LocaleKey;
use crate::l10n::html::{Html, attributes};
use crate::site::assets;
use crate::site::context::Context;
use crate::site::page::{Page, preview_path};

/// The strip of a page. Its template reads the fields.
pub struct Strip {
    /// What leads to the texts of the language; none on what is of all languages.
    pub texts: Option<Texts>,
    /// The language of the strip, which is another than the page’s.
    pub language: Html,
    /// The path of the page, if only a preview has it; else nothing.
    pub current: String,
    /// The path of the list of languages.
    pub languages: String,
    /// The path of what is wrong.
    pub findings: String,
    /// The path that answers when something was saved.
    pub wait: String,
    /// Its style.
    pub style: Html,
    /// Its script.
    pub script: Html,
}

/// The ways in which the texts of a language can be shown.
pub struct Texts {
    /// The language, by its tag.
    pub tag: String,
    /// The path of all of them.
    pub messages: String,
    /// The path of the page that shows them, if it is another than that of the strip.
    page: String,
    /// What else the address of the page asks for: `with=fr`, or nothing.
    query: String,
}

/// The path, below that of a preview, of the list of languages.
pub const LANGUAGES: &str = "";
/// The same of what is wrong. No language has such a tag.
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
            texts: Some(Texts::new(context, key, String::new())),
            language: attributes("plain", Some(catalog.locale(catalog.source())), locale),
            ..Self::of_all(addresses.public_url(), String::new())
        }
    }

    /// The strip of all texts of a language, which are shown on the statement and the other pages.
    pub fn of_messages(context: Context<'_>, key: LocaleKey) -> Self {
        let page = context.addresses.page(Page::Statement, context.catalog.locale(key));
        let texts = Texts::new(context, key, page);
        let current = texts.messages.clone();
        Self { texts: Some(texts), ..Self::of_all(context.addresses.public_url(), current) }
    }

    /// The strip of a page of all languages, which is in English.
    pub fn of_all(public_url: &PublicUrl, current: String) -> Self {
        let path = |name| preview_path(public_url, name);
        Self {
            texts: None,
            language: Html(" class=\"plain\" lang=\"en\" dir=\"ltr\"".to_owned()),
            current,
            languages: path(LANGUAGES),
            findings: path(FINDINGS),
            wait: path(WAIT),
            style: Html(assets::PREVIEW_STYLE.clone()),
            script: Html(assets::PREVIEW_SCRIPT.clone()),
        }
    }

    /// Keeps what else the address of the page asks for.
    pub fn keep_query(&mut self, query: &str) {
        if let Some(texts) = &mut self.texts {
            query.clone_into(&mut texts.query);
        }
    }

    /// The attribute of a link that leads to the page itself, if it does.
    pub fn current(&self, path: &str) -> &'static str {
        if path == self.current { " aria-current=\"page\"" } else { "" }
    }
}

impl Texts {
    fn new(context: Context<'_>, key: LocaleKey, page: String) -> Self {
        let tag = context.catalog.locale(key).id.clone();
        Self { messages: context.addresses.preview(&tag), tag, page, query: String::new() }
    }

    /// The address of the page with its texts as readers see them.
    pub fn as_readers_see(&self) -> String {
        self.shown("")
    }

    /// The address of the page with marks around its texts.
    pub fn with_marks(&self) -> String {
        self.shown(MARKS)
    }

    /// The address of the page with the names of its texts in their places.
    pub fn by_name(&self) -> String {
        self.shown(KEYS)
    }

    fn shown(&self, way: &str) -> String {
        let Self { page, query, .. } = self;
        let way = if way.is_empty() { String::new() } else { format!("{MARKING}={way}") };
        let gap = if way.is_empty() || query.is_empty() { "" } else { "&" };
        format!("{page}?{query}{gap}{way}")
    }
}
