//! `communique inbox import`: adds messages from elsewhere that are missing, whole, and counts them on both sides.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::config::{DatabaseUrl, Storage};
use crate::contact::inbox::{Added, FileId, Presence, Transfer};

use super::super::exit::WrongSettings;
use super::super::progress::Progress;
use super::source::MessageSource;

/// The setting that names where messages go.
const TARGET: &str = "--database-url (COMMUNIQUE_DATABASE_URL)";

/// What is said of a target that fails in the middle.
const INTERRUPTED: &str = "interrupted; run it again, and only what is missing is added";

/// What is said of a target that fails at the end.
const NOT_COUNTED: &str = "the messages are there, and only the counting failed; run it again to count them";

/// Beside the states: what was moved and has been deleted since.
const DELETED: &str = "deleted";

/// The most references of a kind that are named.
const MAX_NAMED: usize = 20;

/// Where messages come from, and where they go.
#[derive(Args)]
pub(super) struct ImportSettings {
    /// What `inbox export --format json` has written; - for standard input
    #[arg(value_name = "FILE", required_unless_present = "from", conflicts_with = "from")]
    file: Option<PathBuf>,
    /// The database to move the messages from: sqlite:FILE, which no server may have open
    #[arg(long, value_name = "URL", value_parser = parse_source)]
    from: Option<DatabaseUrl>,
    #[command(flatten)]
    storage: Storage,
}

/// Takes the URL of a file.
fn parse_source(text: &str) -> Result<DatabaseUrl, String> {
    match text.parse() {
        Ok(file @ DatabaseUrl::Sqlite(_)) => Ok(file),
        _ => {
            Err("sqlite:FILE such as sqlite:communique.db; of a PostgreSQL database export JSON, and import that"
                .into())
        }
    }
}

/// What came of an import.
#[derive(Default)]
struct Imported {
    new: u64,
    there: u64,
    deleted: u64,
    conflicts: Vec<String>,
}

/// Imports.
pub(super) async fn import(settings: &ImportSettings) -> anyhow::Result<()> {
    let database = settings.storage.database();
    let source = match (&settings.from, &settings.file) {
        (Some(DatabaseUrl::Sqlite(path)), _) => {
            refuse_itself(path, &database)?;
            MessageSource::database(path).await?
        }
        (_, file) => MessageSource::document(file.as_deref().unwrap_or(Path::new("-")))?,
    };
    // All is read before anything is written: an error at the end of a file leaves nothing half done.
    let total = count(&source).await?;
    let target = Transfer::open(&database).await.context(TARGET)?;
    target.count().await.context(TARGET)?;
    let imported = add_all(&source, &target, total).await?;
    let sides = compare(&source, &target, total).await?;
    target.close().await;
    source.close().await?;
    report(&imported, &sides)
}

/// Fails if messages would be moved to where they are.
fn refuse_itself(path: &Path, database: &DatabaseUrl) -> Result<(), WrongSettings> {
    match database {
        // Whatever their names: a file can have several.
        DatabaseUrl::Sqlite(target) if FileId::of(target).is_some_and(|target| Some(target) == FileId::of(path)) => {
            Err(WrongSettings(
                "--from and --database-url (COMMUNIQUE_DATABASE_URL) are the same file: name where the messages go"
                    .into(),
            ))
        }
        _ => Ok(()),
    }
}

async fn count(source: &MessageSource) -> anyhow::Result<u64> {
    let (mut batches, mut messages) = (source.read()?, 0);
    while let Some(batch) = batches.recv().await {
        messages += batch?.len() as u64;
    }
    Ok(messages)
}

async fn add_all(source: &MessageSource, target: &Transfer, total: u64) -> anyhow::Result<Imported> {
    let progress = Progress::new(&["adds the messages"]);
    let (mut batches, mut imported, mut number) = (source.read()?, Imported::default(), 0);
    while let Some(batch) = batches.recv().await {
        let batch = batch?;
        let added = target.add(&batch).await.context(INTERRUPTED).context(TARGET)?;
        for (message, added) in batch.into_iter().zip(added) {
            match added {
                Added::New => imported.new += 1,
                Added::There => imported.there += 1,
                Added::Deleted => imported.deleted += 1,
                Added::Conflict => imported.conflicts.push(message.reference),
            }
            number += 1;
            progress.message(number, total);
        }
    }
    Ok(imported)
}

/// How many messages are in each state, in the source and of the same messages in the database, where some are deleted since.
type Sides = BTreeMap<String, (u64, u64)>;

async fn compare(source: &MessageSource, target: &Transfer, total: u64) -> anyhow::Result<Sides> {
    let progress = Progress::new(&["counts both sides"]);
    let (mut batches, mut sides, mut number) = (source.read()?, Sides::new(), 0);
    let mut counted = HashSet::new();
    while let Some(batch) = batches.recv().await {
        let batch = batch?;
        let presences = target.presence(&batch).await.context(NOT_COUNTED).context(TARGET)?;
        for (message, presence) in batch.iter().zip(presences) {
            number += 1;
            progress.message(number, total);
            // A document may hold one twice; the database does not.
            if !counted.insert(message.reference.clone()) {
                continue;
            }
            sides.entry(message.state.clone()).or_default().0 += 1;
            match presence {
                Presence::Here(state) => sides.entry(state).or_default().1 += 1,
                Presence::Deleted => sides.entry(DELETED.to_owned()).or_default().1 += 1,
                Presence::Missing => {}
            }
        }
    }
    Ok(sides)
}

fn report(imported: &Imported, sides: &Sides) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    write!(out, "{} added, {} there already", imported.new, imported.there)?;
    if imported.deleted > 0 {
        write!(out, ", {} deleted since they were moved", imported.deleted)?;
    }
    writeln!(out)?;
    writeln!(out, "{:<8}  {:>8}  {:>8}", "state", "source", "database")?;
    let sums = sides.values().fold((0, 0), |sums, side| (sums.0 + side.0, sums.1 + side.1));
    let rows = sides.iter().map(|(state, side)| (state.as_str(), *side));
    for (state, (source, database)) in rows.chain([("all", sums)]) {
        writeln!(out, "{state:<8}  {source:>8}  {database:>8}")?;
    }
    let conflicts = &imported.conflicts;
    if !conflicts.is_empty() {
        let named = conflicts.iter().take(MAX_NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = if conflicts.len() > MAX_NAMED { ", …" } else { "" };
        bail!(
            "{} not added, because the database has another message under the same reference or id, which stays as it is: {named}{more}",
            conflicts.len()
        );
    }
    if sums.0 != sums.1 {
        bail!("{} of the messages are not in the database; run it again", sums.0 - sums.1);
    }
    Ok(())
}
