//! How long messages are kept: until they were mailed, and so many days more.

use jiff::{SignedDuration, Timestamp};

use super::inbox::{Inbox, Purged, StorageError};

/// Deletes, in batches, what was mailed `retention_days` days of 24 hours ago or earlier. Of what
/// came in within the last day, the receipt stays until the day is over.
pub async fn purge(inbox: &dyn Inbox, retention_days: u32, now: Timestamp) -> Result<Purged, StorageError> {
    const BATCH: u32 = 100;
    let sent_until = now - SignedDuration::from_hours(24 * i64::from(retention_days));
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
