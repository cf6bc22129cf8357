//! The project file of other tools (`l10n.toml`), which names the languages that there are: a language is added to it, and
//! all else in it stays as it is written. One that it names and that has no folder is told. Knows no file on a disk.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::check::{Finding, Level, Sentence};
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
    /// It has no list of languages that can be read.
    Unreadable,
}

/// The languages that a project file names, each with where it stands, and where the list is; `None` if it has none that can
/// be read.
fn languages(file: &str) -> Option<(Vec<Tag>, Range<usize>)> {
    let table = DeTable::parse(file).ok()?;
    let list = table.get_ref().get("locales")?;
    let DeValue::Array(listed) = list.get_ref() else { return None };
    let tags: Option<Vec<_>> =
        listed.iter().map(|listed| Some((listed.get_ref().as_str()?.to_owned(), listed.span()))).collect();
    Some((tags?, list.span()))
}

/// The languages that a project file names and that have no folder.
pub fn without_folder(file: &str, has_folder: impl Fn(&str) -> bool) -> Vec<Finding> {
    let lines = Lines::new(file);
    let (named, _) = languages(file).unwrap_or_default();
    let lost = named.into_iter().filter(|(tag, _)| !has_folder(tag));
    let finding = |(tag, span): Tag| Finding {
        position: lines.position(file, span.start),
        span,
        ..Finding::of_file(Level::Warning, "lost-folder", PROJECT_FILE, Sentence::LostFolder { tag })
    };
    lost.map(finding).collect()
}

/// A project file with a language in its list, before the first that comes after it in the alphabet.
pub fn with_language(file: &str, tag: &str) -> ProjectNaming {
    let Some((tags, list)) = languages(file) else { return ProjectNaming::Unreadable };
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
        let told = without_folder("# x\nlocales = [\"ar\", \"de\"]\n", |tag| tag == "ar");
        let told: Vec<String> = told.iter().map(|finding| format!("{finding}: {}", finding.help())).collect();
        assert_eq!(
            told,
            [
                "l10n.toml:2:18: warning[lost-folder]: there is no folder de, and this file names that language: take the \
              folder from its last good version, or take de out of this list"
            ]
        );
        assert!(without_folder("locales = [", |_| false).is_empty());
    }

    #[test]
    fn a_file_without_a_list_of_languages_is_left_alone() {
        for file in ["", "locales = \"de\"", "locales = [1]", "locales = ["] {
            assert_eq!(with_language(file, "uk"), ProjectNaming::Unreadable, "{file}");
        }
    }
}
