//! Languages that have another one’s own name: by CLDR, or because two of the menu have the same. Warnings. Knows no rule of
//! the checks.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::check::{Finding, Index, Sentence};
use super::entry::Entry;
use super::folder::Folder;
use super::loaded::{ENDONYM_ID, LoadedLocale};
use super::locale::SOURCE;
use super::own_names::{own_name, tag_of};

/// Languages of which one may call itself as another does.
const RELATED: [&[&str]; 8] = [
    &["no", "nb", "nn"],
    &["fil", "tl"],
    &["ro", "mo"],
    &["ku", "kmr", "ckb"],
    &["sr", "hr", "bs", "sh", "cnr"],
    &["zh", "yue", "wuu", "nan", "hak"],
    &["ms", "id"],
    &["fa", "prs", "tg"],
];

/// What is found of the locales, by their place.
pub(super) fn tell(
    assessed: &[(LoadedLocale, Vec<Finding>)],
    indexes: &BTreeMap<&str, (Index<'_>, &Folder<'_>)>,
) -> BTreeMap<usize, Vec<Finding>> {
    let mut told = BTreeMap::new();
    let mut seen: HashMap<String, &str> = HashMap::default();
    let is_named = |loaded: &LoadedLocale| loaded.usable.contains(ENDONYM_ID);
    for (number, (loaded, _)) in assessed.iter().enumerate().filter(|(_, (loaded, _))| is_named(loaded)) {
        let (tag, name) = (loaded.locale.id.as_str(), loaded.locale.endonym.trim());
        let small = name.to_lowercase();
        let others = [tag_of(&small), seen.get(&small).copied()];
        seen.entry(small.clone()).or_insert(tag);
        let is_own = own_name(tag).is_some_and(|own| own.to_lowercase() == small) || loaded.locale.id == SOURCE;
        let Some(other) = others.into_iter().flatten().find(|other| !is_own && !are_related(tag, other)) else {
            continue;
        };
        let Some((index, _)) = indexes.get(tag) else { continue };
        let Some(entry) = Entry::all(index).into_iter().find(|entry| entry.id == ENDONYM_ID) else { continue };
        let sentence = Sentence::NameOfOther { name: name.to_owned(), tag: tag.to_owned(), other: other.to_owned() };
        entry.warn("own-name", sentence, None, told.entry(number).or_default());
    }
    told
}

/// Whether two tags are of one language, or of two that may share a name. Of one that CLDR does not know nothing is said.
fn are_related(tag: &str, other: &str) -> bool {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let (own, other) = (language(tag), language(other));
    let share = |group: &&&[&str]| group.contains(&own.as_str()) && group.contains(&other.as_str());
    own == other || RELATED.iter().any(|group| share(&group)) || own_name(&own).is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::l10n::{Catalog, LocaleFile, Requirements};

    /// The warnings of languages with these names, each with its place.
    fn warnings(names: &[(&str, &str)]) -> String {
        let names = [&[("en", "English")], names].concat();
        let file = |(tag, name): &(&str, &str)| {
            LocaleFile::new(format!("{tag}/site.ftl"), format!("language-name = {name}\n").as_bytes())
        };
        let files: Vec<LocaleFile> = names.iter().map(file).collect();
        let requirements = Requirements { passages_in: "statement.ftl", share_services: &[] };
        let catalog = Catalog::load(&files, &requirements).unwrap();
        let found = catalog.findings().iter().filter(|finding| finding.rule == "own-name");
        found.map(|finding| format!("{} {}", finding.path, finding.message())).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn no_language_has_the_name_of_another() {
        let of = |name: &str, other: &str, tag: &str| {
            format!(
                "{tag}/site.ftl “{name}” is the own name of {other}, not of {tag}; readers could not tell the two apart"
            )
        };
        for (names, expected) in [
            (&[("de", "Türkçe"), ("tr", "Türkçe")][..], of("Türkçe", "tr", "de")),
            (&[("pl", "Deutsch")], of("Deutsch", "de", "pl")),
            (&[("ru", "українська")], of("українська", "uk", "ru")),
            (&[("fr", "Foo"), ("it", "foo")], of("foo", "fr", "it")),
            (&[("ar", "فارسی")], of("فارسی", "fa", "ar")),
        ] {
            assert_eq!(warnings(names), expected);
        }
    }

    #[test]
    fn languages_that_rightly_share_a_name_do() {
        for names in [
            &[("pt", "Português"), ("pt-BR", "Português")][..],
            &[("nb", "Norsk")],
            &[("nn", "Norsk")],
            &[("zh-Hans", "中文"), ("zh-Hant", "中文")],
            &[("sr", "Srpski"), ("sr-Latn", "Srpski")],
            &[("de-CH", "Deutsch"), ("de", "deutsch")],
            &[("hr", "Srpski")],
            &[("fil", "Tagalog")],
            &[("ku", "Kurdî")],
            &[("en-GB", "English")],
        ] {
            assert_eq!(warnings(names), "", "{names:?}");
        }
    }
}
