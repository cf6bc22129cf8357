//! The URL table, and what is answered at each address.

use std::borrow::Cow;
use std::sync::Arc;

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};

use percent_encoding::percent_decode_str;

use crate::l10n::LocaleKey;
use crate::site::assets::{self, StaticFile};
use crate::site::page::{self, Place};
use crate::site::{Coding, Failure, Page, RenderError, Rendered, Site};

use super::coding;
use super::errors;
use super::headers::{Caching, let_other_sites_embed};
use super::state::{Published, State};

/// Where a path leads.
pub enum Route<'s> {
    /// A page, or the plain-text twin, at its own address.
    Document(&'s Rendered),
    /// The statement, beside which another language can be asked for.
    Statement(&'s Rendered, LocaleKey),
    /// The contact form; some of it can be filled in by the address.
    Contact(&'s Rendered, LocaleKey),
    /// The receipt of a message: the reference as it was typed.
    Receipt(String, LocaleKey),
    /// The bare address: the reader’s language is found out.
    Root,
    /// robots.txt, sitemap.xml, security.txt.
    WellKnown(&'s Rendered),
    /// An icon or the share picture.
    File(&'static StaticFile),
    /// Another form of an address that we have: the path of the right one.
    Moved(String),
    /// Nothing; the language of the path if it has one.
    NotFound(Option<LocaleKey>),
}

impl Route<'_> {
    /// A name for counters.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Document(_) => "page",
            Self::Statement(..) => "statement",
            Self::Contact(..) => "contact",
            Self::Receipt(..) => "receipt",
            Self::Root => "root",
            Self::WellKnown(_) | Self::File(_) => "file",
            Self::Moved(_) => "moved",
            Self::NotFound(_) => "none",
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
pub fn route<'s>(site: &'s Site, path: &str) -> Route<'s> {
    if !path.contains('%') {
        return route_decoded(site, path);
    }
    // Letters that need no encoding may come encoded (RFC 3986 §6.2.2.2).
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    match route_decoded(site, &decoded) {
        Route::Document(_) | Route::Statement(..) | Route::Contact(..) => Route::Moved(decoded.into_owned()),
        route => route,
    }
}

fn route_decoded<'s>(site: &'s Site, path: &str) -> Route<'s> {
    let Some(below) = path.strip_prefix(site.addresses().base()) else { return Route::NotFound(None) };
    if let Some(document) = site.document(path) {
        return match below[1..].split_once('/') {
            Some((tag, rest)) => match site.catalog().by_tag(tag) {
                Some(key) if rest == Page::Statement.slug() => Route::Statement(document, key),
                Some(key) if rest == Page::Contact.slug() => Route::Contact(document, key),
                _ => Route::Document(document),
            },
            None => Route::Document(document),
        };
    }
    let below = match below.strip_prefix('/') {
        Some("") => return Route::Root,
        Some(below) => below,
        None if below.is_empty() => return Route::Moved(site.addresses().root()),
        None => return Route::NotFound(None),
    };
    if let Some(document) = site.well_known(below) {
        return Route::WellKnown(document);
    }
    if let Some(file) = site.file(below) {
        return Route::File(file);
    }
    let (tag, rest) = below.split_once('/').unwrap_or((below, ""));
    let Some(key) = site.serving(tag) else { return Route::NotFound(None) };
    if let Some(reference) = page::received(rest) {
        return match site.catalog().by_tag(tag) {
            Some(_) => Route::Receipt(reference.to_owned(), key),
            None => Route::Moved(site.addresses().receipt(&page::encode(reference), site.catalog().locale(key))),
        };
    }
    match Place::parse(rest) {
        Some(place) => Route::Moved(site.addresses().place(place, site.catalog().locale(key))),
        None => Route::NotFound(Some(key)),
    }
}

