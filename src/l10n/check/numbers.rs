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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::LocaleFile;
    use crate::l10n::check::index::ParsedFile;
    use crate::l10n::check::numerals::of_all;
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn a_number_that_the_english_has_otherwise_is_told() {
        for (tag, english, text, expected) in [
            ("fr", "On 12 May 1999", "Le 21 mai 1999", "21"),
            ("fr", "On 12 May 1999", "Le 12 mai 1990", "1990"),
            ("fa", "On 12 May 1999", "۲۱ مه ۱۹۹۹", "۲۱"),
            ("ar", "S/RES/1373 (2001)", "القرار ١٣٧٤ (٢٠٠١)", "١٣٧٤"),
            ("de", "12 and 12", "12 und 13", "13"),
            ("de", "1,250 people", "1.260 Menschen", "1"),
            ("ru", "1,250 people", "1 260 человек", "1"),
            ("de", "6.5 per cent", "6,4 Prozent", "4"),
            ("zh-Hans", "the 1980s", "20世纪70年代", "70"),
            ("zh-Hans", "On 12 May 1999", "1999年6月12日", "6"),
            (
                "de",
                "from 1990 { $n ->\n [one] x\n *[other] y 5\n }",
                "seit 1991 { $n ->\n [one] x\n *[other] y 5\n }",
                "1991",
            ),
            // The same by value, in another order or grouped otherwise, or a word on one side.
            ("fr", "On 12 May 1999", "En 1999, le 12 mai", ""),
            ("fa", "On 12 May 1999", "۱۲ مه ۱۹۹۹", ""),
            ("zh-Hans", "On 12 May 1999", "1999年5月12日", ""),
            ("fr", "12,000,000 people", "12\u{202f}000\u{202f}000 personnes", ""),
            ("fa", "12,000 people", "۱۲٬۰۰۰ نفر", ""),
            ("de", "12,000 people in 1999", "1999 12.000 Menschen", ""),
            ("zh-Hans", "120,000 people", "12万人", ""),
            ("zh-Hans", "the 1980s", "20世纪80年代", ""),
            ("de", "the 1980s", "die 80er Jahre", ""),
            ("de", "the 1980s", "die Achtziger des 20. Jahrhunderts", ""),
            ("de", "1,500,000 people", "1,5 Millionen Menschen", ""),
            ("de", "12 states and two cities", "zwölf Staaten und zwei Städte", ""),
            ("de", "two cities", "2 Städte", ""),
            ("de", "two cities in 1999", "2 Städte 1999", ""),
            ("de", "05 May", "5. Mai", ""),
            ("de", "at 5 p.m. today", "heute um 17 Uhr", ""),
            ("de", "[1] see 5", "[2] siehe 5", ""),
            // With words that multiply.
            ("zh-Hans", "4 billion people", "约40亿人", ""),
            ("zh-Hans", "40 billion people", "400亿人", ""),
            ("zh-Hans", "2.5 million people", "约250万人", ""),
            ("ja", "120 million people", "1億2000万人", ""),
            ("es", "2.5 million people", "2.500.000 personas", ""),
            ("es", "4 billion people", "4 mil millones de personas", ""),
            ("fr", "2.5 million people", "2,5 millions de personnes", ""),
            ("ru", "2.5 million people", "2,5 млн человек", ""),
            ("ar", "4 billion people", "٤ مليارات شخص", ""),
            ("fa", "2.5 million people", "۲٫۵ میلیون نفر", ""),
            ("hi", "4 billion people", "400 करोड़ लोग", ""),
            ("hi", "2.5 million people", "25 लाख लोग", ""),
            ("id", "2.5 million people", "2,5 juta orang", ""),
            ("zh-Hans", "4 billion people", "4亿人", "4"),
            ("zh-Hans", "2.5 million people", "约260万人", "260"),
            ("fr", "2.5 million people", "2,6 millions de personnes", "2"),
            ("hi", "4 billion people", "500 करोड़ लोग", "500"),
            // Grouped as in India, and with full-width signs.
            ("hi", "In 2020, 1,234,567 people", "2020 में 12,34,567 व्यक्ति", ""),
            ("hi", "In 2020, 1,234,567 people", "२०२० में १२,३४,५६७ व्यक्ति", ""),
            ("bn", "150,000 people on 1 March", "১ মার্চ ১,৫০,০০০ জন", ""),
            ("ta", "10,000,000 people", "1,00,00,000 பேர்", ""),
            ("ur", "150,000 people in 2020", "2020 میں ۱٬۵۰٬۰۰۰ افراد", ""),
            ("hi", "In 2020, 1,234,567 people", "2020 में 12,34,576 व्यक्ति", "12"),
            ("de", "Articles 12, 34, 567", "Artikel 12,34,576", "12"),
            ("ja", "In 2020 it cost 1,234 yen.", "２０２０年に１，２３４円であった。", ""),
            ("ja", "In 2020 it cost 1,234,567 yen.", "２０２０年に１，２３４，５６７円であった。", ""),
            ("ja", "In 2020 it cost 1,234 yen.", "２０２０年に１，２４３円であった。", "１"),
            ("ja", "It cost 3.5 million yen in 2020.", "２０２０年に３．５百万円であった。", ""),
            ("zh-Hans", "Articles 1, 234 and 5", "第1，234和5条", ""),
            // The number of a telephone.
            ("fr", "+994 12 596 90 00 in Baku", "+994 (12) 596-90-00 à Bakou", ""),
            ("fr", "+994 12 596 90 00 in Baku", "+994 12 5969000 à Bakou", ""),
            ("fr", "+994 12 596 90 00 in Baku", "+994 12 5969001 à Bakou", "5969001"),
            // Years of other calendars, with their days.
            ("fa", "On 5 March 2026", "۱۴ اسفند ۱۴۰۴", ""),
            ("ar", "In 2001", "عام ١٤٢٢", ""),
            ("fa", "On 5 March 2026", "۱۴ اسفند ۱۴۰۹", "۱۴۰۹"),
            ("de", "In 2026", "Im Jahr 1404", "1404"),
            // Months as numbers, whole hours, and Chinese numerals.
            ("zh-Hans", "Article 5 of the Law of 18 June 1999 applies.", "适用1999年6月18日法律第五条。", ""),
            ("zh-Hans", "Article 12 of the Law of 18 June 1999", "1999年6月18日法律第十二条", ""),
            ("zh-Hans", "25 of 1999", "1999年的二十五", ""),
            ("zh-Hans", "Article 5 of the Law of 18 June 1999 applies.", "适用1999年6月18日法律第7条。", "7"),
            ("zh-Hans", "The attack of 18 June 1999 began at 06:00.", "1999年6月18日的袭击始于6时。", ""),
            ("zh-Hans", "The attack of 18 June 1999 began at 06:00.", "1999年6月18日的袭击始于7时。", "7"),
            ("de", "The attack of 18 June 1999 began at 06:00.", "Der Anschlag vom 18. 6. 1999 begann um 6 Uhr.", ""),
            ("de", "The attack began at 06:00.", "Der Anschlag begann um 06:10 Uhr.", "10"),
            ("de", "It has 12 members since 18 June 1999.", "Es hat seit dem 18.6.1999 zwölf Mitglieder.", ""),
            ("de", "It has 12 members since 18 June 1999.", "Es hat seit dem 18.06.1999 zwölf Mitglieder.", ""),
            ("de", "It has 12 members since 18 June 1999.", "Es hat seit dem 18.6.1999 13 Mitglieder.", "13"),
            ("lt", "It has 12 members since 18 June 1999.", "Nuo 1999-06-18 jame yra dvylika narių.", ""),
            (
                "es",
                "Article 5 of the Law of 18 June 1999 applies at 06:00.",
                "El artículo 5 de la Ley de 18/6/1999 se aplica a las 6 horas.",
                "",
            ),
            // Words for small numbers.
            ("fr", "three of the 12", "3 des douze", ""),
            ("fr", "the first of 12", "le 1er des douze", ""),
            ("fr", "three of the 12", "4 des douze", "4"),
        ] {
            let found = found(tag, &format!("a = {english}"), &[&format!("a = {text}")]);
            let told = found.split(", ").find(|found| found.contains("other-number")).unwrap_or_default();
            let expected =
                if expected.is_empty() { String::new() } else { format!("warning other-number `{expected}` a") };
            assert_eq!(told, expected, "{english}: {text}");
        }
        assert_eq!(found("de", "a = 12 x", &["# l10n-numbers\na = 13 y"]), "", "said to be right");
        let needless = found("de", "a = 12 x\nb = x", &["# l10n-numbers\na = 12 y\n\n# l10n-numbers\nb = y"]);
        assert_eq!(needless, "warning needless-mark `a` a, warning needless-mark `b` b");
        assert_eq!(
            told("de", "a = 12 of 1999", "a = 21 von 1999")[0],
            (
                "21 stands here and not in the English; 12 stands in the English and not here".to_owned(),
                "write the number of the English; if both say the same, write a line above the text:  # l10n-numbers"
                    .to_owned()
            )
        );
    }

    fn files(tag: &str) -> Vec<LocaleFile> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(tag);
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let files =
            paths.iter().map(|path| LocaleFile::new(format!("{tag}/{}", name(path)), &std::fs::read(path).unwrap()));
        files.filter(LocaleFile::is_messages).collect()
    }

    #[test]
    fn a_digit_that_is_changed_anywhere_in_a_translation_is_noticed() {
        let english = files("en");
        let english: Vec<ParsedFile<'_>> = english.iter().map(ParsedFile::new).collect();
        let english = of_all(&Index::new("en".parse().unwrap(), &english));
        let (mut changed, mut unseen) = (0, Vec::new());
        let folders = std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")).unwrap();
        let folders = folders.map(Result::unwrap).filter(|entry| entry.path().is_dir());
        let tags: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
        for tag in tags.iter().filter(|tag| *tag != "en") {
            let files = files(tag);
            let language = tag.split('-').next().unwrap();
            for message in files.iter().map(ParsedFile::new).collect::<Vec<_>>().iter().flat_map(ParsedFile::messages) {
                for (attribute, pattern) in parts(message) {
                    let Some(expected) = english.get(message.id.name).and_then(|of| of.get(attribute)) else {
                        continue;
                    };
                    let text = filled(pattern);
                    assert_eq!(
                        difference(&numbers(&text, language), expected, language),
                        None,
                        "{tag}: {}",
                        message.id.name
                    );
                    for (at, c) in text.char_indices() {
                        let Some(value) = digit(c) else { continue };
                        // The number of a note is told as that.
                        let is_note = text[..at].ends_with('[') && text[at + c.len_utf8()..].starts_with(']');
                        let other = char::from_u32(u32::from(c) - value as u32 + (value as u32 + 1) % 10).unwrap();
                        let slip = format!("{}{other}{}", &text[..at], &text[at + c.len_utf8()..]);
                        changed += usize::from(!is_note);
                        if !is_note && difference(&numbers(&slip, language), expected, language).is_none() {
                            unseen.push(format!(
                                "{tag}: {} {c} in {}",
                                message.id.name,
                                &text[at..].chars().take(12).collect::<String>()
                            ));
                        }
                    }
                }
            }
        }
        assert!(changed > 500, "{changed}");
        assert_eq!(unseen, [""; 0], "of {changed}");
    }
}
