//! What the log says of messages, and what it never does.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::path::Path;

use sqlx::{Connection, Executor, SqliteConnection};

use crate::support::fast_program::FastProgram;
use crate::support::postgres::Postgres;
use crate::support::program::{Program, database, free_port, wait_until};
use crate::support::request::{ask, connect, encoded, form_head, letter, post, send};
use crate::support::response::Response;
use crate::support::runtime;
use crate::support::smtp::{Answer, Asked, Smtp, Step, says};

/// A word that nobody logs by chance.
const MARKER: &str = "Zxqv7kumquat";

#[test]
fn the_operator_is_told_once_that_a_form_came_from_another_address_and_what_helps() {
    let folder = tempfile::tempdir().unwrap();
    let program = FastProgram::unlimited(&["--public-url=https://www.example.org"]).start(folder.path());
    for _ in 0..3 {
        let answer = post(program.address(), "/en/contact", &letter("x"), &[("origin", "https://example.org")]);
        assert_eq!(answer.status, 403);
    }
    wait_until("it is told", || program.log().contains("came from another address"));
    let log = program.log();
    assert_eq!(log.matches("came from another address than --public-url").count(), 1, "{log}");
    assert!(log.contains("let the proxy redirect it to the public URL") && log.contains("https://www.example.org"));
}

