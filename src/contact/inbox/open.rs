//! Opening the inbox: what is refused before anything is stored.

use std::sync::Arc;

use sqlx::migrate::MigrateError;

use crate::causes::with_causes;
use crate::config::{DatabaseUrl, PostgresUrl};

use super::connector::Destination;
use super::database::Database;
use super::engine::Engine;
use super::open_error::OpenError;
use super::open_file::{FileError, open_file};
use super::rights::Access;
use super::servers::{OnlyReads, Servers};
use super::sql::SqlInbox;
use super::{Inbox, StorageError};

/// Opens the inbox. A file must be usable at once. A PostgreSQL server may be away: the pages start
/// without it, and it is asked at every use.
pub async fn open(url: &DatabaseUrl) -> Result<Arc<dyn Inbox>, OpenError> {
    Ok(Arc::new(SqlInbox::new(open_database(url, Access::Write).await?)))
}

/// The same to look at messages alone, which takes fewer rights.
pub(crate) async fn open_to_read(url: &DatabaseUrl) -> Result<Arc<dyn Inbox>, OpenError> {
    Ok(Arc::new(SqlInbox::new(open_database(url, Access::Read).await?)))
}

/// Opens the database of an inbox.
pub(super) async fn open_database(url: &DatabaseUrl, access: Access) -> Result<Database, OpenError> {
    sqlx::any::install_default_drivers();
    match url {
        DatabaseUrl::Sqlite(path) => open_file(path, access).await.map_err(|error| match error {
            FileError::Open(error) => error,
            FileError::Storage(error) => failed(url, error),
        }),
        DatabaseUrl::Postgres(server) => {
            let (database, error) = open_server(server, access).await.map_err(|error| failed(url, error))?;
            if let Some(error) = error {
                tracing::error!(database = %url, error = %with_causes(&error), "the database cannot be used; the form says so until it can");
            }
            Ok(database)
        }
    }
}

/// Opens the database of a server, and says why it cannot be used at the moment.
async fn open_server(url: &PostgresUrl, access: Access) -> Result<(Database, Option<StorageError>), StorageError> {
    let database = server_database(url, access)?;
    let error = passing_error(database.ensure_usable().await)?.or(read_only(&database).await);
    Ok((database, error))
}

/// Why a database cannot be opened.
fn failed(url: &DatabaseUrl, source: StorageError) -> OpenError {
    let database = url.to_string();
    match source {
        StorageError::Migration(MigrateError::VersionMissing(migration)) => OpenError::Newer { database, migration },
        source => OpenError::Database { database, source },
    }
}

/// The database of a server, which is asked for at the first use.
fn server_database(url: &PostgresUrl, access: Access) -> Result<Database, StorageError> {
    Database::new(Engine::Postgres, Destination::Postgres(Servers::new(url)?), access)
}

/// Makes the tables of a database, or brings them up to date. Of PostgreSQL the server must answer.
pub async fn migrate(url: &DatabaseUrl) -> Result<(), OpenError> {
    if let DatabaseUrl::Postgres(server) = url {
        sqlx::any::install_default_drivers();
        let database = server_database(server, Access::Migrate).map_err(|error| failed(url, error))?;
        database.ensure_usable().await.map_err(|error| failed(url, error))?;
        database.close().await;
        return Ok(());
    }
    open(url).await?.close().await;
    Ok(())
}

/// The error that a server which only reads will give; tables that are there can be read.
async fn read_only(database: &Database) -> Option<StorageError> {
    Some(match database.only_reads().await.ok()?? {
        OnlyReads::Standby => StorageError::ReadOnly(sqlx::Error::Protocol("transaction_read_only is on".into())),
        OnlyReads::Setting => StorageError::ReadOnlySetting { server: None },
    })
}

/// The error with which a server is not usable now and may be later; `Err` if asking again does not help.
fn passing_error(result: Result<(), StorageError>) -> Result<Option<StorageError>, StorageError> {
    match result {
        Ok(()) => Ok(None),
        Err(error) if error.is_permanent() => Err(error),
        Err(error) => Ok(Some(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_may_come_back_is_asked_again_and_what_must_be_changed_stops_the_start() {
        assert!(matches!(passing_error(Ok(())), Ok(None)));
        assert!(matches!(passing_error(Err(StorageError::TimedOut)), Ok(Some(StorageError::TimedOut))));
        let latin = StorageError::Encoding { found: "LATIN1".into() };
        assert!(matches!(passing_error(Err(latin)), Err(StorageError::Encoding { .. })));
    }
}
