//! The statement itself: alone, beside another language, and as plain text.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::markup::without_isolates;
use crate::l10n::text::{Html, language_of};
use crate::l10n::{LocaleKey, Text, View};
use crate::site::context::{Context, RenderError, check_messages};
use crate::site::layout::{LanguageLink, Layout, PageTemplate, page_template};
use crate::site::notices::{self, Notice};
use crate::site::outline::{self, Outline};
use crate::site::page::Page;
use crate::site::services::{Service, services};

/// The services that the end of the page names; the share page has all of them.
const SHARED_DIRECTLY: usize = 4;

/// A passage in one language.
pub struct Passage<'a> {
    /// The id of its message, and its anchor.
    pub id: &'a str,
    /// Its text.
    pub html: Html,
    /// ` lang="…" dir="…"` if it is not in the language of the page.
    pub lang_dir: Html,
}

/// A passage, and beside it the same in another language.
pub struct Row<'a> {
    /// In the language of the page.
    pub here: Passage<'a>,
    /// In the other language.
    pub beside: Option<Passage<'a>>,
}

/// A section of the statement.
pub struct Section<'a> {
    /// The heading.
    pub heading: Row<'a>,
    /// The heading without markup, for the list of contents.
    pub title: String,
    /// The link beside the heading.
    pub link: Label,
    /// The paragraphs.
    pub paragraphs: Vec<Row<'a>>,
}

/// The accessible name of a link.
pub struct Label {
    /// Its name.
    pub label: String,
    /// ` lang="…" dir="…"` of that, if it is not in the language of the page.
    pub lang_dir: Html,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementTemplate<'a> {
    layout: Layout<'a>,
    section: Row<'a>,
    title: Row<'a>,
    heading: Row<'a>,
    sections: Vec<Section<'a>>,
    note: Row<'a>,
    notices: Vec<Notice>,
    beside: Option<LanguageLink<'a>>,
    parallel: Vec<LanguageLink<'a>>,
    services: Vec<Service>,
    plain_text: String,
    canonical: String,
}
page_template!(StatementTemplate, "statement.html");

/// The statement in one language, or in two.
pub fn render<'c>(context: Context<'c>, key: LocaleKey, with: Option<LocaleKey>) -> Result<String, RenderError> {
    let Context { catalog, addresses, outline, .. } = context;
    let locale = catalog.locale(key);
    let mut layout = Layout::of_page(context, key, Page::Statement, "title");
    layout.noindex |= with.is_some();
    let here = &layout.t;
    let beside = with.map(|key| View::new(catalog, key));
    let row = |id: &'c str| Row {
        here: passage(here, id, outline, true),
        beside: beside.as_ref().map(|view| passage(view, id, outline, false)),
    };
    let section = |outline::Section { heading, paragraphs }: &'c outline::Section| Section {
        heading: row(heading),
        title: here.text(heading).plain(),
        link: {
            let link = here.text("heading-link").arg("heading", here.text(heading).plain());
            Label { label: link.plain(), lang_dir: link.language() }
        },
        paragraphs: paragraphs.iter().map(|id| row(id)).collect(),
    };
    let mut notices = notices::of_coverage(here);
    if let Some(view) = &beside {
        let source_path = addresses.page(Page::Statement, catalog.locale(catalog.source()));
        let others = notices::of_review(view, &source_path)
            .filter(|_| notices::is_unreviewed(view))
            .into_iter()
            .chain(notices::of_coverage(view));
        notices.extend(others.map(|notice| notice.beside(view)));
    }
    let parallel = catalog.listed().filter(|(other, _)| *other != key).map(|(other, locale_beside)| LanguageLink {
        locale: locale_beside,
        path: addresses.parallel(locale, locale_beside),
        is_current: with == Some(other),
    });
    StatementTemplate {
        section: row("section"),
        title: row("title"),
        heading: row("heading"),
        sections: outline.sections.iter().map(section).collect(),
        note: row(&outline.note),
        notices,
        beside: with.map(|key| LanguageLink {
            locale: catalog.locale(key),
            path: addresses.page(Page::Statement, catalog.locale(key)),
            is_current: false,
        }),
        parallel: parallel.collect(),
        services: services(context, here).into_iter().take(SHARED_DIRECTLY).collect(),
        plain_text: addresses.plain_text(locale),
        canonical: addresses.absolute(&addresses.page(Page::Statement, locale)),
        layout,
    }
    .finish()
}

fn passage<'a>(view: &View<'_>, id: &'a str, outline: &Outline, is_here: bool) -> Passage<'a> {
    let text = with_elements(view, view.text(id), outline, is_here);
    let lang_dir = match text.fallback_locale() {
        None if !is_here => language_of(view.locale()),
        _ => text.language(),
    };
    Passage { id, html: text.inner(), lang_dir }
}

/// Gives the named elements of passages their meaning. Ids stand once: in the first language.
fn with_elements<'v, 'c>(view: &'v View<'_>, text: Text<'v, 'c>, outline: &Outline, is_here: bool) -> Text<'v, 'c> {
    let id = if is_here { " id=\"note-1-mark\"" } else { "" };
    let mark = view.text("note-mark");
    text.element(
        "note-link",
        format!("<sup><a{id} href=\"#{}\" role=\"doc-noteref\"><span class=\"hidden\">{mark} </span>", outline.note),
        "</a></sup>",
    )
    .element("symbol", "<bdi dir=\"ltr\" translate=\"no\">", "</bdi>")
}

/// The statement as plain text: one paragraph a line, an empty line between them.
pub fn plain_text(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let Context { catalog, outline, addresses, publication, .. } = context;
    let view = View::new(catalog, key);
    let mut lines = Vec::new();
    for id in outline::TITLES {
        lines.push(plain_passage(&view, id));
    }
    for outline::Section { heading, paragraphs } in &outline.sections {
        lines.extend(std::iter::once(heading).chain(paragraphs).map(|id| plain_passage(&view, id)));
    }
    lines.push(plain_passage(&view, &outline.note));
    lines.push("* * *".to_owned());
    lines.push(view.text("attribution").plain());
    if !publication.official {
        lines.push(view.text("notice-copy").plain());
    }
    if notices::is_unreviewed(&view) {
        lines.push(view.text("notice-unreviewed").plain());
    }
    lines.push(view.text("rights").plain());
    lines.push(addresses.absolute(&addresses.page(Page::Statement, view.locale())));
    check_messages(StatementTemplate::FILE, &view)?;
    Ok(without_isolates(&lines.join("\n\n")) + "\n")
}

/// A passage without markup; the language it is in stands before it where that is another one.
fn plain_passage(view: &View<'_>, id: &str) -> String {
    let text = view.text(id);
    match text.fallback_locale() {
        Some(locale) => format!("[{}] {}", locale.endonym, text.plain()),
        None => text.plain(),
    }
}

/// Asks the source for every notice that a translation can need.
pub(super) fn ask_for_every_notice(context: Context<'_>) -> Result<(), RenderError> {
    let view = View::new(context.catalog, context.catalog.source());
    notices::ask_for_all(&view, context.outline);
    check_messages(StatementTemplate::FILE, &view)
}
