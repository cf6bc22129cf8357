//! Where messages are stored. The same rows are the outbox from which they are mailed.
//!
//! One trait; behind it SQLite inside the program or PostgreSQL beside it, as the operator’s
//! `--database-url` says. Knows no HTTP, no mail server and nothing of how a form is read.

mod backup;
mod backup_error;
mod bulk;
mod certificate_files;
mod checkup;
mod columns;
mod connector;
mod database;
mod engine;
mod failure;
mod file;
mod group_commit;
mod in_use;
mod integrity;
mod keeping;
mod open;
mod open_error;
mod open_file;
mod queue;
mod restore;
mod rights;
mod rows;
mod schema;
mod server_url;
mod servers;
mod sql;
mod storage_error;
mod store;
mod transfer;
mod unreachable;
mod whole_file;
mod whole_rows;
mod work;

use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use strum::{IntoStaticStr, VariantNames};

use super::message::{HistoryEntry, Message, NewMessage, Receipt, State};
use super::reference::Reference;

pub use backup::backup;
pub use backup_error::BackupError;
pub use certificate_files::check_certificate_files;
pub(crate) use checkup::tables_of_file;
pub use checkup::{Checkup, DatabaseCheckup, check_up};
pub(crate) use file::{FileId, copy_all};
pub(crate) use in_use::refuse_if_in_use;
pub(crate) use open::open_to_read;
pub use open::{migrate, open};
pub use open_error::OpenError;
pub use restore::{Restored, restore};
pub use schema::Tables;
pub use servers::OnlyReads;
pub use storage_error::{Lack, StorageError};
pub(crate) use transfer::Presence;
pub use transfer::{Added, Transfer};

/// The most that the inbox takes for what it is asked. Longer than the database waits by itself, so
/// that its own, better error comes first.
pub(crate) const OPERATION_TIMEOUT: Duration = Duration::from_secs(8);

/// No lease is ever as long: such a one was written while the clock was wrong.
pub const MAX_LEASE: SignedDuration = SignedDuration::from_hours(1);

/// The same content sent again within this time is the same message.
const SAME_MESSAGE_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// What came of an attempt to mail a message.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Outcome {
    /// The mail server has taken it.
    Sent,
    /// Not now.
    Later {
        /// When to try again.
        at: Timestamp,
        /// Whether the server may have taken it all the same.
        maybe_duplicate: bool,
    },
    /// Refused for good, but it may be the settings: again later.
    Refused {
        /// When to try again.
        at: Timestamp,
    },
    /// Refused for good too often; a person decides.
    Parked,
    /// The server could not be used; does not count against the message.
    #[strum(serialize = "unavailable")]
    ServerUnavailable,
}

impl Outcome {
    /// The names of all.
    pub const NAMES: &[&str] = Self::VARIANTS;

    /// Its name in the history and in the metrics.
    pub fn as_str(&self) -> &'static str {
        self.into()
    }
}

/// What staff do so that a message is mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffAction {
    /// They let a message go out that was held or parked.
    Release,
    /// They have a message mailed now that would be tried again later, or was parked.
    Retry,
}

impl StaffAction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Release, Self::Retry];

    /// The states of the messages that it is for.
    pub fn from(self) -> [State; 2] {
        match self {
            Self::Release => [State::Held, State::Parked],
            Self::Retry => [State::Queued, State::Parked],
        }
    }

    /// Its name in the history.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Release => "released",
            Self::Retry => "retried",
        }
    }
}

/// How many messages are in which state, and how long the oldest has waited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageCounts {
    /// States and numbers.
    pub states: Vec<(State, u64)>,
    /// When the oldest message that waits for the mail server came in.
    pub oldest_waiting: Option<Timestamp>,
}

/// What an inbox has of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resources {
    /// Connections to the database that are in use.
    pub used_connections: u32,
    /// Connections to it that are open and not in use.
    pub idle_connections: u32,
    /// How many connections there may be.
    pub max_connections: u32,
    /// Bytes that are free for it where its file is; `None` of a server.
    pub free_bytes: Option<u64>,
}

/// What was deleted because it was mailed and has been kept long enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Messages, each counted once: when its text was deleted.
    pub messages: u64,
    /// Receipts that were all that was left of a message.
    pub receipts: u64,
}

/// Some of the messages, as mails need them or whole, in the order of arrival.
#[derive(Debug)]
pub struct Listing<M> {
    /// The ones that can be read.
    pub messages: Vec<M>,
    /// What is wrong with the others, which stay where they are.
    pub damaged: Vec<StorageError>,
    /// The id after which the next ones follow; `None` if there are none here.
    pub last: Option<String>,
}

