//! `communique doctor mail`: each step of a test mail in plain words, with servers as they are.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use crate::support::mails::parsed;
use crate::support::program::{BINARY, free_port};
use crate::support::smtp::{Answer, Protection, Smtp, Step, at, says, usual};
use crate::support::tls::Authority;

/// The doctor for a mail server, by its URL.
fn command(url: &str, more: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(["doctor", "mail", "--mail-from=Website <web@example.org>"]);
    command.args(["--mail-to=office@example.org,Second <second@example.org>"]).args(more);
    command.env("COMMUNIQUE_SMTP_URL", url);
    command
}

/// What the doctor says of a mail server.
fn doctor(url: &str, more: &[&str]) -> Output {
    command(url, more).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The last line that is a step.
fn last_step(said: &str) -> &str {
    said.lines().rfind(|line| !line.starts_with(' ')).unwrap()
}

/// What it says is to be changed, in its last line; else nothing.
fn change(said: &str) -> &str {
    said.lines().last().unwrap().strip_prefix("       change  ").unwrap_or("")
}

#[test]
fn a_test_mail_goes_to_everybody_and_each_step_is_said() {
    let server = Smtp::start(usual);
    let output = doctor(&server.url().replace("//", "//user:secret@"), &["--public-url=https://www.example.org"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    for (line, start) in said.lines().zip([
        "ok     resolving: 127.0.0.1: 127.0.0.1",
        "ok     reaching: 127.0.0.1:",
        "ok     greeting: we are www.example.org",
        "ok     logging in: ",
        "ok     naming the sender: Website <web@example.org>",
        "ok     naming the recipient: office@example.org, Second <second@example.org>",
        "ok     beginning the mail: ",
        "ok     the mail itself: 250 ",
    ]) {
        assert!(line.starts_with(start), "{line} should be {start}");
    }
    assert_eq!(said.lines().count(), 8, "{said}");
    assert!(!said.contains("secret"), "{said}");
    let mails = server.mails();
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "office@example.org,second@example.org"));
    assert!(parsed(&mails[0].mail).subject().unwrap().starts_with("Test of the contact form"));
}

#[test]
fn the_step_that_fails_is_said_with_the_servers_own_digits_and_words_and_is_the_last() {
    for (step, answer, name, words, code) in [
        (Step::Connect, "554 5.7.1 go away", "greeting", "554", Some(554)),
        (Step::Login, "535 5.7.8 wrong", "logging in", "5.7.8 wrong", Some(535)),
        (Step::Sender, "550 5.1.8 who are you", "naming the sender", "who are you", Some(550)),
        (Step::Recipient, "550 5.1.1 nobody", "naming the recipient", "5.1.1 nobody", Some(550)),
        (Step::End, "554 5.6.0 spam", "the mail itself", "5.6.0 spam", Some(554)),
        (Step::End, "451 later", "the mail itself", "later", Some(451)),
    ] {
        let server = Smtp::start(at(step, says(answer)));
        let url = server.url().replace("//", "//user:secret@");
        let text = doctor(&url, &[]);
        let last = last_step(&said(&text)).to_owned();
        assert_eq!(text.status.code(), Some(1), "{step:?}: {last}");
        assert!(last.starts_with(&format!("failed {name}: ")) && last.contains(words), "{step:?}: {last}");
        let json: serde_json::Value = serde_json::from_str(&said(&doctor(&url, &["--format=json"]))).unwrap();
        assert_eq!(json["works"], false);
        let steps = json["steps"].as_array().unwrap();
        assert!(steps[..steps.len() - 1].iter().all(|step| step["works"] == true), "{json}");
        let last = steps.last().unwrap();
        assert_eq!((last["step"].as_str(), last["code"].as_u64()), (Some(name), code), "{json}");
    }
}

#[test]
fn what_has_a_usual_cause_is_said_with_what_to_change() {
    let refuses = Smtp::start(at(Step::Login, says("535 5.7.8 no such user")));
    let (closed, clear) = (format!("smtp://127.0.0.1:{}", free_port()), Smtp::start(usual));
    let with_password = refuses.url().replace("//", "//user:secret@");
    for (url, change_of_url) in [
        (closed, "correct host and port"),
        ("smtps://nowhere.invalid".into(), "correct the host"),
        (clear.url().replace("smtp:", "smtps:"), "smtp+starttls://"),
        (clear.url().replace("smtp:", "smtp+starttls:"), "smtps://"),
        (with_password, "%40"),
    ] {
        let text = said(&doctor(&url, &[]));
        assert!(change(&text).contains(change_of_url), "{url}: {text}");
    }
}

#[test]
fn who_is_not_taken_while_others_are_is_named_and_the_mail_goes_to_the_others() {
    let server = Smtp::start(|asked| match asked.said.contains("second@") && asked.step == Step::Recipient {
        true => says("550 5.1.1 no such user"),
        false => Answer::Usual,
    });
    let output = doctor(&server.url(), &[]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("failed naming the recipient: second@example.org: ") && said.contains("no such user"),
        "{said}"
    );
    assert!(said.contains("ok     naming the recipient: office@example.org\n"), "{said}");
    assert_eq!(server.mails()[0].to, "office@example.org");
}

#[test]
fn whom_the_server_hangs_up_over_is_named_and_the_mail_goes_to_the_others() {
    for name in ["office", "second"] {
        let server =
            Smtp::start(move |asked| match asked.said.contains(&format!("{name}@")) && asked.step == Step::Recipient {
                true => says("421 4.7.0 too much for it"),
                false => Answer::Usual,
            });
        let said = said(&doctor(&server.url(), &[]));
        let failed = format!("failed naming the recipient: {name}@example.org: ");
        assert!(said.contains(&failed) && said.contains("too much for it"), "{said}");
        assert_eq!(said.matches("ok     greeting: ").count(), 1, "a stage is said once: {said}");
        assert_eq!(server.mails().len(), 1, "{said}");
    }
}

#[test]
fn what_is_no_mail_server_is_shown_by_what_it_says() {
    for (scheme, came, says, change_of_url) in [
        ("smtp", "HTTP/1.1 400 Bad Request", "not SMTP: “HTTP/1.1 400 Bad Request”", "correct host and port"),
        ("smtps", "HTTP/1.1 400 Bad Request", "no TLS: “HTTP/1.1 400 Bad Request”", "correct host and port"),
        ("smtps", "220 mail.example.org", "no TLS: “220 mail.example.org”", "smtp+starttls://"),
        ("smtp", "\u{15}\u{3}\u{1}\0\u{2}\u{2}\u{16}", "but TLS: the bytes 15 03 01", "smtps://"),
    ] {
        let server = Smtp::start(at(Step::Connect, crate::support::smtp::says(came)));
        let said = said(&doctor(&server.url().replace("smtp:", &format!("{scheme}:")), &[]));
        assert!(last_step(&said).contains(says) && change(&said).contains(change_of_url), "{said}");
    }
}

#[test]
fn each_step_is_said_while_the_next_is_waited_for() {
    let server = Smtp::start(at(Step::Recipient, Answer::Silence));
    let mut doctor = command(&server.url(), &[]).stdout(Stdio::piped()).spawn().unwrap();
    let steps = BufReader::new(doctor.stdout.take().unwrap()).lines().map(Result::unwrap);
    // Were all said at the end, this would wait for the minute in which the server may answer, and for the step that fails.
    let last = steps.take(4).last().unwrap();
    assert!(doctor.try_wait().unwrap().is_none());
    doctor.kill().unwrap();
    doctor.wait().unwrap();
    assert_eq!(last, "ok     naming the sender: Website <web@example.org>");
}

#[test]
fn a_server_that_is_not_there_is_told_from_a_name_that_is_none() {
    for (url, start) in [
        (format!("smtp://127.0.0.1:{}", free_port()), "failed reaching: port "),
        ("smtps://nowhere.invalid".into(), "failed resolving: nowhere.invalid: "),
    ] {
        let output = doctor(&url, &[]);
        let last = last_step(&said(&output)).to_owned();
        assert!(output.status.code() == Some(1) && last.starts_with(start), "{last}");
        assert!(!url.contains("127") || last.contains("refused"), "{last}");
    }
}

#[test]
#[ignore = "needs openssl; tests/run installs it"]
fn tls_is_a_step_and_a_certificate_that_is_not_right_is_said() {
    let (ours, other) = (Authority::new(), Authority::new());
    let certificate = ours.certificate("IP:127.0.0.1");
    for (protection, step) in
        [(Protection::StartTls(certificate.clone()), "TLS"), (Protection::Tls(certificate), "TLS and greeting")]
    {
        let server = Smtp::protected(protection, usual);
        let at = |authority: &Authority| doctor(&format!("{}?ca={}", server.url(), authority.path().display()), &[]);
        let right = at(&ours);
        assert!(right.status.success() && said(&right).contains(&format!("ok     {step}: ")), "{}", said(&right));
        let wrong = said(&at(&other));
        let last = last_step(&wrong);
        assert!(last.starts_with(&format!("failed {step}: ")) && last.contains("certificate"), "{wrong}");
        assert!(change(&wrong).contains("?ca=FILE"), "{wrong}");
    }
}
