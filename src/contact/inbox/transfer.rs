//! Messages whole, out of one inbox and into another. Adds what is missing and overwrites nothing. Knows no form of file.

use std::collections::HashMap;
use std::path::Path;

use sqlx::Row;

use crate::config::DatabaseUrl;
use crate::contact::message::{HistoryEntry, State};
use crate::contact::stored::{Event, StoredMessage};

use super::backup::{BackupError, refuse_if_in_use};
use super::database::Database;
use super::open::{OpenError, open_database};
use super::work::Work;
use super::{StorageError, rows};

const READ: &str = "SELECT * FROM message WHERE id > $1 AND ($2 = '' OR state = $2) ORDER BY id LIMIT $3";
/// Of all messages of a page at once, whose ids are in a row.
const READ_HISTORY: &str = "SELECT message_id AS id, made_at, outcome, answer FROM attempt \
     WHERE message_id >= $1 AND message_id <= $2 ORDER BY message_id, made_at";
const COUNT: &str = "SELECT count(*) AS messages FROM message";
const FIND: &str = "SELECT * FROM message WHERE id = $1 OR reference = $2";
/// Whatever is there already stays: its id, its reference, or the same content of the last day.
const ADD: &str = "INSERT INTO message (id, reference, submit_key, received_at, page_language, topic, about, name, email, \
     organisation, reply_language, body, consent, suspicions, state, attempts, refusals, next_attempt_at, lease_owner, \
     lease_until, maybe_duplicate, sent_at, erased) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) \
     ON CONFLICT DO NOTHING";
const ADD_HISTORY: &str = "INSERT INTO attempt (message_id, made_at, outcome, answer) VALUES ($1, $2, $3, $4)";

/// What became of a message that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was missing, and is there now.
    New,
    /// It was there already, whatever has become of it there.
    There,
    /// Another message has its reference or its id, which stays as it is.
    Conflict,
}

/// Some messages, in the order of arrival.
#[derive(Debug, Default)]
pub struct Page {
    /// The ones that can be read.
    pub messages: Vec<StoredMessage>,
    /// What is wrong with the others.
    pub damaged: Vec<StorageError>,
    /// The id after which the next ones follow; `None` if there are none here.
    pub last: Option<String>,
}

/// An inbox that messages are moved out of or into.
pub struct Transfer(Database);

impl Transfer {
    /// Opens a database, and makes its tables if there are none.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        open_database(url).await.map(Self)
    }

    /// How many messages there are, those that are erased among them.
    pub async fn count(&self) -> Result<u64, StorageError> {
        let counted = self.0.read(sqlx::query(COUNT), |row| Ok(row.try_get::<i64, _>("messages")?)).await?;
        Ok(counted.first().and_then(|messages| u64::try_from(*messages).ok()).unwrap_or(0))
    }

    /// The first `limit` messages, or those after an id, the oldest first; of all states or of one.
    pub async fn read(&self, state: Option<State>, after: Option<&str>, limit: u32) -> Result<Page, StorageError> {
        let query = sqlx::query(READ).bind(after.unwrap_or("")).bind(state.map_or("", State::as_str));
        let query = query.bind(i64::from(limit));
        self.0
            .with_timeout(async {
                let mut reading = self.0.begin_to_read().await?;
                let mut page = Page::default();
                for row in reading.fetch_all(query).await? {
                    let id: String = row.try_get("id")?;
                    let read = rows::stored(&row);
                    match read {
                        Ok(message) => page.messages.push(message),
                        Err(error) => page.damaged.push(error),
                    }
                    page.last = Some(id);
                }
                add_histories(&mut reading, &mut page.messages).await?;
                reading.commit().await?;
                Ok(page)
            })
            .await
    }

    /// Adds the messages that are missing, all or, where this fails, none; what became of each.
    pub async fn add(&self, messages: &[StoredMessage]) -> Result<Vec<Added>, StorageError> {
        self.0
            .with_timeout(async {
                let mut writing = self.0.begin().await?;
                let mut added = Vec::with_capacity(messages.len());
                for message in messages {
                    added.push(add(&mut writing, message).await?);
                }
                writing.commit().await?;
                Ok(added)
            })
            .await
    }

    /// The state that each of the messages has here, if it is here.
    pub async fn states(&self, messages: &[StoredMessage]) -> Result<Vec<Option<String>>, StorageError> {
        self.0
            .with_timeout(async {
                let mut reading = self.0.begin_to_read().await?;
                let mut states = Vec::with_capacity(messages.len());
                for message in messages {
                    let found = find(&mut reading, message).await?;
                    states.push(found.into_iter().find(|found| found.is_same(message)).map(|found| found.state));
                }
                reading.commit().await?;
                Ok(states)
            })
            .await
    }

    /// Ends all connections.
    pub async fn close(&self) {
        self.0.close().await;
    }
}

