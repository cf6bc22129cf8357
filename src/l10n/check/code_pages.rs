//! UTF-8 that was read in an encoding of one byte for each character, whichever letters that has: `Р‘` for `Б`. Text is put
//! back into the bytes that it was read from; honest text makes no UTF-8. Knows no file and no language.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_4, ISO_8859_5, ISO_8859_7, ISO_8859_8, ISO_8859_10, ISO_8859_13,
    ISO_8859_15, KOI8_R, KOI8_U, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};
use foldhash::HashSet;
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::l10n::position::offset_in;

/// Those of old Macs have signs where others have letters, so that honest text makes UTF-8.
const PAGES: [&Encoding; 21] = [
    WINDOWS_1251,
    WINDOWS_1256,
    WINDOWS_1252,
    WINDOWS_1254,
    WINDOWS_1250,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    KOI8_R,
    KOI8_U,
    IBM866,
    ISO_8859_2,
    ISO_8859_4,
    ISO_8859_5,
    ISO_8859_7,
    ISO_8859_8,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_15,
];

/// Characters behind the last that any of them has.
const END: usize = 0x2600;
/// Fewer are chance.
const MIN_CHARACTERS: usize = 4;
/// The same again and again is one word.
const MIN_DIFFERENT: usize = 3;
/// Of so many characters one may be damaged once more: a space that does not break has become one that does.
const ONE_OTHER_OF: usize = 8;

/// Some of the pages, a bit each.
type Pages = u32;

/// What a character is in each of the pages.
#[derive(Clone, Copy, Default)]
struct InPages {
    /// Its byte, 0 where it has none.
    bytes: [u8; PAGES.len()],
    /// The pages in which a character of UTF-8 may begin with it.
    begins: Pages,
    /// Those in which one may go on with it.
    goes_on: Pages,
}

/// The characters that any of the pages has, by their numbers.
static CHARACTERS: LazyLock<Vec<InPages>> = LazyLock::new(|| {
    let mut all = vec![InPages::default(); END];
    // What an encoding does not have is a control in some programs.
    for byte in 0x80..=0x9f {
        all[usize::from(byte)].bytes = [byte; PAGES.len()];
    }
    for (page, encoding) in PAGES.into_iter().enumerate() {
        for byte in 0x80..=0xff {
            let of_byte = encoding.decode_without_bom_handling(&[byte]).0.chars().next();
            if let Some(character) = of_byte.and_then(|c| all.get_mut(c as usize)) {
                character.bytes[page] = byte;
            }
        }
    }
    for character in &mut all {
        let pages = |is_so: fn(u8) -> bool| {
            let of_page = |(page, byte): (usize, &u8)| Pages::from(is_so(*byte)) << page;
            character.bytes.iter().enumerate().map(of_page).sum()
        };
        (character.begins, character.goes_on) =
            (pages(|byte| follow(byte) > 0), pages(|byte| matches!(byte, 0x80..=0xbf)));
    }
    all
});

fn in_pages(c: char) -> InPages {
    CHARACTERS.get(c as usize).copied().unwrap_or_default()
}

/// How many bytes follow the first one of a character of UTF-8; 0 if none begins with it.
fn follow(first: u8) -> usize {
    match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => 0,
    }
}

/// A character that was read byte by byte: where it stands, and what it was.
pub(in crate::l10n) type Misread = (Range<usize>, char);

/// What of a text was read so.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::l10n) struct Found {
    pub(in crate::l10n) characters: Vec<Misread>,
    /// Whether it is the whole text, and not some lines of it.
    pub(in crate::l10n) is_whole: bool,
}

/// Looks through a text, line by line.
pub(super) fn find(text: &str) -> Found {
    let lines: Vec<(usize, &str, Pages)> = text
        .split('\n')
        .filter(|line| !line.is_ascii())
        .map(|line| (offset_in(text, line), line, pages_of(line)))
        .collect();
    // A line with one such character says nothing.
    let begun = lines.iter().fold(0, |begun, (_, _, pages)| begun | if *pages == Pages::MAX { 0 } else { *pages });
    let mut found = Found::default();
    let mut is_told = HashSet::default();
    for page in (0..PAGES.len()).filter(|page| begun >> page & 1 == 1) {
        let (mut all, mut others, mut honest) = (Vec::new(), 0, 0);
        for (start, line, pages) in &lines {
            let Some(read) = Some(line).filter(|_| pages >> page & 1 == 1).and_then(|line| read(line, page)) else {
                honest += 1;
                continue;
            };
            others += read.others;
            all.extend(read.characters.into_iter().map(|(bytes, c)| (bytes.start + start..bytes.end + start, c)));
        }
        if honest * ONE_OTHER_OF <= lines.len() && are_text(text, &all, others) {
            return Found { characters: all, is_whole: true };
        }
        for of_line in all.chunk_by(|(a, _), (b, _)| !text[a.start..b.start].contains('\n')) {
            let start = text[..of_line[0].0.start].rfind('\n').map_or(0, |end| end + 1);
            if are_text(text, of_line, 0) && is_told.insert(start) {
                found.characters.extend(of_line.iter().cloned());
            }
        }
    }
    found.characters.sort_by_key(|(bytes, _)| bytes.start);
    found
}

