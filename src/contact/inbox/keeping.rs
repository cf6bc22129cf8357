//! How long rows stay: what was mailed, and what waits for a person, of which staff are reminded before. Knows no period.

use jiff::Timestamp;

use crate::causes::with_causes;
use crate::contact::message::Message;

use super::database::Database;
use super::{Purged, SAME_MESSAGE_WITHIN, StorageError, columns, rows};

// A sent message is due no more; `next_attempt_at` is when it was sent, and has an index.
const ERASE: &str = "UPDATE message SET erased = 1, page_language = '', topic = '', about = NULL, name = '', email = '', \
     organisation = NULL, reply_language = '', body = '', consent = '', suspicions = '' \
     WHERE id IN (SELECT id FROM message WHERE state = 'sent' AND next_attempt_at <= $1 AND erased = 0 \
     AND received_at > $2 ORDER BY next_attempt_at LIMIT $3) AND erased = 0";
/// The answers of a mail server may repeat what is in the mail.
const ERASE_HISTORY: &str = "DELETE FROM attempt WHERE message_id IN (SELECT id FROM message WHERE state = 'sent' \
     AND next_attempt_at <= $1 AND erased = 1)";
const PURGE: &str = "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE state = 'sent' \
     AND next_attempt_at <= $1 AND received_at <= $2 AND erased = $4 ORDER BY next_attempt_at LIMIT $3)";
/// Whether staff have been reminded of message `m` as it is now, at `$2` or earlier: not before they decided about it,
/// nor before the mail server refused it since.
macro_rules! reminded {
    () => {
        "EXISTS (SELECT 1 FROM attempt AS reminder WHERE message_id = m.id AND outcome = 'reminded' AND made_at <= $2 \
         AND NOT EXISTS (SELECT 1 FROM attempt WHERE message_id = m.id AND outcome <> 'reminded' \
         AND made_at >= reminder.made_at))"
    };
}
/// Unless staff have released or deleted it since it was read. Later than all before it, whatever the clock says, so that
/// it is known to be about the message as it is now.
const NOTE_REMINDER: &str = "INSERT INTO attempt (message_id, made_at, outcome, answer) \
     SELECT id, (SELECT CASE WHEN max(made_at) >= $2 THEN max(made_at) + 1 ELSE $2 END FROM attempt WHERE message_id = $1), \
     'reminded', CAST($3 AS TEXT) FROM message WHERE id = $1 AND state IN ('held', 'parked')";
const UNREVIEWED: &str = concat!(
    "SELECT {columns} FROM message AS m WHERE state IN ('held', 'parked') AND received_at <= $1 AND NOT ",
    reminded!(),
    " ORDER BY m.id LIMIT $3"
);
// The states once more: staff may have released one meanwhile.
const PURGE_UNREVIEWED: &str = concat!(
    "DELETE FROM message WHERE id IN (SELECT id FROM message AS m ",
    "WHERE state IN ('held', 'parked') AND received_at <= $1 AND ",
    reminded!(),
    " ORDER BY id LIMIT $3) AND state IN ('held', 'parked')"
);

/// See [`super::Inbox::purge_sent`].
pub(super) async fn purge_sent(
    database: &Database,
    sent_until: Timestamp,
    now: Timestamp,
    limit: u32,
) -> Result<Purged, StorageError> {
    let (sent_until, yesterday) = (sent_until.as_second(), (now - SAME_MESSAGE_WITHIN).as_second());
    let select = |statement| sqlx::query(statement).bind(sent_until).bind(yesterday).bind(i64::from(limit));
    database
        .with_timeout(async {
            let mut writing = database.begin().await?;
            let mut changed = Vec::with_capacity(4);
            for query in [
                // Receipts first: what is erased now stays for the rest of its day.
                select(PURGE).bind(1_i64),
                select(PURGE).bind(0_i64),
                select(ERASE),
                sqlx::query(ERASE_HISTORY).bind(sent_until),
            ] {
                changed.push(writing.execute(query).await?);
            }
            writing.commit().await?;
            Ok(Purged { messages: changed[1] + changed[2], receipts: changed[0] })
        })
        .await
}

/// See [`super::Inbox::unreviewed`].
pub(super) async fn unreviewed(
    database: &Database,
    received_until: Timestamp,
    limit: u32,
) -> Result<Vec<Message>, StorageError> {
    // Whenever they were reminded.
    let query = columns::query(UNREVIEWED, &columns::MESSAGE, database.is_sqlite())
        .bind(received_until.as_second())
        .bind(i64::MAX)
        .bind(i64::from(limit));
    let read = database.read(query, |row| Ok(rows::message(row))).await?;
    // One that cannot be read keeps nobody from being reminded of the others.
    let readable = |message: Result<Message, StorageError>| {
        message.inspect_err(|error| tracing::error!(error = with_causes(error), "nobody is reminded of a message")).ok()
    };
    Ok(read.into_iter().filter_map(readable).collect())
}

/// See [`super::Inbox::note_reminder`].
pub(super) async fn note_reminder(
    database: &Database,
    messages: &[Message],
    now: Timestamp,
    how: &str,
) -> Result<(), StorageError> {
    database
        .with_timeout(async {
            let mut writing = database.begin().await?;
            for message in messages {
                let entry = sqlx::query(NOTE_REMINDER).bind(message.id.as_str()).bind(now.as_second());
                writing.execute(entry.bind(how)).await?;
            }
            Ok(writing.commit().await?)
        })
        .await
}

/// See [`super::Inbox::purge_unreviewed`].
pub(super) async fn purge_unreviewed(
    database: &Database,
    received_until: Timestamp,
    reminded_until: Timestamp,
    limit: u32,
) -> Result<u64, StorageError> {
    let purge = sqlx::query(PURGE_UNREVIEWED).bind(received_until.as_second());
    database.write(purge.bind(reminded_until.as_second()).bind(i64::from(limit))).await
}
