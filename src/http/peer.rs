//! The trust walk: who is asking.
//!
//! Forwarding headers are what a client wrote until a proxy that we trust says otherwise. So the walk starts at the
//! socket and goes from the right through one family of headers, as long as the address it stands on is a trusted
//! proxy’s. The first address that is not trusted is the client; a hop that cannot be read ends the walk.

use std::net::IpAddr;

use actix_web::HttpRequest;

use crate::config::{Forwarded, Proxy, TrustedProxy};

use super::client::{Client, NOBODY, Unnamed};
use super::forwarded;

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
        header_of(self.family)
    }

    /// The name of the header of the other family.
    fn other_header(&self) -> &'static str {
        header_of(match self.family {
            Forwarded::XForwarded => Forwarded::Forwarded,
            Forwarded::Forwarded => Forwarded::XForwarded,
        })
    }

    /// The client. `socket` is the peer, `None` on a Unix socket; `lines` are the values of [`Self::header`] in
    /// the order of the request, as bytes: a line that is no text still holds what a trusted proxy wrote.
    pub fn client<'h>(&self, socket: Option<IpAddr>, lines: impl DoubleEndedIterator<Item = &'h [u8]>) -> Client {
        // An IPv4 address that is mapped into IPv6 (RFC 4291 §2.5.5.2) is that IPv4 address, here and below.
        let mut nearest = socket.map(|address| address.to_canonical());
        if nearest == Some(NOBODY.ip()) {
            return Client::Unnamed { nearest: None, why: Unnamed::ProxyHeader };
        }
        if !self.trusts(nearest) {
            return nearest.map_or(Client::Unnamed { nearest, why: Unnamed::UnixSocket }, Client::Address);
        }
        let mut why = Unnamed::NoHeader;
        let mut named = None;
        for line in lines.rev() {
            why = Unnamed::Unreadable;
            for hop in forwarded::hops_from_the_right(self.family, line) {
                let Some(address) = hop else { return Client::Unnamed { nearest, why } };
                nearest = Some(address.to_canonical());
                named = nearest;
                if !self.trusts(nearest) {
                    return Client::Address(address.to_canonical());
                }
            }
        }
        // All hops are trusted: the one farthest left is where the request began.
        named.map_or(Client::Unnamed { nearest, why }, Client::Address)
    }

    /// Whether a peer’s word counts; `None` is a peer on a Unix socket.
    pub fn trusts(&self, address: Option<IpAddr>) -> bool {
        self.trusted.iter().any(|proxy| match (proxy, address) {
            (TrustedProxy::Unix, None) => true,
            (TrustedProxy::Network(network), Some(address)) => address != NOBODY.ip() && network.contains(&address),
            _ => false,
        })
    }
}

fn header_of(family: Forwarded) -> &'static str {
    match family {
        Forwarded::XForwarded => "x-forwarded-for",
        Forwarded::Forwarded => "forwarded",
    }
}

/// The address at the other end of the connection; `None` at a Unix socket.
pub(super) fn peer_of(request: &HttpRequest) -> Option<IpAddr> {
    request.peer_addr().map(|peer| peer.ip().to_canonical())
}

/// Whether the word of whom a request comes from counts.
pub(super) fn is_from_trusted(request: &HttpRequest, walk: &TrustWalk) -> bool {
    walk.trusts(peer_of(request))
}

/// Who has sent a request.
pub fn client(request: &HttpRequest, walk: &TrustWalk) -> Client {
    let lines: Vec<&[u8]> = request.headers().get_all(walk.header()).map(|line| line.as_bytes()).collect();
    match walk.client(request.peer_addr().map(|peer| peer.ip()), lines.into_iter()) {
        Client::Unnamed { nearest, why: Unnamed::NoHeader } if request.headers().contains_key(walk.other_header()) => {
            Client::Unnamed { nearest, why: Unnamed::OtherFamily }
        }
        client => client,
    }
}