/// The pages in which one of the first two characters of a line that are not of ASCII begins one of UTF-8: in no other
/// is it damaged. All, if it has but one.
fn pages_of(line: &str) -> Pages {
    let mut pages = 0;
    let mut others = line.char_indices().filter(|(_, c)| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER);
    for _ in 0..2 {
        let Some((at, c)) = others.next() else { return Pages::MAX };
        let next = line[at + c.len_utf8()..].chars().next();
        pages |= in_pages(c).begins & next.map_or(0, |next| in_pages(next).goes_on);
    }
    pages
}

/// What of a line was read in one of the encodings.
#[derive(Default)]
struct DecodedLine {
    characters: Vec<Misread>,
    /// The characters in it that are no such bytes; those that are lost count for nothing.
    others: usize,
}

/// Reads a line as far as it is damaged; `None` if it is not.
fn read(line: &str, page: usize) -> Option<DecodedLine> {
    let byte = |c: char| in_pages(c).bytes[page];
    let (mut read, mut taken) = (DecodedLine::default(), 0);
    let mut rest = line.char_indices();
    while let Some((at, c)) = rest.next() {
        if c.is_ascii() || c == char::REPLACEMENT_CHARACTER {
            continue;
        }
        let first = byte(c);
        let more = follow(first);
        let mut bytes = [first, 0, 0, 0];
        let mut behind = rest.clone();
        for byte_of in &mut bytes[1..=more] {
            *byte_of = behind.next().map_or(0, |(_, c)| byte(c));
        }
        match std::str::from_utf8(&bytes[..=more]).ok().and_then(|meant| meant.chars().next()).filter(|_| more > 0) {
            Some(meant) => {
                read.characters
                    .push((at..at + behind.as_str().as_ptr() as usize - line[at..].as_ptr() as usize, meant));
                taken += more + 1;
                rest = behind;
            }
            None => read.others += 1,
        }
        if read.others > 1 + taken / ONE_OTHER_OF {
            return None;
        }
    }
    Some(read)
}

/// Whether characters that are read so are text: enough, of one script, and behind their first bytes stands what honest
/// text does not have there.
fn are_text(text: &str, characters: &[Misread], others: usize) -> bool {
    let taken: usize = characters.iter().map(|(_, meant)| meant.len_utf8()).sum();
    if characters.len() < MIN_CHARACTERS || others * ONE_OTHER_OF > taken {
        return false;
    }
    let different: HashSet<char> = characters.iter().map(|(_, meant)| *meant).collect();
    let is_odd = |bytes: &Range<usize>| text[bytes.clone()].chars().skip(1).any(|c| !may_follow(c));
    let odd = characters.iter().filter(|(bytes, _)| is_odd(bytes)).count();
    let scripts = CodePointMapData::<Script>::new();
    let letters: Vec<Script> = characters
        .iter()
        .filter(|(_, meant)| meant.is_alphabetic())
        .map(|(_, meant)| script(scripts.get(*meant)))
        .collect();
    let of_first = |first: &Script| letters.iter().filter(|script| *script == first).count();
    let most = letters.iter().take(MIN_CHARACTERS).map(of_first).max().unwrap_or_default();
    different.len() >= MIN_DIFFERENT
        && odd * 6 >= characters.len()
        && letters.len() * 2 >= characters.len()
        && most * 5 >= letters.len() * 4
}

/// The script of a letter; those that Japanese has are one.
fn script(script: Script) -> Script {
    if matches!(script, Script::Hiragana | Script::Katakana) { Script::Han } else { script }
}

