//! The statement in every language, as a list to choose from: each by the language’s own name and its own title.
//! Knows no template.

use crate::l10n::LocaleKey;
use crate::l10n::html::Html;

use super::context::Context;
use super::escape::breakable;
use super::layout::Layout;
use super::page::Page;

/// The statement in one language.
pub(super) struct LanguageChoice {
    /// The language.
    pub(super) key: LocaleKey,
    /// Its path.
    pub(super) path: String,
    /// Its address, for paper.
    pub(super) address: Html,
    /// The tag of the language.
    pub(super) lang: String,
    /// The language and the class of its script.
    pub(super) attributes: Html,
    /// The language’s own name.
    pub(super) endonym: String,
    /// The title of the statement in it.
    pub(super) title: Html,
}

/// All that are listed, in the order of their names.
pub(super) fn choices(context: Context<'_>, layout: &Layout<'_>) -> Vec<LanguageChoice> {
    let choice = |(key, locale)| {
        let view = context.view(key);
        let path = context.addresses.page(Page::Statement, locale);
        LanguageChoice {
            key,
            address: breakable(&context.addresses.absolute(&path)),
            path,
            lang: locale.id.clone(),
            attributes: layout.language_of(locale),
            endonym: locale.endonym.clone(),
            title: Html(view.text("title").to_string()),
        }
    };
    context.catalog.listed().map(choice).collect()
}
