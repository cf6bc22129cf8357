//! What every request can see.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use actix_web::http::header::HeaderValue;
use arc_swap::ArcSwap;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::config::LogIp;
use crate::site::Site;

use super::headers::Security;
use super::peer::TrustWalk;

/// The labels of a counted request.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Answered {
    /// The route, never the path.
    pub route: &'static str,
    /// The status code.
    pub status: u16,
}

/// Counters for operators.
pub struct Metrics {
    registry: Registry,
    /// Requests answered.
    pub requests: Family<Answered, Counter>,
    /// Whether the locales could be read the last time.
    pub locales_loaded: Gauge,
}

impl Metrics {
    fn new() -> Self {
        let (requests, locales_loaded) = (Family::<Answered, Counter>::default(), Gauge::default());
        let mut registry = Registry::default();
        registry.register("http_server_requests", "Requests answered, by route and status", requests.clone());
        registry.register(
            "locales_loaded",
            "1 if the locales could be read the last time, else 0",
            locales_loaded.clone(),
        );
        locales_loaded.set(1);
        Self { registry, requests, locales_loaded }
    }

    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}

/// A rendered site and the day it was made from.
pub struct Published {
    /// The pages.
    pub site: Arc<Site>,
    /// When its content last changed, in whole seconds as HTTP counts them.
    pub last_modified: SystemTime,
    /// The same as a header.
    pub last_modified_header: HeaderValue,
}

impl Published {
    /// A site whose content last changed at a time.
    pub fn new(site: Site, last_modified: SystemTime) -> Self {
        let date = httpdate::fmt_http_date(last_modified);
        // A date is plain ASCII.
        let last_modified_header = HeaderValue::from_str(&date).unwrap_or_else(|_| HeaderValue::from_static(""));
        Self { site: Arc::new(site), last_modified, last_modified_header }
    }
}

/// What every request can see.
pub struct State {
    /// The pages; swapped whole.
    pub published: ArcSwap<Published>,
    /// The headers of every answer.
    pub security: Security,
    /// Who is asking.
    pub trust_walk: TrustWalk,
    /// How much of an address is written down.
    pub log_ip: LogIp,
    /// Counters.
    pub metrics: Metrics,
    draining: AtomicBool,
}

impl State {
    /// The state of a server.
    pub fn new(published: Published, trust_walk: TrustWalk, log_ip: LogIp) -> Self {
        let security = Security::new(published.site.addresses().public_url().is_https());
        Self {
            published: ArcSwap::from_pointee(published),
            security,
            trust_walk,
            log_ip,
            metrics: Metrics::new(),
            draining: AtomicBool::new(false),
        }
    }

    /// From now on the server wants no new requests.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the server is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
