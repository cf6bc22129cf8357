//! The database below the inbox, of either engine, and what can be done to it from outside.

use std::sync::Arc;

use communique::contact::inbox::migrate;
use sqlx::{AnyConnection, Connection, Executor};
use tempfile::TempDir;

use crate::simulation::power::{self, Files};
use crate::simulation::row::{self, Rows};
use crate::support::postgres::Postgres;

/// Which engine; a connection that only looks.
pub struct Database {
    engine: Engine,
    observer: AnyConnection,
}

/// An engine.
pub enum Engine {
    /// A file in a folder.
    Sqlite(TempDir),
    /// A server, whose tables are emptied for every schedule.
    Postgres(Arc<Postgres>),
}

impl Engine {
    /// A file in memory, where there is such a file system: a flush costs nothing there.
    pub fn sqlite() -> Self {
        Self::Sqlite(folder())
    }

    fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", power::database(folder.path()).display()),
            Self::Postgres(server) => server.url(),
        }
    }
}

fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

impl Database {
    /// A database without messages.
    pub async fn new(engine: Engine) -> Self {
        migrate(&engine.url().parse().unwrap()).await.unwrap();
        let mut observer = AnyConnection::connect(&engine.url()).await.unwrap();
        if let Engine::Postgres(_) = engine {
            observer.execute("TRUNCATE message, attempt, probe, moved").await.unwrap();
        }
        Self { engine, observer }
    }

    pub fn url(&self) -> String {
        self.engine.url()
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// All rows.
    pub async fn rows(&mut self) -> Rows {
        row::read(&mut self.observer).await.unwrap()
    }

    /// The bytes of the files of SQLite.
    pub fn files(&self) -> Files {
        let Engine::Sqlite(folder) = &self.engine else { panic!("a server has no files of ours") };
        Files::read(folder.path())
    }

    /// The database that a power cut leaves.
    pub async fn replace(&mut self, files: &Files) {
        let new = folder();
        files.write(new.path());
        self.engine = Engine::Sqlite(new);
        self.look_again().await;
    }

    /// Connects anew to look.
    pub async fn look_again(&mut self) {
        self.observer = AnyConnection::connect(&self.engine.url()).await.unwrap();
    }

    /// Lets go of the connection that looks, so that whoever closes the database is the last.
    pub async fn look_away(&mut self) {
        let elsewhere = AnyConnection::connect("sqlite::memory:").await.unwrap();
        std::mem::replace(&mut self.observer, elsewhere).close().await.unwrap();
    }

    /// Ends all connections to a server but the one that looks.
    pub async fn end_connections(&mut self) {
        const OTHERS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        const LEFT: &str = "SELECT count(*) FROM pg_stat_activity \
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        self.observer.execute(OTHERS).await.unwrap();
        while sqlx::query_scalar::<_, i64>(LEFT).fetch_one(&mut self.observer).await.unwrap() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    }

    /// Ends a server as a crash does, and starts it again.
    pub async fn crash_server(&mut self) {
        if let Engine::Postgres(server) = &self.engine {
            server.stop("immediate");
            server.resume();
        }
        self.look_again().await;
    }
}
