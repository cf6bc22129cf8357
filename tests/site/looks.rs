//! What the looks of a page hang on: the scripts of its runs of text, the numbers of its passages, its contents.

use std::collections::BTreeMap;

use communique::l10n::LocaleFile;
use communique::l10n::disk::read_folder;
use communique::site::Page;
use scraper::{ElementRef, Html};

use crate::support::html::{all, attribute, one, parsed, raw_text, text};
use crate::support::site::{each_locale, each_page, edit, folder_of, page, passage, site, site_of, statement, without};

/// The script that an element says it is in.
fn script<'a>(element: &ElementRef<'a>) -> Option<&'a str> {
    match element.value().name() {
        "html" => element.attr("class"),
        _ => element.attr("class")?.split_once("run ").map(|(_, script)| script),
    }
}

/// Holds every element that says its language against the script of that language and of what is around it.
fn scripts_change_where_they_say(html: &Html, scripts: &BTreeMap<String, String>, what: &str) -> usize {
    let mut changes = 0;
    for element in all(html, "[lang]") {
        let own = &scripts[attribute(&element, "lang")];
        let around = element.ancestors().filter_map(ElementRef::wrap).find_map(|ancestor| script(&ancestor));
        let expected = (around != Some(own.as_str())).then_some(own.as_str());
        assert_eq!(script(&element), expected, "{what}: {}", element.html());
        changes += usize::from(expected.is_some());
    }
    for element in all(html, ".run") {
        assert!(element.attr("lang").is_some(), "{what}: {}", element.html());
    }
    changes
}

#[test]
fn a_script_is_said_where_it_changes_and_nowhere_else() {
    let site = site(&[]);
    let scripts: BTreeMap<String, String> =
        site.catalog().locales().map(|(_, locale)| (locale.id.clone(), locale.script.clone())).collect();
    each_page(&site, |page, _, locale, html| {
        assert_eq!(attribute(&one(html, "html"), "class"), locale.script);
        let changes = scripts_change_where_they_say(html, &scripts, &format!("{} {page:?}", locale.id));
        assert!(changes >= 4, "the menu alone has four scripts");
    });
    each_locale(&site, |key, locale| {
        each_locale(&site, |other, beside| {
            if key != other {
                let html = parsed(&site.parallel(key, other).unwrap());
                scripts_change_where_they_say(&html, &scripts, &format!("{} beside {}", locale.id, beside.id));
            }
        });
    });
    scripts_change_where_they_say(&parsed(site.languages()), &scripts, "the choice of languages");
}

#[test]
fn what_is_shown_in_another_language_is_in_its_own_script() {
    let folder = folder_of(&["en", "ar", "ru"]);
    std::fs::write(folder.path().join("ar/statement.ftl"), "background-acts = نص\n").unwrap();
    std::fs::create_dir(folder.path().join("ur")).unwrap();
    std::fs::write(folder.path().join("ur/site.ftl"), "language-name = اردو\n").unwrap();
    let site = site_of(folder.path());
    let scripts: BTreeMap<String, String> =
        site.catalog().locales().map(|(_, locale)| (locale.id.clone(), locale.script.clone())).collect();
    assert_eq!(scripts["ur"], "Aran");
    for tag in ["ar", "ur"] {
        let html = statement(&site, tag);
        let changes = scripts_change_where_they_say(&html, &scripts, tag);
        assert!(changes > 20, "{tag}: {changes}");
        let style = text(&one(&html, "style"));
        assert!(style.contains(".Aran{") && style.contains(".Arab{") && !style.contains(".Hans{"));
    }
}

