//! The rules, tried on files that are written for it: what they find, and what they say of it.
#![allow(clippy::unwrap_used)]

mod hostile;
mod rules;

use super::*;
use crate::l10n::file::LocaleFile;

/// What is found in a language’s files, with one English file beside them: level, rule, the
/// slice that is shown and the message that it is about. Each file ends with the end of a line.
pub(super) fn found(tag: &str, english: &str, files: &[&str]) -> String {
    let ended = |text: &str| if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let files: Vec<String> = files.iter().map(|text| ended(text)).collect();
    found_in(tag, &ended(english), &files.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The same of files as they are.
pub(super) fn found_in(tag: &str, english: &str, files: &[&str]) -> String {
    let file = |tag: &str, n: usize, text: &str| LocaleFile::new(format!("{tag}/{n}.ftl"), text.as_bytes());
    let source = [file("en", 0, english)];
    let source: Vec<ParsedFile<'_>> = source.iter().map(ParsedFile::new).collect();
    let files: Vec<LocaleFile> = files.iter().enumerate().map(|(n, text)| file(tag, n, text)).collect();
    let parsed: Vec<ParsedFile<'_>> = files.iter().map(ParsedFile::new).collect();
    let (index, source) = (Index::new(tag.parse().unwrap(), &parsed), Index::new("en".parse().unwrap(), &source));
    let describe = |finding: Finding| {
        let file = files.iter().find(|file| file.path == finding.path).unwrap();
        assert!(!finding.help().is_empty() && !finding.message().is_empty(), "{finding}");
        let Finding { level, rule, span, id, .. } = finding;
        format!("{level} {rule} `{}` {}", &file.text[span], id.unwrap_or_default())
    };
    check(&index, &English::new(&source)).into_iter().map(describe).collect::<Vec<_>>().join(", ")
}

/// The sentences about a text: what is wrong, and what to do.
pub(super) fn told(tag: &str, english: &str, text: &str) -> Vec<(String, String)> {
    let [english, text] =
        [("en", english), (tag, text)].map(|(tag, text)| LocaleFile::new(format!("{tag}/0.ftl"), text.as_bytes()));
    let (source, parsed) = ([ParsedFile::new(&english)], [ParsedFile::new(&text)]);
    let source = Index::new("en".parse().unwrap(), &source);
    let index = Index::new(tag.parse().unwrap(), &parsed);
    check(&index, &English::new(&source)).into_iter().map(|finding| (finding.message(), finding.help())).collect()
}
