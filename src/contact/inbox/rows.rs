//! From a row to a message.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::contact::form::Topic;
use crate::contact::message::{HistoryEntry, Message, Receipt, State};
use crate::contact::reference::Reference;
use crate::contact::stored::{Lease, StoredMessage};
use crate::contact::suspicion::Suspicion;

use super::StorageError;

/// A moment from its seconds.
pub(super) fn timestamp(row: &AnyRow, column: &'static str) -> Result<Timestamp, StorageError> {
    let seconds: i64 = row.try_get(column)?;
    Timestamp::from_second(seconds).map_err(|_| damaged(row, column, &seconds.to_string()))
}

fn optional_timestamp(row: &AnyRow, column: &'static str) -> Result<Option<Timestamp>, StorageError> {
    let is_set = row.try_get::<Option<i64>, _>(column)?.is_some();
    is_set.then(|| timestamp(row, column)).transpose()
}

fn parsed<T>(row: &AnyRow, column: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<T, StorageError> {
    let text: String = row.try_get(column)?;
    parse(&text).ok_or_else(|| damaged(row, column, &text))
}

fn number(row: &AnyRow, column: &'static str) -> Result<u32, StorageError> {
    let number: i64 = row.try_get(column)?;
    u32::try_from(number).map_err(|_| damaged(row, column, &number.to_string()))
}

fn damaged(row: &AnyRow, column: &'static str, value: &str) -> StorageError {
    let id = row.try_get("id").unwrap_or_default();
    StorageError::Damaged { id, column, value: value.to_owned() }
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
        id: row.try_get("id")?,
        reference: parsed(row, "reference", |text| text.parse::<Reference>().ok())?,
        received_at: timestamp(row, "received_at")?,
        page_language: row.try_get("page_language")?,
        topic: parsed(row, "topic", Topic::parse)?,
        about: row.try_get("about")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        organisation: row.try_get("organisation")?,
        reply_language: row.try_get("reply_language")?,
        body: row.try_get("body")?,
        consent: row.try_get("consent")?,
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
    let suspicions: String = row.try_get("suspicions")?;
    let next_attempt_at = timestamp(row, "next_attempt_at")?;
    let owner: Option<String> = row.try_get("lease_owner")?;
    let until = optional_timestamp(row, "lease_until")?;
    Ok(StoredMessage {
        reference: reference.to_string(),
        received_at,
        state: state.as_str().to_owned(),
        topic: row.try_get("topic")?,
        passage: row.try_get("about")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        organisation: row.try_get("organisation")?,
        reply_language: row.try_get("reply_language")?,
        message: row.try_get("body")?,
        page_language: row.try_get("page_language")?,
        consent: row.try_get("consent")?,
        suspicions: suspicions.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        attempts: number(row, "attempts")?,
        refusals: number(row, "refusals")?,
        next_attempt_at: Some(next_attempt_at).filter(|at| state == State::Queued && *at != Timestamp::UNIX_EPOCH),
        maybe_duplicate: number(row, "maybe_duplicate")? != 0,
        sent_at: optional_timestamp(row, "sent_at")?,
        id: row.try_get("id")?,
        submit_key: row.try_get("submit_key")?,
        lease: owner.zip(until).map(|(owner, until)| Lease { owner, until }),
        erased,
        history: Vec::new(),
    })
}

/// A line of the history of a message.
pub(super) fn history_entry(row: &AnyRow) -> Result<HistoryEntry, StorageError> {
    Ok(HistoryEntry {
        at: timestamp(row, "made_at")?,
        outcome: row.try_get("outcome")?,
        answer: row.try_get("answer")?,
    })
}
