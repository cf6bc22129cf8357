//! What a page fills into a variable of a text, and how the language of the text writes it. Knows no message.

use fluent::FluentValue;
use jiff::civil::{Date, Time};

use super::format;
use super::isolates::isolated;
use super::locale::Locale;
use super::markup;
use super::plural::Moment;

/// What is filled into a variable. A choice by a day goes by the day of the month, one by a time by the hour: Spanish
/// «a la 1:05» and «a las 2:05», Italian «l’8» and «il 9». A day, a time and a list are written in the language of the sentence, which may be
/// another than the page’s.
pub(super) enum Argument {
    Text(String),
    Count(usize),
    Day(Date),
    Time(Time),
    List(Vec<String>),
}

impl Argument {
    /// As the language of the sentence writes it.
    pub(super) fn in_language(&self, locale: &Locale) -> FluentValue<'static> {
        match self {
            Self::Count(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(markup::sanitize_argument(text)),
            Self::Day(day) => {
                // Day, month and year stay on one line.
                let words = format::date(&locale.tag, *day).replace(' ', "\u{a0}");
                Moment::value(words, day.day().unsigned_abs())
            }
            Self::Time(time) => Moment::value(format::time(&locale.tag, *time), time.hour().unsigned_abs()),
            Self::List(items) => {
                // Each by itself: two of another direction would change places.
                let items: Vec<String> = items.iter().map(|item| isolated(&markup::sanitize_argument(item))).collect();
                FluentValue::from(format::list(&locale.tag, &items))
            }
        }
    }
}
