//! What an inbox is like, found out without changing anything: reached, sound, with its tables, durable, with the rights
//! and the space that it needs. Judges nothing, and knows no message.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::config::{DatabaseUrl, PostgresUrl};

use super::failure::classified;
use super::integrity::{damage, sqlite_url};
use super::rights::{self, Access};
use super::schema::{self, Tables};
use super::servers::{OnlyReads, Servers, only_reads};
use super::storage_error::Lack;
use super::{StorageError, file};

/// An inbox.
#[derive(Debug)]
pub enum Checkup {
    /// There is no file of SQLite yet.
    NoFile {
        /// Where it would be.
        path: PathBuf,
        /// Whether it could be made there.
        can_be_made: bool,
    },
    /// There is a database.
    Database(Box<DatabaseCheckup>),
}

/// A database that answers.
#[derive(Debug)]
pub struct DatabaseCheckup {
    /// The engine and its version.
    pub engine: String,
    /// In what form the tables are.
    pub tables: Tables,
    /// What is wrong with a file of SQLite.
    pub damage: Option<String>,
    /// The file of SQLite, one beside it or its folder, if this user cannot write it.
    pub unwritable: Option<PathBuf>,
    /// The kind of network file system that the file lies on.
    pub network: Option<&'static str>,
    /// Bytes that are free on the disk of the file; that of a server is its own business.
    pub free_bytes: Option<u64>,
    /// Why the server only reads, if it does.
    pub only_reads: Option<OnlyReads>,
    /// Settings of the server by which a message may be lost that was acknowledged, with their values.
    pub undurable: Vec<(String, String)>,
    /// Settings of the server by which a message may be lost that was acknowledged when another of the URL takes over.
    pub lost_at_failover: Vec<(String, String)>,
    /// The standbys that a commit waits for, if it waits in vain.
    pub missing_standbys: Option<String>,
    /// What the user of the URL lacks to store, mail and delete messages.
    pub lacking: Vec<Lack>,
    /// What time it is for the server.
    pub clock: Option<Timestamp>,
}

/// Finds out what an inbox is like. An error says what it means, as that of a server does.
pub async fn check_up(url: &DatabaseUrl) -> Result<Checkup, StorageError> {
    sqlx::any::install_default_drivers();
    match url {
        DatabaseUrl::Sqlite(path) => of_file(path).await.map_err(|error| classified(error, true)),
        DatabaseUrl::Postgres(url) => {
            let found = of_servers(url).await.map_err(|error| classified(error, false))?;
            Ok(Checkup::Database(Box::new(found)))
        }
    }
}

/// In what form the tables of a file of SQLite are; changes nothing.
pub(crate) async fn tables_of_file(path: &Path) -> Result<Tables, StorageError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=ro")).await?;
    let tables = schema::tables(&mut connection).await;
    let _ = connection.close().await;
    tables
}

async fn of_file(path: &Path) -> Result<Checkup, StorageError> {
    // Where the file really is: beside it is its journal.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = file::folder_of(path);
    // In a folder of somebody else nobody knows.
    let is_there = path.try_exists().map_err(sqlx::Error::Io)?;
    if !is_there && file::has_journal(path) {
        return Err(StorageError::JournalAlone);
    }
    if !is_there {
        let can_be_made = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
        return Ok(Checkup::NoFile { path: path.to_owned(), can_be_made });
    }
    if file::is_emptied(path) {
        return Err(StorageError::Emptied);
    }
    // To read a file that has a journal SQLite needs an index beside it, and would leave one behind of a file at rest.
    let is_at_rest = || ["-wal", "-journal"].iter().all(|ending| !file::beside(path, ending).exists());
    if is_at_rest() {
        let found = of_found_file(path, folder, "mode=ro&immutable=1").await;
        // Unless a server has started meanwhile.
        if is_at_rest() {
            return found.map(|found| Checkup::Database(Box::new(found)));
        }
    }
    of_found_file(path, folder, "mode=ro").await.map(|found| Checkup::Database(Box::new(found)))
}

async fn of_found_file(path: &Path, folder: &Path, how: &str) -> Result<DatabaseCheckup, StorageError> {
    let mut connection = AnyConnection::connect(&sqlite_url(path, how)).await?;
    let version: String = sqlx::query("SELECT sqlite_version()").fetch_one(&mut connection).await?.try_get(0)?;
    let damage = damage(&mut connection).await?;
    let tables = schema::tables(&mut connection).await?;
    let _ = connection.close().await;
    Ok(DatabaseCheckup {
        engine: format!("SQLite {version}"),
        tables,
        damage,
        unwritable: unwritable(path, folder),
        network: file::network_file_system(folder).ok().flatten(),
        free_bytes: file::free_bytes(folder),
        only_reads: None,
        undurable: Vec::new(),
        lost_at_failover: Vec::new(),
        missing_standbys: None,
        lacking: Vec::new(),
        clock: None,
    })
}

