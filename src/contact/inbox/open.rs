//! Opening the inbox: what is refused before anything is stored, and how each engine is connected.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::migrate::MigrateError;
use sqlx::{AnyConnection, Connection, Executor, Row};

use crate::config::{DatabaseUrl, PostgresUrl};
use crate::contact::causes::with_causes;

use super::connector::{SQLITE_SESSION, Target};
use super::database::Database;
use super::engine::Engine;
use super::failure::classified;
use super::integrity::{NOT_A_DATABASE, damage, sqlite_url};
use super::rights::Access;
use super::servers::Servers;
use super::sql::SqlInbox;
use super::{Inbox, StorageError, file};

/// Older ones can corrupt their journal when two connections check it in at once
/// (<https://sqlite.org/wal.html#walresetbug>).
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

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
    /// Another process holds the lock that a start needs only briefly.
    #[error("another start of this program has held {folder} for {} s; end that process", file::LOCK_TIMEOUT.as_secs())]
    Locked {
        /// The folder of the file.
        folder: PathBuf,
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

/// Opens the inbox. A file must be usable at once. A PostgreSQL server may be away: the pages start
/// without it, and it is asked at every use.
pub async fn open(url: &DatabaseUrl) -> Result<Arc<dyn Inbox>, OpenError> {
    Ok(Arc::new(SqlInbox::new(open_database(url, Access::Write).await?)))
}

/// The same to look at messages alone, which takes fewer rights.
pub async fn open_to_read(url: &DatabaseUrl) -> Result<Arc<dyn Inbox>, OpenError> {
    Ok(Arc::new(SqlInbox::new(open_database(url, Access::Read).await?)))
}

/// Opens the database of an inbox.
pub(super) async fn open_database(url: &DatabaseUrl, access: Access) -> Result<Database, OpenError> {
    sqlx::any::install_default_drivers();
    match url {
        DatabaseUrl::Sqlite(path) => open_sqlite(path, access).await.map_err(|error| match error {
            SqliteError::Open(error) => error,
            SqliteError::Storage(error) => failed(url, error),
        }),
        DatabaseUrl::Postgres(server) => {
            let database = server_database(server, access).map_err(|error| failed(url, error))?;
            let usable = passing_error(database.ensure_usable().await).map_err(|error| failed(url, error))?;
            if let Some(error) = usable.or(read_only(&database).await) {
                tracing::error!(database = %url, error = %with_causes(&error), "the database cannot be used; the form says so until it can");
            }
            Ok(database)
        }
    }
}

/// Why a database cannot be opened.
fn failed(url: &DatabaseUrl, source: StorageError) -> OpenError {
    let database = url.to_string();
    match source {
        StorageError::Migration(MigrateError::VersionMissing(migration)) => OpenError::Newer { database, migration },
        source => OpenError::Database { database, source },
    }
}

/// The database of a server, which is asked for at the first use.
fn server_database(url: &PostgresUrl, access: Access) -> Result<Database, StorageError> {
    Database::new(Engine::Postgres, Target::Postgres(Servers::new(url)?), access)
}

/// Makes the tables of a database, or brings them up to date. Of PostgreSQL the server must answer.
pub async fn migrate(url: &DatabaseUrl) -> Result<(), OpenError> {
    if let DatabaseUrl::Postgres(server) = url {
        sqlx::any::install_default_drivers();
        let database = server_database(server, Access::Migrate).map_err(|error| failed(url, error))?;
        database.ensure_usable().await.map_err(|error| failed(url, error))?;
        database.close().await;
        return Ok(());
    }
    open(url).await?.close().await;
    Ok(())
}

/// The error that a server which only reads will give; tables that are there can be read.
async fn read_only(database: &Database) -> Option<StorageError> {
    let is_read_only = database.is_read_only().await.unwrap_or(false);
    is_read_only.then(|| StorageError::ReadOnly(sqlx::Error::Protocol("transaction_read_only is on".into())))
}

/// The error with which a server is not usable now and may be later; `Err` if asking again does not help.
fn passing_error(result: Result<(), StorageError>) -> Result<Option<StorageError>, StorageError> {
    match result {
        Ok(()) => Ok(None),
        Err(error) if error.is_permanent() => Err(error),
        Err(error) => Ok(Some(error)),
    }
}

/// Why a file is no database.
enum SqliteError {
    Open(OpenError),
    Storage(StorageError),
}

impl<E: Into<StorageError>> From<E> for SqliteError {
    fn from(error: E) -> Self {
        Self::Storage(error.into())
    }
}

async fn open_sqlite(path: &Path, access: Access) -> Result<Database, SqliteError> {
    let file_error = |source| SqliteError::Open(OpenError::File { path: path.to_owned(), source });
    // Where the file really is: a link may lead to another disk.
    let path = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(file_error)?;
    let file_error = |source| SqliteError::Open(OpenError::File { path: path.clone(), source });
    let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
    if let Some(kind) = file::network_file_system(&folder).map_err(file_error)? {
        return Err(SqliteError::Open(OpenError::Network { path, kind }));
    }
    // One starts after the other: the first makes the tables. sqlx has no lock of its own for
    // SQLite. On the folder, because closing the file itself would let go of SQLite’s own locks.
    let lock = file::lock_folder(&folder, file::LOCK_TIMEOUT).await;
    let lock = lock.map_err(|error| SqliteError::Open(lock_error(&path, folder, error)))?;
    if path.symlink_metadata().is_err() {
        create(&path).await?;
    }
    let opened = file::find(&path).map_err(file_error)?;
    if file::is_emptied(&path) {
        return Err(StorageError::Emptied.into());
    }
    if file::is_empty(&path) {
        tracing::warn!(
            path = %path.display(),
            "the database file was there and empty, so a new inbox begins in it: if it has ever held messages, put a backup in its place with `communique restore`"
        );
        make_database(&path).await?;
    }
    let (engine, url) = (Engine::Sqlite { path: path.clone(), opened }, sqlite_url(&path, "mode=rw"));
    if let Some(cause) = prepare_file(&url).await? {
        // The pages go on; nothing is taken, and the file stays as it is.
        let database = Database::new(engine, Target::Sqlite(url), access)?;
        database.note_damage(&cause);
        return Ok(database);
    }
    let database = Database::new(engine, Target::Sqlite(url), access)?;
    database.ensure_usable().await?;
    // Not before it is known to be ours: a slip in the path would close another program’s file.
    file::make_private(&path).map_err(file_error)?;
    drop(lock);
    Ok(database)
}

/// Makes a file that is not there under another name, and gives it its own once it is one of SQLite: whenever this is
/// interrupted, it leaves no empty file, which would be one that may have lost what it held.
async fn create(path: &Path) -> Result<(), SqliteError> {
    let file_error = |source| SqliteError::Open(OpenError::File { path: path.to_owned(), source });
    if file::has_journal(path) {
        return Err(StorageError::JournalAlone.into());
    }
    let new = file::create_beside(path).map_err(file_error)?;
    make_database(&new).await?;
    file::put_in_place(&new, path).map_err(file_error)
}

/// Makes an empty file one of SQLite.
async fn make_database(path: &Path) -> Result<(), StorageError> {
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=rw")).await?;
    for statement in NEW_FILE {
        connection.execute(statement).await?;
    }
    Ok(connection.close().await?)
}

/// What makes an empty file one of SQLite. So that it can become smaller again, which can be said only before its
/// first page is written; the second writes that.
const NEW_FILE: [&str; 2] = ["PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL"];

/// Why the folder of a file cannot be locked.
fn lock_error(path: &Path, folder: PathBuf, source: io::Error) -> OpenError {
    if source.kind() == io::ErrorKind::WouldBlock {
        return OpenError::Locked { folder };
    }
    OpenError::File { path: path.to_owned(), source }
}

/// Makes the first connection by hand, for what must be known before anything is written. What is wrong with the file, if it is one of SQLite and damaged.
async fn prepare_file(url: &str) -> Result<Option<String>, SqliteError> {
    match prepare(url).await {
        Ok(damage) => Ok(damage),
        Err(SqliteError::Storage(error)) => match classified(error, true) {
            StorageError::Corrupt { cause } if cause != NOT_A_DATABASE => Ok(Some(cause)),
            error => Err(error.into()),
        },
        Err(error) => Err(error),
    }
}

async fn prepare(url: &str) -> Result<Option<String>, SqliteError> {
    let mut connection = AnyConnection::connect(url).await?;
    let version = sqlx::query("SELECT sqlite_version() AS version").fetch_one(&mut connection).await?;
    let version: String = version.try_get("version")?;
    if is_too_old(&version) {
        return Err(SqliteError::Open(OpenError::TooOld { found: version }));
    }
    // Before anything is written: a left-behind journal, or one of another file, shows here.
    let damage = damage(&mut connection).await?;
    if damage.is_none() {
        for statement in SQLITE_SESSION {
            connection.execute(statement).await?;
        }
    }
    connection.close().await?;
    Ok(damage)
}

fn is_too_old(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.as_slice() < OLDEST_SQLITE.as_slice()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_server_that_may_come_back_is_asked_again_and_what_must_be_changed_stops_the_start() {
        assert!(matches!(passing_error(Ok(())), Ok(None)));
        assert!(matches!(passing_error(Err(StorageError::TimedOut)), Ok(Some(StorageError::TimedOut))));
        let latin = StorageError::Encoding { found: "LATIN1".into() };
        assert!(matches!(passing_error(Err(latin)), Err(StorageError::Encoding { .. })));
    }

    #[test]
    fn a_lock_that_another_holds_is_told_from_a_folder_that_cannot_be_opened() {
        let said = |kind: io::ErrorKind| lock_error(Path::new("/x/messages.db"), "/x".into(), kind.into()).to_string();
        assert_eq!(
            said(io::ErrorKind::WouldBlock),
            "another start of this program has held /x for 30 s; end that process"
        );
        assert_eq!(said(io::ErrorKind::PermissionDenied), "/x/messages.db cannot be opened for writing");
    }

    #[test]
    fn a_version_that_can_corrupt_is_too_old() {
        for (version, expected) in
            [("3.51.3", false), ("3.52.0", false), ("4.0.0", false), ("3.51.2", true), ("3.40.1", true), ("", true)]
        {
            assert_eq!(is_too_old(version), expected, "{version}");
        }
    }
}
