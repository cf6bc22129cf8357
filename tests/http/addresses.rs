//! Where an address leads, and in which language.

use std::collections::BTreeSet;

use crate::support::html::{all, attribute, one};
use crate::support::running::Running;
use crate::support::site::{LANGUAGES, edit, folder_of};

#[test]
fn the_bare_address_leads_to_the_readers_language() {
    let server = Running::start(&["--public-url=https://www.example.org/base"]);
    for (accepted, tag) in [
        ("az", "az"),
        ("zh-CN,en;q=0.5", "zh-Hans"),
        ("eo, fr;q=0.2", "fr"),
        ("fa-IR", "fa"),
        ("gsw-CH, fr;q=0.5", "de"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "en"),
        ("en-GB, en-us;q=0,8, en;q=0,6, en_US;q=0,4, *", "en"),
    ] {
        let answer = server.get("/base/", &[("accept-language", accepted)]);
        assert_eq!(answer.status, 302);
        assert_eq!(answer.header("location"), format!("https://www.example.org/base/{tag}/fight-against-terrorism"));
        assert_eq!(answer.header("vary"), "Accept-Language, Accept-Encoding");
    }
    // Only so many languages are read, in one line or in several.
    let others = "eo,".repeat(63);
    let location = |lines: &[&str]| {
        let lines: Vec<_> = lines.iter().map(|line| ("accept-language", *line)).collect();
        server.get("/base/", &lines).header("location").to_owned()
    };
    assert!(location(&[&format!("{others}az")]).ends_with("/az/fight-against-terrorism"));
    assert_eq!(location(&[&format!("eo,{others}az")]), "");
    assert_eq!(location(&[&others, "eo", "az"]), "");
    // What most such readers have learnt is the first of the list.
    for (accepted, first) in
        [(None, "az"), (Some("uk"), "az"), (Some("eo, be;q=0.1"), "en"), (Some("be"), "ru"), (Some("ca"), "es")]
    {
        let headers: Vec<_> = accepted.map(|accepted| ("accept-language", accepted)).into_iter().collect();
        let answer = server.get("/base/", &headers);
        assert_eq!((answer.status, answer.header("vary")), (200, "Accept-Language, Accept-Encoding"));
        let html = answer.html();
        let choices = all(&html, ".choices a");
        assert_eq!(
            choices.iter().map(|choice| attribute(choice, "hreflang")).collect::<BTreeSet<_>>().len(),
            LANGUAGES.len()
        );
        assert_eq!(choices.len(), LANGUAGES.len());
        assert_eq!(attribute(&choices[0], "hreflang"), first, "{accepted:?}");
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
        ("/robots%2Etxt", "/robots.txt"),
        ("/favicon%2Esvg", "/favicon.svg"),
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
    for path in [
        "/zh-TW/share",
        "/az-Cyrl",
        "/gsw/share",
        "/be/",
        "/eo/",
        "/xx/share",
        "/en/Share",
        "/en//share",
        "/en/share/x",
        "/%ff/share",
    ] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
}

#[test]
fn another_folder_publishes_another_statement_with_the_same_program() {
    let locales = folder_of(&["en", "fr"]);
    edit(locales.path(), "en/statement.toml", |_| {
        "address = \"on-peace\"\nformer-addresses = [\"old/one\"]\noriginal = \"https://www.example.net/peace\"\n"
            .to_owned()
    });
    let locales = format!("--locales={}", locales.path().display());
    let server = Running::start(&["--public-url=https://www.example.org", &locales]);
    let html = server.get("/fr/on-peace", &[]).html();
    assert_eq!(attribute(&one(&html, "link[rel=canonical]"), "href"), "https://www.example.org/fr/on-peace");
    assert_eq!(attribute(&one(&html, ".source a"), "href"), "https://www.example.net/peace");
    assert!(server.get("/fr/on-peace", &[]).text().contains("\"isBasedOn\":\"https://www.example.net/peace\""));
    assert_eq!(server.get("/fr/on-peace?with=en", &[]).status, 200);
    assert_eq!(server.get("/fr/on-peace.txt", &[]).status, 200);
    assert!(server.get("/sitemap.xml", &[]).text().contains("https://www.example.org/en/on-peace"));
    for path in ["/fr", "/fr/old/one", "/FR/on-peace/"] {
        assert_eq!(server.get(path, &[]).header("location"), "https://www.example.org/fr/on-peace", "{path}");
    }
    assert_eq!(server.get("/", &[("accept-language", "fr")]).header("location"), "https://www.example.org/fr/on-peace");
    for path in ["/fr/fight-against-terrorism", "/fr/category/tehlukesizlik/terrorculuga-qarsi-mubarize"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
    for link in all(&html, "a[href^='/']") {
        let path = attribute(&link, "href");
        assert_eq!(server.get(path, &[]).status, 200, "{path}");
    }
}

#[test]
fn a_failure_speaks_the_language_of_the_path_or_else_of_the_reader() {
    let server = Running::start(&[]);
    for (path, accepted, tag) in [
        ("/fr/nowhere", "de", "fr"),
        ("/nowhere", "de, en;q=0.5", "de"),
        ("/eo/share", "ar", "ar"),
        ("/nowhere", "eo", "en"),
        ("/zh-CN/x", "en", "zh-Hans"),
    ] {
        let answer = server.get(path, &[("accept-language", accepted)]);
        assert_eq!((answer.status, answer.header("content-language")), (404, tag), "{path}");
        let html = answer.html();
        assert_eq!(attribute(&one(&html, "html"), "lang"), tag);
        assert_eq!(all(&html, ".choices a").len(), LANGUAGES.len(), "the statement in all languages");
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
