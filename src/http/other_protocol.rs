//! What comes in the place of HTTP/1.1 from a proxy that is set up for something else, and what to tell its operator.
//! Knows first bytes, no connection.

use std::sync::Once;

/// Something else than HTTP/1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OtherProtocol {
    /// HTTP/2 without TLS, by its preface (RFC 9113 §3.4).
    Http2,
    /// A header of the PROXY protocol at a listener that expects none.
    ProxyHeader,
    /// TLS, by the first record of its handshake (RFC 8446 §5.1).
    Tls,
}

impl OtherProtocol {
    /// By the bytes that a request was looked for in; empty lines before it are left out.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x16, 3, ..] => Some(Self::Tls),
            _ if bytes.starts_with(b"PRI * HTTP/2.0") => Some(Self::Http2),
            // Version 2 begins with two empty lines.
            _ if bytes.starts_with(b"PROXY TCP")
                || bytes.starts_with(b"PROXY UNKNOWN")
                || bytes.starts_with(b"\0\r\nQUIT\n") =>
            {
                Some(Self::ProxyHeader)
            }
            _ => None,
        }
    }
}

/// What operators have been told of.
pub(super) struct OtherProtocols {
    http2: Once,
    proxy_header: Once,
    tls: Once,
}

impl OtherProtocols {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self { http2: Once::new(), proxy_header: Once::new(), tls: Once::new() }
    }

    /// Tells the operator, once for each.
    pub(super) fn tell(&self, protocol: OtherProtocol) {
        match protocol {
            OtherProtocol::Http2 => self.http2.call_once(|| {
                tracing::warn!(
                    "a connection began with HTTP/2 without TLS (h2c) and was refused: let the proxy speak HTTP/1.1 to this server (HAProxy: no “proto h2” in the server line; Caddy: “versions 1.1” in the transport; Traefik: http:// instead of h2c://)"
                );
            }),
            OtherProtocol::ProxyHeader => self.proxy_header.call_once(|| {
                tracing::warn!(
                    "a connection began with a header of the PROXY protocol and was refused: set --proxy-protocol (COMMUNIQUE_PROXY_PROTOCOL), or let the proxy send none (HAProxy: no “send-proxy” in the server line; nginx: no “proxy_protocol on”)"
                );
            }),
            OtherProtocol::Tls => self.tls.call_once(|| {
                tracing::warn!(
                    "a connection began with TLS and was refused: let the proxy ask this server at http://, without TLS (HAProxy: no “ssl” in the server line)"
                );
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_protocol_is_known_by_its_first_bytes() {
        for (bytes, expected) in [
            (&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..], Some(OtherProtocol::Http2)),
            (b"PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\n", Some(OtherProtocol::ProxyHeader)),
            (b"\0\r\nQUIT\n\x21\x11", Some(OtherProtocol::ProxyHeader)),
            (b"\x16\x03\x01\x02\0", Some(OtherProtocol::Tls)),
            (b"PRI * HTTP/1.1\r\n\r\n", None),
            (b"PROXY /x HTTP/1.1\r\n", None),
            (b"GET / HTTP/2.0\r\n", None),
            (b"", None),
        ] {
            assert_eq!(OtherProtocol::of(bytes), expected, "{}", bytes.escape_ascii());
        }
    }
}
