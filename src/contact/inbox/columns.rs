//! The columns of the tables, and how they are selected. A column of SQLite may hold any bytes, whatever its type: it is
//! selected as bytes, since a text that is not UTF-8 would fail all rows of its query. Knows no message.

use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe};

/// All of table `message`.
pub(super) const MESSAGE: [&str; 23] = [
    "id",
    "reference",
    "submit_key",
    "received_at",
    "page_language",
    "topic",
    "about",
    "name",
    "email",
    "organisation",
    "reply_language",
    "body",
    "consent",
    "suspicions",
    "state",
    "attempts",
    "refusals",
    "next_attempt_at",
    "lease_owner",
    "lease_until",
    "maybe_duplicate",
    "sent_at",
    "erased",
];

/// Those of a receipt, and what is asked about its message.
pub(super) const RECEIPT: [&str; 5] = ["id", "reference", "submit_key", "received_at", "state"];

/// All of table `attempt`.
pub(super) const ATTEMPT: [&str; 4] = ["message_id", "made_at", "outcome", "answer"];

/// Columns, as they are selected. In an ORDER BY they need the name of their table: alone they would be the bytes.
pub(super) fn selected(columns: &[&str], is_sqlite: bool) -> String {
    let select = |column: &&str| {
        if is_sqlite { format!("CAST({column} AS BLOB) AS {column}") } else { (*column).to_owned() }
    };
    columns.iter().map(select).collect::<Vec<_>>().join(", ")
}

/// A statement of this program, with these columns where it says `{columns}`.
pub(super) fn query<'q>(statement: &str, columns: &[&str], is_sqlite: bool) -> Query<'q, Any, AnyArguments> {
    sqlx::query(AssertSqlSafe(statement.replace("{columns}", &selected(columns, is_sqlite))))
}
