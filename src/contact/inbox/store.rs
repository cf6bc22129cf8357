//! Storing messages in a transaction: each gets a row, or the receipt of the row that the same content has already. Knows
//! nothing of who waits for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};
use uuid::{ContextV7, Uuid};

use crate::contact::form::{
    MAX_EMAIL_CHARS, MAX_MESSAGE_CHARS, MAX_NAME_CHARS, MAX_ORGANISATION_CHARS, Submission, Topic,
};
use crate::contact::message::{NewMessage, Receipt, State};
use crate::contact::reference::Reference;
use crate::contact::suspicion::Suspicion;

use super::bulk::rows_of_places;
use super::work::Work;
use super::{SAME_MESSAGE_WITHIN, StorageError, columns, rows};

/// Inserts messages, or finds those that have their keys already. One statement, so that of two who
/// send the same at once only one inserts. Its rows stand between the two.
const INSERT: &str = "INSERT INTO message (id, reference, submit_key, received_at, page_language, topic, about, name, \
     email, organisation, reply_language, body, consent, suspicions, state, next_attempt_at) VALUES ";
const OR_FIND: &str = " ON CONFLICT (submit_key) DO UPDATE SET submit_key = excluded.submit_key \
     RETURNING ";
/// The values of a row.
const COLUMNS: usize = 16;
/// Queues a held message whose content has come again without suspicion; as what it has come now.
const RELEASE_TWIN: &str = "UPDATE message SET state = 'queued', suspicions = '', page_language = $2, consent = $3, \
     next_attempt_at = $4 WHERE id = $1 AND state = 'held'";
/// Adds a line to the history of a message, in its place: never at an earlier time than the one before, also where the
/// clock was set back.
pub(super) const ADD_TO_HISTORY: &str = "INSERT INTO attempt (message_id, made_at, outcome, answer) \
     SELECT $1, CASE WHEN max(made_at) > $2 THEN max(made_at) ELSE $2 END, CAST($3 AS TEXT), CAST($4 AS TEXT) \
     FROM attempt WHERE message_id = $1";
const RELEASE_KEY: &str = "UPDATE message SET submit_key = NULL WHERE submit_key = $1 AND received_at <= $2";

const COUNT_ROWS: &str = "SELECT count(*) AS messages FROM message WHERE id IN ";
const UNSTORE: &str = "DELETE FROM message WHERE id = $1";

/// The ids that an inbox gives, in the order of arrival: they begin with the time at which a message came in, or that of
/// the one before if the clock was set back.
#[derive(Default)]
pub(super) struct MessageIds(Mutex<ContextV7>);

impl MessageIds {
    fn next(&self, received_at: Timestamp) -> String {
        let milliseconds = u64::try_from(received_at.as_millisecond()).unwrap_or(0);
        let nanoseconds = u32::try_from(milliseconds % 1000).unwrap_or(0) * 1_000_000;
        let at = uuid::Timestamp::from_unix(&self.0, milliseconds / 1000, nanoseconds);
        Uuid::new_v7(at).to_string()
    }
}

/// A message on its way into a row.
struct New<'m> {
    id: String,
    key: String,
    message: &'m NewMessage,
}

/// The row that has the key of a message: its own, or an earlier one.
struct FoundRow {
    id: String,
    receipt: Receipt,
    is_held: bool,
}

/// Inserts messages, so many with a statement, but for those whose content was stored within a day: of these the
/// receipt is that of the first.
pub(super) async fn store_all(
    writing: &mut Work<'_>,
    ids: &MessageIds,
    messages: &[NewMessage],
    max_rows: usize,
) -> Result<Vec<Receipt>, StorageError> {
    let all: Vec<New<'_>> = messages
        .iter()
        .map(|message| New { id: ids.next(message.received_at), key: message.submit_key(), message })
        .collect();
    // Of the same content the first. By their keys, everywhere: of two transactions with the same contents one waits for
    // the other, and never each for the other.
    let mut distinct: BTreeMap<&str, &New<'_>> = BTreeMap::new();
    for new in &all {
        distinct.entry(&new.key).or_insert(new);
    }
    let distinct: Vec<&New<'_>> = distinct.into_values().collect();
    let mut found = HashMap::with_capacity(distinct.len());
    for part in distinct.chunks(max_rows) {
        insert_or_find(writing, part, &mut found).await?;
    }
    let mut receipts = Vec::with_capacity(all.len());
    for new in &all {
        receipts.push(settle(writing, new, &mut found).await?);
    }
    let ids: Vec<&str> = found.values().map(|row| row.id.as_str()).collect();
    for part in ids.chunks(max_rows) {
        check_rows(writing, part).await?;
    }
    Ok(receipts)
}

/// Fails unless there is a row of each id: a trigger of somebody else may take one away as soon as it is inserted.
async fn check_rows(writing: &mut Work<'_>, ids: &[&str]) -> Result<(), StorageError> {
    let text = [COUNT_ROWS, &rows_of_places(1, ids.len())].concat();
    let query = ids.iter().fold(sqlx::query(AssertSqlSafe(text)), |query, id| query.bind(*id));
    let counted = writing.fetch_all(query).await?;
    let messages: i64 = counted.first().ok_or(sqlx::Error::RowNotFound)?.try_get("messages")?;
    if usize::try_from(messages) == Ok(ids.len()) { Ok(()) } else { Err(StorageError::RowGone) }
}

