//! The statement in every language, as a list to choose from: each by the language’s own name and its own title.
//! Knows no template.

use crate::l10n::html::Html;
use crate::l10n::{Locale, LocaleKey};

use super::context::Context;
use super::escape::breakable;
use super::layout::Layout;
use super::page::Page;

/// The statement in one language.
pub(super) struct LanguageChoice<'c> {
    /// The language.
    pub(super) key: LocaleKey,
    locale: &'c Locale,
    /// Its path.
    pub(super) path: String,
    /// Its address, for paper.
    pub(super) address: Html,
    /// The title of the statement in it.
    pub(super) title: Html,
}

impl LanguageChoice<'_> {
    /// The tag of the language.
    pub(super) fn lang(&self) -> &str {
        &self.locale.id
    }

    /// The language’s own name.
    pub(super) fn endonym(&self) -> &str {
        &self.locale.endonym
    }

    /// The language and the class of its script, as they are written on a page.
    pub(super) fn attributes(&self, layout: &Layout<'_>) -> Html {
        layout.language_of(self.locale)
    }
}

/// All that are listed, in the order of their names.
pub(super) fn choices(context: Context<'_>) -> Vec<LanguageChoice<'_>> {
    let choice = |(key, locale)| {
        let path = context.addresses.page(Page::Statement, locale);
        LanguageChoice {
            key,
            locale,
            address: breakable(&context.addresses.absolute(&path)),
            path,
            title: Html(context.view(key).text("title").to_string()),
        }
    };
    context.catalog.listed().map(choice).collect()
}
