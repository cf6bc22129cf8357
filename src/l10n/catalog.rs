//! All locales, parsed and checked. Immutable: a reload builds another one.
//!
//! A malformed file never makes a catalog fail: the messages that are wrong are left out, the
//! next language in the chain answers for them, and a [`Finding`] says where and why.

use std::collections::BTreeMap;

use super::assess::{Expected, Source, file_finding};
use super::check::{Finding, Index, ParsedFile};
use super::entry::{Coverage, Entry, LocaleKey};
use super::file::LocaleFile;
use super::freshness::{self, Records};
use super::locale::{self, Locale};
use super::visibility::Visibility;

/// The locale that the code depends on.
pub const SOURCE: &str = "en";

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The source is missing.
    #[error("there is no folder {SOURCE}/ with messages; the page cannot be shown without its source")]
    NoSource,
}

/// All locales, in the order of their own names.
pub struct Catalog {
    entries: Vec<Entry>,
    source: LocaleKey,
    passages: Vec<String>,
    groups: Vec<Vec<String>>,
    findings: Vec<Finding>,
}

impl Catalog {
    /// Builds a catalog from locale files.
    pub fn load(files: &[LocaleFile], expected: &Expected) -> Result<Self, CatalogError> {
        let mut findings = Vec::new();
        let folders = folders(files, &mut findings);
        let parsed: BTreeMap<&str, Vec<ParsedFile<'_>>> = folders
            .iter()
            .map(|(name, folder)| {
                (*name, folder.iter().filter(|f| f.is_messages()).map(|f| ParsedFile::new(f)).collect())
            })
            .collect();
        let indexes: BTreeMap<&str, Index<'_>> = parsed
            .iter()
            .filter(|(_, files)| !files.is_empty())
            .filter_map(|(name, files)| Some((*name, Index::new(name.parse().ok()?, files))))
            .collect();
        let source = indexes.get(SOURCE).ok_or(CatalogError::NoSource)?;
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
        let groups = source.groups_of(expected.passages_in).into_iter().map(owned).collect();
        let source = Source::new(source, expected);

        let mut entries: Vec<Entry> = indexes
            .iter()
            .map(|(name, index)| source.assess(index, &folders[name], &mut findings))
            .filter(|entry| entry.locale.visibility != Visibility::Hidden)
            .collect();
        // Those of the same name stay in the order of their tags.
        entries.sort_by(|a, b| a.locale.endonym.cmp(&b.locale.endonym));
        link_chains(&mut entries);
        let passages = source.passages;
        let source = entries.iter().position(|e| e.locale.id == SOURCE).map(LocaleKey).ok_or(CatalogError::NoSource)?;
        Ok(Self { entries, source, passages, groups, findings })
    }

    /// The locales that can be shown, in the order of the menu.
    pub fn locales(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.entries.iter().enumerate().map(|(at, entry)| (LocaleKey(at), &entry.locale))
    }

    /// The listed locales, in the order of the menu.
    pub fn listed(&self) -> impl Iterator<Item = (LocaleKey, &Locale)> {
        self.locales().filter(|(_, locale)| locale.is_listed())
    }

    /// A locale.
    pub fn locale(&self, key: LocaleKey) -> &Locale {
        &self.entries[key.0].locale
    }

    /// The source locale.
    pub fn source(&self) -> LocaleKey {
        self.source
    }

    /// How much of the page a locale covers.
    pub fn coverage(&self, key: LocaleKey) -> &Coverage {
        &self.entries[key.0].coverage
    }

    /// The messages of the source that a locale lacks or that cannot be shown: ids with their
    /// English, sorted.
    pub fn missing(&self, key: LocaleKey) -> Vec<(&str, &str)> {
        let (source, entry) = (&self.entries[self.source.0], &self.entries[key.0]);
        let missing = source.translations.iter().filter(|(id, _)| !entry.usable.contains(*id));
        let mut missing: Vec<_> = missing.map(|(id, english)| (id.as_str(), english.as_str())).collect();
        missing.sort();
        missing
    }

    /// The ids of the passages, in the order of the source file.
    pub fn passages(&self) -> &[String] {
        &self.passages
    }

    /// The same by group (`## …`) of that file.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// What the checks found, in every locale.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The locale whose address has exactly this tag.
    pub fn by_tag(&self, tag: &str) -> Option<LocaleKey> {
        self.entries.iter().position(|e| e.locale.id == tag).map(LocaleKey)
    }

