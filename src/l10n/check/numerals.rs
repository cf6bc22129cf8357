//! The numbers in texts by their values, whatever digits they are written in and however these are grouped. Knows no rule.

use foldhash::HashMap;

use super::filled::filled;
use super::index::Index;
use super::pattern::parts;
use crate::l10n::format::digit;
use crate::l10n::locale::SOURCE;

/// Numbers of one text that are compared.
const MAX_NUMBERS: usize = 200;

/// The numbers of the English, by message and by attribute.
pub(super) type NumbersByText = HashMap<String, HashMap<String, OfText>>;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value, without zeros before it.
    pub(super) value: String,
    /// Its digits as they stand there.
    pub(super) digits: String,
    /// As it is written, with the word that multiplies it.
    pub(super) written: String,
    /// Whether it says nothing but that the hour before it is whole: `06:00`.
    pub(super) is_whole_hour: bool,
}

/// The numbers of a text by their value, each as often as it stands there.
#[derive(Default)]
pub(super) struct OfText {
    pub(super) all: Vec<Number>,
    /// Those of months: in Chinese, Japanese and Korean `9月`, in English “September”.
    pub(super) months: Vec<String>,
    /// Those that are written as words, where the other side may write digits: of the English, and in Chinese numerals.
    pub(super) words: Vec<String>,
}

/// The numbers from one to twenty as English writes them in words, counted and in order.
const WORDS: [&str; 2] = [
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
     nineteen twenty",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
     sixteenth seventeenth eighteenth nineteenth twentieth",
];

/// Words that multiply the number before them, by languages (none: any): how they begin, and the zeros. Short ones are
/// whole words.
const MULTIPLIERS: &[(&[&str], &str, usize)] = &[
    (&["en"], "hundred", 2),
    (&["en"], "thousand", 3),
    (&["en"], "billion", 9),
    (&["en"], "trillion", 12),
    (&[], "million", 6),
    (&[], "millón", 6),
    (&[], "millon", 6),
    (&[], "milliard", 9),
    (&[], "billion", 12),
    (&["de"], "tausend", 3),
    (&["de"], "mio", 6),
    (&["de"], "mrd", 9),
    (&["fr"], "mille", 3),
    (&["es", "pt"], "mil", 3),
    (&["tr", "az"], "milyon", 6),
    (&["tr", "az"], "milyar", 9),
    (&["tr"], "bin", 3),
    (&["az"], "min", 3),
    (&["ru"], "тысяч", 3),
    (&["ru"], "тыс", 3),
    (&["ru"], "миллион", 6),
    (&["ru"], "млн", 6),
    (&["ru"], "миллиард", 9),
    (&["ru"], "млрд", 9),
    (&["ar"], "ألف", 3),
    (&["ar"], "آلاف", 3),
    (&["ar"], "مليون", 6),
    (&["ar"], "ملايين", 6),
    (&["ar"], "مليار", 9),
    (&["fa"], "هزار", 3),
    (&["fa"], "میلیون", 6),
    (&["fa"], "میلیارد", 9),
    // Once with the letter in one piece, once with its dot apart.
    (&["hi"], "हज़ार", 3),
    (&["hi"], "हज़ार", 3),
    (&["hi"], "लाख", 5),
    (&["hi"], "करोड़", 7),
    (&["hi"], "करोड़", 7),
    (&["hi"], "अरब", 9),
];

/// Groups of two digits in one number.
const MAX_PAIRS: usize = 6;

/// The letters that may follow the beginning of such a word: an ending.
const MAX_ENDING: usize = 3;

/// The Chinese numerals from one to ten.
const CHINESE: &str = "一二三四五六七八九十";

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

/// The numbers of all texts of a language that have any.
pub(super) fn of_all(index: &Index<'_>) -> NumbersByText {
    let mut all = NumbersByText::default();
    let values: HashMap<&str, usize> = WORDS.iter().flat_map(|words| words.split(' ').zip(1..)).collect();
    for located in index.messages() {
        let name = located.message.id.name;
        for (attribute, pattern) in parts(located.message) {
            let text = filled(pattern);
            let mut found = numbers(&text, SOURCE);
            let words = text.split(|c: char| !c.is_alphanumeric());
            let months = words.filter_map(|word| MONTHS.iter().position(|month| *month == word));
            found.months = months.map(|month| (month + 1).to_string()).collect();
            let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            let number = |word: String| values.get(word.as_str());
            found.words = words.filter_map(number).map(usize::to_string).collect();
            if !found.all.is_empty() {
                all.entry(name.to_owned()).or_default().insert(attribute.to_owned(), found);
            }
        }
    }
    all
}

