//! Every page in every language.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use communique::l10n::{Catalog, Locale, LocaleFile, LocaleKey};
use communique::site::outline::Section;
use communique::site::{Failure, Page, Site};
use scraper::Html;
use support::{all, attribute, one, text};

const TEN: [&str; 10] = ["az", "de", "en", "es", "fr", "tr", "ru", "ar", "fa", "zh-Hans"];

/// Every page of every locale.
fn each_page(site: &Site, mut check: impl FnMut(Page, LocaleKey, &Locale, &Html)) {
    for (key, locale) in site.catalog().locales() {
        for &page in Page::ALL {
            let path = site.addresses().page(page, locale);
            let document = site.document(&path).unwrap_or_else(|| panic!("{path} is not there"));
            check(page, key, locale, &Html::parse_document(std::str::from_utf8(document.text()).unwrap()));
        }
    }
}

#[test]
fn ten_languages_are_complete_and_listed_in_the_order_of_their_own_names() {
    let site = support::site(&[]);
    let listed: Vec<&str> = site.catalog().listed().map(|(_, locale)| locale.id.as_str()).collect();
    assert_eq!(listed, TEN);
    for (key, locale) in site.catalog().listed() {
        let coverage = site.catalog().coverage(key);
        assert_eq!((coverage.percent(), &coverage.missing, &coverage.stale), (100, &vec![], &vec![]), "{}", locale.id);
    }
    let findings: Vec<String> = site.catalog().findings().iter().map(ToString::to_string).collect();
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn the_english_statement_is_the_ministrys_text_passage_by_passage() {
    let source = include_str!("source/fight-against-terrorism.en.txt");
    let lines: Vec<&str> =
        source.lines().map(|line| line.trim_matches([' ', '\u{a0}'])).filter(|line| !line.is_empty()).collect();
    let site = support::site(&[]);
    let html = Html::parse_document(
        std::str::from_utf8(site.document("/en/fight-against-terrorism").unwrap().text()).unwrap(),
    );
    // What is shown at an anchor, without what only screen readers hear and the way back.
    let passage = |id: &str| {
        let mut shown = one(&html, &format!("#{id}")).text().collect::<String>();
        for e in all(&html, &format!("#{id} .hidden, #{id} .back")) {
            shown = shown.replacen(&e.text().collect::<String>(), "", 1);
        }
        shown.trim().to_owned()
    };
    let mut shown =
        vec![text(&one(&html, ".trail li:first-child")), passage("section"), passage("title"), passage("heading")];
    shown.extend(site.outline().passages().into_iter().map(passage));
    shown.extend(["share-heading", "rights", "privacy-policy"].map(passage));
    assert_eq!(shown.len(), lines.len());
    for (shown, line) in shown.iter().zip(&lines) {
        // The footnote marker is set apart: the page shows it as a link, without moving a word.
        let words = |text: &str| text.replacen("[1]", " ", 1).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(shown.contains("[1]"), line.contains("[1]"), "{line}");
        assert_eq!(words(shown), words(line));
    }
}

#[test]
fn every_page_says_its_language_direction_and_title() {
    let site = support::site(&[]);
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each_page(&site, |page, _, locale, html| {
        let root = one(html, "html");
        assert_eq!(attribute(&root, "lang"), locale.id);
        assert_eq!(attribute(&root, "dir"), if ["ar", "fa"].contains(&locale.id.as_str()) { "rtl" } else { "ltr" });
        let title = text(&one(html, "title"));
        assert!(title.matches('–').count() >= 2 || title.matches('—').count() >= 2, "{} {page:?}: {title}", locale.id);
        assert!(titles.entry(locale.id.clone()).or_default().insert(title), "two pages have one title");
        assert_eq!(all(html, "meta[charset]").len(), 1);
        assert!(html.html().find("charset").is_some_and(|at| at < 1024));
    });
}

#[test]
fn headings_stand_in_order_and_every_page_has_one_h1() {
    let site = support::site(&[]);
    each_page(&site, |page, _, locale, html| {
        let levels: Vec<u32> =
            all(html, "h1, h2, h3, h4").iter().map(|h| h.value().name()[1..].parse().unwrap()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{} {page:?}", locale.id);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{} {page:?}: {levels:?}", locale.id);
    });
}

#[test]
fn every_passage_has_the_same_anchor_in_every_language() {
    let site = support::site(&[]);
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
    let site = support::site(&[]);
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
    let site = support::site(&[]);
    each_page(&site, |page, _, locale, html| {
        for link in all(html, "a[href^='/'], link[href^='/']") {
            let path = attribute(&link, "href").split(['?', '#']).next().unwrap();
            let found = site.document(path).is_some() || site.file(path.trim_start_matches('/')).is_some();
            assert!(found, "{} {page:?}: {path}", locale.id);
        }
    });
}

/// Files of messages as the project holds them.
fn english_messages() -> Vec<(String, String)> {
    let files: Vec<LocaleFile> = communique::l10n::file::read_folder(std::path::Path::new("locales")).unwrap();
    let mut ids = Vec::new();
    for file in files.iter().filter(|f| f.path.starts_with("en/") && f.is_messages()) {
        for line in file.text.lines() {
            if let Some((id, value)) = line.split_once(" =")
                && id.starts_with(|c: char| c.is_ascii_lowercase())
            {
                ids.push((id.to_owned(), value.trim().to_owned()));
            }
        }
    }
    ids
}

#[test]
fn no_message_id_and_no_untranslated_english_is_shown() {
    let site = support::site(&[]);
    let english = english_messages();
    assert!(english.len() > 80, "only {} messages found", english.len());
    // Ids that are also words; and names that are the same in every language.
    let hyphenated: Vec<&str> = english.iter().map(|(id, _)| id.as_str()).filter(|id| id.contains('-')).collect();
    let sentences: Vec<&str> = english
        .iter()
        .map(|(_, value)| value.as_str())
        .filter(|v| v.split(' ').count() >= 3 && !v.contains(['<', '{']))
        .collect();
    each_page(&site, |page, key, locale, html| {
        let mut shown = String::new();
        for element in all(html, "body") {
            shown.push_str(&text(&element));
        }
        for script in all(html, "script, style") {
            shown = shown.replace(&text(&script), "");
        }
        shown.push_str(&text(&one(html, "title")));
        for id in &hyphenated {
            let as_word = |at: usize| {
                let around = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '/');
                !around(shown[..at].chars().next_back()) && !around(shown[at + id.len()..].chars().next())
            };
            assert!(!shown.match_indices(id).any(|(at, _)| as_word(at)), "{} {page:?} shows the id {id}", locale.id);
        }
        if key != site.catalog().source() {
            for sentence in &sentences {
                assert!(!shown.contains(sentence), "{} {page:?} shows “{sentence}”", locale.id);
            }
            assert_eq!(
                all(html, "main [lang]:not([hreflang]):not(address):not(#reply option)").len(),
                0,
                "{} {page:?} marks a fallback",
                locale.id
            );
        }
        assert!(!shown.contains(['{', '}']), "{} {page:?}", locale.id);
    });
}

