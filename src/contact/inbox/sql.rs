//! The inbox in SQL, for SQLite and PostgreSQL alike: both take `$1`, `ON CONFLICT` and
//! `RETURNING`. What differs is in [`Engine`].

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AnyPool, Row, Transaction};
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use crate::contact::message::{Attempt, Message, NewMessage, Receipt, State};
use crate::contact::reference::Reference;

use super::open::{self, FileId};
use super::store::Waiting;
use super::{Census, Inbox, Listing, Outcome, StorageError, rows};

/// Longer than the database waits by itself, so that its own, better error comes first.
const PATIENCE: Duration = Duration::from_secs(8);
/// The same text sent again within this time is the same message.
pub(super) const SAME_MESSAGE: SignedDuration = SignedDuration::from_hours(24);

/// No wait and no lease is ever as long, in seconds: such a time was written while the clock was
/// wrong, and is not waited for.
const WAIT_MOST: i64 = 24 * 60 * 60;
const LEASE_MOST: i64 = 60 * 60;

const RECEIPT: &str = "SELECT id, reference, received_at FROM message WHERE reference = $1";
const MESSAGE: &str = "SELECT * FROM message WHERE reference = $1 AND erased = 0";
// The ids are in the order of arrival.
const LIST: &str =
    "SELECT * FROM message WHERE id > $1 AND erased = 0 AND ($2 = '' OR state = $2) ORDER BY id LIMIT $3";
const ATTEMPTS: &str =
    "SELECT message_id AS id, made_at, outcome, answer FROM attempt WHERE message_id = $1 ORDER BY made_at";
/// Up to where the two engines part; a lease that has run out is taken over, and then nobody
/// knows how far its holder had come.
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
const SETTLE: &str = "UPDATE message SET state = $3, next_attempt_at = $4, \
     attempts = attempts - $5, refusals = refusals + $6, sent_at = $7, \
     maybe_duplicate = CASE WHEN $8 = 1 THEN 1 ELSE maybe_duplicate END, lease_owner = NULL, lease_until = NULL \
     WHERE id = $1 AND lease_owner = $2 AND state = 'sending'";
const NOTE: &str = "INSERT INTO attempt (message_id, made_at, outcome, answer) VALUES ($1, $2, $3, $4)";
const REQUEUE: &str = "UPDATE message SET state = 'queued', refusals = 0, next_attempt_at = $2 \
     WHERE reference = $1 AND state = $3 RETURNING id";
/// The name of what staff did, among the outcomes in a history.
const BY_HAND: &str = "by hand";
// A sent message is due no more; `next_attempt_at` is when it was sent, and has an index.
const ERASE: &str = "UPDATE message SET erased = 1, about = NULL, name = '', email = '', organisation = NULL, body = '' \
     WHERE id IN (SELECT id FROM message WHERE state = 'sent' AND next_attempt_at <= $1 AND erased = 0 \
     AND received_at > $2 ORDER BY next_attempt_at LIMIT $3)";
const PURGE: &str = "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE state = 'sent' \
     AND next_attempt_at <= $1 AND received_at <= $2 ORDER BY next_attempt_at LIMIT $3)";
const DELETE: &str = "DELETE FROM message WHERE reference = $1";
const PROBE: &str = "INSERT INTO probe (id, written_at) VALUES (1, $1) \
     ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at";
const COUNT: &str =
    "SELECT state, count(*) AS messages, min(received_at) AS oldest FROM message WHERE erased = 0 GROUP BY state";

/// Which database it is, and what is particular about it.
#[derive(Debug)]
pub(super) enum Engine {
    /// A file; one writes at a time.
    Sqlite {
        path: PathBuf,
        /// The file that was opened.
        opened: FileId,
    },
    /// A server.
    Postgres,
}

impl Engine {
    pub(super) fn begin(&self) -> &'static str {
        match self {
            // Deferred, a reader that wants to write is refused at once instead of waiting its turn.
            Self::Sqlite { .. } => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    fn claim(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => claim!(""),
            Self::Postgres => claim!(" FOR UPDATE SKIP LOCKED"),
        }
    }

    /// How many write at a time. SQLite’s own waiting sleeps; taking turns does not.
    fn writers(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres => Semaphore::MAX_PERMITS,
        }
    }
}

/// When a connection last failed: older ones are not used again. What they hold in memory may
/// not be what is on disk, and a database that was read-only stays so for them.
pub(super) type LastFailure = Arc<Mutex<Option<Instant>>>;

/// An inbox in a database.
pub(super) struct SqlInbox {
    pub(super) pool: AnyPool,
    pub(super) engine: Engine,
    turns: Semaphore,
    pub(super) waiting: Waiting,
    migrated: OnceCell<()>,
    last_failure: LastFailure,
}

