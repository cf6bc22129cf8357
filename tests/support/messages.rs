//! Messages as the inbox is handed them, and their database as whoever has its file can change it.

use std::path::Path;

use communique::contact::NewMessage;
use communique::contact::form::{Submission, Topic};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use super::runtime;

/// A message that nothing is wrong with.
pub fn new_message(text: &str, received_at: Timestamp) -> NewMessage {
    let submission = Submission {
        topic: Topic::Other,
        about: None,
        name: "Ayşə Məmmədova".into(),
        email: "ayse@example.org".into(),
        organisation: None,
        reply_language: "az".into(),
        body: text.into(),
    };
    let (page_language, consent) = ("az".to_owned(), "2026-01-01".to_owned());
    NewMessage { submission, page_language, consent, suspicions: vec![], received_at }
}

/// Changes the database in a file.
pub fn change(file: &Path, statement: &str) {
    runtime().block_on(ask(file, statement));
}

/// Asks the database in a file for one column of text.
pub async fn ask(file: &Path, query: &str) -> Vec<(String,)> {
    let mut connection = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file)).await.unwrap();
    let rows = sqlx::query_as(AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows
}
