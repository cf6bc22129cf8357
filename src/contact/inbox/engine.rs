//! The two engines that hold an inbox, and what is particular about each: how its transactions begin, and how many of what
//! there may be at once. Knows no connection and no message.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::file::FileId;
use super::work::Begin;

/// Which database it is, and what is particular about it.
#[derive(Debug)]
pub(super) enum Engine {
    /// A file; one writes at a time.
    Sqlite {
        /// Where it was opened.
        path: PathBuf,
        /// The file that was opened.
        opened: FileId,
    },
    /// A server.
    Postgres,
}

impl Engine {
    /// How a transaction begins that reads.
    pub(super) fn begin_to_read(&self) -> Begin {
        match self {
            Self::Sqlite { .. } => Begin::SqliteRead,
            Self::Postgres => Begin::PostgresRead,
        }
    }

    /// How one begins that writes.
    pub(super) fn begin_to_write(&self) -> Begin {
        match self {
            Self::Sqlite { .. } => Begin::SqliteWrite,
            Self::Postgres => Begin::PostgresWrite,
        }
    }

    /// How one begins that writes for several, each of whom can still write alone.
    pub(super) fn begin_group(&self) -> Begin {
        match self {
            Self::Sqlite { .. } => Begin::SqliteWrite,
            Self::Postgres => Begin::PostgresGroup,
        }
    }

    /// How many write at a time. SQLite’s own waiting sleeps; waiting for a permit does not.
    pub(super) fn max_writers(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres => Semaphore::MAX_PERMITS,
        }
    }

    /// How many groups of messages are stored at a time. Of PostgreSQL two: while one is being flushed the next is on its
    /// way, and one that hangs keeps nobody else waiting. More would be smaller groups, each of which costs as much.
    pub(super) fn max_groups(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres => 2,
        }
    }

    /// How many messages are inserted by a statement. SQLite keeps that of one and is asked in memory; PostgreSQL reads
    /// every statement anew and may be far away.
    pub(super) fn max_rows(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres => usize::MAX,
        }
    }

    /// How long a group may take: then there is time left for each of its messages by itself. What SQLite waits for,
    /// another process that writes, each by itself would wait for too.
    pub(super) fn group_timeout(&self) -> Option<Duration> {
        match self {
            Self::Sqlite { .. } => None,
            Self::Postgres => Some(Duration::from_secs(2)),
        }
    }

    /// How many strangers may look something up at a time, a receipt or a message that was sent before.
    pub(super) fn max_look_ups(&self) -> usize {
        self.max_connections() / 2
    }

    /// How many connections there are at most.
    pub(super) fn max_connections(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 4,
            Self::Postgres => 16,
        }
    }
}
