//! Restore of a backup in the place of a database in a file of SQLite.
//!
//! What was there is put aside: at no moment is a database beside a journal that is not its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tokio::sync::watch;

use super::backup_error::{BackupError, at, in_database};
use super::file::{self, beside, folder_of, is_without_links, remove_if_there, sync_folder_of};
use super::in_use::refuse_if_in_use;
use super::whole_file::count_in_whole_file;

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many messages there are now.
    pub messages: u64,
    /// Where the database is that was there before.
    pub aside: Option<PathBuf>,
}

/// Puts a backup in the place of a database that no process has open. Once `stop` is true before the database is touched,
/// it leaves everything as it was.
pub async fn restore(
    from: &Path,
    database: &Path,
    now: Timestamp,
    stop: &watch::Receiver<bool>,
) -> Result<Restored, BackupError> {
    if let Some(what) = file::other_than_file(from).map_err(at(from))? {
        return Err(BackupError::NotAFile { path: from.to_owned(), what });
    }
    let path = fs::canonicalize(database).or_else(|_| std::path::absolute(database)).map_err(at(database))?;
    // No server starts meanwhile.
    let _lock = lock(folder_of(&path)).await?;
    refuse_if_in_use(&path)?;
    if file::has_journal(from) {
        return Err(BackupError::HasJournal { path: from.to_owned() });
    }
    let partial = beside(&path, ".restoring");
    // Of an attempt that was interrupted.
    remove(&partial)?;
    let restored = restore_checked(from, &partial, &path, now, stop).await;
    remove(&partial)?;
    restored
}

async fn lock(folder: &Path) -> Result<File, BackupError> {
    file::lock_folder(folder, file::LOCK_TIMEOUT).await.map_err(|error| lock_error(folder, error))
}

/// Why a folder cannot be locked.
fn lock_error(folder: &Path, source: io::Error) -> BackupError {
    match source.kind() {
        io::ErrorKind::WouldBlock => BackupError::Locked { folder: folder.to_owned() },
        _ => at(folder)(source),
    }
}

/// Copies the backup beside the database, and puts it in the place of it once it is known to be whole.
async fn restore_checked(
    from: &Path,
    partial: &Path,
    path: &Path,
    now: Timestamp,
    stop: &watch::Receiver<bool>,
) -> Result<Restored, BackupError> {
    let copied = copy(UntilStopped { file: File::open(from).map_err(at(from))?, stop }, from, partial, path);
    if *stop.borrow() {
        return Err(BackupError::Stopped);
    }
    copied?;
    let messages = tokio::select! {
        counted = count_in_whole_file(partial) => counted.map_err(in_database(from))?,
        () = stopped(stop) => return Err(BackupError::Stopped),
    };
    // Once more: checking takes time.
    refuse_if_in_use(path)?;
    let aside = put_aside(path, now)?;
    fs::rename(partial, path).map_err(at(path))?;
    sync(path)?;
    Ok(Restored { messages, aside })
}

/// A file that can be read until somebody says stop.
struct UntilStopped<'s> {
    file: File,
    stop: &'s watch::Receiver<bool>,
}

impl Read for UntilStopped<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if *self.stop.borrow() { Err(io::ErrorKind::ConnectionAborted.into()) } else { self.file.read(buffer) }
    }
}

/// Completes when somebody says stop.
async fn stopped(stop: &watch::Receiver<bool>) {
    if stop.clone().wait_for(|stop| *stop).await.is_err() {
        // Nobody is left who could.
        std::future::pending().await
    }
}

/// Copies what is read of a file to one that only the user can read who has the database.
fn copy(read: impl Read, from: &Path, partial: &Path, path: &Path) -> Result<(), BackupError> {
    let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(partial).map_err(at(partial))?;
    file::copy_all(read, &mut to, at(from), at(partial))?;
    // The server may run as another user than root, who restores. Nobody else can give a file away, and need not.
    if let Ok(owner) = fs::metadata(path).or_else(|_| fs::metadata(folder_of(path))) {
        let _ = fchown(&to, Some(owner.uid()), Some(owner.gid()));
    }
    to.sync_all().map_err(at(partial))
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
            // Here a copy is what is left when this is interrupted.
            Err(error) if is_without_links(&error) => {
                if old.try_exists().map_err(at(&old))? {
                    copy(File::open(&old).map_err(at(&old))?, &old, &new, path)?;
                    is_any = true;
                }
            }
            Err(error) => return Err(at(&new)(error)),
        }
    }
    sync(path)?;
    // The last is an index of the journal, made anew when it is needed.
    for ending in ["", "-wal", "-shm"] {
        remove(&beside(path, ending))?;
        sync(path)?;
    }
    Ok(is_any.then_some(aside))
}

fn remove(path: &Path) -> Result<(), BackupError> {
    remove_if_there(path).map_err(at(path))
}

fn sync(path: &Path) -> Result<(), BackupError> {
    sync_folder_of(path).map_err(at(folder_of(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_another_holds_is_told_from_a_folder_that_cannot_be_opened() {
        let error = |kind: io::ErrorKind| lock_error(Path::new("/x"), kind.into());
        assert!(matches!(error(io::ErrorKind::WouldBlock), BackupError::Locked { .. }));
        assert!(matches!(error(io::ErrorKind::PermissionDenied), BackupError::File { .. }));
    }
}
