//! What readers must know about a translation, in its language: whether anybody has approved it,
//! and which passages are missing or out of date. Knows no page.

use crate::l10n::locale::Review;
use crate::l10n::markup::escape;
use crate::l10n::text::{Html, language_of};
use crate::l10n::{View, format};

use super::outline::{Outline, opening};

/// So many characters of a passage say which it is.
const MAX_OPENING: usize = 40;

/// A sentence for the reader of a translation.
pub struct Notice {
    /// The sentence, with its links.
    pub html: Html,
    /// ` lang="…" dir="…"` if it is not in the language of the page.
    pub lang_dir: Html,
}

impl Notice {
    /// The same on a page in another language.
    pub fn beside(self, view: &View<'_>) -> Self {
        if self.lang_dir == Html::none() { Self { lang_dir: language_of(view.locale()), ..self } } else { self }
    }
}

/// Whether nobody has approved the translation yet.
pub fn is_unreviewed(view: &View<'_>) -> bool {
    view.key() != view.catalog().source() && view.locale().review.is_none()
}

/// The notice that says who approved the translation, or that nobody has; none for the source. `source_path` leads to the
/// page in the source language.
pub fn of_review(view: &View<'_>, source_path: &str) -> Option<Notice> {
    match &view.locale().review {
        Some(Review { by, on }) => Some(reviewed(view, by, &format::date(&view.locale().tag, *on))),
        None => is_unreviewed(view).then(|| unreviewed(view, source_path)),
    }
}

fn unreviewed(view: &View<'_>, source_path: &str) -> Notice {
    let text = view.text("notice-unreviewed").link("source-link", source_path);
    Notice { lang_dir: text.language(), html: text.inner() }
}

fn reviewed(view: &View<'_>, by: &str, on: &str) -> Notice {
    let text = view.text("notice-reviewed").arg("name", by).arg("date", on);
    Notice { lang_dir: text.language(), html: text.inner() }
}

/// Which passages are missing, and which out of date, if any are.
pub fn of_coverage(view: &View<'_>) -> Vec<Notice> {
    let coverage = view.catalog().coverage(view.key());
    let notice = |id, passages: &[String]| (!passages.is_empty()).then(|| about(view, id, passages));
    let missing = notice("notice-missing", &coverage.missing);
    missing.into_iter().chain(notice("notice-stale", &coverage.stale)).collect()
}

fn about(view: &View<'_>, id: &str, passages: &[String]) -> Notice {
    let links: Vec<String> = passages.iter().map(|id| link_to(view, id)).collect();
    let words = view.text(id).count("count", links.len());
    Notice { html: Html(format!("{words} {}", view.list(&links))), lang_dir: Html::none() }
}

/// A link to a passage, called by its first words.
fn link_to(view: &View<'_>, id: &str) -> String {
    format!("<a href=\"#{id}\"{}>{}</a>", view.text(id).language(), escape(&opening(view, id, MAX_OPENING)))
}

/// Asks the view for every notice that there can be, so that it knows what the source lacks.
pub fn ask_for_all(view: &View<'_>, outline: &Outline) {
    let passages: Vec<String> = outline.passages().into_iter().map(str::to_owned).collect();
    unreviewed(view, "");
    reviewed(view, "", "");
    about(view, "notice-missing", &passages);
    about(view, "notice-stale", &passages);
}
