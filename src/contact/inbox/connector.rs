//! How a connection of either engine is made, and when one is used again. Knows no message.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use sqlx::{AnyConnection, Connection, Executor};

use super::StorageError;
use super::servers::Servers;

/// A connection is not used for longer: names may lead elsewhere by now, and a server keeps memory for each.
const MAX_AGE: Duration = Duration::from_secs(30 * 60);

/// Everything that a connection to SQLite needs to keep the promise. Nothing of it writes to a
/// file that is in use, so that messages can be read while the disk is full.
pub(super) const SQLITE_SESSION: [&str; 5] = [
    // Milliseconds.
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    // One flush a commit. NORMAL would lose the last ones at a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    // What is deleted is overwritten.
    "PRAGMA secure_delete = ON",
];

/// Where connections lead.
#[derive(Debug)]
pub(super) enum Destination {
    /// To a file of SQLite, by the URL that sqlx reads.
    Sqlite(String),
    /// To a server of PostgreSQL. Nothing of a connection to one is the session’s: behind a PgBouncer the next
    /// transaction may be in another.
    Postgres(Servers),
}

/// Makes the connections of a pool.
#[derive(Debug)]
pub(super) struct Connector {
    destination: Destination,
    /// When a connection last failed: older ones are not used again. What they hold in memory may
    /// not be what is on disk, and a database that was read-only stays so for them.
    last_failure: Mutex<Option<Instant>>,
}

impl Connector {
    pub(super) fn new(destination: Destination) -> Self {
        Self { destination, last_failure: Mutex::default() }
    }

    /// From now on no connection is used that is there already.
    pub(super) fn note_failure(&self) {
        *self.last_failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    fn is_usable(&self, made: Instant) -> bool {
        let failed = *self.last_failure.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_none_or(|failed| failed < made) && made.elapsed() < MAX_AGE
    }
}

impl Manager for Connector {
    type Type = AnyConnection;
    type Error = StorageError;

    async fn create(&self) -> Result<AnyConnection, StorageError> {
        match &self.destination {
            Destination::Postgres(servers) => servers.connect().await,
            Destination::Sqlite(url) => {
                let mut connection = AnyConnection::connect(url).await?;
                for statement in SQLITE_SESSION {
                    connection.execute(statement).await?;
                }
                Ok(connection)
            }
        }
    }

    async fn recycle(&self, connection: &mut AnyConnection, metrics: &Metrics) -> RecycleResult<StorageError> {
        if !self.is_usable(metrics.created) {
            return Err(RecycleError::message("it is from before a failure, or old"));
        }
        if let Destination::Postgres(_) = self.destination {
            connection.ping().await.map_err(StorageError::from)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_was_there_when_one_failed_is_not_used_again() {
        let connector = Connector::new(Destination::Sqlite(String::new()));
        let made = Instant::now();
        assert!(connector.is_usable(made), "nothing has failed");
        connector.note_failure();
        assert!(!connector.is_usable(made));
        std::thread::sleep(Duration::from_millis(1));
        assert!(connector.is_usable(Instant::now()), "it was made since");
    }

    #[test]
    fn a_connection_that_is_half_an_hour_old_is_not_used_again() {
        let connector = Connector::new(Destination::Sqlite(String::new()));
        let Some(made) = Instant::now().checked_sub(MAX_AGE) else { return };
        assert!(!connector.is_usable(made));
    }
}
