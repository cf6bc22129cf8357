//! Header policies by name. Handlers choose a policy, never a header.

use std::time::SystemTime;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;

use crate::site::{Site, assets};

/// A header value that is checked when the program is made, not at each answer.
macro_rules! fixed {
    ($value:expr) => {
        const { actix_web::http::header::HeaderValue::from_static($value) }
    };
}
pub(super) use fixed;

/// How long an answer may be kept, by whom, and whether as it is (RFC 9111, RFC 5861).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caching {
    /// A page: fresh for a minute at the reader’s, ten at a shared cache, and good for a week
    /// while the server is away.
    Page,
    /// An answer that depends on the reader’s languages.
    Negotiated,
    /// An address that moved for good.
    Moved,
    /// A file whose name does not change with its bytes.
    File,
    /// A file whose name does.
    Immutable,
    /// A form that holds what somebody typed: their browser alone keeps it, so that Back restores it.
    TypedForm,
    /// Nobody keeps it.
    Never,
}

impl Caching {
    /// Its value, checked when the program is made.
    fn value(self) -> HeaderValue {
        match self {
            // `no-transform` on pages: a proxy that rewrites them breaks the hashes of their style and script.
            Self::Page => fixed!(
                "public, max-age=60, s-maxage=600, stale-while-revalidate=3600, stale-if-error=604800, no-transform"
            ),
            Self::Negotiated => fixed!("public, max-age=0, s-maxage=60, no-transform"),
            Self::TypedForm => fixed!("private, no-cache, no-transform"),
            Self::Moved => fixed!("public, max-age=3600"),
            Self::File => fixed!("public, max-age=86400, stale-while-revalidate=604800"),
            Self::Immutable => fixed!("public, max-age=31536000, immutable"),
            Self::Never => fixed!("no-store"),
        }
    }

    /// Writes the policy.
    pub(super) fn apply(self, headers: &mut HeaderMap) {
        headers.insert(header::CACHE_CONTROL, self.value());
    }
}

/// The headers that stand on every answer, whatever its status.
pub(super) struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    /// The headers of a site.
    pub(super) fn of(site: &Site) -> Self {
        let policy = content_security_policy(&site.style_hashes(), site.is_preview());
        Self::new(site.addresses().public_url().is_https(), policy)
    }

    /// The headers of plain text, which loads nothing.
    pub(super) fn of_plain_text() -> Self {
        Self::new(false, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'".to_owned())
    }

    fn new(is_https: bool, policy: String) -> Self {
        let named =
            |name: &'static str, value: &'static str| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let mut headers = vec![
            named("x-content-type-options", "nosniff"),
            // Not `no-referrer`: it would turn the Origin of the site’s own forms into `null`.
            named("referrer-policy", "same-origin"),
            named("permissions-policy", PERMISSIONS),
            named("cross-origin-opener-policy", "same-origin"),
            named("cross-origin-embedder-policy", "require-corp"),
            (header::CROSS_ORIGIN_RESOURCE_POLICY, fixed!("same-origin")),
        ];
        // Hashes are plain ASCII, so the policy is always a header value; if it ever is not, nothing is allowed.
        let policy = HeaderValue::try_from(policy);
        let policy = policy.unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
        headers.insert(0, (header::CONTENT_SECURITY_POLICY, policy));
        if is_https {
            headers.push(named("strict-transport-security", "max-age=31536000"));
        }
        Self(headers)
    }

    /// Writes them. A `Cross-Origin-Resource-Policy` that the handler has set stays.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            if *name != header::CROSS_ORIGIN_RESOURCE_POLICY || !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
}

impl SecurityHeaders {
    /// An answer without a body to a request that nobody could read, as bytes: they are on it too, and it says that
    /// the connection ends.
    pub(super) fn refusal(&self, status: StatusCode) -> Bytes {
        let now = httpdate::fmt_http_date(SystemTime::now());
        let mut answer = format!(
            "HTTP/1.1 {} {}\r\ncontent-length: 0\r\nconnection: close\r\ndate: {now}\r\n",
            status.as_str(),
            status.canonical_reason().unwrap_or_default()
        )
        .into_bytes();
        let caching = (header::CACHE_CONTROL, Caching::Never.value());
        for (name, value) in self.0.iter().chain([&caching]) {
            for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
                answer.extend_from_slice(part);
            }
        }
        answer.extend_from_slice(b"\r\n");
        answer.into()
    }
}

/// What a page may do in a browser. Only sharing is left to it.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), web-share=(self)";

/// The policy of every page (CSP 3): nothing but the inlined style and script, by hash. A preview has one more of each.
fn content_security_policy(style_hashes: &str, is_preview: bool) -> String {
    let (style, script) = if is_preview {
        let (style, script) = (&*assets::PREVIEW_STYLE_HASH, &*assets::PREVIEW_SCRIPT_HASH);
        (format!(" {style}"), format!(" {script}"))
    } else {
        Default::default()
    };
    [
        // Whatever is not named below is not loaded at all.
        "default-src 'none'",
        &format!("style-src {style_hashes}{style}"),
        &format!("script-src {}{script}", *assets::SCRIPT_HASHES),
        // A preview asks what was saved. No other script of ours asks for anything; but tools that measure a page fetch
        // `/robots.txt` from inside it, and take a refusal for a file that is missing.
        "connect-src 'self'",
        // The icons.
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        // The script makes no markup from text, and nothing else can.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// For the picture beside a shared link: other sites are meant to show it.
pub(super) fn allow_other_sites_to_embed(headers: &mut HeaderMap) {
    headers.insert(header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::sent_answer::SHORTEST_OF_OURS;

    #[test]
    fn every_answer_of_ours_is_longer_than_what_actix_answers_by_itself() {
        let of_site = |is_https| SecurityHeaders::new(is_https, content_security_policy("'sha256-'", false));
        for security in [of_site(false), of_site(true), SecurityHeaders::of_plain_text()] {
            let mut headers = HeaderMap::new();
            security.apply(&mut headers);
            let length: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
            assert!(length >= SHORTEST_OF_OURS, "{length}");
            assert!(security.refusal(StatusCode::BAD_REQUEST).len() > length);
        }
    }
}
