//! All locales, parsed and checked. Immutable: a reload builds another one.
//!
//! A malformed file never makes a catalog fail: the messages that are wrong are left out, the
//! next language in the chain answers for them, and a [`Finding`] says where and why.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use rayon::prelude::*;

use super::approval;
use super::asked::{Asked, PartName};
use super::assess::{Requirements, Source};
use super::check::{self, Finding, Index, Level};
use super::coverage::{Counted, Coverage};
use super::file::LocaleFile;
use super::folder::Folder;
use super::freshness::Freshness;
use super::loaded::{ENDONYM_ID, LoadedLocale, LocaleKey, link_chains};
use super::locale::{Locale, SOURCE};
use super::lost;
use super::menu::{decide_visibility, report_absence, report_slip, with_damaged_files};
use super::misplaced;
use super::outstanding::{self, Outstanding};
use super::recordable::{RecordError, Recordable};
use super::records::{Condition, FormerEnglish, Records, Wording};
use super::report;
use super::shared_names;
use super::standing::Standing;
use super::visibility::Visibility;

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The source is missing.
    #[error("there is no folder {SOURCE}/ with messages; the page cannot be shown without its source")]
    NoSource,
}

/// Is told of each language that is looked at: its number, of how many, and its tag.
pub type Tell<'t> = dyn Fn(usize, usize, &str) + Sync + 't;

/// All locales, in the order of their own names, by code point: `Íslenska` comes after `Zulu`.
pub struct Catalog {
    locales: Vec<LoadedLocale>,
    /// What each covers.
    coverages: Vec<Coverage>,
    source: LocaleKey,
    counted: Counted,
    /// The messages and terms of the source.
    wordings: HashMap<String, Wording>,
    groups: Vec<Vec<String>>,
    unread_passages: Vec<String>,
    findings: Vec<Finding>,
    /// Of each text of the source that has an error, the first: no translation of it can be accepted.
    broken_english: HashMap<String, Finding>,
}

impl Catalog {
    /// Builds a catalog from locale files.
    pub fn load(files: &[LocaleFile], requirements: &Requirements) -> Result<Self, CatalogError> {
        Self::load_telling(files, requirements, &|_, _, _| ())
    }

    /// The same with the locales that are hidden.
    pub fn load_with_hidden(files: &[LocaleFile], requirements: &Requirements) -> Result<Self, CatalogError> {
        Self::load_where(files, requirements, &|_, _, _| (), |_| true)
    }

    /// As [`Self::load`]; each language is told when it is looked at: its number, of how many, and its tag.
    pub fn load_telling(
        files: &[LocaleFile],
        requirements: &Requirements,
        tell: &Tell<'_>,
    ) -> Result<Self, CatalogError> {
        Self::load_where(files, requirements, tell, |visibility| visibility != Some(Visibility::Hidden))
    }

    fn load_where(
        files: &[LocaleFile],
        requirements: &Requirements,
        tell: &Tell<'_>,
        is_loaded: impl Fn(Option<Visibility>) -> bool,
    ) -> Result<Self, CatalogError> {
        let mut findings = Vec::new();
        let folders = Folder::read_all(files, requirements.share_services, &mut findings);
        let indexes = indexes(&folders);
        let (english, _) = indexes.get(SOURCE).ok_or(CatalogError::NoSource)?;
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
        let groups = english.groups_of(requirements.passages_in).into_iter().map(owned).collect();
        let unread_passages = owned(english.junk_of(requirements.passages_in));
        let source = Source::new(english, requirements);
        for folder in folders.iter().filter(|folder| !indexes.contains_key(folder.name)) {
            report::refused(&folder.files, &mut findings);
            report::without_messages(folder.name, &folder.records, &mut findings);
        }
        let folder_of = |loaded: &LoadedLocale| indexes[loaded.locale.id.as_str()].1;
        let mut locales: Vec<LoadedLocale> = Vec::new();
        for (loaded, found) in assess_all(&source, &indexes, tell) {
            findings.extend(found);
            let folder = folder_of(&loaded);
            report_slip(&loaded.locale, folder, &mut findings);
            if is_loaded(folder.manifest.visibility) || loaded.locale.id == SOURCE {
                locales.push(loaded);
            }
        }
        lost::tell(&folders, &source.counted, &mut findings);
        let damaged = with_damaged_files(&findings);
        // Those of the same name stay in the order of their tags.
        locales.sort_by(|a, b| a.locale.endonym.cmp(&b.locale.endonym));
        link_chains(&mut locales);
        let coverages: Vec<Coverage> =
            locales.par_iter().map(|own| source.counted.coverage(own, &of_language(own, &locales))).collect();
        for (loaded, coverage) in locales.iter_mut().zip(&coverages).filter(|(loaded, _)| loaded.locale.id != SOURCE) {
            let folder = folder_of(loaded);
            decide_visibility(loaded, coverage, folder, &mut findings);
            report_absence(loaded, coverage, folder, &source.counted, &damaged, &mut findings);
            if !coverage.required_gained.is_empty() {
                report::gained_required(&loaded.locale, coverage, &source.counted, &mut findings);
            }
        }
        check::arrange(&mut findings);
        let broken_english = first_errors_of_source(&findings);
        let Source { counted, wordings, .. } = source;
        let is_source = |loaded: &LoadedLocale| loaded.locale.id == SOURCE;
        let source = locales.iter().position(is_source).map(LocaleKey).ok_or(CatalogError::NoSource)?;
        // Many syntax trees take a while to be given back.
        drop(indexes);
        folders.into_par_iter().for_each(drop);
        Ok(Self { locales, coverages, source, counted, wordings, groups, unread_passages, findings, broken_english })
    }

