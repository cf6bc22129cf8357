//! `communique locales record` and `accept`: write down what translations were made from.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::l10n::check::Finding;
use crate::l10n::file::RECORDS_FILE;
use crate::l10n::freshness::Freshness;
use crate::l10n::records::{Record, Records};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;
use super::whole;

/// Writes down what new translations were made from.
pub(super) fn record(locales: &LocaleFolder, tags: &[String]) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    let mut out = std::io::stdout().lock();
    for (key, locale) in locales.translations(tags) {
        let tag = &locale.id;
        let records = locales.catalog().recorded(key).with_context(|| format!("{tag}/{RECORDS_FILE}"))?;
        match records {
            Some(records) if write(&locales.folder, tag, &records)? => writeln!(out, "{tag}: recorded")?,
            Some(_) => {}
            None => writeln!(
                out,
                "{tag}: not recorded, because nothing says which English its translations were made from; compare \
                 them with the English, and run  communique locales accept {tag} --all"
            )?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Which translations are accepted.
pub(super) enum Accepted {
    /// These.
    Ids(Vec<String>),
    /// All that are not written down as they are.
    All,
}

/// Writes down that translations are right for the English as it is now.
pub(super) fn accept(locales: &LocaleFolder, tag: &str, accepted: Accepted) -> anyhow::Result<ExitCode> {
    let catalog = locales.catalog();
    let key = locales.translation(tag)?;
    let mut ids: Vec<String> = match accepted {
        Accepted::Ids(ids) => ids,
        Accepted::All => {
            let unconfirmed = catalog.states(key).iter().filter(|(_, state)| *state != Freshness::Fresh);
            unconfirmed.map(|(id, _)| id.clone()).collect()
        }
    };
    no_options(&ids, tag)?;
    let mut out = std::io::stdout().lock();
    let mut is_refused = false;
    if !ids.is_empty() {
        // What there is no translation of is said first.
        accepted_records(locales, tag, &ids)?;
        let (wrong, right) = parted(locales, tag, ids)?;
        for (id, found) in &wrong {
            writeln!(out, "{tag}: {id} is not accepted, because {}; {}", reason(found), found.help())?;
        }
        ids = right;
        is_refused = !wrong.is_empty();
    }
    if !ids.is_empty() {
        let records = accepted_records(locales, tag, &ids)?;
        let before = locales.file(tag, RECORDS_FILE).map_or("", |file| &file.text);
        let before = Records::parse(before);
        write(&locales.folder, tag, &records)?;
        for id in &ids {
            // The day is no part of what was accepted.
            let what =
                |records: &Records| records.entries.get(id).map(|record| Record { changed: None, ..record.clone() });
            match what(&before) == what(&records) {
                false => writeln!(out, "{tag}: {id} accepted")?,
                true => writeln!(out, "{tag}: {id} is up to date; there was nothing to accept")?,
            }
        }
    }
    if ids.is_empty() && !is_refused {
        writeln!(out, "{tag}: there is nothing to accept")?;
    }
    Ok(if is_refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Why a translation is not accepted.
pub(super) fn reason(found: &Finding) -> String {
    let why = if found.is_in_source() { "its English is wrong" } else { "it would not be shown" };
    format!("{why}: {}", found.message())
}

/// A text that cannot be accepted, and why.
type Refused<'l> = (String, &'l Finding);

/// Of these texts of a language those that cannot be accepted, each with why, and the others.
fn parted<'l>(
    locales: &'l LocaleFolder,
    tag: &str,
    ids: Vec<String>,
) -> anyhow::Result<(Vec<Refused<'l>>, Vec<String>)> {
    let (catalog, key) = (locales.catalog(), locales.translation(tag)?);
    let (mut refused, mut right) = (Vec::new(), Vec::new());
    for id in ids {
        match catalog.why_not_accepted(key, &id) {
            Some(finding) => refused.push((id, finding)),
            None => right.push(id),
        }
    }
    Ok((refused, right))
}

/// The records of a translation in which these texts are right for the English as it is.
pub(super) fn accepted_records(locales: &LocaleFolder, tag: &str, ids: &[String]) -> anyhow::Result<Records> {
    let key = locales.translation(tag)?;
    Ok(locales.catalog().accepted(key, ids).map_err(|error| WrongSettings(format!("{tag}: {error}")))?)
}

/// Writes down that what is out of date is still right, in every language: the English has changed in nothing that a
/// translation says. What a translation has changed as well is for its translator to confirm.
pub(super) fn accept_in_every_language(locales: &LocaleFolder, ids: &[String]) -> anyhow::Result<ExitCode> {
    let catalog = locales.catalog();
    no_options(ids, "")?;
    if ids.is_empty() {
        return Err(WrongSettings("name the texts:  communique locales accept --every-language ID …".to_owned()).into());
    }
    let is_there = |id: &String| {
        let mut states = locales.translations(&[]).flat_map(|(key, _)| catalog.states(key));
        states.any(|(known, _)| known == id)
    };
    if let Some(id) = ids.iter().find(|id| !is_there(id)) {
        return Err(WrongSettings(format!("there is no translation {id} of something that the English has")).into());
    }
    let mut out = std::io::stdout().lock();
    let mut all: Vec<(&str, Vec<String>)> = Vec::new();
    for (key, locale) in locales.translations(&[]) {
        let stale = catalog.states(key).iter().filter(|(id, state)| *state == Freshness::Stale && ids.contains(id));
        let stale: Vec<String> = stale.map(|(id, _)| id.clone()).collect();
        let tag = &locale.id;
        for (id, state) in catalog.states(key).iter().filter(|(id, _)| ids.contains(id)) {
            let why = match state {
                Freshness::Renewed => "its text has changed too",
                Freshness::Unknown => "nothing says which English it was made from",
                Freshness::New | Freshness::Fresh | Freshness::Stale => continue,
            };
            writeln!(out, "{tag}: {id} stays to be confirmed: {why};  communique locales todo {tag}")?;
        }
        if !stale.is_empty() {
            all.push((tag.as_str(), stale));
        }
    }
    let mut accepted = 0;
    for (tag, stale) in all {
        let (wrong, right) = parted(locales, tag, stale)?;
        for (id, found) in wrong {
            writeln!(out, "{tag}: {id} stays out of date, because {}", reason(found))?;
        }
        if right.is_empty() {
            continue;
        }
        write(&locales.folder, tag, &accepted_records(locales, tag, &right)?)?;
        for id in &right {
            writeln!(out, "{tag}: {id} accepted")?;
        }
        accepted += right.len();
    }
    if accepted == 0 {
        writeln!(out, "there is nothing to accept")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Names of terms begin with a hyphen, so that options behind the language would be taken for ids.
fn no_options(ids: &[String], tag: &str) -> Result<(), WrongSettings> {
    match ids.iter().find(|id| id.starts_with("--")) {
        None => Ok(()),
        Some(option) => Err(WrongSettings(format!(
            "{option} is no text; options stand first:  communique locales accept {option} … {tag} …"
        ))),
    }
}

/// Writes the records of a locale, if they differ from what is there, with today (UTC) for what is new in them. Whether
/// they did.
pub(super) fn write(folder: &Path, tag: &str, records: &Records) -> anyhow::Result<bool> {
    let path = folder.join(tag).join(RECORDS_FILE);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let text = records.clone().dated(&Records::parse(&before), today).to_ftl();
    if text == before {
        return Ok(false);
    }
    whole::write(&path, text.as_bytes())?;
    Ok(true)
}
