//! What is logged of a request: a failure of ours, and with an access log each request. Of its address the route alone:
//! what follows a question mark is nobody’s business. Knows no route.

use std::sync::Arc;

use actix_web::body::{BodySize, MessageBody};
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};

use crate::config::{LogIp, Logging};
use crate::metrics::CoarseInstant;

use super::answer::ReasonTold;
use super::peer::{self, TrustWalk};
use super::request_durations;
use super::request_id::{self, RequestId};
use super::route_template::RouteTemplate;

/// What its lines are told by (the target of their events).
pub(crate) const REQUEST_LOG_TARGET: &str = module_path!();

/// The log of requests.
pub(super) struct RequestLog {
    log_ip: LogIp,
    /// Whether each request is logged.
    is_of_all: bool,
    trust_walk: Arc<TrustWalk>,
}

impl RequestLog {
    /// By the operator’s settings.
    pub(super) fn new(logging: &Logging, trust_walk: Arc<TrustWalk>) -> Self {
        Self { log_ip: logging.log_ip, is_of_all: logging.access_log, trust_walk }
    }

    /// Logs what is to be logged of a request. An answer that is for its sender alone is given the name of the request.
    pub(super) fn write(
        &self,
        request: &HttpRequest,
        response: &mut HttpResponse,
        route: RouteTemplate,
        began: CoarseInstant,
    ) {
        let is_failure = response.status().is_server_error();
        let is_own = is_failure || *request.method() == Method::POST;
        if !is_own && !self.is_of_all {
            return;
        }
        let id = RequestId::of(request, peer::is_from_trusted(request, &self.trust_walk));
        let (request_id, trace_id) = (id.name(), id.trace.as_deref());
        if is_own {
            request_id::write(&request_id, response.headers_mut());
        }
        let (route, status) = (route.as_str(), response.status().as_u16());
        let client = peer::client(request, &self.trust_walk).for_log(self.log_ip).unwrap_or_default();
        let duration_ms = began.elapsed().as_micros() as f64 / 1000.0;
        if is_failure && response.extensions().get::<ReasonTold>().is_none() {
            tracing::error!(route, status, duration_ms, client, request_id, trace_id, "a request failed");
        }
        if self.is_of_all {
            let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
            let (language, coding) = (header(header::CONTENT_LANGUAGE), header(header::CONTENT_ENCODING));
            let (method, bytes) = (request_durations::name_of(request.method()), bytes_sent(request, response));
            tracing::info!(
                method,
                route,
                status,
                bytes,
                duration_ms,
                language,
                coding,
                client,
                request_id,
                trace_id,
                "a request"
            );
        }
    }

    /// Logs a request that did not get as far as a route.
    pub(super) fn write_refused(&self, status: StatusCode) {
        if self.is_of_all {
            tracing::info!(route = "refused", status = status.as_u16(), "a request");
        }
    }
}

/// How long the body is that follows.
fn bytes_sent(request: &HttpRequest, response: &HttpResponse) -> u64 {
    match response.body().size() {
        BodySize::Sized(bytes) if *request.method() != Method::HEAD => bytes,
        _ => 0,
    }
}