/// What a request gets.
pub enum Answer {
    /// It is there already.
    Now(HttpResponse),
    /// A message has to be read and stored.
    Submission(LocaleKey),
    /// A receipt has to be looked up.
    Receipt(String, LocaleKey),
}

/// Answers a request. The name of the route goes to the counters.
pub fn respond(state: &Arc<State>, request: &HttpRequest) -> (Answer, &'static str) {
    let published = state.published.load();
    let site = &published.site;
    let route = route(site, request.path());
    let name = route.name();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let failure = |failure, key| (Answer::Now(errors::page(site, request, failure, key)), name);
        return match route {
            Route::Contact(_, key) if request.method() == Method::POST => (Answer::Submission(key), "submission"),
            // 308 keeps the method and the body.
            Route::Moved(path) if request.method() == Method::POST => (Answer::Now(moved(site, request, &path)), name),
            Route::Contact(_, key) => failure(Failure::FormMethod, Some(key)),
            Route::NotFound(key) => failure(Failure::NotFound, key),
            _ => failure(Failure::Method, errors::language_of_path(site, request.path())),
        };
    }
    let response = match route {
        Route::Contact(document, key) => contact(&published, request, document, key),
        Route::Receipt(reference, key) => return (Answer::Receipt(reference, key), name),
        Route::Document(document) => send(&published, request, document, Caching::Page),
        Route::Statement(document, key) => statement(&published, request, document, key),
        Route::Root => root(&published, request),
        Route::WellKnown(document) => send(&published, request, document, Caching::Page),
        Route::File(file) => send_file(file),
        Route::Moved(path) => moved(site, request, &path),
        Route::NotFound(key) => errors::page(site, request, Failure::NotFound, key),
    };
    (Answer::Now(response), name)
}

/// The contact form, with what the address fills in.
fn contact(published: &Published, request: &HttpRequest, document: &Rendered, key: LocaleKey) -> HttpResponse {
    let (topic, about) = (query(request, "topic"), query(request, "about"));
    if topic.is_none() && about.is_none() {
        return send(published, request, document, Caching::Page);
    }
    on_demand(published, request, key, published.site.prefilled(key, topic.as_deref(), about.as_deref()))
}

/// A document that was made when it was asked for.
fn on_demand(
    published: &Published,
    request: &HttpRequest,
    key: LocaleKey,
    document: Result<Arc<Rendered>, RenderError>,
) -> HttpResponse {
    match document {
        Ok(document) => send(published, request, &document, Caching::Page),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            errors::page(&published.site, request, Failure::Server, Some(key))
        }
    }
}

/// The statement, alone or beside another language.
fn statement(published: &Published, request: &HttpRequest, document: &Rendered, key: LocaleKey) -> HttpResponse {
    let site = &published.site;
    let Some(with) = query(request, "with") else { return send(published, request, document, Caching::Page) };
    match site.catalog().by_tag(&with) {
        Some(other) if other != key => on_demand(published, request, key, site.parallel(key, other)),
        Some(_) => redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Moved, request.path()),
        None => {
            let path = match site.serving(&with) {
                Some(other) if other != key => {
                    site.addresses().parallel(site.catalog().locale(key), site.catalog().locale(other))
                }
                _ => request.path().to_owned(),
            };
            redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Moved, &path)
        }
    }
}

/// The bare address. The only place that asks for the reader’s languages.
fn root(published: &Published, request: &HttpRequest) -> HttpResponse {
    let site = &published.site;
    let mut response = match errors::accepted_language(site, request) {
        Some(key) => {
            let path = site.addresses().page(Page::Statement, site.catalog().locale(key));
            redirect(site, StatusCode::FOUND, Caching::Negotiated, &path)
        }
        None => send(published, request, site.languages(), Caching::Negotiated),
    };
    vary_by_language(&mut response);
    response
}

/// Says that the answer depends on the reader’s languages, even when none were named.
pub fn vary_by_language(response: &mut HttpResponse) {
    let value = if response.headers().contains_key(header::VARY) {
        "Accept-Language, Accept-Encoding"
    } else {
        "Accept-Language"
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(value));
}

