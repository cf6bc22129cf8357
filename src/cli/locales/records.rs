//! `communique locales record` and `accept`: write down what translations were made from.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::LocaleKey;
use crate::l10n::freshness::{self, Records};

use super::super::exit::WrongSettings;
use super::folder::Locales;

/// Writes down what new translations were made from.
pub(super) fn record(locales: &Locales, tags: &[String]) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    for (key, locale) in locales.translations(tags) {
        if write(locales, key, |_| {})? {
            writeln!(std::io::stdout(), "{}: recorded", locale.id)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes down that translations are right for the English as it is now.
pub(super) fn accept(locales: &Locales, tag: &str, ids: &[String]) -> anyhow::Result<ExitCode> {
    let catalog = locales.catalog();
    let key = catalog
        .by_tag(tag)
        .filter(|key| *key != catalog.source())
        .ok_or_else(|| WrongSettings(format!("there is no translation {tag} in {}", locales.folder.display())))?;
    let mut accepted = Vec::new();
    for id in ids {
        let record = catalog
            .record_of_today(key, id)
            .ok_or_else(|| WrongSettings(format!("{tag} has no message {id} that the English has too")))?;
        accepted.push((id.clone(), record));
    }
    write(locales, key, |records| records.extend(accepted))?;
    writeln!(std::io::stdout(), "{tag}: {} accepted", ids.len())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the records of a locale, changed, if they differ from what is there. Whether they did.
fn write(locales: &Locales, key: LocaleKey, change: impl FnOnce(&mut Records)) -> anyhow::Result<bool> {
    let tag = &locales.catalog().locale(key).id;
    let path = locales.folder.join(tag).join(freshness::RECORDS_FILE);
    let records = locales.catalog().renewed_records(key).cloned();
    let mut records = records.with_context(|| {
        format!("{} is damaged and not written over; take it from the last good version", path.display())
    })?;
    change(&mut records);
    let text = freshness::to_ftl(&records);
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    // Whole or not at all: a translator’s editor may be reading.
    let new = path.with_extension("new");
    std::fs::write(&new, text)
        .and_then(|()| std::fs::rename(&new, &path))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}
