//! Storing with group commit: messages that wait for their turn are stored in one transaction, so that the disk flushes
//! once for all of them, and a server is asked a few times for all of them. None is acknowledged before that.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};
use tokio::sync::oneshot::{self, Receiver, Sender};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use uuid::{ContextV7, Uuid};

use crate::contact::message::{NewMessage, Receipt, State};
use crate::contact::reference::Reference;
use crate::contact::suspicion::Suspicion;

use super::bulk::rows_of_places;
use super::database::{Database, Engine};
use super::work::Work;
use super::{SAME_MESSAGE_WITHIN, StorageError, rows};

/// The most messages of a group: what stands in one transaction is rolled back together.
const MAX_GROUP: usize = 64;

/// Inserts messages, or finds those that have their keys already. One statement, so that of two who
/// send the same at once only one inserts. Its rows stand between the two.
const INSERT: &str = "INSERT INTO message (id, reference, submit_key, received_at, page_language, topic, about, name, \
     email, organisation, reply_language, body, consent, suspicions, state, next_attempt_at) VALUES ";
const OR_FIND: &str = " ON CONFLICT (submit_key) DO UPDATE SET submit_key = excluded.submit_key \
     RETURNING id, reference, submit_key, received_at, state";
/// The values of a row.
const COLUMNS: usize = 16;
/// Queues a held message whose content has come again without suspicion; as what it has come now.
const RELEASE_TWIN: &str = "UPDATE message SET state = 'queued', suspicions = '', page_language = $2, consent = $3, \
     next_attempt_at = $4 WHERE id = $1 AND state = 'held'";
/// Adds a line to the history of a message, in its place: never at an earlier time than the one before, also where the
/// clock was set back.
pub(super) const ADD_TO_HISTORY: &str = "INSERT INTO attempt (message_id, made_at, outcome, answer) \
     SELECT $1, CASE WHEN max(made_at) > $2 THEN max(made_at) ELSE $2 END, CAST($3 AS TEXT), CAST($4 AS TEXT) \
     FROM attempt WHERE message_id = $1";
const RELEASE_KEY: &str = "UPDATE message SET submit_key = NULL WHERE submit_key = $1 AND received_at <= $2";

type Stored = Result<Receipt, StorageError>;

/// What the sender of a message is told by the task that had the turn.
enum Told {
    /// What came of it.
    Stored(Stored),
    /// Its group failed.
    ByItself,
}

/// The ids that an inbox gives, in the order of arrival: they begin with the time at which a message came in, or that of
/// the one before if the clock was set back.
#[derive(Default)]
struct Ids(Mutex<ContextV7>);

impl Ids {
    fn next(&self, received_at: Timestamp) -> String {
        let milliseconds = u64::try_from(received_at.as_millisecond()).unwrap_or(0);
        let nanoseconds = u32::try_from(milliseconds % 1000).unwrap_or(0) * 1_000_000;
        let at = uuid::Timestamp::from_unix(&self.0, milliseconds / 1000, nanoseconds);
        Uuid::new_v7(at).to_string()
    }
}

/// The messages that wait to be stored, each with the channel for its result.
pub(super) struct GroupCommit {
    waiting: Mutex<Vec<(NewMessage, Sender<Told>)>>,
    ids: Ids,
    /// As many groups are stored at a time.
    turns: Semaphore,
}

impl GroupCommit {
    /// For a database of this engine.
    pub(super) fn new(engine: &Engine) -> Self {
        Self { waiting: Mutex::default(), ids: Ids::default(), turns: Semaphore::new(engine.max_groups()) }
    }

    /// Stores a message, together with all that wait when it is its turn.
    pub(super) async fn store(&self, database: &Database, message: &NewMessage) -> Stored {
        loop {
            let mut result = self.add(message.clone());
            let told = tokio::select! {
                biased;
                // Another task had its turn, and has stored this message too.
                told = &mut result => told,
                turn = self.turn(database) => {
                    let turn = turn?;
                    self.store_all_waiting(database).await;
                    // Where several have a turn, another may have this message.
                    drop(turn);
                    result.await
                }
            };
            match told {
                Ok(Told::Stored(stored)) => return stored,
                Ok(Told::ByItself) => return self.store_by_itself(database, message).await,
                // The channel was closed: the task that had the turn ran out of time. Once more.
                Err(_) => {}
            }
        }
    }

