//! What every inbox promises: each claim is written once, and held by SQLite and by a real
//! PostgreSQL. Below them what is particular to one of the two.
//!
//! `tests/run` installs PostgreSQL and runs its part; without it that is left out of `cargo test`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Barrier, Mutex, PoisonError, Weak};

use communique::cli::runtime;
use communique::contact::form::{Submission, Topic, Typed};
use communique::contact::inbox::{Census, Inbox, Outcome, StorageError, open};
use communique::contact::suspicion::Suspicion;
use communique::contact::{Message, NewMessage, Receipt, Reference, State, retention};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use support::postgres::Postgres;
use support::program::{BINARY, Program, database, serve, wait_until};
use support::{ask, letter, one, post};
use tokio::task::JoinSet;

/// Runs each claim on each engine.
macro_rules! claims {
    ($($claim:ident)*) => {
        mod sqlite {
            $(#[test] fn $claim() { super::on_sqlite(super::$claim) })*
        }
        mod postgresql {
            $(#[test] #[ignore = "needs PostgreSQL; tests/run installs it"] fn $claim() { super::on_postgresql(super::$claim) })*
        }
    };
}

claims! {
    the_same_content_within_a_day_gets_the_same_reference
    fifty_who_send_the_same_at_once_have_sent_one_message
    after_a_day_the_same_content_is_a_new_message
    edited_content_is_a_new_message
    a_suspicious_message_is_held_until_a_person_lets_it_go
    many_claimers_at_once_take_each_message_once
    an_expired_lease_is_taken_over_and_its_old_owner_is_not_heard
    what_was_written_while_the_clock_was_wrong_is_not_waited_for
    what_came_of_an_attempt_is_written_down_with_its_history
    a_message_is_queued_again_only_from_the_states_that_were_named
    only_messages_sent_before_a_time_are_purged_in_batches_and_with_their_history
    a_message_is_deleted_to_the_second_when_it_has_been_kept_long_enough
    a_message_that_is_purged_on_its_first_day_leaves_its_receipt_until_the_day_is_over
    a_message_is_deleted_in_any_state_and_with_its_history
    the_census_counts_every_state_and_knows_who_has_waited_longest
    a_list_is_read_page_by_page_in_the_order_of_arrival
    whatever_a_form_can_carry_comes_back_exactly
    threads_that_open_a_new_database_at_once_all_succeed
    processes_that_open_a_new_database_at_once_all_succeed
}

fn on_sqlite<F: Future<Output = ()>>(claim: impl FnOnce(String) -> F) {
    let folder = tempfile::tempdir().unwrap();
    wait(claim(url(&database(folder.path()))));
}

fn on_postgresql<F: Future<Output = ()>>(claim: impl FnOnce(String) -> F) {
    let server = server();
    wait(claim(new_database(&server)));
}

/// One server for all claims that run at the same time; it ends with the last of them.
fn server() -> Arc<Postgres> {
    static SERVER: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
    let mut server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    server.upgrade().unwrap_or_else(|| {
        let started = Arc::new(Postgres::start());
        *server = Arc::downgrade(&started);
        started
    })
}

/// A database of its own for each claim.
fn new_database(server: &Postgres) -> String {
    let name = format!("claim_{}", Reference::random().unwrap().as_str().replace('-', "").to_lowercase());
    server.ask(&format!("CREATE DATABASE {name}"));
    url_of(server, &name)
}

fn url_of(server: &Postgres, database: &str) -> String {
    format!("{}{database}", server.url().strip_suffix("postgres").unwrap())
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    runtime::messages().unwrap().block_on(work)
}

async fn opened(url: &str) -> Arc<dyn Inbox> {
    open(&url.parse().unwrap()).await.unwrap()
}

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// A moment, in seconds from some noon.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_772_366_400 + seconds).unwrap()
}

const DAY: i64 = 24 * 60 * 60;
const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// A message that comes in at some moment.
fn new(text: &str, seconds: i64) -> NewMessage {
    let submission = Submission {
        topic: Topic::Other,
        about: None,
        name: "Ayşə Məmmədova".into(),
        email: "ayse@example.org".into(),
        organisation: None,
        reply: "az".into(),
        message: text.into(),
    };
    let consent = "2026-01-01".to_owned();
    NewMessage { submission, page_language: "az".into(), consent, suspicions: vec![], received_at: at(seconds) }
}

/// Does the same many times at once.
async fn at_once<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    times: usize,
    task: impl Fn(usize) -> F,
) -> Vec<T> {
    (0..times).map(task).collect::<JoinSet<T>>().join_all().await
}

async fn all(inbox: &Arc<dyn Inbox>) -> Vec<Message> {
    inbox.list(None, "", 1000).await.unwrap().messages
}

async fn found(inbox: &Arc<dyn Inbox>, reference: &Reference) -> Message {
    inbox.message(reference).await.unwrap().unwrap()
}

/// Everything about a message, to see whether something has changed.
async fn whole(inbox: &Arc<dyn Inbox>, reference: &Reference) -> String {
    let message = found(inbox, reference).await;
    format!("{message:?} {:?}", inbox.attempts(&message.id).await.unwrap())
}

/// The states, those that have been claimed before the one that could be.
const STATES: [State; 5] = [State::Sent, State::Parked, State::Sending, State::Held, State::Queued];

