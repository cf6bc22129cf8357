//! From a document, a file or an address to a response. Knows no route.

use std::borrow::Cow;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use bytestring::ByteString;

use crate::site::splice::Splicing;
use crate::site::static_files::StaticFile;
use crate::site::{Coding, Document, Media, Site};

use super::bounds::ANSWER_PIECE;
use super::headers::{Caching, allow_other_sites_to_embed, fixed};
use super::published::Published;
use super::{coding, conditional};

/// Marks an answer whose reason has been told and counted where it arose: a flood of them must not flood the log.
pub(super) struct ReasonTold;

/// Sends a document in the best coding, or says that the reader has it already.
pub(super) fn send(
    published: &Published,
    request: &HttpRequest,
    document: &Document,
    caching: Caching,
) -> HttpResponse {
    let representation = document.representation(coding_of(request));
    if conditional::is_failed(request.headers(), &representation.etag, published.last_modified) {
        return HttpResponse::new(StatusCode::PRECONDITION_FAILED);
    }
    let not_modified = conditional::is_not_modified(request.headers(), &representation.etag, published.last_modified);
    let mut response = if not_modified {
        HttpResponse::new(StatusCode::NOT_MODIFIED)
    } else {
        with_bytes(StatusCode::OK, representation.body.clone())
    };
    let headers = response.headers_mut();
    write_document_headers(headers, published, document, caching);
    insert_shared(headers, header::ETAG, &representation.etag);
    write_date(headers, published);
    if !not_modified {
        write_body_headers(headers, document, representation.coding);
        write_no_ranges(headers);
    }
    response
}

/// When a document was last changed.
pub(super) fn write_date(headers: &mut HeaderMap, published: &Published) {
    headers.insert(header::LAST_MODIFIED, published.last_modified_header.clone());
}

/// That documents are given whole.
pub(super) fn write_no_ranges(headers: &mut HeaderMap) {
    headers.insert(header::ACCEPT_RANGES, fixed!("none"));
}

/// Sends a document that is the same for many, without the tag and the date by which it could be asked for again.
pub(super) fn send_once(
    published: &Published,
    request: &HttpRequest,
    status: StatusCode,
    document: &Document,
    caching: Caching,
) -> HttpResponse {
    let representation = document.representation(coding_of(request));
    let mut response = with_bytes(status, representation.body.clone());
    let headers = response.headers_mut();
    write_document_headers(headers, published, document, caching);
    write_body_headers(headers, document, representation.coding);
    response
}

/// Sends a document that was put together for one reader alone: what goes into the write buffer is written when there is
/// room in it, because what was typed becomes up to five times as long on its way.
pub(super) fn send_own(
    published: &Published,
    request: &HttpRequest,
    status: StatusCode,
    document: Arc<Document>,
    caching: Caching,
) -> HttpResponse {
    let coding = coding_of(request);
    let splicing = Splicing::new(coding, document.parts());
    let length = splicing.length(document.parts());
    let mut body = OwnPieces { splicing, unwritten: length, document: Arc::clone(&document) };
    let mut response = if length <= ANSWER_PIECE {
        HttpResponse::with_body(status, body.piece()).map_into_boxed_body()
    } else {
        HttpResponse::with_body(status, BoxBody::new(body))
    };
    let headers = response.headers_mut();
    write_document_headers(headers, published, &document, caching);
    write_body_headers(headers, &document, coding);
    response
}

/// What is said of a document, also to a reader who has it already: what is said then replaces what a cache has kept of it
/// (RFC 9111 §3.2).
pub(super) fn write_document_headers(
    headers: &mut HeaderMap,
    published: &Published,
    document: &Document,
    caching: Caching,
) {
    caching.apply(headers);
    if let Some(page) = document.inlined {
        headers.insert(header::CONTENT_SECURITY_POLICY, published.policies.of_page(page).clone());
    }
    headers.insert(header::VARY, fixed!("Accept-Encoding"));
    insert_shared(headers, header::CONTENT_LANGUAGE, &document.content_language);
    write_robots_and_canonical(headers, document);
}

/// What is said of the bytes that follow.
pub(super) fn write_body_headers(headers: &mut HeaderMap, document: &Document, coding: Coding) {
    let content_type = match document.media {
        Media::Html => fixed!(Media::Html.content_type()),
        Media::Text => fixed!(Media::Text.content_type()),
        Media::Xml => fixed!(Media::Xml.content_type()),
    };
    headers.insert(header::CONTENT_TYPE, content_type);
    let coding = match coding {
        Coding::Brotli => fixed!(Coding::Brotli.name()),
        Coding::Zstd => fixed!(Coding::Zstd.name()),
        Coding::Gzip => fixed!(Coding::Gzip.name()),
        Coding::Identity => return,
    };
    headers.insert(header::CONTENT_ENCODING, coding);
}

