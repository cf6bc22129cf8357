//! How the loop and the program stop: with the mail that is under way, and no other.

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use communique::contact::State;
use communique::contact::inbox::StaffAction;
use jiff::{SignedDuration, Timestamp};

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::delivery::program::{deliver, send};
use crate::support::program::{Program, said, serve, wait_until};
use crate::support::smtp::{Answer, Asked, Smtp, Step, at, says, usual};

#[test]
fn a_stop_finishes_the_mail_that_is_under_way_and_begins_no_other() {
    let outbox = Outbox::with(3);
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
    let delivering = outbox.deliver(&server.url(), 1, PATIENT);
    seen.recv_timeout(Duration::from_secs(20)).unwrap();
    delivering.tell();
    release.send(()).unwrap();
    delivering.stop(&outbox);
    let states: Vec<_> = outbox.messages().iter().map(|message| (message.state, message.attempts)).collect();
    assert_eq!(states, [(State::Sent, 1), (State::Queued, 0), (State::Queued, 0)]);
    assert_eq!((server.mails().len(), server.connections()), (1, 1));
}

#[test]
fn a_stop_is_not_slept_through_when_the_mail_under_way_fails() {
    // At a wrong password the loop waits for an hour, with a server that is away for some seconds.
    for (step, answer) in [(Step::Login, says("535 5.7.8 no")), (Step::Recipient, says("421 4.3.2 closing"))] {
        let outbox = Outbox::with(2);
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
        let delivering = outbox.deliver(&server.url().replace("//", "//user:secret@"), 1, PATIENT);
        seen.recv_timeout(Duration::from_secs(20)).unwrap();
        delivering.tell();
        // It has heard of the stop before the mail fails; else this would show nothing.
        std::thread::sleep(Duration::from_millis(100));
        release.send(()).unwrap();
        let took = delivering.stop(&outbox);
        assert!(took < Duration::from_secs(3), "{step:?}: {took:?}");
        assert_eq!((server.connections(), outbox.are(State::Queued)), (1, 2));
    }
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
fn an_interrupt_does_not_wait_for_the_mail_that_is_under_way() {
    let outbox = Outbox::with(1);
    let smtp = Smtp::start(at(Step::End, Answer::Silence));
    let (mut delivering, _) = deliver(outbox.folder.path(), &smtp.url());
    wait_until("the mail is under way", || smtp.heard().iter().any(|line| line.starts_with("DATA")));
    delivering.signal("INT");
    let (took, code) = delivering.end();
    assert!(code == Some(0) && took < Duration::from_secs(8), "{code:?} after {took:?}");
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
    let outbox = Outbox::with(1);
    let smtp = Smtp::start(at(step, Answer::Silence));
    let (mut delivering, _) = deliver(outbox.folder.path(), &smtp.url());
    let under_way = if handed_over { "DATA" } else { "RCPT" };
    wait_until("the mail is under way", || smtp.heard().iter().any(|line| line.starts_with(under_way)));
    delivering.signal("TERM");
    let (took, code) = delivering.end();
    assert!(code == Some(0) && took < Duration::from_secs(20), "{code:?} after {took:?}");
    let message = outbox.messages().remove(0);
    assert_eq!((message.state, message.maybe_duplicate), (State::Queued, handed_over));
    assert_eq!(message.attempts, u32::from(handed_over));
    assert!(outbox.history(&message)[0].answer.contains("the program stopped"));
    // A mail that the server may have waits until it would be recognised; the other is due at once.
    assert_eq!(message.next_attempt_at > Timestamp::now() + SignedDuration::from_mins(14), handed_over);
    outbox.runtime.block_on(outbox.inbox.requeue(&message.reference, StaffAction::Retry, Timestamp::now())).unwrap();
    smtp.set(usual);
    let delivering = outbox.deliver(&smtp.url(), 1, PATIENT);
    wait_until("it is sent", || outbox.are(State::Sent) == 1);
    delivering.stop(&outbox);
    let mails = smtp.mails();
    assert_eq!(mails.len(), 1 + usize::from(handed_over));
    assert!(mails.iter().all(|received| received.mail == mails[0].mail));
}
