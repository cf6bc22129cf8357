//! `communique locales import`: translations from a tool of translators, put into the files of a language. What the check
//! would call an error is not written, and told with its place in the delivery.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::l10n::check::{Level, spelled_out};
use crate::l10n::exchange::{Change, Delivery, MAX_BYTES, Merge, Merged, Plan, Told, Unit, Why, plan, read, units};
use crate::l10n::locale::canonicalize;
use crate::l10n::{LocaleFile, LocaleKey};

use super::super::exit::WrongSettings;
use super::folder::Locales;
use super::progress::Progress;
use super::whole;
use super::words::texts;

/// Puts the translations of a file into a language; ends with 1 if any of them is not taken.
pub(super) fn import(folder: PathBuf, tag: &str, path: &Path) -> anyhow::Result<ExitCode> {
    let progress = Progress::new(&["reads the file", "reads and checks the languages", "checks what is new", "writes"]);
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    // One byte too many, however large it is, and it is refused.
    file.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let delivery =
        read(&bytes).map_err(|(at, why)| anyhow::anyhow!("{}:{}:{}: {why}", path.display(), at.line, at.column))?;
    progress.next();
    let locales = Locales::read(folder)?;
    let key = locales.translation(tag)?;
    of_the_language(&delivery, tag, path)?;
    let units = units(&locales.files, locales.catalog(), key);
    let mut plan = plan(&units, &delivery);
    progress.next();
    let (merged, refused) = checked(&locales, key, &units, &mut plan)?;
    progress.next();
    write(&locales, &merged.files)?;
    drop(progress);
    let outcome = Outcome { tag, path, delivery: &delivery, plan: &plan, units: &units, refused: &refused };
    outcome.tell(&merged)
}

/// A file of another language is refused.
fn of_the_language(delivery: &Delivery, tag: &str, path: &Path) -> Result<(), WrongSettings> {
    let Some(said) = &delivery.language else { return Ok(()) };
    let is_it = said == tag || canonicalize(said).is_some_and(|said| Some(said) == canonicalize(tag));
    match is_it {
        true => Ok(()),
        false => Err(WrongSettings(format!("{} is in the language {said}, not in {tag}", path.display()))),
    }
}

/// What is to be written once the check has seen it, and what is not.
fn checked(
    locales: &Locales,
    key: LocaleKey,
    units: &[Unit],
    plan: &mut Plan,
) -> anyhow::Result<(Merged, HashSet<crate::l10n::exchange::Path>)> {
    let locale = locales.catalog().locale(key);
    let day = Offset::UTC.to_datetime(Timestamp::now()).date();
    let merge = Merge { files: &locales.files, tag: &locale.tag, units, day };
    let own = format!("{}/", locale.id);
    let errors = |locales: &Locales| {
        let findings = locales.catalog().findings().iter();
        findings.filter(|f| f.level == Level::Error && f.path.starts_with(&own)).cloned().collect::<Vec<_>>()
    };
    let before: HashSet<(&str, Option<String>)> = errors(locales).into_iter().map(|f| (f.rule, f.id)).collect();
    let mut refused = HashSet::new();
    loop {
        let changes: Vec<&Change> = plan.changes.iter().filter(|change| !refused.contains(&change.path)).collect();
        let merged = merge.merge(&changes);
        let mut told = merged.told.clone();
        let mut found = merged.refused.clone();
        if found.is_empty() && !merged.files.is_empty() {
            let files = with(&locales.files, &merged.files);
            let then = Locales::of(locales.folder.clone(), files)?;
            for finding in errors(&then) {
                let is_new = !before.contains(&(finding.rule, finding.id.clone()));
                for change in merged.blamed(&finding, is_new, &changes) {
                    if found.insert(change.path.clone()) {
                        told.push(change.told(Why::Check(finding.message(), finding.help())));
                    }
                }
            }
        }
        plan.told.extend(told);
        if found.is_empty() {
            return Ok((merged, refused));
        }
        refused.extend(found);
    }
}

