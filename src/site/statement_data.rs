//! What is particular to the statement and no text: its name in addresses, where it used to be, and the page that
//! it is taken from. Read from a file beside the source, so that another folder publishes another statement.
//! Knows no page.

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use url::Url;

use crate::l10n::LocaleFile;
use crate::l10n::check::{Finding, Level, Sentence, first_mark, rule};
use crate::l10n::position::{Lines, Position};
use crate::l10n::written_day::{day, is_in_future, today};

/// The file, as a path inside the locales folder.
pub const FILE: &str = "en/statement.toml";

/// Longer names are cut off where addresses are shown.
const MAX_ADDRESS: usize = 100;

/// What is particular to the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementData {
    /// Its name in addresses: `fight-against-terrorism`.
    pub address: String,
    /// Where it used to be, below the language, without slashes at the ends.
    pub former_addresses: Vec<String>,
    /// The page that it is taken from.
    pub original: Url,
    /// The day on which it was taken from there.
    pub retrieved: Option<Date>,
    /// A day of that kind that has not come yet: readers are told of none. A clock that is wrong costs no more than that.
    pub future: Option<FutureDay>,
}

/// A day that has not come yet, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FutureDay {
    day: Date,
    position: Position,
    span: Range<usize>,
}

impl FutureDay {
    /// The same for an editor.
    pub fn finding(&self) -> Finding {
        let sentence = Sentence::FutureRetrieval { day: self.day.to_string() };
        let of_file = Finding::of_file(Level::Warning, "statement-data", FILE, sentence);
        Finding { position: self.position, span: self.span.clone(), ..of_file }
    }
}

/// Why there is no such data.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementDataError {
    /// The file is not there, or not read.
    #[error(
        "there is no {FILE} that can be read; it says under which address the statement is and from which page it is taken"
    )]
    Missing,
    /// A value is not what it must be.
    #[error("{FILE}:{}:{}: {message}", .position.line, .position.column)]
    Value {
        /// Where in the file.
        position: Position,
        /// The bytes of the file that it is about.
        span: Range<usize>,
        /// What is wrong, and what is accepted.
        message: String,
    },
    /// Git has left two versions in it.
    #[error("{FILE}:{}:{}: two versions of the file contradict each other here, and git has left both", .position.line, .position.column)]
    Conflict {
        /// Where in the file.
        position: Position,
        /// The bytes of the first mark.
        span: Range<usize>,
    },
}

