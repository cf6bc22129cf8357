//! All locales, parsed and checked. Immutable: a reload builds another one.
//!
//! A malformed file never makes a catalog fail: the messages that are wrong are left out, the
//! next language in the chain answers for them, and a [`Finding`] says where and why.

use std::collections::{BTreeMap, HashMap, HashSet};

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use super::check::{self, Finding, Index, Level, ParsedFile, index};
use super::format::fluent_number;
use super::freshness::{self, Freshness, Records};
use super::locale::{self, Locale, Manifest, State};
use super::source::{Position, SourceFile};

/// The locale that the code depends on.
pub const SOURCE: &str = "en";
/// A group comment that starts with this makes its messages a condition for being listed.
const REQUIRED: &str = "Required";
/// A locale is listed from this share of the words on.
const LISTED_FROM_PERCENT: usize = 80;
const NAME: &str = "language-name";

/// A locale of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocaleKey(usize);

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The source is missing.
    #[error("there is no folder {SOURCE}/ with messages; the page cannot be shown without its source")]
    NoSource,
}

/// How much of the page a locale says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words of the English passages that are translated.
    pub words: usize,
    /// Words of all English passages.
    pub words_in_all: usize,
    /// Required messages that are missing.
    pub required_missing: Vec<String>,
    /// Passages that are missing or broken, by id, in the order of the page.
    pub missing: Vec<String>,
    /// Passages whose English has changed since they were translated, in the order of the page.
    pub stale: Vec<String>,
}

impl Coverage {
    /// The translated share of the words, rounded down.
    pub fn percent(&self) -> usize {
        (self.words * 100).checked_div(self.words_in_all).unwrap_or(100)
    }

    fn is_enough(&self) -> bool {
        self.words * 100 >= self.words_in_all * LISTED_FROM_PERCENT && self.required_missing.is_empty()
    }
}

pub(super) struct Entry {
    pub(super) locale: Locale,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// Ids that can be shown.
    usable: HashSet<String>,
    coverage: Coverage,
    /// The locales that answer, nearest first, this one included.
    chain: Vec<LocaleKey>,
    /// What the locale’s records should say.
    records: Records,
    /// What its translations say, in standard form.
    translations: HashMap<String, String>,
}

/// All locales, in the order of their own names.
pub struct Catalog {
    entries: Vec<Entry>,
    source: LocaleKey,
    passages: Vec<String>,
    findings: Vec<Finding>,
}

impl Catalog {
    /// Builds a catalog from locale files. `passages_in` names the file whose messages are the
    /// passages that coverage is counted in.
    pub fn load(files: &[SourceFile], passages_in: &str) -> Result<Self, CatalogError> {
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
        let english = English::new(source, passages_in);

        let mut entries: Vec<Entry> = indexes
            .iter()
            .filter_map(|(name, index)| english.entry(index, &folders[name], &mut findings))
            .filter(|entry| entry.locale.state != State::Hidden)
            .collect();
        entries.sort_by(|a, b| (&a.locale.endonym, &a.locale.id).cmp(&(&b.locale.endonym, &b.locale.id)));
        link_chains(&mut entries);
        let source = entries.iter().position(|e| e.locale.id == SOURCE).map(LocaleKey).ok_or(CatalogError::NoSource)?;
        Ok(Self { entries, source, passages: english.passages, findings })
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

    /// How much of the page a locale says itself.
    pub fn coverage(&self, key: LocaleKey) -> &Coverage {
        &self.entries[key.0].coverage
    }

    /// The ids of the passages, in the order of the source file.
    pub fn passages(&self) -> &[String] {
        &self.passages
    }

    /// What the checks found, in every locale.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The locale whose address has exactly this tag.
    pub fn by_tag(&self, tag: &str) -> Option<LocaleKey> {
        self.entries.iter().position(|e| e.locale.id == tag).map(LocaleKey)
    }

    /// What a locale’s records should say; the record of a stale message is the old one.
    pub fn records(&self, key: LocaleKey) -> &Records {
        &self.entries[key.0].records
    }

    /// A record that says that a translation is right for the English as it is now.
    pub fn record_of(&self, key: LocaleKey, id: &str) -> Option<freshness::Record> {
        let translation = self.entries[key.0].translations.get(id)?;
        let english = self.entries[self.source.0].translations.get(id)?.clone();
        Some(freshness::Record { english, translation: freshness::fingerprint(translation) })
    }

    /// The locales that have a message to show, nearest first.
    pub(super) fn answering<'c, 'i>(
        &'c self,
        key: LocaleKey,
        id: &'i str,
    ) -> impl Iterator<Item = &'c Entry> + use<'c, 'i> {
        self.entries[key.0].chain.iter().map(|k| &self.entries[k.0]).filter(move |e| e.usable.contains(id))
    }
}

