//! Messages for a spreadsheet or a program.

use std::io::Write;

use clap::ValueEnum;
use serde_json::json;

use crate::contact::inbox::Inbox;
use crate::contact::sanitize::{readable_json, spreadsheet_cell};
use crate::contact::{Message, State};

use super::read::for_each_message;

/// The format of an export.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
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
        Some(message.next_attempt_at)
            .filter(|_| message.state == State::Queued)
            .map(|at| at.to_string())
            .unwrap_or_default(),
        message.maybe_duplicate.to_string(),
        message.sent_at.map(|at| at.to_string()).unwrap_or_default(),
    ]
}

/// Writes the messages of all states or of one to standard output.
pub(super) async fn export(inbox: &dyn Inbox, state: Option<State>, format: Format) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let damaged = match format {
        Format::Csv => {
            // The mark by which spreadsheets know that it is UTF-8.
            write!(out, "\u{feff}")?;
            // In quotes, so that a program that takes semicolons for separators too finds none.
            let mut csv = csv::WriterBuilder::new();
            csv.terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::Always);
            let mut csv = csv.from_writer(out);
            csv.write_record(COLUMNS)?;
            let row = |message: &Message| {
                Ok(csv.write_record(column_values(message).iter().map(|text| spreadsheet_cell(text)))?)
            };
            let damaged = for_each_message(inbox, state, row).await?;
            csv.flush()?;
            damaged
        }
        Format::Json => {
            let mut is_first = true;
            write!(out, "[")?;
            let damaged = for_each_message(inbox, state, |message| {
                let separator = if std::mem::take(&mut is_first) { "" } else { "," };
                let columns: serde_json::Map<_, _> = COLUMNS
                    .iter()
                    .zip(column_values(message))
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
    damaged.report()
}
