//! A folder of locales, read for a command.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::l10n::check::{Finding, Level};
use crate::l10n::file::{MANIFEST_FILE, RECORDS_FILE};
use crate::l10n::locale::SOURCE;
use crate::l10n::{Catalog, Locale, LocaleFile, LocaleKey};
use crate::site::{Build, build_telling};

use super::super::exit::WrongSettings;
use super::super::publish::locale_files;
use crate::cli::progress::Progress;

/// A folder of locales, and the site that a server would make of it.
pub(super) struct LocaleFolder {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Its files.
    pub(super) files: Vec<LocaleFile>,
    /// What they give.
    pub(super) build: Build,
}

impl LocaleFolder {
    /// Reads a folder, and tells how far it is.
    pub(super) fn read(folder: PathBuf, progress: &Progress) -> anyhow::Result<Self> {
        let files = locale_files(Some(&folder))?;
        Self::of(folder, files, progress)
    }

    /// Takes files as those of a folder.
    pub(super) fn of(folder: PathBuf, files: Vec<LocaleFile>, progress: &Progress) -> anyhow::Result<Self> {
        // What an operator sets changes no locale file.
        let public_url = "https://www.example.org".parse().map_err(anyhow::Error::msg)?;
        let tell = |number: usize, of: usize, tag: &str| progress.language(number, of, tag);
        let build = build_telling(&files, public_url, &tell, || progress.rendering())
            .with_context(|| format!("the locales in {} cannot be used", folder.display()))?;
        Ok(Self { folder, files, build })
    }

    /// All languages.
    pub(super) fn catalog(&self) -> &Catalog {
        &self.build.catalog
    }

    /// A file, by its folder and its name.
    pub(super) fn file(&self, tag: &str, name: &str) -> Option<&LocaleFile> {
        self.files.iter().find(|file| file.folder_and_name() == Some((tag, name)))
    }

    /// What is said of the records of a language that are damaged, or not read: nothing is written over them.
    pub(super) fn damaged_records(&self, tag: &str) -> Option<&Finding> {
        let path = format!("{tag}/{RECORDS_FILE}");
        self.catalog().findings().iter().find(|finding| finding.level == Level::Error && finding.path == path)
    }

    /// The translation with a tag.
    pub(super) fn translation(&self, tag: &str) -> Result<LocaleKey, WrongSettings> {
        self.refuse_source(tag)?;
        let is_hidden = || self.check_tags(&[tag.to_owned()]).is_ok();
        self.catalog().by_tag(tag).ok_or_else(|| {
            WrongSettings(match is_hidden() {
                true => format!(
                    "{tag} is not shown, or no text of it can be read; if {tag}/{MANIFEST_FILE} hides it, write  \
                     state = \"by-link\"  there while you work on it"
                ),
                false => format!(
                    "there is no translation {tag} in {}; begin one with  communique locales new {tag}",
                    self.folder.display()
                ),
            })
        })
    }

    /// Refuses the source where a translation is asked for.
    pub(super) fn refuse_source(&self, tag: &str) -> Result<(), WrongSettings> {
        match tag == SOURCE {
            false => Ok(()),
            true => Err(WrongSettings(format!(
                "{SOURCE} is the English that all is translated from; name a translation, or edit the files in {}",
                self.folder.join(SOURCE).display()
            ))),
        }
    }

    /// Refuses tags for which there is no folder.
    pub(super) fn check_tags(&self, tags: &[String]) -> Result<(), WrongSettings> {
        let has_folder =
            |tag: &String| self.files.iter().any(|f| f.folder_and_name().is_some_and(|(folder, _)| folder == tag));
        match tags.iter().find(|tag| !has_folder(tag)) {
            Some(unknown) => Err(WrongSettings(format!("there is no folder {unknown} in {}", self.folder.display()))),
            None => Ok(()),
        }
    }

    /// The translations with these tags; all if none is named.
    pub(super) fn translations<'l>(&'l self, tags: &'l [String]) -> impl Iterator<Item = (LocaleKey, &'l Locale)> {
        let catalog = self.catalog();
        catalog
            .locales()
            .filter(|(key, locale)| *key != catalog.source() && (tags.is_empty() || tags.contains(&locale.id)))
    }
}
