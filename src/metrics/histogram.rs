//! A histogram of durations that is written to without a lock and without an allocation: prometheus-client’s own takes a
//! lock for each observation. Knows no name.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The most bounds that a histogram can have.
const MAX_BOUNDS: usize = 15;

/// How many durations fell between which bounds, and their sum. What is written most lies in one line of the processor’s
/// cache: short durations, and the sum.
#[derive(Debug)]
#[repr(align(64))]
pub struct Histogram {
    bounds: &'static [Duration],
    nanoseconds: AtomicU64,
    counts: [AtomicU64; MAX_BOUNDS + 1],
}

/// What a histogram held at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramReading {
    /// The sum of all durations, in seconds.
    pub sum: f64,
    /// For each bound in seconds, the last one infinite, how many durations are at most as long, and longer than the
    /// bound before.
    pub buckets: Vec<(f64, u64)>,
}

impl HistogramReading {
    /// How many durations there are.
    pub fn count(&self) -> u64 {
        self.buckets.iter().map(|(_, count)| count).sum()
    }
}

impl Histogram {
    /// With these bounds, in ascending order; 15 at most.
    pub const fn new(bounds: &'static [Duration]) -> Self {
        assert!(bounds.len() <= MAX_BOUNDS);
        Self { bounds, nanoseconds: AtomicU64::new(0), counts: [const { AtomicU64::new(0) }; MAX_BOUNDS + 1] }
    }

    /// Notes a duration.
    pub fn observe(&self, duration: Duration) {
        let at = self.bounds.iter().position(|bound| duration <= *bound).unwrap_or(self.bounds.len());
        self.counts[at].fetch_add(1, Ordering::Relaxed);
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// What it holds.
    pub fn read(&self) -> HistogramReading {
        let bounds = self.bounds.iter().map(Duration::as_secs_f64).chain([f64::INFINITY]);
        HistogramReading {
            sum: Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed)).as_secs_f64(),
            buckets: bounds.zip(&self.counts).map(|(bound, count)| (bound, count.load(Ordering::Relaxed))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static BOUNDS: [Duration; 2] = [Duration::from_millis(5), Duration::from_secs(1)];

    #[test]
    fn a_duration_counts_at_the_first_bound_that_it_does_not_exceed() {
        let histogram = Histogram::new(&BOUNDS);
        for milliseconds in [0, 5, 6, 1000, 1001, 60_000] {
            histogram.observe(Duration::from_millis(milliseconds));
        }
        let reading = histogram.read();
        assert_eq!(reading.buckets, [(0.005, 2), (1.0, 2), (f64::INFINITY, 2)]);
        assert_eq!((reading.count(), reading.sum), (6, 62.012));
    }
}
