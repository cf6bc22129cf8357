//! The head of a request as bytes, looked at before actix reads it: what is malformed or too long is refused, where the
//! body ends is found out, and what asks for another protocol is left out. Knows no connection and no address of ours.
//!
//! It is stricter than actix and takes nothing that actix does not: what passes here means the same there.

use bytes::{BufMut, BytesMut};
use memchr::memchr;

use super::authority::is_host_and_port;
use super::bounds::{MAX_HEAD, MAX_HEADER_NAME, MAX_HEADERS, MAX_READABLE_BODY};
use super::request_line::{HeadError, is_http_11};

/// How a body is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is none.
    None,
    /// By its length in bytes, at least one.
    Length(u64),
    /// In chunks.
    Chunked,
}

/// A head that may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its bytes, with the empty line.
    pub length: usize,
    /// Its body.
    pub framing: Framing,
    /// What is not passed on.
    pub omitted: Omitted,
}

/// Headers that are left out of a head. Nobody is bound to heed them (RFC 9110 §7.8, §10.1.1), and actix answers them
/// as if everything that is asked for were offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// `Upgrade`, and that word of `Connection`.
    upgrade: bool,
    /// `Expect`: the body is refused by its length, or there is none.
    expect: bool,
}

/// The bytes of the empty lines before a head: a line end that an older client sends after a body (RFC 9112 §2.2).
pub(super) fn empty_lines(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match &bytes[at..] {
            [b'\n', ..] => at += 1,
            [b'\r', b'\n', ..] => at += 2,
            _ => return at,
        }
    }
}

/// Where a head ends: the bytes up to and with the empty line. Looks from `from` on.
pub(super) fn end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr(b'\n', &bytes[at..]) {
        at += found + 1;
        match &bytes[at..] {
            [b'\n', ..] => return Some(at + 1),
            [b'\r', b'\n', ..] => return Some(at + 2),
            _ => {}
        }
    }
    None
}

/// Reads the head that the bytes begin with; `None` if it does not end in them. Empty lines before it are the caller’s
/// to leave out.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Head>, HeadError> {
    let Some((line, mut at)) = line_at(bytes, 0) else { return Ok(None) };
    let is_http_11 = is_http_11(line)?;
    let mut seen = Seen::default();
    let mut headers = 0;
    loop {
        let Some((line, next)) = line_at(bytes, at) else { return Ok(None) };
        at = next;
        if at > MAX_HEAD {
            return Err(HeadError::TooLarge);
        }
        if line.is_empty() {
            return seen.head(at, is_http_11).map(Some);
        }
        headers += 1;
        let colon = memchr(b':', line).unwrap_or(0);
        // A line that begins with white space continues another one: obsolete, and read differently by everybody.
        if colon == 0 || matches!(line[0], b' ' | b'\t') {
            return Err(HeadError::Malformed);
        }
        if headers > MAX_HEADERS || colon > MAX_HEADER_NAME {
            return Err(HeadError::TooLarge);
        }
        seen.header(&line[..colon], &line[colon + 1..], is_http_11)?;
    }
}

/// The line at a place without its end, and where the next one begins.
fn line_at(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let length = memchr(b'\n', &bytes[at..])?;
    let line = &bytes[at..at + length];
    Some((line.strip_suffix(b"\r").unwrap_or(line), at + length + 1))
}

/// What the headers have said so far.
#[derive(Default)]
struct Seen {
    has_host: bool,
    length: Option<u64>,
    is_chunked: bool,
    expects: bool,
    omitted: Omitted,
}

