//! What stands in the URL of a PostgreSQL server: the parameters that are understood, and one host. A parameter that is
//! passed over would be a wish that nobody hears, such as one for TLS. Says nothing of what is in it but known names.

use url::Url;

/// The ways to use TLS (PostgreSQL, “SSL Mode Descriptions”).
const SSL_MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// The parameters that sqlx understands.
const PARAMETERS: [&str; 17] = [
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
    "user",
];

/// Whether a URL names several hosts, as libpq takes them.
pub(super) fn has_several_hosts(text: &str) -> bool {
    let authority = text.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?']).next().unwrap_or_default());
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
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
            name if PARAMETERS.contains(&name) || name.starts_with("options[") => {}
            name => {
                // It may be a piece of a password that is not percent-encoded.
                let is_name = name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b"_-".contains(&b));
                let given = if is_name { format!(", not “{name}”") } else { String::new() };
                return Err(format!("a URL with these parameters and no others{given}: {}", PARAMETERS.join(", ")));
            }
        }
    }
    Ok(())
}
