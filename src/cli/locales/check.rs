//! `communique locales check`: what is wrong in the locale files, how far each language has come, and what a server
//! would do. Writes nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::l10n::check::{Finding, Level, arrange, no_source_finding, rule};
use crate::l10n::freshness::Freshness;
use crate::l10n::locale::SOURCE;
use crate::l10n::project::{self, PROJECT_FILE};
use crate::l10n::{LocaleFile, LocaleKey, Outstanding, Standing};
use crate::site::NoBuild;

use super::folder::LocaleFolder;
use super::report::{FindingsFormat, Report};
use super::todo::counts;

/// Checks locales; ends with 1 if anything is wrong.
pub(super) fn check(locales: &LocaleFolder, tags: &[String], format: FindingsFormat) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    let is_selected = |finding: &&Finding| {
        let tag = finding.path.split_once('/').map(|(tag, _)| tag);
        let is_in_the_way =
            || locales.build.basis.is_err() && finding.level == Level::Error && tag.is_some_and(|tag| tag == SOURCE);
        tags.is_empty() || tag.is_some_and(|tag| tags.iter().any(|selected| selected == tag)) || is_in_the_way()
    };
    // What stands in the way of the site is told whatever is selected.
    let of_site = locales.build.findings(&locales.files);
    let of_abbreviations = locales.build.abbreviation_findings(&locales.files);
    let selectable = locales.build.catalog_findings(&of_site).chain(&of_abbreviations);
    let mut findings: Vec<Finding> = selectable.filter(is_selected).chain(&of_site).cloned().collect();
    let mut files = Cow::Borrowed(locales.files.as_slice());
    if tags.is_empty() {
        let (of_project, file) = of_project(locales);
        if !of_project.is_empty() {
            files.to_mut().extend(file);
        }
        findings.extend(of_project);
    }
    arrange(&mut findings);
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    let mut out = std::io::stdout().lock();
    let number = findings.len();
    // A person is told once a file, below; a program reads each.
    let is_told_below = |finding: &mut Finding| format == FindingsFormat::Text && finding.rule == rule::UNTRANSLATED;
    let untranslated: Vec<Finding> = findings.extract_if(.., is_told_below).collect();
    Report { folder: &locales.folder, files: &files, findings: &findings }.write(format, &mut out)?;
    if format == FindingsFormat::Text {
        let broken = locales.build.broken_in_source(&of_site);
        for (key, _) in locales.translations(tags) {
            write_progress(locales, key, &untranslated, &broken, &mut out)?;
        }
        if let Some(said) = what_a_server_does(locales.build.basis.is_ok(), errors) {
            writeln!(out, "{said}")?;
        }
        let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        writeln!(out, "{}, {}", count(errors, "error"), count(number - errors, "warning"))?;
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is wrong in the project file of other tools, if there is one, and the file.
fn of_project(locales: &LocaleFolder) -> (Vec<Finding>, Option<LocaleFile>) {
    let Ok(bytes) = std::fs::read(locales.folder.join(PROJECT_FILE)) else { return (Vec::new(), None) };
    let file = Some(LocaleFile::new(PROJECT_FILE, &bytes));
    let Ok(text) = String::from_utf8(bytes) else { return (vec![project::no_text()], file) };
    let has_folder = |tag: &str| {
        let is_of = |file: &LocaleFile| file.folder_and_name().is_some_and(|(folder, _)| folder == tag);
        locales.files.iter().any(|file| file.is_messages() && is_of(file))
    };
    (project::findings(&text, has_folder), file)
}

/// What becomes of the errors that were told.
fn what_a_server_does(is_published: bool, errors: usize) -> Option<&'static str> {
    match (is_published, errors) {
        (false, _) => Some("A server does not start with this; one that is running keeps the last good text."),
        (true, 0) => None,
        (true, _) => Some("A server would publish this; what is wrong in a translation is shown in English."),
    }
}

/// Reports to a program that there is no source, if that is why nothing could be read; else the error.
pub(super) fn without_source(folder: &Path, format: FindingsFormat, error: anyhow::Error) -> anyhow::Result<ExitCode> {
    match error.downcast_ref() {
        Some(NoBuild::Catalog(_)) if format != FindingsFormat::Text => {
            let findings = [no_source_finding()];
            Report { folder, files: &[], findings: &findings }.write(format, &mut std::io::stdout().lock())?;
            Ok(ExitCode::FAILURE)
        }
        _ => Err(error),
    }
}

/// What is missing from a language, and how far it has come. `broken` are the texts of the source that are wrong: what is
/// made from them is not called out of date.
fn write_progress(
    locales: &LocaleFolder,
    key: LocaleKey,
    untranslated: &[Finding],
    broken: &HashSet<&str>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let (coverage, locale) = (locales.catalog().coverage(key), locales.catalog().locale(key));
    let missing: HashSet<&str> = locales.catalog().missing(key).into_iter().map(|(id, _)| id).collect();
    let outstanding = locales.catalog().outstanding(key);
    let own = format!("{}/", locale.id);
    let mut inherited: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in untranslated.iter().filter(|finding| finding.path.starts_with(&own)) {
        if !outstanding.iter().any(|text| finding.id.as_deref() == Some(text.id)) {
            *inherited.entry(&finding.path).or_default() += 1;
        }
    }
    for (path, number) in inherited {
        writeln!(out, "{path}: {number} {}, {}; take them out", Standing::StillEnglish, Standing::Inherited)?;
    }
    let mut by_file: BTreeMap<&str, Vec<Outstanding<'_>>> = BTreeMap::new();
    let not_there = [Standing::Missing, Standing::StillEnglish];
    for text in outstanding {
        if not_there.contains(&text.standing) || missing.contains(text.id) {
            by_file.entry(text.file).or_default().push(text);
        }
    }
    for (file, in_english) in &by_file {
        writeln!(out, "{}/{file}: {}, shown in English", locale.id, counts(in_english))?;
    }
    if !by_file.is_empty() {
        writeln!(out, "Each of them, with its English, is said by:  communique locales todo {}\n", locale.id)?;
    }
    let needed = match coverage.required_missing.len() + coverage.required_gained.len() {
        0 => "all that is needed to be listed".to_owned(),
        1 => "1 text missing that is needed to be listed".to_owned(),
        missing => format!("{missing} texts missing that are needed to be listed"),
    };
    let state = if locale.is_listed() { "listed" } else { "by link" };
    let is_whole = |id: &str| !broken.contains(id);
    // As each is told above, and the passages that say a name which has changed.
    let own = locales.catalog().states(key).iter().filter(|(_, state)| *state == Freshness::Stale);
    let stale: HashSet<&str> =
        own.map(|(id, _)| id.as_str()).chain(coverage.stale.iter().map(String::as_str)).collect();
    let (percent, stale) = (coverage.percent(), stale.into_iter().filter(|id| is_whole(id)).count());
    let to_be_confirmed = locales.catalog().to_be_confirmed(key);
    let to_be_confirmed = to_be_confirmed.filter(|(id, state)| *state != Freshness::Stale && is_whole(id)).count();
    writeln!(
        out,
        "{}: {percent} % of the words of the statement, {needed}, {stale} out of date, {to_be_confirmed} to be confirmed: {state}",
        locale.id
    )
}
