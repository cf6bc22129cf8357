//! Which representation a request gets, and whether it has it already (RFC 9110 §12.5.3, §13).

use actix_web::http::header::{self, HeaderMap};

use crate::quality::thousandths;
use crate::site::Coding;

const ALL: [Coding; 4] = [Coding::Brotli, Coding::Zstd, Coding::Gzip, Coding::Identity];

/// The coding that a reader takes best; of those taken equally the smallest. Never refuses:
/// when nothing fits, the bytes go as they are.
pub fn choose(accept_encoding: Option<&str>) -> Coding {
    let Some(accepted) = accept_encoding else { return Coding::Identity };
    let items: Vec<(&str, u16)> = accepted.split(',').take(32).filter_map(item).collect();
    let named = |name: &str| items.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, q)| *q);
    let quality = |coding: Coding| match (named(coding.name()), coding) {
        (Some(quality), _) => quality,
        (None, Coding::Gzip) if named("x-gzip").is_some() => named("x-gzip").unwrap_or(0),
        // Identity is acceptable unless refused, but nobody who names other codings prefers it.
        (None, Coding::Identity) => named("*").unwrap_or(1).min(1),
        (None, _) => named("*").unwrap_or(0),
    };
    let mut best = (Coding::Identity, 0);
    for coding in ALL {
        let quality = quality(coding);
        if quality > best.1 {
            best = (coding, quality);
        }
    }
    best.0
}

fn item(item: &str) -> Option<(&str, u16)> {
    let mut parameters = item.split(';').map(str::trim);
    let name = parameters.next().filter(|name| !name.is_empty())?;
    let quality = match parameters.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q="))) {
        Some(value) => thousandths(value.trim())?,
        None => 1000,
    };
    Some((name, quality))
}

/// Whether the reader already has what it asks for. `If-None-Match` decides alone if it is
/// there, by weak comparison, because proxies weaken tags (RFC 9110 §13.1.2). A date counts
/// only if it is the very one that was sent: restored files are older, and yet other ones.
pub fn is_fresh(headers: &HeaderMap, etag: &str, last_modified: std::time::SystemTime) -> bool {
    let mut tags = headers.get_all(header::IF_NONE_MATCH).peekable();
    if tags.peek().is_some() {
        return tags.filter_map(|value| value.to_str().ok()).any(|value| matches_tag(value, etag));
    }
    let since = headers.get(header::IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    since.and_then(|value| httpdate::parse_http_date(value).ok()).is_some_and(|since| last_modified == since)
}

fn matches_tag(list: &str, etag: &str) -> bool {
    list.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_coding_follows_the_qvalues_exactly() {
        use Coding::*;
        for (header, coding) in [
            (None, Identity),
            (Some(""), Identity),
            (Some("gzip"), Gzip),
            (Some("gzip, deflate, br, zstd"), Brotli),
            (Some("gzip;q=1.0, br;q=0.9"), Gzip),
            (Some("br;q=0.001, gzip;q=0.002"), Gzip),
            (Some("br;q=0, gzip;q=0"), Identity),
            (Some("*"), Brotli),
            (Some("*;q=0"), Identity),
            (Some("br;q=0, *"), Zstd),
            (Some("identity;q=0, gzip"), Gzip),
            (Some("identity;q=0"), Identity),
            (Some("identity, gzip;q=0.5"), Identity),
            (Some("GZIP"), Gzip),
            (Some("x-gzip"), Gzip),
            (Some("compress, sdch"), Identity),
            (Some("br;q=2, gzip"), Gzip),
            (Some("br ; q=0.5 , zstd ; q=0.6"), Zstd),
        ] {
            assert_eq!(choose(header), coding, "{header:?}");
        }
    }

    #[test]
    fn a_tag_is_compared_weakly_and_whole() {
        for (list, fits) in [
            ("\"a-br\"", true),
            ("W/\"a-br\"", true),
            ("\"x\", \"a-br\"", true),
            ("*", true),
            ("\"a\"", false),
            ("a-br", false),
            ("", false),
        ] {
            assert_eq!(matches_tag(list, "\"a-br\""), fits, "{list}");
        }
    }

    proptest! {
        #[test]
        fn any_header_gets_some_coding(header in "[a-z*;=., 0-9qQ-]{0,60}") {
            let coding = choose(Some(&header));
            prop_assert!(coding == Coding::Identity || header.contains('*') || header.to_lowercase().contains(coding.name()));
        }
    }
}
