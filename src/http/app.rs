//! The application: what every request can see, made once for the server and for the tests, and
//! what is done to every answer. Knows the routes, no socket.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_http::ConnectionType;
use actix_web::dev::Payload;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use arc_swap::ArcSwap;
use bytes::Bytes;
use futures_util::FutureExt;

use crate::config::Settings;
use crate::contact::Acceptance;
use crate::metrics::{CoarseInstant, Registry};
use crate::site::Failure;

use super::admin::Admin;
use super::arrival::Arrival;
use super::base_path::BasePathCheck;
use super::connections::Connections;
use super::headers::SecurityHeaders;
use super::language::language_of_path;
use super::metrics::Metrics;
use super::other_protocol::{OtherProtocol, OtherProtocols};
use super::peer::TrustWalk;
use super::preview::{self, Preview};
use super::preview_host;
use super::probe::Probes;
use super::proxy_protocol::ProxyProtocol;
use super::published::Published;
use super::rate_limit::RateLimit;
use super::request_log::RequestLog;
use super::route_template::RouteTemplate;
use super::submit::Submissions;
use super::{descriptors, errors, published_figures, routes};

/// What every request can see.
pub struct App {
    /// The pages; swapped whole.
    pub published: ArcSwap<Published>,
    /// What taking a message needs.
    pub submissions: Submissions,
    /// Metrics for operators.
    pub metrics: Arc<Metrics>,
    /// What only a preview answers, if this is one.
    pub preview: Option<Preview>,
    /// Requests that the operator’s own program marks.
    probes: Arc<Probes>,
    /// What is asked of each connection to the site.
    arrival: Arrival,
    other_protocols: OtherProtocols,
    base_path: BasePathCheck,
    trust_walk: Arc<TrustWalk>,
    log: RequestLog,
    draining: Arc<AtomicBool>,
}

impl App {
    /// The application by the operator’s settings. Messages are handed in at `acceptance`.
    pub fn new(settings: &Settings, published: Published, acceptance: Acceptance) -> Self {
        let (metrics, trust_walk) = (Arc::<Metrics>::default(), Arc::new(TrustWalk::new(&settings.proxy)));
        let limit = RateLimit::new(settings.limits);
        let connections = Connections::new(descriptors::connections(), Arc::clone(&trust_walk), Arc::clone(&metrics));
        let proxy_protocol = settings.proxy.proxy_protocol.then(|| {
            let (trust_walk, metrics) = (Arc::clone(&trust_walk), Arc::clone(&metrics));
            Arc::new(ProxyProtocol::new(trust_walk, metrics, settings.logging.log_ip))
        });
        Self {
            published: ArcSwap::from_pointee(published),
            preview: settings.publication.preview.then(Preview::default),
            arrival: Arrival { connections: Some(Arc::new(connections)), proxy_protocol },
            other_protocols: OtherProtocols::new(),
            base_path: BasePathCheck::new(),
            submissions: Submissions::new(acceptance, limit, Arc::clone(&trust_walk), Arc::clone(&metrics)),
            probes: Arc::default(),
            log: RequestLog::new(&settings.logging, Arc::clone(&trust_walk)),
            metrics,
            trust_walk,
            draining: Arc::default(),
        }
    }

    /// What is asked of each connection to the site.
    pub(super) fn arrival(&self) -> Arrival {
        self.arrival.clone()
    }

