//! Where the server listens: an address and port, a Unix socket, or sockets that are handed over.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

/// Where the server listens.
#[derive(Args, Clone, Debug)]
pub struct Listening {
    /// Where the site is served: an address and port, `unix:/path`, or `systemd` for an inherited socket; several with
    /// commas
    #[arg(
        long,
        env = "COMMUNIQUE_LISTEN",
        value_name = "WHERE",
        default_value = "127.0.0.1:8080",
        value_delimiter = ','
    )]
    pub listen: Vec<Listen>,

    /// Where /livez, /readyz and /metrics are served: one of the same forms; nowhere if not given
    #[arg(long, env = "COMMUNIQUE_ADMIN_LISTEN", value_name = "WHERE")]
    pub admin_listen: Option<Listen>,
}

/// A place to listen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// An address and port; port 0 takes any free one.
    Tcp(SocketAddr),
    /// A Unix socket.
    Unix(PathBuf),
    /// Sockets that systemd (or anything that speaks its protocol) hands over.
    Inherited,
}

/// The longest path of a Unix socket (unix(7): `sun_path` without its last zero).
const MAX_PATH_BYTES: usize = 107;

impl FromStr for Listen {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "an address and port such as 127.0.0.1:8080 or [::1]:8080, unix:/path, or systemd";
        // One of several behind commas may have a space before it, as in the other lists.
        let text = text.trim();
        if text == "systemd" {
            return Ok(Self::Inherited);
        }
        match text.strip_prefix("unix:") {
            Some(path) if path.len() > MAX_PATH_BYTES => Err(
                "an address and port such as 127.0.0.1:8080, systemd, or unix:/path with a path of 107 bytes at most, for which the system has room",
            ),
            Some(path) if path.starts_with('/') && path.len() > 1 => Ok(Self::Unix(path.into())),
            Some(_) => Err(ACCEPTED),
            None => text.parse().map(Self::Tcp).map_err(|_| ACCEPTED),
        }
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Inherited => f.write_str("systemd"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_to_listen_is_an_address_a_socket_or_systemd() {
        assert_eq!("systemd".parse(), Ok(Listen::Inherited));
        assert_eq!("unix:/run/c.sock".parse(), Ok(Listen::Unix("/run/c.sock".into())));
        assert_eq!("[::1]:1".parse::<Listen>().map(|l| l.to_string()), Ok("[::1]:1".into()));
        for text in ["8080", "localhost:8080", "unix:", "unix:c.sock", "127.0.0.1", "127.0.0.1:99999"] {
            assert!(text.parse::<Listen>().is_err(), "{text}");
        }
        let long = |bytes: usize| format!("unix:/{}", "x".repeat(bytes - 1)).parse::<Listen>();
        assert!(long(107).is_ok());
        assert!(long(108).is_err_and(|accepted| accepted.contains("107 bytes")));
    }
}
