//! The reader’s language: the one that a path names, or one that the reader accepts.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::l10n::LocaleKey;
use crate::site::{Negotiated, Site};

/// What the languages that the reader accepts lead to.
pub(super) fn accepted_language(site: &Site, request: &HttpRequest) -> Negotiated {
    let lines: Vec<&str> =
        request.headers().get_all(header::ACCEPT_LANGUAGE).filter_map(|line| line.to_str().ok()).collect();
    site.negotiate(&lines.join(","))
}

/// The language that a path names, if we serve it.
pub(super) fn language_of_path(site: &Site, path: &str) -> Option<LocaleKey> {
    let below = path.strip_prefix(site.addresses().base())?.strip_prefix('/')?;
    site.locale_for_tag(below.split('/').next()?)
}
