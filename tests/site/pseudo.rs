//! The pseudo-locales of a preview: what is not accented in `en-XA` does not come from the locale files, and `ar-XB` runs
//! from right to left.

use std::collections::BTreeSet;
use std::sync::Arc;

use communique::contact::form::{Fault, Typed};
use communique::l10n::check::Level;
use communique::l10n::{Direction, LocaleKey};
use communique::site::pages::contact::{FormState, Refusal};
use communique::site::pages::receipt::Lookup;
use communique::site::{Document, Failure, Page, Site, services};
use jiff::civil::date;
use scraper::{ElementRef, Html, Node};
use strum::{IntoEnumIterator, VariantArray};

use crate::support::html::{all, attribute, one, parsed, text};
use crate::support::site::site;

fn preview(flags: &[&str]) -> Arc<Site> {
    site(&[&["--preview", "--locales=locales"], flags].concat())
}

fn key(site: &Site, tag: &str) -> LocaleKey {
    site.catalog().by_tag(tag).unwrap()
}

/// Every page of a locale in every state.
fn states(site: &Site, key: LocaleKey) -> Vec<(String, Html)> {
    let mut states: Vec<(String, Html)> = Vec::new();
    let mut add = |name: String, document: &Document| states.push((name, parsed(document)));
    let locale = site.catalog().locale(key);
    for &page in Page::ALL {
        add(format!("{page:?}"), site.document(&site.addresses().page(page, locale)).unwrap());
    }
    for &failure in Failure::ALL {
        add(format!("{failure:?}"), site.failure(failure, key));
    }
    add("two languages".into(), &site.parallel(key, site.catalog().by_tag("de").unwrap()).unwrap());
    add("filled in".into(), &site.prefilled(key, Some("text"), Some("background-acts")).unwrap().unwrap());
    let mut form = |name: String, state: &FormState| add(name, &site.contact_form(key, state).unwrap());
    for &fault in Fault::ALL {
        form(format!("{fault:?}"), &FormState { faults: vec![fault], ..FormState::default() });
    }
    form("every fault".into(), &FormState { faults: Fault::ALL.to_vec(), ..FormState::default() });
    for &refusal in Refusal::VARIANTS {
        for lost in [false, true] {
            let typed = Typed { body: if lost { String::new() } else { "1".into() }, ..Typed::default() };
            form(
                format!("{refusal:?}, lost: {lost}"),
                &FormState { typed, refusal: Some(refusal), lost, ..FormState::default() },
            );
        }
    }
    for lookup in Lookup::iter() {
        let lookup =
            if let Lookup::Found(_) = lookup { Lookup::Found(date(2026, 3, 5).at(14, 5, 0, 0)) } else { lookup };
        add(format!("{lookup:?}"), &site.receipt(key, "2345-6789", lookup).unwrap());
    }
    states
}

/// What people are told by attributes, and what the script shows them.
const TOLD: [&str; 7] = ["title", "alt", "aria-label", "placeholder", "label", "data-words", "data-said"];
/// What search engines and other sites show.
const SHOWN_ELSEWHERE: &str = "meta[name=description], meta[property='og:title'], meta[property='og:description'], \
    meta[property='og:site_name'], meta[property='og:image:alt']";

/// Elements whose texts are nobody’s to translate.
fn is_left_alone(element: &ElementRef<'_>, tag: &str) -> bool {
    let value = element.value();
    let lang = value.attr("lang").is_some_and(|lang| lang != tag);
    // The tool’s own words are English.
    let is_tool = value.id() == Some("l10n") || ["script", "style"].contains(&value.name());
    // Addresses, symbols of documents and references are written from left to right whatever is around them.
    let is_code = value.name() == "bdi" && value.attr("dir") == Some("ltr");
    lang || is_tool || is_code
}

