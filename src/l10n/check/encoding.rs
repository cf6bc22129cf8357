//! Files whose UTF-8 was read as an encoding of one byte for each character and saved so: `flÃ©au` for `fléau`; and those
//! with lines in another encoding, of which characters are lost. One finding for each file, or for each text where only some
//! are so; what holds such characters is not shown. Knows no language.

use fluent_syntax::ast::{Entry, PatternElement};
use foldhash::HashSet;

use super::code_pages::Found;
use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, ParsedFile};
use super::lines::line_at;
use super::misread::ENOUGH;
use super::pattern::{Node, walk};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;
use crate::l10n::question_marks;

/// Lines that are named, those that follow each other as one.
const MAX_LINES: usize = 20;

/// Words of a file that have surely lost letters: one alone is told as that.
const ENOUGH_WORDS: usize = 2;

/// A line of which characters are lost.
struct LostLine<'t> {
    number: usize,
    /// From the first of them on.
    rest: &'t str,
    is_comment: bool,
    lost: usize,
}

/// The lines of which characters are lost, none unless there are enough in the file. A conflict is told as a whole.
fn lost_lines<'t>(parsed: &ParsedFile<'t>) -> Vec<LostLine<'t>> {
    let text = parsed.file.text.as_str();
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return Vec::new();
    }
    let lines = text.split('\n').zip(1..).filter_map(|(line, number)| {
        let rest = &line[line.find(char::REPLACEMENT_CHARACTER)?..];
        let is_told = parsed.conflicts().covers(offset_in(text, line));
        let lost = rest.matches(char::REPLACEMENT_CHARACTER).count();
        (!is_told).then(|| LostLine { number, rest, is_comment: line.starts_with('#'), lost })
    });
    let lines: Vec<LostLine<'_>> = lines.collect();
    if lines.iter().map(|line| line.lost).sum::<usize>() < ENOUGH { Vec::new() } else { lines }
}

/// The lines in which question marks stand for letters, none unless several words of the file have surely lost one. Where no
/// other letters are left than those of ASCII, no mark is one.
fn replaced_lines<'t>(parsed: &ParsedFile<'t>) -> Vec<LostLine<'t>> {
    let text = parsed.file.text.as_str();
    if !text.contains('?') {
        return Vec::new();
    }
    let (mut marks, mut words): (Vec<(usize, bool)>, HashSet<&str>) = (Vec::new(), HashSet::default());
    for (_, pattern) in Definition::all(&parsed.resource).flat_map(Definition::parts) {
        walk(pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            let texts = pattern.elements.iter().filter_map(|element| match element {
                PatternElement::TextElement { value } => Some(*value),
                PatternElement::Placeable { .. } => None,
            });
            for part in texts.filter(|text| text.contains('?')) {
                let start = offset_in(text, part);
                if parsed.conflicts().covers(start) {
                    continue;
                }
                for mark in question_marks::marks(part) {
                    marks.push((start + mark.at, mark.is_odd));
                    words.extend(mark.lost_in);
                }
            }
        });
    }
    if words.len() < ENOUGH_WORDS {
        return Vec::new();
    }
    let is_ascii = || !text.contains(|c: char| !c.is_ascii() && c.is_alphabetic());
    let are_all = !parsed.is_source() && is_ascii();
    marks.retain(|(_, is_odd)| *is_odd || are_all);
    marks.sort_unstable();
    let numbered = marks.iter().map(|(at, _)| (parsed.lines.position(text, *at).line, *at)).collect::<Vec<_>>();
    let line = |of_line: &[(usize, usize)]| {
        let (number, at) = of_line[0];
        LostLine { number, rest: line_at(text, at), is_comment: false, lost: of_line.len() }
    };
    numbered.chunk_by(|a, b| a.0 == b.0).map(line).collect()
}

/// Whether the characters that a file has lost are told together.
pub(super) fn is_lost_together(parsed: &ParsedFile<'_>) -> bool {
    !lost_lines(parsed).is_empty()
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
    tell_lost(
        parsed,
        lost_lines(parsed),
        |number, lines, count| Sentence::LostCharacters { number, lines, count },
        findings,
    );
    let replaced = |number, lines, count| Sentence::ReplacedLetters { number, lines, count };
    tell_lost(parsed, replaced_lines(parsed), replaced, findings);
}

