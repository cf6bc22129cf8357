//! How a language sets its text: spaces that must not break, the first of a month, what is written from left to
//! right inside a text of the other direction. Warnings all of them. Knows no page.

use std::ops::RangeInclusive;

use fluent_syntax::ast::{Pattern, PatternElement};
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;
use unic_langid::LanguageIdentifier;

use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, walk};
use super::sentence::{Sentence, Side};
use crate::l10n::dates::DateFormats;
use crate::l10n::format::digit;
use crate::l10n::language::{Direction, direction};
use crate::l10n::markup::{Token, is_plain_element, tokens};
use crate::l10n::position::offset_in;

/// What French sets off with a space that must not break.
const AFTER_SPACE: [char; 5] = [':', ';', '!', '?', '»'];

/// What is asked of a language.
struct TypographicRules {
    is_french: bool,
    is_rtl: bool,
    /// The months as French writes them.
    months: Vec<String>,
}

impl TypographicRules {
    fn of(tag: &LanguageIdentifier) -> Self {
        let is_french = tag.language.as_str() == "fr";
        // “5 mars 2026”: the word between the numbers.
        let formats = DateFormats::new(tag);
        let month = |month| {
            let written = formats.day(jiff::civil::date(2026, month, 5));
            written.split_whitespace().nth(1).map(str::to_owned)
        };
        let months = if is_french { (1..=12).filter_map(month).collect() } else { Vec::new() };
        Self { is_french, is_rtl: direction(tag) == Direction::Rtl, months }
    }
}

pub(super) fn check(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    let asked = TypographicRules::of(&locale.tag);
    if !asked.is_french && !asked.is_rtl {
        return;
    }
    for (parsed, definition) in locale.definitions() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), definition.id());
        for (_, pattern) in definition.parts() {
            check_pattern(pattern, &id, &asked, &mut reporter);
        }
    }
}

fn check_pattern(pattern: &Pattern<&str>, id: &str, asked: &TypographicRules, reporter: &mut Reporter<'_>) {
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        // The page sets a named element apart where its content needs it.
        let mut named = 0_usize;
        let mut before = Letter::None;
        for element in &pattern.elements {
            let PatternElement::TextElement { value } = element else { continue };
            if asked.is_french {
                check_spaces(value, id, reporter);
                check_first_of_month(value, &asked.months, id, reporter);
            }
            if !asked.is_rtl {
                continue;
            }
            for token in tokens(value) {
                match token {
                    Token::Open(name) if !is_plain_element(name) => named += 1,
                    Token::Close(name) if !is_plain_element(name) => named = named.saturating_sub(1),
                    Token::Text(text) if named == 0 => check_symbols(text, &mut before, id, reporter),
                    _ => {}
                }
            }
        }
    });
}

fn check_spaces(text: &str, id: &str, reporter: &mut Reporter<'_>) {
    let mut before = None;
    for (at, c) in text.char_indices() {
        // The sign, and where the space stands.
        let found = match (before, c) {
            (Some((space, ' ')), sign) if AFTER_SPACE.contains(&sign) => Some((sign, space, Side::Before)),
            (Some((_, '«')), ' ') => Some(('«', at, Side::After)),
            _ => None,
        };
        if let Some((sign, space, side)) = found {
            let sentence = Sentence::BreakingSpace { side, sign };
            reporter.add(Problem::warning("no-break-space", &text[space..=space], id, sentence));
        }
        before = Some((at, c));
    }
}

fn check_first_of_month(text: &str, months: &[String], id: &str, reporter: &mut Reporter<'_>) {
    for (at, _) in text.match_indices('1') {
        let is_alone = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '/'));
        let rest = text[at + 1..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let has_space = rest.len() < text.len() - at - 1;
        let month = months.iter().find(|month| {
            let after = rest.strip_prefix(month.as_str());
            after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        if let Some(month) = month.filter(|_| is_alone && has_space) {
            let sentence = Sentence::FirstOfMonth { month: month.clone() };
            reporter.add(Problem::warning("first-of-month", &text[at..=at], id, sentence));
        }
    }
}

/// The letter that came last, by what it does to digits behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// There was none, or one such as those of Hebrew: digits stay together across a hyphen (UAX #9, W4).
    None,
    /// One of Arabic: digits count as Arabic ones, and a hyphen sets them apart (W2).
    Arabic,
    /// Digits go with it (W7).
    Latin,
}

