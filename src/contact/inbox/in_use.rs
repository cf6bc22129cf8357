//! Whether another process has a file of SQLite open.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::process::{Flock, FlockType, fcntl_getlk};

use super::backup_error::{BackupError, at};
use super::file::beside;

/// Fails if a process has the database open: what it stores or mails meanwhile would be missed. Each holds locks on the
/// file or on the index of its journal
/// (<https://sqlite.org/src/file/src/os_unix.c>, `PENDING_BYTE` and `UNIX_SHM_DMS`).
pub(crate) fn refuse_if_in_use(path: &Path) -> Result<(), BackupError> {
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
