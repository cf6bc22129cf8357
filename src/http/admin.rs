//! What operators and their machines ask a process: liveness, readiness, metrics. On a listener of its own, as plain text.
//! Knows neither the site nor the delivery, and logs nothing: a probe that is told no is no failure.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::http::header::{self, Accept, Header, HeaderValue, Quality};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;

use crate::contact::InboxStatus;
use crate::metrics::{Format, Registry};

use super::headers::{Caching, SecurityHeaders};
use super::probe::Probes;

const JSON: &str = "application/json";
const PLAIN: &str = "text/plain; charset=utf-8";

/// What the admin listener of a process answers from.
pub struct Admin {
    registry: Registry,
    draining: Arc<AtomicBool>,
    inbox: Arc<InboxStatus>,
    security: SecurityHeaders,
    /// Of a process that serves a site.
    probes: Option<Arc<Probes>>,
}

impl Admin {
    /// Of a process with these metrics, which is about to stop when `draining` says so.
    pub fn new(registry: Registry, draining: Arc<AtomicBool>, inbox: Arc<InboxStatus>) -> Self {
        Self { registry, draining, inbox, security: SecurityHeaders::of_plain_text(), probes: None }
    }

    /// The same for a site: with its headers, and with the probes of its requests.
    pub(super) fn of_site(self, security: SecurityHeaders, probes: Arc<Probes>) -> Self {
        Self { security, probes: Some(probes), ..self }
    }

    /// Answers a request.
    pub(super) fn respond(&self, request: &HttpRequest) -> HttpResponse {
        let (status, content_type, text) = match (request.method(), request.path(), &self.probes) {
            (method, path, Some(probes)) if path == "/probes" || path.starts_with("/probes/") => {
                probe(probes, method, path)
            }
            (&Method::GET | &Method::HEAD, "/metrics", _) => {
                let format = format(request);
                (StatusCode::OK, format.media_type(), self.registry.text(format))
            }
            (&Method::GET | &Method::HEAD, path, _) => {
                let (status, text) = self.answer(path);
                (status, PLAIN, text.to_owned())
            }
            _ => (StatusCode::METHOD_NOT_ALLOWED, PLAIN, "only GET and HEAD\n".to_owned()),
        };
        let mut response = HttpResponse::build(status).content_type(content_type).body(text);
        let headers = response.headers_mut();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(
                header::ALLOW,
                HeaderValue::from_static(if request.path() == "/probes" { "POST" } else { "GET, HEAD" }),
            );
        }
        Caching::Never.apply(headers);
        self.security.apply(headers);
        response
    }

    fn answer(&self, path: &str) -> (StatusCode, &'static str) {
        match path {
            "/livez" => (StatusCode::OK, "ok\n"),
            // Being there is enough: what cannot do what it is for does not start.
            "/readyz" if self.draining.load(Ordering::Relaxed) => (StatusCode::SERVICE_UNAVAILABLE, "draining\n"),
            "/readyz" => (StatusCode::OK, "ok\n"),
            // A storage that fails is no reason to take the pages away.
            "/readyz/contact" if self.inbox.storage_works() => (StatusCode::OK, "ok\n"),
            "/readyz/contact" => (StatusCode::SERVICE_UNAVAILABLE, "messages cannot be stored\n"),
            _ => (StatusCode::NOT_FOUND, "here are /livez, /readyz, /readyz/contact and /metrics\n"),
        }
    }

    /// The answer to a request that cannot be read, as bytes.
    pub(super) fn refuse(&self, status: StatusCode) -> Bytes {
        self.security.refusal(status)
    }
}

/// `POST /probes` begins a probe and gives its secret; `GET /probes/{secret}` gives what was seen of it since.
fn probe(probes: &Probes, method: &Method, path: &str) -> (StatusCode, &'static str, String) {
    match (method, path.strip_prefix("/probes/")) {
        (&Method::POST, None) => (StatusCode::CREATED, PLAIN, probes.begin()),
        (&Method::GET, Some(secret)) => match probes.take(secret) {
            // Strings and numbers become JSON without fail.
            Some(seen) => (StatusCode::OK, JSON, serde_json::to_string(&seen).unwrap_or_default()),
            None => (StatusCode::NOT_FOUND, PLAIN, "there is no such probe\n".to_owned()),
        },
        _ => (StatusCode::METHOD_NOT_ALLOWED, PLAIN, "POST /probes, then GET /probes/{secret}\n".to_owned()),
    }
}

/// The format that a request asks for: OpenMetrics where it is named, and the older one is not liked better.
fn format(request: &HttpRequest) -> Format {
    let accepted = Accept::parse(request).map(|accept| accept.0).unwrap_or_default();
    let of = |name: &str| {
        let named = accepted.iter().filter(|wish| wish.item.essence_str() == name);
        named.map(|wish| wish.quality).max_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal))
    };
    match of("application/openmetrics-text").filter(|quality| *quality > Quality::ZERO) {
        Some(quality) if of("text/plain").is_none_or(|plain| quality >= plain) => Format::OpenMetrics,
        _ => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_format_is_open_metrics_where_it_is_asked_for_and_the_older_one_is_not_liked_better() {
        let prometheus = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
                          text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
        for (accept, expected) in [
            (prometheus, Format::OpenMetrics),
            ("application/openmetrics-text", Format::OpenMetrics),
            ("application/openmetrics-text; version=1.0.0; charset=utf-8", Format::OpenMetrics),
            ("text/plain;q=0.5, application/openmetrics-text;q=0.5", Format::OpenMetrics),
            ("text/plain, application/openmetrics-text;q=0.5", Format::Plain),
            ("application/openmetrics-text;q=0", Format::Plain),
            ("text/plain;version=0.0.4;q=1,*/*;q=0.1", Format::Plain),
            ("*/*", Format::Plain),
            ("text/html", Format::Plain),
            ("", Format::Plain),
            ("no media type", Format::Plain),
        ] {
            let request = TestRequest::default().insert_header(("accept", accept)).to_http_request();
            assert_eq!(format(&request), expected, "{accept}");
        }
        assert_eq!(format(&TestRequest::default().to_http_request()), Format::Plain);
    }
}
