//! The application: what every request can see, made once for the server and for the tests, and
//! what is done to every answer. Knows the routes, no socket.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use actix_http::ConnectionType;
use actix_web::dev::Payload;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use arc_swap::ArcSwap;
use bytes::Bytes;
use futures_util::FutureExt;

use crate::config::{LogIp, Settings};
use crate::contact::Acceptance;
use crate::site::Failure;

use super::answer::ReasonTold;
use super::connections::Connections;
use super::language::language_of_path;
use super::metrics::Metrics;
use super::peer::{self, TrustWalk};
use super::preview::{self, Preview};
use super::preview_host;
use super::probe::Probes;
use super::published::Published;
use super::rate_limit::RateLimit;
use super::submit::Submissions;
use super::{descriptors, errors, routes};

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
    pub(super) probes: Probes,
    /// The connections to the site.
    pub(super) connections: Arc<Connections>,
    trust_walk: Arc<TrustWalk>,
    log_ip: LogIp,
    draining: AtomicBool,
}

impl App {
    /// The application by the operator’s settings. Messages are handed in at `acceptance`.
    pub fn new(settings: &Settings, published: Published, acceptance: Acceptance) -> Self {
        let (metrics, trust_walk) = (Arc::<Metrics>::default(), Arc::new(TrustWalk::new(&settings.proxy)));
        let limit = RateLimit::new(settings.limits);
        Self {
            published: ArcSwap::from_pointee(published),
            preview: settings.publication.preview.then(Preview::default),
            connections: Arc::new(Connections::new(
                descriptors::connections(),
                Arc::clone(&trust_walk),
                Arc::clone(&metrics),
            )),
            submissions: Submissions::new(acceptance, limit, Arc::clone(&trust_walk), Arc::clone(&metrics)),
            probes: Probes::default(),
            metrics,
            trust_walk,
            log_ip: settings.logging.log_ip,
            draining: AtomicBool::new(false),
        }
    }

    /// Marks the server as about to stop: `/readyz` says 503, and each connection closes after its answer.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
        if let Some(preview) = &self.preview {
            preview.drain();
        }
    }

    /// Whether the server is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Answers a request to the site, whatever happens.
    pub async fn respond(&self, request: &HttpRequest, payload: Payload) -> HttpResponse {
        let probed = self.probes.arrival(request, &self.trust_walk);
        let response = self.answer(request, payload).await;
        match probed {
            None => response,
            Some((secret, arrival)) => self.probes.note(&secret, arrival, response).await,
        }
    }

    async fn answer(&self, request: &HttpRequest, payload: Payload) -> HttpResponse {
        match &self.preview {
            None => self.respond_with(None, request, payload).await,
            Some(_) if !self.is_known_host(request) => self.refuse_host(),
            Some(preview) => match preview.respond(request).await {
                Some((response, published)) => self.finish(&published, response, "preview"),
                None => self.respond_with(preview.marked(request).await, request, payload).await,
            },
        }
    }

    fn is_known_host(&self, request: &HttpRequest) -> bool {
        preview_host::is_known(request, self.published.load().site.addresses().public_url())
    }

    fn refuse_host(&self) -> HttpResponse {
        let published = self.published.load();
        let text = format!("This is a preview, and at {} only.\n", published.site.addresses().public_url());
        let response = HttpResponse::build(StatusCode::MISDIRECTED_REQUEST).content_type("text/plain").body(text);
        self.finish(&published, response, "preview")
    }

    /// Answers from a site: that which is published, or another form of it.
    async fn respond_with(
        &self,
        form: Option<Arc<Published>>,
        request: &HttpRequest,
        payload: Payload,
    ) -> HttpResponse {
        // Pages are ready; a form may take its time.
        let is_form = *request.method() == Method::POST;
        let started = is_form.then(Instant::now);
        let (guard, owned);
        let published: &Published = if let Some(form) = &form {
            form
        } else if is_form {
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
            (errors::page(&published.site, request, Failure::Server, key), "panic")
        });
        let response = self.finish(published, response, route);
        if response.status().is_server_error() && response.extensions().get::<ReasonTold>().is_none() {
            self.log_failure(request, &response, route, started);
        }
        response
    }

    /// The answer to a request that does not get as far as a route, as bytes.
    pub fn refuse(&self, status: u16) -> Bytes {
        self.metrics.count_answer("refused", status);
        self.published.load().security.refusal(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST))
    }

    /// What every answer gets, from whichever listener it comes. `published` is what it was made from.
    pub fn finish(&self, published: &Published, mut response: HttpResponse, route: &'static str) -> HttpResponse {
        published.security.apply(response.headers_mut());
        if self.preview.is_some() {
            preview::keep_out(response.headers_mut());
        }
        if self.is_draining() {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        self.metrics.count_answer(route, response.status().as_u16());
        response
    }

    fn log_failure(
        &self,
        request: &HttpRequest,
        response: &HttpResponse,
        route: &'static str,
        started: Option<Instant>,
    ) {
        let status = response.status().as_u16();
        let client = peer::client(request, &self.trust_walk).for_log(self.log_ip).unwrap_or_default();
        let duration_ms = started.map(|started| started.elapsed().as_millis() as u64);
        tracing::error!(route, status, duration_ms, client, "a request failed");
    }
}
