//! Days as they are written in the files beside the messages: of an approval, of a copy. Knows no file.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// Earlier years are slips of the pen, such as the year 26.
const FIRST_YEAR: i16 = 1900;

/// A day that is written as 2026-03-05.
pub(crate) fn day(text: &str) -> Option<Date> {
    // jiff reads more forms of ISO 8601 (20260305, one with a time); here the one that it writes itself is the only one.
    text.parse::<Date>().ok().filter(|day| day.year() >= FIRST_YEAR && day.to_string() == text)
}

/// Whether a day has not come yet anywhere on Earth.
pub(crate) fn is_in_future(day: Date, today: Date) -> bool {
    day > today.saturating_add(1.day())
}

/// The day of now.
pub(crate) fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}
