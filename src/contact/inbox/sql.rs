//! The inbox in SQL, for SQLite and PostgreSQL alike: both take `$1`, `ON CONFLICT` and
//! `RETURNING`. Knows how rows change; how they are read is in `rows`, how messages come in `store`.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::contact::causes::with_causes;
use crate::contact::message::{HistoryEntry, Message, NewMessage, Receipt, State};
use crate::contact::reference::Reference;

use super::database::{Database, Engine};
use super::store::{ADD_TO_HISTORY, GroupCommit};
use super::{
    Inbox, Listing, MAX_LEASE, MessageCounts, Outcome, Purged, SAME_MESSAGE_WITHIN, StaffAction, StorageError, rows,
};

// What the columns mean today, where the comments of a migration, which never change, say something else:
// - `submit_key` is let go when the same content comes again after a day, not by itself.
// - `erased` is set when a message is deleted within a day of its arrival: then only `reference`, `submit_key`,
//   `received_at` and what the queue needs are left of it.
// - `attempt` also says what staff did (`StaffAction`) and that the sender has released it, or that staff
//   were reminded of it, and goes when its message is deleted or erased.

/// No wait is ever as long: such a one was written while the clock was wrong.
const MAX_WAIT: SignedDuration = SignedDuration::from_hours(24);

const RECEIPT: &str = "SELECT id, reference, received_at FROM message WHERE reference = $1";
const FIND: &str = "SELECT id, reference, received_at, state FROM message WHERE submit_key = $1 AND received_at > $2";
const MESSAGE: &str = "SELECT * FROM message WHERE reference = $1 AND erased = 0";
// The ids are in the order of arrival.
const LIST: &str =
    "SELECT * FROM message WHERE id > $1 AND erased = 0 AND ($2 = '' OR state = $2) ORDER BY id LIMIT $3";
const HISTORY: &str =
    "SELECT message_id AS id, made_at, outcome, answer FROM attempt WHERE message_id = $1 ORDER BY made_at";
/// Claims the message that has been due longest. The engines differ in how the row is locked. A
/// lease that has run out is taken over: how far its holder came is not known, so the mail may be a
/// second one.
macro_rules! claim {
    ($locking:literal) => {
        concat!(
            "UPDATE message SET state = 'sending', lease_owner = $1, lease_until = $2, attempts = attempts + 1, ",
            "maybe_duplicate = CASE WHEN state = 'sending' THEN 1 ELSE maybe_duplicate END ",
            "WHERE id = (SELECT id FROM message ",
            "WHERE (state = 'queued' AND (next_attempt_at <= $3 OR next_attempt_at > $4)) ",
            "OR (state = 'sending' AND (lease_until <= $3 OR lease_until > $5)) ",
            "ORDER BY next_attempt_at, id LIMIT 1",
            $locking,
            ") RETURNING *"
        )
    };
}
fn claim_statement(engine: &Engine) -> &'static str {
    match engine {
        Engine::Sqlite { .. } => claim!(""),
        Engine::Postgres => claim!(" FOR UPDATE SKIP LOCKED"),
    }
}
const RECORD_OUTCOME: &str = "UPDATE message SET state = $3, next_attempt_at = $4, \
     attempts = attempts - $5, refusals = refusals + $6, sent_at = $7, \
     maybe_duplicate = CASE WHEN $8 = 1 THEN 1 ELSE maybe_duplicate END, lease_owner = NULL, lease_until = NULL \
     WHERE id = $1 AND lease_owner = $2 AND state = 'sending'";
const REQUEUE: &str = "UPDATE message SET state = 'queued', refusals = 0, next_attempt_at = $2 \
     WHERE reference = $1 AND state = $3 RETURNING id";
// A sent message is due no more; `next_attempt_at` is when it was sent, and has an index.
const ERASE: &str = "UPDATE message SET erased = 1, page_language = '', topic = '', about = NULL, name = '', email = '', \
     organisation = NULL, reply_language = '', body = '', consent = '', suspicions = '' \
     WHERE id IN (SELECT id FROM message WHERE state = 'sent' AND next_attempt_at <= $1 AND erased = 0 \
     AND received_at > $2 ORDER BY next_attempt_at LIMIT $3) AND erased = 0";
