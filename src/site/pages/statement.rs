//! The statement itself: alone, beside another language, and as plain text.

use std::cell::RefCell;
use std::collections::HashSet;

use askama::Template;
use jiff::civil::Date;

use crate::contact::form::Topic;
use crate::l10n::markup::without_isolates;
use crate::l10n::text::{Html, attributes};
use crate::l10n::{Locale, LocaleKey, Text, View};
use crate::site::context::{Context, RenderError, check_messages};
use crate::site::layout::{LanguageLink, Layout, PageTemplate, page_template};
use crate::site::notices::{self, Notice};
use crate::site::outline::{self, Outline, TITLE};
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
    /// Its language, if that is not the one of the page.
    locale: Option<&'a Locale>,
    /// The language of the page.
    page: &'a Locale,
}

impl Passage<'_> {
    /// Whether it is in another language than the page.
    pub fn is_foreign(&self) -> bool {
        self.locale.is_some()
    }

    /// The class of its element, and its language where that is not the one of the page.
    pub fn attributes(&self, class: &str) -> Html {
        attributes(class, self.locale, self.page)
    }
}

/// The link of a passage to itself, beside it on the line.
pub struct Permalink {
    /// The number of a paragraph in the digits of the language; empty for a heading.
    pub number: String,
    /// Its accessible name.
    pub label: String,
    /// Its class, and its language where that is not the one of what it stands in.
    pub attributes: Html,
}

/// A passage, and beside it the same in another language.
pub struct Row<'a> {
    /// In the language of the page.
    pub here: Passage<'a>,
    /// In the other language.
    pub beside: Option<Passage<'a>>,
    /// The link to it.
    pub link: Option<Permalink>,
}

/// A section of the statement.
pub struct Section<'a> {
    /// The heading.
    pub heading: Row<'a>,
    /// The heading without markup, for the list of contents.
    pub title: String,
    /// The paragraphs.
    pub paragraphs: Vec<Row<'a>>,
}

/// A note of the statement.
pub struct Note<'a> {
    /// Its text.
    pub row: Row<'a>,
    /// The ids of its marks in the text, each with its number where there are several.
    pub marks: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementTemplate<'a> {
    layout: Layout<'a>,
    section: Row<'a>,
    title: Row<'a>,
    heading: Row<'a>,
    sections: Vec<Section<'a>>,
    notes: Vec<Note<'a>>,
    notices: Vec<Notice<'a>>,
    retrieved: Option<Date>,
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
    let mut layout = Layout::of_page(context, key, Page::Statement, TITLE);
    layout.noindex |= with.is_some();
    let here = &layout.t;
    let beside = with.map(|key| context.view(key));
    let marks = Marks::new(outline);
    let row = |id: &'c str| Row {
        here: passage(here, id, outline, Some(&marks), locale),
        beside: beside.as_ref().map(|view| passage(view, id, outline, None, locale)),
        link: None,
    };
    let mut numbers = 1..;
    let mut paragraph = |id: &'c String| {
        let row = row(id);
        let number = numbers.next().map(|number| here.number(number));
        Row { link: number.map(|number| permalink_of_paragraph(here, row.here.locale, number)), ..row }
    };
    let section = |outline::Section { heading, paragraphs }: &'c outline::Section| Section {
        heading: Row { link: Some(permalink_of_heading(here, heading)), ..row(heading) },
        title: here.text(heading).plain(),
        paragraphs: paragraphs.iter().map(&mut paragraph).collect(),
    };
    // In the order of the page, since marks are counted.
    let [section_name, title, heading] = ["section", "title", "heading"].map(row);
    let sections = outline.sections.iter().map(section).collect();
    let notes: Vec<Row<'_>> = outline.notes.iter().map(|id| row(id)).collect();
    let notes = (1..).zip(notes).map(|(number, row)| Note { row, marks: marks.of(number, here) }).collect();
    let mut notices = notices::of_coverage(here);
    if let Some(view) = &beside {
        let source_path = addresses.page(Page::Statement, catalog.locale(catalog.source()));
        let others = notices::of_review(view, TITLE, &source_path)
            .filter(|_| notices::is_unreviewed(view, TITLE))
            .into_iter()
            .chain(notices::of_coverage(view));
        notices.extend(others);
    }
    let parallel = catalog.listed().filter(|(other, _)| *other != key).map(|(other, locale_beside)| LanguageLink {
        locale: locale_beside,
        path: addresses.parallel(locale, locale_beside),
        is_current: with == Some(other),
    });
    StatementTemplate {
        section: section_name,
        title,
        heading,
        sections,
        notes,
        notices,
        retrieved: (!context.publication.official).then(|| addresses.retrieved()).flatten(),
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

/// A passage on a page in a language; with `marks` in that language, else in the one beside it.
fn passage<'a>(
    view: &View<'a>,
    id: &'a str,
    outline: &Outline,
    marks: Option<&Marks>,
    page: &'a Locale,
) -> Passage<'a> {
    let text = with_elements(view, view.text(id), outline, marks);
    let beside = marks.is_none().then(|| view.locale());
    Passage { id, html: text.inner(), locale: text.fallback_locale().or(beside), page }
}

