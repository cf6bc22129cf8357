//! Where messages are stored. A URL that holds a password never shows it: not in `Debug`, not in errors.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::postgres_url::PostgresUrl;
use super::url_file::UrlFile;

/// Where systemd lets a unit keep files.
const STATE_DIRECTORY: &str = "STATE_DIRECTORY";
/// The file of messages, if no other is named.
const FILE: &str = "communique.db";

/// Where messages are stored.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// Where messages are stored: sqlite:FILE or postgres://…; sqlite:communique.db if not given, in
    /// $STATE_DIRECTORY where systemd sets it; in a preview with neither, a temporary file that goes with it. With a
    /// password only as a variable or a file
    #[arg(long, env = "COMMUNIQUE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<DatabaseUrl>,

    /// A file that holds the value of --database-url
    #[arg(
        long,
        env = "COMMUNIQUE_DATABASE_URL_FILE",
        value_name = "FILE",
        conflicts_with = "database_url",
        value_parser = UrlFile::<DatabaseUrl>::read
    )]
    pub database_url_file: Option<UrlFile<DatabaseUrl>>,
}

impl Storage {
    /// The database that was chosen.
    pub fn database(&self) -> DatabaseUrl {
        let folder = || state_folder(std::env::var_os(STATE_DIRECTORY).unwrap_or_default());
        self.chosen().cloned().unwrap_or_else(|| DatabaseUrl::Sqlite(folder().join(FILE)))
    }

    /// Keeps messages in a folder, if neither a setting nor systemd says where. Whether it does.
    pub fn keep_in(&mut self, folder: &Path) -> bool {
        let is_free = self.chosen().is_none() && std::env::var_os(STATE_DIRECTORY).is_none_or(|value| value.is_empty());
        if is_free {
            self.database_url = Some(DatabaseUrl::Sqlite(folder.join(FILE)));
        }
        is_free
    }

    fn chosen(&self) -> Option<&DatabaseUrl> {
        self.database_url.as_ref().or(self.database_url_file.as_ref().map(|file| &file.url))
    }
}

/// The first folder of `$STATE_DIRECTORY`: systemd names all folders of a unit in it, with colons.
fn state_folder(value: OsString) -> PathBuf {
    std::env::split_paths(&value).next().unwrap_or_default()
}

/// A database.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database.
    Postgres(PostgresUrl),
}

