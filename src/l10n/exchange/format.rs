//! The formats of translators’ tools, and which of them a file is in. Knows no locale.

use jiff::civil::Date;

use super::delivery::{DeliveredFile, MAX_BYTES, Unusable};
use super::unit::Unit;
use super::{po, po_text, sheet, xliff, xliff_text};
use crate::l10n::check::misread;
use crate::l10n::position::Position;

/// A format of translators’ tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// XLIFF 1.2.
    Xliff,
    /// XLIFF 2.0; 2.1 is the same.
    Xliff2,
    /// The PO format of gettext.
    Po,
    /// A table with commas.
    Csv,
}

impl FileFormat {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Xliff, Self::Xliff2, Self::Po, Self::Csv];

    /// What a name of a file in this format ends with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xliff | Self::Xliff2 => "xlf",
            Self::Po => "po",
            Self::Csv => "csv",
        }
    }
}

/// The texts of a language as a file; `day` is when it is written.
pub fn write(units: &[Unit], tag: &str, format: FileFormat, day: Date) -> String {
    match format {
        FileFormat::Xliff => xliff_text::one(units, tag),
        FileFormat::Xliff2 => xliff_text::two(units, tag),
        FileFormat::Po => po_text::write(units, tag, day),
        FileFormat::Csv => sheet::write(units),
    }
}

/// Reads a file in any of the formats.
pub fn read(bytes: &[u8]) -> Result<DeliveredFile, (Position, Unusable)> {
    let start = Position { line: 1, column: 1 };
    if bytes.len() > MAX_BYTES {
        return Err((start, Unusable::Large));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        (crate::l10n::position::Lines::new(&before).position(&before, before.len()), Unusable::Encoding)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err((start, Unusable::Encoding));
    }
    let begin = text.trim_start();
    let is_po = |line: &str| line.starts_with("msgid ") || line.starts_with("msgctxt ");
    let delivery = if begin.starts_with('<') {
        xliff::read(text)
    } else if text.lines().map(str::trim_start).any(is_po) {
        po::read(text)
    } else if begin.is_empty() {
        Err((start, Unusable::Format))
    } else {
        sheet::read(text)
    };
    // What cannot be read may be damaged as a whole, its first line with it.
    let why = match &delivery {
        Ok(delivery) => misread_as_a_whole(&targets(delivery)),
        Err(_) => misread_as_a_whole(text),
    };
    why.map_or(delivery, |why| Err((start, why)))
}

/// The texts of a delivery. A single one that is damaged is told as its message is.
fn targets(delivery: &DeliveredFile) -> String {
    delivery.units.iter().flat_map(|unit| [unit.target.as_str(), "\n"]).collect()
}

