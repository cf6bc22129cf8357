//! Conditional requests: whether a reader has a representation already, or wants it only unchanged (RFC 9110 §13). Knows no
//! document.

use std::time::SystemTime;

use actix_web::http::header::{self, HeaderMap, HeaderName};

/// Whether the reader wants the representation only as it was once, and it is another by now, so that 412 is the answer
/// (RFC 9110 §13.2.2, steps 1 and 2). `If-Match` decides alone if it is there, by strong comparison.
pub(super) fn is_failed(headers: &HeaderMap, etag: &str, last_modified: SystemTime) -> bool {
    let mut tags = headers.get_all(header::IF_MATCH).peekable();
    if tags.peek().is_some() {
        return !tags.flat_map(|list| items(list.as_bytes())).any(|tag| tag == b"*" || tag == etag.as_bytes());
    }
    only_date(headers, header::IF_UNMODIFIED_SINCE).is_some_and(|since| last_modified > since)
}

/// Whether the reader has the very representation already, so that 304 is the answer. `If-None-Match`
/// decides alone if it is there, by weak comparison, because proxies weaken tags (RFC 9110 §13.1.2). A date
/// counts only if it is the very one that was sent: a restored file has an older date, and is another one all the same.
pub(super) fn is_not_modified(headers: &HeaderMap, etag: &str, last_modified: SystemTime) -> bool {
    let mut tags = headers.get_all(header::IF_NONE_MATCH).peekable();
    if tags.peek().is_some() {
        return tags.any(|list| matches_tag(list.as_bytes(), etag));
    }
    only_date(headers, header::IF_MODIFIED_SINCE).is_some_and(|since| last_modified == since)
}

/// The date of a header; none if it is no date, or if there are several (RFC 9110 §13.1.3).
fn only_date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    let mut values = headers.get_all(name);
    let value = values.next().filter(|_| values.next().is_none())?;
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}

fn matches_tag(list: &[u8], etag: &str) -> bool {
    items(list).any(|tag| tag == b"*" || tag.strip_prefix(b"W/").unwrap_or(tag) == etag.as_bytes())
}

/// The items of a list. A tag of somebody else may hold any byte from 0x80 on (RFC 9110 §8.8.3).
fn items(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tag_is_compared_weakly_and_whole() {
        for (list, fits) in [
            ("\"a-br\"", true),
            ("W/\"a-br\"", true),
            ("\"x\", \"a-br\"", true),
            ("*", true),
            ("\"a\"", false),
            ("a-br", false),
            ("\"A-BR\"", false),
            ("", false),
            ("\"x\",W/\"a-br\" ,\"y\"", true),
        ] {
            assert_eq!(matches_tag(list.as_bytes(), "\"a-br\""), fits, "{list}");
        }
        assert!(matches_tag(b"\"\xe9\", \"a-br\"", "\"a-br\""), "bytes that are no text are in their own tag");
    }

    #[test]
    fn a_reader_has_a_page_only_if_tag_or_date_is_the_very_one() {
        const TAG: &str = "if-none-match";
        const DATE: &str = "if-modified-since";
        const SENT: &str = "Wed, 25 Nov 2026 10:00:00 GMT";
        const EARLIER: &str = "Wed, 25 Nov 2026 09:59:59 GMT";
        for (headers, expected) in [
            (&[][..], false),
            (&[(DATE, SENT)], true),
            (&[(DATE, EARLIER)], false),
            // A server whose files were restored has older ones, and yet other ones.
            (&[(DATE, "Wed, 25 Nov 2026 10:00:01 GMT")], false),
            (&[(DATE, "Thu, 26 Nov 2026 10:00:00 GMT")], false),
            (&[(DATE, "yesterday")], false),
            (&[(DATE, "")], false),
            (&[(DATE, SENT), (DATE, SENT)], false),
            (&[(TAG, "\"a-br\"")], true),
            (&[(TAG, "\"b\"")], false),
            // Where there is a tag it decides alone.
            (&[(TAG, "\"b\""), (DATE, SENT)], false),
            (&[(TAG, "\"a-br\""), (DATE, EARLIER)], true),
            (&[(TAG, "\"b\""), (TAG, "\"a-br\"")], true),
        ] {
            let map = headers
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), header::HeaderValue::from_static(value)));
            let not_modified = is_not_modified(&map.collect(), "\"a-br\"", httpdate::parse_http_date(SENT).unwrap());
            assert_eq!(not_modified, expected, "{headers:?}");
        }
    }

    #[test]
    fn what_is_wanted_only_unchanged_fails_once_it_has_changed() {
        const MATCH: &str = "if-match";
        const DATE: &str = "if-unmodified-since";
        const SENT: &str = "Wed, 25 Nov 2026 10:00:00 GMT";
        const EARLIER: &str = "Wed, 25 Nov 2026 09:59:59 GMT";
        for (headers, expected) in [
            (&[][..], false),
            (&[(MATCH, "\"a-br\"")], false),
            (&[(MATCH, "*")], false),
            (&[(MATCH, "\"x\", \"a-br\"")], false),
            (&[(MATCH, "\"x\""), (MATCH, "\"a-br\"")], false),
            (&[(MATCH, "\"x\"")], true),
            (&[(MATCH, "W/\"a-br\"")], true),
            (&[(MATCH, "")], true),
            (&[(DATE, SENT)], false),
            (&[(DATE, "Thu, 26 Nov 2026 10:00:00 GMT")], false),
            (&[(DATE, EARLIER)], true),
            (&[(DATE, "yesterday")], false),
            (&[(DATE, EARLIER), (DATE, EARLIER)], false),
            // Where there is a tag it decides alone.
            (&[(MATCH, "\"a-br\""), (DATE, EARLIER)], false),
        ] {
            let map = headers
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), header::HeaderValue::from_static(value)));
            let failed = is_failed(&map.collect(), "\"a-br\"", httpdate::parse_http_date(SENT).unwrap());
            assert_eq!(failed, expected, "{headers:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            matches_tag(&bytes, "\"a-br\"");
        }
    }
}
