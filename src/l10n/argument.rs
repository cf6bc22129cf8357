//! What is filled into the variables of a text, as the language of its sentence writes it. Knows no message.

use std::ops::Range;

use fluent::FluentValue;
use jiff::civil::{Date, Time};

use super::endonyms::Endonyms;
use super::locale::Locale;
use super::markup;
use super::plural_row::Moment;

/// What is filled into a variable. A choice by a day goes by the day of the month, one by a time by the hour: Spanish
/// «a la 1:05» and «a las 2:05», Italian «l’8» and «il 9». A day, a time and a list are written in the language of the
/// sentence, which may be another than the page’s; the name of a language says which it is where it stands in a sentence
/// of another one.
pub(super) enum Argument {
    Text(String),
    Count(usize),
    Day(Date),
    Time(Time),
    /// Places among the languages of the text.
    Endonyms(Range<usize>),
}

impl Argument {
    /// As it stands in a sentence of a language; `languages` are those of the text.
    pub(super) fn in_language(&self, locale: &Locale, languages: &[&Locale]) -> FluentValue<'static> {
        match self {
            Self::Count(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(markup::sanitize_argument(text)),
            Self::Day(day) => Moment::value(on_one_line(&locale.date_formats.day(*day)), day.day().unsigned_abs()),
            Self::Time(time) => Moment::value(locale.date_formats.time(*time), time.hour().unsigned_abs()),
            Self::Endonyms(places) => {
                let named = languages.iter().copied().enumerate().filter(|(place, _)| places.contains(place));
                Endonyms::value(named, locale, markup::sanitize_argument)
            }
        }
    }
}

/// A day whose parts no line parts: neither at a space nor, where a language writes none, between numbers and signs
/// (UAX #14).
fn on_one_line(day: &str) -> String {
    if day.contains(' ') {
        return day.replace(' ', "\u{a0}");
    }
    let mut written = String::with_capacity(day.len() + 12);
    let mut before = None;
    for sign in day.chars() {
        let is_new_part = before.is_some_and(|before: char| before.is_numeric() != sign.is_numeric());
        if is_new_part && before.is_some_and(char::is_alphanumeric) && sign.is_alphanumeric() {
            written.push('\u{2060}');
        }
        written.push(sign);
        before = Some(sign);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_not_parted_at_the_end_of_a_line() {
        for (day, written) in [
            ("5. März 2026", "5.\u{a0}März\u{a0}2026"),
            ("2026年11月26日", "2026\u{2060}年\u{2060}11\u{2060}月\u{2060}26\u{2060}日"),
            ("۵ مارس ۲۰۲۶", "۵\u{a0}مارس\u{a0}۲۰۲۶"),
            ("1er mars 2026", "1er\u{a0}mars\u{a0}2026"),
            ("2026-03-05", "2026-03-05"),
        ] {
            assert_eq!(on_one_line(day), written);
        }
    }
}
