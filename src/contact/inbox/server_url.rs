//! The URL of one PostgreSQL server, made so that it alone decides where a connection leads and who is believed there. Opens
//! nothing.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::config::{PostgresUrl, known_name};

/// The variables of psql that count where the URL does not say the same, and the parameter that does. All others that sqlx
/// would read are in the URL that it is given; `PGPASSWORD` and `~/.pgpass` decide nothing but whether we are let in.
const VARIABLES: [(&str, Option<&str>); 5] = [
    ("PGUSER", Some("user")),
    ("PGSSLROOTCERT", Some("sslrootcert")),
    ("PGSSLCERT", Some("sslcert")),
    ("PGSSLKEY", Some("sslkey")),
    // Added to those of the URL.
    ("PGOPTIONS", None),
];

/// The variable that would decide where messages go, or who sees them on the way, without standing in a setting.
pub(super) fn deciding_variable(url: &PostgresUrl, is_set: impl Fn(&str) -> bool) -> Option<&'static str> {
    let is_said = |server: &Url, parameter: &str| {
        server.query_pairs().any(|(name, _)| known_name(&name) == parameter)
            || (parameter == "user" && !server.username().is_empty())
    };
    let decides = |(variable, parameter): &&(&str, Option<&str>)| {
        is_set(variable) && !url.servers().iter().all(|server| parameter.is_some_and(|name| is_said(server, name)))
    };
    VARIABLES.iter().find(decides).map(|(variable, _)| *variable)
}

/// A server in messages: host and port, or the folder of its socket.
pub(super) fn label(server: &Url) -> String {
    let port = server.port().map_or_else(|| parameter(server, "port").unwrap_or_default(), |port| port.to_string());
    let host = host(server);
    match address(&host) {
        Some(IpAddr::V6(address)) => format!("[{address}]:{port}"),
        _ => format!("{host}:{port}"),
    }
}

/// The value of a parameter.
fn parameter(server: &Url, name: &str) -> Option<String> {
    server.query_pairs().find(|(given, _)| known_name(given) == name).map(|(_, value)| value.into_owned())
}

/// The host that counts: the folder of a Unix socket before everything, wherever it stands; then what `?host=` says.
pub(super) fn host(server: &Url) -> String {
    let decoded = |host: &str| percent_decode_str(host).decode_utf8_lossy().into_owned();
    let parameters = server.query_pairs().filter(|(name, _)| matches!(&**name, "host" | "hostaddr"));
    let hosts = server.host_str().map(decoded).into_iter().chain(parameters.map(|(_, host)| host.into_owned()));
    let hosts: Vec<String> = hosts.collect();
    hosts.iter().find(|host| host.starts_with('/')).or(hosts.last()).cloned().unwrap_or_default()
}

/// The host, if its address has to be looked up.
pub(super) fn host_name(server: &Url) -> Option<String> {
    let host = host(server);
    let is_name = !host.is_empty() && !host.starts_with('/') && address(&host).is_none();
    is_name.then_some(host)
}

