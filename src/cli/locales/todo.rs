//! `communique locales todo`: what is left to do in a language, each text with its English, its comment and what
//! has changed; and the English of what is missing, written into the files to begin with.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::check::{Finding, spelled_out};
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleKey, Outstanding, Placed, Standing, draft, is_about_lost_file, placed};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;
use super::records::reason;
use super::whole;
use super::words::{difference, texts};

/// Says what is left to do in a language.
pub(super) fn todo(locales: &LocaleFolder, tag: &str) -> anyhow::Result<ExitCode> {
    let key = locales.translation(tag)?;
    let outstanding = locales.catalog().outstanding(key);
    let (english, own) = (by_id(locales, SOURCE), by_id(locales, tag));
    let mut out = std::io::stdout().lock();
    for lost in lost_english(locales) {
        writeln!(out, "{}: {}; {}", lost.path, lost.message(), lost.help())?;
    }
    let damaged = locales.damaged_records(tag);
    if let Some(damaged) = damaged {
        writeln!(out, "{}: {}; {}", damaged.path, damaged.message(), damaged.help())?;
    }
    writeln!(out, "{tag}: {}", summary(&outstanding))?;
    for text in &outstanding {
        let required = if text.is_required { ", needed to be listed" } else { "" };
        writeln!(out, "\n{}  {}: {}{required}", text.file, text.id, text.standing)?;
        for line in english.get(text.id).iter().flat_map(|english| &english.comment) {
            writeln!(out, "    # {}", spelled_out(line))?;
        }
        match text.former.filter(|_| matches!(text.standing, Standing::OutOfDate | Standing::ToBeConfirmed)) {
            Some(former) => {
                write_indented(&mut out, "the English, and how it has changed", &difference(former, text.english))?
            }
            None => write_indented(&mut out, "the English", text.english)?,
        }
        if let Some(own) = own.get(text.id) {
            write_indented(&mut out, &format!("yours, {}:{}", own.path, own.line), &own.written)?;
        }
        let is_about_records = matches!(text.standing, Standing::OutOfDate | Standing::ToBeConfirmed);
        match damaged.filter(|_| is_about_records && text.why_not_accepted.is_none()) {
            // Nothing is written over them.
            Some(damaged) => writeln!(out, "    → mend the records first: {}", damaged.path)?,
            None => writeln!(out, "    → {}", next_step(text, tag))?,
        }
    }
    if outstanding.iter().any(|text| text.standing == Standing::Missing) {
        writeln!(
            out,
            "\nThe English of what is missing is written into your files by:  communique locales todo --write {tag}"
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the English of what is missing into the language’s files, each text where the English has it; there it is shown
/// as English until it is translated.
pub(super) fn write(locales: &LocaleFolder, tag: &str) -> anyhow::Result<ExitCode> {
    let key = locales.translation(tag)?;
    let missing = missing_by_file(locales, key);
    let mut out = std::io::stdout().lock();
    for (name, ids) in &missing {
        let Some(source) = locales.file(SOURCE, name) else { continue };
        let language = &locales.catalog().locale(key).tag;
        let file = locales.file(tag, name);
        if file.is_some_and(|file| file.refused.is_some()) {
            let why =
                format!("{tag}/{name} cannot be read, and nothing is added to it; see  communique locales check {tag}");
            return Err(WrongSettings(why).into());
        }
        // What was there is not to be begun anew.
        let of_file = |finding: &&Finding| finding.path == format!("{tag}/{name}") && is_about_lost_file(finding);
        if let Some(finding) = locales.catalog().findings().iter().find(of_file).filter(|_| file.is_some()) {
            let (message, help) = (finding.message(), finding.help());
            let why = format!("nothing is added to {tag}/{name}: {message}; {help}, or delete it to begin it anew");
            return Err(WrongSettings(why).into());
        }
        let path = locales.folder.join(tag).join(name);
        // Byte for byte: what is there stays as its translator’s editor has written it.
        let mut bytes = match file {
            Some(_) => std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?,
            None => Vec::new(),
        };
        let text = file.map_or("", |file| file.text.as_str());
        bytes = draft::with_messages(language, &bytes, text, &source.text, ids);
        whole::write(&path, &bytes)?;
        writeln!(out, "{tag}/{name}: {} added in English, to be translated", texts(ids.len()))?;
    }
    for lost in lost_english(locales) {
        writeln!(out, "{}: {}; {}", lost.path, lost.message(), lost.help())?;
    }
    if missing.is_empty() {
        writeln!(out, "{tag}: nothing is missing")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of the English that are empty or gone: what they held is not known to be left to do.
fn lost_english(locales: &LocaleFolder) -> impl Iterator<Item = &Finding> {
    let found = locales.catalog().findings().iter();
    found.filter(|finding| finding.is_in_source() && is_about_lost_file(finding))
}

fn missing_by_file(locales: &LocaleFolder, key: LocaleKey) -> BTreeMap<&str, HashSet<&str>> {
    let mut by_file: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    for text in locales.catalog().outstanding(key).into_iter().filter(|text| text.standing == Standing::Missing) {
        by_file.entry(text.file).or_default().insert(text.id);
    }
    by_file
}

fn by_id(locales: &LocaleFolder, tag: &str) -> HashMap<String, Placed> {
    placed(&locales.files, tag).into_iter().map(|text| (text.id.clone(), text)).collect()
}

fn write_indented(out: &mut impl Write, what: &str, text: &str) -> std::io::Result<()> {
    writeln!(out, "    {what}:\n        {}", spelled_out(text.trim_end()).replace('\n', "\n        "))
}

/// How many texts are left, by how they stand.
fn summary(outstanding: &[Outstanding<'_>]) -> String {
    if outstanding.is_empty() {
        return "nothing is left to do".to_owned();
    }
    format!("{} left to do ({})", texts(outstanding.len()), counts(outstanding))
}

/// How many texts there are that stand each way.
pub(super) fn counts(outstanding: &[Outstanding<'_>]) -> String {
    let counts = Standing::LEFT_TO_DO.into_iter().filter_map(|standing| {
        let number = outstanding.iter().filter(|text| text.standing == standing).count();
        (number > 0).then(|| format!("{number} {standing}"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn next_step(text: &Outstanding<'_>, tag: &str) -> String {
    let (id, file) = (text.id, text.file);
    if let Some(why) =
        text.why_not_accepted.filter(|_| matches!(text.standing, Standing::OutOfDate | Standing::ToBeConfirmed))
    {
        return format!("as it is, it cannot be accepted, because {}; {}", reason(why), why.help());
    }
    match text.standing {
        Standing::Missing => format!("write it into {tag}/{file}"),
        Standing::StillEnglish => {
            "translate it; if it is the same in both languages, write above it:  # l10n-same".to_owned()
        }
        Standing::Wrong => format!("what is wrong is said by:  communique locales check {tag}"),
        Standing::OutOfDate => {
            format!("change your text, or say that it is still right:  communique locales accept {tag} {id}")
        }
        // Nothing else is left to do.
        _ => {
            format!("compare it with the English, and say that it is right:  communique locales accept {tag} {id}")
        }
    }
}
