//! Who is mailed about messages, by which process, and through which server.

use std::net::{Ipv4Addr, Ipv6Addr};

use clap::{Args, ValueEnum};

use super::address::{MailAddress, MailAddresses};
use super::smtp_url::SmtpUrl;
use super::url_file::UrlFile;

/// Who is mailed, and through which server.
#[derive(Args, Clone, Debug)]
pub struct Mail {
    /// The mail server: smtps://user:password@host, smtp+starttls://…, or smtp://host for one on this machine;
    /// without it messages wait in the inbox. With a password only as a variable or a file
    #[arg(long, env = "COMMUNIQUE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,

    /// A file that holds the value of --smtp-url
    #[arg(long, env = "COMMUNIQUE_SMTP_URL_FILE", value_name = "FILE", conflicts_with = "smtp_url", value_parser = UrlFile::<SmtpUrl>::read)]
    pub smtp_url_file: Option<UrlFile<SmtpUrl>>,

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
    /// Reads the file of the URL again, where there is one.
    pub fn reread(&mut self) -> Result<(), String> {
        if let Some(file) = &mut self.smtp_url_file {
            *file = file.reread().map_err(|wrong| format!("--smtp-url-file (COMMUNIQUE_SMTP_URL_FILE): {wrong}"))?;
        }
        Ok(())
    }

    /// The settings if they are complete; `None` if there is no server; else what is missing. `public_host` is where
    /// readers see the site.
    pub fn route(&self, public_host: Option<&str>) -> Result<Option<MailRoute>, &'static str> {
        let server = self.smtp_url.as_ref().or(self.smtp_url_file.as_ref().map(|file| &file.url));
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

/// Reads the name for EHLO (RFC 5321 §4.1.1.1). A name without a dot is refused by many servers.
fn parse_hello(text: &str) -> Result<String, &'static str> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // An address of a machine stands in brackets.
    let is_number = text.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = text.contains('.') && !is_number && text.len() <= 253 && text.split('.').all(is_label);
    let literal = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let is_literal = literal.is_some_and(|literal| match literal.strip_prefix("IPv6:") {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => literal.parse::<Ipv4Addr>().is_ok(),
    });
    (is_name || is_literal).then(|| text.to_owned()).ok_or(
        "a host name with a dot such as www.example.org, or an address such as [203.0.113.9] or [IPv6:2001:db8::9]",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_greeted_by_a_name_that_it_can_look_up() {
        for name in ["www.example.org", "xn--e1afmkfd.xn--p1ai", "[203.0.113.9]", "[IPv6:2001:db8::9]"] {
            assert_eq!(parse_hello(name).as_deref(), Ok(name));
        }
        for name in [
            "vm",
            "",
            ".",
            "a..b",
            "пример.рф",
            "a b.c",
            "a.b\r\nMAIL",
            "[vm]",
            "[2001:db8::9]",
            "203.0.113.9]",
            "203.0.113.9",
        ] {
            assert!(parse_hello(name).is_err(), "{name}");
        }
    }
}
