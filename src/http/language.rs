//! The reader’s language: the one that a path names, or one that the reader accepts.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::l10n::LocaleKey;
use crate::site::Site;

use super::bounds::MAX_LANGUAGES;

/// The listed language that the reader accepts best; lines of the header beyond the bound are not read.
pub(super) fn accepted_language(site: &Site, request: &HttpRequest) -> Option<LocaleKey> {
    let mut lines = String::new();
    for line in request.headers().get_all(header::ACCEPT_LANGUAGE).filter_map(|line| line.to_str().ok()) {
        if lines.len() + line.len() > MAX_LANGUAGES {
            break;
        }
        lines.extend([line, ","]);
    }
    site.negotiate(&lines)
}

/// The language that a path names, if we serve it.
pub(super) fn language_of_path(site: &Site, path: &str) -> Option<LocaleKey> {
    let below = path.strip_prefix(site.addresses().base())?.strip_prefix('/')?;
    site.locale_for_tag(below.split('/').next()?)
}
