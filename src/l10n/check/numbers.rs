//! Numbers of a translation beside those of its English: years, counts, symbols of documents, whatever digits they are
//! written in. Warnings. A number that is written as a word on one side alone is none.

use foldhash::HashMap;

use super::declared::{NUMBERS, is_marked};
use super::english::English;
use super::filled::filled;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::numerals::{Number, OfText, numbers};
use super::pattern::{Target, parts, span_in};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::format::digit;
use crate::l10n::position::offset_in;

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    if locale.tag == english.index.tag {
        return;
    }
    let (of_english, none) = (english.numbers(), HashMap::default());
    let language = locale.tag.language.as_str();
    for located in locale.messages() {
        let name = located.message.id.name;
        let is_marked = is_marked(located.message.comment.as_ref(), NUMBERS);
        let mut has_other = false;
        // Where the English has none, a translation may write one for a word.
        let of_message = of_english.get(name);
        let Some(of_message) = of_message.or_else(|| is_marked.then_some(&none)) else { continue };
        for (attribute, pattern) in parts(located.message) {
            let Some(expected) = of_message.get(attribute) else { continue };
            let target = Target { is_term: false, name, attribute };
            let text = filled(pattern);
            let Some((found, missing)) = difference(&numbers(&text, language), expected, language) else { continue };
            has_other = true;
            if is_marked {
                continue;
            }
            let file = located.parsed.file.text.as_str();
            let digits = found.digits.trim_start_matches('0');
            let slice = span_in(file, pattern).and_then(|span| place(file.get(span)?, digits)).unwrap_or(name);
            let sentence = Sentence::OtherNumber { found: found.written, missing: missing.written, mark: NUMBERS };
            let mut reporter =
                Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
            reporter.add(Problem::warning(rule::OTHER_NUMBER, slice, name, sentence));
        }
        if is_marked && !has_other {
            let sentence = Sentence::NeedlessNumbersMark { mark: NUMBERS };
            Reporter::new(located.parsed, findings).add(Problem::warning(rule::NEEDLESS_MARK, name, name, sentence));
        }
    }
}

/// Where the digits of a number stand.
fn place<'t>(text: &'t str, number: &str) -> Option<&'t str> {
    let runs = text.split(|c| digit(c).is_none()).filter(|run| !run.is_empty());
    let value = |run: &str| run.chars().filter_map(digit).map(|digit| digit.to_string()).collect::<String>();
    let is_it = |run: &&str| value(run).trim_start_matches('0') == number;
    // Of one in groups the first.
    let begins = |run: &&str| number.starts_with(value(run).as_str());
    let run = runs.clone().find(is_it).or_else(|| runs.clone().find(begins))?;
    let at = offset_in(text, run);
    text.get(at..at + run.len())
}

/// A number that the English does not have, and one of the English that is not there; `None` if there are not both.
fn difference(here: &OfText, english: &OfText, language: &str) -> Option<(Number, Number)> {
    if let Some(months) = other_months(here, english) {
        return Some(months);
    }
    let mut unmatched = Unmatched::new(here, english);
    unmatched.remove_words(here, english);
    unmatched.remove_months_of_dates(here, english);
    unmatched.remove_whole_hours();
    if unmatched.is_regrouped() {
        return None;
    }
    unmatched.remove_written_otherwise(language);
    unmatched.into_most_telling()
}

/// A month that the English does not have, and one that it has alone.
fn other_months(here: &OfText, english: &OfText) -> Option<(Number, Number)> {
    let is_number = |month: &String| english.all.iter().any(|number| number.value == *month);
    let found = here.months.iter().find(|month| !english.months.contains(month) && !is_number(month))?;
    let missing = english.months.iter().find(|month| !here.months.contains(month))?;
    let number = |value: &String| {
        let (digits, written) = (value.clone(), value.clone());
        Number { value: value.clone(), digits, written, is_whole_hour: false }
    };
    Some((number(found), number(missing)))
}