impl<M> Default for Listing<M> {
    fn default() -> Self {
        Self { messages: Vec::new(), damaged: Vec::new(), last: None }
    }
}

/// Where messages are stored.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// Stores a message. When this returns, it is on disk, as far as the disk honours flush. The
    /// same content within a day is one message, and gives the receipt of the first. One that is held is queued when
    /// the same comes without a sign that a machine wrote it: nobody can have another’s message held beforehand.
    async fn store(&self, message: &NewMessage) -> Result<Receipt, StorageError>;

    /// The receipt that storing a message would give without changing anything: that of the same content, stored
    /// within a day and not to be released by it.
    async fn find(&self, message: &NewMessage) -> Result<Option<Receipt>, StorageError>;

    /// The receipt of a message.
    async fn receipt(&self, reference: &Reference) -> Result<Option<Receipt>, StorageError>;

    /// A message.
    async fn message(&self, reference: &Reference) -> Result<Option<Message>, StorageError>;

    /// The first `limit` messages, or those after an id, the oldest first; of all states or of one.
    async fn list(
        &self,
        state: Option<State>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Listing<Message>, StorageError>;

    /// The history of a message, the oldest first: every attempt to mail it, and what staff did.
    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, StorageError>;

    /// Claims the message that has been due longest, or whose owner has let its lease run out.
    /// Committed before it returns, so that nobody else claims it.
    async fn claim(&self, owner: &str, now: Timestamp, lease: SignedDuration) -> Result<Option<Message>, StorageError>;

    /// Records what came of an attempt. `false` if another owner has the message by now.
    async fn record_outcome(
        &self,
        id: &str,
        owner: &str,
        now: Timestamp,
        outcome: &Outcome,
        answer: &str,
    ) -> Result<bool, StorageError>;

    /// Puts a message into the queue, due at once, if it is in a state that the action is for, and
    /// writes that into its history.
    async fn requeue(&self, reference: &Reference, action: StaffAction, now: Timestamp) -> Result<bool, StorageError>;

    /// Deletes up to `limit` messages that were mailed at `sent_until` or earlier, and erases up to
    /// `limit` of those that came in within the last day: of them only the receipt (reference and time)
    /// and the hash of the content stay until the day is over, since the sender may look at the
    /// receipt, or send the same again. Then it deletes up to `limit` such receipts too.
    async fn purge_sent(&self, sent_until: Timestamp, now: Timestamp, limit: u32) -> Result<Purged, StorageError>;

    /// Up to `limit` messages that are held or parked, came in at `received_until` or earlier, and that nobody has been
    /// reminded of since they are, the oldest first.
    async fn unreviewed(&self, received_until: Timestamp, limit: u32) -> Result<Vec<Message>, StorageError>;

    /// Writes into the history of messages that staff have been reminded of them, and how; of those that still wait for
    /// a person.
    async fn note_reminder(&self, messages: &[Message], now: Timestamp, how: &str) -> Result<(), StorageError>;

    /// Deletes up to `limit` messages that are held or parked, came in at `received_until` or earlier, and that staff
    /// were reminded of at `reminded_until` or earlier, since they are; how many.
    async fn purge_unreviewed(
        &self,
        received_until: Timestamp,
        reminded_until: Timestamp,
        limit: u32,
    ) -> Result<u64, StorageError>;

    /// Deletes a message, whatever its state.
    async fn delete(&self, reference: &Reference) -> Result<bool, StorageError>;

    /// Gives the space of deleted messages back, so that nothing of them stays in the files of SQLite;
    /// a PostgreSQL server sees to that by itself. `false` if a reader keeps it from being done for now.
    async fn shrink(&self) -> Result<bool, StorageError>;

    /// Writes something small and of no consequence as durably as a message, to find out whether that gets an answer.
    async fn probe(&self, now: Timestamp) -> Result<(), StorageError>;

    /// Writes as much as the longest message takes, of which nothing stays, to find out whether one could be stored: what
    /// is smaller may find its place where that one does not.
    async fn try_storing(&self, now: Timestamp) -> Result<(), StorageError>;

    /// How many messages have come in since a moment, whatever became of them; without those that a person has deleted.
    async fn count_since(&self, since: Timestamp) -> Result<u64, StorageError>;

    /// Counts the messages.
    async fn count(&self) -> Result<MessageCounts, StorageError>;

    /// What it has of the machine at this moment; nothing is asked of the database.
    fn resources(&self) -> Resources;

    /// Ends all connections, with everything written.
    async fn close(&self);
}
