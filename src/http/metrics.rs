//! Metrics for operators, as Prometheus reads them. Knows no request and no route.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::Registry;

use crate::contact;
use crate::contact::delivery::DeliveryCounters;
use crate::contact::inbox::MessageCounts;

/// The labels of a counted request.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    /// The route, never the path.
    route: &'static str,
    /// The status code.
    status: u16,
}

/// Labels of a metric: their names and values.
type Labels<const N: usize> = [(&'static str, &'static str); N];

/// For how many seconds the oldest message has waited; not there while that is not known.
#[derive(Clone, Debug, Default)]
struct OldestWaiting(Arc<Mutex<Option<i64>>>);

impl OldestWaiting {
    fn set(&self, seconds: Option<i64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = seconds;
    }
}

impl Collector for OldestWaiting {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> std::fmt::Result {
        let Some(seconds) = *self.0.lock().unwrap_or_else(PoisonError::into_inner) else { return Ok(()) };
        let help = "For how long the oldest message has waited for the mail server";
        let gauge = ConstGauge::new(seconds);
        gauge.encode(encoder.encode_descriptor("contact_oldest_waiting_seconds", help, None, gauge.metric_type())?)
    }
}

/// Metrics for operators.
pub struct Metrics {
    registry: Registry,
    /// Connections to the site.
    pub connections: Gauge,
    /// Those that were closed to make room for others.
    pub connections_let_go: Counter,
    connections_refused: Family<Labels<1>, Counter>,
    requests: Family<RequestLabels, Counter>,
    /// Whether the locales could be read the last time.
    pub locales_loaded: Gauge,
    submissions: Family<Labels<1>, Counter>,
    unnamed_clients: Family<Labels<1>, Counter>,
    limits_reached: Family<Labels<2>, Counter>,
    messages: Family<Labels<1>, Gauge>,
    oldest_waiting: OldestWaiting,
    storage_works: Gauge,
    mails: Family<Labels<1>, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let (requests, locales_loaded) = (Family::<RequestLabels, Counter>::default(), Gauge::default());
        let (submissions, messages, mails) = (Family::default(), Family::default(), Family::default());
        let (oldest_waiting, storage_works) = (OldestWaiting::default(), Gauge::default());
        let unnamed_clients = Family::<Labels<1>, Counter>::default();
        let limits_reached = Family::<Labels<2>, Counter>::default();
        let mut registry = Registry::default();
        let (connections, connections_let_go) = (Gauge::default(), Counter::default());
        let connections_refused = Family::<Labels<1>, Counter>::default();
        registry.register("http_connections", "Connections to the site", connections.clone());
        registry.register(
            "http_connections_let_go",
            "Connections without a request that were closed to make room for others",
            connections_let_go.clone(),
        );
        registry.register(
            "http_connections_refused",
            "Connections that were closed at once because there was no room, by what was reached",
            connections_refused.clone(),
        );
        registry.register(
            "contact_limit_reached",
            "Messages that were not taken because a limit was reached, by which",
            limits_reached.clone(),
        );
        registry.register(
            "contact_unnamed_clients",
            "Forms from clients that a trusted proxy did not name, by why",
            unnamed_clients.clone(),
        );
        registry.register("contact_submissions", "Forms sent, by what became of them", Family::clone(&submissions));
        registry.register("contact_messages", "Messages in the inbox, by state", Family::clone(&messages));
        registry.register_collector(Box::new(oldest_waiting.clone()));
        registry.register(
            "contact_storage_works",
            "1 if the inbox did what it was last asked for, else 0",
            storage_works.clone(),
        );
        registry.register("smtp_attempts", "Attempts to mail a message, by result", Family::clone(&mails));
        registry.register("http_server_requests", "Requests answered, by route and status", requests.clone());
        registry.register(
            "locales_loaded",
            "1 if the locales could be read the last time, else 0",
            locales_loaded.clone(),
        );
        locales_loaded.set(1);
        Self {
            registry,
            connections,
            connections_let_go,
            connections_refused,
            requests,
            locales_loaded,
            submissions,
            unnamed_clients,
            limits_reached,
            messages,
            oldest_waiting,
            storage_works,
            mails,
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn count_answer(&self, route: &'static str, status: u16) {
        self.requests.get_or_create(&RequestLabels { route, status }).inc();
    }

    /// Counts a form that was sent.
    pub fn count_submission(&self, outcome: &'static str) {
        self.submissions.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// Counts a connection that was closed at once: what was reached.
    pub fn count_connection_refused(&self, limit: &'static str) {
        self.connections_refused.get_or_create(&[("limit", limit)]).inc();
    }

    /// Counts a form of a client that is not known.
    pub fn count_unnamed_client(&self, why: &'static str) {
        self.unnamed_clients.get_or_create(&[("why", why)]).inc();
    }

    /// Counts a message that was not taken: what is bounded, and within what.
    pub fn count_limit(&self, limit: &'static str, per: &'static str) {
        self.limits_reached.get_or_create(&[("limit", limit), ("per", per)]).inc();
    }

    /// Notes whether messages can be stored, and what is in the inbox; what is not known is not there.
    pub fn note_storage(&self, works: bool, counts: Option<&MessageCounts>, now: Timestamp) {
        self.storage_works.set(i64::from(works));
        let Some(counts) = counts else {
            self.messages.clear();
            self.oldest_waiting.set(None);
            return;
        };
        for &state in contact::State::ALL {
            let messages = counts.states.iter().find(|(s, _)| *s == state).map_or(0, |(_, messages)| *messages);
            let messages = i64::try_from(messages).unwrap_or(i64::MAX);
            self.messages.get_or_create(&[("state", state.as_str())]).set(messages);
        }
        // Where none waits, none has for any time.
        let waited = |oldest| now.duration_since(oldest).as_secs().max(0);
        self.oldest_waiting.set(Some(counts.oldest_waiting.map_or(0, waited)));
    }

    /// Notes what has been mailed.
    pub fn note_mails(&self, counters: &DeliveryCounters) {
        for (result, number) in [("sent", &counters.sent), ("failed", &counters.failed)] {
            // Counted where it happens, which knows no metrics; it only ever grows.
            let counted = self.mails.get_or_create(&[("result", result)]);
            counted.inner().store(number.load(Ordering::Relaxed), Ordering::Relaxed);
        }
    }

    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_of_the_inbox_is_not_there() {
        let (metrics, now) = (Metrics::default(), Timestamp::UNIX_EPOCH);
        let lines = || -> Vec<String> {
            let text = metrics.text();
            text.lines()
                .filter(|line| line.starts_with("contact_") && !line.contains("submissions"))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(lines(), ["contact_storage_works 0"], "nothing was asked");
        let counts = MessageCounts { states: vec![(contact::State::Held, 3)], oldest_waiting: None };
        metrics.note_storage(true, Some(&counts), now);
        let known = lines();
        assert!(known.contains(&"contact_messages{state=\"held\"} 3".to_owned()), "{known:?}");
        assert!(known.contains(&"contact_oldest_waiting_seconds 0".to_owned()), "{known:?}");
        metrics.note_storage(false, None, now);
        assert_eq!(lines(), ["contact_storage_works 0"]);
    }

    #[test]
    fn attempts_to_mail_are_a_counter_of_what_the_delivery_has_done() {
        let (metrics, counters) = (Metrics::default(), DeliveryCounters::default());
        for sent in [2, 3] {
            counters.sent.store(sent, Ordering::Relaxed);
            metrics.note_mails(&counters);
        }
        let text = metrics.text();
        for line in [
            "# TYPE smtp_attempts counter",
            "smtp_attempts_total{result=\"sent\"} 3",
            "smtp_attempts_total{result=\"failed\"} 0",
        ] {
            assert!(text.lines().any(|given| given == line), "{line}: {text}");
        }
    }
}