    /// Waits until a group may be stored.
    async fn turn<'g>(
        &'g self,
        database: &'g Database,
    ) -> Result<(SemaphorePermit<'g>, SemaphorePermit<'g>), StorageError> {
        // The semaphore is never closed.
        let turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        Ok((turn, database.acquire_write_permit().await?))
    }

    fn add(&self, message: NewMessage) -> Receiver<Told> {
        let (reply, receiver) = oneshot::channel();
        let mut waiting = self.lock();
        // Without requests that nobody waits for any more: they would pile up while the database is away.
        waiting.retain(|(_, reply)| !reply.is_closed());
        waiting.push((message, reply));
        receiver
    }

    /// Everything that waits, without requests that nobody waits for any more.
    fn take(&self) -> (Vec<NewMessage>, Vec<Sender<Told>>) {
        let waiting = std::mem::take(&mut *self.lock());
        waiting.into_iter().filter(|(_, reply)| !reply.is_closed()).unzip()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(NewMessage, Sender<Told>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores everything that waits. The caller has the turn to do it.
    async fn store_all_waiting(&self, database: &Database) {
        let (messages, mut replies) = self.take();
        for group in messages.chunks(MAX_GROUP) {
            let later = replies.split_off(group.len());
            self.store_group(database, group, std::mem::replace(&mut replies, later)).await;
        }
    }

    /// Stores messages in one transaction; if that fails, each sender is told to store the own by itself.
    async fn store_group(&self, database: &Database, messages: &[NewMessage], replies: Vec<Sender<Told>>) {
        // Whoever has given up meanwhile gets no answer.
        let answer = |reply: Sender<Told>, told: Told| drop(reply.send(told));
        let storing = store_together(database, &self.ids, messages);
        let stored = match database.engine.group_timeout() {
            Some(limit) => timeout(limit, storing).await.unwrap_or(Err(StorageError::TimedOut)),
            None => storing.await,
        };
        match stored {
            Ok(receipts) => {
                let receipts = receipts.into_iter().map(|receipt| Told::Stored(Ok(receipt)));
                replies.into_iter().zip(receipts).for_each(|(reply, told)| answer(reply, told));
            }
            // One message may be the cause, or the connection: each by itself, over a new one.
            Err(error) => {
                database.note_failure();
                // Damage is remembered; then not even the next one is stored.
                let error = database.meaning(error);
                let mut replies = replies.into_iter();
                if database.engine.group_timeout().is_none() && messages.len() == 1 {
                    // A second time would be the same.
                    if let Some(reply) = replies.next() {
                        answer(reply, Told::Stored(Err(error)));
                    }
                }
                replies.for_each(|reply| answer(reply, Told::ByItself));
            }
        }
    }

    /// Stores a message that was in a group that failed. No group waits for it.
    async fn store_by_itself(&self, database: &Database, message: &NewMessage) -> Stored {
        let _permit = database.acquire_write_permit().await?;
        let mut writing = database.begin_with_permit().await?;
        let mut receipts = store_all(&mut writing, &self.ids, std::slice::from_ref(message), 1).await?;
        writing.commit().await?;
        Ok(receipts.pop().ok_or(sqlx::Error::RowNotFound)?)
    }
}

/// Stores messages in one transaction, all or none.
async fn store_together(database: &Database, ids: &Ids, messages: &[NewMessage]) -> Result<Vec<Receipt>, StorageError> {
    let mut writing = database.begin_group().await?;
    let receipts = store_all(&mut writing, ids, messages, database.engine.max_rows()).await?;
    writing.commit().await?;
    Ok(receipts)
}

/// A message on its way into a row.
struct New<'m> {
    id: String,
    key: String,
    message: &'m NewMessage,
}

/// The row that has the key of a message: its own, or an earlier one.
struct Found {
    id: String,
    receipt: Receipt,
    is_held: bool,
}