#[test]
fn errors_and_the_view_of_two_languages_are_translated_too() {
    let site = support::site(&[]);
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    for (k, locale) in site.catalog().locales().filter(|(_, l)| l.id != "en") {
        let other = if locale.id == "ar" { "fa" } else { "ar" };
        let parallel = site.parallel(k, key(other)).unwrap();
        let failures = Failure::ALL.iter().map(|&failure| site.failure(failure, k).text().to_vec());
        for text in failures.chain([parallel.text().to_vec()]) {
            let html = Html::parse_document(std::str::from_utf8(&text).unwrap());
            assert_eq!(attribute(&one(&html, "html"), "lang"), locale.id);
            let shown = text_of(&html);
            for (id, value) in
                english_messages().iter().filter(|(_, v)| v.split(' ').count() >= 3 && !v.contains(['<', '{']))
            {
                assert!(!shown.contains(value.as_str()), "{} shows the English of {id}", locale.id);
            }
        }
    }
}

fn text_of(html: &Html) -> String {
    text(&one(html, "main")) + &text(&one(html, "header")) + &text(&one(html, "footer"))
}

#[test]
fn letters_are_of_the_script_of_the_language() {
    let site = support::site(&[]);
    let expected = |c: char, id: &str| match id {
        "ru" => ('\u{400}'..='\u{52f}').contains(&c),
        "ar" | "fa" => ('\u{600}'..='\u{6ff}').contains(&c) || c == '\u{200c}',
        "zh-Hans" => ('\u{4e00}'..='\u{9fff}').contains(&c),
        _ => ('a'..='\u{2af}').contains(&c.to_lowercase().next().unwrap()),
    };
    for (_, locale) in site.catalog().locales() {
        let path = site.addresses().plain_text(locale);
        let text = std::str::from_utf8(site.document(&path).unwrap().text()).unwrap();
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        let own = letters.iter().filter(|c| expected(**c, &locale.id)).count();
        assert!(own * 100 >= letters.len() * 94, "{}: {own} of {} letters", locale.id, letters.len());
        for wrong in match locale.id.as_str() {
            "fa" => ['ي', 'ك', '?'],
            "ar" => ['ی', 'ک', '?'],
            "zh-Hans" => [',', ';', '?'],
            _ => ['\u{fffd}', '\u{200e}', '\u{200f}'],
        } {
            assert!(
                !text.lines().filter(|l| !l.starts_with("http")).any(|l| l.contains(wrong)),
                "{} has {wrong:?}",
                locale.id
            );
        }
    }
}

