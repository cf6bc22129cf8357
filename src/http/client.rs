//! Who is asking, as far as that is known, and as much of it as may be written down. Knows no request.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use strum::VariantArray;

use crate::config::LogIp;

/// Whom a connection is from that its proxy named nobody for: nobody has this address (RFC 1122 §3.2.1.3).
pub(super) const NOBODY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// Who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// The address of the socket, or the one that a trusted proxy named.
    Address(IpAddr),
    /// Somebody who cannot be told from others.
    Unnamed {
        /// The last good address of the trust walk; none on a Unix socket.
        nearest: Option<IpAddr>,
        /// Why there is none beyond it.
        why: Unnamed,
    },
}

impl Client {
    /// The last good address.
    pub fn address(self) -> Option<IpAddr> {
        match self {
            Self::Address(address) => Some(address),
            Self::Unnamed { nearest, .. } => nearest,
        }
    }

    /// As much of that as may be written down.
    pub(crate) fn for_log(self, part: LogIp) -> Option<String> {
        match (part, self.address()?) {
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
}

/// Why a client is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Unnamed {
    /// It came by a Unix socket whose peer is not trusted.
    UnixSocket,
    /// The header of the PROXY protocol named nobody.
    ProxyHeader,
    /// The trusted proxy sent no forwarding header.
    NoHeader,
    /// The trusted proxy speaks through the other family of headers.
    OtherFamily,
    /// The trusted proxy named nobody, or something that is no address.
    Unreadable,
}

impl Unnamed {
    /// Its name in the metrics and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnixSocket => "unix_socket",
            Self::ProxyHeader => "proxy_header",
            Self::NoHeader => "no_header",
            Self::OtherFamily => "other_family",
            Self::Unreadable => "unreadable",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_as_much_of_an_address_is_written_down_as_is_set() {
        for (address, part, written) in [
            ("203.0.113.9", LogIp::Truncated, Some("203.0.113.0/24")),
            ("2001:db8:1:2::3", LogIp::Truncated, Some("2001:db8:1::/48")),
            ("203.0.113.9", LogIp::Full, Some("203.0.113.9")),
            ("2001:db8::3", LogIp::Full, Some("2001:db8::3")),
            ("203.0.113.9", LogIp::Off, None),
            ("2001:db8::3", LogIp::Off, None),
        ] {
            let address = address.parse().unwrap();
            let unnamed = Client::Unnamed { nearest: Some(address), why: Unnamed::NoHeader };
            for client in [Client::Address(address), unnamed] {
                assert_eq!(client.for_log(part).as_deref(), written, "{client:?} {part:?}");
            }
        }
        let nobody = Client::Unnamed { nearest: None, why: Unnamed::UnixSocket };
        assert_eq!(nobody.for_log(LogIp::Full), None);
    }
}
