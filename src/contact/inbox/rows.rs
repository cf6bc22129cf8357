//! From a row to a message.

use jiff::Timestamp;
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Row, ValueRef as _};

use crate::contact::form::Topic;
use crate::contact::message::{HistoryEntry, Message, Receipt, State};
use crate::contact::reference::Reference;
use crate::contact::stored::{Lease, StoredMessage};
use crate::contact::suspicion::Suspicion;

use super::StorageError;

/// A text, if there is one. That of SQLite is selected as bytes.
fn optional_text(row: &AnyRow, column: &'static str) -> Result<Option<String>, StorageError> {
    if !is_bytes(row, column)? {
        return Ok(row.try_get(column)?);
    }
    let text = String::from_utf8(row.try_get(column)?);
    // What it holds may be what a citizen wrote, and is not for the log.
    text.map(Some).map_err(|error| StorageError::NotUtf8 {
        row: name(row),
        column,
        byte: error.utf8_error().valid_up_to() + 1,
    })
}

/// A text.
pub(super) fn text(row: &AnyRow, column: &'static str) -> Result<String, StorageError> {
    optional_text(row, column)?.ok_or_else(|| damaged(row, column, "NULL"))
}

fn is_bytes(row: &AnyRow, column: &str) -> Result<bool, StorageError> {
    Ok(row.try_get_raw(column)?.type_info().kind() == AnyTypeInfoKind::Blob)
}

fn optional_integer(row: &AnyRow, column: &'static str) -> Result<Option<i64>, StorageError> {
    if !is_bytes(row, column)? {
        return Ok(row.try_get(column)?);
    }
    optional_text(row, column)?.map(|text| text.parse().map_err(|_| damaged(row, column, &text))).transpose()
}

fn integer(row: &AnyRow, column: &'static str) -> Result<i64, StorageError> {
    optional_integer(row, column)?.ok_or_else(|| damaged(row, column, "NULL"))
}

/// A moment from its seconds.
pub(super) fn timestamp(row: &AnyRow, column: &'static str) -> Result<Timestamp, StorageError> {
    let seconds = integer(row, column)?;
    Timestamp::from_second(seconds).map_err(|_| damaged(row, column, &seconds.to_string()))
}

fn optional_timestamp(row: &AnyRow, column: &'static str) -> Result<Option<Timestamp>, StorageError> {
    let is_set = optional_integer(row, column)?.is_some();
    is_set.then(|| timestamp(row, column)).transpose()
}

fn parsed<T>(row: &AnyRow, column: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<T, StorageError> {
    let text = text(row, column)?;
    parse(&text).ok_or_else(|| damaged(row, column, &text))
}

fn number(row: &AnyRow, column: &'static str) -> Result<u32, StorageError> {
    let number = integer(row, column)?;
    u32::try_from(number).map_err(|_| damaged(row, column, &number.to_string()))
}

fn damaged(row: &AnyRow, column: &'static str, value: &str) -> StorageError {
    StorageError::Damaged { row: name(row), column, value: value.to_owned() }
}

/// A row in messages: its table, and the id of the message, which may not be UTF-8 either.
fn name(row: &AnyRow) -> String {
    let id = |column| match row.try_get::<Vec<u8>, _>(column) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(_) => row.try_get::<String, _>(column).ok(),
    };
    match (id("id"), id("message_id")) {
        (None, Some(id)) => format!("a row of table attempt with message_id {id}"),
        (id, _) => format!("the row of table message with id {}", id.unwrap_or_default()),
    }
}

/// The receipt of a message.
pub(super) fn receipt(row: &AnyRow) -> Result<Receipt, StorageError> {
    Ok(Receipt {
        reference: parsed(row, "reference", |text| text.parse::<Reference>().ok())?,
        received_at: timestamp(row, "received_at")?,
    })
}

/// A message.
pub(super) fn message(row: &AnyRow) -> Result<Message, StorageError> {
    Ok(Message {
        id: text(row, "id")?,
        reference: parsed(row, "reference", |text| text.parse::<Reference>().ok())?,
        received_at: timestamp(row, "received_at")?,
        page_language: text(row, "page_language")?,
        topic: parsed(row, "topic", Topic::parse)?,
        about: optional_text(row, "about")?,
        name: text(row, "name")?,
        email: text(row, "email")?,
        organisation: optional_text(row, "organisation")?,
        reply_language: text(row, "reply_language")?,
        body: text(row, "body")?,
        consent: text(row, "consent")?,
        suspicions: parsed(row, "suspicions", |text| {
            text.split(',').filter(|name| !name.is_empty()).map(Suspicion::parse).collect()
        })?,
        state: parsed(row, "state", State::parse)?,
        attempts: number(row, "attempts")?,
        refusals: number(row, "refusals")?,
        next_attempt_at: timestamp(row, "next_attempt_at")?,
        maybe_duplicate: number(row, "maybe_duplicate")? != 0,
        sent_at: optional_timestamp(row, "sent_at")?,
    })
}

/// A message whole, but for its history.
pub(super) fn stored(row: &AnyRow) -> Result<StoredMessage, StorageError> {
    let Receipt { reference, received_at } = receipt(row)?;
    let erased = number(row, "erased")? != 0;
    if !erased {
        // Whatever of it cannot be read.
        message(row)?;
    }
    let state = parsed(row, "state", State::parse)?;
    let suspicions = text(row, "suspicions")?;
    let next_attempt_at = timestamp(row, "next_attempt_at")?;
    let owner = optional_text(row, "lease_owner")?;
    let until = optional_timestamp(row, "lease_until")?;
    Ok(StoredMessage {
        reference: reference.to_string(),
        received_at,
        state: state.as_str().to_owned(),
        topic: text(row, "topic")?,
        passage: optional_text(row, "about")?,
        name: text(row, "name")?,
        email: text(row, "email")?,
        organisation: optional_text(row, "organisation")?,
        reply_language: text(row, "reply_language")?,
        message: text(row, "body")?,
        page_language: text(row, "page_language")?,
        consent: text(row, "consent")?,
        suspicions: suspicions.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        attempts: number(row, "attempts")?,
        refusals: number(row, "refusals")?,
        next_attempt_at: Some(next_attempt_at).filter(|at| state == State::Queued && *at != Timestamp::UNIX_EPOCH),
        maybe_duplicate: number(row, "maybe_duplicate")? != 0,
        sent_at: optional_timestamp(row, "sent_at")?,
        id: text(row, "id")?,
        submit_key: optional_text(row, "submit_key")?,
        lease: owner.zip(until).map(|(owner, until)| Lease { owner, until }),
        erased,
        history: Vec::new(),
    })
}

/// A line of the history of a message.
pub(super) fn history_entry(row: &AnyRow) -> Result<HistoryEntry, StorageError> {
    Ok(HistoryEntry { at: timestamp(row, "made_at")?, outcome: text(row, "outcome")?, answer: text(row, "answer")? })
}
