//! Question marks in the place of letters and signs, as programs leave them that save a text in an encoding that does not
//! have those. Knows no file and no language.

use super::position::offset_in;

/// So many in a row are a word of which all letters are lost.
const MIN_RUN: usize = 4;
/// The letters that a word in capitals has that has lost one of them.
const MIN_CAPITALS: usize = 4;

/// A question mark, and where it stands in its text.
pub(super) struct QuestionMark<'t> {
    pub(super) at: usize,
    /// Whether it stands where a text may have none: in a text that has lost letters it is one of them.
    pub(super) is_odd: bool,
    /// The word that it stands in, if that surely has lost a letter there; with the first mark of the word that says so.
    pub(super) lost_in: Option<&'t str>,
}

/// The question marks of a text.
pub(super) fn marks(text: &str) -> Vec<QuestionMark<'_>> {
    let mut marks = Vec::new();
    for word in text.split(char::is_whitespace).filter(|word| word.contains('?')) {
        let start = offset_in(text, word);
        let is_address = word.contains(['/', '=', '&', '@', ':']);
        let are_capitals = has_capitals_alone(word);
        let (mut from, mut is_told) = (0, false);
        while let Some(at) = word[from..].find('?').map(|at| from + at) {
            let behind = word[at..].trim_start_matches('?');
            from = word.len() - behind.len();
            let (before, next) = (word[..at].chars().next_back(), behind.chars().next());
            let is_run = from - at > 1;
            let goes_on = || text[start + from..].trim_start_matches(' ').starts_with(char::is_lowercase);
            let is_odd = is_run || before.is_none() || next.is_some_and(char::is_alphanumeric) || goes_on();
            let is_between = before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_lowercase);
            let is_between_capitals =
                are_capitals && before.is_some_and(char::is_uppercase) && next.is_some_and(char::is_uppercase);
            let is_lost = is_between || is_between_capitals || from - at >= MIN_RUN;
            let lost_in = (is_lost && !is_address && !is_told).then_some(word);
            is_told |= lost_in.is_some();
            let mark =
                |of_run: usize| QuestionMark { at: start + of_run, is_odd, lost_in: lost_in.filter(|_| of_run == at) };
            marks.extend((at..from).map(mark));
        }
    }
    marks
}

/// The first word of a text that has surely lost a letter and has others.
pub(super) fn lost_letter(text: &str) -> Option<&str> {
    let mut lost = marks(text).into_iter().filter_map(|mark| mark.lost_in);
    lost.find(|word| word.contains(char::is_alphabetic))
}

/// Whether all letters of a word are capitals, and they are enough for one.
fn has_capitals_alone(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().all(char::is_uppercase) && letters().count() >= MIN_CAPITALS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_lost_inside_a_word_and_where_all_of_them_are() {
        for (text, expected) in [
            ("d?claration", "d?claration"),
            ("une d?claration, oui", "d?claration,"),
            ("FRAN?AIS", "FRAN?AIS"),
            ("l?Azerba?djan", "l?Azerba?djan"),
            ("a??b", "a??b"),
            ("T?rk?e", "T?rk?e"),
            ("Warum?Weil", ""),
            ("JA?NEI", "JA?NEI"),
            ("JA?OK", "JA?OK"),
            ("WO?DA", "WO?DA"),
            ("A?B", ""),
            ("試しますか?今すぐ", ""),
            ("¿Qué?", ""),
            ("Wirklich? Ja", ""),
            ("https://example.org/x?y=z", ""),
            ("x?y=z", ""),
            ("Τι; Ναι?", ""),
            ("Vous êtes ici\u{a0}?", ""),
        ] {
            assert_eq!(lost_letter(text).unwrap_or_default(), expected, "{text}");
        }
        let all = |text: &'static str| marks(text).iter().filter(|mark| mark.lost_in.is_some()).count();
        assert_eq!((all("????? ? ???????"), all("???"), all("??")), (2, 0, 0));
    }

    #[test]
    fn a_mark_is_odd_where_no_question_ends() {
        let odd = |text: &str| marks(text).iter().map(|mark| if mark.is_odd { 'x' } else { '.' }).collect::<String>();
        for (text, expected) in [
            ("? propos", "x"),
            ("?tat", "x"),
            ("publi? le 5", "x"),
            ("10?000", "x"),
            ("texte ?", "x"),
            ("Quoi? Rien", "."),
            ("Quoi?", "."),
            ("(Quoi?)", "."),
            ("Quoi??", "xx"),
        ] {
            assert_eq!(odd(text), expected, "{text}");
        }
    }
}
