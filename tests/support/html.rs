//! A page as its reader finds it: elements by selector, their text and attributes.

use communique::site::Document;
use scraper::{ElementRef, Html, Selector};

/// A document that was rendered, parsed.
pub fn parsed(document: &Document) -> Html {
    Html::parse_document(std::str::from_utf8(document.text()).unwrap())
}

/// The elements that a selector finds.
pub fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

/// The one element that a selector finds.
pub fn one<'h>(html: &'h Html, selector: &str) -> ElementRef<'h> {
    match all(html, selector)[..] {
        [element] => element,
        ref found => panic!("{} elements match {selector}", found.len()),
    }
}

/// An attribute, empty if it is not there.
pub fn attribute<'h>(element: &ElementRef<'h>, name: &str) -> &'h str {
    element.value().attr(name).unwrap_or("")
}

/// The text of an element, white space folded.
pub fn text(element: &ElementRef<'_>) -> String {
    raw_text(element).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of an element as it stands there, which is also the value of a `textarea`.
pub fn raw_text(element: &ElementRef<'_>) -> String {
    element.text().collect()
}
