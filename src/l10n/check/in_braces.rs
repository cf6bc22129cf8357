//! What stands in braces and is no Fluent, where it can be said what it was meant to be: `{ $ service }`, `{ - ministry }`,
//! `{ -ministry(case: dative) }`, `{ count, plural, … }`. Knows no language.

use super::bare_names::bare_names;
use super::sentence::Sentence;
use super::spelling::{Given, Spelling};

/// Longer braces hold no name. Bytes.
const MAX_LENGTH: usize = 200;
/// What ends a name in the braces of other formats, and begins what is done with it.
const BEHIND_NAME: [char; 6] = ['.', ',', '|', ':', ';', ' '];
/// The choices of ICU’s format.
const CHOICES: [&str; 3] = ["plural", "select", "selectordinal"];

/// What is said of the braces in which the parser has stopped, and the slice of the text to show. `start` is where it began
/// to read.
pub(super) fn explain<'t>(
    text: &'t str,
    start: usize,
    at: usize,
    spelling: &Spelling<'_>,
    given: &Given<'_>,
) -> Option<(&'t str, Sentence)> {
    let Some(open) = open_brace(text.get(start..at)?).map(|open| start + open) else {
        return unopened(text, start, at, spelling, given);
    };
    let inside = &text[open + 1..];
    let length = inside.find(['{', '}', '｝', '\n'])?;
    let (inside, rest) = inside.split_at(length);
    if length > MAX_LENGTH {
        return None;
    }
    if rest.starts_with('{') {
        let mut parts = inside.split(',').map(str::trim);
        let (name, kind) = (parts.next()?, parts.next()?);
        let meant = spelling.meant(name, given).filter(|_| CHOICES.contains(&kind))?;
        let selector = meant.trim_matches(['{', '}', ' ']).to_owned();
        return Some((&text[open..open + 1 + length], Sentence::OtherChoice { selector }));
    }
    if !rest.starts_with(['}', '｝']) {
        return None;
    }
    // `todo` shows so what the English has gained.
    if inside.len() > 2 && inside.starts_with('+') && inside.ends_with('+') {
        let change = &text[open..=open + 1 + length];
        return Some((change, Sentence::CopiedGain { change: change.to_owned() }));
    }
    let meant = meant(inside, spelling, given)?;
    // Several braces, and a sign of another format before them.
    let outside = text[..open].trim_end_matches('{');
    let doubled = open - outside.len();
    let sign = outside.chars().next_back().filter(|c| matches!(c, '$' | '%' | '#' | '@' | '＄'));
    let from = outside.len() - sign.map_or(0, char::len_utf8);
    let mut end = open + 1 + length + rest.chars().next().map_or(0, char::len_utf8);
    end += text[end..].bytes().take(doubled).take_while(|byte| *byte == b'}').count();
    let slice = &text[from..end];
    (slice != meant && format!("{{{inside}}}") != meant)
        .then(|| (slice, Sentence::OtherPlaceholder { written: slice.to_owned(), meant }))
}

/// What is said of a brace that closes a name behind which no other stands: `-ministry }`.
fn unopened<'t>(
    text: &'t str,
    start: usize,
    at: usize,
    spelling: &Spelling<'_>,
    given: &Given<'_>,
) -> Option<(&'t str, Sentence)> {
    let line = start + text[start..at].rfind('\n').map_or(0, |end| end + 1);
    let before = text[line..at].trim_end_matches(' ');
    let name = bare_names(before).pop().filter(|name| before.ends_with(name.inside) && text[at..].starts_with('}'))?;
    let meant = spelling.meant_with_row(name.inside).or_else(|| spelling.meant(name.inside, given))?;
    let slice = &text[line + before.len() - name.inside.len()..=at];
    Some((slice, Sentence::OtherPlaceholder { written: slice.to_owned(), meant }))
}

/// What braces are to hold, with them.
fn meant(inside: &str, spelling: &Spelling<'_>, given: &Given<'_>) -> Option<String> {
    if let Some(meant) = spelling.meant_with_row(inside) {
        return Some(meant);
    }
    // A name in full width, or with something behind it that is done with it.
    let name = inside.trim_start();
    let signs = name.len() - name.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let end = name[signs..].find(BEHIND_NAME).map_or(name.len(), |length| signs + length);
    let is_call = name.contains(['(', '"']) && !name.trim_end().ends_with("()");
    let whole = spelling.meant(inside, given).filter(|_| !is_call);
    whole.or_else(|| spelling.meant(&name[..end], given).filter(|meant| !is_call && !meant.starts_with("{ -")))
}

/// Where the brace is that is open at the end of a text.
fn open_brace(text: &str) -> Option<usize> {
    let mut closed = 0_usize;
    text.bytes().enumerate().rev().find_map(|(at, byte)| match byte {
        b'}' => {
            closed += 1;
            None
        }
        b'{' if closed == 0 => Some(at),
        b'{' => {
            closed -= 1;
            None
        }
        _ => None,
    })
}
