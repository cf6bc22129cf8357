//! The inbox in SQL, for SQLite and PostgreSQL alike: both take `$1`, `ON CONFLICT` and
//! `RETURNING`. What is looked up and counted is here; how messages come in is in `store`, which is mailed next in
//! `queue`, how long they stay in `keeping`, and how a row is read in `rows`.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::contact::message::{HistoryEntry, Message, NewMessage, Receipt, State};
use crate::contact::reference::Reference;

use super::database::Database;
use super::engine::Engine;
use super::group_commit::GroupCommit;
use super::{
    Inbox, Listing, MessageCounts, Outcome, Purged, Resources, SAME_MESSAGE_WITHIN, StaffAction, StorageError, columns,
    keeping, queue, rows, store,
};

// What the columns mean today, where the comments of a migration, which never change, say something else:
// - `submit_key` is let go when the same content comes again after a day, not by itself.
// - `erased` is set when a message is deleted within a day of its arrival: then only `reference`, `submit_key`,
//   `received_at` and what the queue needs are left of it.
// - `attempt` also says what staff did (`StaffAction`) and that the sender has released it, or that staff
//   were reminded of it, and goes when its message is deleted or erased.

const RECEIPT: &str = "SELECT {columns} FROM message WHERE reference = $1";
const FIND: &str = "SELECT {columns} FROM message WHERE submit_key = $1 AND received_at > $2";
const MESSAGE: &str = "SELECT {columns} FROM message WHERE reference = $1 AND erased = 0";
// The ids are in the order of arrival.
const LIST: &str = "SELECT {columns} FROM message WHERE id > $1 AND erased = 0 AND ($2 = '' OR state = $2) ORDER BY message.id LIMIT $3";
const HISTORY: &str = "SELECT {columns} FROM attempt WHERE message_id = $1 ORDER BY attempt.made_at";
const DELETE: &str = "DELETE FROM message WHERE reference = $1";
const PROBE: &str = "INSERT INTO probe (id, written_at) VALUES (1, $1) \
     ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at";
const COUNT: &str =
    "SELECT state, count(*) AS messages, min(received_at) AS oldest FROM message WHERE erased = 0 GROUP BY state";

/// A range of the primary key, since ids begin with the time, or with a later one where the clock was set back.
const COUNT_SINCE: &str = "SELECT count(*) AS messages FROM message WHERE id >= $1 AND received_at >= $2";

/// The least id of a message that comes in at a moment.
fn least_id(at: Timestamp) -> String {
    let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &[0; 10]).into_uuid().to_string()
}

/// An inbox in a database.
pub(super) struct SqlInbox {
    database: Database,
    group_commit: GroupCommit,
}

impl SqlInbox {
    /// The inbox in a database.
    pub(super) fn new(database: Database) -> Self {
        Self { group_commit: GroupCommit::new(&database.engine), database }
    }
}

#[async_trait]
impl Inbox for SqlInbox {
    async fn store(&self, message: &NewMessage) -> Result<Receipt, StorageError> {
        self.database.with_timeout(self.group_commit.store(&self.database, message)).await
    }

    async fn find(&self, message: &NewMessage) -> Result<Option<Receipt>, StorageError> {
        let yesterday = (message.received_at - SAME_MESSAGE_WITHIN).as_second();
        let query = columns::query(FIND, &columns::RECEIPT, self.database.is_sqlite())
            .bind(message.submit_key())
            .bind(yesterday);
        let found = |row: &AnyRow| Ok((rows::text(row, "state")?, rows::receipt(row)?));
        let found = self.database.look_up(query, found).await?.pop();
        let is_released = |state: &str| state == State::Held.as_str() && message.initial_state() != State::Held;
        Ok(found.filter(|(state, _)| !is_released(state)).map(|(_, receipt)| receipt))
    }

    async fn receipt(&self, reference: &Reference) -> Result<Option<Receipt>, StorageError> {
        let query = columns::query(RECEIPT, &columns::RECEIPT, self.database.is_sqlite()).bind(reference.as_str());
        Ok(self.database.look_up(query, rows::receipt).await?.pop())
    }

    async fn message(&self, reference: &Reference) -> Result<Option<Message>, StorageError> {
        let query = columns::query(MESSAGE, &columns::MESSAGE, self.database.is_sqlite()).bind(reference.as_str());
        Ok(self.database.read(query, rows::message).await?.pop())
    }

