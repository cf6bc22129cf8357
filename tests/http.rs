//! The server as a client sees it: addresses, headers, codings, conditional requests, errors.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use communique::site::Page;
use support::{Answer, Running, SECURITY, all, ask, attribute, one};

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
        for name in SECURITY {
            assert!(!answer.header(name).is_empty(), "{method} {path} lacks {name}");
        }
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
        for name in ["set-cookie", "server", "x-powered-by", "access-control-allow-origin"] {
            assert!(!answer.headers.contains_key(name), "{method} {path} has {name}");
        }
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
    SECURITY.iter().for_each(|name| assert!(!answer.header(name).is_empty(), "304 lacks {name}"));
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
    for (_, locale) in site.catalog().locales() {
        for &page in Page::ALL {
            let answer = server.get(&site.addresses().page(page, locale), &[]);
            let policy = answer.header("content-security-policy").to_owned();
            let html = answer.html();
            let scripts = all(&html, "script:not([type])");
            for (element, directive) in [(one(&html, "style"), "style-src"), (scripts[0], "script-src")] {
                let hash = sha2::Sha256::digest(element.text().collect::<String>().as_bytes());
                let hash = base64::prelude::BASE64_STANDARD.encode(hash);
                assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{} {page:?}", locale.id);
            }
            assert_eq!(scripts.len(), 1);
            assert!(policy.starts_with("default-src 'none'; "));
        }
    }
}

#[test]
fn pages_can_be_cached_and_say_what_they_depend_on() {
    let server = Running::start(&[]);
    for path in ["/en/fight-against-terrorism", "/ar/privacy", "/fa/fight-against-terrorism.txt"] {
        for coding in ["br", "zstd", "gzip", "identity"] {
            let first = server.get(path, &[("accept-encoding", coding)]);
            assert_eq!(first.status, 200);
            assert_eq!(first.header("content-encoding"), if coding == "identity" { "" } else { coding }, "{path}");
            assert_eq!(
                first.header("cache-control"),
                "public, max-age=60, s-maxage=600, stale-while-revalidate=3600, stale-if-error=604800"
            );
            assert_eq!(first.header("vary"), "Accept-Encoding");
            assert_eq!(first.header("content-language"), &path[1..3]);
            assert_eq!(first.header("content-length"), first.body.len().to_string());
            let etag = first.header("etag");
            assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");
            let again =
                server.get(path, &[("accept-encoding", coding), ("if-none-match", &format!("W/{etag}, \"x\""))]);
            assert_eq!((again.status, again.body.len()), (304, 0));
            for name in ["etag", "cache-control", "vary", "content-language", "last-modified"] {
                assert_eq!(again.header(name), first.header(name), "{name} on 304");
            }
            let since =
                server.get(path, &[("accept-encoding", coding), ("if-modified-since", first.header("last-modified"))]);
            assert_eq!(since.status, 304);
            let other = server.get(
                path,
                &[
                    ("accept-encoding", coding),
                    ("if-none-match", "\"x\""),
                    ("if-modified-since", first.header("last-modified")),
                ],
            );
            assert_eq!(other.status, 200, "If-None-Match decides alone");
        }
    }
}

#[test]
fn the_smaller_form_of_a_page_replaces_the_quick_one_under_a_tag_of_its_own() {
    let server = Running::start(&[]);
    let headers = [("accept-encoding", "br")];
    let quick = server.get("/en/fight-against-terrorism", &headers);
    communique::site::compress::compress_best(&std::sync::Arc::downgrade(&server.app.published.load().site));
    let best = server.get("/en/fight-against-terrorism", &headers);
    assert!(best.body.len() < quick.body.len(), "{} and {}", best.body.len(), quick.body.len());
    assert_ne!(best.header("etag"), quick.header("etag"));
}

