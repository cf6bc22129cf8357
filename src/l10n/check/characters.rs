//! Characters that do not belong in a text, by their properties in Unicode: lost, controls, invisible, or none at
//! all. Also as they are written by number in a literal. Knows no language.

use std::borrow::Cow;

use fluent_syntax::ast::Entry;
use fluent_syntax::unicode::unescape_unicode_to_string;
use icu_properties::props::{
    BidiControl, CanonicalCombiningClass, DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory,
    JoinControl, JoiningType, PrependedConcatenationMark, VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::encoding;
use super::finding::{Finding, Level, Problem, Reporter};
use super::index::{ParsedFile, junk_id};
use super::rule;
use super::sentence::Sentence;
use super::visible::{BLANK, code, is_visible};
use crate::l10n::definition::Definition;
use crate::l10n::language::{Direction, direction};
use crate::l10n::position::offset_in;

/// Words are separated by spaces that are not seen: Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Tai
/// Viet. Unicode names no property for them but its line breaking class.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// What is wrong with a character.
struct BadCharacter {
    level: Level,
    rule: &'static str,
    sentence: Sentence,
}

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let entries = entries(parsed);
    let conflicts = parsed.conflicts();
    let misread = &parsed.misread().characters;
    let is_lost_together = encoding::is_lost_together(parsed);
    let is_rtl = is_right_to_left(parsed);
    let mut reporter = Reporter::new(parsed, findings);
    for line in text.lines() {
        if line.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t') && byte != b'\\') {
            continue;
        }
        let start = offset_in(text, line);
        if conflicts.covers(start) {
            continue;
        }
        let is_comment = line.starts_with('#');
        let mut told = |slice: &str, fault: BadCharacter| {
            let BadCharacter { level, rule, sentence } = fault;
            let before = entries.partition_point(|(start, _)| *start <= offset_in(text, slice));
            let entry = before.checked_sub(1).and_then(|last| entries[last].1.as_deref());
            // A comment is not shown: what is wrong in it costs no message.
            reporter.add(match level {
                Level::Error if !is_comment => Problem::error(rule, slice, entry, sentence),
                _ => Problem::warning(rule, slice, entry.filter(|_| !is_comment), sentence),
            });
        };
        let isolated = if is_rtl { isolated(line) } else { Vec::new() };
        let mut before = None;
        let mut characters = line.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let after = characters.peek().map(|(_, c)| *c);
            // A backslash in a literal writes a character by its number.
            let (slice, shown) = match escape(&line[at..]) {
                Some((slice, shown)) if !is_comment => (slice, shown),
                _ => (&line[at..at + c.len_utf8()], c),
            };
            // What was read in the wrong encoding is told once.
            let is_misread = |at: usize| {
                let before = misread.partition_point(|(bytes, _)| bytes.start <= at);
                before.checked_sub(1).is_some_and(|last| misread[last].0.contains(&at))
            };
            if isolated.binary_search(&at).is_err()
                && !(is_lost_together && c == char::REPLACEMENT_CHARACTER)
                && !is_misread(start + at)
                && let Some(fault) = fault(shown, before, after)
            {
                told(slice, fault);
            }
            before = Some(c);
        }
    }
}

fn is_right_to_left(parsed: &ParsedFile<'_>) -> bool {
    let folder = parsed.file.folder_and_name().and_then(|(folder, _)| folder.parse().ok());
    folder.is_some_and(|tag| direction(&tag) == Direction::Rtl)
}

/// A character that is written by its number, `\u00a0` or `\U01F602`, at the start of a text.
fn escape(text: &str) -> Option<(&str, char)> {
    let length = if text.starts_with("\\u") {
        6
    } else if text.starts_with("\\U") {
        8
    } else {
        return None;
    };
    let slice = text.get(..length)?;
    let c = unescape_unicode_to_string(slice).chars().next()?;
    slice[2..].bytes().all(|byte| byte.is_ascii_hexdigit()).then_some((slice, c))
}

