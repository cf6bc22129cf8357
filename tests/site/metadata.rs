//! What machines read of a page, and what readers take along: alternates, previews, share links.

use std::collections::{BTreeMap, BTreeSet};

use communique::site::{Page, Site};

use crate::support::html::{all, attribute, one, parsed, raw_text, text};
use crate::support::site::{self, LANGUAGES, document, each_page, edit, locales_folder, site, site_of};

#[test]
fn hreflang_is_reciprocal_and_canonical_is_the_page_itself() {
    let site = site(&["--public-url=https://www.example.org/terror"]);
    let mut sets: BTreeMap<Page, BTreeSet<Vec<(String, String)>>> = BTreeMap::new();
    each_page(&site, |page, _, locale, html| {
        let own = site.addresses().absolute(&site.addresses().page(page, locale));
        assert_eq!(attribute(&one(html, "link[rel=canonical]"), "href"), own);
        let alternates: Vec<(String, String)> = all(html, "link[rel=alternate][hreflang]")
            .iter()
            .map(|l| (attribute(l, "hreflang").to_owned(), attribute(l, "href").to_owned()))
            .collect();
        assert!(alternates.contains(&(locale.id.clone(), own)), "{} {page:?}", locale.id);
        assert!(alternates.iter().any(|(tag, _)| tag == "x-default"));
        assert_eq!(alternates.len(), LANGUAGES.len() + 1);
        sets.entry(page).or_default().insert(alternates);
    });
    assert!(sets.values().all(|set| set.len() == 1), "pages disagree on their alternates");
    let root = parsed(site.languages());
    let of_root: Vec<&str> = all(&root, "link[hreflang]").iter().map(|l| attribute(l, "href")).collect();
    let of_statement: Vec<&str> =
        sets[&Page::Statement].first().unwrap().iter().map(|(_, href)| href.as_str()).collect();
    assert_eq!(of_root, of_statement, "the x-default answers for the same set");
    assert_eq!(attribute(&one(&root, "link[rel=canonical]"), "href"), "https://www.example.org/terror/");
    let sitemap = String::from_utf8(site.well_known("sitemap.xml").unwrap().text().to_vec()).unwrap();
    assert_eq!(sitemap.matches("<loc>").count(), Page::ALL.len() * LANGUAGES.len());
    for (_, href) in sets.into_values().flatten().flatten() {
        assert!(sitemap.contains(&format!("href=\"{href}\"")), "{href} is not in the sitemap");
    }
}

#[test]
fn metadata_is_whole_on_every_page() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        for property in ["og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale", "og:image"] {
            let meta = one(html, &format!("meta[property='{property}']"));
            assert!(!attribute(&meta, "content").is_empty(), "{} {page:?}: {property}", locale.id);
        }
        let kind = attribute(&one(html, "meta[property='og:type']"), "content").to_owned();
        assert_eq!(kind, if page == Page::Statement { "article" } else { "website" }, "{} {page:?}", locale.id);
        assert!(!attribute(&one(html, "meta[name=description]"), "content").contains(['\u{2068}', '\u{2069}', '<']));
        let json = raw_text(&one(html, "script[type='application/ld+json']"));
        let data: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(data["@context"], "https://schema.org");
        if page == Page::Statement {
            let article = &data["@graph"][1];
            assert_eq!(article["inLanguage"], *locale.id);
            assert_eq!(article["author"]["url"], "https://mfa.gov.az/");
            assert!(article["acquireLicensePage"].as_str().unwrap().ends_with(&format!("/{}/contact", locale.id)));
            let works = if locale.id == "en" {
                article["workTranslation"].as_array().unwrap().len()
            } else {
                usize::from(article["translationOfWork"].is_object())
            };
            assert_eq!(works, if locale.id == "en" { LANGUAGES.len() - 1 } else { 1 });
        }
    });
}

/// Longer ones are cut off in search results and tabs.
const MAX_TITLE: usize = 70;
const MAX_DESCRIPTION: usize = 160;

