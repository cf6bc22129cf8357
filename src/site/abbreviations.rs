//! The abbreviations in the statement: each is explained where it first stands in text of its language, and listed below the
//! statement. Every message of their file is one, and its `.name` is what it stands for. Knows no page.
//!
//! They have a file of their own because they are ours and not the ministry’s: they are no passages, count for no notice
//! and no approval, and do not change the day on which the statement was changed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::l10n::html::{Html, attributes};
use crate::l10n::locale::SOURCE;
use crate::l10n::words::first_word;
use crate::l10n::{Catalog, Locale, LocaleKey, Text, View};

use super::escape::escaped;

/// The file of the abbreviations, in each locale’s folder.
pub const FILE: &str = "abbreviations.ftl";
/// The attribute with what an abbreviation stands for.
const NAME: &str = "name";

/// An abbreviation as a language writes it.
struct Abbreviation<'c> {
    /// The id of its message.
    id: &'c str,
    /// Its letters.
    letters: String,
    /// What it stands for, where that is in the language, too.
    name: Option<String>,
}

/// An abbreviation that is explained.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Explained<'c> {
    id: &'c str,
    /// The language of the text that it stands in.
    language: LocaleKey,
}

/// The abbreviations that are explained on a page.
pub struct Abbreviations<'c> {
    catalog: &'c Catalog,
    /// The language of the page.
    page: LocaleKey,
    /// Those of the languages in which passages are shown.
    by_language: RefCell<HashMap<LocaleKey, Rc<[Abbreviation<'c>]>>>,
    /// In the order of the text.
    explained: RefCell<Vec<Explained<'c>>>,
}

/// What the list below the statement says of an abbreviation.
pub struct AbbreviationEntry {
    /// Its anchor.
    pub anchor: String,
    /// The anchor of its place in the text.
    pub place: String,
    /// Its language where that is not the one of the page.
    pub language: Html,
    /// Its letters.
    pub letters: Html,
    /// What it stands for.
    pub name: Html,
}

impl AbbreviationEntry {
    /// Whether it is in another language than the page.
    pub fn is_foreign(&self) -> bool {
        !self.language.0.is_empty()
    }
}

impl<'c> Abbreviations<'c> {
    /// Those of a page in a language: none is explained yet.
    pub fn new(catalog: &'c Catalog, page: LocaleKey) -> Self {
        Self { catalog, page, by_language: RefCell::default(), explained: RefCell::default() }
    }

    /// Makes a text link each abbreviation that it has first to its explanation. `locale` is the language of the text. Texts
    /// are handed over in the order of the page.
    pub fn explain<'v>(&'v self, text: Text<'v, 'c>, locale: &Locale) -> Text<'v, 'c> {
        let Some(language) = self.catalog.by_tag(&locale.id) else { return text };
        let all = {
            let mut by_language = self.by_language.borrow_mut();
            Rc::clone(by_language.entry(language).or_insert_with(|| of_language(self.catalog, language).into()))
        };
        text.words(move |plain| self.explain_first(plain, language, &all))
    }

    /// The first abbreviation in plain characters that is not explained yet, and its link.
    fn explain_first(
        &self,
        plain: &str,
        language: LocaleKey,
        all: &[Abbreviation<'c>],
    ) -> Option<(Range<usize>, (String, String))> {
        let mut explained = self.explained.borrow_mut();
        let is_new = |found: &&Abbreviation<'c>| !explained.contains(&Explained { id: found.id, language });
        let new: Vec<&Abbreviation<'c>> = all.iter().filter(is_new).collect();
        let (number, at) = first_word(plain, new.iter().map(|found| found.letters.as_str()))?;
        let Abbreviation { id, name, .. } = new[number];
        let found = Explained { id, language };
        explained.push(found);
        let (anchor, place) = self.anchors(found);
        let title = name.as_ref().map_or_else(String::new, |name| format!(" title=\"{}\"", escaped(name)));
        Some((at, (format!("<a id=\"{place}\" href=\"#{anchor}\" role=\"doc-glossref\"{title}>"), "</a>".to_owned())))
    }

    /// The anchors of an explanation and of its place in the text. One in another language than the page has the tag in it: the
    /// same abbreviation may be explained in both.
    fn anchors(&self, explained: Explained<'c>) -> (String, String) {
        let Explained { id, language } = explained;
        let anchor = match language == self.page {
            true => id.to_owned(),
            false => format!("{id}-{}", self.catalog.locale(language).id),
        };
        let place = format!("{anchor}-mark");
        (anchor, place)
    }

    /// What the list says, once the whole text has been written. `view_of` gives the view of a language.
    pub fn entries(&self, view_of: impl Fn(LocaleKey) -> View<'c>) -> Vec<AbbreviationEntry> {
        let page = self.catalog.locale(self.page);
        let entry = |explained: &Explained<'c>| {
            let Explained { id, language } = *explained;
            let (anchor, place) = self.anchors(*explained);
            let view = view_of(language);
            let locale = Some(view.locale()).filter(|_| language != self.page);
            let (letters, name) = (view.text(id), view.part(id, NAME));
            AbbreviationEntry {
                anchor,
                place,
                language: attributes("", locale, page),
                letters: letters.inner(),
                name: Html(name.to_string()),
            }
        };
        self.explained.borrow().iter().map(entry).collect()
    }

    /// Whether an abbreviation is explained in the language of the page.
    fn is_explained(&self, id: &str) -> bool {
        self.explained.borrow().iter().any(|explained| explained.id == id && explained.language == self.page)
    }
}

/// The abbreviations that text of a language can have: those that it has a name for. Where the name stands in place of the
/// abbreviation, the statement writes it out in that language. English ones are no abbreviations of another language.
fn of_language(catalog: &Catalog, key: LocaleKey) -> Vec<Abbreviation<'_>> {
    let view = View::new(catalog, key);
    let abbreviation = |id| {
        let (text, name) = (view.text(id), view.part(id, NAME));
        let is_own = |text: &Text<'_, '_>| text.fallback_locale().is_none_or(|locale| locale.id != SOURCE);
        let letters = text.plain();
        let is_written_out = letters == name.plain();
        (is_own(&text) && !is_written_out).then(|| Abbreviation {
            id,
            letters,
            name: Some(name.plain()).filter(|_| is_own(&name)),
        })
    };
    catalog.messages_in(FILE).iter().map(String::as_str).filter_map(abbreviation).collect()
}

/// The abbreviations that a language has words for and that stand in none of the passages: ids with their letters. While one
/// of the passages is not in the language, nobody can say.
pub fn nowhere<'c>(catalog: &'c Catalog, passages: &[&str], key: LocaleKey) -> Vec<(&'c str, String)> {
    let (view, abbreviations) = (View::new(catalog, key), Abbreviations::new(catalog, key));
    let mut nowhere = of_language(catalog, key);
    nowhere.retain(|found| view.text(found.id).fallback_locale().is_none());
    for id in passages {
        let text = view.text(id);
        if text.fallback_locale().is_some() {
            return Vec::new();
        }
        if !nowhere.is_empty() {
            abbreviations.explain(text, view.locale()).inner();
            nowhere.retain(|found| !abbreviations.is_explained(found.id));
        }
    }
    nowhere.into_iter().map(|found| (found.id, found.letters)).collect()
}

/// Asks the source for every abbreviation, so that the view knows what one lacks.
pub fn ask_for_all(view: &View<'_>) {
    for id in view.catalog().messages_in(FILE) {
        view.text(id).inner();
        view.part(id, NAME).inner();
    }
}