/// Whether a forwarding header comes from a nearby peer (loopback, private, or a Unix socket) that is not trusted:
/// probably a proxy that the settings forgot. Then all visitors are one client.
pub fn is_from_untrusted_proxy(request: &HttpRequest, walk: &TrustWalk) -> bool {
    let peer = peer_of(request);
    let is_near = match peer {
        Some(IpAddr::V4(address)) => address.is_loopback() || address.is_private(),
        Some(IpAddr::V6(address)) => address.is_loopback() || address.is_unique_local(),
        None => true,
    };
    is_near && !walk.trusts(peer) && request.headers().contains_key(walk.header())
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
        let client = walk.client(socket.parse().ok(), lines.iter().map(|line| line.as_bytes()));
        client.address().map_or("unknown".into(), |address| address.to_string())
    }

    const TRUSTED: &str = "127.0.0.1,10.0.0.0/8,2001:db8::/32";

    #[test]
    fn the_walk_ends_at_the_last_good_address() {
        let walk = walk(Forwarded::XForwarded, TRUSTED);
        for (lines, expected) in [
            (vec!["203.0.113.9"], "203.0.113.9"),
            (vec!["1.2.3.4, 203.0.113.9, 10.0.0.7"], "203.0.113.9"),
            (vec!["evil, 10.0.0.7"], "10.0.0.7"),
            (vec!["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
            (vec!["::ffff:203.0.113.9, 10.0.0.7"], "203.0.113.9"),
            (vec!["203.0.113.9, ::ffff:10.0.0.7"], "203.0.113.9"),
            (vec!["203.0.113.1", "10.0.0.9"], "203.0.113.1"),
            (vec!["203.0.113.1", ""], "203.0.113.1"),
            (vec![], "127.0.0.1"),
            // Nothing left of a hop that cannot be read counts, in the same line or another.
            (vec!["evil"], "127.0.0.1"),
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
        ] {
            assert_eq!(client(&walk, "127.0.0.1", &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn the_walk_is_the_same_through_forwarded() {
        let walk = walk(Forwarded::Forwarded, TRUSTED);
        for (lines, expected) in [
            (vec!["for=1.2.3.4, for=203.0.113.9, for=10.0.0.7"], "203.0.113.9"),
            (vec!["for=203.0.113.9, for=unknown, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9, proto=https, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9", "for=_hidden, for=10.0.0.7"], "10.0.0.7"),
            (vec!["for=203.0.113.9", "for=_hidden"], "127.0.0.1"),
            (vec!["for=198.51.100.1, for=203.0.113.9"], "203.0.113.9"),
            (vec!["for=203.0.113.9", "for=10.0.0.7"], "203.0.113.9"),
            // A quotation mark that nothing closes hides nothing that stands right of it.
            (vec!["for=\"", "for=203.0.113.9"], "203.0.113.9"),
            (vec!["for=198.51.100.1, for=\", for=10.0.0.7"], "10.0.0.7"),
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
    fn of_whom_the_proxy_named_nobody_no_header_counts() {
        for trusted in [TRUSTED, "0.0.0.0/0,::/0,unix"] {
            let walk = walk(Forwarded::XForwarded, trusted);
            let found = super::client(&request("0.0.0.0", &[b"203.0.113.9"]), &walk);
            assert_eq!(found, Client::Unnamed { nearest: None, why: Unnamed::ProxyHeader }, "{trusted}");
            assert!(!walk.trusts("0.0.0.0".parse().ok()), "{trusted}");
        }
    }

    fn request(peer: &str, lines: &[&[u8]]) -> actix_web::HttpRequest {
        request_with(peer, &lines.iter().map(|line| ("x-forwarded-for", *line)).collect::<Vec<_>>())
    }

    fn request_with(peer: &str, lines: &[(&'static str, &[u8])]) -> actix_web::HttpRequest {
        let mut request = actix_web::test::TestRequest::default();
        if let Ok(peer) = peer.parse::<IpAddr>() {
            request = request.peer_addr((peer, 50_000).into());
        }
        for (name, line) in lines {
            let line = actix_web::http::header::HeaderValue::from_bytes(line).unwrap();
            request = request.append_header((*name, line));
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
            let client = super::client(&request("127.0.0.1", lines), &walk);
            assert_eq!(client.address(), expected.parse().ok(), "{lines:?}");
        }
    }

    #[test]
    fn whom_a_trusted_proxy_does_not_name_is_unnamed_and_why_is_known() {
        for (family, name, other) in [
            (Forwarded::XForwarded, "x-forwarded-for", "forwarded"),
            (Forwarded::Forwarded, "forwarded", "x-forwarded-for"),
        ] {
            for (peer, headers, expected) in [
                ("127.0.0.1", vec![], Some(Unnamed::NoHeader)),
                ("unix", vec![], Some(Unnamed::NoHeader)),
                ("127.0.0.1", vec![(other, &b"for=203.0.113.9"[..])], Some(Unnamed::OtherFamily)),
                ("127.0.0.1", vec![(name, &b""[..])], Some(Unnamed::Unreadable)),
                ("127.0.0.1", vec![(name, &b" , ,"[..])], Some(Unnamed::Unreadable)),
                ("127.0.0.1", vec![(name, &b"\xc3\xa9"[..])], Some(Unnamed::Unreadable)),
                ("unix", vec![(name, &b"\xff"[..])], Some(Unnamed::Unreadable)),
                ("unix", vec![(name, &b"unknown"[..]), (other, &b"x"[..])], Some(Unnamed::Unreadable)),
                ("203.0.113.9", vec![], None),
                ("203.0.113.9", vec![(name, &b"\xff"[..]), (other, &b"\xff"[..])], None),
            ] {
                let headers: Vec<(&'static str, &[u8])> = headers;
                let why = match super::client(&request_with(peer, &headers), &walk(family, "unix,127.0.0.1")) {
                    Client::Address(_) => None,
                    Client::Unnamed { why, .. } => Some(why),
                };
                assert_eq!(why, expected, "{family:?} {peer} {headers:?}");
            }
        }
        let nobody = walk(Forwarded::XForwarded, "");
        assert_eq!(nobody.client(None, [].into_iter()), Client::Unnamed { nearest: None, why: Unnamed::UnixSocket });
        // Who is trusted may be a client too: somebody in the office.
        let walk = walk(Forwarded::XForwarded, TRUSTED);
        let office = walk.client("127.0.0.1".parse().ok(), [&b"10.0.0.1, 10.0.0.2"[..]].into_iter());
        assert_eq!(office, Client::Address("10.0.0.1".parse().unwrap()));
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
                walk(family, TRUSTED).client("127.0.0.1".parse().ok(), [&bytes[..]].into_iter());
            }
        }

        #[test]
        fn an_untrusted_peer_is_never_replaced(line in "\\PC{0,60}") {
            for family in [Forwarded::XForwarded, Forwarded::Forwarded] {
                prop_assert_eq!(client(&walk(family, TRUSTED), "198.51.100.1", &[&line]), "198.51.100.1");
            }
        }

        #[test]
        fn what_the_client_wrote_to_the_left_of_its_own_address_does_not_count(
            written in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..60),
                "[0-9a-f.:,\\[\\] ]{0,40}".prop_map(String::into_bytes),
                "(for=|by=|[a-z0-9.,;=\"\\\\ ]){0,20}".prop_map(String::into_bytes),
            ],
            is_a_line_of_its_own in any::<bool>(),
        ) {
            for (family, proxies) in [
                (Forwarded::XForwarded, "203.0.113.9, 10.0.0.7"),
                (Forwarded::Forwarded, "for=203.0.113.9;proto=https, for=\"10.0.0.7:80\";by=\"_a,b\""),
            ] {
                let joined = [&written[..], b", ", proxies.as_bytes()].concat();
                let lines = if is_a_line_of_its_own { vec![&written[..], proxies.as_bytes()] } else { vec![&joined[..]] };
                let found = walk(family, TRUSTED).client("127.0.0.1".parse().ok(), lines.into_iter());
                prop_assert_eq!(found, Client::Address("203.0.113.9".parse().unwrap()));
            }
        }
    }
}
