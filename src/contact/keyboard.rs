//! Characters as keyboards of other scripts type them, where those of ASCII are meant. Knows no field.

/// The zeros of the scripts whose digits people type with their own keyboards; nine more follow each.
const ZEROS: [char; 18] = ['٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐'];

/// A full-width character, as East Asian keyboards type it, as the usual one.
pub(super) fn from_full_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' | '｡' => '.',
        c => c,
    }
}

/// A decimal digit of one of those scripts as the ASCII one.
pub(super) fn from_digit(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    digit.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