impl Seen {
    fn header(&mut self, name: &[u8], value: &[u8], is_http_11: bool) -> Result<(), HeadError> {
        // By the length first: most headers are none of these.
        match name.len() {
            4 if name.eq_ignore_ascii_case(b"host") => {
                let is_second = std::mem::replace(&mut self.has_host, true);
                if is_second || !is_host_and_port(value.trim_ascii()) {
                    return Err(HeadError::Malformed);
                }
            }
            6 if name.eq_ignore_ascii_case(b"expect") => self.expects = true,
            7 if name.eq_ignore_ascii_case(b"upgrade") => self.omitted.upgrade = true,
            10 if name.eq_ignore_ascii_case(b"connection") => {
                self.omitted.upgrade |= items(value).any(|item| item.eq_ignore_ascii_case(b"upgrade"));
            }
            14 if name.eq_ignore_ascii_case(b"content-length") => {
                let length = decimal(value.trim_ascii()).ok_or(HeadError::Malformed)?;
                if self.length.replace(length).is_some() {
                    return Err(HeadError::Malformed);
                }
            }
            17 if name.eq_ignore_ascii_case(b"transfer-encoding") => {
                let is_right = is_http_11 && value.trim_ascii().eq_ignore_ascii_case(b"chunked");
                if std::mem::replace(&mut self.is_chunked, true) || !is_right {
                    return Err(HeadError::Malformed);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn head(mut self, length: usize, is_http_11: bool) -> Result<Head, HeadError> {
        let framing = match (self.length, self.is_chunked) {
            (Some(_), true) => return Err(HeadError::Malformed),
            (None, true) => Framing::Chunked,
            (Some(0) | None, false) => Framing::None,
            (Some(length), false) => Framing::Length(length),
        };
        if is_http_11 && !self.has_host {
            return Err(HeadError::Malformed);
        }
        self.omitted.expect = self.expects
            && match framing {
                Framing::None => true,
                Framing::Length(length) => length > MAX_READABLE_BODY as u64,
                Framing::Chunked => false,
            };
        Ok(Head { length, framing, omitted: self.omitted })
    }
}

/// The items of a list.
fn items(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

/// A number of at most 18 digits, and nothing else.
fn decimal(text: &[u8]) -> Option<u64> {
    let fits = !text.is_empty() && text.len() <= 18 && text.iter().all(u8::is_ascii_digit);
    fits.then(|| text.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

impl Omitted {
    /// Whether nothing is left out.
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// A head without what is left out. Its first line is no header, whatever it begins with.
    pub(super) fn without(self, head: &[u8]) -> BytesMut {
        let mut kept = BytesMut::with_capacity(head.len());
        let mut at = line_at(head, 0).map_or(head.len(), |(_, next)| next);
        kept.put_slice(&head[..at]);
        while let Some((line, next)) = line_at(head, at) {
            let name = memchr(b':', line).map_or(&b""[..], |colon| &line[..colon]);
            let is = |other: &[u8]| name.eq_ignore_ascii_case(other);
            if self.upgrade && is(b"connection") {
                let left: Vec<&[u8]> =
                    items(&line[name.len() + 1..]).filter(|item| !item.eq_ignore_ascii_case(b"upgrade")).collect();
                if !left.is_empty() {
                    kept.put_slice(b"connection: ");
                    kept.put_slice(&left.join(&b", "[..]));
                    kept.put_slice(b"\r\n");
                }
            } else if !(self.upgrade && is(b"upgrade") || self.expect && is(b"expect")) {
                kept.put_slice(&head[at..next]);
            }
            at = next;
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// A head from its request line and its headers.
    fn head(line: &str, headers: &[&str]) -> Vec<u8> {
        [&[line], headers, &["", ""]].concat().join("\r\n").into_bytes()
    }

    fn refused(line: &str, headers: &[&str]) -> Option<u16> {
        read(&head(line, headers)).err().map(HeadError::status)
    }

    #[test]
    fn there_is_one_host_that_is_one() {
        for (headers, status) in [
            (&["Host: x"][..], None),
            (&["HOST:\t x \t"], None),
            (&["host:"], None),
            (&["host: user@x"], Some(400)),
            (&["host: x, y"], Some(400)),
            (&[], Some(400)),
            (&["Host: x", "HOST: x"], Some(400)),
            (&["Host : x"], Some(400)),
        ] {
            assert_eq!(refused("GET / HTTP/1.1", headers), status, "{headers:?}");
        }
        assert_eq!(refused("GET / HTTP/1.0", &[]), None);
        assert_eq!(refused("GET / HTTP/1.0", &["Host: x", "Host: x"]), Some(400));
        assert_eq!(refused("GET / HTTP/1.2", &[]), Some(505), "what is wrong with the request line comes first");
    }

    #[test]
    fn a_body_has_one_length_or_is_chunked() {
        for (headers, expected) in [
            (&[][..], Ok(Framing::None)),
            (&["Content-Length: 0"], Ok(Framing::None)),
            (&["content-length:5 "], Ok(Framing::Length(5))),
            (&["CONTENT-LENGTH: 000005"], Ok(Framing::Length(5))),
            (&["Transfer-Encoding: Chunked"], Ok(Framing::Chunked)),
            (&["Content-Length: +5"], Err(400)),
            (&["Content-Length: -5"], Err(400)),
            (&["Content-Length: 0x5"], Err(400)),
            (&["Content-Length: 5, 5"], Err(400)),
            (&["Content-Length: 5 5"], Err(400)),
            (&["Content-Length:"], Err(400)),
            (&["Content-Length: 9999999999999999999"], Err(400)),
            (&["Content-Length: 5", "Content-Length: 5"], Err(400)),
            (&["Content-Length: 5", "Transfer-Encoding: chunked"], Err(400)),
            (&["Transfer-Encoding: chunked", "Content-Length: 5"], Err(400)),
            (&["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], Err(400)),
            (&["Transfer-Encoding: gzip, chunked"], Err(400)),
            (&["Transfer-Encoding: identity"], Err(400)),
            (&["Transfer-Encoding: \u{b}chunked"], Err(400)),
            (&["Transfer-Encoding:"], Err(400)),
            // Lines that others read differently.
            (&[" folded"], Err(400)),
            (&["x: y", "\tfolded"], Err(400)),
            (&["no colon"], Err(400)),
            (&[": no name"], Err(400)),
        ] {
            let found = read(&head("POST / HTTP/1.1", &[&["Host: x"], headers].concat()));
            assert_eq!(found.map(|head| head.unwrap().framing).map_err(HeadError::status), expected, "{headers:?}");
        }
        assert_eq!(refused("POST / HTTP/1.0", &["Transfer-Encoding: chunked"]), Some(400));
    }

    #[test]
    fn a_head_is_bounded_in_its_headers_and_in_all() {
        let name = |length: usize| format!("{}: y", "x".repeat(length));
        assert_eq!(refused("GET / HTTP/1.0", &[&name(256)]), None);
        assert_eq!(refused("GET / HTTP/1.0", &[&name(257)]), Some(431));
        assert_eq!(refused("GET / HTTP/1.0", &["x: y"; 96]), None);
        assert_eq!(refused("GET / HTTP/1.0", &["x: y"; 97]), Some(431));
        // All of it: the request line, the header’s name and the line ends have 23 bytes.
        let whole = |length: usize| format!("x: {}", "y".repeat(length - 23));
        assert_eq!(refused("GET / HTTP/1.0", &[&whole(MAX_HEAD)]), None);
        assert_eq!(refused("GET / HTTP/1.0", &[&whole(MAX_HEAD + 1)]), Some(431));
    }

    #[test]
    fn what_asks_for_another_protocol_or_for_a_needless_go_ahead_is_left_out() {
        for (headers, passed) in [
            (&["Connection: Upgrade", "Upgrade: websocket", "x: y"][..], &["x: y"][..]),
            (&["connection: keep-alive, UPGRADE,close"], &["connection: keep-alive, close"]),
            (&["Upgrade: h2c", "Connection: close"], &["connection: close"]),
            (&["Expect: 100-continue"], &[]),
            (&["Content-Length: 9", "Expect: 100-continue"], &["Content-Length: 9", "Expect: 100-continue"]),
            (&["Content-Length: 262145", "Expect: 100-continue"], &["Content-Length: 262145"]),
            (&["x: Upgrade", "Connection: keep-alive"], &["x: Upgrade", "Connection: keep-alive"]),
        ] {
            let sent = head("POST / HTTP/1.1", &[&["Host: x"], headers].concat());
            let read = read(&sent).unwrap().unwrap();
            assert_eq!(read.length, sent.len());
            assert_eq!(read.omitted.is_nothing(), headers == passed, "{headers:?}");
            let expected = head("POST / HTTP/1.1", &[&["Host: x"], passed].concat());
            assert_eq!(read.omitted.without(&sent), expected, "{headers:?}");
        }
    }

    #[test]
    fn a_head_ends_with_the_first_empty_line_whatever_follows() {
        for sent in
            ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\nHost: x\n\r\n"]
        {
            for more in ["", "GET", "\r\n\r\n"] {
                let bytes = [sent, more].concat().into_bytes();
                assert_eq!(read(&bytes).unwrap().unwrap().length, sent.len());
                assert_eq!(end(&bytes, 0), Some(sent.len()));
            }
            for length in 0..sent.len() {
                assert_eq!(read(&sent.as_bytes()[..length]), Ok(None), "{length} of {sent:?}");
                assert_eq!(end(&sent.as_bytes()[..length], 0), None);
            }
        }
    }

    #[test]
    fn a_request_line_is_kept_even_if_it_begins_like_a_header() {
        let all = Omitted { upgrade: true, expect: true };
        for line in ["Upgrade: / HTTP/1.1", "expect: /x HTTP/1.1", "Connection: / HTTP/1.0", "GET / HTTP/1.1"] {
            let head = format!("{line}\r\nHost: x\r\nUpgrade: h2c\r\nExpect: 100-continue\r\n\r\n");
            assert_eq!(all.without(head.as_bytes()), format!("{line}\r\nHost: x\r\n\r\n").as_bytes());
        }
    }

    #[test]
    fn empty_lines_come_before_a_head() {
        for (bytes, length) in [
            ("", 0),
            ("GET", 0),
            ("\r\n\n\r\nGET\r\n", 5),
            ("\r", 0),
            ("\n\r", 1),
            ("\rGET", 0),
            ("\r\r\n", 0),
            (" \r\n", 0),
        ] {
            assert_eq!(empty_lines(bytes.as_bytes()), length, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_head_or_the_beginning_of_one_or_refused(
            bytes in "(GET|POST|/|\\*| |HTTP/1\\.[01]|\r\n|\n|\r|Host: ?x|Content-Length: ?[0-9]|Transfer-Encoding: chunked|Upgrade:|[ -~]){0,40}"
        ) {
            let bytes = bytes.as_bytes();
            if let Ok(Some(head)) = read(bytes) {
                prop_assert!(head.length <= bytes.len());
                let kept = Omitted { upgrade: true, expect: true }.without(&bytes[..head.length]);
                prop_assert_eq!(read(&kept).unwrap().unwrap().framing, head.framing);
            }
        }
    }
}
