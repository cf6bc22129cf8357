//! Whether a file of SQLite is sound. Knows no message.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use sqlx::{AnyConnection, Row};

/// What SQLite says of a file that is none of its own: rather a slip in the path than damage.
pub(super) const NOT_A_DATABASE: &str = "file is not a database";

/// What is wrong with a file, the first thing of it; takes a time that grows with its size. Each index is held against its
/// table: by one that is another’s no message is found, and none is mailed.
pub(super) async fn damage(connection: &mut AnyConnection) -> Result<Option<String>, sqlx::Error> {
    let found = sqlx::query("PRAGMA integrity_check(1)").fetch_all(connection).await?;
    let found: String = found.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default();
    Ok(Some(found.replace('\n', " ")).filter(|found| found != "ok"))
}

/// The file as the URL that sqlx reads, whatever characters its path has. A path that is not UTF-8 is refused by sqlx.
pub(super) fn sqlite_url(path: &Path, query: &str) -> String {
    const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');
    format!("sqlite://{}?{query}", percent_encode(path.as_os_str().as_bytes(), PATH))
}
