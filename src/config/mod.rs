//! What the operator sets: one documented struct per concern, each flag beside its variable.
//!
//! Everything is checked before a socket opens. The rest of the program sees values that are right by type and
//! never an environment variable.

mod address;
pub mod messages;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use ipnet::IpNet;
use url::Url;

pub use address::{MailAddress, MailAddresses};
pub use messages::{ContactLimits, DatabaseUrl, Deliver, Mail, MailRoute, Protection, SmtpUrl, Storage};

/// All settings of a server.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where the server listens.
    #[command(flatten)]
    pub listening: Listening,
    /// What is published, and in whose name.
    #[command(flatten)]
    pub publication: Publication,
    /// The locales.
    #[command(flatten)]
    pub locales: Locales,
    /// The reverse proxies in front of the server.
    #[command(flatten)]
    pub proxy: Proxy,
    /// Logging.
    #[command(flatten)]
    pub logging: Logging,
    /// Where messages are stored.
    #[command(flatten)]
    pub storage: Storage,
    /// Who is mailed about them.
    #[command(flatten)]
    pub mail: Mail,
    /// Whether the server mails messages itself; off when `communique deliver` runs beside it
    #[arg(long, env = "COMMUNIQUE_DELIVER", value_name = "WHERE", default_value = "inside")]
    pub deliver: Deliver,
    /// How many messages are accepted.
    #[command(flatten)]
    pub limits: ContactLimits,
}

/// Where the server listens.
#[derive(Args, Clone, Debug)]
pub struct Listening {
    /// Where the site is served: an address and port, `unix:/path`, or `systemd` for inherited sockets
    #[arg(long, env = "COMMUNIQUE_LISTEN", value_name = "WHERE", default_value = "127.0.0.1:8080")]
    pub listen: Listen,

    /// Where /livez, /readyz and /metrics are served: the same forms as --listen; nowhere if not given
    #[arg(long, env = "COMMUNIQUE_ADMIN_LISTEN", value_name = "WHERE")]
    pub admin_listen: Option<Listen>,
}

/// The locales.
#[derive(Args, Clone, Debug)]
pub struct Locales {
    /// The folder of locales; the embedded ones if not given. SIGHUP reads it again
    #[arg(long = "locales", env = "COMMUNIQUE_LOCALES", value_name = "FOLDER", value_parser = parse_folder)]
    pub folder: Option<PathBuf>,
}

/// What is published, and in whose name.
#[derive(Args, Clone, Debug)]
pub struct Publication {
    /// The address under which readers see the site, with the path that it lives under; http:// and the listen
    /// address if not given. Needed with unix:, systemd, and an address of all interfaces such as 0.0.0.0
    #[arg(long, env = "COMMUNIQUE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// This is the ministry’s own website; without it every page says that it is a copy
    #[arg(long, env = "COMMUNIQUE_OFFICIAL", value_parser = parse_bool)]
    pub official: bool,

    /// An e-mail address that the contact page shows: the office’s with --official, else yours
    #[arg(long, env = "COMMUNIQUE_CONTACT_EMAIL", value_name = "ADDRESS", value_parser = address::parse_email)]
    pub contact_email: Option<String>,

    /// The number of days after which messages are deleted, once they have been mailed; the privacy
    /// policy, the form and the receipt print it
    #[arg(long, env = "COMMUNIQUE_RETENTION_DAYS", value_name = "DAYS", default_value_t = DEFAULT_RETENTION_DAYS, value_parser = parse_days, allow_negative_numbers = true)]
    pub retention_days: u32,

    /// The number of days after which messages are deleted that wait for a person: held or parked. Two weeks before,
    /// those of --mail-to are reminded of them; the privacy policy prints it
    #[arg(long, env = "COMMUNIQUE_REVIEW_DAYS", value_name = "DAYS", default_value_t = DEFAULT_REVIEW_DAYS, value_parser = parse_review_days, allow_negative_numbers = true)]
    pub review_days: u32,
}

/// Days.
const DEFAULT_RETENTION_DAYS: u32 = 180;
/// Days.
pub(crate) const DEFAULT_REVIEW_DAYS: u32 = 90;

impl Default for Publication {
    /// What is published if the operator sets nothing.
    fn default() -> Self {
        Self {
            public_url: None,
            official: false,
            contact_email: None,
            retention_days: DEFAULT_RETENTION_DAYS,
            review_days: DEFAULT_REVIEW_DAYS,
        }
    }
}

/// The reverse proxies in front of the server.
#[derive(Args, Clone, Debug)]
pub struct Proxy {
    /// The networks of the proxies whose forwarding header is believed, with commas; `unix` for a Unix socket
    #[arg(long, env = "COMMUNIQUE_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Vec<TrustedProxy>,

    /// The one family of forwarding headers that the proxies set
    #[arg(long, env = "COMMUNIQUE_FORWARDED", value_name = "FAMILY", default_value = "x-forwarded")]
    pub forwarded: Forwarded,
}

/// Logging.
#[derive(Args, Clone, Debug)]
pub struct Logging {
    /// The format of log lines; `text` on a terminal, else `json`
    #[arg(long, env = "COMMUNIQUE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,

