//! A message as it is stored: what the model expects and what is read from the tables, past the inbox.

use std::collections::BTreeMap;

use communique::contact::State;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored message. Times are in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Empty in the model until it is known.
    pub id: String,
    /// Empty in the model until it is known.
    pub reference: String,
    /// Which content it is; `None` where that was erased.
    pub content: Option<u8>,
    /// Whether the same content would be this message.
    pub keyed: bool,
    pub received_at: i64,
    pub state: State,
    pub suspicious: bool,
    pub attempts: i64,
    pub refusals: i64,
    /// The next attempt.
    pub due: i64,
    /// Who has claimed it, and until when.
    pub lease: Option<(String, i64)>,
    pub maybe_duplicate: bool,
    pub sent_at: Option<i64>,
    pub erased: bool,
    /// In the order in which it was written, as far as that is known.
    pub history: Vec<(i64, String)>,
}

/// The rows of the tables, by their ids.
pub type Rows = BTreeMap<String, Row>;

const MESSAGES: &str = "SELECT *, CAST(CASE WHEN submit_key IS NULL THEN 0 ELSE 1 END AS BIGINT) AS keyed FROM message";
const HISTORY: &str = "SELECT message_id, made_at, outcome FROM attempt";

/// The body of a content.
pub fn body_of(content: u8) -> String {
    format!("content {content}")
}

/// Reads all rows.
pub async fn read(connection: &mut AnyConnection) -> Result<Rows, sqlx::Error> {
    let mut rows = Rows::new();
    for row in sqlx::query(MESSAGES).fetch_all(&mut *connection).await? {
        let row = message(&row)?;
        rows.insert(row.id.clone(), row);
    }
    for line in sqlx::query(HISTORY).fetch_all(&mut *connection).await? {
        let id: String = line.try_get("message_id")?;
        if let Some(row) = rows.get_mut(&id) {
            row.history.push((line.try_get("made_at")?, line.try_get("outcome")?));
        }
    }
    Ok(rows)
}

fn message(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let number = |column: &str| row.try_get::<i64, _>(column);
    let lease = row.try_get::<Option<String>, _>("lease_owner")?.zip(row.try_get("lease_until")?);
    Ok(Row {
        id: text("id")?,
        reference: text("reference")?,
        content: text("body")?.strip_prefix("content ").and_then(|content| content.parse().ok()),
        keyed: number("keyed")? == 1,
        received_at: number("received_at")?,
        state: State::parse(&text("state")?).ok_or(sqlx::Error::RowNotFound)?,
        suspicious: !text("suspicions")?.is_empty(),
        attempts: number("attempts")?,
        refusals: number("refusals")?,
        due: number("next_attempt_at")?,
        lease,
        maybe_duplicate: number("maybe_duplicate")? == 1,
        sent_at: row.try_get("sent_at")?,
        erased: number("erased")? == 1,
        history: Vec::new(),
    })
}
