//! The servers of a PostgreSQL database, and which of them is connected to. Knows no pool and no message.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::{AnyConnection, Connection, Row};
use tokio::net::lookup_host;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::config::PostgresUrl;

use super::StorageError;
use super::certificate_files::check_certificate_files;
use super::server_url::{deciding_variable, host_name, label, whole};
use super::unreachable::{explained, unresolved};

/// How long all servers together are asked for a connection. Shorter than anybody waits for an answer to a form.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The servers of a database, one of which is connected to.
#[derive(Debug)]
pub(super) struct Servers {
    urls: Vec<Url>,
    needs_writer: bool,
    /// The one that was connected to last is asked first: those before it may be gone without saying so.
    preferred: AtomicUsize,
}

impl Servers {
    /// The servers of a URL, which alone says where they are: a variable of psql that would decide beside it is refused, and
    /// a file of certificates that is of no use.
    pub(super) fn new(url: &PostgresUrl) -> Result<Self, StorageError> {
        if let Some(variable) = deciding_variable(url, |name| std::env::var_os(name).is_some()) {
            return Err(StorageError::Variable { variable });
        }
        check_certificate_files(url)?;
        let urls = url.servers().iter().cloned().map(whole).collect();
        Ok(Self { urls, needs_writer: url.needs_writer(), preferred: AtomicUsize::new(0) })
    }

    /// Connects to the first that can be reached, and writes if that is needed; otherwise what is wrong with each.
    pub(super) async fn connect(&self) -> Result<AnyConnection, StorageError> {
        let (count, first) = (self.urls.len(), self.preferred.load(Ordering::Relaxed));
        let since = Instant::now();
        let mut failed: Vec<StorageError> = Vec::new();
        for at in (first..count).chain(0..first) {
            // Of the time that those before have left.
            let left = CONNECT_TIMEOUT.saturating_sub(since.elapsed());
            let share = left / u32::try_from(count - failed.len()).unwrap_or(1);
            match self.connect_to(&self.urls[at], share).await {
                Ok(connection) => {
                    if at != first {
                        self.preferred.store(at, Ordering::Relaxed);
                        tracing::warn!(server = label(&self.urls[at]), "another PostgreSQL server is used from now on");
                    }
                    return Ok(connection);
                }
                Err(error) => failed.push(error),
            }
        }
        Err(match failed.pop() {
            Some(error) if failed.is_empty() => error,
            last => StorageError::NoServer(failed.into_iter().chain(last).collect()),
        })
    }

    async fn connect_to(&self, server: &Url, share: Duration) -> Result<AnyConnection, StorageError> {
        let end = Instant::now() + share;
        // Apart from the connection: a resolver that does not answer is told from a server that does not.
        if let Some(name) = host_name(server) {
            match timeout_at(end, lookup_host((name.as_str(), 0))).await {
                Ok(found) => drop(found.map_err(|error| explained(server, error.into()))?),
                Err(_) => return Err(unresolved(server)),
            }
        }
        let connecting = async {
            let mut connection = AnyConnection::connect(server.as_str()).await?;
            let only_reads = if self.needs_writer { only_reads(&mut connection).await? } else { None };
            Ok((connection, only_reads))
        };
        match timeout_at(end, connecting).await {
            Ok(Ok((connection, None))) => Ok(connection),
            Ok(Ok((_, Some(OnlyReads::Standby)))) => Err(StorageError::Standby { server: label(server) }),
            Ok(Ok((_, Some(OnlyReads::Setting)))) => Err(StorageError::ReadOnlySetting { server: Some(label(server)) }),
            Ok(Err(error)) => Err(explained(server, error)),
            Err(_) => Err(explained(server, std::io::Error::from(std::io::ErrorKind::TimedOut).into())),
        }
    }
}

/// Why a server only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlyReads {
    /// It is a standby.
    Standby,
    /// It could write, and `default_transaction_read_only` is on for it, the database or the user.
    Setting,
}

/// Whether a server only reads, and why.
pub(super) async fn only_reads(connection: &mut AnyConnection) -> Result<Option<OnlyReads>, sqlx::Error> {
    let asked = "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'";
    let row = sqlx::raw_sql(asked).fetch_one(connection).await?;
    Ok(match (row.try_get(0)?, row.try_get(1)?) {
        (true, _) => Some(OnlyReads::Standby),
        (false, true) => Some(OnlyReads::Setting),
        (false, false) => None,
    })
}
