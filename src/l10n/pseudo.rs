//! Pseudo-locales: the texts of the source in letters that show what is not translated, what is too narrow, and what
//! stands on the wrong side. Made from the parsed source, for a preview; knows no page.

use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

use super::draft;
use super::file::{Kind, LocaleFile};
use super::locale::SOURCE;
use super::markup::{SYMBOL, Token, tokens};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// With accents, about a third longer, in brackets.
    Accented,
    /// From right to left, each word mirrored.
    Mirrored,
}

/// The tags of the pseudo-locales (CLDR, “Pseudolocales”), which stand for no language of any country.
const WAYS: [(&str, Way); 2] = [("en-XA", Way::Accented), ("ar-XB", Way::Mirrored)];

/// Whether a tag is that of a pseudo-locale.
pub fn is_pseudo(tag: &str) -> bool {
    WAYS.iter().any(|(pseudo, _)| *pseudo == tag)
}

/// The files of the pseudo-locales, made from those of the source. A folder of that name is left alone.
pub fn files(files: &[LocaleFile]) -> Vec<LocaleFile> {
    let in_folder = |folder: &'static str| {
        let of_file = move |file: &'_ &LocaleFile| file.folder_and_name().is_some_and(|(name, _)| name == folder);
        files.iter().filter(of_file)
    };
    let ways = WAYS.into_iter().filter(|(tag, _)| in_folder(tag).next().is_none());
    ways.flat_map(|(tag, way)| in_folder(SOURCE).filter_map(move |file| of_file(file, tag, way))).collect()
}

fn of_file(file: &LocaleFile, tag: &str, way: Way) -> Option<LocaleFile> {
    let (_, name) = file.folder_and_name()?;
    let text = match file.kind()? {
        Kind::Messages => messages(&file.text, tag, way),
        Kind::Manifest => manifest(&file.text),
        Kind::Records | Kind::Data | Kind::Stray => return None,
    };
    Some(LocaleFile { is_pseudo: true, ..LocaleFile::new(format!("{tag}/{name}"), text.as_bytes()) })
}

/// The services are those of the source; nobody is led to a pseudo-locale who does not ask for it.
fn manifest(text: &str) -> String {
    let mut manifest: toml::Table = text.parse().unwrap_or_default();
    manifest.retain(|key, _| key == "share");
    manifest.insert("state".to_owned(), "by-link".into());
    manifest.to_string()
}

fn messages(english: &str, tag: &str, way: Way) -> String {
    // The plural rows of Arabic, which has six.
    let rows = tag.parse().ok().filter(|_| way == Way::Mirrored).map(|tag| draft::file(&tag, english));
    let (Ok(mut resource) | Err((mut resource, _))) = parser::parse(rows.unwrap_or_else(|| english.to_owned()));
    resource.body.retain(|entry| !matches!(entry, Entry::Junk { .. }));
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
                message.value.iter_mut().chain(attributes).for_each(|pattern| write(pattern, way, true));
            }
            // A name stands inside a text, which has the brackets.
            Entry::Term(term) => write(&mut term.value, way, false),
            _ => {}
        }
    }
    serializer::serialize(&resource)
}

fn write(pattern: &mut Pattern<String>, way: Way, in_brackets: bool) {
    let is_choice = |element: &PatternElement<String>| {
        matches!(element, PatternElement::Placeable { expression: Expression::Select { .. } })
    };
    // The rows of a choice that is the whole text have brackets each.
    let is_only_choice = pattern.elements.iter().all(is_choice);
    // The lines of a text are elements of their own, and a symbol may stand on two.
    let mut is_symbol = false;
    let mut words: Vec<(&mut String, Range<usize>)> = Vec::new();
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let (text, range) = written(value, way, &mut is_symbol);
                *value = text;
                words.extend(range.map(|range| (value, range)));
            }
            PatternElement::Placeable { expression } => {
                write_expression(expression, way, in_brackets && is_only_choice);
            }
        }
    }
    if in_brackets && way == Way::Accented {
        // Inside what a rule may look for at the ends of a text: a number, a full stop.
        if let Some((text, range)) = words.last_mut() {
            text.insert(range.end, '⟧');
        }
        if let Some((text, range)) = words.first_mut() {
            text.insert(range.start, '⟦');
        }
    }
}

fn write_expression(expression: &mut Expression<String>, way: Way, in_brackets: bool) {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter_mut().for_each(|variant| write(&mut variant.value, way, in_brackets));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            write_expression(expression, way, in_brackets)
        }
        Expression::Inline(_) => {}
    }
}

