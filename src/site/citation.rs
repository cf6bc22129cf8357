//! How the statement is named as a source, in one language: whose it is, its title, its address, and that the page is a
//! translation or a copy, with the day on which a copy was made. Knows no page.

use jiff::civil::Date;

use crate::l10n::html::{Html, attributes};
use crate::l10n::markup::without_isolates;
use crate::l10n::{Locale, Text, View};

use super::context::Context;
use super::escape::{breakable, escaped};
use super::notices::is_unreviewed;
use super::outline::TITLE;
use super::services::link;

/// The citation of the statement.
pub(super) struct Citation<'c> {
    /// Its words, in which the address may break where every address does.
    pub(super) text: Html,
    /// Their language, if it is not the one of the page.
    locale: Option<&'c Locale>,
    /// The language of the page.
    page: &'c Locale,
}

impl Citation<'_> {
    /// The class of its element, and its language where that is not the one of the page.
    pub(super) fn attributes(&self, class: &str) -> Html {
        attributes(class, self.locale, self.page)
    }
}

/// The citation of the statement in the language of a view; in the source language where that one lacks words of it.
pub(super) fn of_statement<'c>(context: Context<'c>, view: &View<'c>) -> Citation<'c> {
    let (title, url) = link(context, view);
    let wording = CitationWords {
        is_unreviewed: is_unreviewed(view, TITLE),
        copy: (!context.publication.official).then(|| context.addresses.retrieved()),
    };
    let page = view.locale();
    let source = context.view(context.catalog.source());
    match wording.cite(view, &title, &url) {
        (text, true) => Citation { text: shown(&text, &url), locale: None, page },
        (_, false) => {
            let text = shown(&wording.cite(&source, &title, &url).0, &url);
            Citation { text, locale: Some(source.locale()), page }
        }
    }
}

/// What a citation has to say besides title and address.
struct CitationWords {
    is_unreviewed: bool,
    /// Of a copy, the day on which the text was taken, if that is known.
    copy: Option<Option<Date>>,
}

impl CitationWords {
    /// The citation, and whether all its words are in the language of the view.
    fn cite(&self, view: &View<'_>, title: &str, url: &str) -> (String, bool) {
        let text = view.text(if self.is_unreviewed { "share-citation-unreviewed" } else { "share-citation-text" });
        let (citation, is_own) = words(&text.arg("title", title).arg("url", url));
        let copy = match self.copy {
            None => return (citation, is_own),
            Some(Some(day)) => view.text("share-citation-copy").day("date", day),
            Some(None) => view.part("share-citation-copy", "undated"),
        };
        let (citation, is_own_too) = words(&copy.arg("citation", citation));
        (citation, is_own && is_own_too)
    }
}

/// A citation as HTML, whose address can be broken after each slash.
fn shown(citation: &str, url: &str) -> Html {
    Html(escaped(citation).replace(&escaped(url), &breakable(url).0))
}

fn words(text: &Text<'_, '_>) -> (String, bool) {
    (without_isolates(&text.plain()), text.fallback_locale().is_none())
}

/// Asks the view for every wording that there can be, so that it knows what the source lacks.
pub(super) fn ask_for_all(view: &View<'_>) {
    for is_unreviewed in [false, true] {
        for retrieved in [None, Some(Date::ZERO)] {
            CitationWords { is_unreviewed, copy: Some(retrieved) }.cite(view, "", "");
        }
    }
}
