//! Signs that no text begins or ends with, marks of other formats, and notes of whoever works on a text: readers would see
//! them. What the English has too is meant. Knows no language but where a word is one.

use fluent_syntax::ast::{Expression, Pattern, PatternElement};

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, Target, literal_text, parts, walk};
use super::rule;
use super::sentence::Sentence;
use super::unfinished::{self, WorkNote};
use crate::l10n::definition::{Definition, term_id};
use crate::l10n::markup::{Token, tokens};
use crate::l10n::question_marks::lost_letter;

/// Signs that stand at neither end of a text.
const NEITHER_END: [char; 7] = ['=', '|', '~', '^', '_', '`', '\\'];
/// Marks of lists and headings, at the start and with a space behind.
const LIST_MARKS: [&str; 5] = ["- ", "* ", "+ ", "• ", "# "];
/// Signs of which three in a row are no punctuation.
const IN_A_ROW: [char; 11] = ['=', '<', '>', '~', '^', '_', '*', '#', '|', '?', '-'];
/// A text that printers fill pages with.
const DUMMY: &str = "lorem ipsum";
/// Signs around words in other formats, and the element that says it here.
const AROUND: [(&str, &str); 4] = [("**", "strong"), ("__", "strong"), ("*", "em"), ("_", "em")];
/// What is found in one text and compared with its English.
const MAX_FOUND: usize = 20;

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let is_source = locale.tag == english.index.tag;
    let language = locale.tag.language.as_str();
    for located in locale.messages() {
        let id = located.message.id.name;
        for (attribute, pattern) in parts(located.message) {
            let target = Target { is_term: false, name: id, attribute };
            let mut reporter =
                Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
            let of_english = || {
                let pattern = english.pattern(target).filter(|_| !is_source).map(|(_, pattern)| pattern);
                pattern.map(literal_text).unwrap_or_default()
            };
            LeftOverSearch { pattern, of_english, language, is_source }.report(id, &mut reporter);
        }
    }
    for (parsed, term) in locale.terms() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), term_id(term.id.name));
        for (attribute, pattern) in Definition::Term(term).parts() {
            // Of an attribute, which is no text, nothing is asked.
            let of_english = || {
                let english = english.index.term(term.id.name).filter(|_| !is_source && attribute.is_empty());
                english.map(|english| literal_text(&english.value)).unwrap_or_default()
            };
            LeftOverSearch { pattern, of_english, language, is_source }.report(&id, &mut reporter);
        }
    }
}

/// What is found in a text.
struct LeftOver<'t> {
    slice: &'t str,
    /// Readers surely see something broken.
    is_error: bool,
    sentence: Sentence,
}

impl<'t> LeftOver<'t> {
    fn error(slice: &'t str, sentence: Sentence) -> Self {
        Self { slice, is_error: true, sentence }
    }

    /// A note of whoever works on the text.
    fn note(WorkNote { slice, is_sure }: WorkNote<'t>) -> Self {
        Self { slice, is_error: is_sure, sentence: Sentence::Unfinished { note: slice.to_owned() } }
    }

    /// Whether it is a note, or signs that may stand at the ends as well.
    fn is_also_at_ends(&self) -> bool {
        matches!(
            self.sentence,
            Sentence::OtherMarkup { .. } | Sentence::SignsInARow { .. } | Sentence::Unfinished { .. }
        )
    }
}

/// A text that is looked through.
struct LeftOverSearch<'c, 't, E> {
    pattern: &'c Pattern<&'t str>,
    /// Its English; empty for the source.
    of_english: E,
    language: &'c str,
    is_source: bool,
}

