//! Messages whole, out of one inbox and into another. Adds what is missing and overwrites nothing. Knows no form of file.

use std::collections::{HashMap, HashSet};

use sqlx::Row;

use crate::config::DatabaseUrl;
use crate::contact::message::{HistoryEntry, State};
use crate::contact::stored::{Event, StoredMessage};

use super::database::Database;
use super::open::open_database;
use super::open_error::OpenError;
use super::rights::Access;
use super::whole_rows::{add_history, find, insert, moved, note_moved, with_values};
use super::work::Work;
use super::{Listing, StorageError, columns, rows};

const READ: &str =
    "SELECT {columns} FROM message WHERE id > $1 AND ($2 = '' OR state = $2) ORDER BY message.id LIMIT $3";
const COUNT: &str = "SELECT count(*) AS messages FROM message";

/// What became of a message that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was missing, and is there now.
    New,
    /// It was there already, whatever has become of it there.
    There,
    /// Another message has its reference or its id, which stays as it is.
    Conflict,
    /// It was moved here before, and has been deleted since: it stays deleted.
    Deleted,
}

/// Whether a message is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It is here, in this state.
    Here(String),
    /// It was moved here, and has been deleted since.
    Deleted,
    /// Nothing.
    Missing,
}

/// An inbox that messages are moved out of or into.
pub struct Transfer(Database);

impl Transfer {
    /// Opens a database, and makes its tables if there are none.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        open_database(url, Access::Write).await.map(Self)
    }

    /// The same to look at messages alone, which takes fewer rights.
    pub(crate) async fn open_to_read(url: &DatabaseUrl) -> Result<Self, OpenError> {
        open_database(url, Access::Read).await.map(Self)
    }

    /// How many messages there are, those that are erased among them.
    pub async fn count(&self) -> Result<u64, StorageError> {
        let counted = self.0.read(sqlx::query(COUNT), |row| Ok(row.try_get::<i64, _>("messages")?)).await?;
        Ok(counted.first().and_then(|messages| u64::try_from(*messages).ok()).unwrap_or(0))
    }

    /// The first `limit` messages, or those after an id, the oldest first; of all states or of one.
    pub async fn read(
        &self,
        state: Option<State>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Listing<StoredMessage>, StorageError> {
        let query = columns::query(READ, &columns::MESSAGE, self.0.is_sqlite())
            .bind(after.unwrap_or(""))
            .bind(state.map_or("", State::as_str));
        let query = query.bind(i64::from(limit));
        self.0
            .with_timeout(async {
                let mut reading = self.0.begin_to_read().await?;
                let mut listing = Listing::default();
                for row in reading.fetch_all(query).await? {
                    listing.last = rows::text(&row, "id").ok().or(listing.last);
                    match rows::stored(&row) {
                        Ok(message) => listing.messages.push(message),
                        Err(error) => listing.damaged.push(error),
                    }
                }
                add_histories(&mut reading, &mut listing).await?;
                reading.commit().await?;
                Ok(listing)
            })
            .await
    }

    /// Adds the messages that are missing and have never been moved here, all or, where this fails, none; what became of
    /// each. Few statements, whatever their number.
    pub async fn add(&self, messages: &[StoredMessage]) -> Result<Vec<Added>, StorageError> {
        self.0
            .with_timeout(async {
                let mut writing = self.0.begin().await?;
                let added = add(&mut writing, messages).await?;
                writing.commit().await?;
                Ok(added)
            })
            .await
    }

    /// Whether each of the messages is here.
    pub(crate) async fn presence(&self, messages: &[StoredMessage]) -> Result<Vec<Presence>, StorageError> {
        self.0
            .with_timeout(async {
                let mut reading = self.0.begin_to_read().await?;
                let all: Vec<&StoredMessage> = messages.iter().collect();
                let found = find(&mut reading, &all).await?;
                let moved = moved(&mut reading, &all).await?;
                reading.commit().await?;
                let presence = |message: &StoredMessage| match found.with(message).find(|found| found.is_same(message))
                {
                    Some(found) => Presence::Here(found.state.clone()),
                    None if moved.contains(&message.id) && found.with(message).next().is_none() => Presence::Deleted,
                    None => Presence::Missing,
                };
                Ok(messages.iter().map(presence).collect())
            })
            .await
    }

    /// Ends all connections.
    pub async fn close(&self) {
        self.0.close().await;
    }
}

