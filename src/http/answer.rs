//! From a document, a file or an address to a response. Knows no route.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use bytestring::ByteString;

use crate::site::assets::{self, StaticFile};
use crate::site::{Coding, Rendered, Site};

use super::coding;
use super::headers::{Caching, let_other_sites_embed};
use super::published::Published;

/// Sends a document in the best coding, or says that the reader has it already.
pub fn send(published: &Published, request: &HttpRequest, document: &Rendered, caching: Caching) -> HttpResponse {
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
    share(headers, header::ETAG, &representation.etag);
    headers.insert(header::LAST_MODIFIED, published.last_modified_header.clone());
    share(headers, header::CONTENT_LANGUAGE, &document.language);
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
const MAX_COMPRESSED: usize = 128 * 1024;

/// Sends a document that nobody keeps.
pub fn send_once(request: &HttpRequest, status: StatusCode, document: &Rendered) -> HttpResponse {
    // Nobody is worth as much work as a text of a quarter of a megabyte would be.
    let coding = if document.text().len() > MAX_COMPRESSED { Coding::Identity } else { coding_of(request) };
    let representation = document.representation(coding);
    let mut response = HttpResponse::with_body(status, representation.body.clone()).map_into_boxed_body();
    let headers = response.headers_mut();
    Caching::Never.apply(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media.content_type()));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    share(headers, header::CONTENT_LANGUAGE, &document.language);
    describe(headers, document);
    if representation.coding != Coding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(representation.coding.name()));
    }
    response
}

/// What search engines read: whether to leave a document out, and what it is a form of.
fn describe(headers: &mut HeaderMap, document: &Rendered) {
    if document.noindex {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    }
    if let Some(canonical) = &document.canonical {
        insert(headers, header::LINK, &format!("<{canonical}>; rel=\"canonical\""));
    }
}

/// Sends a file as it is.
pub fn send_file(file: &StaticFile) -> HttpResponse {
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
fn coding_of(request: &HttpRequest) -> Coding {
    let value = request.headers().get(header::ACCEPT_ENCODING).map(|value| value.to_str().unwrap_or(""));
    coding::choose(value)
}

/// The same of a value that the document keeps ready: its bytes are shared, not copied.
fn share(headers: &mut HeaderMap, name: HeaderName, value: &ByteString) {
    if let Ok(value) = HeaderValue::from_maybe_shared(value.as_bytes().clone()) {
        headers.insert(name, value);
    }
}

/// Our own values are ASCII; one that is not is left out.
pub fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
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

/// Says that the answer depends on the reader’s languages, even when none were named.
pub fn vary_by_language(response: &mut HttpResponse) {
    let value = if response.headers().contains_key(header::VARY) {
        "Accept-Language, Accept-Encoding"
    } else {
        "Accept-Language"
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(value));
}
