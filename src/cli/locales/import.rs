//! `communique locales import`: translations from a tool of translators, put into the files of a language. What the check
//! would call an error is not written, and told with its place in the delivery.

use std::collections::{HashMap, HashSet};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::LocaleFile;
use crate::l10n::check::spelled_out;
use crate::l10n::exchange::{Change, DeliveredFile, MAX_BYTES, Plan, Told, Why, plan, read, units};
use crate::l10n::freshness::Freshness;
use crate::l10n::language::{canonicalize, maximize};

use super::super::exit::WrongSettings;
use super::checked::{Checked, checked};
use super::folder::LocaleFolder;
use super::records::{self, accepted_records};
use super::whole;
use super::words::texts;
use crate::cli::progress::{Progress, READING};

/// Puts the translations of a file into a language; ends with 1 if any of them is not taken.
/// With `accept` it is written down that what the file says is done is right.
pub(super) fn import(folder: PathBuf, tag: &str, path: &Path, accept: bool) -> anyhow::Result<ExitCode> {
    let progress = Progress::new(&["reads the file", READING, "checks what is new", "writes"]);
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    // One byte too many, however large it is, and it is refused.
    file.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let delivery =
        read(&bytes).map_err(|(at, why)| anyhow::anyhow!("{}:{}:{}: {why}", path.display(), at.line, at.column))?;
    progress.next();
    let locales = LocaleFolder::read(folder, &progress)?;
    let key = locales.translation(tag)?;
    let folders: HashSet<&str> = locales.files.iter().filter_map(|file| Some(file.folder_and_name()?.0)).collect();
    of_the_language(&delivery, tag, &folders, path)?;
    let units = units(&locales.files, locales.catalog(), key);
    let mut plan = plan(&units, &delivery);
    progress.next();
    let checked = checked(&locales, key, &units, &mut plan, &progress)?;
    progress.next();
    let after = checked.after.as_ref().unwrap_or(&locales);
    let key = after.translation(tag)?;
    let states: HashMap<&str, Freshness> =
        after.catalog().states(key).iter().map(|(id, state)| (id.as_str(), *state)).collect();
    let mut confirmed = plan.confirmed(&units, &checked.refused, checked.merged.are_recorded);
    // What does not fit the English of today is told by the check, and not accepted.
    confirmed.retain(|id| states.contains_key(id.as_str()) && after.catalog().why_not_accepted(key, id).is_none());
    // Damaged records refuse before anything is written.
    let records = match accept && !confirmed.is_empty() {
        true => Some(accepted_records(after, tag, &confirmed)?),
        false => None,
    };
    write(&locales, &checked.merged.files)?;
    if let Some(records) = &records {
        records::write(&locales.folder, tag, records)?;
    }
    drop(progress);
    let is_accepted = records.is_some();
    let outcome = ImportOutcome {
        tag,
        path,
        delivery: &delivery,
        plan: &plan,
        checked: &checked,
        states,
        confirmed,
        is_accepted,
    };
    outcome.print()
}

/// A file of another language is refused. Tools write `fr_FR` where `fr` is meant: a region or a variant more is the same
/// language, unless there is a folder that is nearer to it; another script is not.
fn of_the_language(
    delivery: &DeliveredFile,
    tag: &str,
    folders: &HashSet<&str>,
    path: &Path,
) -> Result<(), WrongSettings> {
    let Some(said) = &delivery.language else { return Ok(()) };
    let path = path.display();
    let (of_file, wanted) = (canonicalize(said), canonicalize(tag));
    let (Some(of_file), Some(wanted), false) = (of_file, wanted, said == tag) else {
        return match said == tag {
            true => Ok(()),
            false => Err(WrongSettings(other_language(&path, said, tag))),
        };
    };
    if of_file == wanted {
        return Ok(());
    }
    let (file_subtags, wanted_subtags) = (of_file.to_string(), wanted.to_string());
    let is_within = |tag: &str| format!("{file_subtags}-").starts_with(&format!("{tag}-"));
    let nearer = folders
        .iter()
        .filter_map(|folder| Some((*folder, canonicalize(folder)?.to_string())))
        .find(|(_, folder)| is_within(folder) && folder.len() > wanted_subtags.len());
    let is_it = is_within(&wanted_subtags) && maximize(&of_file).script == maximize(&wanted).script;
    match (is_it, nearer) {
        (true, None) => Ok(()),
        (true, Some((folder, _))) => Err(WrongSettings(format!(
            "{}; there is a folder {folder}:  communique locales import {folder} {path}",
            other_language(&path, said, tag)
        ))),
        (false, _) => Err(WrongSettings(other_language(&path, said, tag))),
    }
}

