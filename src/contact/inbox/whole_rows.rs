//! Messages whole, as rows: found, inserted with their history, and noted, many at a time. Decides nothing about them.

use std::collections::HashSet;

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row};

use crate::contact::stored::{Event, StoredMessage};

use super::columns::{self, MESSAGE};
use super::work::Work;
use super::{StorageError, bulk, rows};

/// A statement that is put together of texts of this program alone; what others wrote is bound.
fn statement<'q>(text: String) -> Query<'q, Any, AnyArguments> {
    sqlx::query(AssertSqlSafe(text))
}

/// The rows of a query about many values, whose places it is given.
pub(super) async fn with_values(
    work: &mut Work<'_>,
    values: &[&str],
    query: impl Fn(&str) -> String,
) -> Result<Vec<AnyRow>, StorageError> {
    let mut rows = Vec::new();
    for part in bulk::parts(values, 1) {
        let query = statement(query(&bulk::places(1, part.len())));
        rows.extend(work.fetch_all(part.iter().fold(query, |query, value| query.bind(*value))).await?);
    }
    Ok(rows)
}

/// Messages that are there, each of which has the id or the reference of one that was looked for.
pub(super) struct FoundMessages(Vec<StoredMessage>);

impl FoundMessages {
    /// Those that have the id or the reference of a message.
    pub(super) fn with(&self, message: &StoredMessage) -> impl Iterator<Item = &StoredMessage> {
        self.0.iter().filter(|found| found.id == message.id || found.reference == message.reference)
    }
}

/// Finds whatever has the id or the reference of one of the messages.
pub(super) async fn find(work: &mut Work<'_>, messages: &[&StoredMessage]) -> Result<FoundMessages, StorageError> {
    let mut found = Vec::new();
    for part in bulk::parts(messages, 2) {
        let (ids, references) = (bulk::places(1, part.len()), bulk::places(part.len() + 1, part.len()));
        let columns = columns::selected(&MESSAGE, work.is_sqlite());
        let query = format!("SELECT {columns} FROM message WHERE id IN ({ids}) OR reference IN ({references})");
        let query = part.iter().fold(statement(query), |query, message| query.bind(message.id.as_str()));
        let query = part.iter().fold(query, |query, message| query.bind(message.reference.as_str()));
        for row in work.fetch_all(query).await? {
            found.push(rows::stored(&row)?);
        }
    }
    Ok(FoundMessages(found))
}

/// The ids of those among the messages that were moved here before.
pub(super) async fn moved(work: &mut Work<'_>, messages: &[&StoredMessage]) -> Result<HashSet<String>, StorageError> {
    let ids: Vec<&str> = messages.iter().map(|message| message.id.as_str()).collect();
    let rows = with_values(work, &ids, |places| format!("SELECT id FROM moved WHERE id IN ({places})")).await?;
    Ok(rows.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?)
}

/// Notes that messages were moved here.
pub(super) async fn note_moved(writing: &mut Work<'_>, messages: &[&StoredMessage]) -> Result<(), StorageError> {
    for part in bulk::parts(messages, 1) {
        let rows = bulk::rows_of_places(part.len(), 1);
        let query = statement(format!("INSERT INTO moved (id) VALUES {rows} ON CONFLICT DO NOTHING"));
        writing.execute(part.iter().fold(query, |query, message| query.bind(message.id.as_str()))).await?;
    }
    Ok(())
}

/// Inserts messages, and returns the ids of those that it has: whatever is there already stays, which is the id, the
/// reference, or the same content of the last day.
pub(super) async fn insert(
    writing: &mut Work<'_>,
    messages: &[&StoredMessage],
    with_key: bool,
) -> Result<HashSet<String>, StorageError> {
    let mut inserted = HashSet::new();
    for part in bulk::parts(messages, MESSAGE.len()) {
        let (columns, rows) = (MESSAGE.join(", "), bulk::rows_of_places(part.len(), MESSAGE.len()));
        let query = format!("INSERT INTO message ({columns}) VALUES {rows} ON CONFLICT DO NOTHING RETURNING id");
        let query = part.iter().fold(statement(query), |query, message| bind(query, message, with_key));
        for row in writing.fetch_all(query).await? {
            inserted.insert(row.try_get("id")?);
        }
    }
    Ok(inserted)
}

/// Binds a row, in the order of the columns.
fn bind<'q>(
    query: Query<'q, Any, AnyArguments>,
    message: &'q StoredMessage,
    with_key: bool,
) -> Query<'q, Any, AnyArguments> {
    // Of one that was sent, when that was: it has an index.
    let next = message.sent_at.or(message.next_attempt_at).map_or(0, |at| at.as_second());
    let lease = message.lease.as_ref();
    query
        .bind(message.id.as_str())
        .bind(message.reference.as_str())
        .bind(message.submit_key.as_deref().filter(|_| with_key))
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
        .bind(i64::from(message.erased))
}

/// Adds the histories of messages.
pub(super) async fn add_history(writing: &mut Work<'_>, messages: &[&StoredMessage]) -> Result<(), StorageError> {
    let lines: Vec<(&str, &Event)> =
        messages.iter().flat_map(|message| message.history.iter().map(|event| (message.id.as_str(), event))).collect();
    for part in bulk::parts(&lines, 4) {
        let rows = bulk::rows_of_places(part.len(), 4);
        let query = statement(format!("INSERT INTO attempt (message_id, made_at, outcome, answer) VALUES {rows}"));
        let query = part.iter().fold(query, |query, (id, event)| {
            let Event { at, outcome, answer } = event;
            query.bind(*id).bind(at.as_second()).bind(outcome.as_str()).bind(answer.as_str())
        });
        writing.execute(query).await?;
    }
    Ok(())
}
