//! The loop that hands messages to the mail server, at least once each, however long that takes.
//!
//! Claim, commit, and only then talk to the network; write down what came of it. A crash between
//! the server’s “250” and our note of it makes a duplicate with the same Message-ID (RFC 1047).

mod answer_line;
mod attempts;
pub mod backoff;
mod channel;
mod current_server;
pub mod decision;
mod lent;
mod lines;
pub mod mail;
pub(crate) mod mailer;
mod not_smtp;
mod reach;
mod recipients;
mod reminder;
pub mod smtp;
pub mod stage;
mod stage_runner;
pub(crate) mod trial;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, watch};

use super::inbox::{Inbox, Outcome, StorageError};
use super::message::Message;
use super::reference::Reference;
use super::retention;
use crate::causes::with_causes;
use crate::metrics::Registry;
pub use attempts::Attempts;
use backoff::Backoff;
pub use current_server::CurrentServer;
use decision::{Attempted, Decision, LogNotice, Next, decide};
use mail::Envelope;
use smtp::{MailServer, Taken};
use stage::{FailureKind, MailTimeouts, SendError};

/// How often the inbox is asked for messages that are due; the notice that one has arrived is only
/// a hint.
const POLL_INTERVAL: Duration = Duration::from_secs(30);
/// How often the messages are looked for of which staff are to be reminded.
const REMINDER_INTERVAL: Duration = Duration::from_secs(60 * 60);
/// How long a mail that is under way is waited for when the program stops.
pub(crate) const LAST_MAIL_TIMEOUT: Duration = Duration::from_secs(15);

/// For so many attempts a recipient that is not taken for now holds up the mail for all, so that none misses it. With
/// the next one, about eight minutes after the first, it goes to those that are taken.
const ATTEMPTS_FOR_ALL: u32 = 3;

/// The pauses between the tries to write down what came of a mail; there is one more try.
const RECORD_PAUSES: [Duration; 4] =
    [Duration::from_millis(400), Duration::from_millis(800), Duration::from_millis(1600), Duration::from_millis(3200)];
/// More than all these tries, the pauses between them and the claim before them take.
const RECORD_TIME: SignedDuration = SignedDuration::from_mins(2);

/// The loop, and what it works with.
pub struct Delivery {
    /// Where messages are.
    pub inbox: Arc<dyn Inbox>,
    /// Where they are sent.
    pub server: CurrentServer,
    /// From whom and to whom.
    pub envelope: Envelope,
    /// When to try again.
    pub backoff: Backoff,
    /// The name under which messages are claimed; no two loops have the same.
    pub owner: String,
    /// Notified when a message has arrived.
    pub arrived: Arc<Notify>,
    /// What has been done.
    pub attempts: Attempts,
    /// For how many days messages wait for a person, who is reminded of them before.
    pub review_days: u32,
}

