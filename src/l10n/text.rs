//! One locale’s view of the catalog: from a message id to text that knows its own language.
//!
//! A value or an attribute comes from the first locale in the chain that has it; where that is not the locale of the page,
//! the text marks itself with `lang` and `dir` (WCAG 3.1.2). What the source lacks is remembered for the caller.

use std::borrow::Borrow;
use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::ops::Range;

use askama::filters::HtmlSafe;
use fluent::resolver::ResolverError;
use fluent::resolver::errors::ReferenceKind;
use fluent::{FluentArgs, FluentError};
use jiff::civil::{Date, Time};

use super::argument::Argument;
use super::asked::{Asked, PartName};
use super::catalog::Catalog;
use super::check::visible_length;
use super::html::{Html, around_name, attributes, language_of, written};
use super::isolates::needed_isolates;
use super::list_format;
use super::loaded::{LoadedLocale, LocaleKey};
use super::locale::Locale;
use super::marking::{self, Mark, Marking};
use super::markup;
use super::markup_html::{Element, Words, escape, to_html};
use super::near::most_alike;
use super::unanswered::{Unanswered, UnansweredReason};

/// Texts as readers see them.
static OFF: Marking = Marking::Off;

/// A catalog seen from one locale.
pub struct View<'c> {
    catalog: &'c Catalog,
    key: LocaleKey,
    asked: Option<&'c Asked>,
    marking: &'c Marking,
    unanswered: RefCell<Vec<Unanswered>>,
}

impl<'c> View<'c> {
    /// The view of a locale.
    pub fn new(catalog: &'c Catalog, key: LocaleKey) -> Self {
        Self { catalog, key, asked: None, marking: &OFF, unanswered: RefCell::default() }
    }

    /// The same view, which takes note of what it is asked for.
    pub fn noting(self, asked: Option<&'c Asked>) -> Self {
        Self { asked, ..self }
    }

    /// The same view, whose texts are marked.
    pub fn marking(self, marking: &'c Marking) -> Self {
        Self { marking, ..self }
    }

    /// The catalog.
    pub fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// The locale of the page.
    pub fn locale(&self) -> &'c Locale {
        self.catalog.locale(self.key)
    }

    /// Its key.
    pub fn key(&self) -> LocaleKey {
        self.key
    }

    /// A message’s value.
    pub fn text<'v>(&'v self, id: &'v str) -> Text<'v, 'c> {
        Text {
            view: self,
            id,
            attribute: None,
            arguments: Vec::new(),
            languages: Vec::new(),
            elements: Vec::new(),
            links: Vec::new(),
            words: None,
            resolved: OnceCell::new(),
        }
    }

    /// An attribute of a message.
    pub fn part<'v>(&'v self, id: &'v str, attribute: &'v str) -> Text<'v, 'c> {
        Text { attribute: Some(attribute), ..self.text(id) }
    }

    /// A whole number in the digits of the language.
    pub fn number(&self, number: usize) -> String {
        self.locale().number_format.written(i64::try_from(number).unwrap_or(i64::MAX), 0)
    }

    /// A day, written out.
    pub fn day(&self, day: impl Borrow<Date>) -> String {
        self.locale().date_formats.day(*day.borrow())
    }

    /// “A, B and C”.
    pub fn list(&self, items: &[String]) -> String {
        list_format::list(&self.locale().tag, items)
    }

    /// The same of ready HTML, such as links; the words between go by the plain items.
    pub fn list_shown(&self, items: &[String], shown: &[String]) -> String {
        list_format::list_shown(&self.locale().tag, items, shown)
    }

    /// What a template asked for and no locale could answer.
    pub fn unanswered(&self) -> Vec<Unanswered> {
        self.unanswered.borrow().clone()
    }

    fn remember(&self, part: PartName, reason: UnansweredReason) {
        let unanswered = Unanswered { part, reason };
        let mut remembered = self.unanswered.borrow_mut();
        if !remembered.contains(&unanswered) {
            remembered.push(unanswered);
        }
    }
}

