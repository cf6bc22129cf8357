//! The authority of an address: a host, and perhaps a port. Knows no request.

use std::net::Ipv6Addr;

use memchr::memchr;

/// Of each byte, whether it may be in the name of a host (`reg-name` of RFC 3986 §3.2.2). A table, since every request
/// asks.
const IS_PART_OF_NAME: [bool; 256] = {
    let mut is_part = [false; 256];
    let (mut byte, marks) = (0_u8, b"-._~%!$&'()*+,;=");
    while byte < 128 {
        is_part[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < marks.len() {
        is_part[marks[at] as usize] = true;
        at += 1;
    }
    is_part
};

/// Whether bytes are a host and perhaps a port, and nothing else (RFC 3986 §3.2.2; no userinfo, RFC 9110 §4.2.4). The
/// host may be empty, as it may be in a `Host` header.
pub(super) fn is_host_and_port(value: &[u8]) -> bool {
    // No TCP port is greater (RFC 9293 §3.1); `+` is no digit.
    let is_number = |port: &[u8]| std::str::from_utf8(port).is_ok_and(|port| port.parse::<u16>().is_ok());
    let is_port = |port: &[u8]| port.is_empty() || port.iter().all(u8::is_ascii_digit) && is_number(port);
    let is_after = |rest: &[u8]| rest.is_empty() || rest.strip_prefix(b":").is_some_and(is_port);
    let end_of =
        |name: &[u8], is_part: fn(&u8) -> bool| name.iter().position(|byte| !is_part(byte)).unwrap_or(name.len());
    match value.strip_prefix(b"[") {
        Some(literal) => {
            let end = end_of(literal, |byte| *byte != b']');
            is_literal(&literal[..end]) && literal[end..].strip_prefix(b"]").is_some_and(is_after)
        }
        None => {
            let end = end_of(value, |byte| IS_PART_OF_NAME[usize::from(*byte)]);
            is_encoded(&value[..end]) && is_after(&value[end..])
        }
    }
}

/// Whether bytes are what may stand between brackets: an IPv6 address, or one of a later version.
fn is_literal(literal: &[u8]) -> bool {
    let is_later = || {
        let later = literal.strip_prefix(b"v").or_else(|| literal.strip_prefix(b"V"))?;
        let dot = later.iter().position(|byte| *byte == b'.')?;
        let (version, address) = (&later[..dot], &later[dot + 1..]);
        let is_part = |byte: &u8| *byte == b':' || *byte != b'%' && IS_PART_OF_NAME[usize::from(*byte)];
        let is_whole = !version.is_empty() && !address.is_empty();
        Some(is_whole && version.iter().all(u8::is_ascii_hexdigit) && address.iter().all(is_part))
    };
    std::str::from_utf8(literal).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok()) || is_later() == Some(true)
}

/// Whether each percent sign stands before two digits of a byte.
fn is_encoded(name: &[u8]) -> bool {
    let mut at = 0;
    while let Some(sign) = memchr(b'%', &name[at..]) {
        at += sign + 1;
        if !name.get(at..at + 2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_name_and_perhaps_a_port() {
        for value in [
            "www.example.org",
            "www.example.org:443",
            "www.example.org:",
            "",
            "communique_upstream",
            "127.0.0.1:80",
            "x:65535",
            "x:00080",
            "[::1]",
            "[::ffff:192.0.2.1]",
            "[1:2:3:4:5:6:7:8]",
            "[v1.fe80:a+b]:80",
            "[2001:db8::1]:8080",
            "xn--bcher-kva.example",
            "a%20b",
            "UPPER.example",
        ] {
            assert!(is_host_and_port(value.as_bytes()), "{value:?}");
        }
        for value in [
            "user@example.org",
            "user:pw@example.org",
            "www example.org",
            "x:80a",
            "x:80:80",
            "x:-1",
            "x:+1",
            "x:65536",
            "x:99999",
            "[::1]:65536",
            "bücher.example",
            " x",
            "x ",
            "x/y",
            "x?y",
            "x#y",
            "[::1",
            "::1",
            "[]",
            "[:::::]",
            "[fffff::1]",
            "[1:2:3]",
            "[127.0.0.1]",
            "[::1%25eth0]",
            "[v.1]",
            "[v1.]",
            "[v1]",
            "%",
            "a%",
            "a%2",
            "a%zz:80",
            "a%20%",
            "[::1]x",
            "x\\y",
            "x\"",
            "<x>",
            "http://x",
            "x\u{7f}",
            "x\0",
        ] {
            assert!(!is_host_and_port(value.as_bytes()), "{value:?}");
        }
    }
}
