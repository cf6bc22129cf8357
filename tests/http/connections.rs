//! Many requests on one connection, read or not, and many connections.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::fast_program::FastProgram;

use crate::support::request::connect;
use crate::support::response::Response;
use crate::support::running::Running;

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
    assert!(rest.is_empty() || rest.starts_with("HTTP/1.1 400"), "{rest}");
    assert_eq!(server.get("/robots.txt", &[]).status, 200);
}

/// The memory of a process, in KiB.
fn memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
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
    let rest = memory(program.process.0.id());
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
        let grown = memory(program.process.0.id()).saturating_sub(rest);
        assert!(grown < 20 * 1024, "{grown} KiB for {} connections", floods.len());
    }
    // Whoever reads gets every answer.
    let mut reader = &floods[1];
    let mut number = 0;
    while number < 100 {
        assert_eq!(Response::read_head(&mut reader).status, 200, "answer {number}");
        number += 1;
    }
}
