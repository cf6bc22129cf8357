//! Bytes that a client writes to a connection itself: what is answered to what is no request, or one that asks for
//! more than there is. One request arrives or none; every refusal says that the connection ends, and ends it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use crate::support::request::{connect, encoded, form_head, form_request, letter};
use crate::support::response::Response;
use crate::support::running::Running;
use crate::support::security::assert_security_headers;

/// Writes as much as the other side takes.
fn write(stream: &mut TcpStream, bytes: &[u8]) {
    // It may have answered and closed in the middle.
    let _ = stream.write_all(bytes);
}

/// Everything up to the end of the connection.
fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    rest
}

/// What is refused, and how.
fn refused() -> Vec<(String, u16)> {
    let long = |length: usize| "x".repeat(length);
    let get = |target: &str, headers: &str| format!("GET {target} HTTP/1.1\r\n{headers}\r\n");
    let form = |headers: &str| form_head("/en/contact", headers);
    vec![
        ("\0\0 garbage\r\n\r\n".into(), 400),
        (get("/", ""), 400),
        (get("/", "host: x\r\nhost: x\r\n"), 400),
        (get("/", "host: user@x\r\n"), 400),
        (get("/", "host: x y\r\n"), 400),
        (get("/", "host: x:a\r\n"), 400),
        (get("/", "host: x:99999\r\n"), 400),
        (get("/", "host: b\u{fc}cher.example\r\n"), 400),
        (get("a:80", "host: x\r\n"), 400),
        (get("http://user@x/", "host: x\r\n"), 400),
        (get("http:///robots.txt", "host: x\r\n"), 400),
        (get("*", "host: x\r\n"), 400),
        (get("/", "host: x\r\n folded\r\n"), 400),
        (get("/", "host: x\r\nbad name: y\r\n"), 400),
        (get("/", "host: x\r\nx: \u{1}\r\n"), 400),
        (get("/\u{7f}", "host: x\r\n"), 400),
        (get("/", &format!("host: x\r\n{}", "x: y\r\n".repeat(100))), 431),
        (get("/", &format!("host: x\r\n{}: y\r\n", long(65_536))), 431),
        (get("/", &format!("host: x\r\n{}: y\r\n", long(20_000))), 431),
        (get("/", &format!("host: x\r\nx: {}\r\n", long(130_000))), 431),
        (format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}", long(200_000)), 431),
        (get(&format!("/{}", long(10_000)), "host: x\r\n"), 414),
        (get(&format!("/{}", long(200_000)), "host: x\r\n"), 414),
        (format!("{} / HTTP/1.1\r\nhost: x\r\n\r\n", long(100_000)), 501),
        (format!("{} / HTTP/1.1\r\nhost: x\r\n\r\n", long(33)), 501),
        ("CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n".into(), 501),
        ("GET / HTTP/3.0\r\nhost: x\r\n\r\n".into(), 505),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(), 505),
        (form("content-length: 5\r\ncontent-length: 5"), 400),
        (form("content-length: +5"), 400),
        (form("content-length: 5\r\ntransfer-encoding: chunked"), 400),
        (form("transfer-encoding: gzip, chunked"), 400),
        (form("transfer-encoding: chunked\r\ntransfer-encoding: chunked"), 400),
    ]
}

