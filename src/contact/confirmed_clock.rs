//! The clock by which messages are deleted: that of the system, unless it was set forward. What is deleted too early is gone
//! for good, so that a clock set forward has to stand for a day first. Knows no message.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustix::time::{ClockId, clock_gettime};

/// So far the clock of the system may be from where time alone has brought it, before it counts as set: what the
/// network corrects.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(10);

/// So long a clock that was set forward has to stand before anything is deleted by it.
const STANDING: Duration = Duration::from_secs(24 * 60 * 60);

/// What the clock of the system said, so long after the start of the system.
#[derive(Clone, Copy, Debug)]
struct Reading {
    said: Timestamp,
    at: Duration,
}

impl Reading {
    /// What the clock says later, unless it is set.
    fn at(self, later: Duration) -> Timestamp {
        let passed = SignedDuration::try_from(later.saturating_sub(self.at)).unwrap_or(SignedDuration::MAX);
        self.said.checked_add(passed).unwrap_or(Timestamp::MAX)
    }
}

/// How long ago the system was started, also while it slept: nobody sets that.
pub fn since_boot() -> Duration {
    Duration::try_from(clock_gettime(ClockId::Boottime)).unwrap_or_default()
}

/// A clock that follows the one of the system back at once, and forward only once that has stood.
#[derive(Debug)]
pub struct ConfirmedClock {
    /// It goes on from here.
    confirmed: Reading,
    /// Since when the clock of the system goes on by itself.
    standing: Reading,
}

impl ConfirmedClock {
    /// Begins with what the clock of the system says.
    pub fn new(said: Timestamp, at: Duration) -> Self {
        let reading = Reading { said, at };
        Self { confirmed: reading, standing: reading }
    }

    /// The time by which messages are deleted, when the clock of the system says `said`.
    pub fn now(&mut self, said: Timestamp, at: Duration) -> Timestamp {
        let reading = Reading { said, at };
        let standing = self.standing.at(at);
        if said.duration_since(standing).abs() > TOLERANCE {
            let is_ahead = self.is_ahead(reading);
            self.standing = reading;
            if is_ahead {
                let expected = self.confirmed.at(at);
                tracing::warn!(clock = %said, %expected, "the clock was set forward, so that nothing is deleted by it before it has stood for a day: if it is right, a restart takes it over at once");
            }
        }
        if at.saturating_sub(self.standing.at) >= STANDING {
            (self.confirmed, self.standing) = (reading, reading);
        }
        if self.is_ahead(reading) {
            return self.confirmed.at(at);
        }
        // Set back, it is followed at once: it may be set forward again.
        if self.confirmed.at(at).duration_since(said) > TOLERANCE {
            self.confirmed = reading;
        }
        said
    }