/// A text with its words written in a way, and where these stand in it. Elements and the symbols of documents stay.
fn written(text: &str, way: Way, is_symbol: &mut bool) -> (String, Option<Range<usize>>) {
    let mut written = String::with_capacity(2 * text.len());
    let mut words: Option<Range<usize>> = None;
    for token in tokens(text) {
        match token {
            Token::Text(part) if *is_symbol => written.push_str(part),
            Token::Text(part) => {
                let from = written.len();
                match way {
                    Way::Accented => part.chars().for_each(|c| accent(c, &mut written)),
                    Way::Mirrored => mirror(part, &mut written),
                }
                let letters = written[from..].char_indices().filter(|(_, c)| c.is_alphabetic());
                for (at, letter) in letters {
                    let start = words.as_ref().map_or(from + at, |words| words.start);
                    words = Some(start..from + at + letter.len_utf8());
                }
            }
            Token::Open(name) => {
                *is_symbol |= name == SYMBOL;
                written.extend(["<", name, ">"]);
            }
            Token::Close(name) => {
                *is_symbol &= name != SYMBOL;
                written.extend(["</", name, ">"]);
            }
            Token::Break => written.push_str("<br>"),
        }
    }
    (written, words)
}

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTS: &str = "åƀçðéƒĝĥîĵķļɱñöþʠŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ";

/// A letter with an accent; a small vowel twice, which makes a text about a third longer.
fn accent(c: char, written: &mut String) {
    let accented =
        PLAIN.chars().zip(ACCENTS.chars()).find(|(plain, _)| *plain == c).map_or(c, |(_, accented)| accented);
    written.push(accented);
    if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
        written.push(accented);
    }
}

/// Words are told to run from right to left, numbers are not.
fn mirror(text: &str, written: &mut String) {
    for word in text.split_inclusive([' ', '\n', '\u{a0}']) {
        let letters = word.trim_end_matches([' ', '\n', '\u{a0}']);
        if letters.contains(char::is_alphabetic) {
            written.extend(["\u{202e}", letters, "\u{202c}", &word[letters.len()..]]);
        } else {
            written.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudo(english: &str) -> [String; 2] {
        WAYS.map(|(tag, way)| messages(english, tag, way))
    }

    #[test]
    fn words_are_changed_and_elements_variables_and_names_of_rows_are_not() {
        for (english, accented, mirrored) in [
            ("a = Read on.\n", "a = ⟦Ŕééååð ööñ⟧.\n", "a = \u{202e}Read\u{202c} \u{202e}on.\u{202c}\n"),
            (
                "a = See <em>{ $name }</em> (3).\n",
                "a = ⟦Šéééé⟧ <em>{ $name }</em> (3).\n",
                "a = \u{202e}See\u{202c} <em>{ $name }</em> (3).\n",
            ),
            (
                "a = [1] In <symbol>A/75</symbol>\n",
                "a = [1] ⟦Îñ⟧ <symbol>A/75</symbol>\n",
                "a = [1] \u{202e}In\u{202c} <symbol>A/75</symbol>\n",
            ),
            (
                "a =\n    In <symbol>A/75\n    S/20</symbol> on\n",
                "a =\n    ⟦Îñ <symbol>A/75\n    S/20</symbol> ööñ⟧\n",
                "a =\n    \u{202e}In\u{202c} <symbol>A/75\n    S/20</symbol> \u{202e}on\u{202c}\n",
            ),
            ("-t = Ministry\n", "-t = Ṁîîñîîšţŕý\n", "-t = \u{202e}Ministry\u{202c}\n"),
            (
                "a = { -t } x\n    .b = y\n",
                "a = { -t } ⟦ẋ⟧\n    .b = ⟦ý⟧\n",
                "a = { -t } \u{202e}x\u{202c}\n    .b = \u{202e}y\u{202c}\n",
            ),
        ] {
            assert_eq!(pseudo(english), [accented, mirrored], "{english}");
        }
    }

    #[test]
    fn each_row_of_a_plural_has_brackets_and_the_mirrored_one_has_the_rows_of_arabic() {
        let english = "a =\n    { $n ->\n        [one] One page\n       *[other] { $n } pages\n    }\n";
        let [accented, mirrored] = pseudo(english);
        assert!(
            accented.contains("[one] ⟦Öñéé þååĝéé⟧") && accented.contains("*[other] { $n } ⟦þååĝééš⟧"),
            "{accented}"
        );
        let rows = ["zero", "one", "two", "few", "many", "other"];
        assert!(rows.iter().all(|row| mirrored.contains(&format!("[{row}]"))), "{mirrored}");
    }

    #[test]
    fn a_pseudo_locale_has_the_files_of_the_source_and_is_in_no_menu_by_itself() {
        let english = [
            ("en/a.ftl", "a = x\n"),
            ("en/locale.toml", "share = [\"x\"]\nreviewed_by = \"y\"\n"),
            ("fr/a.ftl", "a = y\n"),
            ("en/statement.toml", ""),
        ];
        let english = english.map(|(path, text)| LocaleFile::new(path, text.as_bytes()));
        let made = files(&english);
        let paths: Vec<&str> = made.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["en-XA/a.ftl", "en-XA/locale.toml", "ar-XB/a.ftl", "ar-XB/locale.toml"]);
        assert_eq!(made[1].text, "share = [\"x\"]\nstate = \"by-link\"\n");
        let taken = [english.as_slice(), &[LocaleFile::new("ar-XB/a.ftl", b"a = z\n")]].concat();
        assert!(files(&taken).iter().all(|file| file.path.starts_with("en-XA/")), "what is on the disk is left alone");
    }
}
