//! Many requests on one connection, and bytes that are no request.

use std::io::{Read, Write};

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
