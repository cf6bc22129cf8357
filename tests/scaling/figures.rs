//! The figures of `docs/scaling/figures.json`, as `cargo bench --bench scaling` writes them and as the charts and tables of
//! `docs/SCALING.md` are drawn from them. Knows neither how they are measured nor how they are drawn.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where they are.
pub const PATH: &str = "docs/scaling/figures.json";

/// All of them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    /// The day, in UTC.
    pub measured_on: String,
    pub machine: Machine,
    pub pages: Pages,
    pub hot_page: Vec<SetUp>,
    pub messages: Vec<Storage>,
    pub memory: Memory,
    pub rehearsal: Rehearsal,
}

/// What they were measured on.
#[derive(Debug, Serialize, Deserialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub linux: String,
    pub nginx: String,
    pub varnish: String,
    pub postgresql: String,
    /// Processes that ran or wanted to, in the minute before anything was started.
    pub load_average_before: f64,
}

impl Machine {
    /// The highest load of a core at which a machine counts as quiet.
    pub const QUIET_LOAD_PER_CORE: f64 = 0.5;

    /// Whether others worked there as well.
    pub fn is_busy(&self) -> bool {
        self.load_average_before > Self::QUIET_LOAD_PER_CORE * self.cores as f64
    }
}

/// What pages say of themselves, and what one weighs.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Pages {
    pub languages: usize,
    /// In one language, with the statement as plain text; without the pages of two languages, the receipts and the bare address.
    pub addresses_per_language: usize,
    /// Addresses with a query to which pages of the language link: the statement beside another, a form with a topic.
    pub linked_queries_per_language: usize,
    /// Forms with a topic, a passage or both in the address to which no page links.
    pub other_filled_forms_per_language: usize,
    pub codings: usize,
    pub max_age_seconds: u64,
    pub shared_max_age_seconds: u64,
    pub stale_while_revalidate_seconds: u64,
    /// The statement by brotli, head and body, over all languages.
    pub statement_bytes: Spread,
}

/// The median of several rounds, and how far they went.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub median: f64,
    pub lowest: f64,
    pub highest: f64,
}

/// A way in which readers come to a hot page.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetUp {
    pub name: String,
    pub rounds: usize,
    /// Of each process that answers.
    pub cpu_us_per_request: BTreeMap<String, Spread>,
}

impl SetUp {
    /// Of all its processes.
    pub fn cpu_us(&self) -> f64 {
        self.cpu_us_per_request.values().map(|spread| spread.median).sum()
    }
}

/// What a message takes with a database.
#[derive(Debug, Serialize, Deserialize)]
pub struct Storage {
    pub database: String,
    pub rounds: usize,
    /// While client, server and database share the machine.
    pub accepted_per_second: Spread,
    pub cpu_us_per_message: BTreeMap<String, Spread>,
}

/// Memory of one replica.
#[derive(Debug, Serialize, Deserialize)]
pub struct Memory {
    /// Once all pages are compressed.
    pub at_rest_mib: f64,
    pub hot_page_peak_mib: f64,
    pub messages_peak_mib: f64,
}

/// Three replicas, one PostgreSQL and a cache in front, second by second.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rehearsal {
    pub readers_per_second: usize,
    /// Pages that the separate reader asks for.
    pub timed_per_second: usize,
    pub writers_per_second: usize,
    pub killed_at_second: usize,
    pub started_at_second: usize,
    pub corrected_at_second: usize,
    /// From the first signal to the replicas until a reader saw the new text.
    pub correction_seen_after_ms: f64,
    /// Those of readers and of the separate reader.
    pub answered_pages: u64,
    /// Those of the separate reader alone.
    pub timed_pages: u64,
    pub failed_requests: u64,
    pub acknowledged_messages: usize,
    pub stored_messages: usize,
    pub acknowledged_but_not_stored_once: usize,
    /// Until a writer saw the reference, over all of the time.
    pub form_p50_ms: f64,
    pub form_p99_ms: f64,
    /// The most of any replica, looked at each second.
    pub replica_peak_mib: f64,
    pub seconds: Vec<Second>,
}

impl Rehearsal {
    /// What went wrong: with any of it the figures are not those of the deployment that the document describes.
    pub fn fault(&self) -> Option<String> {
        let Self { failed_requests, acknowledged_but_not_stored_once: lost, .. } = self;
        if *failed_requests > 0 || *lost > 0 {
            return Some(format!(
                "{failed_requests} requests failed; {lost} acknowledged messages are not stored once"
            ));
        }
        let of_readers = self.answered_pages.saturating_sub(self.timed_pages);
        let asked_for = |per_second: usize| (per_second * self.seconds.len()) as u64;
        let wanted = (asked_for(self.readers_per_second), asked_for(self.timed_per_second));
        let answered = (of_readers, self.timed_pages);
        (answered != wanted).then(|| {
            format!("pages answered to readers and to the separate reader: {answered:?}; asked for: {wanted:?}")
        })
    }
}

/// One second of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Second {
    /// Of readers and of the separate reader.
    pub answered_pages: u64,
    pub failed_requests: u64,
    pub accepted_messages: u64,
    /// Of a separate reader, with a connection for each page.
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub from_cache_percent: f64,
    /// Pages and forms.
    pub requests_to_replicas: u64,
    pub cpu_ms: BTreeMap<String, f64>,
}