impl Delivery {
    /// Delivers until `stop` becomes true.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut state = LoopState::default();
        while !*stop.borrow() {
            self.remind_when_due(&mut state, &mut stop).await;
            // A reminder may have taken all the time that a stop leaves.
            if *stop.borrow() {
                return;
            }
            let next = self.deliver_next(&mut state, &mut stop).await;
            self.rest(next, &mut stop).await;
        }
    }

    /// Sends the mails that have not begun to another server, and tries it at once.
    pub(crate) fn replace_server(&self, server: MailServer) {
        self.server.replace(server);
    }

    /// Adds what operators see of the delivery.
    pub(crate) fn register(self: &Arc<Self>, registry: &mut Registry) {
        let (counted, timed, asked) = (Arc::clone(self), Arc::clone(self), Arc::clone(self));
        registry.read_counters("smtp_attempts", "Attempts to mail a message, by result", move || {
            counted.attempts.read().into_iter().map(|(labels, reading)| (labels, reading.count())).collect()
        });
        registry.histograms("smtp_attempt_duration_seconds", "How long attempts to mail took, by result", move || {
            timed.attempts.read()
        });
        registry.gauge(
            "smtp_certificate_expires_timestamp_seconds",
            "Until when the certificate is valid that the mail server has last shown, in seconds since 1970",
            move || asked.server.get().certificate_expires(),
        );
    }

    /// Reminds staff where it is time to. That it fails or panics keeps no mail from going.
    async fn remind_when_due(&self, state: &mut LoopState, stop: &mut watch::Receiver<bool>) {
        let now = Instant::now();
        if state.next_reminder.is_some_and(|next| now < next) {
            return;
        }
        state.next_reminder = Some(now + REMINDER_INTERVAL / self.backoff.time_divisor.get());
        if let Ok(Err(error)) = AssertUnwindSafe(self.remind(stop)).catch_unwind().await {
            tracing::warn!(why = error, "nobody could be reminded of the messages that wait for a person");
        }
    }

    /// Delivers one message, and says what the loop does next. A panic over one message does not end the loop; it is
    /// tried again when its lease has run out.
    async fn deliver_next(&self, state: &mut LoopState, stop: &mut watch::Receiver<bool>) -> Next {
        let delivered = AssertUnwindSafe(self.deliver_one(&mut state.server_failures, stop)).catch_unwind().await;
        match delivered {
            Err(_) => Next::Pause(self.backoff.server(u32::MAX, random())),
            Ok(Ok(next)) => {
                state.storage_failures = 0;
                next
            }
            // It is claimed: the next one is due, and this one when the lease has run out.
            Ok(Err(error)) if error.is_of_one_message() => {
                tracing::error!(error = %with_causes(&error), "a message cannot be read, and is not mailed");
                Next::Claim
            }
            Ok(Err(error)) => {
                state.storage_failures = state.storage_failures.saturating_add(1);
                tracing::error!(error = %with_causes(&error), "the inbox does not work; mails wait");
                Next::Pause(self.backoff.server(state.storage_failures, random()))
            }
        }
    }

    /// Waits until the next message may be claimed, or the program stops.
    async fn rest(&self, next: Next, stop: &mut watch::Receiver<bool>) {
        match next {
            Next::Claim => {}
            Next::Wait => tokio::select! {
                () = self.arrived.notified() => {}
                () = tokio::time::sleep(POLL_INTERVAL / self.backoff.time_divisor.get()) => {}
                () = stop_requested(stop) => {}
            },
            Next::Pause(pause) => tokio::select! {
                () = tokio::time::sleep(pause.unsigned_abs()) => {}
                () = self.server.replaced() => {}
                () = stop_requested(stop) => {}
            },
        }
    }

    /// Reminds those who get the mails of messages that are to be deleted unless they decide about them.
    async fn remind(&self, stop: &mut watch::Receiver<bool>) -> Result<(), String> {
        let now = Timestamp::now();
        let messages = retention::to_remind(&*self.inbox, self.review_days, now).await;
        let messages = messages.map_err(|error| with_causes(&error))?;
        if messages.is_empty() {
            return Ok(());
        }
        let mail = reminder::build(&messages, self.review_days, now, &self.envelope);
        let mail = mail.map_err(|error| format!("the mail cannot be built: {error}"))?;
        let (handed_over, server) = (AtomicBool::new(false), self.server.get());
        let sent = tokio::select! {
            sent = server.send(&mail, &self.envelope, false, &handed_over) => sent,
            () = grace_period_over(stop) => return Ok(()),
        };
        let taken = sent.map_err(|failure| failure.log_text())?;
        warn_of_refused(&taken, None);
        tracing::warn!(messages = messages.len(), "reminded by mail of messages that wait for a person");
        let noted = self.inbox.note_reminder(&messages, now, "by mail").await;
        noted.map_err(|error| with_causes(&error))
    }

    /// Claims a message, mails it, and writes down what came of it.
    async fn deliver_one(
        &self,
        server_failures: &mut u32,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<Next, StorageError> {
        let server = self.server.get();
        let lease = lease(&server.timeouts());
        let Some(message) = self.inbox.claim(&self.owner, Timestamp::now(), lease).await? else {
            return Ok(Next::Wait);
        };
        let began = Instant::now();
        let sent = self.send_unless_stopped(&server, &message, stop).await;
        let took = began.elapsed();
        let decision = self.decide(&message, &sent, *server_failures);
        *server_failures = decision.server_failures;
        self.attempts.note(&decision.outcome, took);
        log_decision(&decision, &message.reference, sent.as_ref().err());
        if let Ok(taken) = &sent {
            warn_of_refused(taken, Some(&message.reference));
        }
        if !self.record(&message, &decision.outcome, &answer_of(sent)).await? {
            tracing::warn!(reference = %message.reference, "another process has taken this message over meanwhile");
        }
        Ok(decision.next)
    }

    /// Mails a message, as long as the end of the program leaves time.
    async fn send_unless_stopped(
        &self,
        server: &MailServer,
        message: &Message,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<Taken, SendError> {
        let handed_over = AtomicBool::new(false);
        tokio::select! {
            sent = self.send(server, message, &handed_over) => sent,
            () = grace_period_over(stop) => Err(interrupted(handed_over.load(Ordering::Relaxed))),
        }
    }

    /// What follows from an attempt that has just ended.
    fn decide(&self, message: &Message, sent: &Result<Taken, SendError>, server_failures: u32) -> Decision {
        let attempted = Attempted {
            attempts: message.attempts,
            refusals: message.refusals,
            server_failures,
            now: Timestamp::now(),
            random: random(),
        };
        decide(attempted, sent.as_ref().map(drop), self.backoff)
    }

    async fn send(&self, server: &MailServer, message: &Message, handed_over: &AtomicBool) -> Result<Taken, SendError> {
        let mail = mail::build(message, &self.envelope).map_err(|error| SendError {
            kind: FailureKind::Permanent,
            stage: None,
            code: None,
            description: format!("the mail cannot be built: {error}"),
        })?;
        let to_all = message.attempts <= ATTEMPTS_FOR_ALL;
        server.send(&mail, &self.envelope, to_all, handed_over).await
    }

    /// Writes down what came of an attempt; tries for a while, since what is not written down is done again.
    async fn record(&self, message: &Message, outcome: &Outcome, answer: &str) -> Result<bool, StorageError> {
        let record = || self.inbox.record_outcome(&message.id, &self.owner, Timestamp::now(), outcome, answer);
        for pause in RECORD_PAUSES {
            match record().await {
                Err(error) => {
                    tracing::error!(reference = %message.reference, error = %with_causes(&error), "what came of a mail cannot be written down");
                    tokio::time::sleep(pause).await;
                }
                recorded => return recorded,
            }
        }
        record().await
    }
}

/// What the loop remembers from one message to the next.
#[derive(Default)]
struct LoopState {
    /// When staff are to be reminded next; at once at the start.
    next_reminder: Option<Instant>,
    /// For how many attempts in a row the mail server could not be used.
    server_failures: u32,
    /// How often in a row the inbox did not work.
    storage_failures: u32,
}

/// What is written down of an attempt.
fn answer_of(sent: Result<Taken, SendError>) -> String {
    match sent {
        Ok(taken) => {
            let refused = taken.refused.iter();
            let refused = refused.map(|(recipient, error)| format!("; not to {recipient}: {}", error.description));
            taken.answer + &refused.collect::<String>()
        }
        Err(failure) => failure.description,
    }
}

/// Tells operators what becomes of a message, and what more they have to know of the attempt.
fn log_decision(decision: &Decision, reference: &Reference, failure: Option<&SendError>) {
    let why = failure.map(SendError::log_text);
    tracing::info!(%reference, outcome = decision.outcome.as_str(), why, "mail");
    for notice in &decision.notices {
        match notice {
            LogNotice::Error(text) => tracing::error!(%reference, why, "{text}"),
            LogNotice::Warning(text) => tracing::warn!(%reference, why, "{text}"),
            LogNotice::Recovery(text) => tracing::info!(%reference, "{text}"),
        }
    }
}

/// Tells operators whom the mail server does not take, and of which message.
fn warn_of_refused(taken: &Taken, reference: Option<&Reference>) {
    for (recipient, error) in &taken.refused {
        let (reference, why) = (reference.map(tracing::field::display), error.log_text());
        tracing::warn!(reference, %recipient, why, "the mail server does not take this recipient of --mail-to (COMMUNIQUE_MAIL_TO); the others have the mail");
    }
}

/// For how long no other delivery may claim a message: longer than its mail, and writing down what
/// came of it, can take.
fn lease(timeouts: &MailTimeouts) -> SignedDuration {
    SignedDuration::try_from(timeouts.total()).unwrap_or(SignedDuration::MAX).saturating_add(RECORD_TIME)
}

/// What is known of a mail that the end of the program has interrupted.
fn interrupted(handed_over: bool) -> SendError {
    let kind = if handed_over { FailureKind::Unknown } else { FailureKind::ServerUnavailable };
    SendError { kind, stage: None, code: None, description: "cut off: the program stopped".into() }
}

/// Completes `LAST_MAIL_TIMEOUT` after `stop` has become true, or after the call if it was before.
async fn grace_period_over(stop: &mut watch::Receiver<bool>) {
    stop_requested(stop).await;
    tokio::time::sleep(LAST_MAIL_TIMEOUT).await;
}

/// Completes when `stop` is true, also if it was before: a change is seen only once.
async fn stop_requested(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // The sender is gone, so it never becomes true.
        std::future::pending().await
    }
}

