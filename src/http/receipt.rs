//! What a reference leads to: the receipt, or why there is none. Knows no form.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use jiff::tz::TimeZone;

use crate::causes::with_causes;
use crate::contact::{Acceptance, ParseReferenceError, Reference};
use crate::l10n::LocaleKey;
use crate::site::Failure;
use crate::site::pages::receipt::Lookup;

use super::answer::{redirect, send_own};
use super::errors;
use super::headers::Caching;
use super::published::Published;

/// Shows the receipt of a reference, as it was typed.
pub(super) async fn show(
    acceptance: &Acceptance,
    published: &Published,
    request: &HttpRequest,
    key: LocaleKey,
    typed: &str,
) -> HttpResponse {
    match typed.parse::<Reference>() {
        Err(ParseReferenceError::Malformed) => errors::page(published, request, Failure::NotFound, Some(key)),
        Err(ParseReferenceError::Mistyped | ParseReferenceError::Miscounted { .. }) => {
            page(published, request, key, typed, Lookup::Mistyped)
        }
        Ok(reference) if reference.as_str() != typed => {
            let site = &published.site;
            let path = site.addresses().receipt(reference.as_str(), site.catalog().locale(key));
            redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Never, &path)
        }
        Ok(reference) => {
            let lookup = look_up(acceptance, reference.clone()).await;
            page(published, request, key, reference.as_str(), lookup)
        }
    }
}

async fn look_up(acceptance: &Acceptance, reference: Reference) -> Lookup {
    match acceptance.receipt(reference).await {
        Ok(Some(receipt)) => Lookup::Found(TimeZone::UTC.to_datetime(receipt.received_at)),
        Ok(None) => Lookup::Unknown,
        Err(error) => {
            tracing::error!(error = with_causes(&error), "a receipt could not be looked up");
            Lookup::Unavailable
        }
    }
}

fn page(published: &Published, request: &HttpRequest, key: LocaleKey, reference: &str, lookup: Lookup) -> HttpResponse {
    let status = match lookup {
        Lookup::Found(_) => StatusCode::OK,
        Lookup::Unknown | Lookup::Mistyped => StatusCode::NOT_FOUND,
        Lookup::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = match published.site.receipt(key, reference, lookup) {
        Ok(document) => send_own(published, request, status, Arc::new(document), Caching::Never),
        Err(error) => return errors::not_rendered(published, request, key, &error),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(errors::RETRY_AFTER_SECONDS));
    }
    response
}
