//! Pages that say what went wrong and where to go on.

use askama::Template;
use strum::VariantArray;

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::site::choices::LanguageChoice;
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;
use crate::site::representation::Rendered;

/// What went wrong, as a reader needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Failure {
    /// There is nothing at this address: 404.
    NotFound,
    /// The address takes no such request: 405.
    Method,
    /// Our fault: 500.
    Server,
}

impl Failure {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The status code (RFC 9110 §15).
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Method => 405,
            Self::Server => 500,
        }
    }

    fn message_id(self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Method => "error-method",
            Self::Server => "error-server",
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorTemplate<'a> {
    layout: Layout<'a>,
    message_id: &'static str,
    /// The status code in the digits of the language.
    status: String,
    entries: &'a [LanguageChoice<'a>],
}
page_template!(ErrorTemplate, "error.html", "error.ftl");

/// The page of a failure. `entries` are the languages to go on in.
pub(in crate::site) fn render(
    context: Context<'_>,
    key: LocaleKey,
    failure: Failure,
    entries: &[LanguageChoice<'_>],
) -> Result<Rendered, RenderError> {
    let message_id = failure.message_id();
    let layout = Layout::bare(context, key, message_id, |locale| context.addresses.page(Page::Statement, locale));
    let status = layout.t.number(failure.status().into());
    ErrorTemplate { layout, message_id, status, entries }.finish()
}
