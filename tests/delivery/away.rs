//! A mail server that is away or lets nobody in is not harried; several loops share the work.

use std::time::{Duration, Instant};

use communique::config::DatabaseUrl;
use communique::contact::State;
use communique::contact::inbox::open;
use tokio::runtime::Runtime;

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::support::mails::by_id;
use crate::support::program::{database, wait_until};
use crate::support::smtp::{Answer, Smtp, Step, at, says, usual};

#[test]
fn a_server_that_is_away_is_not_harried_and_then_gets_everything() {
    for answer in [Answer::HangsUp, says("421 4.3.2 closing")] {
        let outbox = Outbox::with(8);
        let server = Smtp::start(at(Step::Connect, answer));
        let started = Instant::now();
        let delivering = outbox.deliver(&server.url(), 300, PATIENT);
        wait_until("five tries", || server.connections() >= 5);
        // 5, 10, 30 and 60 s, less 20 %, at 300 times the speed.
        assert!(started.elapsed() >= Duration::from_millis(280), "five tries within {:?}", started.elapsed());
        wait_until("they are written down", || {
            outbox.messages().iter().map(|message| outbox.history(message).len()).sum::<usize>() >= 5
        });
        for message in outbox.messages() {
            assert_eq!((message.state, message.attempts, message.maybe_duplicate), (State::Queued, 0, false));
            assert!(outbox.history(&message).iter().all(|attempt| attempt.outcome == "unavailable"));
        }
        server.set(usual);
        wait_until("everything is sent", || outbox.are(State::Sent) == 8);
        delivering.stop(&outbox);
        assert!(outbox.messages().iter().all(|message| message.attempts == 1));
        assert!(by_id(&server.mails()).values().all(|copies| copies.len() == 1));
    }
}

#[test]
fn a_server_that_nobody_listens_at_gets_everything_once_it_is_back() {
    let outbox = Outbox::with(5);
    let server = Smtp::start(usual);
    server.leave();
    let delivering = outbox.deliver(&server.url(), 100, PATIENT);
    let first = outbox.messages().remove(0);
    wait_until("some tries", || outbox.history(&first).len() + outbox.history(&outbox.messages()[1]).len() >= 2);
    assert!(
        outbox.history(&first)[0].answer.to_lowercase().contains("connection refused"),
        "{:?}",
        outbox.history(&first)
    );
    server.come_back();
    wait_until("everything is sent", || outbox.are(State::Sent) == 5);
    delivering.stop(&outbox);
    assert!(outbox.messages().iter().all(|message| message.attempts == 1 && !message.maybe_duplicate));
    assert_eq!(server.mails().len(), 5);
}

#[test]
fn a_password_that_is_not_accepted_is_not_tried_again_and_again() {
    let outbox = Outbox::with(10);
    let server = Smtp::start(at(Step::Login, says("535 5.7.8 no")));
    let logins = || server.heard().iter().filter(|line| line.starts_with("AUTH")).count();
    let started = Instant::now();
    let delivering = outbox.deliver(&server.url().replace("//", "//user:secret@"), 7200, PATIENT);
    wait_until("three logins", || logins() >= 3);
    // Twice an hour, less 20 %, at 7200 times the speed.
    assert!(started.elapsed() >= Duration::from_millis(800), "three logins within {:?}", started.elapsed());
    assert!(outbox.messages().iter().all(|message| (message.state, message.attempts) != (State::Sent, 1)));
    assert!(server.heard().iter().all(|line| !line.starts_with("MAIL")));
    server.set(usual);
    wait_until("everything is sent", || outbox.are(State::Sent) == 10);
    delivering.stop(&outbox);
    assert!(outbox.messages().iter().all(|message| message.attempts == 1));
}

#[test]
fn two_loops_never_send_one_message_twice() {
    let outbox = Outbox::with(60);
    let server = Smtp::start(usual);
    // The second as another process would: with a connection of its own.
    let other = outbox.runtime.block_on(open(&DatabaseUrl::Sqlite(database(outbox.folder.path())))).unwrap();
    let beside = Outbox { folder: tempfile::tempdir().unwrap(), inbox: other, runtime: Runtime::new().unwrap() };
    let loops = [&outbox, &beside, &outbox].map(|side| (side.deliver(&server.url(), 1, PATIENT), side));
    wait_until("everything is sent", || outbox.are(State::Sent) == 60);
    for (delivering, side) in loops {
        delivering.stop(side);
    }
    let mails = server.mails();
    assert_eq!((mails.len(), by_id(&mails).len()), (60, 60));
    assert!(outbox.messages().iter().all(|message| message.attempts == 1 && outbox.history(message).len() == 1));
}