/// The right form of the address, with the query it came with.
fn moved(site: &Site, request: &HttpRequest, path: &str) -> HttpResponse {
    match request.query_string() {
        "" => redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Moved, path),
        query => redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Moved, &format!("{path}?{query}")),
    }
}

/// Another address.
pub fn redirect(site: &Site, status: StatusCode, caching: Caching, path: &str) -> HttpResponse {
    let mut response = HttpResponse::new(status);
    // A path that came in as a URI goes out as a header value.
    if let Ok(location) = HeaderValue::from_str(&site.addresses().absolute(path)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    caching.apply(response.headers_mut());
    response
}

/// A parameter of the query.
fn query<'r>(request: &'r HttpRequest, name: &str) -> Option<Cow<'r, str>> {
    let mut pairs = request.query_string().split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, value)| percent_decode_str(value).decode_utf8_lossy())
}

/// Sends a document in the best coding, or says that the reader has it already.
fn send(published: &Published, request: &HttpRequest, document: &Rendered, caching: Caching) -> HttpResponse {
    let representation = document.representation(coding_of(request));
    let fresh = coding::is_fresh(request.headers(), &representation.etag, published.last_modified);
    let mut response = if fresh {
        HttpResponse::new(StatusCode::NOT_MODIFIED)
    } else {
        HttpResponse::with_body(StatusCode::OK, representation.body.clone()).map_into_boxed_body()
    };
    let headers = response.headers_mut();
    caching.apply(headers);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    insert(headers, header::ETAG, &representation.etag);
    headers.insert(header::LAST_MODIFIED, published.last_modified_header.clone());
    insert(headers, header::CONTENT_LANGUAGE, &document.language);
    describe(headers, document);
    if !fresh {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media.content_type()));
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("none"));
        if representation.coding != Coding::Identity {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(representation.coding.name()));
        }
    }
    response
}

/// What is made for one reader alone is compressed up to this size, in bytes.
const COMPRESSED_MOST: usize = 128 * 1024;

/// Sends a document that nobody keeps.
pub fn send_once(request: &HttpRequest, status: StatusCode, document: &Rendered) -> HttpResponse {
    // Nobody is worth as much work as a text of a quarter of a megabyte would be.
    let coding = if document.text().len() > COMPRESSED_MOST { Coding::Identity } else { coding_of(request) };
    let representation = document.representation(coding);
    let mut response = HttpResponse::with_body(status, representation.body.clone()).map_into_boxed_body();
    let headers = response.headers_mut();
    Caching::Never.apply(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media.content_type()));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    insert(headers, header::CONTENT_LANGUAGE, &document.language);
    describe(headers, document);
    if representation.coding != Coding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(representation.coding.name()));
    }
    response
}

/// What search engines read: whether to leave a document out, and what it is a form of.
fn describe(headers: &mut header::HeaderMap, document: &Rendered) {
    if document.noindex {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    }
    if let Some(canonical) = &document.canonical {
        insert(headers, header::LINK, &format!("<{canonical}>; rel=\"canonical\""));
    }
}

fn send_file(file: &StaticFile) -> HttpResponse {
    let mut response =
        HttpResponse::with_body(StatusCode::OK, bytes::Bytes::from_static(file.body)).map_into_boxed_body();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if file.immutable { Caching::Immutable } else { Caching::File }.apply(headers);
    if file.path == *assets::PREVIEW_PATH {
        let_other_sites_embed(headers);
    }
    response
}

/// The coding that a request asks for.
pub fn coding_of(request: &HttpRequest) -> Coding {
    let value = request.headers().get(header::ACCEPT_ENCODING).map(|value| value.to_str().unwrap_or(""));
    coding::choose(value)
}

/// Our own values are ASCII; one that is not is left out.
pub fn insert(headers: &mut header::HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
