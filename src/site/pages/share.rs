//! Where and how to share the statement. Plain links: nothing leaves before the reader
//! follows one.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::l10n::html::Html;
use crate::site::citation::{self, Blanks, Citations};
use crate::site::context::{Context, RenderError};
use crate::site::escape::breakable;
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;
use crate::site::qr_code::QrCode;
use crate::site::representation::Rendered;
use crate::site::services::{Service, fill, link, services};

#[derive(Template)]
#[template(path = "share.html")]
struct ShareTemplate<'a> {
    layout: Layout<'a>,
    url: String,
    /// The same, to be broken after each slash.
    breakable_url: Html,
    title: String,
    services: Vec<Service>,
    email: String,
    code: QrCode,
    citations: Citations<'a>,
}
page_template!(ShareTemplate, "share.html", Page::Share.messages());

/// The share page.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    let layout = Layout::of_page(context, key, Page::Share);
    let view = &layout.t;
    let (title, url) = link(context, view);
    ShareTemplate {
        services: services(context, view),
        email: fill("mailto:?subject={title}&body={title}%0D%0A{url}", &title, &url),
        code: QrCode::new(&url)?,
        citations: citation::of_statement(context, view, Blanks::Day),
        title,
        breakable_url: breakable(&url),
        url,
        layout,
    }
    .finish()
}

/// Asks the source for every form of the citation.
pub(super) fn ask_for_every_citation(context: Context<'_>) -> Result<(), RenderError> {
    let view = context.view(context.catalog.source());
    citation::ask_for_all(&view);
    ShareTemplate::check_messages(&view)
}
