//! What a database must be like before messages are stored in it: its tables and its encoding.

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType};
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row, SqlSafeStr};

use super::StorageError;

/// All migrations, in order: version, name, statements.
const MIGRATIONS: [(i64, &str, &str); 2] = [
    (1, "messages", include_str!("../../../migrations/0001_messages.sql")),
    (2, "moved", include_str!("../../../migrations/0002_moved.sql")),
];

/// In what form the tables are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// There are none at all.
    Missing,
    /// That of an earlier version.
    Behind,
    /// That of this version.
    Current,
}

/// What SQLite is asked before the tables are read: whether ours are there, and how many there are.
const SQLITE_TABLES: &str = "SELECT count(*) FILTER (WHERE name = '_sqlx_migrations') AS ours, count(*) AS tables \
     FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
/// The same for PostgreSQL, where other tables may well stand beside ours.
const POSTGRES_TABLES: &str = "SELECT count(to_regclass('_sqlx_migrations')) AS ours, CAST(0 AS BIGINT) AS tables";
const APPLIED: &str = "SELECT version, checksum FROM _sqlx_migrations WHERE success = true ORDER BY version";

/// A lock that servers of PostgreSQL which start at once take one after the other, for as long as a transaction: one of a
/// session would stay behind in a PgBouncer. The number is of this program’s own. A migration takes as long as it takes.
const LOCK: &str = "SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7301463825391276)";
const TABLE: &str = "_sqlx_migrations";
const NOTE: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
     VALUES ($1, $2, true, $3, 0)";

fn migrations() -> impl ExactSizeIterator<Item = Migration> {
    MIGRATIONS.into_iter().map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    })
}

/// The versions of the migrations that have been run, all of them known to this program.
async fn applied(connection: &mut AnyConnection) -> Result<Vec<i64>, StorageError> {
    let mut versions = Vec::new();
    for row in sqlx::query(APPLIED).persistent(false).fetch_all(connection).await? {
        let version: i64 = row.try_get("version")?;
        let known = migrations().find(|known| known.version == version);
        let known = known.ok_or(MigrateError::VersionMissing(version))?;
        if *known.checksum != *row.try_get::<Vec<u8>, _>("checksum")? {
            return Err(MigrateError::VersionMismatch(version).into());
        }
        versions.push(version);
    }
    Ok(versions)
}

/// In what form the tables are. Only reads, so that it is enough to have rights on data.
pub(super) async fn tables(connection: &mut AnyConnection) -> Result<Tables, StorageError> {
    match tables_now(connection).await {
        // Another server may just have made them, between two questions.
        Err(StorageError::MissingTable { .. } | StorageError::UnlistedTable { .. })
            if connection.backend_name() != "SQLite" =>
        {
            connection.execute(LOCK).await?;
            tables_now(connection).await
        }
        found => found,
    }
}

async fn tables_now(connection: &mut AnyConnection) -> Result<Tables, StorageError> {
    let is_sqlite = connection.backend_name() == "SQLite";
    let query = if is_sqlite { SQLITE_TABLES } else { POSTGRES_TABLES };
    let row = sqlx::query(query).persistent(false).fetch_one(&mut *connection).await?;
    let (ours, all): (i64, i64) = (row.try_get("ours")?, row.try_get("tables")?);
    let applied = if ours == 0 { Vec::new() } else { applied(connection).await? };
    let mut unlisted = Vec::new();
    for (version, _, sql) in MIGRATIONS {
        for table in made(sql) {
            match (applied.contains(&version), is_there(connection, table, is_sqlite).await?) {
                (true, false) => return Err(StorageError::MissingTable { table }),
                (false, true) => unlisted.push(table),
                _ => {}
            }
        }
    }
    // A single one may be of another program that calls its table the same.
    let is_foreign = ours == 0 && all > 0 && unlisted.len() < made(MIGRATIONS[0].2).count();
    match unlisted.first() {
        _ if is_foreign => Err(StorageError::Foreign),
        Some(table) => Err(StorageError::UnlistedTable { table }),
        None if ours == 0 => Ok(Tables::Missing),
        None if applied.len() == migrations().len() => Ok(Tables::Current),
        None => Ok(Tables::Behind),
    }
}

