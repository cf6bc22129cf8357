//! The request line as bytes: its method, its target and its version, and what a head that goes wrong is refused for.
//! Knows no header.

use memchr::{memchr, memrchr};

use super::authority::is_host_and_port;
use super::bounds::{MAX_HEAD, MAX_METHOD, MAX_TARGET};
use super::other_protocol::OtherProtocol;

/// Why a head is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadError {
    /// It is no HTTP, or does not say one thing (RFC 9112 §2.2, §3.2, §6).
    Malformed,
    /// The target is longer than any of ours.
    LongTarget,
    /// It is too long, or has too many headers.
    TooLarge,
    /// A method that no address takes: longer than any, or CONNECT.
    Method,
    /// Another version of HTTP.
    Version,
    /// It does not come to its end in time.
    Late,
}

impl HeadError {
    /// The status that says so.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::LongTarget => 414,
            Self::TooLarge => 431,
            Self::Method => 501,
            Self::Version => 505,
            Self::Late => 408,
        }
    }
}

/// Checks a request line; whether it is of HTTP/1.1.
pub(super) fn is_http_11(line: &[u8]) -> Result<bool, HeadError> {
    let (method_end, target_end) = match (memchr(b' ', line), memrchr(b' ', line)) {
        (Some(first), Some(last)) if first > 0 && first + 1 < last => (first, last),
        (None, _) if line.len() > MAX_METHOD => return Err(HeadError::Method),
        _ => return Err(HeadError::Malformed),
    };
    let (method, target, version) = (&line[..method_end], &line[method_end + 1..target_end], &line[target_end + 1..]);
    let is_http_11 = match version {
        b"HTTP/1.1" => true,
        b"HTTP/1.0" => false,
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            return Err(HeadError::Version);
        }
        _ => return Err(HeadError::Malformed),
    };
    if method.len() > MAX_METHOD || method == b"CONNECT" {
        return Err(HeadError::Method);
    }
    if target.len() > MAX_TARGET {
        return Err(HeadError::LongTarget);
    }
    // A fragment is for the browser alone (RFC 9112 §3.2).
    if memchr(b'#', target).is_some() {
        return Err(HeadError::Malformed);
    }
    if target[0] == b'/' || is_absolute(target) || (target == b"*" && method == b"OPTIONS") {
        Ok(is_http_11)
    } else {
        Err(HeadError::Malformed)
    }
}

/// Whether a target is a whole address (RFC 9112 §3.2.2). Its host may not be empty (RFC 9110 §4.2.1).
fn is_absolute(target: &[u8]) -> bool {
    let without = |scheme: &[u8]| {
        target.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| &target[scheme.len()..])
    };
    without(b"http://").or_else(|| without(b"https://")).is_some_and(|rest| {
        let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len());
        !matches!(rest[..end], [] | [b':', ..]) && is_host_and_port(&rest[..end])
    })
}

/// What is refused before the end of a head has come: what is too long, or something else of which none may ever come.
pub(super) fn error_before_end(bytes: &[u8]) -> Option<HeadError> {
    match OtherProtocol::of(bytes) {
        Some(OtherProtocol::Tls | OtherProtocol::ProxyHeader) => Some(HeadError::Malformed),
        _ => (bytes.len() > MAX_HEAD).then(|| error_of_endless(bytes)),
    }
}

/// What a head that does not end is refused for.
fn error_of_endless(bytes: &[u8]) -> HeadError {
    let line = memchr(b'\n', bytes).map_or(bytes, |end| &bytes[..end]);
    match memchr(b' ', line) {
        None => HeadError::Method,
        Some(method) if method > MAX_METHOD => HeadError::Method,
        Some(method) if line.len() - method > MAX_TARGET => HeadError::LongTarget,
        Some(_) => HeadError::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> Option<u16> {
        is_http_11(line.as_bytes()).err().map(HeadError::status)
    }

    #[test]
    fn a_request_line_is_a_known_form_of_a_target_and_of_no_other_version() {
        let long = |length: usize| "x".repeat(length);
        for (line, status) in [
            ("GET / HTTP/1.1", None),
            ("GET http://www.example.org/a?b HTTP/1.1", None),
            ("GET HTTPS://www.example.org HTTP/1.1", None),
            ("OPTIONS * HTTP/1.1", None),
            ("PROPFIND /a HTTP/1.0", None),
            ("GET * HTTP/1.1", Some(400)),
            ("GET /en#part HTTP/1.1", Some(400)),
            ("GET /# HTTP/1.1", Some(400)),
            ("GET http://x#part HTTP/1.1", Some(400)),
            ("GET http://x/?y#part HTTP/1.1", Some(400)),
            ("GET a:80 HTTP/1.1", Some(400)),
            ("GET a/b HTTP/1.1", Some(400)),
            ("GET ftp://a/b HTTP/1.1", Some(400)),
            ("GET http://[::1]:80?x@y HTTP/1.1", None),
            ("GET http://x/@y HTTP/1.1", None),
            ("GET http://user@x/ HTTP/1.1", Some(400)),
            ("GET https://x:a/ HTTP/1.1", Some(400)),
            ("GET http:///x HTTP/1.1", Some(400)),
            ("GET http://:80/x HTTP/1.1", Some(400)),
            ("GET http:// HTTP/1.1", Some(400)),
            ("GET http:/x HTTP/1.1", Some(400)),
            ("GET  / HTTP/1.1", Some(400)),
            ("GET /a b HTTP/1.1", None),
            ("GET /", Some(400)),
            ("GET / ", Some(400)),
            ("GET / HTTP/1.1 ", Some(400)),
            ("GET / HTTP/1.10", Some(400)),
            ("GET / HTTP/2.0", Some(505)),
            ("GET / HTTP/1.2", Some(505)),
            ("PRI * HTTP/2.0", Some(505)),
            ("GET / http/1.1", Some(400)),
            ("\u{16}\u{3}\u{1}", Some(400)),
            ("CONNECT www.example.org:443 HTTP/1.1", Some(501)),
            (&format!("{} / HTTP/1.1", long(32)), None),
            (&format!("{} / HTTP/1.1", long(33)), Some(501)),
            (&long(33), Some(501)),
            (&format!("GET /{} HTTP/1.1", long(MAX_TARGET - 1)), None),
            (&format!("GET /{} HTTP/1.1", long(MAX_TARGET)), Some(414)),
        ] {
            // What httparse refuses itself is left to it.
            assert_eq!(refused(line), status, "{line:.60}");
        }
    }

    #[test]
    fn what_does_not_end_is_refused_for_what_is_too_long_in_it() {
        let long = "x".repeat(100_000);
        for (endless, status) in [
            (long.clone(), 501),
            (format!("GET /{long}"), 414),
            (format!("{long} / HTTP/1.1\r\n"), 501),
            (format!("GET / HTTP/1.1\r\nx: {long}"), 431),
            (format!("GET / HTTP/1.1\r\n{long}: y"), 431),
        ] {
            assert_eq!(error_of_endless(endless.as_bytes()).status(), status, "{endless:.30}");
        }
    }
}
