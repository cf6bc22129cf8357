//! Staff are reminded of messages that wait for them, before those are deleted.

use std::time::Duration;

use communique::contact::suspicion::Suspicion;
use communique::contact::{NewMessage, State};
use jiff::{SignedDuration, Timestamp};

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::delivery::program::deliver_to;
use crate::support::mails::parsed;
use crate::support::messages::new_message;
use crate::support::program::wait_until;
use crate::support::smtp::{Answer, Asked, Smtp, Step, at, says, usual};

/// An inbox with a message that has been held for so many days.
fn with_held(days: &[i64]) -> Outbox {
    let outbox = Outbox::with(0);
    for day in days {
        let received = Timestamp::now() - SignedDuration::from_hours(24 * day);
        let message = new_message(&format!("A secret of day {day}"), received);
        let message = NewMessage { suspicions: vec![Suspicion::ManyLinks], ..message };
        outbox.runtime.block_on(outbox.inbox.store(&message)).unwrap();
    }
    outbox
}

#[test]
fn those_who_get_the_mails_are_reminded_once_of_what_waits_for_them_with_nothing_that_was_typed() {
    let outbox = with_held(&[89, 77, 75]);
    let server = Smtp::start(usual);
    // An hour is 36 ms.
    let delivering = outbox.deliver(&server.url(), 100_000, PATIENT);
    wait_until("it is noted", || !outbox.history(&outbox.messages()[1]).is_empty());
    std::thread::sleep(Duration::from_millis(300));
    delivering.stop(&outbox);
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let mail = parsed(&mails[0].mail);
    let text = mail.body_text(0).unwrap();
    let day = |days: i64| (Timestamp::now() + SignedDuration::from_hours(24 * days)).strftime("%Y-%m-%d").to_string();
    let [first, second, third] = &outbox.messages()[..] else { panic!() };
    // Of the first the reminder is late: a week is left in any case.
    for (message, deleted) in [(first, day(7)), (second, day(13))] {
        let line = text.lines().find(|line| line.starts_with(message.reference.as_str())).unwrap();
        assert!(line.contains("held") && line.ends_with(&deleted), "{line}");
        let history = outbox.history(message);
        assert_eq!(history.iter().map(|entry| &*entry.outcome).collect::<Vec<_>>(), ["reminded"]);
    }
    assert!(!text.contains(third.reference.as_str()), "it is not its time yet");
    assert!(mail.subject().unwrap().ends_with(": 2") && mail.subject().unwrap().contains(&day(7)));
    let whole = String::from_utf8_lossy(&mails[0].mail).into_owned();
    assert!(!whole.contains("secret") && !whole.contains("ayse@"), "{whole}");
    assert_eq!(outbox.are(State::Held), 3);
}

#[test]
fn a_reminder_that_no_server_takes_is_none_and_is_tried_again() {
    let outbox = with_held(&[89]);
    let server = Smtp::start(at(Step::End, says("451 4.3.0 busy")));
    let delivering = outbox.deliver(&server.url(), 100_000, PATIENT);
    wait_until("it is tried again", || server.connections() > 2);
    assert!(outbox.history(&outbox.messages()[0]).is_empty());
    server.set(usual);
    wait_until("it is noted", || !outbox.history(&outbox.messages()[0]).is_empty());
    delivering.stop(&outbox);
}

#[test]
fn whom_a_reminder_does_not_reach_is_told() {
    let outbox = with_held(&[89]);
    let server = Smtp::start(|asked: &Asked| match asked.step {
        Step::Recipient if asked.said.contains("gone@") => says("550 5.1.1 no such user"),
        _ => Answer::Usual,
    });
    let (mut delivering, log) = deliver_to("office@example.org,gone@example.org", outbox.folder.path(), &server.url());
    wait_until("it is noted", || !outbox.history(&outbox.messages()[0]).is_empty());
    delivering.signal("INT");
    assert_eq!(delivering.end().1, Some(0));
    assert_eq!(server.mails().len(), 1);
    let log = log.lock().unwrap();
    let told =
        log.lines().find(|line| line.contains("does not take this recipient")).unwrap_or_else(|| panic!("{log}"));
    assert!(told.contains("gone@example.org") && told.contains("550"), "{told}");
}
