//! The statement itself: alone, beside another language, and as plain text.

use std::collections::HashSet;

use askama::Template;
use jiff::civil::Date;

use crate::contact::form::Topic;
use crate::l10n::html::Html;
use crate::l10n::markup::without_isolates;
use crate::l10n::{Locale, LocaleKey, View};
use crate::site::abbreviations::{self, Abbreviations};
use crate::site::assets::Inlined;
use crate::site::citation::{self, Blanks, Citations};
use crate::site::context::{Context, RenderError};
use crate::site::escape::breakable;
use crate::site::layout::{self, LanguageLink, Layout, PageTemplate, page_template};
use crate::site::metadata::Metadata;
use crate::site::notices::{self, Notice};
use crate::site::outline::{self, TITLE};
use crate::site::page::Page;
use crate::site::passages::{PassageRow, PassageWriter, plain};
use crate::site::qr_code::QrCode;
use crate::site::representation::Rendered;
use crate::site::services::{Service, services};

/// The services that the end of the page names; the share page has all of them.
const SHARED_DIRECTLY: usize = 4;

/// A section of the statement.
pub struct ShownSection<'a> {
    /// The heading.
    pub heading: PassageRow<'a>,
    /// The heading without markup, for the list of contents.
    pub title: String,
    /// The paragraphs.
    pub paragraphs: Vec<PassageRow<'a>>,
}

/// A note of the statement.
pub struct Note<'a> {
    /// Its text.
    pub row: PassageRow<'a>,
    /// The ids of its marks in the text, each with its number where there are several.
    pub marks: Vec<(String, Option<String>)>,
}

/// What the view of two languages says of them.
pub struct Beside<'a> {
    /// The other language.
    pub locale: &'a Locale,
    /// The link to the page in it alone.
    pub path: String,
    /// Its words, in that language.
    pub single: Html,
    /// What readers must know about the text in it.
    pub notices: Vec<Notice<'a>>,
    /// The link to the same view with the languages in the other order.
    pub swapped: String,
    /// The day on which the text in it was last changed, in its words.
    pub changed: Option<String>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementTemplate<'a> {
    layout: Layout<'a>,
    section: PassageRow<'a>,
    title: PassageRow<'a>,
    heading: PassageRow<'a>,
    sections: Vec<ShownSection<'a>>,
    notes: Vec<Note<'a>>,
    abbreviations: Vec<abbreviations::AbbreviationEntry>,
    notices: Vec<Notice<'a>>,
    retrieved: Option<Date>,
    changed: Option<Date>,
    beside: Option<Beside<'a>>,
    parallel: Vec<LanguageLink<'a>>,
    services: Vec<Service>,
    citations: Citations<'a>,
    plain_text: String,
    /// The address of the page, in two languages with both, to be broken after each slash.
    breakable_url: Html,
    code: Option<QrCode>,
}
// What its own file lacks is no statement: `outline` says so.
page_template!(StatementTemplate, "statement.html", layout::FILE);

/// The statement in one language, or in two.
pub fn render<'c>(context: Context<'c>, key: LocaleKey, with: Option<LocaleKey>) -> Result<Rendered, RenderError> {
    let Context { catalog, addresses, outline, .. } = context;
    let locale = catalog.locale(key);
    let mut layout = Layout::of_page(context, key, Page::Statement);
    if let Some(key) = with {
        // Search engines are told either which page to list instead, or to list nothing.
        layout.metadata = layout.metadata.filter(|_| locale.is_listed()).map(Metadata::elsewhere);
        layout.inlined = Inlined::Pair;
        name_both(context, &mut layout, catalog.locale(key));
    }
    let here = &layout.t;
    let beside = with.map(|key| context.view(key));
    let abbreviations = Abbreviations::new(catalog, key);
    // Not beside another language: that page is longer than one flight as it is, and leads to this one.
    let explained = Some(&abbreviations).filter(|_| with.is_none());
    let writer = PassageWriter::new(outline, here, beside.as_ref(), explained);
    let section = |outline::Section { heading, paragraphs }: &'c outline::Section| ShownSection {
        heading: writer.heading(heading),
        title: here.text(heading).plain(),
        paragraphs: paragraphs.iter().map(|id| writer.paragraph(id)).collect(),
    };
    let [section_name, title, heading] = ["section", "title", "heading"].map(|id| writer.title(id));
    let sections = outline.sections.iter().map(section).collect();
    let notes: Vec<PassageRow<'_>> = outline.notes.iter().map(|id| writer.note(id)).collect();
    let notes = (1..).zip(notes).map(|(number, row)| Note { row, marks: writer.marks_of(number) }).collect();
    let notices = notices::of_coverage(here);
    let canonical = addresses.absolute(&addresses.page(Page::Statement, locale));
    let blanks = if with.is_none() { Blanks::DayAndParagraph } else { Blanks::None };
    let own = beside.as_ref().map(|view| addresses.absolute(&addresses.parallel(locale, view.locale())));
    let beside = beside.as_ref().map(|view| of_beside(context, locale, view));
    StatementTemplate {
        section: section_name,
        title,
        heading,
        sections,
        notes,
        abbreviations: abbreviations.entries(|key| context.view(key)),
        notices,
        retrieved: (!context.publication.official).then(|| addresses.retrieved()).flatten(),
        changed: context.last_change(Page::Statement, key),
        beside,
        parallel: parallel_links(context, key, with),
        services: services(context, here).into_iter().take(SHARED_DIRECTLY).collect(),
        citations: citation::of_statement(context, here, blanks),
        plain_text: addresses.plain_text(locale),
        // Two languages fill the first flight without it.
        code: if with.is_none() { Some(QrCode::small(&canonical)?) } else { None },
        breakable_url: breakable(own.as_ref().unwrap_or(&canonical)),
        layout,
    }
    .finish()
}

