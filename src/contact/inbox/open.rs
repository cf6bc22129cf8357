//! Opening a database: what is refused, how a file is prepared, and its migrations.

use std::fs::{File, OpenOptions};
use std::io;
use std::net::IpAddr;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustix::fs::{FlockOperation, flock, statfs};
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection, Executor, Row, SqlSafeStr};
use url::Url;

use crate::config::DatabaseUrl;

use super::sql::{Engine, LastFailure, SqlInbox};
use super::{Inbox, StorageError};

/// Older ones can corrupt their journal when two connections check it in at once
/// (<https://sqlite.org/wal.html#walresetbug>).
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];
/// Shorter than anybody waits for an answer to a form.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// Why there is no inbox.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be made or changed.
    #[error("{path} cannot be opened for writing")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file lies on another machine.
    #[error(
        "{path} is on a network file system ({kind}), where SQLite’s locks do not hold; use a local disk, or postgres://"
    )]
    Network {
        /// The file.
        path: PathBuf,
        /// Which.
        kind: &'static str,
    },
    /// SQLite is too old.
    #[error("this program was built with SQLite {found}, which can corrupt its journal; 3.51.3 or later is needed")]
    TooOld {
        /// Which.
        found: String,
    },
    /// A later version has been here.
    #[error(
        "{database} was changed by a later version of this program, which knows of migration {migration}; use that one or a newer one"
    )]
    Newer {
        /// Which, without a password.
        database: String,
        /// What this version does not know.
        migration: i64,
    },
    /// The database is not usable.
    #[error("{database} cannot be used")]
    Database {
        /// Which, without a password.
        database: String,
        /// Why.
        source: StorageError,
    },
}

/// Opens the inbox. A file must be usable at once; a server that is away is waited for, so that
/// the pages are there without it.
pub async fn open(url: &DatabaseUrl) -> Result<Arc<dyn Inbox>, OpenError> {
    sqlx::any::install_default_drivers();
    let database = |source: StorageError| match (url.to_string(), source) {
        (database, StorageError::Migration(MigrateError::VersionMissing(migration))) => {
            OpenError::Newer { database, migration }
        }
        (database, source) => OpenError::Database { database, source },
    };
    match url {
        DatabaseUrl::Sqlite(path) => {
            let inbox = sqlite(path).await.map_err(|error| match error {
                SqliteError::Open(error) => error,
                SqliteError::Storage(error) => database(error),
            })?;
            Ok(Arc::new(inbox))
        }
        DatabaseUrl::Postgres(url) => {
            let last_failure = LastFailure::default();
            let pool = options(&last_failure, 16, &POSTGRES_SESSION).connect_lazy(secured(url.clone()).as_str());
            let pool = pool.map_err(|error| database(error.into()))?;
            let inbox = SqlInbox::new(pool, Engine::Postgres, last_failure);
            match inbox.ready().await {
                Ok(()) => {}
                // Waiting would not help.
                Err(error) if error.is_lasting() => return Err(database(error)),
                Err(error) => {
                    tracing::error!(database = %url_without_password(url), error = %super::chain(&error), "the database does not answer; the form says so until it does");
                }
            }
            Ok(Arc::new(inbox))
        }
    }
}

/// The URL of a server on another machine asks for TLS and a certificate that is right, unless the
/// operator says something else about it (`sslmode`).
fn secured(mut url: Url) -> Url {
    let says = |name: &str| url.query_pairs().any(|(n, _)| n == name);
    let is_here = match url.host() {
        // By a Unix socket, or by what `?host=` says.
        None => true,
        // In the URL of a scheme that browsers do not know, an IPv4 address is a name too.
        Some(url::Host::Domain(name)) => {
            name.is_empty() || name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
    };
    if !is_here && !says("sslmode") && !says("ssl-mode") {
        url.query_pairs_mut().append_pair("sslmode", "verify-full");
    }
    url
}

fn url_without_password(url: &Url) -> String {
    DatabaseUrl::Postgres(url.clone()).to_string()
}

enum SqliteError {
    Open(OpenError),
    Storage(StorageError),
}

impl<E: Into<StorageError>> From<E> for SqliteError {
    fn from(error: E) -> Self {
        Self::Storage(error.into())
    }
}

/// Everything that a connection to SQLite needs to keep the promise. Nothing of it writes to a
/// file that is in use, so that messages can be read while the disk is full.
const SQLITE_SESSION: [&str; 5] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    // One flush a commit. NORMAL would lose the last ones at a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    // What is deleted is overwritten.
    "PRAGMA secure_delete = ON",
];

