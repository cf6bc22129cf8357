//! Languages that have another one’s own name, by CLDR or because two of the menu have the same: each is shown with a name of
//! its own, and a folder that is a copy of another is not listed. Knows no rule of the checks.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::alike::folded;
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

/// A copy has at least so many texts.
const MIN_TEXTS: usize = 3;

/// A name that cannot stand in the menu.
struct Replaced {
    /// The place of the locale.
    number: usize,
    /// The language whose name it is, and its place if it is here.
    other: String,
    owner: Option<usize>,
}

/// Gives each locale a name of its own, and takes copies out of the menu.
pub(super) fn settle(
    assessed: &mut [(LoadedLocale, Vec<Finding>)],
    indexes: &BTreeMap<&str, (Index<'_>, &Folder<'_>)>,
) {
    // A pseudo-locale has the English name, changed.
    let is_pseudo = |loaded: &LoadedLocale| {
        let index = indexes.get(loaded.locale.id.as_str()).map(|(index, _)| index);
        index.is_some_and(|index| index.files().iter().any(|parsed| parsed.file.is_pseudo))
    };
    let name_of = |loaded: &LoadedLocale| given_name(loaded).filter(|_| !is_pseudo(loaded));
    let given: Vec<Option<String>> = assessed.iter().map(|(loaded, _)| name_of(loaded)).collect();
    let owners = owners(assessed, &given);
    let replaced: Vec<Replaced> =
        (0..assessed.len()).filter_map(|number| replaced(number, assessed, given[number].as_ref()?, &owners)).collect();
    // A name that is not shown takes nothing from the language whose it is.
    let is_kept = |number: &usize| !replaced.iter().any(|other| other.number == *number);
    let kept: HashSet<String> = (0..given.len()).filter(is_kept).filter_map(|number| given[number].clone()).collect();
    for Replaced { number, other, owner } in replaced {
        let copied = owner.filter(|owner| is_copy(&assessed[number].0, &assessed[*owner].0));
        let (loaded, _) = &assessed[number];
        let (tag, name) = (loaded.locale.id.clone(), loaded.locale.endonym.trim().to_owned());
        let Some((index, _)) = indexes.get(tag.as_str()) else { continue };
        let Some(entry) = Entry::all(index).into_iter().find(|entry| entry.id == ENDONYM_ID) else { continue };
        let is_taken = |name: &str| kept.contains(&fold(name));
        let shown = name_beside_others(&tag, &name, is_taken);
        let mut found = Vec::new();
        if let Some(owner) = copied {
            entry.fail("copied-folder", Sentence::CopiedFolder { other, tag: tag.clone() }, &mut found);
            assessed[owner].1.retain(|finding| !is_about_copy(finding, &tag));
            // What else is found of a copy is found of the other.
            assessed[number].1.clear();
        } else if are_related(&tag, &other) || tag == SOURCE {
            entry.warn("own-name", Sentence::SharedName { name, other, shown: shown.clone() }, None, &mut found);
        } else {
            entry.fail("own-name", Sentence::NameOfOther { name, tag, other, shown: shown.clone() }, &mut found);
        }
        let (loaded, findings) = &mut assessed[number];
        loaded.is_copy = copied.is_some();
        loaded.locale.endonym = shown;
        findings.extend(found);
    }
}

/// A name without what nobody sees of it.
fn fold(name: &str) -> String {
    folded(name).collect()
}

/// The own name that a locale is given, folded.
fn given_name(loaded: &LoadedLocale) -> Option<String> {
    loaded.usable.contains(ENDONYM_ID).then(|| fold(&loaded.locale.endonym))
}

/// Of each name the locale that has it: by CLDR, else the source, else the one with the shortest tag.
fn owners(assessed: &[(LoadedLocale, Vec<Finding>)], given: &[Option<String>]) -> HashMap<String, usize> {
    let rank = |number: usize| {
        let tag = assessed[number].0.locale.id.as_str();
        let is_own = own_name(tag).map(fold) == given[number];
        (!is_own, tag != SOURCE, tag.len())
    };
    let mut numbers: Vec<usize> = (0..assessed.len()).collect();
    numbers.sort_by_key(|number| rank(*number));
    let mut owners = HashMap::default();
    for number in numbers {
        if let Some(name) = &given[number] {
            owners.entry(name.clone()).or_insert(number);
        }
    }
    owners
}

/// Whose name a locale has, if it is not its own.
fn replaced(
    number: usize,
    assessed: &[(LoadedLocale, Vec<Finding>)],
    name: &str,
    owners: &HashMap<String, usize>,
) -> Option<Replaced> {
    let tag = assessed[number].0.locale.id.as_str();
    if own_name(tag).is_some_and(|own| fold(own) == name) {
        return None;
    }
    let owner = owners.get(name).copied().filter(|owner| *owner != number);
    let of_owner = owner.map(|owner| assessed[owner].0.locale.id.as_str());
    let by_cldr = tag_of(name).filter(|other| !are_related(tag, other));
    let other = by_cldr.or(of_owner)?.to_owned();
    Some(Replaced { number, other, owner })
}

