//! Characters of a text that were read in the wrong encoding and saved so. Knows no file and no language.

use encoding_rs::WINDOWS_1252;

use super::code_pages::{self, Found, Misread, may_follow};

/// So many characters make the file wrong: one is told where it stands.
pub(super) const ENOUGH: usize = 2;
/// With fewer beside so many other letters, it is some lines of a text and not all of it.
const MOST_OF: usize = 4;

/// Finds the characters of a text that have been read in the wrong encoding. One alone is found where nothing else can be
/// meant.
pub(in crate::l10n) fn misread(text: &str) -> Found {
    let (latin, found) = (misread_latin(text), code_pages::find(text));
    match latin.characters.len() > found.characters.len() {
        true => latin,
        false => found,
    }
}

/// The same of texts that may have few of them, in the encodings of the west of Europe.
fn misread_latin(text: &str) -> Found {
    let mut found = Vec::new();
    let (mut from, mut are_certain) = (0, true);
    // All that such a character begins with, U+00C2 to U+00F4, has this byte first.
    while let Some(at) = text.as_bytes()[from..].iter().position(|byte| *byte == 0xc3).map(|at| from + at) {
        from = at + 2;
        let Some(one) = text.get(at..).and_then(misread_at) else { continue };
        let is_certain = is_certain(text, at, &one);
        if one.is_odd || is_certain {
            from = at + one.shown.len();
            are_certain &= is_certain;
            found.push((at..from, one.meant));
        }
    }
    let is_whole = found.len() >= ENOUGH && found.len() * MOST_OF >= others(text, &found);
    if found.len() < ENOUGH && !are_certain {
        found.clear();
    }
    Found { characters: found, is_whole }
}

/// The letters of a text that are not of ASCII and stand in none of these.
fn others(text: &str, found: &[Misread]) -> usize {
    let count = |text: &str| text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    count(text).saturating_sub(found.iter().map(|(bytes, _)| count(&text[bytes.clone()])).sum())
}

/// A character whose bytes were read one by one.
struct OneMisread<'t> {
    shown: &'t str,
    meant: char,
    /// Whether behind its first byte stands what stands behind no letter of a text.
    is_odd: bool,
}

/// The character that a text begins with if its bytes were read one by one.
fn misread_at(text: &str) -> Option<OneMisread<'_>> {
    let mut characters = text.chars();
    let first = u32::from(characters.next()?);
    let more = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = vec![u8::try_from(first).ok()?];
    let mut length = 2;
    let mut is_odd = false;
    for c in characters.take(more) {
        bytes.push(byte(c)?);
        length += c.len_utf8();
        // Letters are followed by quotation marks and spaces that do not break.
        is_odd |= !may_follow(c);
    }
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some(OneMisread { shown: &text[..length], meant, is_odd })
}

/// Signs that are typed for an apostrophe, or stand before a sentence that lacks the space before it.
const BEHIND_WORDS: [char; 7] = ['´', '¨', '¸', '˜', 'ˆ', '¡', '¿'];
/// Signs that stand behind words, and inside none.
const INSIDE_NO_WORD: [char; 9] = ['™', '°', '²', '³', '¹', '®', 'ª', 'º', '\u{ad}'];
/// Letters of the pages that no word has behind an `Ã`.
const BEHIND_A: [char; 8] = ['Œ', 'œ', 'Š', 'š', 'Ž', 'ž', 'Ÿ', 'ƒ'];

