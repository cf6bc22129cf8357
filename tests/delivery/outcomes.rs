//! What becomes of a message at every kind of failure: nothing is lost, and what comes twice is the
//! same mail.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use communique::contact::State;
use communique::contact::delivery::stage::MailTimeouts;
use jiff::{SignedDuration, Timestamp};

use crate::delivery::outbox::{IMPATIENT, Outbox, PATIENT, id_of};
use crate::support::mails::by_id;
use crate::support::program::{said, wait_until};
use crate::support::smtp::{Answer, Asked, Smtp, Step, at, says, usual};

/// What is written down about a message after its first attempt.
struct Becomes {
    outcome: &'static str,
    /// From the attempt to the next, in minutes.
    waits: std::ops::RangeInclusive<f64>,
    maybe_duplicate: bool,
    /// Whether the server has got the whole mail.
    arrived: bool,
}

const SENT: Becomes = Becomes { outcome: "sent", waits: 0.0..=0.0, maybe_duplicate: false, arrived: true };
/// It does not count against the message.
const UNAVAILABLE: Becomes =
    Becomes { outcome: "unavailable", waits: 0.0..=0.0, maybe_duplicate: false, arrived: false };
const LATER: Becomes = Becomes { outcome: "later", waits: 0.8..=1.2, maybe_duplicate: false, arrived: false };
const REFUSED: Becomes = Becomes { outcome: "refused", waits: 48.0..=72.0, maybe_duplicate: false, arrived: false };
/// The server may have it.
const UNKNOWN: Becomes = Becomes { outcome: "later", waits: 15.0..=25.0, maybe_duplicate: true, arrived: true };

