//! What an inbox is like, found out without changing anything: reached, sound, with its tables, durable, with the rights
//! and the space that it needs. Judges nothing, and knows no message.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::statvfs;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::config::DatabaseUrl;

use super::integrity::{damage, sqlite_url};
use super::schema::{self, Tables};
use super::servers::{Servers, is_read_only};
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
    Database(DatabaseCheckup),
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
    /// The kind of network file system that the file lies on.
    pub network: Option<&'static str>,
    /// Bytes that are free on the disk of the file; that of a server is its own business.
    pub free_bytes: Option<u64>,
    /// The server only reads, as a standby does.
    pub is_read_only: bool,
    /// Settings of the server by which a message may be lost that was acknowledged, with their values.
    pub undurable: Vec<(String, String)>,
    /// The rights on tables that the user of the URL lacks.
    pub lacking: Vec<String>,
    /// What time it is for the server.
    pub clock: Option<Timestamp>,
}

/// Finds out what an inbox is like.
pub async fn check_up(url: &DatabaseUrl) -> Result<Checkup, StorageError> {
    sqlx::any::install_default_drivers();
    match url {
        DatabaseUrl::Sqlite(path) => of_file(path).await,
        DatabaseUrl::Postgres(url) => {
            let mut connection = Servers::new(url)?.connect().await?;
            let checkup = in_transaction(&mut connection).await;
            // Nothing was changed; the connection of a PgBouncer is free again before this one ends.
            let _ = sqlx::raw_sql("ROLLBACK").execute(&mut connection).await;
            let _ = connection.close().await;
            Ok(Checkup::Database(checkup?))
        }
    }
}

async fn of_file(path: &Path) -> Result<Checkup, StorageError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !path.exists() {
        let can_be_made = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
        return Ok(Checkup::NoFile { path: path.to_owned(), can_be_made });
    }
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=ro")).await?;
    let version: String = sqlx::query("SELECT sqlite_version()").fetch_one(&mut connection).await?.try_get(0)?;
    let damage = damage(&mut connection).await?;
    let tables = schema::tables(&mut connection).await?;
    let _ = connection.close().await;
    let free_bytes = statvfs(folder).ok().map(|system| system.f_bavail.saturating_mul(system.f_frsize));
    Ok(Checkup::Database(DatabaseCheckup {
        engine: format!("SQLite {version}"),
        tables,
        damage,
        network: file::network_file_system(folder).ok().flatten(),
        free_bytes,
        is_read_only: false,
        undurable: Vec::new(),
        lacking: Vec::new(),
        clock: None,
    }))
}

/// Settings of PostgreSQL by which a commit is durable, unless they are off.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// The rights on data that a server needs.
const RIGHTS: [(&str, &[&str]); 4] = [
    ("_sqlx_migrations", &["SELECT"]),
    ("message", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("attempt", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("probe", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
];

/// All of it is asked in one transaction: between two, a PgBouncer may go on with another connection to the server, which
/// knows nothing of a statement that was prepared.
async fn in_transaction(connection: &mut AnyConnection) -> Result<DatabaseCheckup, StorageError> {
    sqlx::raw_sql("BEGIN").execute(&mut *connection).await?;
    // Before the transaction itself only reads, which would hide whether the server does.
    let is_read_only = is_read_only(connection).await?;
    sqlx::raw_sql("SET TRANSACTION READ ONLY").execute(&mut *connection).await?;
    Ok(DatabaseCheckup { is_read_only, ..of_server(connection).await? })
}

async fn of_server(connection: &mut AnyConnection) -> Result<DatabaseCheckup, StorageError> {
    let encoding = ask(connection, schema::ENCODING).await?.try_get(0)?;
    schema::check_encoding(encoding)?;
    let version: String = ask(connection, "SHOW server_version").await?.try_get(0)?;
    let tables = schema::tables(connection).await?;
    let mut undurable = Vec::new();
    for setting in DURABLE {
        let value: String = ask(connection, &format!("SHOW {setting}")).await?.try_get(0)?;
        if value == "off" {
            undurable.push((setting.to_owned(), value));
        }
    }
    let lacking = if tables == Tables::Current { lacking_rights(connection).await? } else { Vec::new() };
    let clock = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    let clock: i64 = ask(connection, clock).await?.try_get(0)?;
    Ok(DatabaseCheckup {
        engine: format!("PostgreSQL {version}"),
        tables,
        damage: None,
        network: None,
        free_bytes: None,
        is_read_only: false,
        undurable,
        lacking,
        clock: Timestamp::from_millisecond(clock).ok(),
    })
}

async fn lacking_rights(connection: &mut AnyConnection) -> Result<Vec<String>, StorageError> {
    let mut lacking = Vec::new();
    for (table, rights) in RIGHTS {
        for right in rights {
            let query = format!("SELECT has_table_privilege('{table}', '{right}')");
            let has: bool = ask(connection, &query).await?.try_get(0)?;
            if !has {
                lacking.push(format!("{right} ON {table}"));
            }
        }
    }
    Ok(lacking)
}

/// The row of a query, which is not prepared.
async fn ask(connection: &mut AnyConnection, query: &str) -> Result<AnyRow, sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(query.to_owned())).fetch_one(connection).await
}
