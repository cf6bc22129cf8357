//! The files of a locale by their names: copies that were left behind, files that were saved over another, names that are a
//! slip of another, files that are not read. One finding for each such file. Knows no message but its id.

use foldhash::{HashMap, HashSet};

use super::finding::{Finding, Level};
use super::index::{ParsedFile, junk_id};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::file::{self, Kind, LocaleFile, RECORDS_FILE, is_derived, stem};
use crate::l10n::near::nearest;
use crate::l10n::records;
use fluent_syntax::ast::Entry;

/// Files of one locale that are compared with each other.
const MAX_FILES: usize = 200;
/// A file with fewer entries than this is not called another text by what the English lacks.
const MIN_ENTRIES: usize = 3;

/// Why nothing in a file is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::l10n) enum Unused<'t> {
    /// It is a copy of this file, which was left behind.
    Copy(&'t str),
    /// This file was saved over it.
    Overwritten(&'t str),
    /// It holds nothing that any file has.
    OtherText,
}

/// Of each file, by its name, the names of the entries that belong there.
#[derive(Default)]
pub(in crate::l10n) struct Homes<'t> {
    names: HashMap<&'t str, HashSet<&'t str>>,
    is_of_source: bool,
}

/// Translations that are asked what belongs where in the source.
const MAX_ASKED: usize = 10;

impl<'t> Homes<'t> {
    /// Of translations: where the source has them.
    pub(in crate::l10n) fn of_translations(source: &[ParsedFile<'t>]) -> Self {
        let names = source.iter().map(|file| (file.name(), ids(file))).collect();
        Self { names, is_of_source: false }
    }

    /// Of the source: where its translations have them.
    pub(in crate::l10n) fn of_source<'p>(translations: impl Iterator<Item = &'p [ParsedFile<'t>]>) -> Self
    where
        't: 'p,
    {
        let mut homes = Self { is_of_source: true, ..Self::default() };
        for (number, files) in translations.enumerate() {
            for file in files {
                let names = homes.names.entry(file.name()).or_default();
                if number < MAX_ASKED {
                    names.extend(ids(file));
                }
            }
        }
        homes
    }

    fn is_known(&self, file: &ParsedFile<'_>) -> bool {
        self.names.contains_key(file.name())
    }

    /// Whether a file has none of the entries that belong there.
    fn lacks_all(&self, file: &ParsedFile<'_>, ids: &HashSet<&str>) -> bool {
        let Some(own) = self.names.get(file.name()).filter(|own| !own.is_empty()) else { return false };
        let is_own = |entry: &Entry<&str>| match entry {
            Entry::Junk { content } => junk_id(content).is_some_and(|id| own.contains(id.trim_start_matches('-'))),
            _ => false,
        };
        own.is_disjoint(ids) && !file.resource.body.iter().any(is_own)
    }

    /// Whether all that a file has is not of any file, and was not of one earlier.
    fn knows_nothing(&self, file: &ParsedFile<'_>, ids: &HashSet<&str>, former: &HashSet<&str>) -> bool {
        let is_entry = |entry: &&Entry<&str>| matches!(entry, Entry::Message(_) | Entry::Term(_) | Entry::Junk { .. });
        let entries = file.resource.body.iter().filter(is_entry).count();
        let is_junk = || file.errors.len() * 2 > entries;
        let is_known = |id: &&&str| self.names.values().chain([former]).any(|names| names.contains(**id));
        entries >= MIN_ENTRIES
            // A word may be a name elsewhere.
            && ids.iter().filter(is_known).count() * MIN_ENTRIES < entries
            // In the source all messages of a file may be others.
            && (!self.is_of_source || is_junk())
    }

    /// The file whose name one has but for a slip.
    fn near(&self, name: &str) -> Option<String> {
        let known = self.names.keys().map(|known| stem(known));
        (!self.names.contains_key(name)).then(|| nearest(stem(name), known)).flatten().map(|stem| format!("{stem}.ftl"))
    }

    /// The file whose entries most of these are, if they are most of it.
    fn of(&self, ids: &HashSet<&str>) -> Option<&'t str> {
        let is_it = |names: &HashSet<&str>| {
            let shared = names.intersection(ids).count();
            shared * 2 > ids.len() && shared * 2 > names.len()
        };
        self.names.iter().find(|(_, names)| is_it(names)).map(|(name, _)| *name)
    }
}

/// The numbers of the files in which nothing is used, each with the reason. `former` are the names that were written down.
pub(in crate::l10n) fn unused<'t>(
    parsed: &[ParsedFile<'t>],
    homes: &Homes<'_>,
    former: &HashSet<&str>,
) -> HashMap<usize, Unused<'t>> {
    let mut unused = HashMap::default();
    if parsed.len() > MAX_FILES {
        return unused;
    }
    let ids: Vec<HashSet<&str>> = parsed.iter().map(ids).collect();
    for (number, file) in parsed.iter().enumerate() {
        let lacks_all = homes.lacks_all(file, &ids[number]);
        let is_original = |(other, original): &(usize, &ParsedFile<'_>)| {
            let shared = ids[number].intersection(&ids[*other]).count();
            // The one with the longer name is the copy, where neither or both are known.
            let is_after = match (homes.is_known(file), homes.is_known(original)) {
                (false, true) => true,
                (true, false) => false,
                // Of two copies without the original, the first is used.
                (false, false) if are_copies_of_one(file, original, homes.of(&ids[number])) => number > *other,
                _ if lacks_all => shared * 2 >= ids[*other].len(),
                _ => stem(file.name()).len() > stem(original.name()).len() && is_derived(file.name(), original.name()),
            };
            *other != number && is_after && shared > 0 && shared * 2 >= ids[number].len()
        };
        let original = parsed.iter().enumerate().find(is_original).map(|(_, original)| original.name());
        let reason = match original {
            _ if records::are_in(&file.file.text) => Some(Unused::Overwritten(RECORDS_FILE)),
            Some(original) if lacks_all => Some(Unused::Overwritten(original)),
            Some(original) => Some(Unused::Copy(original)),
            None if file::is_toml(&file.file.text) => Some(Unused::OtherText),
            None if !lacks_all => None,
            None => homes.knows_nothing(file, &ids[number], former).then_some(Unused::OtherText),
        };
        unused.extend(reason.map(|reason| (number, reason)));
    }
    unused
}

