//! A database of either engine: its connections, the permit to write, and what follows a failure.
//! Knows no message.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use sqlx::any::{AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Row, Transaction};
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use super::failure::{classified, damaged};
use super::file::{FileId, free_bytes};
use super::schema::{self, Tables};
use super::{OPERATION_TIMEOUT, Resources, StorageError};

/// Shorter than anybody waits for an answer to a form.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(5);

/// For finding out why a server cannot be reached.
const REACHING_TIMEOUT: Duration = Duration::from_secs(1);

/// Everything that a connection to SQLite needs to keep the promise. Nothing of it writes to a
/// file that is in use, so that messages can be read while the disk is full.
const SQLITE_SESSION: [&str; 5] = [
    // Milliseconds.
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    // One flush a commit. NORMAL would lose the last ones at a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    // What is deleted is overwritten.
    "PRAGMA secure_delete = ON",
];

/// A server that hangs must not hang the form.
const POSTGRES_SESSION: [&str; 4] = [
    // The database’s own default may be to refuse what runs side by side.
    "SET default_transaction_isolation = 'read committed'",
    "SET statement_timeout = '6s'",
    "SET idle_in_transaction_session_timeout = '30s'",
    "SET client_min_messages = warning",
];

/// Which database it is, and what is particular about it.
#[derive(Debug)]
pub(super) enum Engine {
    /// A file; one writes at a time.
    Sqlite {
        /// Where it was opened.
        path: PathBuf,
        /// The file that was opened.
        opened: FileId,
    },
    /// A server.
    Postgres,
}

impl Engine {
    /// What every new connection begins with.
    pub(super) fn session(&self) -> &'static [&'static str] {
        match self {
            Self::Sqlite { .. } => &SQLITE_SESSION,
            Self::Postgres => &POSTGRES_SESSION,
        }
    }

    /// How a transaction that writes begins.
    fn begin(&self) -> &'static str {
        match self {
            // Deferred, a reader that wants to write is refused at once instead of waiting.
            Self::Sqlite { .. } => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// How many write at a time. SQLite’s own waiting sleeps; waiting for a permit does not.
    fn max_writers(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres => Semaphore::MAX_PERMITS,
        }
    }

    fn max_connections(&self) -> u32 {
        match self {
            Self::Sqlite { .. } => 4,
            Self::Postgres => 16,
        }
    }
}

/// When a connection last failed: older ones are not used again. What they hold in memory may
/// not be what is on disk, and a database that was read-only stays so for them.
#[derive(Clone, Default)]
struct LastFailure(Arc<Mutex<Option<Instant>>>);

impl LastFailure {
    fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether the last failure, if there was one, was before a connection of this age was made.
    fn was_before_connection_of(&self, connection_age: Duration) -> bool {
        let failed = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_none_or(|failed| connection_age < failed.elapsed())
    }
}

/// A database.
pub(super) struct Database {
    pub(super) pool: AnyPool,
    pub(super) engine: Engine,
    write_permits: Semaphore,
    migrated: OnceCell<()>,
    last_failure: LastFailure,
    /// What the engine has found to be damaged. Not forgotten before the next start: to store a message in such a
    /// database may succeed and lead nowhere.
    damage: OnceLock<String>,
    /// How a server is reached. Not for `Debug`: it may hold a password.
    url: String,
    /// For asking why it cannot be reached: one at a time, since each takes a connection.
    probe_permit: Semaphore,
}

/// A transaction that writes, and the permit to do so.
pub(super) struct WriteTransaction<'d> {
    transaction: Transaction<'static, Any>,
    _permit: SemaphorePermit<'d>,
}

impl WriteTransaction<'_> {
    /// The connection that writes.
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// Ends the transaction; without it, nothing was written.
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await
    }
}

impl Database {
    /// Connects at once.
    pub(super) async fn connect(engine: Engine, url: &str) -> Result<Self, sqlx::Error> {
        let last_failure = LastFailure::default();
        let pool = pool_options(&engine, &last_failure).connect(url).await?;
        Ok(Self::new(pool, engine, last_failure, url))
    }

