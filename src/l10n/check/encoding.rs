//! Files whose UTF-8 was read as an encoding of one byte for each character and saved so: `flÃ©au` for `fléau`. One
//! finding for each file; what holds such characters is not shown. Knows no language.

use std::ops::Range;

use fluent_syntax::ast::Entry;

use super::finding::{Finding, Problem, Reporter};
use super::index::ParsedFile;
use super::sentence::Sentence;
use crate::l10n::position::offset_in;

/// So many characters make the file wrong: one may be meant.
const ENOUGH: usize = 2;

/// What bytes of 0x80 to 0x9F are in windows-1252; those that are none there are controls, as in ISO 8859-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Where characters stand that have been read in the wrong encoding, each with the one that it was; none unless there
/// are enough in the file.
pub(super) fn misread(text: &str) -> Vec<(Range<usize>, char)> {
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

/// The byte, one that goes on with a character of UTF-8, that was read as this.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        byte @ 0x80..=0xbf => u8::try_from(byte).ok(),
        _ => WINDOWS_1252.iter().position(|known| *known == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// Whether a character stands behind letters in a text.
fn may_follow(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '‚'
            | '„'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '°'
            | '²'
            | '³'
            | '¹'
            | 'ª'
            | 'º'
            | '®'
            | '™'
            | '\u{ad}'
            | 'š'
            | 'œ'
            | 'ž'
            | 'Š'
            | 'Œ'
            | 'Ž'
            | 'Ÿ'
            | 'ƒ'
    )
}

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    if let Some((bytes, meant)) = misread(text).into_iter().next() {
        let shown = &text[bytes];
        let sentence = Sentence::WrongEncoding { shown: shown.to_owned(), meant };
        Reporter::new(parsed, findings).add(Problem::error("encoding", shown, None, sentence));
    }
}

/// The ids, terms with their dash, of the entries that hold such characters.
pub(super) fn ids(parsed: &ParsedFile<'_>) -> Vec<String> {
    let text = parsed.file.text.as_str();
    let found = misread(text);
    if found.is_empty() {
        return Vec::new();
    }
    let entry = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some((offset_in(text, message.id.name), Some(message.id.name.to_owned()))),
        Entry::Term(term) => Some((offset_in(text, term.id.name), Some(format!("-{}", term.id.name)))),
        Entry::Junk { content } => Some((offset_in(text, content), None)),
        Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
            comment.content.first().map(|line| (offset_in(text, line), None))
        }
    };
    let entries: Vec<(usize, Option<String>)> = parsed.resource.body.iter().filter_map(entry).collect();
    let (mut line, mut from) = (0, 0);
    let of = |(bytes, _): (Range<usize>, char)| {
        line = text[from..bytes.start].rfind('\n').map_or(line, |at| from + at + 1);
        from = bytes.start;
        if text[line..].starts_with('#') {
            return None;
        }
        let before = entries.partition_point(|(start, _)| *start <= bytes.start);
        entries[before.checked_sub(1)?].1.clone()
    };
    let mut ids: Vec<String> = found.into_iter().filter_map(of).collect();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::check::tests::{found, told};
    use crate::l10n::check::{Index, broken};
    use crate::l10n::file::LocaleFile;

    /// UTF-8 read as windows-1252, or as ISO 8859-1.
    fn misread_as(text: &str, is_windows: bool) -> String {
        let character = |byte: u8| match byte {
            0x80..=0x9f if is_windows => WINDOWS_1252[usize::from(byte) - 0x80],
            _ => char::from(byte),
        };
        text.bytes().map(character).collect()
    }

    #[test]
    fn a_file_that_was_read_in_the_wrong_encoding_is_one_finding() {
        for text in [
            "Le fléau n’est pas nouveau, déjà",
            "Fußnoten für alle",
            "Министерство",
            "وزارة الخارجية",
            "Azərbaycan ərazisində müəyyən",
            "Türkiye’nin şeyi",
            "打击恐怖主义",
            "😀 und 😀",
        ] {
            for is_windows in [true, false] {
                let german =
                    format!("a = {}\nb = y\nc = {}\n", misread_as(text, is_windows), misread_as(text, is_windows));
                let found = found("de", "a = x\nb = x\nc = x", &[&german]);
                assert!(found.starts_with("error encoding `") && !found.contains(','), "{text}: {found}");
            }
        }
        let french = "a = flÃ©au dÃ©jÃ";
        assert_eq!(found("fr", "a = x", &[french]), "error encoding `Ã©` ");
        assert_eq!(
            told("fr", "a = x", french)[0],
            (
                "the file was read in the wrong encoding and saved again: “Ã©” stands for “é”".to_owned(),
                "take the last good version of the file, and open it as UTF-8".to_owned()
            )
        );
    }

    #[test]
    fn letters_that_stand_beside_signs_are_no_such_characters() {
        for (tag, text) in [
            ("fr", "LIBERTÉ\u{a0}! OÙ\u{a0}? «\u{a0}la liberté\u{a0}»… «\u{a0}la liberté\u{a0}»…"),
            ("es", "«PASÓ» “PASÓ” “PASÓ” café”… café”— café”—"),
            ("pt", "“MANHÔ “MANHÔ «IRMû «IRMû é”…"),
            ("sv", "”Å” ”Å” Å–Å"),
            ("de", "flÃ©au"),
            ("de", "Ö«Ä»ß“ß“ß“"),
            ("vi", "cà phê… cà phê… tổ chức"),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
    }

    #[test]
    fn the_messages_that_hold_such_characters_are_not_shown() {
        let file = |text: &str| LocaleFile::new("fr/a.ftl", text.as_bytes());
        for (text, expected) in [
            ("a = flÃ©au\n-t = dÃ©jÃ©\nb = y\n# Ã©\nc = y\nd =\n    y\n    .b = Ã©", &["a", "-t", "d"][..]),
            ("a = flÃ©au", &[]),
        ] {
            let file = file(text);
            let parsed = [ParsedFile::new(&file)];
            assert_eq!(ids(&parsed[0]), expected, "{text}");
            let index = Index::new("fr".parse().unwrap_or_default(), &parsed);
            let broken = broken(&index, &[]);
            assert!(broken.len() == expected.len() && expected.iter().all(|id| broken.contains(*id)), "{broken:?}");
        }
    }
}