/// A message that has come into a state, at the moment 0 if by an attempt.
async fn in_state(inbox: &Arc<dyn Inbox>, state: State) -> Reference {
    let mut message = new(&format!("{state:?}"), 0);
    if state == State::Held {
        message.suspicions = vec![Suspicion::Links];
    }
    let reference = inbox.store(&message).await.unwrap().reference;
    if matches!(state, State::Sent | State::Parked | State::Sending) {
        let claimed = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap();
        assert_eq!(claimed.reference, reference);
        let outcome = if state == State::Sent { Outcome::Sent } else { Outcome::Parked };
        assert!(state == State::Sending || inbox.settle(&claimed.id, "a", at(0), &outcome, "said").await.unwrap());
    }
    assert_eq!(found(inbox, &reference).await.state, state);
    reference
}

async fn the_same_content_within_a_day_gets_the_same_reference(url: String) {
    let inbox = opened(&url).await;
    let first = inbox.store(&new("text", 0)).await.unwrap();
    assert_eq!(first.received_at, at(0));
    for seconds in [0, 1, DAY - 1] {
        // When, from which page and how hastily does not count.
        let again = NewMessage { page_language: "ar".into(), ..new("text", seconds) };
        assert_eq!(inbox.store(&again).await.unwrap(), first, "after {seconds} s");
    }
    let hasty = NewMessage { suspicions: vec![Suspicion::Haste], ..new("text", 2) };
    assert_eq!(inbox.store(&hasty).await.unwrap(), first);
    assert_eq!(all(&inbox).await.len(), 1);
    assert_eq!(found(&inbox, &first.reference).await.state, State::Queued, "a second sending holds nothing up");
    assert_eq!(inbox.receipt(&first.reference).await.unwrap(), Some(first));
    assert_eq!(inbox.receipt(&Reference::random().unwrap()).await.unwrap(), None);
}

/// Fifty tasks that send five texts; the references of each text.
async fn sent_at_once(inbox: &Arc<dyn Inbox>, seconds: i64) -> BTreeMap<usize, BTreeSet<String>> {
    let receipts = at_once(50, |task| {
        let inbox = Arc::clone(inbox);
        async move { (task % 5, inbox.store(&new(&format!("text {}", task % 5), seconds)).await.unwrap()) }
    });
    let mut references = BTreeMap::<_, BTreeSet<_>>::new();
    for (text, Receipt { reference, .. }) in receipts.await {
        references.entry(text).or_default().insert(reference.to_string());
    }
    references
}

async fn fifty_who_send_the_same_at_once_have_sent_one_message(url: String) {
    let inbox = opened(&url).await;
    let references = sent_at_once(&inbox, 0).await;
    assert!(references.len() == 5 && references.values().all(|of_one| of_one.len() == 1), "{references:?}");
    assert_eq!(all(&inbox).await.len(), 5);
    // The moment at which a day has passed is nobody’s alone either.
    let next = sent_at_once(&inbox, DAY).await;
    assert!(next.len() == 5 && next.values().all(|of_one| of_one.len() == 1), "{next:?}");
    assert!(next.iter().all(|(text, of_one)| references[text].is_disjoint(of_one)));
    assert_eq!(all(&inbox).await.len(), 10);
}

async fn after_a_day_the_same_content_is_a_new_message(url: String) {
    let inbox = opened(&url).await;
    let mut references = BTreeSet::new();
    for (seconds, messages) in [(0, 1), (DAY, 2), (DAY + 1, 2), (2 * DAY - 1, 2), (2 * DAY, 3), (9 * DAY, 4)] {
        references.insert(inbox.store(&new("text", seconds)).await.unwrap().reference.to_string());
        assert_eq!((references.len(), all(&inbox).await.len()), (messages, messages), "after {seconds} s");
    }
}

async fn edited_content_is_a_new_message(url: String) {
    let inbox = opened(&url).await;
    let changes: [fn(&mut Submission); 8] = [
        |_| {},
        |s| s.topic = Topic::Text,
        |s| s.about = Some("background".into()),
        |s| s.name.push('!'),
        |s| s.email = "aysa@example.org".into(),
        |s| s.organisation = Some("O".into()),
        |s| s.reply = "ar".into(),
        |s| s.message.push('.'),
    ];
    let mut references = BTreeSet::new();
    for change in changes {
        let mut message = new("text", 0);
        change(&mut message.submission);
        references.insert(inbox.store(&message).await.unwrap().reference.to_string());
    }
    assert_eq!(references.len(), changes.len());
}

async fn a_suspicious_message_is_held_until_a_person_lets_it_go(url: String) {
    let inbox = opened(&url).await;
    let all_signs = vec![Suspicion::Trap, Suspicion::Haste, Suspicion::Links];
    for signs in [vec![Suspicion::Trap], vec![Suspicion::Haste], vec![Suspicion::Links], all_signs] {
        let message = NewMessage { suspicions: signs.clone(), ..new(&format!("{signs:?}"), 0) };
        let Receipt { reference, received_at } = inbox.store(&message).await.unwrap();
        let stored = found(&inbox, &reference).await;
        assert_eq!((stored.state, stored.suspicions), (State::Held, signs));
        assert_eq!(received_at, at(0), "its sender sees the same receipt");
        assert!(inbox.claim("a", at(365 * DAY), LEASE).await.unwrap().is_none());
        assert!(inbox.requeue(&reference, &[State::Held], at(0)).await.unwrap());
        assert_eq!(inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().reference, reference);
        assert!(inbox.delete(&reference).await.unwrap());
    }
}

