//! Where messages are stored, who is mailed about them, and how many are accepted.
//!
//! URLs that hold a password never show it: not in `Debug`, not in errors.

use std::ffi::OsString;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use percent_encoding::percent_decode_str;
use url::Url;

use super::address::{MailAddress, MailAddresses};

/// Where messages are stored.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// Where messages are stored: sqlite:FILE or postgres://…; sqlite:communique.db if not given, in
    /// $STATE_DIRECTORY where systemd sets it. With a password only as a variable or a file
    #[arg(long, env = "COMMUNIQUE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<DatabaseUrl>,

    /// A file that holds the value of --database-url
    #[arg(
        long,
        env = "COMMUNIQUE_DATABASE_URL_FILE",
        value_name = "FILE",
        conflicts_with = "database_url",
        value_parser = read_url_file::<DatabaseUrl>
    )]
    pub database_url_file: Option<DatabaseUrl>,
}

impl Storage {
    /// The database that was chosen.
    pub fn database(&self) -> DatabaseUrl {
        let folder = || state_folder(std::env::var_os("STATE_DIRECTORY").unwrap_or_default());
        let chosen = self.database_url.as_ref().or(self.database_url_file.as_ref());
        chosen.cloned().unwrap_or_else(|| DatabaseUrl::Sqlite(folder().join("communique.db")))
    }
}

/// The first folder of `$STATE_DIRECTORY`: systemd names all folders of a unit in it, with colons.
fn state_folder(value: OsString) -> PathBuf {
    std::env::split_paths(&value).next().unwrap_or_default()
}

/// Who is mailed, and through which server.
#[derive(Args, Clone, Debug)]
pub struct Mail {
    /// The mail server: smtps://user:password@host, smtp+starttls://…, or smtp://host for one on this machine;
    /// without it messages wait in the inbox. With a password only as a variable or a file
    #[arg(long, env = "COMMUNIQUE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,

    /// A file that holds the value of --smtp-url
    #[arg(long, env = "COMMUNIQUE_SMTP_URL_FILE", value_name = "FILE", conflicts_with = "smtp_url", value_parser = read_url_file::<SmtpUrl>)]
    pub smtp_url_file: Option<SmtpUrl>,

    /// The name under which we greet the mail server (EHLO): a host name, or an address in brackets; the host of
    /// --public-url if not given, else the domain of --mail-from
    #[arg(long, env = "COMMUNIQUE_SMTP_HELLO", value_name = "NAME", value_parser = parse_hello)]
    pub smtp_hello: Option<String>,

    /// The address that mail about messages comes from: web@example.org, or Website <web@example.org>
    #[arg(long, env = "COMMUNIQUE_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<MailAddress>,

    /// The addresses of the office, to which messages are mailed: the same forms, with commas between them
    #[arg(long, env = "COMMUNIQUE_MAIL_TO", value_name = "ADDRESSES")]
    pub mail_to: Option<MailAddresses>,
}

/// Through which server mails go, from whom and to whom.
#[derive(Clone, Debug)]
pub struct MailRoute {
    /// The server.
    pub server: SmtpUrl,
    /// The name under which it is greeted; the domain of the sender if not given.
    pub hello: Option<String>,
    /// Sender of every mail.
    pub from: MailAddress,
    /// Recipients of every mail, one at least.
    pub to: Vec<MailAddress>,
}

impl Mail {
    /// The settings if they are complete; `None` if there is no server; else what is missing. `public_host` is where
    /// readers see the site.
    pub fn route(&self, public_host: Option<&str>) -> Result<Option<MailRoute>, &'static str> {
        let server = self.smtp_url.as_ref().or(self.smtp_url_file.as_ref());
        match (server, &self.mail_from, &self.mail_to) {
            (Some(server), Some(from), Some(to)) => {
                let hello = self.smtp_hello.as_deref().or(public_host).map(str::to_owned);
                Ok(Some(MailRoute { server: server.clone(), hello, from: from.clone(), to: to.0.clone() }))
            }
            (Some(_), None, _) => Err("--mail-from (COMMUNIQUE_MAIL_FROM) is needed with --smtp-url"),
            (Some(_), _, None) => Err("--mail-to (COMMUNIQUE_MAIL_TO) is needed with --smtp-url"),
            (None, Some(_), _) | (None, _, Some(_)) => {
                Err("--smtp-url (COMMUNIQUE_SMTP_URL) is needed with --mail-from and --mail-to")
            }
            (None, None, None) => Ok(None),
        }
    }
}