    /// How much of a reader’s network address is written down when a request fails
    #[arg(long, env = "COMMUNIQUE_LOG_IP", value_name = "PART", default_value = "truncated")]
    pub log_ip: LogIp,
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

impl FromStr for Listen {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "an address and port such as 127.0.0.1:8080 or [::1]:8080, unix:/path, or systemd";
        if text == "systemd" {
            return Ok(Self::Inherited);
        }
        match text.strip_prefix("unix:") {
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

/// The address of the site as readers see it. Every address that leaves the server is built
/// from it; the `Host` of a request is never read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Scheme, host and port: `https://www.example.org`.
    pub origin: String,
    /// The path that all routes live under: empty, or `/a/b`.
    pub base: String,
}

impl PublicUrl {
    /// Whether readers come by HTTPS.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The host, if it has a name that others can look up.
    pub fn host_name(&self) -> Option<&str> {
        let (_, host) = self.origin.split_once("://")?;
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        (host.contains('.') && host.parse::<IpAddr>().is_err()).then_some(host)
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "an http or https address with a plain path, such as https://www.example.org or https://www.example.org/terrorism";
        let url = Url::parse(text).map_err(|_| ACCEPTED)?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let base = url.path().trim_end_matches('/');
        // As typed: the parser has removed dot segments, and mends backslashes and missing slashes; both
        // hide a slip, and may give a path that no request has.
        let (_, typed) = text.split_once("://").ok_or(ACCEPTED)?;
        let typed = typed.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
        let expected = if typed.is_empty() { String::new() } else { format!("/{typed}") };
        let is_segment = |s: &str| {
            !s.is_empty()
                && s.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~".contains(c))
                && !s.chars().all(|c| c == '.')
        };
        if !plain || base != expected || !(typed.is_empty() || typed.split('/').all(is_segment)) {
            return Err(ACCEPTED);
        }
        Ok(Self { origin: url.origin().ascii_serialization(), base: base.to_owned() })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.base)
    }
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

/// The format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// How much of a reader’s network address is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogIp {
    /// Nothing.
    Off,
    /// The network: /24 of IPv4, /48 of IPv6.
    #[default]
    Truncated,
    /// All of it.
    Full,
}

impl LogIp {
    /// The word for it in messages and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Truncated => "truncated",
            Self::Full => "full",
        }
    }
}

fn parse_bool(text: &str) -> Result<bool, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err("true, false, yes, no, on, off, 1, 0"),
    }
}

fn parse_folder(text: &str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(text);
    if path.is_dir() { Ok(path) } else { Err("a folder that holds en/ and the other locales") }
}

/// Reads a number of days.
pub fn parse_days(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|days| *days <= 36_500).ok_or("a whole number of days, 0 to 36500")
}

/// Reads a number of days in which there is time for a notice.
pub fn parse_review_days(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|days| (30..=36_500).contains(days)).ok_or("a whole number of days, 30 to 36500")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_public_url_is_an_origin_and_a_plain_path() {
        for (text, origin, base) in [
            ("https://www.example.org", "https://www.example.org", ""),
            ("https://www.example.org/", "https://www.example.org", ""),
            ("https://EXAMPLE.org:443/a/b/", "https://example.org", "/a/b"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", ""),
            ("http://[::1]:80/x.y", "http://[::1]", "/x.y"),
        ] {
            assert_eq!(text.parse(), Ok(PublicUrl { origin: origin.into(), base: base.into() }), "{text}");
        }
        for text in [
            "www.example.org",
            "ftp://example.org",
            "https://u:p@example.org",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org//a",
            "https://example.org/a/../b",
            "https://example.org/%61",
            "https://",
            "",
            "https://example.org/ä",
            // The parser mends these.
            "https:/example.org/ä",
            "https:example.org/ä",
            "https:example.org",
            "https:\\example.org\\%61",
            "https://example.org\\a",
            "https:///example.org/a",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_a_host_that_can_be_looked_up_has_a_name() {
        for (url, name) in [
            ("https://www.example.org", Some("www.example.org")),
            ("https://пример.рф:8443/a", Some("xn--e1afmkfd.xn--p1ai")),
            ("http://localhost:8080", None),
            ("http://127.0.0.1:8080", None),
            ("http://[2001:db8::9]:8080", None),
        ] {
            assert_eq!(
                url.parse::<PublicUrl>().ok().and_then(|url| url.host_name().map(str::to_owned)).as_deref(),
                name
            );
        }
    }

    #[test]
    fn a_place_to_listen_is_an_address_a_socket_or_systemd() {
        assert_eq!("systemd".parse(), Ok(Listen::Inherited));
        assert_eq!("unix:/run/c.sock".parse(), Ok(Listen::Unix("/run/c.sock".into())));
        assert_eq!("[::1]:1".parse::<Listen>().map(|l| l.to_string()), Ok("[::1]:1".into()));
        for text in ["8080", "localhost:8080", "unix:", "unix:c.sock", "127.0.0.1", "127.0.0.1:99999"] {
            assert!(text.parse::<Listen>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_public_url_that_is_taken_gives_addresses_without_surprises(text in r"https?:[/\\]{0,3}[a-z.]{1,8}([/\\][a-zä./\\%?#@:]{0,12})?") {
            if let Ok(url) = text.parse::<PublicUrl>() {
                prop_assert!(url.base.is_empty() || url.base.starts_with('/'));
                prop_assert!(!url.base.ends_with('/') && !url.base.contains("//") && !url.base.contains(['?', '#', '%', '@']));
                prop_assert!(text.trim_end_matches('/').ends_with(&url.base), "{text}: {url}");
            }
        }
    }
}
