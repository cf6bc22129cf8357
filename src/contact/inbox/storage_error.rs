//! Why the inbox did not do what it was asked for, in words for an operator. Knows no connection.

/// Something that keeps the user of a PostgreSQL database from working with the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// What is lacking.
    pub what: String,
    /// The statement by which their owner changes that.
    pub remedy: String,
}

/// The database did not do what it was asked for. Nothing was acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// It refused or failed.
    #[error("the database failed")]
    Failed(#[from] sqlx::Error),
    /// Another version has made its tables.
    #[error("the tables were made by another version of this program")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// It cannot hold every script.
    #[error("the database stores text as {found}; only UTF8 holds every language: create it with ENCODING 'UTF8'")]
    Encoding {
        /// How it stores text.
        found: String,
    },
    /// It holds tables, and none of them is ours.
    #[error("it is the database of another program: it has tables that this one has not made")]
    Foreign,
    /// It holds nothing, and is to be a backup.
    #[error("it is empty: no program has made tables in it")]
    Empty,
    /// The file of SQLite, its folder, or what lies beside it cannot be opened or changed.
    #[error(
        "the file or its journal cannot be opened or changed: this user must be able to read and change the file and to make files in its folder, where SQLite keeps the journal (-wal and -shm), and the process to open more files"
    )]
    FileRights(#[source] sqlx::Error),
    /// The file of SQLite has nothing left of what it held.
    #[error(
        "the file has lost what it held: put a backup in its place with `communique restore`; if it never held messages, delete it and its journal, and the next start makes it"
    )]
    Emptied,
    /// The file of SQLite is not there, and the journal of it is.
    #[error(
        "the file is not there, but its journal, which ends with -wal, is: put the file back to it, or put a backup in its place with `communique restore`; if there is neither, delete the journal, and the next start makes a new file"
    )]
    JournalAlone,
    /// A table is gone.
    #[error(
        "the table {table} is missing, although _sqlx_migrations says that it was made: put a backup in the place of the database (docs/OPERATING.md, “Backup”)"
    )]
    MissingTable {
        /// Which.
        table: &'static str,
    },
    /// A table is there of which the list of migrations knows nothing.
    #[error(
        "the table {table} is there, although _sqlx_migrations does not say that this program has made it: put a backup in the place of the database (docs/OPERATING.md, “Backup”); if the table is another program’s, give this one a database of its own"
    )]
    UnlistedTable {
        /// Which.
        table: &'static str,
    },
    /// The file of SQLite is damaged. Nothing is stored in it any more, nor mailed from it.
    #[error(
        "the database file is damaged ({cause}): stop the server, and put a backup in its place with `communique restore`"
    )]
    Corrupt {
        /// What SQLite has found.
        cause: String,
    },
    /// The database of a PostgreSQL server is damaged. Nothing is stored in it any more, nor mailed from it.
    #[error(
        "the PostgreSQL database is damaged ({cause}): stop all servers, and restore it (docs/OPERATING.md, “Backup”)"
    )]
    CorruptServer {
        /// What PostgreSQL has found.
        cause: String,
    },
    /// A variable of psql would decide where messages go.
    #[error(
        "the variable {variable} is set, and would decide beside the URL where messages go: unset it, and write what it says into the URL"
    )]
    Variable {
        /// Which.
        variable: &'static str,
    },
    /// No connection can be made.
    #[error("{server}: {cause}; {remedy}")]
    Unreachable {
        /// Host and port.
        server: String,
        /// What is wrong.
        cause: String,
        /// What to do.
        remedy: &'static str,
    },
    /// One of several servers only reads.
    #[error("{server}: it only reads, as a standby does")]
    Standby {
        /// Host and port.
        server: String,
    },
    /// None of several servers takes messages.
    #[error("none of the servers takes messages ({})", each(.0))]
    NoServer(Vec<StorageError>),
    /// It is a standby, or read-only: others write there.
    #[error(
        "the PostgreSQL server only reads, as a standby does: --database-url (COMMUNIQUE_DATABASE_URL) must name the one that writes"
    )]
    ReadOnly(#[source] sqlx::Error),
    /// It could write, and is told not to.
    #[error(
        "{}it could write, but default_transaction_read_only is on, for the server, the database or the user: whoever has set that has to type ALTER DATABASE … RESET default_transaction_read_only, or the same with ALTER ROLE … or ALTER SYSTEM",
        .server.as_ref().map_or_else(|| "the PostgreSQL server only reads: ".to_owned(), |server| format!("{server}: "))
    )]
    ReadOnlySetting {
        /// Host and port, of one of several.
        server: Option<String>,
    },
    /// A table is gone while the program runs.
    #[error(
        "a table of this program is not there any more: if the database was made anew, `communique migrate` or a restart makes its tables; else put a backup in its place (docs/OPERATING.md, “Backup”)"
    )]
    NoTable(#[source] sqlx::Error),
    /// The PgBouncer in front of it has no connection to it.
    #[error(
        "PgBouncer does not reach PostgreSQL: look at that server, at [databases] and auth_file of pgbouncer.ini, and the log of PgBouncer"
    )]
    BehindPgBouncer(#[source] sqlx::Error),
    /// The PgBouncer in front of it allows no transactions.
    #[error(
        "PgBouncer allows no transactions, and messages are stored in them: pool_mode in pgbouncer.ini must be session or transaction"
    )]
    NoTransactions(#[source] sqlx::Error),
    /// Its user may not do what this needs.
    #[error(
        "the user of --database-url (COMMUNIQUE_DATABASE_URL) lacks rights: `communique migrate` as the owner makes the tables, docs/OPERATING.md has the GRANT"
    )]
    Rights(#[source] sqlx::Error),
    /// Its user lacks rights on the tables, or does not see them.
    #[error("{}", lacks(.0))]
    Lacking(Vec<Lack>),
    /// A file of certificates that its URL names is of no use.
    #[error("{parameter}={path} in the URL: {cause}; accepted: {accepted}, in PEM, which this user can read")]
    CertificateFile {
        /// The parameter.
        parameter: String,
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: String,
        /// What it must hold.
        accepted: &'static str,
    },
    /// It did not answer in time.
    #[error("the database did not answer in time")]
    TimedOut,
    /// None of the connections became free in time. It says nothing of the database.
    #[error("all connections to the database are in use")]
    Congested,
    /// The database file is not the one that was opened: it was deleted or replaced.
    #[error("the database file was deleted or replaced while it was open; put it back, or start the server again")]
    Replaced,
    /// What was stored is gone again, in the same transaction.
    #[error(
        "a message that was stored is not there: a trigger or a rule on the table message takes it away; whoever made it has to drop it"
    )]
    RowGone,
    /// A stored message cannot be read.
    #[error("{row} is damaged: its {column} says “{value}”; correct it with SQL")]
    Damaged {
        /// Its row, by table and id.
        row: String,
        /// The column.
        column: &'static str,
        /// What it holds.
        value: String,
    },
    /// A text of a stored message is none.
    #[error("{row} is damaged: its {column} is not UTF-8 at byte {byte}; correct it with SQL")]
    NotUtf8 {
        /// Its row, by table and id.
        row: String,
        /// The column.
        column: &'static str,
        /// The first that is wrong, from 1.
        byte: usize,
    },
    /// The system has no random numbers.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
}