/// The answers of a mail server may repeat what is in the mail.
const ERASE_HISTORY: &str = "DELETE FROM attempt WHERE message_id IN (SELECT id FROM message WHERE state = 'sent' \
     AND next_attempt_at <= $1 AND erased = 1)";
const PURGE: &str = "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE state = 'sent' \
     AND next_attempt_at <= $1 AND received_at <= $2 AND erased = $4 ORDER BY next_attempt_at LIMIT $3)";
/// Whether staff have been reminded of message `m` as it is now, at `$2` or earlier: not before they decided about it,
/// nor before the mail server refused it since.
macro_rules! reminded {
    () => {
        "EXISTS (SELECT 1 FROM attempt AS reminder WHERE message_id = m.id AND outcome = 'reminded' AND made_at <= $2 \
         AND NOT EXISTS (SELECT 1 FROM attempt WHERE message_id = m.id AND outcome <> 'reminded' \
         AND made_at >= reminder.made_at))"
    };
}
const UNREVIEWED: &str = concat!(
    "SELECT * FROM message AS m WHERE state IN ('held', 'parked') AND received_at <= $1 AND NOT ",
    reminded!(),
    " ORDER BY id LIMIT $3"
);
// The states once more: staff may have released one meanwhile.
const PURGE_UNREVIEWED: &str = concat!(
    "DELETE FROM message WHERE id IN (SELECT id FROM message AS m ",
    "WHERE state IN ('held', 'parked') AND received_at <= $1 AND ",
    reminded!(),
    " ORDER BY id LIMIT $3) AND state IN ('held', 'parked')"
);
const DELETE: &str = "DELETE FROM message WHERE reference = $1";
const PROBE: &str = "INSERT INTO probe (id, written_at) VALUES (1, $1) \
     ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at";
const COUNT: &str =
    "SELECT state, count(*) AS messages, min(received_at) AS oldest FROM message WHERE erased = 0 GROUP BY state";

/// A range of the primary key, since ids begin with the time.
const COUNT_SINCE: &str = "SELECT count(*) AS messages FROM message WHERE id >= $1";

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
        Self { database, group_commit: GroupCommit::default() }
    }
}

#[async_trait]
impl Inbox for SqlInbox {
    async fn store(&self, message: &NewMessage) -> Result<Receipt, StorageError> {
        self.database.with_timeout(self.group_commit.store(&self.database, message)).await
    }

    async fn find(&self, message: &NewMessage) -> Result<Option<Receipt>, StorageError> {
        let yesterday = (message.received_at - SAME_MESSAGE_WITHIN).as_second();
        let query = sqlx::query(FIND).bind(message.submit_key()).bind(yesterday).fetch_all(&self.database.pool);
        let found = |row: &AnyRow| Ok((row.try_get::<String, _>("state")?, rows::receipt(row)?));
        let found = self.database.read(query, found).await?.pop();
        let is_released = |state: &str| state == State::Held.as_str() && message.initial_state() != State::Held;
        Ok(found.filter(|(state, _)| !is_released(state)).map(|(_, receipt)| receipt))
    }

    async fn receipt(&self, reference: &Reference) -> Result<Option<Receipt>, StorageError> {
        let query = sqlx::query(RECEIPT).bind(reference.as_str()).fetch_all(&self.database.pool);
        Ok(self.database.read(query, rows::receipt).await?.pop())
    }

    async fn message(&self, reference: &Reference) -> Result<Option<Message>, StorageError> {
        let query = sqlx::query(MESSAGE).bind(reference.as_str()).fetch_all(&self.database.pool);
        Ok(self.database.read(query, rows::message).await?.pop())
    }

