//! The trust walk: who is asking.
//!
//! Forwarding headers are what a client wrote until a proxy that we trust says otherwise. So
//! the walk starts at the socket and goes from the right through one family of headers, as
//! long as the address it stands on is a trusted proxy’s. It stops at the first address that is
//! not trusted or not readable; the last good one is the client, and what stands left of it
//! never counts.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::config::{Forwarded, LogIp, Proxy, TrustedProxy};

/// The proxies whose word counts, and which header they speak through.
#[derive(Clone, Debug)]
pub struct TrustWalk {
    trusted: Vec<TrustedProxy>,
    family: Forwarded,
}

impl TrustWalk {
    /// A walk by the operator’s settings.
    pub fn new(proxy: &Proxy) -> Self {
        Self { trusted: proxy.trusted_proxies.clone(), family: proxy.forwarded }
    }

    /// The name of the one header that is read.
    pub fn header(&self) -> &'static str {
        match self.family {
            Forwarded::XForwarded => "x-forwarded-for",
            Forwarded::Forwarded => "forwarded",
        }
    }

    /// The client’s address. `socket` is the peer, `None` on a Unix socket; `lines` are the
    /// values of [`Self::header`] in the order of the request. `None` if it is not known.
    pub fn client<'h>(
        &self,
        socket: Option<IpAddr>,
        lines: impl DoubleEndedIterator<Item = &'h str>,
    ) -> Option<IpAddr> {
        // An IPv4 address that is mapped into IPv6 (RFC 4291 §2.5.5.2) is that IPv4 address, here and below.
        let mut current = socket.map(|address| address.to_canonical());
        if !self.trusts(current) {
            return current;
        }
        for line in lines.rev() {
            let hops = match self.family {
                Forwarded::XForwarded => x_forwarded_for(line),
                Forwarded::Forwarded => forwarded(line),
            };
            for hop in hops.into_iter().rev() {
                let Some(address) = hop else { return current };
                current = Some(address.to_canonical());
                if !self.trusts(current) {
                    return current;
                }
            }
        }
        current
    }

    fn trusts(&self, address: Option<IpAddr>) -> bool {
        self.trusted.iter().any(|proxy| match (proxy, address) {
            (TrustedProxy::Unix, None) => true,
            (TrustedProxy::Network(network), Some(address)) => network.contains(&address),
            _ => false,
        })
    }
}

/// The hops of an `X-Forwarded-For` line; empty items do not count.
fn x_forwarded_for(line: &str) -> Vec<Option<IpAddr>> {
    line.split(',').map(str::trim).filter(|item| !item.is_empty()).map(address).collect()
}

/// An address as proxies write it into `X-Forwarded-For`: a node, or IPv6 without brackets.
fn address(text: &str) -> Option<IpAddr> {
    node_address(text).or_else(|| text.parse::<Ipv6Addr>().ok().map(IpAddr::from))
}

/// The address of a node (RFC 7239 §6), with or without a port: `203.0.113.9`, `203.0.113.9:80`,
/// `[2001:db8::1]`, `[2001:db8::1]:80`.
fn node_address(node: &str) -> Option<IpAddr> {
    let bracketed = || node.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    node.parse::<Ipv4Addr>()
        .map(IpAddr::from)
        .or_else(|_| node.parse::<SocketAddr>().map(|address| address.ip()))
        .ok()
        .or_else(|| bracketed().map(IpAddr::from))
}

/// The hops of a `Forwarded` line (RFC 7239 §4). What cannot be read is a hop without address.
fn forwarded(line: &str) -> Vec<Option<IpAddr>> {
    split_outside_quotes(line, ',').into_iter().filter(|element| !element.trim().is_empty()).map(element).collect()
}