#[test]
fn what_is_no_request_is_refused_with_all_headers_and_the_connection_ends() {
    let server = Running::start(&[]);
    for (request, status) in refused() {
        for earlier_requests in [0, 1] {
            let mut stream = connect(server.address);
            for _ in 0..earlier_requests {
                stream.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
                assert_eq!(Response::read_head(&mut stream).status, 200);
            }
            let what = format!("{request:.60}… after {earlier_requests}");
            // Whatever else is sent along is none either.
            write(&mut stream, (request.clone() + "GET /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes());
            let answer = Response::read(&mut stream);
            assert_eq!((answer.status, answer.header("connection")), (status, "close"), "{what}");
            assert_security_headers(&answer, false, &what);
            assert_eq!(String::from_utf8_lossy(&rest(&mut stream)), "", "{what}");
        }
    }
    assert_eq!(server.get("/robots.txt", &[]).status, 200);
}

#[test]
fn nothing_follows_an_answer_that_is_the_last() {
    let server = Running::start(&[]);
    let get = |more: &str| format!("GET /robots.txt HTTP/1.1\r\nhost: x\r\n{more}\r\n");
    let post = |path: &str, more: &str| form_head(path, &format!("content-length: 5{more}"));
    let coming = ["garbage\r\n\r\n", "\0", &get("")];
    for (request, body, status) in [
        (get("connection: close\r\n"), "", 200),
        // Bodies that nobody waits for.
        (post("/nowhere", ""), "hello", 404),
        (post("/en/share", ""), "hello", 405),
        (post("/en/contact", "\r\ncontent-encoding: gzip"), "hello", 415),
        (form_head("/nowhere", "transfer-encoding: chunked"), "5\r\nhello\r\n0\r\n\r\n", 404),
        (get("transfer-encoding: chunked\r\n"), "5\r\nhello\r\n0\r\n\r\n", 200),
    ] {
        for more in coming {
            let what = format!("{request:?} and {more:?}");
            let mut stream = connect(server.address);
            stream.write_all(request.as_bytes()).unwrap();
            let answer = Response::read(&mut stream);
            assert_eq!((answer.status, answer.header("connection")), (status, "close"), "{what}");
            write(&mut stream, (body.to_owned() + more).as_bytes());
            // Whoever ends their side is not waited for.
            let _ = stream.shutdown(Shutdown::Write);
            assert_eq!(String::from_utf8_lossy(&rest(&mut stream)), "", "{what}");
        }
    }
}

#[test]
fn a_head_that_does_not_come_is_told_so_and_the_connection_ends() {
    let server = Running::start(&[]);
    let beginnings = ["", "GET / HTTP/1.1\r\nhost:", "\r\n", "\u{16}\u{2}\u{1}"];
    let mut waiting = beginnings.map(|beginning| {
        let mut stream = connect(server.address);
        stream.write_all(beginning.as_bytes()).unwrap();
        (beginning, stream)
    });
    for (beginning, stream) in &mut waiting {
        let answer = Response::read(stream);
        assert_eq!((answer.status, answer.header("connection")), (408, "close"), "{beginning:?}");
        assert_security_headers(&answer, false, beginning);
        assert_eq!(rest(stream), b"", "{beginning:?}");
    }
}

#[test]
fn requests_that_come_together_are_answered_one_after_the_other() {
    let server = Running::start(&["--contact-per-client=0"]);
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept-encoding: identity\r\n\r\n");
    let body = encoded(&letter("In chunks"));
    let (one, other) = body.split_at(20);
    let chunked = format!(
        "{}{:x}\r\n{one}\r\n{:X};a=b\r\n{other}\r\n0\r\nx: y\r\n\r\n",
        form_head("/en/contact", "transfer-encoding: chunked"),
        one.len(),
        other.len()
    );
    // A page that is longer than what waits to be sent, forms with bodies of both kinds, nothing at all.
    let requests = [
        (get("/en/fight-against-terrorism?with=fa"), 200),
        (form_request("/en/contact", &letter("With a length")), 303),
        ("\r\n".to_owned() + &get("/nowhere"), 404),
        (chunked, 303),
        (form_head("/en/contact", "content-length: 0"), 400),
        (get("/robots.txt"), 200),
    ];
    let all: String = requests.iter().map(|(request, _)| request.as_str()).collect();
    let mut whole = connect(server.address);
    let mut dripping = connect(server.address);
    std::thread::scope(|scope| {
        let mut writer = dripping.try_clone().unwrap();
        writer.set_nodelay(true).unwrap();
        scope.spawn({
            let all = &all;
            move || all.as_bytes().chunks(3).for_each(|part| writer.write_all(part).unwrap())
        });
        whole.write_all(all.as_bytes()).unwrap();
        for (request, status) in &requests {
            for stream in [&mut whole, &mut dripping] {
                assert_eq!(Response::read(stream).status, *status, "{request:.60}");
            }
        }
    });
    assert_eq!(server.stored().len(), 2);
}

#[test]
fn no_upgrade_is_answered_that_was_not_offered_and_none_disturbs_the_next_request() {
    let server = Running::start(&["--contact-per-client=0"]);
    let upgrade = "connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13";
    let mut stream = connect(server.address);
    for headers in [upgrade, "connection: upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk"] {
        for path in ["/robots.txt", "/nowhere"] {
            write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n\r\n").unwrap();
            let answer = Response::read(&mut stream);
            assert_eq!(answer.status, if path == "/nowhere" { 404 } else { 200 }, "{headers}");
            assert_eq!((answer.header("connection"), answer.header("upgrade")), ("", ""), "{headers}");
        }
    }
    // A form that asks for it as well is a form.
    let body = encoded(&letter("Upgraded"));
    let head = form_head("/en/contact", &format!("content-length: {}\r\n{upgrade}", body.len()));
    write!(stream, "{head}{body}").unwrap();
    assert_eq!(Response::read(&mut stream).status, 303);
    write!(stream, "GET /robots.txt HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\n\r\n").unwrap();
    assert_eq!(Response::read(&mut stream).header("connection"), "close");
    assert!(rest(&mut stream).is_empty());
}

#[test]
fn empty_lines_before_a_request_are_passed_over_before_the_first_and_a_later_one() {
    let server = Running::start(&[]);
    let mut stream = connect(server.address);
    let form = encoded(&letter("After empty lines"));
    let form = form_head("/en/contact", &format!("content-length: {}", form.len())) + &form;
    let head = "HEAD /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n";
    stream.write_all(["\r\n\r\n", head, "\r\n", &form, "\r\n\r\n\r\n", head].concat().as_bytes()).unwrap();
    for status in [200, 303, 200] {
        assert_eq!(Response::read_head(&mut stream).status, status);
    }
    for lines in ["\r\n", "\r\n\r\n"] {
        stream.write_all(lines.as_bytes()).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        assert_eq!(Response::read_head(&mut stream).status, 200, "{lines:?}");
    }
    assert_eq!(server.stored().len(), 1);
}

#[test]
fn a_body_that_is_refused_by_its_length_is_not_asked_for() {
    let server = Running::start(&["--contact-per-client=0"]);
    for (length, go_ahead) in [(10_000_000, false), (262_145, false), (262_144, true), (300, true)] {
        let mut stream = connect(server.address);
        let more = format!("content-length: {length}\r\nexpect: 100-continue");
        stream.write_all(form_head("/en/contact", &more).as_bytes()).unwrap();
        if go_ahead {
            let mut first = [0; 25];
            stream.read_exact(&mut first).unwrap();
            assert_eq!(&first, b"HTTP/1.1 100 Continue\r\n\r\n", "{length}");
        } else {
            let answer = Response::read(&mut stream);
            assert_eq!((answer.status, answer.header("connection")), (413, "close"), "{length}");
            assert!(answer.text().contains("<form"), "{length}");
        }
    }
    // What has no body needs no go-ahead.
    let mut stream = connect(server.address);
    stream.write_all(b"HEAD /robots.txt HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n\r\n").unwrap();
    assert_eq!(Response::read_head(&mut stream).status, 200);
}

#[test]
fn a_chunked_body_that_is_framed_wrongly_is_half_a_form_and_ends_the_connection() {
    let server = Running::start(&[]);
    for wrong in ["5\nhello\n0\n\n", "x\r\n", "5\r\nhello0\r\n\r\n", "-1\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n"] {
        let mut stream = connect(server.address);
        let request = form_head("/en/contact", "transfer-encoding: chunked") + "8\r\nmessage=\r\n" + wrong;
        write(&mut stream, (request + "GET /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes());
        let answer = Response::read(&mut stream);
        assert_eq!((answer.status, answer.header("connection")), (400, "close"), "{wrong:?}");
        assert_eq!(String::from_utf8_lossy(&rest(&mut stream)), "", "{wrong:?}");
    }
    assert!(server.stored().is_empty());
}

#[test]
fn the_server_says_what_it_takes_and_a_form_in_a_content_coding_is_not_that() {
    let server = Running::start(&["--contact-per-client=0"]);
    let below = Running::start(&["--public-url=http://www.example.org/terrorism"]);
    // As a balancer asks that is told nothing else: HAProxy’s `option httpchk`.
    for (server, target, version, allowed) in [
        (&server, "*", "1.1", "GET, HEAD, POST, OPTIONS"),
        (&server, "/", "1.0", "GET, HEAD, OPTIONS"),
        (&server, "/", "1.1", "GET, HEAD, OPTIONS"),
        (&below, "*", "1.1", "GET, HEAD, POST, OPTIONS"),
        (&below, "/", "1.0", "GET, HEAD, POST, OPTIONS"),
        (&below, "/terrorism/", "1.1", "GET, HEAD, OPTIONS"),
    ] {
        let mut stream = connect(server.address);
        let host = if version == "1.0" { "" } else { "host: x\r\norigin: https://other.example\r\n" };
        stream.write_all(format!("OPTIONS {target} HTTP/{version}\r\n{host}\r\n").as_bytes()).unwrap();
        let answer = Response::read_head(&mut stream);
        let what = format!("OPTIONS {target} HTTP/{version}");
        assert_eq!((answer.status, answer.header("allow")), (204, allowed), "{what}");
        let names: Vec<&str> = answer.headers.keys().map(|name| name.as_str()).collect();
        assert!(!names.iter().any(|name| name.starts_with("access-control")), "{what}: {names:?}");
        assert_security_headers(&answer, false, &what);
    }
    let form = letter("Text");
    for (coding, status) in [("gzip", 415), ("br", 415), ("identity, gzip", 415), ("", 415), ("Identity", 303)] {
        let answer = server.post("/en/contact", &form, &[("content-encoding", coding)]);
        assert_eq!(answer.status, status, "{coding:?}");
    }
    assert_eq!(server.stored().len(), 1);
}