    /// The locales that can be shown, in the order of the menu.
    pub fn locales(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.locales.iter().enumerate().map(|(at, loaded)| (LocaleKey(at), &loaded.locale))
    }

    /// The listed locales, in the order of the menu.
    pub fn listed(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.locales().filter(|(_, locale)| locale.is_listed())
    }

    /// A locale.
    pub fn locale(&self, key: LocaleKey) -> &Locale {
        &self.locales[key.0].locale
    }

    /// The source locale.
    pub fn source(&self) -> LocaleKey {
        self.source
    }

    /// How much of the statement a locale covers.
    pub fn coverage(&self, key: LocaleKey) -> &Coverage {
        &self.coverages[key.0]
    }

    /// The messages of the source for which no locale of the language answers: ids with their English, sorted.
    pub fn missing(&self, key: LocaleKey) -> Vec<(&str, &str)> {
        let of_language = of_language(&self.locales[key.0], &self.locales);
        let messages = self.wordings.iter().filter(|(id, _)| !id.starts_with('-'));
        let missing = messages.filter(|(id, _)| !of_language.iter().any(|locale| locale.usable.contains(*id)));
        let mut missing: Vec<_> = missing.map(|(id, english)| (id.as_str(), english.written.as_str())).collect();
        missing.sort();
        missing
    }

