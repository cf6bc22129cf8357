//! How many attempts to mail there were with which result, and how long they took. Knows no message.

use std::time::Duration;

use crate::contact::inbox::Outcome;
use crate::metrics::{Histogram, HistogramReading, Labels};

/// The bounds of the durations. The longest attempt takes minutes: see `stage::MailTimeouts`.
static BOUNDS: [Duration; 12] = [
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_millis(2500),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_secs(60),
    Duration::from_secs(120),
    Duration::from_secs(300),
];

/// The attempts to mail by what came of them, all there from the start.
#[derive(Debug)]
pub struct Attempts(Vec<(&'static str, Histogram)>);

impl Default for Attempts {
    fn default() -> Self {
        Self(Outcome::NAMES.iter().map(|result| (*result, Histogram::new(&BOUNDS))).collect())
    }
}

impl Attempts {
    /// Notes an attempt.
    pub(super) fn note(&self, outcome: &Outcome, took: Duration) {
        let noted = self.0.iter().find(|(result, _)| *result == outcome.as_str());
        if let Some((_, histogram)) = noted {
            histogram.observe(took);
        }
    }

    /// All of them, by result.
    pub(super) fn read(&self) -> Vec<(Labels, HistogramReading)> {
        self.0.iter().map(|(result, histogram)| (vec![("result", (*result).to_owned())], histogram.read())).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn every_result_of_the_history_is_there_from_the_start_and_counts_by_its_name() {
        let (attempts, at) = (Attempts::default(), Timestamp::UNIX_EPOCH);
        let outcomes = [
            (Outcome::Sent, "sent"),
            (Outcome::Later { at, maybe_duplicate: false }, "later"),
            (Outcome::Refused { at }, "refused"),
            (Outcome::Parked, "parked"),
            (Outcome::ServerUnavailable, "unavailable"),
        ];
        assert_eq!(attempts.read().len(), outcomes.len());
        assert!(attempts.read().iter().all(|(_, reading)| reading.count() == 0));
        for (outcome, name) in outcomes {
            attempts.note(&outcome, Duration::from_secs(2));
            let counted = attempts.read().into_iter().find(|(labels, _)| labels[0].1 == name);
            assert_eq!(counted.map(|(_, reading)| (reading.count(), reading.sum)), Some((1, 2.0)), "{name}");
        }
    }
}