#[test]
fn paragraphs_are_numbered_in_the_digits_of_the_language_and_the_number_is_their_link() {
    let site = site(&[]);
    let paragraphs: Vec<&str> =
        site.outline().sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str).collect();
    each_locale(&site, |key, locale| {
        let html = page(&site, Page::Statement, locale);
        let links = all(&html, "article p > .number");
        let targets: Vec<&str> = links.iter().map(|link| attribute(link, "href").trim_start_matches('#')).collect();
        assert_eq!(targets, paragraphs, "{}", locale.id);
        let view = communique::l10n::View::new(site.catalog(), key);
        for (number, link) in (1..).zip(&links) {
            assert_eq!(text(link), view.number(number), "{}", locale.id);
            assert!(attribute(link, "aria-label").contains(&view.number(number)), "{}", link.html());
        }
        // In the heading: the reading view of Firefox drops a block of a link without words and a heading.
        let headings = all(&html, "article h3.passage > .number:first-child");
        assert_eq!(headings.len(), site.outline().sections.len());
        assert!(headings.iter().all(|link| text(link).is_empty() && attribute(link, "title").len() > 5));
        assert!(
            headings.iter().all(|link| (attribute(link, "aria-hidden"), attribute(link, "tabindex")) == ("true", "-1"))
        );
        let plain = site.document(&site.addresses().plain_text(locale)).unwrap().text();
        let plain = std::str::from_utf8(plain).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        for id in &paragraphs {
            let words: String = passage(&html, id).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                plain.contains(&words) || words.contains('['),
                "{} {id}: the number is no part of the text",
                locale.id
            );
        }
        for data in all(&html, "script[type='application/ld+json']") {
            assert!(!text(&data).contains(attribute(&links[8], "aria-label")), "{}", locale.id);
        }
    });
}

#[test]
fn the_contents_lead_to_every_section_in_its_order() {
    for flags in [&[][..], &["--official"]] {
        let site = site(flags);
        each_page(&site, |page, _, locale, html| {
            let headings = match page {
                Page::Statement => "article h3",
                Page::Privacy | Page::Accessibility => "main h2",
                Page::Share | Page::Contact => return,
            };
            let headings: Vec<(&str, String)> =
                all(html, headings).iter().map(|heading| (attribute(heading, "id"), text(heading))).collect();
            let links = all(html, ".contents a");
            let contents: Vec<(&str, String)> =
                links.iter().map(|link| (attribute(link, "href").trim_start_matches('#'), text(link))).collect();
            assert_eq!(contents, headings, "{} {page:?}", locale.id);
        });
    }
}

#[test]
fn a_copy_says_on_which_day_the_text_was_taken_if_that_is_known() {
    let mut files: Vec<LocaleFile> = read_folder(std::path::Path::new("locales")).unwrap();
    files.retain(|file| file.path == "en/statement.toml");
    let day = files[0].text.lines().find_map(|line| line.strip_prefix("retrieved = ")).unwrap().to_owned();
    let site_with_day = site(&[]);
    let head = |site: &communique::site::Site| text(&all(&statement(site, "fr"), ".side summary")[0]);
    assert_eq!(day, "2026-11-23");
    assert!(head(&site_with_day).contains("23 novembre 2026"));
    let summary = raw_text(&all(&statement(&site_with_day, "fr"), ".side summary")[0]);
    assert!(summary.contains("23\u{a0}novembre\u{a0}2026"), "day, month and year stay on one line: {summary:?}");
    assert!(!head(&site(&["--official"])).contains("2026"), "the ministry has not taken it from anywhere");
    let folder = folder_of(&["en", "fr"]);
    crate::support::site::edit(folder.path(), "en/statement.toml", |text| text.replace("retrieved = ", "# "));
    assert!(!head(&site_of(folder.path())).contains("2026"));
}

#[test]
fn a_copy_is_cited_as_one_with_its_day_and_the_ministrys_own_page_is_not() {
    for (flags, is_copy) in [(&[][..], true), (&["--official"], false)] {
        let site = site(flags);
        each_locale(&site, |key, locale| {
            let view = communique::l10n::View::new(site.catalog(), key);
            let plain =
                |text: communique::l10n::Text<'_, '_>| communique::l10n::markup::without_isolates(&text.plain());
            let url = site.addresses().absolute(&site.addresses().page(Page::Statement, locale));
            let day = jiff::civil::date(2026, 11, 23);
            let copy = plain(view.text("share-citation-copy").arg("citation", "").day("date", day));
            let copy = copy.split_whitespace().collect::<Vec<_>>().join(" ");
            for (here, there) in [("#citation", "#share-citation-text"), ("#citation-un", "#share-citation-un-text")] {
                let citations = [(Page::Statement, here), (Page::Share, there)];
                let [on_statement, on_share] = citations.map(|(kind, id)| text(&one(&page(&site, kind, locale), id)));
                assert_eq!(on_statement, on_share, "{}", locale.id);
                assert!(on_statement.contains(&url), "{on_statement}");
                assert!(on_statement.contains(&plain(view.text("title"))), "{on_statement}");
                assert_eq!(on_statement.ends_with(&copy), is_copy, "{}: {on_statement}", locale.id);
                for (kind, id) in citations {
                    let html = page(&site, kind, locale);
                    let set_apart: Vec<String> = all(&html, &format!("{id} > bdi[dir=ltr]")).iter().map(text).collect();
                    let expected = if locale.direction.as_str() == "rtl" { vec![url.clone()] } else { vec![] };
                    assert_eq!(set_apart, expected, "{}: an address goes from left to right", locale.id);
                }
            }
        });
    }
}

