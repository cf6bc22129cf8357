//! How the statement is named as a source, in one language and two styles: whose it is, its title, the paragraph, its
//! address, and that the page is a translation or a copy, with the day on which it was taken or read. Knows no page.

use jiff::civil::Date;

use crate::l10n::html::{Html, attributes};
use crate::l10n::markup::without_isolates;
use crate::l10n::{Direction, Locale, Text, View};

use super::context::Context;
use super::escape::{breakable, escaped};
use super::notices::is_unreviewed;
use super::outline::TITLE;
use super::services::link;

/// The blank for the number of a paragraph.
const NUMBER: &str = "{number}";
/// The blank for the day on which the page is read.
const DAY: &str = "{day}";

/// The blanks that the script of a page fills in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// None: its citations stay as they are.
    None,
    /// The day on which the page is read.
    Day,
    /// That, and the paragraph that was asked for.
    DayAndParagraph,
}

/// The citations of the statement.
pub(super) struct Citations<'c> {
    /// As most books and articles have it.
    pub(super) text: Citation<'c>,
    /// As the documents of the United Nations have it (United Nations Editorial Manual, footnotes).
    pub(super) united_nations: Citation<'c>,
}

/// A citation of the statement.
pub(super) struct Citation<'c> {
    /// Its words, in which the address may break where every address does.
    pub(super) text: Html,
    /// Its words with a blank for the day on which the page is read, if that is to be said.
    pub(super) with_day: Option<String>,
    /// The same with one for the number of a paragraph, too.
    pub(super) of_paragraph: Option<String>,
    /// The digit zero as the language of these words has it.
    pub(super) zero: String,
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

/// The citations of the statement in the language of a view; in the source language where that one lacks words of it.
pub(super) fn of_statement<'c>(context: Context<'c>, view: &View<'c>, blanks: Blanks) -> Citations<'c> {
    let (title, url) = link(context, view);
    let source = context.view(context.catalog.source());
    let cited = Cited { title, url, is_unreviewed: is_unreviewed(view, TITLE), retrieval: Retrieval::of(context) };
    let [text, united_nations] = Style::ALL.map(|style| {
        let citation = cited.in_view(view, &source, style);
        Citation {
            with_day: citation.with_day.filter(|_| blanks != Blanks::None),
            of_paragraph: citation.of_paragraph.filter(|_| blanks == Blanks::DayAndParagraph),
            ..citation
        }
    });
    Citations { text, united_nations }
}

/// How a citation is written.
#[derive(Clone, Copy)]
enum Style {
    Plain,
    UnitedNations,
}

impl Style {
    const ALL: [Self; 2] = [Self::Plain, Self::UnitedNations];
}

/// What is said of when the text was taken.
#[derive(Clone, Copy)]
enum Retrieval {
    /// That this is a copy, and the day on which its text was taken, if that is known.
    Copy(Option<Date>),
    /// The day on which the reader had the ministry’s own page.
    Read,
}

impl Retrieval {
    fn of(context: Context<'_>) -> Self {
        if context.publication.official { Self::Read } else { Self::Copy(context.addresses.retrieved()) }
    }
}

/// What a citation names.
struct Cited {
    title: String,
    url: String,
    is_unreviewed: bool,
    retrieval: Retrieval,
}

impl Cited {
    fn in_view<'c>(&self, view: &View<'c>, source: &View<'c>, style: Style) -> Citation<'c> {
        let page = view.locale();
        let (words, is_own) = self.words(view, style);
        let (words, spoken) = if is_own { (words, view) } else { (self.words(source, style).0, source) };
        let locale = (!is_own).then(|| source.locale());
        let PlainCitation { page: text, with_day, of_paragraph } = words;
        let (text, zero) = (shown(&text, &self.url, spoken.locale().direction), spoken.number(0));
        Citation { text, with_day, of_paragraph: Some(of_paragraph), zero, locale, page }
    }

    /// The words of a citation, and whether all of them are in the language of the view.
    fn words(&self, view: &View<'_>, style: Style) -> (PlainCitation, bool) {
        let mut writer = CitationWriter { view, is_own: true };
        let work = writer.work(&self.title, self.is_unreviewed);
        let paragraph = writer.paragraph(&work);
        let [page, paragraph] = [work, paragraph].map(|work| writer.at(&work, &self.url, style));
        let words = match self.retrieval {
            Retrieval::Copy(day) => {
                let [page, of_paragraph] = [page, paragraph].map(|citation| writer.of_copy(&citation, day));
                PlainCitation { page, with_day: None, of_paragraph }
            }
            Retrieval::Read => {
                let [with_day, of_paragraph] = [&page, &paragraph].map(|citation| writer.read(citation));
                PlainCitation { page, with_day: Some(with_day), of_paragraph }
            }
        };
        (words, writer.is_own)
    }
}

/// A citation as plain text.
struct PlainCitation {
    page: String,
    with_day: Option<String>,
    of_paragraph: String,
}

/// Writes the parts of a citation in the language of a view.
struct CitationWriter<'v, 'c> {
    view: &'v View<'c>,
    /// Whether the language had all words that were asked for.
    is_own: bool,
}

impl CitationWriter<'_, '_> {
    fn work(&mut self, title: &str, is_unreviewed: bool) -> String {
        let work = match is_unreviewed {
            false => self.view.text("share-citation-work"),
            true => self.view.part("share-citation-work", "unreviewed"),
        };
        self.written(&work.arg("title", title))
    }

    fn paragraph(&mut self, work: &str) -> String {
        let paragraph = self.view.part("share-citation-work", "paragraph");
        self.written(&paragraph.arg("work", work).arg("number", NUMBER))
    }

    fn at(&mut self, work: &str, url: &str, style: Style) -> String {
        let text = match style {
            Style::Plain => self.view.text("share-citation-text"),
            Style::UnitedNations => self.view.part("share-citation-text", "un"),
        };
        self.written(&text.arg("work", work).arg("url", url))
    }

    fn of_copy(&mut self, citation: &str, day: Option<Date>) -> String {
        let copy = match day {
            Some(day) => self.view.text("share-citation-copy").day("date", day),
            None => self.view.part("share-citation-copy", "undated"),
        };
        self.written(&copy.arg("citation", citation))
    }

    fn read(&mut self, citation: &str) -> String {
        let read = self.view.text("share-citation-read");
        self.written(&read.arg("citation", citation).arg("day", DAY))
    }

    fn written(&mut self, text: &Text<'_, '_>) -> String {
        self.is_own &= text.fallback_locale().is_none();
        without_isolates(&text.plain())
    }
}

/// A citation as HTML, whose address can be broken after each slash, and stands from left to right: where a line of words
/// from right to left ended behind a slash, the slash would go to its other end.
fn shown(citation: &str, url: &str, direction: Direction) -> Html {
    let Html(address) = breakable(url);
    let address = match direction {
        Direction::Ltr => address,
        Direction::Rtl => format!("<bdi dir=\"ltr\">{address}</bdi>"),
    };
    Html(escaped(citation).replace(&escaped(url), &address))
}

/// Asks the view for every wording that there can be, so that it knows what the source lacks.
pub(super) fn ask_for_all(view: &View<'_>) {
    for is_unreviewed in [false, true] {
        for retrieval in [Retrieval::Copy(None), Retrieval::Copy(Some(Date::ZERO)), Retrieval::Read] {
            let cited = Cited { title: String::new(), url: String::new(), is_unreviewed, retrieval };
            for style in Style::ALL {
                cited.words(view, style);
            }
        }
    }
}
