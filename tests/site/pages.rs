//! What every page is built of, in every language: one heading above all, anchors, links, direction.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::process::Command;

use communique::l10n::{Catalog, LocaleFile};
use communique::site::static_files::file;
use communique::site::{Page, REQUIREMENTS};

use crate::support::html::{all, attribute, one, parsed, raw_text, text};
use crate::support::program::BINARY;
use crate::support::site::{each_page, locales_folder, passage as words, site, site_of, statement};

#[test]
fn every_page_is_linked_from_every_page_of_its_language() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        let hrefs: BTreeSet<&str> = all(html, "body a[href]").iter().map(|link| attribute(link, "href")).collect();
        // Where to share is asked at the end of the statement alone.
        for &other in Page::ALL.iter().filter(|&&other| other != Page::Share || page == Page::Statement) {
            let path = site.addresses().page(other, locale);
            assert!(hrefs.contains(&*path), "{} {page:?} does not lead to {other:?}", locale.id);
        }
    });
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

#[test]
fn every_page_says_its_language_direction_and_title() {
    let site = site(&[]);
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each_page(&site, |_, _, locale, html| {
        let root = one(html, "html");
        assert_eq!(attribute(&root, "lang"), locale.id);
        assert_eq!(
            attribute(&root, "dir"),
            if RIGHT_TO_LEFT.contains(&locale.tag.language.as_str()) { "rtl" } else { "ltr" }
        );
        let title = text(&one(html, "title"));
        assert!(titles.entry(locale.id.clone()).or_default().insert(title), "two pages have one title");
        assert_eq!(all(html, "meta[charset]").len(), 1);
        assert!(html.html().find("charset").is_some_and(|at| at < 1024));
    });
}

#[test]
fn headings_stand_in_order_and_every_page_has_one_h1() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        let levels: Vec<u32> =
            all(html, "h1, h2, h3, h4").iter().map(|h| h.value().name()[1..].parse().unwrap()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{} {page:?}", locale.id);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{} {page:?}: {levels:?}", locale.id);
    });
}

#[test]
fn every_passage_has_the_same_anchor_in_every_language() {
    let site = site(&[]);
    let passages: BTreeSet<&str> = site.catalog().passages().iter().map(String::as_str).collect();
    each_page(&site, |page, _, locale, html| {
        let ids: Vec<&str> = all(html, "[id]").iter().map(|e| attribute(e, "id")).collect();
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{} {page:?} has an id twice", locale.id);
        assert!(ids.iter().all(|id| id.is_ascii()));
        if page == Page::Statement {
            let missing: Vec<_> = passages.iter().filter(|id| !unique.contains(*id)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", locale.id);
        }
    });
}

#[test]
fn every_reference_inside_a_page_leads_to_something() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        let ids: HashSet<&str> = all(html, "[id]").iter().map(|e| attribute(e, "id")).collect();
        let mut references: Vec<String> =
            all(html, "a[href^='#']").iter().map(|a| attribute(a, "href")[1..].to_owned()).collect();
        for element in all(html, "[aria-labelledby], [aria-describedby]") {
            let list = [attribute(&element, "aria-labelledby"), attribute(&element, "aria-describedby")];
            references.extend(list.iter().flat_map(|l| l.split_whitespace()).map(str::to_owned));
        }
        for reference in references {
            assert!(ids.contains(reference.as_str()), "{} {page:?}: #{reference}", locale.id);
        }
    });
}

#[test]
fn every_internal_link_answers() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        for link in all(html, "a[href^='/'], link[href^='/']") {
            let path = attribute(&link, "href").split(['?', '#']).next().unwrap();
            let found = site.document(path).is_some() || file(path.trim_start_matches('/')).is_some();
            assert!(found, "{} {page:?}: {path}", locale.id);
        }
    });
}

#[test]
fn a_page_loads_nothing_but_itself_and_its_icons() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        let loading = "img, iframe, object, embed, video, audio, source, script[src], link[rel=stylesheet], link[rel=preload], link[rel=manifest], [style], [onclick], base, use";
        assert!(all(html, loading).is_empty(), "{} {page:?}", locale.id);
        assert!(
            all(html, "link[rel~=icon], link[rel=apple-touch-icon]")
                .iter()
                .all(|l| attribute(l, "href").starts_with('/'))
        );
    });
}

#[test]
fn every_translation_says_that_nobody_has_approved_it_until_somebody_has() {
    let site = site(&[]);
    each_page(&site, |page, key, locale, html| {
        let notices = all(html, ".notice");
        assert_eq!(notices.len(), usize::from(key != site.catalog().source()), "{} {page:?}", locale.id);
    });
    let folder = locales_folder();
    let manifest = "reviewed_by = \"Département de presse\"\nreviewed_on = \"2026-03-05\"\n";
    std::fs::write(folder.path().join("fr/locale.toml"), manifest).unwrap();
    let record = ["locales", "record", "--locales"];
    assert!(Command::new(BINARY).args(record).arg(folder.path()).status().unwrap().success());
    let site = site_of(folder.path());
    each_page(&site, |_, _, locale, html| {
        if locale.id == "fr" {
            let notice = text(&one(html, ".notice"));
            assert!(notice.contains("Département de presse") && notice.contains("5 mars 2026"), "{notice}");
            assert!(all(html, ".notice a").is_empty());
        }
    });
}