fn other_language(path: &impl std::fmt::Display, said: &str, tag: &str) -> String {
    format!(
        "{path} is in the language {said}, not in {tag}; if its translations are in {tag}, write that there instead: in \
         the line  Language:  of PO, in target-language of XLIFF 1.2, in trgLang of XLIFF 2"
    )
}

/// Writes the files, the records first: without them, what is out of date would look new.
fn write(locales: &LocaleFolder, files: &[LocaleFile]) -> anyhow::Result<()> {
    let mut written = Vec::new();
    for file in files {
        let path = locales.folder.join(&file.path);
        let mark = match locales.files.iter().find(|old| old.path == file.path) {
            None if matches!(path.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound) => "",
            None => {
                let why = format!("{} has come into being meanwhile; nothing is written", file.path);
                return Err(WrongSettings(why).into());
            }
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
struct ImportOutcome<'o> {
    tag: &'o str,
    path: &'o Path,
    delivery: &'o DeliveredFile,
    plan: &'o Plan,
    checked: &'o Checked,
    /// How the translations stand once the files are written.
    states: HashMap<&'o str, Freshness>,
    /// The messages that the delivery says are right for the English of today.
    confirmed: Vec<String>,
    /// Whether that is written down.
    is_accepted: bool,
}

impl ImportOutcome<'_> {
    /// Prints what has come of each text and what is to be done now.
    fn print(&self) -> anyhow::Result<ExitCode> {
        let mut out = std::io::stdout().lock();
        let told = self.told();
        let refused = self.refused(&told);
        self.print_told(&mut out, &told)?;
        self.print_written(&mut out, refused)?;
        self.print_confirmed(&mut out)?;
        self.print_unrecorded(&mut out)?;
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// The changes that were taken.
    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.plan.changes.iter().filter(|change| !self.checked.refused.contains(&change.path))
    }

    /// What is to be said of single texts, in the order of the delivery.
    fn told(&self) -> Vec<Told> {
        let why = if self.checked.merged.are_recorded { Why::OtherEnglish } else { Why::Unrecorded };
        let of_other_english = self.changes().filter(|change| change.is_of_other_english());
        let mut told: Vec<Told> = self.plan.told.clone();
        told.extend(of_other_english.map(|change| change.told(why.clone())));
        told.sort_by_key(|told| told.at);
        told
    }

    /// How many texts were not taken. Of several texts of one message, one says why.
    fn refused(&self, told: &[Told]) -> usize {
        let not_taken = &self.checked.refused;
        let is_counted = |path: &str| not_taken.iter().any(|refused| refused.to_string() == path);
        let alone = told.iter().filter(|told| told.why.is_refusal() && !is_counted(&told.path)).count();
        alone + not_taken.len() + self.delivery.unread.len()
    }

    fn print_told(&self, out: &mut impl Write, told: &[Told]) -> std::io::Result<()> {
        let path = self.path.display();
        for (at, why) in &self.delivery.unread {
            writeln!(out, "{path}:{}:{}: not imported: {why}", at.line, at.column)?;
        }
        for Told { at, path: text, why, english } in told {
            let what = if why.is_refusal() { "not imported" } else { "imported" };
            let line = format!("{text}: {what}: {why}");
            writeln!(out, "{path}:{}:{}: {}", at.line, at.column, spelled_out(&line))?;
            if let Some(english) = english {
                writeln!(out, "    the English: {}", spelled_out(english).replace('\n', "\n        "))?;
            }
        }
        Ok(())
    }

    /// The files that were written, how many texts were taken, and what the check says of them.
    fn print_written(&self, out: &mut impl Write, refused: usize) -> std::io::Result<()> {
        let (tag, Checked { merged, new_warnings, .. }) = (self.tag, self.checked);
        for file in merged.files.iter().filter(|file| file.is_messages()) {
            writeln!(out, "{}: written", file.path)?;
        }
        writeln!(
            out,
            "{tag}: {} imported, {refused} not imported, {} as before, {} without a translation in the file",
            texts(self.changes().count()),
            self.plan.unchanged,
            self.plan.untranslated
        )?;
        if *new_warnings > 0 {
            let warnings = if *new_warnings == 1 { "warning" } else { "warnings" };
            writeln!(out, "The check has {new_warnings} new {warnings}; read by:  communique locales check {tag}")?;
        }
        Ok(())
    }

    fn print_confirmed(&self, out: &mut impl Write) -> std::io::Result<()> {
        let tag = self.tag;
        match self.confirmed.as_slice() {
            [] => Ok(()),
            confirmed if self.is_accepted => confirmed.iter().try_for_each(|id| writeln!(out, "{tag}: {id} accepted")),
            confirmed => writeln!(
                out,
                "Right for the English of today, by the file; say so at once with  import --accept  or now by:  communique \
                 locales accept {tag} {}",
                confirmed.join(" ")
            ),
        }
    }

    /// What is new or renewed has no record yet. What has changed beside its English is to be confirmed, and a record leaves
    /// it so.
    fn print_unrecorded(&self, out: &mut impl Write) -> std::io::Result<()> {
        let is_to_be_recorded = |change: &Change| {
            let id = change.path.id.as_str();
            let is_accepted = self.is_accepted && self.confirmed.iter().any(|confirmed| confirmed == id);
            !is_accepted && matches!(self.states.get(id), Some(Freshness::New | Freshness::Fresh))
        };
        if !self.changes().any(is_to_be_recorded) {
            return Ok(());
        }
        writeln!(
            out,
            "The English that they were made from is written down by:  communique locales record {}",
            self.tag
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cli::publish::locale_files;

    #[test]
    fn a_region_more_is_the_same_language_and_what_is_nearer_to_a_folder_is_not() {
        let folders = HashSet::from(["en", "fr", "fr-CA", "de", "uk", "sr", "zh-Hans", "pt", "zh-Hant"]);
        let refusal = |said: &str, tag: &str| {
            let delivery = DeliveredFile { language: Some(said.to_owned()), ..DeliveredFile::default() };
            of_the_language(&delivery, tag, &folders, Path::new("a.po")).err().map(|error| error.0)
        };
        for (said, tag) in [
            ("fr", "fr"),
            ("fr_FR", "fr"),
            ("fr-FR", "fr"),
            ("de-DE", "de"),
            ("uk_UA", "uk"),
            ("UK-ua", "uk"),
            ("fr_CA", "fr-CA"),
            ("zh-Hans-CN", "zh-Hans"),
            ("sr-Cyrl-RS", "sr"),
        ] {
            assert_eq!(refusal(said, tag), None, "{said} {tag}");
        }
        for (said, tag, help) in [
            ("fr-CA", "fr", "locales import fr-CA a.po"),
            ("fr", "fr-CA", "target-language"),
            ("fr-FR", "de", "trgLang"),
            ("fra", "de", "Language:"),
            ("sr-Latn", "sr", "Language:"),
            ("zh-Hant-TW", "zh-Hans", "Language:"),
            ("deu-x", "de", "Language:"),
            ("français", "fr", "Language:"),
            ("", "fr", "Language:"),
        ] {
            let told = refusal(said, tag).unwrap_or_else(|| panic!("{said} {tag}"));
            assert!(
                told.contains(help) && told.contains(&format!("is in the language {said}, not in {tag}")),
                "{told}"
            );
        }
    }

    #[test]
    fn a_file_that_was_not_there_at_the_reading_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let locales =
            LocaleFolder::of(folder.path().to_owned(), locale_files(None).unwrap(), &Progress::new(&[])).unwrap();
        std::fs::create_dir(folder.path().join("fr")).unwrap();
        let new = [LocaleFile::new("fr/new.ftl", b"a = x\n"), LocaleFile::new("fr/newer.ftl", b"b = x\n")];
        let path = |name: &str| folder.path().join("fr").join(name);
        std::fs::write(path("newer.ftl"), "b = of somebody else\n").unwrap();
        let error = write(&locales, &new).unwrap_err().to_string();
        assert!(error.contains("fr/newer.ftl has come into being meanwhile"), "{error}");
        assert_eq!(std::fs::read_to_string(path("newer.ftl")).unwrap(), "b = of somebody else\n");
        assert!(!path("new.ftl").exists(), "nothing is written");
        std::fs::remove_file(path("newer.ftl")).unwrap();
        write(&locales, &new).unwrap();
        assert_eq!(std::fs::read_to_string(path("newer.ftl")).unwrap(), "b = x\n");
    }
}