/// Fails if another process has a file of SQLite open: what it stores or mails meanwhile would be missed.
pub fn refuse_source_in_use(path: &Path) -> Result<(), BackupError> {
    refuse_if_in_use(path)
}

/// Gives each message its history; they are in the order of their ids.
async fn add_histories(reading: &mut Work<'_>, messages: &mut [StoredMessage]) -> Result<(), StorageError> {
    let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return Ok(()) };
    let query = sqlx::query(READ_HISTORY).bind(first.id.clone()).bind(last.id.clone());
    let mut histories: HashMap<String, Vec<Event>> = HashMap::new();
    for row in reading.fetch_all(query).await? {
        let HistoryEntry { at, outcome, answer } = rows::history_entry(&row)?;
        histories.entry(row.try_get("id")?).or_default().push(Event { at, outcome, answer });
    }
    for message in messages {
        message.history = histories.remove(&message.id).unwrap_or_default();
    }
    Ok(())
}

async fn add(writing: &mut Work<'_>, message: &StoredMessage) -> Result<Added, StorageError> {
    if insert(writing, message, message.submit_key.as_deref()).await? {
        return add_history(writing, message).await;
    }
    let found = find(writing, message).await?;
    if !found.is_empty() {
        let is_there = found.len() == 1 && found.iter().all(|found| found.is_same(message));
        return Ok(if is_there { Added::There } else { Added::Conflict });
    }
    // The same content has come here, too, under another reference: both senders have a receipt.
    if insert(writing, message, None).await? { add_history(writing, message).await } else { Ok(Added::Conflict) }
}

async fn find(work: &mut Work<'_>, message: &StoredMessage) -> Result<Vec<StoredMessage>, StorageError> {
    let query = sqlx::query(FIND).bind(message.id.clone()).bind(message.reference.clone());
    work.fetch_all(query).await?.iter().map(rows::stored).collect()
}

async fn insert(
    writing: &mut Work<'_>,
    message: &StoredMessage,
    submit_key: Option<&str>,
) -> Result<bool, StorageError> {
    // Of one that was sent, when that was: it has an index.
    let next = message.sent_at.or(message.next_attempt_at).map_or(0, |at| at.as_second());
    let lease = message.lease.as_ref();
    let query = sqlx::query(ADD)
        .bind(message.id.as_str())
        .bind(message.reference.as_str())
        .bind(submit_key)
        .bind(message.received_at.as_second())
        .bind(message.page_language.as_str())
        .bind(message.topic.as_str())
        .bind(message.passage.as_deref())
        .bind(message.name.as_str())
        .bind(message.email.as_str())
        .bind(message.organisation.as_deref())
        .bind(message.reply_language.as_str())
        .bind(message.message.as_str())
        .bind(message.consent.as_str())
        .bind(message.suspicions.join(","))
        .bind(message.state.as_str())
        .bind(i64::from(message.attempts))
        .bind(i64::from(message.refusals))
        .bind(next)
        .bind(lease.map(|lease| lease.owner.as_str()))
        .bind(lease.map(|lease| lease.until.as_second()))
        .bind(i64::from(message.maybe_duplicate))
        .bind(message.sent_at.map(|at| at.as_second()))
        .bind(i64::from(message.erased));
    Ok(writing.execute(query).await? == 1)
}

async fn add_history(writing: &mut Work<'_>, message: &StoredMessage) -> Result<Added, StorageError> {
    for Event { at, outcome, answer } in &message.history {
        let query = sqlx::query(ADD_HISTORY).bind(message.id.as_str()).bind(at.as_second());
        writing.execute(query.bind(outcome.as_str()).bind(answer.as_str())).await?;
    }
    Ok(Added::New)
}
