//! What systemd is told, by a socket that stands in for it.

use std::io::{Read, Write};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, Process, Program, serve, wait_until};
use crate::support::request::{ask, letter, post};
use crate::support::site::{edit, folder_of};
use crate::support::smtp::{Smtp, Step, at, says, usual};

/// What stands in for systemd.
pub struct Manager {
    pub path: PathBuf,
    socket: UnixDatagram,
}

impl Manager {
    pub fn new(folder: &Path) -> Self {
        let path = folder.join("notify");
        let socket = UnixDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self { path, socket }
    }

    /// The next thing that it is told in which a line begins so.
    pub fn told(&self, line: &str) -> Vec<String> {
        loop {
            let mut buffer = [0; 4096];
            let length = self.socket.recv(&mut buffer).unwrap_or_else(|error| panic!("nothing like {line}: {error}"));
            let text = std::str::from_utf8(&buffer[..length]).unwrap();
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            if lines.iter().any(|told| told.starts_with(line)) {
                return lines;
            }
        }
    }
}

/// The clock by which systemd orders reloads, in microseconds.
fn monotonic() -> i128 {
    match sd_notify::NotifyState::monotonic_usec_now().unwrap() {
        sd_notify::NotifyState::MonotonicUsec(now) => now,
        _ => unreachable!(),
    }
}

#[test]
fn systemd_is_told_when_the_server_is_ready_reads_again_and_stops() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "az"]));
    let manager = Manager::new(folder.path());
    let start = || {
        let mut command = serve(folder.path(), &[&format!("--locales={}", locales.path().display())]);
        command.env("NOTIFY_SOCKET", &manager.path);
        Program::from(command)
    };
    let mut server = start();
    assert_eq!(manager.told("READY=1"), ["READY=1", "STATUS=languages: 2"]);
    assert_eq!(ask(server.address(), "GET", "/az/share", &[]).status, 200);
    manager.told("STATUS=languages: 2; messages that wait: 0 for the mail server, 0 for a person");
    assert_eq!(post(server.address(), "/en/contact", &letter("Salam"), &[]).status, 303);

    // What cannot be read is said, and the reload ends all the same.
    let (before, statement) = (monotonic(), locales.path().join("en/statement.ftl"));
    let text = std::fs::read_to_string(&statement).unwrap();
    std::fs::write(&statement, "").unwrap();
    server.process.signal("HUP");
    let reloading = manager.told("RELOADING=1");
    let since = reloading.iter().find_map(|line| line.strip_prefix("MONOTONIC_USEC=")).unwrap().parse().unwrap();
    assert!((before..=monotonic()).contains(&since), "{reloading:?}");
    assert_eq!(manager.told("READY=1")[1], "STATUS=languages: 2; not all was read again, as the log says");
    std::fs::write(&statement, text).unwrap();
    edit(locales.path(), "en/site.ftl", |text| text + "\n");
    server.process.signal("HUP");
    manager.told("RELOADING=1");
    assert_eq!(manager.told("READY=1"), ["READY=1", "STATUS=languages: 2"]);

    server.process.signal("TERM");
    assert_eq!(manager.told("STOPPING=1"), ["STOPPING=1", "STATUS=finishing what has begun"]);
    assert_eq!(server.process.end().1, Some(0));
    // The message that came in waits.
    let server = start();
    manager.told("STATUS=languages: 2; messages that wait: 1 for the mail server, 0 for a person");
    server.process.signal("INT");
    manager.told("STOPPING=1");
}

#[test]
fn the_watchdog_is_told_as_long_as_pages_and_database_answer_and_only_where_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let manager = Manager::new(folder.path());
    let fast = FastProgram::speaking(&["en"], &[]);
    let start = |usec: Option<&str>| {
        let mut command = fast.command(folder.path());
        command.env("NOTIFY_SOCKET", &manager.path);
        if let Some(usec) = usec {
            command.env("WATCHDOG_USEC", usec);
        }
        Program::from(command)
    };
    let server = start(Some("400000"));
    manager.told("READY=1");
    manager.told("WATCHDOG=1");
    let first = Instant::now();
    for _ in 0..5 {
        manager.told("WATCHDOG=1");
    }
    assert!(first.elapsed() < Duration::from_secs(4), "{:?}", first.elapsed());
    nobody_else_is_answered(server.process.0.id());
    // A process that stands still says nothing.
    server.process.signal("STOP");
    manager.socket.set_read_timeout(Some(Duration::from_millis(900))).unwrap();
    while manager.socket.recv(&mut [0; 4096]).is_ok() {}
    server.process.signal("CONT");
    manager.socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    manager.told("WATCHDOG=1");
    // A stop is no failure.
    let mut server = server;
    server.process.signal("TERM");
    assert_eq!(server.process.end().1, Some(0));
    wait_until("the log is whole", || server.log().contains("\"stopped\""));
    assert!(!server.log().contains("watchdog") && !server.log().contains("ERROR"), "{}", server.log());
    while manager.socket.set_nonblocking(true).is_ok() && manager.socket.recv(&mut [0; 4096]).is_ok() {}
    manager.socket.set_nonblocking(false).unwrap();

    let server = start(None);
    assert!(own_sockets(server.process.0.id()).is_empty());
    manager.told("READY=1");
    manager.socket.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let mut buffer = [0; 4096];
    while let Ok(length) = manager.socket.recv(&mut buffer) {
        assert!(!buffer[..length].starts_with(b"WATCHDOG"));
    }
}