impl<'t, E: Fn() -> String> LeftOverSearch<'_, 't, E> {
    fn report(&self, id: &str, reporter: &mut Reporter<'_>) {
        let found = self.found();
        if found.is_empty() {
            return;
        }
        let of_english = (self.of_english)();
        let mut kinds: Vec<&str> = Vec::new();
        for LeftOver { slice, is_error, sentence } in found.into_iter().take(MAX_FOUND) {
            // The English may begin with the star of a footnote.
            if self.is_source && !is_error && matches!(sentence, Sentence::SignAtStart { .. }) {
                continue;
            }
            // A sign that stands for no word, or brackets as the English has them.
            if matches!(&sentence, Sentence::Unfinished { note } if is_meant(note, &of_english)) {
                continue;
            }
            let kind: &'static str = (&sentence).into();
            if of_english.contains(slice) || kinds.contains(&kind) {
                continue;
            }
            kinds.push(kind);
            reporter.add(match is_error {
                true => Problem::error(rule::LEFT_OVER, slice, id, sentence),
                false => Problem::warning(rule::LEFT_OVER, slice, id, sentence),
            });
        }
    }

    /// All that may be left over.
    fn found(&self) -> Vec<LeftOver<'t>> {
        let mut found: Vec<LeftOver<'_>> = Vec::new();
        let mut marks = [0; AROUND.len()];
        walk(self.pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            if let Some(note) = self.no_word(pattern).or_else(|| unfinished::whole(pattern, self.language)) {
                found.push(LeftOver::note(note));
                return;
            }
            let texts = pattern.elements.iter().filter_map(|element| match element {
                PatternElement::TextElement { value } => Some(*value),
                PatternElement::Placeable { .. } => None,
            });
            for token in texts.flat_map(tokens) {
                let Token::Text(text) = token else { continue };
                let characters = AsciiCharacters::of(text);
                for (number, (mark, _)) in marks.iter_mut().zip(AROUND) {
                    if mark.chars().all(|c| characters.has(c)) {
                        *number += text.matches(mark).count();
                    }
                }
                found.extend(inside(text, &characters, self.language));
            }
        });
        if !found.iter().any(LeftOver::is_also_at_ends) {
            found.extend(at_ends(self.pattern));
        }
        // Words are marked on both sides.
        let is_single = |mark: &str| AROUND.iter().zip(marks).any(|((known, _), number)| *known == mark && number < 2);
        found.retain(|it| !matches!(&it.sentence, Sentence::OtherMarkup { mark, .. } if is_single(mark)));
        found
    }

    /// The whole text, if it is no word and its English has some.
    fn no_word(&self, pattern: &Pattern<&'t str>) -> Option<WorkNote<'t>> {
        let no_word = std::ptr::eq(pattern, self.pattern).then(|| unfinished::no_word(pattern)).flatten()?;
        (words_of(&(self.of_english)()) >= no_word.least_words).then_some(no_word.note)
    }
}

/// Signs at the start and at the end of a text, of a choice those of its rows.
fn at_ends<'t>(pattern: &Pattern<&'t str>) -> Vec<LeftOver<'t>> {
    if let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] = &pattern.elements[..] {
        return variants.iter().flat_map(|variant| at_ends(&variant.value)).collect();
    }
    let mut found = Vec::new();
    if let Some(PatternElement::TextElement { value }) = pattern.elements.first() {
        let text = value.trim_start();
        let sign = text.chars().next().filter(|c| NEITHER_END.contains(c));
        let mark = LIST_MARKS.iter().find(|mark| text.starts_with(**mark)).map(|mark| mark.trim_end());
        if let Some(sign) = sign {
            let slice = &text[..sign.len_utf8()];
            found.push(LeftOver {
                slice,
                is_error: sign == '=',
                sentence: Sentence::SignAtStart { sign: sign.to_string() },
            });
        } else if let Some(mark) = mark {
            let slice = &text[..mark.len()];
            found.push(LeftOver { slice, is_error: false, sentence: Sentence::SignAtStart { sign: mark.to_owned() } });
        }
    }
    if let Some(PatternElement::TextElement { value }) = pattern.elements.last() {
        let text = value.trim_end();
        let sign = text.chars().next_back().filter(|c| NEITHER_END.contains(c) && *c != '\\');
        if let Some(sign) = sign {
            let slice = &text[text.len() - sign.len_utf8()..];
            found.push(LeftOver {
                slice,
                is_error: sign == '=',
                sentence: Sentence::SignAtEnd { sign: sign.to_string() },
            });
        }
    }
    found
}

