//! What an error of a database means, by its code: a damaged database, a server that only reads, missing rights.

use super::StorageError;

/// SQLITE_CORRUPT, SQLITE_FORMAT and SQLITE_NOTADB (<https://sqlite.org/rescode.html>).
const SQLITE_DAMAGE: [u32; 3] = [11, 24, 26];
/// SQLITE_PERM, SQLITE_READONLY and SQLITE_CANTOPEN.
const SQLITE_RIGHTS: [u32; 3] = [3, 8, 14];
/// `data_corrupted`, `index_corrupted`, and `undefined_file`, of a table whose file is gone (PostgreSQL, Appendix A;
/// `errcode_for_file_access`).
const POSTGRES_DAMAGE: [&str; 3] = ["XX001", "XX002", "58P01"];
/// `insufficient_privilege`; and `invalid_schema_name`, where `search_path` leads to no schema that the user may use
/// (PostgreSQL, Appendix A).
const NO_RIGHTS: [&str; 2] = ["42501", "3F000"];
/// `undefined_table`.
const NO_TABLE: &str = "42P01";
/// `protocol_violation`: what a PgBouncer says of whatever is wrong with it or behind it.
const PROTOCOL_VIOLATION: &str = "08P01";
/// What it says of `BEGIN` where `pool_mode` is `statement`.
const STATEMENT_POOLING: &str = "statement pooling mode";
/// `read_only_sql_transaction`.
const READ_ONLY: &str = "25006";

/// An error by what it means, where its code says so.
pub(super) fn classified(error: StorageError, is_sqlite: bool) -> StorageError {
    match error {
        StorageError::Failed(error) if is_sqlite => classified_of_sqlite(error),
        StorageError::Failed(error) => classified_of_postgres(error),
        error => error,
    }
}

fn classified_of_sqlite(error: sqlx::Error) -> StorageError {
    let (code, words) = code_and_words(&error);
    match code.parse::<u32>() {
        // The primary code is the lower byte of an extended one.
        Ok(code) if SQLITE_RIGHTS.contains(&(code & 0xff)) => StorageError::FileRights(error),
        Ok(code) if SQLITE_DAMAGE.contains(&(code & 0xff)) => damaged(words, true),
        _ => error.into(),
    }
}

fn classified_of_postgres(error: sqlx::Error) -> StorageError {
    let (code, words) = code_and_words(&error);
    match code.as_str() {
        code if POSTGRES_DAMAGE.contains(&code) => damaged(words, false),
        code if NO_RIGHTS.contains(&code) => StorageError::Rights(error),
        PROTOCOL_VIOLATION if words.contains(STATEMENT_POOLING) => StorageError::NoTransactions(error),
        PROTOCOL_VIOLATION => StorageError::BehindPgBouncer(error),
        NO_TABLE => StorageError::NoTable(error),
        READ_ONLY => StorageError::ReadOnly(error),
        _ => error.into(),
    }
}

/// The error of a database that is damaged.
pub(super) fn damaged(cause: String, is_sqlite: bool) -> StorageError {
    if is_sqlite { StorageError::Corrupt { cause } } else { StorageError::CorruptServer { cause } }
}

/// What the database says; nothing where it was not the database that failed.
fn code_and_words(error: &sqlx::Error) -> (String, String) {
    error.as_database_error().map_or_else(Default::default, |error| {
        (error.code().unwrap_or_default().into_owned(), error.message().to_owned())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::borrow::Cow;
    use std::error::Error;
    use std::fmt;

    use sqlx::error::{DatabaseError, ErrorKind};

    /// An error of a database with a code.
    pub(in crate::contact::inbox) fn error_with(code: &'static str) -> sqlx::Error {
        saying(code, "words")
    }

    /// The same with words.
    fn saying(code: &'static str, words: &'static str) -> sqlx::Error {
        sqlx::Error::Database(Box::new(WithCode(code, words)))
    }

    #[derive(Debug)]
    struct WithCode(&'static str, &'static str);

    impl fmt::Display for WithCode {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.1)
        }
    }

    impl Error for WithCode {}

    impl DatabaseError for WithCode {
        fn message(&self) -> &str {
            self.1
        }
        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }
        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    #[test]
    fn the_code_of_an_error_says_what_it_means() {
        for (code, is_sqlite, expected) in [
            ("11", true, "Corrupt"),
            // SQLITE_CORRUPT_VTAB, _SEQUENCE and _INDEX.
            ("267", true, "Corrupt"),
            ("523", true, "Corrupt"),
            ("779", true, "Corrupt"),
            ("24", true, "Corrupt"),
            ("26", true, "Corrupt"),
            // A disk that fails or is full may work again.
            ("10", true, "Failed"),
            ("13", true, "Failed"),
            ("5", true, "Failed"),
            ("42501", true, "Failed"),
            ("42501", false, "Rights"),
            ("3F000", false, "Rights"),
            ("25006", false, "ReadOnly"),
            ("42P01", false, "NoTable"),
            ("08P01", false, "BehindPgBouncer"),
            ("XX001", false, "CorruptServer"),
            ("XX002", false, "CorruptServer"),
            ("58P01", false, "CorruptServer"),
            // An internal error, an error of a disk, a full disk, a crash that a restart follows: they may pass.
            ("XX000", false, "Failed"),
            ("58030", false, "Failed"),
            ("53100", false, "Failed"),
            ("57P02", false, "Failed"),
            ("11", false, "Failed"),
            ("XX001", true, "Failed"),
            // No right to the folder of a journal, and a file that cannot be opened.
            ("1544", true, "FileRights"),
            ("14", true, "FileRights"),
            ("14", false, "Failed"),
        ] {
            let shown = format!("{:?}", classified(error_with(code).into(), is_sqlite));
            assert_eq!(shown.split(['(', ' ']).next(), Some(expected), "{code} {is_sqlite}: {shown}");
        }
        assert!(matches!(classified(StorageError::TimedOut, true), StorageError::TimedOut));
        let said = saying("08P01", "transaction blocks not allowed in statement pooling mode");
        assert!(matches!(classified(said.into(), false), StorageError::NoTransactions(_)));
    }
}
