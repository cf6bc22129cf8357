//! The URL of a PostgreSQL database: the parameters that are understood, and one host or several, of which one writes. A
//! parameter that is passed over would be ignored in silence, such as one for TLS. Says nothing of what is in it but
//! known names. Knows no library that connects.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::Url;

/// The ways to use TLS (PostgreSQL, “SSL Mode Descriptions”).
const SSL_MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// The parameters that sqlx understands.
const PARAMETERS: [&str; 19] = [
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
    TARGET,
    "user",
];

/// Other parameters of libpq (PostgreSQL, “Parameter Key Words”), which sqlx does not understand.
const OTHER_PARAMETERS: [&str; 40] = [
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
    "tcp_user_timeout",
    "tty",
];

/// The values of that parameter that are understood: both mean a server that writes.
const WRITERS: [&str; 2] = ["read-write", "primary"];

/// What is accepted.
const ACCEPTED: &str = "postgres://user@host/database, with commas between several hosts";

/// The parameter of libpq that says which of several hosts is meant (PostgreSQL, “Parameter Key Words”).
const TARGET: &str = "target_session_attrs";

/// The URL of a PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    /// One for each host, which are alike in all else; one at least.
    servers: Vec<Url>,
    needs_writer: bool,
}

impl PostgresUrl {
    /// A URL for each host, in the order in which they are asked. All of them name a host and a database.
    pub fn servers(&self) -> &[Url] {
        &self.servers
    }

    /// Whether a host that only reads is passed over: where several are named, and where the URL asks for that.
    pub fn needs_writer(&self) -> bool {
        self.needs_writer
    }

    /// Whether it holds a password.
    pub fn has_password(&self) -> bool {
        let has_password =
            |url: &Url| url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password");
        self.servers.iter().any(has_password)
    }
}

impl FromStr for PostgresUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before, hosts, after) = split_hosts(text).ok_or(ACCEPTED)?;
        // The end of a password that holds / ? or #: what is before it would be a host, and its rest be shown.
        if after.contains('@') {
            return Err(format!(
                "{ACCEPTED}; / ? # @ in user, password, database and parameters as %2F %3F %23 %40 (percent-encode them)"
            ));
        }
        // Whoever connects would never see it.
        if after.contains('#') {
            return Err(format!("{ACCEPTED}; nothing behind #, and # itself as %23"));
        }
        let mut needs_writer = hosts.contains(',');
        let mut servers = Vec::new();
        for host in hosts.split(',') {
            let url = Url::parse(&format!("{before}{host}{after}")).map_err(|_| ACCEPTED)?;
            check_parameters(&url)?;
            if url.path().trim_start_matches('/').contains('/') {
                return Err(format!("{ACCEPTED}; / in the name of the database as %2F"));
            }
            let has = |names: &[&str]| url.query_pairs().any(|(name, _)| names.contains(&&*name));
            let is_named = url.host_str().is_some_and(|host| !host.is_empty());
            if hosts.contains(',') && (!is_named || has(&["host", "hostaddr"])) {
                return Err("several hosts before the path, with commas between them, and no host=… behind it".into());
            }
            // What the URL leaves open, the variables of psql would decide.
            if !is_named && !has(&["host", "hostaddr"]) {
                return Err(format!(
                    "{ACCEPTED}; a Unix socket by its folder: postgres://user@%2Frun%2Fpostgresql/database"
                ));
            }
            if url.path().trim_matches('/').is_empty() && !has(&["dbname"]) {
                return Err(format!("{ACCEPTED}: it names the database"));
            }
            // Without one, whoever starts the program connects, as with other programs; but not by a password.
            if url.username().is_empty() && url.password().is_some() && !has(&["user"]) {
                return Err(format!("{ACCEPTED}: it names the user"));
            }
            needs_writer |= has(&[TARGET]);
            servers.push(without_target(url));
        }
        Ok(Self { servers, needs_writer })
    }
}

impl fmt::Display for PostgresUrl {
    /// Without user, password and parameters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = |url: &Url| url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let host = |url: &Url| format!("{}{}", url.host_str().unwrap_or(""), port(url));
        let hosts: Vec<String> = self.servers.iter().map(host).collect();
        write!(f, "postgres://{}{}", hosts.join(","), self.servers.first().map_or("", Url::path))
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A URL in three parts, the middle one the hosts with their ports: `Url` knows one host.
fn split_hosts(text: &str) -> Option<(&str, &str, &str)> {
    // Without the two slashes, user and password would be a path, and be shown.
    let authority = text.find("://")? + "://".len();
    let end = text[authority..].find(['/', '?', '#']).map_or(text.len(), |end| authority + end);
    let hosts = text[authority..end].rfind('@').map_or(authority, |at| authority + at + 1);
    Some((&text[..hosts], &text[hosts..end], &text[end..]))
}

/// The URL without the parameter that is handled here.
fn without_target(mut url: Url) -> Url {
    if url.query().is_none() {
        return url;
    }
    let others: Vec<(String, String)> =
        url.query_pairs().filter(|(name, _)| name != TARGET).map(|(name, value)| (name.into(), value.into())).collect();
    url.set_query(None);
    if !others.is_empty() {
        url.query_pairs_mut().extend_pairs(others);
    }
    url
}

/// The name under which a parameter of such a URL is known, whichever of its names is used.
pub fn known_name(name: &str) -> &str {
    match name {
        "ssl-mode" => "sslmode",
        "ssl-root-cert" | "ssl-ca" => "sslrootcert",
        "ssl-cert" => "sslcert",
        "ssl-key" => "sslkey",
        name => name,
    }
}

/// Fails with what is accepted if a parameter is not understood, or would count for nothing beside another.
fn check_parameters(url: &Url) -> Result<(), String> {
    let mut names = BTreeSet::new();
    for (name, value) in url.query_pairs() {
        match &*name {
            "sslmode" | "ssl-mode" if !SSL_MODES.contains(&&*value) => {
                let (last, others) = SSL_MODES.split_last().unwrap_or((&"", &[]));
                return Err(format!("{name}={} or {last}", others.join(", ")));
            }
            "port" if value.parse::<u16>().is_err() => return Err("port=0 to 65535".into()),
            "host" | "hostaddr" if value.contains(',') => {
                return Err(format!("{name}=… with one host; several stand before the path, with commas between them"));
            }
            TARGET if !WRITERS.contains(&&*value) => return Err(format!("{name}={}", WRITERS.join(" or "))),
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
        let name = known_name(&name).to_owned();
        // Those of the server, one after the other, are several.
        if name != "options" && !names.insert(name.clone()) {
            return Err(format!("a URL that says {} once", name.split('[').next().unwrap_or(&name)));
        }
    }
    match (names.contains("sslcert"), names.contains("sslkey")) {
        (true, false) | (false, true) => Err("sslcert=FILE and sslkey=FILE, both together".into()),
        _ => Ok(()),
    }
}
