//! Files of messages that were emptied, or are no longer there although something was written down of them. Decides nothing.

use foldhash::{HashMap, HashSet};

use super::check::{Finding, Level, Sentence};
use super::coverage::Counted;
use super::file::LocaleFile;
use super::folder::Folder;
use super::locale::SOURCE;
use super::position::Position;
use super::report::EMPTIED;

/// The rule of a file that is not there.
pub(crate) const LOST: &str = "lost-file";

/// Tells them, of each language and of the source.
pub(super) fn tell(folders: &[Folder<'_>], counted: &Counted, findings: &mut Vec<Finding>) {
    for folder in folders.iter().filter(|folder| folder.name != SOURCE) {
        let mut recorded: HashMap<&str, usize> = HashMap::default();
        for name in folder.records.entries.keys().filter_map(|id| counted.file(id)) {
            *recorded.entry(name).or_default() += 1;
        }
        for name in counted.file_names() {
            let Some(&number) = recorded.get(name) else { continue };
            let path = format!("{}/{name}", folder.name);
            match folder.files.iter().find(|file| file.path == path) {
                Some(file) if is_empty(file) => {
                    findings.push(found(Level::Error, EMPTIED, path, Sentence::EmptiedFile))
                }
                Some(_) => {}
                // What it is called now is told.
                None if has_near(folder, name) => {}
                None => {
                    let sentence = Sentence::LostFile { name: name.to_owned(), number };
                    findings.push(found(Level::Warning, LOST, path, sentence));
                }
            }
        }
    }
    of_source(folders, counted, findings);
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
            if there.is_some_and(|file| !is_empty(file)) || has_near(source, name) || told.contains(name) {
                continue;
            }
            let ids: Vec<&str> = parsed.messages().map(|message| message.id.name).collect();
            let is_lost = |id: &&&str| counted.file(id).is_none() && folder.records.entries.contains_key(**id);
            // A page whose texts stand in another file now has lost nothing.
            if ids.is_empty() || ids.iter().filter(is_lost).count() * 2 <= ids.len() {
                continue;
            }
            told.insert(name);
            let (rule, sentence) = match there {
                Some(_) => (EMPTIED, Sentence::EmptiedFile),
                None => (LOST, Sentence::LostEnglishFile { name: name.to_owned() }),
            };
            findings.push(found(Level::Error, rule, path, sentence));
        }
    }
}

/// Whether a finding says that a file was emptied or lost.
pub(crate) fn is_about_lost_file(finding: &Finding) -> bool {
    matches!(finding.rule, EMPTIED | LOST)
}

fn is_empty(file: &LocaleFile) -> bool {
    file.refused.is_none() && file.text.trim().is_empty()
}

/// Whether a file of nearly this name is there: `contact.ftl.txt`.
fn has_near(folder: &Folder<'_>, name: &str) -> bool {
    let stem = name.trim_end_matches(".ftl");
    let is_near = |file: &LocaleFile| {
        let (_, own) = file.folder_and_name().unwrap_or_default();
        own != name && own.to_lowercase().starts_with(stem)
    };
    folder.files.iter().any(|file| is_near(file))
}

fn found(level: Level, rule: &'static str, path: String, sentence: Sentence) -> Finding {
    let position = Position { line: 1, column: 1 };
    Finding { level, rule, path, position, span: 0..0, id: None, english: None, sentence }
}