fn element(element: &str) -> Option<IpAddr> {
    let mut node = None;
    for pair in split_outside_quotes(element, ';') {
        let (name, value) = pair.trim().split_once('=')?;
        if name.eq_ignore_ascii_case("for") && node.replace(value).is_some() {
            return None;
        }
    }
    let node = node?;
    match node.strip_prefix('"') {
        Some(quoted) => node_address(quoted.strip_suffix('"')?),
        // An unquoted one may hold neither a colon nor a bracket.
        None => node.parse::<Ipv4Addr>().ok().map(IpAddr::from),
    }
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c == separator && !quoted => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Who has sent a request.
pub fn client(request: &actix_web::HttpRequest, walk: &TrustWalk) -> Option<IpAddr> {
    // A line with bytes that are no text is read as well: left out, it would take the hops in it
    // along, and lines that stand left of it, which anybody may have sent, would count.
    let lines = request.headers().get_all(walk.header()).map(|line| String::from_utf8_lossy(line.as_bytes()));
    let lines: Vec<Cow<'_, str>> = lines.collect();
    walk.client(request.peer_addr().map(|peer| peer.ip()), lines.iter().map(AsRef::as_ref))
}

/// Whether a forwarding header comes from a nearby peer (loopback, private, or a Unix socket) that is not trusted:
/// probably a proxy that the settings forgot. Then all visitors are one client.
pub fn is_from_untrusted_proxy(request: &actix_web::HttpRequest, walk: &TrustWalk) -> bool {
    let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
    let is_near = match peer {
        Some(IpAddr::V4(address)) => address.is_loopback() || address.is_private(),
        Some(IpAddr::V6(address)) => address.is_loopback() || address.is_unique_local(),
        None => true,
    };
    is_near && !walk.trusts(peer) && request.headers().contains_key(walk.header())
}

/// As much of an address as may be written down.
pub fn log_address(address: Option<IpAddr>, part: LogIp) -> Option<String> {
    match (part, address?) {
        (LogIp::Off, _) => None,
        (LogIp::Full, address) => Some(address.to_string()),
        (LogIp::Truncated, IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            Some(format!("{}/24", Ipv4Addr::new(a, b, c, 0)))
        }
        (LogIp::Truncated, IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            Some(format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn walk(family: Forwarded, trusted: &str) -> TrustWalk {
        TrustWalk {
            trusted: trusted.split(',').filter(|t| !t.is_empty()).map(|t| t.parse().unwrap()).collect(),
            family,
        }
    }

    fn client(walk: &TrustWalk, socket: &str, lines: &[&str]) -> String {
        walk.client(socket.parse().ok(), lines.iter().copied()).map_or("unknown".into(), |a| a.to_string())
    }

    const TRUSTED: &str = "127.0.0.1,10.0.0.0/8,2001:db8::/32";

    #[test]
    fn the_walk_through_x_forwarded_for_ends_at_the_last_good_address() {
        let walk = walk(Forwarded::XForwarded, TRUSTED);
        for (lines, expected) in [
            (vec!["203.0.113.9"], "203.0.113.9"),
            (vec!["1.2.3.4, 203.0.113.9, 10.0.0.7"], "203.0.113.9"),
            (vec!["evil, 10.0.0.7"], "10.0.0.7"),
            (vec!["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
            (vec!["203.0.113.9:4711, 10.0.0.7"], "203.0.113.9"),
            (vec!["[2001:db9::1]:443, 10.0.0.7"], "2001:db9::1"),
            (vec!["2001:db9::1"], "2001:db9::1"),
            (vec!["[2001:db9::1]"], "2001:db9::1"),
            (vec!["unknown"], "127.0.0.1"),
            (vec!["\"203.0.113.9\""], "127.0.0.1"),
            (vec!["203.0.113.9,, 10.0.0.7"], "203.0.113.9"),
            (vec!["203.0.113.9 10.0.0.7"], "127.0.0.1"),
            (vec!["::ffff:203.0.113.9, 10.0.0.7"], "203.0.113.9"),
            (vec!["203.0.113.9, ::ffff:10.0.0.7"], "203.0.113.9"),
            (vec!["010.0.0.1"], "127.0.0.1"),
            (vec!["203.0.113.1", "10.0.0.9"], "203.0.113.1"),
            (vec!["203.0.113.1", ""], "203.0.113.1"),
            (vec![], "127.0.0.1"),
            // Nothing left of a hop that cannot be read counts, in the same line or another.
            (vec!["203.0.113.9, evil, 10.0.0.7"], "10.0.0.7"),
            (vec!["203.0.113.9, evil"], "127.0.0.1"),
            (vec!["203.0.113.9, 10.0.0.6, unknown, 10.0.0.7"], "10.0.0.7"),
            (vec!["203.0.113.9", "evil, 10.0.0.7"], "10.0.0.7"),
            (vec!["203.0.113.9", "evil"], "127.0.0.1"),
            (vec!["203.0.113.9", "10.0.0.6", "[10.0.0.7]"], "127.0.0.1"),
            // Nor does what stands left of an address that is not trusted.
            (vec!["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
            (vec!["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
            (vec!["198.51.100.1", "203.0.113.9, 10.0.0.7"], "203.0.113.9"),
            (vec!["2001:db9:0:0:0:0:0:1"], "2001:db9::1"),
            (vec!["[::ffff:203.0.113.9]:80"], "203.0.113.9"),
            (vec!["203.0.113.9:"], "127.0.0.1"),
            (vec!["203.0.113.9:65536"], "127.0.0.1"),
            (vec!["[2001:db9::1"], "127.0.0.1"),
            (vec!["2001:db9::1]"], "127.0.0.1"),
        ] {
            assert_eq!(client(&walk, "127.0.0.1", &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn the_walk_through_forwarded_reads_one_hop_an_element() {
        let walk = walk(Forwarded::Forwarded, TRUSTED);
        for (lines, expected) in [
            (vec!["for=203.0.113.9"], "203.0.113.9"),
            (vec!["For=203.0.113.9;proto=https;by=10.0.0.1"], "203.0.113.9"),
            (vec!["for=1.2.3.4, for=203.0.113.9, for=10.0.0.7"], "203.0.113.9"),
            (vec!["for=\"[2001:db9::1]:443\""], "2001:db9::1"),
            (vec!["for=\"203.0.113.9:80\""], "203.0.113.9"),
            (vec!["for=\"a,for=203.0.113.9\""], "127.0.0.1"),
            (vec!["for=unknown, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=_hidden"], "127.0.0.1"),
            (vec!["for=2001:db9::1"], "127.0.0.1"),
            (vec!["for=\"2001:db9::1\""], "127.0.0.1"),
            (vec!["for=\"2001:db9:0:0:0:0:0:1\""], "127.0.0.1"),
            (vec!["for=\"2001:db9:0:0:0:0:0.0.0.1\""], "127.0.0.1"),
            (vec!["for=\"[2001:db9:0:0:0:0:0:1]\""], "2001:db9::1"),
            (vec!["for=\"[2001:db9::1]\""], "2001:db9::1"),
            (vec!["for=\"[::ffff:203.0.113.9]\""], "203.0.113.9"),
            (vec!["for=[2001:db9::1]"], "127.0.0.1"),
            (vec!["for=\"[203.0.113.9]\""], "127.0.0.1"),
            (vec!["for=\"[203.0.113.9]:80\""], "127.0.0.1"),
            (vec!["for=\"[2001:db9::1]:\""], "127.0.0.1"),
            (vec!["for=\"[2001:db9::1]80\""], "127.0.0.1"),
            (vec!["for=\"[2001:db9::1\""], "127.0.0.1"),
            (vec!["for=\"203.0.113.9"], "127.0.0.1"),
            (vec!["for=\"203.0.113.9\"\""], "127.0.0.1"),
            (vec!["for=\"203.0.113.\\9\""], "127.0.0.1"),
            (vec!["for=203.0.113.9:80"], "127.0.0.1"),
            (vec!["for=\"203.0.113.9\""], "203.0.113.9"),
            (vec!["for=\"\""], "127.0.0.1"),
            (vec!["for="], "127.0.0.1"),
            // Nothing left of a hop that cannot be read counts, in the same line or another.
            (vec!["for=203.0.113.9, for=unknown, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9, proto=https, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9", "for=_hidden, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9", "for=_hidden"], "127.0.0.1"),
            (vec!["for=203.0.113.9,, for=10.0.0.7,"], "203.0.113.9"),
            (vec!["for=198.51.100.1, for=203.0.113.9"], "203.0.113.9"),
            (vec!["by=\"a;for=198.51.100.1\";for=203.0.113.9"], "203.0.113.9"),
            (vec!["by=\"a\\\",for=198.51.100.1\";for=203.0.113.9"], "203.0.113.9"),
            // Outside of quotes a backslash is a character like others.
            (vec!["proto=\\,for=203.0.113.9"], "203.0.113.9"),
            (vec!["for=1.1.1.1;for=2.2.2.2"], "127.0.0.1"),
            (vec!["proto=https"], "127.0.0.1"),
            (vec!["for=203.0.113.9;proto"], "127.0.0.1"),
            (vec!["for=203.0.113.9", "for=10.0.0.7"], "203.0.113.9"),
        ] {
            assert_eq!(client(&walk, "127.0.0.1", &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_peer_that_is_not_trusted_speaks_for_itself_alone() {
        let strict = walk(Forwarded::XForwarded, "");
        assert_eq!(client(&strict, "198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(client(&walk(Forwarded::XForwarded, TRUSTED), "198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(client(&strict, "::ffff:198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(client(&walk(Forwarded::XForwarded, TRUSTED), "::ffff:127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&strict, "a unix socket", &["203.0.113.9"]), "unknown");
        assert_eq!(client(&walk(Forwarded::XForwarded, "unix"), "a unix socket", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client(&walk(Forwarded::XForwarded, "unix"), "a unix socket", &["evil"]), "unknown");
        assert_eq!(client(&walk(Forwarded::XForwarded, "unix"), "127.0.0.1", &["203.0.113.9"]), "127.0.0.1");
    }

    #[test]
    fn only_as_much_of_an_address_is_written_down_as_is_set() {
        let address = |text: &str| Some(text.parse().unwrap());
        assert_eq!(log_address(address("203.0.113.9"), LogIp::Truncated).as_deref(), Some("203.0.113.0/24"));
        assert_eq!(log_address(address("2001:db8:1:2::3"), LogIp::Truncated).as_deref(), Some("2001:db8:1::/48"));
        assert_eq!(log_address(address("2001:db8::3"), LogIp::Full).as_deref(), Some("2001:db8::3"));
        assert_eq!(log_address(address("203.0.113.9"), LogIp::Off), None);
    }

    fn request(peer: &str, lines: &[&[u8]]) -> actix_web::HttpRequest {
        let mut request = actix_web::test::TestRequest::default();
        if let Ok(peer) = peer.parse::<IpAddr>() {
            request = request.peer_addr((peer, 50_000).into());
        }
        for line in lines {
            let line = actix_web::http::header::HeaderValue::from_bytes(line).unwrap();
            request = request.append_header(("x-forwarded-for", line));
        }
        request.to_http_request()
    }

    #[test]
    fn bytes_that_are_no_text_hide_no_hop() {
        let walk = walk(Forwarded::XForwarded, TRUSTED);
        for (lines, expected) in [
            (&[&b"198.51.100.1"[..], b"\xff, 203.0.113.9"][..], "203.0.113.9"),
            (&[b"198.51.100.1", b"\xff"], "127.0.0.1"),
            (&[b"198.51.100.1", b"\xff, 10.0.0.7"], "10.0.0.7"),
            (&[b"203.0.113.9", b"10.0.0.7"], "203.0.113.9"),
            (&["203.0.113.9, é, 10.0.0.7".as_bytes()], "10.0.0.7"),
        ] {
            assert_eq!(super::client(&request("127.0.0.1", lines), &walk), expected.parse().ok(), "{lines:?}");
        }
    }

    #[test]
    fn a_proxy_that_is_near_and_not_trusted_is_noticed() {
        let walk = walk(Forwarded::XForwarded, "127.0.0.2,10.0.0.0/8");
        for (peer, expected) in [
            ("127.0.0.1", true),
            ("192.168.1.1", true),
            ("172.16.0.1", true),
            ("::1", true),
            ("fd00::1", true),
            ("::ffff:127.0.0.1", true),
            ("a unix socket", true),
            ("127.0.0.2", false),
            ("10.0.0.7", false),
            ("::ffff:10.0.0.7", false),
            ("203.0.113.9", false),
            ("2001:db9::1", false),
        ] {
            assert_eq!(is_from_untrusted_proxy(&request(peer, &[b"203.0.113.9"]), &walk), expected, "{peer}");
            assert!(!is_from_untrusted_proxy(&request(peer, &[]), &walk), "{peer}: nobody speaks");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for family in [Forwarded::XForwarded, Forwarded::Forwarded] {
                client(&walk(family, TRUSTED), "127.0.0.1", &[&String::from_utf8_lossy(&bytes)]);
            }
        }

        #[test]
        fn an_untrusted_peer_is_never_replaced(line in "\\PC{0,60}") {
            for family in [Forwarded::XForwarded, Forwarded::Forwarded] {
                prop_assert_eq!(client(&walk(family, TRUSTED), "198.51.100.1", &[&line]), "198.51.100.1");
            }
        }

        #[test]
        fn what_the_client_wrote_to_the_left_of_its_own_address_does_not_count(line in "[0-9a-f.:,\\[\\] ]{0,40}") {
            let lines = format!("{line}, 203.0.113.9, 10.0.0.7");
            prop_assert_eq!(client(&walk(Forwarded::XForwarded, TRUSTED), "127.0.0.1", &[&lines]), "203.0.113.9");
        }
    }
}
