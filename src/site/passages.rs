//! The passages of the statement as they stand on a page: in its language or another one, alone or beside each other,
//! with their numbers and the marks of the notes. Knows no page.

use std::cell::{Cell, RefCell};

use crate::l10n::html::{Html, attributes};
use crate::l10n::markup::SYMBOL;
use crate::l10n::markup_html::SYMBOL_TAGS;
use crate::l10n::{Locale, Text, View};

use super::abbreviations::Abbreviations;
use super::outline::{self, Outline};
use super::page::encode_path;

/// A passage in one language.
pub struct Passage<'a> {
    /// The id of its message, and its anchor.
    pub id: &'a str,
    /// Its text.
    pub html: Html,
    /// Its language, if that is not the one of the page.
    pub locale: Option<&'a Locale>,
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
pub struct PassageRow<'a> {
    /// In the language of the page.
    pub here: Passage<'a>,
    /// In the other language.
    pub beside: Option<Passage<'a>>,
    /// The link to it.
    pub link: Option<Permalink>,
}

/// Writes the passages of a page. In the order of the page, since marks and paragraphs are counted, and abbreviations
/// explained where they first stand.
pub struct PassageWriter<'p, 'c> {
    outline: &'c Outline,
    /// The language of the page.
    here: &'p View<'c>,
    /// The language beside it.
    beside: Option<&'p View<'c>>,
    abbreviations: Option<&'p Abbreviations<'c>>,
    marks: Marks,
    /// The paragraphs that have been written.
    paragraphs: Cell<usize>,
}

impl<'p, 'c> PassageWriter<'p, 'c> {
    /// For a page in one language, or in two; `abbreviations` are explained in the first.
    pub fn new(
        outline: &'c Outline,
        here: &'p View<'c>,
        beside: Option<&'p View<'c>>,
        abbreviations: Option<&'p Abbreviations<'c>>,
    ) -> Self {
        Self { outline, here, beside, abbreviations, marks: Marks::new(outline), paragraphs: Cell::new(0) }
    }