async fn many_claimers_at_once_take_each_message_once(url: String) {
    let inbox = opened(&url).await;
    for number in 0..40 {
        inbox.store(&new(&format!("{number}"), number)).await.unwrap();
    }
    let claimed = at_once(12, |owner| {
        let inbox = Arc::clone(&inbox);
        async move {
            let mut mine = Vec::new();
            while let Some(message) = inbox.claim(&format!("{owner}"), at(50), LEASE).await.unwrap() {
                assert_eq!((message.state, message.attempts, message.maybe_duplicate), (State::Sending, 1, false));
                mine.push((message.next_attempt_at, message.id));
            }
            assert!(mine.is_sorted(), "the one that has been due longest comes first");
            mine
        }
    });
    let claimed: Vec<_> = claimed.await.into_iter().flatten().collect();
    assert_eq!((claimed.len(), claimed.iter().collect::<BTreeSet<_>>().len()), (40, 40));
}

async fn an_expired_lease_is_taken_over_and_its_old_owner_is_not_heard(url: String) {
    let inbox = opened(&url).await;
    let reference = inbox.store(&new("text", 0)).await.unwrap().reference;
    let message = inbox.claim("old", at(0), LEASE).await.unwrap().unwrap();
    assert!(inbox.claim("new", at(59), LEASE).await.unwrap().is_none(), "the lease still runs");
    let taken_over = inbox.claim("new", at(60), LEASE).await.unwrap().unwrap();
    assert_eq!((taken_over.id.as_str(), taken_over.attempts, taken_over.maybe_duplicate), (&*message.id, 2, true));
    let before = whole(&inbox, &reference).await;
    let outcomes = [
        Outcome::Sent,
        Outcome::Later { at: at(99), maybe_duplicate: false },
        Outcome::Refused { at: at(99) },
        Outcome::Parked,
        Outcome::Released,
    ];
    for outcome in &outcomes {
        assert!(!inbox.settle(&message.id, "old", at(61), outcome, "250 ok").await.unwrap(), "{outcome:?}");
        assert_eq!(whole(&inbox, &reference).await, before, "{outcome:?}");
    }
    assert!(inbox.settle(&message.id, "new", at(62), &Outcome::Sent, "250 ok").await.unwrap());
    let settled = whole(&inbox, &reference).await;
    for owner in ["old", "new"] {
        assert!(!inbox.settle(&message.id, owner, at(63), &Outcome::Released, "").await.unwrap(), "settled already");
    }
    assert!(!inbox.settle("nobody’s", "new", at(63), &Outcome::Sent, "").await.unwrap());
    assert_eq!(whole(&inbox, &reference).await, settled);
}

async fn what_was_written_while_the_clock_was_wrong_is_not_waited_for(url: String) {
    let inbox = opened(&url).await;
    let reference = inbox.store(&new("text", 400 * DAY)).await.unwrap().reference;
    let message = inbox.claim("a", at(400 * DAY), LEASE).await.unwrap().unwrap();
    let taken_over = inbox.claim("b", at(0), LEASE).await.unwrap().unwrap();
    assert_eq!((taken_over.reference, taken_over.maybe_duplicate), (reference, true));
    let later = Outcome::Later { at: at(400 * DAY), maybe_duplicate: false };
    assert!(inbox.settle(&message.id, "b", at(0), &later, "").await.unwrap());
    assert!(inbox.claim("c", at(1), LEASE).await.unwrap().is_some());
    // The longest wait there is, is waited for.
    let later = Outcome::Later { at: at(1 + DAY), maybe_duplicate: false };
    assert!(inbox.settle(&message.id, "c", at(1), &later, "").await.unwrap());
    assert!(inbox.claim("d", at(1), LEASE).await.unwrap().is_none());
}

async fn what_came_of_an_attempt_is_written_down_with_its_history(url: String) {
    let inbox = opened(&url).await;
    let later = |maybe_duplicate| Outcome::Later { at: at(300), maybe_duplicate };
    for (outcome, name, state, next, attempts, refusals, maybe_duplicate, sent) in [
        (Outcome::Sent, "sent", State::Sent, 7, 1, 0, false, true),
        (later(false), "later", State::Queued, 300, 1, 0, false, false),
        (later(true), "later", State::Queued, 300, 1, 0, true, false),
        (Outcome::Refused { at: at(300) }, "refused", State::Queued, 300, 1, 1, false, false),
        (Outcome::Parked, "parked", State::Parked, 7, 1, 1, false, false),
        (Outcome::Released, "released", State::Queued, 7, 0, 0, false, false),
    ] {
        let reference = inbox.store(&new(&format!("{outcome:?}"), 0)).await.unwrap().reference;
        let id = inbox.claim("a", at(5), LEASE).await.unwrap().unwrap().id;
        assert!(inbox.attempts(&id).await.unwrap().is_empty(), "an attempt that is under way is no history");
        assert!(inbox.settle(&id, "a", at(7), &outcome, "451 später\nnoch einmal").await.unwrap());
        let is = found(&inbox, &reference).await;
        let expected = (state, at(next), attempts, refusals, maybe_duplicate, sent.then(|| at(7)));
        let found = (is.state, is.next_attempt_at, is.attempts, is.refusals, is.maybe_duplicate, is.sent_at);
        assert_eq!(found, expected, "{outcome:?}");
        let history = inbox.attempts(&id).await.unwrap();
        assert_eq!(history.len(), 1);
        let answer = (history[0].at, &*history[0].outcome, &*history[0].answer);
        assert_eq!(answer, (at(7), name, "451 später\nnoch einmal"));
        // It is due then, and not a second before.
        assert!(inbox.claim("b", at(next - 1), LEASE).await.unwrap().is_none(), "{outcome:?}");
        let due = inbox.claim("b", at(next), LEASE).await.unwrap();
        assert_eq!(due.is_some(), state == State::Queued, "{outcome:?}");
        if let Some(due) = due {
            assert_eq!((due.attempts, due.maybe_duplicate), (attempts + 1, maybe_duplicate), "{outcome:?}");
            assert!(inbox.settle(&id, "b", at(next + 1), &Outcome::Refused { at: at(999) }, "").await.unwrap());
            let history: Vec<_> = inbox.attempts(&id).await.unwrap().into_iter().map(|a| a.outcome).collect();
            assert_eq!(history, [name, "refused"], "the oldest first");
            let again = found_again(&inbox, &reference).await;
            assert_eq!(again, (refusals + 1, maybe_duplicate), "{outcome:?}: a doubt stays");
        }
        assert!(inbox.delete(&reference).await.unwrap());
    }
}

