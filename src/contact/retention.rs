//! How long messages are kept: until they were mailed, and so many days more; and while they wait for a person, so many
//! days, of which staff are reminded before.

use jiff::{SignedDuration, Timestamp};

use super::inbox::{Inbox, Purged, StorageError};
use super::message::Message;

/// How many days before a message that waits for a person is deleted staff are reminded of it.
pub const NOTICE_DAYS: u32 = 14;
/// How many days they have then at least, however late the reminder could be given.
const MIN_NOTICE_DAYS: u32 = 7;
/// As many messages are in a reminder.
const MAX_REMINDED: u32 = 500;

fn days(number: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(number))
}

/// When a message is deleted unless a person decides about it.
pub fn deleted_at(message: &Message, review_days: u32, now: Timestamp) -> Timestamp {
    (message.received_at + days(review_days)).max(now + days(MIN_NOTICE_DAYS))
}

/// The messages that staff are to be reminded of by now, some of them.
pub async fn to_remind(inbox: &dyn Inbox, review_days: u32, now: Timestamp) -> Result<Vec<Message>, StorageError> {
    inbox.unreviewed(now - days(review_days.saturating_sub(NOTICE_DAYS)), MAX_REMINDED).await
}

/// Reminds staff by the log, where there is no mail to do it by.
pub async fn remind_by_log(inbox: &dyn Inbox, review_days: u32, now: Timestamp) -> Result<(), StorageError> {
    let messages = to_remind(inbox, review_days, now).await?;
    for message in &messages {
        let deleted_at = deleted_at(message, review_days, now).strftime("%Y-%m-%d").to_string();
        tracing::warn!(reference = %message.reference, state = message.state.as_str(), deleted_at, "a message waits for a person and will be deleted: see `communique inbox show`");
    }
    inbox.note_reminder(&messages, now, "by the log").await
}

/// Deletes, in batches, what has waited for a person for `review_days` days, and of which staff were reminded in time.
pub async fn purge_unreviewed(inbox: &dyn Inbox, review_days: u32, now: Timestamp) -> Result<u64, StorageError> {
    const BATCH: u32 = 100;
    let mut purged = 0;
    loop {
        let batch = inbox.purge_unreviewed(now - days(review_days), now - days(MIN_NOTICE_DAYS), BATCH).await?;
        purged += batch;
        if batch == 0 {
            return Ok(purged);
        }
    }
}

/// Deletes, in batches, what was mailed `retention_days` days of 24 hours ago or earlier. Of what
/// came in within the last day, the receipt stays until the day is over.
pub async fn purge(inbox: &dyn Inbox, retention_days: u32, now: Timestamp) -> Result<Purged, StorageError> {
    const BATCH: u32 = 100;
    let sent_until = now - days(retention_days);
    let mut purged = Purged::default();
    loop {
        let batch = inbox.purge_sent(sent_until, now, BATCH).await?;
        if batch == Purged::default() {
            return Ok(purged);
        }
        purged.messages += batch.messages;
        purged.receipts += batch.receipts;
    }
}
