//! What is told of texts that are another language's, and which of them are shown to nobody. Knows no rule of the checks.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::check::{Finding, Index, Level, Sentence};
use super::coverage::Counted;
use super::entry::Entry;
use super::folder::Folder;
use super::foreign::{self, ForeignFile, ForeignText};
use super::loaded::LoadedLocale;
use super::locale::Locale;
use super::report;

/// The locales that hold another language's texts, by their place: the messages that are certainly not in their
/// language, and the findings.
pub(super) fn tell(
    assessed: &[(LoadedLocale, Vec<Finding>)],
    counted: &Counted,
    indexes: &BTreeMap<&str, (Index<'_>, &Folder<'_>)>,
) -> BTreeMap<usize, (HashSet<String>, Vec<Finding>)> {
    let locales: Vec<&LoadedLocale> = assessed.iter().map(|(loaded, _)| loaded).collect();
    let mut foreign: BTreeMap<usize, (HashSet<String>, Vec<Finding>)> = BTreeMap::new();
    let found = foreign::find(&locales, counted);
    for file in found.files {
        let (ids, findings) = foreign.entry(file.locale).or_default();
        let own = locales[file.locale];
        findings.push(of_file(&own.locale, &locales[file.of].locale, &file));
        if file.is_certain
            && let Some((index, _)) = indexes.get(own.locale.id.as_str())
        {
            // Of short texts nothing else tells whose they are: those that are not as they were written down go with it.
            let all = Entry::all(index).into_iter().filter(|entry| entry.file_name() == file.file);
            ids.extend(all.map(|entry| entry.id).filter(|id| !foreign::is_as_recorded(own, id)));
        }
    }
    for text in found.texts {
        let locale = &locales[text.locale].locale;
        let (_, findings) = foreign.entry(text.locale).or_default();
        if let Some((index, _)) = indexes.get(locale.id.as_str()) {
            of_text(locale, &locales[text.of].locale, &text, &Entry::all(index), findings);
        }
    }
    foreign
}

/// Takes out what is found in files that hold another language’s texts: nothing of them is shown.
pub(super) fn remove_consequences(findings: &mut Vec<Finding>) {
    let is_it = |finding: &Finding| matches!(finding.sentence, Sentence::ForeignFile { .. });
    let paths: HashSet<String> = findings.iter().filter(|it| is_it(it)).map(|it| it.path.clone()).collect();
    findings.retain(|finding| is_it(finding) || !paths.contains(&finding.path));
}

/// A file that holds another language's texts.
fn of_file(locale: &Locale, of: &Locale, foreign: &ForeignFile<'_>) -> Finding {
    let (language, path) = (of.endonym.clone(), format!("{}/{}", of.id, foreign.file));
    let (level, sentence) = match foreign.is_certain {
        true => (Level::Error, Sentence::ForeignFile { language, path }),
        false => (Level::Warning, Sentence::SameFile { path }),
    };
    report::locale_finding(locale, foreign.file, level, "other-language", sentence)
}

/// A text that is another language’s.
fn of_text(locale: &Locale, of: &Locale, text: &ForeignText<'_>, entries: &[Entry<'_>], findings: &mut Vec<Finding>) {
    let Some(entry) = entries.iter().find(|entry| entry.id == text.id) else { return };
    let (language, path) = (of.endonym.clone(), format!("{}/{}", of.id, text.file));
    let sentence = Sentence::ForeignText { language, path, tag: locale.id.clone(), id: text.id.to_owned() };
    entry.warn("other-language", sentence, None, findings);
}