async fn found_again(inbox: &Arc<dyn Inbox>, reference: &Reference) -> (u32, bool) {
    let message = found(inbox, reference).await;
    (message.refusals, message.maybe_duplicate)
}

async fn a_message_is_queued_again_only_from_the_states_that_were_named(url: String) {
    let inbox = opened(&url).await;
    for named in [&[State::Held, State::Parked][..], &[State::Queued, State::Parked], &[]] {
        for state in STATES {
            let reference = in_state(&inbox, state).await;
            let before = whole(&inbox, &reference).await;
            let requeued = inbox.requeue(&reference, named, at(40)).await.unwrap();
            assert_eq!(requeued, named.contains(&state), "{state:?} by {named:?}");
            if requeued {
                let is = found(&inbox, &reference).await;
                assert_eq!((is.state, is.next_attempt_at, is.refusals), (State::Queued, at(40), 0), "{state:?}");
                let last = inbox.attempts(&is.id).await.unwrap().pop().unwrap();
                assert_eq!(
                    (last.at, &*last.outcome),
                    (at(40), "by hand"),
                    "{state:?}: the history says that a person did"
                );
                assert_eq!(last.answer, format!("was {}", state.as_str()));
            } else {
                assert_eq!(whole(&inbox, &reference).await, before, "{state:?} by {named:?}");
            }
            inbox.delete(&reference).await.unwrap();
        }
    }
    assert!(!inbox.requeue(&Reference::random().unwrap(), &State::ALL, at(0)).await.unwrap());
}

async fn only_messages_sent_before_a_time_are_purged_in_batches_and_with_their_history(url: String) {
    let inbox = opened(&url).await;
    let mut kept = Vec::new();
    for state in STATES.into_iter().filter(|state| *state != State::Sent) {
        kept.push(in_state(&inbox, state).await.to_string());
    }
    inbox.requeue(&kept.pop().unwrap().parse().unwrap(), &[State::Queued], at(DAY)).await.unwrap();
    let mut sent = Vec::new();
    for number in 0..5 {
        inbox.store(&new(&format!("{number}"), 100)).await.unwrap();
        let message = inbox.claim("a", at(200), LEASE * 10).await.unwrap().unwrap();
        assert!(inbox.settle(&message.id, "a", at(200 + number), &Outcome::Sent, "250 ok").await.unwrap());
        sent.push(message);
    }
    assert_eq!(inbox.purge_sent(at(199), at(2 * DAY), 9).await.unwrap(), 0);
    let batches = [(202, 2, 2), (202, 2, 1), (202, 2, 0)];
    for (before, most, purged) in batches {
        assert_eq!(inbox.purge_sent(at(before), at(2 * DAY), most).await.unwrap(), purged);
    }
    for (number, message) in sent.iter().enumerate() {
        let is_there = number > 2;
        assert_eq!(inbox.message(&message.reference).await.unwrap().is_some(), is_there, "{number}");
        assert_eq!(inbox.attempts(&message.id).await.unwrap().len(), usize::from(is_there), "{number}");
    }
    assert_eq!(inbox.purge_sent(at(2 * DAY), at(2 * DAY), 9).await.unwrap(), 2);
    let left = all(&inbox).await;
    assert_eq!(left.len(), 4, "nothing is purged that was not sent, however old");
    assert!(left.iter().all(|message| message.state != State::Sent));
}

async fn a_message_is_deleted_to_the_second_when_it_has_been_kept_long_enough(url: String) {
    let inbox = opened(&url).await;
    // From the delivery, which was three hours after the arrival.
    let delivered = 3 * 60 * 60;
    for days in [1, 2, 180, 36_500, 0] {
        let reference = inbox.store(&new(&format!("{days}"), 0)).await.unwrap().reference;
        let id = inbox.claim("a", at(delivered), LEASE).await.unwrap().unwrap().id;
        assert!(inbox.settle(&id, "a", at(delivered), &Outcome::Sent, "250 ok").await.unwrap());
        let over = delivered + i64::from(days) * DAY;
        assert_eq!(retention::purge(&*inbox, days, at(over - 1)).await.unwrap(), 0, "{days}: a second too early");
        assert!(inbox.message(&reference).await.unwrap().is_some(), "{days}");
        assert_eq!(retention::purge(&*inbox, days, at(over)).await.unwrap(), 1, "{days}");
        assert!(inbox.message(&reference).await.unwrap().is_none(), "{days}");
    }
}

