//! How a database is used: its pool, its timeouts, and what becomes of its errors.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::contact::inbox::failure::tests::error_with;
use crate::contact::inbox::servers::Servers;
use std::path::Path;

use futures_util::FutureExt;
use sqlx::Executor;

/// A database in a file, which is deleted when it is dropped.
fn in_a_file() -> (Database, tempfile::NamedTempFile) {
    sqlx::any::install_default_drivers();
    let file = tempfile::NamedTempFile::new().unwrap();
    let engine = Engine::Sqlite { path: file.path().into(), opened: FileId::of(file.path()).unwrap() };
    let destination = Destination::Sqlite(format!("sqlite:{}", file.path().display()));
    (Database::new(engine, destination, Access::Write).unwrap(), file)
}

#[tokio::test]
async fn after_a_failure_of_the_database_a_new_connection_is_made() {
    let (database, _file) = in_a_file();
    let execute = async |statement: &'static str| {
        let mut connection = database.connection().await.unwrap();
        connection.execute(statement).await.is_ok()
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
async fn that_all_connections_are_in_use_is_no_failure_and_strangers_leave_some() {
    let (database, _file) = in_a_file();
    let (connections, look_ups) = (database.engine.max_connections(), database.engine.max_look_ups());
    // As many as may look something up, each with a connection.
    let strangers = database.look_ups.acquire_many(look_ups.try_into().unwrap()).await.unwrap();
    let mut in_use = Vec::new();
    for _ in 0..connections - 1 {
        in_use.push(database.connection().await.unwrap());
    }
    let mut last = database.connection().await.unwrap();
    last.execute("CREATE TEMP TABLE mark (x)").await.unwrap();
    let looking_up = database.look_up(sqlx::query("SELECT 1"), |_| Ok(()));
    let waiting = database.with_timeout(async { database.connection().await.map(drop) });
    let (looked_up, waited) = tokio::join!(looking_up, waiting);
    assert!(matches!(looked_up, Err(StorageError::Congested)), "{looked_up:?}");
    assert!(matches!(waited, Err(StorageError::Congested)), "{waited:?}");
    // The connections are as good as before.
    drop((strangers, last));
    let mut connection = database.connection().await.unwrap();
    assert!(connection.execute("SELECT * FROM temp.mark").await.is_ok());
}

#[tokio::test]
async fn damage_is_remembered_on_either_engine_and_other_failures_are_not() {
    sqlx::any::install_default_drivers();
    let file = tempfile::NamedTempFile::new().unwrap();
    let sqlite = Engine::Sqlite { path: file.path().into(), opened: FileId::of(file.path()).unwrap() };
    let sqlite =
        Database::new(sqlite, Destination::Sqlite(format!("sqlite:{}", file.path().display())), Access::Write).unwrap();
    let postgres = Database::new(
        Engine::Postgres,
        Destination::Postgres(Servers::new(&"postgres://u@127.0.0.1:1/x".parse().unwrap()).unwrap()),
        Access::Write,
    )
    .unwrap();
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
async fn work_that_is_not_ended_has_changed_nothing_and_its_connection_is_not_used_again() {
    let (database, _file) = in_a_file();
    let probe = || sqlx::query("INSERT INTO probe (id, written_at) VALUES (1, 1)");
    let mut writing = database.begin().await.unwrap();
    writing.execute(probe()).await.unwrap();
    drop(writing);
    assert_eq!(database.pool.status().size, 0);
    assert_eq!(database.write(probe()).await.unwrap(), 1, "it is not there yet");
    assert_eq!(database.pool.status().size, 1);
    database.close().await;
    assert!(database.write(probe()).await.is_err() && database.pool.status().size == 0);
}

#[test]
fn one_writes_to_a_file_at_a_time_while_others_read_and_many_to_a_server() {
    let file = Engine::Sqlite { path: "/".into(), opened: FileId::of(Path::new("/")).unwrap() };
    assert_eq!((file.max_writers(), file.max_connections()), (1, 4));
    assert_eq!(Engine::Postgres.max_connections(), 16);
    assert!(Engine::Postgres.max_writers() > 16);
    assert_eq!((file.max_look_ups(), Engine::Postgres.max_look_ups()), (2, 8), "half of them is left");
}

#[tokio::test]
async fn whoever_looks_something_up_has_a_permit_until_it_is_read_and_no_longer() {
    let (database, _file) = in_a_file();
    let (connections, look_ups) = (database.engine.max_connections(), database.engine.max_look_ups());
    let mut in_use = Vec::new();
    for _ in 0..connections {
        in_use.push(database.connection().await.unwrap());
    }
    let mut looking_up = Box::pin(database.look_up(sqlx::query("SELECT 1"), |_| Ok(())));
    // It waits for a connection.
    assert!(looking_up.as_mut().now_or_never().is_none());
    assert_eq!(database.look_ups.available_permits(), look_ups - 1);
    drop(in_use);
    assert_eq!(looking_up.await.unwrap().len(), 1);
    assert_eq!(database.look_ups.available_permits(), look_ups);
}