/// The files with others in their places.
fn with(files: &[LocaleFile], others: &[LocaleFile]) -> Vec<LocaleFile> {
    let is_kept = |file: &&LocaleFile| !others.iter().any(|other| other.path == file.path);
    let mut all: Vec<LocaleFile> = files.iter().filter(is_kept).chain(others).cloned().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// Writes the files, the records first: without them, what is out of date would look new.
fn write(locales: &Locales, files: &[LocaleFile]) -> anyhow::Result<()> {
    let mut written = Vec::new();
    for file in files {
        let path = locales.folder.join(&file.path);
        let mark = match locales.files.iter().find(|old| old.path == file.path) {
            None => "",
            Some(old) => {
                let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                let mark = if bytes.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
                if bytes[mark.len()..] != *old.text.as_bytes() {
                    let path = &file.path;
                    let why = format!(
                        "{path} has changed meanwhile, or is not in UTF-8 with usual ends of lines; nothing is written"
                    );
                    return Err(WrongSettings(why).into());
                }
                mark
            }
        };
        written.push((path, format!("{mark}{}", file.text)));
    }
    written.iter().try_for_each(|(path, text)| whole::write(path, text.as_bytes()))
}

/// What has come of a delivery.
struct Outcome<'o> {
    tag: &'o str,
    path: &'o Path,
    delivery: &'o Delivery,
    plan: &'o Plan,
    units: &'o [Unit],
    refused: &'o HashSet<crate::l10n::exchange::Path>,
}

impl Outcome<'_> {
    fn tell(&self, merged: &Merged) -> anyhow::Result<ExitCode> {
        let mut out = std::io::stdout().lock();
        let changes = || self.plan.changes.iter().filter(|change| !self.refused.contains(&change.path));
        let is_refused = |path: &str| self.refused.iter().any(|refused| refused.to_string() == path);
        let of_other_english = changes().filter(|change| change.is_of_other_english());
        let mut told: Vec<Told> = self.plan.told.clone();
        told.extend(of_other_english.map(|change| change.told(Why::OtherEnglish)));
        told.sort_by_key(|told| told.at);
        let path = self.path.display();
        for (at, why) in &self.delivery.unread {
            writeln!(out, "{path}:{}:{}: not imported: {why}", at.line, at.column)?;
        }
        for Told { at, path: text, why, english } in &told {
            let what = if why.is_refusal() { "not imported" } else { "imported" };
            let line = format!("{text}: {what}: {why}");
            writeln!(out, "{path}:{}:{}: {}", at.line, at.column, spelled_out(&line))?;
            if let Some(english) = english {
                writeln!(out, "    the English: {}", spelled_out(english).replace('\n', "\n        "))?;
            }
        }
        let tag = self.tag;
        for file in merged.files.iter().filter(|file| file.kind() == Some(crate::l10n::Kind::Messages)) {
            writeln!(out, "{}: written", file.path)?;
        }
        // Of several texts of one message, one tells why.
        let alone = told.iter().filter(|told| told.why.is_refusal() && !is_refused(&told.path)).count();
        let refused = alone + self.refused.len() + self.delivery.unread.len();
        writeln!(
            out,
            "{tag}: {} imported, {refused} not imported, {} as before, {} without a translation in the file",
            texts(changes().count()),
            self.plan.unchanged,
            self.plan.untranslated
        )?;
        let confirmed = self.plan.confirmed(self.units, self.refused);
        if !confirmed.is_empty() {
            let ids = confirmed.join(" ");
            writeln!(
                out,
                "Right for the English of today, by the file; say so by:  communique locales accept {tag} {ids}"
            )?;
        }
        if changes().any(|change| !change.is_of_other_english()) {
            writeln!(out, "The English that they were made from is written down by:  communique locales record {tag}")?;
        }
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