/// A symbol behind letters of the other direction: one that begins with a number falls apart there (UAX #9, rules N1 and
/// N2), and another does where a line ends in it; so does the number of a telephone. `before` says which letter came last.
fn check_symbols(text: &str, before: &mut Letter, id: &str, reporter: &mut Reporter<'_>) {
    let bidi = CodePointMapData::<BidiClass>::new();
    let mut isolates = 0_usize;
    let mut told_to = 0;
    for word in text.split_whitespace() {
        let opened = word.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
        if isolates == 0 && opened == 0 {
            let at = offset_in(text, word);
            let found = match *before {
                Letter::Latin => None,
                _ if at < told_to => None,
                _ => symbol(word).or_else(|| telephone(&text[at..], *before)),
            };
            if let Some(symbol) = found {
                let sentence = Sentence::SplitSymbol { symbol: symbol.to_owned() };
                reporter.add(Problem::warning("bidi-digits", symbol, id, sentence));
                told_to = offset_in(text, symbol) + symbol.len();
            }
            for c in word.chars() {
                match bidi.get(c) {
                    BidiClass::LeftToRight => *before = Letter::Latin,
                    BidiClass::RightToLeft => *before = Letter::None,
                    BidiClass::ArabicLetter => *before = Letter::Arabic,
                    _ => {}
                }
            }
        }
        isolates = (isolates + opened).saturating_sub(word.matches('\u{2069}').count());
    }
}

/// The digits that the number of a telephone has.
const TELEPHONE: RangeInclusive<usize> = 7..=15;
/// Characters of one, with what stands between its groups.
const MAX_TELEPHONE: usize = 30;

/// The number of a telephone that a text begins with and that falls apart behind a letter: one behind a +, which a letter of
/// either script draws to itself, or three groups behind one of Arabic. Two groups are a range, and dates are read from
/// right to left as they stand.
fn telephone(text: &str, before: Letter) -> Option<&str> {
    let start = text.find(|c| !matches!(c, '«' | '"' | '“' | '”'))?;
    let has_plus = text[start..].starts_with('+') || text[start..].starts_with("(+");
    if !has_plus && (before != Letter::Arabic || !text[start..].starts_with(|c| c == '(' || digit(c).is_some())) {
        return None;
    }
    let is_part = |c: char| digit(c).is_some() || matches!(c, '-' | '–' | '(' | ')' | '+');
    let is_inside = |c: char| is_part(c) || has_plus && matches!(c, ' ' | '\u{a0}');
    let parts = text[start..].char_indices().take(MAX_TELEPHONE).take_while(|(_, c)| is_inside(*c));
    let (last, c) = parts.filter(|(_, c)| digit(*c).is_some()).last()?;
    let whole = &text[start..start + last + c.len_utf8()];
    let number = match whole.strip_prefix('(') {
        Some(inner) if !inner.contains(')') => inner,
        _ => whole,
    };
    let groups: Vec<&str> = number.split(|c| digit(c).is_none()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.chars().count()).collect();
    let is_date = matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]) || lengths.iter().all(|it| *it == 4);
    let is_it = TELEPHONE.contains(&lengths.iter().sum::<usize>()) && (has_plus || groups.len() > 2 && !is_date);
    is_it.then_some(number)
}