/// The files by folder, leaving out folders whose names are not language tags.
fn folders<'f>(files: &'f [SourceFile], findings: &mut Vec<Finding>) -> BTreeMap<&'f str, Vec<&'f SourceFile>> {
    let mut folders: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
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
        findings.push(about_file(
            files[0],
            "folder-name",
            format!("“{name}” is not the standard tag of a language"),
            help,
        ));
        false
    });
    folders
}

/// A finding about a file as a whole.
fn about_file(file: &SourceFile, rule: &'static str, message: String, help: String) -> Finding {
    Finding {
        level: Level::Error,
        rule,
        path: file.path.clone(),
        position: Position { line: 1, column: 1 },
        span: 0..0,
        id: None,
        message,
        english: None,
        help,
    }
}

/// The source, and what every other locale is measured by.
struct English<'i> {
    index: &'i Index<'i>,
    passages: Vec<String>,
    words: HashMap<String, usize>,
    required: Vec<String>,
    standard_forms: HashMap<String, String>,
    terms: Option<&'i SourceFile>,
}

impl<'i> English<'i> {
    fn new(index: &'i Index<'i>, passages_in: &str) -> Self {
        let passages: Vec<String> = index.ids_of(passages_in).into_iter().map(str::to_owned).collect();
        let words = |id: &String| {
            let message = index.message(id)?.message;
            let words = index::parts(message).map(|(_, p)| index::literal_text(p).split_whitespace().count()).sum();
            Some((id.clone(), words))
        };
        Self {
            index,
            words: passages.iter().filter_map(words).collect(),
            required: index.ids_under(REQUIRED).into_iter().map(str::to_owned).collect(),
            standard_forms: standard_forms(index),
            terms: index.files().iter().find(|p| p.name() == "terms.ftl").map(|p| p.file),
            passages,
        }
    }

    /// Checks one locale and makes it ready. `None` if it says nothing usable at all.
    fn entry(&self, index: &Index<'_>, files: &[&SourceFile], findings: &mut Vec<Finding>) -> Option<Entry> {
        let is_source = index.tag == self.index.tag;
        let mut found = check::check(index, self.index);
        let manifest = manifest(files, &mut found);
        let broken: HashSet<&str> = errors(&found).filter_map(|f| f.id.as_deref()).collect();
        let usable: HashSet<String> =
            index.messages().map(|l| l.message.id.name).filter(|id| !broken.contains(id)).map(str::to_owned).collect();

        let translations = standard_forms(index);
        let mut records = files
            .iter()
            .find(|f| f.path.ends_with(freshness::FILE))
            .map_or_else(Records::new, |f| freshness::parse(&f.text));
        let stale = if is_source { HashSet::new() } else { self.bring_up_to_date(&mut records, &translations) };
        for id in &stale {
            found.extend(self.stale_finding(index, id, &records));
        }

        let coverage = Coverage {
            words: self.passages.iter().filter(|id| usable.contains(*id)).filter_map(|id| self.words.get(id)).sum(),
            words_in_all: self.words.values().sum(),
            required_missing: self.required.iter().filter(|id| !usable.contains(*id)).cloned().collect(),
            missing: self.passages.iter().filter(|id| !usable.contains(*id)).cloned().collect(),
            stale: self.passages.iter().filter(|id| usable.contains(*id) && stale.contains(*id)).cloned().collect(),
        };
        let earned =
            if coverage.is_enough() && errors(&found).next().is_none() { State::Listed } else { State::ByLink };
        let state = if is_source { State::Listed } else { manifest.state.unwrap_or(earned) };

        let bundle = bundle(&index.tag, self.terms.into_iter().chain(index.files().iter().map(|p| p.file)));
        let locale = Locale {
            id: index.tag.to_string(),
            endonym: endonym(&bundle, &usable).unwrap_or_else(|| index.tag.to_string()),
            direction: locale::direction(&index.tag),
            review: manifest.review().ok().flatten(),
            share: manifest.share,
            state,
            tag: index.tag.clone(),
        };
        findings.append(&mut found);
        Some(Entry { locale, bundle, usable, coverage, chain: Vec::new(), records, translations })
    }

