//! The program as a process: how it stops, and what it refuses to start with.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::support::program::{BINARY, Process, Program, serve, unprivileged, wait_until};
use crate::support::request::{ask, connect};
use crate::support::response::Response;

fn refused(flags: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let output = serve(folder.path(), flags).output().unwrap();
    assert_ne!(output.status.code(), Some(0), "{flags:?}");
    output
}

#[test]
fn an_idle_connection_does_not_hold_up_a_stop() {
    for signals in [&["TERM"][..], &["INT"], &["TERM", "TERM"]] {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Program::start(folder.path(), &[]);
        let mut idle = connect(server.address());
        idle.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        assert_eq!(Response::read_head(&mut idle).status, 200);
        signals.iter().for_each(|name| server.process.signal(name));
        let (took, code) = server.process.end();
        assert!(code == Some(0) && took < Duration::from_secs(3), "{signals:?}: {code:?} after {took:?}");
    }
}

#[test]
fn a_second_server_does_not_take_the_socket_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("communique.sock");
    let listen = format!("--listen=unix:{}", path.display());
    let flags = [listen.as_str(), "--public-url=https://www.example.org", "--trusted-proxies=unix"];
    let mut first = Program::start(folder.path(), &flags);
    let second = refused(&flags);
    assert!(String::from_utf8_lossy(&second.stderr).contains("is in use"));
    let mut stream = UnixStream::connect(&path).unwrap();
    stream.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    assert_eq!(Response::read_head(&mut stream).status, 200);
    // A socket that nobody answers at is replaced.
    first.kill();
    drop(stream);
    drop(Program::start(folder.path(), &flags));
    // A socket of another kind is in use, although nobody can connect to it.
    std::fs::remove_file(&path).unwrap();
    let datagrams = UnixDatagram::bind(&path).unwrap();
    assert!(String::from_utf8_lossy(&refused(&flags).stderr).contains("is in use"));
    UnixDatagram::unbound().unwrap().send_to(b"x", &path).unwrap();
    assert_eq!(datagrams.recv(&mut [0; 8]).unwrap(), 1);
    // Another file is left alone.
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "precious").unwrap();
    assert!(String::from_utf8_lossy(&refused(&flags).stderr).contains("is not a socket"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
}

#[test]
fn a_start_does_not_wait_for_whoever_lets_connections_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("communique.sock");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let _entered = runtime.enter();
    let full = tokio::net::UnixSocket::new_stream().unwrap();
    full.bind(&path).unwrap();
    // One may wait.
    let _full = full.listen(0).unwrap();
    let _waiting = UnixStream::connect(&path).unwrap();
    let listen = format!("--listen=unix:{}", path.display());
    let flags = [listen.as_str(), "--public-url=https://www.example.org", "--trusted-proxies=unix"];
    let mut command = serve(folder.path(), &flags);
    let mut start = Process(command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
    let (_, code) = start.end();
    let said = std::io::read_to_string(start.0.stderr.take().unwrap()).unwrap();
    assert!(code == Some(1) && said.lines().last().unwrap().contains("is in use"), "{code:?} {said}");
}

#[test]
fn what_is_wrong_with_the_settings_is_one_line_and_the_right_exit_code() {
    let empty = tempfile::tempdir().unwrap();
    let locales = format!("--locales={}", empty.path().display());
    let long = format!("--listen=unix:/{}", "x".repeat(107));
    for (flags, code, says) in [
        (&["--listen=8080"][..], 2, "--listen (COMMUNIQUE_LISTEN): “8080” is not accepted; accepted: "),
        (&["--listen=unix:/tmp/x"], 2, "--public-url (COMMUNIQUE_PUBLIC_URL) is needed"),
        (&["--listen=0.0.0.0:0"], 2, "is needed with --listen 0.0.0.0:0: readers cannot be sent to that address"),
        (&["--listen=[::]:0"], 2, "--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen [::]:0"),
        (&["--listen=[::ffff:0.0.0.0]:0"], 2, "--public-url (COMMUNIQUE_PUBLIC_URL) is needed"),
        (&["--listen=systemd", "--public-url=http://x"], 2, "no socket was handed over"),
        (
            &["--listen=127.0.0.1:0", &locales],
            2,
            "there is no folder en/ with messages; the page cannot be shown without its source; accepted: a folder with",
        ),
        (&[&long, "--public-url=http://x", "--trusted-proxies=unix"], 2, "with a path of 107 bytes at most"),
        (
            &["--listen=127.0.0.1:0", &format!("--admin-{}", &long[2..])],
            2,
            "--admin-listen (COMMUNIQUE_ADMIN_LISTEN): “unix:/xxx",
        ),
        (
            &["--listen=127.0.0.1:0", "--proxy-protocol"],
            2,
            "--proxy-protocol (COMMUNIQUE_PROXY_PROTOCOL): --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name the proxies",
        ),
        (
            &["--listen=unix:/tmp/x", "--public-url=http://x", "--contact-per-client=0", "--proxy-protocol"],
            2,
            "must name unix for a Unix socket, because nobody else may connect",
        ),
        (
            &["--listen=127.0.0.1:0", "--proxy-protocol", "--trusted-proxies=unix"],
            2,
            "must name the proxies, such as 127.0.0.1, for an address and port, because nobody else may connect",
        ),
        (
            &["--listen=127.0.0.1:9,127.0.0.1:9"],
            2,
            "--listen (COMMUNIQUE_LISTEN) names one place twice: 127.0.0.1:9 and 127.0.0.1:9",
        ),
        (
            &["--listen=127.0.0.1:9", "--admin-listen=127.0.0.1:9"],
            2,
            "--admin-listen (COMMUNIQUE_ADMIN_LISTEN) names the place of --listen (COMMUNIQUE_LISTEN)",
        ),
        (&["--nonsense"], 2, "--nonsense"),
    ] {
        let output = refused(flags);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{flags:?}: {text}");
        assert!(text.contains(says), "{flags:?}: {text}");
    }
}

#[test]
fn whoever_cannot_be_told_what_was_asked_for_is_no_success() {
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["help"],
        &["help", "serve"],
        &["locales", "--help"],
        &["locales", "status"],
        &["locales", "check"],
        &["config", "show"],
        &["completions", "bash"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(BINARY);
        let output = command.args(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("No space left on device"), "{arguments:?}: {said}");
    }
}

#[test]
fn the_log_warns_of_a_server_that_runs_as_root() {
    let warning = "this runs as root";
    let folder = tempfile::tempdir().unwrap();
    let is_root = rustix::process::geteuid().is_root();
    assert_eq!(log_of_start(&mut serve(folder.path(), &[])).contains(warning), is_root);
    let other = tempfile::tempdir().unwrap();
    std::fs::set_permissions(other.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = unprivileged(other.path());
    command.args(["serve", "--log-format=json", "--listen=127.0.0.1:0"]).env("STATE_DIRECTORY", other.path());
    assert!(!log_of_start(&mut command).contains(warning));
}

/// What a server says up to the line that it is serving.
fn log_of_start(command: &mut Command) -> String {
    let mut start = Process(command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(start.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut log = String::new();
    for line in &mut lines {
        log += &line;
        if line.contains("\"serving\"") {
            start.signal("TERM");
        }
    }
    assert!(log.contains("\"serving\""), "{log}");
    log
}

#[test]
fn the_admin_listener_does_not_hold_up_a_stop_either() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut server = Program::start(folder.path(), &[&format!("--admin-listen={port}")]);
    assert_eq!(ask(port, "GET", "/readyz", &[]).status, 200);
    server.process.signal("TERM");
    let (took, code) = server.process.end();
    assert!(code == Some(0) && took < Duration::from_secs(3), "{code:?} after {took:?}");
}

/// The names of the threads of a process, each with its nice value (proc_pid_stat(5)).
fn threads(pid: u32) -> Vec<(String, i32)> {
    let folders = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten();
    let stats = folders.filter_map(|folder| std::fs::read_to_string(folder.path().join("stat")).ok());
    let named = stats.map(|stat| {
        let (before, after) = stat.rsplit_once(") ").unwrap();
        let name = before.split_once('(').unwrap().1.to_owned();
        // The state, the third field, is the first after the name.
        (name, after.split(' ').nth(19 - 3).unwrap().parse().unwrap())
    });
    named.collect()
}

#[test]
fn what_is_made_smaller_in_the_background_steps_back_before_readers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::start(folder.path(), &[]);
    let is = |name: &str, nice: i32| threads(server.process.0.id()).iter().any(|(n, own)| n == name && *own == nice);
    wait_until("it steps back", || is("compress", 19));
    wait_until("readers are answered as before", || is("actix-rt|system", 0));
}