/// The characters of ASCII that a text has. Most texts have few signs, and what they do not have is not looked for.
struct AsciiCharacters(u128);

impl AsciiCharacters {
    fn of(text: &str) -> Self {
        Self(text.bytes().filter(u8::is_ascii).fold(0, |set, byte| set | 1 << byte))
    }

    fn has(&self, c: char) -> bool {
        u8::try_from(c).is_ok_and(|byte| byte.is_ascii() && self.0 & 1 << byte != 0)
    }

    fn has_any(&self, characters: &[char]) -> bool {
        characters.iter().any(|c| self.has(*c))
    }
}

/// What stands somewhere in a text.
fn inside<'t>(text: &'t str, characters: &AsciiCharacters, language: &str) -> Vec<LeftOver<'t>> {
    let mut found: Vec<LeftOver<'t>> = Vec::new();
    if let Some(signs) = characters.has_any(&IN_A_ROW).then(|| in_a_row(text)).flatten() {
        found.push(LeftOver::error(signs, Sentence::SignsInARow { signs: signs.to_owned() }));
    } else if let Some((mark, slice, sentence)) = markup(text, characters) {
        found.push(LeftOver { slice, is_error: mark != "_", sentence });
    }
    found.extend(unfinished(text, characters, language));
    let comment = characters.has('#').then(|| comment_behind(text)).flatten();
    found.extend(comment.map(|slice| LeftOver::error(slice, Sentence::CommentBehind)));
    let is_dummy = DUMMY.chars().all(|c| characters.has_any(&[c, c.to_ascii_uppercase()]));
    if let Some(at) = is_dummy.then(|| text.to_ascii_lowercase().find(DUMMY)).flatten() {
        found.push(LeftOver::note(WorkNote { slice: &text[at..at + DUMMY.len()], is_sure: true }));
    }
    if let Some(slice) = characters.has('?').then(|| lost_letter(text)).flatten() {
        found.push(LeftOver::error(slice, Sentence::QuestionMarkInWord { word: slice.to_owned() }));
    }
    found
}

/// The first sign that stands three times in a row, with all of them.
fn in_a_row(text: &str) -> Option<&str> {
    let mut from = 0;
    for run in text.as_bytes().chunk_by(|a, b| a == b) {
        if run.len() > 2 && IN_A_ROW.contains(&char::from(run[0])) {
            return Some(&text[from..from + run.len()]);
        }
        from += run.len();
    }
    None
}

/// What Markdown or the like would make of a text: the mark, the slice, and what is said of it.
fn markup<'t>(text: &'t str, characters: &AsciiCharacters) -> Option<(&'static str, &'t str, Sentence)> {
    for (mark, element) in AROUND.into_iter().filter(|(mark, _)| mark.chars().all(|c| characters.has(c))) {
        let is_mark_alone = |text: &str| !text.starts_with(&mark[..1]);
        let opens = text.match_indices(mark).map(|(at, _)| at).find(|at| {
            let (before, behind) = (&text[..*at], &text[at + mark.len()..]);
            let is_before = !before.ends_with(|c: char| c.is_alphanumeric() || mark.starts_with(c));
            is_before && is_mark_alone(behind) && behind.starts_with(|c: char| c.is_alphanumeric())
        });
        let Some(at) = opens else { continue };
        let rest = &text[at + mark.len()..];
        let closes = rest.match_indices(mark).map(|(at, _)| at).find(|at| {
            let (before, behind) = (&rest[..*at], &rest[at + mark.len()..]);
            before.ends_with(|c: char| !c.is_whitespace()) && !behind.starts_with(char::is_alphanumeric)
        });
        // What closes a strong word may stand behind something that is filled in.
        if closes.is_some() || mark == "**" {
            let sentence = Sentence::OtherMarkup { mark: mark.to_owned(), element: element.to_owned() };
            return Some((mark, &text[at..at + mark.len()], sentence));
        }
    }
    let links = [("](", ")"), ("[b]", "[/b]"), ("[i]", "[/i]"), ("[url", "[/url]")];
    for (begin, end) in links.into_iter().filter(|_| characters.has(']')) {
        if let Some(at) = text.find(begin).filter(|at| text[*at..].contains(end)) {
            let sentence = Sentence::OtherLink { mark: begin.to_owned() };
            return Some((begin, &text[at..at + begin.len()], sentence));
        }
    }
    None
}