/// The names of a file, those of terms without a dash.
fn ids<'t>(parsed: &ParsedFile<'t>) -> HashSet<&'t str> {
    Definition::all(&parsed.resource).map(Definition::name).collect()
}

/// Reports files that are not used, near names and files that are not read. `parsed` are the files of messages of the same
/// locale, those that are not used included.
pub(in crate::l10n) fn check(
    files: &[&LocaleFile],
    parsed: &[ParsedFile<'_>],
    unused: &HashMap<usize, Unused<'_>>,
    homes: &Homes<'_>,
    english: &HashSet<&str>,
    findings: &mut Vec<Finding>,
) {
    for (number, file) in parsed.iter().enumerate() {
        let name = || file.name().to_owned();
        if let Some(reason) = unused.get(&number) {
            let (level, rule, sentence) = match *reason {
                Unused::Copy(original) => {
                    (Level::Warning, "copied-file", Sentence::CopiedFile { original: original.to_owned() })
                }
                Unused::Overwritten(original) => {
                    let sentence = Sentence::OverwrittenFile { name: name(), original: original.to_owned() };
                    (Level::Error, rule::OVERWRITTEN_FILE, sentence)
                }
                Unused::OtherText => (Level::Error, rule::OVERWRITTEN_FILE, Sentence::OtherText { name: name() }),
            };
            findings.push(Finding::of_file(level, rule, &file.file.path, sentence));
        } else if let Some(meant) = exchanged(file, homes) {
            // All of it is used, whatever the file is called.
            let sentence = Sentence::ExchangedFile { name: name(), meant: meant.to_owned() };
            findings.push(Finding::of_file(Level::Warning, "near-file", &file.file.path, sentence));
        } else if let Some(sentence) = misnamed(file, parsed, homes) {
            findings.push(Finding::of_file(Level::Warning, "near-file", &file.file.path, sentence));
        }
    }
    for file in files.iter().filter(|file| file.kind() == Some(Kind::Stray) && !file.is_messages()) {
        let Some((_, name)) = file.folder_and_name() else { continue };
        if let Some(meant) = file::meant(name) {
            let (name, meant) = (name.to_owned(), meant.to_owned());
            let is_there = files.iter().any(|other| other.folder_and_name().is_some_and(|(_, other)| other == meant));
            findings.push(match is_there && is_derived(&name.to_lowercase(), &meant) {
                // What it is a copy of is read.
                true => Finding::of_file(
                    Level::Warning,
                    "copied-file",
                    &file.path,
                    Sentence::CopiedFile { original: meant },
                ),
                false => {
                    let sentence = Sentence::MisnamedFile { name, meant };
                    Finding::of_file(Level::Error, "near-file", &file.path, sentence)
                }
            });
            continue;
        }
        let Some(meant) = meant(name, english) else { continue };
        let (is_there, name) = (parsed.iter().any(|parsed| parsed.name() == meant), name.to_owned());
        findings.push(match is_there {
            true => Finding::of_file(Level::Warning, "copied-file", &file.path, Sentence::StrayCopy { name, meant }),
            false => Finding::of_file(Level::Error, "near-file", &file.path, Sentence::StrayFile { name, meant }),
        });
    }
}

/// Whether both names are that of a file with something added, which is not there.
fn are_copies_of_one(file: &ParsedFile<'_>, other: &ParsedFile<'_>, home: Option<&str>) -> bool {
    home.is_some_and(|home| is_derived(file.name(), home) && is_derived(other.name(), home))
}

/// What is said of a file that is used although its name is not one of the English: it has a slip, or the file holds the
/// text of another, which is not there.
fn misnamed(file: &ParsedFile<'_>, parsed: &[ParsedFile<'_>], homes: &Homes<'_>) -> Option<Sentence> {
    let (_, name) = file.file.folder_and_name()?;
    let name = name.to_owned();
    let is_there = |meant: &str| parsed.iter().any(|other| stem(other.name()) == stem(meant));
    // What cannot be read is told as that.
    if file.file.refused.is_some() {
        return None;
    }
    if file.name() != name {
        let near = homes.near(file.name()).filter(|near| !is_there(near));
        return Some(Sentence::FileStandsIn { name, meant: near.unwrap_or_else(|| file.name().to_owned()) });
    }
    if homes.is_known(file) {
        return None;
    }
    let near = homes.near(file.name()).filter(|_| !homes.is_of_source);
    if let Some(meant) = near.filter(|meant| !is_there(meant)) {
        return Some(Sentence::MisspelledFile { name, meant });
    }
    // Where the name of the English is that of a copy, that is the slip.
    let is_right = |meant: &&str| {
        let is_copy_of_english = is_derived(meant, file.name());
        !is_there(meant) && !is_copy_of_english && (!homes.is_of_source || is_derived(file.name(), meant))
    };
    let meant = homes.of(&ids(file)).filter(is_right)?.to_owned();
    Some(Sentence::FileStandsIn { name, meant })
}

