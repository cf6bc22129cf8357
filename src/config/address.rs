//! E-mail addresses in settings: with a display name, and several of them.

use std::str::FromStr;

/// The most recipients of a mail: more are a list, which a mail server keeps.
const MAX_RECIPIENTS: usize = 20;
/// The most characters of a display name.
const MAX_NAME_CHARS: usize = 100;

/// What is accepted for one address.
const ACCEPTED: &str =
    "an e-mail address such as office@example.org or Office <office@example.org>, in Latin letters before the @";
/// What is accepted for several.
const ACCEPTED_LIST: &str = "up to 20 e-mail addresses with commas between them, such as office@example.org or \"Office, Baku\" <office@example.org>, in Latin letters before the @";

/// An address that every mail server takes, with the name that readers of a mail see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress {
    /// The display name.
    pub name: Option<String>,
    /// The address.
    pub address: String,
}

/// Several of them, one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddresses(pub Vec<MailAddress>);

impl FromStr for MailAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((name, address)) = text.trim().strip_suffix('>').and_then(|named| named.rsplit_once('<')) else {
            return Ok(Self { name: None, address: parse_plain_address(text.trim())? });
        };
        let name = name.trim();
        let name = match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
            Some(quoted) => quoted.replace("\\\"", "\"").replace("\\\\", "\\"),
            None if name.contains(['"', '<', '>', ',', '@']) => return Err(ACCEPTED),
            None => name.to_owned(),
        };
        if name.chars().any(char::is_control) || name.chars().nth(MAX_NAME_CHARS).is_some() {
            return Err(ACCEPTED);
        }
        Ok(Self { name: Some(name).filter(|name| !name.is_empty()), address: parse_plain_address(address.trim())? })
    }
}

impl FromStr for MailAddresses {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (mut is_quoted, mut is_escaped) = (false, false);
        // Commas in a quoted name separate nothing.
        let separates = |c: char| {
            let is_separator = c == ',' && !is_quoted;
            is_quoted ^= c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_separator
        };
        let addresses: Result<Vec<MailAddress>, _> = text.split(separates).map(str::parse).collect();
        addresses.ok().filter(|all| all.len() <= MAX_RECIPIENTS).map(Self).ok_or(ACCEPTED_LIST)
    }
}

/// Reads an e-mail address. Nothing in it brings anything else into a link or a header: it holds no
/// character that ends or changes the address in a `mailto:` URL (RFC 6068 §2) or in a mail.
pub(super) fn parse_email(text: &str) -> Result<String, &'static str> {
    let fits = text.split_once('@').is_some_and(|(local, domain)| {
        local.split('.').all(|part| !part.is_empty())
            && domain.contains('.')
            && !domain.contains('@')
            && domain.split('.').all(|label| !label.is_empty())
    });
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"(),;:\\[]?&%#/`{}|^".contains(c));
    if fits && plain && text.len() <= 254 {
        Ok(text.to_owned())
    } else {
        Err("an e-mail address such as office@example.org")
    }
}

/// An address that every mail server takes. What stands before the @ cannot be written in ASCII
/// if it is not; the domain can.
fn parse_plain_address(text: &str) -> Result<String, &'static str> {
    let address = parse_email(text).ok();
    address.filter(|address| address.split('@').next().is_some_and(str::is_ascii)).ok_or(ACCEPTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_cannot_bring_anything_else_into_a_link() {
        assert!(parse_email("office@example.org").is_ok());
        assert!(parse_email("büro@exämple.org").is_ok());
        for text in [
            "office",
            "@example.org",
            "a@b",
            "a@b.c?cc=x@y.z",
            "a b@c.d",
            "a@b.c\n",
            "a@b@c.d",
            "a@.b",
            "a..b@c.d",
            ".a@b.c",
        ] {
            assert!(parse_email(text).is_err(), "{text}");
        }
        for c in "#/?&%;:<>()[]{}|^`\"\\, \t".chars() {
            assert!(parse_email(&format!("a{c}b@example.org")).is_err(), "{c}");
        }
        for domain in ["b..c", ".b.c", "b.c.", "b.c#d"] {
            assert!(parse_email(&format!("a@{domain}")).is_err(), "{domain}");
        }
    }

    #[test]
    fn an_address_may_have_a_name_and_there_may_be_several() {
        let read = |text: &str| {
            let read = text.parse::<MailAddresses>().ok()?;
            Some(read.0.into_iter().map(|one| (one.name.unwrap_or_default(), one.address)).collect::<Vec<_>>())
        };
        let expected = |all: &[(&str, &str)]| {
            Some(all.iter().map(|(name, address)| ((*name).to_owned(), (*address).to_owned())).collect::<Vec<_>>())
        };
        for (text, all) in [
            ("a@example.org", &[("", "a@example.org")][..]),
            (" a@example.org , b@пример.рф", &[("", "a@example.org"), ("", "b@пример.рф")]),
            ("Xarici İşlər <a@example.org>", &[("Xarici İşlər", "a@example.org")]),
            (
                "\"Office, \\\"Baku\\\"\" <a@example.org>, <b@example.org>",
                &[("Office, \"Baku\"", "a@example.org"), ("", "b@example.org")],
            ),
        ] {
            assert_eq!(read(text), expected(all), "{text}");
        }
        for text in [
            "",
            ",",
            "a@example.org,",
            "a",
            "Office",
            "Office, Baku <a@example.org>",
            "a@example.org b@example.org",
            "a@example.org; b@example.org",
            "büro@example.org",
            "x\nBcc: y <a@example.org>",
            "\"open <a@example.org>",
            "<a@example.org> <b@example.org>",
            &["a@example.org"; 21].join(","),
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!("a@example.org, b@example.org".parse::<MailAddress>(), Err(ACCEPTED));
    }
}
