//! A mail server. A URL that holds a password never shows it: not in `Debug`, not in errors.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

macro_rules! accepted {
    () => {
        "smtps://user:password@host, smtp+starttls://user:password@host, or smtp://host, with :port where it is another, and ?ca=FILE for a private certificate authority or the server’s own certificate; smtp:// without TLS goes to this machine only, unless ?tls=none says that the network is trusted"
    };
}

const ACCEPTED: &str = accepted!();
const ACCEPTED_ENCODED: &str =
    concat!(accepted!(), "; / ? # @ in user and password as %2F %3F %23 %40 (percent-encode them)");

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
        // The end of a password that holds / ? or #: what is before it would be the host.
        let after = text.split_once("://").and_then(|(_, rest)| rest.split_once(['/', '?', '#']));
        let is_cut = after.is_some_and(|(_, after)| after.contains('@'));
        Self::read(text).ok_or(if is_cut { ACCEPTED_ENCODED } else { ACCEPTED })
    }
}

impl SmtpUrl {
    fn read(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let (protection, port) = match url.scheme() {
            "smtps" => (Protection::Tls, 465),
            "smtp+starttls" => (Protection::StartTls, 587),
            "smtp" => (Protection::Plain, 25),
            _ => return None,
        };
        let host = url.host_str().filter(|host| !host.is_empty())?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() || url.port() == Some(0) {
            return None;
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => Some((decoded(user)?, decoded(password)?)),
            _ => return None,
        };
        let (mut ca_file, mut trusted) = (None, is_loopback(&host));
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("ca", file) if protection != Protection::Plain => ca_file = Some(PathBuf::from(file)),
                ("tls", "none") if protection == Protection::Plain => trusted = true,
                _ => return None,
            }
        }
        if protection == Protection::Plain && !trusted {
            return None;
        }
        Some(Self { host, port: url.port().unwrap_or(port), protection, credentials, ca_file })
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
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

#[cfg(test)]
mod tests {
    use super::*;

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
            "smtps://x:0",
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
    fn a_password_that_is_not_percent_encoded_is_said_to_be_so_and_not_shown() {
        for text in ["smtps://us@er:p@ss/w@localhost", "smtps://u:p?w@mail", "smtps://u:p#w@mail?ca=/etc/ca.pem"] {
            assert_eq!(text.parse::<SmtpUrl>(), Err(ACCEPTED_ENCODED), "{text}");
        }
        assert_eq!("smtps://mail?ca=x&b=c".parse::<SmtpUrl>(), Err(ACCEPTED));
        assert!(ACCEPTED_ENCODED.starts_with(ACCEPTED));
    }

    #[test]
    fn no_password_is_ever_shown() {
        let server = "smtps://u:secret@mail".parse::<SmtpUrl>();
        assert!(!format!("{server:?}").contains("secret"), "{server:?}");
        assert!(server.is_ok_and(|url| url.credentials.is_some()));
    }
}
