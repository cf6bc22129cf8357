//! The loop that hands messages to the mail server, at least once each, however long that takes.
//!
//! Claim, commit, and only then talk to the network; write down what came of it. A crash between
//! the server’s “250” and our note of it makes a duplicate with the same Message-ID (RFC 1047).

pub mod backoff;
mod lines;
pub mod mail;
pub mod smtp;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, watch};

use super::inbox::{Inbox, Outcome, StorageError};
use super::message::Message;
use backoff::Backoff;
use mail::Envelope;
use smtp::{Failure, MailServer, Meaning, Step};

/// Polling is the truth; being told that a message has arrived is only a hint.
const POLL: Duration = Duration::from_secs(30);
/// How long a mail that is under way is waited for when the program stops.
const LAST_MAIL: Duration = Duration::from_secs(15);

/// What the loop has done, for operators.
#[derive(Debug, Default)]
pub struct Tally {
    /// Mails that the server took.
    pub sent: AtomicU64,
    /// Attempts that failed.
    pub failed: AtomicU64,
}

/// The loop’s parts.
pub struct Delivery {
    /// Where messages are.
    pub inbox: Arc<dyn Inbox>,
    /// Who takes them.
    pub server: MailServer,
    /// In whose name and to whom.
    pub envelope: Envelope,
    /// When to try again.
    pub backoff: Backoff,
    /// The name under which messages are claimed; no two loops have the same.
    pub owner: String,
    /// Told when a message has arrived.
    pub arrived: Arc<Notify>,
    /// What has been done.
    pub tally: Arc<Tally>,
}

/// What the loop does next.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// Look for another message at once.
    Go,
    /// Wait for one to arrive or to become due.
    Rest,
    /// The server is away, or does not let us in.
    Pause(SignedDuration),
}