#[test]
fn two_languages_stand_side_by_side_passage_by_passage() {
    let site = site(&[]);
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    let rendered = site.parallel(key("ar"), key("zh-Hans")).unwrap();
    let html = parsed(&rendered);
    assert_eq!(rendered.content_language, "ar, zh-Hans");
    let alone = statement(&site, "zh-Hans");
    let ids = ["section", "title", "heading"].into_iter().chain(site.outline().passages());
    let without_way_back = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for id in ids {
        let in_row = format!(".row:has(#{id}) .beside[lang], .row:has(#{id}) .beside [lang]");
        let beside = all(&html, &in_row).into_iter().map(|e| {
            assert_eq!((attribute(&e, "lang"), attribute(&e, "dir")), ("zh-Hans", "ltr"), "{id}");
            // What only screen readers hear is no part of the passage.
            let heard = all(&html, &format!(".row:has(#{id}) .beside .hidden"));
            without_way_back(heard.iter().fold(raw_text(&e), |text, hidden| text.replacen(&raw_text(hidden), "", 1)))
        });
        assert!(beside.collect::<Vec<_>>().contains(&without_way_back(words(&alone, id))), "{id} is not beside itself");
    }
    let rows = all(&html, ".row").len();
    assert_eq!(rows, site.outline().passages().len() + 2, "a row for the titles, one for the heading, one a passage");
    let title = text(&one(&html, "title"));
    assert!(title.contains("العربية") && title.contains("简体中文"), "{title}");
    assert_ne!(title, text(&one(&statement(&site, "ar"), "title")));
    let swapped = site.addresses().parallel(site.catalog().locale(key("zh-Hans")), site.catalog().locale(key("ar")));
    assert_eq!(attribute(&one(&html, "a.swap"), "href"), swapped);
    let menu = all(&html, ".menu a");
    assert!(menu.iter().all(|link| attribute(link, "href").contains("?with=")), "the menu keeps both");
    let marked: Vec<_> = all(&html, ".notice").iter().filter_map(|notice| notice.attr("lang")).collect();
    assert_eq!(marked, ["zh-Hans"], "that nobody has approved it, the other one says in its own language");
    for (link, tag) in all(&html, ".line > .row p > a:not(.notice a)").iter().zip(["ar", "zh-Hans"]) {
        let name = &site.catalog().locale(key(tag)).endonym;
        assert!(text(link).contains(name), "a column is named once: {}", link.html());
    }
    for link in all(&html, ".line > .row p:not(.notice) > a, .swap") {
        assert!(link.attr("hreflang").is_some(), "the place is kept: {}", link.html());
    }
}

#[test]
fn two_languages_lead_search_engines_to_the_page_or_are_kept_from_them_but_not_both() {
    let folder = locales_folder();
    std::fs::write(folder.path().join("tr/locale.toml"), "state = \"by-link\"\n").unwrap();
    let site = site_of(folder.path());
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    for (tag, other, is_listed) in [("ar", "zh-Hans", true), ("en", "tr", true), ("tr", "en", false)] {
        let rendered = site.parallel(key(tag), key(other)).unwrap();
        let html = parsed(&rendered);
        let page = site.addresses().absolute(&site.addresses().page(Page::Statement, site.catalog().locale(key(tag))));
        assert_eq!(rendered.noindex, !is_listed, "{tag}");
        assert_eq!(rendered.canonical, None, "{tag}: its own head says it");
        let robots: Vec<_> = all(&html, "meta[name=robots]").iter().map(|meta| attribute(meta, "content")).collect();
        assert_eq!(robots, if is_listed { &[][..] } else { &["noindex"] }, "{tag}");
        let canonical: Vec<_> = all(&html, "link[rel=canonical]").iter().map(|link| attribute(link, "href")).collect();
        assert_eq!(canonical, if is_listed { vec![page.as_str()] } else { Vec::new() }, "{tag}");
        assert!(all(&html, "link[hreflang], script[type='application/ld+json']").is_empty(), "{tag}");
    }
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    let (one, two) = (site(&[]), site(&[]));
    for (path, document) in one.documents() {
        assert!(document.text() == two.document(path).unwrap().text(), "{path}");
    }
}

#[test]
fn a_catalog_without_its_source_is_refused() {
    let files = [LocaleFile::new("fr/site.ftl", b"language-name = Fran\xc3\xa7ais\n")];
    assert!(Catalog::load(&files, &REQUIREMENTS).is_err());
}
