//! Mail servers as they are: answers in any charset and letter case, names that they look up, certificates that they
//! have signed themselves, and recipients that they do not take.

use communique::contact::State;

use crate::delivery::outbox::{Outbox, PATIENT};
use crate::delivery::program::{deliver, send};
use crate::support::mails::parsed;
use crate::support::program::{Program, serve, wait_until};
use crate::support::smtp::{Answer, Asked, Protection, Smtp, Step, at, says, usual};
use crate::support::tls::Authority;

/// “сервер” in Windows-1251, which is no UTF-8.
const WORDS: &[u8] = b" \xf1\xe5\xf0\xe2\xe5\xf0 ok";

/// Answers every step in another charset.
fn in_another_charset(asked: &Asked) -> Answer {
    let answer = |code: &str| Answer::Bytes([code.as_bytes(), WORDS].concat());
    match asked.step {
        Step::Connect => Answer::Bytes([b"220-\xf1\xe5\xf0\xe2\xe5\xf0\r\n220", WORDS].concat()),
        Step::Hello => Answer::Bytes([b"250-mail", WORDS, b"\r\n250-STARTTLS\r\n250 AUTH PLAIN"].concat()),
        Step::StartTls => answer("220"),
        Step::Login => answer("235"),
        Step::Data => answer("354"),
        Step::Mail => Answer::Usual,
        Step::Sender | Step::Recipient | Step::End => answer("250"),
    }
}

/// Delivers one message through a server; its history.
fn once(server: &Smtp, query: &str) -> (State, String) {
    let outbox = Outbox::with(1);
    let url = format!("{}{query}", server.url().replace("//", "//user:secret@"));
    let delivering = outbox.deliver(&url, 1, PATIENT);
    let message = || outbox.messages().remove(0);
    wait_until("an attempt", || !outbox.history(&message()).is_empty());
    delivering.stop(&outbox);
    (message().state, outbox.history(&message()).remove(0).answer)
}

#[test]
fn three_digits_decide_whatever_charset_the_words_are_in() {
    let (state, answer) = once(&Smtp::start(in_another_charset), "");
    assert_eq!((state, &*answer), (State::Sent, "250 \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd} ok"));
    let refuses = |asked: &Asked| match asked.step {
        Step::Recipient => Answer::Bytes([b"550", WORDS].concat()),
        _ => in_another_charset(asked),
    };
    let (state, answer) = once(&Smtp::start(refuses), "");
    assert_eq!(state, State::Queued);
    assert!(answer.starts_with("naming the recipient: permanent error (550)"), "{answer}");
    // Words that are UTF-8 stay as they are, and a code needs no words.
    assert_eq!(once(&Smtp::start(at(Step::End, says("250 принято"))), ""), (State::Sent, "250 принято".into()));
    assert_eq!(once(&Smtp::start(at(Step::End, says("250"))), "").0, State::Sent);
}

#[test]
#[ignore = "needs openssl; tests/run installs it"]
fn three_digits_decide_by_tls_too() {
    let authority = Authority::new();
    let certificate = authority.certificate("IP:127.0.0.1");
    for protection in [Protection::StartTls(certificate.clone()), Protection::Tls(certificate)] {
        let server = Smtp::protected(protection.clone(), in_another_charset);
        let (state, answer) = once(&server, &format!("?ca={}", authority.path().display()));
        assert_eq!(state, State::Sent, "{protection:?}: {answer}");
    }
}

#[test]
#[ignore = "needs openssl; tests/run installs it"]
fn the_very_certificate_that_a_server_has_signed_itself_is_right_if_it_is_named() {
    let (ours, other) = (Authority::new(), Authority::new());
    for protection in [Protection::StartTls(ours.self_signed()), Protection::Tls(ours.self_signed())] {
        let server = Smtp::protected(protection.clone(), usual);
        let (state, answer) = once(&server, &format!("?ca={}", other.path().display()));
        assert_eq!((state, server.mails().len()), (State::Queued, 0), "{protection:?}: {answer}");
        assert!(answer.contains("certificate") && answer.ends_with("with ?ca=FILE in --smtp-url"), "{answer}");
        assert!(server.heard().iter().all(|line| !line.starts_with("AUTH")), "{:?}", server.heard());
        let (state, answer) = once(&server, &format!("?ca={}", ours.path().display()));
        assert_eq!((state, server.mails().len()), (State::Sent, 1), "{protection:?}: {answer}");
    }
}

