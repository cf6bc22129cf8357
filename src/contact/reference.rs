//! The reference of a message: short, spoken, typed, unguessable.
//!
//! Nine random digits of Crockford’s base 32 (45 bits) and his check symbol, the value modulo
//! 37. References whose check symbol would be one of the five that are no digits (`*~$=U`) are
//! not given out, so that a reference is always ten letters and figures, and any single wrong
//! digit and any two neighbours swapped are found out. Knows no message.

use std::fmt;
use std::str::FromStr;

use super::keyboard::{from_digit, from_full_width};

/// The digits, without I, L, O and U (<https://www.crockford.com/base32.html>).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_BITS: u32 = 45;
const LENGTH: usize = 10;
const MODULUS: u64 = 37;
/// How many characters a typed one may lack, or have too many, and still be taken for a reference.
const MISCOUNTED: usize = 2;

/// The reference of a message, in its one canonical form `4T7QK-9HX2W`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

/// Why a text is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseReferenceError {
    /// It does not have the form of one.
    #[error("a reference is ten letters and figures, such as 4T7QK-9HX2W; the hyphen may be left out")]
    Malformed,
    /// It has some characters too few or too many.
    #[error("a reference is ten letters and figures, such as 4T7QK-9HX2W, and this one has {given}")]
    Miscounted {
        /// How many it has.
        given: usize,
    },
    /// It has, but its check digit says that it was mistyped.
    #[error("the reference contains a typing error: its last character does not fit the others")]
    Mistyped,
}

impl Reference {
    /// A new one from the system’s random numbers.
    pub fn random() -> Result<Self, getrandom::Error> {
        loop {
            let value = getrandom::u64()? >> (u64::BITS - RANDOM_BITS);
            if let Some(reference) = Self::from_value(value) {
                return Ok(reference);
            }
        }
    }

    /// The reference of a value, if its check symbol is a digit.
    fn from_value(value: u64) -> Option<Self> {
        let check = usize::try_from(value % MODULUS).ok().filter(|check| *check < DIGITS.len())?;
        let mut text = String::with_capacity(LENGTH + 1);
        for place in (0..LENGTH - 1).rev() {
            text.push(char::from(DIGITS[(value >> (5 * place)) as usize & 31]));
            if place == LENGTH / 2 - 1 {
                text.push('-');
            }
        }
        text.push(char::from(DIGITS[check]));
        Some(Self(text))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = ParseReferenceError;

    /// Reads it as people write it: any case, hyphens and spaces anywhere, I and L for 1, O for 0, digits of other scripts.
    fn from_str(text: &str) -> Result<Self, ParseReferenceError> {
        let mut digits = Vec::with_capacity(LENGTH);
        let typed = text.chars().map(|c| from_digit(from_full_width(c)));
        for c in typed.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
            let c = match c.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                c => c,
            };
            let digit =
                DIGITS.iter().position(|digit| char::from(*digit) == c).ok_or(ParseReferenceError::Malformed)?;
            digits.push(digit as u64);
            if digits.len() > LENGTH + MISCOUNTED {
                return Err(ParseReferenceError::Malformed);
            }
        }
        let [value @ .., check] = digits.as_slice() else { return Err(ParseReferenceError::Malformed) };
        match digits.len() {
            LENGTH => {}
            length if length + MISCOUNTED < LENGTH => return Err(ParseReferenceError::Malformed),
            given => return Err(ParseReferenceError::Miscounted { given }),
        }
        let value = value.iter().fold(0, |value, digit| value << 5 | digit);
        if value % MODULUS == *check {
            Self::from_value(value).ok_or(ParseReferenceError::Mistyped)
        } else {
            Err(ParseReferenceError::Mistyped)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_reference() -> impl Strategy<Value = Reference> {
        (0..1_u64 << RANDOM_BITS).prop_filter_map("its check symbol is no digit", Reference::from_value)
    }

    #[test]
    fn a_reference_is_read_as_people_write_it() {
        let reference = Reference::from_value(0).map(|r| r.to_string());
        assert_eq!(reference.as_deref(), Some("00000-00000"));
        for text in [
            "00000-00000",
            "0000000000",
            "ooooo ooooo",
            "OO-00–000—0-00",
            " 00000\u{a0}00000 ",
            "۰۰۰۰۰-٠٠٠٠٠",
            "０００００－０oＯ０0",
        ] {
            assert_eq!(text.parse::<Reference>().map(|r| r.to_string()).as_deref(), Ok("00000-00000"), "{text}");
        }
        for text in ["", "0", "0000000", "0000000000000", "UUUUUUUUUU", "00000-0000!"] {
            assert_eq!(text.parse::<Reference>(), Err(ParseReferenceError::Malformed), "{text}");
        }
        for (text, given) in [("00000-000", 8), ("000000000", 9), ("00000000000", 11), ("00000-00000-00", 12)] {
            assert_eq!(text.parse::<Reference>(), Err(ParseReferenceError::Miscounted { given }), "{text}");
        }
        assert_eq!("00000-00001".parse::<Reference>(), Err(ParseReferenceError::Mistyped));
    }

    #[test]
    fn references_do_not_repeat() {
        let many: std::collections::HashSet<String> =
            (0..10_000).filter_map(|_| Reference::random().ok()).map(|r| r.to_string()).collect();
        assert_eq!(many.len(), 10_000);
    }

    proptest! {
        #[test]
        fn a_reference_is_what_it_was_written_as(reference in any_reference()) {
            prop_assert_eq!(reference.as_str().parse::<Reference>(), Ok(reference.clone()));
            prop_assert_eq!(reference.as_str().to_lowercase().parse::<Reference>(), Ok(reference));
        }

        #[test]
        fn one_wrong_digit_is_found_out(reference in any_reference(), at in 0..10_usize, digit in 0..32_usize) {
            let mut text: Vec<char> = reference.as_str().replace('-', "").chars().collect();
            let other = char::from(DIGITS[digit]);
            prop_assume!(text[at] != other);
            text[at] = other;
            prop_assert_eq!(String::from_iter(text).parse::<Reference>(), Err(ParseReferenceError::Mistyped));
        }

        #[test]
        fn two_neighbours_swapped_are_found_out(reference in any_reference(), at in 0..9_usize) {
            let mut text: Vec<char> = reference.as_str().replace('-', "").chars().collect();
            prop_assume!(text[at] != text[at + 1]);
            text.swap(at, at + 1);
            prop_assert_eq!(String::from_iter(text).parse::<Reference>(), Err(ParseReferenceError::Mistyped));
        }

        #[test]
        fn what_is_read_of_any_text_is_a_reference(text in "\\PC{0,20}|[0-9A-Za-z -]{8,14}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(reference.as_str().parse::<Reference>(), Ok(reference));
            }
        }
    }
}
