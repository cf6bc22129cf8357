//! Many requests on one connection, read or not, and many connections.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, Program, wait_until};
use crate::support::request::{ask, connect, form_head};
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::runtime;

#[test]
fn many_requests_share_one_connection_and_garbage_ends_it() {
    let server = Running::start(&[]);
    let mut stream = connect(server.address);
    for path in ["/robots.txt", "/nowhere", "/robots.txt"] {
        write!(stream, "HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        assert_eq!(Response::read_head(&mut stream).status, if path == "/nowhere" { 404 } else { 200 });
    }
    stream.write_all(b"\0\0 garbage\r\n\r\n").unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.starts_with("HTTP/1.1 400"), "{rest}");
    assert_eq!(server.get("/robots.txt", &[]).status, 200);
}

#[test]
fn requests_whose_answers_nobody_reads_wait_where_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let program = FastProgram::speaking(&["en"], &[]).start(folder.path());
    let head = |method: &str| format!("{method} /en/contact HTTP/1.1\r\nhost: x\r\n\r\n");
    // Once, so that everything that is made once is there.
    for method in ["GET", "HEAD"] {
        let mut stream = connect(program.address());
        stream.write_all(head(method).as_bytes()).unwrap();
        assert_eq!(Response::read_head(&mut stream).status, 200);
    }
    let rest = program.memory();
    let floods: Vec<TcpStream> = (0..20)
        .map(|number| {
            let mut stream = connect(program.address());
            let all = head(if number % 2 == 0 { "GET" } else { "HEAD" }).repeat(3600);
            stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
            // As much as the system takes.
            let _ = stream.write_all(all.as_bytes());
            stream
        })
        .collect();
    // Before, each of them took 20 MB.
    let asked = Instant::now();
    while asked.elapsed() < Duration::from_secs(1) {
        let mut stream = connect(program.address());
        stream.write_all(head("HEAD").as_bytes()).unwrap();
        assert_eq!(Response::read_head(&mut stream).status, 200);
        let grown = program.memory().saturating_sub(rest);
        assert!(grown < 20 * 1024, "{grown} KiB for {} connections", floods.len());
    }
    // Whoever reads gets every answer.
    let mut reader = &floods[1];
    for number in 0..100 {
        assert_eq!(Response::read_head(&mut reader).status, 200, "answer {number}");
    }
}

/// Whether a server has closed a connection, without waiting for it.
fn is_closed(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let read = stream.read(&mut [0; 4096]);
    stream.set_nonblocking(false).unwrap();
    !matches!(read, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
}

/// A page from an address of this machine.
fn ask_from(source: [u8; 4], server: SocketAddr) -> Result<u16, reqwest::Error> {
    runtime().block_on(async {
        let client = reqwest::Client::builder().no_proxy().local_address(Some(IpAddr::from(source))).build()?;
        Ok(client.get(format!("http://{server}/robots.txt")).send().await?.status().as_u16())
    })
}

fn metric(server: &Running, name: &str) -> usize {
    let metrics = ask(server.admin, "GET", "/metrics", &[]).text();
    metrics.lines().find_map(|line| line.strip_prefix(&format!("{name} "))).map_or(0, |value| value.parse().unwrap())
}

#[test]
fn connections_that_do_nothing_are_let_go_for_others_the_oldest_first() {
    let server = Running::start(&[]);
    // Of 8,192 in all an address has 256.
    let idle: Vec<TcpStream> = (0..400)
        .map(|number| {
            let mut stream = connect(server.address);
            // Nothing at all, a part of a head, and one that has had its answer.
            match number % 3 {
                0 => {}
                1 => stream.write_all(b"GET / HT").unwrap(),
                _ => {
                    stream.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
                    assert_eq!(Response::read_head(&mut stream).status, 200, "connection {number}");
                }
            }
            stream
        })
        .collect();
    assert_eq!(ask_from([127, 0, 0, 1], server.address).unwrap(), 200);
    assert_eq!(ask_from([127, 0, 1, 1], server.address).unwrap(), 200);
    wait_until("the oldest are let go", || idle[..100].iter().all(is_closed));
    assert!(!idle[300..].iter().any(is_closed), "the newest stay");
    wait_until("they are as many as may be", || metric(&server, "http_connections") <= 256);
    let let_go = metric(&server, "http_connections_let_go_total");
    assert!((144..=240).contains(&let_go), "{let_go}");
    drop(idle);
    wait_until("nobody is left", || metric(&server, "http_connections") <= 1);
}

#[test]
fn connections_with_a_request_are_not_let_go_and_fill_the_share_of_their_network_alone() {
    let server = Running::start(&[]);
    let busy: Vec<TcpStream> = (0..256)
        .map(|_| {
            let mut stream = connect(server.address);
            stream.write_all(form_head("/en/contact", "content-length: 5000").as_bytes()).unwrap();
            stream
        })
        .collect();
    wait_until("all are there", || metric(&server, "http_connections") == 256);
    assert!(ask_from([127, 0, 0, 1], server.address).is_err(), "there is none for another of that address");
    assert_eq!(ask_from([127, 0, 0, 2], server.address).unwrap(), 200);
    assert!(!busy.iter().any(is_closed));
    let refused = "http_connections_refused_total{limit=\"client\"}";
    assert!(metric(&server, refused) >= 1);
    drop(busy);
    wait_until("their permits are given back", || {
        ask_from([127, 0, 0, 1], server.address).is_ok_and(|status| status == 200)
    });
}

#[test]
fn a_trusted_proxy_has_as_many_connections_as_there_are() {
    let server = Running::start(&["--trusted-proxies=127.0.0.1"]);
    let idle: Vec<TcpStream> = (0..300).map(|_| connect(server.address)).collect();
    wait_until("all are there", || metric(&server, "http_connections") == 300);
    assert!(!idle.iter().any(is_closed));
}

#[test]
fn the_limit_of_open_files_is_raised_and_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let started = |limits: &str| {
        let mut shell = Command::new("sh");
        let start = format!("{limits} && exec {BINARY} serve --log-format=json --listen=127.0.0.1:0");
        shell.args(["-c", &start]).env("STATE_DIRECTORY", folder.path());
        Program::try_from(&mut shell)
    };
    let open_files = |program: &Program| {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", program.process.0.id())).unwrap();
        let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
        line.split_whitespace().nth(3).unwrap().to_owned()
    };
    let says = "allows fewer connections than the server is made for";
    let raised = started("ulimit -Sn 400 && ulimit -Hn 9000").unwrap_or_else(|(_, log)| panic!("{log}"));
    assert_eq!(open_files(&raised), "9000");
    assert!(!raised.log().contains(says));
    let few = started("ulimit -n 1024").unwrap_or_else(|(_, log)| panic!("{log}"));
    assert!(few.log().contains(says) && few.log().contains("\"connections\":768"), "{}", few.log());
    let (status, log) = started("ulimit -n 300").err().unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(log.contains("only 300 files may be open at once, and at least 320 are needed"), "{log}");
}