/// Gives each message its history. One whose history cannot be read is damaged.
async fn add_histories(reading: &mut Work<'_>, listing: &mut Listing<StoredMessage>) -> Result<(), StorageError> {
    let mut histories: HashMap<String, Result<Vec<Event>, StorageError>> = HashMap::new();
    let columns = columns::selected(&columns::ATTEMPT, reading.is_sqlite());
    for row in with_values(reading, &ids(&listing.messages), |places| {
        format!(
            "SELECT {columns} FROM attempt WHERE message_id IN ({places}) \
             ORDER BY attempt.message_id, attempt.made_at"
        )
    })
    .await?
    {
        let history = histories.entry(rows::text(&row, "message_id")?).or_insert_with(|| Ok(Vec::new()));
        match (rows::history_entry(&row), history) {
            (Ok(HistoryEntry { at, outcome, answer }), Ok(events)) => events.push(Event { at, outcome, answer }),
            (Err(error), history @ Ok(_)) => *history = Err(error),
            (_, Err(_)) => {}
        }
    }
    for mut message in std::mem::take(&mut listing.messages) {
        match histories.remove(&message.id).unwrap_or(Ok(Vec::new())) {
            Ok(history) => {
                message.history = history;
                listing.messages.push(message);
            }
            Err(error) => listing.damaged.push(error),
        }
    }
    Ok(())
}

fn ids(messages: &[StoredMessage]) -> Vec<&str> {
    messages.iter().map(|message| message.id.as_str()).collect()
}

async fn add(writing: &mut Work<'_>, messages: &[StoredMessage]) -> Result<Vec<Added>, StorageError> {
    let all: Vec<&StoredMessage> = messages.iter().collect();
    let moved = moved(writing, &all).await?;
    let mut added: Vec<Option<Added>> = vec![None; messages.len()];
    // The same content may have come here, too, under another reference: both senders have a receipt.
    for with_key in [true, false] {
        let open = settle(writing, messages, &moved, &mut added).await?;
        let mut inserted = insert(writing, &open, with_key).await?;
        for (message, added) in messages.iter().zip(&mut added) {
            if added.is_none() && inserted.remove(&message.id) {
                *added = Some(Added::New);
            }
        }
    }
    settle(writing, messages, &moved, &mut added).await?;
    let added: Vec<Added> = added.into_iter().map(|added| added.unwrap_or(Added::Conflict)).collect();
    let of = |wanted: &[Added]| -> Vec<&StoredMessage> {
        messages.iter().zip(&added).filter(|(_, added)| wanted.contains(added)).map(|(message, _)| message).collect()
    };
    add_history(writing, &of(&[Added::New])).await?;
    note_moved(writing, &of(&[Added::New, Added::There])).await?;
    Ok(added)
}

/// Says what became of the messages that are there, or were, and returns those of which that is still open.
async fn settle<'m>(
    work: &mut Work<'_>,
    messages: &'m [StoredMessage],
    moved: &HashSet<String>,
    added: &mut [Option<Added>],
) -> Result<Vec<&'m StoredMessage>, StorageError> {
    let open = |added: &[Option<Added>]| -> Vec<&'m StoredMessage> {
        messages.iter().zip(added).filter(|(_, added)| added.is_none()).map(|(message, _)| message).collect()
    };
    let found = find(work, &open(added)).await?;
    for (message, added) in messages.iter().zip(added.iter_mut()).filter(|(_, added)| added.is_none()) {
        let mut with = found.with(message);
        *added = match (with.next(), with.next()) {
            (Some(found), None) if found.is_same(message) => Some(Added::There),
            (Some(_), _) => Some(Added::Conflict),
            (None, _) => moved.contains(&message.id).then_some(Added::Deleted),
        };
    }
    Ok(open(added))
}
