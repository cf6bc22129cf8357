//! Where a word stands in a text: as a whole word of its own, in any script. Knows no element.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;

/// The first place in a text at which one of some words stands, and which of them. Of several at one place it is the longest.
pub fn first_word<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<(usize, Range<usize>)> {
    let place = |word: &str| first_place(text, word).map(|start| start..start + word.len());
    let places = words.into_iter().enumerate().filter_map(|(number, word)| Some((number, place(word)?)));
    places.min_by_key(|(_, at)| (at.start, usize::MAX - at.end))
}

/// The first place at which a word stands as a whole.
fn first_place(text: &str, word: &str) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    // What follows a word may begin another occurrence of it.
    let mut from = 0;
    while let Some(start) = text[from..].find(word).map(|at| from + at) {
        let end = start + word.len();
        if !text[..start].chars().next_back().is_some_and(belongs_to_a_word)
            && !text[end..].chars().next().is_some_and(belongs_to_a_word)
        {
            return Some(start);
        }
        from = start + word.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Whether a character beside a word would make it a part of another one: letters, digits and their marks, in the scripts that write
/// spaces between words (Unicode’s `Word_Break`, UAX #29). An apostrophe and a hyphen do not, which join an
/// ending to an abbreviation: Turkish “BM’nin”, Azerbaijani “BMT-nin”.
fn belongs_to_a_word(c: char) -> bool {
    matches!(
        CodePointMapData::<WordBreak>::new().get(c),
        WordBreak::ALetter
            | WordBreak::HebrewLetter
            | WordBreak::Katakana
            | WordBreak::Numeric
            | WordBreak::ExtendNumLet
            | WordBreak::Extend
            | WordBreak::ZWJ
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_it_first_stands_by_itself() {
        for (text, word, found) in [
            ("with UN and UN", "UN", Some(5)),
            ("UN", "UN", Some(0)),
            ("UNESCO, UN", "UN", Some(8)),
            ("PUN-UN", "UN", Some(4)),
            ("UN7 2UN _UN UN", "UN", Some(12)),
            ("un", "UN", None),
            ("(UN)", "UN", Some(1)),
            ("UN’s", "UN", Some(0)),
            ("BM’nin", "BM", Some(0)),
            ("BM'nin", "BM", Some(0)),
            ("BMT-nin", "BMT", Some(0)),
            ("BMTnin", "BMT", None),
            ("ATƏT-in", "ATƏT", Some(0)),
            ("ООН, СНГ", "СНГ", Some(8)),
            ("وغوام غوام", "غوام", Some(11)),
            ("与经合组织合作", "经合组织", Some(3)),
            ("与OECD合作", "OECD", Some(3)),
            ("e\u{301}UN UN\u{301} UN", "UN", Some(11)),
            ("U.N.", "U.N.", Some(0)),
            ("text", "", None),
            ("ananas anan", "anan", Some(7)),
        ] {
            assert_eq!(first_word(text, [word]).map(|(_, at)| at.start), found, "{word} in {text}");
        }
    }

    #[test]
    fn of_several_words_the_first_is_found_and_at_one_place_the_longest() {
        assert_eq!(first_word("OSCE and UN", ["UN", "OSCE"]), Some((1, 0..4)));
        assert_eq!(first_word("UN Women", ["UN", "UN Women"]), Some((1, 0..8)));
        assert_eq!(first_word("UN Women", ["UN Women", "UN"]), Some((0, 0..8)));
        assert_eq!(first_word("text", []), None);
    }
}