#[test]
fn a_citation_has_blanks_for_the_paragraph_and_on_the_ministrys_own_page_for_the_day_where_the_script_fills_them_in() {
    for (flags, has_day) in [(&[][..], false), (&["--official"], true)] {
        let site = site(flags);
        each_locale(&site, |key, locale| {
            let blanks = |html: &Html, id: &str| {
                let citation = one(html, id);
                ["data-page", "data-paragraph"].map(|name| attribute(&citation, name).to_owned())
            };
            for id in ["#citation", "#citation-un"] {
                let [whole, paragraph] = blanks(&statement(&site, &locale.id), id);
                assert!(paragraph.contains("{number}") && paragraph.contains("://"), "{}: {paragraph}", locale.id);
                assert_eq!([&whole, &paragraph].map(|words| words.contains("{day}")), [has_day; 2], "{whole}");
            }
            for id in ["#share-citation-text", "#share-citation-un-text"] {
                let [whole, paragraph] = blanks(&page(&site, Page::Share, locale), id);
                assert_eq!((whole.contains("{day}"), paragraph.as_str()), (has_day, ""), "{}", locale.id);
            }
            let (other, _) = site.catalog().listed().find(|(other, _)| *other != key).unwrap();
            let pair = parsed(&site.parallel(key, other).unwrap());
            assert_eq!(blanks(&pair, "#citation"), ["", ""], "{}", locale.id);
        });
    }
}

#[test]
fn the_symbol_of_a_document_leads_to_the_document_in_every_language() {
    let site = site(&[]);
    each_locale(&site, |_, locale| {
        let html = page(&site, Page::Statement, locale);
        let link = one(&html, "#note-report a[href^='https:']");
        assert_eq!(attribute(&link, "href"), "https://undocs.org/A/75/625", "{}", locale.id);
        assert_eq!(text(&link), "A/75/625-S/2020/1161");
        assert_eq!(attribute(&one(&html, "#note-report a > bdi"), "dir"), "ltr");
    });
}

#[test]
fn the_band_of_a_copy_says_something_on_a_phone_also_where_its_words_are_not_translated() {
    let folder = folder_of(&["en", "ar"]);
    edit(folder.path(), "ar/site.ftl", |text| without(&text, "copy-band"));
    let site = site_of(folder.path());
    each_locale(&site, |_, locale| {
        let html = page(&site, Page::Statement, locale);
        let summary = one(&html, ".band summary");
        let (whole, rest) = (text(&summary), text(&one(&html, ".band summary .rest")));
        assert!(rest.len() + 10 < whole.len(), "{}: {whole:?} without {rest:?}", locale.id);
    });
}

/// The direction that an element has.
fn direction<'a>(element: &ElementRef<'a>) -> &'a str {
    element
        .attr("dir")
        .or_else(|| element.ancestors().filter_map(ElementRef::wrap).find_map(|ancestor| ancestor.attr("dir")))
        .unwrap_or_default()
}

#[test]
fn what_stands_on_the_line_has_the_direction_of_the_page_in_whatever_language_its_label_is() {
    let folder = folder_of(&["en", "ar", "de"]);
    for tag in ["ar", "de"] {
        let missing = ["passage-link", "heading-link", "parallel-swap"];
        edit(folder.path(), &format!("{tag}/site.ftl"), |text| {
            missing.iter().fold(text, |text, id| without(&text, id))
        });
        edit(folder.path(), &format!("{tag}/statement.ftl"), |text| without(&text, "background-acts"));
    }
    let site = site_of(folder.path());
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    for (tag, other, page_direction) in [("ar", "de", "rtl"), ("de", "ar", "ltr"), ("en", "ar", "ltr")] {
        let pair = parsed(&site.parallel(key(tag), key(other)).unwrap());
        for html in [&statement(&site, tag), &pair] {
            for link in all(html, ".number, .swap") {
                assert_eq!(direction(&link), page_direction, "{tag}: {}", link.html());
            }
        }
        let swap = one(&pair, ".swap");
        assert_eq!(swap.attr("lang"), Some("en").filter(|_| tag != "en"));
        assert_eq!(script(&swap), Some("Latn").filter(|_| tag == "ar"), "{}", swap.html());
        let outside = all(&pair, "h3 > .number, #background-origins > .number");
        assert!(outside.iter().all(|link| link.attr("lang") == Some("en").filter(|_| tag != "en")), "{tag}");
    }
}