#[test]
fn titles_and_descriptions_are_short_and_each_page_has_its_own() {
    for settings in [&[][..], &["--official"]] {
        let site = site(settings);
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        each_page(&site, |page, _, locale, html| {
            let title = text(&one(html, "title"));
            let description = attribute(&one(html, "meta[name=description]"), "content").to_owned();
            let of_page = format!("{} {page:?}: {title} | {description}", locale.id);
            assert!(title.chars().count() <= MAX_TITLE, "{of_page}");
            assert!((20..=MAX_DESCRIPTION).contains(&description.chars().count()), "{of_page}");
            assert!(title.starts_with(&text(&one(html, "h1"))), "the page comes first: {of_page}");
            assert!(!title.contains(['\u{2068}', '\u{2069}']), "{of_page}");
            for own in [title, description] {
                assert!(seen.insert((locale.id.clone(), own)), "twice: {of_page}");
            }
        });
    }
}

#[test]
fn titles_say_that_a_website_is_a_copy_and_of_what_or_whose_it_is() {
    let copy = site(&[]);
    let official = site(&["--official"]);
    let title = |site: &Site, path: &str| text(&one(&document(site, path), "title"));
    assert_eq!(title(&copy, "/en/fight-against-terrorism"), "Fight Against Terrorism – unofficial copy of mfa.gov.az");
    assert_eq!(title(&official, "/en/privacy"), "Privacy Policy – Ministry of Foreign Affairs of Azerbaijan");
    each_page(&copy, |page, _, locale, html| {
        let title = text(&one(html, "title"));
        assert!(title.contains("mfa.gov.az"), "{title}");
        assert!(!text(&one(&site::page(&official, page, locale), "title")).contains("mfa.gov.az"), "{title}");
    });
}

#[test]
fn machines_and_readers_are_told_the_day_of_the_last_change_of_a_text() {
    let folder = locales_folder();
    edit(folder.path(), "en/statement.toml", |t| {
        let (before, _) = t.split_once("retrieved = ").unwrap();
        format!("{before}retrieved = 2026-03-05\n")
    });
    edit(folder.path(), "de/.made-from.ftl", |t| {
        let undated = t.lines().map(|line| match line.split_once(" 20") {
            Some((fingerprint, _)) if line.starts_with("# ") => format!("{fingerprint} 2026-01-02\n"),
            _ => format!("{line}\n"),
        });
        let mut text: String = undated.collect();
        for (id, day) in [("background-acts", "2026-02-03"), ("share-link", "2026-02-04")] {
            let at = text.find(&format!("\n{id} =")).unwrap();
            text.replace_range(at - "2026-01-02".len()..at, day);
        }
        text
    });
    let site = site_of(folder.path());
    let modified = |tag: &str| {
        let html = document(&site, &format!("/{tag}/fight-against-terrorism"));
        let json = raw_text(&one(&html, "script[type='application/ld+json']"));
        let data: serde_json::Value = serde_json::from_str(&json).unwrap();
        (data["@graph"][1]["dateModified"].as_str().map(str::to_owned), text(&one(&html, ".side details ul")))
    };
    let (machines, readers) = modified("de");
    assert_eq!(machines.as_deref(), Some("2026-02-03"));
    assert!(readers.contains("3. Februar 2026"), "{readers}");
    let (machines, readers) = modified("en");
    assert_eq!(machines.as_deref(), Some("2026-03-05"));
    assert!(readers.contains("5 March 2026"), "{readers}");
    let sitemap = String::from_utf8(site.well_known("sitemap.xml").unwrap().text().to_vec()).unwrap();
    let day_of = |path: &str| {
        let (_, rest) = sitemap.split_once(&format!("{path}</loc>\n")).unwrap();
        rest.strip_prefix("<lastmod>").map(|rest| rest[..10].to_owned())
    };
    assert_eq!(day_of("/de/fight-against-terrorism").as_deref(), Some("2026-02-03"));
    assert_eq!(day_of("/de/share").as_deref(), Some("2026-02-04"));
    assert_eq!(day_of("/de/privacy").as_deref(), Some("2026-01-02"));
    assert_eq!(day_of("/en/fight-against-terrorism").as_deref(), Some("2026-03-05"));
    assert_eq!(day_of("/en/privacy"), None, "of English texts other than the statement no day is known");
}

