//! An inbox whose storage works, fails or hangs, as a test tells it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use communique::contact::inbox::{
    Inbox, Listing, MessageCounts, Outcome, Purged, Resources, StaffAction, StorageError,
};
use communique::contact::message::HistoryEntry;
use communique::contact::{Message, NewMessage, Receipt, Reference, State};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::running::Running;

/// What the storage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    Works,
    Fails,
    /// Until it does something else. What was asked meanwhile is then done.
    Hangs,
}

/// A server whose storage does what it is told.
pub fn with_faults(flags: &[&str]) -> (Running, Arc<FaultyInbox>) {
    let mut storage = None;
    let server = Running::with_inbox(flags, |inbox| Arc::clone(storage.insert(FaultyInbox::around(inbox))) as _);
    (server, storage.unwrap())
}

/// The inbox, and the handle to what its storage does.
pub struct FaultyInbox {
    inner: Arc<dyn Inbox>,
    storage: watch::Sender<Storage>,
    asked: AtomicUsize,
    claims: AtomicUsize,
    records: AtomicUsize,
}

impl FaultyInbox {
    /// Around an inbox that works.
    pub fn around(inner: Arc<dyn Inbox>) -> Arc<Self> {
        let storage = watch::Sender::new(Storage::Works);
        Arc::new(Self {
            inner,
            storage,
            asked: AtomicUsize::new(0),
            claims: AtomicUsize::new(0),
            records: AtomicUsize::new(0),
        })
    }

    pub fn set(&self, storage: Storage) {
        self.storage.send_replace(storage);
    }

    /// How often it was asked to store something.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// How often it was asked for a message to mail.
    pub fn claims(&self) -> usize {
        self.claims.load(Ordering::SeqCst)
    }

    /// How often it was told what came of a mail.
    pub fn records(&self) -> usize {
        self.records.load(Ordering::SeqCst)
    }

    async fn works(&self) -> Result<&Arc<dyn Inbox>, StorageError> {
        match self.storage.subscribe().wait_for(|storage| *storage != Storage::Hangs).await.map(|storage| *storage) {
            Ok(Storage::Works) => Ok(&self.inner),
            _ => Err(StorageError::TimedOut),
        }
    }
}

#[async_trait]
impl Inbox for FaultyInbox {
    async fn store(&self, message: &NewMessage) -> Result<Receipt, StorageError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.works().await?.store(message).await
    }

    async fn find(&self, message: &NewMessage) -> Result<Option<Receipt>, StorageError> {
        self.works().await?.find(message).await
    }

    async fn receipt(&self, reference: &Reference) -> Result<Option<Receipt>, StorageError> {
        self.works().await?.receipt(reference).await
    }

    async fn probe(&self, now: Timestamp) -> Result<(), StorageError> {
        self.works().await?.probe(now).await
    }

    async fn try_storing(&self, now: Timestamp) -> Result<(), StorageError> {
        self.works().await?.try_storing(now).await
    }

    // What a test asks itself.
    async fn message(&self, reference: &Reference) -> Result<Option<Message>, StorageError> {
        self.inner.message(reference).await
    }

    async fn list(
        &self,
        state: Option<State>,
        after: Option<&str>,
        most: u32,
    ) -> Result<Listing<Message>, StorageError> {
        self.inner.list(state, after, most).await
    }

    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, StorageError> {
        self.inner.history(id).await
    }

    async fn claim(&self, owner: &str, now: Timestamp, lease: SignedDuration) -> Result<Option<Message>, StorageError> {
        self.claims.fetch_add(1, Ordering::SeqCst);
        self.works().await?.claim(owner, now, lease).await
    }

    async fn record_outcome(
        &self,
        id: &str,
        owner: &str,
        now: Timestamp,
        outcome: &Outcome,
        answer: &str,
    ) -> Result<bool, StorageError> {
        self.records.fetch_add(1, Ordering::SeqCst);
        self.works().await?.record_outcome(id, owner, now, outcome, answer).await
    }

    async fn requeue(&self, reference: &Reference, action: StaffAction, now: Timestamp) -> Result<bool, StorageError> {
        self.works().await?.requeue(reference, action, now).await
    }

    async fn purge_sent(&self, before: Timestamp, now: Timestamp, most: u32) -> Result<Purged, StorageError> {
        self.works().await?.purge_sent(before, now, most).await
    }

    async fn unreviewed(&self, received_until: Timestamp, most: u32) -> Result<Vec<Message>, StorageError> {
        self.works().await?.unreviewed(received_until, most).await
    }

    async fn note_reminder(&self, messages: &[Message], now: Timestamp, how: &str) -> Result<(), StorageError> {
        self.works().await?.note_reminder(messages, now, how).await
    }

    async fn purge_unreviewed(
        &self,
        received_until: Timestamp,
        reminded_until: Timestamp,
        most: u32,
    ) -> Result<u64, StorageError> {
        self.works().await?.purge_unreviewed(received_until, reminded_until, most).await
    }

    async fn delete(&self, reference: &Reference) -> Result<bool, StorageError> {
        self.works().await?.delete(reference).await
    }

    async fn shrink(&self) -> Result<bool, StorageError> {
        self.works().await?.shrink().await
    }

    async fn count_since(&self, since: Timestamp) -> Result<u64, StorageError> {
        // Asked once, before the first form, as by a start; what fails or hangs is the storing.
        self.inner.count_since(since).await
    }

    async fn count(&self) -> Result<MessageCounts, StorageError> {
        self.works().await?.count().await
    }

    fn resources(&self) -> Resources {
        self.inner.resources()
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}
