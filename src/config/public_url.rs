//! The address of the site as readers see it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::Url;

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
