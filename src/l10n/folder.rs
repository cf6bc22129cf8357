//! A locale’s folder, read: its messages, its records, and what `locale.toml` says. Each file by itself; what they
//! mean beside the source’s is for others to say.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::check::files::{self, Homes};
use super::check::{Finding, ParsedFile, Sentence, rule};
use super::definition::Definition;
use super::file::{Kind, LocaleFile, MANIFEST_FILE};
use super::language::{self, Subtag};
use super::locale::SOURCE;
use super::manifest::Manifest;
use super::records::{Condition, Record, Records, Wording};
use super::report;
use super::unreadable::Unreadable;
use super::written_day::today;

/// So many slips in a `locale.toml` that has none of its keys say that it is another text.
const MIN_SLIPS: usize = 3;

/// What was read of a locale.
pub(super) struct Folder<'f> {
    /// Its name: the tag of the language.
    pub(super) name: &'f str,
    pub(super) files: Vec<&'f LocaleFile>,
    /// The files with messages. Copies that were left behind are not among them.
    pub(super) parsed: Vec<ParsedFile<'f>>,
    /// The file of records, if it is read, and what it says.
    pub(super) recorded: Option<&'f LocaleFile>,
    pub(super) records: Arc<Records>,
    pub(super) manifest: Manifest,
}

impl<'f> Folder<'f> {
    /// Reads all folders whose names are tags of languages, in the order of their names. `services` are those that
    /// pages can be shared on.
    pub(super) fn read_all(files: &'f [LocaleFile], services: &[&str], findings: &mut Vec<Finding>) -> Vec<Self> {
        let folders: Vec<_> = by_name(files, findings).into_iter().collect();
        let read = |(name, files)| Self::read(name, files, services);
        let read: Vec<(Self, Vec<Finding>)> = folders.into_par_iter().map(read).collect();
        let (mut read, found): (Vec<Self>, Vec<Vec<Finding>>) = read.into_iter().unzip();
        findings.extend(found.into_iter().flatten());
        Self::find_replaced(&mut read, findings);
        let unused = Self::unused(&read, findings);
        for (folder, unused) in read.iter_mut().zip(unused) {
            let mut numbers = 0..;
            folder.parsed.retain(|_| numbers.next().is_some_and(|number| !unused.contains(&number)));
        }
        read
    }

    /// Compares the records with the English of today, of which an encoding may have taken letters.
    fn find_replaced(all: &mut [Self], findings: &mut Vec<Finding>) {
        let source = all.iter().position(|folder| folder.name == SOURCE);
        let asked: HashSet<String> = all.iter().flat_map(|folder| folder.records.all()).filter_map(with_mark).collect();
        let Some(source) = source.map(|at| &all[at]).filter(|_| !asked.is_empty()) else { return };
        let definitions = source.parsed.iter().flat_map(|file| Definition::all(&file.resource));
        let of_asked = definitions.filter(|it| asked.contains(it.id().as_ref()));
        let today: HashMap<String, String> =
            of_asked.map(|it| (it.id().into_owned(), Wording::of(it).normal)).collect();
        for folder in all {
            let was_damaged = folder.records.condition == Condition::Damaged;
            let records = Arc::make_mut(&mut folder.records);
            if records.find_replaced(|id| today.get(id).cloned()) && !was_damaged {
                folder.recorded.into_iter().for_each(|file| report::damaged_records(file, findings));
            }
        }
    }

    /// Of each folder the numbers of the files in which nothing is used.
    fn unused(all: &[Self], findings: &mut Vec<Finding>) -> Vec<HashSet<usize>> {
        let source = all.iter().find(|folder| folder.name == SOURCE).map_or(&[][..], |folder| &folder.parsed);
        let english: HashSet<&str> = source.iter().map(ParsedFile::name).collect();
        // Which of two files of the source is a copy, its translations tell.
        let translations = all.iter().filter(|folder| folder.name != SOURCE);
        let of_source = Homes::of_source(translations.map(|folder| folder.parsed.as_slice()));
        let of_translations = Homes::of_translations(source);
        let unused = |folder: &Self| {
            let mut findings = Vec::new();
            let homes = if folder.name == SOURCE { &of_source } else { &of_translations };
            let former = folder.records.all().map(|(id, _)| id.trim_start_matches('-')).collect();
            let unused = files::unused(&folder.parsed, homes, &former);
            files::check(&folder.files, &folder.parsed, &unused, homes, &english, &mut findings);
            (unused.into_keys().collect(), findings)
        };
        let found: Vec<(HashSet<usize>, Vec<Finding>)> = all.par_iter().map(unused).collect();
        let (unused, found): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        findings.extend(found.into_iter().flatten());
        unused
    }