/// The tables that a migration makes.
fn made(sql: &'static str) -> impl Iterator<Item = &'static str> {
    sql.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split_whitespace().next())
}

/// Whether a table is there, of PostgreSQL where `search_path` leads.
async fn is_there(connection: &mut AnyConnection, table: &str, is_sqlite: bool) -> Result<bool, sqlx::Error> {
    let query = if is_sqlite {
        format!("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'")
    } else {
        format!("SELECT count(to_regclass('{table}'))")
    };
    let row = sqlx::query(AssertSqlSafe(query)).persistent(false).fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>(0)? > 0)
}

/// Brings the tables into the form of this version, in the transaction of the connection, which writes.
pub(super) async fn migrate(connection: &mut AnyConnection) -> Result<(), StorageError> {
    if connection.backend_name() != "SQLite" {
        connection.execute(LOCK).await?;
    }
    // In the table of sqlx’s own migrator, which ran the first ones.
    connection.ensure_migrations_table(TABLE).await.map_err(in_migration)?;
    let applied = applied(connection).await?;
    for migration in migrations().filter(|migration| !applied.contains(&migration.version)) {
        let note = sqlx::query(NOTE).bind(migration.version).bind(migration.description.into_owned());
        let note = note.bind(migration.checksum.into_owned()).persistent(false);
        sqlx::raw_sql(migration.sql).execute(&mut *connection).await?;
        note.execute(&mut *connection).await?;
    }
    Ok(())
}

/// An error as one of the database, where it is one.
fn in_migration(error: MigrateError) -> StorageError {
    match error {
        MigrateError::Execute(error) => error.into(),
        error => error.into(),
    }
}

/// Asks PostgreSQL how it stores text.
pub(super) const ENCODING: &str = "SHOW server_encoding";

/// Whether text is stored as UTF-8: another encoding would refuse whole languages.
pub(super) fn check_encoding(found: String) -> Result<(), StorageError> {
    if found == "UTF8" { Ok(()) } else { Err(StorageError::Encoding { found }) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn every_file_of_migrations_is_run_in_its_order() {
        let mut files: Vec<(String, String)> = std::fs::read_dir("migrations")
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| {
                (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
            })
            .collect();
        files.sort();
        let run = MIGRATIONS.map(|(version, name, sql)| (format!("{version:04}_{name}.sql"), sql.to_owned()));
        let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&files), names(&run), "name each file in MIGRATIONS");
        assert!(files == run, "a migration runs the text of another file");
    }

    #[test]
    fn the_tables_are_known_by_the_texts_that_make_them() {
        let all: Vec<&str> = MIGRATIONS.into_iter().flat_map(|(_, _, sql)| made(sql)).collect();
        assert_eq!(all, ["message", "attempt", "probe", "moved"]);
    }

    #[test]
    fn only_utf8_holds_every_language() {
        assert!(check_encoding("UTF8".into()).is_ok());
        for encoding in ["SQL_ASCII", "LATIN1", "EUC_CN", ""] {
            let refused = check_encoding(encoding.into());
            assert!(matches!(refused, Err(StorageError::Encoding { found }) if found == encoding), "{encoding}");
        }
    }

    #[test]
    fn a_migration_that_has_been_released_does_not_change() {
        // A database that ran another text under this number refuses to be opened.
        const SUMS: [(i64, &str); MIGRATIONS.len()] = [
            (1, "706a22ea010ab2ea4d7c1099e87cc4866c59c0750e4d126a060f0a8a71233985"),
            (2, "d9f6f721481354bb11a865cdd4286f85a929afbc8632608f30d93adfb77392a1"),
        ];
        for ((version, _, sql), sum) in MIGRATIONS.into_iter().zip(SUMS) {
            let is = hex::encode(Sha256::digest(sql));
            assert_eq!(
                (version, is.as_str()),
                sum,
                "released: write a new file; not yet released: put the new sum here"
            );
        }
    }
}
