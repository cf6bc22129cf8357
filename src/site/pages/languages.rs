//! The choice of languages at the bare address, for readers whose language is not known.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::l10n::text::Html;
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::metadata::Metadata;
use crate::site::page::Page;

/// The statement in one language.
struct Entry {
    path: String,
    lang: String,
    lang_dir: Html,
    endonym: String,
    title: Html,
}

#[derive(Template)]
#[template(path = "languages.html")]
struct LanguagesTemplate<'a> {
    layout: Layout<'a>,
    entries: Vec<Entry>,
}
page_template!(LanguagesTemplate, "languages.html");

/// The list of languages, in the source language, in the order of the menu but for the one that is to be `first`. The
/// words of the entries are their own.
pub fn render(context: Context<'_>, key: LocaleKey, first: Option<LocaleKey>) -> Result<String, RenderError> {
    let Context { catalog, addresses, .. } = context;
    let mut layout = Layout::bare(context, key, "title", |locale| addresses.page(Page::Statement, locale));
    layout.noindex = false;
    layout.metadata = Some(Metadata::of_root(context, &layout.t, &layout.t.text("title").plain()));
    let entry = |(key, locale)| {
        let view = context.view(key);
        let text = view.text("title");
        Entry {
            path: addresses.page(Page::Statement, locale),
            lang: locale.id.clone(),
            lang_dir: crate::l10n::text::language_of(locale),
            endonym: locale.endonym.clone(),
            title: Html(text.to_string()),
        }
    };
    let mut listed: Vec<_> = catalog.listed().collect();
    listed.sort_by_key(|(key, _)| Some(*key) != first);
    LanguagesTemplate { entries: listed.into_iter().map(entry).collect(), layout }.finish()
}
