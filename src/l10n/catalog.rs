//! All locales, parsed and checked. Immutable: a reload builds another one.
//!
//! A malformed file never makes a catalog fail: the messages that are wrong are left out, the
//! next language in the chain answers for them, and a [`Finding`] says where and why.

use std::collections::BTreeMap;

use super::assess::{Expected, Source, file_finding};
use super::check::{Finding, Index, ParsedFile};
use super::entry::{Coverage, Entry, LocaleKey};
use super::file::LocaleFile;
use super::freshness::{self, Records};
use super::locale::{self, Locale};
use super::visibility::Visibility;

/// The locale that the code depends on.
pub const SOURCE: &str = "en";

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The source is missing.
    #[error("there is no folder {SOURCE}/ with messages; the page cannot be shown without its source")]
    NoSource,
}

/// All locales, in the order of their own names.
pub struct Catalog {
    entries: Vec<Entry>,
    source: LocaleKey,
    passages: Vec<String>,
    groups: Vec<Vec<String>>,
    findings: Vec<Finding>,
}

impl Catalog {
    /// Builds a catalog from locale files.
    pub fn load(files: &[LocaleFile], expected: &Expected) -> Result<Self, CatalogError> {
        let mut findings = Vec::new();
        let folders = folders(files, &mut findings);
        let parsed: BTreeMap<&str, Vec<ParsedFile<'_>>> = folders
            .iter()
            .map(|(name, folder)| {
                (*name, folder.iter().filter(|f| f.is_messages()).map(|f| ParsedFile::new(f)).collect())
            })
            .collect();
        let indexes: BTreeMap<&str, Index<'_>> = parsed
            .iter()
            .filter(|(_, files)| !files.is_empty())
            .filter_map(|(name, files)| Some((*name, Index::new(name.parse().ok()?, files))))
            .collect();
        let source = indexes.get(SOURCE).ok_or(CatalogError::NoSource)?;
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
        let groups = source.groups_of(expected.passages_in).into_iter().map(owned).collect();
        let source = Source::new(source, expected);

        let mut entries: Vec<Entry> = indexes
            .iter()
            .map(|(name, index)| source.assess(index, &folders[name], &mut findings))
            .filter(|entry| entry.locale.visibility != Visibility::Hidden)
            .collect();
        entries.sort_by(|a, b| (&a.locale.endonym, &a.locale.id).cmp(&(&b.locale.endonym, &b.locale.id)));
        link_chains(&mut entries);
        let passages = source.passages;
        let source = entries.iter().position(|e| e.locale.id == SOURCE).map(LocaleKey).ok_or(CatalogError::NoSource)?;
        Ok(Self { entries, source, passages, groups, findings })
    }

    /// The locales that can be shown, in the order of the menu.
    pub fn locales(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.entries.iter().enumerate().map(|(at, entry)| (LocaleKey(at), &entry.locale))
    }

    /// The listed locales, in the order of the menu.
    pub fn listed(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.locales().filter(|(_, locale)| locale.is_listed())
    }

    /// A locale.
    pub fn locale(&self, key: LocaleKey) -> &Locale {
        &self.entries[key.0].locale
    }

    /// The source locale.
    pub fn source(&self) -> LocaleKey {
        self.source
    }

    /// How much of the page a locale covers.
    pub fn coverage(&self, key: LocaleKey) -> &Coverage {
        &self.entries[key.0].coverage
    }

    /// The messages of the source that a locale lacks or that cannot be shown: ids with their
    /// English, sorted.
    pub fn missing(&self, key: LocaleKey) -> Vec<(&str, &str)> {
        let (source, entry) = (&self.entries[self.source.0], &self.entries[key.0]);
        let missing = source.translations.iter().filter(|(id, _)| !entry.usable.contains(*id));
        let mut missing: Vec<_> = missing.map(|(id, english)| (id.as_str(), english.as_str())).collect();
        missing.sort();
        missing
    }

    /// The ids of the passages, in the order of the source file.
    pub fn passages(&self) -> &[String] {
        &self.passages
    }

    /// The same by group (`## …`) of that file.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// What the checks found, in every locale.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The locale whose address has exactly this tag.
    pub fn by_tag(&self, tag: &str) -> Option<LocaleKey> {
        self.entries.iter().position(|e| e.locale.id == tag).map(LocaleKey)
    }

    /// What a locale’s records should say; the record of a stale message is the old one. `None`
    /// if the file with them is damaged: it must be mended, not written over.
    pub fn records(&self, key: LocaleKey) -> Option<&Records> {
        self.entries[key.0].records.as_ref()
    }

    /// A record that says that a translation is right for the English as it is now.
    pub fn record_of(&self, key: LocaleKey, id: &str) -> Option<freshness::Record> {
        let translation = self.entries[key.0].translations.get(id)?;
        let english = self.entries[self.source.0].translations.get(id)?.clone();
        Some(freshness::Record { english, translation: freshness::fingerprint(translation) })
    }

    /// The locales that have a message to show, nearest first.
    pub(super) fn entries_with<'c, 'i>(
        &'c self,
        key: LocaleKey,
        id: &'i str,
    ) -> impl Iterator<Item = &'c Entry> + use<'c, 'i> {
        self.entries[key.0].chain.iter().map(|k| &self.entries[k.0]).filter(move |e| e.usable.contains(id))
    }
}

/// The files by folder, leaving out folders whose names are not language tags.
fn folders<'f>(files: &'f [LocaleFile], findings: &mut Vec<Finding>) -> BTreeMap<&'f str, Vec<&'f LocaleFile>> {
    let mut folders: BTreeMap<&str, Vec<&LocaleFile>> = BTreeMap::new();
    for file in files {
        if let Some((folder, _)) = file.split() {
            folders.entry(folder).or_default().push(file);
        }
    }
    folders.retain(|name, files| {
        let canonical = locale::canonicalize(name).map(|tag| tag.to_string());
        if canonical.as_deref() == Some(*name) {
            return true;
        }
        let help = match canonical {
            Some(tag) => format!("rename the folder to {tag}"),
            None => "name the folder by its language, for example uk or zh-Hant".to_owned(),
        };
        findings.push(file_finding(
            files[0],
            "folder-name",
            format!("“{name}” is not the standard tag of a language"),
            help,
        ));
        false
    });
    folders
}

/// Gives each locale its chain: itself, its parents that exist, the source.
fn link_chains(entries: &mut [Entry]) {
    let key = |id: &str| entries.iter().position(|e| e.locale.id == id).map(LocaleKey);
    let chains: Vec<Vec<LocaleKey>> = entries
        .iter()
        .map(|entry| {
            let parents = locale::parents(&entry.locale.tag).into_iter().map(|tag| tag.to_string());
            let names = std::iter::once(entry.locale.id.clone()).chain(parents).chain([SOURCE.to_owned()]);
            let mut chain: Vec<LocaleKey> = Vec::new();
            for found in names.filter_map(|name| key(&name)) {
                if !chain.contains(&found) {
                    chain.push(found);
                }
            }
            chain
        })
        .collect();
    for (entry, chain) in entries.iter_mut().zip(chains) {
        entry.chain = chain;
    }
}