/// The picture of a page, as a path, and its alternative text.
fn picture(html: &scraper::Html) -> (String, String) {
    let content = |property: &str| attribute(&one(html, &format!("meta[property='{property}']")), "content").to_owned();
    let (_, path) = content("og:image").rsplit_once("/static/").map(|(_, name)| ((), name.to_owned())).unwrap();
    (path, content("og:image:alt"))
}

#[test]
fn each_language_has_a_picture_with_the_words_of_its_page() {
    let mut seen = BTreeSet::new();
    for (flags, ending) in [(&[][..], "copy"), (&["--official"], "official")] {
        let site = site(flags);
        each_page(&site, |_, _, locale, html| {
            let (name, alternative) = picture(html);
            assert!(name.starts_with(&format!("{}.{ending}.", locale.id)), "{name}: draw it with `tests/run pictures`");
            assert!(alternative.contains(&text(&one(html, "header .name"))), "{alternative}");
            assert_eq!(ending == "official", all(html, ".band summary").is_empty());
            for band in all(html, ".band summary") {
                assert!(alternative.contains(&text(&band)), "{alternative}");
            }
            let file = communique::site::static_files::file(&format!("static/{name}")).unwrap();
            assert!(file.body.len() < 60_000 && file.embeddable, "{name}");
            // Width and height stand in the first chunk (PNG §11.2.1).
            assert_eq!(file.body[16..24], [1200_u32.to_be_bytes(), 630_u32.to_be_bytes()].concat()[..], "{name}");
            seen.insert(name);
        });
    }
    assert_eq!(seen.len(), 2 * LANGUAGES.len());
}

#[test]
fn a_picture_whose_words_are_no_longer_those_of_the_page_is_not_shown() {
    let folder = locales_folder();
    edit(folder.path(), "de/statement.ftl", |t| t.replace("\ntitle = ", "\ntitle = Der "));
    edit(folder.path(), "fr/site.ftl", |t| t.replace("\ncopy-band = ", "\ncopy-band = Une "));
    let site = site_of(folder.path());
    let of = |tag: &str| picture(&document(&site, &format!("/{tag}/fight-against-terrorism")));
    for tag in ["de", "fr"] {
        let (name, alternative) = of(tag);
        assert!(name.starts_with("wordless.") && alternative.is_empty(), "{tag}: {name} {alternative}");
    }
    assert!(of("es").0.starts_with("es.copy."));
}

#[test]
fn share_links_have_the_exact_forms_of_the_services() {
    let site = site(&["--public-url=https://www.example.org"]);
    for (_, locale) in site.catalog().locales() {
        let html = document(&site, &format!("/{}/share", locale.id));
        let url = format!("https%3A%2F%2Fwww.example.org%2F{}%2Ffight-against-terrorism", locale.id);
        let links: Vec<&str> = all(&html, ".services a").iter().map(|a| attribute(a, "href")).collect();
        assert!(links.len() >= 5, "{}", locale.id);
        for link in &links {
            assert!(link.contains(&url), "{link} does not share the page being read");
            let form = [
                "https://wa.me/?text=",
                "https://t.me/share/url?url=",
                "https://www.facebook.com/sharer/sharer.php?u=",
                "https://x.com/intent/tweet?text=",
                "https://www.linkedin.com/sharing/share-offsite/?url=",
                "https://bsky.app/intent/compose?text=",
                "https://share.joinmastodon.org/#text=",
                "https://vk.com/share.php?url=",
                "mailto:?subject=",
            ];
            assert!(form.iter().any(|form| link.starts_with(form)), "{link}");
        }
        for link in all(&html, ".services a[href^='https:']") {
            assert_eq!(attribute(&link, "rel"), "noopener noreferrer nofollow");
        }
        let copyable: Vec<String> = all(&html, ".copyable").iter().map(text).collect();
        assert!(copyable.len() == 3 && copyable.iter().all(|c| c.contains("https://www.example.org/")), "{copyable:?}");
    }
    let first = |tag: &str| {
        let html = document(&site, &format!("/{tag}/share"));
        attribute(&all(&html, ".services a")[0], "href").to_owned()
    };
    assert!(
        first("az").starts_with("https://wa.me") && first("ru").starts_with("https://t.me"),
        "the order is the language’s own"
    );
}