/// The part of a word from its first to its last Latin letter or digit, if it has digits, letters and a sign.
fn symbol(word: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let start = word.find(is_part)?;
    let end = word.rfind(is_part)? + 1;
    let symbol = word.get(start..end)?;
    let is_mixed = symbol.contains(|c: char| c.is_ascii_digit()) && symbol.contains(|c: char| c.is_ascii_alphabetic());
    // Addresses are no symbols, and are filled in or in elements.
    let is_address = symbol.contains("://") || symbol.contains('@');
    let has_sign = symbol.contains(['/', '-', '.', ':', '+', '_', '–']);
    (is_mixed && has_sign && !is_address && symbol.is_ascii()).then_some(symbol)
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn french_spaces_do_not_break_and_the_first_of_a_month_is_written_out() {
        for (tag, text, expected) in [
            ("fr", "Vraiment\u{a0}?", ""),
            ("fr", "Vraiment\u{202f}!", ""),
            ("fr", "Vraiment ?", "warning no-break-space ` ` a"),
            ("fr", "Suite :", "warning no-break-space ` ` a"),
            ("fr", "a ; b", "warning no-break-space ` ` a"),
            ("fr", "« mot\u{a0}»", "warning no-break-space ` ` a"),
            ("fr", "«\u{a0}mot »", "warning no-break-space ` ` a"),
            ("fr-CA", "Vraiment ?", "warning no-break-space ` ` a"),
            ("fr", "à 14:30", ""),
            ("de", "Wirklich ?", ""),
            ("fr", "le 1 janvier 2026", "warning first-of-month `1` a"),
            ("fr", "le 1\u{a0}août", "warning first-of-month `1` a"),
            ("fr", "le 1<sup>er</sup> janvier", ""),
            ("fr", "le 1er janvier", ""),
            ("fr", "le 11 janvier", ""),
            ("fr", "la 1 maison", ""),
            ("fr", "1 maire", ""),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), expected, "{text}");
        }
    }

    #[test]
    fn a_symbol_that_falls_apart_in_a_text_from_right_to_left_is_told() {
        for (tag, text, expected) in [
            ("ar", "القانون 998-IIIQ المؤرخ", "warning bidi-digits `998-IIIQ` a"),
            ("he", "חוק (998/B)", "warning bidi-digits `998/B` a"),
            ("ar", "القانون \u{2066}998-IIIQ\u{2069} المؤرخ", ""),
            // Behind Latin letters the number goes with them.
            ("ar", "القانون No. 998-IIIQ المؤرخ", ""),
            ("ar", "الوثيقة A/75/625-S/2020/1161", "warning bidi-digits `A/75/625-S/2020/1161` a"),
            ("ar", "الوثيقة <symbol>A/75/625-S/2020/1161</symbol>", ""),
            ("fa", "قانون <symbol>998-IIIQ</symbol> مورخ", ""),
            ("ar", "معيار EN 301 549", ""),
            ("ar", "من 2020 إلى 2021-2022", ""),
            ("ar", "<l>998-IIIQ</l> قانون", ""),
            // Numbers of telephones: a hyphen sets digits apart behind letters of Arabic, a + goes with any letter.
            ("ar", "الهاتف 596-90-00.", "warning bidi-digits `596-90-00` a"),
            ("ar", "الهاتف (596-90-00).", "warning bidi-digits `596-90-00` a"),
            ("fa", "تلفن ۵۹۶-۹۰-۰۰", "warning bidi-digits `۵۹۶-۹۰-۰۰` a"),
            ("ar", "الرقم (+994 12) 596-90-00؛", "warning bidi-digits `(+994 12) 596-90-00` a"),
            ("he", "טלפון +994 12 596 90 00, או", "warning bidi-digits `+994 12 596 90 00` a"),
            ("he", "טלפון +994125969000", "warning bidi-digits `+994125969000` a"),
            ("he", "טלפון 596-90-00", ""),
            ("ar", "596-90-00", ""),
            ("ar", "Tel. 596-90-00", ""),
            ("ar", "الهاتف <symbol>596-90-00</symbol>", ""),
            ("ar", "بتاريخ 10-11-2020", ""),
            ("fa", "در ۲۰۲۰-۱۱-۱۰", ""),
            ("ar", "في الأعوام 2020-2021-2022", ""),
            ("ar", "الفقرات 3-7، والمادة 1-2-3", ""),
            ("ar", "درجة الحرارة +5 اليوم", ""),
            ("ar", "عددهم 567 234 1 في 2021-2022 (15)", ""),
            ("de", "Gesetz 998-IIIQ", ""),
        ] {
            let english = if text.contains("<l>") { "a = <l>x</l>" } else { "a = x" };
            assert_eq!(found(tag, english, &[&format!("a = {text}")]), expected, "{text}");
        }
    }
}