/// A server that hangs must not hang the form.
const POSTGRES_SESSION: [&str; 4] = [
    // The database’s own default may be to refuse what runs side by side.
    "SET default_transaction_isolation = 'read committed'",
    "SET statement_timeout = '6s'",
    "SET idle_in_transaction_session_timeout = '30s'",
    "SET client_min_messages = warning",
];

fn options(last_failure: &LastFailure, connections: u32, session: &'static [&'static str]) -> AnyPoolOptions {
    let (before, after) = (Arc::clone(last_failure), Arc::clone(last_failure));
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for statement in session {
                    connection.execute(*statement).await?;
                }
                Ok(())
            })
        })
        .before_acquire(move |_, connection| {
            let usable = is_usable(&before, connection.age);
            Box::pin(async move { Ok(usable) })
        })
        // Before sqlx asks the connection whether it is well, which one that hangs never answers:
        // an error closes it without a word.
        .after_release(move |_, connection| {
            let usable = is_usable(&after, connection.age);
            Box::pin(async move { if usable { Ok(true) } else { Err(sqlx::Error::PoolClosed) } })
        })
}

/// Whether a connection is younger than the last failure.
fn is_usable(last_failure: &LastFailure, age: Duration) -> bool {
    let failed = *last_failure.lock().unwrap_or_else(PoisonError::into_inner);
    failed.is_none_or(|failed| age < failed.elapsed())
}

async fn sqlite(path: &Path) -> Result<SqlInbox, SqliteError> {
    let file_error = |source| SqliteError::Open(OpenError::File { path: path.to_owned(), source });
    // Where the file really is: a link may lead to another disk.
    let path = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(file_error)?;
    let file_error = |source| SqliteError::Open(OpenError::File { path: path.clone(), source });
    let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
    if let Some(kind) = network(&folder).map_err(file_error)? {
        return Err(SqliteError::Open(OpenError::Network { path, kind }));
    }
    // One starts after the other: the first makes the tables. sqlx has no lock of its own for
    // SQLite. On the folder, because closing the file itself would let go of SQLite’s own locks.
    let turn = turn_in(&folder).await.map_err(file_error)?;
    let opened = prepare(&path).map_err(file_error)?;
    let last_failure = LastFailure::default();
    let url = sqlite_url(&path);
    connect_once(&url).await?;
    let pool = options(&last_failure, 4, &SQLITE_SESSION).connect(&url).await?;
    let version: String =
        sqlx::query("SELECT sqlite_version() AS version").fetch_one(&pool).await?.try_get("version")?;
    if is_too_old(&version) {
        return Err(SqliteError::Open(OpenError::TooOld { found: version }));
    }
    let inbox = SqlInbox::new(pool, Engine::Sqlite { path: path.clone(), opened }, last_failure);
    inbox.ready().await?;
    // Not before it is known to be ours: a slip in the path would close another program’s file.
    close_to_others(&path).map_err(file_error)?;
    drop(turn);
    Ok(inbox)
}

/// Connects before the pool does, which would try again for a while and then only say that it
/// took too long. Lets a new file become smaller again when messages are deleted: possible before
/// its first page only, and asked first, because the order is written to the disk even if it changes nothing.
async fn connect_once(url: &str) -> Result<(), sqlx::Error> {
    const INCREMENTAL: i64 = 2;
    let mut connection = AnyConnection::connect(url).await?;
    let found: i64 = sqlx::query("PRAGMA auto_vacuum").fetch_one(&mut connection).await?.try_get(0)?;
    if found != INCREMENTAL {
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL").await?;
    }
    for statement in SQLITE_SESSION {
        connection.execute(statement).await?;
    }
    connection.close().await
}