    /// What a locale’s records should say; the record of a stale message is the old one. `None`
    /// if the file with them is damaged: it must be mended, not written over.
    pub fn records(&self, key: LocaleKey) -> Option<&Records> {
        self.entries[key.0].records.as_ref()
    }

    /// A record that says that a translation is right for the English as it is now.
    pub fn record_of(&self, key: LocaleKey, id: &str) -> Option<freshness::Record> {
        let translation = self.entries[key.0].translations.get(id)?;
        let english = self.entries[self.source.0].translations.get(id)?.clone();
        Some(freshness::Record { english, translation: freshness::fingerprint(translation) })
    }

    /// The locales that have a message to show, nearest first.
    pub(super) fn entries_with<'c, 'i>(
        &'c self,
        key: LocaleKey,
        id: &'i str,
    ) -> impl Iterator<Item = &'c Entry> + use<'c, 'i> {
        self.entries[key.0].chain.iter().map(|k| &self.entries[k.0]).filter(move |e| e.usable.contains(id))
    }
}

/// The files by folder, leaving out folders whose names are not language tags.
fn folders<'f>(files: &'f [LocaleFile], findings: &mut Vec<Finding>) -> BTreeMap<&'f str, Vec<&'f LocaleFile>> {
    let mut folders: BTreeMap<&str, Vec<&LocaleFile>> = BTreeMap::new();
    for file in files {
        if let Some((folder, _)) = file.split() {
            folders.entry(folder).or_default().push(file);
        }
    }
    folders.retain(|name, files| {
        let canonical = locale::canonicalize(name).map(|tag| tag.to_string());
        if canonical.as_deref() == Some(*name) {
            return true;
        }
        let help = match canonical {
            Some(tag) => format!("rename the folder to {tag}"),
            None => "name the folder by its language, for example uk or zh-Hant".to_owned(),
        };
        findings.push(file_finding(
            files[0],
            "folder-name",
            format!("“{name}” is not the standard tag of a language"),
            help,
        ));
        false
    });
    folders
}

