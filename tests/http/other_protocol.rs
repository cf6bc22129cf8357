//! Proxies that speak something else than HTTP/1.1: refused, and their operator is told what to set.

use std::io::{Read, Write};

use crate::support::fast_program::FastProgram;
use crate::support::program::wait_until;
use crate::support::request::connect;
use crate::support::response::Response;
use crate::support::security::assert_security_headers;

#[test]
fn what_is_no_http_1_1_is_refused_at_once_and_the_log_says_once_what_the_proxy_is_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let server = FastProgram::speaking(&["en", "az", "ru", "ar", "zh-Hans"], &[]).start(folder.path());
    for (bytes, status, told) in [
        (&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"[..], 505, "versions 1.1"),
        (b"PROXY TCP4 203.0.113.9 127.0.0.1 4711 80\r\nGET / HTTP/1.1\r\nhost: x\r\n\r\n", 400, "set --proxy-protocol"),
        (b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xcb\0\x71\x09\x7f\0\0\x01\0\0\0\x50", 400, "set --proxy-protocol"),
        (b"\x16\x03\x01\0\xa5\x01\0\0\xa1\x03\x03", 400, "at http://, without TLS"),
    ] {
        for _ in 0..2 {
            let mut stream = connect(server.address());
            stream.write_all(bytes).unwrap();
            let answer = Response::read_head(&mut stream);
            assert_eq!((answer.status, answer.header("connection")), (status, "close"), "{}", bytes.escape_ascii());
            assert_security_headers(&answer, false, told);
            let _ = stream.read_to_end(&mut Vec::new());
        }
        wait_until("it is told", || server.log().contains(told));
        assert_eq!(server.log().matches(told).count(), 1, "{}", server.log());
    }
}