async fn a_message_that_is_purged_on_its_first_day_leaves_its_receipt_until_the_day_is_over(url: String) {
    let inbox = opened(&url).await;
    let receipt = inbox.store(&new("text", 0)).await.unwrap();
    let id = inbox.claim("a", at(1), LEASE).await.unwrap().unwrap().id;
    assert!(inbox.settle(&id, "a", at(2), &Outcome::Sent, "250 ok").await.unwrap());
    assert_eq!(inbox.purge_sent(at(2), at(3), 9).await.unwrap(), 1);
    assert_eq!(inbox.purge_sent(at(2), at(3), 9).await.unwrap(), 0, "it is counted once");
    assert!(inbox.message(&receipt.reference).await.unwrap().is_none() && all(&inbox).await.is_empty());
    assert_eq!(inbox.census().await.unwrap(), Census::default());
    assert_eq!(inbox.store(&new("text", DAY - 1)).await.unwrap(), receipt, "the same text is still the same message");
    assert!(inbox.claim("a", at(DAY), LEASE).await.unwrap().is_none(), "and is not mailed again");
    assert!(!inbox.requeue(&receipt.reference, &[State::Held, State::Parked, State::Queued], at(3)).await.unwrap());
    assert_eq!(inbox.receipt(&receipt.reference).await.unwrap(), Some(receipt.clone()));
    inbox.purge_sent(at(2), at(DAY), 9).await.unwrap();
    assert_eq!(inbox.receipt(&receipt.reference).await.unwrap(), None);
    assert!(inbox.attempts(&id).await.unwrap().is_empty());
    assert_ne!(inbox.store(&new("text", DAY)).await.unwrap().reference, receipt.reference);
}

async fn a_message_is_deleted_in_any_state_and_with_its_history(url: String) {
    let inbox = opened(&url).await;
    let other = inbox.store(&NewMessage { suspicions: vec![Suspicion::Trap], ..new("other", 0) }).await.unwrap();
    for state in STATES {
        let reference = in_state(&inbox, state).await;
        let id = found(&inbox, &reference).await.id;
        assert!(inbox.delete(&reference).await.unwrap(), "{state:?}");
        assert!(inbox.message(&reference).await.unwrap().is_none());
        assert!(inbox.receipt(&reference).await.unwrap().is_none());
        assert!(inbox.attempts(&id).await.unwrap().is_empty());
        assert!(!inbox.delete(&reference).await.unwrap(), "{state:?}: it is gone already");
        assert!(!inbox.settle(&id, "a", at(1), &Outcome::Sent, "").await.unwrap(), "{state:?}: nothing to settle");
        assert!(inbox.attempts(&id).await.unwrap().is_empty());
    }
    assert_eq!(all(&inbox).await.len(), 1);
    assert!(inbox.message(&other.reference).await.unwrap().is_some());
}

async fn the_census_counts_every_state_and_knows_who_has_waited_longest(url: String) {
    let inbox = opened(&url).await;
    assert_eq!(inbox.census().await.unwrap(), Census::default());
    inbox.store(&NewMessage { suspicions: vec![Suspicion::Trap], ..new("held", -9) }).await.unwrap();
    for (state, seconds) in [(State::Sent, -8), (State::Parked, -7), (State::Sending, -6)] {
        inbox.store(&new(&format!("{state:?}"), seconds)).await.unwrap();
        let id = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().id;
        let outcome = if state == State::Sent { Outcome::Sent } else { Outcome::Parked };
        assert!(state == State::Sending || inbox.settle(&id, "a", at(0), &outcome, "").await.unwrap());
    }
    for seconds in [-3, -5, -4] {
        inbox.store(&new(&format!("queued {seconds}"), seconds)).await.unwrap();
    }
    let mut census = inbox.census().await.unwrap();
    census.states.sort();
    let one_each = [State::Sending, State::Sent, State::Parked, State::Held].map(|state| (state, 1));
    assert_eq!(census.states, [&[(State::Queued, 3)], &one_each[..]].concat());
    assert_eq!(census.oldest_waiting, Some(at(-6)), "one that is being mailed still waits");
    let sending = inbox.list(Some(State::Sending), "", 1).await.unwrap().messages.remove(0);
    inbox.delete(&sending.reference).await.unwrap();
    assert_eq!(inbox.census().await.unwrap().oldest_waiting, Some(at(-5)));
}

async fn a_list_is_read_page_by_page_in_the_order_of_arrival(url: String) {
    let inbox = opened(&url).await;
    let mut stored = Vec::new();
    for number in 0..23 {
        let suspicions = if number % 3 == 0 { vec![Suspicion::Trap] } else { vec![] };
        // The moment of a message comes from a clock that may be set back; its place does not.
        let message = NewMessage { suspicions, ..new(&format!("{number}"), -number) };
        stored.push((message.initial_state(), inbox.store(&message).await.unwrap().reference));
    }
    for state in [None, Some(State::Held), Some(State::Queued), Some(State::Parked)] {
        let expected: Vec<_> = stored.iter().filter(|(is, _)| state.is_none_or(|state| *is == state)).collect();
        let (mut read, mut after) = (Vec::new(), String::new());
        loop {
            let page = inbox.list(state, &after, 5).await.unwrap();
            let rest = expected.len() - read.len();
            assert_eq!(page.messages.len(), rest.min(5), "{state:?}");
            let Some(last) = page.last else { break };
            after = last;
            read.extend(page.messages.iter().map(|message| (message.state, message.reference.clone())));
        }
        assert!(read.iter().eq(expected), "{state:?}");
    }
}

