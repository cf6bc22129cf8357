//! The headers that stand on every response, whatever its status.

use std::collections::BTreeSet;

use communique::config::{Live, Settings};
use communique::site::Page;
use reqwest::header::HeaderValue;

use crate::http::kinds::{PLAIN, every_kind};
use crate::support::html::{all, attribute, one, raw_text};
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::security::{assert_security_headers, assert_security_headers_of};
use crate::support::site::{each_locale, settings};

#[test]
fn every_answer_of_every_status_carries_the_security_headers_and_no_cookie() {
    for kind in every_kind("https://www.example.org") {
        assert_security_headers_of(&kind.response, kind.whole(), true, &kind.what);
        let has = |ends: &[&str]| ends.iter().any(|end| kind.what.ends_with(end));
        let allows = matches!(kind.response.status, 204 | 405);
        assert_eq!(kind.response.headers.contains_key("allow"), allows, "{}", kind.what);
        if allows {
            let sent_to = has(&["/en/contact: 405", "/en/contact: 204", "OPTIONS /en: 204"]);
            let allowed = if sent_to { "GET, HEAD, POST, OPTIONS" } else { "GET, HEAD, OPTIONS" };
            assert_eq!(kind.response.header("allow"), allowed, "{}", kind.what);
        }
    }
}

#[test]
fn hsts_is_promised_only_where_readers_come_by_https() {
    for kind in every_kind("http://www.example.org") {
        assert_security_headers_of(&kind.response, kind.whole(), false, &kind.what);
    }
}

#[test]
fn the_policy_allows_exactly_the_inlined_style_and_script() {
    let server = Running::start(&[]);
    let site = &server.app.published.load().site;
    let without_form = Running::with_settings(without_form(), |inbox| inbox);
    let mut policies = BTreeSet::new();
    each_locale(site, |_, locale| {
        for &page in Page::ALL {
            let path = site.addresses().page(page, locale);
            let whole = server.get(&path, &[]);
            let (html, what) = (whole.html(), format!("{page:?} {}", locale.id));
            let (styles, scripts) = (all(&html, "style"), all(&html, "script:not([type])"));
            assert_eq!((styles.len(), scripts.len()), (1, 1), "{what} has one of each");
            let has = |rule: &str| raw_text(&styles[0]).contains(rule);
            assert_eq!(has(".fold{"), page == Page::Contact, "{what} has the style that it needs");
            assert_eq!(has(".passage{"), page == Page::Statement, "{what} has the style that it needs");
            let mut answers = vec![whole];
            if page == Page::Contact {
                answers.push(without_form.get(&path, &[]));
                answers.push(server.get(&format!("{path}?topic=text"), &[]));
                answers.push(server.get(&format!("{path}/received/00000-00000"), &[]));
                answers.push(server.post(&path, &[("message", "Text")], &[]));
            }
            if page == Page::Statement {
                let other = if locale.id == "ru" { "ar" } else { "ru" };
                answers.push(server.get(&format!("{path}?with={other}"), &[]));
                answers.push(server.get(&format!("{path}/nowhere"), &[]));
            }
            for answer in answers {
                assert_security_headers(&answer, false, &format!("{what}: {}", answer.status));
                policies.insert(answer.header("content-security-policy").to_owned());
            }
        }
    });
    assert_eq!(policies.len(), 6, "one policy a kind of page, whatever its language: {policies:?}");
}

/// The settings of a site that takes no messages.
fn without_form() -> Settings {
    let mut settings = settings(&["--contact-email=office@example.org"]);
    settings.publication.live = Live::Nowhere;
    settings
}

#[test]
fn who_has_a_page_already_is_told_the_policy_of_that_page_and_of_no_other() {
    let server = Running::start(&[]);
    let paths = [
        "/",
        "/en/fight-against-terrorism",
        "/en/fight-against-terrorism?with=ar",
        "/fa/contact",
        "/fa/contact?topic=text",
    ];
    let mut policies = BTreeSet::new();
    for path in paths.into_iter().chain(["/az/share", "/ar/fight-against-terrorism.txt", "/sitemap.xml"]) {
        let whole = server.get(path, &[]);
        assert_security_headers(&whole, false, path);
        let (etag, date) = (whole.header("etag"), whole.header("last-modified"));
        for condition in [("if-none-match", etag), ("if-modified-since", date)] {
            let again = server.get(path, &[condition]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path}, {condition:?}");
            assert_security_headers_of(&again, &whole, false, path);
        }
        policies.insert(whole.header("content-security-policy").to_owned());
    }
    assert_eq!(policies.len(), 5, "{policies:?}");
}

#[test]
fn hashed_files_are_immutable_and_only_the_preview_may_be_embedded_elsewhere() {
    let server = Running::start(&[]);
    let html = server.get("/en/share", &[]).html();
    let icon = attribute(&one(&html, "link[rel=apple-touch-icon]"), "href").to_owned();
    let preview = attribute(&one(&html, "meta[property='og:image']"), "content")
        .replace(&format!("http://{}", server.address), "");
    for (path, embedding) in [(icon, "same-origin"), (preview, "cross-origin")] {
        let answer = server.get(&path, &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert!(answer.body.starts_with(b"\x89PNG"));
        let mut answer = answer;
        let sent = answer.headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
        assert_eq!(sent.unwrap(), embedding);
        assert_security_headers(&answer, false, &path);
    }
    assert_eq!(server.get("/favicon.svg", &[]).header("content-type"), "image/svg+xml");
}

#[test]
fn every_document_says_what_it_is_in_which_language_and_a_form_of_what() {
    let server = Running::start(&[]);
    let (html, text) = ("text/html; charset=utf-8", "text/plain; charset=utf-8");
    for (path, media, language, canonical) in [
        ("/de/privacy", html, "de", ""),
        ("/ar/fight-against-terrorism?with=fr", html, "ar, fr", ""),
        ("/fa/fight-against-terrorism.txt", text, "fa", "/fa/fight-against-terrorism"),
        ("/tr/nowhere", html, "tr", ""),
        ("/robots.txt", text, "en", ""),
        ("/sitemap.xml", "application/xml; charset=utf-8", "en", ""),
    ] {
        let answer = server.get(path, &[]);
        assert_eq!((answer.header("content-type"), answer.header("content-language")), (media, language), "{path}");
        let link = format!("<http://{}{canonical}>; rel=\"canonical\"", server.address);
        assert_eq!(answer.header("link"), if canonical.is_empty() { "" } else { &link }, "{path}");
        assert_eq!(answer.header("x-robots-tag"), if path == "/tr/nowhere" { "noindex" } else { "" }, "{path}");
    }
}

#[test]
fn head_is_get_without_the_body() {
    let server = Running::start(&[]);
    for (method, path, ..) in PLAIN.into_iter().filter(|(method, ..)| *method == "GET") {
        let (get, head) = (server.ask(method, path, &[]), server.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        let names = |answer: &Response| {
            let mut headers: Vec<String> =
                answer.headers.iter().filter(|(n, _)| *n != "date").map(|(n, v)| format!("{n}: {v:?}")).collect();
            headers.sort();
            headers
        };
        assert_eq!(names(&head), names(&get), "{path}");
    }
}
