//! Why there is no inbox, in words for an operator. Knows no connection.

use std::io;
use std::path::PathBuf;

use super::{StorageError, file};

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
    /// There is something else where the file is to be.
    #[error("{path} is {what}; accepted: an ordinary file, or a name that nothing has yet")]
    NotAFile {
        /// The place.
        path: PathBuf,
        /// What it is.
        what: &'static str,
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

impl OpenError {
    /// Whether another value is to be given: what this one names cannot be used, whatever happens to the database.
    pub(crate) fn is_about_settings(&self) -> bool {
        match self {
            Self::NotAFile { .. } => true,
            Self::Database { source, .. } => source.is_about_settings(),
            Self::File { .. }
            | Self::Locked { .. }
            | Self::Network { .. }
            | Self::TooOld { .. }
            | Self::Newer { .. } => false,
        }
    }
}
