//! How to reach the office, and who owns the text.

use askama::Template;

use crate::l10n::{LocaleKey, View, locale};

use super::layout::{Context, Layout, PageTemplate, page_template};
use super::page::Page;
use super::render::RenderError;

#[derive(Template)]
#[template(path = "contact.html")]
struct Contact<'a> {
    layout: Layout<'a>,
    email: Option<&'a str>,
    /// The address in the letters of the source, where the page’s own are others: a postman
    /// far away may not read them.
    for_the_envelope: Option<String>,
}
page_template!(Contact, "contact.html");

/// The contact page.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let view = View::new(context.catalog, key);
    let layout = Layout::of_page(context, key, Page::Contact, &view.text("contact-title").plain());
    let source = View::new(context.catalog, context.catalog.source());
    let script = |view: &View<'_>| locale::maximize(&view.locale().tag).script;
    let for_the_envelope = (script(&source) != script(&view)).then(|| source.text("contact-address").inner().0);
    let email = context.publication.contact_email.as_deref();
    Contact { email, for_the_envelope, layout }.finish()
}