    /// A title of the statement. It has no link in it: what it abbreviates the text below says.
    pub fn title(&self, id: &'c str) -> PassageRow<'c> {
        self.row(id, None)
    }

    /// The heading of a section, with the link to itself. It names the section in the contents, too.
    pub fn heading(&self, id: &'c str) -> PassageRow<'c> {
        PassageRow { link: Some(permalink_of_heading(self.here, id)), ..self.title(id) }
    }

    /// A paragraph with its number, which is the link to itself.
    pub fn paragraph(&self, id: &'c str) -> PassageRow<'c> {
        let row = self.row(id, self.abbreviations);
        let number = self.paragraphs.get() + 1;
        self.paragraphs.set(number);
        let link = permalink_of_paragraph(self.here, row.here.locale, self.here.number(number));
        PassageRow { link: Some(link), ..row }
    }

    /// A note.
    pub fn note(&self, id: &'c str) -> PassageRow<'c> {
        self.row(id, self.abbreviations)
    }

    /// The marks that a note has in what was written: the id of each, and its number where there are several.
    pub fn marks_of(&self, note: usize) -> Vec<(String, Option<String>)> {
        self.marks.of(note, self.here)
    }

    fn row(&self, id: &'c str, abbreviations: Option<&Abbreviations<'c>>) -> PassageRow<'c> {
        PassageRow {
            here: self.passage(self.here, id, Some(&self.marks), abbreviations),
            beside: self.beside.map(|view| self.passage(view, id, None, None)),
            link: None,
        }
    }

    /// A passage in a language: with `marks` in that of the page, else in the one beside it.
    fn passage(
        &self,
        view: &View<'c>,
        id: &'c str,
        marks: Option<&Marks>,
        abbreviations: Option<&Abbreviations<'c>>,
    ) -> Passage<'c> {
        let text = with_elements(view, view.text(id), self.outline, marks);
        let language = text.fallback_locale();
        let text = match abbreviations {
            Some(abbreviations) => abbreviations.explain(text, language.unwrap_or(view.locale())),
            None => text,
        };
        let beside = marks.is_none().then(|| view.locale());
        Passage { id, html: text.inner(), locale: language.or(beside), page: self.here.locale() }
    }
}

/// A text without markup; the language it is in stands before it where that is another one.
pub fn plain(text: &Text<'_, '_>) -> String {
    match text.fallback_locale() {
        Some(locale) => format!("[{}] {}", locale.endonym, text.plain()),
        None => text.plain(),
    }
}

/// The link of a heading to itself. It stands in the heading, which may be in another language than the page.
fn permalink_of_heading(view: &View<'_>, heading: &str) -> Permalink {
    let heading = view.text(heading);
    let label = view.text("heading-link").arg("heading", heading.plain());
    let attributes = label.placed("number", heading.fallback_locale().unwrap_or(view.locale()));
    Permalink { number: String::new(), label: label.plain(), attributes }
}

/// The link of a paragraph to itself; it stands in the paragraph in the same way.
fn permalink_of_paragraph(view: &View<'_>, paragraph: Option<&Locale>, number: String) -> Permalink {
    let label = view.text("passage-link").arg("number", &number);
    let attributes = label.placed("number plain", paragraph.unwrap_or(view.locale()));
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
    let document_link = |symbol: &str| {
        let (open, close) = SYMBOL_TAGS;
        Some(match un_document(symbol) {
            Some(href) => (format!("<a href=\"{href}\" rel=\"noopener noreferrer\">{open}"), format!("{close}</a>")),
            None => (open.to_owned(), close.to_owned()),
        })
    };
    text.element_by_content(outline::MARK, note_link).element_by_content(SYMBOL, document_link)
}

/// Where the United Nations show the document of a symbol; nothing for the symbol of a law or of another organisation.
fn un_document(symbols: &str) -> Option<String> {
    let symbol = first_symbol(symbols);
    begins_with_organ(symbol).then(|| format!("https://undocs.org/{}", encode_path(symbol)))
}

/// Whether a symbol begins with an organ of the United Nations: `A/`, `ECE/`.
fn begins_with_organ(symbol: &str) -> bool {
    symbol.split_once('/').is_some_and(|(organ, _)| !organ.is_empty() && organ.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The first of the symbols that a document has: one that two organs have received has two, `A/75/625-S/2020/1161`.
fn first_symbol(symbols: &str) -> &str {
    let symbols = symbols.trim();
    let is_second = |at: &usize| begins_with_organ(&symbols[at + 1..]);
    let end = symbols.match_indices('-').map(|(at, _)| at).find(is_second).unwrap_or(symbols.len());
    &symbols[..end]
}

/// Counts the marks that each note has in the text of a page.
struct Marks(RefCell<Vec<usize>>);

impl Marks {
    /// Of the notes of an outline.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_two_organs_is_found_by_the_first_of_its_symbols() {
        for (symbols, first) in [
            ("A/75/625-S/2020/1161", "A/75/625"),
            ("S/RES/1373(2001)", "S/RES/1373(2001)"),
            ("A/CONF.219/3-E", "A/CONF.219/3-E"),
            (" A/64/1 ", "A/64/1"),
        ] {
            assert_eq!(first_symbol(symbols), first, "{symbols}");
        }
    }

    #[test]
    fn a_symbol_of_the_united_nations_leads_to_its_document_and_no_other_symbol_leads_anywhere() {
        for (symbol, address) in [
            ("A/75/625-S/2020/1161", Some("https://undocs.org/A/75/625")),
            ("S/RES/1373(2001)", Some("https://undocs.org/S/RES/1373(2001)")),
            ("ECE/TRANS/17/Rev.4", Some("https://undocs.org/ECE/TRANS/17/Rev.4")),
            ("A/64/1 & \"?x=#%", Some("https://undocs.org/A/64/1%20%26%20%22%3Fx%3D%23%25")),
            ("987-IIIQ", None),
            ("2004/80/EC", None),
            ("Az/1", None),
            ("/A/1", None),
            ("", None),
        ] {
            assert_eq!(un_document(symbol).as_deref(), address, "{symbol}");
        }
    }
}
