//! `communique locales status`: how far each language has come, as a table that a screen reader follows, or for
//! programs. Of languages that are named, file by file.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::l10n::check::{Finding, Level, rule};
use crate::l10n::{Coverage, Direction, Locale, LocaleKey, Outstanding, Standing};

use super::folder::LocaleFolder;

/// How the table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// Columns
    #[default]
    Text,
    /// A list of objects: `percent` and `words` are of the statement; `wrong` counts texts that cannot be shown, `errors` what
    /// `check` calls an error, of which a text may have several and a file as a whole one
    Json,
}

/// How far a language has come.
struct Status<'l> {
    locale: &'l Locale,
    coverage: &'l Coverage,
    required_missing: usize,
    outstanding: Vec<Outstanding<'l>>,
    /// What the check calls an error, in texts and in files.
    errors: usize,
    /// Whether what is left to do mends them all: they are about what the language lacks.
    are_of_what_is_missing: bool,
}

/// Says how far each language has come.
pub(super) fn status(locales: &LocaleFolder, tags: &[String], format: StatusFormat) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    tags.iter().try_for_each(|tag| locales.refuse_source(tag))?;
    let all: Vec<Status<'_>> = locales.translations(tags).map(|(key, locale)| of(locales, key, locale)).collect();
    let mut out = std::io::stdout().lock();
    let damaged = all.iter().filter_map(|status| locales.damaged_records(&status.locale.id));
    for damaged in damaged.filter(|_| format == StatusFormat::Text) {
        writeln!(out, "{}: {}; {}", damaged.path, damaged.message(), damaged.help())?;
    }
    match format {
        StatusFormat::Json => {
            let all: Vec<Value> = all.iter().map(for_programs).collect();
            writeln!(out, "{:#}", Value::from(all))?;
        }
        StatusFormat::Text if tags.is_empty() => {
            let standings = Standing::LEFT_TO_DO.map(|standing| standing.to_string());
            let head = ["language", "statement", "words of it", "needed to be listed"].map(str::to_owned);
            let tail = ["errors", "direction", "state", "next"].map(str::to_owned);
            let head = [&head[..], &standings, &tail].concat();
            let rows = all.iter().map(row).collect::<Vec<_>>();
            write_table(&mut out, &head, &rows)?;
        }
        StatusFormat::Text => {
            let standings = Standing::LEFT_TO_DO.map(|standing| standing.to_string());
            let head = [&["file".to_owned()][..], &standings].concat();
            let rows = all.iter().flat_map(|status| by_file(status)).collect::<Vec<_>>();
            if !rows.is_empty() {
                write_table(&mut out, &head, &rows)?;
            }
            for status in &all {
                let (percent, words) = (status.coverage.percent(), words(status.coverage));
                let id = &status.locale.id;
                writeln!(out, "{id}: {percent} % of the words of the statement ({words}); next: {}", next(status))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn of<'l>(locales: &'l LocaleFolder, key: LocaleKey, locale: &'l Locale) -> Status<'l> {
    let catalog = locales.catalog();
    let coverage = catalog.coverage(key);
    let own = format!("{}/", locale.id);
    let is_error = |finding: &&Finding| finding.level == Level::Error && finding.path.starts_with(&own);
    let errors = || catalog.findings().iter().filter(is_error);
    Status {
        locale,
        coverage,
        required_missing: coverage.required_missing.len() + coverage.required_gained.len(),
        outstanding: catalog.outstanding(key),
        errors: errors().count(),
        are_of_what_is_missing: errors().all(|finding| finding.rule == rule::LEAVES_MENU),
    }
}

fn number_of(outstanding: &[Outstanding<'_>], standing: Standing) -> usize {
    outstanding.iter().filter(|text| text.standing == standing).count()
}

/// How many texts stand each way in which something is left to do.
fn numbers(outstanding: &[Outstanding<'_>]) -> impl Iterator<Item = String> {
    Standing::LEFT_TO_DO.map(|standing| number_of(outstanding, standing).to_string()).into_iter()
}

fn state(locale: &Locale) -> &'static str {
    if locale.is_listed() { "listed" } else { "by link" }
}

fn direction(locale: &Locale) -> &'static str {
    match locale.direction {
        Direction::Ltr => "left-to-right",
        Direction::Rtl => "right-to-left",
    }
}

/// The words of the English statement that are translated, of all.
fn words(coverage: &Coverage) -> String {
    format!("{} of {}", coverage.translated_words, coverage.total_words)
}

/// What to run next.
fn next(status: &Status<'_>) -> String {
    let tag = &status.locale.id;
    match &status.outstanding[..] {
        [] if status.errors == 0 => "nothing".to_owned(),
        [_, ..] if status.are_of_what_is_missing => format!("communique locales todo {tag}"),
        _ => format!("communique locales check {tag}"),
    }
}

fn row(status: &Status<'_>) -> Vec<String> {
    let required = match status.required_missing {
        0 => "all".to_owned(),
        missing => format!("{missing} missing"),
    };
    let of_statement =
        [status.locale.id.clone(), format!("{} %", status.coverage.percent()), words(status.coverage), required];
    let rest =
        [status.errors.to_string(), direction(status.locale).to_owned(), state(status.locale).to_owned(), next(status)];
    of_statement.into_iter().chain(numbers(&status.outstanding)).chain(rest).collect()
}

/// What is left to do, by the name of the file.
fn files<'l>(status: &Status<'l>) -> BTreeMap<&'l str, Vec<Outstanding<'l>>> {
    let mut files: BTreeMap<&str, Vec<Outstanding<'_>>> = BTreeMap::new();
    for text in &status.outstanding {
        files.entry(text.file).or_default().push(*text);
    }
    files
}

fn by_file(status: &Status<'_>) -> Vec<Vec<String>> {
    let row = |(file, texts): (&str, Vec<Outstanding<'_>>)| {
        std::iter::once(format!("{}/{file}", status.locale.id)).chain(numbers(&texts)).collect()
    };
    files(status).into_iter().map(row).collect()
}

fn for_programs(status: &Status<'_>) -> Value {
    let counts = |outstanding: &[Outstanding<'_>]| {
        json!({
            "missing": number_of(outstanding, Standing::Missing),
            "still_english": number_of(outstanding, Standing::StillEnglish),
            "wrong": number_of(outstanding, Standing::Wrong),
            "out_of_date": number_of(outstanding, Standing::OutOfDate),
            "to_be_confirmed": number_of(outstanding, Standing::ToBeConfirmed),
        })
    };
    let files: BTreeMap<&str, Value> =
        files(status).into_iter().map(|(file, outstanding)| (file, counts(&outstanding))).collect();
    json!({
        "language": status.locale.id,
        "name": status.locale.endonym,
        "direction": direction(status.locale),
        "percent": status.coverage.percent(),
        "words": { "translated": status.coverage.translated_words, "all": status.coverage.total_words },
        "required_missing": status.required_missing,
        "texts": counts(&status.outstanding),
        "files": files,
        "errors": status.errors,
        "state": state(status.locale),
        "next": next(status),
    })
}

/// Columns, each as wide as its widest cell; the last one is not filled up.
fn write_table(out: &mut impl Write, head: &[String], rows: &[Vec<String>]) -> std::io::Result<()> {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| all().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    for row in all() {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}
