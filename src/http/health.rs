//! What operators and their machines ask: alive, ready, numbers. On a listener of its own, as
//! plain text, untouched by languages and templates.

use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};

use super::app::App;
use super::headers::Caching;

/// Answers a request to the admin listener.
pub fn respond(app: &App, request: &HttpRequest) -> HttpResponse {
    let (status, text) = match (request.method(), request.path()) {
        (&Method::GET | &Method::HEAD, path) => answer(app, path),
        _ => (StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n".to_owned()),
    };
    let media = match request.path() {
        "/metrics" => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let mut response = HttpResponse::build(status).content_type(media).body(text);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    Caching::Never.apply(response.headers_mut());
    app.finish(response, "admin")
}

fn answer(app: &App, path: &str) -> (StatusCode, String) {
    match path {
        "/livez" => (StatusCode::OK, "ok\n".into()),
        // Being there is enough: a server without pages does not start.
        "/readyz" if app.is_draining() => (StatusCode::SERVICE_UNAVAILABLE, "draining\n".into()),
        "/readyz" => (StatusCode::OK, "ok\n".into()),
        // A storage that fails is no reason to take the pages away.
        "/readyz/contact" if app.submissions.acceptance.storage_works() => (StatusCode::OK, "ok\n".into()),
        "/readyz/contact" => (StatusCode::SERVICE_UNAVAILABLE, "messages cannot be stored\n".into()),
        "/metrics" => (StatusCode::OK, app.metrics.text()),
        _ => (StatusCode::NOT_FOUND, "here are /livez, /readyz, /readyz/contact and /metrics\n".into()),
    }
}
