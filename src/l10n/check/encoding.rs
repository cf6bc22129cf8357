//! Files whose UTF-8 was read as an encoding of one byte for each character and saved so: `flÃ©au` for `fléau`; and those
//! with lines in another encoding, of which characters are lost. One finding for each file; what holds such characters is
//! not shown. Knows no language.

use std::ops::Range;

use fluent_syntax::ast::Entry;
use foldhash::HashSet;

use super::conflicts;
use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, ParsedFile};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// So many characters make the file wrong: one may be meant, or is told where it stands.
const ENOUGH: usize = 2;
/// Lines that are named, those that follow each other as one.
const MAX_LINES: usize = 20;

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

/// A line of which characters are lost.
struct LostLine<'t> {
    number: usize,
    /// From the first of them on.
    rest: &'t str,
    is_comment: bool,
    lost: usize,
}

/// The lines of which characters are lost, none unless there are enough in the file. A conflict is told as a whole.
fn lost_lines(text: &str) -> Vec<LostLine<'_>> {
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return Vec::new();
    }
    let conflicts = conflicts::regions(text);
    let lines = text.split('\n').zip(1..).filter_map(|(line, number)| {
        let rest = &line[line.find(char::REPLACEMENT_CHARACTER)?..];
        let is_told = conflicts::covers(&conflicts, offset_in(text, line));
        let lost = rest.matches(char::REPLACEMENT_CHARACTER).count();
        (!is_told).then(|| LostLine { number, rest, is_comment: line.starts_with('#'), lost })
    });
    let lines: Vec<LostLine<'_>> = lines.collect();
    if lines.iter().map(|line| line.lost).sum::<usize>() < ENOUGH { Vec::new() } else { lines }
}

/// Whether the characters that a file has lost are told together.
pub(super) fn is_lost_together(text: &str) -> bool {
    !lost_lines(text).is_empty()
}

/// The numbers of lines as they are told: 12, 14–17.
fn named(numbers: &[usize]) -> String {
    let runs: Vec<String> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| match run {
            [first, .., last] => format!("{first}–{last}"),
            run => run.iter().map(usize::to_string).collect(),
        })
        .collect();
    let more = if runs.len() > MAX_LINES { ", …" } else { "" };
    runs[..runs.len().min(MAX_LINES)].join(", ") + more
}

fn check_lost(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let lines = lost_lines(&parsed.file.text);
    let Some(first) = lines.iter().find(|line| !line.is_comment).or(lines.first()) else { return };
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    let number = lines.iter().map(|line| line.lost).sum();
    let sentence = Sentence::LostCharacters { number, lines: named(&numbers), count: numbers.len() };
    let slice = &first.rest[..char::REPLACEMENT_CHARACTER.len_utf8()];
    // A comment is not shown: what is wrong in it costs no message.
    Reporter::new(parsed, findings).add(match first.is_comment {
        true => Problem::warning(rule::ENCODING, slice, None, sentence),
        false => Problem::error(rule::ENCODING, slice, None, sentence),
    });
}

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    check_lost(parsed, findings);
    let text = parsed.file.text.as_str();
    if let Some((bytes, meant)) = misread(text).into_iter().next() {
        let shown = &text[bytes];
        let sentence = Sentence::WrongEncoding { shown: shown.to_owned(), meant };
        Reporter::new(parsed, findings).add(Problem::error(rule::ENCODING, shown, None, sentence));
    }
}

/// Takes out what follows from lines of which characters are lost: nobody typed what stands there.
pub(super) fn settle(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    for parsed in locale.files() {
        let lines: HashSet<usize> = lost_lines(&parsed.file.text).iter().map(|line| line.number).collect();
        if lines.is_empty() {
            continue;
        }
        let ids: HashSet<String> = ids(parsed).into_iter().collect();
        findings.retain(|found| {
            let is_of_line = lines.contains(&found.position.line);
            let is_of_text = || found.id.as_ref().is_some_and(|id| ids.contains(id));
            found.path != parsed.file.path || found.rule == rule::ENCODING || !(is_of_line || is_of_text())
        });
    }
}

/// The ids, terms with their dash, of the entries that hold such characters.
pub(super) fn ids(parsed: &ParsedFile<'_>) -> Vec<String> {
    let text = parsed.file.text.as_str();
    let lost = lost_lines(text);
    let mut found: Vec<usize> = misread(text).into_iter().map(|(bytes, _)| bytes.start).collect();
    found.extend(lost.iter().map(|line| offset_in(text, line.rest)));
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_unstable();
    let entry = |entry: &Entry<&str>| match entry {
        Entry::Message(_) | Entry::Term(_) => {
            Definition::of(entry).map(|it| (offset_in(text, it.name()), Some(it.id().into_owned())))
        }
        Entry::Junk { content } => Some((offset_in(text, content), None)),
        Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
            comment.content.first().map(|line| (offset_in(text, line), None))
        }
    };
    let entries: Vec<(usize, Option<String>)> = parsed.resource.body.iter().filter_map(entry).collect();
    let (mut line, mut from) = (0, 0);
    let of = |at: usize| {
        line = text[from..at].rfind('\n').map_or(line, |end| from + end + 1);
        from = at;
        if text[line..].starts_with('#') {
            return None;
        }
        let before = entries.partition_point(|(start, _)| *start <= at);
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
    fn what_is_lost_of_a_file_is_one_finding_with_its_lines() {
        let english = "a = x\nb = x\nc = x\nd = x\n";
        let file = "a = d\u{fffd}j\u{fffd}\nb = \u{fffd}\nc = y\nd =\n    l\u{fffd}\n    m\u{fffd}me";
        assert_eq!(found("fr", english, &[file]), "error encoding `\u{fffd}` ");
        assert_eq!(
            told("fr", english, file)[0],
            (
                "5 characters are lost in the lines 1–2, 5–6, which are not in UTF-8 as the rest of the file"
                    .to_owned(),
                "type or paste these lines again and save the file as UTF-8, or take them from its last good version"
                    .to_owned()
            )
        );
        let line = told("fr", english, "a = d\u{fffd}j\u{fffd}")[0].0.clone();
        assert_eq!(line, "2 characters are lost in line 1, which is not in UTF-8 as the rest of the file");
        assert_eq!(found("fr", english, &["# \u{fffd}\u{fffd}\na = y"]), "warning encoding `\u{fffd}` ");
        assert_eq!(found("fr", english, &["# \u{fffd}\na = y\u{fffd}"]), "error encoding `\u{fffd}` ");
        let garbage = "a = <\u{fffd} &nbsp; \u{e000}\u{fffd} { $n }\nb = y";
        assert_eq!(found("fr", english, &[garbage]), "error encoding `\u{fffd}` ", "and what follows from it");
        assert_eq!(found("fr", english, &["a = y\u{fffd}"]), "error encoding `\u{fffd}` a");
        assert_eq!(named(&(0..100).map(|n| n * 2).collect::<Vec<_>>()).matches(", ").count(), MAX_LINES);
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
            (
                "a = d\u{fffd}j\u{fffd}\n-t = d\u{fffd}\nb = y\n# \u{fffd}\nc = y\nd =\n    y\n    .b = \u{fffd}",
                &["a", "-t", "d"],
            ),
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
