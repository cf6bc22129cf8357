//! Messages for a spreadsheet or a program.

use std::io::Write;

use clap::ValueEnum;
use jiff::Timestamp;

use crate::contact::inbox::{Inbox, Transfer};
use crate::contact::sanitize::spreadsheet_cell;
use crate::contact::{Message, State};

use super::document::Writer;
use super::read::{Damaged, LISTING_LIMIT, for_each_message};

/// The format of an export.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum MessagesFormat {
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
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
fn column_values(message: &Message) -> [String; COLUMNS.len()] {
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
        // 1970 stands for “at once”.
        Some(message.next_attempt_at)
            .filter(|at| message.state == State::Queued && *at != Timestamp::UNIX_EPOCH)
            .map(|at| at.to_string())
            .unwrap_or_default(),
        message.maybe_duplicate.to_string(),
        message.sent_at.map(|at| at.to_string()).unwrap_or_default(),
    ]
}

/// Writes the messages of all states or of one to standard output, a row each.
pub(super) async fn export_csv(inbox: &dyn Inbox, state: Option<State>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    // The mark by which spreadsheets know that it is UTF-8.
    write!(out, "\u{feff}")?;
    // In quotes, so that a program that takes semicolons for separators too finds none.
    let mut csv = csv::WriterBuilder::new();
    csv.terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::Always);
    let mut csv = csv.from_writer(out);
    csv.write_record(COLUMNS)?;
    let row =
        |message: &Message| Ok(csv.write_record(column_values(message).iter().map(|text| spreadsheet_cell(text)))?);
    let damaged = for_each_message(inbox, state, row).await?;
    csv.flush()?;
    damaged.report()
}

/// Writes them whole, those among them of which only the receipt is left.
pub(super) async fn export_json(inbox: &Transfer, state: Option<State>) -> anyhow::Result<()> {
    let mut document = Writer::begin(std::io::BufWriter::new(std::io::stdout().lock()))?;
    let (mut after, mut damaged) = (None, Damaged::default());
    loop {
        let listing = inbox.read(state, after.as_deref(), LISTING_LIMIT).await?;
        listing.messages.iter().try_for_each(|message| document.write(message))?;
        damaged.add(listing.damaged);
        after = listing.last;
        if after.is_none() {
            break;
        }
    }
    document.end()?;
    damaged.report()
}