/// Text as strangers send it, with everything that has a meaning somewhere on the way.
fn any_text() -> impl Strategy<Value = String> {
    const SPECIAL: [&str; 26] = [
        "\0",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u{1b}[2J",
        "\u{7f}",
        "\u{85}",
        "\u{9b}",
        "\u{a0}",
        "\u{2028}",
        "\u{202e}",
        "\u{200c}",
        "\u{301}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "'",
        "\"",
        "\\",
        "%00",
        "&a=b",
        "+",
        "👨‍👩‍👧",
    ];
    let part =
        prop_oneof![any::<char>().prop_map(String::from), prop::sample::select(&SPECIAL[..]).prop_map(String::from)];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// What becomes of a text on its way through a form: one sign for a line end, none for NUL.
fn through_a_form(text: &str) -> String {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(|| {
        Some(match chars.next()? {
            '\0' => '\u{fffd}',
            '\r' => chars.next_if_eq(&'\n').unwrap_or('\n'),
            c => c,
        })
    })
    .collect()
}

async fn whatever_a_form_can_carry_comes_back_exactly(url: String) {
    let inbox = opened(&url).await;
    let mut runner = TestRunner::new(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() });
    let here = tokio::runtime::Handle::current();
    let come_back = |(name, organisation, message): (String, String, String)| {
        // A name and a message show something.
        let (name, message) = (format!("N{name}"), format!("M{message}"));
        let mut fields = letter(&message);
        fields[2].1 = &name;
        fields[4].1 = &organisation;
        let typed = Typed::read(support::encoded(&fields).as_bytes()).unwrap();
        for (typed, sent) in [(&typed.name, &name), (&typed.organisation, &organisation), (&typed.message, &message)] {
            prop_assert_eq!(typed, &through_a_form(sent));
        }
        let submission = Submission::parse(&typed, "en").unwrap();
        prop_assert_eq!(&submission.message, typed.message.trim_end());
        let stored = here.block_on(async {
            let message = NewMessage { submission: submission.clone(), ..new("", 0) };
            let reference = inbox.store(&message).await.unwrap().reference;
            found(&inbox, &reference).await
        });
        let Message { topic, about, name, email, organisation, reply_language: reply, body: message, .. } = stored;
        prop_assert_eq!(Submission { topic, about, name, email, organisation, reply, message }, submission);
        Ok(())
    };
    let strategy = (any_text(), any_text(), any_text());
    tokio::task::block_in_place(|| runner.run(&strategy, come_back)).unwrap();
    let longest: String = std::iter::repeat_n('𠀀', 5000).collect();
    let reference = inbox.store(&new(&longest, 0)).await.unwrap().reference;
    assert_eq!(found(&inbox, &reference).await.body, longest);
}

async fn threads_that_open_a_new_database_at_once_all_succeed(url: String) {
    let start = Arc::new(Barrier::new(8));
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let (url, start) = (url.clone(), Arc::clone(&start));
            std::thread::spawn(move || {
                start.wait();
                wait(async {
                    let inbox = opened(&url).await;
                    inbox.store(&new(&format!("{number}"), 0)).await.unwrap();
                    inbox.close().await;
                });
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(all(&opened(&url).await).await.len(), 8);
}

async fn processes_that_open_a_new_database_at_once_all_succeed(url: String) {
    // What staff ask makes no file: a slip in the path is told.
    url.strip_prefix("sqlite:").inspect(|file| drop(std::fs::File::create_new(file).unwrap()));
    let list = || Command::new(BINARY).args(["inbox", "list", "--database-url", &url]).stdout(Stdio::piped()).spawn();
    let processes: Vec<_> = (0..8).map(|_| list().unwrap()).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b"no messages\n"[..]));
    }
}

// What is particular to SQLite.

/// Serves whatever the umask lets others read.
fn with_open_umask(folder: &Path) -> Program {
    let serve = serve(folder, &[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 0; exec \"$@\"", "sh"]).arg(serve.get_program()).args(serve.get_args());
    Program::from({
        shell.env("STATE_DIRECTORY", folder);
        shell
    })
}

/// The files of a database, with their modes.
fn modes(folder: &Path) -> BTreeMap<String, u32> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().permissions().mode() & 0o777))
        .collect()
}

#[test]
fn nobody_else_can_read_the_files_of_an_inbox_whoever_made_them() {
    let folder = tempfile::tempdir().unwrap();
    let closed: BTreeMap<_, _> =
        ["communique.db", "communique.db-shm", "communique.db-wal"].map(|name| (name.to_owned(), 0o600)).into();
    for round in ["new files", "files that others could read"] {
        let mut server = with_open_umask(folder.path());
        assert_eq!(post(server.address(), "/en/contact", &letter(round), &[]).status, 303);
        assert_eq!(modes(folder.path()), closed, "{round}");
        // What was not yet moved from the journal stays in it.
        server.kill();
        for name in closed.keys() {
            std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(0o666)).unwrap();
        }
    }
}

/// A trigger runs on the very connection that stores, and can ask it for its settings.
const SPY: &str = "CREATE TABLE seen (setting TEXT, value TEXT);
    CREATE TRIGGER spy AFTER INSERT ON message BEGIN
        INSERT INTO seen SELECT 'journal_mode', journal_mode FROM pragma_journal_mode;
        INSERT INTO seen SELECT 'synchronous', synchronous FROM pragma_synchronous;
        INSERT INTO seen SELECT 'busy_timeout', timeout FROM pragma_busy_timeout;
        INSERT INTO seen SELECT 'secure_delete', secure_delete FROM pragma_secure_delete;
        INSERT INTO seen SELECT 'foreign_keys', foreign_keys FROM pragma_foreign_keys;
        INSERT INTO seen SELECT 'auto_vacuum', auto_vacuum FROM pragma_auto_vacuum;
    END";