/// Why a delivery is not read whose text was read in another encoding.
fn misread_as_a_whole(text: &str) -> Option<Unusable> {
    let found = misread(text);
    // The mark of UTF-8, which stands first in some, is not seen.
    let (bytes, meant) = found.characters.iter().find(|(_, meant)| meant.is_alphabetic()).filter(|_| found.is_whole)?;
    Some(Unusable::Misread(text[bytes.clone()].to_owned(), *meant))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::exchange::delivery::MAX_UNITS;
    use crate::l10n::exchange::{Path, plan};
    use crate::l10n::standing::Standing;
    use proptest::prelude::*;

    /// As many texts as a language has, some of them rows.
    fn texts() -> Vec<Unit> {
        let text = |number: usize| Unit {
            path: Path {
                id: format!("a{number}"),
                part: String::new(),
                row: number.is_multiple_of(10).then(|| "other".to_owned()),
            },
            file: "a.ftl".to_owned(),
            source: "b".to_owned(),
            target: None,
            former: None,
            standing: Standing::Missing,
            notes: Vec::new(),
            max_length: None,
            is_same: false,
        };
        (0..700).map(text).collect()
    }

    /// The seconds that it takes to read so many pieces, and to compare them with texts.
    fn seconds(units: &[Unit], head: &str, piece: &str, number: usize) -> f64 {
        let text: String =
            std::iter::once(head.to_owned()).chain((0..number).map(|n| piece.replace("%", &n.to_string()))).collect();
        let started = std::time::Instant::now();
        if let Ok(delivery) = read(text.as_bytes()) {
            plan(units, &delivery);
        }
        started.elapsed().as_secs_f64()
    }

    #[test]
    fn a_delivery_that_was_read_in_the_wrong_encoding_is_refused_as_a_whole() {
        let sheet = |texts: &[&str]| {
            let rows = texts.iter().zip(1..).map(|(text, number)| format!("a{number},English – text,{text}\n"));
            format!("id,source,target\n{}", rows.collect::<String>())
        };
        let good = sheet(&["Бич терроризма", "Заявление", "не нова"]);
        assert!(read(good.as_bytes()).is_ok());
        let damaged = encoding_rs::WINDOWS_1251.decode_without_bom_handling(good.as_bytes()).0;
        let Err((_, why)) = read(damaged.as_bytes()) else { panic!("{damaged}") };
        assert_eq!(why, Unusable::Misread("Р‘".to_owned(), 'Б'));
        // As it is exported, with the mark of UTF-8, which is damaged, too.
        let marked = format!("\u{feff}{good}");
        let damaged = encoding_rs::WINDOWS_1251.decode_without_bom_handling(marked.as_bytes()).0;
        let Err((_, why)) = read(damaged.as_bytes()) else { panic!("{damaged}") };
        assert_eq!(why, Unusable::Misread("Р‘".to_owned(), 'Б'));
        assert!(read(sheet(&["Р‘РёС‡ СЏРІР»РµРЅРёРµ", "Заявление", "не нова"]).as_bytes()).is_ok(), "one of them");
    }

    #[test]
    fn no_delivery_takes_time_by_the_square_of_its_length() {
        let units = texts();
        let po = "msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"";
        for (head, piece) in [
            ("", "msgctxt \"a%\"\nmsgid \"b\"\nmsgstr \"c\"\n"),
            ("", "msgctxt \"a\"\n"),
            (po, "\"\n\""),
            (po, "{ "),
            (po, "  "),
            (po, "\\"),
            ("<x ", "a='b' "),
            ("<x ", "a%='b' "),
            ("<xliff>", "<a/>"),
            ("<xliff>", "&amp;"),
            ("<xliff>", "]]>"),
            ("<xliff>", "<!-- "),
            ("<xliff>", "<trans-unit id='a%'><source>b</source><target>c</target></trans-unit>"),
            ("<xliff><unit id='a'><segment><target>", "<ph id='%'/>"),
            ("id,source,target\n", "a,b,\"\n"),
            ("id,source,target\n", "\n"),
            ("id,source,target", ",target"),
        ] {
            // With more texts than this a delivery is refused before they are compared. By the square, four times the length takes sixteen times as long. What else the machine does is no reason to
            // fail: the ratio has to be as bad each time, and the time worth a look.
            let by_the_square = || {
                let (quarter, whole) =
                    (seconds(&units, head, piece, MAX_UNITS / 4), seconds(&units, head, piece, MAX_UNITS));
                (whole > 1.0 && whole > 9.0 * quarter).then_some((quarter, whole))
            };
            let worst = (0..3).map_while(|_| by_the_square()).collect::<Vec<_>>();
            assert!(worst.len() < 3, "{piece:?} took {worst:?} seconds");
        }
    }

    fn text() -> impl Strategy<Value = String> {
        "([a-zü语 .,;:'\"&<>\\\\=+@#{}\\[\\]-]|\n|\t|</?a-link>|\\{ \\$n \\}|\\{ \\$k ->\n \\*\\[a\\] x\n\\}|]]>|\u{a0}|\u{202b}){1,30}"
    }

    proptest! {
        #[test]
        fn a_text_is_read_in_every_format_as_it_was_written(
            source in text(), target in text(), former in text(), note in text(), state in 0..5_usize, is_same: bool
        ) {
            let standings =
                [Standing::Missing, Standing::OutOfDate, Standing::ToBeConfirmed, Standing::Wrong, Standing::UpToDate];
            let standing = standings[state];
            let unit = Unit {
                path: Path { id: "-a-b".to_owned(), part: "c".to_owned(), row: Some("few".to_owned()) },
                file: "a.ftl".to_owned(),
                source: source.clone(),
                target: (standing != Standing::Missing).then(|| target.clone()),
                former: standing.is_fuzzy().then_some(former),
                standing,
                notes: vec![note.replace('\n', " ")],
                max_length: Some(90),
                is_same,
            };
            for format in FileFormat::ALL {
                let file = write(std::slice::from_ref(&unit), "zh-Hans", format, jiff::civil::date(2026, 3, 5));
                let delivery = read(file.as_bytes());
                let Ok(DeliveredFile { units, unread, language }) = &delivery else { panic!("{delivery:?}: {file}") };
                prop_assert!(unread.is_empty(), "{:?}: {}", unread, file);
                prop_assert_eq!(units.len(), 1, "{}", file);
                let read = &units[0];
                prop_assert_eq!(&read.path, "-a-b.c#[few]", "{}", file);
                prop_assert_eq!(read.source.as_ref(), Some(&source), "{}", file);
                prop_assert_eq!(&read.target, unit.target.as_deref().unwrap_or_default(), "{}", file);
                prop_assert_eq!(read.is_fuzzy, standing.is_fuzzy(), "{}", file);
                prop_assert_eq!(read.is_same, is_same, "{}", file);
                prop_assert_eq!(language.as_deref(), (format != FileFormat::Csv).then_some("zh-Hans"));
            }
        }
    }
}
