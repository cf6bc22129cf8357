//! The project file of other tools (`l10n.toml`), which names the languages that there are: a language is added to it, and
//! all else in it stays as it is written. A file that cannot be read is told, and a language that it names and that has no
//! folder. Knows no file on a disk.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::{Finding, Level, Sentence, first_mark, rule};
use super::position::Lines;

/// The name of the file inside the folder of locales.
pub const PROJECT_FILE: &str = "l10n.toml";

/// The tag of a language, and where it stands.
type Tag = (String, Range<usize>);

/// What becomes of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectNaming {
    /// It names the language already.
    Already,
    /// Its text with the language in it.
    Now(String),
    /// It has no list of languages.
    WithoutList,
    /// It cannot be read.
    Unreadable,
}

/// Why the languages of a project file are not known.
enum NoLanguages {
    /// It says nothing of them, as one that names them by paths.
    Unsaid,
    /// It cannot be read from there on. Bytes.
    Malformed(Range<usize>),
}

/// The languages that a project file names, each with where it stands, and where the list is.
fn languages(file: &str) -> Result<(Vec<Tag>, Range<usize>), NoLanguages> {
    let table = DeTable::parse(file).map_err(|error| NoLanguages::Malformed(error.span().unwrap_or_default()))?;
    let list = table.get_ref().get("locales").ok_or(NoLanguages::Unsaid)?;
    let DeValue::Array(listed) = list.get_ref() else { return Err(NoLanguages::Malformed(list.span())) };
    let tag = |listed: &Spanned<DeValue<'_>>| match listed.get_ref().as_str() {
        Some(tag) => Ok((tag.to_owned(), listed.span())),
        None => Err(NoLanguages::Malformed(listed.span())),
    };
    Ok((listed.iter().map(tag).collect::<Result<_, _>>()?, list.span()))
}

/// What is wrong in a project file: that it cannot be read, or which languages it names that have no folder.
pub fn findings(file: &str, has_folder: impl Fn(&str) -> bool) -> Vec<Finding> {
    if file.trim().is_empty() {
        return vec![Finding::of_file(Level::Error, rule::EMPTY_FILE, PROJECT_FILE, Sentence::EmptiedFile)];
    }
    let lines = Lines::new(file);
    let finding = |level, rule, span: Range<usize>, sentence| Finding {
        position: lines.position(file, span.start),
        span,
        ..Finding::of_file(level, rule, PROJECT_FILE, sentence)
    };
    match languages(file) {
        Ok((named, _)) => {
            let lost = named.into_iter().filter(|(tag, _)| !has_folder(tag));
            lost.map(|(tag, span)| finding(Level::Error, "lost-folder", span, Sentence::LostFolder { tag })).collect()
        }
        Err(NoLanguages::Unsaid) => Vec::new(),
        Err(NoLanguages::Malformed(span)) => vec![match first_mark(file) {
            Some(mark) => finding(Level::Error, rule::MERGE_CONFLICT, mark, Sentence::ConflictOfManifest),
            None => finding(Level::Error, "project", span, Sentence::MalformedProject),
        }],
    }
}

/// What is wrong with a project file that is no text in UTF-8.
pub fn no_text() -> Finding {
    Finding::of_file(Level::Error, "project", PROJECT_FILE, Sentence::MalformedProject)
}

