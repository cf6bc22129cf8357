//! A database of either engine: its connections, the permit to write, and what follows a failure.
//! Knows no message.

use std::sync::OnceLock;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{Object, Pool, PoolError, TimeoutType};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, Connection, Row};
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use super::connector::{Connector, Destination};
use super::engine::Engine;
use super::failure::{classified, damaged};
use super::file::{FileId, free_bytes};
use super::rights::{self, Access};
use super::schema::{self, Tables};
use super::servers::{OnlyReads, only_reads};
use super::work::{Begin, Work};
use super::{OPERATION_TIMEOUT, Resources, StorageError};

/// How long a connection is waited for while all are in use.
const WAIT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a connection that has been idle may take to say that it is well. Then another is made.
const PING_TIMEOUT: Duration = Duration::from_secs(1);

/// How long a server may take to say what there is to do about an error of its own.
const EXPLAIN_TIMEOUT: Duration = Duration::from_millis(500);

/// How long work under way is waited for at the end.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// A database.
pub(super) struct Database {
    pool: Pool<Connector>,
    pub(super) engine: Engine,
    access: Access,
    write_permits: Semaphore,
    look_ups: Semaphore,
    migrated: OnceCell<()>,
    /// What the engine has found to be damaged. Not forgotten before the next start: to store a message in such a
    /// database may succeed and lead nowhere.
    damage: OnceLock<String>,
}

impl Database {
    /// Connects when it is first used.
    pub(super) fn new(engine: Engine, destination: Destination, access: Access) -> Result<Self, StorageError> {
        let pool = Pool::builder(Connector::new(destination))
            .max_size(engine.max_connections())
            .wait_timeout(Some(WAIT_TIMEOUT))
            .recycle_timeout(Some(PING_TIMEOUT))
            .runtime(Runtime::Tokio1)
            .build();
        // It fails without a runtime alone.
        let pool = pool.map_err(|error| sqlx::Error::Configuration(error.into()))?;
        let (write_permits, look_ups) = (Semaphore::new(engine.max_writers()), Semaphore::new(engine.max_look_ups()));
        Ok(Self { pool, engine, access, write_permits, look_ups, migrated: OnceCell::new(), damage: OnceLock::new() })
    }

