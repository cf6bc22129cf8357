//! Storing with group commit: messages that wait for the permit to write are stored in one
//! transaction, so that the disk flushes once for all of them. None is acknowledged before that.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use sqlx::Row;
use tokio::sync::oneshot::{self, Receiver, Sender};
use uuid::{ContextV7, Uuid};

use crate::contact::message::{NewMessage, Receipt, State};
use crate::contact::reference::Reference;
use crate::contact::suspicion::Suspicion;

use super::database::Database;
use super::work::Work;
use super::{SAME_MESSAGE_WITHIN, StorageError, rows};

/// Inserts, or finds the message that has the key already. One statement, so that of two who
/// send the same at once only one inserts.
const UPSERT: &str = "INSERT INTO message (id, reference, submit_key, received_at, page_language, topic, about, name, \
     email, organisation, reply_language, body, consent, suspicions, state, next_attempt_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0) \
     ON CONFLICT (submit_key) DO UPDATE SET submit_key = excluded.submit_key \
     RETURNING id, reference, received_at";
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

/// The messages that wait for the permit to write, each with the channel for its result.
#[derive(Default)]
pub(super) struct GroupCommit {
    waiting: Mutex<Vec<(NewMessage, Sender<Stored>)>>,
    ids: Ids,
}

impl GroupCommit {
    /// Stores a message, together with all that wait when there is a permit.
    pub(super) async fn store(&self, database: &Database, message: &NewMessage) -> Stored {
        loop {
            let mut result = self.add(message.clone());
            let stored = tokio::select! {
                biased;
                // Another task had the permit, and has stored this message too.
                stored = &mut result => stored,
                permit = database.acquire_write_permit() => {
                    let _permit = permit?;
                    self.store_all_waiting(database).await;
                    result.await
                }
            };
            // The channel was closed: the task that had the permit ran out of time. Once more.
            if let Ok(stored) = stored {
                return stored;
            }
        }
    }

    fn add(&self, message: NewMessage) -> Receiver<Stored> {
        let (reply, receiver) = oneshot::channel();
        let mut waiting = self.lock();
        // Without requests that nobody waits for any more: they would pile up while the database is away.
        waiting.retain(|(_, reply)| !reply.is_closed());
        waiting.push((message, reply));
        receiver
    }

    /// Everything that waits, without requests that nobody waits for any more.
    fn take(&self) -> (Vec<NewMessage>, Vec<Sender<Stored>>) {
        let waiting = std::mem::take(&mut *self.lock());
        waiting.into_iter().filter(|(_, reply)| !reply.is_closed()).unzip()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(NewMessage, Sender<Stored>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores everything that waits. The caller has the permit to write.
    async fn store_all_waiting(&self, database: &Database) {
        let (messages, replies) = self.take();
        // Whoever has given up meanwhile gets no answer.
        let answer = |reply: Sender<Stored>, stored: Stored| drop(reply.send(stored));
        if messages.len() > 1 {
            match store_together(database, &self.ids, &messages).await {
                Ok(receipts) => {
                    return replies.into_iter().zip(receipts).for_each(|(reply, receipt)| answer(reply, Ok(receipt)));
                }
                // One message may be the cause, or the connection: each by itself, over a new one.
                Err(error) => {
                    database.note_failure();
                    // Only to remember damage: each gets an error of its own below.
                    let _ = database.meaning(error);
                }
            }
        }
        for (message, reply) in messages.iter().zip(replies) {
            // In a database that is damaged not even the next one.
            let stored = match database.check_sound() {
                Ok(()) => store_alone(database, &self.ids, message).await.map_err(|error| database.meaning(error)),
                Err(error) => Err(error),
            };
            answer(reply, stored);
        }
    }
}

/// Stores messages in one transaction, all or none.
async fn store_together(database: &Database, ids: &Ids, messages: &[NewMessage]) -> Result<Vec<Receipt>, StorageError> {
    let mut writing = database.begin_with_permit().await?;
    let mut receipts = Vec::with_capacity(messages.len());
    for message in messages {
        receipts.push(insert_or_find(&mut writing, ids, message).await?);
    }
    writing.commit().await?;
    Ok(receipts)
}

async fn store_alone(database: &Database, ids: &Ids, message: &NewMessage) -> Stored {
    let mut writing = database.begin_with_permit().await?;
    let receipt = insert_or_find(&mut writing, ids, message).await?;
    writing.commit().await?;
    Ok(receipt)
}

/// Inserts a message, unless the same content was stored within a day: then its receipt.
async fn insert_or_find(writing: &mut Work<'_>, ids: &Ids, message: &NewMessage) -> Stored {
    let id = ids.next(message.received_at);
    let (stored, receipt) = upsert(writing, &id, message).await?;
    if stored == id {
        return Ok(receipt);
    }
    let yesterday = message.received_at - SAME_MESSAGE_WITHIN;
    if receipt.received_at > yesterday {
        if message.initial_state() != State::Held {
            release_twin(writing, &stored, message).await?;
        }
        return Ok(receipt);
    }
    let release = sqlx::query(RELEASE_KEY).bind(message.submit_key()).bind(yesterday.as_second());
    writing.execute(release).await?;
    let (_, receipt) = upsert(writing, &id, message).await?;
    Ok(receipt)
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

/// Inserts a message under an id, or finds the one that has its key, however old: its id and receipt.
async fn upsert(writing: &mut Work<'_>, id: &str, message: &NewMessage) -> Result<(String, Receipt), StorageError> {
    let submission = &message.submission;
    let suspicions: Vec<&str> = message.suspicions.iter().copied().map(Suspicion::as_str).collect();
    let query = sqlx::query(UPSERT)
        .bind(id)
        .bind(Reference::random()?.to_string())
        .bind(message.submit_key())
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
        .bind(message.initial_state().as_str());
    let rows = writing.fetch_all(query).await?;
    let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok((row.try_get("id")?, rows::receipt(row)?))
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
        let group = GroupCommit::default();
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
