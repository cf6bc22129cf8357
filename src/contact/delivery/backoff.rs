//! When to try again. Pure: a number of tries in, a time to wait out.

use std::num::NonZeroU32;

use jiff::SignedDuration;

/// The waits between tries of a message; the last is repeated for ever.
const MESSAGE: [SignedDuration; 7] =
    [mins(1), mins(2), mins(5), mins(15), mins(30), SignedDuration::from_hours(1), SignedDuration::from_hours(2)];
/// The waits between tries of a server that is away. The last is short: a try costs nothing, and
/// when the server is back, everything goes out.
const SERVER: [SignedDuration; 6] = [secs(5), secs(10), secs(30), mins(1), mins(2), mins(5)];
/// After a refusal for good: three tries within a day, in which the settings may be mended.
const REFUSED: [SignedDuration; 2] = [SignedDuration::from_hours(1), SignedDuration::from_hours(12)];
/// A server that took a mail and fell silent is given time to deliver it, so that a second one
/// is recognised by its Message-ID.
const MIN_UNKNOWN: SignedDuration = mins(15);
/// After a login that failed.
const NOT_AUTHENTICATED: SignedDuration = SignedDuration::from_hours(1);

const fn secs(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

const fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// How long to wait, by cause.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// All waits are divided by this; 1 but for tests.
    pub time_divisor: NonZeroU32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { time_divisor: NonZeroU32::MIN }
    }
}

impl Backoff {
    /// Before the next try of a message that has been tried so often. `random`, from 0 to 1, is
    /// where in its range the wait falls.
    pub fn message(self, tries: u32, random: f64) -> SignedDuration {
        self.spread(nth(&MESSAGE, tries), random)
    }

    /// Before the next try of a message that a server may have taken.
    pub fn unknown(self, tries: u32, random: f64) -> SignedDuration {
        // The spread may take a fifth off.
        self.spread(nth(&MESSAGE, tries).max(MIN_UNKNOWN * 5 / 4), random)
    }

    /// Before the next try of a message that was refused for good so often; `None` if that is enough.
    pub fn refused(self, refusals: u32, random: f64) -> Option<SignedDuration> {
        let at = usize::try_from(refusals.checked_sub(1)?).ok()?;
        REFUSED.get(at).map(|wait| self.spread(*wait, random))
    }

    /// Before the next try of a server that has been away so often in a row.
    pub fn server(self, tries: u32, random: f64) -> SignedDuration {
        self.spread(nth(&SERVER, tries), random)
    }

    /// Before the next login.
    pub fn login(self, random: f64) -> SignedDuration {
        self.spread(NOT_AUTHENTICATED, random)
    }

    /// ± 20 %, so that servers that failed together do not come back together.
    fn spread(self, wait: SignedDuration, random: f64) -> SignedDuration {
        let factor = 0.8 + 0.4 * random.clamp(0.0, 1.0);
        SignedDuration::from_millis((wait.as_secs_f64() * 1000.0 * factor) as i64 / i64::from(self.time_divisor.get()))
    }
}

fn nth(waits: &[SignedDuration], tries: u32) -> SignedDuration {
    let at = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    waits[at.min(waits.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_ever_more_seldom_and_for_ever() {
        let backoff = Backoff::default();
        let minutes = |tries| backoff.message(tries, 0.5).as_mins();
        assert_eq!([1, 2, 3, 4, 5, 6, 7, 8, 1000, u32::MAX].map(minutes), [1, 2, 5, 15, 30, 60, 120, 120, 120, 120]);
        assert_eq!(backoff.message(1, 0.0).as_secs(), 48);
        assert_eq!(backoff.message(1, 1.0).as_secs(), 72);
    }

    #[test]
    fn a_mail_that_may_have_arrived_is_not_sent_again_within_a_quarter_of_an_hour() {
        let backoff = Backoff::default();
        for tries in 1..9 {
            assert!(backoff.unknown(tries, 0.0) >= SignedDuration::from_mins(15), "{tries}");
        }
        assert_eq!(backoff.unknown(1, 0.0).as_secs(), 15 * 60, "nor is it delayed for longer than that needs");
        assert_eq!(backoff.unknown(7, 0.5).as_mins(), 120);
    }

    #[test]
    fn a_server_that_is_away_is_asked_again_within_minutes_and_one_that_refuses_the_login_within_an_hour() {
        let backoff = Backoff::default();
        let seconds = |tries| backoff.server(tries, 0.5).as_secs();
        assert_eq!([1, 2, 3, 4, 5, 6, 7, u32::MAX].map(seconds), [5, 10, 30, 60, 120, 300, 300, 300]);
        assert_eq!(backoff.login(0.5).as_mins(), 60);
        let sixty = NonZeroU32::MIN.saturating_add(59);
        assert_eq!(Backoff { time_divisor: sixty }.login(0.5).as_mins(), 1, "tests need not wait so long");
    }

    #[test]
    fn a_refusal_for_good_is_tried_three_times_within_a_day() {
        let backoff = Backoff::default();
        let waits: Vec<i64> =
            (1..).map_while(|refusals| backoff.refused(refusals, 1.0)).map(|w| w.as_hours()).collect();
        assert_eq!(waits.len(), 2);
        assert_eq!(
            [1, 2].map(|refusals| backoff.refused(refusals, 0.5).map(|wait| wait.as_hours())),
            [Some(1), Some(12)]
        );
        assert!(waits.iter().sum::<i64>() < 24);
    }
}
