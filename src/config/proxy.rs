//! The reverse proxies in front of the server, and what is believed of what they say.

use std::net::IpAddr;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use ipnet::{IpNet, Ipv4Net};

use super::switch::parse_switch;

/// The reverse proxies in front of the server.
#[derive(Args, Clone, Debug)]
pub struct Proxy {
    /// The networks of the proxies whose forwarding header is believed, with commas; `unix` for a Unix socket
    #[arg(long, env = "COMMUNIQUE_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Vec<TrustedProxy>,

    /// The one family of forwarding headers that the proxies set
    #[arg(long, env = "COMMUNIQUE_FORWARDED", value_name = "FAMILY", default_value = "x-forwarded")]
    pub forwarded: Forwarded,

    /// Each connection to --listen begins with a header of the PROXY protocol (v1 or v2), from one of --trusted-proxies
    #[arg(long, env = "COMMUNIQUE_PROXY_PROTOCOL", value_parser = parse_switch)]
    pub proxy_protocol: bool,
}

/// A peer whose forwarding header is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustedProxy {
    /// Any peer on a Unix socket.
    Unix,
    /// Peers in a network.
    Network(IpNet),
}

impl TrustedProxy {
    /// Whether it is far more of the internet than anybody has proxies in: more than an IPv4 /8 or an IPv6 /16.
    pub fn is_of_strangers(&self) -> bool {
        match self {
            Self::Unix => false,
            Self::Network(IpNet::V4(network)) => network.prefix_len() < 8,
            Self::Network(IpNet::V6(network)) => network.prefix_len() < 16,
        }
    }
}

impl FromStr for TrustedProxy {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text == "unix" {
            return Ok(Self::Unix);
        }
        let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map(canonical).map(Self::Network).map_err(
            |_| "networks such as 10.0.0.0/8, addresses such as ::1, and the word unix, with commas between them",
        )
    }
}

/// A network of IPv4 that is mapped into IPv6 (RFC 4291 §2.5.5.2) as what it is: so are addresses.
fn canonical(network: IpNet) -> IpNet {
    let mapped = || {
        let (IpAddr::V4(v4), bits) = (network.network().to_canonical(), network.prefix_len().checked_sub(96)?) else {
            return None;
        };
        Ipv4Net::new(v4, bits).ok()
    };
    if network.addr().is_ipv6() { mapped().map_or(network, IpNet::from) } else { network }
}

/// A family of forwarding headers. Never both: a proxy that sets one lets the other one
/// through as the client wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Forwarded {
    /// `X-Forwarded-For`.
    XForwarded,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn proxies_are_not_in_a_great_part_of_the_internet() {
        for (network, is_of_strangers) in [
            ("unix", false),
            ("127.0.0.1", false),
            ("10.0.0.0/8", false),
            ("0.0.0.0/0", true),
            ("128.0.0.0/1", true),
            ("10.0.0.0/7", true),
            ("::1", false),
            ("fd00::/16", false),
            ("fc00::/7", true),
            ("::/0", true),
            ("8000::/1", true),
            ("::ffff:0:0/96", true),
            ("::ffff:128.0.0.0/97", true),
            ("::ffff:10.0.0.0/104", false),
            ("::/96", false),
        ] {
            assert_eq!(network.parse::<TrustedProxy>().unwrap().is_of_strangers(), is_of_strangers, "{network}");
        }
        let read = |network: &str| network.parse::<TrustedProxy>().unwrap();
        for (mapped, network) in
            [("::ffff:10.0.0.0/104", "10.0.0.0/8"), ("::ffff:10.0.0.7", "10.0.0.7"), ("::ffff:0:0/96", "0.0.0.0/0")]
        {
            assert_eq!(read(mapped), read(network));
        }
    }
}
