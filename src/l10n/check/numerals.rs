//! The numbers in texts by their values, whatever digits they are written in and however these are grouped. Knows no rule.

use std::collections::HashMap;

use super::filled::filled;
use super::index::Index;
use super::pattern::parts;
use crate::l10n::format::digit;

/// Numbers of one text that are compared.
const MAX_NUMBERS: usize = 200;

/// The numbers of the English, by message and by attribute.
pub(super) type Numbers = HashMap<String, HashMap<String, OfText>>;

/// The numbers of a text by their value, each as often as it stands there.
#[derive(Default)]
pub(super) struct OfText {
    pub(super) all: Vec<String>,
    /// Those of months: in Chinese, Japanese and Korean `9月`, in English “September”.
    pub(super) months: Vec<String>,
}

/// The months as English names them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Those of all texts of a language that have any.
pub(super) fn of_all(index: &Index<'_>) -> Numbers {
    let mut all = Numbers::new();
    for located in index.messages() {
        let name = located.message.id.name;
        for (attribute, pattern) in parts(located.message) {
            let text = filled(pattern);
            let mut found = numbers(&text);
            let words = text.split(|c: char| !c.is_alphanumeric());
            let months = words.filter_map(|word| MONTHS.iter().position(|month| *month == word));
            found.months = months.map(|month| (month + 1).to_string()).collect();
            if !found.all.is_empty() {
                all.entry(name.to_owned()).or_default().insert(attribute.to_owned(), found);
            }
        }
    }
    all
}

/// The numbers of a text; that of a note is none.
pub(super) fn numbers(text: &str) -> OfText {
    let mut numbers = OfText::default();
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        let Some(first) = digit(c) else {
            before = c;
            continue;
        };
        let mut run = first.to_string();
        let mut is_grouped = false;
        loop {
            while let Some(next) = characters.peek().copied().and_then(digit) {
                run.push_str(&next.to_string());
                characters.next();
            }
            // Groups of thousands: a sign, and three digits behind at most three.
            let rest: String = characters.clone().take(5).collect();
            if !(is_grouped || run.len() <= 3 && !run.starts_with('0')) || !is_group(&rest) {
                break;
            }
            is_grouped = true;
            characters.next();
        }
        let is_note = before == '[' && characters.peek() == Some(&']');
        let value = if run.bytes().all(|digit| digit == b'0') { "0" } else { run.trim_start_matches('0') };
        if !is_note && numbers.all.len() < MAX_NUMBERS {
            numbers.all.push(value.to_owned());
            if matches!(characters.peek(), Some('月' | '월')) {
                numbers.months.push(value.to_owned());
            }
        }
        before = ' ';
    }
    numbers
}

/// Whether what follows is a further group of a number: `,000`, and no fourth digit.
fn is_group(rest: &str) -> bool {
    let mut rest = rest.chars();
    let is_sign = |c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | ',' | '.' | '\'' | '’' | '٬' | '،' | '_');
    rest.next().is_some_and(is_sign) && rest.take_while(|c| digit(*c).is_some()).count() == 3
}