/// The numbers of a text in a language; that of a note is none.
pub(super) fn numbers(text: &str, language: &str) -> OfText {
    let mut numbers = OfText::default();
    let mut rest = text;
    let mut before = ' ';
    // Whether a number and a colon stand right before.
    let mut is_minute = false;
    while let Some(c) = rest.chars().next() {
        if digit(c).is_none() {
            is_minute = matches!(c, ':' | '：') && digit(before).is_some();
            before = c;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (run, length) = run(rest);
        let is_note = before == '[' && rest[length..].starts_with(']');
        let (value, digits, length) = match multiplied(&run, &rest[length..], language) {
            Some((value, digits, more)) => (value, digits, length + more),
            None => (without_zeros(&run), run, length),
        };
        let (written, behind) = rest.split_at(length);
        if !is_note && numbers.all.len() < MAX_NUMBERS {
            if behind.starts_with(['月', '월']) {
                numbers.months.push(value.clone());
            }
            let is_whole_hour = is_minute && digits == "00";
            numbers.all.push(Number { value, digits, written: written.to_owned(), is_whole_hour });
        }
        is_minute = false;
        before = written.chars().next_back().unwrap_or(' ');
        rest = behind;
    }
    numbers.words = in_chinese(text);
    numbers
}

/// Numbers below a hundred in Chinese numerals: `第五条`, `十二`. One numeral that stands alone is a part of many words.
fn in_chinese(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return Vec::new();
    }
    let numeral = |c: char| CHINESE.chars().position(|known| known == c);
    let mut found = Vec::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_counted = before == '第';
        before = c;
        let Some(first) = numeral(c) else { continue };
        let mut run = vec![first + 1];
        while let Some(next) = characters.peek().and_then(|c| numeral(*c)) {
            characters.next();
            run.push(next + 1);
        }
        let value = match run[..] {
            [one] if is_counted => one,
            [10, ones @ 1..10] => 10 + ones,
            [tens @ 2..10, 10] => tens * 10,
            [tens @ 2..10, 10, ones @ 1..10] => tens * 10 + ones,
            _ => continue,
        };
        if found.len() < MAX_NUMBERS {
            found.push(value.to_string());
        }
    }
    found
}

fn without_zeros(run: &str) -> String {
    if run.bytes().all(|digit| digit == b'0') { "0".to_owned() } else { run.trim_start_matches('0').to_owned() }
}

/// The digits that a text begins with, those behind signs that group them included, and the bytes that they take.
fn run(text: &str) -> (String, usize) {
    let ((mut run, mut length), mut is_grouped) = (digits(text), false);
    if let Some(grouped) = by_hundreds(&run, &text[length..]) {
        return (grouped.0, length + grouped.1);
    }
    // Groups of thousands: a sign, and three digits behind at most three.
    while (is_grouped || run.len() <= 3 && !run.starts_with('0')) && is_group(&text[..length], &text[length..]) {
        is_grouped = true;
        let sign = text[length..].chars().next().map_or(0, char::len_utf8);
        let (group, more) = digits(&text[length + sign..]);
        run.push_str(&group);
        length += sign + more;
    }
    (run, length)
}

/// A number whose last three digits follow groups of two, as in India: 12,34,567. Its digits, and the bytes behind the
/// first ones.
fn by_hundreds(first: &str, rest: &str) -> Option<(String, usize)> {
    let sign = rest.chars().next().filter(|c| matches!(c, ',' | '،' | '٬' | '，'))?;
    if first.len() > 2 || first.starts_with('0') {
        return None;
    }
    let (mut run, mut length) = (first.to_owned(), 0);
    for pairs in 0..=MAX_PAIRS {
        let behind = rest[length..].strip_prefix(sign)?;
        let (group, more) = digits(behind);
        run.push_str(&group);
        length += sign.len_utf8() + more;
        match group.len() {
            2 => {}
            3 if pairs > 0 => return Some((run, length)),
            _ => return None,
        }
    }
    None
}

