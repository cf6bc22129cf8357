//! A response of every kind that there is, and the caching policy that it is under.

use communique::site::static_files::TOUCH_ICON_FILE;

use crate::support::faulty_inbox::{Storage, with_faults};
use crate::support::request::{ask, letter};
use crate::support::response::Response;

/// For a minute at the reader’s, for ten at a shared cache, for a week while the server is away.
pub const PAGE: &str =
    "public, max-age=60, s-maxage=600, stale-while-revalidate=3600, stale-if-error=604800, no-transform";
/// It depends on the reader’s languages.
pub const NEGOTIATED: &str = "private, no-cache, no-transform";
/// An address that moved for good.
pub const MOVED: &str = "public, max-age=3600";
/// A file whose name does not change with its bytes.
pub const FILE: &str = "public, max-age=86400, stale-while-revalidate=604800";
/// A file whose name does.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// The browser of whoever typed it keeps it, and asks before it shows it anew.
pub const TYPED_FORM: &str = "private, no-cache, no-transform";
/// Nobody keeps it.
pub const NEVER: &str = "no-store";

/// Requests that need no header and no body: method, path, status and policy.
pub const PLAIN: [(&str, &str, u16, &str); 41] = [
    ("GET", "/", 200, NEGOTIATED),
    ("GET", "/en/fight-against-terrorism", 200, PAGE),
    ("GET", "/en/fight-against-terrorism?with=ar", 200, PAGE),
    ("GET", "/en/fight-against-terrorism?with=en", 308, MOVED),
    ("GET", "/en/fight-against-terrorism?with=xx", 308, MOVED),
    ("GET", "/ar/fight-against-terrorism.txt", 200, PAGE),
    ("GET", "/fa/share", 200, PAGE),
    ("GET", "/az/privacy", 200, PAGE),
    ("GET", "/ru/accessibility", 200, PAGE),
    ("GET", "/tr/contact", 200, PAGE),
    ("GET", "/en/contact?topic=text&about=background-acts", 200, PAGE),
    ("GET", "/en", 308, MOVED),
    ("GET", "/en/", 308, MOVED),
    ("GET", "/EN-gb/share", 308, MOVED),
    ("POST", "/DE/contact/", 308, MOVED),
    ("GET", "/en/category/tehlukesizlik/terrorculuga-qarsi-mubarize", 308, MOVED),
    ("GET", "/iw/share", 404, NEVER),
    ("GET", "/nowhere", 404, NEVER),
    ("GET", "/fr/nowhere", 404, NEVER),
    ("POST", "/nowhere", 404, NEVER),
    ("GET", "/static/nothing.css", 404, NEVER),
    ("GET", "/robots.txt", 200, PAGE),
    ("GET", "/sitemap.xml", 200, PAGE),
    ("GET", "/.well-known/security.txt", 200, PAGE),
    ("GET", "/favicon.ico", 200, FILE),
    ("GET", "/favicon.svg", 200, FILE),
    ("POST", "/en/share", 405, NEVER),
    ("DELETE", "/", 405, NEVER),
    ("OPTIONS", "/", 204, NEVER),
    ("OPTIONS", "/en/contact", 204, NEVER),
    ("OPTIONS", "/en/share", 204, NEVER),
    ("OPTIONS", "/en", 204, NEVER),
    ("OPTIONS", "/robots.txt", 204, NEVER),
    ("OPTIONS", "/nowhere", 404, NEVER),
    ("PROPFIND", "/en/contact", 405, NEVER),
    ("POST", "/en/contact", 415, NEVER),
    ("GET", "/en/contact/received/00000-00000", 404, NEVER),
    ("GET", "/en/contact/received/00000-00001", 404, NEVER),
    ("GET", "/en/contact/received/x", 404, NEVER),
    ("GET", "/en/contact/received/ooooo-ooooo", 308, NEVER),
    ("POST", "/en/contact/received/00000-00000", 405, NEVER),
];

/// A response, what it answers, and its policy.
pub struct Kind {
    pub what: String,
    pub response: Response,
    pub policy: &'static str,
    /// What a reader has who is told that nothing has changed.
    kept: Option<Response>,
}

impl Kind {
    /// The response with its body: the one that the reader has, or this one.
    pub fn whole(&self) -> &Response {
        self.kept.as_ref().unwrap_or(&self.response)
    }
}

/// A response of every kind, from a server whose public URL is this one.
pub fn every_kind(public_url: &str) -> Vec<Kind> {
    let (server, inbox) = with_faults(&[&format!("--public-url={public_url}"), "--contact-per-client=1"]);
    let mut kinds = Vec::new();
    let mut add = |what: &str, status: u16, policy, response: Response| {
        assert_eq!(response.status, status, "{what}");
        kinds.push(Kind { what: format!("{what}: {status}"), response, policy, kept: None });
    };
    for (method, path, status, policy) in PLAIN {
        add(&format!("{method} {path}"), status, policy, server.ask(method, path, &[]));
    }
    add("the reader’s language", 302, NEGOTIATED, server.get("/", &[("accept-language", "az")]));
    add("a hashed file", 200, IMMUTABLE, server.get(&format!("/{}", TOUCH_ICON_FILE.path), &[]));
    for path in ["/en/share", "/ar/fight-against-terrorism", "/en/fight-against-terrorism?with=ar", "/robots.txt"] {
        let kept = server.get(path, &[]);
        let response = server.get(path, &[("if-none-match", kept.header("etag"))]);
        assert_eq!(response.status, 304, "{path}");
        kinds.push(Kind { what: format!("{path} again: 304"), response, policy: PAGE, kept: Some(kept) });
    }
    let mut add = |what: &str, status: u16, policy, response: Response| {
        assert_eq!(response.status, status, "{what}");
        kinds.push(Kind { what: format!("{what}: {status}"), response, policy, kept: None });
    };

    let post = |fields: &[(&str, &str)], headers: &[(&str, &str)]| server.post("/en/contact", fields, headers);
    let (right, long) = (letter("Text"), "m".repeat(70_000));
    add("no form", 400, NEVER, post(&[("colour", "red")], &[]));
    add("faults", 422, TYPED_FORM, post(&right[..8], &[]));
    add("another site", 403, TYPED_FORM, post(&right, &[("origin", "https://other.example")]));
    add("too long", 413, TYPED_FORM, post(&letter(&long), &[]));
    add("in another language", 200, TYPED_FORM, post(&[("show", "form"), ("message", "Text")], &[]));
    inbox.set(Storage::Fails);
    add("storage that fails", 503, TYPED_FORM, post(&right, &[]));
    add("a receipt that cannot be looked up", 503, NEVER, server.get("/en/contact/received/00000-00000", &[]));
    inbox.set(Storage::Works);
    let accepted = post(&right, &[]);
    let receipt = accepted.header("location").to_owned();
    add("accepted", 303, NEVER, accepted);
    add("the receipt", 200, NEVER, server.get(&receipt, &[]));
    add("one too many", 429, TYPED_FORM, post(&letter("More"), &[]));

    for (path, status) in [("/livez", 200), ("/readyz", 200), ("/metrics", 200), ("/nowhere", 404)] {
        add(&format!("{path} of the admin listener"), status, NEVER, ask(server.admin, "GET", path, &[]));
    }
    kinds
}
