//! Failures as pages in the reader’s language: that of the path, else one the reader accepts,
//! else the source.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use crate::l10n::LocaleKey;
use crate::site::{Failure, Site};

use super::routes::{send_once, vary_by_language};

/// The page of a failure. `key` is the language of the path.
pub fn page(site: &Site, request: &HttpRequest, failure: Failure, key: Option<LocaleKey>) -> HttpResponse {
    let negotiated = key.is_none();
    let key = key.or_else(|| accepted_language(site, request)).unwrap_or_else(|| site.catalog().source());
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = send_once(request, status, site.failure(failure, key));
    let headers = response.headers_mut();
    match failure {
        Failure::FormMethod => drop(headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"))),
        Failure::Method => drop(headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"))),
        Failure::Server => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("120"))),
        Failure::NotFound => {}
    }
    if negotiated {
        vary_by_language(&mut response);
    }
    response
}

/// The listed language that the reader accepts best.
pub fn accepted_language(site: &Site, request: &HttpRequest) -> Option<LocaleKey> {
    let lines: Vec<&str> =
        request.headers().get_all(header::ACCEPT_LANGUAGE).filter_map(|line| line.to_str().ok()).collect();
    site.negotiate(&lines.join(","))
}

/// The language that a path names, if we serve it.
pub fn language_of_path(site: &Site, path: &str) -> Option<LocaleKey> {
    let below = path.strip_prefix(site.addresses().base())?.strip_prefix('/')?;
    site.serving(below.split('/').next()?)
}