#[test]
fn hreflang_is_reciprocal_and_canonical_is_the_page_itself() {
    let site = support::site(&["--public-url=https://www.example.org/terror"]);
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
        assert_eq!(alternates.len(), TEN.len() + 1);
        sets.entry(page).or_default().insert(alternates);
    });
    assert!(sets.values().all(|set| set.len() == 1), "pages disagree on their alternates");
    let root = Html::parse_document(std::str::from_utf8(site.languages().text()).unwrap());
    let of_root: Vec<&str> = all(&root, "link[hreflang]").iter().map(|l| attribute(l, "href")).collect();
    let of_statement: Vec<&str> =
        sets[&Page::Statement].first().unwrap().iter().map(|(_, href)| href.as_str()).collect();
    assert_eq!(of_root, of_statement, "the x-default answers for the same set");
    assert_eq!(attribute(&one(&root, "link[rel=canonical]"), "href"), "https://www.example.org/terror/");
    let sitemap = String::from_utf8(site.well_known("sitemap.xml").unwrap().text().to_vec()).unwrap();
    assert_eq!(sitemap.matches("<loc>").count(), Page::ALL.len() * TEN.len());
    for (_, href) in sets.into_values().flatten().flatten() {
        assert!(sitemap.contains(&format!("href=\"{href}\"")), "{href} is not in the sitemap");
    }
}

#[test]
fn metadata_is_whole_on_every_page() {
    let site = support::site(&[]);
    each_page(&site, |page, _, locale, html| {
        for property in ["og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale", "og:image"] {
            let meta = one(html, &format!("meta[property='{property}']"));
            assert!(!attribute(&meta, "content").is_empty(), "{} {page:?}: {property}", locale.id);
        }
        assert_eq!(all(html, "meta[property='og:locale:alternate']").len(), TEN.len() - 1);
        assert!(!attribute(&one(html, "meta[name=description]"), "content").contains(['\u{2068}', '\u{2069}', '<']));
        let json = one(html, "script[type='application/ld+json']").text().collect::<String>();
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
            assert_eq!(works, if locale.id == "en" { TEN.len() - 1 } else { 1 });
        }
    });
}

