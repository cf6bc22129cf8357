//! Accepting a message: stored durably, whatever becomes of its sender meanwhile.
//!
//! The commit runs as a task of its own, on a runtime that outlives the web server’s workers. A
//! client that hangs up, or a worker that is stopped, drops the waiting and not the commit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::{Notify, Semaphore};

use super::inbox::{Inbox, OPERATION_TIMEOUT, StorageError};
use super::inbox_status::InboxStatus;
use super::message::{NewMessage, Receipt};
use super::reference::Reference;
use crate::metrics::{Histogram, Labels, Registry};

/// At most so many commits run at a time; more would only wait for each other.
const MAX_COMMITS: u32 = 64;

/// Longer than the storage itself waits, so that its answer comes first.
const TIMEOUT: Duration = OPERATION_TIMEOUT.saturating_add(Duration::from_secs(1));

/// The bounds of how long storing takes: a flush of the disk, up to [`OPERATION_TIMEOUT`].
static BOUNDS: [Duration; 11] = [
    Duration::from_millis(1),
    Duration::from_micros(2500),
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_secs(1),
    Duration::from_millis(2500),
    Duration::from_secs(8),
];

/// Why a message was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Too many are waiting for it already.
    #[error("too many messages are waiting to be stored")]
    Busy,
    /// The task that stored it is gone: a defect, or the end of the program.
    #[error("the storing of a message was interrupted")]
    Interrupted,
}

/// Accepts messages into an inbox.
pub struct Acceptance {
    inbox: Arc<dyn Inbox>,
    runtime: Handle,
    commits: Arc<Semaphore>,
    arrived: Arc<Notify>,
    status: Arc<InboxStatus>,
    durations: Arc<Histogram>,
}

impl Acceptance {
    /// Accepts into an inbox, on a runtime.
    pub fn new(inbox: Arc<dyn Inbox>, runtime: Handle) -> Self {
        Self {
            status: Arc::new(InboxStatus::new(Arc::clone(&inbox))),
            inbox,
            runtime,
            commits: Arc::new(Semaphore::new(MAX_COMMITS as usize)),
            arrived: Arc::default(),
            durations: Arc::new(Histogram::new(&BOUNDS)),
        }
    }

    /// Notified whenever a message was stored: a hint for the delivery.
    pub fn arrived(&self) -> Arc<Notify> {
        Arc::clone(&self.arrived)
    }

    /// What is known of the inbox.
    pub fn status(&self) -> &Arc<InboxStatus> {
        &self.status
    }

    /// Adds what operators see of the inbox, and of how long it takes to store a message.
    pub(crate) fn register(&self, registry: &mut Registry) {
        self.status.register(registry);
        let durations = Arc::clone(&self.durations);
        registry.histograms(
            "contact_commit_duration_seconds",
            "How long it took until a message was on disk, or its storing had failed",
            move || vec![(Labels::new(), durations.read())],
        );
    }

    /// Stores a message. When this returns a receipt, it is on disk. `accepted` is called then, also
    /// if nobody waits any more. What takes too long goes on, and its sender is told of a failure.
    pub async fn accept(
        &self,
        message: NewMessage,
        accepted: impl FnOnce() + Send + 'static,
    ) -> Result<Receipt, AcceptError> {
        let accepted = in_time(self.store(message, accepted)).await;
        // What goes on may end only much later.
        if let Err(AcceptError::Storage(error @ StorageError::TimedOut)) = &accepted {
            self.status.note_failure(error);
        }
        accepted
    }

    /// The permit belongs to the work, so that the end of the program waits for it.
    async fn store(
        &self,
        message: NewMessage,
        accepted: impl FnOnce() + Send + 'static,
    ) -> Result<Receipt, AcceptError> {
        let permit = Arc::clone(&self.commits).try_acquire_owned().map_err(|_| AcceptError::Busy)?;
        let (inbox, arrived) = (Arc::clone(&self.inbox), self.arrived());
        let (status, durations) = (Arc::clone(&self.status), Arc::clone(&self.durations));
        self.on_runtime(async move {
            let began = Instant::now();
            let stored = inbox.store(&message).await;
            durations.observe(began.elapsed());
            match &stored {
                Ok(_) => status.note_storage(None),
                Err(error) => status.note_failure(error),
            }
            if stored.is_ok() {
                accepted();
                arrived.notify_one();
            }
            drop(permit);
            stored
        })
        .await
    }