fn tell_lost(
    parsed: &ParsedFile<'_>,
    lines: Vec<LostLine<'_>>,
    sentence: impl FnOnce(usize, String, usize) -> Sentence,
    findings: &mut Vec<Finding>,
) {
    let Some(first) = lines.iter().find(|line| !line.is_comment).or(lines.first()) else { return };
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    let number = lines.iter().map(|line| line.lost).sum();
    let sentence = sentence(number, named(&numbers), numbers.len());
    let slice = &first.rest[..first.rest.chars().next().map_or(0, char::len_utf8)];
    // A comment is not shown: what is wrong in it costs no message.
    Reporter::new(parsed, findings).add(match first.is_comment {
        true => Problem::warning(rule::ENCODING, slice, None, sentence),
        false => Problem::error(rule::ENCODING, slice, None, sentence),
    });
}

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let Found { characters, is_whole } = parsed.misread();
    if !is_whole {
        check_lost(parsed, findings);
    }
    let mut told: HashSet<Option<String>> = HashSet::default();
    let starts: Vec<usize> = characters.iter().map(|(bytes, _)| bytes.start).collect();
    for ((bytes, meant), entry) in characters.iter().zip(owners(parsed, &starts)) {
        let (slice, meant) = (&text[bytes.clone()], *meant);
        let shown = slice.to_owned();
        let mut reporter = Reporter::new(parsed, findings);
        if *is_whole {
            let sentence = Sentence::WrongEncoding { shown, meant };
            reporter.add(Problem::error(rule::ENCODING, slice, None, sentence));
            return;
        }
        let id = match entry {
            Owner::Entry(id) => Some(id),
            Owner::Junk => None,
            Owner::Comment => continue,
        };
        if told.insert(id.clone()) {
            let sentence = Sentence::WrongEncodingOfText { shown, meant };
            reporter.add(Problem::error(rule::ENCODING, slice, id.as_deref(), sentence));
        }
    }
}

