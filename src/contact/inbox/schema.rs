//! What a database must be like before messages are stored in it: its migrations and its encoding.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, Row, SqlSafeStr};

use super::StorageError;

/// All migrations, in order: version, name, statements.
const MIGRATIONS: [(i64, &str, &str); 1] = [(1, "messages", include_str!("../../../migrations/0001_messages.sql"))];

/// Brings the tables into the form of this version. PostgreSQL is locked meanwhile, so that
/// several servers may start at once.
pub(super) async fn migrate(pool: &AnyPool) -> Result<(), MigrateError> {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect()).run(pool).await
}

/// Whether PostgreSQL stores text as UTF-8: another encoding would refuse whole languages.
pub(super) async fn check_encoding(pool: &AnyPool) -> Result<(), StorageError> {
    let row = sqlx::query("SHOW server_encoding").fetch_one(pool).await?;
    match row.try_get::<String, _>(0)? {
        encoding if encoding == "UTF8" => Ok(()),
        found => Err(StorageError::Encoding { found }),
    }
}