/// What stands in the menu in the place of a name: that of CLDR, else that of its language with the rest of its tag.
fn name_beside_others(tag: &str, given: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let (language, rest) = tag.split_once('-').unwrap_or((tag, tag));
    let by_cldr = own_name(tag).filter(|name| !is_taken(name)).map(str::to_owned);
    by_cldr.unwrap_or_else(|| format!("{} ({rest})", own_name(language).unwrap_or(given)))
}

/// Whether each text of a locale stands in another one, word for word.
fn is_copy(own: &LoadedLocale, of: &LoadedLocale) -> bool {
    let texts = &own.translations;
    texts.len() >= MIN_TEXTS && texts.iter().all(|(id, text)| of.translations.get(id) == Some(text))
}

/// Whether a finding says that a file is the same as one of the folder of a language.
fn is_about_copy(finding: &Finding, tag: &str) -> bool {
    matches!(&finding.sentence, Sentence::SameFile { path } if path.split('/').next() == Some(tag))
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

    use crate::l10n::Visibility;
    use crate::l10n::check::Finding;

    fn catalog(files: &[(&str, &str)]) -> Catalog {
        let files: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
        let requirements = Requirements { passages_in: "statement.ftl", share_services: &[] };
        Catalog::load_with_hidden(&files, &requirements).unwrap()
    }

    fn of_names(names: &[(&str, &str)]) -> Catalog {
        let texts = names.iter().map(|(tag, name)| (format!("{tag}/site.ftl"), format!("language-name = {name}\n")));
        let texts: Vec<(String, String)> = texts.collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        catalog(&[&[("en/site.ftl", "language-name = English\n")], &texts[..]].concat())
    }

    /// What is told of names, and the names that readers see, each language with its own.
    fn told(catalog: &Catalog) -> (Vec<String>, String) {
        let is_it = |finding: &&Finding| matches!(finding.rule, "own-name" | "copied-folder");
        let found = catalog.findings().iter().filter(is_it).map(|finding| finding.to_string()).collect();
        let mut shown: Vec<String> =
            catalog.locales().map(|(_, locale)| format!("{} {}", locale.id, locale.endonym)).collect();
        shown.sort();
        (found, shown.join(", "))
    }

    #[test]
    fn no_language_has_the_name_of_another() {
        let of = |name: &str, other: &str, tag: &str, shown: &str| {
            format!(
                "{tag}/site.ftl:1:1: error[own-name]: “{name}” is the own name of {other}, not of {tag}; so that readers can \
                 tell the two apart, they see “{shown}” for {tag}"
            )
        };
        for (names, expected, shown) in [
            (
                &[("de", "Türkçe"), ("tr", "Türkçe")][..],
                of("Türkçe", "tr", "de", "Deutsch"),
                "de Deutsch, en English, tr Türkçe",
            ),
            (&[("pl", "Deutsch")], of("Deutsch", "de", "pl", "Polski"), "en English, pl Polski"),
            (&[("ru", "українська")], of("українська", "uk", "ru", "Русский"), "en English, ru Русский"),
            (&[("fr", "Foo"), ("it", "foo")], of("foo", "fr", "it", "Italiano"), "en English, fr Foo, it Italiano"),
            (&[("ar", "فارسی")], of("فارسی", "fa", "ar", "العربية"), "ar العربية, en English"),
            (&[("ar", "فارسی"), ("fa", "Fa")], of("فارسی", "fa", "ar", "العربية"), "ar العربية, en English, fa Fa"),
            (&[("fr-BE", "Deutsch")], of("Deutsch", "de", "fr-BE", "Français (BE)"), "en English, fr-BE Français (BE)"),
        ] {
            assert_eq!(told(&of_names(names)), (vec![expected], shown.to_owned()));
        }
    }

    #[test]
    fn languages_may_call_themselves_as_a_language_that_is_not_here() {
        for names in [
            &[("nb", "Norsk")][..],
            &[("nn", "Norsk")],
            &[("pt-BR", "Português")],
            &[("zh-Hans", "中文")],
            &[("de-CH", "Deutsch")],
            &[("hr", "Srpski")],
            &[("fil", "Tagalog")],
            &[("ku", "Kurdî")],
        ] {
            let (found, shown) = told(&of_names(names));
            assert_eq!(found, [""; 0], "{names:?}");
            assert!(shown.contains(names[0].1), "{shown}");
        }
    }

    #[test]
    fn languages_that_have_exchanged_their_names_are_shown_with_their_own() {
        let (found, shown) = told(&of_names(&[("de", "Français"), ("fr", "Deutsch")]));
        assert_eq!((found.len(), shown.as_str()), (2, "de Deutsch, en English, fr Français"));
    }

    #[test]
    fn no_two_entries_of_the_menu_have_one_name() {
        for (names, of, shown) in [
            (
                &[("pt", "Português"), ("pt-BR", "Português")][..],
                "pt-BR",
                "en English, pt Português, pt-BR Português (BR)",
            ),
            (&[("zh-Hans", "中文"), ("zh-Hant", "中文")], "zh-Hant", "en English, zh-Hans 中文, zh-Hant 繁體中文"),
            (&[("sr", "Srpski"), ("sr-Latn", "Srpski")], "sr", "en English, sr Српски, sr-Latn Srpski"),
            (
                &[("de-CH", "Deutsch"), ("de", "deutsch")],
                "de-CH",
                "de deutsch, de-CH Schweizer Hochdeutsch, en English",
            ),
            (&[("en-GB", "English")], "en-GB", "en English, en-GB British English"),
            (&[("nb", "Norsk"), ("nn", "Norsk")], "nn", "en English, nb Norsk, nn Norsk nynorsk"),
        ] {
            let (found, names) = told(&of_names(names));
            assert_eq!(names, shown);
            let beginning = format!("{of}/site.ftl:1:1: warning[own-name]: ");
            assert!(found.len() == 1 && found[0].starts_with(&beginning), "{found:?}");
        }
    }

    #[test]
    fn a_language_that_was_in_the_menu_keeps_its_name_there_whatever_its_file_says() {
        let english = "## Required\n\nlanguage-name = English\n";
        let records = "### x\n### listed\n";
        for (name, expected) in [
            ("English", "Français"),
            ("ENGLISH", "Français"),
            ("Engl\u{200b}ish.", "Français"),
            ("Deutsch", "Français"),
            ("…", "Français"),
            ("", "Français"),
        ] {
            // Without a name the line is missing.
            let line = format!("language-name = {name}\n");
            let file = if name.is_empty() { "a = y\n".to_owned() } else { line };
            let catalog = catalog(&[
                ("en/site.ftl", english),
                ("de/site.ftl", "language-name = Deutsch\n"),
                ("fr/site.ftl", &file),
                ("fr/.made-from.ftl", records),
            ]);
            let (found, _) = told(&catalog);
            let listed: Vec<&str> = catalog.listed().map(|(_, locale)| locale.endonym.as_str()).collect();
            assert_eq!((listed, found.len()), (vec!["Deutsch", "English", expected], 1), "{name}: {found:?}");
            assert!(found[0].starts_with("fr/site.ftl:1:"), "{found:?}");
        }
    }

    #[test]
    fn a_copy_of_a_folder_is_told_as_one_and_is_not_in_the_menu() {
        let texts = "language-name = Français\na = Un texte.\nb = Deux textes, et encore un.\nc = Le troisième texte de cette page.\n";
        let english =
            "language-name = English\na = One.\nb = Two texts, and one more.\nc = The third text of this page.\n";
        let changed = texts.replace("Un texte", "Un text");
        let of = |tag: &str| {
            format!(
                "{tag}/site.ftl:1:1: error[copied-folder]: this folder is a copy of fr: each of its texts stands there, the \
                 name of the language too; {tag} is not listed"
            )
        };
        for (tag, text, manifest, expected) in [
            ("fr-FR", texts, "", vec![of("fr-FR")]),
            ("fr-CA", texts, "state = \"listed\"\n", vec![of("fr-CA")]),
            ("it", texts, "", vec![of("it")]),
            ("fr-FR", &changed, "", Vec::new()),
        ] {
            let (path, toml) = (format!("{tag}/site.ftl"), format!("{tag}/locale.toml"));
            let files = [("en/site.ftl", english), ("fr/site.ftl", texts), (&path, text), (&toml, manifest)];
            let catalog = catalog(&files[..if manifest.is_empty() { 3 } else { 4 }]);
            let (found, _) = told(&catalog);
            let key = catalog.by_tag(tag).unwrap();
            if expected.is_empty() {
                assert!(
                    catalog.locale(key).is_listed() && found.len() == 1 && found[0].contains("own-name"),
                    "{found:?}"
                );
                continue;
            }
            assert_eq!((found, catalog.locale(key).visibility), (expected, Visibility::ByLink), "{tag}");
            let of_folder = |folder: &str| {
                let found = catalog.findings().iter().filter(|finding| finding.path.starts_with(&format!("{folder}/")));
                found.filter(|finding| finding.rule != "no-record").count()
            };
            assert_eq!((of_folder(tag), of_folder("fr")), (1, 0), "{tag}: {:?}", catalog.findings());
        }
    }
}
