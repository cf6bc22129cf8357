//! `communique inbox`: the commands of staff. They work beside a running server.

mod document;
mod export;
mod import;
mod read;
mod show;
mod source;

use std::collections::HashSet;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::config::{self, DatabaseUrl, Storage};
use crate::contact::inbox::{Inbox, StaffAction, Transfer, open, open_to_read};
use crate::contact::{Reference, State, retention};

use super::database_file;
use super::exit::WrongSettings;
use super::runtime::message_runtime;
use export::{MessagesFormat, export_csv, export_json};
use import::{ImportSettings, import};
use read::find_message;
use show::{list, show};

/// The commands of staff.
#[derive(Args)]
pub(super) struct InboxCommand {
    #[command(subcommand)]
    action: InboxAction,
}

/// The messages that a command is about.
#[derive(Args)]
struct Selection {
    #[command(flatten)]
    storage: Storage,
    /// Only the messages in this state
    #[arg(long, value_name = "STATE", value_parser = state_parser())]
    state: Option<State>,
}

/// Takes the names of states.
fn state_parser() -> impl TypedValueParser<Value = State> {
    let names = State::ALL.iter().map(|state| state.as_str());
    PossibleValuesParser::new(names).try_map(|name| State::parse(&name).ok_or("no state"))
}

/// One message.
#[derive(Args)]
struct ByReference {
    #[command(flatten)]
    storage: Storage,
    /// The reference, as the sender was shown it
    reference: Reference,
}

#[derive(Subcommand)]
enum InboxAction {
    /// Lists the messages, the oldest first
    List(Selection),
    /// Shows a message whole, every attempt to mail it, and what staff did
    Show(ByReference),
    /// Writes the messages to standard output: csv for a spreadsheet; json, whole and with their history, for a program
    /// or for `inbox import`
    Export {
        /// The format
        #[arg(long, value_name = "FORMAT", default_value = "csv")]
        format: MessagesFormat,
        #[command(flatten)]
        selection: Selection,
    },
    /// Adds messages that are missing, whole and with their history: from what `export --format json` has written, or from
    /// a database in a file of SQLite. Never overwrites anything, and can be run again
    Import(ImportSettings),
    /// Lets a message go out that was held or parked
    Release(ByReference),
    /// Mails a message now that would be tried again later, or was parked
    Retry(ByReference),
    /// Deletes for good: messages that were mailed and have been kept long enough, or the ones named
    Purge {
        #[command(flatten)]
        storage: Storage,
        /// How long messages that were mailed are kept; needed where no message is named
        #[arg(long, env = "COMMUNIQUE_RETENTION_DAYS", value_name = "DAYS", value_parser = config::parse_days, allow_negative_numbers = true)]
        retention_days: Option<u32>,
        /// Also delete named messages that nobody has been mailed about
        #[arg(long, requires = "references")]
        undelivered: bool,
        /// The messages to delete; without any, those that have been kept long enough
        references: Vec<Reference>,
    },
}

/// Runs the command.
pub(super) fn run(command: InboxCommand) -> anyhow::Result<ExitCode> {
    message_runtime()?.block_on(async {
        match command.action {
            InboxAction::List(selection) => list(&*existing_to_read(&selection.storage).await?, selection.state).await,
            InboxAction::Show(message) => show(&*existing_to_read(&message.storage).await?, &message.reference).await,
            InboxAction::Export { format: MessagesFormat::Csv, selection } => {
                export_csv(&*existing_to_read(&selection.storage).await?, selection.state).await
            }
            InboxAction::Export { format: MessagesFormat::Json, selection } => {
                refuse_missing(&selection.storage)?;
                let opened = Transfer::open_to_read(&selection.storage.database()).await;
                export_json(&opened.context("--database-url (COMMUNIQUE_DATABASE_URL)")?, selection.state).await
            }
            InboxAction::Import(settings) => import(&settings).await,
            InboxAction::Release(message) => {
                let inbox = open_existing(&message.storage).await?;
                requeue(&*inbox, &message.reference, StaffAction::Release, "released").await
            }
            InboxAction::Retry(message) => {
                let inbox = open_existing(&message.storage).await?;
                requeue(
                    &*inbox,
                    &message.reference,
                    StaffAction::Retry,
                    "queued; where a mail server is set and takes mail, mailed within a minute",
                )
                .await
            }
            InboxAction::Purge { storage, retention_days, undelivered, references } => {
                let inbox = open_existing(&storage).await?;
                purge(&*inbox, retention_days, undelivered, &references).await
            }
        }?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn open_existing(storage: &Storage) -> anyhow::Result<Arc<dyn Inbox>> {
    refuse_missing(storage)?;
    open(&storage.database()).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

async fn existing_to_read(storage: &Storage) -> anyhow::Result<Arc<dyn Inbox>> {
    refuse_missing(storage)?;
    open_to_read(&storage.database()).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

fn refuse_missing(storage: &Storage) -> anyhow::Result<()> {
    match storage.database() {
        DatabaseUrl::Sqlite(path) => database_file::refuse_missing("--database-url (COMMUNIQUE_DATABASE_URL)", &path),
        DatabaseUrl::Postgres(_) => Ok(()),
    }
}

/// Queues a message, and says what will happen to it.
async fn requeue(inbox: &dyn Inbox, reference: &Reference, action: StaffAction, what: &str) -> anyhow::Result<()> {
    let message = find_message(inbox, reference).await?;
    if !inbox.requeue(reference, action, Timestamp::now()).await? {
        let states = action.from().map(State::as_str);
        bail!("{reference} is {}; this is for messages that are {}", message.state.as_str(), states.join(" or "));
    }
    writeln!(std::io::stdout(), "{reference}: {what}")?;
    Ok(())
}

/// Deletes what has been kept long enough, or the messages that are named.
async fn purge(
    inbox: &dyn Inbox,
    retention_days: Option<u32>,
    undelivered: bool,
    references: &[Reference],
) -> anyhow::Result<()> {
    if references.is_empty() {
        // Never by a default of its own: the server may have been told another number.
        let days = retention_days.ok_or_else(|| {
            WrongSettings(
                "--retention-days (COMMUNIQUE_RETENTION_DAYS) is needed: the number that the server is given".into(),
            )
        })?;
        let purged = retention::purge(inbox, days, Timestamp::now()).await?;
        inbox.shrink().await?;
        writeln!(std::io::stdout(), "{} deleted that were mailed {days} days ago or earlier", purged.messages)?;
        return Ok(());
    }
    let mut seen = HashSet::new();
    let references: Vec<&Reference> = references.iter().filter(|reference| seen.insert(reference.as_str())).collect();
    // All or nothing: a slip in one name deletes no other.
    for reference in &references {
        let message = find_message(inbox, reference).await?;
        if message.state != State::Sent && !undelivered {
            bail!(
                "{reference} is {}: nobody has been mailed about it. To delete it all the same, add --undelivered",
                message.state.as_str()
            );
        }
    }
    for reference in references {
        let was_there = inbox.delete(reference).await?;
        writeln!(std::io::stdout(), "{reference}: {}", if was_there { "deleted" } else { "was deleted meanwhile" })?;
    }
    inbox.shrink().await?;
    Ok(())
}