#[test]
fn every_connection_that_stores_has_the_settings_that_the_promise_needs() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    wait(async {
        let inbox = opened(&url(&file)).await;
        let mut beside = SqliteConnection::connect(&url(&file)).await.unwrap();
        sqlx::raw_sql(SPY).execute(&mut beside).await.unwrap();
        // Those who read meanwhile make it several connections.
        at_once(60, |task| {
            let inbox = Arc::clone(&inbox);
            async move {
                if task % 2 == 0 {
                    drop(inbox.store(&new(&format!("{task}"), 0)).await.unwrap())
                } else {
                    drop(all(&inbox).await)
                }
            }
        })
        .await;
        let seen = "SELECT setting, value, count(*) AS times FROM seen GROUP BY setting, value ORDER BY setting";
        let seen = sqlx::query(seen).fetch_all(&mut beside).await.unwrap();
        let seen: Vec<(String, String, i64)> = seen.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        let expected = [
            ("auto_vacuum", "2"),
            ("busy_timeout", "5000"),
            ("foreign_keys", "1"),
            ("journal_mode", "wal"),
            ("secure_delete", "1"),
            ("synchronous", "2"),
        ];
        assert_eq!(seen, expected.map(|(setting, value)| (setting.to_owned(), value.to_owned(), 30)));
    });
}

/// The files of this process that are open and lie in a folder.
fn open_files(folder: &Path) -> BTreeSet<PathBuf> {
    let links =
        std::fs::read_dir("/proc/self/fd").unwrap().filter_map(|link| std::fs::read_link(link.ok()?.path()).ok());
    links.filter(|path| path.starts_with(folder)).collect()
}

#[test]
fn a_file_that_is_not_in_its_place_takes_nothing_until_it_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let [file, other, aside] = ["communique.db", "other.db", "aside.db"].map(|name| folder.path().join(name));
    wait(async {
        let another = opened(&url(&other)).await;
        another.store(&new("another", 0)).await.unwrap();
        another.close().await;
        let inbox = opened(&url(&file)).await;
        let first = inbox.store(&new("first", 0)).await.unwrap().reference;
        for replaced in [false, true] {
            std::fs::rename(&file, &aside).unwrap();
            if replaced {
                std::fs::rename(&other, &file).unwrap();
            }
            let refused = inbox.store(&new(&format!("{replaced}"), 0)).await;
            assert!(matches!(refused, Err(StorageError::Replaced)), "{refused:?}");
            assert!(inbox.claim("a", at(0), LEASE).await.is_err() && inbox.delete(&first).await.is_err());
            // Connections made now would be to the other file, with the journal of this one.
            let asked = at_once(16, |_| {
                let inbox = Arc::clone(&inbox);
                async move { inbox.census().await.is_ok() }
            });
            assert!(!asked.await.contains(&true), "an inbox that takes nothing does not look well");
            if replaced {
                assert!(!open_files(folder.path()).contains(&file));
                std::fs::rename(&file, &other).unwrap();
            }
            std::fs::rename(&aside, &file).unwrap();
            inbox.store(&new(&format!("{replaced}"), 0)).await.unwrap();
        }
        inbox.close().await;
        assert_eq!(all(&opened(&url(&file)).await).await.len(), 3);
        assert_eq!(all(&opened(&url(&other)).await).await.len(), 1);
    });
}

#[test]
fn a_file_that_was_deleted_takes_nothing_more_from_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::start(folder.path(), &["--contact-per-client=0"]);
    let send = |text: &str| post(server.address(), "/en/contact", &letter(text), &[]);
    assert_eq!(send("first").status, 303);
    let (file, copy) = (database(folder.path()), folder.path().join("copy.db"));
    // A second name keeps the file, as a copy would not.
    std::fs::hard_link(&file, &copy).unwrap();
    std::fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        let answer = send("second");
        assert_eq!(answer.status, 503);
        assert_eq!(one(&answer.html(), "textarea").text().collect::<String>(), "second");
    }
    assert!(!file.exists(), "nobody makes a new one meanwhile");
    std::fs::rename(&copy, &file).unwrap();
    assert_eq!(send("second").status, 303);
    assert_eq!(wait(async { all(&opened(&url(&file)).await).await.len() }), 2);
}

/// Whether a text is anywhere in the files of a folder, in whatever form UTF-8 is found on a disk.
fn is_in_files(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[test]
fn nothing_of_a_message_that_was_purged_or_deleted_is_left_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    wait(async {
        let inbox = opened(&url(&database(folder.path()))).await;
        let secrets = ["sent: gizli söz", "deleted: gizli söz", "answer: gizli söz", "kept: açıq söz"];
        for number in 0..30 {
            // Long enough for pages of its own, too.
            let text = secrets[number % 2].repeat(if number % 3 == 0 { 200 } else { 1 });
            let reference = inbox.store(&new(&format!("{text} {number}"), 0)).await.unwrap().reference;
            let id = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().id;
            if number % 2 == 0 {
                assert!(inbox.settle(&id, "a", at(0), &Outcome::Sent, secrets[2]).await.unwrap());
            } else {
                assert!(inbox.settle(&id, "a", at(0), &Outcome::Parked, secrets[2]).await.unwrap());
                inbox.delete(&reference).await.unwrap();
            }
        }
        inbox.store(&new(secrets[3], 0)).await.unwrap();
        assert!(secrets.iter().all(|secret| *secret == secrets[1] || is_in_files(folder.path(), secret)));
        assert_eq!(inbox.purge_sent(at(0), at(DAY), 100).await.unwrap(), 15);
        assert!(inbox.shrink().await.unwrap());
        let left = secrets.map(|secret| is_in_files(folder.path(), secret));
        assert_eq!(left, [false, false, false, true], "{secrets:?}");
        assert_eq!(all(&inbox).await.len(), 1);
    });
}

#[test]
fn somebody_who_is_reading_only_delays_the_wiping_of_what_was_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    wait(async {
        let inbox = opened(&url(&file)).await;
        let reference = inbox.store(&new("gizli söz", 0)).await.unwrap().reference;
        let mut reader = SqliteConnection::connect(&url(&file)).await.unwrap();
        let mut reading = reader.begin().await.unwrap();
        sqlx::query("SELECT * FROM message").fetch_all(&mut *reading).await.unwrap();
        assert!(inbox.delete(&reference).await.unwrap());
        assert!(!inbox.shrink().await.unwrap(), "the reader still needs the journal");
        reading.rollback().await.unwrap();
        assert!(inbox.shrink().await.unwrap());
        assert!(!is_in_files(folder.path(), "gizli söz"));
    });
}

