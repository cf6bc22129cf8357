//! The loop and its inbox, which may fail or be another’s by now: no mail is forgotten for that.

use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use communique::contact::State;
use jiff::{SignedDuration, Timestamp};

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::delivery::program::deliver;
use crate::support::faulty_inbox::{FaultyInbox, Storage};
use crate::support::messages::change;
use crate::support::program::{database, wait_until};
use crate::support::smtp::{Answer, Asked, Smtp, Step, usual};

/// Messages in an inbox that fails when it is told to.
fn outbox(messages: usize) -> (Outbox, Arc<FaultyInbox>) {
    let mut outbox = Outbox::with(messages);
    let storage = FaultyInbox::around(Arc::clone(&outbox.inbox));
    outbox.inbox = Arc::clone(&storage) as _;
    (outbox, storage)
}

/// A server that takes its time with the last mail of some, until it is told to go on.
fn slow_with_last_of(mails: usize) -> (Smtp, mpsc::Sender<()>) {
    let (go_on, told) = mpsc::channel();
    let told = Mutex::new(told);
    let server = Smtp::start(move |asked: &Asked| {
        if asked.step == Step::End && asked.connection == mails - 1 {
            told.lock().unwrap().recv().unwrap();
        }
        Answer::Usual
    });
    (server, go_on)
}

#[test]
fn what_came_of_a_mail_is_written_down_as_soon_as_the_inbox_works_again() {
    let (outbox, storage) = outbox(1);
    let (server, go_on) = slow_with_last_of(1);
    let delivering = outbox.deliver(&server.url(), 1, PATIENT);
    wait_until("the mail is under way", || server.mails().len() == 1);
    storage.set(Storage::Fails);
    go_on.send(()).unwrap();
    wait_until("it is tried", || storage.records() >= 1);
    assert_eq!(outbox.are(State::Sending), 1);
    storage.set(Storage::Works);
    wait_until("it is sent", || outbox.are(State::Sent) == 1);
    delivering.stop(&outbox);
    assert_eq!((server.connections(), outbox.history(&outbox.messages()[0]).len()), (1, 1));
}

#[test]
fn an_inbox_that_fails_is_asked_ever_more_seldom_and_then_everything_is_sent() {
    let (outbox, storage) = outbox(3);
    let server = Smtp::start(usual);
    storage.set(Storage::Fails);
    let started = Instant::now();
    let delivering = outbox.deliver(&server.url(), 300, PATIENT);
    wait_until("it was asked five times", || storage.claims() >= 5);
    // 5, 10, 30 and 60 s, less 20 %, at 300 times the speed.
    assert!(started.elapsed() >= Duration::from_millis(280), "five times within {:?}", started.elapsed());
    storage.set(Storage::Works);
    wait_until("everything is sent", || outbox.are(State::Sent) == 3);
    delivering.stop(&outbox);
}

#[test]
fn the_log_says_that_another_process_has_taken_a_message_over_and_only_then() {
    let outbox = Outbox::with(2);
    let (server, go_on) = slow_with_last_of(2);
    let (mut delivering, log) = deliver(outbox.folder.path(), &server.url());
    wait_until("the second mail is under way", || server.mails().len() == 2);
    let says = "another process has taken this message over meanwhile";
    assert!(!log.lock().unwrap().contains(says), "the first is still its own");
    let claim =
        outbox.inbox.claim("another", Timestamp::now() + SignedDuration::from_hours(1), SignedDuration::from_mins(1));
    assert!(outbox.runtime.block_on(claim).unwrap().is_some());
    go_on.send(()).unwrap();
    wait_until("it says so", || log.lock().unwrap().contains(says));
    delivering.signal("TERM");
    assert_eq!(delivering.end().1, Some(0));
}

#[test]
fn messages_that_cannot_be_read_are_told_by_their_ids_and_keep_no_other_from_being_mailed() {
    let outbox = Outbox::with(12);
    // Those that are due first: with a pause after each they would be due again before the others.
    let damaged: Vec<String> = outbox.messages().into_iter().take(10).map(|message| message.id).collect();
    for id in &damaged {
        let damage = format!("UPDATE message SET body = CAST(x'6869ff' AS TEXT) WHERE id = '{id}'");
        change(&database(outbox.folder.path()), &damage);
    }
    let server = Smtp::start(usual);
    let (mut delivering, log) = deliver(outbox.folder.path(), &server.url());
    wait_until("the others are sent", || outbox.are(State::Sent) == 2);
    delivering.signal("TERM");
    assert_eq!(delivering.end().1, Some(0));
    let log = log.lock().unwrap();
    let told: Vec<&str> = log.lines().filter(|line| line.contains("a message cannot be read")).collect();
    assert_eq!(told.len(), damaged.len(), "{log}");
    for (line, id) in told.iter().zip(&damaged) {
        let says = format!("the row of table message with id {id} is damaged: its body is not UTF-8 at byte 3");
        assert!(line.contains("ERROR") && line.contains(&says) && !line.contains("hi"), "{line}");
    }
}