/// Gives each locale its chain: itself, its parents that exist, the source.
fn link_chains(entries: &mut [Entry]) {
    let key = |id: &str| entries.iter().position(|e| e.locale.id == id).map(LocaleKey);
    let chains: Vec<Vec<LocaleKey>> = entries
        .iter()
        .map(|entry| {
            let parents = locale::parents(&entry.locale.tag).into_iter().map(|tag| tag.to_string());
            let names = std::iter::once(entry.locale.id.clone()).chain(parents).chain([SOURCE.to_owned()]);
            let mut chain: Vec<LocaleKey> = Vec::new();
            for found in names.filter_map(|name| key(&name)) {
                if !chain.contains(&found) {
                    chain.push(found);
                }
            }
            chain
        })
        .collect();
    for (entry, chain) in entries.iter_mut().zip(chains) {
        entry.chain = chain;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::check::Level;
    use crate::l10n::freshness::{Record, fingerprint, write};

    fn catalog(files: &[(&str, &str)]) -> Catalog {
        let files: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
        Catalog::load(&files, &Expected { passages_in: "statement.ftl", share_services: &["x", "y"] }).unwrap()
    }

    fn key(catalog: &Catalog, tag: &str) -> LocaleKey {
        catalog.by_tag(tag).unwrap()
    }

    fn rules(catalog: &Catalog) -> Vec<&str> {
        catalog.findings().iter().map(|finding| finding.rule).collect()
    }

    /// A message of so many words.
    fn words(id: &str, number: usize) -> String {
        format!("{id} ={}\n", " word".repeat(number))
    }

    #[test]
    fn a_locale_is_listed_from_eighty_percent_of_the_words_on() {
        for (translated, rest, percent, visibility) in [
            (80, 20, 80, Visibility::Listed),
            (79, 21, 79, Visibility::ByLink),
            (81, 19, 81, Visibility::Listed),
            (799, 201, 79, Visibility::ByLink),
            (800, 200, 80, Visibility::Listed),
        ] {
            let english = words("a", translated) + &words("b", rest);
            let menu = words("menu", 1000);
            let catalog = catalog(&[
                ("en/statement.ftl", &english),
                ("en/site.ftl", &menu),
                // How many words the translation takes does not matter, nor what is no passage.
                ("de/statement.ftl", "a = Wort\n"),
            ]);
            let de = key(&catalog, "de");
            assert_eq!(catalog.coverage(de).percent(), percent);
            assert_eq!(catalog.coverage(de).words_in_all, translated + rest);
            assert_eq!(catalog.coverage(de).missing, ["b"]);
            assert_eq!(catalog.locale(de).visibility, visibility, "{translated} of {}", translated + rest);
            assert_eq!(catalog.listed().any(|(key, _)| key == de), visibility == Visibility::Listed);
        }
    }

    #[test]
    fn words_of_attributes_and_around_variables_count() {
        let english = "a = one { $n } two\n    .hint = three four\nb = { $n ->\n    [one] five\n   *[other] six\n }\n";
        let catalog = catalog(&[("en/statement.ftl", english), ("de/statement.ftl", "b = { $n }\n")]);
        let coverage = catalog.coverage(key(&catalog, "de"));
        assert_eq!((coverage.words, coverage.words_in_all), (2, 6));
    }

    #[test]
    fn a_source_without_words_is_covered() {
        let catalog = catalog(&[("en/statement.ftl", "a = { $n }\n"), ("de/site.ftl", "b = x\n")]);
        assert_eq!(catalog.coverage(key(&catalog, "de")).percent(), 100);
    }

    #[test]
    fn a_required_message_or_an_error_keeps_a_locale_out_of_the_menu() {
        let english = "a = x\n\n## Required everywhere\n\nb = x\nc = x\n\n## Not Required\n\nd = x\n\n##\n\ne = x\n";
        let visibility = |german: &str, manifest: &str| {
            let files = [("en/site.ftl", english), ("de/site.ftl", german), ("de/locale.toml", manifest)];
            let catalog = catalog(&files);
            let de = key(&catalog, "de");
            (catalog.locale(de).visibility, catalog.coverage(de).required_missing.clone())
        };
        assert_eq!(visibility("b = y\nc = y\n", ""), (Visibility::Listed, vec![]));
        assert_eq!(visibility("b = y\n", ""), (Visibility::ByLink, vec!["c".to_owned()]));
        assert_eq!(visibility("b = y\n", "state = \"listed\""), (Visibility::Listed, vec!["c".to_owned()]));
        assert_eq!(visibility("b = y\nc = { $n }\n", "").0, Visibility::ByLink, "an error, and a required message");
        assert_eq!(visibility("b = y\nc = y\na = { $n }\n", "").0, Visibility::ByLink, "an error in any message");
        assert_eq!(visibility("b = y\nc = y\nf = y\n", "").0, Visibility::Listed, "a warning");
        assert_eq!(visibility("b = y\nc = y\n", "state = \"by-link\"").0, Visibility::ByLink);
        assert_eq!(visibility("b = y\nc = y\n", "state = 1").0, Visibility::ByLink, "a manifest with an error");
    }

    #[test]
    fn the_source_is_listed_whatever_is_said_of_it() {
        let catalog = catalog(&[("en/statement.ftl", "a = { b }\n"), ("en/locale.toml", "state = \"hidden\"")]);
        assert_eq!(catalog.locale(catalog.source()).visibility, Visibility::Listed);
        let none = [LocaleFile::new("de/statement.ftl", b"a = x\n"), LocaleFile::new("en/locale.toml", b"")];
        assert!(matches!(
            Catalog::load(&none, &Expected { passages_in: "statement.ftl", share_services: &[] }),
            Err(CatalogError::NoSource)
        ));
    }

    #[test]
    fn locales_stand_in_the_order_of_their_own_names_and_hidden_ones_not_at_all() {
        let catalog = catalog(&[
            ("en/site.ftl", "language-name = English\n"),
            ("fr/site.ftl", "language-name = Français\n"),
            ("de/site.ftl", "language-name = Deutsch\n"),
            // Without a name, or with one that has an error, the tag stands for it.
            ("az/site.ftl", "other = x\n"),
            ("ru/site.ftl", "language-name = { $n }\n"),
            ("es/site.ftl", "language-name = Español\n"),
            ("es/locale.toml", "state = \"hidden\""),
            ("pt-PT/site.ftl", "language-name = Português\n"),
            ("pt-BR/site.ftl", "language-name = Português\n"),
            ("tr/site.ftl", "language-name = Türkçe\n"),
            ("tr/locale.toml", "state = \"hiden\"\n# it was hidden\n"),
            // No messages, no locale.
            ("pt/locale.toml", ""),
        ]);
        let names: Vec<&str> = catalog.locales().map(|(_, locale)| locale.endonym.as_str()).collect();
        assert_eq!(names, ["Deutsch", "English", "Français", "Português", "Português", "az", "ru"]);
        assert!(key(&catalog, "pt-BR") < key(&catalog, "pt-PT"));
        for (key, locale) in catalog.locales() {
            assert_eq!(catalog.by_tag(&locale.id), Some(key));
            assert_eq!(catalog.locale(key).id, locale.id);
        }
        assert_eq!(catalog.by_tag("FR"), None);
    }

    #[test]
    fn a_locale_has_what_its_manifest_says() {
        let manifest = "reviewed_by = \"A. B.\"\nreviewed_on = \"2026-03-05\"\nshare = [\"x\", \"y\"]\n";
        let catalog = catalog(&[("en/site.ftl", "a = x\n"), ("ar/site.ftl", "a = y\n"), ("ar/locale.toml", manifest)]);
        let locale = catalog.locale(key(&catalog, "ar"));
        let review = locale.review.as_ref().unwrap();
        assert_eq!((review.by.as_str(), review.on), ("A. B.", jiff::civil::date(2026, 3, 5)));
        assert_eq!((locale.share.join(" "), locale.direction), ("x y".to_owned(), locale::Direction::Rtl));
        assert_eq!(catalog.locale(catalog.source()).review, None);
    }

    #[test]
    fn a_folder_is_named_by_a_tag_in_its_standard_form() {
        let files: Vec<(&str, &str)> =
            [("en/site.ftl", "a = x\n"), ("zh_CN/site.ftl", "a = y\n"), ("iw/site.ftl", "a = y\n")]
                .into_iter()
                .chain([("deutsch!/site.ftl", "a = y\n"), ("README.md", "x"), ("en/old/site.ftl", "a = z\n")])
                .collect();
        let catalog = catalog(&files);
        assert_eq!(catalog.locales().count(), 1);
        assert_eq!(rules(&catalog), ["folder-name"; 3]);
        let help: Vec<&str> = catalog.findings().iter().map(|finding| finding.help.as_str()).collect();
        assert_eq!(help[1..], ["rename the folder to he", "rename the folder to zh-CN"]);
        assert!(help[0].contains("for example uk"));
    }

    #[test]
    fn a_message_comes_from_the_locale_its_parents_or_the_source() {
        let all = "a = x\nb = x\nc = x\n";
        let catalog = catalog(&[
            ("en/site.ftl", all),
            ("es/site.ftl", "a = y\nb = y\n"),
            ("es-419/site.ftl", "a = y\n"),
            ("es-AR/site.ftl", "z = y\n"),
            ("zh-Hans/site.ftl", all),
            ("zh-Hant/site.ftl", "z = y\n"),
        ]);
        let answer = |tag: &str, id: &str| -> Vec<&str> {
            catalog.entries_with(key(&catalog, tag), id).map(|entry| entry.locale.id.as_str()).collect()
        };
        assert_eq!(answer("es-AR", "a"), ["es-419", "es", "en"]);
        assert_eq!(answer("es-AR", "b"), ["es", "en"]);
        assert_eq!(answer("es-AR", "c"), ["en"]);
        assert_eq!(answer("es-AR", "z"), ["es-AR"]);
        assert_eq!(answer("zh-Hant", "a"), ["en"], "never from another script");
        assert_eq!(answer("en", "a"), ["en"]);
        assert_eq!(answer("en", "z"), Vec::<&str>::new());
    }

    #[test]
    fn a_copy_of_three_words_is_the_english_and_one_of_two_is_a_name() {
        let english = "two = European Union\nthree = the same text\nnumbers = European Union 2026 – 27\nmarks = the same, “text”.\nterm = { -x } of terms\n    .hint = and one\n-x = x\n";
        let untranslated = |tag: &str, text: &str| {
            let catalog = catalog(&[("en/site.ftl", english), (&format!("{tag}/site.ftl"), text)]);
            let missing: Vec<String> =
                catalog.missing(key(&catalog, tag)).iter().map(|(id, _)| (*id).to_owned()).collect();
            let findings = catalog.findings().iter().filter(|finding| finding.rule == "untranslated");
            let found: Vec<String> = findings.filter_map(|finding| finding.id.clone()).collect();
            assert!(found.iter().all(|id| missing.contains(id)), "{found:?} {missing:?}");
            found
        };
        assert_eq!(untranslated("de", english), ["three", "marks", "term"]);
        assert_eq!(untranslated("de", "three = the same  text\n"), Vec::<String>::new());
        assert_eq!(untranslated("de", "# note\nthree =\n    the same text\n"), ["three"]);
        assert_eq!(untranslated("en-GB", english), Vec::<String>::new());
    }

    #[test]
    fn what_refers_to_something_broken_is_broken_too() {
        let english = "a = x\nb = x\nc = x\nd = x\n-t = x\n-u = x\n";
        let german = "a = { b }\nb = { -t }\nc = y\nd = y\n    .hint = { a }\n-t = { -u }\n-u = <b>y</b>\n";
        let catalog =
            catalog(&[("en/statement.ftl", &format!("{english}    .hint = x\n")), ("de/statement.ftl", german)]);
        let missing = catalog.missing(key(&catalog, "de"));
        assert_eq!(missing.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["a", "b", "d"]);
        assert_eq!(missing[0].1, "a = x\n");
    }

    #[test]
    fn a_stale_passage_is_one_whose_english_alone_has_changed() {
        let english = "a = one\nb = two\nc = three\n";
        let german = "a = eins\nb = zwei\nc = drei\n";
        let record = |english: &str, german: &str| Record { english: english.into(), translation: fingerprint(german) };
        let records: Records = [
            ("a".to_owned(), record("a = old\n", "a = eins\n")),
            ("b".to_owned(), record("b = old\n", "b = old\n")),
            ("gone".to_owned(), record("gone = x\n", "gone = y\n")),
        ]
        .into();
        let catalog = catalog(&[
            ("en/statement.ftl", english),
            ("de/statement.ftl", german),
            ("de/.made-from.ftl", &write(&records)),
        ]);
        let de = key(&catalog, "de");
        assert_eq!(catalog.coverage(de).stale, ["a"]);
        let finding = catalog.findings().iter().find(|finding| finding.rule == "out-of-date").unwrap();
        assert_eq!((finding.level, finding.id.as_deref()), (Level::Warning, Some("a")));
        assert_eq!(&german[finding.span.clone()], "a");
        assert_eq!(finding.english.as_deref(), Some("was: a = old\nnow: a = one"));
        let renewed = catalog.records(de).unwrap();
        assert_eq!(renewed["a"], records["a"], "what is stale stays so until somebody says otherwise");
        assert_eq!(renewed["b"], record("b = two\n", "b = zwei\n"));
        assert_eq!(renewed["c"], record("c = three\n", "c = drei\n"));
        assert_eq!(renewed["gone"], records["gone"]);
        assert_eq!(catalog.record_of(de, "a"), Some(record("a = one\n", "a = eins\n")));
        assert_eq!(catalog.record_of(de, "gone"), None);
        assert_eq!(catalog.passages(), ["a", "b", "c"]);
        assert_eq!(catalog.records(catalog.source()), Some(&Records::new()));
        assert_eq!(catalog.coverage(catalog.source()).stale, Vec::<String>::new());
    }

    #[test]
    fn neither_the_source_nor_what_is_not_shown_is_stale() {
        let records: Records =
            [("a".to_owned(), Record { english: "a = old\n".into(), translation: fingerprint("a = { $n }\n") })].into();
        let records = write(&records);
        for (english, german) in [("a = { $n }\n", "b = y\n"), ("a = x\n", "a = { $n }\n")] {
            let catalog = catalog(&[
                ("en/statement.ftl", english),
                ("en/.made-from.ftl", &records),
                ("de/statement.ftl", german),
                ("de/.made-from.ftl", &records),
            ]);
            for (key, locale) in catalog.locales() {
                assert_eq!(catalog.coverage(key).stale, Vec::<String>::new(), "{}", locale.id);
            }
        }
    }

    #[test]
    fn damaged_records_are_not_to_be_written_over() {
        let catalog =
            catalog(&[("en/site.ftl", "a = x\n"), ("de/site.ftl", "a = y\n"), ("de/.made-from.ftl", "# 0\n<<<<\n")]);
        assert_eq!(catalog.records(key(&catalog, "de")), None);
        assert_eq!(rules(&catalog), ["damaged-records"]);
        let refused = catalog_with_refused_file();
        assert_eq!(rules(&refused), ["refused-file"]);
        assert_eq!(refused.findings()[0].message, "hundreds of brackets are open at once");
    }

    fn catalog_with_refused_file() -> Catalog {
        catalog(&[("en/site.ftl", "a = x\n"), ("de/site.ftl", &"{".repeat(1000))])
    }
}
