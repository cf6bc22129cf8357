//! What readers must know about a translation, in its language: whether anybody has approved it,
//! which passages are missing, out of date or changed since. Knows no page.

use jiff::civil::Date;

use crate::l10n::html::{Html, attributes};
use crate::l10n::locale::Review;
use crate::l10n::{Coverage, Locale, Text, View};

use super::escape::escaped;
use super::outline::{Outline, TITLE, opening};
use super::passages::plain;

/// So many characters of a passage say which it is.
const MAX_OPENING: usize = 40;
/// The notice of passages that are shown in another language.
const MISSING: &str = "notice-missing";

/// So many links stand behind a sentence; more are folded below it.
const MAX_LINKS_SHOWN: usize = 5;

/// A sentence for the reader of a translation.
pub struct Notice<'c> {
    /// The sentence, with its links.
    pub html: Html,
    /// The language of a sentence that opens folded links, where that is not the one of the notice.
    pub language: Html,
    /// The links that are folded below it, if they are many: items of a list.
    pub folded: Option<Html>,
    /// Its language.
    locale: &'c Locale,
}

impl Notice<'_> {
    /// Its class, and its language where that is not the one of the page.
    pub fn attributes(&self, page: &Locale) -> Html {
        attributes("notice", Some(self.locale).filter(|locale| locale.id != page.id), page)
    }
}

/// Whether nobody has approved what a page says. `title` is the message that names the page.
pub fn is_unreviewed(view: &View<'_>, title: &str) -> bool {
    view.key() != view.catalog().source() && !view.catalog().is_approved(view.key(), title)
}

/// The notice that says who approved what a page says, or that nobody has; none for the source. `title` is the message
/// that names the page, `source_path` leads to it in the source language.
pub fn of_review<'c>(view: &View<'c>, title: &str, source_path: &str) -> Option<Notice<'c>> {
    let text = review(view, title, source_path)?;
    let locale = text.fallback_locale().unwrap_or(view.locale());
    Some(Notice { locale, html: text.inner(), language: Html::none(), folded: None })
}

fn review<'v, 'c>(view: &'v View<'c>, title: &str, source_path: &str) -> Option<Text<'v, 'c>> {
    match &view.locale().review {
        _ if is_unreviewed(view, title) => Some(unreviewed(view, source_path)),
        Some(Review { by, on }) => Some(reviewed(view, by, *on)),
        None => None,
    }
}

fn unreviewed<'v, 'c>(view: &'v View<'c>, source_path: &str) -> Text<'v, 'c> {
    view.text("notice-unreviewed").link("source-link", source_path)
}

fn reviewed<'v, 'c>(view: &'v View<'c>, by: &str, on: Date) -> Text<'v, 'c> {
    view.text("notice-reviewed").arg("name", by).day("date", on)
}

/// Which passages are missing, which out of date, and which have changed since the statement was approved.
pub fn of_coverage<'c>(view: &View<'c>) -> Vec<Notice<'c>> {
    needed(view).map(|(id, passages)| about(view, id, passages)).collect()
}

/// The notices of the statement as plain text: who approved it, and which passages are not what they should be.
pub fn plain_text(view: &View<'_>) -> Vec<String> {
    let review = review(view, TITLE, "").map(|text| plain(&text));
    let coverage = needed(view).map(|(id, passages)| {
        format!("{} {}", plain(&sentence(view, id, passages)), view.list(&openings(view, passages)))
    });
    review.into_iter().chain(coverage).collect()
}

/// The messages of the notices that a statement needs, with the passages that they are about.
fn needed<'c>(view: &View<'c>) -> impl Iterator<Item = (&'static str, &'c [String])> + use<'c> {
    let Coverage { missing, stale, changed, .. } = view.catalog().coverage(view.key());
    let changed: &[String] = if is_unreviewed(view, TITLE) { &[] } else { changed };
    let notices = [(MISSING, &missing[..]), ("notice-stale", stale), ("notice-changed", changed)];
    notices.into_iter().filter(|(_, passages)| !passages.is_empty())
}

fn about<'c>(view: &View<'c>, id: &str, passages: &[String]) -> Notice<'c> {
    let (words, locale) = (sentence(view, id, passages), view.locale());
    if passages.len() <= MAX_LINKS_SHOWN {
        let links: Vec<String> = passages.iter().map(|id| link_to(view, id, view.text(id).language())).collect();
        let html = Html(format!("{words} {}", view.list_shown(&openings(view, passages), &links)));
        return Notice { html, language: Html::none(), folded: None, locale };
    }
    // Each begins on the side of its own language.
    let item = |id: &String| format!("<li{}>{}</li>", view.text(id).language(), link_to(view, id, Html::none()));
    let folded = Some(Html(passages.iter().map(item).collect()));
    Notice { html: words.inner(), language: words.language(), folded, locale }
}

fn sentence<'v, 'c>(view: &'v View<'c>, id: &'v str, passages: &[String]) -> Text<'v, 'c> {
    let text = view.text(id).count("count", passages.len());
    match id {
        MISSING => text.endonyms("language", languages_of(view, passages)),
        _ => text,
    }
}

/// The other languages in which passages are shown.
fn languages_of<'c>(view: &View<'c>, passages: &[String]) -> Vec<&'c Locale> {
    let mut languages: Vec<&Locale> = Vec::new();
    for language in passages.iter().filter_map(|id| view.text(id).fallback_locale()) {
        if !languages.iter().any(|known| known.id == language.id) {
            languages.push(language);
        }
    }
    languages
}

/// The first words of passages.
fn openings(view: &View<'_>, passages: &[String]) -> Vec<String> {
    passages.iter().map(|id| opening(&view.text(id), MAX_OPENING)).collect()
}

/// A link to a passage, called by its first words.
fn link_to(view: &View<'_>, id: &str, language: Html) -> String {
    format!("<a href=\"#{id}\"{language}>{}</a>", escaped(&opening(&view.text(id), MAX_OPENING)))
}

/// Asks the view for every notice that there can be, so that it knows what the source lacks.
pub fn ask_for_all(view: &View<'_>, outline: &Outline) {
    let passages: Vec<String> = outline.passages().into_iter().map(str::to_owned).collect();
    unreviewed(view, "").inner();
    reviewed(view, "", Date::ZERO).inner();
    for id in [MISSING, "notice-stale", "notice-changed"] {
        about(view, id, &passages);
    }
}
