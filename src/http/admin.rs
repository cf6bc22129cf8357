//! What operators and their machines ask a process: liveness, readiness, metrics. On a listener of its own, as plain text.
//! Knows neither the site nor the delivery, and logs nothing: a probe that is told no is no failure.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::http::header::{self, Accept, Header, HeaderValue, Quality};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;

use crate::contact::InboxStatus;
use crate::metrics::{MetricsFormat, Registry};

use super::arrival::Arrival;
use super::bounds::MAX_ADMIN_CONNECTIONS;
use super::connections::Connections;
use super::headers::{ALL_METHODS, Caching, READ_METHODS, SecurityHeaders};
use super::probe::Probes;

/// What `/readyz` says where all is well.
pub(crate) const READY: &str = "ok\n";

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
    connections: Arc<Connections>,
}

impl Admin {
    /// Of a process with these metrics, which is about to stop when `draining` says so.
    pub fn new(registry: Registry, draining: Arc<AtomicBool>, inbox: Arc<InboxStatus>) -> Self {
        let connections = Arc::new(Connections::without_shares(MAX_ADMIN_CONNECTIONS));
        Self { registry, draining, inbox, security: SecurityHeaders::new(false), probes: None, connections }
    }

    /// The same for a site: with its headers, and with the probes of its requests.
    pub(super) fn of_site(self, security: SecurityHeaders, probes: Arc<Probes>) -> Self {
        Self { security, probes: Some(probes), ..self }
    }

    /// What is asked of each connection: one that sends nothing makes room for one that does.
    pub(super) fn arrival(&self) -> Arrival {
        Arrival { connections: Some(Arc::clone(&self.connections)), proxy_protocol: None }
    }

    /// Answers a request.
    pub(super) fn respond(&self, request: &HttpRequest) -> HttpResponse {
        let answer = match (request.path(), &self.probes) {
            ("/probes", Some(probes)) => begin_probe(probes, request.method()),
            (path, Some(probes)) if path.starts_with("/probes/") => look_at_probe(probes, request.method(), path),
            _ => self.read(request),
        };
        let mut response = match answer.status {
            StatusCode::NO_CONTENT => HttpResponse::new(answer.status),
            status => HttpResponse::build(status).content_type(answer.content_type).body(answer.text),
        };
        // There are few connections, and one that is kept would keep others out.
        response.head_mut().set_connection_type(ConnectionType::Close);
        let headers = response.headers_mut();
        if let Some(methods) = answer.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(methods));
        }
        Caching::Never.apply(headers);
        self.security.apply(headers);
        response
    }

    /// What is only read.
    fn read(&self, request: &HttpRequest) -> AdminAnswer {
        let is_options = *request.method() == Method::OPTIONS;
        // Of the server as a whole. Balancers ask at `/` whether it is there.
        if is_options && matches!(request.path(), "*" | "/") {
            return AdminAnswer::options(ALL_METHODS);
        }
        let answer = match (request.path(), self.state(request.path())) {
            ("/metrics", _) => {
                let format = format(request);
                let text = self.registry.text(format);
                AdminAnswer { content_type: format.media_type(), ..AdminAnswer::plain(StatusCode::OK, text) }
            }
            (_, Some((status, text))) => AdminAnswer::plain(status, text),
            (_, None) => {
                let others = if self.probes.is_some() { ", /metrics and /probes" } else { " and /metrics" };
                let text = format!("here are /livez, /readyz, /readyz/contact{others}\n");
                return AdminAnswer::plain(StatusCode::NOT_FOUND, text);
            }
        };
        match *request.method() {
            Method::GET | Method::HEAD => answer,
            // Whoever asks so for readiness does not hear that all is well while it is not.
            Method::OPTIONS if answer.status != StatusCode::OK => answer,
            Method::OPTIONS => AdminAnswer::options(READ_METHODS),
            _ => AdminAnswer::refused(READ_METHODS),
        }
    }

    /// How the process stands.
    fn state(&self, path: &str) -> Option<(StatusCode, String)> {
        const OK: (StatusCode, &str) = (StatusCode::OK, READY);
        let (status, text) = match path {
            "/livez" => OK,
            // Being there is enough: what cannot do what it is for does not start.
            "/readyz" if self.draining.load(Ordering::Relaxed) => (StatusCode::SERVICE_UNAVAILABLE, "draining\n"),
            "/readyz" => OK,
            // A storage that fails is no reason to take the pages away.
            "/readyz/contact" => match self.inbox.storage_failure() {
                None => OK,
                Some(why) => {
                    let text = format!("messages cannot be stored: {}\n", why.replace(['\r', '\n'], " "));
                    return Some((StatusCode::SERVICE_UNAVAILABLE, text));
                }
            },
            _ => return None,
        };
        Some((status, text.to_owned()))
    }

    /// The answer to a request that cannot be read, as bytes.
    pub(super) fn refuse(&self, status: StatusCode) -> Bytes {
        self.security.refusal(status)
    }
}