/// A transaction, and the turn to write.
struct Writing<'i> {
    transaction: Transaction<'static, Any>,
    _turn: SemaphorePermit<'i>,
}

impl Writing<'_> {
    fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    async fn commit(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await
    }
}

impl SqlInbox {
    pub(super) fn new(pool: AnyPool, engine: Engine, last_failure: LastFailure) -> Self {
        let turns = Semaphore::new(engine.writers());
        Self { pool, engine, turns, waiting: Waiting::default(), migrated: OnceCell::new(), last_failure }
    }

    /// Brings the tables into being. A server that was away at the start is asked again at
    /// every use until it answers.
    pub(super) async fn ready(&self) -> Result<(), StorageError> {
        // Also before reading: a connection made now would join the other file to the journal of
        // ours, and once ours is back, it would move what others acknowledge into that one.
        if let Engine::Sqlite { path, opened } = &self.engine
            && FileId::of(path).as_ref() != Some(opened)
        {
            return Err(StorageError::Replaced);
        }
        let prepare = || async {
            if let Engine::Postgres = self.engine {
                open::check_encoding(&self.pool).await?;
            }
            Ok(open::migrate(&self.pool).await?)
        };
        self.migrated.get_or_try_init(prepare).await.copied()
    }

    /// Waits for the turn to write.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, StorageError> {
        // The semaphore is never closed.
        let turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        self.ready().await?;
        Ok(turn)
    }

    async fn begin(&self) -> Result<Writing<'_>, StorageError> {
        let turn = self.turn().await?;
        Ok(Writing { transaction: self.pool.begin_with(self.engine.begin()).await?, _turn: turn })
    }

    /// Bounds the waiting, and sees to it that a connection that failed is not used again.
    async fn guarded<T>(&self, work: impl Future<Output = Result<T, StorageError>>) -> Result<T, StorageError> {
        let mut work = std::pin::pin!(work);
        let result = tokio::time::timeout(PATIENCE, work.as_mut()).await.unwrap_or(Err(StorageError::TimedOut));
        // Noted before the work is dropped, and with it the connection: see `open::options`.
        if let Err(StorageError::Failed(_) | StorageError::TimedOut) = &result {
            self.note_failure();
        }
        result
    }

    pub(super) fn note_failure(&self) {
        *self.last_failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    async fn rows<T>(
        &self,
        query: impl Future<Output = Result<Vec<AnyRow>, sqlx::Error>>,
        read: impl Fn(&AnyRow) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        self.guarded(async {
            self.ready().await?;
            query.await?.iter().map(read).collect()
        })
        .await
    }

    /// Changes rows; how many.
    async fn change(&self, query: sqlx::query::Query<'_, Any, sqlx::any::AnyArguments>) -> Result<u64, StorageError> {
        self.guarded(async {
            let mut writing = self.begin().await?;
            let changed = query.execute(writing.connection()).await?.rows_affected();
            writing.commit().await?;
            Ok(changed)
        })
        .await
    }
}

#[async_trait]
impl Inbox for SqlInbox {
    async fn store(&self, message: &NewMessage) -> Result<Receipt, StorageError> {
        self.guarded(self.store_with_others(message)).await
    }

    async fn receipt(&self, reference: &Reference) -> Result<Option<Receipt>, StorageError> {
        let query = sqlx::query(RECEIPT).bind(reference.as_str()).fetch_all(&self.pool);
        Ok(self.rows(query, rows::receipt).await?.pop())
    }

    async fn message(&self, reference: &Reference) -> Result<Option<Message>, StorageError> {
        let query = sqlx::query(MESSAGE).bind(reference.as_str()).fetch_all(&self.pool);
        Ok(self.rows(query, rows::message).await?.pop())
    }

    async fn list(&self, state: Option<State>, after: &str, most: u32) -> Result<Listing, StorageError> {
        let state = state.map_or("", State::as_str);
        let query = sqlx::query(LIST).bind(after).bind(state).bind(i64::from(most)).fetch_all(&self.pool);
        let mut listing = Listing::default();
        for (id, message) in self.rows(query, |row| Ok((row.try_get("id")?, rows::message(row)))).await? {
            listing.last = Some(id);
            match message {
                Ok(message) => listing.messages.push(message),
                Err(error) => listing.damaged.push(error),
            }
        }
        Ok(listing)
    }

    async fn attempts(&self, id: &str) -> Result<Vec<Attempt>, StorageError> {
        let query = sqlx::query(ATTEMPTS).bind(id).fetch_all(&self.pool);
        self.rows(query, rows::attempt).await
    }

