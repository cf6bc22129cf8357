//! The own name of a language in a sentence of another one says which language it is (WCAG 3.1.2).

use std::collections::BTreeMap;

use communique::l10n::Locale;
use communique::site::{Document, Failure, Media, Site};
use scraper::{ElementRef, Html, Node};

use crate::support::html::{all, attribute, one, parsed, text};
use crate::support::site::{each_locale, edit, folder_of, locales_folder, site, site_of, statement, without};

/// What is no HTML text: titles, options, what scripts and styles are made of, what somebody types.
const NO_TEXT: [&str; 6] = ["title", "option", "script", "style", "textarea", "template"];

/// Whether a text holds a name that is no part of a longer word.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let around = [text[..at].chars().next_back(), text[at + name.len()..].chars().next()];
        around.into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

/// The names of languages that stand in the text of a page, each with the language that it is said to be in.
fn named(html: &Html, endonyms: &BTreeMap<&str, &str>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for node in html.tree.nodes() {
        let Node::Text(words) = node.value() else { continue };
        let around = || node.ancestors().filter_map(ElementRef::wrap);
        if around().any(|element| NO_TEXT.contains(&element.value().name())) {
            continue;
        }
        let language = around().find_map(|element| element.attr("lang")).unwrap_or_default();
        let all = endonyms.iter().filter(|(_, name)| names(words, name));
        found.extend(all.map(|(tag, _)| ((*tag).to_owned(), language.to_owned())));
    }
    found
}

/// Holds every name on every page that a site makes, and counts those inside a sentence.
fn every_name_says_its_language(site: &Site) -> usize {
    let locales: Vec<&Locale> = site.catalog().locales().map(|(_, locale)| locale).collect();
    let endonyms: BTreeMap<&str, &str> =
        locales.iter().map(|locale| (locale.id.as_str(), locale.endonym.as_str())).collect();
    let mut inside = 0;
    let mut check = |what: &str, document: &Document| {
        let html = parsed(document);
        for (tag, language) in named(&html, &endonyms) {
            assert_eq!(language, tag, "{what}: {}", endonyms[tag.as_str()]);
        }
        inside += all(&html, "p > [lang], p > [lang] [lang], summary [lang], a [lang]")
            .iter()
            .filter(|element| endonyms.values().any(|name| text(element) == *name))
            .count();
    };
    for (path, document) in site.documents().filter(|(_, document)| document.media == Media::Html) {
        check(path, document);
    }
    check("/", site.languages());
    each_locale(site, |key, locale| {
        for failure in Failure::ALL {
            check(&format!("{failure:?} in {}", locale.id), site.failure(*failure, key));
        }
        each_locale(site, |other, beside| {
            if key != other {
                check(&format!("{} beside {}", locale.id, beside.id), &site.parallel(key, other).unwrap());
            }
        });
    });
    inside
}

#[test]
fn on_every_page_the_name_of_another_language_stands_in_an_element_of_that_language() {
    every_name_says_its_language(&site(&[]));
    every_name_says_its_language(&site(&["--official"]));
    // Every notice names English, and every sentence that is not there is English and names another language.
    let folder = locales_folder();
    let site = site_of(folder.path());
    let tags: Vec<String> = site.catalog().listed().map(|(_, locale)| locale.id.clone()).collect();
    for tag in tags.iter().filter(|tag| *tag != "en") {
        edit(folder.path(), &format!("{tag}/statement.ftl"), |t| {
            without(&without(&t, "background-acts"), "patriotic-war")
        });
        edit(folder.path(), &format!("{tag}/site.ftl"), |t| without(&t, "parallel-single"));
    }
    let site = site_of(folder.path());
    assert_eq!(site.catalog().listed().count(), tags.len());
    let others = tags.len() - 1;
    // Alone; in each view of two, whose languages are both named.
    let expected = others + others * 2 * others + others * 2 * others;
    let inside = every_name_says_its_language(&site);
    assert!(inside >= expected, "{inside} names inside of sentences, {expected} expected");
}

#[test]
fn a_name_of_another_script_or_direction_has_the_face_and_the_direction_of_its_language() {
    let folder = folder_of(&["en", "ar", "ru"]);
    for tag in ["ar", "ru"] {
        edit(folder.path(), &format!("{tag}/statement.ftl"), |t| without(&t, "background-acts"));
    }
    let site = site_of(folder.path());
    let name = |tag: &str| {
        let html = statement(&site, tag);
        let name = one(&html, ".notice > [lang=en]:not(a)");
        assert_eq!(text(&name), "English");
        [name.value().name(), attribute(&name, "class"), attribute(&name, "dir")].join(", ")
    };
    assert_eq!(name("ar"), "bdi, run Latn, ltr");
    assert_eq!(name("ru"), "span, run Latn, ", "both are from left to right");
    let title = |tag: &str, other: &str| {
        let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
        text(&one(&parsed(&site.parallel(key(tag), key(other)).unwrap()), "title"))
    };
    assert!(title("en", "ar").contains("(English and العربية)"), "a title has no elements: {}", title("en", "ar"));
    let html = statement(&site, "ru");
    let plain = site.document(attribute(&all(&html, "a[href$='.txt']")[0], "href")).unwrap();
    let plain = std::str::from_utf8(plain.text()).unwrap();
    assert!(plain.contains("(English)") && !plain.contains("lang="), "{plain}");
}