/// Whether one such character alone is certain, by what stands around it.
fn is_certain(text: &str, at: usize, one: &OneMisread<'_>) -> bool {
    let mut behind_first = one.shown.chars();
    let (Some(first), Some(second)) = (behind_first.next(), behind_first.next()) else { return false };
    let before = text[..at].chars().next_back();
    let behind = text[at + one.shown.len()..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    // Of three bytes and more: a quotation mark, a dash, a letter of Asia.
    if first.is_lowercase() {
        return one.is_odd && first != 'ß';
    }
    if !first.is_uppercase() {
        return false;
    }
    if is_small(before) {
        // No word has a capital there, with a sign behind it.
        return one.is_odd
            || INSIDE_NO_WORD.contains(&second)
            || matches!(first, 'Ã' | 'Â')
            || is_small(behind) && !second.is_alphabetic()
            || second == 'Ÿ';
    }
    // What stands beside no letter may be a unit: Å ±.
    let is_odd = one.is_odd && (is_letter(before) || is_letter(behind));
    let is_letter_of_page = match first {
        'Ã' => BEHIND_A.contains(&second),
        _ => second == 'Ÿ',
    };
    // `CAFÉ™s` is none.
    let is_sign = INSIDE_NO_WORD.contains(&second) && is_small(behind) && first != 'É';
    is_odd && (!BEHIND_WORDS.contains(&second) || first == 'Ã') || is_sign || is_letter_of_page
}

/// The byte that was read as this character.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        byte @ 0x80..=0xbf => u8::try_from(byte).ok(),
        _ => {
            let mut text = [0; 4];
            let (bytes, _, is_none) = WINDOWS_1252.encode(c.encode_utf8(&mut text));
            bytes.first().copied().filter(|_| !is_none)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text, as it was.
    fn meant(text: &str) -> String {
        misread(text).characters.iter().map(|(_, meant)| *meant).collect()
    }

    #[test]
    fn one_character_is_found_where_nothing_else_can_be_meant() {
        for (text, expected) in [
            ("EspaÃ±ol", "ñ"),
            ("FranÃ§ais", "ç"),
            ("fenÃ³meno", "ó"),
            ("nâ€™est", "’"),
            ("AzÉ™rbaycanca", "ə"),
            ("Ãœber", "Ü"),
            ("cafÃ©", "é"),
            ("cafÃ©.", "é"),
            ("flÃ©au", "é"),
            ("pÃ¨re", "è"),
            ("Ã‰tat", "É"),
            ("LIBERTÃ‰", "É"),
            ("StraÃŸe", "ß"),
            ("GÃ¼nter", "ü"),
            ("ParaÃ\u{ad}so", "í"),
            ("Ã¡lbum", "á"),
            ("TÃ¼rkÃ§e", "üç"),
            ("Ä°stanbul", "İ"),
            ("doÄŸru", "ğ"),
            ("ÅŸey", "ş"),
            ("kÄ±z", "ı"),
            ("wÅ‚asny Ä™", "ł"),
            ("Ã–sterreich – â€“ so", "–"),
            ("voilÃ\u{a0}", "à"),
            ("texteÂ\u{a0}: x", "\u{a0}"),
            ("æ‰“", "打"),
            ("Ð¢ÐµÑ€Ñ€Ð¾Ñ€", "Террор"),
        ] {
            assert_eq!(meant(text), expected, "{text}");
            assert_eq!(misread(text).is_whole, expected.chars().count() >= ENOUGH, "{text}");
        }
    }

    #[test]
    fn some_words_of_an_honest_text_are_not_all_of_it() {
        let honest = "été à l’île, très général, où déjà naît l’été ".repeat(4);
        let found = misread(&format!("{honest}\nflÃ©au dÃ©jÃ\u{a0}"));
        assert_eq!((found.characters.len(), found.is_whole), (3, false));
    }

    #[test]
    fn no_honest_word_is_such_a_character() {
        for text in [
            "NÃO",
            "Ã",
            "É",
            "50 ±",
            "1,54 Å ± 0,02 Å",
            "1,54 Å±0,02",
            "MANHÃ™",
            "MANHÔ",
            "«IRMû",
            "ANDRÉ´s",
            "PEÑA´S",
            "ANDRÉ’s",
            "JOSÉ¿Qué?",
            "CAFÉ®",
            "É…",
            "À\u{a0}!",
            "É\u{a0}»",
            "Straß–",
            "3×½",
            "á™",
            "Nº 5",
            "20 °C",
            "m³",
            "voilà… à\u{a0}« x »",
            "l·l",
            "ÅŽ",
            "Äš Ĺž",
            "Ö«Ä»ß“ß“ß“",
            "ŞÜKRÜ",
            "hÉireann",
            "nÁ”",
            "là–bas",
            "ê",
            "ô…",
            "Đã",
            "ÂME",
            "Âge",
            "ÎLE ÎLE",
            "DÉJÀ\u{a0}»",
            "ÉTÉ°",
            "SÃO²",
        ] {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