/// What the program says about a database that it cannot use: one line, and nothing else.
fn refusal(mut command: Command, url: &str) -> String {
    let output = command.arg(format!("--database-url={url}")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count(), output.stdout.len()), (Some(1), 1, 0), "{url}: {said}");
    let about = said.strip_prefix("communique: --database-url (COMMUNIQUE_DATABASE_URL): ");
    about.unwrap_or_else(|| panic!("{said}")).trim_end().to_owned()
}

/// The program as somebody who may not do everything: root may.
fn unprivileged(folder: &Path) -> Command {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return Command::new(BINARY);
    }
    // Where it was built may be closed to others.
    let program = folder.join("communique");
    std::fs::copy(BINARY, &program).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(program);
    command
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

const A_LATER_VERSION: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, '', 0)";

#[test]
fn a_file_that_cannot_be_used_stops_the_program_with_one_clear_line_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    set_mode(folder.path(), 0o755);
    let place = |name: &str| folder.path().join(name);
    std::fs::write(place("text.db"), "this is no database ".repeat(20)).unwrap();
    std::fs::create_dir(place("folder.db")).unwrap();
    std::fs::create_dir(place("closed")).unwrap();
    wait(async {
        for (name, statement) in [("foreign.db", "CREATE TABLE message (text)"), ("later.db", A_LATER_VERSION)] {
            std::fs::File::create(place(name)).unwrap();
            if name == "later.db" {
                opened(&url(&place(name))).await.close().await;
            }
            let mut connection = SqliteConnection::connect(&url(&place(name))).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    });
    let modes =
        [("text.db", 0o644), ("folder.db", 0o755), ("foreign.db", 0o664), ("later.db", 0o644), ("closed", 0o555)];
    modes.iter().for_each(|(name, mode)| set_mode(&place(name), *mode));
    for (name, says) in [
        ("nowhere/messages.db", "No such file or directory"),
        ("closed/messages.db", "cannot be opened for writing: Permission denied"),
        ("text.db", "file is not a database"),
        ("folder.db", "it is not a file"),
        ("foreign.db", "table message already exists"),
        ("later.db", "was changed by a later version of this program"),
    ] {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command =
                if name.starts_with("closed") { unprivileged(folder.path()) } else { Command::new(BINARY) };
            command.args(arguments);
            let said = refusal(command, &url(&place(name)));
            let is_missing = arguments[0] == "inbox" && name.ends_with("messages.db");
            let says = if is_missing { "there is no database" } else { says };
            assert!(said.contains(says) && said.contains(place(name).to_str().unwrap()), "{arguments:?}: {said}");
            assert_eq!(said.matches(says).count(), 1, "said once is enough: {said}");
        }
    }
    for (name, mode) in modes {
        assert_eq!(std::fs::metadata(place(name)).unwrap().permissions().mode() & 0o777, mode, "{name}");
    }
    assert!(std::fs::read(place("text.db")).unwrap().starts_with(b"this is no database"));
}

// What is particular to PostgreSQL.

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn pages_are_served_without_the_database_and_the_form_works_as_soon_as_it_is_there() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    database.stop("fast");
    let url = url_of(&database, "messages");
    let server = Program::start(folder.path(), &[&format!("--database-url={url}"), "--contact-per-client=0"]);
    let send = || post(server.address(), "/en/contact", &letter("kept & shown again"), &[]);
    let is_refused = |why: &str| {
        assert_eq!(ask(server.address(), "GET", "/az/fight-against-terrorism", &[]).status, 200, "{why}");
        let answer = send();
        assert_eq!(answer.status, 503, "{why}");
        assert!(!answer.header("retry-after").is_empty());
        assert_eq!(one(&answer.html(), "textarea").text().collect::<String>(), "kept & shown again", "{why}");
    };
    is_refused("nobody answers");
    database.resume();
    is_refused("there is no such database");
    database.ask("CREATE DATABASE messages");
    wait_until("the form works", || send().status == 303);
    let stored = wait(async { all(&opened(&url).await).await });
    assert_eq!(stored.iter().map(|message| &*message.body).collect::<Vec<_>>(), ["kept & shown again"]);
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_database_that_asks_for_serializable_transactions_refuses_nobody_who_writes_at_the_same_time() {
    let server = server();
    let asking = || {
        let url = new_database(&server);
        let (_, name) = url.rsplit_once('/').unwrap();
        server.ask(&format!("ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"));
        url
    };
    wait(many_claimers_at_once_take_each_message_once(asking()));
    wait(fifty_who_send_the_same_at_once_have_sent_one_message(asking()));
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_database_that_cannot_be_used_stops_the_program_with_one_clear_line() {
    let server = server();
    let (later, latin) = (new_database(&server), url_of(&server, "latin"));
    server.ask("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    wait(async {
        opened(&later).await.close().await;
        let mut connection = PgConnection::connect(&later).await.unwrap();
        sqlx::raw_sql(A_LATER_VERSION).execute(&mut connection).await.unwrap();
    });
    for (url, says) in [(later, "was changed by a later version"), (latin, "stores text as LATIN1; only UTF8 holds")] {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command = Command::new(BINARY);
            command.args(arguments);
            let said = refusal(command, &url);
            assert!(said.contains(says), "{said}");
        }
    }
}