    /// Connects when it is first used.
    pub(super) fn connect_lazily(engine: Engine, url: &str) -> Result<Self, sqlx::Error> {
        let last_failure = LastFailure::default();
        let pool = pool_options(&engine, &last_failure).connect_lazy(url)?;
        Ok(Self::new(pool, engine, last_failure, url))
    }

    fn new(pool: AnyPool, engine: Engine, last_failure: LastFailure, url: &str) -> Self {
        let write_permits = Semaphore::new(engine.max_writers());
        let (migrated, damage) = (OnceCell::new(), OnceLock::new());
        let (url, probe_permit) = (url.to_owned(), Semaphore::new(1));
        Self { pool, engine, write_permits, migrated, last_failure, damage, url, probe_permit }
    }

    fn is_sqlite(&self) -> bool {
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
        let prepare = || async {
            let mut connection = self.pool.acquire().await?;
            if let Engine::Postgres = self.engine {
                let row = sqlx::query(schema::ENCODING).fetch_one(&mut *connection).await?;
                schema::check_encoding(row.try_get(0)?)?;
            }
            let tables = schema::tables(&mut connection).await?;
            drop(connection);
            match tables {
                Tables::Current => Ok(()),
                Tables::Missing | Tables::Behind => Ok(schema::migrate(&self.pool).await?),
            }
        };
        self.migrated.get_or_try_init(prepare).await.map(|_| ()).map_err(|error| self.meaning(error))
    }

    /// The same at the start, which waits for as long as it takes to make the tables, and says why a server is away.
    pub(super) async fn ensure_usable_at_start(&self) -> Result<(), StorageError> {
        match self.ensure_usable().await {
            Ok(()) => Ok(()),
            Err(error) => Err(self.meaning(self.why_away(error).await)),
        }
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

    /// Whether the server only reads, as a standby does.
    pub(super) async fn is_read_only(&self) -> Result<bool, StorageError> {
        let row = sqlx::query("SHOW transaction_read_only").fetch_one(&self.pool).await?;
        Ok(row.try_get::<String, _>(0)? == "on")
    }

    /// Waits for the permit to write.
    pub(super) async fn acquire_write_permit(&self) -> Result<SemaphorePermit<'_>, StorageError> {
        // The semaphore is never closed.
        let permit = self.write_permits.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        self.ensure_usable().await?;
        Ok(permit)
    }

    /// Begins a transaction that writes, as soon as there is a permit.
    pub(super) async fn begin(&self) -> Result<WriteTransaction<'_>, StorageError> {
        let permit = self.acquire_write_permit().await?;
        Ok(WriteTransaction { transaction: self.begin_with_permit().await?, _permit: permit })
    }

    /// Begins a transaction that writes. The caller has the permit.
    pub(super) async fn begin_with_permit(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.pool.begin_with(self.engine.begin()).await
    }

    /// Bounds the waiting, and makes sure that a connection that failed is not used again.
    pub(super) async fn with_timeout<T>(
        &self,
        work: impl Future<Output = Result<T, StorageError>>,
    ) -> Result<T, StorageError> {
        let mut work = std::pin::pin!(work);
        let result =
            tokio::time::timeout(OPERATION_TIMEOUT, work.as_mut()).await.unwrap_or(Err(StorageError::TimedOut));
        // Noted before the work is dropped, and with it the connection: see `pool_options`.
        if let Err(StorageError::Failed(_) | StorageError::TimedOut) = &result {
            self.note_failure();
        }
        match result {
            Ok(done) => Ok(done),
            Err(error) => Err(self.meaning(self.why_away(error).await)),
        }
    }

    /// The error of a server that cannot be reached: the pool tries again for a while, and then says only that it took
    /// too long. Where there are connections, they are busy, and the server may have too many already.
    async fn why_away(&self, error: StorageError) -> StorageError {
        let (Engine::Postgres, StorageError::Failed(sqlx::Error::PoolTimedOut)) = (&self.engine, &error) else {
            return error;
        };
        let Ok(_permit) = self.probe_permit.try_acquire() else { return error };
        if self.pool.size() > 0 {
            return error;
        }
        let probing = async { AnyConnection::connect(&self.url).await?.close().await };
        match tokio::time::timeout(REACHING_TIMEOUT, probing).await {
            Ok(Err(why)) => why.into(),
            _ => error,
        }
    }

    /// What it has of the machine.
    pub(super) fn resources(&self) -> Resources {
        let idle_connections = u32::try_from(self.pool.num_idle()).unwrap_or(u32::MAX);
        Resources {
            used_connections: self.pool.size().saturating_sub(idle_connections),
            idle_connections,
            max_connections: self.engine.max_connections(),
            free_bytes: match &self.engine {
                Engine::Sqlite { path, .. } => path.parent().and_then(free_bytes),
                Engine::Postgres => None,
            },
        }
    }

    /// From now on no connection is used that is there already.
    pub(super) fn note_failure(&self) {
        self.last_failure.note();
    }

    /// Reads the rows of a query.
    pub(super) async fn read<T>(
        &self,
        query: impl Future<Output = Result<Vec<AnyRow>, sqlx::Error>>,
        from_row: impl Fn(&AnyRow) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        self.with_timeout(async {
            self.ensure_usable().await?;
            query.await?.iter().map(from_row).collect()
        })
        .await
    }

    /// Changes rows in a transaction of its own; how many.
    pub(super) async fn write(&self, query: Query<'_, Any, AnyArguments>) -> Result<u64, StorageError> {
        self.with_timeout(async {
            let mut writing = self.begin().await?;
            let changed = query.execute(writing.connection()).await?.rows_affected();
            writing.commit().await?;
            Ok(changed)
        })
        .await
    }
}

