//! From the text of a message to safe HTML.
//!
//! A translator may write `<em>`, `<strong>`, `<sup>`, `<br>` and the *named* elements that the
//! page offers for the message (`<contact-link>…</contact-link>`); what those become is the
//! page’s business. Everything else, balanced or not, is shown as the characters it is.
//! Fluent’s isolation marks become `<bdi>`, as Unicode’s “Bidirectional Algorithm” (UAX #9)
//! and the HTML standard recommend, around what may have another direction than the sentence (`isolates`).

use std::borrow::Cow;
use std::ops::Range;

use foldhash::HashMap;
use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, Script};

use super::isolates::{DIRECTED_ISOLATES, ISOLATE, POP_ISOLATE, is_mark, place_of};

/// Stands for `<` in a value that was filled in, so that it never reads as an element.
const LESS_THAN: char = '\u{e000}';
const PLAIN_ELEMENTS: [&str; 3] = ["em", "strong", "sup"];
/// Around the symbol of a document (`A/75/625`), in any text: it is written from left to right, is never translated and
/// stays together.
pub const SYMBOL: &str = "symbol";
/// What it becomes.
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

/// A value made safe to be filled in: it can be no element and no name that says its language, and directs no text outside
/// it (U+202A–202E, U+2066–2069 and U+E000–E0FF are taken out).
pub fn sanitize_argument(value: &str) -> String {
    value
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{e0ff}'))
        .map(|c| if c == '<' { LESS_THAN } else { c })
        .collect()
}

/// A text that stands on several lines of its file, on one: a line break is a space, or nothing between wide
/// characters other than Hangul, which have no spaces between words (CSS Text 4, “Segment Break Transformation Rules”).
pub fn on_one_line(text: Cow<'_, str>) -> String {
    if !text.contains('\n') {
        return text.into_owned();
    }
    let lines = text.split('\n').map(|line| line.trim_matches([' ', '\r'])).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(text.len()), |mut joined, line| {
        let is_without_space = joined.ends_with(is_wide) && line.starts_with(is_wide);
        if !joined.is_empty() && !is_without_space {
            joined.push(' ');
        }
        joined + line
    })
}

fn is_wide(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth)
        && CodePointMapData::<Script>::new().get(c) != Script::Hangul
}

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Plain characters.
    Text(&'a str),
    /// `<name>`.
    Open(&'a str),
    /// `</name>`.
    Close(&'a str),
    /// `<br>`.
    Break,
}

/// Cuts a text into elements and plain characters. What is not exactly an element is text.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_element = |at: &usize| element(&rest[*at..]).is_some();
        let plain = rest.match_indices('<').map(|(at, _)| at).find(is_element).unwrap_or(rest.len());
        if plain > 0 {
            let (text, after) = rest.split_at(plain);
            rest = after;
            return Some(Token::Text(text));
        }
        let (token, length) = element(rest)?;
        rest = &rest[length..];
        Some(token)
    })
}

/// The element at the start of a text, and its length in bytes.
fn element(text: &str) -> Option<(Token<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    let (rest, closing) = match inside.strip_prefix('/') {
        Some(rest) => (rest, true),
        None => (inside, false),
    };
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (name, after) = rest.split_at(rest.find(|c| !is_name(c))?);
    if !after.starts_with('>') || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let length = text.len() - after.len() + 1;
    match (name, closing) {
        ("br", false) => Some((Token::Break, length)),
        ("br", true) => None,
        (name, false) => Some((Token::Open(name), length)),
        (name, true) => Some((Token::Close(name), length)),
    }
}

/// Whether an element becomes itself: `<em>`, `<strong>`, `<sup>`.
pub fn is_plain_element(name: &str) -> bool {
    PLAIN_ELEMENTS.contains(&name)
}

/// The indices of the tokens that open and close something, in pairs.
fn pairs(tokens: &[Token<'_>], known: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    // How many of each name, so that what closes nothing is not looked for among all that is open.
    let mut names: HashMap<&str, usize> = HashMap::default();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(name) if known(name) => {
                open.push((at, name));
                *names.entry(name).or_default() += 1;
            }
            Token::Close(name) if names.get(name).is_some_and(|number| *number > 0) => {
                while let Some((start, opened)) = open.pop() {
                    names.entry(opened).and_modify(|number| *number -= 1);
                    if opened == *name {
                        pairs[start] = Some(at);
                        pairs[at] = Some(start);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}

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

/// The named elements of a text, in its order.
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter_map(|token| match token {
        Token::Open(name) | Token::Close(name) if !is_plain_element(name) => Some(name),
        _ => None,
    })
}

/// What stands inside each element of a name, without markup.
pub fn contents_of(text: &str, name: &str) -> Vec<String> {
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let pairs = pairs(&tokens, |known| known == name);
    let inside = tokens.iter().zip(pairs).enumerate().filter_map(|(at, (token, pair))| match (token, pair) {
        (Token::Open(_), Some(end)) => Some(content(&tokens[at + 1..end])),
        _ => None,
    });
    inside.collect()
}

/// Tokens without markup.
fn content(tokens: &[Token<'_>]) -> String {
    let plain = |token: &Token<'_>| match token {
        Token::Text(text) => without_isolates(text).replace(LESS_THAN, "<"),
        Token::Break => " ".to_owned(),
        Token::Open(_) | Token::Close(_) => String::new(),
    };
    tokens.iter().map(plain).collect()
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

/// The text without elements and isolation marks, for titles, labels, addresses and the statement as plain text, which
/// are saved, copied and searched. A line break is a space. An unknown element that is balanced is taken out too; the
/// checks have reported it.
pub fn to_plain(text: &str) -> String {
    if !text.contains('<') {
        return without_isolates(text).replace(LESS_THAN, "<");
    }
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let pairs = pairs(&tokens, |_| true);
    let mut plain = String::with_capacity(text.len());
    let mut is_after_break = false;
    for (token, pair) in tokens.iter().zip(&pairs) {
        match (token, pair) {
            (Token::Text(text), _) => {
                // A break is one space, whatever stands on either side of it.
                let text = if is_after_break { text.trim_start_matches(' ') } else { text };
                is_after_break &= text.is_empty();
                plain.push_str(text);
            }
            (Token::Break, _) => {
                plain.truncate(plain.trim_end_matches(' ').len());
                plain.push(' ');
                is_after_break = true;
            }
            (Token::Open(name), None) => plain.extend(["<", name, ">"]),
            (Token::Close(name), None) => plain.extend(["</", name, ">"]),
            (Token::Open(_) | Token::Close(_), Some(_)) => {}
        }
    }
    without_isolates(&plain).replace(LESS_THAN, "<")
}

/// The text without isolation marks and those of names.
pub fn without_isolates(text: &str) -> String {
    text.replace(is_mark, "")
}

#[cfg(test)]
mod tests;