/// What this user cannot write of a file, of those that SQLite keeps beside it, and of the folder in which it makes them.
fn unwritable(path: &Path, folder: &Path) -> Option<PathBuf> {
    let mut files = vec![folder.to_owned()];
    files
        .extend(["", "-wal", "-shm"].map(|ending| file::beside(path, ending)).into_iter().filter(|file| file.exists()));
    files.into_iter().find(|file| rustix::fs::access(file, rustix::fs::Access::WRITE_OK).is_err())
}

/// Settings of PostgreSQL by which a commit is durable, unless they are off.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// What a commit waits for, if nobody follows the server, or a commit of this user has waited for long. Of other
/// servers a user without special rights sees no more than how many follow, and of commits only its own.
const MISSING_STANDBYS: &str = "SELECT CASE WHEN btrim(current_setting('synchronous_standby_names')) <> '' \
    AND current_setting('synchronous_commit') NOT IN ('off', 'local') \
    AND (NOT EXISTS (SELECT FROM pg_stat_replication) OR EXISTS (SELECT FROM pg_stat_activity \
    WHERE wait_event = 'SyncRep' AND query_start < clock_timestamp() - interval '2 seconds')) \
    THEN current_setting('synchronous_standby_names') END";

/// Begins a transaction that only reads, and says why the server does, if it does. All is asked in it: between two, a PgBouncer may
/// go on with another connection to the server, which knows nothing of a statement that was prepared.
async fn begin_to_read(connection: &mut AnyConnection) -> Result<Option<OnlyReads>, sqlx::Error> {
    sqlx::raw_sql("BEGIN").execute(&mut *connection).await?;
    // Before the transaction itself only reads, which would hide it.
    let only_reads = only_reads(connection).await?;
    sqlx::raw_sql("SET TRANSACTION READ ONLY").execute(connection).await?;
    Ok(only_reads)
}

async fn of_servers(url: &PostgresUrl) -> Result<DatabaseCheckup, StorageError> {
    let mut connection = Servers::new(url)?.connect().await?;
    let found = of_server(&mut connection, url.servers().len() > 1).await;
    // Nothing was changed; the connection of a PgBouncer is free again before this one ends.
    let _ = sqlx::raw_sql("ROLLBACK").execute(&mut connection).await;
    let _ = connection.close().await;
    found
}

async fn of_server(connection: &mut AnyConnection, has_others: bool) -> Result<DatabaseCheckup, StorageError> {
    let only_reads = begin_to_read(connection).await?;
    let encoding = ask(connection, schema::ENCODING).await?.try_get(0)?;
    schema::check_encoding(encoding)?;
    let version: String = ask(connection, "SHOW server_version").await?.try_get(0)?;
    let mut lacking = rights::lacking(connection, Access::Write).await?;
    let tables = schema::tables(connection).await?;
    if tables != Tables::Current && only_reads.is_none() {
        lacking.extend(rights::may_not_make(connection, Access::Write).await?);
    }
    let mut undurable = Vec::new();
    for setting in DURABLE {
        let value: String = ask(connection, &format!("SHOW {setting}")).await?.try_get(0)?;
        if value == "off" {
            undurable.push((setting.to_owned(), value));
        }
    }
    let clock = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    let clock: i64 = ask(connection, clock).await?.try_get(0)?;
    Ok(DatabaseCheckup {
        engine: format!("PostgreSQL {version}"),
        tables,
        damage: None,
        unwritable: None,
        network: None,
        free_bytes: None,
        only_reads,
        undurable,
        lost_at_failover: if has_others { lost_at_failover(connection).await? } else { Vec::new() },
        missing_standbys: if only_reads.is_some() {
            None
        } else {
            ask(connection, MISSING_STANDBYS).await?.try_get(0)?
        },
        lacking,
        clock: Timestamp::from_millisecond(clock).ok(),
    })
}

/// Settings of PostgreSQL with which a commit does not wait for another server.
async fn lost_at_failover(connection: &mut AnyConnection) -> Result<Vec<(String, String)>, StorageError> {
    let mut found = Vec::new();
    for (setting, does_not_wait) in [("synchronous_commit", "local"), ("synchronous_standby_names", "")] {
        let value: String = ask(connection, &format!("SHOW {setting}")).await?.try_get(0)?;
        if value.trim() == does_not_wait {
            found.push((setting.to_owned(), value));
        }
    }
    Ok(found)
}

/// The row of a query, which is not prepared.
async fn ask(connection: &mut AnyConnection, query: &str) -> Result<AnyRow, sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(query.to_owned())).fetch_one(connection).await
}
