//! The files of a locale by their names: copies that were left behind, names that are a slip of another, files that
//! are not read. One finding for each such file. Knows no message but its id.

use foldhash::{HashMap, HashSet};

use super::finding::{Finding, Level};
use super::index::ParsedFile;
use super::sentence::Sentence;
use crate::l10n::file::{self, Kind, LocaleFile};
use crate::l10n::near::nearest;
use crate::l10n::position::Position;
use fluent_syntax::ast::Entry;

/// Files of one locale that are compared with each other.
const MAX_FILES: usize = 200;

/// The numbers of the files that are copies of another in the same folder, each with the number of that. Their
/// messages count for nothing. `known` has the names of files that are no copies, as far as they are known: those of the
/// source, and for the source itself those of its translations.
pub(in crate::l10n) fn copies(parsed: &[ParsedFile<'_>], known: &HashSet<&str>) -> HashMap<usize, usize> {
    let mut copies = HashMap::default();
    if parsed.len() > MAX_FILES {
        return copies;
    }
    let ids: Vec<HashSet<&str>> = parsed.iter().map(ids).collect();
    for (number, file) in parsed.iter().enumerate() {
        let original = parsed.iter().enumerate().filter(|(other, _)| *other != number).find(|(other, original)| {
            // The one with the longer name is the copy, where neither or both are known.
            let (is_known, is_original_known) = (known.contains(file.name()), known.contains(original.name()));
            let is_after = match (is_known, is_original_known) {
                (false, true) => true,
                (true, false) => false,
                _ => stem(file.name()).len() > stem(original.name()).len() && is_derived(file.name(), original.name()),
            };
            let shared = ids[number].intersection(&ids[*other]).count();
            is_after && shared > 0 && shared * 2 >= ids[number].len()
        });
        copies.extend(original.map(|(other, _)| (number, other)));
    }
    copies
}

fn ids<'t>(parsed: &ParsedFile<'t>) -> HashSet<&'t str> {
    let id = |entry: &Entry<&'t str>| match entry {
        Entry::Message(message) => Some(message.id.name),
        Entry::Term(term) => Some(term.id.name),
        _ => None,
    };
    parsed.resource.body.iter().filter_map(id).collect()
}

/// The name without what stands from its last dot on.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a name is that of another with something before or behind it: `statement (2).ftl`, `Copy of
/// statement.ftl`, `statement.orig.ftl`.
fn is_derived(name: &str, of: &str) -> bool {
    let (name, of) = (stem(name), stem(of));
    let is_separate = |rest: &str, first: Option<char>| {
        rest.bytes().all(|byte| byte.is_ascii_digit()) || first.is_some_and(|c| !c.is_alphanumeric())
    };
    name.strip_prefix(of).is_some_and(|rest| !rest.is_empty() && is_separate(rest, rest.chars().next()))
        || name.strip_suffix(of).is_some_and(|rest| !rest.is_empty() && is_separate(rest, rest.chars().next_back()))
}

/// Reports copies, near names and files that are not read. `parsed` are the files of messages of the same locale,
/// copies included.
pub(in crate::l10n) fn check(
    files: &[&LocaleFile],
    parsed: &[ParsedFile<'_>],
    copies: &HashMap<usize, usize>,
    english: &HashSet<&str>,
    findings: &mut Vec<Finding>,
) {
    for (number, file) in parsed.iter().enumerate() {
        if let Some(original) = copies.get(&number).and_then(|original| parsed.get(*original)) {
            let sentence = Sentence::CopiedFile { original: original.name().to_owned() };
            findings.push(of_file(file.file, Level::Warning, "copied-file", sentence));
        } else if !english.contains(file.name())
            && let Some(meant) = nearest(stem(file.name()), english.iter().map(|name| stem(name)))
            && !parsed.iter().any(|other| stem(other.name()) == meant)
        {
            let sentence = Sentence::MisspelledFile { name: file.name().to_owned(), meant: format!("{meant}.ftl") };
            findings.push(of_file(file.file, Level::Warning, "near-file", sentence));
        }
    }
    for file in files.iter().filter(|file| file.kind() == Some(Kind::Stray)) {
        let Some((_, name)) = file.folder_and_name() else { continue };
        if let Some(meant) = file::meant(name) {
            let sentence = Sentence::MisnamedFile { name: name.to_owned(), meant: meant.to_owned() };
            findings.push(of_file(file, Level::Error, "near-file", sentence));
            continue;
        }
        let Some(meant) = meant(name, english) else { continue };
        let (is_there, name) = (parsed.iter().any(|parsed| parsed.name() == meant), name.to_owned());
        findings.push(match is_there {
            true => of_file(file, Level::Warning, "copied-file", Sentence::StrayCopy { name, meant }),
            false => of_file(file, Level::Error, "near-file", Sentence::StrayFile { name, meant }),
        });
    }
}

/// The name that a stray file would have to be read.
fn meant(name: &str, english: &HashSet<&str>) -> Option<String> {
    let lower = name.to_lowercase();
    // What the name begins with, up to the last dot before what looks like “ftl”.
    let stem = match lower.find(".ftl") {
        Some(at) => lower.get(..at)?.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
        None => stem(&lower).to_owned(),
    };
    let known = english.iter().map(|name| self::stem(name)).find(|known| *known == stem);
    let derived = || {
        let file = format!("{stem}.ftl");
        english.iter().find(|known| is_derived(&file, known)).map(|known| self::stem(known).to_owned())
    };
    let near = || nearest(&stem, english.iter().map(|name| self::stem(name))).map(str::to_owned);
    let is_ftl = lower.contains(".ftl");
    let found = known.map(str::to_owned).or_else(derived).or_else(near).or_else(|| is_ftl.then(|| stem.clone()))?;
    Some(found + ".ftl")
}

fn of_file(file: &LocaleFile, level: Level, rule: &'static str, sentence: Sentence) -> Finding {
    let position = Position { line: 1, column: 1 };
    Finding { level, rule, path: file.path.clone(), position, span: 0..0, id: None, english: None, sentence }
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
