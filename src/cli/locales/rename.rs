//! `communique locales rename`: another name for a text, or for a section of the statement with its passages, in every
//! language and in what is written down of them.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::check::Sentence;
use crate::l10n::locale::SOURCE;
use crate::l10n::rename::{Names, names_in, renamed, renamed_records};
use crate::l10n::{Kind, LocaleFile};
use crate::site::{BuildError, REQUIREMENTS, RenderError};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;
use super::whole;
use super::words::texts;
use crate::cli::progress::{Progress, READING};

/// Renames a text. Where something stands in the way, nothing is written.
pub(super) fn rename(locales: &LocaleFolder, old: &str, new: &str) -> anyhow::Result<ExitCode> {
    check_name(old, new)?;
    if old == new {
        return Err(refused(&format!("{old} is both the old name and the new one")).into());
    }
    let names = names(locales, old, new)?;
    refuse_conflicts(locales)?;
    let mut files = RenamedFiles { after: locales.files.clone(), changed: Vec::new() };
    files.rename_texts(locales, &names)?;
    files.rename_records(locales, &names)?;
    check_site(locales, files.after, &names)?;
    let mut out = std::io::stdout().lock();
    for (path, bytes) in &files.changed {
        whole::write(&locales.folder.join(path), bytes)?;
        writeln!(out, "{path}: renamed")?;
    }
    writeln!(out, "{} renamed", texts(names.len()))?;
    if locales.catalog().passages().iter().any(|id| names.contains_key(id) || is_new(&names, id)) {
        writeln!(
            out,
            "The name of a passage is its address: links to a former one still lead to the page, but to no passage."
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(error: &dyn std::fmt::Display) -> WrongSettings {
    WrongSettings(format!("nothing is renamed: {error}"))
}

fn refuse_conflicts(locales: &LocaleFolder) -> Result<(), WrongSettings> {
    let mut found = locales.catalog().findings().iter();
    match found.find(|finding| matches!(finding.sentence, Sentence::MergeConflict)) {
        Some(conflict) => {
            let (path, line) = (&conflict.path, conflict.position.line);
            Err(refused(&format!("{path}, line {line}: {}; {}", conflict.message(), conflict.help())))
        }
        None => Ok(()),
    }
}

/// The files of a folder with the new names.
struct RenamedFiles {
    /// All of them.
    after: Vec<LocaleFile>,
    /// Those that change, by their paths.
    changed: Vec<(String, Vec<u8>)>,
}

impl RenamedFiles {
    fn rename_texts(&mut self, locales: &LocaleFolder, names: &Names) -> anyhow::Result<()> {
        // Nothing in a copy that was left behind is used.
        let is_copy = |path: &str| {
            let mut found = locales.catalog().findings().iter();
            found.any(|finding| finding.path == path && matches!(finding.sentence, Sentence::CopiedFile { .. }))
        };
        for file in self.after.iter_mut().filter(|file| file.is_messages() && !is_copy(&file.path)) {
            let path = locales.folder.join(&file.path);
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            if let Some(bytes) = renamed(file, &bytes, names).map_err(|error| refused(&error))? {
                *file = file.with_bytes(&bytes);
                self.changed.push((file.path.clone(), bytes));
            }
        }
        Ok(())
    }

    fn rename_records(&mut self, locales: &LocaleFolder, names: &Names) -> anyhow::Result<()> {
        let records = |file: &LocaleFile| file.kind() == Some(Kind::Records);
        for at in (0..self.after.len()).filter(|at| records(&self.after[*at])).collect::<Vec<_>>() {
            let file = &self.after[at];
            let is_own = |other: &&LocaleFile| other.is_messages() && folder_of(other) == folder_of(file);
            let before: Vec<&LocaleFile> = locales.files.iter().filter(is_own).collect();
            let now: Vec<LocaleFile> = self.after.iter().filter(is_own).cloned().collect();
            let text = renamed_records(file, &before, &now, names).map_err(|error| refused(&error))?;
            if text != file.text {
                self.changed.push((file.path.clone(), text.clone().into_bytes()));
                self.after[at] = file.with_bytes(text.as_bytes());
            }
        }
        Ok(())
    }
}

fn is_new(names: &Names, id: &str) -> bool {
    names.values().any(|new| new == id)
}

fn folder_of(file: &LocaleFile) -> &str {
    file.folder_and_name().map_or("", |(folder, _)| folder)
}

fn check_name(old: &str, new: &str) -> Result<(), WrongSettings> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = new.strip_prefix('-').unwrap_or(new);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_part) {
        return Err(WrongSettings(format!(
            "“{new}” is no name: one begins with a letter from a to z, and has letters, digits and hyphens"
        )));
    }
    if new.starts_with('-') != old.starts_with('-') {
        return Err(WrongSettings("the name of a term begins with a hyphen, that of a message does not".to_owned()));
    }
    Ok(())
}

/// The names that change: that of the text, and of a section those of its passages. The English may have the new ones
/// already.
fn names(locales: &LocaleFolder, old: &str, new: &str) -> Result<Names, WrongSettings> {
    let mut by_folder: BTreeMap<&str, HashSet<String>> = BTreeMap::new();
    for file in locales.files.iter().filter(|file| file.is_messages()) {
        by_folder.entry(folder_of(file)).or_default().extend(names_in(file));
    }
    let sections = || locales.catalog().groups().iter().filter_map(|group| section_of(group));
    let (prefix, of_new) = (format!("{old}-"), format!("{new}-"));
    // Whoever began by hand has renamed a part of it.
    let is_part = |id: &String| id.starts_with(&prefix) || id.starts_with(&of_new);
    let is_section =
        locales.catalog().groups().iter().filter_map(|group| group.split_first()).any(|(heading, others)| {
            (heading == old || heading == new) && !others.is_empty() && others.iter().all(is_part)
        });
    // `national-measures-law` is no passage of a section `national`.
    let others: Vec<String> = sections()
        .filter(|heading| heading.starts_with(&prefix) && !heading.starts_with(&of_new))
        .map(|heading| format!("{heading}-"))
        .collect();
    let is_of_other = |id: &str| others.iter().any(|other| format!("{id}-").starts_with(other));
    let passages = locales.files.iter().filter(|file| file.path.ends_with(&format!("/{}", REQUIREMENTS.passages_in)));
    let passages = passages.filter(|file| file.is_messages()).flat_map(names_in);
    let is_passage = |id: &String| is_section && id.starts_with(&prefix) && !is_of_other(id);
    let of_section = passages.filter(is_passage);
    let names: Names = std::iter::once(old.to_owned())
        .chain(of_section)
        .filter(|id| by_folder.values().any(|ids| ids.contains(id)))
        .map(|id| (id.clone(), format!("{new}{}", &id[old.len()..])))
        .collect();
    let of_english = by_folder.get(SOURCE);
    let is_english = |id: &String| of_english.is_some_and(|ids| ids.contains(id));
    if names.is_empty() {
        return Err(refused(&format!("no language has a text {old}")));
    }
    if !names.iter().any(|(old, new)| is_english(old) || is_english(new)) {
        return Err(refused(&format!("the English has neither {old} nor {new}")));
    }
    for (folder, ids) in &by_folder {
        if let Some((old, new)) = names.iter().find(|(old, new)| ids.contains(*old) && ids.contains(*new)) {
            return Err(refused(&format!("{folder} has both {old} and {new}; delete the one that is not right")));
        }
    }
    Ok(names)
}

/// The heading of a group that is a section.
fn section_of(group: &[String]) -> Option<&str> {
    let (heading, passages) = group.split_first()?;
    let prefix = format!("{heading}-");
    (!passages.is_empty() && passages.iter().all(|id| id.starts_with(&prefix))).then_some(heading)
}

/// Refuses what would leave the site without a text that a page asks for by its name.
fn check_site(locales: &LocaleFolder, after: Vec<LocaleFile>, names: &Names) -> anyhow::Result<()> {
    // Faults that are there already are no reason.
    if locales.build.basis.is_err() {
        return Ok(());
    }
    let after = LocaleFolder::of(PathBuf::new(), after, &Progress::new(&[READING]))?;
    let findings = after.build.findings(&after.files);
    let of_names = |id: &str| names.contains_key(id) || is_new(names, id);
    let is_unused = findings.iter().any(|found| found.id.as_deref().is_some_and(of_names));
    let old = names.keys().next().map_or("", String::as_str);
    match after.build.basis {
        Ok(_) if !is_unused => Ok(()),
        Err(BuildError::Render(RenderError::Outline(error))) if is_new(names, error.id()) => {
            Err(refused(&error).into())
        }
        _ => Err(refused(&format!(
            "a page of the program asks for {old} by this name, and would be without it. Other names can be given to the \
             sections, the paragraphs and the notes of the statement, to abbreviations, and to terms"
        ))
        .into()),
    }
}