    fn is_ahead(&self, reading: Reading) -> bool {
        reading.said.duration_since(self.confirmed.at(reading.at)) > TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{Read, Seek};
    use std::sync::Arc;

    use super::*;

    const BEGAN: Duration = Duration::from_secs(1_000_000);
    const HOUR: u64 = 60 * 60;
    const DAYS: i64 = 24 * 60 * 60;

    /// A clock, asked so many seconds after it began, when the clock of the system is set by so many.
    struct Tried(ConfirmedClock);

    impl Tried {
        fn new() -> Self {
            Self(ConfirmedClock::new(Timestamp::UNIX_EPOCH, BEGAN))
        }

        /// By how many seconds what it says is ahead of the time that has passed.
        fn ahead(&mut self, passed: u64, set_by: i64) -> i64 {
            let passed_by_clock = i64::try_from(passed).unwrap_or(i64::MAX);
            let said = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(passed_by_clock + set_by);
            self.0.now(said, BEGAN + Duration::from_secs(passed)).as_second() - passed_by_clock
        }
    }

    #[test]
    fn a_clock_that_is_set_forward_has_to_stand_for_a_day() {
        let mut tried = Tried::new();
        assert_eq!((tried.ahead(0, 0), tried.ahead(30, 0), tried.ahead(60, 200 * DAYS)), (0, 0, 0));
        // For a round, and back; and again, further.
        assert_eq!((tried.ahead(90, 0), tried.ahead(120, 300 * DAYS), tried.ahead(23 * HOUR, 300 * DAYS)), (0, 0, 0));
        // Set once more it begins once more.
        assert_eq!((tried.ahead(24 * HOUR, 301 * DAYS), tried.ahead(47 * HOUR, 301 * DAYS)), (0, 0));
        assert_eq!(tried.ahead(48 * HOUR - 1, 301 * DAYS), 0, "a second too early");
        assert_eq!(tried.ahead(48 * HOUR, 301 * DAYS), 301 * DAYS);
        assert_eq!(tried.ahead(49 * HOUR, 301 * DAYS), 301 * DAYS);
        // By minutes, too, and by as much as before it was set back.
        let mut tried = Tried::new();
        let further = 200 * DAYS + 11 * 60;
        assert_eq!(
            (tried.ahead(60, 200 * DAYS), tried.ahead(23 * HOUR, further), tried.ahead(25 * HOUR, further)),
            (0, 0, 0)
        );
        let mut tried = Tried::new();
        assert_eq!((tried.ahead(60, 200 * DAYS), tried.ahead(90, 0), tried.ahead(23 * HOUR, 200 * DAYS)), (0, 0, 0));
        assert_eq!(tried.ahead(25 * HOUR, 200 * DAYS), 0);
    }

    #[test]
    fn that_a_clock_was_set_forward_is_told_each_time_and_of_one_that_was_set_back_nothing() {
        let file = Arc::new(tempfile::tempfile().unwrap());
        let log = tracing_subscriber::fmt().with_writer(Arc::clone(&file)).finish();
        tracing::subscriber::with_default(log, || {
            let mut tried = Tried::new();
            for (passed, set_by) in
                [(30, 0), (60, -DAYS), (90, -DAYS), (120, 9 * DAYS), (150, 9 * DAYS), (180, -DAYS), (210, 7 * DAYS)]
            {
                tried.ahead(passed, set_by);
            }
        });
        let mut told = String::new();
        let mut file = &*file;
        file.rewind().unwrap();
        file.read_to_string(&mut told).unwrap();
        let told: Vec<&str> = told.lines().collect();
        assert_eq!(told.len(), 2, "{told:?}");
        // What it says, and what it would say if nobody had set it forward.
        for (line, said) in told.into_iter().zip(["1970-01-10T00:02:00Z", "1970-01-08T00:03:30Z"]) {
            assert!(line.contains("the clock was set forward") && line.contains(said), "{line}");
            assert!(line.contains("expected=1969-12-31T00:0"), "{line}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_is_followed_at_once_and_not_forward_again() {
        let mut tried = Tried::new();
        assert_eq!((tried.ahead(30, -100 * DAYS), tried.ahead(60, -100 * DAYS)), (-100 * DAYS, -100 * DAYS));
        assert_eq!((tried.ahead(90, 0), tried.ahead(23 * HOUR, 0)), (-100 * DAYS, -100 * DAYS));
        assert_eq!(tried.ahead(25 * HOUR, 0), 0);
    }

    #[test]
    fn a_clock_that_is_corrected_by_minutes_is_followed_however_often() {
        let mut tried = Tried::new();
        for day in 0..100_u32 {
            let minutes = i64::from(day) * 5 * 60;
            for hour in 0..24 {
                let passed = (u64::from(day) * 24 + hour) * HOUR;
                assert_eq!(tried.ahead(passed, minutes), minutes, "day {day}, hour {hour}");
            }
        }
        // Whatever the hour.
        let mut tried = Tried::new();
        for passed in 0..20 * 24 {
            let minutes = i64::try_from(passed / 23).unwrap_or(0) * 9 * 60;
            assert_eq!(tried.ahead(passed * HOUR, minutes), minutes, "hour {passed}");
        }
        // Faster than that it is a clock that runs ahead.
        let mut tried = Tried::new();
        let ahead: Vec<i64> =
            (0..20).map(|round| tried.ahead(round * 30, i64::try_from(round).unwrap_or(0) * 300)).collect();
        assert!(ahead.iter().all(|ahead| *ahead <= 600), "{ahead:?}");
    }
}
