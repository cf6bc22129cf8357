//! `communique backup` and `communique restore`: the database in a file of SQLite as one file, and back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::Timestamp;
use tokio::sync::watch;

use crate::config::{DatabaseUrl, Storage};
use crate::contact::inbox;

use super::database_file::refuse_missing;
use super::exit::WrongSettings;
use super::runtime::message_runtime;
use super::signals::Signals;

/// A file, and the database that it is of.
#[derive(Args)]
pub(super) struct BackupSettings {
    #[command(flatten)]
    storage: Storage,
    /// The file of the backup
    file: PathBuf,
}

/// Writes a backup, beside a server that runs.
pub(super) fn backup(settings: &BackupSettings) -> anyhow::Result<ExitCode> {
    let file = &settings.file;
    if file == Path::new("-") {
        let why = "FILE: -: the backup is made as a whole file, and not on standard output; accepted: a name such as messages.db, or ./-";
        return Err(WrongSettings(why.into()).into());
    }
    let database = sqlite(settings, "pg_dump --format=custom --file=FILE")?;
    refuse_missing("--database-url (COMMUNIQUE_DATABASE_URL)", &database)?;
    let messages = message_runtime()?.block_on(inbox::backup(&database, file))?;
    writeln!(std::io::stdout(), "{}: {messages} messages, checked", file.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup in the place of the database, while no server runs.
pub(super) fn restore(settings: &BackupSettings) -> anyhow::Result<ExitCode> {
    let database = sqlite(settings, "pg_restore --clean --if-exists --dbname=… FILE")?;
    let restored = message_runtime()?.block_on(async {
        let stop = stop_at_signal().context("cannot listen to signals")?;
        anyhow::Ok(inbox::restore(&settings.file, &database, Timestamp::now(), &stop).await?)
    })?;
    let mut out = std::io::stdout();
    writeln!(out, "{}: {} messages, checked", database.display(), restored.messages)?;
    if let Some(aside) = restored.aside {
        writeln!(
            out,
            "what was there before is {}, with its journal; delete both when nobody needs them",
            aside.display()
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Becomes true when a signal to stop has come, also while the caller does nothing but read and write.
fn stop_at_signal() -> io::Result<watch::Receiver<bool>> {
    let mut signals = Signals::new()?;
    let (tell, stop) = watch::channel(false);
    tokio::spawn(async move {
        signals.stop_requested().await;
        tell.send_replace(true);
    });
    Ok(stop)
}

fn sqlite(settings: &BackupSettings, tool: &str) -> anyhow::Result<PathBuf> {
    match settings.storage.database() {
        DatabaseUrl::Sqlite(path) => Ok(path),
        DatabaseUrl::Postgres(_) => bail!(
            "--database-url (COMMUNIQUE_DATABASE_URL): PostgreSQL has tools of its own for this: {tool} (docs/OPERATING.md, “Backup”)"
        ),
    }
}