/// Whether a character stands behind letters in a text.
pub(super) fn may_follow(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '‚'
            | '„'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '°'
            | '²'
            | '³'
            | '¹'
            | 'ª'
            | 'º'
            | '®'
            | '™'
            | '\u{ad}'
            | 'š'
            | 'œ'
            | 'ž'
            | 'Š'
            | 'Œ'
            | 'Ž'
            | 'Ÿ'
            | 'ƒ'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A text whose UTF-8 is read in an encoding.
    fn damaged(text: &str, page: &'static Encoding) -> String {
        page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn is_whole(text: &str) -> bool {
        find(text).is_whole
    }

    fn files() -> Vec<(String, String)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
        let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "ftl"));
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect()
    }

    /// Texts of other scripts, and what in them may look like it.
    const HONEST: [&str; 26] = [
        "НІ, НІ, НІ, НІ! ВІЙНА РІК СІМ ДІМ ВІСІМ",
        "Росії»… її» Україні» надії» Європі, Азії»",
        "УЈЕДИЊЕЊА ЋИЋ НОЋ ЊЕГОШ ЉУБАВ ЏЕП",
        "Њега љубав џеп ћуп ђак",
        "там там чем тем уже сам том рад",
        "характер — это чемодан, также уже там",
        "Ἑλλάς Ελλάδα ΕΛΛΆΔΑ Ά Έ Ή Ί «Ύδρα»",
        "Η Ελλάδα καταδικάζει την τρομοκρατία· ’Αρθρο",
        "מדינת ישראל מגנה את הטרור״ ׳א׳",
        "שָׁלוֹם עֲלֵיכֶם",
        "การก่อการร้ายไม่ใช่เรื่องใหม่ ภาษาไทย นาน านาน",
        "ការភ្ញៀវ ភេរវកម្ម",
        "საქართველო გმობს ტერორიზმს",
        "대한민국은 테러를 규탄한다",
        "日本はテロを非難する。カタカナ",
        "भारत आतंकवाद की निंदा करता है",
        "LIBERTÉ\u{a0}! OÙ\u{a0}? À\u{a0}! «\u{a0}ÉTÉ\u{a0}»… È\u{a0}: Ê\u{a0}; É…",
        "l’état, l’école, l’été, l’île, l’œuvre, l’à",
        "«école» «état» «à» “é” “à” “ê”",
        "ŞÜKRÜ İŞİ ĞÜZ ÇÖL ÖĞE ÜŞÜ şşş ışış ğğ",
        "ĂŞ ÂŞ ĂŢ ŐŰ Äš Ĺž Ľ ľ Ž",
        "Tổ chức Liên hợp quốc ĐÃ LÊN ÁN ĐƯỜNG",
        "ՀԱՅԱՍՏԱՆ Հայաստան",
        "ኢትዮጵያ ሽብርተኝነትን",
        "ایران تروریسم را محکوم می‌کند، «پاک» گ چ پ ژ ک",
        "АБВ ГДЕ ЁЖЗ ИЙК ВЁ РЁВ СЁЛА НЁС",
    ];

    #[test]
    fn no_honest_text_is_one_that_was_misread() {
        for (path, text) in files() {
            assert_eq!(find(&text), Found::default(), "{path}");
            for line in text.lines() {
                assert_eq!(find(line), Found::default(), "{path}: {line}");
            }
        }
        for text in HONEST {
            assert_eq!(find(text), Found::default(), "{text}");
            for word in text.split(' ') {
                assert_eq!(find(&[word; 6].join(" ")), Found::default(), "{word}");
            }
        }
        assert_eq!(find(&HONEST.join("\n")), Found::default());
    }

    #[test]
    fn a_text_of_some_letters_is_found_whatever_it_was_read_in() {
        let mut read = 0;
        for (path, text) in files() {
            let folder = path.rsplit('/').nth(1).unwrap();
            if !["ru", "ar", "fa", "zh-Hans"].contains(&folder) || path.ends_with("/.made-from.ftl") {
                continue;
            }
            for page in PAGES {
                let damaged_text = damaged(&text, page);
                // What an encoding has no character for is lost, and told as that.
                assert!(
                    is_whole(&damaged_text) || damaged_text.contains(char::REPLACEMENT_CHARACTER),
                    "{path} in {}",
                    page.name()
                );
                for line in
                    text.lines().filter(|line| line.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() > 6)
                {
                    let damaged_line = damaged(line, page);
                    let is_lost = damaged_line.contains(char::REPLACEMENT_CHARACTER);
                    read += usize::from(!is_lost);
                    assert!(is_lost || !find(&damaged_line).characters.is_empty(), "{line} in {}", page.name());
                }
            }
        }
        assert!(read > 1000, "{read}");
        for text in ["Боротьба з тероризмом", "מאבק בטרור ובמימונו", "Καταπολέμηση της τρομοκρατίας"]
        {
            for page in PAGES {
                let damaged = damaged(text, page);
                let found = find(&damaged);
                let is_lost = damaged.contains(char::REPLACEMENT_CHARACTER);
                assert!(found.is_whole || is_lost, "{text} in {}: {found:?}", page.name());
            }
        }
        assert_eq!(find(&damaged("Боб", WINDOWS_1251)), Found::default(), "too few to say");
        assert!(is_whole(&damaged("бобы", WINDOWS_1251)), "four, of which three are different");
        assert_eq!(find(&damaged("бобобобо", WINDOWS_1251)), Found::default(), "the same again and again");
    }

    #[test]
    fn lines_that_were_misread_among_others_are_told_from_a_text_that_is_so_as_a_whole() {
        let honest = "Заявление\nо борьбе\nс терроризмом\n";
        let text = format!("{honest}{}\n{honest}", damaged("Бич терроризма", WINDOWS_1251));
        let found = find(&text);
        assert!(!found.is_whole);
        let first = &found.characters[0];
        assert_eq!((&text[first.0.clone()], first.1), ("Р‘", 'Б'));
        assert_eq!(found.characters.iter().map(|(_, c)| *c).collect::<String>(), "Бичтерроризма");
        assert!(find(&damaged(&honest.repeat(2), KOI8_R)).is_whole);
    }
}