/// The names of the sockets without a path at which a process listens.
fn own_sockets(pid: u32) -> Vec<String> {
    let links =
        std::fs::read_dir(format!("/proc/{pid}/fd")).unwrap().filter_map(|fd| fd.unwrap().path().read_link().ok());
    let inodes: Vec<String> =
        links.filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.replace(']', ""))).collect();
    let table = std::fs::read_to_string("/proc/net/unix").unwrap();
    let rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let own =
        rows.filter(|row| row.len() == 8 && row[7].starts_with('@') && inodes.iter().any(|inode| inode == row[6]));
    let listening = own.filter(|row| row[3] == "00010000").map(|row| row[7][1..].to_owned());
    listening.collect()
}

fn nobody_else_is_answered(pid: u32) {
    let names = own_sockets(pid);
    assert_eq!(names.len(), 1, "{names:?}");
    let mut stream = UnixStream::connect_addr(&SocketAddr::from_abstract_name(&names[0]).unwrap()).unwrap();
    let _ = stream.write_all(b"GET /en/share HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn another_mail_server_is_taken_from_the_file_at_a_reload_and_tried_at_once() {
    // After a login that fails the server is left alone for an hour.
    let (wrong, right) = (Smtp::start(at(Step::Login, says("535 5.7.8 no"))), Smtp::start(usual));
    let with_password = |smtp: &Smtp| smtp.url().replace("//", "//user:secret@");
    for beside in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let (manager, file) = (Manager::new(folder.path()), folder.path().join("smtp-url"));
        std::fs::write(&file, with_password(&wrong)).unwrap();
        let by_file = format!("--smtp-url-file={}", file.display());
        let flags = [by_file.as_str(), "--mail-from=site@example.org", "--mail-to=office@example.org"];
        let mailed = right.mails().len();
        let fast = FastProgram::speaking(&["en"], if beside { &["--deliver=off"] } else { &flags });
        let mut command = fast.command(folder.path());
        if !beside {
            command.env("NOTIFY_SOCKET", &manager.path);
        }
        let server = Program::from(command);
        assert_eq!(post(server.address(), "/en/contact", &letter("Salam"), &[]).status, 303);
        let mut delivering = beside.then(|| {
            let mut command = Command::new(BINARY);
            command.arg("deliver").args(flags).env("STATE_DIRECTORY", folder.path()).stderr(Stdio::null());
            command.env("NOTIFY_SOCKET", &manager.path).env("WATCHDOG_USEC", "1000000");
            Process(command.spawn().unwrap())
        });
        if beside {
            assert_eq!(manager.told("READY=1")[1], "STATUS=messages are mailed");
            manager.told("WATCHDOG=1");
        } else {
            manager.told("READY=1");
        }
        let logins = || wrong.heard().iter().filter(|line| line.starts_with("AUTH")).count();
        wait_until("it is tried", || logins() == usize::from(beside) + 1);
        let signal = |name: &str| delivering.as_ref().unwrap_or(&server.process).signal(name);
        // A file that holds no URL leaves the old one.
        std::fs::write(&file, "user:secret@mail").unwrap();
        signal("HUP");
        manager.told("RELOADING=1");
        assert!(manager.told("READY=1")[1].contains("read again, as the log says"));
        std::fs::write(&file, with_password(&right)).unwrap();
        signal("HUP");
        manager.told("RELOADING=1");
        manager.told("READY=1");
        wait_until("it is mailed", || right.mails().len() == mailed + 1);
        assert_eq!(logins(), usize::from(beside) + 1);
        assert!(!server.log().contains("secret"), "{}", server.log());
        signal("TERM");
        manager.told("STOPPING=1");
        if let Some(delivering) = &mut delivering {
            assert_eq!(delivering.end().1, Some(0));
        }
    }
}