#[test]
fn a_citation_is_in_one_language_and_says_in_which() {
    let folder = folder_of(&["en", "ar"]);
    let citations = |flag: &str| {
        let site = site(&[&format!("--locales={}", folder.path().display()), flag]);
        let ar = site.catalog().locale(site.catalog().by_tag("ar").unwrap());
        [(Page::Statement, "#citation"), (Page::Share, "#share-citation-text")].map(|(kind, id)| {
            let html = page(&site, kind, ar);
            let citation = one(&html, id);
            (["class", "lang", "dir"].map(|name| attribute(&citation, name).to_owned()), text(&citation))
        })
    };
    let own = citations("--retention-days=180");
    assert!(own.iter().all(|(attributes, _)| *attributes == ["copyable", "", ""]), "{own:?}");
    for (missing, flag) in [
        ("share-citation-copy", "--retention-days=180"),
        ("share-citation-work", "--retention-days=180"),
        ("share-citation-work", "--official"),
        ("share-citation-read", "--official"),
    ] {
        let whole = std::fs::read_to_string(folder.path().join("ar/share.ftl")).unwrap();
        edit(folder.path(), "ar/share.ftl", |text| without(&text, missing));
        for (attributes, words) in citations(flag) {
            assert_eq!(attributes, ["copyable run Latn", "en", "ltr"], "{missing} {flag}");
            assert!(words.starts_with("Ministry of Foreign Affairs") && words.contains("/ar/"), "{words}");
            assert_eq!(words.contains("text retrieved on 23 November 2026"), flag != "--official", "{words}");
        }
        edit(folder.path(), "ar/share.ftl", |_| whole.clone());
    }
}

#[test]
fn the_symbol_of_a_law_leads_nowhere_and_is_written_from_left_to_right() {
    let folder = folder_of(&["en"]);
    edit(folder.path(), "en/statement.ftl", |text| text.replace("A/75/625-S/2020/1161", "987-IIIQ"));
    let html = statement(&site_of(folder.path()), "en");
    assert!(all(&html, "#note-report a[href^='https:']").is_empty());
    assert_eq!(text(&one(&html, "#note-report bdi[dir=ltr][translate=no]")), "987-IIIQ");
}

#[test]
fn the_whole_notice_of_a_copy_stands_outside_of_what_is_folded() {
    let site = site(&[]);
    each_page(&site, |page, _, locale, html| {
        let id = attribute(&one(html, ".band summary"), "aria-describedby");
        assert!(all(html, &format!("details #{id}")).is_empty(), "{} {page:?}", locale.id);
        let link = one(html, &format!(".band > #{id} a"));
        assert_eq!(attribute(&link, "href"), site.addresses().original(), "{} {page:?}", locale.id);
    });
}

#[test]
fn the_contents_of_a_page_are_its_headings_in_their_order_and_words() {
    let site = site(&[]);
    let mut pages = 0;
    each_page(&site, |page, _, locale, html| {
        let links = all(html, ".contents a");
        if links.is_empty() {
            return;
        }
        pages += 1;
        let headings = if page == Page::Statement { "article h3" } else { ".page h2[id]" };
        let listed: Vec<_> = links.iter().map(|link| (attribute(link, "href")[1..].to_owned(), text(link))).collect();
        let stand: Vec<_> =
            all(html, headings).iter().map(|heading| (attribute(heading, "id").to_owned(), text(heading))).collect();
        assert_eq!(listed, stand, "{} {page:?}", locale.id);
    });
    assert_eq!(pages, 3 * site.catalog().listed().count(), "the statement and the two policies");
}
