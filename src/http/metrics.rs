//! What is counted of the site for operators. Knows no request and no inbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use strum::VariantArray;

use crate::metrics::{Counter, Counters, Registry};

use super::client::Unnamed;
use super::permits::Exhausted;
use super::proxy_header_error::ProxyHeaderError;
use super::request_durations::RequestDurations;
use super::submission_outcome::SubmissionOutcome;
use super::window::{self, LimitReached, Period};

/// The statuses of requests that do not get as far as a route.
const REFUSALS: [(u16, &str); 8] =
    [(400, "400"), (408, "408"), (414, "414"), (417, "417"), (431, "431"), (501, "501"), (505, "505"), (0, "_OTHER")];

/// The counter, by `by`, of what the doctor judges keep-alive by.
pub(crate) const IDLE_PROXY_CONNECTIONS_CLOSED: &str = "http_idle_proxy_connections_closed";

/// What is counted of the site.
pub struct Metrics {
    /// How long requests took.
    pub(super) requests: Arc<RequestDurations>,
    /// Connections that were closed to make room for others.
    pub(super) connections_let_go: Counter,
    connections_refused: Counters<1>,
    idle_proxy_connections_closed: Counters<1>,
    proxy_headers_refused: Counters<1>,
    /// Requests for a page whose path lacks the base path.
    pub(super) base_path_missing: Counter,
    requests_refused: Counters<1>,
    submissions: Counters<1>,
    unnamed_clients: Counters<1>,
    limits_reached: Counters<2>,
    locales_loaded: AtomicBool,
}

impl Default for Metrics {
    fn default() -> Self {
        let limits = window::limits()
            .flat_map(|limit| Period::VARIANTS.iter().map(move |per| [("limit", limit), ("per", per.as_str())]));
        Self {
            requests: Arc::default(),
            connections_let_go: Counter::default(),
            connections_refused: Counters::new(Exhausted::all().map(|exhausted| [("limit", exhausted.as_str())])),
            idle_proxy_connections_closed: Counters::new(CLOSED_BY.map(|by| [("by", by)])),
            proxy_headers_refused: Counters::new(ProxyHeaderError::VARIANTS.iter().map(|why| [("why", why.as_str())])),
            base_path_missing: Counter::default(),
            requests_refused: Counters::new(REFUSALS.map(|(_, status)| [("http_response_status_code", status)])),
            submissions: Counters::new(SubmissionOutcome::all().map(|outcome| [("outcome", outcome.as_str())])),
            unnamed_clients: Counters::new(Unnamed::VARIANTS.iter().map(|why| [("why", why.as_str())])),
            limits_reached: Counters::new(limits),
            locales_loaded: AtomicBool::new(true),
        }
    }
}

/// Who closes a connection.
const CLOSED_BY: [&str; 2] = ["server", "proxy"];

impl Metrics {
    /// Counts a form that was sent.
    pub(super) fn count_submission(&self, outcome: SubmissionOutcome) {
        self.submissions.add([("outcome", outcome.as_str())]);
    }

    /// Counts a connection that was closed at once: which permits are all in use.
    pub(super) fn count_connection_refused(&self, exhausted: Exhausted) {
        self.connections_refused.add([("limit", exhausted.as_str())]);
    }

    /// Counts a connection of a proxy that was closed without a request under way: whether the proxy did so.
    pub(super) fn count_idle_proxy_connection_closed(&self, by_proxy: bool) {
        self.idle_proxy_connections_closed.add([("by", CLOSED_BY[usize::from(by_proxy)])]);
    }

    /// Counts a connection that was closed because of how it began: why.
    pub(super) fn count_proxy_header_refused(&self, why: ProxyHeaderError) {
        self.proxy_headers_refused.add([("why", why.as_str())]);
    }

    /// Counts a request that did not get as far as a route.
    pub(super) fn count_request_refused(&self, status: u16) {
        let known = REFUSALS.iter().find(|(known, _)| *known == status);
        self.requests_refused.add([("http_response_status_code", known.map_or("_OTHER", |(_, status)| status))]);
    }

    /// Counts a form of a client that is not known.
    pub(super) fn count_unnamed_client(&self, why: Unnamed) {
        self.unnamed_clients.add([("why", why.as_str())]);
    }

    /// Counts a message that was not taken, by the limit that was reached.
    pub(super) fn count_limit(&self, reached: &LimitReached) {
        self.limits_reached.add([("limit", reached.limit), ("per", reached.period.as_str())]);
    }

    /// Notes whether the locales were read whole: neither refused nor with an older file kept.
    pub(crate) fn note_locales(&self, are_loaded: bool) {
        self.locales_loaded.store(are_loaded, Ordering::Relaxed);
    }

    /// Adds what is counted.
    pub(super) fn register(self: &Arc<Self>, registry: &mut Registry) {
        self.requests.register(registry);
        registry.counter(
            "http_connections_let_go",
            "Connections without a request that were closed to make room for others",
            &self.connections_let_go,
        );
        registry.counters(
            "http_connections_refused",
            "Connections that were closed at once because there was no room, by what was reached",
            &self.connections_refused,
        );
        registry.counters(
            IDLE_PROXY_CONNECTIONS_CLOSED,
            "Connections of trusted proxies and by Unix sockets that had served a request and were closed after being idle for 5 s or more, or to make room, by who did so",
            &self.idle_proxy_connections_closed,
        );
        registry.counters(
            "http_proxy_headers_refused",
            "Connections that were closed because of how they began (--proxy-protocol), by why",
            &self.proxy_headers_refused,
        );
        registry.counter(
            "http_base_path_missing",
            "Requests for a page whose path lacks the base path of --public-url",
            &self.base_path_missing,
        );
        registry.counters(
            "http_requests_refused",
            "Requests that did not get as far as a route, by status: no HTTP/1.1, too long, or too slow",
            &self.requests_refused,
        );
        registry.counters("contact_submissions", "Forms sent, by what became of them", &self.submissions);
        registry.counters(
            "contact_unnamed_clients",
            "Forms from clients that a trusted proxy did not name, by why",
            &self.unnamed_clients,
        );
        registry.counters(
            "contact_limit_reached",
            "Messages that were not taken because a limit was reached, by which",
            &self.limits_reached,
        );
        let metrics = Arc::clone(self);
        registry.gauge(
            "locales_loaded",
            "0 if the last reading of the locales was refused or kept an older file, else 1",
            move || Some(i64::from(metrics.locales_loaded.load(Ordering::Relaxed))),
        );
    }
}