/// A piece of text, yet to be written: as HTML by `Display`, or as plain text.
pub struct Text<'v, 'c> {
    view: &'v View<'c>,
    id: &'v str,
    attribute: Option<&'v str>,
    arguments: Vec<(&'v str, Argument)>,
    /// The languages whose names are filled in.
    languages: Vec<&'v Locale>,
    elements: Vec<Element<'v>>,
    /// The elements that the source has to have, once each.
    links: Vec<&'static str>,
    /// The words that get tags.
    words: Option<Words<'v>>,
    /// What it says, once it was asked for: its language and its text are mostly asked for one after the other.
    resolved: OnceCell<Option<(&'c LoadedLocale, String)>>,
}

impl<'v, 'c> Text<'v, 'c> {
    /// Fills a text into a variable.
    pub fn arg(self, name: &'v str, value: impl AsRef<str>) -> Self {
        self.argument(name, Argument::Text(value.as_ref().to_owned()))
    }

    /// Fills a whole number into a variable. Templates hand over references.
    pub fn count(self, name: &'v str, value: impl Borrow<usize>) -> Self {
        self.argument(name, Argument::Count(*value.borrow()))
    }

    /// Fills a day into a variable: 5 March 2026. Templates hand over references.
    pub fn day(self, name: &'v str, day: impl Borrow<Date>) -> Self {
        self.argument(name, Argument::Day(*day.borrow()))
    }

    /// Fills a time of day into a variable: 14:05. Templates hand over references.
    pub fn time(self, name: &'v str, time: impl Borrow<Time>) -> Self {
        self.argument(name, Argument::Time(*time.borrow()))
    }

    /// Fills the own name of a language into a variable. In the HTML of a sentence in another language it says which it is.
    pub fn endonym(self, name: &'v str, language: &'v Locale) -> Self {
        self.endonyms(name, [language])
    }

    /// Fills the own names of languages into a variable: A, B and C.
    pub fn endonyms(mut self, name: &'v str, languages: impl IntoIterator<Item = &'v Locale>) -> Self {
        let first = self.languages.len();
        self.languages.extend(languages);
        let places = first..self.languages.len();
        self.argument(name, Argument::Endonyms(places))
    }

    fn argument(mut self, name: &'v str, value: Argument) -> Self {
        self.arguments.push((name, value));
        self.resolved = OnceCell::new();
        self
    }

    /// Makes a named element a link. The source has it, and once; other elements may stand in it or not.
    pub fn link(mut self, name: &'static str, href: impl fmt::Display) -> Self {
        self.links.push(name);
        let open = format!("<a href=\"{}\">", escape(&href.to_string()));
        self.element(name, open, "</a>")
    }

    /// Makes a named element what the page wants it to be. Both pieces are HTML.
    pub fn element(self, name: &'static str, open: impl Into<String>, close: impl Into<String>) -> Self {
        let (open, close) = (open.into(), close.into());
        self.element_by_content(name, move |_| Some((open.clone(), close.clone())))
    }

    /// The same by what the element holds, without markup; with `None` only its content is shown.
    pub fn element_by_content(
        mut self,
        name: &'static str,
        tags: impl Fn(&str) -> Option<(String, String)> + 'v,
    ) -> Self {
        self.elements.push(Element { name, tags: Box::new(tags) });
        self
    }

    /// Puts tags around words that stand in no named element.
    pub fn words(self, words: impl Fn(&str) -> Option<(Range<usize>, (String, String))> + 'v) -> Self {
        Self { words: Some(Box::new(words)), ..self }
    }

    /// The locale that the text comes from, if it is not the page’s.
    pub fn fallback_locale(&self) -> Option<&'c Locale> {
        let (answering, _) = self.resolve()?;
        (answering.locale.id != self.view.locale().id).then_some(&answering.locale)
    }

    /// ` lang="…" dir="…"` for the element around the text if it comes from another locale, with the class of its script.
    pub fn language(&self) -> Html {
        self.attributes("")
    }

    /// The same for an element that has a class of its own.
    pub fn attributes(&self, class: &str) -> Html {
        attributes(class, self.fallback_locale(), self.view.locale())
    }

    /// The same for an element whose place follows the direction of the page, in a text of another language maybe: it has
    /// the language of the words and the direction of the page.
    pub fn placed(&self, class: &str, around: &Locale) -> Html {
        let page = self.view.locale();
        let own = self.fallback_locale().unwrap_or(page);
        let locale = Some(own).filter(|own| own.id != around.id);
        let is_turned = locale.is_some() || around.direction != page.direction;
        written(class, locale, around, is_turned.then_some(page.direction))
    }

    /// The HTML without a mark of its language, for an element that carries [`Self::language`].
    pub fn inner(&self) -> Html {
        let html = self.resolve().map(|(answering, text)| self.marked(answering, self.html(answering, text)));
        Html(html.unwrap_or_default())
    }

    /// The text without elements and isolation marks: for titles and attributes.
    pub fn plain(&self) -> String {
        self.resolve().map_or_else(String::new, |(_, text)| match self.view.marking {
            Marking::Off | Marking::Marks(_) => markup::to_plain(text),
            Marking::Keys => self.part().to_string(),
        })
    }

    /// How many characters readers see of it, as the check of `max-length` counts them.
    pub fn visible_length(&self) -> usize {
        self.resolve().map_or(0, |(_, text)| visible_length(&markup::without_isolates(text)))
    }

    /// What stands inside each element of a name, without markup.
    pub fn contents_of(&self, name: &str) -> Vec<String> {
        self.resolve().map_or_else(Vec::new, |(_, text)| markup::contents_of(text, name))
    }

    /// The first locale in the chain that has the message, and its text.
    fn resolve(&self) -> Option<(&'c LoadedLocale, &str)> {
        self.resolved.get_or_init(|| self.answered()).as_ref().map(|(answering, text)| (*answering, text.as_str()))
    }

    fn answered(&self) -> Option<(&'c LoadedLocale, String)> {
        let view = self.view;
        if let Some(asked) = view.asked {
            asked.note(self.id, self.attribute);
        }
        let mut why = UnansweredReason::NoMessage;
        for loaded in view.catalog.locales_with(view.key, self.id) {
            match self.format(loaded) {
                Ok(text) => {
                    self.check_variables(loaded);
                    return Some((loaded, text));
                }
                Err(reason) => why = reason,
            }
        }
        view.remember(self.part(), why);
        None
    }

    /// HTML of the text with the marks that are asked for.
    fn marked(&self, answering: &LoadedLocale, html: String) -> String {
        let View { catalog, key, marking, .. } = self.view;
        match marking {
            Marking::Off => html,
            Marking::Marks(places) => {
                let mark = Mark {
                    part: self.part(),
                    standing: catalog.standing(*key, self.id),
                    place: places.first([&self.view.locale().id, &answering.locale.id], self.id),
                    english: self.english(),
                };
                marking::marked(&html, &mark)
            }
            Marking::Keys => marking::name(&self.part()),
        }
    }

    /// The English with the same values, without elements; `None` in English.
    fn english(&self) -> Option<String> {
        let View { catalog, key, .. } = self.view;
        let source = catalog.source();
        let english = catalog.locales_with(source, self.id).next().filter(|_| *key != source)?;
        self.format(english).ok().map(|text| markup::to_plain(&text))
    }

    /// The text as HTML.
    fn html(&self, answering: &LoadedLocale, text: &str) -> String {
        self.check_elements(answering, text);
        let names: Vec<_> = self.languages.iter().map(|language| around_name(language, &answering.locale)).collect();
        to_html(text, &self.elements, &names, self.words.as_ref())
    }

    /// A variable that the page gives and the source does not use has been lost there.
    fn check_variables(&self, answering: &LoadedLocale) {
        if !self.is_source(answering) {
            return;
        }
        let part = self.part();
        if let Some((name, _)) = self.arguments.iter().find(|(name, _)| !answering.has_variable(&part, name)) {
            self.view.remember(part, UnansweredReason::MissingVariable((*name).to_owned()));
        }
    }

    /// An element of the source that the page does not offer would be shown as it is typed, and a link that is missing
    /// or stands there twice would lead nowhere, or twice to the same place.
    fn check_elements(&self, answering: &LoadedLocale, text: &str) {
        if !self.is_source(answering) {
            return;
        }
        let part = self.part();
        let offered = |name: &str| name == markup::SYMBOL || self.elements.iter().any(|element| element.name == name);
        let unknown = markup::named(text).find(|name| !offered(name));
        if let Some(name) = unknown {
            let lost = self.links.iter().copied().filter(|link| !answering.has_element(&part, link));
            let meant = most_alike(name, lost).map(str::to_owned);
            self.view.remember(part.clone(), UnansweredReason::UnknownElement { name: name.to_owned(), meant });
        }
        // One that is called otherwise is not missing, too.
        for name in self.links.iter().filter(|_| unknown.is_none()) {
            if !answering.has_element(&part, name) {
                self.view.remember(part.clone(), UnansweredReason::MissingLink((*name).to_owned()));
            } else if markup::contents_of(text, name).len() > 1 {
                self.view.remember(part.clone(), UnansweredReason::RepeatedLink((*name).to_owned()));
            }
        }
    }

    fn is_source(&self, answering: &LoadedLocale) -> bool {
        answering.locale.id == self.view.catalog.locale(self.view.catalog.source()).id
    }

    fn part(&self) -> PartName {
        PartName { id: self.id.to_owned(), attribute: self.attribute.map(str::to_owned) }
    }

    fn format(&self, loaded: &LoadedLocale) -> Result<String, UnansweredReason> {
        let message = loaded.bundle.get_message(self.id).ok_or(UnansweredReason::NoMessage)?;
        let pattern = match self.attribute {
            None => message.value(),
            Some(name) => message.get_attribute(name).map(|a| a.value()),
        };
        let mut errors = Vec::new();
        let pattern = pattern.ok_or(match self.attribute {
            None => UnansweredReason::NoText,
            Some(_) => UnansweredReason::NoAttribute,
        })?;
        let argument =
            |(name, value): &(&'v str, Argument)| (*name, value.in_language(&loaded.locale, &self.languages));
        let args: FluentArgs<'_> = self.arguments.iter().map(argument).collect();
        let text = loaded.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            return Ok(needed_isolates(markup::on_one_line(text), loaded.locale.direction));
        }
        let unknown_variable = errors.into_iter().find_map(|error| match error {
            FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => Some(id),
            _ => None,
        });
        Err(unknown_variable.map_or(UnansweredReason::Unresolved, UnansweredReason::UnknownVariable))
    }
}

impl fmt::Display for Text<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((answering, text)) = self.resolve() else { return Ok(()) };
        let (html, page) = (self.html(answering, text), self.view.locale());
        let html = match answering.locale.id == page.id {
            true => html,
            false => format!("<span{}>{html}</span>", language_of(&answering.locale, page)),
        };
        f.write_str(&self.marked(answering, html))
    }
}

impl HtmlSafe for Text<'_, '_> {}

#[cfg(test)]
mod tests;
