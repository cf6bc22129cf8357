//! How the statement is named as a source, in the language of the page: whose it is, its title, its address, and that the
//! page is a translation or a copy, with the day on which a copy was made. Knows no page.

use jiff::civil::Date;

use crate::l10n::View;
use crate::l10n::markup::without_isolates;

use super::context::Context;
use super::notices::is_unreviewed;
use super::outline::TITLE;
use super::services::link;

/// The citation of the statement in the language of a view.
pub(super) fn of_statement(context: Context<'_>, view: &View<'_>) -> String {
    let (title, url) = link(context, view);
    let citation = of_text(view, is_unreviewed(view, TITLE), &title, &url);
    match context.publication.official {
        true => citation,
        false => of_copy(view, &citation, context.addresses.retrieved()),
    }
}

fn of_text(view: &View<'_>, is_unreviewed: bool, title: &str, url: &str) -> String {
    let text = view.text(if is_unreviewed { "share-citation-unreviewed" } else { "share-citation-text" });
    without_isolates(&text.arg("title", title).arg("url", url).plain())
}

fn of_copy(view: &View<'_>, citation: &str, retrieved: Option<Date>) -> String {
    let text = match retrieved {
        Some(day) => view.text("share-citation-copy").day("date", day),
        None => view.part("share-citation-copy", "undated"),
    };
    without_isolates(&text.arg("citation", citation).plain())
}

/// Asks the view for every form that there can be, so that it knows what the source lacks.
pub(super) fn ask_for_all(view: &View<'_>) {
    for is_unreviewed in [false, true] {
        of_text(view, is_unreviewed, "", "");
    }
    for retrieved in [None, Some(Date::ZERO)] {
        of_copy(view, "", retrieved);
    }
}