/// What is lacking, all of it, and then the statements.
fn lacks(lacking: &[Lack]) -> String {
    let joined = |part: fn(&Lack) -> &str, between| lacking.iter().map(part).collect::<Vec<_>>().join(between);
    format!("{}; their owner has to type: {}", joined(|lack| &lack.what, "; "), joined(|lack| &lack.remedy, " "))
}

/// What is wrong with each server, and what to do, once.
fn each(errors: &[StorageError]) -> String {
    let (mut causes, mut remedies) = (Vec::new(), Vec::new());
    for error in errors {
        match error {
            StorageError::Unreachable { server, cause, remedy } => {
                causes.push(format!("{server}: {cause}"));
                if !remedies.contains(remedy) {
                    remedies.push(*remedy);
                }
            }
            error => causes.push(error.to_string()),
        }
    }
    if errors.iter().any(|error| matches!(error, StorageError::Standby { .. })) {
        remedies.insert(0, "promote one that only reads if the one that wrote is gone");
    }
    causes.extend(remedies.into_iter().map(str::to_owned));
    causes.join("; ")
}

impl StorageError {
    /// Whether it is about one message, and says nothing of the others.
    pub(crate) fn is_of_one_message(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::NotUtf8 { .. })
    }

    /// Whether another URL, or another environment, is to be given.
    pub(crate) fn is_about_settings(&self) -> bool {
        matches!(self, Self::CertificateFile { .. } | Self::Variable { .. })
    }

    /// Whether waiting does not help: the database or the settings must be changed.
    pub(crate) fn is_permanent(&self) -> bool {
        use sqlx::migrate::MigrateError::{VersionMismatch, VersionMissing};
        matches!(
            self,
            Self::Encoding { .. }
                | Self::Foreign
                | Self::Emptied
                | Self::JournalAlone
                | Self::MissingTable { .. }
                | Self::UnlistedTable { .. }
                | Self::NoTransactions(_)
                | Self::Rights(_)
                | Self::Lacking(_)
                | Self::CertificateFile { .. }
                | Self::Variable { .. }
                | Self::Migration(VersionMissing(_) | VersionMismatch(_))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::migrate::MigrateError;

    #[test]
    fn only_what_somebody_must_change_is_not_waited_for() {
        for (error, is_permanent) in [
            (StorageError::Encoding { found: "SQL_ASCII".into() }, true),
            (StorageError::Migration(MigrateError::VersionMissing(1)), true),
            (StorageError::Migration(MigrateError::VersionMismatch(1)), true),
            (StorageError::Failed(sqlx::Error::WorkerCrashed), false),
            (StorageError::Rights(sqlx::Error::RowNotFound), true),
            (StorageError::Foreign, true),
            (StorageError::MissingTable { table: "attempt" }, true),
            (StorageError::UnlistedTable { table: "message" }, true),
            (StorageError::Lacking(Vec::new()), true),
            (StorageError::NoTransactions(sqlx::Error::RowNotFound), true),
            (StorageError::BehindPgBouncer(sqlx::Error::RowNotFound), false),
            // It may be promoted.
            (StorageError::ReadOnly(sqlx::Error::RowNotFound), false),
            (StorageError::TimedOut, false),
            (StorageError::Congested, false),
            (StorageError::Replaced, false),
        ] {
            assert_eq!(error.is_permanent(), is_permanent, "{error:?}");
        }
    }
}
