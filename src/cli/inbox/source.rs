//! Where messages are imported from: the database of an SQLite file, or a document of `inbox export`. Both are gone through
//! several times, some messages at a time. Knows nothing of where they go.

use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::config::DatabaseUrl;
use crate::contact::causes::with_causes;
use crate::contact::inbox::{Transfer, refuse_source_in_use};
use crate::contact::sanitize::one_line;
use crate::contact::stored::StoredMessage;

use super::document;

/// So many messages are moved at a time, all or none: few enough for a database that is far away.
const BATCH: usize = 25;

/// Some messages, or why there are no more.
pub(super) type Batch = anyhow::Result<Vec<StoredMessage>>;

/// Where messages come from.
pub(super) enum Source {
    /// A file of SQLite that no other process has open.
    Database(Arc<Transfer>, PathBuf),
    /// A document.
    Document(File, String),
}

impl Source {
    /// A file of SQLite.
    pub(super) async fn database(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            bail!("--from: there is no database {}", path.display());
        }
        refuse_source_in_use(path).context("--from")?;
        let transfer = Transfer::open(&DatabaseUrl::Sqlite(path.to_owned())).await.context("--from")?;
        Ok(Self::Database(Arc::new(transfer), path.to_owned()))
    }

    /// A document in a file, or on standard input. That is kept in a file without a name, since it is read several times.
    pub(super) fn document(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            let mut kept = tempfile::tempfile().context("standard input cannot be kept")?;
            io::copy(&mut io::stdin().lock(), &mut kept).context("standard input cannot be kept")?;
            return Ok(Self::Document(kept, "standard input".to_owned()));
        }
        let name = one_line(&path.display().to_string());
        Ok(Self::Document(File::open(path).with_context(|| name.clone())?, name))
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
                let (mut file, name) = (file.try_clone()?, name.clone());
                file.rewind()?;
                tokio::task::spawn_blocking(move || read_document(file, &name, &sender));
            }
        }
        Ok(receiver)
    }

    /// Fails if a process has opened the source meanwhile.
    pub(super) fn check_unused(&self) -> anyhow::Result<()> {
        match self {
            Self::Database(_, path) => Ok(refuse_source_in_use(path).context("--from")?),
            Self::Document(..) => Ok(()),
        }
    }
}

async fn read_database(transfer: &Transfer, sender: &Sender<Batch>) {
    let mut after: Option<String> = None;
    let limit = u32::try_from(BATCH).unwrap_or(u32::MAX);
    loop {
        let page = match transfer.read(None, after.as_deref(), limit).await {
            Ok(page) => page,
            Err(error) => return drop(sender.send(Err(error.into())).await),
        };
        let unreadable = page.damaged.first().map(|error| one_line(&with_causes(error)));
        let faulty = |message: &StoredMessage| message.fault().map(|fault| format!("{}: {fault}", message.reference));
        if let Some(why) = unreadable.or_else(|| page.messages.iter().find_map(faulty)) {
            return drop(sender.send(Err(anyhow::Error::msg(why))).await);
        }
        after = page.last;
        if after.is_none() || sender.send(Ok(page.messages)).await.is_err() {
            return;
        }
    }
}

fn read_document(file: File, name: &str, sender: &Sender<Batch>) {
    let mut batch = Vec::with_capacity(BATCH);
    let is_gone = |_| "nobody reads on".to_owned();
    let read = document::read(file, |message| {
        batch.push(message);
        if batch.len() == BATCH {
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