#[test]
fn what_the_server_does_decides_what_becomes_of_the_message() {
    use Answer::{Drips, HangsUp, Silence};
    let arrived = |becomes: Becomes| Becomes { arrived: true, ..becomes };
    let many =
        |lines: usize, long: usize| Answer::Says(format!("250-{}\r\n", "x".repeat(long)).repeat(lines) + "250 x");
    // RFC 5321 §4.5.3.1.5 allows 512 bytes; each of these becomes three.
    let bytes = |start: &str| Answer::Bytes([start.as_bytes(), &[0xe9; 400]].concat());
    let long = |start: &str| Answer::Says(format!("{start}{}", "x".repeat(5000)));
    let rows = [
        (Step::Connect, HangsUp, UNAVAILABLE, "connecting: "),
        (Step::Connect, says("421 4.3.2 closing"), UNAVAILABLE, "closing"),
        (Step::Connect, says("554 5.7.1 not you"), UNAVAILABLE, "not you"),
        (Step::Connect, says("what?"), UNAVAILABLE, "connecting: "),
        (Step::Connect, Silence, UNAVAILABLE, "no answer within"),
        (Step::Connect, Drips(Duration::from_millis(200)), UNAVAILABLE, "no answer within"),
        (Step::Connect, long("220 "), SENT, "taken"),
        (Step::Connect, bytes("220 "), SENT, "taken"),
        (Step::Connect, says("220\tmail"), SENT, "taken"),
        (Step::Connect, long("554 "), UNAVAILABLE, "xxx"),
        (Step::Hello, long("250-x\r\n250-AUTH PLAIN\r\n250 "), SENT, "taken"),
        (Step::Hello, says("250-\r\n250\tauth=plain"), SENT, "taken"),
        (Step::Hello, Silence, UNAVAILABLE, "no answer within"),
        (Step::Hello, HangsUp, UNAVAILABLE, "connecting: "),
        (Step::Hello, many(5000, 10), UNAVAILABLE, "logging in: "),
        (Step::Hello, says("500 what?"), UNAVAILABLE, "what?"),
        (Step::Hello, Answer::Says("x".repeat(2000)), UNAVAILABLE, "connecting: "),
        (Step::Hello, Answer::Says("x".repeat(10_000_000)), UNAVAILABLE, "connecting: "),
        (Step::Hello, says("250 plain.example.org"), UNAVAILABLE, "logging in: "),
        (Step::Login, long("235 "), SENT, "taken"),
        (Step::Login, long("535 "), UNAVAILABLE, "xxx"),
        (Step::Login, says("535 5.7.8 wrong password"), UNAVAILABLE, "wrong password"),
        (Step::Login, says("454 4.7.0 later"), UNAVAILABLE, "later"),
        (Step::Login, Silence, UNAVAILABLE, "logging in: no answer within"),
        (Step::Sender, says("530 5.7.0 log in first"), UNAVAILABLE, "log in first"),
        (Step::Sender, Silence, LATER, "naming the sender: no answer within"),
        (Step::Sender, says("451 4.3.0 busy"), LATER, "busy"),
        (Step::Recipient, says("450 4.2.1 mailbox busy"), LATER, "mailbox busy"),
        (Step::Recipient, says("421 4.3.2 closing"), UNAVAILABLE, "closing"),
        (Step::Recipient, says("550 5.1.1 nobody here"), REFUSED, "nobody here"),
        (Step::Recipient, Silence, LATER, "naming the recipient: no answer within"),
        (Step::Recipient, HangsUp, LATER, "naming the recipient: "),
        (Step::Recipient, Drips(Duration::from_millis(1)), SENT, "taken"),
        (Step::Data, says("452 4.3.1 disk full"), LATER, "disk full"),
        (Step::Data, says("554 5.5.1 no"), REFUSED, "no"),
        (Step::Data, says("250 2.0.0 fine"), UNAVAILABLE, "does not belong here"),
        (Step::Data, Silence, LATER, "beginning the mail: no answer within"),
        // It cannot have the mail; but that is known only to the server.
        (Step::Mail, HangsUp, Becomes { arrived: false, ..UNKNOWN }, "the mail itself: "),
        (Step::End, says("451 4.3.0 try again"), arrived(LATER), "try again"),
        (Step::End, says("554 5.6.0 bad content"), arrived(REFUSED), "bad content"),
        (Step::End, Silence, UNKNOWN, "the mail itself: no answer within"),
        (Step::End, HangsUp, UNKNOWN, "the mail itself: "),
        (Step::End, says("354 more"), UNKNOWN, "does not belong here"),
        (Step::End, says("421 4.7.0 suspicious"), arrived(LATER), "suspicious"),
        (Step::End, many(120, 900), SENT, "250 xxx"),
        (Step::End, many(120, 5000), SENT, "250 xxx"),
        // It has taken the mail, however much it has to say about that.
        (Step::End, many(501, 10), SENT, "250 xxx"),
        (Step::End, many(50_000, 10), SENT, "250 xxx"),
        (Step::End, Answer::Says("250-x\r\n".repeat(600) + "2500 x"), UNKNOWN, "the mail itself: "),
        (Step::End, long("250 "), SENT, "250 xxx"),
        (Step::End, bytes("250 "), SENT, "250 \u{fffd}"),
        (Step::End, says(&format!("250-x\r\n250-{}\r\n250 y", "x".repeat(5000))), SENT, "250 x xxx"),
        (Step::End, bytes("451 "), arrived(LATER), "\u{fffd}"),
        (Step::End, bytes("554 "), arrived(REFUSED), "\u{fffd}"),
        (Step::End, long("451 "), arrived(LATER), "xxx"),
        (Step::End, long("554 "), arrived(REFUSED), "xxx"),
        (Step::End, says("250\tok"), SENT, "250 ok"),
        (Step::End, says("250"), SENT, "250"),
        (Step::End, says("250\r"), SENT, "250"),
        (Step::End, says("250\0"), SENT, "250"),
        (Step::End, says("2500 ok"), UNKNOWN, "the mail itself: "),
        (Step::End, many(100, 70), SENT, "250 xxx"),
        (Step::End, Drips(Duration::from_millis(1)), SENT, "250 2.0.0 taken"),
        (Step::End, Answer::Usual, SENT, "250 2.0.0 taken"),
    ];
    // Side by side, for most of them wait; but not so many that the disk holds them up.
    let rows = Mutex::new(rows.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                while let Some(row) = { rows.lock().unwrap().next() } {
                    one_attempt(row);
                }
            });
        }
    });
}

fn one_attempt((step, answer, becomes, says): (Step, Answer, Becomes, &str)) {
    let shown = format!("{answer:?} at {step:?}");
    let row = format!("{shown:.60}");
    let outbox = Outbox::with(1);
    let slow = matches!(answer, Answer::Silence) || shown.contains("200ms");
    let server = Smtp::start(at(step, answer));
    let url = server.url().replace("//", "//user:secret@");
    let delivering = outbox.deliver(&url, 1, if slow { IMPATIENT } else { PATIENT });
    let message = || outbox.messages().remove(0);
    wait_until(&row, || !outbox.history(&message()).is_empty());
    assert!(delivering.stop(&outbox) < Duration::from_secs(5), "{row}");

    let message = message();
    let [attempt] = &outbox.history(&message)[..] else { panic!("{row}: more than one attempt") };
    assert_eq!(attempt.outcome, becomes.outcome, "{row}: {}", attempt.answer);
    assert!(attempt.answer.contains(says), "{row}: {}", attempt.answer);
    assert!(attempt.answer.chars().count() <= 350, "{row}: {}", attempt.answer);
    assert!(!attempt.answer.contains("secret"), "{row}: {}", attempt.answer);
    let state = if becomes.outcome == "sent" { State::Sent } else { State::Queued };
    assert_eq!(message.state, state, "{row}");
    assert_eq!(message.attempts, u32::from(becomes.outcome != "unavailable"), "{row}");
    assert_eq!(message.refusals, u32::from(becomes.outcome == "refused"), "{row}");
    assert_eq!(message.maybe_duplicate, becomes.maybe_duplicate, "{row}");
    // In whole seconds, and there may be one between the two.
    let waits = message.next_attempt_at.duration_since(attempt.at).as_secs_f64() / 60.0;
    let slack = 2.0 / 60.0;
    let expected = becomes.waits.start() - slack..=becomes.waits.end() + slack;
    assert!(expected.contains(&waits), "{row}: again in {waits} min");
    let mails = server.mails();
    assert_eq!(mails.len(), usize::from(becomes.arrived), "{row}");
    assert!(mails.iter().all(|mail| mail.acknowledged || becomes.outcome != "sent"), "{row}");
}

