//! Backup and restore of an inbox in a file of SQLite. PostgreSQL has tools of its own.
//!
//! A backup is one whole file, consistent while servers run. A restore puts it in the place of the database, and what
//! was there aside: at no moment is a database beside a journal that is not its own.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::{Flock, FlockType, fcntl_getlk, geteuid};
use sqlx::{AnyConnection, Connection, Row};

use super::failure::classified;
use super::file::{beside, folder_of};
use super::integrity::{damage, sqlite_url};
use super::{StorageError, file, schema};

/// What the name of a backup that is being written ends with, behind its random part.
const PARTIAL: &str = ".partial";

/// From when on a backup that nobody is writing is of an attempt that was interrupted.
const LEFT_BEHIND_AFTER: Duration = Duration::from_secs(60 * 60);

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("{path}")]
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
    /// There is a file where the backup is to be.
    #[error("{path} is there already; name a new file")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// What is to be restored is a file that somebody has copied while it was in use.
    #[error(
        "{path} has a journal beside it ({path}-wal), so it is no backup by `communique backup`: the newest messages are in the journal"
    )]
    HasJournal {
        /// The file.
        path: PathBuf,
    },
    /// A server runs.
    #[error("process {pid} has {path} open; stop the server, `communique deliver` and all commands first")]
    InUse {
        /// The file.
        path: PathBuf,
        /// The process.
        pid: i32,
    },
    /// The file is damaged.
    #[error("{path} is damaged: {cause}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite has found.
        cause: String,
    },
    /// The file is not what it must be.
    #[error("{path} cannot be used")]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: StorageError,
    },
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many messages there are now.
    pub messages: u64,
    /// Where the database is that was there before.
    pub aside: Option<PathBuf>,
}

fn at(path: &Path) -> impl Fn(io::Error) -> BackupError + '_ {
    |source| BackupError::File { path: path.to_owned(), source }
}

fn in_database(path: &Path) -> impl Fn(StorageError) -> BackupError + '_ {
    |source| match (path.to_owned(), classified(source, true)) {
        (path, StorageError::Corrupt { cause }) => BackupError::Damaged { path, cause },
        (path, source) => BackupError::Database { path, source },
    }
}

/// Writes all messages of a database, whose servers may run, to a new file; how many.
pub async fn backup(database: &Path, to: &Path) -> Result<u64, BackupError> {
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists { path: to.to_owned() });
    }
    remove_left_behind(to);
    let name = getrandom::u64().map_err(|error| at(to)(error.into()))?;
    let partial = beside(to, &format!(".{name:016x}{PARTIAL}"));
    // Nobody else can read it, from the first byte on: a file that was there before, or what a link leads to, is
    // somebody else’s.
    let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial);
    let held = created.map_err(at(&partial))?;
    // Another backup does not take it for left behind. A file system without such locks has the age alone.
    let _ = flock(&held, FlockOperation::NonBlockingLockExclusive);
    let written = write_backup(database, &partial, to).await;
    // What is not whole is not left behind.
    let _ = fs::remove_file(&partial);
    drop(held);
    written
}

/// Removes what earlier attempts at the same backup have left. What cannot be removed is in nobody’s way.
fn remove_left_behind(to: &Path) {
    let Some(name) = to.file_name() else { return };
    let Ok(files) = fs::read_dir(folder_of(to)) else { return };
    for file in files.flatten() {
        let (path, found) = (file.path(), file.file_name());
        if is_partial_of(name.as_bytes(), found.as_bytes()) && is_left_behind(&path) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether this is the name of a backup that is being written under the other name.
fn is_partial_of(backup: &[u8], name: &[u8]) -> bool {
    let random = name.strip_prefix(backup).and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(PARTIAL.as_bytes()));
    random.is_some_and(|random| random.len() == 16 && random.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a file is ours, has not been written to for long, and nobody holds it.
fn is_left_behind(path: &Path) -> bool {
    // Neither what a link leads to nor a pipe, which would wait for its other end.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let Ok(file) = OpenOptions::new().read(true).custom_flags(flags).open(path) else { return false };
    let is_old =
        |found: &fs::Metadata| found.modified().is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT_BEHIND_AFTER));
    let is_ours = |found: &fs::Metadata| found.is_file() && found.uid() == geteuid().as_raw();
    file.metadata().is_ok_and(|found| is_ours(&found) && is_old(&found))
        && flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok()
}

async fn write_backup(database: &Path, partial: &Path, to: &Path) -> Result<u64, BackupError> {
    copy(database, partial).await.map_err(in_database(database))?;
    let messages = checked(partial).await.map_err(in_database(partial))?;
    File::open(partial).and_then(|file| file.sync_all()).map_err(at(partial))?;
    match fs::hard_link(partial, to) {
        // On a file system without second names, such as that of many disks to carry away.
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
            fs::rename(partial, to).map_err(at(to))?;
        }
        // Unlike a renaming it replaces nothing that has come there meanwhile.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(BackupError::Exists { path: to.to_owned() });
        }
        linked => linked.map_err(at(to))?,
    }
    sync_folder(to)?;
    Ok(messages)
}

async fn copy(database: &Path, to: &Path) -> Result<(), StorageError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&sqlite_url(database, "mode=rw")).await?;
    sqlx::query("PRAGMA busy_timeout = 5000").fetch_all(&mut connection).await?;
    is_ours_and_sound(&mut connection).await?;
    let to = to.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO $1").bind(to).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Puts a backup in the place of a database that no process has open.
