//! What every request can see.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::SystemTime;

use actix_web::http::header::HeaderValue;
use arc_swap::ArcSwap;
use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::sync::Semaphore;

use crate::config::LogIp;
use crate::contact::delivery::Tally;
use crate::contact::inbox::Census;
use crate::contact::{self, Acceptance};
use crate::site::Site;

use super::headers::Security;
use super::limit::Limit;
use super::peer::TrustWalk;

/// The labels of a counted request.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Answered {
    /// The route, never the path.
    pub route: &'static str,
    /// The status code.
    pub status: u16,
}

/// The label of a counted submission.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Submitted {
    /// How it ended.
    pub outcome: &'static str,
}

/// The label of a number of messages.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct InState {
    /// The state.
    pub state: &'static str,
}

/// The label of a number of mails.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Mailed {
    /// What came of them.
    pub result: &'static str,
}

/// Counters for operators.
pub struct Metrics {
    registry: Registry,
    /// Requests answered.
    pub requests: Family<Answered, Counter>,
    /// Whether the locales could be read the last time.
    pub locales_loaded: Gauge,
    submissions: Family<Submitted, Counter>,
    messages: Family<InState, Gauge>,
    oldest_waiting: Gauge,
    storage_works: Gauge,
    mails: Family<Mailed, Gauge>,
}

impl Metrics {
    fn new() -> Self {
        let (requests, locales_loaded) = (Family::<Answered, Counter>::default(), Gauge::default());
        let (submissions, messages, mails) = (Family::default(), Family::default(), Family::default());
        let (oldest_waiting, storage_works) = (Gauge::default(), Gauge::default());
        let mut registry = Registry::default();
        registry.register("contact_submissions", "Forms sent, by what became of them", Family::clone(&submissions));
        registry.register("contact_messages", "Messages in the inbox, by state", Family::clone(&messages));
        registry.register(
            "contact_oldest_waiting_seconds",
            "For how long the oldest message has waited for the mail server",
            oldest_waiting.clone(),
        );
        registry.register(
            "contact_storage_works",
            "1 if the inbox did what it was last asked for, else 0",
            storage_works.clone(),
        );
        registry.register(
            "smtp_attempts",
            "Attempts to mail a message since the start, by result",
            Family::clone(&mails),
        );
        registry.register("http_server_requests", "Requests answered, by route and status", requests.clone());
        registry.register(
            "locales_loaded",
            "1 if the locales could be read the last time, else 0",
            locales_loaded.clone(),
        );
        locales_loaded.set(1);
        Self { registry, requests, locales_loaded, submissions, messages, oldest_waiting, storage_works, mails }
    }

    /// Counts a form that was sent.
    pub fn count_submission(&self, outcome: &'static str) {
        self.submissions.get_or_create(&Submitted { outcome }).inc();
    }

    /// Notes whether messages can be stored, and what is in the inbox if it can be read.
    pub fn note_storage(&self, works: bool, census: Option<&Census>, now: Timestamp) {
        self.storage_works.set(i64::from(works));
        let Some(census) = census else { return };
        for state in contact::State::ALL {
            let messages = census.states.iter().find(|(s, _)| *s == state).map_or(0, |(_, messages)| *messages);
            let messages = i64::try_from(messages).unwrap_or(i64::MAX);
            self.messages.get_or_create(&InState { state: state.as_str() }).set(messages);
        }
        self.oldest_waiting.set(census.oldest_waiting.map_or(0, |oldest| now.duration_since(oldest).as_secs().max(0)));
    }

    /// Notes what has been mailed.
    pub fn note_mails(&self, tally: &Tally) {
        for (result, number) in [("sent", &tally.sent), ("failed", &tally.failed)] {
            let number = i64::try_from(number.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
            self.mails.get_or_create(&Mailed { result }).set(number);
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

/// 512 bodies of a quarter of a megabyte are 128 MiB; it takes an attack to come near.
const BODIES: usize = 512;

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
    /// Where messages are handed in.
    pub acceptance: Acceptance,
    /// How many are taken.
    pub limit: Limit,
    /// So many bodies are read at a time: the memory that they can take.
    pub bodies: Semaphore,
    /// Counters.
    pub metrics: Metrics,
    draining: AtomicBool,
    told_of_proxy: Once,
}

impl State {
    /// The state of a server.
    pub fn new(
        published: Published,
        trust_walk: TrustWalk,
        log_ip: LogIp,
        acceptance: Acceptance,
        limit: Limit,
    ) -> Self {
        let security = Security::new(published.site.addresses().public_url().is_https());
        Self {
            published: ArcSwap::from_pointee(published),
            security,
            trust_walk,
            log_ip,
            acceptance,
            limit,
            bodies: Semaphore::new(BODIES),
            metrics: Metrics::new(),
            draining: AtomicBool::new(false),
            told_of_proxy: Once::new(),
        }
    }

    /// From now on the server wants no new requests.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Tells the operator, once, of a proxy whose word about visitors is not believed.
    pub fn tell_of_proxy(&self) {
        self.told_of_proxy.call_once(|| {
            tracing::warn!(
                header = self.trust_walk.header(),
                "a message came through a proxy that --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) does not name: all visitors share the limit of one"
            );
        });
    }

    /// Whether the server is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
