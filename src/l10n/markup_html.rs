//! From the text of a message to safe HTML: what its elements become is the page’s business.
//!
//! Fluent’s isolation marks become `<bdi>`, as Unicode’s “Bidirectional Algorithm” (UAX #9)
//! and the HTML standard recommend, around what may have another direction than the sentence (`isolates`).

use std::ops::Range;

use super::isolates::{DIRECTED_ISOLATES, ISOLATE, POP_ISOLATE, is_mark, place_of};
use super::markup::{LESS_THAN, SYMBOL, Token, content, is_plain_element, pairs, tokens};

/// What the element around the symbol of a document becomes.
pub const SYMBOL_TAGS: (&str, &str) = ("<bdi dir=\"ltr\" translate=\"no\">", "</bdi>");

/// From the content of an element, without markup, to the HTML that opens and closes it; `None` for neither.
pub type Tags<'a> = Box<dyn Fn(&str) -> Option<(String, String)> + 'a>;

/// What a named element becomes.
pub struct Element<'a> {
    /// Its name in messages.
    pub name: &'static str,
    /// Its tags in HTML.
    pub tags: Tags<'a>,
}

/// From characters outside of named elements to the first word among them that gets tags: where it stands, what opens it and
/// what closes it, as HTML; `None` if there is none. It is asked again behind that word.
pub type Words<'a> = Box<dyn Fn(&str) -> Option<(Range<usize>, (String, String))> + 'a>;

/// What is open in HTML that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// An element of the text.
    Element,
    /// A `<bdi>` that stands for an FSI.
    Bdi,
    /// An LRI or RLI, which stays a character.
    Directed,
    /// A name of the language at a place among those of the text.
    Name(usize),
}

/// The HTML that opens and closes the element around a name.
pub(super) type NameTags = (String, String);

/// Safe HTML for element content. Isolates are paired inside each element. `names` has the tags around names of each
/// language of the text. A word gets tags only where it stands in no named element, which may be a link already.
pub fn to_html(text: &str, elements: &[Element<'_>], names: &[NameTags], words: Option<&Words<'_>>) -> String {
    let (mut html, mut open) = (String::with_capacity(text.len() + 64), Vec::new());
    if !text.contains('<') {
        push_text(&mut html, text, &mut open, names, words);
        close_isolates(&mut html, &mut open, names);
        return html;
    }
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let named = |name: &str| elements.iter().find(|e| e.name == name);
    let pairs = pairs(&tokens, |name| is_plain_element(name) || name == SYMBOL || named(name).is_some());
    // What closes the named elements, by the index of their end.
    let mut closing: Vec<Option<String>> = vec![None; tokens.len()];
    let mut named_around = 0_usize;
    for (at, (token, pair)) in tokens.iter().zip(&pairs).enumerate() {
        match (token, pair) {
            (Token::Text(plain), _) => {
                push_text(&mut html, plain, &mut open, names, words.filter(|_| named_around == 0));
            }
            (Token::Break, _) => html.push_str("<br>"),
            (Token::Open(name), Some(end)) => {
                open.push(Open::Element);
                named_around += usize::from(!is_plain_element(name));
                match named(name) {
                    Some(element) => {
                        if let Some((opening, ending)) = (element.tags)(&content(&tokens[at + 1..*end])) {
                            html.push_str(&opening);
                            closing[*end] = Some(ending);
                        }
                    }
                    None if *name == SYMBOL => html.push_str(SYMBOL_TAGS.0),
                    None => html.extend(["<", name, ">"]),
                }
            }
            (Token::Close(name), Some(_)) => {
                close_isolates(&mut html, &mut open, names);
                open.pop();
                named_around -= usize::from(!is_plain_element(name));
                match named(name) {
                    Some(_) => html.push_str(closing[at].as_deref().unwrap_or_default()),
                    None if *name == SYMBOL => html.push_str(SYMBOL_TAGS.1),
                    None => html.extend(["</", name, ">"]),
                }
            }
            (Token::Open(name), None) => html.extend(["&lt;", name, "&gt;"]),
            (Token::Close(name), None) => html.extend(["&lt;/", name, "&gt;"]),
        }
    }
    close_isolates(&mut html, &mut open, names);
    html
}

/// Ends the isolates of the innermost element.
fn close_isolates(html: &mut String, open: &mut Vec<Open>, names: &[NameTags]) {
    while let Some(isolate) = open.pop_if(|open| *open != Open::Element) {
        push_end(html, isolate, names);
    }
}

fn push_end(html: &mut String, isolate: Open, names: &[NameTags]) {
    match isolate {
        Open::Name(place) => html.push_str(names.get(place).map_or("", |(_, ending)| ending)),
        Open::Bdi => html.push_str("</bdi>"),
        Open::Directed => html.push(POP_ISOLATE),
        Open::Element => {}
    }
}

/// Plain characters, with tags around the words that get some.
fn push_text(html: &mut String, mut text: &str, open: &mut Vec<Open>, names: &[NameTags], words: Option<&Words<'_>>) {
    let mut push = |html: &mut String, text: &str| {
        push_runs(html, text, stands_for_more, |html, c| push_content(html, c, open, names))
    };
    while let Some((at, (opening, closing))) = words.and_then(|words| words(text)) {
        push(html, &text[..at.start]);
        html.push_str(&opening);
        push(html, &text[at.clone()]);
        html.push_str(&closing);
        text = &text[at.end..];
    }
    push(html, text);
}

/// A text of which some characters are written otherwise, by `push`; what stands between them is copied as it is.
fn push_runs(
    html: &mut String,
    mut text: &str,
    is_written_otherwise: impl Fn(char) -> bool,
    mut push: impl FnMut(&mut String, char),
) {
    while let Some((at, c)) = text.char_indices().find(|(_, c)| is_written_otherwise(*c)) {
        html.push_str(&text[..at]);
        push(html, c);
        text = &text[at + c.len_utf8()..];
    }
    html.push_str(text);
}

/// Whether a character of a text stands for something else than itself in HTML.
fn stands_for_more(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | LESS_THAN) || is_mark(c)
}

fn push_content(html: &mut String, c: char, open: &mut Vec<Open>, names: &[NameTags]) {
    match c {
        LESS_THAN => html.push_str("&lt;"),
        ISOLATE => {
            open.push(Open::Bdi);
            html.push_str("<bdi>");
        }
        POP_ISOLATE => {
            // One that ends nothing is left out.
            if let Some(isolate) = open.pop_if(|open| *open != Open::Element) {
                push_end(html, isolate, names);
            }
        }
        c if let Some(place) = place_of(c) => {
            open.push(Open::Name(place));
            html.push_str(names.get(place).map_or("", |(opening, _)| opening));
        }
        c if DIRECTED_ISOLATES.contains(&c) => {
            open.push(Open::Directed);
            html.push(c);
        }
        c => push_escaped(html, c),
    }
}

/// A text as the value of an attribute in double quotes, or as the content of an element.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_runs(&mut html, text, |c| matches!(c, '&' | '<' | '>' | '"'), push_escaped);
    html
}

fn push_escaped(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}

#[cfg(test)]
mod tests;