/// Which process mails messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deliver {
    /// The server itself.
    Inside,
    /// Another one: `communique deliver`.
    Off,
}

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

    /// The most messages a day in all; 0 for no limit
    #[arg(long, env = "COMMUNIQUE_CONTACT_PER_DAY", value_name = "NUMBER", default_value_t = 5000, value_parser = parse_limit, allow_negative_numbers = true)]
    pub contact_per_day: u32,
}

/// A database.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database.
    Postgres(Url),
}

impl DatabaseUrl {
    /// Whether it holds a password.
    pub fn has_password(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(url) => url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password"),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "sqlite:FILE such as sqlite:communique.db or sqlite:///var/lib/communique/communique.db, or postgres://user@host/database";
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            // A database in memory would lose every message at the next restart.
            let is_file = !file.is_empty() && !file.starts_with(':') && !file.contains('?') && !file.ends_with('/');
            return if is_file { Ok(Self::Sqlite(file.into())) } else { Err(ACCEPTED) };
        }
        let url = Url::parse(text).map_err(|_| ACCEPTED)?;
        // Without the two slashes, user and password would be a path, and be shown.
        if matches!(url.scheme(), "postgres" | "postgresql") && url.has_authority() {
            Ok(Self::Postgres(url))
        } else {
            Err(ACCEPTED)
        }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
                write!(f, "postgres://{}{port}{}", url.host_str().unwrap_or(""), url.path())
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// TLS after STARTTLS, and nothing without it (RFC 3207).
    StartTls,
    /// None.
    Plain,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub protection: Protection,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// A file with certificates that are trusted besides the public authorities: of authorities, or the very one that
    /// the server shows (PEM).
    pub ca_file: Option<PathBuf>,
}

impl FromStr for SmtpUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "smtps://user:password@host, smtp+starttls://user:password@host, or smtp://host, with :port where it is another, and ?ca=FILE for a private certificate authority or the server’s own certificate; smtp:// without TLS goes to this machine only, unless ?tls=none says that the network is trusted";
        let url = Url::parse(text).map_err(|_| ACCEPTED)?;
        let (protection, port) = match url.scheme() {
            "smtps" => (Protection::Tls, 465),
            "smtp+starttls" => (Protection::StartTls, 587),
            "smtp" => (Protection::Plain, 25),
            _ => return Err(ACCEPTED),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(ACCEPTED)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(ACCEPTED);
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| ACCEPTED);
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => Some((decoded(user)?, decoded(password)?)),
            _ => return Err(ACCEPTED),
        };
        let (mut ca_file, mut trusted) = (None, is_loopback(&host));
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("ca", file) if protection != Protection::Plain => ca_file = Some(PathBuf::from(file)),
                ("tls", "none") if protection == Protection::Plain => trusted = true,
                _ => return Err(ACCEPTED),
            }
        }
        if protection == Protection::Plain && !trusted {
            return Err(ACCEPTED);
        }
        Ok(Self { host, port: url.port().unwrap_or(port), protection, credentials, ca_file })
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Display for SmtpUrl {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.protection {
            Protection::Tls => "smtps",
            Protection::StartTls => "smtp+starttls",
            Protection::Plain => "smtp",
        };
        let (open, close) = if self.host.contains(':') { ("[", "]") } else { ("", "") };
        write!(f, "{scheme}://{open}{}{close}:{}", self.host, self.port)
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads a URL from a file, as systemd hands over a credential. The error never quotes it.
fn read_url_file<U: FromStr<Err = &'static str>>(path: &str) -> Result<U, String> {
    let text =
        std::fs::read_to_string(Path::new(path)).map_err(|error| format!("a file that can be read ({error})"))?;
    text.trim().parse().map_err(|accepted| format!("a file that holds one line: {accepted}"))
}