/// Takes out what follows from lines of which characters are lost or misread: nobody typed what stands there.
pub(super) fn remove_consequences(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    for parsed in locale.files() {
        let text = parsed.file.text.as_str();
        let lost = [lost_lines(parsed), replaced_lines(parsed)];
        let mut lines: HashSet<usize> = lost.iter().flatten().map(|line| line.number).collect();
        lines
            .extend(parsed.misread().characters.iter().map(|(bytes, _)| parsed.lines.position(text, bytes.start).line));
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
    let mut found: Vec<usize> = parsed.misread().characters.iter().map(|(bytes, _)| bytes.start).collect();
    let lost = [lost_lines(parsed), replaced_lines(parsed)];
    found.extend(lost.iter().flatten().map(|line| offset_in(text, line.rest)));
    found.sort_unstable();
    let id = |owner| match owner {
        Owner::Entry(id) => Some(id),
        Owner::Junk | Owner::Comment => None,
    };
    let mut ids: Vec<String> = owners(parsed, &found).into_iter().filter_map(id).collect();
    ids.dedup();
    ids
}

/// What something in a file stands in.
enum Owner {
    /// A message or, with its dash, a term.
    Entry(String),
    Junk,
    Comment,
}

/// What stands at each of some places, in their order.
fn owners(parsed: &ParsedFile<'_>, places: &[usize]) -> Vec<Owner> {
    if places.is_empty() {
        return Vec::new();
    }
    let text = parsed.file.text.as_str();
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
    let of = |at: &usize| {
        line = text[from..*at].rfind('\n').map_or(line, |end| from + end + 1);
        from = *at;
        if text[line..].starts_with('#') {
            return Owner::Comment;
        }
        let before = entries.partition_point(|(start, _)| start <= at);
        let entry = before.checked_sub(1).and_then(|last| entries[last].1.clone());
        entry.map_or(Owner::Junk, Owner::Entry)
    };
    places.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::check::tests::{found, told};
    use crate::l10n::check::{Index, broken};
    use crate::l10n::file::LocaleFile;

    /// UTF-8 read as windows-1252, or as ISO 8859-1.
    fn misread_as(text: &str, is_windows: bool) -> String {
        match is_windows {
            true => encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
            false => text.bytes().map(char::from).collect(),
        }
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
        // One alone is told of its text.
        assert_eq!(found("fr", "a = x\nb = x", &["a = flÃ©au\nb = é"]), "error encoding `Ã©` a");
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
    fn letters_that_have_become_question_marks_are_one_finding_and_their_texts_are_not_shown() {
        let english = "a = x\nb = x\nc = x\nd = x?\n";
        for (tag, text, expected) in [
            ("fr", "a = Fran?ais\nb = l?Azerba?djan ?\nc = y\nd = Quoi ?", "a b d"),
            ("fr", "a = Fran?ais\nb = D?claration\nc = été\nd = Quoi?", "a b"),
            ("fr", "a = Fran?ais\nb = D?claration\nc = été ? voir\nd = publi? le", "a b c d"),
            ("az", "a = Az?rbaycan\nb = m?lumat\nc = ölkə\nd = ?lav?", "a b d"),
            ("ru", "a = ????? ? ??????????\nb = ??????\nc = ???\nd = 5?", "a b c d"),
            ("zh-Hans", "a = ??????\nb = ??????????\nc = 5\nd = 5?", "a b d"),
            ("fr", "a = y\n    .b = Fran?ais\nb = y\nc = y\r\nd = D?claration\r\n", "a d"),
            ("fr", "-t = Fran?ais\na = { $n ->\n    [one] d?j?\n   *[other] y\n }", "-t a"),
        ] {
            let all = found(tag, english, &[text]);
            assert!(all.starts_with("error encoding `?` ") && !all.contains(", "), "{text}: {all}");
            let file = LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes());
            assert_eq!(ids(&ParsedFile::new(&file)).join(" "), expected, "{text}");
        }
        let told = told("fr", english, "a = Fran?ais\nb =\n    d?j?\n    vu");
        assert_eq!(
            told[0],
            (
                "3 letters or signs have become question marks in the lines 1, 3: they were saved in an encoding that \
                 does not have them"
                    .to_owned(),
                "take these lines from the last good version of the file, or type them again, and save the file as UTF-8"
                    .to_owned()
            )
        );
        for (tag, text) in [
            ("fr", "a = Quoi\u{a0}? Ah\u{a0}?\nb = https://example.org/?a=b&c?d"),
            ("es", "a = ¿Qué?¿Quién?\nb = ¿Y?"),
            ("ja", "a = 何か?はい\nb = 試しますか?今すぐ"),
            ("de", "a = Warum?Weil\nb = Wer?Ich"),
        ] {
            assert_eq!(found(tag, english, &[text]), "", "{text}");
        }
    }

    #[test]
    fn letters_that_stand_beside_signs_are_no_such_characters() {
        for (tag, text) in [
            ("fr", "LIBERTÉ\u{a0}! OÙ\u{a0}? «\u{a0}la liberté\u{a0}»… «\u{a0}la liberté\u{a0}»…"),
            ("es", "«PASÓ» “PASÓ” “PASÓ” café”… café”— café”—"),
            ("pt", "“MANHÔ “MANHÔ «IRMû «IRMû é”…"),
            ("sv", "”Å” ”Å” Å–Å"),
            ("de", "Ö«Ä»ß“ß“ß“"),
            ("vi", "cà phê… cà phê… tổ chức"),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
    }

    #[test]
    fn a_text_in_letters_of_another_script_is_told_whatever_it_was_read_in() {
        let damaged = |text: &str, page: &'static encoding_rs::Encoding| {
            page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
        };
        let english = "a = x\nb = x\nc = x\nd = x\n";
        for (tag, page, texts) in [
            ("ru", encoding_rs::WINDOWS_1251, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
            ("ru", encoding_rs::KOI8_R, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
            ("ru", encoding_rs::IBM866, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
            ("ar", encoding_rs::WINDOWS_1256, ["الإرهاب ليس جديدا", "بيان", "وزارة الخارجية", "اتصل بنا"]),
            ("fa", encoding_rs::WINDOWS_1256, ["تروریسم پدیده‌ای نو نیست", "بیانیه", "وزارت امور خارجه", "تماس"]),
        ] {
            let file = |is_damaged: [bool; 4]| {
                let text = |(text, (name, is_damaged)): (&str, (char, bool))| {
                    format!("{name} = {}\n", if is_damaged { damaged(text, page) } else { text.to_owned() })
                };
                texts.into_iter().zip(('a'..='d').zip(is_damaged)).map(text).collect::<String>()
            };
            let all = file([true; 4]);
            let found_all = found(tag, english, &[&all]);
            assert!(found_all.starts_with("error encoding `") && found_all.ends_with("` "), "{tag}: {found_all}");
            assert!(!found_all.contains(", "), "{tag}: {found_all}");
            assert_eq!(found(tag, english, &[&file([false; 4])]), "", "{tag}");
            let one = found(tag, english, &[&file([true, false, false, false])]);
            assert!(one.starts_with("error encoding `") && one.ends_with("` a") && !one.contains(", "), "{tag}: {one}");
        }
        let russian = "a = Р‘РёС‡ СЏРІР»РµРЅРёРµ\nb = да, нет\n# РЇРІР»РµРЅРёРµ\n\nc = ну вот\n";
        assert_eq!(
            told("ru", english, russian)[0],
            (
                "the text was read in the wrong encoding: “Р‘” stands for “Б”".to_owned(),
                "type or paste it again, or take it from the last good version of the file".to_owned()
            )
        );
        assert_eq!(told("ru", english, russian).len(), 1, "what is in a comment is not shown");
        let chinese = "a = 打击。\nb = 打击恐怖主义。\nlanguage-name = 简体中文\n";
        let english = "a = X.\nb = X x.\nlanguage-name = English";
        let one = found("zh-Hans", english, &[&damaged(chinese, encoding_rs::WINDOWS_1252)]);
        assert!(one.starts_with("error encoding `") && !one.contains(", "), "what follows of it: {one}");
    }

    #[test]
    fn the_messages_that_hold_such_characters_are_not_shown() {
        let file = |text: &str| LocaleFile::new("fr/a.ftl", text.as_bytes());
        for (text, expected) in [
            ("a = flÃ©au\n-t = dÃ©jÃ©\nb = y\n# Ã©\nc = y\nd =\n    y\n    .b = Ã©", &["a", "-t", "d"][..]),
            ("a = flÃ©au", &["a"]),
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