    /// Renews the records of translations that are right, drops those of messages that are
    /// gone, and says which translations are stale.
    fn bring_up_to_date(&self, records: &mut Records, translations: &HashMap<String, String>) -> HashSet<String> {
        let mut stale = HashSet::new();
        records.retain(|id, _| translations.contains_key(id) && self.standard_forms.contains_key(id));
        for (id, translation) in translations {
            let Some(english) = self.standard_forms.get(id) else { continue };
            match freshness::freshness(records.get(id), english, translation) {
                Freshness::Stale => drop(stale.insert(id.clone())),
                Freshness::New | Freshness::Fresh | Freshness::Renewed => {
                    let translation = freshness::fingerprint(translation);
                    records.insert(id.clone(), freshness::Record { english: english.clone(), translation });
                }
            }
        }
        stale
    }

    fn stale_finding(&self, index: &Index<'_>, id: &str, records: &Records) -> Option<Finding> {
        let located = index.message(id)?;
        let start = super::source::offset_in(&located.parsed.file.text, located.message.id.name);
        let was = records.get(id).map_or("", |r| r.english.as_str()).trim();
        let now = self.standard_forms.get(id).map_or("", String::as_str).trim();
        Some(Finding {
            level: Level::Warning,
            rule: "out-of-date",
            path: located.parsed.file.path.clone(),
            position: Position::of(&located.parsed.file.text, start),
            span: start..start + id.len(),
            id: Some(id.to_owned()),
            message: "the English changed after this was translated".into(),
            english: Some(format!("was: {was}\nnow: {now}")),
            help: format!("change the translation, or run  communique locales accept {} {id}", index.tag),
        })
    }
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.level == Level::Error)
}

fn standard_forms(index: &Index<'_>) -> HashMap<String, String> {
    index.messages().map(|l| (l.message.id.name.to_owned(), freshness::standard_form(l.message))).collect()
}

fn manifest(files: &[&SourceFile], findings: &mut Vec<Finding>) -> Manifest {
    let Some(file) = files.iter().find(|f| f.path.ends_with("/locale.toml")) else { return Manifest::default() };
    Manifest::parse(&file.text).unwrap_or_else(|message| {
        findings.push(about_file(file, "manifest", message, "compare with locale.toml of another language".into()));
        Manifest::default()
    })
}

fn bundle<'f>(tag: &LanguageIdentifier, files: impl Iterator<Item = &'f SourceFile>) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
    bundle.set_formatter(Some(fluent_number));
    for file in files {
        // What did not parse has become a finding; the rest of the file is used.
        let resource = FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    // Fails only if a function of that name is there already.
    let _ = bundle.add_builtins();
    bundle
}

fn endonym(bundle: &FluentBundle<FluentResource>, usable: &HashSet<String>) -> Option<String> {
    let pattern = usable.contains(NAME).then(|| bundle.get_message(NAME))??.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
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
