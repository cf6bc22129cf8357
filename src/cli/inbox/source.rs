//! Where messages are imported from: the database of an SQLite file, or a document of `inbox export`. Both are gone through
//! several times, some messages at a time. Knows nothing of where they go.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::causes::with_causes;
use crate::config::DatabaseUrl;
use crate::contact::inbox::{Tables, Transfer, copy_all, refuse_if_in_use, tables_of_file};
use crate::contact::sanitize::one_line;
use crate::contact::stored::StoredMessage;

use super::super::database_file::refuse_missing;
use super::document;

/// So many messages are moved at a time, all or none: few enough for a database that is far away.
const BATCH: usize = 25;

/// No more messages are added to a batch that has so many lines of history.
const BATCH_LINES: usize = 2000;

/// Some messages, or why there are no more.
pub(super) type Batch = anyhow::Result<Vec<StoredMessage>>;

/// Where messages come from.
pub(super) enum MessageSource {
    /// A file of SQLite that no other process has open.
    Database(Arc<Transfer>, PathBuf),
    /// A document.
    Document(File, String),
}

impl MessageSource {
    /// A file of SQLite.
    pub(super) async fn database(path: &Path) -> anyhow::Result<Self> {
        refuse_missing("--from", path)?;
        refuse_if_in_use(path).context("--from")?;
        // To bring the tables up to date would take from the version that has made them the way back.
        if let Ok(tables @ (Tables::Behind | Tables::Missing)) = tables_of_file(path).await {
            let path = path.display();
            match tables {
                Tables::Behind => bail!(
                    "--from: {path} has the tables of an earlier version of this program; `communique migrate --database-url sqlite:{path}` brings them up to date, after which that version cannot open it: keep a copy"
                ),
                _ => bail!("--from: {path} has no tables of this program; name the file that the server had"),
            }
        }
        let transfer = Transfer::open(&DatabaseUrl::Sqlite(path.to_owned())).await.context("--from")?;
        Ok(Self::Database(Arc::new(transfer), path.to_owned()))
    }

    /// A document in a file, or on standard input. What cannot be gone through again, as a pipe, is kept in a file without a
    /// name.
    pub(super) fn document(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            let name = "standard input".to_owned();
            return Ok(Self::Document(kept(io::stdin().lock(), &name)?, name));
        }
        let name = one_line(&path.display().to_string());
        let file = File::open(path).with_context(|| name.clone())?;
        let is_file = file.metadata().with_context(|| name.clone())?.is_file();
        Ok(Self::Document(if is_file { file } else { kept(file, &name)? }, name))
    }

    /// Goes through all messages from the first on. Each has been found to be one that an inbox can have stored.
    pub(super) fn read(&self) -> anyhow::Result<Receiver<Batch>> {
        let (sender, receiver) = mpsc::channel(1);
        match self {
            Self::Database(transfer, _) => {
                let transfer = Arc::clone(transfer);
                tokio::spawn(async move { read_database(&transfer, &sender).await });
            }
            Self::Document(file, name) => {
                let mut file = file.try_clone().with_context(|| name.clone())?;
                file.rewind().with_context(|| name.clone())?;
                let name = name.clone();
                tokio::task::spawn_blocking(move || read_document(file, &name, &sender));
            }
        }
        Ok(receiver)
    }

    /// Ends, and fails if a process has opened the source meanwhile. That is looked at once our own connections are closed: to
    /// close any descriptor of a file lets go of all locks that a process has on it.
    pub(super) async fn close(&self) -> anyhow::Result<()> {
        if let Self::Database(transfer, path) = self {
            transfer.close().await;
            refuse_if_in_use(path).context("--from")?;
        }
        Ok(())
    }
}

/// A copy, from its begin on.
fn kept(from: impl Read, name: &str) -> anyhow::Result<File> {
    let folder = std::env::temp_dir();
    let not_kept = |error| anyhow::Error::new(error).context(format!("a temporary file in {}", folder.display()));
    let not_read = |error| anyhow::Error::new(error).context(name.to_owned());
    let mut file = tempfile::tempfile().map_err(not_kept)?;
    copy_all(from, &mut file, not_read, not_kept)?;
    Ok(file)
}

fn is_full(batch: &[StoredMessage]) -> bool {
    batch.len() >= BATCH || batch.iter().map(|message| message.history.len()).sum::<usize>() >= BATCH_LINES
}

async fn read_database(transfer: &Transfer, sender: &Sender<Batch>) {
    let mut after: Option<String> = None;
    let limit = u32::try_from(BATCH).unwrap_or(u32::MAX);
    loop {
        let listing = match transfer.read(None, after.as_deref(), limit).await {
            Ok(listing) => listing,
            Err(error) => return drop(sender.send(Err(error.into())).await),
        };
        let unreadable = listing.damaged.first().map(|error| one_line(&with_causes(error)));
        let flawed = |message: &StoredMessage| message.flaw().map(|flaw| format!("{}: {flaw}", message.reference));
        if let Some(why) = unreadable.or_else(|| listing.messages.iter().find_map(flawed)) {
            return drop(sender.send(Err(anyhow::Error::msg(why))).await);
        }
        after = listing.last;
        let mut batch = Vec::with_capacity(BATCH);
        for message in listing.messages {
            batch.push(message);
            if is_full(&batch) && sender.send(Ok(std::mem::take(&mut batch))).await.is_err() {
                return;
            }
        }
        if after.is_none() || (!batch.is_empty() && sender.send(Ok(batch)).await.is_err()) {
            return;
        }
    }
}

fn read_document(file: File, name: &str, sender: &Sender<Batch>) {
    let mut batch = Vec::with_capacity(BATCH);
    let is_gone = |_| "nobody reads on".to_owned();
    let read = document::read(file, |message| {
        batch.push(message);
        if is_full(&batch) {
            sender.blocking_send(Ok(std::mem::take(&mut batch))).map_err(is_gone)?;
        }
        Ok(())
    });
    let last = match read {
        Ok(()) if batch.is_empty() => return,
        Ok(()) => Ok(batch),
        Err(error) => Err(anyhow::anyhow!("{name}: {}", one_line(&error.to_string()))),
    };
    // Whoever reads has ended, or gets it.
    drop(sender.blocking_send(last));
}
