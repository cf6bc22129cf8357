//! A moment to within a tick of the kernel, mostly 4 ms: a look at that clock costs a quarter of an exact one, which counts
//! where each page is timed. What is longer than a tick is right to within one, and sums are right on average.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// A moment to within a tick of the kernel.
#[derive(Clone, Copy, Debug)]
pub struct CoarseInstant {
    nanoseconds: u64,
}

impl CoarseInstant {
    /// This moment.
    pub fn now() -> Self {
        let now = clock_gettime(ClockId::MonotonicCoarse);
        Self { nanoseconds: now.tv_sec.unsigned_abs() * 1_000_000_000 + now.tv_nsec.unsigned_abs() }
    }

    /// How long ago it was.
    pub fn elapsed(self) -> Duration {
        Duration::from_nanos(Self::now().nanoseconds.saturating_sub(self.nanoseconds))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn what_has_passed_is_right_to_within_a_tick() {
        let (coarse, exact) = (CoarseInstant::now(), Instant::now());
        std::thread::sleep(Duration::from_millis(50));
        let least = exact.elapsed();
        let passed = coarse.elapsed();
        let tick = Duration::from_millis(10);
        assert!(passed + tick >= least && passed <= exact.elapsed() + tick, "{passed:?} {least:?}");
    }
}
