//! The choice of languages at the bare address, for readers whose language is not known.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::site::choices::{LanguageChoice, choices};
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::metadata::Metadata;
use crate::site::page::Page;
use crate::site::representation::Rendered;

#[derive(Template)]
#[template(path = "languages.html")]
struct LanguagesTemplate<'a> {
    layout: Layout<'a>,
    entries: Vec<LanguageChoice<'a>>,
}
page_template!(LanguagesTemplate, "languages.html", "languages.ftl");

/// The list of languages, in the source language, in the order of the menu but for the one that is to be `first`. The
/// words of the entries are their own.
pub fn render(context: Context<'_>, key: LocaleKey, first: Option<LocaleKey>) -> Result<Rendered, RenderError> {
    let addresses = context.addresses;
    let mut layout = Layout::bare(context, key, "title", |locale| addresses.page(Page::Statement, locale));
    layout.noindex = false;
    layout.metadata = Some(Metadata::of_root(context, &layout.t, &layout.t.text("title").plain()));
    let mut entries = choices(context);
    entries.sort_by_key(|entry| Some(entry.key) != first);
    LanguagesTemplate { entries, layout }.finish()
}