    fn read(name: &'f str, files: Vec<&'f LocaleFile>, services: &[&str]) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let parsed = files.iter().filter(|file| file.is_messages()).map(|file| ParsedFile::new(file)).collect();
        let recorded = report::file_of(Kind::Records, &files);
        let records = Arc::new(read_records(recorded, &mut findings));
        let manifest = read_manifest(&files, services, &mut findings);
        let recorded = recorded.filter(|file| file.refused.is_none());
        (Self { name, files, parsed, recorded, records, manifest }, findings)
    }
}

/// The files by folder, leaving out folders whose names are no languages.
fn by_name<'f>(files: &'f [LocaleFile], findings: &mut Vec<Finding>) -> BTreeMap<&'f str, Vec<&'f LocaleFile>> {
    let mut folders: BTreeMap<&str, Vec<&LocaleFile>> = BTreeMap::new();
    for file in files {
        match file.path.split_once('/') {
            Some((folder, _)) => folders.entry(folder).or_default().push(file),
            None => report::refused(&[file], findings),
        }
    }
    // What stands in folders of another kind may be anything; a folder inside itself was moved by a slip.
    let is_read = |name: &str, file: &LocaleFile| {
        file.refused != Some(Unreadable::Deep) || file.path.starts_with(&format!("{name}/{name}/"))
    };
    folders.retain(|name, files| files.iter().any(|file| is_read(name, file)));
    folders.retain(|name, files| {
        let Some(sentence) = wrong_name(name).filter(|_| !files[0].is_pseudo) else { return true };
        findings.push(report::file_error(files[0], "folder-name", sentence));
        false
    });
    folders
}

/// Why a folder is no locale by its name.
fn wrong_name(name: &str) -> Option<Sentence> {
    let (folder, canonical) = (name.to_owned(), language::canonicalize(name));
    let Some(canonical) = canonical else { return Some(Sentence::NoTag { name: folder }) };
    if !language::is_known(&canonical) {
        // `gr-GR`, too.
        let name = canonical.language.as_str();
        return Some(match language::language_of_territory(name) {
            Some(tag) => Sentence::TagOfCountry { name: folder, tag: tag.to_string() },
            // Where most speak the language of the source, a variety of it.
            None => match language::canonicalize(&format!("{SOURCE}-{name}")) {
                Some(tag) if tag.region.is_some() && language::unknown_part(&tag).is_none() => {
                    Sentence::TagOfCountry { name: folder, tag: tag.to_string() }
                }
                _ => Sentence::UnknownLanguage { name: folder },
            },
        });
    }
    if let Some(subtag) = language::unknown_part(&canonical) {
        return Some(match subtag {
            Subtag::Script(part) => Sentence::UnknownScript { name: folder, part },
            Subtag::Region(part) => Sentence::UnknownRegion { name: folder, part },
            Subtag::Variant(part) => Sentence::UnknownVariant { name: folder, part },
        });
    }
    let tag = canonical.to_string();
    (tag != name).then_some(Sentence::OtherTag { name: folder, tag })
}

/// The id of a record whose English has a question mark.
fn with_mark((id, record): (&str, &Record)) -> Option<String> {
    record.english.normal.contains('?').then(|| id.to_owned())
}

fn read_records(recorded: Option<&LocaleFile>, findings: &mut Vec<Finding>) -> Records {
    match recorded {
        None => Records::default(),
        // It is reported with the other files that are not read.
        Some(file) if file.refused.is_some() => Records::refused(),
        Some(file) => {
            let records = Records::parse(&file.text);
            if records.condition == Condition::Damaged {
                report::damaged_records(file, findings);
            }
            records
        }
    }
}

/// What `locale.toml` says. One that says nothing any more may have said that the language is hidden.
fn read_manifest(files: &[&LocaleFile], services: &[&str], findings: &mut Vec<Finding>) -> Manifest {
    match report::file_of(Kind::Manifest, files) {
        None => Manifest::default(),
        Some(file) if file.refused.is_some() => Manifest::refused(),
        Some(file) if file.text.trim().is_empty() => {
            findings.push(report::file_error(file, rule::EMPTY_FILE, Sentence::EmptiedManifest));
            Manifest::refused()
        }
        Some(file) => {
            let (manifest, slips) = Manifest::parse(&file.text, services, today());
            if slips.len() >= MIN_SLIPS && !Manifest::has_key(&file.text) {
                let sentence = Sentence::OtherText { name: MANIFEST_FILE.to_owned() };
                findings.push(report::file_error(file, rule::OVERWRITTEN_FILE, sentence));
                return Manifest::refused();
            }
            report::of_manifest(files, slips, findings);
            manifest
        }
    }
}
