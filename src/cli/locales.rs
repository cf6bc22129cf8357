//! `communique locales`: the commands of translators.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use anyhow::Context as _;
use clap::{Args, Subcommand};

use crate::l10n::check::{Finding, Level};
use crate::l10n::freshness;
use crate::l10n::{Catalog, LocaleFile, LocaleKey};
use crate::site::EXPECTED;

use super::exit::WrongSettings;
use super::publish::locale_files;

/// The commands of translators.
#[derive(Args)]
pub(super) struct LocalesCommand {
    /// The folder of locales
    #[arg(long, env = "COMMUNIQUE_LOCALES", value_name = "FOLDER", default_value = "locales", global = true)]
    locales: PathBuf,
    #[command(subcommand)]
    action: LocalesAction,
}

#[derive(Subcommand)]
enum LocalesAction {
    /// Says what is wrong, and writes down what new translations were made from
    Check {
        /// The locales to check; all of them if none is named
        tags: Vec<String>,
    },
    /// Says that translations are still right although the English has changed
    Accept {
        /// The locale
        tag: String,
        /// The messages
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

/// Runs the command.
pub(super) fn run(command: LocalesCommand) -> anyhow::Result<ExitCode> {
    let folder = &command.locales;
    let files = locale_files(Some(folder))?;
    let catalog = Catalog::load(&files, &EXPECTED)
        .with_context(|| format!("the locales in {} cannot be used", folder.display()))?;
    match command.action {
        LocalesAction::Check { tags } => check(folder, &files, &catalog, &tags),
        LocalesAction::Accept { tag, ids } => accept(folder, &catalog, &tag, &ids),
    }
}

fn check(folder: &Path, files: &[LocaleFile], catalog: &Catalog, tags: &[String]) -> anyhow::Result<ExitCode> {
    let known = |tag: &String| files.iter().any(|f| f.folder_and_name().is_some_and(|(locale, _)| locale == tag));
    if let Some(unknown) = tags.iter().find(|tag| !known(tag)) {
        return Err(WrongSettings(format!("there is no folder {unknown} in {}", folder.display())).into());
    }
    let is_selected = |tag: &str| tags.is_empty() || tags.iter().any(|t| t == tag);
    let findings: Vec<&Finding> =
        catalog.findings().iter().filter(|f| f.path.split_once('/').is_some_and(|(tag, _)| is_selected(tag))).collect();
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{}\n", render_finding(finding, files))?;
    }
    for (key, locale) in catalog.locales().filter(|(key, l)| *key != catalog.source() && is_selected(&l.id)) {
        write_records(folder, catalog, key, |_| {})?;
        let coverage = catalog.coverage(key);
        let state = if locale.is_listed() { "listed" } else { "by link" };
        let required = match coverage.required_missing.len() {
            0 => "all required messages".to_owned(),
            missing => format!("{missing} required messages missing"),
        };
        for (id, english) in catalog.missing(key) {
            writeln!(
                out,
                "{}: {id} is shown in another language; the English:\n    {}",
                locale.id,
                english.trim().replace('\n', "\n    ")
            )?;
        }
        writeln!(
            out,
            "{}: {} % of the text, {required}, {} out of date: {state}",
            locale.id,
            coverage.percent(),
            coverage.stale.len()
        )?;
    }
    let errors = findings.iter().filter(|f| f.level == Level::Error).count();
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    writeln!(out, "{}, {}", count(errors, "error"), count(findings.len() - errors, "warning"))?;
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A finding with the line that it is about, the English, and what to do.
fn render_finding(finding: &Finding, files: &[LocaleFile]) -> String {
    let mark = match finding.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    };
    let title = mark.primary_title(&finding.message).id(finding.rule);
    let mut group = Group::with_title(title);
    if let Some(file) = files.iter().find(|f| f.path == finding.path) {
        let snippet = Snippet::source(&file.text).path(&file.path);
        group = group.element(snippet.annotation(AnnotationKind::Primary.span(finding.span.clone())));
    }
    if let Some(english) = &finding.english {
        group = group.element(Mark::NOTE.no_name().message(format!("English: {english}")));
    }
    group = group.element(Mark::HELP.message(&finding.help));
    Renderer::plain().render(&[group])
}

fn accept(folder: &Path, catalog: &Catalog, tag: &str, ids: &[String]) -> anyhow::Result<ExitCode> {
    let key = catalog
        .by_tag(tag)
        .filter(|key| *key != catalog.source())
        .ok_or_else(|| WrongSettings(format!("there is no translation {tag} in {}", folder.display())))?;
    let mut accepted = Vec::new();
    for id in ids {
        let record = catalog
            .record_of_today(key, id)
            .ok_or_else(|| WrongSettings(format!("{tag} has no message {id} that the English has too")))?;
        accepted.push((id.clone(), record));
    }
    write_records(folder, catalog, key, |records| records.extend(accepted))?;
    writeln!(std::io::stdout(), "{tag}: {} accepted", ids.len())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes down what the translations were made from, if that has changed.
fn write_records(
    folder: &Path,
    catalog: &Catalog,
    key: LocaleKey,
    change: impl FnOnce(&mut freshness::Records),
) -> anyhow::Result<()> {
    // Damaged records are among the findings.
    let Some(mut records) = catalog.renewed_records(key).cloned() else { return Ok(()) };
    change(&mut records);
    let path = folder.join(&catalog.locale(key).id).join(freshness::RECORDS_FILE);
    let text = freshness::to_ftl(&records);
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    // Whole or not at all: a translator’s editor may be reading.
    let new = path.with_extension("new");
    std::fs::write(&new, text)
        .and_then(|()| std::fs::rename(&new, &path))
        .with_context(|| format!("cannot write {}", path.display()))
}
