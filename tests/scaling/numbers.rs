//! Numbers as documents show them, and the arithmetic that a chart and a table share.

use crate::scaling::figures::Figures;

/// Readers a minute, each of whom asks for one page.
pub const READERS: [f64; 4] = [1e3, 1e4, 1e5, 1e6];
/// Places at which a CDN keeps pages, each for itself.
pub const LOCATIONS: [f64; 4] = [1.0, 10.0, 100.0, 1000.0];

/// Three digits that count, with commas between thousands.
pub fn shown(value: f64) -> String {
    digits(value, 3)
}

/// Two digits that count, for what is extrapolated.
pub fn rough(value: f64) -> String {
    digits(value, 2)
}

fn digits(value: f64, count: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    // Of the last digit that counts.
    let power = value.abs().log10().floor() as i32 - (count - 1);
    let value = (value / 10f64.powi(power)).round() * 10f64.powi(power);
    if power >= 0 { whole(value) } else { trimmed(format!("{value:.*}", -power as usize)) }
}

/// A whole number with commas between thousands.
pub fn whole(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Cores that are busy with so many readers a minute, at so many microseconds each.
pub fn cores(readers_a_minute: f64, cpu_us: f64) -> f64 {
    readers_a_minute / 60.0 * cpu_us / 1e6
}

/// Gbit/s of pages for so many readers a minute, by the median of the languages.
pub fn gigabits(figures: &Figures, readers_a_minute: f64) -> f64 {
    readers_a_minute / 60.0 * figures.pages.statement_bytes.median * 8.0 / 1e9
}

/// What a shared cache keeps of pages alone: each in every language and coding.
pub fn entries(figures: &Figures) -> f64 {
    of_all_languages(figures, figures.pages.addresses_per_language)
}

/// The same with all addresses with a query to which pages link.
pub fn entries_by_links(figures: &Figures) -> f64 {
    entries(figures) + of_all_languages(figures, figures.pages.linked_queries_per_language)
}

/// The same with all forms that an address fills in.
pub fn entries_with_forms(figures: &Figures) -> f64 {
    entries_by_links(figures) + of_all_languages(figures, figures.pages.other_filled_forms_per_language)
}

fn of_all_languages(figures: &Figures, addresses: usize) -> f64 {
    (addresses * figures.pages.languages * figures.pages.codings) as f64
}

/// Requests a minute that so many locations send on, where each asks for each of these entries once in its time.
pub fn to_origin(figures: &Figures, entries: f64, locations: f64) -> f64 {
    entries * locations * 60.0 / figures.pages.shared_max_age_seconds as f64
}