/// The digits that a text begins with, and the bytes that they take.
fn digits(text: &str) -> (String, usize) {
    let (mut run, mut length) = (String::new(), 0);
    for c in text.chars() {
        let Some(value) = digit(c) else { break };
        run.push_str(&value.to_string());
        length += c.len_utf8();
    }
    (run, length)
}

/// A number with what multiplies it: 2.5 million, 40亿, 1億2000万. Its value, its digits, and the bytes behind the run.
fn multiplied(first: &str, rest: &str, language: &str) -> Option<(String, String, usize)> {
    let fraction = rest.chars().next().filter(|c| matches!(c, '.' | ',' | '٫' | '．')).map(|sign| {
        let (digits, length) = digits(&rest[sign.len_utf8()..]);
        (digits, sign.len_utf8() + length)
    });
    let with_fraction = fraction.filter(|(digits, _)| !digits.is_empty());
    let none = (String::new(), 0);
    let candidates = with_fraction.into_iter().chain([none]);
    let (fraction, before, zeros, length) = candidates.into_iter().find_map(|(fraction, before)| {
        let (zeros, length) = multipliers(&rest[before..], language)?;
        (zeros >= fraction.len()).then_some((fraction, before, zeros, length))
    })?;
    let digits = format!("{first}{fraction}");
    let mut value: u128 = format!("{digits}{}", "0".repeat(zeros - fraction.len())).parse().ok()?;
    let mut end = before + length;
    // A smaller part directly behind it.
    if rest[end..].chars().next().is_some_and(|c| digit(c).is_some()) {
        let (part, length) = run(&rest[end..]);
        let (of_part, more) = multipliers(&rest[end + length..], language).unwrap_or_default();
        let part: u128 = format!("{part}{}", "0".repeat(of_part)).parse().ok()?;
        if of_part < zeros {
            value = value.checked_add(part)?;
            end += length + more;
        }
    }
    Some((value.to_string(), digits, end))
}

/// The zeros of the words that a text begins with and that multiply what stands before it, and their bytes.
fn multipliers(text: &str, language: &str) -> Option<(usize, usize)> {
    let (mut zeros, mut length) = multiplier(text, language)?;
    while let Some((more, bytes)) = multiplier(&text[length..], language).filter(|(more, _)| zeros + more <= 18) {
        zeros += more;
        length += bytes;
    }
    Some((zeros, length))
}

fn multiplier(text: &str, language: &str) -> Option<(usize, usize)> {
    let word = text.strip_prefix([' ', '\u{a0}', '\u{2009}', '\u{202f}']).unwrap_or(text);
    let space = text.len() - word.len();
    let first = word.chars().next()?;
    let of_sign = match first {
        '百' => Some(2),
        '千' => Some(3),
        '万' | '萬' | '만' => Some(4),
        '亿' | '億' | '억' => Some(8),
        _ => None,
    };
    if let Some(zeros) = of_sign {
        return Some((zeros, space + first.len_utf8()));
    }
    let word = &word[..word.find(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).unwrap_or(word.len())];
    if word.is_empty() || word.len() > 40 {
        return None;
    }
    let lower = word.to_lowercase();
    let is_it = |(languages, begins, _): &&(&[&str], &str, usize)| {
        let ending = lower.strip_prefix(begins).map(|ending| ending.chars().count());
        let most = if begins.chars().count() > 4 { MAX_ENDING } else { 0 };
        (languages.is_empty() || languages.contains(&language)) && ending.is_some_and(|ending| ending <= most)
    };
    MULTIPLIERS.iter().find(is_it).map(|(_, _, zeros)| (*zeros, space + word.len()))
}

/// Whether what follows digits is a further group of their number: `,000`, and no fourth digit. A full-width comma groups
/// full-width digits alone; between others it is one of the sentence.
fn is_group(before: &str, rest: &str) -> bool {
    let is_wide = |c: char| matches!(c, '０'..='９');
    if let Some(behind) = rest.strip_prefix('，') {
        return before.ends_with(is_wide) && behind.chars().take_while(|c| is_wide(*c)).count() == 3;
    }
    let mut rest = rest.chars();
    let is_sign = |c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | ',' | '.' | '\'' | '’' | '٬' | '،' | '_');
    rest.next().is_some_and(is_sign) && rest.take_while(|c| digit(*c).is_some()).count() == 3
}
