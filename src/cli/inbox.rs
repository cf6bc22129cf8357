//! `communique inbox`: what staff ask and do. Works beside a running server.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use serde_json::json;

use crate::config::{self, DatabaseUrl, Storage};
use crate::contact::delivery::mail;
use crate::contact::inbox::{Inbox, StorageError, chain, open};
use crate::contact::shown::{cell, one_line, plain_text, readable_json};
use crate::contact::suspicion::Suspicion;
use crate::contact::{Message, Reference, State, retention};

use super::{WrongSettings, runtime};

/// So many messages are read at a time.
const PAGE: u32 = 200;

/// What staff ask and do.
#[derive(Args)]
pub struct InboxCommand {
    #[command(subcommand)]
    question: Question,
}

/// The messages that a command is about.
#[derive(Args)]
struct Which {
    #[command(flatten)]
    storage: Storage,
    /// Only the messages in this state
    #[arg(long, value_name = "STATE")]
    state: Option<State>,
}

/// One message.
#[derive(Args)]
struct One {
    #[command(flatten)]
    storage: Storage,
    /// The reference, as the sender was shown it
    reference: Reference,
}

#[derive(Subcommand)]
enum Question {
    /// Lists the messages, the oldest first
    List(Which),
    /// Shows a message whole, every attempt to mail it, and what was done by hand
    Show(One),
    /// Writes the messages to standard output: csv for a spreadsheet, json for a program
    Export {
        /// The form
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: Format,
        #[command(flatten)]
        which: Which,
    },
    /// Lets a message go out that was held or parked
    Release(One),
    /// Mails a message now that would be tried again later, or was parked
    Retry(One),
    /// Deletes for good: messages that were mailed and have been kept long enough, or the ones named
    Purge {
        #[command(flatten)]
        storage: Storage,
        /// How long messages that were mailed are kept; needed where no message is named
        #[arg(long, env = "COMMUNIQUE_RETENTION_DAYS", value_name = "DAYS", value_parser = config::days, allow_negative_numbers = true)]
        retention_days: Option<u32>,
        /// Also delete named messages that nobody has been mailed about
        #[arg(long, requires = "references")]
        undelivered: bool,
        /// The messages to delete; without any, those that have been kept long enough
        references: Vec<Reference>,
    },
}

/// A form to export in.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
}

