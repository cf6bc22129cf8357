//! Catalogs of files that are written for it: what is listed, and what answers.
#![allow(clippy::unwrap_used)]

mod found;
mod resolver;

use super::*;

/// A file of records that holds none.
const NOTHING_RECORDED: &str = "### end of the records\n";

fn catalog(files: &[(&str, &str)]) -> Catalog {
    let files: Vec<LocaleFile> = files.iter().map(|(path, text)| LocaleFile::new(*path, text.as_bytes())).collect();
    Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &["x", "y"] }).unwrap()
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
        assert_eq!(catalog.coverage(de).total_words, translated + rest);
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
    assert_eq!((coverage.translated_words, coverage.total_words), (2, 6));
}

#[test]
fn a_source_without_words_is_covered() {
    let catalog = catalog(&[("en/statement.ftl", "a = { $n }\n"), ("de/site.ftl", "b = x\n")]);
    assert_eq!(catalog.coverage(key(&catalog, "de")).percent(), 100);
}

#[test]
fn a_required_message_that_is_missing_keeps_a_locale_out_of_the_menu_and_no_fault_does() {
    let english = "a = x\n\n## Required everywhere\n\nb = x\nc = x\n\n## Not Required\n\nd = x\n\n##\n\ne = x\n";
    let visibility = |german: &str, manifest: &str| {
        let manifest = if manifest.is_empty() { "# nothing" } else { manifest };
        let files = [("en/site.ftl", english), ("de/site.ftl", german), ("de/locale.toml", manifest)];
        let catalog = catalog(&files);
        let de = key(&catalog, "de");
        (catalog.locale(de).visibility, catalog.coverage(de).required_missing.clone())
    };
    assert_eq!(visibility("b = y\nc = y\n", ""), (Visibility::Listed, vec![]));
    assert_eq!(visibility("b = y\n", ""), (Visibility::ByLink, vec!["c".to_owned()]));
    assert_eq!(visibility("b = y\n", "state = \"listed\""), (Visibility::Listed, vec!["c".to_owned()]));
    for fault in ["c = { $n }", "c = <b>", "c = {", "c = { $n ->\n    [one] y\n }"] {
        assert_eq!(visibility(&format!("b = y\n{fault}\n"), ""), (Visibility::Listed, vec![]), "{fault}");
    }
    assert_eq!(visibility("b = y\nc = y\na = { $n }\n", "").0, Visibility::Listed, "an error in another one");
    assert_eq!(visibility("?\u{fffd}\n\nb = y\nc = y\n", "").0, Visibility::Listed, "an error in none");
    assert_eq!(visibility("b = y\nc = y\n\nf = y\n", "").0, Visibility::Listed, "a warning");
    assert_eq!(visibility("b = y\nc = y\n", "state = \"by-link\"").0, Visibility::ByLink);
    for (manifest, expected) in [
        ("state = 1", Visibility::ByLink),
        ("reviewer = \"\"\nstate = \"by-link\"", Visibility::ByLink),
        (" state = \"by link\"", Visibility::ByLink),
        ("reviewer = \"\"\nstate = \"listed\"", Visibility::Listed),
        ("reviewer = \"\"\n# no state", Visibility::Listed),
    ] {
        assert_eq!(visibility("b = y\nc = y\n", manifest).0, expected, "with an error: {manifest}");
    }
}

#[test]
fn a_language_that_is_listed_by_decision_says_what_readers_lack() {
    let listed = |german: &[(&str, &str)]| {
        let english = [("en/statement.ftl", "a = one two\n"), ("en/site.ftl", "## Required\n\nb = x\n")];
        let files = [&english[..], german, &[("de/locale.toml", "state = \"listed\"")]].concat();
        let catalog = catalog(&files);
        let found = catalog.findings().iter().find(|finding| finding.rule == "listed-incomplete");
        found.map(Finding::message)
    };
    let (site, statement) = (("de/site.ftl", "b = y\n"), ("de/statement.ftl", "a = eins zwei\n"));
    assert_eq!(listed(&[site, statement]), None);
    let few = "the language is listed although only 0 % of the words of the statement are in it";
    assert_eq!(listed(&[site]).as_deref(), Some(few));
    assert_eq!(
        listed(&[statement]).as_deref(),
        Some("the language is listed although a text is missing that is needed to be listed: b")
    );
}

