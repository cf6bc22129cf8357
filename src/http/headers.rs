//! Header policies by name. Handlers choose a policy, never a header.

use std::time::SystemTime;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;

use super::content_policy;

/// A header value that is checked when the program is made, not at each answer.
macro_rules! fixed {
    ($value:expr) => {
        const { actix_web::http::header::HeaderValue::from_static($value) }
    };
}
pub(super) use fixed;

/// The methods of an address that is only read.
pub(super) const READ_METHODS: &str = "GET, HEAD, OPTIONS";
/// Those of some address, and of the form.
pub(super) const ALL_METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// How long an answer may be kept, by whom, and whether as it is (RFC 9111, RFC 5861).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caching {
    /// A page: fresh for a minute at the reader’s, ten at a shared cache, and good for a week
    /// while the server is away.
    Page,
    /// An answer that depends on the reader’s languages: a shared cache that does not look at `Vary` would give everybody the
    /// same one.
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
            Self::Negotiated | Self::TypedForm => fixed!("private, no-cache, no-transform"),
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
    /// The headers of answers to readers who come by HTTPS or not.
    pub(super) fn new(is_https: bool) -> Self {
        let named =
            |name: &'static str, value: &'static str| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let mut headers = vec![
            // What a page has besides, its own policy says.
            (header::CONTENT_SECURITY_POLICY, fixed!(content_policy::OF_NO_PAGE)),
            named("x-content-type-options", "nosniff"),
            // Not `no-referrer`: it would turn the Origin of the site’s own forms into `null`.
            named("referrer-policy", "same-origin"),
            named("permissions-policy", PERMISSIONS),
            named("cross-origin-opener-policy", "same-origin"),
            named("cross-origin-embedder-policy", "require-corp"),
            (header::CROSS_ORIGIN_RESOURCE_POLICY, fixed!("same-origin")),
        ];
        if is_https {
            headers.push(named("strict-transport-security", "max-age=31536000"));
        }
        Self(headers)
    }

    /// Writes them. What the handler has set stays: the policy of a page, and whether other sites may embed a file.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        let may_be_set = [header::CONTENT_SECURITY_POLICY, header::CROSS_ORIGIN_RESOURCE_POLICY];
        for (name, value) in &self.0 {
            if !may_be_set.contains(name) || !headers.contains_key(name) {
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
        for security in [false, true].map(SecurityHeaders::new) {
            let mut headers = HeaderMap::new();
            security.apply(&mut headers);
            let length: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
            assert!(length >= SHORTEST_OF_OURS, "{length}");
            assert!(security.refusal(StatusCode::BAD_REQUEST).len() > length);
        }
    }
}
