//! Delivery against a mail server that does what it likes: what becomes of a message at every
//! kind of failure, that nothing is lost and nobody harried, and how the loop stops.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use communique::config::DatabaseUrl;
use communique::contact::delivery::Delivery;
use communique::contact::delivery::backoff::Backoff;
use communique::contact::delivery::mail::Envelope;
use communique::contact::delivery::smtp::MailServer;
use communique::contact::delivery::stage::Timeouts;
use communique::contact::form::{Submission, Topic};
use communique::contact::inbox::{Inbox, open};
use communique::contact::message::Attempt;
use communique::contact::{Message, NewMessage, State};
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use support::program::{BINARY, Process, Program, database, said, serve, wait_until};
use support::smtp::{Answer, Asked, Protection, Received, Smtp, Step, at, says, usual};
use support::tls::Authority;
use support::{letter, post};
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// Enough for a busy machine.
const PATIENT: Timeouts =
    Timeouts { connect: Duration::from_secs(20), command: Duration::from_secs(20), end: Duration::from_secs(20) };
/// For servers that say nothing.
const IMPATIENT: Timeouts =
    Timeouts { connect: Duration::from_secs(2), command: Duration::from_secs(2), end: Duration::from_secs(2) };

/// An inbox with messages.
struct Office {
    folder: tempfile::TempDir,
    inbox: Arc<dyn Inbox>,
    runtime: Runtime,
}

impl Office {
    fn with(messages: usize) -> Self {
        let (folder, runtime) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
        let inbox = runtime.block_on(open(&DatabaseUrl::Sqlite(database(folder.path())))).unwrap();
        let office = Self { folder, inbox, runtime };
        (0..messages).for_each(|number| office.store(&format!("Message {number}")));
        office
    }

    fn store(&self, text: &str) {
        let submission = Submission {
            topic: Topic::Other,
            about: None,
            name: "Ayşə".into(),
            email: "ayse@example.org".into(),
            organisation: None,
            reply: "az".into(),
            message: text.into(),
        };
        let (page_language, consent) = ("az".to_owned(), "2026-01-01".to_owned());
        let received_at = Timestamp::now();
        let message = NewMessage { submission, page_language, consent, suspicions: vec![], received_at };
        self.runtime.block_on(self.inbox.store(&message)).unwrap();
    }

    /// All messages, the oldest first.
    fn messages(&self) -> Vec<Message> {
        self.runtime.block_on(self.inbox.list(None, "", 1000)).unwrap().messages
    }

    fn history(&self, message: &Message) -> Vec<Attempt> {
        self.runtime.block_on(self.inbox.attempts(&message.id)).unwrap()
    }

    fn are(&self, state: State) -> usize {
        self.messages().iter().filter(|message| message.state == state).count()
    }

    /// Begins to deliver.
    fn deliver(&self, url: &str, speed: i64, timeouts: Timeouts) -> Loop {
        static LOOPS: AtomicUsize = AtomicUsize::new(0);
        let delivery = Delivery {
            inbox: Arc::clone(&self.inbox),
            server: MailServer::new(url.parse().unwrap(), timeouts).unwrap(),
            envelope: Envelope::new("site@example.org", "office@example.org").unwrap(),
            backoff: Backoff { speed },
            owner: format!("loop {}", LOOPS.fetch_add(1, Ordering::Relaxed)),
            arrived: Arc::<Notify>::default(),
            tally: Arc::default(),
        };
        let (stop, stopped) = watch::channel(false);
        let running = self.runtime.spawn(async move { delivery.run(stopped).await });
        Loop { stop, running }
    }
}

struct Loop {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Loop {
    /// Tells it to stop: once, as the program does.
    fn tell(&self) {
        self.stop.send_if_modified(|stop| !std::mem::replace(stop, true));
    }