    /// Marks the server as about to stop: `/readyz` says 503, and each connection closes after its answer.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
        if let Some(preview) = &self.preview {
            preview.drain();
        }
    }

    /// Whether the server is about to stop.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// The admin listener of this process, with what operators see of the site added to other metrics.
    pub fn admin(self: &Arc<Self>, mut registry: Registry) -> Admin {
        self.metrics.register(&mut registry);
        if let Some(connections) = &self.arrival.connections {
            connections.register(&mut registry);
        }
        self.submissions.acceptance.register(&mut registry);
        let app = Arc::clone(self);
        published_figures::register(move || app.published.load_full(), &mut registry);
        let inbox = Arc::clone(self.submissions.acceptance.status());
        let headers = SecurityHeaders::new(self.published.load().site.addresses().public_url().is_https());
        Admin::new(registry, Arc::clone(&self.draining), inbox).of_site(headers, Arc::clone(&self.probes))
    }

    /// Answers a request to the site, whatever happens.
    pub(super) async fn respond(&self, request: &HttpRequest, payload: Payload) -> HttpResponse {
        let probed = self.probes.probed(request, &self.trust_walk);
        let response = self.answer(request, payload).await;
        match probed {
            None => response,
            Some((secret, probed)) => self.probes.note(&secret, probed, response).await,
        }
    }

    async fn answer(&self, request: &HttpRequest, payload: Payload) -> HttpResponse {
        let began = CoarseInstant::now();
        let (mut response, route) = match &self.preview {
            None => self.respond_with(None, request, payload).await,
            Some(_) if !self.is_known_host(request) => (self.refuse_host(), RouteTemplate::Preview),
            Some(preview) => match preview.respond(request).await {
                Some((response, published)) => (self.finish(&published, response), RouteTemplate::Preview),
                None => self.respond_with(preview.marked(request).await, request, payload).await,
            },
        };
        self.metrics.requests.observe(request.method(), route, response.status(), began.elapsed());
        self.log.write(request, &mut response, route, began);
        response
    }

    fn is_known_host(&self, request: &HttpRequest) -> bool {
        preview_host::is_known(request, self.published.load().site.addresses().public_url())
    }

    fn refuse_host(&self) -> HttpResponse {
        let published = self.published.load();
        let text = format!("This is a preview, and at {} only.\n", published.site.addresses().public_url());
        let response = HttpResponse::build(StatusCode::MISDIRECTED_REQUEST).content_type("text/plain").body(text);
        self.finish(&published, response)
    }

    /// Answers from a site: that which is published, or the same with its texts marked.
    async fn respond_with(
        &self,
        marked: Option<Arc<Published>>,
        request: &HttpRequest,
        payload: Payload,
    ) -> (HttpResponse, RouteTemplate) {
        let is_post = *request.method() == Method::POST;
        let (guard, owned);
        let published: &Published = if let Some(marked) = &marked {
            marked
        } else if is_post {
            // A form may take long to arrive. A guard held so long takes one of the few slots by which requests
            // for pages get theirs without touching the counter that all threads share.
            owned = self.published.load_full();
            &owned
        } else {
            guard = self.published.load();
            &guard
        };
        let responding = routes::respond(published, &self.submissions, request, payload);
        let (response, route) = AssertUnwindSafe(responding).catch_unwind().await.unwrap_or_else(|_| {
            let key = language_of_path(&published.site, request.path());
            (errors::page(published, request, Failure::Server, key), RouteTemplate::Panic)
        });
        if response.status() == StatusCode::NOT_FOUND {
            self.base_path.note_not_found(&published.site, request, &self.trust_walk, &self.metrics);
        }
        let response = self.finish(published, response);
        (response, route)
    }

    /// The answer to a request that does not get as far as a route, as bytes; with what it is if it is no HTTP/1.1.
    pub(super) fn refuse(&self, status: StatusCode, protocol: Option<OtherProtocol>) -> Bytes {
        if let Some(protocol) = protocol {
            self.other_protocols.tell(protocol);
        }
        self.metrics.count_request_refused(status.as_u16());
        self.log.write_refused(status);
        self.published.load().security.refusal(status)
    }

    /// What every answer gets. `published` is what it was made from.
    fn finish(&self, published: &Published, mut response: HttpResponse) -> HttpResponse {
        published.security.apply(response.headers_mut());
        if self.preview.is_some() {
            preview::keep_out(response.headers_mut());
        }
        if self.is_draining() {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        response
    }
}
