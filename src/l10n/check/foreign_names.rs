//! Names of messages and terms that Fluent does not read as names, because they were translated (`примечание-назад = …`) or
//! stand in quotation marks (`"note-back" = …`). Knows no text above them, and no name that is meant.

use super::spelling::QUOTES;

/// Longer ones are no names. Bytes.
pub(super) const MAX_NAME: usize = 100;

/// A name at the start of a line, before its `=`.
pub(super) struct ForeignName<'t> {
    /// As it stands there.
    pub(super) written: &'t str,
    /// The same without quotation marks.
    pub(super) name: &'t str,
}

/// The name that a line begins with, if it is none of Fluent’s: one word with letters that no name has, or in quotation
/// marks, directly before an `=`.
pub(super) fn foreign_name(line: &str) -> Option<ForeignName<'_>> {
    let (before, behind) = line.split_once('=')?;
    let written = before.trim_end_matches(' ');
    let is_quoted = written.starts_with(QUOTES) && written.ends_with(QUOTES);
    let name = if is_quoted { written.trim_matches(QUOTES) } else { written };
    // A comparison, an arrow, and a formula without spaces.
    if behind.starts_with(['=', '>', '<', '~']) || before.len() == written.len() && !name.contains('-') {
        return None;
    }
    (is_word(name) && (is_quoted || !name.is_ascii())).then_some(ForeignName { written, name })
}

/// Whether a text is one word, as a name is, in any letters.
pub(super) fn is_word(name: &str) -> bool {
    let is_part = |c: char| !c.is_whitespace() && (!c.is_ascii_punctuation() || matches!(c, '-' | '_'));
    name.len() <= MAX_NAME
        && name.trim_start_matches('-').starts_with(char::is_alphabetic)
        && name.chars().all(is_part)
        && name.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "note = Notes\nnote-back = Back\nnote-mark = Note\n-ministry = Ministry\n";

    #[test]
    fn a_name_in_other_letters_is_the_one_that_is_missing_and_cuts_no_text() {
        for (text, expected) in [
            ("note = y\nпримечание-назад = z\nnote-mark = y", "error syntax `примечание-назад` note-back"),
            ("note = y\nпримечание-назад=z\nnote-mark = y", "error syntax `примечание-назад` note-back"),
            ("note = y\n\n# note\nназад = z\nnote-mark = y", "error syntax `назад` note-back"),
            ("note = y\n# note\nназад = z\nnote-mark = y", "error syntax `назад` note-back"),
            ("note = y\nإرسال = z\nnote-mark = y", "error syntax `إرسال` note-back"),
            ("note = y\nпримечание_назад = z\nnote-mark = y", "error syntax `примечание_назад` note-back"),
            ("note = y\n联系-发送 = z\nnote-mark = y", "error syntax `联系-发送` note-back"),
            ("note = y\nnote-zurück = z\nnote-mark = y", "error syntax `note-zurück` note-back"),
            ("note = y\nназад =\n    z\n    w\nnote-mark = y", "error syntax `назад` note-back"),
            ("note = y\n\"note-back\" = \"z\"\nnote-mark = y", "error syntax `\"note-back\"` note-back"),
            ("note = y\n«note-back» = z\nnote-mark = y", "error syntax `«note-back»` note-back"),
            ("note = y\n\"zurück\" = z\nnote-mark = y", "error syntax `\"zurück\"` note-back"),
            ("назад = z\nnote-back = y\nnote-mark = y", "error syntax `назад` note"),
            ("note = y\nnote-back = y\nnote-mark = y\n-министерство = z", "error syntax `-министерство` -ministry"),
            (
                "note = y\nпримечание = z\nзнак = z",
                "error syntax `примечание` note-back, error syntax `знак` note-mark",
            ),
            // Nothing is missing, or not here.
            ("note = y\nnote-back = y\nnote-mark = y\n-ministry = M\n\nназад = z", "error syntax `назад` "),
            (
                "note = y\nnote-back = y\nnote-mark = halb\nназад = z\n-ministry = M",
                "error cut-short `назад` note-mark",
            ),
            // A text.
            ("note = halb\nи вот так = z\nnote-mark = y", "error cut-short `и` note"),
            ("note = halb\nα = 5\nnote-mark = y", "error cut-short `α` note"),
            ("note = halb\nугол=5\nnote-mark = y", "error cut-short `угол=5` note"),
            ("note = halb\nназад == z\nnote-mark = y", "error cut-short `назад` note"),
            ("note = halb\nназад => z\nnote-mark = y", "error cut-short `назад` note"),
            ("note = halb\nназад =< z\nnote-mark = y", "error cut-short `назад` note"),
            ("note = halb\nназад =~ z\nnote-mark = y", "error cut-short `назад` note"),
            ("note = halb\nназад! = z\nnote-mark = y", "error cut-short `назад!` note"),
            ("note = halb\n«назад = z\nnote-mark = y", "error cut-short `«назад` note"),
            ("note = halb\n--note-back = z\nnote-mark = y", "error cut-short `--note-back` note"),
            ("note = halb\n„so und so“ = z\nnote-mark = y", "error cut-short `„so` note"),
        ] {
            assert_eq!(found("de", ENGLISH, &[text]), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_told_of_it_is_what_to_type() {
        for (text, message, help) in [
            (
                "note = y\nназад = z\nnote-mark = y",
                "the English has no name назад; did you mean note-back?",
                "names are not translated; write note-back = …",
            ),
            (
                "note = y\n\"note-back\" = z\nnote-mark = y",
                "a name stands without quotation marks",
                "write note-back = …",
            ),
            (
                "note = y\nnote-back = y\nnote-mark = y\n-ministry = M\n\nназад = z",
                "the English has no name назад",
                "names are not translated; write the name that the text has in the English",
            ),
        ] {
            assert_eq!(told("de", ENGLISH, text)[0], (message.to_owned(), help.to_owned()), "{text:?}");
        }
    }
}
