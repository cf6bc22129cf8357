//! A table for spreadsheets, with the columns that translate-toolkit knows; a column `state` would be `fuzzy` to it. Knows
//! no locale.

use super::delivery::{Delivered, DeliveredFile, MAX_UNITS, Unusable};
use super::unit::{Unit, says_same};
use crate::l10n::check::SAME;
use crate::l10n::position::{Lines, Position};

const COLUMNS: [&str; 9] = [
    "id",
    "source",
    "target",
    "fuzzy",
    "status",
    "previous_source",
    "location",
    "developer_comments",
    "translator_comments",
];

/// What a spreadsheet would take for a formula, at the beginning of a cell.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\''];

/// What the column `fuzzy` says of a finished text: spreadsheets write the truth value in the language of their user.
/// Any other word there is taken for unfinished.
const FINISHED: [&str; 14] =
    ["", "0", "f", "n", "no", "false", "falsch", "faux", "falso", "onwaar", "fałsz", "falskt", "ложь", "хибність"];

/// A table, with the mark by which spreadsheets know that it is UTF-8.
pub(super) fn write(units: &[Unit]) -> String {
    let mut table = String::from("\u{feff}");
    add_row(&mut table, COLUMNS);
    for unit in units {
        let path = unit.path.to_string();
        let notes: Vec<&str> = unit.notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
        let notes = notes.join("\n");
        add_row(
            &mut table,
            [
                &path,
                &unit.source,
                unit.target.as_deref().unwrap_or_default(),
                if unit.standing.is_fuzzy() { "True" } else { "" },
                &unit.standing.to_string(),
                unit.former.as_deref().unwrap_or_default(),
                &unit.file,
                &notes,
                if unit.is_same { SAME } else { "" },
            ],
        );
    }
    table
}

fn add_row(table: &mut String, cells: [&str; COLUMNS.len()]) {
    let cell = |cell: &str| {
        let mark = if cell.starts_with(FORMULA_STARTS) { "'" } else { "" };
        format!("\"{mark}{}\"", cell.replace('"', "\"\""))
    };
    table.push_str(&cells.map(cell).join(","));
    table.push_str("\r\n");
}

/// Reads a table; its columns may stand in any order, and be separated by semicolons or tabs.
pub(super) fn read(text: &str) -> Result<DeliveredFile, (Position, Unusable)> {
    let lines = Lines::new(text);
    let start = Position { line: 1, column: 1 };
    // Spreadsheets write down so which separator they use.
    let said = text.lines().next().and_then(|line| line.trim_matches('"').strip_prefix("sep="));
    let first = text.lines().nth(usize::from(said.is_some())).unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|separator| {
        let separator = char::from(*separator);
        (first.matches(separator).count(), separator == ',')
    });
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator.unwrap_or(b','));
    let mut rows = reader.from_reader(text.as_bytes()).into_records();
    if said.is_some() {
        rows.next();
    }
    let header = rows.next().and_then(Result::ok).ok_or((start, Unusable::Columns))?;
    let column = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    let (Some(id), Some(source), Some(target)) = (column("id"), column("source"), column("target")) else {
        return Err((start, Unusable::Columns));
    };
    let (fuzzy, comments) = (column("fuzzy"), column("translator_comments"));
    if let Some(at) = broken_cell(text, separator.unwrap_or(b',')) {
        return Err((lines.position(text, at), Unusable::Cell));
    }
    let mut delivery = DeliveredFile::default();
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let at = error.position().map_or(start, |at| lines.position(text, offset(text, at)));
                delivery.unread.push((at, Unusable::Row(error.to_string())));
                continue;
            }
        };
        let at = row.position().map_or(start, |at| lines.position(text, offset(text, at)));
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).map(unmarked).unwrap_or_default();
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        delivery.units.push(Delivered {
            path: cell(Some(id)).trim().to_owned(),
            source: Some(cell(Some(source)).to_owned()),
            target: cell(Some(target)).to_owned(),
            is_fuzzy: !FINISHED.contains(&cell(fuzzy).trim().to_lowercase().as_str()),
            is_same: says_same(cell(comments)),
            at,
        });
        if delivery.units.len() > MAX_UNITS {
            return Err((at, Unusable::Many));
        }
    }
    Ok(delivery)
}

/// Where a cell stands whose quotation marks do not go together (RFC 4180 §2): its begin where the end of the file has cut it,
/// or the mark that ends it in the middle of another one.
fn broken_cell(text: &str, separator: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends_cell = |at: usize| bytes.get(at).is_none_or(|byte| *byte == separator || matches!(byte, b'\r' | b'\n'));
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let begin = at;
            loop {
                let Some(mark) = memchr::memchr(b'"', &bytes[at + 1..]) else { return Some(begin) };
                at += 1 + mark;
                // Two are one inside of the cell.
                if bytes.get(at + 1) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
            let behind = at + 1;
            at = behind + bytes[behind..].iter().take_while(|byte| **byte == b' ').count();
            if !ends_cell(at) {
                return Some(behind - 1);
            }
        }
        while !ends_cell(at) {
            at += 1;
        }
        at += 1;
    }
    None
}