/// Reads the name for EHLO (RFC 5321 §4.1.1.1). A name without a dot is refused by many servers.
fn parse_hello(text: &str) -> Result<String, &'static str> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_name = text.contains('.') && text.len() <= 253 && text.split('.').all(is_label);
    let literal = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let is_literal = literal.is_some_and(|literal| match literal.strip_prefix("IPv6:") {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => literal.parse::<Ipv4Addr>().is_ok(),
    });
    (is_name || is_literal).then(|| text.to_owned()).ok_or(
        "a host name with a dot such as www.example.org, or an address such as [203.0.113.9] or [IPv6:2001:db8::9]",
    )
}

fn parse_limit(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|number| *number <= 1_000_000).ok_or("a whole number, 0 to 1000000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_file_or_a_server_and_never_memory() {
        for (text, file) in [
            ("sqlite:communique.db", "communique.db"),
            ("sqlite://communique.db", "communique.db"),
            ("sqlite:///var/lib/c.db", "/var/lib/c.db"),
            ("sqlite:/var/lib/c.db", "/var/lib/c.db"),
        ] {
            assert_eq!(text.parse(), Ok(DatabaseUrl::Sqlite(file.into())), "{text}");
        }
        assert!("postgres://u:p@db.example.org:5433/c?sslmode=require".parse::<DatabaseUrl>().is_ok());
        for text in [
            "sqlite:",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:c.db?mode=ro",
            "mysql://x/y",
            "c.db",
            "sqlite:/var/",
        ] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn messages_are_in_the_first_folder_that_systemd_names() {
        for (value, folder) in [("/var/lib/a", "/var/lib/a"), ("/var/lib/a:/var/lib/b", "/var/lib/a"), ("", "")] {
            assert_eq!(state_folder(value.into()), PathBuf::from(folder), "{value}");
        }
    }

    #[test]
    fn a_mail_server_is_reached_by_tls_unless_it_is_on_this_machine() {
        let read = |text: &str| text.parse::<SmtpUrl>();
        for (text, port, protection) in [
            ("smtps://mail.example.org", 465, Protection::Tls),
            ("smtp+starttls://mail.example.org", 587, Protection::StartTls),
            ("smtp+starttls://mail.example.org:25?ca=/etc/ca.pem", 25, Protection::StartTls),
            ("smtp://localhost", 25, Protection::Plain),
            ("smtp://127.0.0.1:2525", 2525, Protection::Plain),
            ("smtp://[::1]", 25, Protection::Plain),
            ("smtp://mail.internal?tls=none", 25, Protection::Plain),
        ] {
            assert!(read(text).is_ok_and(|url| url.port == port && url.protection == protection), "{text}");
        }
        for text in [
            "smtp://mail.example.org",
            "smtps://",
            "http://x",
            "smtps://u@x",
            "smtps://x/y",
            "smtps://x?tls=none",
            "smtps://x?a=b",
            "mail.example.org",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let shown = |text: &str| read(text).map(|url| url.to_string());
        assert_eq!(shown("smtp://u:p@[::1]?tls=none").as_deref(), Ok("smtp://[::1]:25"));
        assert_eq!(shown("smtps://u:p@mail.example.org").as_deref(), Ok("smtps://mail.example.org:465"));
        let url = read("smtps://office%40example.org:a%2Fb@mail.example.org");
        assert!(url.is_ok_and(|url| url.credentials == Some(("office@example.org".into(), "a/b".into()))));
    }

    #[test]
    fn a_mail_server_is_greeted_by_a_name_that_it_can_look_up() {
        for name in ["www.example.org", "xn--e1afmkfd.xn--p1ai", "[203.0.113.9]", "[IPv6:2001:db8::9]"] {
            assert_eq!(parse_hello(name).as_deref(), Ok(name));
        }
        for name in
            ["vm", "", ".", "a..b", "пример.рф", "a b.c", "a.b\r\nMAIL", "[vm]", "[2001:db8::9]", "203.0.113.9]"]
        {
            assert!(parse_hello(name).is_err(), "{name}");
        }
    }

    #[test]
    fn no_password_is_ever_shown() {
        let database = "postgres://u:secret@db/c?password=secret".parse::<DatabaseUrl>();
        let server = "smtps://u:secret@mail".parse::<SmtpUrl>();
        let shown = format!("{database:?} {server:?}");
        assert!(!shown.contains("secret"), "{shown}");
        assert!(database.is_ok_and(|url| url.has_password()));
    }
}
