//! How many messages are accepted.

use clap::Args;

/// How many messages are accepted.
#[derive(Args, Clone, Copy, Debug)]
pub struct ContactLimits {
    /// The most messages a minute from one IPv4 address or one IPv6 /64 (twice that from a /56, four times from a /48 or an
    /// IPv4 /24); 0 for no limit
    #[arg(long, env = "COMMUNIQUE_CONTACT_PER_CLIENT", value_name = "NUMBER", default_value_t = 5, value_parser = parse_limit, allow_negative_numbers = true)]
    pub contact_per_client: u32,

    /// The most messages a minute in all; 0 for no limit
    #[arg(long, env = "COMMUNIQUE_CONTACT_TOTAL", value_name = "NUMBER", default_value_t = 120, value_parser = parse_limit, allow_negative_numbers = true)]
    pub contact_total: u32,

    /// The most messages a day in all, of all servers of a database; 0 for no limit
    #[arg(long, env = "COMMUNIQUE_CONTACT_PER_DAY", value_name = "NUMBER", default_value_t = 5000, value_parser = parse_limit, allow_negative_numbers = true)]
    pub contact_per_day: u32,
}

fn parse_limit(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|number| *number <= 1_000_000).ok_or("a whole number, 0 to 1000000")
}
