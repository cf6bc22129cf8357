//! What follows from an attempt to mail a message. Pure: what the mail server did goes in, what
//! becomes of the message, of the loop and of the log comes out.

use jiff::{SignedDuration, Timestamp};

use crate::contact::inbox::Outcome;

use super::backoff::Backoff;
use super::stage::{FailureKind, SendError};

/// After so many failures in a row operators are told that the mail server cannot be used.
const FAILURES_TO_REPORT: u32 = 3;

/// What the loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Claim another message at once.
    Claim,
    /// Wait for one to arrive or to become due.
    Wait,
    /// Claim nothing for so long: the mail server or the inbox cannot be used.
    Pause(SignedDuration),
}

/// What operators are told besides the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogNotice {
    /// Somebody has to do something.
    Error(&'static str),
    /// Somebody may have to do something, if it goes on.
    Warning(&'static str),
    /// It is over.
    Recovery(&'static str),
}

/// What was tried, and when.
#[derive(Clone, Copy, Debug)]
pub struct Attempted {
    /// How often the message was tried, this time included.
    pub attempts: u32,
    /// How often it was refused for good before.
    pub refusals: u32,
    /// For how many attempts in a row the mail server could not be used before, whatever the message.
    pub server_failures: u32,
    /// When the attempt ended.
    pub now: Timestamp,
    /// From 0 to 1: where in their ranges the waits fall.
    pub random: f64,
}

/// What follows from an attempt.
#[derive(Debug, PartialEq)]
pub struct Decision {
    /// What becomes of the message.
    pub outcome: Outcome,
    /// What the loop does next.
    pub next: Next,
    /// For how many attempts in a row the mail server could not be used by now.
    pub server_failures: u32,
    /// What operators are told.
    pub notices: Vec<LogNotice>,
}

/// Decides what follows from an attempt, `Ok` if the mail server has taken the mail.
pub fn decide(attempted: Attempted, result: Result<(), &SendError>, backoff: Backoff) -> Decision {
    let Attempted { attempts, refusals, server_failures, now, random } = attempted;
    let failures = failures_after(server_failures, result);
    let mut notices = Vec::from_iter(notice_about_server(server_failures, failures));
    let later = |wait, maybe_duplicate| Outcome::Later { at: now + wait, maybe_duplicate };
    let (outcome, next) = match result.map_err(|failure| failure.kind) {
        Ok(()) => (Outcome::Sent, Next::Claim),
        Err(FailureKind::ServerUnavailable) => {
            (Outcome::ServerUnavailable, Next::Pause(backoff.server(failures, random)))
        }
        Err(FailureKind::ServerRefuses) => {
            if server_failures == 0 {
                notices.push(LogNotice::Warning(
                    "the mail server cannot be used as --smtp-url (COMMUNIQUE_SMTP_URL) and --smtp-hello (COMMUNIQUE_SMTP_HELLO) are set; mails wait",
                ));
            }
            (Outcome::ServerUnavailable, Next::Pause(backoff.server(failures, random)))
        }
        Err(FailureKind::NotAuthenticated) => {
            notices.push(LogNotice::Error(
                "the mail server takes no mail from us as --smtp-url (COMMUNIQUE_SMTP_URL) is set: user, password or TLS; mails wait",
            ));
            (Outcome::ServerUnavailable, Next::Pause(backoff.login(random)))
        }
        Err(FailureKind::Transient) => (later(backoff.message(attempts, random), false), Next::Claim),
        Err(FailureKind::Unknown) => (later(backoff.unknown(attempts, random), true), Next::Claim),
        Err(FailureKind::Permanent) => match backoff.refused(refusals.saturating_add(1), random) {
            Some(wait) => {
                notices.push(LogNotice::Warning("the mail server refuses this message; it is tried again"));
                (Outcome::Refused { at: now + wait }, Next::Claim)
            }
            None => {
                notices.push(LogNotice::Error(
                    "the mail server refuses this message for good: see `communique inbox show`",
                ));
                (Outcome::Parked, Next::Claim)
            }
        },
    };
    Decision { outcome, next, server_failures: failures, notices }
}

/// For how many attempts in a row the mail server could not be used, after one more.
fn failures_after(failures: u32, result: Result<(), &SendError>) -> u32 {
    let Err(failure) = result else { return 0 };
    let has_answered = failure.code.is_some() || failure.kind == FailureKind::NotAuthenticated;
    match failure.kind {
        FailureKind::ServerUnavailable | FailureKind::ServerRefuses => failures.saturating_add(1),
        _ if has_answered => 0,
        _ => failures,
    }
}

/// Said once when the mail server cannot be used, and once when it can be again.
fn notice_about_server(before: u32, after: u32) -> Option<LogNotice> {
    let unusable = |failures| failures >= FAILURES_TO_REPORT;
    match (unusable(before), unusable(after)) {
        (false, true) => Some(LogNotice::Warning("the mail server cannot be used; mails wait")),
        (true, false) => Some(LogNotice::Recovery("the mail server can be used again")),
        (false, false) | (true, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;
    use crate::contact::delivery::stage::Stage;

    const BACKOFF: Backoff = Backoff { time_divisor: NonZeroU32::MIN };
    const FIRST: Attempted =
        Attempted { attempts: 1, refusals: 0, server_failures: 0, now: Timestamp::UNIX_EPOCH, random: 0.5 };

    fn failure(kind: FailureKind, code: Option<u16>) -> SendError {
        SendError { kind, stage: Some(Stage::Recipient), code, description: String::new() }
    }

    fn minutes(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn what_the_failure_means_decides_what_becomes_of_the_message() {
        use FailureKind::{NotAuthenticated, Permanent, ServerRefuses, ServerUnavailable, Transient, Unknown};
        let later = |at, maybe_duplicate| Outcome::Later { at: minutes(at), maybe_duplicate };
        let refused = |at| Outcome::Refused { at: minutes(at) };
        let pause = |seconds| Next::Pause(SignedDuration::from_secs(seconds));
        for (kind, attempts, refusals, outcome, next) in [
            (ServerUnavailable, 9, 0, Outcome::ServerUnavailable, pause(5)),
            (ServerRefuses, 9, 0, Outcome::ServerUnavailable, pause(5)),
            (NotAuthenticated, 9, 0, Outcome::ServerUnavailable, pause(60 * 60)),
            (Transient, 1, 0, later(1, false), Next::Claim),
            (Transient, 4, 0, later(15, false), Next::Claim),
            (Unknown, 7, 0, later(120, true), Next::Claim),
            (Permanent, 1, 0, refused(60), Next::Claim),
            (Permanent, 2, 1, refused(12 * 60), Next::Claim),
            (Permanent, 3, 2, Outcome::Parked, Next::Claim),
        ] {
            let decision = decide(Attempted { attempts, refusals, ..FIRST }, Err(&failure(kind, None)), BACKOFF);
            assert_eq!((decision.outcome, decision.next), (outcome, next), "{kind:?} {attempts} {refusals}");
        }
        let decision = decide(FIRST, Ok(()), BACKOFF);
        assert_eq!((decision.outcome, decision.next), (Outcome::Sent, Next::Claim));
    }

    #[test]
    fn failures_of_the_server_are_in_a_row_only_while_it_gives_no_answer() {
        let unavailable = || failure(FailureKind::ServerUnavailable, None);
        for (before, result, after) in [
            (0, Err(unavailable()), 1),
            (4, Err(failure(FailureKind::ServerUnavailable, Some(421))), 5),
            (4, Err(failure(FailureKind::ServerRefuses, Some(554))), 5),
            (u32::MAX, Err(unavailable()), u32::MAX),
            (4, Ok(()), 0),
            (4, Err(failure(FailureKind::Transient, Some(451))), 0),
            (4, Err(failure(FailureKind::Permanent, Some(550))), 0),
            (4, Err(failure(FailureKind::NotAuthenticated, Some(535))), 0),
            // It offers no way to log in that we know.
            (4, Err(failure(FailureKind::NotAuthenticated, None)), 0),
            (4, Err(failure(FailureKind::Transient, None)), 4),
            (4, Err(failure(FailureKind::Unknown, None)), 4),
        ] {
            let attempted = Attempted { server_failures: before, ..FIRST };
            let decision = decide(attempted, result.as_ref().copied(), BACKOFF);
            assert_eq!(decision.server_failures, after, "{before} {result:?}");
        }
        let third = Attempted { server_failures: 2, ..FIRST };
        let next = decide(third, Err(&unavailable()), BACKOFF).next;
        assert_eq!(next, Next::Pause(SignedDuration::from_secs(30)), "the longer, the more there are in a row");
    }

    #[test]
    fn operators_are_told_once_that_the_server_cannot_be_used_and_once_that_it_can_be_again() {
        let mut server_failures = 0;
        let mut said = Vec::new();
        for usable in [false, false, false, false, true, true, false, true, false, false, false, true] {
            let unavailable = failure(FailureKind::ServerUnavailable, None);
            let result = if usable { Ok(()) } else { Err(&unavailable) };
            let decision = decide(Attempted { server_failures, ..FIRST }, result, BACKOFF);
            server_failures = decision.server_failures;
            said.push(match decision.notices[..] {
                [] => ' ',
                [LogNotice::Warning("the mail server cannot be used; mails wait")] => '-',
                [LogNotice::Recovery("the mail server can be used again")] => '+',
                _ => '?',
            });
        }
        assert_eq!(String::from_iter(said), "  - +     -+");
    }

    #[test]
    fn what_somebody_has_to_do_is_an_error() {
        let notices = |attempted, kind| decide(attempted, Err(&failure(kind, Some(530))), BACKOFF).notices;
        let [LogNotice::Error(says)] = notices(FIRST, FailureKind::NotAuthenticated)[..] else { panic!("no error") };
        assert!(says.contains("--smtp-url (COMMUNIQUE_SMTP_URL)"), "{says}");
        // Not over by itself: said at once, and of a server only once.
        let [LogNotice::Warning(_)] = notices(FIRST, FailureKind::Permanent)[..] else { panic!("no warning") };
        let [LogNotice::Warning(says)] = notices(FIRST, FailureKind::ServerRefuses)[..] else { panic!("no warning") };
        assert!(says.contains("--smtp-hello (COMMUNIQUE_SMTP_HELLO)"), "{says}");
        assert_eq!(notices(Attempted { server_failures: 1, ..FIRST }, FailureKind::ServerRefuses), []);
        assert_eq!(notices(FIRST, FailureKind::ServerUnavailable), []);
        let last = Attempted { refusals: 2, ..FIRST };
        let [LogNotice::Error(says)] = notices(last, FailureKind::Permanent)[..] else { panic!("no error") };
        assert!(says.contains("`communique inbox show`"), "{says}");
        let recovered = Attempted { server_failures: 3, ..FIRST };
        assert_eq!(
            notices(recovered, FailureKind::NotAuthenticated).len(),
            2,
            "it is there, and takes nothing from us"
        );
    }
}
