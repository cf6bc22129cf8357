//! The real program: it mails what it takes, or leaves that to another.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use communique::contact::State;

use crate::delivery::outbox::Outbox;
use crate::support::mails::by_id;
use crate::support::program::{BINARY, Process, Program, said, serve, wait_until};
use crate::support::request::{letter, post};
use crate::support::smtp::{Answer, Smtp, Step, at, says, usual};

/// `communique deliver` on the messages of a folder.
pub fn deliver(folder: &Path, url: &str) -> (Process, Arc<Mutex<String>>) {
    deliver_to("office@example.org", folder, url)
}

/// The same to somebody else.
pub fn deliver_to(to: &str, folder: &Path, url: &str) -> (Process, Arc<Mutex<String>>) {
    let mut command = Command::new(BINARY);
    command.args(["deliver", "--log-format=json", "--mail-from=site@example.org", "--mail-to", to]);
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

pub fn send(server: &Program, text: &str) {
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
fn a_delivery_that_finds_no_inbox_says_that_it_has_made_one() {
    let (folder, smtp) = (tempfile::tempdir().unwrap(), Smtp::start(usual));
    for says_so in [true, false] {
        let (_process, log) = deliver(folder.path(), &smtp.url());
        wait_until("it delivers", || log.lock().unwrap().contains("\"delivering\""));
        let log = log.lock().unwrap();
        assert_eq!(log.contains("an inbox was made that was not there") && log.contains("\"WARN\""), says_so, "{log}");
    }
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
fn a_server_that_takes_no_mail_as_it_is_set_is_named_in_the_log_with_what_it_said() {
    let none = Answer::Says("250-mail.example.org\r\n250 8BITMIME".into());
    for (user, step, answer, why) in [
        ("user:secret@", Step::Login, says("535 5.7.8 no"), "logging in: permanent error (535): 5.7.8 no"),
        ("user:secret@", Step::Hello, none, "logging in: "),
        (
            "",
            Step::Sender,
            says("530 5.7.0 Must issue a STARTTLS command first"),
            "naming the sender: permanent error (530): 5.7.0 Must",
        ),
        ("", Step::Recipient, says("530 5.7.0 log in"), "naming the recipient: permanent error (530): 5.7.0 log in"),
    ] {
        let outbox = Outbox::with(1);
        let smtp = Smtp::start(at(step, answer));
        let (mut delivering, log) = deliver(outbox.folder.path(), &smtp.url().replace("//", &format!("//{user}")));
        let says = "the mail server takes no mail from us as --smtp-url (COMMUNIQUE_SMTP_URL) is set: user, password or TLS; mails wait";
        let line = || log.lock().unwrap().lines().find(|line| line.contains(says)).map(str::to_owned);
        wait_until("it says so", || line().is_some());
        assert!(line().unwrap().contains(&format!("\"why\":\"{why}")), "{:?}", line());
        delivering.signal("TERM");
        assert_eq!(delivering.end().1, Some(0));
    }
}

#[test]
fn a_login_that_fails_is_said_in_the_log_and_does_not_hold_up_a_stop() {
    let outbox = Outbox::with(3);
    let smtp = Smtp::start(at(Step::Login, says("535 5.7.8 no")));
    let (mut delivering, log) = deliver(outbox.folder.path(), &smtp.url().replace("//", "//user:secret@"));
    wait_until("it says so", || log.lock().unwrap().contains("the mail server takes no mail from us"));
    delivering.signal("TERM");
    let (took, code) = delivering.end();
    assert!(code == Some(0) && took < Duration::from_secs(3), "{code:?} after {took:?}");
    assert_eq!(smtp.heard().iter().filter(|line| line.starts_with("AUTH")).count(), 1);
    assert_eq!(outbox.are(State::Queued), 3);
    let log = log.lock().unwrap();
    assert!(!log.contains("secret") && log.contains("\"level\":\"ERROR\""), "{log}");
}
