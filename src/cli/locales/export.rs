//! `communique locales export`: the texts of a language in a file for a tool of translators.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::l10n::exchange::{FileFormat, units, write};

use super::folder::LocaleFolder;
use super::whole;
use super::words::texts;
use crate::cli::progress::{Progress, READING};

/// The format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExchangeFormat {
    /// XLIFF 1.2
    Xliff,
    /// XLIFF 2.0, as 2.1
    Xliff2,
    /// PO of gettext: Poedit, Lokalize, Virtaal
    Po,
    /// A table for a spreadsheet
    Csv,
}

impl ExchangeFormat {
    fn file_format(self) -> FileFormat {
        match self {
            Self::Xliff => FileFormat::Xliff,
            Self::Xliff2 => FileFormat::Xliff2,
            Self::Po => FileFormat::Po,
            Self::Csv => FileFormat::Csv,
        }
    }
}

/// Writes the file, to the standard output if none is named.
pub(super) fn export(
    folder: PathBuf,
    tag: &str,
    format: ExchangeFormat,
    output: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let progress = Progress::new(&[READING, "writes the texts"]);
    let locales = LocaleFolder::read(folder, &progress)?;
    let key = locales.translation(tag)?;
    progress.next();
    let units = units(&locales.files, locales.catalog(), key);
    let text = write(&units, tag, format.file_format(), Offset::UTC.to_datetime(Timestamp::now()).date());
    if let Some(path) = output {
        whole::write(path, text.as_bytes())?;
    }
    drop(progress);
    match output {
        Some(path) => {
            writeln!(std::io::stdout().lock(), "{tag}: {} written into {}", texts(units.len()), path.display())?;
        }
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