/// A number from 0 to 1.
fn random() -> f64 {
    getrandom::u32().map_or(0.5, |number| f64::from(number) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::inbox::{MAX_LEASE, OPERATION_TIMEOUT};

    #[test]
    fn waits_fall_anywhere_in_their_range() {
        let sample: Vec<f64> = (0..1000).map(|_| random()).collect();
        assert!(sample.iter().all(|random| (0.0..=1.0).contains(random)), "{sample:?}");
        for tenth in 0..10 {
            let range = f64::from(tenth) / 10.0..=f64::from(tenth + 1) / 10.0;
            assert!(sample.iter().any(|random| range.contains(random)), "none in {range:?}");
        }
    }

    #[test]
    fn a_recipient_holds_up_the_mail_for_the_others_for_about_eight_minutes() {
        let backoff = Backoff::default();
        let minutes: i64 = (1..=ATTEMPTS_FOR_ALL).map(|tries| backoff.message(tries, 0.5).as_mins()).sum();
        assert_eq!(minutes, 8);
    }

    #[test]
    fn a_mail_that_the_end_of_the_program_has_cut_off_is_in_doubt_only_once_it_was_handed_over() {
        for (handed_over, kind) in [(false, FailureKind::ServerUnavailable), (true, FailureKind::Unknown)] {
            let failure = interrupted(handed_over);
            assert_eq!((failure.kind, &*failure.log_text()), (kind, "cut off: the program stopped"));
        }
    }

    #[test]
    fn a_lease_lasts_until_what_came_of_the_mail_is_written_down() {
        let timeouts = MailTimeouts::default();
        let tries = OPERATION_TIMEOUT * 5 + RECORD_PAUSES.iter().sum::<Duration>();
        // It begins when the claim is asked for, not when it is granted.
        let longest = OPERATION_TIMEOUT + timeouts.total() + tries;
        assert!(lease(&timeouts).unsigned_abs() > longest, "{longest:?}");
        assert!(lease(&timeouts) < MAX_LEASE, "a longer one is taken for a mistake of the clock");
    }
}