impl DatabaseUrl {
    /// Whether it holds a password.
    pub fn has_password(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(url) => url.has_password(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ACCEPTED: &str = "sqlite:FILE such as sqlite:communique.db or sqlite:///var/lib/communique/communique.db, or postgres://user@host/database";
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            // A database in memory would lose every message at the next restart, and behind a line end that nobody sees is
            // another file.
            let is_file = !file.is_empty()
                && !file.starts_with(':')
                && !file.contains(|c: char| c == '?' || c.is_control())
                && !file.ends_with('/');
            return if is_file { Ok(Self::Sqlite(file.into())) } else { Err(ACCEPTED.into()) };
        }
        let is_postgres = |(scheme, _): (&str, &str)| {
            ["postgres", "postgresql"].iter().any(|known| scheme.trim_start().eq_ignore_ascii_case(known))
        };
        if text.split_once("://").is_some_and(is_postgres) {
            text.parse().map(Self::Postgres)
        } else {
            Err(ACCEPTED.into())
        }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
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
        for text in [
            "postgres://u:p@db.example.org:5433/c?sslmode=require",
            "postgres://u:p@%2Frun%2Fpostgresql/c",
            "postgresql:///c?host=/run/postgresql&user=u&application_name=x&options=-c%20geqo=off",
            "postgres://u@db/c?sslmode=verify-ca&sslrootcert=/a.pem&sslcert=/b.pem&sslkey=/c.pem",
            "postgres://u@db/c?statement-cache-capacity=0&options[geqo]=off&options[jit]=off&hostaddr=2001:db8::1",
            "postgres://u:p@a:5432,b,[2001:db8::1]:5433/c?target_session_attrs=read-write",
            "Postgres://u@a:5432,b:5432/c",
            "postgres://a/?dbname=c&user=u",
            "postgres:///c?host=/run/postgresql",
            "postgres://a,b/c",
            "postgres://u@db/c?options=-c%20geqo=off&options=-c%20jit=off",
        ] {
            assert!(text.parse::<DatabaseUrl>().is_ok(), "{text}");
        }
        for (text, says) in [
            // Passwords that are not percent-encoded.
            ("postgres://u:12/secret@127.0.0.1:1/db", "%2F %3F %23 %40"),
            ("postgres://u:12?secret@db/c", "%2F %3F %23 %40"),
            ("postgres://u:12#secret@db/c", "%2F %3F %23 %40"),
            ("postgres://u:12/secret?a@db/c", "%2F %3F %23 %40"),
            ("postgres://u:12/se@cret@db/c?user=v", "%2F %3F %23 %40"),
            ("postgres://u/secret:12@a,b/c", "%2F %3F %23 %40"),
            ("postgres://u:12/secret%40127.0.0.1:1/db", "/ in the name of the database as %2F"),
            ("postgres://u:se/cret/db", "postgres://user@host/database"),
            ("postgres://u@db/c#cret", "nothing behind #"),
            ("postgres://u@db/c?sslmode=require#", "nothing behind #"),
            ("postgres://u@db/c?sslmode=require&sslmode=disable", "says sslmode once"),
            ("postgres://u@db/c?sslmode=require&ssl-mode=require", "says sslmode once"),
            ("postgres://u@db/c?sslrootcert=/a.pem&ssl-ca=/secret", "says sslrootcert once"),
            ("postgres://u@db/c?password=cret&password=secret", "says password once"),
            ("postgres://u@db/c?options[geqo]=off&options[geqo]=secret", "says options once"),
            ("postgres://u@db/c?sslcert=/secret", "both together"),
            ("postgres://u@db/c?ssl-key=/secret", "both together"),
            ("postgres://:secret@db/c", "it names the user"),
            ("postgres://db/c?sslmode=maybe", "sslmode=disable, allow, prefer, require, verify-ca or verify-full"),
            ("postgres://db/c?connect_timeout=3", "“connect_timeout”"),
            ("postgres://db/c?target_session_attrs=any", "target_session_attrs=read-write or primary"),
            // Pieces of a password.
            ("postgres://db/c?user=u&password=abc&secret", "no others: application_name"),
            ("postgres://db/c?user=u&password=abc&options[secret", "no others: application_name"),
            ("postgres://db/c?statement-cache-capacity=secret", "statement-cache-capacity=0 or"),
            ("postgres://db/c?hostaddr=secret.example.org", "hostaddr=… with an IP address"),
            ("postgres://db/c?se:cret=x", "a URL with these parameters and no others"),
            ("postgres://db/c?port=x", "port="),
            ("postgres://a,/c", "several hosts"),
            ("postgres://a,b/c?host=d", "several hosts"),
            ("postgres:///c", "a Unix socket by its folder"),
            ("postgres://db", "names the database"),
            ("postgres://db/?user=u", "names the database"),
            ("postgres://db/c?host=a,b", "one host"),
        ] {
            let said = text.parse::<DatabaseUrl>().err().unwrap_or_default();
            assert!(said.contains(says) && !said.contains("cret"), "{text}: {said}");
        }
        for text in [
            "sqlite:",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:c.db?mode=ro",
            "mysql://x/y",
            "c.db",
            "sqlite:/var/",
            "sqlite:c.db\r",
            "sqlite:c.db\n# sqlite:d.db",
        ] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn of_several_hosts_each_is_a_url_of_its_own_and_the_one_that_writes_is_meant() {
        let read = |text: &str| match text.parse() {
            Ok(DatabaseUrl::Postgres(url)) => {
                let servers: Vec<String> = url.servers().iter().map(ToString::to_string).collect();
                (servers, url.needs_writer(), url.to_string())
            }
            other => panic!("{text}: {other:?}"),
        };
        for (text, servers, needs_writer, shown) in [
            (
                "postgres://u:p@a/c?sslmode=require",
                &["postgres://u:p@a/c?sslmode=require"][..],
                false,
                "postgres://a/c",
            ),
            ("postgres://u@a/c?target_session_attrs=primary", &["postgres://u@a/c"], true, "postgres://a/c"),
            (
                "postgresql://u:p@a:1,b:2/c?target_session_attrs=read-write&user=v",
                &["postgresql://u:p@a:1/c?user=v", "postgresql://u:p@b:2/c?user=v"],
                true,
                "postgres://a:1,b:2/c",
            ),
            ("postgres://u@a,b/c", &["postgres://u@a/c", "postgres://u@b/c"], true, "postgres://a,b/c"),
        ] {
            let servers = servers.iter().map(|server| (*server).to_owned()).collect();
            assert_eq!(read(text), (servers, needs_writer, shown.to_owned()));
        }
    }

    #[test]
    fn messages_are_in_the_first_folder_that_systemd_names() {
        for (value, folder) in [("/var/lib/a", "/var/lib/a"), ("/var/lib/a:/var/lib/b", "/var/lib/a"), ("", "")] {
            assert_eq!(state_folder(value.into()), PathBuf::from(folder), "{value}");
        }
    }

    #[test]
    fn no_password_is_ever_shown() {
        let database = "postgres://u:secret@db/c?password=secret".parse::<DatabaseUrl>();
        assert!(!format!("{database:?}").contains("secret"), "{database:?}");
        assert!(database.is_ok_and(|url| url.has_password()));
    }
}