/// Inserts messages, so many with a statement, but for those whose content was stored within a day: of these the
/// receipt is that of the first.
async fn store_all(
    writing: &mut Work<'_>,
    ids: &Ids,
    messages: &[NewMessage],
    max_rows: usize,
) -> Result<Vec<Receipt>, StorageError> {
    let all: Vec<New<'_>> = messages
        .iter()
        .map(|message| New { id: ids.next(message.received_at), key: message.submit_key(), message })
        .collect();
    // Of the same content the first. By their keys, everywhere: of two transactions with the same contents one waits for
    // the other, and never each for the other.
    let mut distinct: BTreeMap<&str, &New<'_>> = BTreeMap::new();
    for new in &all {
        distinct.entry(&new.key).or_insert(new);
    }
    let distinct: Vec<&New<'_>> = distinct.into_values().collect();
    let mut found = HashMap::with_capacity(distinct.len());
    for part in distinct.chunks(max_rows) {
        insert_or_find(writing, part, &mut found).await?;
    }
    let mut receipts = Vec::with_capacity(all.len());
    for new in &all {
        receipts.push(settle(writing, new, &mut found).await?);
    }
    Ok(receipts)
}

/// The receipt of a message whose key has a row. One from before yesterday lets the key go; one that is held is queued,
/// if the same has come without suspicion.
async fn settle(writing: &mut Work<'_>, new: &New<'_>, found: &mut HashMap<String, Found>) -> Stored {
    let row = found.get_mut(&new.key).ok_or(sqlx::Error::RowNotFound)?;
    if row.id == new.id {
        return Ok(row.receipt.clone());
    }
    let yesterday = new.message.received_at - SAME_MESSAGE_WITHIN;
    if row.receipt.received_at > yesterday {
        if row.is_held && new.message.initial_state() != State::Held {
            release_twin(writing, &row.id, new.message).await?;
            row.is_held = false;
        }
        return Ok(row.receipt.clone());
    }
    let release = sqlx::query(RELEASE_KEY).bind(new.key.as_str()).bind(yesterday.as_second());
    writing.execute(release).await?;
    insert_or_find(writing, &[new], found).await?;
    Ok(found.get(&new.key).ok_or(sqlx::Error::RowNotFound)?.receipt.clone())
}

/// Queues a message if it is held, because the same has come without suspicion.
async fn release_twin(writing: &mut Work<'_>, id: &str, message: &NewMessage) -> Result<(), StorageError> {
    let now = message.received_at.as_second();
    let release = sqlx::query(RELEASE_TWIN).bind(id).bind(message.page_language.as_str());
    let release = release.bind(message.consent.as_str()).bind(now);
    if writing.execute(release).await? == 1 {
        let entry = sqlx::query(ADD_TO_HISTORY).bind(id).bind(now).bind("released");
        writing.execute(entry.bind("was held; the same has come without a sign of a machine")).await?;
    }
    Ok(())
}