/// All texts that people meet on a page, each in one piece.
fn texts(html: &Html, tag: &str) -> Vec<String> {
    fn walk(element: ElementRef<'_>, tag: &str, found: &mut Vec<String>) {
        if element.value().name() != "html" && is_left_alone(&element, tag) {
            return;
        }
        found.extend(TOLD.iter().filter_map(|name| element.value().attr(name)).map(str::to_owned));
        let mut goes_on = false;
        for child in element.children() {
            match child.value() {
                Node::Text(text) if goes_on => found.last_mut().unwrap().push_str(text),
                Node::Text(text) => found.push(text.to_string()),
                Node::Element(_) => walk(ElementRef::wrap(child).unwrap(), tag, found),
                _ => {}
            }
            // Where an address may break, it goes on.
            goes_on = child.value().as_element().is_some_and(|element| element.name() == "wbr");
        }
    }
    let mut found = Vec::new();
    walk(html.root_element(), tag, &mut found);
    found.extend(all(html, SHOWN_ELSEWHERE).iter().map(|meta| attribute(meta, "content").to_owned()));
    found
}

/// Months and the joints of a list, which CLDR writes.
const OF_CLDR: [&str; 13] = [
    "and",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// The symbol of a document, which is the same in every language; elsewhere it is an element.
const SYMBOL: &str = "A/75/625-S/2020/1161";

/// Whether a word need not come from the locale files: CLDR writes it, or it is the name of a service or of a language.
fn is_allowed(site: &Site, word: &str) -> bool {
    let mut endonyms = site.catalog().locales().map(|(_, locale)| locale.endonym.as_str());
    OF_CLDR.contains(&word)
        || services::NAMES.contains(&word.to_lowercase().as_str())
        || endonyms.any(|name| name == word)
}

/// The words that no accent has been put on. Addresses are left out.
fn plain_words(text: &str) -> Vec<&str> {
    let is_address = |word: &&str| word.contains("://") || word.contains('@');
    let words =
        text.split(' ').filter(|word| !is_address(word)).flat_map(|word| word.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().any(|c| c.is_ascii_alphabetic())).collect()
}

#[test]
fn every_word_that_people_meet_in_any_state_of_any_page_comes_from_the_locale_files() {
    let mut plain = BTreeSet::new();
    for flags in [&[][..], &["--official", "--contact-email=o@1.org"]] {
        let site = preview(flags);
        let key = key(&site, "en-XA");
        let states = states(&site, key);
        assert!(states.len() > 40, "{}", states.len());
        for (state, html) in &states {
            let texts = texts(html, "en-XA");
            assert!(texts.iter().any(|text| text.contains('⟦')), "{state}");
            for text in texts {
                let text =
                    text.replace(SYMBOL, "").replace(site.addresses().original_host().trim_start_matches("www."), "");
                for word in plain_words(&text).into_iter().filter(|word| !is_allowed(&site, word)) {
                    plain.insert(format!("{word}: {state}: {text}"));
                }
            }
        }
    }
    assert!(plain.is_empty(), "{plain:#?}");
}

#[test]
fn the_pseudo_locales_have_no_error_and_every_message_of_the_english() {
    let site = preview(&[]);
    for tag in ["en-XA", "ar-XB"] {
        let errors: Vec<String> = site
            .catalog()
            .findings()
            .iter()
            .filter(|finding| finding.path.starts_with(tag) && finding.level == Level::Error)
            .map(ToString::to_string)
            .collect();
        assert_eq!(errors, [""; 0]);
        assert_eq!(site.catalog().coverage(key(&site, tag)).missing, [""; 0], "{tag}");
    }
    assert_eq!(site.catalog().locale(key(&site, "ar-XB")).direction, Direction::Rtl);
    for (state, html) in states(&site, key(&site, "ar-XB")) {
        assert_eq!(attribute(&one(&html, "html"), "dir"), "rtl", "{state}");
        assert!(text(&one(&html, "h1")).contains('\u{202e}'), "{state}");
    }
}

#[test]
fn an_accented_text_is_about_a_third_longer() {
    let site = preview(&[]);
    let length = |tag: &str| {
        let html = parsed(site.document(&format!("/{tag}/fight-against-terrorism")).unwrap());
        all(&html, "article .passage").iter().map(|passage| text(passage).chars().count()).sum::<usize>()
    };
    let percent = length("en-XA") * 100 / length("en");
    assert!((125..=145).contains(&percent), "{percent} %");
}

#[test]
fn without_a_preview_there_are_no_pseudo_locales_and_no_hidden_languages() {
    let site = site(&["--locales=locales"]);
    assert!(site.catalog().by_tag("en-XA").is_none() && site.catalog().by_tag("ar-XB").is_none());
}