/// The links to the statement beside each other language.
fn parallel_links(context: Context<'_>, key: LocaleKey, with: Option<LocaleKey>) -> Vec<LanguageLink<'_>> {
    let Context { catalog, addresses, .. } = context;
    let others = catalog.listed().filter(|(other, _)| *other != key);
    let link = |(other, locale)| {
        let path = addresses.parallel_link(catalog.locale(key), locale)?;
        Some(LanguageLink { locale, path, is_current: with == Some(other) })
    };
    others.filter_map(link).collect()
}

/// What a page in a language says of the one beside it.
fn of_beside<'c>(context: Context<'c>, page: &Locale, view: &View<'c>) -> Beside<'c> {
    let Context { catalog, addresses, .. } = context;
    let locale = view.locale();
    let source_path = addresses.page(Page::Statement, catalog.locale(catalog.source()));
    let review = notices::of_review(view, TITLE, &source_path).filter(|_| notices::is_unreviewed(view, TITLE));
    Beside {
        locale,
        path: addresses.page(Page::Statement, locale),
        single: Html(view.text("parallel-single").endonym("language", locale).to_string()),
        notices: review.into_iter().chain(notices::of_coverage(view)).collect(),
        swapped: addresses.parallel(locale, page),
        changed: context.last_change(Page::Statement, view.key()).map(|day| view.day(day)),
    }
}

/// Names the view of two languages by both of them, and lets the language menu keep the one beside.
fn name_both(context: Context<'_>, layout: &mut Layout<'_>, beside: &Locale) {
    let languages = [layout.locale(), beside];
    let title = layout.t.text(TITLE).plain();
    let title = layout.t.text("parallel-title").arg("title", title).endonyms("languages", languages).plain();
    layout.document_title = layout.document_title(&title);
    let here = layout.locale();
    let address = context.addresses.parallel(here, beside);
    if let (Some(strip), Some((_, query))) = (&mut layout.strip, address.split_once('?')) {
        strip.keep_query(query);
    }
    for link in &mut layout.languages {
        let other = if link.locale.id == beside.id { here } else { beside };
        link.path = context.addresses.parallel(link.locale, other);
    }
}

/// The statement as plain text: one paragraph a line, an empty line between them.
pub fn plain_text(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let Context { outline, addresses, publication, .. } = context;
    let view = context.view(key);
    let text = |id: &str| plain(&view.text(id));
    let mut lines: Vec<String> = outline::TITLES.into_iter().chain(outline.passages()).map(text).collect();
    lines.push("* * *".to_owned());
    lines.push(text("attribution"));
    if !publication.official {
        lines.push(text("notice-copy"));
    }
    lines.extend(notices::plain_text(&view));
    lines.push(text("rights"));
    lines.push(addresses.absolute(&addresses.page(Page::Statement, view.locale())));
    StatementTemplate::check_messages(&view)?;
    Ok(without_isolates(&lines.join("\n\n")) + "\n")
}

/// Asks the source for what the page has only where it is needed: notices of a translation, and links to another language.
pub(super) fn ask_for_every_addition(context: Context<'_>) -> Result<(), RenderError> {
    let view = context.view(context.catalog.source());
    notices::ask_for_all(&view, context.outline);
    // A statement without notes and abbreviations may get some.
    view.text("note-mark").plain();
    view.text("note-back").plain();
    view.text("note-heading").count("count", 1_usize).plain();
    view.text("abbreviations").count("count", 1_usize).plain();
    view.part("use", "beside").plain();
    abbreviations::ask_for_all(&view);
    StatementTemplate::check_messages(&view)
}

/// Checks that no passage is called like a part of the page: an id stands once in a document (HTML §3.2.6).
pub(super) fn check_ids(context: Context<'_>) -> Result<(), RenderError> {
    let Rendered { html, .. } = render(context, context.catalog.source(), None)?;
    let mut seen = HashSet::new();
    // Texts hold no `<`, and attributes neither `<` nor `>`.
    let tags = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag);
    let mut ids = tags.filter_map(|tag| tag.split_once(" id=\"")?.1.split('"').next());
    match ids.find(|id| !seen.insert(*id)) {
        Some(id) => Err(RenderError::DuplicateId { id: id.to_owned() }),
        None => Ok(()),
    }
}
