//! The headers that stand on every response, whatever its status.

use communique::site::Page;

use crate::support::html::{all, attribute, one, raw_text};
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::security::assert_security_headers;
use crate::support::site::each_locale;

/// One address for every kind of answer.
fn every_kind() -> Vec<(&'static str, &'static str, u16)> {
    vec![
        ("GET", "/", 200),
        ("GET", "/en/fight-against-terrorism", 200),
        ("GET", "/en/fight-against-terrorism?with=ar", 200),
        ("GET", "/en/fight-against-terrorism?with=en", 308),
        ("GET", "/en/fight-against-terrorism?with=xx", 308),
        ("GET", "/ar/fight-against-terrorism.txt", 200),
        ("GET", "/fa/share", 200),
        ("GET", "/az/privacy", 200),
        ("GET", "/ru/accessibility", 200),
        ("GET", "/tr/contact", 200),
        ("GET", "/en", 308),
        ("GET", "/en/", 308),
        ("GET", "/iw/share", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/fr/nowhere", 404),
        ("GET", "/robots.txt", 200),
        ("GET", "/sitemap.xml", 200),
        ("GET", "/.well-known/security.txt", 200),
        ("GET", "/favicon.ico", 200),
        ("GET", "/favicon.svg", 200),
        ("GET", "/static/nothing.css", 404),
        ("POST", "/en/share", 405),
        ("DELETE", "/", 405),
        ("OPTIONS", "/en/contact", 405),
        ("PROPFIND", "/en/contact", 405),
        ("GET", "/en/contact?topic=text&about=background-acts", 200),
        ("POST", "/en/contact", 415),
        ("GET", "/en/contact/received/00000-00000", 404),
        ("GET", "/en/contact/received/00000-00001", 404),
        ("GET", "/en/contact/received/x", 404),
        ("GET", "/en/contact/received/ooooo-ooooo", 308),
        ("POST", "/en/contact/received/00000-00000", 405),
        ("POST", "/nowhere", 404),
    ]
}

#[test]
fn every_answer_of_every_status_carries_the_security_headers_and_no_cookie() {
    let server = Running::start(&["--public-url=https://www.example.org"]);
    for (method, path, status) in every_kind() {
        let answer = server.ask(method, path, &[]);
        assert_eq!(answer.status, status, "{method} {path}");
        assert_security_headers(&answer, true, &format!("{method} {path}"));
        assert!(!answer.header("cache-control").is_empty(), "{method} {path}");
        if status >= 400 {
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
        }
        if status == 405 {
            let allowed = if path == "/en/contact" { "GET, HEAD, POST" } else { "GET, HEAD" };
            assert_eq!(answer.header("allow"), allowed, "{method} {path}");
        }
    }
    let fresh = server.get("/en/share", &[("accept-encoding", "br")]);
    let answer = server.get("/en/share", &[("accept-encoding", "br"), ("if-none-match", fresh.header("etag"))]);
    assert_eq!(answer.status, 304);
    assert_security_headers(&answer, true, "304");
}

#[test]
fn hsts_is_promised_only_where_readers_come_by_https() {
    assert!(!Running::start(&[]).get("/en/share", &[]).headers.contains_key("strict-transport-security"));
}

#[test]
fn the_policy_allows_exactly_the_inlined_style_and_script() {
    use base64::Engine;
    use sha2::Digest;
    let server = Running::start(&[]);
    let site = &server.app.published.load().site;
    each_locale(site, |_, locale| {
        for &page in Page::ALL {
            let answer = server.get(&site.addresses().page(page, locale), &[]);
            let policy = answer.header("content-security-policy").to_owned();
            let html = answer.html();
            let scripts = all(&html, "script:not([type])");
            for (element, directive) in [(one(&html, "style"), "style-src"), (scripts[0], "script-src")] {
                let hash = sha2::Sha256::digest(raw_text(&element).as_bytes());
                let hash = base64::prelude::BASE64_STANDARD.encode(hash);
                assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{} {page:?}", locale.id);
            }
            assert_eq!(scripts.len(), 1);
            assert!(policy.starts_with("default-src 'none'; "));
        }
    });
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
        assert_eq!(answer.header("cross-origin-resource-policy"), embedding);
        assert!(answer.body.starts_with(b"\x89PNG"));
    }
    assert_eq!(server.get("/favicon.svg", &[]).header("content-type"), "image/svg+xml");
}

#[test]
fn head_is_get_without_the_body() {
    let server = Running::start(&[]);
    for (method, path, _) in every_kind().into_iter().filter(|(method, ..)| *method == "GET") {
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
