//! Whether a file of SQLite is an inbox, whole and ours.

use std::path::Path;

use sqlx::{AnyConnection, Connection, Row};

use super::StorageError;
use super::integrity::{damage, sqlite_url};
use super::schema::{self, Tables};

/// How many messages a file holds that nobody writes to, once it is known to be sound and ours.
pub(super) async fn count_in_whole_file(path: &Path) -> Result<u64, StorageError> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&sqlite_url(path, "mode=ro&immutable=1")).await?;
    check_ours_and_sound(&mut connection).await?;
    let count = "SELECT count(*) FROM message WHERE erased = 0";
    let messages: i64 = sqlx::query(count).fetch_one(&mut connection).await?.try_get(0)?;
    connection.close().await?;
    Ok(u64::try_from(messages).unwrap_or(0))
}

/// Fails if a file is damaged, or no inbox.
pub(super) async fn check_ours_and_sound(connection: &mut AnyConnection) -> Result<(), StorageError> {
    if let Some(cause) = damage(connection).await? {
        return Err(StorageError::Corrupt { cause });
    }
    match schema::tables(connection).await? {
        // A backup from before an update is brought up to date by the next start.
        Tables::Current | Tables::Behind => Ok(()),
        Tables::Missing => Err(StorageError::Empty),
    }
}
