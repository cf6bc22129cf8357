//! Characters as mails and addresses write them: `=C3=A9`, `%C3%A9`, `%20`. Readers would see them as they are typed. Knows
//! no language.

use super::sentence::{Sentence, Typed};
use super::visible::{code, is_visible};

/// Bytes of one character.
const MAX_BYTES: usize = 4;
/// How far before a place the word is looked at that it stands in. Bytes.
const MAX_ADDRESS: usize = 200;

/// The characters in a text that are written by their bytes: where, and what is said of them.
pub(super) fn encoded(text: &str) -> impl Iterator<Item = (&str, Sentence)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(at) = text.get(from..)?.find(['=', '%']).map(|at| from + at) {
            from = at + 1;
            if let Some((slice, meant)) = at_start(text, at) {
                from = at + slice.len();
                let (kind, characters) = typed(&meant);
                return Some((slice, Sentence::EncodedCharacter { written: slice.to_owned(), kind, characters }));
            }
        }
        None
    })
}

/// The bytes that are written at a place of a text, and the characters that they are.
fn at_start(text: &str, at: usize) -> Option<(&str, String)> {
    let sign = &text[at..=at];
    let each = (0..MAX_BYTES).map_while(|number| byte(text.get(at + 3 * number..)?.strip_prefix(sign)?));
    let bytes: Vec<u8> = each.collect();
    let first = *bytes.first()?;
    let near = text.floor_char_boundary(at.saturating_sub(MAX_ADDRESS));
    let before = text[near..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    if before.contains("://") || before.starts_with("www.") || before.contains('/') {
        return None;
    }
    // As many as make a character.
    let known = (1..=bytes.len()).find_map(|number| {
        let meant = std::str::from_utf8(&bytes[..number]).ok()?;
        Some((number, meant.to_owned()))
    });
    let slice = |number: usize| &text[at..at + 3 * number];
    if !first.is_ascii() {
        let digits = &text[at + 1..at + 3];
        return match known {
            Some((number, meant)) => Some((slice(number), meant)),
            // One byte of an older encoding; with digits alone it may be a number.
            None if sign == "=" && digits.contains(|c: char| c.is_ascii_uppercase()) => {
                Some((slice(1), char::from(first).to_string()))
            }
            None => None,
        };
    }
    // `=20` behind a word of some letters and `%20` between two are no numbers.
    let behind = &text[at + 3..];
    let is_word = |c: char| c.is_alphabetic();
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let is_encoded = match sign {
        "=" => matches!(first, b' ' | b'=' | b'\t') && letters > 1 && !behind.starts_with(|c: char| c.is_ascii_digit()),
        _ => letters > 0 && behind.starts_with(is_word) && (first.is_ascii_punctuation() || first == b' '),
    };
    is_encoded.then(|| (slice(1), char::from(first).to_string()))
}

/// The byte that two digits in capitals at the start of a text are.
fn byte(text: &str) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')))?;
    u8::from_str_radix(digits, 16).ok()
}

/// What somebody has to type for characters: of which kind they are, and how they are shown.
pub(super) fn typed(meant: &str) -> (Typed, String) {
    let kind = match meant {
        "" => Typed::Nothing,
        "\u{a0}" => Typed::NoBreakSpace,
        "\u{ad}" => Typed::SoftHyphen,
        " " => Typed::Space,
        "\n" | "\r" => Typed::LineEnd,
        "{" => Typed::OpeningBrace,
        "}" => Typed::ClosingBrace,
        _ if meant.chars().all(is_visible) => Typed::Visible,
        _ => return (Typed::Invisible, meant.chars().map(code).collect::<Vec<_>>().join(" ")),
    };
    (kind, meant.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn characters_by_their_bytes_are_typed_themselves() {
        for (text, slice, help) in [
            ("d=C3=A9j=C3=A0 vu", "=C3=A9", "type é itself"),
            ("d=E9j", "=E9", "type é itself"),
            ("vu=20", "=20", "type a space"),
            ("vu=20de", "=20", "type a space"),
            ("caf%C3%A9", "%C3%A9", "type é itself"),
            ("der%20Text", "%20", "type a space"),
            ("x%2Cy", "%2C", "type , itself"),
            ("=E2=80=99x", "=E2=80=99", "type ’ itself"),
        ] {
            let text = format!("a = {text}");
            let all = found("fr", "a = x", &[&text]);
            assert!(all.starts_with(&format!("error escape `{slice}` a")), "{text}: {all}");
            let told = told("fr", "a = x", &text);
            assert!(told.iter().any(|(_, told)| told == help), "{text}: {told:?}");
        }
        for (tag, text) in [
            ("tr", "yüzde %20 artış, %20’si ve %50 ile %C"),
            ("de", "x=20, n = 20, n=20, Wert=2025, 100%ig, 20%20"),
            ("de", "https://example.org/caf%C3%A9?x=C3=A9 www.example.org/a%20b"),
            ("de", "E=mc, A=B=C, %, 5 %"),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
    }
}
