//! What stands in the URL of a PostgreSQL server: the parameters that are understood, and one host. A parameter that is
//! passed over would be a wish that nobody hears, such as one for TLS. Says nothing of what is in it but known names.

use std::net::IpAddr;

use url::Url;

/// The ways to use TLS (PostgreSQL, “SSL Mode Descriptions”).
const SSL_MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// The parameters that sqlx understands.
const PARAMETERS: [&str; 18] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
];

/// Other parameters of libpq (PostgreSQL, “Parameter Key Words”), which sqlx does not understand.
const OTHER_PARAMETERS: [&str; 41] = [
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_issuer",
    "oauth_scope",
    "passfile",
    "replication",
    "require_auth",
    "requirepeer",
    "requiressl",
    "scram_client_key",
    "scram_server_key",
    "service",
    "servicefile",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkeylogfile",
    "sslnegotiation",
    "sslpassword",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
    "tty",
];

/// Whether a URL names several hosts, as libpq takes them.
pub(super) fn has_several_hosts(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    let is_postgres = ["postgres", "postgresql"].iter().any(|known| scheme.trim_start().eq_ignore_ascii_case(known));
    is_postgres && hosts.contains(',')
}

/// Fails with what is accepted if a parameter is not understood.
pub(super) fn check_parameters(url: &Url) -> Result<(), String> {
    for (name, value) in url.query_pairs() {
        match &*name {
            "sslmode" | "ssl-mode" if !SSL_MODES.contains(&&*value) => {
                let (last, others) = SSL_MODES.split_last().unwrap_or((&"", &[]));
                return Err(format!("{name}={} or {last}", others.join(", ")));
            }
            "port" if value.parse::<u16>().is_err() => return Err("port=0 to 65535".into()),
            "host" | "hostaddr" if value.contains(',') => return Err(format!("{name}=… with one host")),
            "hostaddr" if value.parse::<IpAddr>().is_err() => return Err("hostaddr=… with an IP address".into()),
            "statement-cache-capacity" if value.parse::<usize>().is_err() => {
                return Err(format!("{name}=0 or a larger whole number"));
            }
            name if PARAMETERS.contains(&name) => {}
            name if name.starts_with("options[") && name.ends_with(']') => {}
            name => {
                // Any other may be a piece of a password that is not percent-encoded.
                let is_known = OTHER_PARAMETERS.contains(&name);
                let given = if is_known { format!(", not “{name}”") } else { String::new() };
                return Err(format!("a URL with these parameters and no others{given}: {}", PARAMETERS.join(", ")));
            }
        }
    }
    Ok(())
}
