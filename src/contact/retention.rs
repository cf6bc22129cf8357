//! How long messages are kept: until they were mailed, and so many days more.

use jiff::{SignedDuration, Timestamp};

use super::inbox::{Inbox, StorageError};

/// Deletes what was mailed so many days of 24 hours ago or earlier, until nothing is left of it.
/// Returns how many.
pub async fn purge(inbox: &dyn Inbox, retention_days: u32, now: Timestamp) -> Result<u64, StorageError> {
    const BATCH: u32 = 100;
    let sent_until = now - SignedDuration::from_hours(24 * i64::from(retention_days));
    let mut purged = 0;
    loop {
        match inbox.purge_sent(sent_until, now, BATCH).await? {
            0 => return Ok(purged),
            batch => purged += batch,
        }
    }
}