/// Where a row begins: the crate counts the end of the line before it to it.
fn offset(text: &str, at: &csv::Position) -> usize {
    let at = usize::try_from(at.byte()).unwrap_or(usize::MAX).min(text.len());
    at + text.as_bytes()[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

/// A cell without the mark that keeps it from being a formula.
fn unmarked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_STARTS)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_is_read_as_any_spreadsheet_saves_it() {
        for (separator, end) in [(",", "\r\n"), (";", "\n"), ("\t", "\n")] {
            let row = |cells: &[&str]| cells.join(separator) + end;
            let text = [
                row(&["Target", "id", "source", "fuzzy"]),
                row(&["\"y, \"\"z\"\"\nw\"", "'-a", "x", "TRUE"]),
                row(&["", "", "", ""]),
                row(&["v", "b", "x"]),
            ]
            .concat();
            let delivery = read(&text).unwrap();
            let [a, b] = delivery.units.as_slice() else { panic!("{delivery:?}") };
            assert_eq!((a.path.as_str(), a.target.as_str(), a.is_fuzzy), ("-a", "y, \"z\"\nw", true));
            assert_eq!((b.path.as_str(), b.source.as_deref(), b.at.line), ("b", Some("x"), 5));
        }
        assert_eq!(read("id,target\na,x\n").map_err(|(_, why)| why), Err(Unusable::Columns));
    }

    #[test]
    fn a_line_that_names_the_separator_is_no_header() {
        for (text, line) in [
            ("sep=;\nid;source;target\na;x, y;z\n", 3),
            ("\"sep=;\"\r\nid;source;target\r\na;x, y;z\r\n", 3),
            ("sep=,\nid,source,target\na,\"x, y\",z\n", 3),
            ("id;source;target\na;x, y;z\n", 2),
        ] {
            let delivery = read(text).unwrap();
            let [unit] = delivery.units.as_slice() else { panic!("{text}: {delivery:?}") };
            assert_eq!((unit.target.as_str(), unit.source.as_deref()), ("z", Some("x, y")), "{text}");
            assert_eq!(unit.at, Position { line, column: 1 }, "{text}");
        }
    }

    #[test]
    fn a_text_is_unfinished_unless_the_column_says_that_it_is_not() {
        let is_fuzzy = |word: &str| {
            let delivery = read(&format!("id,source,target,fuzzy\na,x,y,{word}\n")).unwrap();
            delivery.units[0].is_fuzzy
        };
        for word in ["True", "TRUE", "yes", "1", "fuzzy", "WAHR", "VRAI", "ИСТИНА", "x", "?"] {
            assert!(is_fuzzy(word), "{word}");
        }
        for word in ["", " ", "False", "FALSE", "no", "0", "FALSCH", "FAUX", "FAŁSZ", "ЛОЖЬ"] {
            assert!(!is_fuzzy(word), "{word}");
        }
        assert!(!read("id,source,target\na,x,y\n").unwrap().units[0].is_fuzzy, "there is no such column");
    }

    #[test]
    fn a_cell_whose_quotation_marks_do_not_go_together_is_refused_with_its_place() {
        let table = "id,source,target\r\n\"a\",\"x\",\"y \"\"z\"\" , w\"\r\n\"b\",\"v\",\"u\"\r\n";
        assert_eq!(read(table).map(|read| read.units.len()), Ok(2));
        let place = |table: &str| read(table).map(|_| ()).map_err(|(at, why)| (at.line, at.column, why));
        // The end is lost.
        assert_eq!(place(&table[..table.len() - 3]), Err((3, 9, Unusable::Cell)));
        assert_eq!(place(&table.replace("w\"\r", "w\r")), Err((3, 1, Unusable::Cell)));
        assert_eq!(place(&table.replace("\"x\"", "\"x")), Err((2, 8, Unusable::Cell)));
        // So is the begin.
        assert_eq!(place(&table.replace("\"v\"", "v\"")).map(|()| 0), Ok(0), "a cell that has one in it");
        assert_eq!(place("id\tsource\ttarget\na\t5\" x\ty\n"), Ok(()), "a table without quotes");
    }

    proptest! {
        #[test]
        fn a_cell_is_read_as_it_was_written(text in "([a-zü ,;\"'=+@\t-]|\n){0,20}") {
            let mut table = String::new();
            add_row(&mut table, COLUMNS);
            let mut cells = [""; COLUMNS.len()];
            (cells[0], cells[2]) = ("a", &text);
            add_row(&mut table, cells);
            let delivery = read(&table).unwrap();
            prop_assert_eq!(&delivery.units[0].target, &text);
        }

        #[test]
        fn whatever_a_file_holds_it_is_read_or_told(text in "(id|source|target|[,;\"\t\r\n']|[a-zü ]){0,60}") {
            let _ = read(&text);
        }
    }
}