impl StatementDataError {
    /// The same for an editor.
    pub fn finding(&self) -> Finding {
        let of_file =
            |reason| Finding::of_file(Level::Error, "statement-data", FILE, Sentence::StatementData { reason });
        match self {
            Self::Missing => of_file(self.to_string()),
            Self::Value { position, span, message } => {
                Finding { position: *position, span: span.clone(), ..of_file(message.clone()) }
            }
            Self::Conflict { position, span } => Finding {
                position: *position,
                span: span.clone(),
                ..Finding::of_file(Level::Error, rule::MERGE_CONFLICT, FILE, Sentence::ConflictOfManifest)
            },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DataFile {
    address: Spanned<String>,
    #[serde(default)]
    former_addresses: Vec<Spanned<String>>,
    original: Spanned<String>,
    retrieved: Option<Spanned<toml::value::Datetime>>,
}

impl StatementData {
    /// Reads the data from among the locale files. `taken` are the names that other pages have in addresses.
    pub fn read(files: &[LocaleFile], taken: &[&str]) -> Result<Self, StatementDataError> {
        let file = files.iter().find(|file| file.path == FILE && file.refused.is_none());
        Self::parse(&file.ok_or(StatementDataError::Missing)?.text, taken, today())
    }

    /// Nothing was taken from anywhere later than `today`.
    fn parse(text: &str, taken: &[&str], today: Date) -> Result<Self, StatementDataError> {
        let fault = |span: Range<usize>, message: String| StatementDataError::Value {
            position: Lines::new(text).position(text, span.start),
            span,
            message,
        };
        let file: DataFile = toml::from_str(text).map_err(|error| match first_mark(text) {
            Some(span) => StatementDataError::Conflict { position: Lines::new(text).position(text, span.start), span },
            None => fault(error.span().unwrap_or_default(), error.message().to_owned()),
        })?;
        let not_accepted = |value: &Spanned<String>, accepted: &str| {
            fault(value.span(), format!("“{}” is not accepted; {accepted}", value.get_ref()))
        };
        let check = |value: &Spanned<String>, is_right: bool, accepted: &str| match is_right {
            true => Ok(value.get_ref().clone()),
            false => Err(not_accepted(value, accepted)),
        };
        let address = file.address.get_ref();
        check(&file.address, is_segment(address), "write lower-case letters, digits and hyphens")?;
        check(&file.address, !taken.contains(&address.as_str()), "another page has this address")?;
        let leads_elsewhere = |former: &str| former == address || taken.iter().any(|page| is_below(former, page));
        let former_addresses = file.former_addresses.iter().map(|former| {
            let path = former.get_ref();
            check(
                former,
                path.split('/').all(|segment| !segment.is_empty() && segment != "." && segment != "..")
                    && path.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"?#%\\".contains(c)),
                "write what follows the language in the old address, decoded, without slashes at the ends",
            )?;
            check(former, !leads_elsewhere(path), "a page of this site has this address")
        });
        let is_page = |url: &Url| matches!(url.scheme(), "http" | "https") && url.host().is_some();
        let original = Url::parse(file.original.get_ref()).ok().filter(is_page);
        let retrieved = file.retrieved.map(|written| {
            let day = day(&written.get_ref().to_string()).ok_or_else(|| {
                let message = format!("“{}” is not accepted; write a day: 2026-03-05", written.get_ref());
                fault(written.span(), message)
            });
            day.map(|day| (day, written.span()))
        });
        let (retrieved, future) = match retrieved.transpose()? {
            Some((day, span)) if is_in_future(day, today) => {
                (None, Some(FutureDay { day, position: Lines::new(text).position(text, span.start), span }))
            }
            written => (written.map(|(day, _)| day), None),
        };
        Ok(Self {
            retrieved,
            future,
            former_addresses: former_addresses.collect::<Result<_, _>>()?,
            original: original.ok_or_else(|| {
                let accepted = "write a whole address: https://www.example.org/statement";
                not_accepted(&file.original, accepted)
            })?,
            address: file.address.into_inner(),
        })
    }
}

/// Whether a text can stand between two slashes of an address as it is.
fn is_segment(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=MAX_ADDRESS).contains(&text.len()) && text.chars().all(is_plain) && !text.starts_with('-')
}

/// Whether a path is a page or lies below it.
fn is_below(path: &str, page: &str) -> bool {
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    const ORIGINAL: &str = "original = \"https://www.example.org/a\"\n";

    fn parse(text: &str) -> Result<StatementData, StatementDataError> {
        StatementData::parse(text, &["share", "contact"], date(2026, 11, 26))
    }

    #[test]
    fn another_statement_has_another_address_and_another_past() {
        let text = format!("address = \"on-peace-2\"\nformer-addresses = [\"a/b\", \"stari/naslov-ž\"]\n{ORIGINAL}");
        let data = parse(&text).unwrap();
        assert_eq!((data.address.as_str(), data.original.as_str()), ("on-peace-2", "https://www.example.org/a"));
        assert_eq!(data.former_addresses, ["a/b", "stari/naslov-ž"]);
        assert_eq!(parse(&format!("address = \"a\"\n{ORIGINAL}")).unwrap().former_addresses, Vec::<String>::new());
    }

    #[test]
    fn a_day_that_has_not_come_is_told_at_its_place_and_costs_itself_alone() {
        let data = |day: &str| parse(&format!("address = \"a\"\n{ORIGINAL}retrieved = {day}\n")).unwrap();
        // It is tomorrow somewhere on Earth already.
        for day in [date(2026, 3, 5), date(2026, 11, 27)] {
            let data = data(&day.to_string());
            assert_eq!((data.retrieved, data.future), (Some(day), None));
        }
        let data = data("2027-11-23");
        let finding = data.future.unwrap().finding();
        assert_eq!((data.retrieved, finding.position.line, finding.position.column), (None, 3, 13));
        assert!(finding.message().contains("2027-11-23"), "{finding}");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused_with_its_place() {
        for (line, value) in [
            ("address = \"\"", "“”"),
            ("address = \"On-Peace\"", "“On-Peace”"),
            ("address = \"on peace\"", "“on peace”"),
            ("address = \"a/b\"", "“a/b”"),
            ("address = \"-a\"", "“-a”"),
            ("address = \"share\"", "another page"),
            ("address = 1", "string"),
            ("address = \"a\"\nformer-addresses = [\"b\", \"/c\"]", "“/c”"),
            ("address = \"a\"\nformer-addresses = [\"b/\"]", "“b/”"),
            ("address = \"a\"\nformer-addresses = [\"\"]", "“”"),
            ("address = \"a\"\nformer-addresses = [\"../b\"]", "“../b”"),
            ("address = \"a\"\nformer-addresses = [\"b?c\"]", "“b?c”"),
            ("address = \"a\"\nformer-addresses = [\"a\"]", "a page of this site"),
            ("address = \"a\"\nformer-addresses = [\"contact/received/x\"]", "a page of this site"),
            ("address = \"a\"\nformer = [\"b\"]", "former"),
            ("address = \"a\"\nretrieved = 2026-03-05T10:00:00", "a day"),
            ("address = \"a\"\nretrieved = \"yesterday\"", "string"),
            ("address = \"a\"\nretrieved = 0026-11-23", "“0026-11-23”"),
        ] {
            let error = parse(&format!("# x\n{line}\n{ORIGINAL}")).unwrap_err().to_string();
            let number = line.lines().count() + 1;
            assert!(error.starts_with(&format!("en/statement.toml:{number}:")), "{line}: {error}");
            assert!(error.contains(value), "{line}: {error}");
        }
        for original in ["", "www.example.org", "ftp://www.example.org/a", "javascript:alert(1)"] {
            let error = parse(&format!("address = \"a\"\noriginal = \"{original}\"\n")).unwrap_err().to_string();
            assert!(error.starts_with("en/statement.toml:2:12: "), "{error}");
        }
        assert!(parse("address = \"a\"\n").unwrap_err().to_string().contains("original"));
        let conflict = format!("{ORIGINAL}<<<<<<< HEAD\naddress = \"a\"\n=======\naddress = \"b\"\n>>>>>>> b\n");
        let finding = parse(&conflict).unwrap_err().finding();
        assert_eq!(
            (finding.rule, finding.position.line, &conflict[finding.span]),
            ("merge-conflict", 2, "<<<<<<< HEAD")
        );
        assert_eq!(StatementData::read(&[], &[]), Err(StatementDataError::Missing));
    }
}