fn fault(c: char, before: Option<char>, after: Option<char>) -> Option<BadCharacter> {
    if c == '\t' || matches!(c, ' '..='~') {
        return None;
    }
    let error = |rule, sentence| Some(BadCharacter { level: Level::Error, rule, sentence });
    let warning = |rule, sentence| Some(BadCharacter { level: Level::Warning, rule, sentence });
    if c == char::REPLACEMENT_CHARACTER {
        return error(rule::ENCODING, Sentence::LostCharacter);
    }
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::Control => {
            return error(rule::CONTROL_CHARACTER, Sentence::ControlCharacter { code: code(c) });
        }
        GeneralCategory::PrivateUse | GeneralCategory::Unassigned | GeneralCategory::Surrogate => {
            return error("unknown-character", Sentence::UnknownCharacter { code: code(c) });
        }
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => {
            return warning(rule::INVISIBLE_CHARACTER, Sentence::LineSeparator { code: code(c) });
        }
        GeneralCategory::Format if CodePointSetData::new::<BidiControl>().contains(c) => {
            return warning(rule::DIRECTION_CONTROL, direction_control(c));
        }
        GeneralCategory::Format if CodePointSetData::new::<PrependedConcatenationMark>().contains(c) => return None,
        GeneralCategory::Format => {}
        // Letters and marks that are not seen: fillers, selectors of variants.
        GeneralCategory::OtherLetter | GeneralCategory::NonspacingMark
            if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) => {}
        _ if BLANK.contains(&c) => {}
        _ => return None,
    }
    if is_needed(c, before, after) {
        return None;
    }
    let sentence = match c {
        '\u{ad}' => Sentence::SoftHyphen,
        '\u{feff}' => Sentence::ByteOrderMark,
        _ => Sentence::InvisibleCharacter { code: code(c) },
    };
    warning(rule::INVISIBLE_CHARACTER, sentence)
}

