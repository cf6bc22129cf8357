//! The URL table: which address leads where, and which answer it gets. Knows the addresses by
//! [`crate::site::page`] alone, and nothing of how an answer is made.

use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use percent_encoding::percent_decode_str;

use crate::l10n::LocaleKey;
use crate::site::page;
use crate::site::static_files::{self, StaticFile};
use crate::site::{Document, Failure, Page, PageDocument, Site};

use super::answer::{self, send, send_file};
use super::headers::{ALL_METHODS, Caching, READ_METHODS};
use super::language::language_of_path;
use super::published::Published;
use super::route_template::RouteTemplate;
use super::submit::Submissions;
use super::{body, documents, errors, receipt, submit};

/// Where a path leads.
pub(super) enum Route<'s> {
    /// A page, or the statement as plain text, at its own address: which it is.
    Document(&'s Document, Option<Page>),
    /// The statement, beside which another language can be asked for.
    Statement(&'s Document, LocaleKey),
    /// The contact form; some of it can be filled in by the address.
    Contact(&'s Document, LocaleKey),
    /// The receipt of a message: the reference as it was typed.
    Receipt(String, LocaleKey),
    /// The bare address: the reader’s language is found out.
    Root,
    /// robots.txt, sitemap.xml, security.txt.
    WellKnown(&'s Document),
    /// An icon, or the picture beside a shared link.
    File(&'static StaticFile),
    /// Another form of an address that we have: the path of the right one, and how long that is kept.
    Moved(String, Caching),
    /// Nothing; the language of the path if it has one.
    NotFound(Option<LocaleKey>),
}

impl Route<'_> {
    /// What the metrics and the log call it.
    fn template(&self) -> RouteTemplate {
        match self {
            Self::Document(_, page) => RouteTemplate::of_page(*page),
            Self::Statement(..) => RouteTemplate::Statement,
            Self::Contact(..) => RouteTemplate::Contact,
            Self::Receipt(..) => RouteTemplate::Receipt,
            Self::Root => RouteTemplate::Root,
            Self::WellKnown(_) => RouteTemplate::WellKnown,
            Self::File(_) => RouteTemplate::File,
            Self::Moved(..) => RouteTemplate::Moved,
            Self::NotFound(_) => RouteTemplate::NotFound,
        }
    }
}

/// The URL table. Below the base path:
///
/// ```text
/// /                                         the reader’s language, or the list
/// /{tag}  /{tag}/                           → the statement
/// /{tag}/fight-against-terrorism            the statement; ?with={tag} beside another language
/// /{tag}/fight-against-terrorism.txt        as plain text
/// /{tag}/share|privacy|accessibility
/// /{tag}/contact                            the form; ?topic= and ?about= fill it in; POST sends it
/// /{tag}/contact/received/{reference}       the receipt
/// /{tag}/category/tehlukesizlik/…           → the statement (its old address)
/// /robots.txt /sitemap.xml /.well-known/security.txt /favicon.* /static/…
/// ```
///
/// A tag in another form, and a slash at the end, lead to the right address.
pub(super) fn route<'s>(site: &'s Site, path: &str) -> Route<'s> {
    if !path.contains('%') {
        return route_decoded(site, path);
    }
    // Letters that need no encoding may come encoded (RFC 3986 §6.2.2.2).
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    match route_decoded(site, &decoded) {
        Route::Document(..)
        | Route::Statement(..)
        | Route::Contact(..)
        | Route::Root
        | Route::WellKnown(_)
        | Route::File(_) => Route::Moved(decoded.into_owned(), Caching::Moved),
        // A receipt compares its reference with what was typed.
        route @ (Route::Receipt(..) | Route::Moved(..) | Route::NotFound(_)) => route,
    }
}

fn route_decoded<'s>(site: &'s Site, path: &str) -> Route<'s> {
    let Some(below) = path.strip_prefix(site.addresses().base()) else { return Route::NotFound(None) };
    if let Some(PageDocument { document, page, key }) = site.page_document(path) {
        return match page {
            Some(Page::Statement) => Route::Statement(document, *key),
            Some(Page::Contact) => Route::Contact(document, *key),
            page => Route::Document(document, *page),
        };
    }
    let below = match below.strip_prefix('/') {
        Some("") => return Route::Root,
        Some(below) => below,
        None if below.is_empty() => return Route::Moved(site.addresses().root(), Caching::Moved),
        None => return Route::NotFound(None),
    };
    if let Some(document) = site.well_known(below) {
        return Route::WellKnown(document);
    }
    if let Some(file) = static_files::file(below) {
        return Route::File(file);
    }
    let (tag, rest) = below.split_once('/').unwrap_or((below, ""));
    let Some(key) = site.locale_for_tag(tag) else { return Route::NotFound(None) };
    if let Some(reference) = page::reference_in(rest) {
        return match site.catalog().by_tag(tag) {
            Some(_) => Route::Receipt(reference.to_owned(), key),
            None => Route::Moved(site.addresses().receipt(reference, site.catalog().locale(key)), Caching::Never),
        };
    }
    match site.addresses().read_target(rest) {
        Some(target) => Route::Moved(site.addresses().target(target, site.catalog().locale(key)), Caching::Moved),
        None => Route::NotFound(Some(key)),
    }
}