#[test]
fn a_server_that_does_not_know_ehlo_gets_the_mail_after_helo() {
    for unknown in ["500 5.5.1 what?", "502 5.5.1 not here", "500-what?\r\n500 no"] {
        let outbox = Outbox::with(1);
        let server = Smtp::start(move |asked: &Asked| match asked.step {
            Step::Hello if asked.said.starts_with("EHLO") => says(unknown),
            Step::Hello => says("250 mail.example.org"),
            _ => Answer::Usual,
        });
        let delivering = outbox.deliver(&server.url(), 1, PATIENT);
        wait_until("it is sent", || outbox.are(State::Sent) == 1);
        delivering.stop(&outbox);
        let hello = ["EHLO www.example.org", "HELO www.example.org"];
        assert_eq!(server.heard()[..2], hello, "{unknown}");
        assert_eq!(server.mails().len(), 1, "{unknown}");
    }
    // Without extensions there is no TLS and no login, and neither goes without.
    for scheme in ["smtp+starttls://", "smtp://user:secret@"] {
        let outbox = Outbox::with(1);
        let server = Smtp::start(|asked: &Asked| match asked.step {
            Step::Hello if asked.said.starts_with("EHLO") => says("502 5.5.1 not here"),
            Step::Hello => says("250-STARTTLS\r\n250-AUTH PLAIN\r\n250 AUTH PLAIN"),
            _ => Answer::Usual,
        });
        let delivering = outbox.deliver(&server.url().replace("smtp://", scheme), 1, PATIENT);
        wait_until("it is tried", || !outbox.history(&outbox.messages()[0]).is_empty());
        delivering.stop(&outbox);
        assert!(server.mails().is_empty() && outbox.are(State::Queued) == 1, "{scheme}");
        assert!(server.heard().iter().all(|said| !said.starts_with("AUTH")), "{scheme}");
    }
}

#[test]
fn whatever_a_server_does_every_message_arrives_and_what_comes_twice_is_the_same() {
    let outbox = Outbox::with(25);
    let failures = [
        (Step::Connect, Answer::HangsUp),
        (Step::Connect, says("421 4.3.2 closing")),
        (Step::Hello, Answer::Silence),
        (Step::Sender, says("451 4.3.0 busy")),
        (Step::Recipient, says("450 4.2.1 busy")),
        (Step::Recipient, Answer::HangsUp),
        (Step::Data, says("421 4.3.2 closing")),
        (Step::Mail, Answer::HangsUp),
        (Step::End, says("451 4.3.0 try again")),
        (Step::End, Answer::HangsUp),
        (Step::End, Answer::Silence),
    ];
    let misbehaves = move |asked: &Asked| {
        // Every other connection is good.
        let failure = failures.get(asked.connection / 2 % failures.len());
        let (step, answer) =
            failure.filter(|_| asked.connection.is_multiple_of(2)).cloned().unwrap_or((Step::End, Answer::Usual));
        if asked.step == step { answer } else { Answer::Usual }
    };
    let server = Smtp::start(misbehaves);
    let short = Duration::from_millis(250);
    let timeouts = MailTimeouts { connect: short, command: short, content: short };
    let loops = [(); 2].map(|()| outbox.deliver(&server.url(), 20_000, timeouts));
    wait_until("everything is sent", || outbox.are(State::Sent) == 25);
    for delivering in loops {
        delivering.stop(&outbox);
    }

    let mails = server.mails();
    let by_id = by_id(&mails);
    let messages = outbox.messages();
    let expected: BTreeSet<String> = messages.iter().map(id_of).collect();
    assert_eq!(by_id.keys().cloned().collect::<BTreeSet<_>>(), expected);
    for (id, copies) in &by_id {
        let acknowledged = copies.iter().filter(|copy| copy.acknowledged).count();
        // More than once only where the answer came too late for us.
        assert!(acknowledged >= 1, "{id} never arrived");
        assert!(copies.iter().all(|copy| copy.mail == copies[0].mail), "{id} has two forms");
    }
    assert!(by_id.values().any(|copies| copies.len() > 1), "nothing came twice: this test claims too much");
    for message in messages {
        let history = outbox.history(&message);
        let unknown = history
            .iter()
            .any(|attempt| attempt.answer.starts_with("the mail itself: ") && !attempt.answer.contains("451"));
        assert_eq!(message.maybe_duplicate, unknown, "{history:?}");
        assert_eq!(history.last().unwrap().outcome, "sent");
        assert_eq!(history.iter().filter(|attempt| attempt.outcome == "sent").count(), 1);
    }
}