/// The numbers of a text and of its English that have no counterpart on the other side. Each step removes what may well be
/// the same.
struct Unmatched<'n> {
    /// Those of the text.
    more: Vec<&'n Number>,
    /// Those of the English.
    missing: Vec<&'n Number>,
}

impl<'n> Unmatched<'n> {
    /// Pairs what is equal by value, months that both name first.
    fn new(here: &'n OfText, english: &'n OfText) -> Self {
        let mut all: Vec<&Number> = here.all.iter().collect();
        let mut months = here.months.clone();
        for month in &english.months {
            if let Some(at) = months.iter().position(|here| here == month) {
                months.remove(at);
                all.iter().position(|number| number.value == *month).map(|at| all.remove(at));
            }
        }
        let (mut more, mut missing): (Vec<&Number>, Vec<&Number>) = (Vec::new(), english.all.iter().collect());
        for number in all {
            match missing.iter().position(|known| known.value == number.value) {
                Some(at) => _ = missing.remove(at),
                None => more.push(number),
            }
        }
        Self { more, missing }
    }

    /// What one side has as a word is a number on the other.
    fn remove_words(&mut self, here: &OfText, english: &OfText) {
        self.more.retain(|number| !english.words.contains(&number.value));
        self.missing.retain(|number| !here.words.contains(&number.value));
    }

    /// A month that the English names may be a number in a date.
    fn remove_months_of_dates(&mut self, here: &OfText, english: &OfText) {
        for month in english.months.iter().filter(|month| is_in_date(month, here, english)) {
            if let Some(at) = self.more.iter().position(|number| number.value == *month) {
                self.more.remove(at);
            }
        }
    }

    /// A translation may leave out what says that an hour is whole, and not write other minutes.
    fn remove_whole_hours(&mut self) {
        let is_minute = |number: &Number| number.digits.len() == 2 && number.value.parse().is_ok_and(|it: u64| it < 60);
        let has_minute = self.more.iter().any(|number| is_minute(number));
        self.missing.retain(|number| has_minute || !number.is_whole_hour);
    }

    /// Whether it is the number of a telephone, grouped otherwise.
    fn is_regrouped(&self) -> bool {
        let joined = |numbers: &[&Number]| numbers.iter().map(|number| number.digits.as_str()).collect::<String>();
        let digits = joined(&self.missing);
        digits.len() >= MIN_JOINED && digits == joined(&self.more)
    }

    /// What is the same in the words, digits or calendar of a language.
    fn remove_written_otherwise(&mut self, language: &str) {
        let Self { more, missing } = self;
        let mut is_other_calendar = false;
        missing.retain(|missing| {
            let years = other_years(language, &missing.value);
            let is_year = |number: &&Number| number.value.parse().is_ok_and(|year| years.contains(&year));
            is_other_calendar |= more.iter().any(is_year);
            let values: Vec<&String> = more.iter().map(|number| &number.value).collect();
            let same: Vec<bool> =
                more.iter().map(|number| is_the_same(&missing.value, &number.value) || is_year(number)).collect();
            let same = if same.contains(&true) { same } else { of_decade(&missing.value, &values) };
            let same = if same.contains(&true) { same } else { of_fraction(&missing.value, &values) };
            let mut of_number = same.iter().copied();
            more.retain(|_| !of_number.next().unwrap_or(false));
            !same.contains(&true)
        });
        // A day and a month of another calendar are other ones.
        let is_of_date = |number: &Number| is_other_calendar && number.value.parse().is_ok_and(|day: u64| day <= 31);
        missing.retain(|number| !is_of_date(number));
        more.retain(|number| !is_of_date(number));
    }