/// Answers.
pub fn run(command: InboxCommand) -> anyhow::Result<ExitCode> {
    runtime::messages()?.block_on(async {
        match command.question {
            Question::List(which) => list(&*opened(&which.storage).await?, which.state).await,
            Question::Show(one) => show(&*opened(&one.storage).await?, &one.reference).await,
            Question::Export { format, which } => export(&*opened(&which.storage).await?, which.state, format).await,
            Question::Release(one) => {
                let inbox = opened(&one.storage).await?;
                requeue(&*inbox, &one.reference, &[State::Held, State::Parked], "released").await
            }
            Question::Retry(one) => {
                let inbox = opened(&one.storage).await?;
                requeue(&*inbox, &one.reference, &[State::Queued, State::Parked], "mailed within a minute").await
            }
            Question::Purge { storage, retention_days, undelivered, references } => {
                let inbox = opened(&storage).await?;
                purge_by_hand(&*inbox, retention_days, undelivered, &references).await
            }
        }?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn opened(storage: &Storage) -> anyhow::Result<Arc<dyn Inbox>> {
    // A server makes its database; here a slip in the path would look like an empty inbox.
    if let DatabaseUrl::Sqlite(path) = storage.database()
        && !path.exists()
    {
        bail!("--database-url (COMMUNIQUE_DATABASE_URL): there is no database {}", path.display());
    }
    open(&storage.database()).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

/// Messages that cannot be read. They keep no other from being shown, and are told at the end.
#[must_use]
struct Damaged(Vec<StorageError>);

impl Damaged {
    fn tell(self) -> anyhow::Result<()> {
        let Self(errors) = self;
        if errors.is_empty() {
            return Ok(());
        }
        let which: Vec<String> = errors.iter().map(|error| one_line(&chain(error))).collect();
        bail!("{} of the messages cannot be read and were left out: {}", errors.len(), which.join("; "))
    }
}

/// Goes through the messages, the oldest first.
async fn each(
    inbox: &dyn Inbox,
    state: Option<State>,
    mut act: impl FnMut(&Message) -> anyhow::Result<()>,
) -> anyhow::Result<Damaged> {
    let (mut after, mut damaged) = (String::new(), Vec::new());
    loop {
        let page = inbox.list(state, &after, PAGE).await?;
        page.messages.iter().try_for_each(&mut act)?;
        damaged.extend(page.damaged);
        match page.last {
            Some(last) => after = last,
            None => return Ok(Damaged(damaged)),
        }
    }
}

fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

async fn list(inbox: &dyn Inbox, state: Option<State>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut states: BTreeMap<State, u32> = BTreeMap::new();
    let damaged = each(inbox, state, |message| {
        *states.entry(message.state).or_default() += 1;
        let Message { reference, state, topic, reply_language, name, .. } = message;
        let (received, next) = (minute(message.received_at), minute(message.next_attempt_at));
        let more = match state {
            State::Queued if message.attempts == 1 => format!("  (tried once, again {next})"),
            State::Queued if message.attempts > 1 => format!("  (tried {} times, again {next})", message.attempts),
            State::Held => format!("  ({})", suspicions(&message.suspicions)),
            _ => String::new(),
        };
        let name = one_line(name);
        writeln!(
            out,
            "{reference}  {received}  {:7}  {:13}  {reply_language:7}  {name}{more}",
            state.as_str(),
            topic.as_str()
        )?;
        Ok(())
    })
    .await?;
    let counts: Vec<String> = states.iter().map(|(state, number)| format!("{number} {}", state.as_str())).collect();
    writeln!(out, "{}", if counts.is_empty() { "no messages".to_owned() } else { counts.join(", ") })?;
    damaged.tell()
}

fn suspicions(suspicions: &[Suspicion]) -> String {
    suspicions.iter().copied().map(mail::suspicion_name).collect::<Vec<_>>().join(", ")
}

async fn found(inbox: &dyn Inbox, reference: &Reference) -> anyhow::Result<Message> {
    inbox.message(reference).await?.with_context(|| format!("there is no message {reference}"))
}

async fn show(inbox: &dyn Inbox, reference: &Reference) -> anyhow::Result<()> {
    let message = found(inbox, reference).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "State: {}", message.state.as_str())?;
    if !message.suspicions.is_empty() {
        writeln!(out, "Signs of a machine: {}", suspicions(&message.suspicions))?;
    }
    if message.state == State::Queued {
        writeln!(out, "To be mailed: {} UTC", minute(message.next_attempt_at))?;
    }
    if message.maybe_duplicate {
        writeln!(out, "The office may get it twice, with one Message-ID.")?;
    }
    for attempt in inbox.attempts(&message.id).await? {
        writeln!(out, "{} UTC  {}  {}", minute(attempt.at), attempt.outcome, one_line(&attempt.answer))?;
    }
    writeln!(out, "\n{}", plain_text(&mail::body(&message)).trim_end())?;
    Ok(())
}

/// The columns of an export.
const COLUMNS: [&str; 17] = [
    "reference",
    "received_at",
    "state",
    "topic",
    "passage",
    "name",
    "email",
    "organisation",
    "reply_language",
    "message",
    "page_language",
    "consent",
    "suspicions",
    "attempts",
    "next_attempt_at",
    "maybe_duplicate",
    "sent_at",
];

/// The contents of the columns.
fn columns(message: &Message) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        message.reference.to_string(),
        message.received_at.to_string(),
        message.state.as_str().into(),
        message.topic.as_str().into(),
        text(&message.about),
        message.name.clone(),
        message.email.clone(),
        text(&message.organisation),
        message.reply_language.clone(),
        message.body.clone(),
        message.page_language.clone(),
        message.consent.clone(),
        message.suspicions.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(" "),
        message.attempts.to_string(),
        message.next_attempt_at.to_string(),
        message.maybe_duplicate.to_string(),
        message.sent_at.map(|at| at.to_string()).unwrap_or_default(),
    ]
}

async fn export(inbox: &dyn Inbox, state: Option<State>, format: Format) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let damaged = match format {
        Format::Csv => {
            // The mark by which spreadsheets know that it is UTF-8.
            write!(out, "\u{feff}")?;
            // In quotes, so that whoever takes semicolons for separators too finds none.
            let mut csv = csv::WriterBuilder::new();
            csv.terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::Always);
            let mut csv = csv.from_writer(out);
            csv.write_record(COLUMNS)?;
            let row = |message: &Message| Ok(csv.write_record(columns(message).iter().map(|text| cell(text)))?);
            let damaged = each(inbox, state, row).await?;
            csv.flush()?;
            damaged
        }
        Format::Json => {
            let mut is_first = true;
            write!(out, "[")?;
            let damaged = each(inbox, state, |message| {
                let separator = if std::mem::take(&mut is_first) { "" } else { "," };
                let columns: serde_json::Map<_, _> = COLUMNS
                    .iter()
                    .zip(columns(message))
                    .map(|(name, text)| ((*name).to_owned(), json!(text)))
                    .collect();
                let object = serde_json::Value::Object(columns).to_string();
                Ok(write!(out, "{separator}\n{}", readable_json(&object))?)
            })
            .await?;
            writeln!(out, "\n]")?;
            damaged
        }
    };
    damaged.tell()
}

async fn requeue(inbox: &dyn Inbox, reference: &Reference, from: &[State], done: &str) -> anyhow::Result<()> {
    let message = found(inbox, reference).await?;
    if !inbox.requeue(reference, from, Timestamp::now()).await? {
        let states: Vec<&str> = from.iter().map(|state| state.as_str()).collect();
        bail!("{reference} is {}; this is for messages that are {}", message.state.as_str(), states.join(" or "));
    }
    writeln!(std::io::stdout(), "{reference}: {done}")?;
    Ok(())
}

async fn purge_by_hand(
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
        let purged = retention::purge(inbox, days).await?;
        inbox.shrink().await?;
        writeln!(std::io::stdout(), "{purged} deleted that were mailed more than {days} days ago")?;
        return Ok(());
    }
    // All or nothing: a slip in one name deletes no other.
    for reference in references {
        let message = found(inbox, reference).await?;
        if message.state != State::Sent && !undelivered {
            bail!(
                "{reference} is {}: nobody has been mailed about it. To delete it all the same, add --undelivered",
                message.state.as_str()
            );
        }
    }
    for reference in references {
        inbox.delete(reference).await?;
        writeln!(std::io::stdout(), "{reference}: deleted")?;
    }
    inbox.shrink().await?;
    Ok(())
}