#[test]
fn extensions_are_known_in_any_letter_case_and_in_the_old_form() {
    for offered in ["250 auth login", "250-Auth=Login\r\n250 8bitmime", "250 AUTH=LOGIN PLAIN", "250-x\n250 auth plain"]
    {
        let server = Smtp::start(at(Step::Hello, says(&format!("250-mail.example.org\r\n{offered}"))));
        let (state, answer) = once(&server, "");
        assert_eq!(state, State::Sent, "{offered}: {answer}");
        assert!(server.heard().iter().any(|line| line.starts_with("AUTH ")), "{offered}: {:?}", server.heard());
    }
}

#[test]
fn a_server_is_greeted_by_the_name_that_is_set_or_the_public_host_or_the_domain_of_the_sender() {
    let smtp = Smtp::start(usual);
    let greeted = || smtp.heard().iter().rfind(|line| line.starts_with("EHLO")).cloned().unwrap_or_default();
    let addresses = ["--mail-from=Website <site@mail.example.net>", "--mail-to=office@example.org"];
    for (flags, name) in [
        (&["--public-url=https://www.example.org:8443"][..], "www.example.org"),
        (&["--public-url=https://www.example.org", "--smtp-hello=mx.example.com"], "mx.example.com"),
        (&["--public-url=https://www.example.org", "--smtp-hello=[203.0.113.9]"], "[203.0.113.9]"),
        // Nobody can look up 127.0.0.1.
        (&[], "mail.example.net"),
    ] {
        let (folder, before) = (tempfile::tempdir().unwrap(), smtp.mails().len());
        let mut command = serve(folder.path(), &[flags, &addresses].concat());
        command.env("COMMUNIQUE_SMTP_URL", smtp.url());
        let server = Program::from(command);
        send(&server, "Salam");
        wait_until("it is mailed", || smtp.mails().len() == before + 1);
        assert_eq!(greeted(), format!("EHLO {name}"));
    }
    let outbox = Outbox::with(1);
    let (_delivering, _) = deliver(outbox.folder.path(), &smtp.url());
    wait_until("it is mailed", || outbox.are(State::Sent) == 1);
    assert_eq!(greeted(), "EHLO example.org");
}

const THREE: &str = "\"Xarici İşlər, Bakı\" <one@example.org>, two@example.org, Three <three@example.org>";