    async fn claim(&self, owner: &str, now: Timestamp, lease: SignedDuration) -> Result<Option<Message>, StorageError> {
        self.guarded(async {
            let mut writing = self.begin().await?;
            let claim = sqlx::query(self.engine.claim());
            let seconds = now.as_second();
            let claim = claim.bind(owner).bind((now + lease).as_second()).bind(seconds);
            let claim = claim.bind(seconds + WAIT_MOST).bind(seconds + LEASE_MOST);
            let claimed = claim.fetch_all(writing.connection()).await?;
            writing.commit().await?;
            claimed.first().map(rows::message).transpose()
        })
        .await
    }

    async fn settle(
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
            Outcome::Released => (State::Queued, now),
        };
        let sent_at = matches!(outcome, Outcome::Sent).then(|| now.as_second());
        let is = |fits: bool| i64::from(fits);
        self.guarded(async {
            let mut writing = self.begin().await?;
            let settled = sqlx::query(SETTLE)
                .bind(id)
                .bind(owner)
                .bind(state.as_str())
                .bind(next.as_second())
                .bind(is(matches!(outcome, Outcome::Released)))
                .bind(is(matches!(outcome, Outcome::Refused { .. } | Outcome::Parked)))
                .bind(sent_at)
                .bind(is(matches!(outcome, Outcome::Later { maybe_duplicate: true, .. })))
                .execute(writing.connection())
                .await?
                .rows_affected();
            let note = sqlx::query(NOTE).bind(id).bind(now.as_second()).bind(outcome.as_str()).bind(answer);
            if settled == 1 {
                note.execute(writing.connection()).await?;
            }
            writing.commit().await?;
            Ok(settled == 1)
        })
        .await
    }

    async fn requeue(&self, reference: &Reference, from: &[State], now: Timestamp) -> Result<bool, StorageError> {
        self.guarded(async {
            let mut writing = self.begin().await?;
            for state in from {
                let requeue = sqlx::query(REQUEUE).bind(reference.as_str()).bind(now.as_second());
                let requeued = requeue.bind(state.as_str()).fetch_all(writing.connection()).await?;
                if let Some(row) = requeued.first() {
                    let id: String = row.try_get("id")?;
                    let note = sqlx::query(NOTE).bind(id).bind(now.as_second()).bind(BY_HAND);
                    note.bind(format!("was {}", state.as_str())).execute(writing.connection()).await?;
                    writing.commit().await?;
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    async fn purge_sent(&self, before: Timestamp, now: Timestamp, most: u32) -> Result<u64, StorageError> {
        let (before, yesterday) = (before.as_second(), (now - SAME_MESSAGE).as_second());
        let purge = |statement| sqlx::query(statement).bind(before).bind(yesterday).bind(i64::from(most));
        Ok(self.change(purge(ERASE)).await? + self.change(purge(PURGE)).await?)
    }

    async fn delete(&self, reference: &Reference) -> Result<bool, StorageError> {
        Ok(self.change(sqlx::query(DELETE).bind(reference.as_str())).await? == 1)
    }

    async fn shrink(&self) -> Result<bool, StorageError> {
        let Engine::Sqlite { .. } = self.engine else { return Ok(true) };
        // What was deleted has been overwritten; the journal is emptied too.
        self.rows(sqlx::query("PRAGMA incremental_vacuum").fetch_all(&self.pool), |_| Ok(())).await?;
        let checkpoint = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&self.pool);
        let busy = self.rows(checkpoint, |row| Ok(row.try_get::<i64, _>(0)?)).await?;
        Ok(busy == [0])
    }

    async fn probe(&self, now: Timestamp) -> Result<(), StorageError> {
        self.change(sqlx::query(PROBE).bind(now.as_second())).await.map(drop)
    }

    async fn census(&self) -> Result<Census, StorageError> {
        let count = |row: &AnyRow| {
            let (state, messages): (String, i64) = (row.try_get("state")?, row.try_get("messages")?);
            Ok((State::parse(&state), u64::try_from(messages).unwrap_or(0), rows::timestamp(row, "oldest")?))
        };
        let counted = self.rows(sqlx::query(COUNT).fetch_all(&self.pool), count).await?;
        let waiting = |state: &Option<State>| matches!(state, Some(State::Queued | State::Sending));
        Ok(Census {
            oldest_waiting: counted.iter().filter(|(state, ..)| waiting(state)).map(|(.., oldest)| *oldest).min(),
            states: counted.into_iter().filter_map(|(state, messages, _)| Some((state?, messages))).collect(),
        })
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}
