//! Why there is no backup, or nothing was restored, in words for an operator. Knows no connection.

use std::io;
use std::path::{Path, PathBuf};

use super::failure::classified;
use super::{StorageError, file};

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
    /// What is to be restored is no file.
    #[error("FILE: {path} is {what}; accepted: an ordinary file, such as one that `communique backup` has made")]
    NotAFile {
        /// The place.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// A signal came before anything was changed.
    #[error("stopped by a signal; the database is as it was")]
    Stopped,
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
    #[error("{} has {path} open; stop the server, `communique deliver` and all commands first", holder(*.pid))]
    InUse {
        /// The file.
        path: PathBuf,
        /// The process; 0 if it is none that this one sees.
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

/// Who has a file open: of a process that another namespace of processes has, the system says no number (fcntl_locking(2)).
fn holder(pid: i32) -> String {
    match pid {
        0 => "a process in another container".to_owned(),
        pid => format!("process {pid}"),
    }
}

/// The error of a file that cannot be read or written.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> BackupError + '_ {
    |source| BackupError::File { path: path.to_owned(), source }
}

/// The error of a file whose database is not what it must be.
pub(super) fn in_database(path: &Path) -> impl Fn(StorageError) -> BackupError + '_ {
    |source| match (path.to_owned(), classified(source, true)) {
        (path, StorageError::Corrupt { cause }) => BackupError::Damaged { path, cause },
        (path, source) => BackupError::Database { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_file_open_is_named_also_where_its_number_is_not_known() {
        let said = |pid| BackupError::InUse { path: "/x/messages.db".into(), pid }.to_string();
        assert!(said(17).starts_with("process 17 has /x/messages.db open; stop the server"), "{}", said(17));
        assert!(said(0).starts_with("a process in another container has /x/messages.db open"), "{}", said(0));
    }
}