    /// One of each side. What has more digits says more of what was meant.
    fn into_most_telling(self) -> Option<(Number, Number)> {
        let found = self.more.into_iter().max_by_key(|number| number.value.len())?;
        let length = |number: &Number| number.value.len();
        let missing =
            self.missing.into_iter().max_by_key(|number| (length(number) == length(found), length(number)))?;
        Some((found.clone(), missing.clone()))
    }
}

/// Whether a month that the English names is a number here, between or beside a day and a year of the English.
fn is_in_date(month: &String, here: &OfText, english: &OfText) -> bool {
    let is_known = |number: &Number| english.all.iter().any(|known| known.value == number.value);
    let is_year = |number: &Number| number.value.len() == 4 && is_known(number);
    let is_day = |number: &Number| number.value.len() <= 2 && is_known(number);
    let is_date = |three: &[Number]| {
        let (first, middle, last) = (&three[0], &three[1], &three[2]);
        // 18/6/1999, 1999-06-18, 6/18/1999.
        middle.value == *month && (is_day(first) && is_year(last) || is_year(first) && is_day(last))
            || first.value == *month && is_day(middle) && is_year(last)
    };
    here.all.windows(3).any(is_date)
}

/// The digits from which on they may be the same number of a telephone.
const MIN_JOINED: usize = 5;

/// A year of the English as other calendars count that are used in a language: from the spring or from a day that moves
/// through the year, so that either of two may be meant.
fn other_years(language: &str, english: &str) -> Vec<u64> {
    let Some(year) = english.parse::<u64>().ok().filter(|year| (1800..2200).contains(year)) else { return Vec::new() };
    // 33 years of the moon are 32 of the sun.
    let islamic = (year - 622) * 33 / 32;
    match language {
        "fa" | "ps" => vec![year - 622, year - 621, islamic, islamic + 1],
        "ar" | "ur" | "sd" => vec![islamic, islamic + 1],
        "th" => vec![year + 543],
        _ => Vec::new(),
    }
}

/// Whether a number of the English is written otherwise: 120,000 as 12 of ten thousand, an hour of the afternoon.
fn is_the_same(english: &str, here: &str) -> bool {
    let (Ok(english), Ok(here)) = (english.parse::<u64>(), here.parse::<u64>()) else { return false };
    let is_multiple = |large: u64, small: u64| {
        let of_zeros = |zeros| 10_u64.checked_pow(zeros).and_then(|ten| small.checked_mul(ten));
        small > 0 && (3..=12).any(|zeros| of_zeros(zeros) == Some(large))
    };
    let is_hour = (1..12).contains(&english) && here == english + 12;
    is_multiple(english, here) || is_multiple(here, english) || is_hour
}

/// Which two numbers, one behind the other, are the digits of a large one of the English: 1,500,000 as 1.5 million.
fn of_fraction(english: &str, here: &[&String]) -> Vec<bool> {
    let digits = english.trim_end_matches('0');
    let is_it = |pair: &[&String]| english.len() > digits.len().max(3) && format!("{}{}", pair[0], pair[1]) == digits;
    let first = here.windows(2).position(is_it);
    (0..here.len()).map(|at| first.is_some_and(|first| at == first || at == first + 1)).collect()
}

/// Which numbers say the decade of the English: `1980` as the eighties, with the 20th century or without; or that century
/// alone, where the decade is a word.
fn of_decade(english: &str, here: &[&String]) -> Vec<bool> {
    let english = english.parse::<u64>().ok().filter(|year| (1000..2100).contains(year) && year % 10 == 0);
    let Some(english) = english else { return vec![false; here.len()] };
    let here: Vec<u64> = here.iter().map(|number| number.parse().unwrap_or(0)).collect();
    let (decade, century) = (english % 100, english / 100 + 1);
    let is_other = |number: &u64| *number < 100 && number.is_multiple_of(10) && ![decade, century].contains(number);
    let has_decade = here.contains(&decade) || !here.iter().any(is_other);
    here.iter().map(|number| has_decade && [decade, century].contains(number)).collect()
}

#[cfg(test)]
mod tests;
