//! Days and times as a language writes them, from CLDR through ICU4X.
//!
//! Days are Gregorian in every language: the statement and the documents it names carry Gregorian dates, and the same day
//! must be recognisable in each translation.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, YMD};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter, input};
use jiff::civil::{Date, Time};
use unic_langid::LanguageIdentifier;

use super::icu_tag::formatting_locale;

/// The first of a month, where a language writes it as an ordinal number; CLDR’s patterns have cardinal ones.
const FIRST_OF_MONTH: [(&str, &str); 1] = [("fr", "1er")];

/// How a language writes days and times. Made once a language: that takes several times as long as to write a day.
#[derive(Clone, Debug)]
pub struct DateFormats {
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    time: Option<NoCalendarFormatter<T>>,
    first_of_month: Option<&'static str>,
}

impl DateFormats {
    /// Those of a language.
    pub fn new(tag: &LanguageIdentifier) -> Self {
        let mut preferences = DateTimeFormatterPreferences::from(&formatting_locale(tag));
        let day = FixedCalendarDateTimeFormatter::try_new(preferences, YMD::long()).ok();
        preferences.hour_cycle = Some(HourCycle::H23);
        let first = FIRST_OF_MONTH.iter().find(|(language, _)| tag.language.as_str() == *language);
        Self {
            day,
            time: NoCalendarFormatter::try_new(preferences, T::hm()).ok(),
            first_of_month: first.map(|(_, first)| *first),
        }
    }

    /// A day, written out: 5 March 2026, ۵ مارس ۲۰۲۶. Where CLDR does not know the names of the months, as
    /// ISO 8601 writes it: 2026-03-05.
    pub fn day(&self, day: Date) -> String {
        let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        let written = match (&self.day, input::Date::try_new_gregorian(day.year().into(), month, day_of_month)) {
            (Some(formatter), Ok(date)) => Some(formatter.format(&date).to_string()),
            _ => None,
        };
        // CLDR’s root has M01, M02 … in the place of names.
        let written = written.filter(|written| !written.contains(&format!("M{month:02}")));
        match written {
            Some(written) if day_of_month == 1 => self.with_first(written),
            Some(written) => written,
            None => day.to_string(),
        }
    }

    fn with_first(&self, written: String) -> String {
        match (self.first_of_month, written.strip_prefix("1 ")) {
            (Some(first), Some(rest)) => format!("{first} {rest}"),
            _ => written,
        }
    }

    /// A time of day, hour and minute, on a clock of 24 hours: 14:05, ۱۴:۰۵. The same everywhere,
    /// because the time is UTC and not the reader’s own.
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        match (&self.time, input::Time::try_new(hour, minute, 0, 0)) {
            (Some(formatter), Ok(time)) => formatter.format(&time).to_string(),
            _ => format!("{hour:02}:{minute:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn formats(tag: &str) -> DateFormats {
        DateFormats::new(&tag.parse().unwrap())
    }

    #[test]
    fn each_language_writes_its_own_days() {
        let day = jiff::civil::date(2026, 3, 5);
        for (language, written) in [
            ("en", "5 March 2026"),
            ("en-US", "March 5, 2026"),
            ("de", "5. März 2026"),
            ("fa", "۵ مارس ۲۰۲۶"),
            ("zh-Hans", "2026年3月5日"),
            ("az", "5 mart 2026"),
            ("tr", "5 Mart 2026"),
            ("ka", "5 მარტი, 2026"),
            ("sr-Latn", "05. mart 2026."),
            ("az-Arab", "2026-03-05"),
        ] {
            assert_eq!(formats(language).day(day), written, "{language}");
        }
    }

    #[test]
    fn the_first_of_a_month_is_written_as_the_language_does() {
        for (language, first, eleventh) in [
            ("fr", "1er mars 2026", "11 mars 2026"),
            ("fr-CA", "1er mars 2026", "11 mars 2026"),
            ("en", "1 March 2026", "11 March 2026"),
            ("de", "1. März 2026", "11. März 2026"),
            ("es", "1 de marzo de 2026", "11 de marzo de 2026"),
        ] {
            let written = [1, 11].map(|day| formats(language).day(jiff::civil::date(2026, 3, day)));
            assert_eq!(written, [first, eleventh], "{language}");
        }
    }

    #[test]
    fn a_day_without_a_name_for_its_month_is_written_as_iso_does() {
        for language in ["az-Arab", "az-Cyrl", "lez", "av", "tly", "ce", "dv", "yi", "la", "xx"] {
            let written: Vec<String> =
                (1..=12).map(|month| formats(language).day(jiff::civil::date(2026, month, 25))).collect();
            let iso: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}-25")).collect();
            assert_eq!(written, iso, "{language}");
        }
    }

    #[test]
    fn a_time_is_written_on_a_clock_of_24_hours_without_seconds() {
        for (language, morning, afternoon) in
            [("en", "00:05", "14:30"), ("en-US", "00:05", "14:30"), ("fa", "۰:۰۵", "۱۴:۳۰"), ("ar", "00:05", "14:30")]
        {
            assert_eq!(formats(language).time(jiff::civil::time(0, 5, 59, 0)), morning, "{language}");
            assert_eq!(formats(language).time(jiff::civil::time(14, 30, 0, 0)), afternoon, "{language}");
        }
    }
}