/// The turn to start, held until dropped. Nobody needs long; whoever holds it for longer hangs.
async fn turn_in(folder: &Path) -> io::Result<File> {
    const LONGEST: Duration = Duration::from_secs(30);
    let (folder, since) = (File::open(folder)?, Instant::now());
    loop {
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(folder),
            Err(rustix::io::Errno::WOULDBLOCK) if since.elapsed() < LONGEST => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// A database that cannot hold every script would refuse whole languages.
pub(super) async fn check_encoding(pool: &AnyPool) -> Result<(), StorageError> {
    let row = sqlx::query("SHOW server_encoding").fetch_one(pool).await?;
    match row.try_get::<String, _>(0)? {
        encoding if encoding == "UTF8" => Ok(()),
        found => Err(StorageError::Encoding { found }),
    }
}

/// A file by its identity on the disk, whatever its name is by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

impl FileId {
    /// The file at a path, if there is one.
    pub(super) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|file| Self(file.dev(), file.ino()))
    }
}

/// Makes the file, for nobody else to read, or finds it.
fn prepare(path: &Path) -> io::Result<FileId> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !std::fs::metadata(path)?.is_file() {
                return Err(io::Error::other("it is not a file"));
            }
        }
        Err(error) => return Err(error),
    }
    FileId::of(path).ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Closes a file that others could read, and its journal, which holds messages too.
fn close_to_others(path: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut path = path.as_os_str().to_owned();
        path.push(ending);
        let mode = match std::fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?.permissions().mode(),
        };
        if mode & 0o077 != 0 {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode & 0o700))?;
        }
    }
    Ok(())
}

/// The file as the URL that sqlx reads, whatever characters its path has.
fn sqlite_url(path: &Path) -> String {
    const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');
    format!("sqlite://{}?mode=rw", utf8_percent_encode(&path.to_string_lossy(), PATH))
}

fn is_too_old(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.as_slice() < OLDEST_SQLITE.as_slice()
}

/// The kind of network file system that a folder is on (statfs(2)).
fn network(folder: &Path) -> io::Result<Option<&'static str>> {
    Ok(match statfs(folder)?.f_type as u64 & 0xffff_ffff {
        0x6969 => Some("NFS"),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x00c3_6400 => Some("Ceph"),
        0x5346_414f | 0x6b41_4653 => Some("AFS"),
        0x0bd0_0bd0 => Some("Lustre"),
        0x7375_7245 => Some("Coda"),
        0x0116_1970 => Some("GFS2"),
        0x7461_636f => Some("OCFS2"),
        _ => None,
    })
}

/// Brings the tables into the form of this version. PostgreSQL is locked meanwhile, so that
/// several servers may start at once.
pub(super) async fn migrate(pool: &AnyPool) -> Result<(), MigrateError> {
    let migrations = [(1, "messages", include_str!("../../../migrations/0001_messages.sql"))];
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(migrations.into_iter().map(migration).collect()).run(pool).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_version_that_can_corrupt_is_too_old() {
        for (version, expected) in
            [("3.51.3", false), ("3.52.0", false), ("4.0.0", false), ("3.51.2", true), ("3.40.1", true), ("", true)]
        {
            assert_eq!(is_too_old(version), expected, "{version}");
        }
    }

    #[test]
    fn a_file_is_made_for_nobody_else_to_read_and_an_old_one_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("messages %?#&=ü.db");
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let made = prepare(&path).unwrap();
        assert_eq!(mode(), 0o600);
        for (old, closed) in [(0o644, 0o600), (0o444, 0o400)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(old)).unwrap();
            assert_eq!(prepare(&path).unwrap(), made);
            assert_eq!(mode(), old, "it may be anybody’s");
            close_to_others(&path).unwrap();
            assert_eq!(mode(), closed);
        }
        assert!(prepare(folder.path()).is_err(), "a folder is no file");
    }

    #[test]
    fn a_local_disk_is_no_network() {
        assert_eq!(network(tempfile::tempdir().unwrap().path()).unwrap(), None);
        assert!(network(Path::new("/nowhere")).is_err());
    }
}