/// Answers a request, and says what it was for.
pub(super) async fn respond(
    published: &Published,
    submissions: &Submissions,
    request: &HttpRequest,
    payload: Payload,
) -> (HttpResponse, RouteTemplate) {
    let route = route(&published.site, request.path());
    if let (Route::Contact(_, key), &Method::POST) = (&route, request.method()) {
        // Boxed: the answers that are ready do not carry the size of this one.
        return (Box::pin(submit::submit(submissions, published, request, payload, *key)).await, route.template());
    }
    let (mut response, template) = respond_without_body(published, submissions, request, route).await;
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        // Nobody reads it, and it may never end; actix closes only after one that has a length.
        body::close_after(&mut response);
    }
    (response, template)
}

/// Answers a request whose body, if it has one, says nothing.
async fn respond_without_body(
    published: &Published,
    submissions: &Submissions,
    request: &HttpRequest,
    route: Route<'_>,
) -> (HttpResponse, RouteTemplate) {
    let (site, template) = (&published.site, route.template());
    if *request.method() == Method::OPTIONS
        && let Some(methods) = methods(&route, request.path())
    {
        return (answer::options(methods), RouteTemplate::Options);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (refuse_method(published, request, route), template);
    }
    let response = match route {
        Route::Contact(document, key) => documents::contact(published, request, document, key),
        Route::Receipt(reference, key) => {
            Box::pin(receipt::show(&submissions.acceptance, published, request, key, &reference)).await
        }
        Route::Document(document, _) => send(published, request, document, Caching::Page),
        Route::Statement(document, key) => documents::statement(published, request, document, key),
        Route::Root => documents::root(published, request),
        Route::WellKnown(document) => send(published, request, document, Caching::Page),
        Route::File(file) => send_file(file),
        Route::Moved(path, caching) => documents::moved(site, request, &path, caching),
        Route::NotFound(key) => errors::page(published, request, Failure::NotFound, key),
    };
    (response, template)
}

/// The methods that an address takes; `None` if there is nothing at it.
fn methods(route: &Route<'_>, path: &str) -> Option<&'static str> {
    match route {
        // What some address takes is asked of the server as a whole. Balancers ask it at `/`, whatever the base path.
        Route::NotFound(_) => matches!(path, "*" | "/").then_some(ALL_METHODS),
        // POST is sent on.
        Route::Contact(..) | Route::Moved(..) => Some(ALL_METHODS),
        Route::Document(..)
        | Route::Statement(..)
        | Route::Receipt(..)
        | Route::Root
        | Route::WellKnown(_)
        | Route::File(_) => Some(READ_METHODS),
    }
}

/// What a method gets that the address does not take.
fn refuse_method(published: &Published, request: &HttpRequest, route: Route<'_>) -> HttpResponse {
    let site = &published.site;
    match route {
        // 308 keeps the method and the body.
        Route::Moved(path, caching) if request.method() == Method::POST => {
            documents::moved(site, request, &path, caching)
        }
        Route::Contact(_, key) => errors::method_not_allowed(published, request, Some(key), ALL_METHODS),
        Route::NotFound(key) => errors::page(published, request, Failure::NotFound, key),
        _ => {
            let key = language_of_path(site, request.path());
            errors::method_not_allowed(published, request, key, READ_METHODS)
        }
    }
}