    /// What is left to do in a locale: first what keeps it out of the menu, then the passages, then everything else in
    /// the order of the source.
    pub fn outstanding(&self, key: LocaleKey) -> Vec<Outstanding<'_>> {
        let own = &self.locales[key.0];
        let of_language = of_language(own, &self.locales);
        outstanding::outstanding(&self.counted, &self.wordings, own, &self.broken_english, &of_language)
    }

    /// The ids of the passages, in the order of the source file.
    pub fn passages(&self) -> &[String] {
        &self.counted.passages
    }

    /// The same by group (`## …`) of that file.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// Of what could not be parsed in that file the ids that it would have had; an empty one where there is none.
    pub fn unread_passages(&self) -> &[String] {
        &self.unread_passages
    }

    /// The ids of the messages of a file of the source, in its order; none if there is no such file.
    pub fn messages_in(&self, file_name: &str) -> &[String] {
        self.counted.messages_in(file_name)
    }

    /// What the checks found, in every locale.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The locale whose address has exactly this tag.
    pub fn by_tag(&self, tag: &str) -> Option<LocaleKey> {
        self.locales.iter().position(|loaded| loaded.locale.id == tag).map(LocaleKey)
    }

    /// How the translations of a locale stand to their English: those that are right, terms (`-name`) included, in
    /// the order of the files. What is to be confirmed says so ([`Freshness::is_to_be_confirmed`]).
    pub fn states(&self, key: LocaleKey) -> &[(String, Freshness)] {
        &self.locales[key.0].states
    }

    /// The translations that somebody has to say are right, each with its state, in the order of the files.
    pub fn to_be_confirmed(&self, key: LocaleKey) -> impl Iterator<Item = (&str, Freshness)> {
        let states = self.states(key).iter().filter(|(_, state)| state.is_to_be_confirmed());
        states.map(|(id, state)| (id.as_str(), *state))
    }

    /// How a text stands in a locale, terms as `-name`.
    pub fn standing(&self, key: LocaleKey, id: &str) -> Standing {
        if key == self.source {
            return Standing::Source;
        }
        let own = &self.locales[key.0];
        outstanding::standing(own, &of_language(own, &self.locales), id).unwrap_or(Standing::Missing)
    }

    /// The records of a locale with what is new or unchanged, with its approval and with its place in the menu:
    /// what `record` writes. `None` for the source, and for a locale without records: nothing says what is new.
    pub fn recorded(&self, key: LocaleKey) -> Result<Option<Records>, RecordError> {
        let Some(loaded) = self.translation(key) else { return Ok(None) };
        let Some(mut records) = self.recordable(loaded).recorded()? else { return Ok(None) };
        approval::record(loaded.review.as_ref(), &mut records, &loaded.shown_texts());
        // A language that would no longer be listed by accident is still said to.
        records.was_listed = loaded.locale.is_listed() || loaded.would_leave;
        Ok(Some(records))
    }

    /// The records of a locale with these translations (terms as `-name`) as right for the English of now: what
    /// `accept` writes.
    pub fn accepted(&self, key: LocaleKey, ids: &[String]) -> Result<Records, RecordError> {
        let unknown = || RecordError::Unknown(ids.first().cloned().unwrap_or_default());
        let loaded = self.translation(key).ok_or_else(unknown)?;
        let mut records = self.recordable(loaded).accepted(ids)?;
        if loaded.records.condition == Condition::Missing {
            records.was_listed = loaded.locale.is_listed();
        }
        Ok(records)
    }

    /// The translations of a locale, terms as `-name`, that are right and read otherwise than in another catalog, in the order
    /// of the files; none if that has no such locale.
    pub fn changed_translations(&self, key: LocaleKey, before: &Self) -> Vec<String> {
        let Some((now, key)) = self.translation(key).zip(before.by_tag(&self.locale(key).id)) else {
            return Vec::new();
        };
        let before = &before.locales[key.0].translations;
        let is_changed = |id: &&String| now.translations.get(*id) != before.get(*id);
        now.states.iter().map(|(id, _)| id).filter(is_changed).cloned().collect()
    }

    /// Why a translation cannot be accepted as it is, if so: its English is wrong, or it does not fit the English of now.
    pub fn why_not_accepted(&self, key: LocaleKey, id: &str) -> Option<&Finding> {
        self.broken_english.get(id).or_else(|| self.translation(key)?.unacceptable.get(id))
    }

    fn translation(&self, key: LocaleKey) -> Option<&LoadedLocale> {
        (key != self.source).then(|| &self.locales[key.0])
    }

    fn recordable<'c>(&'c self, loaded: &'c LoadedLocale) -> Recordable<'c> {
        let LoadedLocale { records, states, translations, .. } = loaded;
        Recordable { records, states, translations, english: &self.wordings }
    }

    /// Whether what a page says was approved: `title` is the message that names it, and its text stands in the
    /// same file. Passages that have changed since are in [`Coverage::changed`].
    pub fn is_approved(&self, key: LocaleKey, title: &str) -> bool {
        self.counted.is_approved(&self.locales[key.0], title)
    }

    /// The day on which what a page says was last changed in a locale, as far as its records know: `title` is the
    /// message that names the page, and its text stands in the same file. The source has no records.
    pub fn last_change(&self, key: LocaleKey, title: &str) -> Option<Date> {
        let own = &self.locales[key.0];
        let shown = self.counted.beside(title).iter().filter(|id| own.usable.contains(*id));
        shown.filter_map(|id| own.records.entries.get(id)?.changed).max()
    }

    /// Whether the source has a message that cannot be shown: why is among the findings.
    pub fn is_broken_in_source(&self, id: &str) -> bool {
        let source = &self.locales[self.source.0];
        // Terms are used by messages alone.
        source.attempted.contains(id) && !source.usable.contains(id) && !source.translated.contains(id)
    }

    /// The texts and attributes of the source that nobody has asked for and no other message holds, and its names that no
    /// language uses; sorted.
    pub fn unasked(&self, asked: &Asked) -> Vec<PartName> {
        let terms = self.wordings.keys().filter(|id| id.starts_with('-')).map(|id| PartName::text(id));
        let unused = terms.filter(|term| !self.locales.iter().any(|loaded| loaded.refers_to(&term.id)));
        let parts = self.locales[self.source.0].parts();
        let held: HashSet<&PartName> = parts.iter().flat_map(|(_, references)| references).collect();
        let is_unasked = |part: &&PartName| part.id != ENDONYM_ID && !held.contains(part) && !asked.contains(part);
        let unasked = parts.iter().map(|(part, _)| part).filter(is_unasked).cloned();
        let mut unasked: Vec<PartName> = unasked.chain(unused).collect();
        unasked.sort();
        unasked
    }

    /// The locales that have a message to show, nearest first.
    pub(super) fn locales_with<'c, 'i>(
        &'c self,
        key: LocaleKey,
        id: &'i str,
    ) -> impl Iterator<Item = &'c LoadedLocale> + use<'c, 'i> {
        self.locales[key.0]
            .chain
            .iter()
            .map(|key| &self.locales[key.0])
            .filter(move |loaded| loaded.usable.contains(id))
    }
}