fn pool_options(engine: &Engine, last_failure: &LastFailure) -> AnyPoolOptions {
    let (session, before, after) = (engine.session(), last_failure.clone(), last_failure.clone());
    AnyPoolOptions::new()
        .max_connections(engine.max_connections())
        .acquire_timeout(CONNECTION_TIMEOUT)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for statement in session {
                    connection.execute(*statement).await?;
                }
                Ok(())
            })
        })
        .before_acquire(move |_, connection| {
            let usable = before.was_before_connection_of(connection.age);
            Box::pin(async move { Ok(usable) })
        })
        // Before sqlx asks the connection whether it is well, which one that hangs never answers:
        // an error closes it without asking.
        .after_release(move |_, connection| {
            let usable = after.was_before_connection_of(connection.age);
            Box::pin(async move { if usable { Ok(true) } else { Err(sqlx::Error::PoolClosed) } })
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::contact::inbox::failure::tests::error_with;
    use std::path::Path;

    #[test]
    fn a_connection_that_was_there_when_one_failed_is_not_used_again() {
        let (hour, failure) = (Duration::from_secs(3600), LastFailure::default());
        assert!(failure.was_before_connection_of(hour), "nothing has failed");
        failure.note();
        assert!(!failure.was_before_connection_of(hour));
        std::thread::sleep(Duration::from_millis(1));
        assert!(failure.was_before_connection_of(Duration::ZERO), "it was made since");
    }

    #[tokio::test]
    async fn after_a_failure_of_the_database_a_new_connection_is_made() {
        sqlx::any::install_default_drivers();
        let file = tempfile::NamedTempFile::new().unwrap();
        let engine = Engine::Sqlite { path: file.path().into(), opened: FileId::of(file.path()).unwrap() };
        let database = Database::connect(engine, &format!("sqlite:{}", file.path().display())).await.unwrap();
        let execute = |statement: &'static str| {
            let pool = &database.pool;
            async move {
                let executed = pool.execute(statement).await;
                // The connection is given back by a task of its own.
                while pool.num_idle() == 0 {
                    tokio::task::yield_now().await;
                }
                executed.is_ok()
            }
        };
        // A temporary table is there for the connection that has made it.
        let is_old = || execute("SELECT * FROM temp.mark");
        for (error, makes_new) in [
            (StorageError::Replaced, false),
            (StorageError::TimedOut, true),
            (StorageError::Failed(sqlx::Error::WorkerCrashed), true),
        ] {
            assert!(execute("CREATE TEMP TABLE IF NOT EXISTS mark (x)").await && is_old().await);
            let shown = error.to_string();
            database.with_timeout(async { Err::<(), _>(error) }).await.unwrap_err();
            assert_eq!(!is_old().await, makes_new, "{shown}");
        }
    }

    #[tokio::test]
    async fn damage_is_remembered_on_either_engine_and_other_failures_are_not() {
        sqlx::any::install_default_drivers();
        let file = tempfile::NamedTempFile::new().unwrap();
        let sqlite = Engine::Sqlite { path: file.path().into(), opened: FileId::of(file.path()).unwrap() };
        let sqlite = Database::connect_lazily(sqlite, &format!("sqlite:{}", file.path().display())).unwrap();
        let postgres = Database::connect_lazily(Engine::Postgres, "postgres://127.0.0.1:1/x").unwrap();
        for (database, passes, damages, says) in [
            (&sqlite, "10", "11", "the database file is damaged (words)"),
            (&postgres, "53100", "XX001", "the PostgreSQL database is damaged (words)"),
        ] {
            for (code, is_sound) in [(passes, true), (damages, false), (passes, false)] {
                let failing = async { Err::<(), _>(StorageError::from(error_with(code))) };
                database.with_timeout(failing).await.unwrap_err();
                assert_eq!(database.check_sound().is_ok(), is_sound, "{code}");
            }
            // Without asking anybody: at that address there is no server.
            let refused = database.begin().await.err().unwrap().to_string();
            assert!(refused.starts_with(says), "{refused}");
        }
    }

    #[tokio::test]
    async fn why_a_server_is_away_is_asked_by_one_at_a_time_and_only_without_any_connection() {
        sqlx::any::install_default_drivers();
        // It takes connections, and says nothing.
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        server.set_nonblocking(true).unwrap();
        let connections = || std::iter::from_fn(|| server.accept().ok()).count();
        let url = format!("postgres://{}/x", server.local_addr().unwrap());
        let new = |pool| Database::new(pool, Engine::Postgres, LastFailure::default(), &url);
        let options = || AnyPoolOptions::new().acquire_timeout(Duration::from_millis(100));
        let timed_out = || async { Err::<(), _>(StorageError::Failed(sqlx::Error::PoolTimedOut)) };
        let is_timed_out =
            |result: Result<(), StorageError>| matches!(result, Err(StorageError::Failed(sqlx::Error::PoolTimedOut)));

        let away = new(options().connect_lazy(&url).unwrap());
        let results = futures_util::future::join_all((0..20).map(|_| away.with_timeout(timed_out()))).await;
        assert!(results.into_iter().all(is_timed_out));
        assert_eq!(connections(), 1);

        // The pool’s own, and one to ask.
        assert!(is_timed_out(away.with_timeout(away.ensure_usable()).await));
        assert_eq!(connections(), 2);
        assert!(is_timed_out(away.ensure_usable_at_start().await));
        assert_eq!(connections(), 2);

        let connected = new(options().connect("sqlite::memory:").await.unwrap());
        assert!(connected.pool.size() > 0 && is_timed_out(connected.with_timeout(timed_out()).await));
        assert_eq!(connections(), 0);

        drop(server);
        let refused = away.with_timeout(timed_out()).await;
        assert!(matches!(&refused, Err(StorageError::Failed(sqlx::Error::Io(_)))), "{refused:?}");
    }

    #[test]
    fn the_error_of_the_database_comes_before_the_waiting_for_it_ends() {
        assert!(CONNECTION_TIMEOUT < OPERATION_TIMEOUT);
        let busy = SQLITE_SESSION[0].strip_prefix("PRAGMA busy_timeout = ").unwrap().parse().unwrap();
        assert!(Duration::from_millis(busy) < OPERATION_TIMEOUT);
        let statement = POSTGRES_SESSION[1].strip_prefix("SET statement_timeout = '").unwrap();
        let statement = statement.strip_suffix("s'").unwrap().parse().unwrap();
        assert!(Duration::from_secs(statement) < OPERATION_TIMEOUT);
    }

    #[test]
    fn one_writes_to_a_file_at_a_time_while_others_read_and_many_to_a_server() {
        let file = Engine::Sqlite { path: "/".into(), opened: FileId::of(Path::new("/")).unwrap() };
        assert_eq!((file.max_writers(), file.max_connections()), (1, 4));
        assert_eq!(Engine::Postgres.max_connections(), 16);
        assert!(Engine::Postgres.max_writers() > 16);
    }
}