/// A text to be shown to somebody who looks for what is wrong in it: characters that nobody sees and no script needs stand
/// there by their numbers. Spaces of all kinds stay.
pub(crate) fn spelled_out(text: &str) -> Cow<'_, str> {
    let is_seen = |c: char| c.is_ascii_graphic() || matches!(c, ' ' | '\n' | '\r' | '\t') || is_visible(c);
    if text.chars().all(is_seen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let (mut before, mut characters) = (None, text.chars().peekable());
    while let Some(c) = characters.next() {
        let is_line_end = matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        if is_seen(c) || c.is_whitespace() && !is_line_end || is_needed(c, before, characters.peek().copied()) {
            shown.push(c);
        } else {
            shown.push_str(&code(c));
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

fn direction_control(c: char) -> Sentence {
    match c {
        '\u{202a}'..='\u{202e}' => Sentence::ForcedDirection,
        '\u{2066}'..='\u{2069}' => Sentence::DirectionIsolate { code: code(c) },
        _ => Sentence::DirectionMark { code: code(c) },
    }
}

/// Whether a script writes a character that is not seen: joiners beside letters that join or stack, variants of
/// emoji and ideographs, spaces that are not seen between words of scripts without spaces.
fn is_needed(c: char, before: Option<char>, after: Option<char>) -> bool {
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    if CodePointSetData::new::<JoinControl>().contains(c) {
        return beside(joins);
    }
    if CodePointSetData::new::<VariationSelector>().contains(c) {
        return before.is_some_and(is_visible);
    }
    match c {
        ZERO_WIDTH_SPACE => beside(is_written_without_spaces),
        // The empty cell of Braille and the fillers of Hangul, beside letters of the same script.
        '\u{2800}' => beside(|c| matches!(c, '\u{2801}'..='\u{28ff}')),
        '\u{115f}' | '\u{1160}' => beside(|c| matches!(c, '\u{1100}'..='\u{11ff}')),
        _ => false,
    }
}

fn joins(c: char) -> bool {
    // Canonical combining class 9 is that of the signs that take a vowel away.
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) == CanonicalCombiningClass::Virama
        || CodePointSetData::new::<ExtendedPictographic>().contains(c)
        || matches!(
            CodePointMapData::<JoiningType>::new().get(c),
            JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::RightJoining
        )
}

fn is_written_without_spaces(c: char) -> bool {
    use icu_properties::props::{LineBreak, Script};
    CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext
        || CodePointMapData::<Script>::new().get(c) == Script::Tibetan
}

/// Where the marks of isolates stand that hold nothing but what is written from left to right: in a text of the
/// other direction that is what they are for.
fn isolated(line: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut open: Option<usize> = None;
    let mut is_left_to_right = false;
    for (at, c) in line.char_indices() {
        match c {
            '\u{2066}' | '\u{2068}' => (open, is_left_to_right) = (Some(at), false),
            '\u{2069}' => {
                if let Some(start) = open.take().filter(|_| is_left_to_right) {
                    marks.extend([start, at]);
                }
            }
            '\u{2067}' => open = None,
            c if c.is_ascii_alphabetic() => is_left_to_right = true,
            c if !c.is_ascii() && c.is_alphabetic() => open = None,
            _ => {}
        }
    }
    marks
}

/// Where the entries of a file start, in order, each with the id that a finding in it is about.
fn entries<'t>(parsed: &ParsedFile<'t>) -> Vec<(usize, Option<Cow<'t, str>>)> {
    let entry = |entry: &Entry<&'t str>| match entry {
        Entry::Junk { content } => Some((*content, junk_id(content).map(Cow::Borrowed))),
        _ => Definition::of(entry).map(|it| (it.name(), Some(it.id()))),
    };
    let entries = parsed.resource.body.iter().filter_map(entry);
    entries.map(|(slice, id)| (offset_in(&parsed.file.text, slice), id)).collect()
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn characters_that_readers_do_not_see_or_that_are_none_are_told() {
        for (c, rule) in [
            ("\u{fffd}", "error encoding"),
            ("\0", "error control-character"),
            ("\u{b}", "error control-character"),
            ("\u{c}", "error control-character"),
            ("\u{1b}", "error control-character"),
            ("\u{7f}", "error control-character"),
            ("\u{85}", "error control-character"),
            ("\u{9c}", "error control-character"),
            ("\u{61c}", "warning direction-control"),
            ("\u{200e}", "warning direction-control"),
            ("\u{200f}", "warning direction-control"),
            ("\u{202a}", "warning direction-control"),
            ("\u{202e}", "warning direction-control"),
            ("\u{2066}", "warning direction-control"),
            ("\u{2069}", "warning direction-control"),
            ("\u{ad}", "warning invisible-character"),
            ("\u{200b}", "warning invisible-character"),
            ("\u{200c}", "warning invisible-character"),
            ("\u{200d}", "warning invisible-character"),
            ("\u{2060}", "warning invisible-character"),
            ("\u{feff}", "warning invisible-character"),
            ("\u{180e}", "warning invisible-character"),
            ("\u{3164}", "warning invisible-character"),
            ("\u{e0041}", "warning invisible-character"),
            ("\u{fffc}", "warning invisible-character"),
            ("\u{2800}", "warning invisible-character"),
            ("\u{2028}", "warning invisible-character"),
            ("\u{e000}", "error unknown-character"),
            ("\u{f8ff}", "error unknown-character"),
            ("\u{378}", "error unknown-character"),
            ("\u{ffff}", "error unknown-character"),
        ] {
            assert_eq!(found("de", "a = x", &[&format!("a = x{c}y")]), format!("{rule} `{c}` a"), "{c:?}");
            let escaped = format!("\\U{:06X}", c.chars().map(u32::from).sum::<u32>());
            let literal = found("de", "a = x", &[&format!("a = x{{ \"{escaped}\" }}y")]);
            assert_eq!(literal, format!("{rule} `{escaped}` a"), "{c:?} by its number");
        }
        assert!(told("de", "a = x", "a = x\u{b}")[0].0.starts_with("U+000B "));
    }

    #[test]
    fn what_nobody_sees_is_shown_by_its_number() {
        for (text, shown) in [
            ("a\u{200f}b", "aU+200Fb"),
            ("\u{200b}", "U+200B"),
            ("x\u{2066}y\u{2069}\u{7}", "xU+2066yU+2069U+0007"),
            ("x\u{2028}y\u{ad}z", "xU+2028yU+00ADz"),
            ("« mot\u{a0}»\u{202f}!", "« mot\u{a0}»\u{202f}!"),
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("x\u{200c}y", "xU+200Cy"),
            ("a\r\n\tb", "a\r\n\tb"),
        ] {
            assert_eq!(super::spelled_out(text), shown, "{text:?}");
        }
    }

    #[test]
    fn characters_that_a_script_needs_are_left_alone() {
        for (tag, text) in [
            ("fa", "می\u{200c}شود"),
            ("fa", "کارمند\u{200c}ها"),
            ("hi", "क्\u{200d}ष"),
            ("bn", "র\u{200d}্য"),
            ("ml", "ന്\u{200d}"),
            ("km", "ភាសា\u{200b}ខ្មែរ"),
            ("th", "ภาษา\u{200b}ไทย"),
            ("de", "👩\u{200d}🚀"),
            ("de", "❤\u{fe0f}"),
            ("ar", "\u{600}123"),
            ("fr", "mot\u{a0}: mot\u{202f}!"),
            ("de", "x\ty"),
            ("he", "תקן \u{2066}ISO 9001\u{2069} כאן"),
            ("ja", "全角\u{3000}空白"),
            ("en", "\u{2811}\u{2800}\u{2817}"),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
        assert_eq!(found("de", "a = x", &["a = \u{2066}ISO\u{2069}"]).matches("direction-control").count(), 2);
        assert_eq!(found("he", "a = x", &["a = \u{2066}שלום\u{2069}"]).matches("direction-control").count(), 2);
    }
}