/// The receipt of a message whose key has a row. One from before yesterday lets the key go; one that is held is queued,
/// if the same has come without suspicion.
async fn settle(
    writing: &mut Work<'_>,
    new: &New<'_>,
    found: &mut HashMap<String, FoundRow>,
) -> Result<Receipt, StorageError> {
    let row = found.get_mut(&new.key).ok_or(sqlx::Error::RowNotFound)?;
    if row.id == new.id {
        return Ok(row.receipt.clone());
    }
    let yesterday = new.message.received_at - SAME_MESSAGE_WITHIN;
    if row.receipt.received_at > yesterday {
        if row.is_held && new.message.initial_state() != State::Held {
            release_twin(writing, &row.id, new.message).await?;
            row.is_held = false;
        }
        return Ok(row.receipt.clone());
    }
    let release = sqlx::query(RELEASE_KEY).bind(new.key.as_str()).bind(yesterday.as_second());
    writing.execute(release).await?;
    insert_or_find(writing, &[new], found).await?;
    Ok(found.get(&new.key).ok_or(sqlx::Error::RowNotFound)?.receipt.clone())
}

/// Queues a message if it is held, because the same has come without suspicion.
async fn release_twin(writing: &mut Work<'_>, id: &str, message: &NewMessage) -> Result<(), StorageError> {
    let now = message.received_at.as_second();
    let release = sqlx::query(RELEASE_TWIN).bind(id).bind(message.page_language.as_str());
    let release = release.bind(message.consent.as_str()).bind(now);
    if writing.execute(release).await? == 1 {
        let entry = sqlx::query(ADD_TO_HISTORY).bind(id).bind(now).bind("released");
        writing.execute(entry.bind("was held; the same has come without a sign of a machine")).await?;
    }
    Ok(())
}

/// Inserts messages under their ids, or finds those that have their keys, however old. No two have the same key.
async fn insert_or_find(
    writing: &mut Work<'_>,
    new: &[&New<'_>],
    found: &mut HashMap<String, FoundRow>,
) -> Result<(), StorageError> {
    // Of texts of this program alone; what others wrote is bound.
    let found_columns = columns::selected(&columns::RECEIPT, writing.is_sqlite());
    let text = [INSERT, &rows_of_places(new.len(), COLUMNS), OR_FIND, &found_columns].concat();
    let mut query = sqlx::query(AssertSqlSafe(text));
    for New { id, key, message } in new {
        let submission = &message.submission;
        let suspicions: Vec<&str> = message.suspicions.iter().copied().map(Suspicion::as_str).collect();
        query = query
            .bind(id.as_str())
            .bind(Reference::random()?.to_string())
            .bind(key.as_str())
            .bind(message.received_at.as_second())
            .bind(message.page_language.as_str())
            .bind(submission.topic.as_str())
            .bind(submission.about.as_deref())
            .bind(submission.name.as_str())
            .bind(submission.email.as_str())
            .bind(submission.organisation.as_deref())
            .bind(submission.reply_language.as_str())
            .bind(submission.body.as_str())
            .bind(message.consent.as_str())
            .bind(suspicions.join(","))
            .bind(message.initial_state().as_str())
            .bind(0_i64);
    }
    for row in writing.fetch_all(query).await? {
        let is_held = rows::text(&row, "state")? == State::Held.as_str();
        found.insert(
            rows::text(&row, "submit_key")?,
            FoundRow { id: rows::text(&row, "id")?, receipt: rows::receipt(&row)?, is_held },
        );
    }
    Ok(())
}

/// Stores a message as long as one may be, and takes it back: when this transaction is committed, there was room for it. SQLite
/// writes its pages even so, because what is deleted is overwritten (`secure_delete`); to roll it back would write nothing.
pub(super) async fn try_longest(writing: &mut Work<'_>, now: Timestamp) -> Result<(), StorageError> {
    let (message, id) = (longest(now)?, MessageIds::default().next(now));
    let new = New { id: id.clone(), key: message.submit_key(), message: &message };
    insert_or_find(writing, &[&new], &mut HashMap::new()).await?;
    writing.execute(sqlx::query(UNSTORE).bind(id)).await?;
    Ok(())
}

/// A message as long as one may be: of characters that take four bytes each, and by chance, so that no database makes it
/// shorter.
fn longest(received_at: Timestamp) -> Result<NewMessage, StorageError> {
    let text = |chars: usize| {
        let mut random = vec![0; 2 * chars];
        getrandom::fill(&mut random)?;
        let pairs = random.chunks_exact(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1]));
        // None of these is half of a character.
        Ok::<_, StorageError>(pairs.filter_map(|number| char::from_u32(0x1_0000 + number)).collect::<String>())
    };
    let submission = Submission {
        topic: Topic::Accessibility,
        about: None,
        name: text(MAX_NAME_CHARS)?,
        email: text(MAX_EMAIL_CHARS)?,
        organisation: Some(text(MAX_ORGANISATION_CHARS)?),
        reply_language: "en".into(),
        body: text(MAX_MESSAGE_CHARS)?,
    };
    Ok(NewMessage {
        submission,
        page_language: "en".into(),
        consent: "2026-01-01".into(),
        suspicions: Vec::new(),
        received_at,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_message_that_is_tried_is_as_long_as_any_in_each_of_its_fields_and_never_the_same() {
        let Submission { name, email, organisation, body, .. } = longest(Timestamp::UNIX_EPOCH).unwrap().submission;
        for (text, most) in [
            (&name, MAX_NAME_CHARS),
            (&email, MAX_EMAIL_CHARS),
            (&organisation.unwrap(), MAX_ORGANISATION_CHARS),
            (&body, MAX_MESSAGE_CHARS),
        ] {
            assert_eq!((text.chars().count(), text.len()), (most, 4 * most));
        }
        assert_ne!(longest(Timestamp::UNIX_EPOCH).unwrap().submission.body, body);
    }
}
