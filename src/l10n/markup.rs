//! The elements in the text of a message, and the text without them.
//!
//! A translator may write `<em>`, `<strong>`, `<sup>`, `<br>` and the *named* elements that the
//! page offers for the message (`<contact-link>…</contact-link>`). Everything else, balanced or not, is
//! shown as the characters it is.

use std::borrow::Cow;

use foldhash::HashMap;
use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, Script};

use super::isolates::is_mark;

/// Stands for `<` in a value that was filled in, so that it never reads as an element.
pub(super) const LESS_THAN: char = '\u{e000}';
const PLAIN_ELEMENTS: [&str; 3] = ["em", "strong", "sup"];
/// Around the symbol of a document (`A/75/625`), in any text: it is written from left to right, is never translated and
/// stays together.
pub const SYMBOL: &str = "symbol";
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
    // The element that the rest begins with, if it is known.
    let mut next: Option<(Token<'_>, usize)> = None;
    std::iter::from_fn(move || {
        if next.is_none() {
            let mut signs = rest.match_indices('<').map(|(at, _)| at);
            let found = signs.find_map(|at| Some((at, element(&rest[at..])?)));
            let (plain, after) = rest.split_at(found.map_or(rest.len(), |(at, _)| at));
            (rest, next) = (after, found.map(|(_, element)| element));
            if !plain.is_empty() {
                return Some(Token::Text(plain));
            }
        }
        let (token, length) = next.take()?;
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
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
    let (name, after) = rest.split_at(rest.bytes().take_while(is_name).count());
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
pub(super) fn pairs(tokens: &[Token<'_>], known: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
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
pub(super) fn content(tokens: &[Token<'_>]) -> String {
    let plain = |token: &Token<'_>| match token {
        Token::Text(text) => as_read(text),
        Token::Break => " ".to_owned(),
        Token::Open(_) | Token::Close(_) => String::new(),
    };
    tokens.iter().map(plain).collect()
}

/// The text without elements and isolation marks, for titles, labels, addresses and the statement as plain text, which
/// are saved, copied and searched. A line break is a space. An unknown element that is balanced is taken out too; the
/// checks have reported it.
pub fn to_plain(text: &str) -> String {
    if !text.contains('<') {
        return as_read(text);
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
    as_read(&plain)
}

/// The text without isolation marks and those of names.
pub fn without_isolates(text: &str) -> String {
    if may_have_mark(text) { text.replace(is_mark, "") } else { text.to_owned() }
}

/// The same with each `<` that was filled in.
fn as_read(text: &str) -> String {
    if may_have_mark(text) { text.replace(is_mark, "").replace(LESS_THAN, "<") } else { text.to_owned() }
}

/// Whether a text has a byte that such a character begins with in UTF-8; most texts have none.
fn may_have_mark(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xe2 | 0xee))
}

#[cfg(test)]
mod tests;
