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
            Self::Day(day) => {
                // Day, month and year stay on one line.
                let words = locale.date_formats.day(*day).replace(' ', "\u{a0}");
                Moment::value(words, day.day().unsigned_abs())
            }
            Self::Time(time) => Moment::value(locale.date_formats.time(*time), time.hour().unsigned_abs()),
            Self::Endonyms(places) => {
                let named = languages.iter().copied().enumerate().filter(|(place, _)| places.contains(place));
                Endonyms::value(named, locale, markup::sanitize_argument)
            }
        }
    }
}
