//! The authority of an address: a host, and perhaps a port. Knows no request.

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
            let end = end_of(literal, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b'v'));
            end > 0 && literal[end..].strip_prefix(b"]").is_some_and(is_after)
        }
        None => {
            let end = end_of(value, |byte| IS_PART_OF_NAME[usize::from(*byte)]);
            is_after(&value[end..])
        }
    }
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