/// By its name each folder that is a language’s and has messages, with what it has.
type Indexes<'f> = BTreeMap<&'f str, (Index<'f>, &'f Folder<'f>)>;

fn indexes<'f>(folders: &'f [Folder<'f>]) -> Indexes<'f> {
    folders
        .par_iter()
        .filter(|folder| !folder.parsed.is_empty())
        .filter_map(|folder| {
            // What the English has lost is known from what the translations were made from.
            let of_all = folders.iter().filter(|_| folder.name == SOURCE);
            let all = std::iter::once(folder).chain(of_all).flat_map(|folder| folder.records.all());
            let index = Index::new(folder.name.parse().ok()?, &folder.parsed).with_former(all.map(|(id, _)| id));
            let own = folder.records.all().map(|(id, record)| (id, record.fingerprint.as_str()));
            Some((folder.name, (index.with_recorded(own), folder)))
        })
        .collect()
}

/// Each locale assessed, with its findings; one that holds texts of another language is so a second time, without them.
fn assess_all(source: &Source<'_>, indexes: &Indexes<'_>, tell: &Tell<'_>) -> Vec<(LoadedLocale, Vec<Finding>)> {
    let records: Vec<&Records> = indexes.values().map(|(_, folder)| &*folder.records).collect();
    let former = FormerEnglish::of(&records, &source.wordings);
    let looked_at = AtomicUsize::new(0);
    let mut assessed: Vec<(LoadedLocale, Vec<Finding>)> = indexes
        .par_iter()
        .map(|(tag, (index, folder))| {
            tell(looked_at.fetch_add(1, Ordering::Relaxed) + 1, indexes.len(), tag);
            source.assess(index, folder, &former, &HashSet::default())
        })
        .collect();
    for (number, (foreign, found)) in misplaced::tell(&assessed, &source.counted, indexes) {
        if let Some((index, folder)) = indexes.values().nth(number)
            && !foreign.is_empty()
        {
            assessed[number] = source.assess(index, folder, &former, &foreign);
        }
        assessed[number].1.extend(found);
        misplaced::remove_consequences(&mut assessed[number].1);
    }
    shared_names::settle(&mut assessed, indexes);
    assessed
}

/// Of each text of the source that has an error, the first.
fn first_errors_of_source(findings: &[Finding]) -> HashMap<String, Finding> {
    let mut first: HashMap<String, Finding> = HashMap::default();
    for finding in findings.iter().filter(|finding| finding.level == Level::Error && finding.is_in_source()) {
        if let Some(id) = &finding.id {
            first.entry(id.clone()).or_insert_with(|| finding.clone());
        }
    }
    first
}

/// The locales that show the messages of one in its own language: itself and its parents, nearest first. The
/// source is among them only where it is a parent: `en` of `en-GB`.
fn of_language<'l>(own: &LoadedLocale, locales: &'l [LoadedLocale]) -> Vec<&'l LoadedLocale> {
    let answering = own.chain.iter().map(|key| &locales[key.0]);
    answering.filter(|other| other.locale.tag.language == own.locale.tag.language).collect()
}

#[cfg(test)]
mod tests;
