//! The ways to reach the office besides the form, and the contact page where no form can be: it says so, or where the
//! form is. Knows no form.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::html::{Html, language_of};
use crate::l10n::{LocaleKey, View};

use super::context::{Context, RenderError};
use super::escape::breakable;
use super::layout::{Layout, PageTemplate, page_template};
use super::page::Page;
use super::representation::Rendered;

/// How the office can be reached without the form.
pub(super) struct Ways<'a> {
    /// The e-mail address, if one is given.
    pub(super) email: Option<&'a str>,
    /// The address in the letters of the source, where the page’s own are others: a postman
    /// far away may not read them.
    pub(super) for_the_envelope: Option<SourceAddress>,
}

/// The postal address in the source language.
pub(super) struct SourceAddress {
    pub(super) html: Html,
    /// ` lang="…" dir="…"` of the source.
    pub(super) lang_dir: Html,
}

impl<'a> Ways<'a> {
    /// Those of a site, for a page in the language of a view.
    pub(super) fn of(context: Context<'a>, view: &View<'_>) -> Self {
        let source = context.view(context.catalog.source());
        let script = |view: &View<'_>| view.locale().likely.script;
        let for_the_envelope = (script(&source) != script(view)).then(|| SourceAddress {
            html: source.text("contact-address").inner(),
            lang_dir: language_of(source.locale(), view.locale()),
        });
        Self { email: context.publication.contact_email.as_deref(), for_the_envelope }
    }
}

#[derive(Template)]
#[template(path = "ways.html")]
struct WaysTemplate<'a> {
    layout: Layout<'a>,
    ways: Ways<'a>,
    /// Where the form is, if it is anywhere.
    form: Option<String>,
}
page_template!(WaysTemplate, "ways.html", Page::Contact.messages());

impl WaysTemplate<'_> {
    /// An address, to be broken after each slash.
    fn breakable(&self, address: &str) -> Html {
        breakable(address)
    }
}

/// The contact page without a form.
pub(super) fn render(context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    let layout = Layout::of_page(context, key, Page::Contact);
    let form = context.addresses.form(layout.locale());
    WaysTemplate { ways: Ways::of(context, &layout.t), form, layout }.finish()
}