pub async fn restore(from: &Path, database: &Path, now: Timestamp) -> Result<Restored, BackupError> {
    let path = fs::canonicalize(database).or_else(|_| std::path::absolute(database)).map_err(at(database))?;
    let folder = folder_of(&path);
    // No server starts meanwhile.
    let lock = file::lock_folder(folder, file::LOCK_TIMEOUT).await;
    let _lock = lock.map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => BackupError::Locked { folder: folder.to_owned() },
        _ => at(folder)(error),
    })?;
    refuse_if_in_use(&path)?;
    if file::has_journal(from) {
        return Err(BackupError::HasJournal { path: from.to_owned() });
    }
    let partial = beside(&path, ".restoring");
    // Of an attempt that was interrupted.
    remove(&partial)?;
    let restored = restore_checked(from, &partial, &path, now).await;
    remove(&partial)?;
    restored
}

async fn restore_checked(from: &Path, partial: &Path, path: &Path, now: Timestamp) -> Result<Restored, BackupError> {
    let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(partial).map_err(at(partial))?;
    io::copy(&mut File::open(from).map_err(at(from))?, &mut to).map_err(at(from))?;
    // The server may run as another user than root, who restores. Nobody else can give a file away, and need not.
    if let Ok(owner) = fs::metadata(path).or_else(|_| fs::metadata(folder_of(path))) {
        let _ = fchown(&to, Some(owner.uid()), Some(owner.gid()));
    }
    to.sync_all().map_err(at(partial))?;
    let messages = checked(partial).await.map_err(in_database(from))?;
    // Once more: checking takes time.
    refuse_if_in_use(path)?;
    let aside = put_aside(path, now)?;
    fs::rename(partial, path).map_err(at(path))?;
    sync_folder(path)?;
    Ok(Restored { messages, aside })
}

/// A name that no file has yet, for what was there before: another restore may have been in the same second.
fn name_aside(path: &Path, now: Timestamp) -> PathBuf {
    let name = now.strftime(".replaced-%Y%m%dT%H%M%SZ").to_string();
    let is_free = |aside: &Path| ["", "-wal"].iter().all(|ending| beside(aside, ending).symlink_metadata().is_err());
    let (mut aside, mut number) = (beside(path, &name), 1);
    while !is_free(&aside) {
        number += 1;
        aside = beside(path, &format!("{name}-{number}"));
    }
    aside
}

/// Gives the database and its journal another name; first both have two, so that nothing is lost if this is
/// interrupted, and then the database goes first: without it a journal means nothing.
fn put_aside(path: &Path, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    let aside = name_aside(path, now);
    let mut is_any = false;
    for ending in ["", "-wal"] {
        let (old, new) = (beside(path, ending), beside(&aside, ending));
        match fs::hard_link(&old, &new) {
            Ok(()) => is_any = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(at(&new)(error)),
        }
    }
    sync_folder(path)?;
    // The last is an index of the journal, made anew when it is needed.
    for ending in ["", "-wal", "-shm"] {
        remove(&beside(path, ending))?;
        sync_folder(path)?;
    }
    Ok(is_any.then_some(aside))
}

fn remove(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

fn sync_folder(path: &Path) -> Result<(), BackupError> {
    let folder = folder_of(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// Fails if a process has the database open: each holds locks on the file or on the index of its journal
/// (<https://sqlite.org/src/file/src/os_unix.c>, `PENDING_BYTE` and `UNIX_SHM_DMS`).
pub(super) fn refuse_if_in_use(path: &Path) -> Result<(), BackupError> {
    const LOCKS: [(&str, u64, u64); 2] = [("", 0x4000_0000, 512), ("-shm", 120, 9)];
    for (ending, start, length) in LOCKS {
        let locked = beside(path, ending);
        let opened = match File::open(&locked) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(at(&locked))?,
        };
        let mut lock = Flock::from(FlockType::WriteLock);
        (lock.start, lock.length) = (start, length);
        if let Some(held) = fcntl_getlk(&opened, &lock).map_err(|error| at(&locked)(error.into()))? {
            let pid = held.pid.map_or(0, |pid| pid.as_raw_nonzero().get());
            return Err(BackupError::InUse { path: path.to_owned(), pid });
        }
    }
    Ok(())
}

/// How many messages a file holds that nobody writes to, once it is known to be sound and ours.
async fn checked(path: &Path) -> Result<u64, StorageError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=ro&immutable=1")).await?;
    is_ours_and_sound(&mut connection).await?;
    let count = "SELECT count(*) FROM message WHERE erased = 0";
    let messages: i64 = sqlx::query(count).fetch_one(&mut connection).await?.try_get(0)?;
    connection.close().await?;
    Ok(u64::try_from(messages).unwrap_or(0))
}

async fn is_ours_and_sound(connection: &mut AnyConnection) -> Result<(), StorageError> {
    if let Some(cause) = damage(connection).await? {
        return Err(StorageError::Corrupt { cause });
    }
    match schema::tables(connection).await? {
        // A backup from before an update is brought up to date by the next start.
        schema::Tables::Current | schema::Tables::Behind => Ok(()),
        schema::Tables::Missing => Err(StorageError::Empty),
    }
}
