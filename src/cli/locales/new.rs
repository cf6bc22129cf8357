//! `communique locales new`: a folder to begin a language with, in English, with the plural rows of the language. A variety
//! of a language that is there begins with its name alone.

use std::collections::HashSet;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::l10n::check::{Finding, Level};
use crate::l10n::file::RECORDS_FILE;
use crate::l10n::language::{canonicalize, parents};
use crate::l10n::locale::SOURCE;
use crate::l10n::project::{PROJECT_FILE, ProjectNaming, with_language};
use crate::l10n::records::{Condition, Records};
use crate::l10n::{ENDONYM_ID, LocaleFile, draft};

use super::super::exit::WrongSettings;
use super::folder::LocaleFolder;
use super::whole;
use crate::cli::progress::{Progress, READING};

/// Begins a language.
pub(super) fn new(locales: &LocaleFolder, tag: &str) -> anyhow::Result<ExitCode> {
    locales.refuse_source(tag)?;
    let language = canonicalize(tag).ok_or_else(|| {
        WrongSettings(format!("{tag} is no tag of a language; one is, for example: uk, pt-BR, zh-Hant"))
    })?;
    let folder = locales.folder.join(tag);
    let is_empty = |folder: &Path| std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !is_empty(&folder) {
        return Err(WrongSettings(format!("{} is there already", folder.display())).into());
    }
    let parent = parents(&language).iter().map(ToString::to_string).find(|tag| locales.catalog().by_tag(tag).is_some());
    // Of a variety of another language, its own name alone.
    let drafted = drafted(locales, tag, |english| match parent {
        None => draft::file(&language, english),
        Some(_) => draft::messages(&language, english, &HashSet::from([ENDONYM_ID])),
    });
    refuse_what_the_check_refuses(locales, tag, &drafted)?;
    write_folder(locales, tag, &drafted)?;
    let mut out = std::io::stdout().lock();
    match &parent {
        None => writeln!(
            out,
            "{tag}: {} files in English, to be translated; begin with {ENDONYM_ID} in {tag}/site.ftl",
            drafted.len()
        )?,
        Some(parent) => writeln!(
            out,
            "{tag}: a variety of {parent}, whose texts it shows; give it its own {ENDONYM_ID} in {tag}/site.ftl, and copy \
             from {parent}/ into {tag}/ only the texts that are different"
        )?,
    }
    if let Some(said) = name_in_project(&locales.folder, tag)? {
        writeln!(out, "{said}")?;
    }
    writeln!(out, "What is left to do is said by:  communique locales todo {tag}")?;
    Ok(ExitCode::SUCCESS)
}

/// The files of the language, as `draft` makes them from the English.
fn drafted(locales: &LocaleFolder, tag: &str, draft: impl Fn(&str) -> String) -> Vec<LocaleFile> {
    let of_source = locales.files.iter().filter(|file| file.is_messages()).filter_map(|file| {
        let (folder, name) = file.folder_and_name()?;
        (folder == SOURCE).then_some((name, &file.text))
    });
    of_source
        .map(|(name, english)| (name, draft(english)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| LocaleFile::new(format!("{tag}/{name}"), text.as_bytes()))
        .collect()
}

/// Writes the folder of the language. It is there when all of it is.
fn write_folder(locales: &LocaleFolder, tag: &str, drafted: &[LocaleFile]) -> anyhow::Result<()> {
    // So that what is translated from now on counts as new, and not as of unknown English.
    let records = Records { condition: Condition::Whole, ..Records::default() }.to_ftl();
    let texts = drafted.iter().filter_map(|file| Some((file.folder_and_name()?.1, file.text.as_str())));
    // A name that begins with a stop is no language.
    let begun = locales.folder.join(format!(".{tag}.new"));
    std::fs::create_dir_all(&begun).with_context(|| format!("cannot make {}", begun.display()))?;
    for (name, text) in texts.chain([(RECORDS_FILE, records.as_str())]) {
        let path = begun.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let folder = locales.folder.join(tag);
    std::fs::rename(&begun, &folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Names the language in the project file of other tools, where there is one, and says so.
fn name_in_project(folder: &Path, tag: &str) -> anyhow::Result<Option<String>> {
    let path = folder.join(PROJECT_FILE);
    let file = match std::fs::read_to_string(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    Ok(match with_language(&file, tag) {
        ProjectNaming::Already => None,
        ProjectNaming::Now(with) => {
            whole::write(&path, with.as_bytes())?;
            Some(format!("{PROJECT_FILE} names {tag} for other tools"))
        }
        ProjectNaming::Unreadable => Some(format!(
            "{PROJECT_FILE} cannot be read: mend it, as  communique locales check  says, and name {tag} in its list of locales"
        )),
        ProjectNaming::WithoutList => {
            Some(format!("{PROJECT_FILE} has no list  locales = [\"{tag}\"]: name {tag} in it for other tools"))
        }
    })
}

/// A tag that is no language, or not in the form that addresses have, is told in the words of the check.
fn refuse_what_the_check_refuses(locales: &LocaleFolder, tag: &str, drafted: &[LocaleFile]) -> anyhow::Result<()> {
    let files = locales.files.iter().chain(drafted).cloned().collect();
    let with = LocaleFolder::of(locales.folder.clone(), files, &Progress::new(&[READING]))?;
    let own = format!("{tag}/");
    let is_refusal = |finding: &&Finding| finding.level == Level::Error && finding.path.starts_with(&own);
    match with.catalog().findings().iter().find(is_refusal) {
        None => Ok(()),
        Some(finding) => {
            Err(WrongSettings(format!("{tag} cannot be begun: {}; {}", finding.message(), finding.help())).into())
        }
    }
}