impl Delivery {
    /// Delivers until told to stop.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let (mut away, mut storage) = (0, 0);
        while !*stop.borrow() {
            // A defect that one message brings to light does not end the loop: when its lease has run
            // out it is tried again.
            let delivered = AssertUnwindSafe(self.deliver_one(&mut away, &mut stop)).catch_unwind().await;
            let next = match delivered {
                Err(_) => Next::Pause(self.backoff.server(u32::MAX, chance())),
                Ok(Ok(next)) => {
                    storage = 0;
                    next
                }
                Ok(Err(error)) => {
                    storage += 1;
                    tracing::error!(error = %super::inbox::chain(&error), "the inbox cannot be read; mails wait");
                    Next::Pause(self.backoff.server(storage, chance()))
                }
            };
            match next {
                Next::Go => {}
                Next::Rest => tokio::select! {
                    () = self.arrived.notified() => {}
                    () = tokio::time::sleep(POLL / u32::try_from(self.backoff.speed).unwrap_or(1)) => {}
                    () = told(&mut stop) => {}
                },
                Next::Pause(pause) => tokio::select! {
                    () = tokio::time::sleep(pause.unsigned_abs()) => {}
                    () = told(&mut stop) => {}
                },
            }
        }
    }

    /// Claims a message, mails it, and writes down what came of it.
    async fn deliver_one(&self, away: &mut u32, stop: &mut watch::Receiver<bool>) -> Result<Next, StorageError> {
        // Longer than the mail can take, so that nobody takes it over while it is under way.
        let lease = SignedDuration::try_from(self.server.patience().sum()).unwrap_or(SignedDuration::MAX)
            + SignedDuration::from_mins(2);
        let Some(message) = self.inbox.claim(&self.owner, Timestamp::now(), lease).await? else {
            return Ok(Next::Rest);
        };
        let handed_over = AtomicBool::new(false);
        let sent = tokio::select! {
            sent = self.mail(&message, &handed_over) => sent,
            () = cut_off(stop) => Err(interrupted(handed_over.load(Ordering::Relaxed))),
        };
        let why = sent.as_ref().err().map(Failure::for_the_log);
        let (outcome, answer, next) = self.judge(&message, sent, away);
        tracing::info!(reference = %message.reference, outcome = outcome.as_str(), why, "mail");
        if !self.note(&message, &outcome, &answer).await? {
            tracing::warn!(reference = %message.reference, "another process has taken this message over meanwhile");
        }
        Ok(next)
    }

    async fn mail(&self, message: &Message, handed_over: &AtomicBool) -> Result<String, Failure> {
        let mail = mail::build(message, &self.envelope).map_err(|error| Failure {
            meaning: Meaning::Refused,
            step: Step::Connect,
            code: None,
            what: format!("the mail cannot be built: {error}"),
        })?;
        self.server.send(&mail, &self.envelope, handed_over).await
    }

    /// What is to be written down, and what to do next.
    fn judge(&self, message: &Message, sent: Result<String, Failure>, away: &mut u32) -> (Outcome, String, Next) {
        let failure = match sent {
            Ok(answer) => {
                *away = 0;
                self.tally.sent.fetch_add(1, Ordering::Relaxed);
                return (Outcome::Sent, answer, Next::Go);
            }
            Err(failure) => failure,
        };
        self.tally.failed.fetch_add(1, Ordering::Relaxed);
        let (now, tries, backoff) = (Timestamp::now(), message.attempts, self.backoff);
        let later = |wait, maybe_duplicate| Outcome::Later { at: now + wait, maybe_duplicate };
        let (outcome, next) = match failure.meaning {
            Meaning::ServerAway => {
                *away += 1;
                if *away == 3 {
                    tracing::warn!(why = failure.for_the_log(), "the mail server is away; mails wait");
                }
                (Outcome::Released, Next::Pause(backoff.server(*away, chance())))
            }
            Meaning::NotAuthenticated => {
                tracing::error!("the mail server does not accept our user and password (--smtp-url); mails wait");
                (Outcome::Released, Next::Pause(backoff.login(chance())))
            }
            Meaning::NotNow => (later(backoff.message(tries, chance()), false), Next::Go),
            Meaning::Unknown => (later(backoff.unknown(tries, chance()), true), Next::Go),
            Meaning::Refused => match backoff.refused(message.refusals + 1, chance()) {
                Some(wait) => (Outcome::Refused { at: now + wait }, Next::Go),
                None => {
                    tracing::error!(reference = %message.reference, "the mail server refuses this message for good: see `communique inbox show`");
                    (Outcome::Parked, Next::Go)
                }
            },
        };
        (outcome, failure.what, next)
    }

    /// Writes down what came of an attempt; tries for a while, since what is not written down is done again.
    async fn note(&self, message: &Message, outcome: &Outcome, answer: &str) -> Result<bool, StorageError> {
        let mut tries = 1;
        loop {
            match self.inbox.settle(&message.id, &self.owner, Timestamp::now(), outcome, answer).await {
                Err(error) if tries < 5 => {
                    tracing::error!(reference = %message.reference, error = %super::inbox::chain(&error), "what came of a mail cannot be written down");
                    tokio::time::sleep(Duration::from_millis(200 << tries)).await;
                    tries += 1;
                }
                result => return result,
            }
        }
    }
}

/// What became of a mail that the end of the program has cut off.
fn interrupted(handed_over: bool) -> Failure {
    let (meaning, step) = if handed_over { (Meaning::Unknown, Step::End) } else { (Meaning::ServerAway, Step::Data) };
    Failure { meaning, step, code: None, what: "cut off: the program stopped".into() }
}

/// Ends a while after the program was told to stop.
async fn cut_off(stop: &mut watch::Receiver<bool>) {
    told(stop).await;
    tokio::time::sleep(LAST_MAIL).await;
}

/// Ends when the program is told to stop, or was: a change is seen only once.
async fn told(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // Nobody is left who could say it.
        std::future::pending().await
    }
}

/// Where in its range a time to wait falls.
fn chance() -> f64 {
    getrandom::u32().map_or(0.5, |number| f64::from(number) / f64::from(u32::MAX))
}
