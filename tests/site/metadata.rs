//! What machines read of a page, and what readers take along: alternates, previews, share links.

use std::collections::{BTreeMap, BTreeSet};

use communique::site::Page;

use crate::support::html::{all, attribute, one, parsed, raw_text, text};
use crate::support::site::{LANGUAGES, document, each_page, site};

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
        assert_eq!(all(html, "meta[property='og:locale:alternate']").len(), LANGUAGES.len() - 1);
        assert!(!attribute(&one(html, "meta[name=description]"), "content").contains(['\u{2068}', '\u{2069}', '<']));
        let json = raw_text(&one(html, "script[type='application/ld+json']"));
        let data: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(data["@context"], "https://schema.org");
        if page == Page::Statement {
            let article = &data["@graph"][1];
            assert_eq!(article["inLanguage"], *locale.id);
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
        assert!(copyable.len() == 2 && copyable.iter().all(|c| c.contains("https://www.example.org/")), "{copyable:?}");
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
