//! Backup of an inbox in a file of SQLite: one whole file, consistent while servers run. PostgreSQL has tools of its own.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::geteuid;
use sqlx::{AnyConnection, Connection};

use super::StorageError;
use super::backup_error::{BackupError, at, in_database};
use super::file::{beside, folder_of, is_without_links, sync_folder_of};
use super::integrity::sqlite_url;
use super::whole_file::{check_ours_and_sound, count_in_whole_file};

/// What the name of a backup that is being written ends with, behind its random part.
const PARTIAL: &str = ".partial";

/// What the names of files end with that SQLite keeps beside a database (<https://sqlite.org/tempfiles.html>).
const PARTS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// From when on a backup that nobody is writing is of an attempt that was interrupted.
const LEFT_BEHIND_AFTER: Duration = Duration::from_secs(60 * 60);

/// Writes all messages of a database, whose servers may run, to a new file; how many.
pub async fn backup(database: &Path, to: &Path) -> Result<u64, BackupError> {
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists { path: to.to_owned() });
    }
    check_name(to)?;
    remove_left_behind(to);
    let (partial, held) = create_partial(to)?;
    let written = write_backup(database, &partial, to).await;
    // What is not whole is not left behind.
    let _ = fs::remove_file(&partial);
    drop(held);
    written
}

/// Whether SQLite can write a file of this name, and leaves it alone afterwards.
fn check_name(to: &Path) -> Result<(), BackupError> {
    let why = match to.to_str() {
        None => "SQLite writes files with names in UTF-8 alone; give it another name",
        Some(name) if PARTS.iter().any(|part| name.ends_with(part)) => {
            "SQLite takes such a file for a part of a database, and deletes it; give it another name"
        }
        Some(_) => return Ok(()),
    };
    Err(at(to)(io::Error::new(io::ErrorKind::InvalidFilename, why)))
}

/// Creates the file that a backup is written to before it has its name, held for as long as it is open.
fn create_partial(to: &Path) -> Result<(PathBuf, File), BackupError> {
    let name = getrandom::u64().map_err(|error| at(to)(error.into()))?;
    let partial = beside(to, &format!(".{name:016x}{PARTIAL}"));
    // Nobody else can read it, from the first byte on: a file that was there before, or what a link leads to, is
    // somebody else’s.
    let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial);
    let held = created.map_err(at(&partial))?;
    // Another backup does not take it for left behind. A file system without such locks has the age alone.
    let _ = flock(&held, FlockOperation::NonBlockingLockExclusive);
    Ok((partial, held))
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

/// Copies the database, and gives the copy its name once it is known to be whole.
async fn write_backup(database: &Path, partial: &Path, to: &Path) -> Result<u64, BackupError> {
    copy(database, partial, to).await?;
    let messages = count_in_whole_file(partial).await.map_err(in_database(partial))?;
    File::open(partial).and_then(|file| file.sync_all()).map_err(at(partial))?;
    give_name(partial, to)?;
    sync_folder_of(to).map_err(at(folder_of(to)))?;
    Ok(messages)
}

async fn copy(database: &Path, partial: &Path, to: &Path) -> Result<(), BackupError> {
    let of_database = |error: sqlx::Error| in_database(database)(error.into());
    let mut connection = open_whole(database).await.map_err(in_database(database))?;
    let name = partial.to_string_lossy().into_owned();
    let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await;
    copied.map_err(|error| if is_of_copy(&error) { in_database(to)(error.into()) } else { of_database(error) })?;
    connection.close().await.map_err(of_database)
}

/// A connection to a database that is ours and sound.
async fn open_whole(database: &Path) -> Result<AnyConnection, StorageError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&sqlite_url(database, "mode=rw")).await?;
    sqlx::query("PRAGMA busy_timeout = 5000").fetch_all(&mut connection).await?;
    check_ours_and_sound(&mut connection).await?;
    Ok(connection)
}

/// Whether an error of `VACUUM INTO` is of the file that is written, and not of the one that is read: the disk is full, or
/// the file cannot be opened, written, flushed or cut (<https://sqlite.org/rescode.html>).
fn is_of_copy(error: &sqlx::Error) -> bool {
    const FULL: u32 = 13;
    const CANNOT_OPEN: u32 = 14;
    const NOT_WRITTEN: [u32; 4] = [778, 1034, 1290, 1546];
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| matches!(code & 0xff, FULL | CANNOT_OPEN) || NOT_WRITTEN.contains(&code))
}

/// Gives a backup its name, unless a file has it.
fn give_name(partial: &Path, to: &Path) -> Result<(), BackupError> {
    match fs::hard_link(partial, to) {
        Err(error) if is_without_links(&error) => fs::rename(partial, to).map_err(at(to)),
        // Unlike a renaming it replaces nothing that has come there meanwhile.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(BackupError::Exists { path: to.to_owned() }),
        linked => linked.map_err(at(to)),
    }
}
