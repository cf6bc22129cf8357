//! Whether a form comes from our own page: by what the browser says about it, without a token
//! and without a cookie (OWASP, “Cross-Site Request Forgery Prevention”, Fetch Metadata).
//!
//! The form has no authority to abuse, since nobody is logged in; this keeps other sites from
//! sending messages through their visitors. Whoever is no browser sends none of these headers.

use crate::config::PublicUrl;

/// What stands for a value that nobody can read: bytes that are no text, or several lines that differ. No browser sends more
/// than one (RFC 6454 §7.3), and which of them counts, a proxy may see otherwise.
pub(super) const UNREADABLE: &str = "?";

/// Whether a request may have been caused by another site. `fetch_site` is `Sec-Fetch-Site`,
/// `origin` is `Origin`; each as it was sent, `None` if it was not.
pub(super) fn is_cross_origin(fetch_site: Option<&str>, origin: Option<&str>, public_url: &PublicUrl) -> bool {
    // No page can set Sec-Fetch-Site. `same-origin` and `none` (the reader’s own doing) are believed. With any
    // other value the request is ours only if Origin says so: our form, after a redirect to another name of the server.
    match fetch_site {
        Some("same-origin" | "none") => origin == Some(UNREADABLE),
        Some(_) => !origin.is_some_and(|origin| is_own_origin(origin, public_url)),
        None => origin.is_some_and(|origin| !is_own_origin(origin, public_url)),
    }
}

/// By scheme, host and port, never by a part of the text. The `Host` of the request is not asked.
fn is_own_origin(origin: &str, public_url: &PublicUrl) -> bool {
    url::Url::parse(origin)
        .is_ok_and(|url| url.origin().is_tuple() && url.origin().ascii_serialization() == public_url.origin)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_our_own_page_or_the_reader_sends_the_form() {
        let public_url: PublicUrl = "https://www.example.org/base".parse().unwrap();
        for (fetch_site, origin, cross_origin) in [
            (Some("same-origin"), Some("https://www.example.org"), false),
            // A proxy that rewrites, or a reader under another name of ours.
            (Some("same-origin"), Some("null"), false),
            (Some("none"), None, false),
            (Some("same-origin"), Some(UNREADABLE), true),
            (Some("none"), Some(UNREADABLE), true),
            (Some(UNREADABLE), None, true),
            (None, Some(UNREADABLE), true),
            (Some("same-site"), Some("https://evil.example.org"), true),
            (Some("cross-site"), Some("https://evil.example"), true),
            (Some("cross-site"), None, true),
            (Some("cross-site"), Some("https://www.example.org"), false),
            (Some("SAME-ORIGIN"), None, true),
            (Some(""), None, true),
            (None, None, false),
            (None, Some("https://www.example.org"), false),
            (None, Some("https://www.example.org:443"), false),
            (None, Some("HTTPS://WWW.EXAMPLE.ORG"), false),
            (None, Some("http://www.example.org"), true),
            (None, Some("https://www.example.org:8443"), true),
            (None, Some("https://www.example.org.evil.example"), true),
            (None, Some("https://evil.example/?https://www.example.org"), true),
            (None, Some("https://www.example.org@evil.example"), true),
            (None, Some("null"), true),
            (None, Some(""), true),
            (None, Some("data:text/html,x"), true),
        ] {
            assert_eq!(is_cross_origin(fetch_site, origin, &public_url), cross_origin, "{fetch_site:?} {origin:?}");
        }
    }

    proptest! {
        #[test]
        fn no_other_origin_is_taken_for_ours(origin in "(https?:)?/{0,2}[a-z.@:/?#]{0,30}") {
            let public_url: PublicUrl = "https://www.example.org".parse().unwrap();
            prop_assert!(is_cross_origin(None, Some(&origin), &public_url) || origin.contains("www.example.org"));
        }
    }
}
