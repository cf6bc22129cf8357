//! How long requests took, by method, route and status: the histogram of OpenTelemetry’s conventions for HTTP servers. What
//! is observed for a page costs neither a lock nor an allocation. Knows no request.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};

use crate::metrics::{Histogram, HistogramReading, Labels, Registry};

use super::route_template::RouteTemplate;

/// The bounds that OpenTelemetry’s conventions name.
static BOUNDS: [Duration; 14] = [
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(75),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_millis(750),
    Duration::from_secs(1),
    Duration::from_millis(2500),
    Duration::from_secs(5),
    Duration::from_millis(7500),
    Duration::from_secs(10),
];

/// The methods that are told apart, the usual ones first (RFC 9110 §9, RFC 5789).
static METHODS: [Method; 9] = [
    Method::GET,
    Method::POST,
    Method::HEAD,
    Method::PUT,
    Method::DELETE,
    Method::OPTIONS,
    Method::PATCH,
    Method::CONNECT,
    Method::TRACE,
];
/// What any other method is called.
const OTHER_METHOD: &str = "_OTHER";
const OTHER_METHOD_AT: usize = METHODS.len();

/// The statuses that are answered, the usual ones first. Any other counts as one of its class (RFC 9110 §15).
const STATUSES: [u16; 23] =
    [200, 304, 302, 303, 308, 404, 204, 400, 403, 405, 408, 413, 414, 415, 421, 422, 429, 431, 500, 501, 503, 505, 417];

/// The requests that there are from the start, with 0: what goes wrong at first is seen as a growth.
const USUAL: [(RouteTemplate, &Method, &[u16]); 12] = [
    (RouteTemplate::Statement, &Method::GET, &[200, 304]),
    (RouteTemplate::Root, &Method::GET, &[200, 302]),
    (RouteTemplate::PlainText, &Method::GET, &[200]),
    (RouteTemplate::Share, &Method::GET, &[200]),
    (RouteTemplate::Privacy, &Method::GET, &[200]),
    (RouteTemplate::Accessibility, &Method::GET, &[200]),
    (RouteTemplate::Contact, &Method::GET, &[200]),
    (RouteTemplate::Contact, &Method::POST, &[303, 422, 429, 503]),
    (RouteTemplate::Receipt, &Method::GET, &[200, 404, 503]),
    (RouteTemplate::Moved, &Method::GET, &[308]),
    (RouteTemplate::NotFound, &Method::GET, &[404]),
    (RouteTemplate::Panic, &Method::GET, &[500]),
];

/// The name of a method; of one that is not known nothing is told, since strangers choose the word.
pub(super) fn name_of(method: &Method) -> &'static str {
    METHODS.iter().find(|known| *known == method).map_or(OTHER_METHOD, Method::as_str)
}

/// The durations of one method, route and status; made when there is the first.
type Cell = OnceLock<Box<Histogram>>;

/// The durations of requests.
pub(super) struct RequestDurations(Vec<Cell>);

impl Default for RequestDurations {
    fn default() -> Self {
        let cells = RouteTemplate::ALL.len() * (METHODS.len() + 1) * STATUSES.len();
        let durations = Self((0..cells).map(|_| Cell::new()).collect());
        for (route, method, statuses) in USUAL {
            for status in statuses {
                durations.histogram(method, route, *status);
            }
        }
        durations
    }
}

impl RequestDurations {
    /// Notes a request.
    pub(super) fn observe(&self, method: &Method, route: RouteTemplate, status: StatusCode, took: Duration) {
        if let Some(histogram) = self.histogram(method, route, status.as_u16()) {
            histogram.observe(took);
        }
    }

    fn histogram(&self, method: &Method, route: RouteTemplate, status: u16) -> Option<&Histogram> {
        let method = METHODS.iter().position(|known| known == method);
        let position = |is_it: &dyn Fn(u16) -> bool| STATUSES.iter().position(|known| is_it(*known));
        let class = status / 100;
        let status = position(&|known| known == status)
            .or_else(|| position(&|known| known == class * 100))
            .or_else(|| position(&|known| known / 100 == class))?;
        let row = route as usize * (METHODS.len() + 1) + method.unwrap_or(OTHER_METHOD_AT);
        Some(self.0.get(row * STATUSES.len() + status)?.get_or_init(|| Box::new(Histogram::new(&BOUNDS))))
    }

    /// Adds what operators see of requests.
    pub(super) fn register(self: &Arc<Self>, registry: &mut Registry) {
        let durations = Arc::clone(self);
        registry.histograms(
            "http_server_request_duration_seconds",
            "How long requests to the site took until their answer was ready, by method, route and status",
            move || durations.read(),
        );
    }

    fn read(&self) -> Vec<(Labels, HistogramReading)> {
        let methods = METHODS.iter().map(Method::as_str).chain([OTHER_METHOD]);
        let methods: Vec<&str> = methods.collect();
        let labels = |at: usize| {
            let (rest, status) = (at / STATUSES.len(), STATUSES[at % STATUSES.len()]);
            let (route, method) = (RouteTemplate::ALL[rest / methods.len()], methods[rest % methods.len()]);
            vec![
                ("http_request_method", method.to_owned()),
                ("http_route", route.as_str().to_owned()),
                ("http_response_status_code", status.to_string()),
            ]
        };
        let made = self.0.iter().enumerate().filter_map(|(at, cell)| Some((at, cell.get()?)));
        made.map(|(at, histogram)| (labels(at), histogram.read())).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_request_counts_under_its_method_its_route_and_its_status_and_an_unknown_method_as_other() {
        let (durations, unknown) = (RequestDurations::default(), Method::from_bytes(b"PROPFIND").unwrap());
        let usual = durations.read();
        assert!(usual.iter().all(|(_, reading)| reading.count() == 0));
        assert_eq!(usual.len(), USUAL.iter().map(|(_, _, statuses)| statuses.len()).sum::<usize>());
        for (method, route, status, labels) in [
            (&Method::GET, RouteTemplate::Statement, 200, ["GET", "/{tag}/{statement}", "200"]),
            (&Method::TRACE, RouteTemplate::Panic, 500, ["TRACE", "panic", "500"]),
            (&unknown, RouteTemplate::Contact, 405, ["_OTHER", "/{tag}/contact", "405"]),
            // Statuses that nothing here answers with.
            (&Method::PUT, RouteTemplate::Share, 418, ["PUT", "/{tag}/share", "400"]),
            (&Method::PUT, RouteTemplate::Share, 507, ["PUT", "/{tag}/share", "500"]),
            (&Method::PUT, RouteTemplate::Share, 307, ["PUT", "/{tag}/share", "304"]),
        ] {
            durations.observe(method, route, StatusCode::from_u16(status).unwrap(), Duration::from_millis(30));
            let read = durations.read();
            let is_one =
                |(given, _): &&(Labels, HistogramReading)| given.iter().map(|(_, value)| value).eq(labels.iter());
            let found: Vec<_> = read.iter().filter(is_one).collect();
            assert_eq!((found.len(), found[0].1.count(), found[0].1.sum), (1, 1, 0.03), "{labels:?}");
        }
    }
}
