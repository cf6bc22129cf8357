//! `communique migrate`: makes the tables, or brings them up to date, as the owner of the database. Servers then need
//! rights on data only.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use crate::config::Storage;
use crate::contact::inbox;

use super::runtime::message_runtime;

/// The database.
#[derive(Args)]
pub(super) struct MigrateSettings {
    #[command(flatten)]
    storage: Storage,
}

/// Migrates.
pub(super) fn run(settings: &MigrateSettings) -> anyhow::Result<ExitCode> {
    let database = settings.storage.database();
    let migrating = inbox::migrate(&database);
    message_runtime()?.block_on(migrating).context("--database-url (COMMUNIQUE_DATABASE_URL)")?;
    writeln!(std::io::stdout(), "{database}: the tables are up to date")?;
    Ok(ExitCode::SUCCESS)
}