    /// Whether it is a file of SQLite.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite { .. })
    }

    /// Nothing is stored in the database, nor read from it, from now on.
    pub(super) fn note_damage(&self, cause: &str) {
        if self.damage.set(cause.to_owned()).is_ok() {
            tracing::error!(
                cause,
                "the database is damaged: no message is taken or mailed until a backup is in its place and the program is started again"
            );
        }
    }

    /// Reads whether the tables are there, and makes them where that has not been done: a server that was away at the
    /// start is asked again at every use until it answers. Refuses a database that is damaged, and a file that is not
    /// the one that was opened.
    pub(super) async fn ensure_usable(&self) -> Result<(), StorageError> {
        self.check_sound()?;
        // Also before reading: a connection made now would join the other file to the journal of
        // ours, and once ours is back, it would move what others acknowledge into that one.
        if let Engine::Sqlite { path, opened } = &self.engine
            && FileId::of(path).as_ref() != Some(opened)
        {
            return Err(StorageError::Replaced);
        }
        self.migrated.get_or_try_init(|| self.prepare_tables()).await.map_err(|error| self.meaning(error))?;
        Ok(())
    }

    async fn prepare_tables(&self) -> Result<(), StorageError> {
        let mut reading = self.work(self.engine.begin_to_read(), None).await?;
        if let Engine::Postgres = self.engine {
            let rows = reading.fetch_all(sqlx::query(schema::ENCODING)).await?;
            let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
            schema::check_encoding(row.try_get(0)?)?;
            // At the start, and not at the first message, or the first one that is deleted.
            let lacking = rights::lacking(reading.connection()?, self.access).await?;
            if !lacking.is_empty() {
                return Err(StorageError::Lacking(lacking));
            }
        }
        let tables = schema::tables(reading.connection()?).await?;
        if let Engine::Postgres = self.engine
            && tables != Tables::Current
            && only_reads(reading.connection()?).await? != Some(OnlyReads::Standby)
            && let Some(lack) = rights::may_not_make(reading.connection()?, self.access).await?
        {
            return Err(StorageError::Lacking(vec![lack]));
        }
        reading.commit().await?;
        if tables != Tables::Current {
            let mut writing = self.work(self.engine.begin_to_write(), None).await?;
            schema::migrate(writing.connection()?).await?;
            writing.commit().await?;
        }
        Ok(())
    }

    /// Fails if the database is known to be damaged.
    pub(super) fn check_sound(&self) -> Result<(), StorageError> {
        self.damage.get().map_or(Ok(()), |cause| Err(damaged(cause.clone(), self.is_sqlite())))
    }

    /// An error by what it means; damage is remembered.
    pub(super) fn meaning(&self, error: StorageError) -> StorageError {
        let error = classified(error, self.is_sqlite());
        if let StorageError::Corrupt { cause } | StorageError::CorruptServer { cause } = &error {
            self.note_damage(cause);
        }
        error
    }

    /// Whether the server only reads, and why.
    pub(super) async fn only_reads(&self) -> Result<Option<OnlyReads>, StorageError> {
        let mut connection = self.connection().await?;
        Ok(only_reads(&mut connection).await?)
    }

    /// An error of a server by what there is to do about it, which it is asked: of rights and tables what is lacking by now, as
    /// at a start, and why it only reads. If it does not say, the error as it is.
    async fn explained(&self, error: StorageError) -> StorageError {
        let asking = async {
            match &error {
                StorageError::Rights(_) | StorageError::NoTable(_) => {
                    let mut connection = self.connection().await?;
                    let lacking = rights::lacking(&mut connection, self.access).await?;
                    Ok((!lacking.is_empty()).then_some(StorageError::Lacking(lacking)))
                }
                StorageError::ReadOnly(_) => {
                    let setting = self.only_reads().await? == Some(OnlyReads::Setting);
                    Ok(setting.then_some(StorageError::ReadOnlySetting { server: None }))
                }
                _ => Ok(None),
            }
        };
        match tokio::time::timeout(EXPLAIN_TIMEOUT, asking).await {
            Ok(Ok(Some(explained)) | Err(explained @ StorageError::Lacking(_))) => explained,
            _ => error,
        }
    }

    /// A connection. Where none can be made the error says why.
    async fn connection(&self) -> Result<Object<Connector>, StorageError> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => error,
            PoolError::Timeout(TimeoutType::Wait) => StorageError::Congested,
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => StorageError::TimedOut,
            PoolError::Closed | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
                sqlx::Error::PoolClosed.into()
            }
        })
    }

    async fn work<'d>(&self, begin: Begin, permit: Option<SemaphorePermit<'d>>) -> Result<Work<'d>, StorageError> {
        Ok(Work::begin(self.connection().await?, begin, permit).await?)
    }

    /// Waits for the permit to write.
    pub(super) async fn acquire_write_permit(&self) -> Result<SemaphorePermit<'_>, StorageError> {
        // The semaphore is never closed.
        let permit = self.write_permits.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        self.ensure_usable().await?;
        Ok(permit)
    }

    /// Begins a transaction that writes, as soon as there is a permit.
    pub(super) async fn begin(&self) -> Result<Work<'_>, StorageError> {
        let permit = self.acquire_write_permit().await?;
        self.work(self.engine.begin_to_write(), Some(permit)).await
    }

    /// Begins a transaction that writes. The caller has the permit.
    pub(super) async fn begin_with_permit(&self) -> Result<Work<'static>, StorageError> {
        self.work(self.engine.begin_to_write(), None).await
    }

    /// The same for a group of messages, each of which can still be written by itself.
    pub(super) async fn begin_group(&self) -> Result<Work<'static>, StorageError> {
        self.work(self.engine.begin_group(), None).await
    }

    /// Begins to read.
    pub(super) async fn begin_to_read(&self) -> Result<Work<'static>, StorageError> {
        self.ensure_usable().await?;
        self.work(self.engine.begin_to_read(), None).await
    }

    /// Bounds the waiting, and makes sure that a connection that failed is not used again.
    pub(super) async fn with_timeout<T>(
        &self,
        work: impl Future<Output = Result<T, StorageError>>,
    ) -> Result<T, StorageError> {
        let result = tokio::time::timeout(OPERATION_TIMEOUT, work).await.unwrap_or(Err(StorageError::TimedOut));
        if let Err(StorageError::Failed(_) | StorageError::TimedOut) = &result {
            self.note_failure();
        }
        match result {
            Ok(done) => Ok(done),
            Err(error) => Err(self.explained(self.meaning(error)).await),
        }
    }

    /// What it has of the machine.
    pub(super) fn resources(&self) -> Resources {
        let (status, number) = (self.pool.status(), |count: usize| u32::try_from(count).unwrap_or(u32::MAX));
        Resources {
            used_connections: number(status.size.saturating_sub(status.available)),
            idle_connections: number(status.available),
            max_connections: number(status.max_size),
            free_bytes: match &self.engine {
                Engine::Sqlite { path, .. } => path.parent().and_then(free_bytes),
                Engine::Postgres => None,
            },
        }
    }

    /// From now on no connection is used that is there already.
    pub(super) fn note_failure(&self) {
        self.pool.manager().note_failure();
    }

    /// Reads the rows of a query.
    pub(super) async fn read<T>(
        &self,
        query: Query<'_, Any, AnyArguments>,
        from_row: impl Fn(&AnyRow) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        self.with_timeout(async {
            let mut reading = self.begin_to_read().await?;
            let rows = reading.fetch_all(query).await?;
            reading.commit().await?;
            rows.iter().map(from_row).collect()
        })
        .await
    }

    /// The same for strangers: only so many at a time that connections are left for messages that come, and for mailing.
    pub(super) async fn look_up<T>(
        &self,
        query: Query<'_, Any, AnyArguments>,
        from_row: impl Fn(&AnyRow) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        let permit = tokio::time::timeout(WAIT_TIMEOUT, self.look_ups.acquire()).await;
        // The semaphore is never closed.
        let _permit = permit.map_err(|_| StorageError::Congested)?.map_err(|_| sqlx::Error::PoolClosed)?;
        self.read(query, from_row).await
    }

    /// Changes rows in a transaction of its own; how many.
    pub(super) async fn write(&self, query: Query<'_, Any, AnyArguments>) -> Result<u64, StorageError> {
        self.with_timeout(async {
            let mut writing = self.begin().await?;
            let changed = writing.execute(query).await?;
            writing.commit().await?;
            Ok(changed)
        })
        .await
    }

    /// Ends all connections, those in use when their work ends, and makes no more.
    pub(super) async fn close(&self) {
        let closing = async {
            loop {
                for connection in self.pool.retain(|_, _| false).removed {
                    // SQLite writes its journal back; what cannot be is there at the next start.
                    let _ = connection.close().await;
                }
                if self.pool.status().size == 0 {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, closing).await;
        self.pool.close();
    }
}

#[cfg(test)]
impl Database {
    /// All permits to look something up.
    pub(super) fn take_look_ups(&self) -> Option<SemaphorePermit<'_>> {
        self.look_ups.try_acquire_many(u32::try_from(self.engine.max_look_ups()).ok()?).ok()
    }
}

#[cfg(test)]
mod tests;
