//! The security headers that every response carries, written out once more: what the program
//! sends is held against them as a whole.

use base64::Engine;
use scraper::Html;
use sha2::Digest;

use super::html::{all, raw_text};
use super::response::Response;

/// The Content-Security-Policy of what is no page.
const OF_NO_PAGE: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The Content-Security-Policy of what a response shows. The hashes are those of the very texts that are inlined in it: each of
/// them, and no other.
pub fn content_security_policy(response: &Response) -> String {
    if !response.header("content-type").starts_with("text/html") || response.body.is_empty() {
        return OF_NO_PAGE.to_owned();
    }
    let html = Html::parse_document(&String::from_utf8(response.decoded()).unwrap());
    let hashes = |selector: &str| {
        let hash = |text: &str| base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(text));
        let hashes = all(&html, selector).into_iter().map(|inlined| format!(" 'sha256-{}'", hash(&raw_text(&inlined))));
        hashes.collect::<String>()
    };
    format!(
        "default-src 'none'; style-src{}; script-src{}; connect-src 'self'; img-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hashes("style"),
        hashes("script:not([type])")
    )
}

/// What else stands on every response.
const OTHERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
         gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), \
         web-share=(self)",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// What besides may stand on a response: nothing else is sent.
const ALLOWED: [&str; 18] = [
    "accept-ranges",
    "allow",
    "cache-control",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "transfer-encoding",
    "vary",
    "x-request-id",
    "x-robots-tag",
];

/// That a response carries all of them, each once, and nothing that should not be there.
pub fn assert_security_headers(response: &Response, is_https: bool, what: &str) {
    assert_security_headers_of(response, response, is_https, what);
}

/// The same of a response without a body, whose policy is that of another with one.
pub fn assert_security_headers_of(response: &Response, whole: &Response, is_https: bool, what: &str) {
    let hsts = is_https.then_some(("strict-transport-security", "max-age=31536000"));
    let policy = content_security_policy(whole);
    let policy = [("content-security-policy", policy.as_str())];
    for (name, value) in policy.into_iter().chain(OTHERS).chain(hsts) {
        let sent: Vec<_> = response.headers.get_all(name).iter().map(|sent| sent.to_str().unwrap()).collect();
        assert_eq!(sent, [value], "{name} of {what}");
    }
    for name in response.headers.keys().map(|name| name.as_str()) {
        let is_security = name == "content-security-policy" || OTHERS.iter().any(|(other, _)| *other == name);
        let is_hsts = is_https && name == "strict-transport-security";
        assert!(is_security || is_hsts || ALLOWED.contains(&name), "{what} has {name}");
    }
}