    /// Stops it; how long that took.
    fn stop(self, office: &Office) -> Duration {
        let started = Instant::now();
        self.tell();
        office.runtime.block_on(self.running).unwrap();
        started.elapsed()
    }
}

/// Mails by their Message-ID, in the order in which they came.
fn by_id(mails: &[Received]) -> BTreeMap<String, Vec<&Received>> {
    let mut by_id = BTreeMap::<_, Vec<_>>::new();
    for received in mails {
        let mail = MessageParser::default().parse(&received.mail).unwrap();
        by_id.entry(mail.message_id().unwrap().to_owned()).or_default().push(received);
    }
    by_id
}

fn id_of(message: &Message) -> String {
    format!("{}@example.org", message.id)
}

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
/// Nothing is held against the message.
const RELEASED: Becomes = Becomes { outcome: "released", waits: 0.0..=0.0, maybe_duplicate: false, arrived: false };
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
    let rows = [
        (Step::Connect, HangsUp, RELEASED, "connecting: "),
        (Step::Connect, says("421 4.3.2 closing"), RELEASED, "closing"),
        (Step::Connect, says("554 5.7.1 not you"), RELEASED, "not you"),
        (Step::Connect, says("what?"), RELEASED, "connecting: "),
        (Step::Connect, Silence, RELEASED, "no answer within"),
        (Step::Connect, Drips(Duration::from_millis(200)), RELEASED, "no answer within"),
        (Step::Hello, Silence, RELEASED, "no answer within"),
        (Step::Hello, HangsUp, RELEASED, "connecting: "),
        (Step::Hello, many(5000, 10), RELEASED, "does not stop talking"),
        (Step::Hello, Answer::Says("x".repeat(2000)), RELEASED, "too long"),
        (Step::Hello, Answer::Says("x".repeat(10_000_000)), RELEASED, "does not stop talking"),
        (Step::Hello, says("250 plain.example.org"), RELEASED, "logging in: "),
        (Step::Login, says("535 5.7.8 wrong password"), RELEASED, "wrong password"),
        (Step::Login, says("454 4.7.0 later"), RELEASED, "later"),
        (Step::Login, Silence, RELEASED, "logging in: no answer within"),
        (Step::Sender, says("530 5.7.0 log in first"), RELEASED, "log in first"),
        (Step::Sender, Silence, LATER, "naming the sender: no answer within"),
        (Step::Sender, says("451 4.3.0 busy"), LATER, "busy"),
        (Step::Recipient, says("450 4.2.1 mailbox busy"), LATER, "mailbox busy"),
        (Step::Recipient, says("421 4.3.2 closing"), RELEASED, "closing"),
        (Step::Recipient, says("550 5.1.1 nobody here"), REFUSED, "nobody here"),
        (Step::Recipient, Silence, LATER, "naming the recipient: no answer within"),
        (Step::Recipient, HangsUp, LATER, "naming the recipient: "),
        (Step::Recipient, Drips(Duration::from_millis(1)), SENT, "taken"),
        (Step::Data, says("452 4.3.1 disk full"), LATER, "disk full"),
        (Step::Data, says("554 5.5.1 no"), REFUSED, "no"),
        (Step::Data, says("250 2.0.0 fine"), RELEASED, "does not belong here"),
        (Step::Data, Silence, LATER, "beginning the mail: no answer within"),
        // It cannot have the mail; but that is known only to the server.
        (Step::Mail, HangsUp, Becomes { arrived: false, ..UNKNOWN }, "the mail itself: "),
        (Step::End, says("451 4.3.0 try again"), arrived(LATER), "try again"),
        (Step::End, says("554 5.6.0 bad content"), arrived(REFUSED), "bad content"),
        (Step::End, Silence, UNKNOWN, "the mail itself: no answer within"),
        (Step::End, HangsUp, UNKNOWN, "the mail itself: "),
        (Step::End, says("354 more"), UNKNOWN, "does not belong here"),
        (Step::End, says("421 4.3.2 closing"), arrived(RELEASED), "closing"),
        (Step::End, many(120, 900), UNKNOWN, "too large"),
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
    let office = Office::with(1);
    let slow = matches!(answer, Answer::Silence) || shown.contains("200ms");
    let server = Smtp::start(at(step, answer));
    let url = server.url().replace("//", "//user:secret@");
    let delivering = office.deliver(&url, 1, if slow { IMPATIENT } else { PATIENT });
    let message = || office.messages().remove(0);
    wait_until(&row, || !office.history(&message()).is_empty());
    assert!(delivering.stop(&office) < Duration::from_secs(5), "{row}");

    let message = message();
    let [attempt] = &office.history(&message)[..] else { panic!("{row}: more than one attempt") };
    assert_eq!(attempt.outcome, becomes.outcome, "{row}: {}", attempt.answer);
    assert!(attempt.answer.contains(says), "{row}: {}", attempt.answer);
    assert!(attempt.answer.chars().count() <= 350, "{row}: {}", attempt.answer);
    assert!(!attempt.answer.contains("secret"), "{row}: {}", attempt.answer);
    let state = if becomes.outcome == "sent" { State::Sent } else { State::Queued };
    assert_eq!(message.state, state, "{row}");
    assert_eq!(message.attempts, u32::from(becomes.outcome != "released"), "{row}");
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
fn whatever_a_server_does_every_message_arrives_and_what_comes_twice_is_the_same() {
    let office = Office::with(25);
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
    let timeouts = Timeouts { connect: short, command: short, end: short };
    let loops = [(); 2].map(|()| office.deliver(&server.url(), 20_000, timeouts));
    wait_until("everything is sent", || office.are(State::Sent) == 25);
    for delivering in loops {
        delivering.stop(&office);
    }

    let mails = server.mails();
    let by_id = by_id(&mails);
    let messages = office.messages();
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
        let history = office.history(&message);
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
    let office = Office::with(1);
    let timeouts = Timeouts::default();
    // The greeting; TLS, login, sender, recipient and data; the mail itself; the farewell.
    let mail = timeouts.connect + 5 * timeouts.command + timeouts.end + Duration::from_secs(2);
    // Five tries, each given up after 8 s, and the pauses between.
    let recording = Duration::from_secs(5 * 8 + 6);
    let server = Smtp::start(at(Step::End, Answer::Silence));
    let delivering = office.deliver(&server.url(), 1, timeouts);
    wait_until("the mail is under way", || server.mails().len() == 1);
    let take_over = |after: Duration| {
        let claim = office.inbox.claim("another", Timestamp::now() + after, SignedDuration::from_mins(1));
        office.runtime.block_on(claim).unwrap()
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
        let office = Office::with(12);
        let third = office.messages()[2].clone();
        let reference = third.reference.to_string();
        let shown = format!("{answer:?}");
        let server = Smtp::start(move |asked: &Asked| {
            if asked.step == step && asked.said.contains(&reference) { answer.clone() } else { Answer::Usual }
        });
        let delivering = office.deliver(&server.url(), 1, Timeouts { end: Duration::from_secs(1), ..PATIENT });
        wait_until("the others are sent", || office.are(State::Sent) == 11);
        delivering.stop(&office);
        let waits: Vec<_> = office.messages().into_iter().filter(|message| message.state != State::Sent).collect();
        assert!(waits.len() == 1 && waits[0].id == third.id && waits[0].state == State::Queued, "{shown}");
        assert_eq!((waits[0].attempts, office.history(&third).len()), (1, 1), "{shown}");
    }
}

#[test]
fn a_server_that_is_away_is_not_harried_and_then_gets_everything() {
    for answer in [Answer::HangsUp, says("421 4.3.2 closing")] {
        let office = Office::with(8);
        let server = Smtp::start(at(Step::Connect, answer));
        let started = Instant::now();
        let delivering = office.deliver(&server.url(), 300, PATIENT);
        wait_until("five tries", || server.connections() >= 5);
        // 5, 10, 30 and 60 s, less 20 %, at 300 times the speed.
        assert!(started.elapsed() >= Duration::from_millis(280), "five tries within {:?}", started.elapsed());
        wait_until("they are written down", || {
            office.messages().iter().map(|message| office.history(message).len()).sum::<usize>() >= 5
        });
        for message in office.messages() {
            assert_eq!((message.state, message.attempts, message.maybe_duplicate), (State::Queued, 0, false));
            assert!(office.history(&message).iter().all(|attempt| attempt.outcome == "released"));
        }
        server.set(usual);
        wait_until("everything is sent", || office.are(State::Sent) == 8);
        delivering.stop(&office);
        assert!(office.messages().iter().all(|message| message.attempts == 1));
        assert!(by_id(&server.mails()).values().all(|copies| copies.len() == 1));
    }
}

#[test]
fn a_server_that_nobody_listens_at_gets_everything_once_it_is_back() {
    let office = Office::with(5);
    let server = Smtp::start(usual);
    server.leave();
    let delivering = office.deliver(&server.url(), 100, PATIENT);
    let first = office.messages().remove(0);
    wait_until("some tries", || office.history(&first).len() + office.history(&office.messages()[1]).len() >= 2);
    assert!(
        office.history(&first)[0].answer.to_lowercase().contains("connection refused"),
        "{:?}",
        office.history(&first)
    );
    server.come_back();
    wait_until("everything is sent", || office.are(State::Sent) == 5);
    delivering.stop(&office);
    assert!(office.messages().iter().all(|message| message.attempts == 1 && !message.maybe_duplicate));
    assert_eq!(server.mails().len(), 5);
}

#[test]
fn a_password_that_is_not_accepted_is_not_tried_again_and_again() {
    let office = Office::with(10);
    let server = Smtp::start(at(Step::Login, says("535 5.7.8 no")));
    let logins = || server.heard().iter().filter(|line| line.starts_with("AUTH")).count();
    let started = Instant::now();
    let delivering = office.deliver(&server.url().replace("//", "//user:secret@"), 7200, PATIENT);
    wait_until("three logins", || logins() >= 3);
    // Twice an hour, less 20 %, at 7200 times the speed.
    assert!(started.elapsed() >= Duration::from_millis(800), "three logins within {:?}", started.elapsed());
    assert!(office.messages().iter().all(|message| (message.state, message.attempts) != (State::Sent, 1)));
    assert!(server.heard().iter().all(|line| !line.starts_with("MAIL")));
    server.set(usual);
    wait_until("everything is sent", || office.are(State::Sent) == 10);
    delivering.stop(&office);
    assert!(office.messages().iter().all(|message| message.attempts == 1));
}

#[test]
fn two_loops_never_send_one_message_twice() {
    let office = Office::with(60);
    let server = Smtp::start(usual);
    // The second as another process would: with a connection of its own.
    let other = office.runtime.block_on(open(&DatabaseUrl::Sqlite(database(office.folder.path())))).unwrap();
    let beside = Office { folder: tempfile::tempdir().unwrap(), inbox: other, runtime: Runtime::new().unwrap() };
    let loops = [&office, &beside, &office].map(|side| (side.deliver(&server.url(), 1, PATIENT), side));
    wait_until("everything is sent", || office.are(State::Sent) == 60);
    for (delivering, side) in loops {
        delivering.stop(side);
    }
    let mails = server.mails();
    assert_eq!((mails.len(), by_id(&mails).len()), (60, 60));
    assert!(office.messages().iter().all(|message| message.attempts == 1 && office.history(message).len() == 1));
}

#[test]
fn a_stop_finishes_the_mail_that_is_under_way_and_begins_no_other() {
    let office = Office::with(3);
    let (arrived, seen) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let (arrived, released) = (Mutex::new(arrived), Mutex::new(released));
    let server = Smtp::start(move |asked: &Asked| {
        if asked.step == Step::End {
            arrived.lock().unwrap().send(()).unwrap();
            released.lock().unwrap().recv().unwrap();
        }
        Answer::Usual
    });
    let delivering = office.deliver(&server.url(), 1, PATIENT);
    seen.recv_timeout(Duration::from_secs(20)).unwrap();
    delivering.tell();
    release.send(()).unwrap();
    delivering.stop(&office);
    let states: Vec<_> = office.messages().iter().map(|message| (message.state, message.attempts)).collect();
    assert_eq!(states, [(State::Sent, 1), (State::Queued, 0), (State::Queued, 0)]);
    assert_eq!((server.mails().len(), server.connections()), (1, 1));
}

#[test]
fn a_stop_is_not_slept_through_when_the_mail_under_way_fails() {
    // At a wrong password the loop waits for an hour, with a server that is away for some seconds.
    for (step, answer) in [(Step::Login, says("535 5.7.8 no")), (Step::Recipient, says("421 4.3.2 closing"))] {
        let office = Office::with(2);
        let (arrived, seen) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let (arrived, released) = (Mutex::new(arrived), Mutex::new(released));
        let server = Smtp::start(move |asked: &Asked| {
            if asked.step != step {
                return Answer::Usual;
            }
            arrived.lock().unwrap().send(()).unwrap();
            released.lock().unwrap().recv().unwrap();
            answer.clone()
        });
        let delivering = office.deliver(&server.url().replace("//", "//user:secret@"), 1, PATIENT);
        seen.recv_timeout(Duration::from_secs(20)).unwrap();
        delivering.tell();
        // It has heard of the stop before the mail fails; else this would show nothing.
        std::thread::sleep(Duration::from_millis(100));
        release.send(()).unwrap();
        let took = delivering.stop(&office);
        assert!(took < Duration::from_secs(3), "{step:?}: {took:?}");
        assert_eq!((server.connections(), office.are(State::Queued)), (1, 2));
    }
}

#[test]
fn a_message_that_is_refused_three_times_waits_for_a_person_who_can_send_it_again() {
    let office = Office::with(2);
    let server = Smtp::start(at(Step::Recipient, says("550 5.1.1 nobody here")));
    let delivering = office.deliver(&server.url(), 50_000, PATIENT);
    wait_until("both are parked", || office.are(State::Parked) == 2);
    delivering.stop(&office);
    let connections = server.connections();
    assert_eq!(connections, 6);
    for message in office.messages() {
        let history = office.history(&message);
        let outcomes: Vec<&str> = history.iter().map(|attempt| attempt.outcome.as_str()).collect();
        assert_eq!(outcomes, ["refused", "refused", "parked"]);
        assert!(history.iter().all(|attempt| attempt.answer.contains("550")), "{history:?}");
    }
    // A person mends the address, and sends one of them again.
    server.set(usual);
    let first = office.messages().remove(0);
    said(office.folder.path(), &["inbox", "retry", first.reference.as_str()]);
    let delivering = office.deliver(&server.url(), 50_000, PATIENT);
    wait_until("it is sent", || office.are(State::Sent) == 1);
    delivering.stop(&office);
    assert_eq!(office.are(State::Parked), 1);
    assert_eq!(by_id(&server.mails()).into_keys().collect::<Vec<_>>(), [id_of(&first)]);
}

/// Tries once; what is written down of it, and what the server has heard in the clear.
fn once(office: &Office, server: &Smtp, url: &str) -> (Attempt, Vec<String>) {
    let delivering = office.deliver(url, 1, PATIENT);
    let message = office.messages().remove(0);
    wait_until("an attempt", || !office.history(&message).is_empty());
    delivering.stop(office);
    (office.history(&message).remove(0), server.heard())
}

#[test]
fn a_server_that_offers_no_tls_is_told_nothing() {
    let office = Office::with(1);
    let server = Smtp::start(usual);
    let url = server.url().replace("smtp://", "smtp+starttls://user:secret@");
    let (attempt, heard) = once(&office, &server, &url);
    assert_eq!(attempt.outcome, "released");
    assert!(attempt.answer.contains("STARTTLS is not supported"), "{}", attempt.answer);
    assert!(heard.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{heard:?}");
    // Nor one that says in the clear what it should say by TLS.
    let url = server.url().replace("smtp://", "smtps://user:secret@");
    let (attempt, heard) = once(&Office::with(1), &server, &url);
    assert_eq!(attempt.outcome, "released");
    assert!(heard.iter().all(|line| !line.starts_with("AUTH") && !line.starts_with("MAIL")), "{heard:?}");
    assert_eq!(office.messages()[0].state, State::Queued);
}

#[test]
#[ignore = "needs openssl; tests/run installs it"]
fn a_mail_goes_only_to_a_server_whose_certificate_is_right() {
    let (ours, other) = (Authority::new(), Authority::new());
    let right = ours.certificate("IP:127.0.0.1");
    for (certificate, sent, says) in [
        (right, true, "taken"),
        (other.certificate("IP:127.0.0.1"), false, "invalid peer certificate"),
        (ours.certificate("DNS:mail.example.org"), false, "invalid peer certificate"),
    ] {
        for protection in [Protection::StartTls(certificate.clone()), Protection::Tls(certificate.clone())] {
            let office = Office::with(1);
            let server = Smtp::protected(protection.clone(), usual);
            let url = server.url().replace("//", "//user:secret@");
            let url = format!("{url}?ca={}", ours.path().display());
            let (attempt, heard) = once(&office, &server, &url);
            assert_eq!(attempt.outcome, if sent { "sent" } else { "released" }, "{protection:?}: {}", attempt.answer);
            assert!(attempt.answer.contains(says), "{protection:?}: {}", attempt.answer);
            let message = office.messages().remove(0);
            assert_eq!((message.state, message.attempts), if sent { (State::Sent, 1) } else { (State::Queued, 0) });
            assert_eq!(server.mails().len(), usize::from(sent));
            let told = heard.iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL"));
            assert_eq!(told, sent, "{protection:?}: {heard:?}");
        }
    }
}

#[test]
#[ignore = "needs openssl; tests/run installs it"]
fn what_somebody_adds_before_tls_is_not_taken_for_the_answer_of_the_server() {
    // Whoever sits on the line could pretend that the server has taken the mail (CVE-2011-0411).
    let authority = Authority::new();
    let added = "250-mail.example.org\r\n250 AUTH PLAIN\r\n250 yes\r\n250 yes\r\n354 yes\r\n250 taken";
    let server =
        Smtp::protected(Protection::StartTls(authority.certificate("IP:127.0.0.1")), move |asked: &Asked| match asked
            .step
        {
            Step::StartTls => Answer::Says(format!("220 go on\r\n{added}")),
            Step::End => says("554 5.6.0 not taken"),
            _ => Answer::Usual,
        });
    let office = Office::with(1);
    let (attempt, heard) = once(&office, &server, &format!("{}?ca={}", server.url(), authority.path().display()));
    assert_eq!(attempt.outcome, "released", "{}", attempt.answer);
    assert!(heard.iter().all(|line| line.starts_with("EHLO") || line == "STARTTLS"), "{heard:?}");
}

/// `communique deliver` on the messages of a folder.
fn deliver(folder: &Path, url: &str) -> (Process, Arc<Mutex<String>>) {
    let mut command = Command::new(BINARY);
    command.args(["deliver", "--log-format=json", "--mail-from=site@example.org", "--mail-to=office@example.org"]);
    command.env("STATE_DIRECTORY", folder).env("COMMUNIQUE_SMTP_URL", url);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let (log, mut stderr) = (Arc::<Mutex<String>>::default(), child.stderr.take().unwrap());
    let written = Arc::clone(&log);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = std::io::Read::read(&mut stderr, &mut buffer) {
            written.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
    });
    (Process(child), log)
}

fn send(server: &Program, text: &str) {
    let answer = post(server.address(), "/az/contact", &letter(text), &[]);
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[test]
fn the_server_mails_what_it_takes_at_once_with_a_url_from_a_variable_or_a_file() {
    let smtp = Smtp::start(usual);
    let url = smtp.url().replace("//", "//user:secret@");
    for by_file in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = serve(folder.path(), &["--mail-from=site@example.org", "--mail-to=office@example.org"]);
        if by_file {
            let file = folder.path().join("smtp-url");
            std::fs::write(&file, format!("{url}\n")).unwrap();
            command.arg("--smtp-url-file").arg(file);
        } else {
            command.env("COMMUNIQUE_SMTP_URL", &url);
        }
        let mut server = Program::from(command);
        let before = smtp.mails().len();
        let started = Instant::now();
        send(&server, "Salam");
        wait_until("it is mailed", || smtp.mails().len() == before + 1);
        assert!(started.elapsed() < Duration::from_secs(10), "after {:?}: by polling only", started.elapsed());
        wait_until("it is noted", || said(folder.path(), &["inbox", "list", "--state=sent"]).contains("sent"));
        server.process.signal("TERM");
        assert_eq!(server.process.end().1, Some(0));
        let log = server.log();
        assert!(!log.contains("secret") && !log.contains("Salam") && !log.contains("ayse@"), "{log}");
    }
    assert!(
        smtp.mails()
            .iter()
            .all(|mail| (mail.from.as_str(), mail.to.as_str()) == ("site@example.org", "office@example.org"))
    );
}

#[test]
fn one_program_can_take_messages_and_another_mail_them() {
    let (folder, smtp) = (tempfile::tempdir().unwrap(), Smtp::start(usual));
    let flags = ["--deliver=off", "--mail-from=site@example.org", "--mail-to=office@example.org"];
    let mut command = serve(folder.path(), &flags);
    command.env("COMMUNIQUE_SMTP_URL", smtp.url());
    let mut server = Program::from(command);
    (0..5).for_each(|number| send(&server, &format!("Message {number}")));
    assert_eq!(smtp.connections(), 0, "it was told not to");
    let (mut delivering, log) = deliver(folder.path(), &smtp.url());
    wait_until("all are mailed", || smtp.mails().len() == 5);
    wait_until("all are noted", || log.lock().unwrap().matches("\"outcome\":\"sent\"").count() == 5);
    assert_eq!(by_id(&smtp.mails()).len(), 5);
    for process in [&mut delivering, &mut server.process] {
        process.signal("TERM");
        assert_eq!(process.end().1, Some(0));
    }
}

#[test]
fn a_login_that_fails_is_said_in_the_log_and_does_not_hold_up_a_stop() {
    let office = Office::with(3);
    let smtp = Smtp::start(at(Step::Login, says("535 5.7.8 no")));
    let (mut delivering, log) = deliver(office.folder.path(), &smtp.url().replace("//", "//user:secret@"));
    let says = "the mail server does not accept our user and password (--smtp-url); mails wait";
    wait_until("it says so", || log.lock().unwrap().contains(says));
    delivering.signal("TERM");
    let (took, code) = delivering.end();
    assert!(code == Some(0) && took < Duration::from_secs(3), "{code:?} after {took:?}");
    assert_eq!(smtp.heard().iter().filter(|line| line.starts_with("AUTH")).count(), 1);
    assert_eq!(office.are(State::Queued), 3);
    let log = log.lock().unwrap();
    assert!(!log.contains("secret") && log.contains("\"level\":\"ERROR\""), "{log}");
}

#[test]
fn a_program_that_is_stopped_finishes_its_mail() {
    for inside in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (release, released) = mpsc::channel::<()>();
        let released = Mutex::new(released);
        let smtp = Smtp::start(move |asked: &Asked| {
            if asked.step == Step::End {
                released.lock().unwrap().recv().unwrap();
            }
            Answer::Usual
        });
        let mut command = serve(folder.path(), &["--mail-from=site@example.org", "--mail-to=office@example.org"]);
        command.env("COMMUNIQUE_SMTP_URL", smtp.url()).env("COMMUNIQUE_DELIVER", if inside { "inside" } else { "off" });
        let mut server = Program::from(command);
        (0..3).for_each(|number| send(&server, &format!("Message {number}")));
        let mut beside = (!inside).then(|| deliver(folder.path(), &smtp.url()));
        wait_until("a mail is under way", || smtp.mails().len() == 1);
        beside.as_ref().map_or(&server.process, |(process, _)| process).signal("TERM");
        let log = || beside.as_ref().map_or_else(|| server.log(), |(_, log)| log.lock().unwrap().clone());
        wait_until("it has heard", || log().contains("\"stopping\""));
        let process = beside.as_mut().map_or(&mut server.process, |(process, _)| process);
        assert!(process.0.try_wait().unwrap().is_none());
        release.send(()).unwrap();
        let (took, code) = process.end();
        assert!(code == Some(0) && took < Duration::from_secs(10), "{code:?} after {took:?}");
        let list = |state: &str| said(folder.path(), &["inbox", "export", "--format=json", "--state", state]);
        assert_eq!(list("sent").matches("Message ").count(), 1, "{}", list("sent"));
        assert_eq!(list("queued").matches("Message ").count(), 2);
        assert_eq!(smtp.connections(), 1);
    }
}

#[test]
#[ignore = "takes 15 s; tests/run runs it"]
fn a_mail_that_does_not_end_is_let_go_at_a_stop_and_sent_again_later() {
    std::thread::scope(|scope| {
        for (step, handed_over) in [(Step::End, true), (Step::Recipient, false)] {
            scope.spawn(move || let_go(step, handed_over));
        }
    });
}

fn let_go(step: Step, handed_over: bool) {
    let office = Office::with(1);
    let smtp = Smtp::start(at(step, Answer::Silence));
    let (mut delivering, _) = deliver(office.folder.path(), &smtp.url());
    let under_way = if handed_over { "DATA" } else { "RCPT" };
    wait_until("the mail is under way", || smtp.heard().iter().any(|line| line.starts_with(under_way)));
    delivering.signal("TERM");
    let (took, code) = delivering.end();
    assert!(code == Some(0) && took < Duration::from_secs(20), "{code:?} after {took:?}");
    let message = office.messages().remove(0);
    assert_eq!((message.state, message.maybe_duplicate), (State::Queued, handed_over));
    assert_eq!(message.attempts, u32::from(handed_over));
    assert!(office.history(&message)[0].answer.contains("the program stopped"));
    // A mail that the server may have waits until it would be recognised; the other is due at once.
    assert_eq!(message.next_attempt_at > Timestamp::now() + SignedDuration::from_mins(14), handed_over);
    office.runtime.block_on(office.inbox.requeue(&message.reference, &[State::Queued], Timestamp::now())).unwrap();
    smtp.set(usual);
    let delivering = office.deliver(&smtp.url(), 1, PATIENT);
    wait_until("it is sent", || office.are(State::Sent) == 1);
    delivering.stop(&office);
    let mails = smtp.mails();
    assert_eq!(mails.len(), 1 + usize::from(handed_over));
    assert!(mails.iter().all(|received| received.mail == mails[0].mail));
}
