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
mod tests;
