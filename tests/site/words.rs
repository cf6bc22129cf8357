//! The words: the ministry’s own, and those of the translations.

use communique::l10n::LocaleFile;
use communique::site::outline::Section;
use communique::site::{Failure, Page};
use scraper::Html;

use crate::support::html::{all, attribute, one, parsed, raw_text, text};
use crate::support::site::{LANGUAGES, document, each_page, page, passage, site};

#[test]
fn the_languages_are_complete_and_listed_in_the_order_of_their_own_names() {
    let site = site(&[]);
    let listed: Vec<&str> = site.catalog().listed().map(|(_, locale)| locale.id.as_str()).collect();
    assert_eq!(listed, LANGUAGES);
    for (key, locale) in site.catalog().listed() {
        let coverage = site.catalog().coverage(key);
        assert_eq!((coverage.percent(), &coverage.missing, &coverage.stale), (100, &vec![], &vec![]), "{}", locale.id);
        assert_eq!(site.catalog().missing(key), [], "{} lacks messages", locale.id);
    }
    let findings: Vec<String> = site.catalog().findings().iter().map(ToString::to_string).collect();
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn the_english_statement_is_the_ministrys_text_passage_by_passage() {
    let source = include_str!("../source/fight-against-terrorism.en.txt");
    let lines: Vec<&str> =
        source.lines().map(|line| line.trim_matches([' ', '\u{a0}'])).filter(|line| !line.is_empty()).collect();
    let site = site(&[]);
    let html = document(&site, "/en/fight-against-terrorism");
    let passage = |id: &str| passage(&html, id);
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

/// Files of messages as the project holds them.
fn english_messages() -> Vec<(String, String)> {
    let files: Vec<LocaleFile> = communique::l10n::disk::read_folder(std::path::Path::new("locales")).unwrap();
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
fn every_variable_of_an_english_message_has_its_line_in_the_comment_above() {
    let files = communique::l10n::disk::read_folder(std::path::Path::new("locales")).unwrap();
    let mut variables = 0;
    for file in files.iter().filter(|file| file.path.starts_with("en/") && file.is_messages()) {
        let parsed = communique::l10n::check::ParsedFile::new(file);
        for message in parsed.messages() {
            let comment: Vec<&str> = message.comment.iter().flat_map(|comment| comment.content.clone()).collect();
            let text = fluent_syntax::serializer::serialize(&fluent_syntax::ast::Resource {
                body: vec![fluent_syntax::ast::Entry::Message(fluent_syntax::ast::Message {
                    comment: None,
                    ..message.clone()
                })],
            });
            for piece in text.split('$').skip(1) {
                let name: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let line = [" (String) ", " (Number) ", " (Date) ", " (Time) "].map(|kind| format!("${name}{kind}"));
                assert!(
                    comment.iter().any(|text| line.iter().any(|line| text.starts_with(line.as_str()))),
                    "{}: the comment above {} does not say what ${name} is",
                    file.path,
                    message.id.name
                );
                variables += 1;
            }
        }
    }
    assert!(variables > 20, "the test reads too little");
}

#[test]
fn no_message_id_and_no_untranslated_english_is_shown() {
    let site = site(&[]);
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
                all(html, "main [lang]:not([hreflang]):not(address):not(#reply option):not(.switch button)").len(),
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
    let site = site(&[]);
    let key = |tag: &str| site.catalog().by_tag(tag).unwrap();
    for (k, locale) in site.catalog().locales().filter(|(_, l)| l.id != "en") {
        let other = if locale.id == "ar" { "fa" } else { "ar" };
        let parallel = site.parallel(k, key(other)).unwrap();
        let failures = Failure::ALL.iter().map(|&failure| site.failure(failure, k));
        for html in failures.into_iter().chain([&*parallel]).map(parsed) {
            assert_eq!(attribute(&one(&html, "html"), "lang"), locale.id);
            // The choice of languages shows the title of each in itself, and says so.
            let marked: Vec<String> = all(&html, ".choices [lang=en]").iter().map(text).collect();
            let shown = marked.iter().fold(text_of(&html), |shown, english| shown.replacen(english, "", 1));
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
    let site = site(&[]);
    let expected = |c: char, id: &str| match id {
        "ru" => ('\u{400}'..='\u{52f}').contains(&c),
        "ar" | "fa" => ('\u{600}'..='\u{6ff}').contains(&c) || c == '\u{200c}',
        "zh-Hans" => ('\u{4e00}'..='\u{9fff}').contains(&c),
        _ => ('a'..='\u{2af}').contains(&c.to_lowercase().next().unwrap()),
    };
    for (_, locale) in site.catalog().listed() {
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
fn the_plain_text_holds_every_passage() {
    let site = site(&[]);
    for (_, locale) in site.catalog().locales() {
        let html = page(&site, Page::Statement, locale);
        let twin = std::str::from_utf8(site.document(&site.addresses().plain_text(locale)).unwrap().text()).unwrap();
        for Section { heading, paragraphs } in &site.outline().sections {
            for id in [heading].into_iter().chain(paragraphs) {
                let shown = raw_text(&one(&html, &format!("#{id}")));
                let last =
                    shown.trim().chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<String>();
                assert!(twin.contains(&last), "{} {id}", locale.id);
            }
        }
        assert!(twin.contains(if locale.id == "fa" { "[۱]" } else { "[1]" }), "{}", locale.id);
        assert!(twin.contains("A/75/625-S/2020/1161") && !twin.contains(['<', '\u{2068}']));
    }
}