fn address(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// The URL with all that sqlx would otherwise decide or read elsewhere, but for [`VARIABLES`].
pub(super) fn whole(server: Url) -> Url {
    complete(with_tls(without_brackets(server)))
}

/// The URL with an address of IPv6 as sqlx takes it: it would look up the brackets, too, as a name.
fn without_brackets(mut url: Url) -> Url {
    let host = host(&url);
    if let (true, Some(address)) = (host.starts_with('['), address(&host)) {
        // The last that says a host counts.
        url.query_pairs_mut().append_pair("hostaddr", &address.to_string());
    }
    url
}

/// The URL of a server on another machine asks for TLS and a certificate that is right, unless the
/// operator says something else about it (`sslmode`).
fn with_tls(mut url: Url) -> Url {
    let host = host(&url);
    let is_here =
        host.starts_with('/') || host == "localhost" || address(&host).is_some_and(|address| address.is_loopback());
    let mode = if is_here { "prefer" } else { "verify-full" };
    if parameter(&url, "sslmode").is_none() {
        url.query_pairs_mut().append_pair("sslmode", mode);
    }
    url
}

/// The URL with all that sqlx would otherwise take from variables of psql, but for [`VARIABLES`].
fn complete(mut url: Url) -> Url {
    if url.port().is_none() && parameter(&url, "port").is_none() {
        url.query_pairs_mut().append_pair("port", "5432");
    }
    if parameter(&url, "application_name").is_none() {
        url.query_pairs_mut().append_pair("application_name", "communique");
    }
    url
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_server_on_another_machine_is_asked_for_tls_unless_the_operator_says_something_else() {
        for (given, is_asked) in [
            ("postgres://db.example.org/inbox", true),
            ("postgres://203.0.113.9/inbox?application_name=x", true),
            ("postgres://[2001:db8::1]/inbox", true),
            ("postgres://localhost.example.org/inbox", true),
            ("postgres://db.example.org/inbox?sslmode=disable", false),
            ("postgres://db.example.org/inbox?ssl-mode=require", false),
            ("postgres://localhost/inbox", false),
            ("postgres://127.0.0.2/inbox", false),
            ("postgres://[::1]/inbox", false),
            ("postgres:///inbox?host=/run/postgresql", false),
            ("postgres://db.example.org/inbox?host=/run/postgresql", false),
            ("postgres://u:p@%2Frun%2Fpostgresql/inbox", false),
            ("postgres:///inbox?host=db.example.org", true),
            ("postgres://%2Frun%2Fpostgresql/inbox?hostaddr=203.0.113.9", false),
            ("postgres://u@db.example.org/inbox?host=/run/postgresql&hostaddr=203.0.113.9", false),
            ("postgres://localhost/inbox?hostaddr=203.0.113.9", true),
        ] {
            let url = with_tls(given.parse().unwrap());
            let asked = url.query_pairs().any(|(name, value)| name == "sslmode" && value == "verify-full");
            assert_eq!(asked, is_asked, "{given} became {url}");
        }
    }

    #[test]
    fn only_a_name_is_looked_up() {
        for (given, name) in [
            ("postgres://u@db.example.org:1/inbox", Some("db.example.org")),
            ("postgres://203.0.113.9/inbox", None),
            ("postgres://[2001:db8::1]:1/inbox", None),
            ("postgres://u@%2Frun%2Fpostgresql/inbox", None),
            ("postgres://db.example.org/inbox?hostaddr=203.0.113.9", None),
        ] {
            assert_eq!(host_name(&given.parse().unwrap()).as_deref(), name, "{given}");
        }
    }

    #[test]
    fn an_address_of_ipv6_is_connected_to_as_it_is_and_told_in_brackets() {
        use sqlx::postgres::PgConnectOptions;
        for (given, connected, told) in [
            ("postgres://u@[2001:db8::1]:7/inbox", "2001:db8::1", "[2001:db8::1]:7"),
            ("postgres://[::1]/inbox?sslmode=disable", "::1", "[::1]:5432"),
            ("postgres:///inbox?host=[::1]&port=7", "::1", "[::1]:7"),
            ("postgres:///inbox?hostaddr=::1&port=7", "::1", "[::1]:7"),
            ("postgres://[::1]:7/inbox?host=db.example.org", "db.example.org", "db.example.org:7"),
            ("postgres://203.0.113.9:7/inbox", "203.0.113.9", "203.0.113.9:7"),
        ] {
            let url = whole(given.parse().unwrap());
            let options: PgConnectOptions = url.as_str().parse().unwrap();
            assert_eq!((options.get_host(), label(&url).as_str()), (connected, told), "{given} became {url}");
        }
        let socket = whole("postgres://[::1]/inbox?host=/run/postgresql".parse().unwrap());
        assert_eq!((host(&socket).as_str(), parameter(&socket, "hostaddr")), ("/run/postgresql", None));
    }

    #[test]
    fn what_sqlx_would_take_from_a_variable_is_said_by_the_url_or_refused() {
        let servers = |text: &str| -> Vec<Url> {
            text.parse::<PostgresUrl>().unwrap().servers().iter().cloned().map(whole).collect()
        };
        for url in servers("postgres://a,b:1/c") {
            assert!(url.port().is_some() || parameter(&url, "port").as_deref() == Some("5432"), "{url}");
            assert_eq!(parameter(&url, "application_name").as_deref(), Some("communique"));
            assert!(parameter(&url, "sslmode").is_some() && url.path() == "/c", "{url}");
        }
        assert_eq!(
            parameter(&servers("postgres://a/c?application_name=x")[0], "application_name").as_deref(),
            Some("x")
        );
        for (text, set, deciding) in [
            ("postgres://a/c", "PGUSER", true),
            ("postgres://u@a/c", "PGUSER", false),
            ("postgres://a/c?user=u", "PGUSER", false),
            ("postgres://u@a/c", "PGOPTIONS", true),
            ("postgres://u@a/c?options=-c%20geqo=off", "PGOPTIONS", true),
            ("postgres://u@a/c", "PGSSLROOTCERT", true),
            ("postgres://u@a/c?sslrootcert=/a.pem", "PGSSLROOTCERT", false),
            ("postgres://u@a/c?ssl-ca=/a.pem", "PGSSLROOTCERT", false),
            ("postgres://u@a/c", "PGSSLKEY", true),
            ("postgres://u@a/c", "PGHOST", false),
            ("postgres://u@a/c", "PGPASSWORD", false),
        ] {
            let found = deciding_variable(&text.parse().unwrap(), |name| name == set);
            assert_eq!(found, deciding.then_some(set), "{text} {set}");
        }
    }
}