/// A note of whoever works on the text, or a part of what `todo` shows.
fn unfinished<'t>(text: &'t str, characters: &AsciiCharacters, language: &str) -> Option<LeftOver<'t>> {
    let change = || {
        let at = text.find("[-")?;
        let slice = text.get(at..=at + text[at..].find("-]")? + 1).filter(|slice| slice.len() > "[--]".len())?;
        Some(LeftOver::error(slice, Sentence::CopiedChange { change: slice.to_owned() }))
    };
    let has_brackets = characters.has_any(&['[', '(']) || !text.is_ascii();
    let note = || has_brackets.then(|| unfinished::in_brackets(text)).flatten();
    let note = || note().or_else(|| unfinished::at_ends(text, language));
    characters.has('[').then(change).flatten().or_else(|| note().map(LeftOver::note))
}

/// Whether signs stand where the English has no word either, or brackets where it has some.
fn is_meant(note: &str, of_english: &str) -> bool {
    match note.contains(char::is_alphanumeric) {
        true => of_english.contains('[') && note.starts_with(['[', '［', '【', '〔']),
        false => !note.contains(['(', '[']) && !of_english.contains(char::is_alphabetic),
    }
}

/// The words of an English text that are no single letters.
fn words_of(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2).count()
}

/// The sign of a comment behind a text: ` # ` or `## `, and a word or a variable. Before a number it is one itself.
fn comment_behind(text: &str) -> Option<&str> {
    let first = text.len() - text.trim_start().len();
    let is_comment = |(at, sign): &(usize, &str)| {
        let (before, behind) = (&text[..*at], &text[at + sign.len()..]);
        let is_apart = if *sign == " #" { !before.is_empty() } else { !before.ends_with('#') };
        let word = behind.strip_prefix(' ').map(|word| word.strip_prefix('$').unwrap_or(word));
        *at > first && is_apart && word.is_some_and(|word| word.starts_with(char::is_alphabetic))
    };
    let (_, sign) = text.match_indices(" #").chain(text.match_indices("##")).find(is_comment)?;
    Some(sign.trim_start())
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn what_readers_would_see_and_nobody_means_is_told() {
        for (text, expected) in [
            ("= y", "error left-over `=` a"),
            ("== y", "error left-over `=` a"),
            ("y =", "error left-over `=` a"),
            ("| y", "warning left-over `|` a"),
            ("y |", "warning left-over `|` a"),
            ("- y", "warning left-over `-` a"),
            ("• y", "warning left-over `•` a"),
            ("* y", "warning left-over `*` a"),
            ("# y", "warning left-over `#` a"),
            ("y <<< z", "error left-over `<<<` a"),
            ("y >>>>>>> z", "error left-over `>>>>>>>` a"),
            ("y === z", "error left-over `===` a"),
            ("y ---- z", "error left-over `----` a"),
            ("???", "error left-over `???` a"),
            ("y ????? z", "error left-over `?????` a"),
            ("**y** z", "error left-over `**` a"),
            ("y **{ \"z\" }**", ""),
            ("y __z__", "error left-over `__` a"),
            ("y *z* w", "error left-over `*` a"),
            ("y _z w_", "warning left-over `_` a"),
            ("=== y", "error left-over `===` a"),
            ("(_z_) y", "warning left-over `_` a"),
            ("y [z](https://example.org)", "error left-over `](` a"),
            ("y [b]z[/b]", "error left-over `[b]` a"),
            ("[TBD]", "error left-over `[TBD]` a"),
            ("y (TODO: z)", "error left-over `(TODO: z)` a"),
            ("TODO", "error left-over `TODO` a"),
            ("TODO: y", "error left-over `TODO` a"),
            ("y FIXME", "error left-over `FIXME` a"),
            ("y (!)", "warning left-over `(!)` a"),
            ("y [?] z", "warning left-over `[?]` a"),
            ("y [-not-] z", "error left-over `[-not-]` a"),
            ("Lorem ipsum dolor", "error left-over `Lorem ipsum` a"),
            ("y # note", "error left-over `#` a"),
            ("d?claration", "error left-over `d?claration` a"),
            ("y FRAN?AIS", "error left-over `FRAN?AIS` a"),
            ("<em>y</em> ??? z", "error left-over `???` a"),
            ("{ $n ->\n   *[x] = y\n }", "error unknown-variable `n` a, error left-over `=` a"),
        ] {
            assert_eq!(found("de", "a = x", &[&format!("a = {text}")]), expected, "{text}");
        }
        assert_eq!(found("de", "-t = x", &["-t = y [TBD]"]), "error left-over `[TBD]` -t");
        assert_eq!(found("en", "a = TODO", &["a = TODO"]), "error left-over `TODO` a", "in the source too");
        assert_eq!(found("en", "a = * x", &["a = * x"]), "", "the source says what it means");
        assert_eq!(found("de", "a = - x ???", &["a = - y ???"]), "", "as the English");
    }

    #[test]
    fn what_may_be_meant_is_left_alone() {
        for (tag, text) in [
            ("de", "Bürger*innen und Leser*innen"),
            ("de", "* 1950 und y*"),
            ("de", "–y – und z–"),
            ("de", "-innen"),
            ("de", "a=b, snake_case_name, _x"),
            ("de", "Nr. # 5, #1, y #z"),
            ("de", "1 < 2 > 1 -- y … ... ??"),
            ("de", "[2] y (3) [z] (y!) (ja?)"),
            ("es", "TODO"),
            ("pt", "É TODO"),
            ("de", "Kapitel XXX, TBC Bank"),
            ("de", "https://example.org/x?y=z und ?a"),
            ("de", "Wirklich? Ja"),
            ("de", "+49 30"),
            ("el", "Τι; Ναι"),
            ("de", "y ~ z | w"),
            ("ja", "試しますか?今すぐ"),
            ("de", "Warum?Weil"),
        ] {
            let all = found(tag, "a = x", &[&format!("a = {text}")]);
            let expected = if text.starts_with("* ") { "warning left-over `*` a" } else { "" };
            assert_eq!(all, expected, "{text}");
        }
    }

    #[test]
    fn what_is_told_of_it_is_what_to_do() {
        for (text, message, help) in [
            ("= y", "the text begins with =, and readers would see that", "delete it; if it is meant, write {\"=\"}"),
            ("y <<<", "<<< stands in the text, and readers would see that", "delete it, or write what it stands for"),
            (
                "**y**",
                "** would be shown as it is typed",
                "write <strong>…</strong> around the words, if the English has it, or delete the signs",
            ),
            (
                "y # z",
                "a comment cannot stand behind a text; readers would see it",
                "write it on a line of its own, above the name; write {\"#\"} to show a #",
            ),
            (
                "[TBD]",
                "“[TBD]” is for whoever works on the text, and readers would see it",
                "delete it; a text that is not finished can be deleted until it is, and the English is shown",
            ),
        ] {
            assert_eq!(told("de", "a = x", &format!("a = {text}"))[0], (message.to_owned(), help.to_owned()), "{text}");
        }
    }
}