#[test]
fn the_source_is_listed_whatever_is_said_of_it() {
    let catalog = catalog(&[("en/statement.ftl", "a = { b }\n"), ("en/locale.toml", "state = \"hidden\"")]);
    assert_eq!(catalog.locale(catalog.source()).visibility, Visibility::Listed);
    let none = [LocaleFile::new("de/statement.ftl", b"a = x\n"), LocaleFile::new("en/locale.toml", b"")];
    assert!(matches!(
        Catalog::load(&none, &Requirements { passages_in: "statement.ftl", share_services: &[] }),
        Err(CatalogError::NoSource)
    ));
}

#[test]
fn locales_stand_in_the_order_of_their_own_names_and_hidden_ones_not_at_all() {
    let catalog = catalog(&[
        ("en/site.ftl", "language-name = English\n"),
        ("fr/site.ftl", "language-name = Français\n"),
        ("de/site.ftl", "language-name = Deutsch\n"),
        // Without a name the tag stands for it, and for one that has an error the name of CLDR.
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
    assert_eq!(names, ["Deutsch", "English", "Français", "Português", "Português europeu", "az", "Русский"]);
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
    let catalog = catalog(&[
        ("en/site.ftl", "a = x\n"),
        ("ar/site.ftl", "a = y\n"),
        ("ar/locale.toml", manifest),
        ("ar/.made-from.ftl", &format!("### approved by A. B. on 2026-03-05\n{NOTHING_RECORDED}")),
    ]);
    let locale = catalog.locale(key(&catalog, "ar"));
    let review = locale.review.as_ref().unwrap();
    assert_eq!((review.by.as_str(), review.on), ("A. B.", jiff::civil::date(2026, 3, 5)));
    assert_eq!((locale.share_services.join(" "), locale.direction), ("x y".to_owned(), crate::l10n::Direction::Rtl));
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
    let help: Vec<String> = catalog.findings().iter().map(Finding::help).collect();
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
        ("zh-Hans/site.ftl", "a = y\nb = y\nc = y\n"),
        ("zh-Hant/site.ftl", "z = y\n"),
        ("zh-MO/site.ftl", "y = y\n"),
        ("zh-Hant-HK/site.ftl", "z = y\nb = y\n"),
        ("zh-Hans-MO/site.ftl", "z = y\n"),
        ("yue/site.ftl", "z = y\n"),
    ]);
    let answer = |tag: &str, id: &str| -> Vec<&str> {
        catalog.locales_with(key(&catalog, tag), id).map(|loaded| loaded.locale.id.as_str()).collect()
    };
    assert_eq!(answer("es-AR", "a"), ["es-419", "es", "en"]);
    assert_eq!(answer("es-AR", "b"), ["es", "en"]);
    assert_eq!(answer("es-AR", "c"), ["en"]);
    assert_eq!(answer("es-AR", "z"), ["es-AR"]);
    assert_eq!(answer("zh-Hant", "a"), ["en"], "never from another script");
    assert_eq!(answer("zh-MO", "z"), ["zh-Hant-HK", "zh-Hant"], "Macau is nearer to Hong Kong than to Taiwan");
    assert_eq!(answer("zh-MO", "b"), ["zh-Hant-HK", "en"]);
    assert_eq!(answer("zh-MO", "a"), ["en"]);
    assert_eq!(answer("zh-Hans-MO", "a"), ["zh-Hans", "en"]);
    assert_eq!(answer("yue", "a"), ["en"], "Cantonese is another language");
    assert_eq!(answer("en", "a"), ["en"]);
    assert_eq!(answer("en", "z"), Vec::<&str>::new());
}

#[test]
fn what_refers_to_something_broken_is_broken_too() {
    let english = "a = x\nb = x\nc = x\nd = x\n-t = x\n-u = x\n";
    let german = "a = { b }\nb = { -t }\nc = y\nd = y\n    .hint = { a }\n-t = { -u }\n-u = <b>y</b>\n";
    let catalog = catalog(&[("en/statement.ftl", &format!("{english}    .hint = x\n")), ("de/statement.ftl", german)]);
    let missing = catalog.missing(key(&catalog, "de"));
    assert_eq!(missing.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["a", "b", "d"]);
    assert_eq!(missing[0].1, "a = x\n");
}
