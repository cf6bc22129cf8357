//! How one text ends, whatever the language: its last character, and the sentences that it has. Knows no other text, and no
//! rule.

use fluent_syntax::ast::{Pattern, PatternElement, Term, Variant};
use foldhash::HashMap;
use icu_properties::props::{GeneralCategory, SentenceTerminal, TerminalPunctuation};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::filled::{filled, plain};
use super::flow::{PatternPiece, pieces};
use super::index::Index;
use super::pattern::{Target, literal_text, parts};
use super::visible::is_visible;
use crate::l10n::definition::Definition;

/// How one text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// With a character.
    Character(char),
    /// With something that is filled in.
    Value,
}

/// How a text of the source ends.
pub(super) struct SourceEnd {
    pub(super) last: Last,
    /// The text as it is filled in.
    pub(super) text: String,
    /// Its sentences; of one that closes none, nothing.
    pub(super) sentences: usize,
    /// Its words, what is filled in left out.
    pub(super) words: usize,
}

/// How the texts of the source end: those that can be seen.
pub(super) fn of_source<'i>(index: &Index<'i>) -> HashMap<Target<'i>, SourceEnd> {
    let messages = index.messages().flat_map(|located| {
        let name = located.message.id.name;
        parts(located.message).map(move |(attribute, text)| (Target { is_term: false, name, attribute }, text))
    });
    let is_first = |term: &&Term<&str>| index.term(term.id.name).is_some_and(|first| std::ptr::eq(first, *term));
    let terms = index.terms().map(|(_, term)| term).filter(is_first).flat_map(|term| {
        let name = term.id.name;
        Definition::Term(term).parts().map(move |(attribute, text)| (Target { is_term: true, name, attribute }, text))
    });
    let ending = |(target, pattern): (Target<'i>, &Pattern<&str>)| {
        let (last, text) = (last(pattern)?, filled(pattern).into_owned());
        let sentences = match last {
            Last::Character(sign) if is_closing(sign, sign) => sentences(&text, sign),
            _ => 0,
        };
        let words = literal_text(pattern).split_whitespace().count();
        Some((target, SourceEnd { last, text, sentences, words }))
    };
    messages.chain(terms).filter_map(ending).collect()
}

/// How a text ends, elements, quotation marks and brackets left out; `None` if nothing of it is seen.
pub(super) fn last(pattern: &Pattern<&str>) -> Option<Last> {
    // Most end with a plain character.
    if let Some(PatternElement::TextElement { value }) = pattern.elements.last()
        && let Some(c) = value.chars().next_back().filter(|c| *c != '>' && is_visible(*c) && !is_bracket(*c))
    {
        return Some(Last::Character(c));
    }
    pieces(pattern).iter().rev().find_map(|piece| match piece {
        PatternPiece::Run(run) => {
            let text = plain(&run.text);
            let end = text.trim_end_matches(|c| !is_visible(c) || is_bracket(c)).chars().next_back();
            end.map(Last::Character)
        }
        _ => Some(Last::Value),
    })
}

/// How a text ends that ends with a choice, if each of its rows ends with a sign that closes a sentence: tools write the
/// text around a choice into its rows.
pub(super) fn last_of_rows(pattern: &Pattern<&str>) -> Option<Last> {
    let Some(PatternElement::Placeable { .. }) = pattern.elements.last() else { return None };
    let Some(PatternPiece::Choice(rows)) = pieces(pattern).pop() else { return None };
    let end = |row: &Variant<&str>| last_of_rows(&row.value).or(last(&row.value));
    let is_closed = |last: Option<Last>| matches!(last, Some(Last::Character(c)) if ends_sentence(c));
    rows.iter()
        .map(end)
        .reduce(|before, next| if is_closed(before) { next } else { before })
        .flatten()
        .filter(|last| is_closed(Some(*last)))
}

/// What may stand behind the sign that closes a sentence: brackets and quotation marks.
pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, '"' | '\'')
        || matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::ClosePunctuation | GeneralCategory::FinalPunctuation | GeneralCategory::InitialPunctuation
        )
}

/// Whether a character closes a sentence. Tibetan has signs of its own; Greek asks with a semicolon.
pub(super) fn ends_sentence(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '.' | '!' | '?');
    }
    matches!(c, '…' | '‥' | '\u{f0d}'..='\u{f11}') || CodePointSetData::new::<SentenceTerminal>().contains(c)
}

/// Whether a character closes what ends with a sign in the English.
pub(super) fn is_closing(c: char, english: char) -> bool {
    match english {
        ':' => {
            let is_dash = || CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::DashPunctuation;
            CodePointSetData::new::<TerminalPunctuation>().contains(c) || ends_sentence(c) || is_dash()
        }
        '?' => ends_sentence(c) || matches!(c, ';' | '\u{37e}'),
        _ => ends_sentence(english) && ends_sentence(c),
    }
}

/// The number of sentences of a text that is filled in; `last` is the sign that it ends with.
pub(super) fn sentences(text: &str, last: char) -> usize {
    let mut number = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_last = |next: &char| !is_visible(*next) || is_bracket(*next);
        // A full stop inside a number or a name of a file closes nothing.
        if (ends_sentence(c) || c == last)
            && characters.peek().is_none_or(|next| !c.is_ascii() && !ends_sentence(*next) || is_last(next))
        {
            number += 1;
        }
    }
    number
}