#[test]
fn head_is_get_without_the_body() {
    let server = Running::start(&[]);
    for (method, path, _) in every_kind().into_iter().filter(|(method, ..)| *method == "GET") {
        let (get, head) = (server.ask(method, path, &[]), server.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        let names = |answer: &Answer| {
            let mut headers: Vec<String> =
                answer.headers.iter().filter(|(n, _)| *n != "date").map(|(n, v)| format!("{n}: {v:?}")).collect();
            headers.sort();
            headers
        };
        assert_eq!(names(&head), names(&get), "{path}");
    }
}

#[test]
fn the_bare_address_leads_to_the_readers_language() {
    let server = Running::start(&["--public-url=https://www.example.org/base"]);
    for (accepted, tag) in [("az", "az"), ("zh-CN,en;q=0.5", "zh-Hans"), ("pt, fr;q=0.2", "fr"), ("fa-IR", "fa")] {
        let answer = server.get("/base/", &[("accept-language", accepted)]);
        assert_eq!(answer.status, 302);
        assert_eq!(answer.header("location"), format!("https://www.example.org/base/{tag}/fight-against-terrorism"));
        assert_eq!(answer.header("vary"), "Accept-Language");
    }
    for headers in [&[][..], &[("accept-language", "pt")][..]] {
        let answer = server.get("/base/", headers);
        assert_eq!((answer.status, answer.header("vary")), (200, "Accept-Language, Accept-Encoding"));
        let html = answer.html();
        let choices = all(&html, ".choices a");
        assert_eq!(choices.len(), 10);
        for choice in choices {
            let path = attribute(&choice, "href");
            assert_eq!(server.get(path, &[]).status, 200, "{path}");
        }
    }
    assert_eq!(server.get("/base", &[]).header("location"), "https://www.example.org/base/");
    assert_eq!(server.get("/", &[]).status, 404);
    assert_eq!(server.get("/basement/en/share", &[]).status, 404);
}

#[test]
fn another_form_of_an_address_leads_to_the_right_one() {
    let server = Running::start(&["--public-url=https://www.example.org"]);
    for (path, location) in [
        ("/en", "/en/fight-against-terrorism"),
        ("/en/", "/en/fight-against-terrorism"),
        ("/en/category/tehlukesizlik/terrorculuga-qarsi-mubarize", "/en/fight-against-terrorism"),
        ("/ZH-hans/share", "/zh-Hans/share"),
        ("/zh-CN/privacy", "/zh-Hans/privacy"),
        ("/zh_CN/", "/zh-Hans/fight-against-terrorism"),
        ("/zh", "/zh-Hans/fight-against-terrorism"),
        ("/EN-gb/contact", "/en/contact"),
        ("/az-Latn-AZ/fight-against-terrorism.txt", "/az/fight-against-terrorism.txt"),
        ("/es-AR/fight-against-terrorism?with=en", "/es/fight-against-terrorism?with=en"),
        ("/zh", "/zh-Hans/fight-against-terrorism"),
        ("/en/share/", "/en/share"),
        ("/e%6e/sh%61re", "/en/share"),
        ("/zh%2DHans/", "/zh-Hans/fight-against-terrorism"),
        ("/en/fight-against-terrorism?with=en", "/en/fight-against-terrorism"),
        ("/en/fight-against-terrorism?with=zz", "/en/fight-against-terrorism"),
        ("/en/fight-against-terrorism?with=zh-CN", "/en/fight-against-terrorism?with=zh-Hans"),
    ] {
        let answer = server.get(path, &[]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, format!("https://www.example.org{location}").as_str()),
            "{path}"
        );
    }
    for path in
        ["/zh-TW/share", "/az-Cyrl", "/pt/", "/xx/share", "/en/Share", "/en//share", "/en/share/x", "/%ff/share"]
    {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
}

#[test]
fn a_failure_speaks_the_language_of_the_path_or_else_of_the_reader() {
    let server = Running::start(&[]);
    for (path, accepted, tag) in [
        ("/fr/nowhere", "de", "fr"),
        ("/nowhere", "de, en;q=0.5", "de"),
        ("/pt/share", "ar", "ar"),
        ("/nowhere", "pt", "en"),
        ("/zh-CN/x", "en", "zh-Hans"),
    ] {
        let answer = server.get(path, &[("accept-language", accepted)]);
        assert_eq!((answer.status, answer.header("content-language")), (404, tag), "{path}");
        let html = answer.html();
        assert_eq!(attribute(&one(&html, "html"), "lang"), tag);
        assert_eq!(all(&html, ".choices a").len(), 10, "the statement in all languages");
        assert_eq!(answer.header("vary").contains("Accept-Language"), tag != "fr" && tag != "zh-Hans", "{path}");
        assert!(all(&html, "meta[name=robots][content=noindex]").len() == 1);
    }
    let answer = server.ask("POST", "/ar/share", &[]);
    assert_eq!((answer.status, answer.header("content-language")), (405, "ar"));
}

#[test]
fn a_forged_host_or_forwarding_header_changes_nothing() {
    let server = Running::start(&["--public-url=https://www.example.org"]);
    for path in ["/en/fight-against-terrorism", "/en", "/", "/sitemap.xml", "/nowhere"] {
        let plain = server.get(path, &[]);
        let forged = server.get(
            path,
            &[
                ("host", "evil.example"),
                ("x-forwarded-host", "evil.example"),
                ("x-forwarded-proto", "http"),
                ("forwarded", "host=evil.example"),
                ("x-forwarded-prefix", "/evil"),
            ],
        );
        assert_eq!((forged.status, forged.header("location")), (plain.status, plain.header("location")), "{path}");
        assert!(forged.body == plain.body && !forged.text().contains("evil"), "{path}");
    }
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
fn robots_and_security_txt_point_to_this_site() {
    let server = Running::start(&["--public-url=https://www.example.org/x", "--contact-email=office@example.org"]);
    assert!(server.get("/x/robots.txt", &[]).text().contains("Sitemap: https://www.example.org/x/sitemap.xml"));
    let security = server.get("/x/.well-known/security.txt", &[]).text();
    for line in [
        "Contact: mailto:office@example.org",
        "Canonical: https://www.example.org/x/.well-known/security.txt",
        "Preferred-Languages: az, de, en",
    ] {
        assert!(security.contains(line), "{security}");
    }
}

#[test]
fn health_is_on_the_admin_listener_alone() {
    let server = Running::start(&[]);
    for path in ["/livez", "/readyz", "/metrics"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path} is public");
        let answer = ask(server.admin, "GET", path, &[]);
        let media = match path {
            "/metrics" => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        assert_eq!((answer.status, answer.header("content-type")), (200, media), "{path}");
    }
    server.get("/en/share", &[]);
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    assert!(metrics.contains("http_server_requests_total{route=\"page\",status=\"200\"} 1"), "{metrics}");
    server.app.drain();
    assert_eq!(ask(server.admin, "GET", "/readyz", &[]).status, 503);
    assert_eq!(ask(server.admin, "GET", "/livez", &[]).status, 200);
    assert_eq!(server.get("/en/share", &[]).header("connection"), "close");
}

#[test]
fn many_requests_share_one_connection_and_garbage_ends_it() {
    let server = Running::start(&[]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    for path in ["/robots.txt", "/nowhere", "/robots.txt"] {
        write!(stream, "HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
        assert!(seen.starts_with(b"HTTP/1.1 "));
    }
    stream.write_all(b"\0\0 garbage\r\n\r\n").unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.is_empty() || rest.starts_with("HTTP/1.1 400"), "{rest}");
    assert_eq!(server.get("/robots.txt", &[]).status, 200);
}
