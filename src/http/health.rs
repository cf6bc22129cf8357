//! What operators and their machines ask: liveness, readiness, metrics, probes. On a listener of its own, as
//! plain text, untouched by languages and templates.

use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};

use super::app::App;
use super::headers::Caching;

/// The media type of what Prometheus reads.
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const JSON: &str = "application/json";
const PLAIN: &str = "text/plain; charset=utf-8";

/// Answers a request to the admin listener.
pub(super) fn respond(app: &App, request: &HttpRequest) -> HttpResponse {
    let (status, content_type, text) = match (request.method(), request.path()) {
        (_, path) if path == "/probes" || path.starts_with("/probes/") => probe(app, request.method(), path),
        (&Method::GET | &Method::HEAD, "/metrics") => (StatusCode::OK, METRICS, app.metrics.text()),
        (&Method::GET | &Method::HEAD, path) => {
            let (status, text) = answer(app, path);
            (status, PLAIN, text.to_owned())
        }
        _ => (StatusCode::METHOD_NOT_ALLOWED, PLAIN, "only GET and HEAD\n".to_owned()),
    };
    let mut response = HttpResponse::build(status).content_type(content_type).body(text);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(
            header::ALLOW,
            HeaderValue::from_static(if request.path() == "/probes" { "POST" } else { "GET, HEAD" }),
        );
    }
    Caching::Never.apply(response.headers_mut());
    app.finish(&app.published.load(), response, "admin")
}

/// `POST /probes` begins a probe and gives its secret; `GET /probes/{secret}` gives what was seen of it since.
fn probe(app: &App, method: &Method, path: &str) -> (StatusCode, &'static str, String) {
    let secret = path.strip_prefix("/probes/");
    match (method, secret) {
        (&Method::POST, None) => (StatusCode::CREATED, PLAIN, app.probes.begin()),
        (&Method::GET, Some(secret)) => match app.probes.take(secret) {
            // Strings and numbers become JSON without fail.
            Some(seen) => (StatusCode::OK, JSON, serde_json::to_string(&seen).unwrap_or_default()),
            None => (StatusCode::NOT_FOUND, PLAIN, "there is no such probe\n".to_owned()),
        },
        _ => (StatusCode::METHOD_NOT_ALLOWED, PLAIN, "POST /probes, then GET /probes/{secret}\n".to_owned()),
    }
}

fn answer(app: &App, path: &str) -> (StatusCode, &'static str) {
    match path {
        "/livez" => (StatusCode::OK, "ok\n"),
        // Being there is enough: a server without pages does not start.
        "/readyz" if app.is_draining() => (StatusCode::SERVICE_UNAVAILABLE, "draining\n"),
        "/readyz" => (StatusCode::OK, "ok\n"),
        // A storage that fails is no reason to take the pages away.
        "/readyz/contact" if app.submissions.acceptance.storage_works() => (StatusCode::OK, "ok\n"),
        "/readyz/contact" => (StatusCode::SERVICE_UNAVAILABLE, "messages cannot be stored\n"),
        _ => (StatusCode::NOT_FOUND, "here are /livez, /readyz, /readyz/contact and /metrics\n"),
    }
}