/// An answer without the headers that all have.
struct AdminAnswer {
    status: StatusCode,
    content_type: &'static str,
    text: String,
    /// The methods that are answered, where this one is not or they were asked for (RFC 9110 §15.5.6, §9.3.7).
    allow: Option<&'static str>,
}

impl AdminAnswer {
    fn plain(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, content_type: PLAIN, text: text.into(), allow: None }
    }

    fn options(methods: &'static str) -> Self {
        Self { allow: Some(methods), ..Self::plain(StatusCode::NO_CONTENT, "") }
    }

    fn refused(methods: &'static str) -> Self {
        Self { allow: Some(methods), ..Self::plain(StatusCode::METHOD_NOT_ALLOWED, format!("only {methods}\n")) }
    }
}

/// Begins a probe and gives its secret.
fn begin_probe(probes: &Probes, method: &Method) -> AdminAnswer {
    match *method {
        Method::POST => AdminAnswer::plain(StatusCode::CREATED, probes.begin()),
        Method::OPTIONS => AdminAnswer::options("POST, OPTIONS"),
        _ => AdminAnswer::refused("POST, OPTIONS"),
    }
}

/// What was seen of a probe since this was last asked: no HEAD, which would take it away unseen.
fn look_at_probe(probes: &Probes, method: &Method, path: &str) -> AdminAnswer {
    match *method {
        Method::GET => {}
        Method::OPTIONS => return AdminAnswer::options("GET, OPTIONS"),
        _ => return AdminAnswer::refused("GET, OPTIONS"),
    }
    match path.strip_prefix("/probes/").and_then(|secret| probes.take(secret)) {
        Some(seen) => {
            // Strings and numbers become JSON without fail.
            let text = serde_json::to_string(&seen).unwrap_or_default();
            AdminAnswer { content_type: JSON, ..AdminAnswer::plain(StatusCode::OK, text) }
        }
        None => AdminAnswer::plain(StatusCode::NOT_FOUND, "there is no such probe\n"),
    }
}

/// The format that a request asks for: OpenMetrics where it is named, and the older one is not liked better.
fn format(request: &HttpRequest) -> MetricsFormat {
    let accepted = Accept::parse(request).map(|accept| accept.0).unwrap_or_default();
    let of = |name: &str| {
        let named = accepted.iter().filter(|wish| wish.item.essence_str() == name);
        named.map(|wish| wish.quality).max_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal))
    };
    match of("application/openmetrics-text").filter(|quality| *quality > Quality::ZERO) {
        Some(quality) if of("text/plain").is_none_or(|plain| quality >= plain) => MetricsFormat::OpenMetrics,
        _ => MetricsFormat::Plain,
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
            (prometheus, MetricsFormat::OpenMetrics),
            ("application/openmetrics-text", MetricsFormat::OpenMetrics),
            ("application/openmetrics-text; version=1.0.0; charset=utf-8", MetricsFormat::OpenMetrics),
            ("text/plain;q=0.5, application/openmetrics-text;q=0.5", MetricsFormat::OpenMetrics),
            ("text/plain, application/openmetrics-text;q=0.5", MetricsFormat::Plain),
            ("application/openmetrics-text;q=0", MetricsFormat::Plain),
            ("text/plain;version=0.0.4;q=1,*/*;q=0.1", MetricsFormat::Plain),
            ("*/*", MetricsFormat::Plain),
            ("text/html", MetricsFormat::Plain),
            ("", MetricsFormat::Plain),
            ("no media type", MetricsFormat::Plain),
        ] {
            let request = TestRequest::default().insert_header(("accept", accept)).to_http_request();
            assert_eq!(format(&request), expected, "{accept}");
        }
        assert_eq!(format(&TestRequest::default().to_http_request()), MetricsFormat::Plain);
    }
}