    async fn list(&self, state: Option<State>, after: Option<&str>, limit: u32) -> Result<Listing, StorageError> {
        let state = state.map_or("", State::as_str);
        let query = sqlx::query(LIST)
            .bind(after.unwrap_or(""))
            .bind(state)
            .bind(i64::from(limit))
            .fetch_all(&self.database.pool);
        let mut listing = Listing::default();
        for (id, message) in self.database.read(query, |row| Ok((row.try_get("id")?, rows::message(row)))).await? {
            listing.last = Some(id);
            match message {
                Ok(message) => listing.messages.push(message),
                Err(error) => listing.damaged.push(error),
            }
        }
        Ok(listing)
    }

    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, StorageError> {
        let query = sqlx::query(HISTORY).bind(id).fetch_all(&self.database.pool);
        self.database.read(query, rows::history_entry).await
    }

    async fn claim(&self, owner: &str, now: Timestamp, lease: SignedDuration) -> Result<Option<Message>, StorageError> {
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                let claim = sqlx::query(claim_statement(&self.database.engine));
                let seconds = now.as_second();
                let claim = claim.bind(owner).bind((now + lease).as_second()).bind(seconds);
                let claim = claim.bind(seconds + MAX_WAIT.as_secs()).bind(seconds + MAX_LEASE.as_secs());
                let claimed = claim.fetch_all(writing.connection()).await?;
                writing.commit().await?;
                claimed.first().map(rows::message).transpose()
            })
            .await
    }

    async fn record_outcome(
        &self,
        id: &str,
        owner: &str,
        now: Timestamp,
        outcome: &Outcome,
        answer: &str,
    ) -> Result<bool, StorageError> {
        let (state, next) = match outcome {
            Outcome::Sent => (State::Sent, now),
            Outcome::Parked => (State::Parked, now),
            Outcome::Later { at, .. } | Outcome::Refused { at } => (State::Queued, *at),
            Outcome::ServerUnavailable => (State::Queued, now),
        };
        let sent_at = matches!(outcome, Outcome::Sent).then(|| now.as_second());
        let flag = |is_set: bool| i64::from(is_set);
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                let recorded = sqlx::query(RECORD_OUTCOME)
                    .bind(id)
                    .bind(owner)
                    .bind(state.as_str())
                    .bind(next.as_second())
                    .bind(flag(matches!(outcome, Outcome::ServerUnavailable)))
                    .bind(flag(matches!(outcome, Outcome::Refused { .. } | Outcome::Parked)))
                    .bind(sent_at)
                    .bind(flag(matches!(outcome, Outcome::Later { maybe_duplicate: true, .. })))
                    .execute(writing.connection())
                    .await?
                    .rows_affected();
                let attempt =
                    sqlx::query(ADD_TO_HISTORY).bind(id).bind(now.as_second()).bind(outcome.as_str()).bind(answer);
                if recorded == 1 {
                    attempt.execute(writing.connection()).await?;
                }
                writing.commit().await?;
                Ok(recorded == 1)
            })
            .await
    }

    async fn requeue(&self, reference: &Reference, action: StaffAction, now: Timestamp) -> Result<bool, StorageError> {
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                for state in action.from() {
                    let requeue = sqlx::query(REQUEUE).bind(reference.as_str()).bind(now.as_second());
                    let requeued = requeue.bind(state.as_str()).fetch_all(writing.connection()).await?;
                    if let Some(row) = requeued.first() {
                        let id: String = row.try_get("id")?;
                        let attempt = sqlx::query(ADD_TO_HISTORY).bind(id).bind(now.as_second()).bind(action.as_str());
                        attempt.bind(format!("was {}", state.as_str())).execute(writing.connection()).await?;
                        writing.commit().await?;
                        return Ok(true);
                    }
                }
                Ok(false)
            })
            .await
    }

    async fn purge_sent(&self, sent_until: Timestamp, now: Timestamp, limit: u32) -> Result<Purged, StorageError> {
        let (sent_until, yesterday) = (sent_until.as_second(), (now - SAME_MESSAGE_WITHIN).as_second());
        let select = |statement| sqlx::query(statement).bind(sent_until).bind(yesterday).bind(i64::from(limit));
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                let mut changed = Vec::with_capacity(4);
                for query in [
                    // Receipts first: what is erased now stays for the rest of its day.
                    select(PURGE).bind(1_i64),
                    select(PURGE).bind(0_i64),
                    select(ERASE),
                    sqlx::query(ERASE_HISTORY).bind(sent_until),
                ] {
                    changed.push(query.execute(writing.connection()).await?.rows_affected());
                }
                writing.commit().await?;
                Ok(Purged { messages: changed[1] + changed[2], receipts: changed[0] })
            })
            .await
    }

    async fn unreviewed(&self, received_until: Timestamp, limit: u32) -> Result<Vec<Message>, StorageError> {
        // Whenever they were reminded.
        let query = sqlx::query(UNREVIEWED).bind(received_until.as_second()).bind(i64::MAX).bind(i64::from(limit));
        let read = self.database.read(query.fetch_all(&self.database.pool), |row| Ok(rows::message(row))).await?;
        // One that cannot be read keeps nobody from being reminded of the others.
        let readable = |message: Result<Message, StorageError>| {
            message
                .inspect_err(|error| tracing::error!(error = with_causes(error), "nobody is reminded of a message"))
                .ok()
        };
        Ok(read.into_iter().filter_map(readable).collect())
    }

    async fn note_reminder(&self, messages: &[Message], now: Timestamp, how: &str) -> Result<(), StorageError> {
        self.database
            .with_timeout(async {
                let mut writing = self.database.begin().await?;
                for message in messages {
                    let entry = sqlx::query(ADD_TO_HISTORY).bind(message.id.as_str()).bind(now.as_second());
                    entry.bind("reminded").bind(how).execute(writing.connection()).await?;
                }
                Ok(writing.commit().await?)
            })
            .await
    }

    async fn purge_unreviewed(
        &self,
        received_until: Timestamp,
        reminded_until: Timestamp,
        limit: u32,
    ) -> Result<u64, StorageError> {
        let purge = sqlx::query(PURGE_UNREVIEWED).bind(received_until.as_second());
        self.database.write(purge.bind(reminded_until.as_second()).bind(i64::from(limit))).await
    }

    async fn delete(&self, reference: &Reference) -> Result<bool, StorageError> {
        Ok(self.database.write(sqlx::query(DELETE).bind(reference.as_str())).await? == 1)
    }

    async fn shrink(&self) -> Result<bool, StorageError> {
        let Engine::Sqlite { .. } = self.database.engine else { return Ok(true) };
        self.database
            .with_timeout(async {
                let _permit = self.database.acquire_write_permit().await?;
                let pool = &self.database.pool;
                sqlx::query("PRAGMA incremental_vacuum").fetch_all(pool).await?;
                // What was deleted has been overwritten; the journal is emptied too.
                let busy: i64 = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(pool).await?.try_get(0)?;
                Ok(busy == 0)
            })
            .await
    }

    async fn probe(&self, now: Timestamp) -> Result<(), StorageError> {
        self.database.write(sqlx::query(PROBE).bind(now.as_second())).await.map(drop)
    }

    async fn count_since(&self, since: Timestamp) -> Result<u64, StorageError> {
        let query = sqlx::query(COUNT_SINCE).bind(least_id(since)).fetch_all(&self.database.pool);
        let messages = |row: &AnyRow| Ok(row.try_get::<i64, _>("messages")?);
        let counted = self.database.read(query, messages).await?.pop();
        Ok(counted.and_then(|messages| u64::try_from(messages).ok()).unwrap_or(0))
    }

    async fn count(&self) -> Result<MessageCounts, StorageError> {
        let count = |row: &AnyRow| {
            let (state, messages): (String, i64) = (row.try_get("state")?, row.try_get("messages")?);
            Ok((State::parse(&state), u64::try_from(messages).unwrap_or(0), rows::timestamp(row, "oldest")?))
        };
        let counted = self.database.read(sqlx::query(COUNT).fetch_all(&self.database.pool), count).await?;
        let waiting = |state: &Option<State>| matches!(state, Some(State::Queued | State::Sending));
        Ok(MessageCounts {
            oldest_waiting: counted.iter().filter(|(state, ..)| waiting(state)).map(|(.., oldest)| *oldest).min(),
            states: counted.into_iter().filter_map(|(state, messages, _)| Some((state?, messages))).collect(),
        })
    }

    async fn close(&self) {
        self.database.pool.close().await;
    }
}
