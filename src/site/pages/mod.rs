//! One module a page: what its template shows, and the function that renders it. The module, its
//! template and its `.ftl` file have one name. A page knows the layout; no page knows the site.

use crate::l10n::LocaleKey;

use super::context::{Context, RenderError};
use super::page::Page;

pub mod accessibility;
pub mod contact;
pub mod error;
pub mod languages;
pub mod privacy;
pub mod receipt;
pub mod share;
pub mod statement;

/// A page in a language, as everybody gets it.
pub fn render(page: Page, context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    match page {
        Page::Statement => statement::render(context, key, None),
        Page::Share => share::render(context, key),
        Page::Privacy => privacy::render(context, key),
        Page::Accessibility => accessibility::render(context, key),
        Page::Contact => contact::render(context, key, &contact::Filled::default()),
    }
}
