//! `communique locales`: the commands of translators, as they stand on the command line.

mod check;
mod checked;
mod export;
mod fmt;
mod folder;
mod import;
mod new;
mod records;
mod rename;
mod report;
mod show;
mod status;
mod todo;
mod whole;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::l10n::records::Records;

use super::exit::WrongSettings;
use super::progress::{Progress, READING};
use export::ExchangeFormat;
use folder::LocaleFolder;
use records::Accepted;
use report::FindingsFormat;
use status::StatusFormat;

/// The commands of translators.
#[derive(Args)]
pub(super) struct LocalesCommand {
    /// The folder of locales
    #[arg(long, env = "COMMUNIQUE_LOCALES", value_name = "FOLDER", default_value = "locales", global = true)]
    locales: PathBuf,
    #[command(subcommand)]
    action: LocalesAction,
}

#[derive(Subcommand)]
enum LocalesAction {
    /// Says what is wrong, missing or out of date, and what a server would do; writes nothing
    Check {
        /// The locales to check; all of them if none is named
        tags: Vec<String>,
        /// Writes down first what new translations were made from, as `record` does
        #[arg(long)]
        record: bool,
        /// The format of what is found
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
        format: FindingsFormat,
    },
    /// Says how far each language has come, and what is next; of one language that is named, file by file
    Status {
        /// The locales; all of them if none is named
        tags: Vec<String>,
        /// The format of the table
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
        format: StatusFormat,
    },
    /// Says what is left to do in a language, each text with its English and what has changed in it
    Todo {
        /// The locale
        tag: String,
        /// Writes the English of what is missing into the files, with the plural rows of the language
        #[arg(long)]
        write: bool,
    },
    /// Shows one text in every language, where it stands and as readers see it
    Show {
        /// The text, a term as `-name`
        #[arg(allow_hyphen_values = true)]
        id: String,
        /// The locales; all of them if none is named
        tags: Vec<String>,
    },
    /// Begins a language: a folder with every text in English and with its plural rows; of a variety, with its name alone
    New {
        /// The tag of the language: uk, pt-BR, zh-Hant
        tag: String,
    },
    /// Writes files in the standard form of Fluent; what they say does not change
    Fmt {
        /// The locales; all of them if none is named. `-`: from the standard input to the standard output
        tags: Vec<String>,
        /// Only says which files are not in it, and ends with 1 if any is
        #[arg(long)]
        check: bool,
        /// Takes out messages that the English no longer has; not from the standard input
        #[arg(long)]
        prune: bool,
    },
    /// Writes the texts of a language, with their translations, into one file for a tool of translators
    Export {
        /// The locale
        tag: String,
        /// The format of the file
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: ExchangeFormat,
        /// The file; the standard output if none is named
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Puts the translations of such a file into the files of a language
    Import {
        /// The locale
        tag: String,
        /// The file: XLIFF 1.2 or 2, PO or CSV
        file: PathBuf,
        /// Accepts what is out of date or to be confirmed, where the file has the English of today and says that it is done
        #[arg(long)]
        accept: bool,
    },
    /// Writes down what new translations were made from
    Record {
        /// The locales; all of them if none is named
        tags: Vec<String>,
    },
    /// Renames a text in every language, and in what is written down; of a section of the statement its passages, too
    Rename {
        /// The text, a term as `-name`; of a section its heading. The English may have the new name already
        #[arg(allow_hyphen_values = true)]
        old: String,
        /// Its new name
        #[arg(allow_hyphen_values = true)]
        new: String,
    },
    /// Says that translations are still right although the English has changed
    Accept {
        /// After a slip of the pen in the English: in every language where they are out of date; no locale is named
        #[arg(long, conflicts_with = "all")]
        every_language: bool,
        /// The locale
        // Where none is named, the first text stands in its place, which may be a term.
        #[arg(required_unless_present = "every_language", allow_hyphen_values = true)]
        tag: Option<String>,
        /// The messages, and terms as `-name`
        #[arg(allow_hyphen_values = true)]
        ids: Vec<String>,
        /// All that are out of date, to be confirmed or new
        #[arg(long, conflicts_with = "ids")]
        all: bool,
    },
}

/// Runs the command.
pub(super) fn run(command: LocalesCommand) -> anyhow::Result<ExitCode> {
    let folder = command.locales;
    match command.action {
        LocalesAction::Check { tags, record, format } => {
            if record {
                records::record(&read(folder.clone())?, &tags)?;
            }
            match read(folder.clone()) {
                Ok(locales) => {
                    let code = check::check(&locales, &tags, format);
                    // The process ends. To free text by text what a hundred languages take would be a tenth of its time.
                    std::mem::forget(locales);
                    code
                }
                Err(error) => check::without_source(&folder, format, error),
            }
        }
        LocalesAction::Status { tags, format } => status::status(&read(folder)?, &tags, format),
        LocalesAction::Todo { tag, write: false } => todo::todo(&read(folder)?, &tag),
        LocalesAction::Todo { tag, write: true } => todo::write(&read(folder)?, &tag),
        LocalesAction::Show { id, tags } => show::show(&read(folder)?, &id, &tags),
        LocalesAction::New { tag } => new::new(&read(folder)?, &tag),
        LocalesAction::Fmt { tags, check, prune: false } if tags == [fmt::STANDARD_INPUT] => fmt::standard_input(check),
        LocalesAction::Fmt { tags, check, prune } => fmt::fmt(&read(folder)?, &tags, check, prune),
        LocalesAction::Export { tag, format, output } => export::export(folder, &tag, format, output.as_deref()),
        LocalesAction::Import { tag, file, accept } => import::import(folder, &tag, &file, accept),
        LocalesAction::Record { tags } => records::record(&read(folder)?, &tags),
        LocalesAction::Rename { old, new } => rename::rename(&read(folder)?, &old, &new),
        LocalesAction::Accept { every_language: true, tag, ids, .. } => {
            let ids: Vec<String> = tag.into_iter().chain(ids).collect();
            records::accept_in_every_language(&read(folder)?, &ids)
        }
        LocalesAction::Accept { tag: Some(tag), ids, all: false, .. } if ids.is_empty() => Err(WrongSettings(format!(
            "name the texts that are right:  communique locales accept {tag} ID …  or accept all that are out of date, to be \
             confirmed or new:  communique locales accept {tag} --all"
        ))
        .into()),
        LocalesAction::Accept { tag, ids, all, .. } => {
            let accepted = if all { Accepted::All } else { Accepted::Ids(ids) };
            records::accept(&read(folder)?, &tag.unwrap_or_default(), accepted)
        }
    }
}

/// Reads the folder; on a terminal, it says that it does.
fn read(folder: PathBuf) -> anyhow::Result<LocaleFolder> {
    LocaleFolder::read(folder, &Progress::new(&[READING]))
}

/// Writes the records of a language, as `record` and `accept` do; whether anything has changed in them.
pub(super) fn write_records(folder: &Path, tag: &str, records: &Records) -> anyhow::Result<bool> {
    records::write(folder, tag, records)
}