#[test]
fn a_page_loads_nothing_but_itself_and_its_icons() {
    let site = support::site(&[]);
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
fn a_copy_says_so_on_every_page_and_the_ministrys_own_site_does_not() {
    let (copy, official) = (support::site(&[]), support::site(&["--official"]));
    each_page(&copy, |page, _, locale, html| {
        let notice = one(html, ".copy");
        assert!(!text(&notice).is_empty(), "{} {page:?}", locale.id);
        assert!(attribute(&one(html, ".copy a"), "href").starts_with("https://mfa.gov.az/"));
        let site_name = attribute(&one(html, "meta[property='og:site_name']"), "content").to_owned();
        assert!(site_name.contains(['(', '（']), "{}: {site_name}", locale.id);
    });
    each_page(&official, |page, _, locale, html| {
        assert!(all(html, ".copy").is_empty(), "{} {page:?}", locale.id);
    });
}

#[test]
fn every_translation_says_that_nobody_has_approved_it_until_somebody_has() {
    let site = support::site(&[]);
    each_page(&site, |page, key, locale, html| {
        let notices = all(html, ".notice");
        assert_eq!(notices.len(), usize::from(key != site.catalog().source()), "{} {page:?}", locale.id);
    });
    let folder = support::locales_folder();
    let manifest = "reviewed_by = \"Département de presse\"\nreviewed_on = \"2026-03-05\"\n";
    std::fs::write(folder.path().join("fr/locale.toml"), manifest).unwrap();
    let site = support::site(&[&format!("--locales={}", folder.path().display())]);
    each_page(&site, |_, _, locale, html| {
        if locale.id == "fr" {
            let notice = text(&one(html, ".notice"));
            assert!(notice.contains("Département de presse") && notice.contains("5 mars 2026"), "{notice}");
            assert!(all(html, ".notice a").is_empty());
        }
    });
}

#[test]
fn the_privacy_policy_says_what_is_set() {
    for (flags, expected, absent) in [
        (
            &["--retention-days=30", "--log-ip=full", "--contact-email=a@b.org"][..],
            vec!["30 days", "together with your network address."],
            vec!["shortened"],
        ),
        (
            &["--retention-days=1", "--log-ip=off", "--contact-email=a@b.org"][..],
            vec!["1 day after", "without your network address"],
            vec!["shortened"],
        ),
        (
            &["--retention-days=0", "--contact-email=a@b.org"][..],
            vec!["as soon as it has been passed on", "shortened"],
            vec![],
        ),
        (
            &["--official", "--contact-email=a@b.org"][..],
            vec!["180 days", "is responsible for this website"],
            vec!["operator of this copy"],
        ),
        (&[][..], vec!["operator of this copy", "180 days"], vec![]),
    ] {
        let site = support::site(flags);
        let html = Html::parse_document(std::str::from_utf8(site.document("/en/privacy").unwrap().text()).unwrap());
        let shown = text(&one(&html, "main"));
        expected.iter().for_each(|part| assert!(shown.contains(part), "{flags:?}: “{part}” is not in {shown}"));
        absent.iter().for_each(|part| assert!(!shown.contains(part), "{flags:?}: “{part}” is in {shown}"));
        assert_eq!(attribute(&one(&html, "time"), "datetime").len(), 10);
    }
}

#[test]
fn the_contact_page_names_the_address_that_is_set_and_whose_it_is() {
    let page = |flags: &[&str]| {
        let site = support::site(flags);
        text(&one(
            &Html::parse_document(std::str::from_utf8(site.document("/en/contact").unwrap().text()).unwrap()),
            "main",
        ))
    };
    assert!(
        page(&["--contact-email=office@example.org"])
            .contains("operator of this copy, who is not the ministry: office@example.org")
    );
    assert!(
        page(&["--contact-email=office@example.org", "--official"])
            .contains("answers for this website: office@example.org")
    );
    assert!(page(&["--official"]).contains("Please use the form or write by post"));
    assert!(page(&[]).contains("has given no e-mail address"));
    assert!(page(&[]).contains("AZ1009 Baku"));
}

#[test]
fn share_links_have_the_exact_forms_of_the_services() {
    let site = support::site(&["--public-url=https://www.example.org"]);
    for (_, locale) in site.catalog().locales() {
        let html = Html::parse_document(
            std::str::from_utf8(site.document(&format!("/{}/share", locale.id)).unwrap().text()).unwrap(),
        );
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
        let html =
            Html::parse_document(std::str::from_utf8(site.document(&format!("/{tag}/share")).unwrap().text()).unwrap());
        attribute(&all(&html, ".services a")[0], "href").to_owned()
    };
    assert!(
        first("az").starts_with("https://wa.me") && first("ru").starts_with("https://t.me"),
        "the order is the language’s own"
    );
}

#[test]
fn the_plain_text_twin_holds_every_passage() {
    let site = support::site(&[]);
    for (_, locale) in site.catalog().locales() {
        let page = Html::parse_document(
            std::str::from_utf8(site.document(&site.addresses().page(Page::Statement, locale)).unwrap().text())
                .unwrap(),
        );
        let twin = std::str::from_utf8(site.document(&site.addresses().plain_text(locale)).unwrap().text()).unwrap();
        for Section { heading, paragraphs } in &site.outline().sections {
            for id in [heading].into_iter().chain(paragraphs) {
                let element = one(&page, &format!("#{id}"));
                let shown: String = element.text().collect::<String>();
                let last =
                    shown.trim().chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<String>();
                assert!(twin.contains(&last), "{} {id}", locale.id);
            }
        }
        assert!(twin.contains(if locale.id == "fa" { "[۱]" } else { "[1]" }), "{}", locale.id);
        assert!(twin.contains("A/75/625-S/2020/1161") && !twin.contains(['<', '\u{2068}']));
    }
}

#[test]
fn two_languages_stand_side_by_side_passage_by_passage() {
    let site = support::site(&[]);
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    let rendered = site.parallel(key("ar"), key("zh-Hans")).unwrap();
    let html = Html::parse_document(std::str::from_utf8(rendered.text()).unwrap());
    assert!(rendered.noindex && rendered.language == "ar, zh-Hans");
    let beside = all(&html, ".beside");
    assert_eq!(beside.len(), site.catalog().passages().len() - 3, "the end of the page is not doubled");
    assert!(beside.iter().all(|e| attribute(e, "lang") == "zh-Hans" && attribute(e, "dir") == "ltr"));
    assert!(attribute(&one(&html, "link[rel=canonical]"), "href").ends_with("/ar/fight-against-terrorism"));
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    let (one, two) = (support::site(&[]), support::site(&[]));
    for (path, document) in one.documents() {
        assert!(document.text() == two.document(path).unwrap().text(), "{path}");
    }
}

#[test]
fn a_catalog_without_its_source_is_refused() {
    let files = [LocaleFile::new("fr/site.ftl", b"language-name = Fran\xc3\xa7ais\n")];
    assert!(Catalog::load(&files, "statement.ftl").is_err());
}
