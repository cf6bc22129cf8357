//! Tests of which numbers of the English a translation has otherwise.

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
        let expected = if expected.is_empty() { String::new() } else { format!("warning other-number `{expected}` a") };
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
