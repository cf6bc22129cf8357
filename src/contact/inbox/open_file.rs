//! Opening a file of SQLite: where it may lie, how it is made, and whether it is sound, all before a message is stored.

use std::io;
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, Connection, Executor, Row};

use super::connector::{Destination, SQLITE_SESSION};
use super::database::Database;
use super::engine::Engine;
use super::failure::classified;
use super::file::FileId;
use super::integrity::{NOT_A_DATABASE, damage, sqlite_url};
use super::open_error::OpenError;
use super::rights::Access;
use super::{StorageError, file};

/// Older ones can corrupt their journal when two connections check it in at once
/// (<https://sqlite.org/wal.html#walresetbug>).
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// What makes an empty file one of SQLite. So that it can become smaller again, which can be said only before its
/// first page is written; the second writes that.
const NEW_FILE: [&str; 2] = ["PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL"];

/// Why a file is no inbox.
pub(super) enum FileError {
    /// In words of its own.
    Open(OpenError),
    /// In those of the database.
    Storage(StorageError),
}

impl<E: Into<StorageError>> From<E> for FileError {
    fn from(error: E) -> Self {
        Self::Storage(error.into())
    }
}

fn at(path: &Path) -> impl Fn(io::Error) -> FileError + '_ {
    |source| FileError::Open(OpenError::File { path: path.to_owned(), source })
}

/// Opens the database in a file, which is made if it is not there.
pub(super) async fn open_file(path: &Path, access: Access) -> Result<Database, FileError> {
    let path = real_path(path)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    refuse_network(&path, folder)?;
    // One starts after the other: the first makes the tables. sqlx has no lock of its own for
    // SQLite. On the folder, because closing the file itself would let go of SQLite’s own locks.
    let _lock = lock(&path, folder).await?;
    let opened = find_or_make(&path).await?;
    let url = sqlite_url(&path, "mode=rw");
    let damage = prepare_file(&url).await?;
    let database = Database::new(Engine::Sqlite { path: path.clone(), opened }, Destination::Sqlite(url), access)?;
    match damage {
        // The pages go on; nothing is taken, and the file stays as it is.
        Some(cause) => database.note_damage(&cause),
        None => {
            database.ensure_usable().await?;
            // Not before it is known to be ours: a slip in the path would close another program’s file.
            file::make_private(&path).map_err(at(&path))?;
        }
    }
    Ok(database)
}

/// Where a file really is: a link may lead to another disk.
fn real_path(path: &Path) -> Result<PathBuf, FileError> {
    std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(at(path))
}

fn refuse_network(path: &Path, folder: &Path) -> Result<(), FileError> {
    match file::network_file_system(folder).map_err(at(path))? {
        Some(kind) => Err(FileError::Open(OpenError::Network { path: path.to_owned(), kind })),
        None => Ok(()),
    }
}

async fn lock(path: &Path, folder: &Path) -> Result<std::fs::File, FileError> {
    let lock = file::lock_folder(folder, file::LOCK_TIMEOUT).await;
    lock.map_err(|error| FileError::Open(lock_error(path, folder, error)))
}

/// Why the folder of a file cannot be locked.
fn lock_error(path: &Path, folder: &Path, source: io::Error) -> OpenError {
    if source.kind() == io::ErrorKind::WouldBlock {
        return OpenError::Locked { folder: folder.to_owned() };
    }
    OpenError::File { path: path.to_owned(), source }
}

/// Finds the file, made one of SQLite where it is not there or empty. Refuses one that has lost what it held.
async fn find_or_make(path: &Path) -> Result<FileId, FileError> {
    if path.symlink_metadata().is_err() {
        create(path).await?;
    }
    if let Some(what) = file::other_than_file(path).map_err(at(path))? {
        return Err(FileError::Open(OpenError::NotAFile { path: path.to_owned(), what }));
    }
    let found = file::find(path).map_err(at(path))?;
    if file::is_emptied(path) {
        return Err(StorageError::Emptied.into());
    }
    if file::is_empty(path) {
        tracing::warn!(
            path = %path.display(),
            "the database file was there and empty, so a new inbox begins in it: if it has ever held messages, put a backup in its place with `communique restore`"
        );
        make_database(path).await?;
    }
    Ok(found)
}

/// Makes a file that is not there under another name, and gives it its own once it is one of SQLite: whenever this is
/// interrupted, it leaves no empty file, which would be one that may have lost what it held.
async fn create(path: &Path) -> Result<(), FileError> {
    if file::has_journal(path) {
        return Err(StorageError::JournalAlone.into());
    }
    let new = file::create_beside(path).map_err(at(path))?;
    make_database(&new).await?;
    file::put_in_place(&new, path).map_err(at(path))
}

/// Makes an empty file one of SQLite.
async fn make_database(path: &Path) -> Result<(), StorageError> {
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=rw")).await?;
    for statement in NEW_FILE {
        connection.execute(statement).await?;
    }
    Ok(connection.close().await?)
}

/// Makes the first connection by hand, for what must be known before anything is written. What is wrong with the file, if
/// it is one of SQLite and damaged.
async fn prepare_file(url: &str) -> Result<Option<String>, FileError> {
    match prepare(url).await {
        Ok(damage) => Ok(damage),
        Err(FileError::Storage(error)) => match classified(error, true) {
            StorageError::Corrupt { cause } if cause != NOT_A_DATABASE => Ok(Some(cause)),
            error => Err(error.into()),
        },
        Err(error) => Err(error),
    }
}

async fn prepare(url: &str) -> Result<Option<String>, FileError> {
    let mut connection = AnyConnection::connect(url).await?;
    let version = sqlx::query("SELECT sqlite_version() AS version").fetch_one(&mut connection).await?;
    let version: String = version.try_get("version")?;
    if is_too_old(&version) {
        return Err(FileError::Open(OpenError::TooOld { found: version }));
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
    use super::*;

    #[test]
    fn a_lock_that_another_holds_is_told_from_a_folder_that_cannot_be_opened() {
        let said =
            |kind: io::ErrorKind| lock_error(Path::new("/x/messages.db"), Path::new("/x"), kind.into()).to_string();
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
