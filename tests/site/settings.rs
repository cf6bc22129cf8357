//! What the pages say of the settings that they were made with.

use crate::support::html::{all, attribute, one, text};
use crate::support::site::{document, each_locale, each_page, page, site};
use communique::site::Page;

#[test]
fn a_copy_says_so_on_every_page_and_the_ministrys_own_site_does_not() {
    let (copy, official) = (site(&[]), site(&["--official"]));
    each_page(&copy, |page, _, locale, html| {
        let notice = one(html, ".copy");
        assert!(!text(&notice).is_empty(), "{} {page:?}", locale.id);
        assert!(attribute(&one(html, ".copy a"), "href").starts_with("https://mfa.gov.az/"));
        let description = attribute(&one(html, ".band summary"), "aria-describedby");
        assert_eq!(description, attribute(&notice, "id"), "the whole sentence is heard");
        let site_name = attribute(&one(html, "meta[property='og:site_name']"), "content").to_owned();
        assert!(site_name.contains(['(', '（']), "{}: {site_name}", locale.id);
    });
    each_page(&official, |page, _, locale, html| {
        assert!(all(html, ".copy").is_empty(), "{} {page:?}", locale.id);
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
        (&[][..], vec!["operator of this copy", "180 days"], vec!["writes down every request"]),
        (
            &["--access-log"][..],
            vec!["writes down every request", "shortened", "does not store these entries itself"],
            vec!["keeps no list of visits", "does not keep them afterwards"],
        ),
    ] {
        let site = site(flags);
        let html = document(&site, "/en/privacy");
        let shown = text(&one(&html, "main"));
        expected.iter().for_each(|part| assert!(shown.contains(part), "{flags:?}: “{part}” is not in {shown}"));
        absent.iter().for_each(|part| assert!(!shown.contains(part), "{flags:?}: “{part}” is in {shown}"));
        assert_eq!(attribute(&one(&html, "time"), "datetime").len(), 10);
    }
}

#[test]
fn every_language_says_how_long_a_message_waits_for_a_person() {
    let site = site(&["--review-days=47", "--retention-days=33"]);
    each_locale(&site, |_, locale| {
        let policy = text(&one(&page(&site, Page::Privacy, locale), "main"));
        let number = |number: &str| policy.matches(number).count();
        let [review, retention] = match &*locale.id {
            "fa" => ["۴۷", "۳۳"],
            _ => ["47", "33"],
        };
        // Arabic writes either figures, by the data of CLDR.
        let arabic = (number("٤٧"), number("٣٣"));
        assert!((number(review), number(retention)) == (1, 1) || arabic == (1, 1), "{}: {policy}", locale.id);
    });
}

#[test]
fn the_contact_page_names_the_address_that_is_set_and_whose_it_is() {
    let page = |flags: &[&str]| {
        let site = site(flags);
        text(&one(&document(&site, "/en/contact"), "main"))
    };
    assert!(
        page(&["--contact-email=office@example.org"])
            .contains("operator of this copy, who is not the ministry: office@example.org")
    );
    assert!(
        page(&["--contact-email=office@example.org", "--official"])
            .contains("responsible for this website: office@example.org")
    );
    assert!(page(&["--official"]).contains("Please use the form or write by post"));
    assert!(page(&[]).contains("has given no e-mail address"));
    assert!(page(&[]).contains("AZ1009 Baku"));
}
