//! What a failure of the mail server means: by the stage at which it comes, and by what the server says.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use communique::contact::delivery::mail::{self, Envelope};
use communique::contact::delivery::smtp::MailServer;
use communique::contact::delivery::stage::FailureKind::{
    NotAuthenticated, Permanent, ServerRefuses, ServerUnavailable, Transient, Unknown,
};
use communique::contact::delivery::stage::Stage;
use tokio::runtime::Runtime;

use crate::delivery::mail::message;
use crate::delivery::outbox::PATIENT;
use crate::support::smtp::{Answer, Smtp, Step, at, says};

#[test]
fn a_failure_is_told_by_its_stage_its_code_and_what_it_means() {
    let envelope =
        Envelope::new(&"site@example.org".parse().unwrap(), &["office@example.org".parse().unwrap()]).unwrap();
    let (mail, runtime) = (mail::build(&message(&[]).unwrap(), &envelope).unwrap(), Runtime::new().unwrap());
    let without_login = || says("250 mail.example.org");
    for (step, answer, stage, code, kind) in [
        (Step::Connect, says("554 5.7.1 not you"), Stage::Connect, Some(554), ServerRefuses),
        (Step::Hello, Answer::Says("x".repeat(2000)), Stage::Connect, None, ServerUnavailable),
        (Step::Hello, without_login(), Stage::Authenticate, None, NotAuthenticated),
        (Step::Login, says("535 5.7.8 wrong password"), Stage::Authenticate, Some(535), NotAuthenticated),
        (Step::Login, says("454 4.7.0 later"), Stage::Authenticate, Some(454), ServerUnavailable),
        (Step::Login, Answer::HangsUp, Stage::Authenticate, None, ServerUnavailable),
        (Step::Sender, says("530 5.7.0 log in first"), Stage::Sender, Some(530), NotAuthenticated),
        (Step::Recipient, says("530 5.7.0 log in first"), Stage::Recipient, Some(530), NotAuthenticated),
        (Step::Data, says("530 5.7.0 STARTTLS first"), Stage::Data, Some(530), NotAuthenticated),
        (Step::Sender, says("what?"), Stage::Sender, None, Transient),
        (Step::Recipient, says("550 5.1.1 nobody here"), Stage::Recipient, Some(550), Permanent),
        (Step::Data, says("250 2.0.0 fine"), Stage::Data, Some(250), ServerUnavailable),
        (Step::End, says("354 more"), Stage::Content, Some(354), Unknown),
        (Step::End, Answer::HangsUp, Stage::Content, None, Unknown),
    ] {
        let row = format!("{answer:.40?} at {step:?}");
        let server = Smtp::start(at(step, answer));
        let url = server.url().replace("//", "//user:secret@");
        let mail_server = MailServer::new(url.parse().unwrap(), "www.example.org", PATIENT).unwrap();
        let handed_over = AtomicBool::default();
        let failure = runtime.block_on(mail_server.send(&mail, &envelope, true, &handed_over)).unwrap_err();
        assert_eq!(handed_over.into_inner(), stage == Stage::Content, "{row}");
        assert_eq!((failure.stage, failure.code, failure.kind), (Some(stage), code, kind), "{row}: {failure:?}");
    }
}

#[test]
fn what_a_server_says_at_one_recipient_of_several_is_about_that_one() {
    let to = ["one@example.org", "two@example.org", "three@example.org"].map(|to| to.parse().unwrap());
    let envelope = Envelope::new(&"site@example.org".parse().unwrap(), &to).unwrap();
    let (mail, runtime) = (mail::build(&message(&[]).unwrap(), &envelope).unwrap(), Runtime::new().unwrap());
    let send = |answer: fn() -> Answer, refused: &'static [&'static str]| {
        let server = Smtp::start(move |asked| match asked.step {
            Step::Recipient if refused.iter().any(|name| asked.said.contains(name)) => answer(),
            _ => Answer::Usual,
        });
        let mail_server = MailServer::new(server.url().parse().unwrap(), "www.example.org", PATIENT).unwrap();
        let sent = runtime.block_on(mail_server.send(&mail, &envelope, false, &AtomicBool::default()));
        assert_eq!(server.mails().len(), usize::from(sent.is_ok()));
        sent
    };
    let login: [fn() -> Answer; 2] = [|| says("530 5.7.1 relaying denied"), || says("535 5.7.8 not any longer")];
    for answer in login {
        for one in [&["one@"], &["two@"], &["three@"]] {
            let taken = send(answer, one).unwrap();
            let refused: Vec<_> = taken.refused.iter().map(|(to, error)| (to.to_string(), error.kind)).collect();
            assert_eq!(refused, [(format!("{}example.org", one[0]), Permanent)]);
        }
        let failure = send(answer, &["one@", "two@", "three@"]).unwrap_err();
        assert_eq!(failure.kind, NotAuthenticated, "of all it is about us");
    }
    let closing: [fn() -> Answer; 2] = [|| says("421 4.3.2 closing"), || Answer::HangsUp];
    for answer in closing {
        for names in [&["one@"][..], &["two@"], &["three@"], &["one@", "two@"], &["one@", "three@"]] {
            let taken = send(answer, names).unwrap();
            let refused: BTreeSet<_> =
                taken.refused.iter().map(|(to, error)| (to.to_string(), error.kind as u8)).collect();
            let expected = names.iter().map(|name| (format!("{name}example.org"), Transient as u8));
            assert_eq!(refused, expected.collect(), "{names:?}");
        }
    }
    let failure = send(closing[0], &["one@", "two@", "three@"]).unwrap_err();
    assert_eq!((failure.kind, failure.code), (ServerUnavailable, Some(421)), "over all it is about the server");
}

#[test]
fn whom_a_server_hangs_up_over_holds_the_mail_up_for_all_while_it_is_to_reach_all() {
    let to = ["one@example.org", "two@example.org"].map(|to| to.parse().unwrap());
    let envelope = Envelope::new(&"site@example.org".parse().unwrap(), &to).unwrap();
    let (mail, runtime) = (mail::build(&message(&[]).unwrap(), &envelope).unwrap(), Runtime::new().unwrap());
    for (name, code) in [("one@", Some(421)), ("two@", Some(421)), ("one@", None), ("two@", None)] {
        let server = Smtp::start(move |asked| match asked.step {
            Step::Recipient if asked.said.contains(name) => code.map_or(Answer::HangsUp, |_| says("421 closing")),
            _ => Answer::Usual,
        });
        let mail_server = MailServer::new(server.url().parse().unwrap(), "www.example.org", PATIENT).unwrap();
        let sent = runtime.block_on(mail_server.send(&mail, &envelope, true, &AtomicBool::default()));
        let failure = sent.unwrap_err();
        assert_eq!((failure.stage, failure.code, failure.kind), (Some(Stage::Recipient), code, Transient));
        assert!(failure.description.ends_with(&format!("(to {name}example.org)")), "{}", failure.description);
        // Whether it is about the one that is named first, only another order says.
        assert_eq!(server.connections(), if name == "one@" { 2 } else { 1 });
    }
}
