//! How to reach the office, and who owns the text.

use askama::Template;

use crate::l10n::{LocaleKey, View};

use super::layout::{Context, Layout, PageTemplate, page_template};
use super::page::Page;
use super::render::RenderError;

#[derive(Template)]
#[template(path = "contact.html")]
struct Contact<'a> {
    layout: Layout<'a>,
    email: Option<&'a str>,
}
page_template!(Contact, "contact.html");

/// The contact page.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let view = View::new(context.catalog, key);
    let layout = Layout::of_page(context, key, Page::Contact, &view.text("contact-title").plain());
    Contact { layout, email: context.publication.contact_email.as_deref() }.finish()
}
