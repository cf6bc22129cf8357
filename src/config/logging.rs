//! What is logged, and how.

use clap::{Args, ValueEnum};

use super::switch::parse_switch;

/// Logging.
#[derive(Args, Clone, Debug, Default)]
pub struct Logging {
    /// The format of log lines; `text` on a terminal, else `json`
    #[arg(long, env = "COMMUNIQUE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,

    /// How much of a reader’s network address is written down when a request fails, and in the access log
    #[arg(long, env = "COMMUNIQUE_LOG_IP", value_name = "PART", default_value = "truncated")]
    pub log_ip: LogIp,

    /// Writes a line for each request: route, status, bytes, duration, language; the privacy policy says so
    #[arg(long, env = "COMMUNIQUE_ACCESS_LOG", value_parser = parse_switch)]
    pub access_log: bool,
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