    async fn list(
        &self,
        state: Option<State>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Listing<Message>, StorageError> {
        let state = state.map_or("", State::as_str);
        let query = columns::query(LIST, &columns::MESSAGE, self.database.is_sqlite())
            .bind(after.unwrap_or(""))
            .bind(state)
            .bind(i64::from(limit));
        let mut listing = Listing::default();
        for (id, message) in self.database.read(query, |row| Ok((rows::text(row, "id"), rows::message(row)))).await? {
            listing.last = id.ok().or(listing.last);
            match message {
                Ok(message) => listing.messages.push(message),
                Err(error) => listing.damaged.push(error),
            }
        }
        Ok(listing)
    }

    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, StorageError> {
        let query = columns::query(HISTORY, &columns::ATTEMPT, self.database.is_sqlite()).bind(id);
        self.database.read(query, rows::history_entry).await
    }

    async fn claim(&self, owner: &str, now: Timestamp, lease: SignedDuration) -> Result<Option<Message>, StorageError> {
        queue::claim(&self.database, owner, now, lease).await
    }

    async fn record_outcome(
        &self,
        id: &str,
        owner: &str,
        now: Timestamp,
        outcome: &Outcome,
        answer: &str,
    ) -> Result<bool, StorageError> {
        queue::record_outcome(&self.database, id, owner, now, outcome, answer).await
    }

    async fn requeue(&self, reference: &Reference, action: StaffAction, now: Timestamp) -> Result<bool, StorageError> {
        queue::requeue(&self.database, reference, action, now).await
    }

    async fn purge_sent(&self, sent_until: Timestamp, now: Timestamp, limit: u32) -> Result<Purged, StorageError> {
        keeping::purge_sent(&self.database, sent_until, now, limit).await
    }

    async fn unreviewed(&self, received_until: Timestamp, limit: u32) -> Result<Vec<Message>, StorageError> {
        keeping::unreviewed(&self.database, received_until, limit).await
    }

    async fn note_reminder(&self, messages: &[Message], now: Timestamp, how: &str) -> Result<(), StorageError> {
        keeping::note_reminder(&self.database, messages, now, how).await
    }

    async fn purge_unreviewed(
        &self,
        received_until: Timestamp,
        reminded_until: Timestamp,
        limit: u32,
    ) -> Result<u64, StorageError> {
        keeping::purge_unreviewed(&self.database, received_until, reminded_until, limit).await
    }

    async fn delete(&self, reference: &Reference) -> Result<bool, StorageError> {
        Ok(self.database.write(sqlx::query(DELETE).bind(reference.as_str())).await? == 1)
    }

    async fn shrink(&self) -> Result<bool, StorageError> {
        let Engine::Sqlite { .. } = self.database.engine else { return Ok(true) };
        self.database
            .with_timeout(async {
                let _permit = self.database.acquire_write_permit().await?;
                // Neither can be done in a transaction.
                let mut work = self.database.begin_to_read().await?;
                work.fetch_all(sqlx::query("PRAGMA incremental_vacuum")).await?;
                // What was deleted has been overwritten; the journal is emptied too.
                let emptied = work.fetch_all(sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")).await?;
                let busy: i64 = emptied.first().ok_or(sqlx::Error::RowNotFound)?.try_get(0)?;
                work.commit().await?;
                Ok(busy == 0)
            })
            .await
    }

    async fn probe(&self, now: Timestamp) -> Result<(), StorageError> {
        self.database.write(sqlx::query(PROBE).bind(now.as_second())).await.map(drop)
    }

    async fn try_storing(&self, now: Timestamp) -> Result<(), StorageError> {
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                store::try_longest(&mut writing, now).await?;
                writing.execute(sqlx::query(PROBE).bind(now.as_second())).await?;
                Ok(writing.commit().await?)
            })
            .await
    }

    async fn count_since(&self, since: Timestamp) -> Result<u64, StorageError> {
        let query = sqlx::query(COUNT_SINCE).bind(least_id(since)).bind(since.as_second());
        let messages = |row: &AnyRow| Ok(row.try_get::<i64, _>("messages")?);
        let counted = self.database.read(query, messages).await?.pop();
        Ok(counted.and_then(|messages| u64::try_from(messages).ok()).unwrap_or(0))
    }

    async fn count(&self) -> Result<MessageCounts, StorageError> {
        let count = |row: &AnyRow| {
            let (state, messages): (String, i64) = (row.try_get("state")?, row.try_get("messages")?);
            Ok((State::parse(&state), u64::try_from(messages).unwrap_or(0), rows::timestamp(row, "oldest")?))
        };
        let counted = self.database.read(sqlx::query(COUNT), count).await?;
        let waiting = |state: &Option<State>| matches!(state, Some(State::Queued | State::Sending));
        Ok(MessageCounts {
            oldest_waiting: counted.iter().filter(|(state, ..)| waiting(state)).map(|(.., oldest)| *oldest).min(),
            states: counted.into_iter().filter_map(|(state, messages, _)| Some((state?, messages))).collect(),
        })
    }

    fn resources(&self) -> Resources {
        self.database.resources()
    }

    async fn close(&self) {
        self.database.close().await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::config::DatabaseUrl;
    use crate::contact::inbox::open::open_database;
    use crate::contact::inbox::rights::Access;
    use crate::contact::message::tests::new;

    use super::*;

    #[tokio::test]
    async fn what_strangers_look_up_waits_for_a_permit_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("messages.db"));
        let inbox = SqlInbox::new(open_database(&url, Access::Write).await.unwrap());
        let reference = inbox.store(&new(|_| {})).await.unwrap().reference;
        let permits = inbox.database.take_look_ups();
        tokio::time::pause();
        assert!(matches!(inbox.receipt(&reference).await, Err(StorageError::Congested)));
        assert!(matches!(inbox.find(&new(|_| {})).await, Err(StorageError::Congested)));
        tokio::time::resume();
        assert!(inbox.message(&reference).await.unwrap().is_some() && inbox.store(&new(|_| {})).await.is_ok());
        drop(permits);
        assert_eq!(inbox.receipt(&reference).await.unwrap(), inbox.find(&new(|_| {})).await.unwrap());
    }
}