    /// The receipt that a message has already, if storing it again would change nothing: never from memory, since
    /// the row may be gone.
    pub async fn find(&self, message: &NewMessage) -> Result<Option<Receipt>, AcceptError> {
        let (inbox, message) = (Arc::clone(&self.inbox), message.clone());
        in_time(self.on_runtime(async move { inbox.find(&message).await })).await
    }

    /// How many messages have come in since a moment, which a message that is to be stored has to wait for.
    pub async fn count_since(&self, since: Timestamp) -> Result<u64, AcceptError> {
        let inbox = Arc::clone(&self.inbox);
        let counted = in_time(self.on_runtime(async move { inbox.count_since(since).await })).await;
        if let Err(AcceptError::Storage(error)) = &counted {
            self.status.note_failure(error);
        }
        counted
    }

    /// The receipt of a message that was accepted before.
    pub async fn receipt(&self, reference: Reference) -> Result<Option<Receipt>, AcceptError> {
        let inbox = Arc::clone(&self.inbox);
        in_time(self.on_runtime(async move { inbox.receipt(&reference).await })).await
    }

    /// Does work on the runtime that outlives the web server’s workers; it goes on when nobody waits for it any more.
    async fn on_runtime<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, StorageError>> + Send + 'static,
    ) -> Result<T, AcceptError> {
        Ok(self.runtime.spawn(work).await.map_err(|_| AcceptError::Interrupted)??)
    }

    /// Waits until no commit is under way; then no new one begins. Ends at the timeout in any case:
    /// the program is about to.
    pub async fn finish(&self, timeout: Duration) {
        let _ = tokio::time::timeout(timeout, self.commits.acquire_many(MAX_COMMITS))
            .await
            .map(|all| all.map(tokio::sync::SemaphorePermit::forget));
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, AcceptError>>) -> Result<T, AcceptError> {
    tokio::time::timeout(TIMEOUT, work).await.unwrap_or(Err(AcceptError::Storage(StorageError::TimedOut)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use futures_util::FutureExt;
    use tempfile::TempDir;

    use crate::config::DatabaseUrl;
    use crate::contact::inbox::open;
    use crate::contact::message::tests::new;

    use super::*;

    async fn acceptance() -> (TempDir, Acceptance) {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        (folder, Acceptance::new(inbox, Handle::current()))
    }

    #[tokio::test]
    async fn the_delivery_is_told_of_a_message_that_was_stored_and_of_no_other() {
        let (_folder, acceptance) = acceptance().await;
        let is_told = || acceptance.arrived().notified().now_or_never().is_some();
        assert!(!is_told());
        acceptance.accept(new(|_| {}), || {}).await.unwrap();
        assert!(is_told());
        acceptance.inbox.close().await;
        acceptance.accept(new(|s| s.body = "Another".into()), || panic!("it is not stored")).await.unwrap_err();
        assert!(!is_told());
    }

    #[tokio::test]
    async fn whether_the_storage_works_is_what_was_found_out_last() {
        let (_folder, acceptance) = acceptance().await;
        assert!(acceptance.status().storage_works());
        acceptance.status().note_storage(Some("it is full".into()));
        assert!(!acceptance.status().storage_works());
        acceptance.accept(new(|_| {}), || {}).await.unwrap();
        assert!(acceptance.status().storage_works());
        acceptance.inbox.close().await;
        acceptance.accept(new(|_| {}), || {}).await.unwrap_err();
        assert!(!acceptance.status().storage_works());
        acceptance.status().note_storage(None);
        assert!(acceptance.status().storage_works());
    }

    #[tokio::test]
    async fn at_the_end_commits_are_waited_for_and_no_new_one_begins() {
        let (_folder, acceptance) = acceptance().await;
        let commit = Arc::clone(&acceptance.commits).try_acquire_owned().unwrap();
        assert!(acceptance.finish(Duration::from_secs(60)).now_or_never().is_none(), "a commit is under way");
        acceptance.finish(Duration::from_millis(1)).await;
        acceptance.accept(new(|_| {}), || {}).await.unwrap();
        drop(commit);
        acceptance.finish(Duration::from_secs(60)).await;
        let refused = acceptance.accept(new(|_| {}), || {}).await;
        assert!(matches!(refused, Err(AcceptError::Busy)), "{refused:?}");
    }
}