/// Forms and requests that fail in every way there is, all of them full of the marker.
fn fail_in_every_way(address: SocketAddr) {
    let marked = |name: &'static str| (name, MARKER);
    let text = format!("{MARKER}\n{MARKER}");
    let right = [
        ("topic", "other"),
        marked("about"),
        marked("name"),
        ("email", "Zxqv7kumquat@zxqv7kumquat.example"),
        marked("organisation"),
        marked("reply"),
        ("message", text.as_str()),
        ("memo", ""),
        marked("elapsed"),
        ("consent", "yes"),
        marked(MARKER),
    ];
    let post = |fields: &[(&str, &str)], headers: &[(&str, &str)]| post(address, "/en/contact", fields, headers);
    let (one_mark, foreign) = (format!("{MARKER}/5.0"), format!("https://{MARKER}.example"));
    let spoken =
        [("user-agent", one_mark.as_str()), ("referer", &foreign), ("cookie", MARKER), ("x-forwarded-for", MARKER)];
    let long = MARKER.repeat(6000);
    let faulty: Vec<(&str, &str)> = right.iter().map(|(name, _)| (*name, MARKER)).collect();
    let held = [&[("memo", MARKER)], &right[..]].concat();
    for (fields, headers, status) in [
        (faulty.clone(), vec![], 422),
        (right.to_vec(), vec![("origin", foreign.as_str())], 403),
        ([&[("message", long.as_str())], &right[..]].concat(), vec![], 413),
        (right.to_vec(), vec![("content-length", "9999999")], 413),
        (vec![marked("colour"), marked(MARKER)], vec![], 400),
        ([&right[..], &[marked("show")]].concat(), vec![], 200),
        (held, vec![], 303),
    ] {
        // The length is told by hand where the body is not sent at all.
        if headers.iter().any(|(name, _)| *name == "content-length") {
            let mut stream = connect(address);
            let request = form_head("/en/contact", "content-length: 9999999") + &encoded(&fields);
            stream.write_all(request.as_bytes()).unwrap();
            assert_eq!(Response::read(&mut stream).status, status);
            continue;
        }
        assert_eq!(post(&fields, &[&spoken[..], &headers].concat()).status, status, "{:.100?}", fields);
    }
    let media = send(address, "POST", "/en/contact", &[("content-type", MARKER)], text.clone().into());
    assert_eq!(media.status, 415);
    for (method, path) in [
        ("GET", format!("/en/contact?topic={MARKER}&about={MARKER}")),
        ("GET", format!("/en/contact/received/{MARKER}")),
        ("GET", "/en/contact/received/00000-00001".to_owned()),
        ("GET", format!("/{MARKER}/contact")),
        ("POST", format!("/en/contact?{MARKER}={MARKER}")),
        (MARKER, "/en/contact".to_owned()),
    ] {
        ask(address, method, &path, &spoken);
    }
    for garbage in [
        format!("{MARKER}\r\n\r\n"),
        format!("POST /en/contact HTTP/1.1\r\n{MARKER}\r\n\r\n"),
        form_head("/en/contact", &format!("content-length: {MARKER}")),
        form_head("/en/contact", "content-length: 5000") + &encoded(&right),
        form_head("/en/contact", "transfer-encoding: chunked") + MARKER,
    ] {
        let mut stream = connect(address);
        stream.write_all(garbage.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

/// A message full of the marker from an address; the status that comes back.
fn send_marked(address: SocketAddr, number: u8, forwarded: &str) -> u16 {
    let (message, mut form) = (format!("{MARKER} {number}"), letter(MARKER));
    form.iter_mut().filter(|(name, _)| *name == "message").for_each(|(_, value)| *value = &message);
    post(address, "/en/contact", &form, &[("x-forwarded-for", forwarded)]).status
}

/// Everything that a server logs to which all of this happens, and then something to its database.
fn log_of(happens: impl FnOnce(&Path, SocketAddr)) -> String {
    // A mail server that quotes the mail in its answers, as filters do.
    let quotes = |asked: &Asked| match asked.step {
        Step::End if asked.connection == 0 => says(&format!("554 5.7.1 refused for {MARKER}")),
        Step::End if asked.connection == 1 => says(&format!("{MARKER} is no answer at all")),
        Step::End => says(&format!("250 2.0.0 taken, {MARKER} and all")),
        _ => Answer::Usual,
    };
    let folder = tempfile::tempdir().unwrap();
    let server = Smtp::start(quotes);
    let flags = [
        &format!("--smtp-url={}", server.url()),
        "--mail-from=form@example.org",
        "--mail-to=office@example.org",
        "--contact-per-client=3",
        "--trusted-proxies=127.0.0.1",
        "--log-ip=full",
        "--access-log",
    ];
    let out = std::fs::File::create(folder.path().join("stdout")).unwrap();
    let fast_program = FastProgram::speaking(&["en"], &flags);
    let mut command = fast_program.command(folder.path());
    command.stdout(out);
    let mut program = Program::from(command);
    fail_in_every_way(program.address());
    assert_eq!([1, 2].map(|number| send_marked(program.address(), number, "127.0.0.1")), [303, 303]);
    wait_until("both are mailed or refused", || program.log().matches("\"mail\"").count() >= 2);
    happens(&database(folder.path()), program.address());
    program.process.signal("TERM");
    assert_eq!(program.process.end().1, Some(0));
    wait_until("the log is there to its end", || program.log().contains("\"stopped\""));
    program.log() + &std::fs::read_to_string(folder.path().join("stdout")).unwrap()
}

/// A database that says no, and one that is busy.
fn refuse_to_write(file: &Path, address: SocketAddr) {
    let runtime = runtime();
    let mut other = runtime.block_on(SqliteConnection::connect(&format!("sqlite://{}", file.display()))).unwrap();
    let mut ask = |query: &'static str| runtime.block_on(other.execute(query)).unwrap();
    ask("CREATE TRIGGER no BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'not today'); END");
    assert_eq!(send_marked(address, 3, "127.0.0.1"), 503);
    ask("DROP TRIGGER no");
    ask("BEGIN IMMEDIATE");
    assert_eq!(send_marked(address, 3, "127.0.0.1"), 503);
    ask("ROLLBACK");
    assert_eq!([3, 4].map(|number| send_marked(address, number, "127.0.0.1")), [303, 429]);
    runtime.block_on(other.close()).unwrap();
}

/// A database that is not there any more.
fn disappear(file: &Path, address: SocketAddr) {
    std::fs::remove_file(file).unwrap();
    assert_eq!(send_marked(address, 4, "203.0.113.1"), 503);
}

#[test]
fn nothing_that_a_person_typed_is_ever_in_the_log() {
    // Side by side: most of it is waiting.
    let logs = std::thread::scope(|scope| {
        let happening = [refuse_to_write, disappear].map(|happens| scope.spawn(move || log_of(happens)));
        happening.map(|happened| happened.join().unwrap())
    });
    for log in logs {
        for happened in ["\"mail\"", "a message could not be stored", "a request failed", "\"status\":503", "stopped"] {
            assert!(log.contains(happened), "{happened}: {log}");
        }
        let found: Vec<&str> = log.lines().filter(|line| line.to_lowercase().contains("zxqv7kumquat")).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
#[ignore = "needs postgresql; tests/run installs it"]
fn the_log_does_not_repeat_the_row_that_a_database_server_complains_of() {
    let (folder, postgres) = (tempfile::tempdir().unwrap(), Postgres::start());
    let program = Program::start(folder.path(), &[&format!("--database-url={}", postgres.url())]);
    // Its errors come with “Failing row contains (…)”.
    postgres.ask("ALTER TABLE message ADD CONSTRAINT no CHECK (state = 'sent')");
    assert_eq!(post(program.address(), "/en/contact", &letter(MARKER), &[]).status, 503);
    wait_until("it is logged", || program.log().contains("a request failed"));
    let log = program.log();
    assert!(log.contains("violates check constraint") && !log.contains(MARKER) && !log.contains("ayse"), "{log}");
}

#[test]
fn a_proxy_whose_word_is_not_believed_is_told_of_once_and_only_then() {
    let says = "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) does not name";
    let through_a_proxy: [(&str, &str); 1] = [("x-forwarded-for", "203.0.113.1")];
    for trusted in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let flags = ["--contact-per-client=0", "--trusted-proxies=127.0.0.1"];
        let program = FastProgram::speaking(&["en"], &flags[..if trusted { 2 } else { 1 }]);
        let mut server = program.start(folder.path());
        let send = |text: &str, headers: &[(&str, &str)]| {
            assert_eq!(post(server.address(), "/en/contact", &letter(text), headers).status, 303, "{text}");
        };
        send("From somebody who comes alone", &[]);
        send("Through a header that is not read", &[("forwarded", "for=203.0.113.1")]);
        ask(server.address(), "GET", "/en/contact", &through_a_proxy);
        assert!(!server.log().contains(says), "{}", server.log());
        (0..3).for_each(|number| send(&format!("Through a proxy {number}"), &through_a_proxy));
        server.process.signal("TERM");
        assert_eq!(server.process.end().1, Some(0));
        wait_until("the log is there to its end", || server.log().contains("\"stopped\""));
        assert_eq!(server.log().matches(says).count(), usize::from(!trusted), "{}", server.log());
    }
}

#[test]
fn a_trusted_proxy_that_names_nobody_is_told_of_once_and_counted() {
    let says = "a trusted proxy did not name who sent a message";
    for (header, why) in [
        (None, "no_header"),
        (Some(("forwarded", "for=203.0.113.1")), "other_family"),
        (Some(("x-forwarded-for", "unknown")), "unreadable"),
        (Some(("x-forwarded-for", "203.0.113.1")), ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let admin = format!("127.0.0.1:{}", free_port());
        let listen = format!("--admin-listen={admin}");
        let flags = ["--contact-per-client=0", "--trusted-proxies=127.0.0.1", &listen];
        let mut server = FastProgram::speaking(&["en"], &flags).start(folder.path());
        let headers: Vec<_> = header.into_iter().collect();
        ask(server.address(), "GET", "/en/contact", &headers);
        for number in 0..3 {
            let answer = post(server.address(), "/en/contact", &letter(&number.to_string()), &headers);
            assert_eq!(answer.status, 303, "{header:?}");
        }
        let metrics = ask(admin.parse().unwrap(), "GET", "/metrics", &[]).text();
        let counters = metrics.lines().filter(|line| line.starts_with("contact_unnamed_clients_"));
        let counted: Vec<&str> = counters.filter(|line| !line.ends_with(" 0")).collect();
        let expected = format!("contact_unnamed_clients_total{{why=\"{why}\"}} 3");
        assert_eq!(counted, if why.is_empty() { vec![] } else { vec![expected.as_str()] }, "{header:?}");
        server.process.signal("TERM");
        assert_eq!(server.process.end().1, Some(0));
        wait_until("the log is there to its end", || server.log().contains("\"stopped\""));
        let told: Vec<String> = server.log().lines().filter(|line| line.contains(says)).map(str::to_owned).collect();
        assert_eq!(told.len(), usize::from(!why.is_empty()), "{header:?}: {told:?}");
        assert!(told.iter().all(|line| line.contains(&format!("\"why\":\"{why}\"")) && line.contains("WARN")));
    }
}
