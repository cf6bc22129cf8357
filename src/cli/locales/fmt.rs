//! `communique locales fmt`: locale files in the standard form of Fluent. What they say does not change.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::check::{Finding, Level, Sentence};
use crate::l10n::locale::SOURCE;
use crate::l10n::standard::standard;
use crate::l10n::{Kind, LocaleFile};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;
use super::whole;

/// Stands for what comes in by the standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// Writes the files of languages in the standard form; with `is_check` only says which are not in it, and ends with 1 if
/// any is; with `is_pruned` without the messages that the English no longer has. One that cannot be read whole is left
/// alone, and said.
pub(super) fn fmt(
    locales: &LocaleFolder,
    tags: &[String],
    is_check: bool,
    is_pruned: bool,
) -> anyhow::Result<ExitCode> {
    locales.check_tags(tags)?;
    if is_pruned {
        check_english(locales, tags)?;
    }
    let is_selected = |file: &&LocaleFile| {
        let tag = file.folder_and_name().map(|(tag, _)| tag);
        file.kind() == Some(Kind::Messages)
            && tag.is_some_and(|tag| tags.is_empty() || tags.iter().any(|selected| selected == tag))
    };
    let mut out = std::io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for file in locales.files.iter().filter(is_selected) {
        let path = locales.folder.join(&file.path);
        let before = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let obsolete = if is_pruned { obsolete(locales, &file.path) } else { HashSet::new() };
        let after = std::str::from_utf8(&before).ok().map(|text| standard(text, &obsolete));
        match after {
            None | Some(Err(_)) => {
                writeln!(
                    out,
                    "{}: left as it is, because something in it cannot be read; see  communique locales check",
                    file.path
                )?;
                code = ExitCode::FAILURE;
            }
            Some(Ok(after)) if after.as_bytes() == before => {}
            Some(Ok(after)) => {
                let (form, pruned) = match is_check {
                    true => ("not in the standard form", "would be taken out"),
                    false => ("written in the standard form", "is taken out"),
                };
                if !is_check {
                    whole::write(&path, after.as_bytes())?;
                }
                if obsolete.is_empty() {
                    writeln!(out, "{}: {form}", file.path)?;
                }
                for id in obsolete {
                    writeln!(out, "{}: {id} {pruned}: the English has no message of this id", file.path)?;
                }
                if is_check {
                    code = ExitCode::FAILURE;
                }
            }
        }
    }
    Ok(code)
}

/// Refuses to take anything out while something of the English cannot be read, or a file of it is not there: what stands
/// there would seem to be gone.
fn check_english(locales: &LocaleFolder, tags: &[String]) -> Result<(), WrongSettings> {
    let of_english = format!("{SOURCE}/");
    let is_english = |finding: &&Finding| finding.level == Level::Error && finding.path.starts_with(&of_english);
    let of_files = |file: &&LocaleFile| {
        let (tag, name) = file.folder_and_name().unwrap_or_default();
        let is_selected = tags.is_empty() || tags.iter().any(|selected| selected == tag);
        is_selected && file.kind() == Some(Kind::Messages) && locales.file(SOURCE, name).is_none()
    };
    let unread = locales.catalog().findings().iter().find(is_english).map(|finding| finding.path.clone());
    match unread.or_else(|| locales.files.iter().find(of_files).map(|file| file.path.clone())) {
        None => Ok(()),
        Some(path) if path.starts_with(&of_english) => Err(WrongSettings(format!(
            "nothing is taken out while there is an error in {path}: what stands there would seem to be gone; see  communique \
             locales check {SOURCE}"
        ))),
        Some(path) => Err(WrongSettings(format!(
            "nothing is taken out while the English has no file for {path}: take the English file from its last good version; if there never was one, give \
             {path} the name of its English file, or delete it"
        ))),
    }
}

/// The messages of a file that the English does not have, misspelled ones left aside.
fn obsolete<'l>(locales: &'l LocaleFolder, path: &str) -> HashSet<&'l str> {
    let is_it = |finding: &&Finding| finding.path == path && matches!(finding.sentence, Sentence::Obsolete);
    locales.catalog().findings().iter().filter(is_it).filter_map(|finding| finding.id.as_deref()).collect()
}

/// The same for an editor: from the standard input to the standard output; with `is_check` only whether it is in it.
pub(super) fn standard_input(is_check: bool) -> anyhow::Result<ExitCode> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).context("cannot read the standard input")?;
    let standard = standard(&text, &HashSet::new()).map_err(|place| {
        WrongSettings(format!("line {}: something here cannot be read; the text is left as it is", place.line))
    })?;
    if is_check {
        return Ok(ExitCode::from(u8::from(standard != text)));
    }
    std::io::stdout().lock().write_all(standard.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