/// The name of the file whose text one holds that has nothing of its own.
fn exchanged<'t>(file: &ParsedFile<'_>, homes: &Homes<'t>) -> Option<&'t str> {
    let ids = ids(file);
    (!homes.is_of_source && homes.lacks_all(file, &ids)).then(|| homes.of(&ids)).flatten()
}

/// The name that a stray file would have to be read.
fn meant(name: &str, english: &HashSet<&str>) -> Option<String> {
    let lower = name.to_lowercase();
    // What the name begins with, up to the last dot before what looks like “ftl”.
    let stem = match lower.find(".ftl") {
        Some(at) => lower.get(..at)?.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
        None => file::stem(&lower).to_owned(),
    };
    let known = english.iter().map(|name| file::stem(name)).find(|known| *known == stem);
    let derived = || {
        let file = format!("{stem}.ftl");
        english.iter().find(|known| is_derived(&file, known)).map(|known| file::stem(known).to_owned())
    };
    let near = || nearest(&stem, english.iter().map(|name| file::stem(name))).map(str::to_owned);
    let is_ftl = lower.contains(".ftl");
    let found = known.map(str::to_owned).or_else(derived).or_else(near).or_else(|| is_ftl.then(|| stem.clone()))?;
    Some(found + ".ftl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_file_has_the_name_that_it_was_meant_to_have() {
        let english = HashSet::from_iter(["statement.ftl", "site.ftl"]);
        for (name, expected) in [
            ("statement.FTL", Some("statement.ftl")),
            ("Statement.Ftl", Some("statement.ftl")),
            ("statement.ftl.txt", Some("statement.ftl")),
            ("statement.ftl.bak", Some("statement.ftl")),
            ("statement.ftl~", Some("statement.ftl")),
            ("#statement.ftl#", Some("statement.ftl")),
            ("statement (1).ftl.orig", Some("statement.ftl")),
            ("statment.ftl.txt", Some("statement.ftl")),
            ("statement.flt", Some("statement.ftl")),
            ("notes.ftl.txt", Some("notes.ftl")),
            ("notes.flt", None),
        ] {
            assert_eq!(meant(name, &english).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_copy_has_the_name_of_another_file_with_something_added() {
        for (name, expected) in [
            ("statement (copy).ftl", true),
            ("statement.orig.ftl", true),
            ("statement-2.ftl", true),
            ("statement2.ftl", true),
            ("Copy of statement.ftl", true),
            ("statements.ftl", false),
            ("statement.ftl", false),
            ("restatement.ftl", false),
        ] {
            assert_eq!(is_derived(name, "statement.ftl"), expected, "{name}");
        }
    }
}
