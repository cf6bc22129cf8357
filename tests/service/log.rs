//! The log as whoever runs the program reads it: each request if that is set, under the name that the proxy gave it, and
//! with priorities in the journal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::os::linux::fs::MetadataExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::fast_program::FastProgram;
use crate::support::metrics::metric;
use crate::support::program::{BINARY, Process, Program, free_port, wait_until};
use crate::support::request::{ask, connect, letter, post};
use crate::support::response::Response;
use crate::support::site::folder_of;

/// The events of a kind, as they were logged.
fn events(program: &Program, message: &str) -> Vec<Value> {
    let log = program.log();
    let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.filter(|event| event["message"] == message).collect()
}

#[test]
fn each_request_is_logged_by_its_route_and_nothing_that_stands_in_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--access-log", "--trusted-proxies=127.0.0.1", "--public-url=https://www.example.org"];
    let server = FastProgram::speaking(&["en", "ar"], &flags).start(folder.path());
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let headers = [
        ("x-forwarded-for", "203.0.113.9"),
        ("x-request-id", "0123abcd-4567"),
        ("traceparent", trace),
        ("user-agent", "Kumquat/1"),
        ("referer", "https://kumquat.example/"),
        ("accept-encoding", "br"),
    ];
    let page = ask(server.address(), "GET", "/ar/fight-against-terrorism?kumquat=1", &headers);
    assert_eq!((page.status, page.header("x-request-id")), (200, ""), "a page is kept by caches, its name is not");
    let form = post(server.address(), "/en/contact", &letter("kumquat"), &headers);
    assert_eq!((form.status, form.header("x-request-id")), (303, "0123abcd-4567"));
    ask(server.address(), "GET", "/en/kumquat", &headers);
    ask(server.address(), "HEAD", "/en/share", &headers);
    ask(server.address(), "GET", &format!("/{}", "kumquat".repeat(1500)), &[]);
    wait_until("all are logged", || events(&server, "a request").len() == 5);
    let logged = events(&server, "a request");
    let first = &logged[0];
    for (name, expected) in [
        ("method", "GET"),
        ("route", "/{tag}/{statement}"),
        ("language", "ar"),
        ("coding", "br"),
        ("client", "203.0.113.0/24"),
        ("request_id", "0123abcd-4567"),
        ("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"),
    ] {
        assert_eq!(first[name], expected, "{first}");
    }
    assert!(first["bytes"].as_u64() > Some(1000) && first["duration_ms"].is_f64(), "{first}");
    assert_eq!(
        logged.iter().map(|event| event["status"].as_u64()).collect::<Vec<_>>(),
        [200, 303, 404, 200, 414].map(Some)
    );
    assert_eq!((&logged[3]["bytes"], &logged[4]["route"]), (&Value::from(0), &Value::from("refused")));
    assert!(!server.log().to_lowercase().contains("kumquat"), "{}", server.log());
}

#[test]
fn without_the_setting_no_request_is_logged_and_who_is_not_trusted_names_none() {
    let folder = tempfile::tempdir().unwrap();
    let server = FastProgram::unlimited(&[]).start(folder.path());
    let named = [("x-request-id", "0123abcd-4567")];
    let answers = [(); 2].map(|()| post(server.address(), "/en/contact", &letter("x"), &named));
    let names = answers.each_ref().map(|answer| answer.header("x-request-id"));
    assert!(names[0] != names[1] && names.iter().all(|name| name.len() == 36), "{names:?}");
    // It is taken away while it is open: the next form fails.
    std::fs::remove_file(folder.path().join("communique.db")).unwrap();
    let failed = post(server.address(), "/en/contact", &letter("y"), &named);
    wait_until("that is logged", || !events(&server, "a request failed").is_empty());
    let event = &events(&server, "a request failed")[0];
    assert_eq!((failed.status, failed.header("x-request-id")), (503, event["request_id"].as_str().unwrap()));
    assert!(events(&server, "a request").is_empty());
}

#[test]
fn in_the_journal_each_line_has_its_priority_and_elsewhere_none() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    let journal = std::fs::File::create(folder.path().join("journal")).unwrap();
    let found = journal.metadata().unwrap();
    let (right, wrong) = (format!("{}:{}", found.st_dev(), found.st_ino()), format!("{}:1", found.st_dev()));
    for (stream, format, is_journal) in [(&right, "json", true), (&right, "text", true), (&wrong, "json", false)] {
        journal.set_len(0).unwrap();
        let mut command = Command::new(BINARY);
        command.args(["serve", "--listen=127.0.0.1:0"]).arg(format!("--log-format={format}"));
        command.arg(format!("--locales={}", locales.path().display()));
        command.env("STATE_DIRECTORY", folder.path()).env("JOURNAL_STREAM", stream);
        let append = std::fs::OpenOptions::new().append(true).open(folder.path().join("journal")).unwrap();
        let process = Process(command.stderr(Stdio::from(append)).spawn().unwrap());
        let read = || std::fs::read_to_string(folder.path().join("journal")).unwrap();
        wait_until("it serves", || read().contains("serving"));
        drop(process);
        let log = read();
        // No mail server is set, which is warned of.
        for (words, priority) in [("serving", "<6>"), ("no mail server is set", "<4>")] {
            let line = log.lines().find(|line| line.contains(words)).unwrap();
            assert_eq!(line.starts_with(priority), is_journal, "{line}");
            assert_eq!(line.starts_with('<'), is_journal, "{line}");
        }
    }
}

#[test]
fn where_nobody_reads_the_log_the_site_goes_on_and_what_is_lost_is_counted_and_told() {
    for is_read_again in [true, false] {
        let (folder, admin) = (tempfile::tempdir().unwrap(), SocketAddr::from(([127, 0, 0, 1], free_port())));
        let flag = format!("--admin-listen={admin}");
        let program = FastProgram::unlimited(&["--access-log", &flag]);
        let mut command = program.command(folder.path());
        let mut process = Process(command.stderr(Stdio::piped()).spawn().unwrap());
        let mut log = BufReader::new(process.0.stderr.take().unwrap());
        let mut serving = String::new();
        while !serving.contains("\"serving\"") {
            serving.clear();
            assert!(log.read_line(&mut serving).unwrap() > 0);
        }
        let listen = serving.split("\"listen\":\"").nth(1).unwrap().split('"').next().unwrap();
        let address: SocketAddr = listen.parse().unwrap();
        let lost = || metric(admin, "log_lines_lost_total", &[]);
        assert_eq!(lost(), 0);
        // Without anybody who reads: until more has been logged than may wait.
        let mut reader = connect(address);
        reader.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        while lost() == 0 {
            for _ in 0..200 {
                reader.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
                assert_eq!(Response::read_head(&mut reader).status, 200);
            }
        }
        assert_eq!(post(address, "/en/contact", &letter("Salam"), &[]).status, 303);
        if is_read_again {
            let (mut lines, mut said) = (log.by_ref().lines().map(Result::unwrap), String::new());
            while !said.contains("lines of the log are lost") {
                said = lines.next().unwrap();
            }
            let event: Value = serde_json::from_str(&said).unwrap();
            assert!(event["level"] == "WARN" && event["lines"].as_u64() > Some(0), "{event}");
        }
        process.signal("TERM");
        let reading = is_read_again.then(|| std::thread::spawn(move || log.lines().map(Result::unwrap).last()));
        let (took, code) = process.end();
        assert!(code == Some(0) && took < Duration::from_secs(15), "{code:?} after {took:?}");
        if let Some(reading) = reading {
            let last = reading.join().unwrap().unwrap();
            assert!(last.contains("\"stopped\""), "{last}");
        }
    }
}
