//! Group commit: messages that wait for their turn are stored in one transaction, so that the disk flushes once for all of
//! them, and a server is asked a few times for all of them. None is acknowledged before that. Knows no statement.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{self, Receiver, Sender};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::contact::message::{NewMessage, Receipt};

use super::StorageError;
use super::database::Database;
use super::engine::Engine;
use super::store::{MessageIds, store_all};

/// The most messages of a group: what stands in one transaction is rolled back together.
const MAX_GROUP: usize = 64;

type Stored = Result<Receipt, StorageError>;

/// What the sender of a message is told by the task that had the permit.
enum CommitAnswer {
    /// What came of it.
    Stored(Stored),
    /// Its group failed.
    ByItself,
}

/// The messages that wait to be stored, each with the channel for its result.
pub(super) struct GroupCommit {
    waiting: Mutex<Vec<(NewMessage, Sender<CommitAnswer>)>>,
    ids: MessageIds,
    /// One for each group that may be stored at the same time.
    group_permits: Semaphore,
}

impl GroupCommit {
    /// For a database of this engine.
    pub(super) fn new(engine: &Engine) -> Self {
        Self {
            waiting: Mutex::default(),
            ids: MessageIds::default(),
            group_permits: Semaphore::new(engine.max_groups()),
        }
    }

    /// Stores a message, together with all that wait when it has the permit.
    pub(super) async fn store(&self, database: &Database, message: &NewMessage) -> Stored {
        loop {
            let mut result = self.add(message.clone());
            let told = tokio::select! {
                biased;
                // Another task had the permit, and has stored this message too.
                told = &mut result => told,
                permits = self.acquire_permits(database) => {
                    let permits = permits?;
                    self.store_all_waiting(database).await;
                    // Where several have one, another may have this message.
                    drop(permits);
                    result.await
                }
            };
            match told {
                Ok(CommitAnswer::Stored(stored)) => return stored,
                Ok(CommitAnswer::ByItself) => return self.store_by_itself(database, message).await,
                // The channel was closed: the task that had the permit ran out of time. Once more.
                Err(_) => {}
            }
        }
    }

    /// Waits for the permits to store a group and to write.
    async fn acquire_permits<'g>(
        &'g self,
        database: &'g Database,
    ) -> Result<(SemaphorePermit<'g>, SemaphorePermit<'g>), StorageError> {
        // The semaphore is never closed.
        let permit = self.group_permits.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        Ok((permit, database.acquire_write_permit().await?))
    }

    fn add(&self, message: NewMessage) -> Receiver<CommitAnswer> {
        let (reply, receiver) = oneshot::channel();
        let mut waiting = self.lock();
        // Without requests that nobody waits for any more: they would pile up while the database is away.
        waiting.retain(|(_, reply)| !reply.is_closed());
        waiting.push((message, reply));
        receiver
    }

    /// Everything that waits, without requests that nobody waits for any more.
    fn take(&self) -> (Vec<NewMessage>, Vec<Sender<CommitAnswer>>) {
        let waiting = std::mem::take(&mut *self.lock());
        waiting.into_iter().filter(|(_, reply)| !reply.is_closed()).unzip()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(NewMessage, Sender<CommitAnswer>)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores everything that waits. The caller has the permits to do it.
    async fn store_all_waiting(&self, database: &Database) {
        let (messages, mut replies) = self.take();
        for group in messages.chunks(MAX_GROUP) {
            let later = replies.split_off(group.len());
            self.store_group(database, group, std::mem::replace(&mut replies, later)).await;
        }
    }

    /// Stores messages in one transaction; if that fails, each sender is told to store the own by itself.
    async fn store_group(&self, database: &Database, messages: &[NewMessage], replies: Vec<Sender<CommitAnswer>>) {
        // Whoever has given up meanwhile gets no answer.
        let answer = |reply: Sender<CommitAnswer>, told: CommitAnswer| drop(reply.send(told));
        let storing = store_together(database, &self.ids, messages);
        let stored = match database.engine.group_timeout() {
            Some(limit) => timeout(limit, storing).await.unwrap_or(Err(StorageError::TimedOut)),
            None => storing.await,
        };
        match stored {
            Ok(receipts) => {
                let receipts = receipts.into_iter().map(|receipt| CommitAnswer::Stored(Ok(receipt)));
                replies.into_iter().zip(receipts).for_each(|(reply, told)| answer(reply, told));
            }
            // One message may be the cause, or the connection: each by itself, over a new one.
            Err(error) => {
                if !matches!(error, StorageError::Congested) {
                    database.note_failure();
                }
                // Damage is remembered; then not even the next one is stored.
                let error = database.meaning(error);
                let mut replies = replies.into_iter();
                if database.engine.group_timeout().is_none() && messages.len() == 1 {
                    // A second time would be the same.
                    if let Some(reply) = replies.next() {
                        answer(reply, CommitAnswer::Stored(Err(error)));
                    }
                }
                replies.for_each(|reply| answer(reply, CommitAnswer::ByItself));
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
async fn store_together(
    database: &Database,
    ids: &MessageIds,
    messages: &[NewMessage],
) -> Result<Vec<Receipt>, StorageError> {
    let mut writing = database.begin_group().await?;
    let receipts = store_all(&mut writing, ids, messages, database.engine.max_rows()).await?;
    writing.commit().await?;
    Ok(receipts)
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