/// The link of a heading to itself.
fn permalink_of_heading(view: &View<'_>, heading: &str) -> Permalink {
    let label = view.text("heading-link").arg("heading", view.text(heading).plain());
    Permalink { number: String::new(), label: label.plain(), attributes: label.attributes("number") }
}

/// The link of a paragraph to itself. It stands in the paragraph, which may be in another language than the page.
fn permalink_of_paragraph(view: &View<'_>, paragraph: Option<&Locale>, number: String) -> Permalink {
    let label = view.text("passage-link").arg("number", &number);
    let around = paragraph.unwrap_or(view.locale());
    let own = label.fallback_locale().unwrap_or(view.locale());
    let attributes = attributes("number plain", Some(own).filter(|own| own.id != around.id), around);
    Permalink { label: label.plain(), attributes, number }
}

/// Gives the named elements of passages their meaning. Ids stand once: in the language of the page.
fn with_elements<'v, 'c>(
    view: &'v View<'_>,
    text: Text<'v, 'c>,
    outline: &'v Outline,
    marks: Option<&'v Marks>,
) -> Text<'v, 'c> {
    // What screen readers hear before a mark is in the language of the page, the passage maybe in another one.
    let around = text.fallback_locale().unwrap_or(view.locale());
    let note_link = move |mark: &str| {
        let number = outline.note_of(mark)?;
        let id = marks.map_or_else(String::new, |marks| format!(" id=\"{}\"", marks.count(number)));
        let (note, name) = (&outline.notes[number - 1], view.text("note-mark"));
        let own = name.fallback_locale().unwrap_or(view.locale());
        let language = attributes("hidden", Some(own).filter(|own| own.id != around.id), around);
        let name = name.inner();
        let open = format!("<sup><a{id} href=\"#{note}\" role=\"doc-noteref\"><span{language}>{name} </span>");
        Some((open, "</a></sup>".to_owned()))
    };
    text.element_by_content(outline::MARK, note_link)
}

/// Counts the marks that each note has in the text of a page.
struct Marks(RefCell<Vec<usize>>);

impl Marks {
    fn new(outline: &Outline) -> Self {
        Self(RefCell::new(vec![0; outline.notes.len()]))
    }

    /// Counts one more mark of a note and gives it an id.
    fn count(&self, note: usize) -> String {
        let count = &mut self.0.borrow_mut()[note - 1];
        *count += 1;
        Self::id(note, *count)
    }

    /// The ids of the marks of a note, numbered in the language of the page if there are several.
    fn of(&self, note: usize, view: &View<'_>) -> Vec<(String, Option<String>)> {
        let count = self.0.borrow()[note - 1];
        (1..=count).map(|mark| (Self::id(note, mark), (count > 1).then(|| view.number(mark)))).collect()
    }

    fn id(note: usize, mark: usize) -> String {
        if mark == 1 { format!("note-{note}-mark") } else { format!("note-{note}-mark-{mark}") }
    }
}

/// The statement as plain text: one paragraph a line, an empty line between them.
pub fn plain_text(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let Context { outline, addresses, publication, .. } = context;
    let view = context.view(key);
    let mut lines = Vec::new();
    for id in outline::TITLES {
        lines.push(plain_passage(&view, id));
    }
    for outline::Section { heading, paragraphs } in &outline.sections {
        lines.extend(std::iter::once(heading).chain(paragraphs).map(|id| plain_passage(&view, id)));
    }
    lines.extend(outline.notes.iter().map(|id| plain_passage(&view, id)));
    lines.push("* * *".to_owned());
    lines.push(view.text("attribution").plain());
    if !publication.official {
        lines.push(view.text("notice-copy").plain());
    }
    lines.extend(notices::plain_text(&view));
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
    let view = context.view(context.catalog.source());
    notices::ask_for_all(&view, context.outline);
    // A statement without notes may get some.
    view.text("note-mark").plain();
    view.text("note-back").plain();
    view.text("note-heading").count("count", 1_usize).plain();
    check_messages(StatementTemplate::FILE, &view)
}

/// Checks that no passage is called like a part of the page: an id stands once in a document (HTML §3.2.6).
pub(super) fn check_ids(context: Context<'_>) -> Result<(), RenderError> {
    let html = render(context, context.catalog.source(), None)?;
    let mut seen = HashSet::new();
    // Texts hold no `<`, and attributes neither `<` nor `>`.
    let tags = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag);
    let mut ids = tags.filter_map(|tag| tag.split_once(" id=\"")?.1.split('"').next());
    match ids.find(|id| !seen.insert(*id)) {
        Some(id) => Err(RenderError::DuplicateId { id: id.to_owned() }),
        None => Ok(()),
    }
}
