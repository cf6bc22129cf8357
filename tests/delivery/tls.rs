//! TLS: a password and a mail go only to a server whose certificate is right.

use communique::contact::State;
use communique::contact::message::HistoryEntry;

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::support::program::wait_until;
use crate::support::smtp::{Answer, Asked, Protection, Smtp, Step, says, usual};
use crate::support::tls::Authority;

/// Tries once; what is written down of it, and what the server has heard in the clear.
fn once(outbox: &Outbox, server: &Smtp, url: &str) -> (HistoryEntry, Vec<String>) {
    let delivering = outbox.deliver(url, 1, PATIENT);
    let message = outbox.messages().remove(0);
    wait_until("an attempt", || !outbox.history(&message).is_empty());
    delivering.stop(outbox);
    (outbox.history(&message).remove(0), server.heard())
}

#[test]
fn a_server_that_offers_no_tls_is_told_nothing() {
    let outbox = Outbox::with(1);
    let server = Smtp::start(usual);
    let url = server.url().replace("smtp://", "smtp+starttls://user:secret@");
    let (attempt, heard) = once(&outbox, &server, &url);
    assert_eq!(attempt.outcome, "unavailable");
    assert!(attempt.answer.contains("STARTTLS is not supported"), "{}", attempt.answer);
    assert!(heard.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{heard:?}");
    // Nor one that says in the clear what it should say by TLS.
    let url = server.url().replace("smtp://", "smtps://user:secret@");
    let (attempt, heard) = once(&Outbox::with(1), &server, &url);
    assert_eq!(attempt.outcome, "unavailable");
    assert!(heard.iter().all(|line| !line.starts_with("AUTH") && !line.starts_with("MAIL")), "{heard:?}");
    assert_eq!(outbox.messages()[0].state, State::Queued);
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
            let outbox = Outbox::with(1);
            let server = Smtp::protected(protection.clone(), usual);
            let url = server.url().replace("//", "//user:secret@");
            let url = format!("{url}?ca={}", ours.path().display());
            let (attempt, heard) = once(&outbox, &server, &url);
            assert_eq!(
                attempt.outcome,
                if sent { "sent" } else { "unavailable" },
                "{protection:?}: {}",
                attempt.answer
            );
            assert!(attempt.answer.contains(says), "{protection:?}: {}", attempt.answer);
            let message = outbox.messages().remove(0);
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
    let outbox = Outbox::with(1);
    let (attempt, heard) = once(&outbox, &server, &format!("{}?ca={}", server.url(), authority.path().display()));
    assert_eq!(attempt.outcome, "unavailable", "{}", attempt.answer);
    assert!(heard.iter().all(|line| line.starts_with("EHLO") || line == "STARTTLS"), "{heard:?}");
}