/// Inserts messages under their ids, or finds those that have their keys, however old. No two have the same key.
async fn insert_or_find(
    writing: &mut Work<'_>,
    new: &[&New<'_>],
    found: &mut HashMap<String, Found>,
) -> Result<(), StorageError> {
    // Of texts of this program alone; what others wrote is bound.
    let text = [INSERT, &rows_of_places(new.len(), COLUMNS), OR_FIND].concat();
    let mut query = sqlx::query(AssertSqlSafe(text));
    for New { id, key, message } in new {
        let submission = &message.submission;
        let suspicions: Vec<&str> = message.suspicions.iter().copied().map(Suspicion::as_str).collect();
        query = query
            .bind(id.as_str())
            .bind(Reference::random()?.to_string())
            .bind(key.as_str())
            .bind(message.received_at.as_second())
            .bind(message.page_language.as_str())
            .bind(submission.topic.as_str())
            .bind(submission.about.as_deref())
            .bind(submission.name.as_str())
            .bind(submission.email.as_str())
            .bind(submission.organisation.as_deref())
            .bind(submission.reply_language.as_str())
            .bind(submission.body.as_str())
            .bind(message.consent.as_str())
            .bind(suspicions.join(","))
            .bind(message.initial_state().as_str())
            .bind(0_i64);
    }
    for row in writing.fetch_all(query).await? {
        let is_held = row.try_get::<String, _>("state")? == State::Held.as_str();
        found.insert(
            row.try_get("submit_key")?,
            Found { id: row.try_get("id")?, receipt: rows::receipt(&row)?, is_held },
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;
    use std::sync::Arc;

    use futures_util::future::join_all;
    use jiff::Timestamp;
    use sqlx::{Connection, SqliteConnection};

    use crate::config::DatabaseUrl;
    use crate::contact::inbox::{Inbox, open};
    use crate::contact::message::tests;

    use super::*;

    fn message(text: &str) -> NewMessage {
        NewMessage { received_at: Timestamp::now(), ..tests::new(|submission| submission.body = text.into()) }
    }

    async fn store_at_once(inbox: &Arc<dyn Inbox>, texts: &[String]) -> Vec<Stored> {
        join_all(texts.iter().map(|text| async move { inbox.store(&message(text)).await })).await
    }

    fn texts(name: &str) -> Vec<String> {
        (0..50).map(|number| format!("{name} {number}")).collect()
    }

    /// How many transactions a journal holds (<https://sqlite.org/fileformat2.html#walformat>).
    fn transactions(journal: &Path) -> usize {
        let journal = std::fs::read(journal).unwrap();
        let number = |at: usize| u32::from_be_bytes(journal[at..at + 4].try_into().unwrap());
        let (header, frame) = (32, 24 + number(8) as usize);
        (header..journal.len()).step_by(frame).filter(|at| number(at + 4) > 0).count()
    }

    #[tokio::test]
    async fn messages_that_wait_are_stored_in_one_transaction_and_each_sender_gets_the_own_receipt() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("messages.db");
        let inbox = open(&DatabaseUrl::Sqlite(file.clone())).await.unwrap();
        let before = transactions(&file.with_extension("db-wal"));
        let texts = [texts("Message"), texts("Message")].concat();
        let stored = store_at_once(&inbox, &texts).await;
        let made = transactions(&file.with_extension("db-wal")) - before;
        assert!((1..=4).contains(&made), "{made} transactions");
        let messages = inbox.list(None, None, 1000).await.unwrap().messages;
        assert_eq!(messages.len(), 50, "the same text twice is one message");
        for (text, stored) in texts.iter().zip(stored) {
            let message = messages.iter().find(|message| message.body == *text).unwrap();
            assert_eq!(message.reference, stored.unwrap().reference, "{text}");
        }
    }

    #[tokio::test]
    async fn a_message_that_cannot_be_stored_does_not_fail_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("messages.db");
        let inbox = open(&DatabaseUrl::Sqlite(file.clone())).await.unwrap();
        inbox.store(&message("Message 7")).await.unwrap();
        // Whoever sends it again should get its receipt, which cannot be read.
        let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        sqlx::query("UPDATE message SET reference = 'damaged'").execute(&mut connection).await.unwrap();
        let stored = store_at_once(&inbox, &texts("Message")).await;
        for (number, stored) in stored.iter().enumerate() {
            assert_eq!(stored.is_err(), number == 7, "{number}: {stored:?}");
        }
        assert!(matches!(stored[7], Err(StorageError::Damaged { .. })));
    }

    #[test]
    fn those_who_have_given_up_waiting_are_forgotten() {
        let group = GroupCommit::new(&Engine::Postgres);
        let still_here = group.add(message("Still here."));
        texts("Message").iter().for_each(|text| drop(group.add(message(text))));
        assert_eq!(group.lock().len(), 2, "but for the last one, until somebody else comes");
        let (messages, _replies) = group.take();
        assert_eq!(messages.len(), 1);
        drop(still_here);
    }

    #[tokio::test]
    async fn whoever_gives_up_waiting_does_not_fail_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        let texts = texts("Message");
        let storing: Vec<_> = texts
            .iter()
            .map(|text| {
                let (inbox, message) = (Arc::clone(&inbox), message(text));
                tokio::spawn(async move { inbox.store(&message).await })
            })
            .collect();
        // All of them wait now, and the first has the permit.
        tokio::task::yield_now().await;
        let is_gone = |number: usize| number.is_multiple_of(3);
        for (_, task) in storing.iter().enumerate().filter(|(number, _)| is_gone(*number)) {
            task.abort();
        }
        for (number, task) in storing.into_iter().enumerate() {
            let stored = task.await;
            assert!(is_gone(number) || stored.is_ok_and(|stored| stored.is_ok()), "{number}");
        }
    }
}
