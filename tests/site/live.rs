//! A site whose form and view of two languages are elsewhere, or nowhere.

use communique::cli::publish::publish;
use communique::config::Live;
use communique::http::Published;
use communique::l10n::View;
use communique::site::{Document, Page};
use scraper::Html;

use crate::support::html::{all, attribute, one, parsed, text};
use crate::support::site::settings;

const LIVE: &str = "https://live.example.org";

fn site(live: Live, flags: &[&str]) -> Published {
    let mut settings = settings(flags);
    settings.publication.live = live;
    publish(&settings, &"https://www.example.org".parse().unwrap()).unwrap()
}

fn without_server() -> Published {
    site(Live::Nowhere, &["--contact-email=office@example.org"])
}

/// Every page that readers can come to.
fn every_page(published: &Published) -> Vec<(String, Html)> {
    let site = &published.site;
    let is_page = |document: &Document| document.media == communique::site::Media::Html;
    let pages = site.documents().filter(|(_, document)| is_page(document));
    let pages = pages.map(|(path, document)| (path.to_owned(), parsed(document)));
    let not_found = site.catalog().locales().map(|(key, locale)| {
        (format!("/{}/nowhere", locale.id), parsed(site.failure(communique::site::Failure::NotFound, key)))
    });
    pages.chain(not_found).chain([("/".to_owned(), parsed(site.languages()))]).collect()
}

#[test]
fn every_link_of_a_site_without_a_server_leads_to_a_file_or_to_the_server_that_there_is() {
    for live in [Live::Nowhere, Live::At(LIVE.parse().unwrap())] {
        let published = site(live.clone(), &["--contact-email=office@example.org"]);
        let paths: Vec<String> = published.fixed_answers().into_iter().map(|answer| answer.path).collect();
        let (mut inside, mut to_server) = (0, 0);
        for (path, html) in every_page(&published) {
            assert!(all(&html, "form, input[type=hidden], button").is_empty(), "{path} has a form");
            for element in all(&html, "[href], [src], [action], [formaction]") {
                for name in ["href", "src", "action", "formaction"] {
                    let Some(address) = element.value().attr(name) else { continue };
                    let address = address.strip_prefix("https://www.example.org").unwrap_or(address);
                    match address.strip_prefix(LIVE) {
                        Some(rest) => {
                            assert!(
                                rest.ends_with("/contact")
                                    || rest.contains("/contact?topic=")
                                    || rest.contains("?with="),
                                "{path}: {address}"
                            );
                            to_server += 1;
                        }
                        None if address.starts_with('#') => drop(one(&html, address)),
                        None if address.starts_with('/') => {
                            assert!(paths.iter().any(|known| known == address), "{path}: {address} leads nowhere");
                            inside += 1;
                        }
                        None => assert!(
                            address.starts_with("https://") || address.starts_with("mailto:"),
                            "{path}: {address}"
                        ),
                    }
                }
            }
        }
        assert!(inside > 500 && (to_server > 100) == (live != Live::Nowhere), "{inside} {to_server}");
    }
}

#[test]
fn where_nothing_can_be_sent_the_contact_page_says_so_and_names_the_other_ways() {
    let published = without_server();
    let site = &published.site;
    for (key, locale) in site.catalog().locales() {
        let path = site.addresses().page(Page::Contact, locale);
        let html = parsed(site.document(&path).unwrap());
        let said = View::new(site.catalog(), key).text("contact-nowhere").plain();
        assert_eq!(text(&all(&html, ".page h2")[0]), said, "{path}");
        assert_eq!(attribute(&one(&html, ".page h2 + p a"), "href"), "#contact-other", "{path}");
        assert_eq!(attribute(&one(&html, ".ways a"), "href"), "mailto:office@example.org", "{path}");
        assert!(text(&one(&html, "style")).contains(".fold{"), "{path} looks like the page with the form");
        assert!(!all(&html, "address").is_empty(), "{path}");
        let privacy = parsed(site.document(&site.addresses().page(Page::Privacy, locale)).unwrap());
        for section in ["privacy-messages", "privacy-floods"] {
            assert!(all(&privacy, &format!("#{section}, [href='#{section}']")).is_empty(), "{}", locale.id);
        }
    }
}

#[test]
fn where_the_form_is_elsewhere_its_address_stands_on_the_contact_page_and_in_security_txt() {
    let published = site(Live::At(LIVE.parse().unwrap()), &[]);
    let site = &published.site;
    for (_, locale) in site.catalog().locales() {
        let html = parsed(site.document(&site.addresses().page(Page::Contact, locale)).unwrap());
        let form = format!("{LIVE}/{}/contact", locale.id);
        assert_eq!(text(&one(&html, &format!(".page a[href='{form}']"))), form);
        assert_eq!(
            attribute(&one(&html, "link[rel=canonical]"), "href"),
            format!("https://www.example.org/{}/contact", locale.id)
        );
        let privacy = parsed(site.document(&site.addresses().page(Page::Privacy, locale)).unwrap());
        one(&privacy, "#privacy-messages");
    }
    let security = std::str::from_utf8(site.well_known(".well-known/security.txt").unwrap().text()).unwrap();
    assert!(security.contains(&format!("Contact: {LIVE}/en/contact\n")), "{security}");
}
