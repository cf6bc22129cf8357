//! Characters of a text that were read in the wrong encoding and saved so. Knows no file and no language.

use encoding_rs::WINDOWS_1252;

use super::code_pages::{self, Found, Misread, may_follow};

/// So many characters make the file wrong: one may be meant, or is told where it stands.
pub(super) const ENOUGH: usize = 2;
/// Finds the characters of a text that have been read in the wrong encoding; none unless there are enough.
pub(in crate::l10n) fn misread(text: &str) -> Found {
    let (latin, found) = (misread_latin(text), code_pages::find(text));
    if latin.len() > found.characters.len() { Found { characters: latin, is_whole: true } } else { found }
}

/// The same of texts that may have few of them, in the encodings of the west of Europe.
fn misread_latin(text: &str) -> Vec<Misread> {
    let mut found = Vec::new();
    let mut from = 0;
    // All that such a character begins with, U+00C2 to U+00F4, has this byte first.
    while let Some(at) = text.as_bytes()[from..].iter().position(|byte| *byte == 0xc3).map(|at| from + at) {
        from = at + 2;
        if let Some((length, meant)) = text.get(at..).and_then(misread_at) {
            found.push((at..at + length, meant));
            from = at + length;
        }
    }
    if found.len() < ENOUGH {
        found.clear();
    }
    found
}

/// The character that a text begins with if its bytes were read one by one: its length there, and what it was.
fn misread_at(text: &str) -> Option<(usize, char)> {
    let mut characters = text.chars();
    let first = u32::from(characters.next()?);
    let more = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = vec![u8::try_from(first).ok()?];
    let mut length = 2;
    let mut is_text = true;
    for c in characters.take(more) {
        bytes.push(byte(c)?);
        length += c.len_utf8();
        is_text &= may_follow(c);
    }
    // Letters are followed by quotation marks and spaces that do not break.
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next().filter(|_| !is_text)?;
    Some((length, meant))
}

/// The byte that was read as this character.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        byte @ 0x80..=0xbf => u8::try_from(byte).ok(),
        _ => {
            let mut text = [0; 4];
            let (bytes, _, is_none) = WINDOWS_1252.encode(c.encode_utf8(&mut text));
            bytes.first().copied().filter(|_| !is_none)
        }
    }
}