/// What search engines read: whether to leave a document out, and which address they are to list instead.
fn write_robots_and_canonical(headers: &mut HeaderMap, document: &Document) {
    if document.noindex {
        headers.insert(HeaderName::from_static("x-robots-tag"), fixed!("noindex"));
    }
    if let Some(canonical) = &document.canonical {
        insert(headers, header::LINK, &format!("<{canonical}>; rel=\"canonical\""));
    }
}

/// A response whose body goes into the write buffer in pieces: of a long one, most stays where all readers share it.
fn with_bytes(status: StatusCode, body: Bytes) -> HttpResponse {
    if body.len() <= ANSWER_PIECE {
        HttpResponse::with_body(status, body).map_into_boxed_body()
    } else {
        HttpResponse::with_body(status, BoxBody::new(Pieces(body)))
    }
}

/// The rest of a body that all readers share.
struct Pieces(Bytes);

impl MessageBody for Pieces {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0.len() as u64)
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let length = self.0.len().min(ANSWER_PIECE);
        Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
    }
}

/// The rest of a document that is for one reader alone.
struct OwnPieces {
    document: Arc<Document>,
    splicing: Splicing,
    unwritten: usize,
}

impl OwnPieces {
    /// The next piece of it.
    fn piece(&mut self) -> Bytes {
        let mut piece = Vec::with_capacity(self.unwritten.min(2 * ANSWER_PIECE));
        while piece.len() < ANSWER_PIECE && self.splicing.write_some(self.document.parts(), &mut piece) {}
        self.unwritten = self.unwritten.saturating_sub(piece.len());
        Bytes::from(piece)
    }
}

impl MessageBody for OwnPieces {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.unwritten as u64)
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let piece = self.piece();
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// Sends a file as it is.
pub(super) fn send_file(file: &'static StaticFile) -> HttpResponse {
    let mut response = with_bytes(StatusCode::OK, file.body.clone());
    write_file_headers(response.headers_mut(), file);
    response
}

/// What is said of a file.
pub(super) fn write_file_headers(headers: &mut HeaderMap, file: &'static StaticFile) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if file.immutable { Caching::Immutable } else { Caching::File }.apply(headers);
    if file.embeddable {
        allow_other_sites_to_embed(headers);
    }
}

/// The coding that a request asks for. Several lines are one list (RFC 9110 §5.3); they are joined only
/// where there are several.
fn coding_of(request: &HttpRequest) -> Coding {
    let mut lines = request.headers().get_all(header::ACCEPT_ENCODING).map(|line| {
        // What is no text is in no name that is known, and spoils its own item alone.
        String::from_utf8_lossy(line.as_bytes())
    });
    match (lines.next(), lines.next()) {
        (line, None) => coding::choose(line.as_deref()),
        (first, second) => {
            let all: Vec<Cow<'_, str>> = first.into_iter().chain(second).chain(lines).collect();
            coding::choose(Some(&all.join(",")))
        }
    }
}

/// Writes a value of our own. It is ASCII; one that is not is left out.
pub(super) fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Like [`insert`], for a value that the document keeps ready: its bytes are shared, not copied.
fn insert_shared(headers: &mut HeaderMap, name: HeaderName, value: &ByteString) {
    if let Ok(value) = HeaderValue::from_maybe_shared(value.as_bytes().clone()) {
        headers.insert(name, value);
    }
}

/// A redirect to a path of ours, as an absolute address.
pub(super) fn redirect(site: &Site, status: StatusCode, caching: Caching, path: &str) -> HttpResponse {
    let mut response = HttpResponse::new(status);
    insert(response.headers_mut(), header::LOCATION, &site.addresses().absolute(path));
    caching.apply(response.headers_mut());
    response
}

/// What OPTIONS gets: the methods that an address takes (RFC 9110 §9.3.7). Balancers ask so whether a server is there.
pub(super) fn options(methods: &'static str) -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    Caching::Never.apply(response.headers_mut());
    response
}

/// Says that the answer depends on the reader’s languages, even when none were named. The same whatever the
/// answer is, since caches keep all answers of an address under one key.
pub(super) fn vary_by_language(response: &mut HttpResponse) {
    response.headers_mut().insert(header::VARY, fixed!("Accept-Language, Accept-Encoding"));
}