#[test]
fn nobody_takes_a_message_over_while_its_mail_may_be_under_way() {
    let outbox = Outbox::with(1);
    let timeouts = MailTimeouts::default();
    // The greeting; TLS, login, sender, recipient and data; the mail itself; the farewell.
    let mail = timeouts.connect + 5 * timeouts.command + timeouts.content + Duration::from_secs(2);
    // Five tries, each given up after 8 s, and the pauses between.
    let recording = Duration::from_secs(5 * 8 + 6);
    let server = Smtp::start(at(Step::End, Answer::Silence));
    let delivering = outbox.deliver(&server.url(), 1, timeouts);
    wait_until("the mail is under way", || server.mails().len() == 1);
    let take_over = |after: Duration| {
        let claim = outbox.inbox.claim("another", Timestamp::now() + after, SignedDuration::from_mins(1));
        outbox.runtime.block_on(claim).unwrap()
    };
    for after in [Duration::ZERO, mail, mail + recording] {
        assert!(take_over(after).is_none(), "it was taken over after {after:?}");
    }
    // Its owner may be gone.
    assert!(take_over(Duration::from_secs(60 * 60)).is_some_and(|message| message.maybe_duplicate));
    delivering.running.abort();
}

#[test]
fn a_message_that_is_refused_does_not_hold_up_the_others() {
    for (step, answer) in [
        (Step::End, says("554 5.6.0 not this one")),
        (Step::End, says("451 4.6.0 not this one now")),
        (Step::End, Answer::Silence),
    ] {
        let outbox = Outbox::with(12);
        let third = outbox.messages()[2].clone();
        let reference = third.reference.to_string();
        let shown = format!("{answer:?}");
        let server = Smtp::start(move |asked: &Asked| {
            if asked.step == step && asked.said.contains(&reference) { answer.clone() } else { Answer::Usual }
        });
        let delivering = outbox.deliver(&server.url(), 1, MailTimeouts { content: Duration::from_secs(1), ..PATIENT });
        wait_until("the others are sent", || outbox.are(State::Sent) == 11);
        delivering.stop(&outbox);
        let waits: Vec<_> = outbox.messages().into_iter().filter(|message| message.state != State::Sent).collect();
        assert!(waits.len() == 1 && waits[0].id == third.id && waits[0].state == State::Queued, "{shown}");
        assert_eq!((waits[0].attempts, outbox.history(&third).len()), (1, 1), "{shown}");
    }
}

#[test]
fn a_message_that_is_refused_three_times_waits_for_a_person_who_can_send_it_again() {
    let outbox = Outbox::with(2);
    let server = Smtp::start(at(Step::Recipient, says("550 5.1.1 nobody here")));
    let delivering = outbox.deliver(&server.url(), 50_000, PATIENT);
    wait_until("both are parked", || outbox.are(State::Parked) == 2);
    delivering.stop(&outbox);
    let connections = server.connections();
    assert_eq!(connections, 6);
    for message in outbox.messages() {
        let history = outbox.history(&message);
        let outcomes: Vec<&str> = history.iter().map(|attempt| attempt.outcome.as_str()).collect();
        assert_eq!(outcomes, ["refused", "refused", "parked"]);
        assert!(history.iter().all(|attempt| attempt.answer.contains("550")), "{history:?}");
    }
    // A person mends the address, and sends one of them again.
    server.set(usual);
    let first = outbox.messages().remove(0);
    said(outbox.folder.path(), &["inbox", "retry", first.reference.as_str()]);
    let delivering = outbox.deliver(&server.url(), 50_000, PATIENT);
    wait_until("it is sent", || outbox.are(State::Sent) == 1);
    delivering.stop(&outbox);
    assert_eq!(outbox.are(State::Parked), 1);
    assert_eq!(by_id(&server.mails()).into_keys().collect::<Vec<_>>(), [id_of(&first)]);
}
