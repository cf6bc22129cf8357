//! The security headers that every response carries, written out once more: what the program
//! sends is held against them as a whole.

use std::collections::BTreeSet;

use base64::Engine;
use communique::site::assets::{PageStyle, Styles};
use sha2::Digest;

use super::response::Response;

/// The Content-Security-Policy. Only the hashes are computed, from the very texts that are inlined.
pub fn content_security_policy() -> String {
    let hash = |text: &str| base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(text));
    // The scripts of the project’s languages.
    let scripts = BTreeSet::from(["Arab", "Cyrl", "Hans", "Latn"]);
    let styles = Styles::new(&scripts);
    let of_pages = [PageStyle::Single, PageStyle::Pair, PageStyle::Form, PageStyle::Other];
    let style_hashes = of_pages.map(|page| format!("'sha256-{}'", hash(styles.of(page)))).join(" ");
    format!(
        "default-src 'none'; style-src {style_hashes}; script-src 'sha256-{}' 'sha256-{}' 'sha256-{}'; connect-src 'self'; img-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&communique::site::assets::TEXT_SCRIPT),
        hash(&communique::site::assets::FORM_SCRIPT),
        hash(&communique::site::assets::RECEIPT_SCRIPT)
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
    let hsts = is_https.then_some(("strict-transport-security", "max-age=31536000"));
    let policy = content_security_policy();
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
