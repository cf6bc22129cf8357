//! Answers that depend on more than the path: on the query, or on the reader’s languages. Knows
//! neither messages nor their inbox.

use std::borrow::Borrow;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use crate::l10n::LocaleKey;
use crate::site::{Document, Negotiated, Page, RenderError, Site};

use super::answer::{redirect, send, vary_by_language};
use super::errors;
use super::headers::Caching;
use super::language::accepted_language;
use super::published::Published;
use super::query::parameter;

/// The contact form, with what the address fills in.
pub(super) fn contact(
    published: &Published,
    request: &HttpRequest,
    document: &Document,
    key: LocaleKey,
) -> HttpResponse {
    let (topic, about) = (parameter(request, "topic"), parameter(request, "about"));
    match published.site.prefilled(key, topic.as_deref(), about.as_deref()) {
        None => send(published, request, document, Caching::Page),
        Some(prefilled) => made(published, request, key, prefilled),
    }
}

/// A document that was made when it was asked for.
fn made(
    published: &Published,
    request: &HttpRequest,
    key: LocaleKey,
    document: Result<impl Borrow<Document>, RenderError>,
) -> HttpResponse {
    match document {
        Ok(document) => send(published, request, document.borrow(), Caching::Page),
        Err(error) => errors::not_rendered(published, request, key, &error),
    }
}

/// The statement, alone or beside another language.
pub(super) fn statement(
    published: &Published,
    request: &HttpRequest,
    document: &Document,
    key: LocaleKey,
) -> HttpResponse {
    let site = &published.site;
    let Some(with) = parameter(request, "with") else { return send(published, request, document, Caching::Page) };
    let (catalog, addresses) = (site.catalog(), site.addresses());
    let moved = |path: &str| redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Moved, path);
    let exact = catalog.by_tag(&with);
    match exact.or_else(|| site.locale_for_tag(&with)).filter(|other| *other != key) {
        None => moved(request.path()),
        Some(other) if exact.is_some() => made(published, request, key, site.parallel(key, other)),
        Some(other) => moved(&addresses.parallel(catalog.locale(key), catalog.locale(other))),
    }
}

/// The bare address. The only place that asks for the reader’s languages.
pub(super) fn root(published: &Published, request: &HttpRequest) -> HttpResponse {
    let site = &published.site;
    let list = |document: &Document| send(published, request, document, Caching::Negotiated);
    let mut response = match accepted_language(site, request) {
        Negotiated::Reads(key) => {
            let path = site.addresses().page(Page::Statement, site.catalog().locale(key));
            redirect(site, StatusCode::FOUND, Caching::Negotiated, &path)
        }
        Negotiated::MayRead(None) => list(site.languages()),
        Negotiated::MayRead(Some(first)) => match site.languages_from(first) {
            Ok(document) => list(&document),
            Err(error) => errors::not_rendered(published, request, site.catalog().source(), &error),
        },
    };
    vary_by_language(&mut response);
    response
}

/// The right form of the address, with the query it came with.
pub(super) fn moved(site: &Site, request: &HttpRequest, path: &str, caching: Caching) -> HttpResponse {
    match request.query_string() {
        "" => redirect(site, StatusCode::PERMANENT_REDIRECT, caching, path),
        query => redirect(site, StatusCode::PERMANENT_REDIRECT, caching, &format!("{path}?{query}")),
    }
}
