//! The reverse proxies in front of the server, and what is believed of what they say.

use std::net::IpAddr;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use ipnet::IpNet;

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

impl FromStr for TrustedProxy {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text == "unix" {
            return Ok(Self::Unix);
        }
        let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map(Self::Network).map_err(
            |_| "networks such as 10.0.0.0/8, addresses such as ::1, and the word unix, with commas between them",
        )
    }
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
