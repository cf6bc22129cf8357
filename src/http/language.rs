//! The reader’s language: the one that a path names, or one that the reader accepts.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderValue};
use memchr::memrchr;

use crate::l10n::LocaleKey;
use crate::site::{Negotiated, Site};

use super::bounds::MAX_LANGUAGES;

/// What the languages that the reader accepts lead to.
pub(super) fn accepted_language(site: &Site, request: &HttpRequest) -> Negotiated {
    site.negotiate(&list(request.headers().get_all(header::ACCEPT_LANGUAGE).map(HeaderValue::as_bytes)))
}

/// Lines as one list (RFC 9110 §5.3), as far as it is looked at: up to the last whole item. An item with anything but
/// visible ASCII does not count; its place stays, so that what is around it is not taken for one item.
fn list<'l>(lines: impl Iterator<Item = &'l [u8]>) -> String {
    let mut list = String::new();
    for line in lines {
        let room = MAX_LANGUAGES.saturating_sub(list.len());
        let is_whole = line.len() < room;
        let part = if is_whole { line } else { &line[..memrchr(b',', &line[..room]).unwrap_or(0)] };
        let is_visible = |item: &&[u8]| item.iter().all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
        for item in part.split(|byte| *byte == b',').filter(|_| !part.is_empty()) {
            list.push_str(Some(item).filter(is_visible).and_then(|item| str::from_utf8(item).ok()).unwrap_or_default());
            list.push(',');
        }
        if !is_whole {
            break;
        }
    }
    list
}

/// The language that a path names, if we serve it.
pub(super) fn language_of_path(site: &Site, path: &str) -> Option<LocaleKey> {
    let below = path.strip_prefix(site.addresses().base())?.strip_prefix('/')?;
    site.locale_for_tag(below.split('/').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_list_as_many_whole_items_are_looked_at_as_fit() {
        let looked_at = |lines: &[&str]| list(lines.iter().map(|line| line.as_bytes()));
        assert_eq!(looked_at(&["fr, de;q=0.5", "é", "az"]), "fr, de;q=0.5,,az,");
        assert_eq!(looked_at(&["fr,é;q=0.9, de;q=0.5"]), "fr,, de;q=0.5,");
        assert_eq!(looked_at(&["fr;q=0,é,8"]), "fr;q=0,,8,", "nor do two become one with a decimal comma");
        assert_eq!(looked_at(&[]), "");
        let long = "zh-Hans-CN,".repeat(1000);
        for lines in
            [vec![long.as_str()], vec!["fr", &long, "az"], vec!["zh-Hans-CN"; 1000], vec![&long[..MAX_LANGUAGES]; 2]]
        {
            let list = looked_at(&lines);
            assert!((MAX_LANGUAGES - 11..=MAX_LANGUAGES).contains(&list.len()), "{}", list.len());
            assert!(list.split_terminator(',').all(|item| ["fr", "zh-Hans-CN"].contains(&item)), "{list}");
        }
        assert_eq!(looked_at(&[&"x".repeat(2 * MAX_LANGUAGES), "az"]), "");
    }
}