/// A project file with a language in its list, before the first that comes after it in the alphabet.
pub fn with_language(file: &str, tag: &str) -> ProjectNaming {
    let (tags, list) = match languages(file) {
        Ok(named) => named,
        Err(NoLanguages::Unsaid) => return ProjectNaming::WithoutList,
        Err(NoLanguages::Malformed(_)) => return ProjectNaming::Unreadable,
    };
    if tags.iter().any(|(listed, _)| *listed == tag) {
        return ProjectNaming::Already;
    }
    // One a line stays one a line.
    let gap = match tags.as_slice() {
        [(_, first), (_, second), ..] => file.get(first.end..second.start).filter(|gap| !gap.contains('#')),
        _ => None,
    };
    let gap = gap.unwrap_or(", ");
    let after = tags.iter().find(|(listed, _)| listed.as_str() > tag);
    let (at, addition) = match (after, tags.last()) {
        (Some((_, next)), _) => (next.start, format!("\"{tag}\"{gap}")),
        (None, Some((_, last))) => (last.end, format!("{gap}\"{tag}\"")),
        (None, None) => (list.start + 1, format!("\"{tag}\"")),
    };
    let mut with = file.to_owned();
    with.insert_str(at, &addition);
    ProjectNaming::Now(with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_added_in_its_place_and_all_else_stays_as_it_is_written() {
        for (file, tag, expected) in [
            (
                "locales = [\"ar\", \"de\"] # two\n[[paths]]\n",
                "az",
                "locales = [\"ar\", \"az\", \"de\"] # two\n[[paths]]\n",
            ),
            ("locales = [\"ar\", \"de\"]\n", "uk", "locales = [\"ar\", \"de\", \"uk\"]\n"),
            ("locales = [\"de\"]\n", "ar", "locales = [\"ar\", \"de\"]\n"),
            ("locales = [ ]\n", "ar", "locales = [\"ar\" ]\n"),
            ("locales = [\n    'ar',\n    'de',\n]\n", "uk", "locales = [\n    'ar',\n    'de',\n    \"uk\",\n]\n"),
            (
                "locales = [\r\n    'ar',\r\n    'de',\r\n]\r\n",
                "az",
                "locales = [\r\n    'ar',\r\n    \"az\",\r\n    'de',\r\n]\r\n",
            ),
            (
                "locales = [\n    'ar', # one\n    'de',\n]\n",
                "az",
                "locales = [\n    'ar', # one\n    \"az\", 'de',\n]\n",
            ),
        ] {
            assert_eq!(with_language(file, tag), ProjectNaming::Now(expected.to_owned()), "{file}");
            assert_eq!(with_language(expected, tag), ProjectNaming::Already, "{expected}");
        }
    }

    #[test]
    fn a_language_that_is_named_and_has_no_folder_is_told_where_it_is_named() {
        let told = findings("# x\nlocales = [\"ar\", \"de\"]\n", |tag| tag == "ar");
        let told: Vec<String> = told.iter().map(|finding| format!("{finding}: {}", finding.help())).collect();
        assert_eq!(
            told,
            [
                "l10n.toml:2:18: error[lost-folder]: there is no folder de with messages, and this file names that language: take the \
              folder from its last good version, or take de out of this list"
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_where_that_begins() {
        for (file, expected) in [
            ("", "1:1: error[empty-file]"),
            (" \n", "1:1: error[empty-file]"),
            ("# x\n<<<<<<< HEAD\nlocales = [\"de\"]\n=======\nlocales = []\n>>>>>>> b\n", "2:1: error[merge-conflict]"),
            ("# x\nlocales = [\"ar\", \"de\"\n[[paths]]\nl10n = \"x\"\n", "error[project]"),
            ("locales = \"de\"\n", "1:11: error[project]"),
            ("locales = [\"de\", 1]\n", "1:18: error[project]"),
            // Each path may name its own.
            ("[[paths]]\nlocales = [\"de\"]\n", ""),
        ] {
            let told: Vec<String> = findings(file, |_| true).iter().map(ToString::to_string).collect();
            let is_it = |told: &String| !expected.is_empty() && told.contains(expected);
            assert!(told.iter().all(is_it) && told.len() == usize::from(!expected.is_empty()), "{file}: {told:?}");
        }
    }

    #[test]
    fn a_file_without_a_list_of_languages_is_left_alone() {
        for file in ["", "basepath = \".\""] {
            assert_eq!(with_language(file, "uk"), ProjectNaming::WithoutList, "{file}");
        }
        for file in ["locales = \"de\"", "locales = [1]", "locales = ["] {
            assert_eq!(with_language(file, "uk"), ProjectNaming::Unreadable, "{file}");
        }
    }
}
