//! What is known of an inbox at the moment: whether it can be written to, and what is in it. For probes and metrics, which
//! ask nothing of the database. Knows not who finds it out.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::inbox::{Inbox, MessageCounts, Resources, StorageError};
use super::message::State;
use crate::causes::with_causes;
use crate::metrics::{Labels, Registry};

/// What is known of an inbox.
pub struct InboxStatus {
    inbox: Arc<dyn Inbox>,
    storage_failure: Mutex<Option<String>>,
    counts: Mutex<Option<MessageCounts>>,
}

impl InboxStatus {
    /// Of an inbox that has done what it was asked for so far.
    pub fn new(inbox: Arc<dyn Inbox>) -> Self {
        Self { inbox, storage_failure: Mutex::default(), counts: Mutex::default() }
    }

    /// Whether the storage did what it was last asked for.
    pub fn storage_works(&self) -> bool {
        self.storage_failure().is_none()
    }

    /// Why the storage did not do what it was last asked for, in words for an operator.
    pub(crate) fn storage_failure(&self) -> Option<String> {
        self.storage_failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes whether the storage did what it was asked for: `None`, or why not.
    pub(crate) fn note_storage(&self, failure: Option<String>) {
        *self.storage_failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// Notes why the storage did not do what it was asked for. That all its connections were in use, or that one message is
    /// damaged, says nothing of the next one.
    pub(crate) fn note_failure(&self, error: &StorageError) {
        if !matches!(error, StorageError::Congested) && !error.is_of_one_message() {
            self.note_storage(Some(with_causes(error)));
        }
    }

    /// Notes that nothing was asked of the storage yet: until it is known to work, it does not.
    pub(crate) fn note_not_tried(&self) {
        self.note_storage(Some("nothing was stored since the start".to_owned()));
    }

    /// Notes what is in the inbox; `None` if it cannot be read.
    pub(crate) fn note_counts(&self, counts: Option<MessageCounts>) {
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = counts;
    }

    /// What was in the inbox when it was last counted, if it could be.
    pub fn counts(&self) -> Option<MessageCounts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Adds what operators see of the inbox. What is not known is absent.
    pub(crate) fn register(self: &Arc<Self>, registry: &mut Registry) {
        let status = Arc::clone(self);
        registry.gauge("contact_storage_works", "1 if the inbox did what it was last asked for, else 0", move || {
            Some(i64::from(status.storage_works()))
        });
        let status = Arc::clone(self);
        registry.gauges("contact_messages", "Messages in the inbox, by state", move || status.messages());
        let status = Arc::clone(self);
        registry.gauge(
            "contact_oldest_waiting_seconds",
            "For how long the oldest message has waited for the mail server; 0 where none waits",
            move || status.oldest_waiting(Timestamp::now()),
        );
        let status = Arc::clone(self);
        registry.gauges("contact_database_connections", "Connections to the database, by state", move || {
            let Resources { used_connections, idle_connections, .. } = status.inbox.resources();
            let by_state = |state: &str, number| (vec![("state", state.to_owned())], i64::from(number));
            vec![by_state("used", used_connections), by_state("idle", idle_connections)]
        });
        let status = Arc::clone(self);
        registry.gauge("contact_database_connections_max", "How many connections there may be", move || {
            Some(i64::from(status.inbox.resources().max_connections))
        });
        let status = Arc::clone(self);
        registry.gauge(
            "contact_storage_free_bytes",
            "What can still be written where the file of SQLite is",
            move || status.inbox.resources().free_bytes,
        );
    }

    fn messages(&self) -> Vec<(Labels, u64)> {
        let Some(counts) = self.counts() else { return Vec::new() };
        let of = |state: &State| counts.states.iter().find(|(s, _)| s == state).map_or(0, |(_, messages)| *messages);
        State::ALL.iter().map(|state| (vec![("state", state.as_str().to_owned())], of(state))).collect()
    }

    fn oldest_waiting(&self, now: Timestamp) -> Option<i64> {
        let waited = |oldest| now.duration_since(oldest).as_secs().max(0);
        Some(self.counts()?.oldest_waiting.map_or(0, waited))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::config::DatabaseUrl;
    use crate::contact::inbox::open;
    use crate::metrics::MetricsFormat;

    use super::*;

    #[tokio::test]
    async fn a_damaged_message_and_connections_that_are_in_use_are_no_failure_of_the_storage() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        let status = InboxStatus::new(inbox);
        let (row, value) = ("messages 7".to_owned(), "x".to_owned());
        status.note_failure(&StorageError::Damaged { row: row.clone(), column: "state", value });
        status.note_failure(&StorageError::NotUtf8 { row, column: "text", byte: 3 });
        status.note_failure(&StorageError::Congested);
        assert!(status.storage_works());
        status.note_failure(&StorageError::TimedOut);
        assert!(!status.storage_works());
        status.note_failure(&StorageError::Congested);
        assert!(!status.storage_works(), "nor does it say that the storage works");
    }

    #[tokio::test]
    async fn what_is_not_known_of_the_inbox_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = open(&DatabaseUrl::Sqlite(folder.path().join("messages.db"))).await.unwrap();
        let (status, mut registry) = (Arc::new(InboxStatus::new(inbox)), Registry::default());
        status.register(&mut registry);
        let has = |line: &str| registry.text(MetricsFormat::Plain).lines().any(|given| given.starts_with(line));
        assert!(has("contact_storage_works 1") && has("contact_database_connections_max 4"));
        assert!(has("contact_storage_free_bytes ") && has("contact_database_connections{state=\"idle\"} "));
        assert!(!has("contact_messages") && !has("contact_oldest_waiting_seconds"), "nothing was counted");
        let oldest_waiting = Some(Timestamp::now() - jiff::SignedDuration::from_secs(7));
        status.note_counts(Some(MessageCounts { states: vec![(State::Held, 3)], oldest_waiting }));
        assert!(has("contact_messages{state=\"held\"} 3") && has("contact_messages{state=\"queued\"} 0"));
        assert!(["7", "8", "9"].iter().any(|seconds| has(&format!("contact_oldest_waiting_seconds {seconds}"))));
        status.note_counts(Some(MessageCounts::default()));
        assert!(has("contact_oldest_waiting_seconds 0"));
        status.note_storage(Some("it is full".into()));
        status.note_counts(None);
        assert!(has("contact_storage_works 0") && !has("contact_messages") && !has("contact_oldest_waiting_seconds"));
    }
}
