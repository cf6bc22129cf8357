//! Letters that look like those of the word around them and are of another script, and digits of another language beside
//! those of this one. Readers may not see it; what reads aloud or searches does. Warnings. Knows no page.

use fluent_syntax::ast::{Pattern, PatternElement};
use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use unic_langid::LanguageIdentifier;

use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, walk};
use super::sentence::Sentence;
use super::visible::code;
use crate::l10n::format::NumberFormat;
use crate::l10n::markup::{Token, tokens};

/// Letters that look alike in two scripts, in the same places.
const ALIKE: [(Script, &str, Script, &str); 2] = [
    (Script::Latin, "aceopxyijsABCEHKMOPTXYIJS", Script::Cyrillic, "асеорхуіјѕАВСЕНКМОРТХУІЈЅ"),
    (Script::Latin, "ovABEZHIKMNOPTYX", Script::Greek, "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
];
/// A name in Latin letters may have an ending of another script.
const MIN_NAME: usize = 2;
/// The zeros of the digits that Arabic and Persian write: some look different, most the same.
const ARABIC_ZERO: char = '٠';
const PERSIAN_ZERO: char = '۰';

pub(super) fn check(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    let own_zero = own_zero(&locale.tag);
    for (parsed, definition) in locale.definitions() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), definition.id());
        for (_, pattern) in definition.parts() {
            check_pattern(pattern, &id, own_zero, &mut reporter);
        }
    }
}

/// The zero of a language that writes Arabic or Persian digits.
fn own_zero(tag: &LanguageIdentifier) -> Option<char> {
    let written = NumberFormat::new(tag, false).written(0, 1);
    written.chars().next().filter(|zero| [ARABIC_ZERO, PERSIAN_ZERO].contains(zero))
}

/// Tells the first word of each text and the first digit.
fn check_pattern(pattern: &Pattern<&str>, id: &str, own_zero: Option<char>, reporter: &mut Reporter<'_>) {
    let (mut word, mut digit, mut zero) = (None, None, own_zero);
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        let texts = pattern.elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { value } if !value.is_ascii() => Some(*value),
            _ => None,
        });
        for token in texts.flat_map(tokens) {
            let Token::Text(text) = token else { continue };
            if word.is_none() {
                word = text.split(|c: char| !c.is_alphabetic()).find_map(foreign_letter);
            }
            for (at, c) in text.char_indices() {
                let Some(found) = zero_of(c) else { continue };
                // Without one of its own, a language writes all of a text in one.
                if *zero.get_or_insert(found) != found && digit.is_none() {
                    digit = Some(&text[at..at + c.len_utf8()]);
                }
            }
        }
    });
    if let Some((word, slice, meant)) = word
        && let Some(letter) = slice.chars().next()
    {
        let (word, of_letter, of_meant) = (word.to_owned(), code(letter), code(meant));
        let sentence = Sentence::ForeignLetter { word, letter, code: of_letter, meant, number: of_meant };
        reporter.add(Problem::warning("mixed-scripts", slice, id, sentence));
    }
    if let Some(slice) = digit
        && let (Some(digit), Some(zero)) = (slice.chars().next(), zero)
        && let Some(meant) = in_digits_of(zero, digit)
    {
        let sentence = Sentence::ForeignDigit { digit, code: code(digit), meant, number: code(meant) };
        reporter.add(Problem::warning("mixed-scripts", slice, id, sentence));
    }
}

/// A letter of a word that is of another script than the rest and looks like one of it: the word, the letter, and the one
/// that is meant.
fn foreign_letter(word: &str) -> Option<(&str, &str, char)> {
    if word.is_ascii() || word.len() > 100 {
        return None;
    }
    let scripts = CodePointMapData::<Script>::new();
    ALIKE.iter().find_map(|(one, letters, other, others)| {
        let of = |script: &Script| word.chars().filter(|c| scripts.get(*c) == *script).count();
        let (number, of_other) = (of(one), of(other));
        if number == 0 || of_other == 0 || number == of_other {
            return None;
        }
        let (foreign, letters, others) =
            if number < of_other { (one, letters, others) } else { (other, others, letters) };
        let is_foreign = |c: char| scripts.get(c) == *foreign;
        let meant = |c: char| letters.chars().position(|known| known == c).and_then(|at| others.chars().nth(at));
        if !word.chars().filter(|c| is_foreign(*c)).all(|c| meant(c).is_some()) {
            return None;
        }
        // “Facebookа”: an ending of the language behind a name.
        let name = word.trim_end_matches(is_foreign);
        if *foreign != Script::Latin && name.len() >= MIN_NAME && !name.contains(is_foreign) {
            return None;
        }
        let (at, c) = word.char_indices().find(|(_, c)| is_foreign(*c))?;
        Some((word, &word[at..at + c.len_utf8()], meant(c)?))
    })
}

/// The zero of the digits that a digit is one of, if it is Arabic or Persian.
fn zero_of(c: char) -> Option<char> {
    match c {
        '٠'..='٩' => Some(ARABIC_ZERO),
        '۰'..='۹' => Some(PERSIAN_ZERO),
        _ => None,
    }
}

/// A digit in those of another zero.
fn in_digits_of(zero: char, digit: char) -> Option<char> {
    char::from_u32(u32::from(zero) + u32::from(digit) - u32::from(zero_of(digit)?))
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn a_letter_of_another_script_inside_a_word_is_told_with_the_one_to_type() {
        for (tag, text, expected) in [
            ("ru", "Mинистерство", "warning mixed-scripts `M` a"),
            ("ru", "cтатья и cтатья", "warning mixed-scripts `c` a"),
            ("de", "Verfаssung", "warning mixed-scripts `а` a"),
            ("el", "Aθήνα", "warning mixed-scripts `A` a"),
            ("ru", "IT-компания, XIX-го, Wi-Fi, Facebookа, 3D", ""),
            ("ru", "кВт Azərbaycan Статья", ""),
            ("el", "μm και β-blocker", ""),
            ("zh", "A股 第3條", ""),
            ("ru", "вещьw", ""),
        ] {
            assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), expected, "{text}");
        }
        assert_eq!(found("ru", "-t = x", &["-t = Mинистерство"]), "warning mixed-scripts `M` -t");
        assert_eq!(
            told("ru", "a = x", "a = Mинистерство")[0],
            (
                "“M” (U+004D) in “Mинистерство” is of another script than the rest of the word".to_owned(),
                "type М (U+041C) instead".to_owned()
            )
        );
    }

    #[test]
    fn a_digit_of_another_language_is_told_with_the_one_to_type() {
        for (tag, text, expected) in [
            ("fa", "سال ۱۳۹٤", "warning mixed-scripts `٤` a"),
            ("fa", "سال ٤", "warning mixed-scripts `٤` a"),
            ("fa", "سال ۱۳۹۴ و 5", ""),
            ("ar", "عام ٢٠٢٠ و ۴", "warning mixed-scripts `۴` a"),
            ("ar", "عام ٢٠٢٠", ""),
            ("ur", "۱۲ اور ٤", "warning mixed-scripts `٤` a"),
        ] {
            assert_eq!(found(tag, "a = 1394 2020 4 5 12", &[&format!("a = {text}")]), expected, "{tag} {text}");
        }
        assert_eq!(told("fa", "a = 4", "a = ٤")[0].1, "type ۴ (U+06F4) instead");
    }
}