#[test]
fn a_mail_goes_to_all_recipients_and_names_them() {
    let (outbox, server) = (Outbox::with(1), Smtp::start(usual));
    let delivering = outbox.deliver_to("Website <site@example.org>", THREE, &server.url(), 1, PATIENT);
    wait_until("it is sent", || outbox.are(State::Sent) == 1);
    delivering.stop(&outbox);
    let received = server.mails().remove(0);
    assert_eq!(received.to, "one@example.org,two@example.org,three@example.org");
    let mail = parsed(&received.mail);
    let named = |addresses: &mail_parser::Address<'_>| {
        addresses
            .iter()
            .map(|one| (one.name().map(str::to_owned), one.address().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(named(mail.from().unwrap()), [(Some("Website".into()), "site@example.org".into())]);
    assert_eq!(
        named(mail.to().unwrap()),
        [
            (Some("Xarici İşlər, Bakı".into()), "one@example.org".into()),
            (None, "two@example.org".into()),
            (Some("Three".into()), "three@example.org".into())
        ]
    );
}

#[test]
fn a_recipient_that_is_refused_keeps_the_mail_from_no_other() {
    let refused = |answer: Answer| {
        move |asked: &Asked| match asked.step {
            Step::Recipient if asked.said.contains("two@") => answer.clone(),
            _ => Answer::Usual,
        }
    };
    // For good: at once. For now, or where the connection ends with it: when it has been waited for.
    for (answer, attempts, says) in [
        (says("550 5.1.1 nobody here"), 1, "5.1.1 nobody here"),
        (says("450 4.2.1 mailbox busy"), 4, "4.2.1 mailbox busy"),
        (says("421 4.7.0 too much for it"), 4, "4.7.0 too much for it"),
        (Answer::HangsUp, 4, "incomplete response"),
    ] {
        let (outbox, server) = (Outbox::with(1), Smtp::start(refused(answer)));
        let delivering = outbox.deliver_to("Website <site@example.org>", THREE, &server.url(), 50_000, PATIENT);
        wait_until("it is sent", || outbox.are(State::Sent) == 1);
        delivering.stop(&outbox);
        let mails = server.mails();
        assert_eq!(mails.len(), 1, "nobody gets it twice");
        assert_eq!(mails[0].to, "one@example.org,three@example.org");
        let history = outbox.history(&outbox.messages()[0]);
        assert_eq!(history.len(), attempts, "{history:?}");
        let said = &history.last().unwrap().answer;
        assert!(said.starts_with("250 ") && said.contains("; not to two@example.org: "), "{said}");
        assert!(said.contains(says), "{said}");
    }
    // All of them.
    let (outbox, server) = (Outbox::with(1), Smtp::start(at(Step::Recipient, says("550 5.1.1 nobody here"))));
    let delivering = outbox.deliver_to("Website <site@example.org>", THREE, &server.url(), 1, PATIENT);
    wait_until("an attempt", || !outbox.history(&outbox.messages()[0]).is_empty());
    delivering.stop(&outbox);
    assert_eq!((outbox.messages()[0].refusals, server.mails().len()), (1, 0));
}

#[test]
fn whom_the_server_hangs_up_over_is_named_in_the_log_once_the_others_have_the_mail() {
    for name in ["one@", "two@"] {
        let (outbox, smtp) = (
            Outbox::with(1),
            Smtp::start(move |asked: &Asked| match asked.step {
                Step::Recipient if asked.said.contains(name) => Answer::HangsUp,
                _ => Answer::Usual,
            }),
        );
        let delivering = outbox.deliver_to("site@example.org", THREE, &smtp.url(), 50_000, PATIENT);
        wait_until("it is sent", || outbox.are(State::Sent) == 1);
        delivering.stop(&outbox);
        assert_eq!(smtp.mails().len(), 1);
        // The next one waits as long, and is not held up by what came before.
        outbox.store("Another");
        let delivering = outbox.deliver_to("site@example.org", THREE, &smtp.url(), 50_000, PATIENT);
        wait_until("it is sent", || outbox.are(State::Sent) == 2);
        delivering.stop(&outbox);
        for message in outbox.messages() {
            let history = outbox.history(&message);
            assert_eq!(history.len(), 4, "{history:?}");
            assert!(history[3].answer.contains(&format!("; not to {name}example.org: ")), "{history:?}");
            assert!(history[..3].iter().all(|attempt| attempt.answer.ends_with(&format!("(to {name}example.org)"))));
        }
    }
}

#[test]
fn what_is_no_mail_server_is_shown_by_what_it_says() {
    let web = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
    for (scheme, came, says) in [
        ("smtp", web.as_bytes(), "not SMTP: “HTTP/1.1 400 Bad Request”"),
        ("smtp+starttls", web.as_bytes(), "not SMTP: “HTTP/1.1 400 Bad Request”"),
        ("smtps", web.as_bytes(), "no TLS: “HTTP/1.1 400 Bad Request”"),
        ("smtps", b"220 mail.example.org ESMTP", "no TLS: “220 mail.example.org ESMTP”"),
        ("smtp", b"SSH-2.0-OpenSSH_9.2", "not SMTP: “SSH-2.0-OpenSSH_9.2”"),
        ("smtp", b"\x15\x03\x01\x00\x02\x02\x16", "not SMTP, but TLS: the bytes 15 03 01"),
    ] {
        let outbox = Outbox::with(1);
        let server = Smtp::start(at(Step::Connect, Answer::Bytes(came.into())));
        let delivering = outbox.deliver(&server.url().replace("smtp:", &format!("{scheme}:")), 1, PATIENT);
        wait_until("an attempt", || !outbox.history(&outbox.messages()[0]).is_empty());
        delivering.stop(&outbox);
        let history = outbox.history(&outbox.messages()[0]);
        assert!(history[0].answer.contains(says), "{scheme}: {}", history[0].answer);
        assert_eq!(history[0].outcome, "unavailable");
    }
}

#[test]
fn what_is_not_over_by_itself_is_said_at_once() {
    for (step, answer, why) in [
        (Step::Recipient, "550 5.1.1 nobody here", "the mail server refuses this message; it is tried again"),
        (Step::Connect, "554 5.7.1 not you", "the mail server cannot be used as --smtp-url"),
        (Step::Hello, "504 5.5.2 a name with a dot", "the mail server cannot be used as --smtp-url"),
    ] {
        let (outbox, smtp) = (Outbox::with(1), Smtp::start(at(step, says(answer))));
        let (mut delivering, log) = deliver(outbox.folder.path(), &smtp.url());
        let line = || log.lock().unwrap().lines().find(|line| line.contains(why)).map(str::to_owned);
        wait_until("it says so", || line().is_some());
        assert!(line().unwrap().contains("\"level\":\"WARN\""), "{:?}", line());
        assert_eq!(smtp.connections(), 1, "{answer}");
        delivering.signal("TERM");
        assert_eq!(delivering.end().1, Some(0));
    }
}
