//! Files of messages that were emptied or saved in part, or are no longer there although something was written down of them.
//! Decides nothing.

use std::borrow::Cow;

use fluent_syntax::ast::Entry;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::check::index::{ParsedFile, junk_id};
use super::check::{Finding, Level, Sentence, rule, start_of};
use super::coverage::Counted;
use super::definition::Definition;
use super::file::{Kind, LocaleFile};
use super::folder::Folder;
use super::locale::SOURCE;

/// Tells them, of each language and of the source.
pub(super) fn tell(folders: &[Folder<'_>], counted: &Counted, findings: &mut Vec<Finding>) {
    let recorded: Vec<HashMap<&str, usize>> = folders.par_iter().map(|folder| recorded(folder, counted)).collect();
    // Of a folder without any, that is what is told.
    let is_looked_at = |folder: &Folder<'_>| folder.name != SOURCE && !folder.parsed.is_empty();
    for (folder, recorded) in folders.iter().zip(recorded).filter(|(folder, _)| is_looked_at(folder)) {
        for name in counted.file_names() {
            let Some(&number) = recorded.get(name) else { continue };
            let path = format!("{}/{name}", folder.name);
            let parsed = folder.parsed.iter().find(|parsed| parsed.name() == name && !is_empty(parsed.file));
            let gone = || {
                let (here, ids) = (names(folder), folder.records.entries.keys());
                ids.filter(|id| counted.file(id) == Some(name) && !here.contains(id.as_str())).count()
            };
            if let Some(parsed) = parsed {
                tell_cut(parsed, gone, number, findings);
                continue;
            }
            match folder.files.iter().find(|file| file.path == path) {
                Some(file) if is_empty(file) => {
                    findings.push(Finding::of_file(Level::Error, rule::EMPTY_FILE, path, Sentence::EmptiedFile))
                }
                Some(_) => {}
                // What it is called now is told.
                None if has_near(folder, name) || findings.iter().any(|finding| is_called(finding, &path)) => {}
                // What stands in a file of another name is shown all the same.
                None if gone() * 2 <= number => {}
                None => {
                    let sentence = Sentence::LostFile { name: name.to_owned(), number };
                    findings.push(Finding::of_file(Level::Warning, rule::LOST_FILE, path, sentence));
                }
            }
        }
    }
    of_source(folders, counted, findings);
}

/// How many texts of each file have a record.
fn recorded<'c>(folder: &Folder<'_>, counted: &'c Counted) -> HashMap<&'c str, usize> {
    let mut recorded = HashMap::default();
    for name in folder.records.entries.keys().filter_map(|id| counted.file(id)) {
        *recorded.entry(name).or_default() += 1;
    }
    recorded
}

/// What the source has lost is known from what its translations have, and from what they were made from.
fn of_source(folders: &[Folder<'_>], counted: &Counted, findings: &mut Vec<Finding>) {
    let Some(source) = folders.iter().find(|folder| folder.name == SOURCE) else { return };
    let mut told = HashSet::default();
    for folder in folders.iter().filter(|folder| folder.name != SOURCE) {
        for parsed in &folder.parsed {
            let name = parsed.name();
            let path = format!("{SOURCE}/{name}");
            let there = source.files.iter().find(|file| file.path == path);
            if has_near(source, name) || told.contains(name) {
                continue;
            }
            let ids: Vec<&str> = parsed.messages().map(|message| message.id.name).collect();
            let is_lost = |id: &&&str| counted.file(id).is_none() && folder.records.entries.contains_key(**id);
            if there.is_some_and(|file| !is_empty(file)) {
                let cut = source.parsed.iter().find(|parsed| parsed.name() == name);
                let gone = || ids.iter().filter(is_lost).count();
                if cut.is_some_and(|cut| tell_cut(cut, gone, ids.len(), findings)) {
                    told.insert(name);
                }
                continue;
            }
            // A page whose texts stand in another file now has lost nothing.
            if ids.is_empty() || ids.iter().filter(is_lost).count() * 2 <= ids.len() {
                continue;
            }
            told.insert(name);
            let (rule, sentence) = match there {
                Some(_) => (rule::EMPTY_FILE, Sentence::EmptiedFile),
                None => (rule::LOST_FILE, Sentence::LostEnglishFile { name: name.to_owned() }),
            };
            findings.push(Finding::of_file(Level::Error, rule, path, sentence));
        }
    }
}

/// Whether a finding says that all of a file was lost, or most of it.
pub(crate) fn is_about_lost_file(finding: &Finding) -> bool {
    matches!(finding.rule, rule::EMPTY_FILE | rule::LOST_FILE | rule::CUT_FILE | rule::OVERWRITTEN_FILE)
}

/// Whether a finding says that nothing in a file counts, or that it is not whole: what its language lacks follows from that.
pub(super) fn is_about_damaged_file(finding: &Finding) -> bool {
    matches!(finding.rule, rule::CUT_FILE | rule::OVERWRITTEN_FILE)
        || matches!(finding.sentence, Sentence::ForeignFile { .. } | Sentence::ReplacedLetters { .. })
}

/// Whether a finding says that the text of a file stands in another of its folder.
fn is_called(finding: &Finding, path: &str) -> bool {
    let folder = |path: &str| path.split_once('/').map(|(folder, name)| (folder.to_owned(), name.to_owned()));
    match &finding.sentence {
        Sentence::ExchangedFile { meant, .. } => folder(path)
            .is_some_and(|(tag, name)| name == *meant && folder(&finding.path).is_some_and(|own| own.0 == tag)),
        _ => false,
    }
}

/// The messages and, with their dash, the terms of a folder, those that cannot be read included.
fn names<'f>(folder: &'f Folder<'_>) -> HashSet<Cow<'f, str>> {
    let name = |entry: &'f Entry<&str>| match entry {
        Entry::Junk { content } => junk_id(content).map(Cow::from),
        _ => Definition::of(entry).map(Definition::id),
    };
    folder.parsed.iter().flat_map(|parsed| &parsed.resource.body).filter_map(name).collect()
}

/// Tells a file that ends inside a text, where what followed is gone, or most of what was written down of it. Whoever takes
/// that out on purpose ends the last line.
fn tell_cut(parsed: &ParsedFile<'_>, gone: impl Fn() -> usize, recorded: usize, findings: &mut Vec<Finding>) -> bool {
    let text = parsed.file.text.as_str();
    let Some(last) = parsed.resource.body.last() else { return false };
    let start = start_of(text, last);
    let is_of_end = |finding: &Finding| finding.path == parsed.file.path && finding.span.start >= start;
    let is_cut = |finding: &Finding| is_of_end(finding) && matches!(finding.rule, rule::CUT_SHORT | rule::SYNTAX);
    let is_comment = matches!(last, Entry::Comment(_) | Entry::GroupComment(_));
    let has_end = text.ends_with(if is_comment { "\n\n" } else { "\n" });
    if has_end && !findings.iter().any(is_cut) {
        return false;
    }
    let is_inside = !text.ends_with('\n') && findings.iter().any(is_cut);
    let gone = gone();
    // What has nothing of it is another text.
    let is_other = gone == recorded && matches!(last, Entry::Junk { .. });
    if is_other || gone * 2 <= recorded && !(is_inside && gone > 0) {
        return false;
    }
    // What is wrong at its end is that.
    findings.retain(|finding| !is_of_end(finding));
    let sentence = Sentence::CutFile { number: gone };
    let at = text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
    let position = parsed.lines.position(text, at);
    let mut finding = Finding::of_file(Level::Error, rule::CUT_FILE, parsed.file.path.clone(), sentence);
    (finding.position, finding.span) = (position, at..at);
    finding.id = Definition::all(&parsed.resource).last().map(|it| it.id().into_owned());
    findings.push(finding);
    true
}

fn is_empty(file: &LocaleFile) -> bool {
    file.refused.is_none() && file.text.trim().is_empty()
}

/// Whether a file of nearly this name is there: `contact.ftl.txt`.
fn has_near(folder: &Folder<'_>, name: &str) -> bool {
    let stem = name.trim_end_matches(".ftl");
    let is_near = |file: &LocaleFile| {
        let (_, own) = file.folder_and_name().unwrap_or_default();
        own != name && own.to_lowercase().starts_with(stem) && file.kind() != Some(Kind::Data)
    };
    folder.files.iter().any(|file| is_near(file))
}
