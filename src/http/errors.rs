//! Failures as pages in the reader’s language: that of the path, else one the reader accepts,
//! else the source. Knows no route.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use crate::causes::with_causes;
use crate::l10n::LocaleKey;
use crate::site::{Failure, RenderError};

use super::answer::{send_once, vary_by_language};
use super::headers::Caching;
use super::language::accepted_language;
use super::published::Published;

/// When to try again after a failure of ours, in seconds.
pub(super) const RETRY_AFTER_SECONDS: u64 = 120;

/// The page of a failure. `key` is the language of the path.
pub(super) fn page(
    published: &Published,
    request: &HttpRequest,
    failure: Failure,
    key: Option<LocaleKey>,
) -> HttpResponse {
    let site = &published.site;
    let negotiated = key.is_none();
    let key = key.or_else(|| accepted_language(site, request).reads()).unwrap_or_else(|| site.catalog().source());
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = send_once(published, request, status, site.failure(failure, key), Caching::Never);
    if failure == Failure::Server {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    if negotiated {
        vary_by_language(&mut response);
    }
    response
}

/// What a method gets that the address does not take. `allow` names the methods that it takes.
pub(super) fn method_not_allowed(
    published: &Published,
    request: &HttpRequest,
    key: Option<LocaleKey>,
    allow: &'static str,
) -> HttpResponse {
    let mut response = page(published, request, Failure::Method, key);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allow));
    response
}

/// What a reader gets instead of a page that could not be rendered: a defect, and the log says which.
pub(super) fn not_rendered(
    published: &Published,
    request: &HttpRequest,
    key: LocaleKey,
    error: &RenderError,
) -> HttpResponse {
    tracing::error!(error = with_causes(error), "a page could not be rendered");
    page(published, request, Failure::Server, Some(key))
}
