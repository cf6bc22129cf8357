//! A test mail, and what became of it step by step, for the operator. Knows no inbox and no command.

use jiff::Timestamp;
use lettre::Address;
use lettre::message::Mailbox;
use tokio::net::lookup_host;
use tokio::sync::mpsc::UnboundedSender;

use crate::causes::with_causes;
use crate::config::Protection;

use super::mail::{self, Envelope};
use super::reach::{connect_to_any_address, timeout_for_each_address};
use super::smtp::MailServer;
use super::stage::{FailureKind, SendError, SendProgress, Stage};

/// A step, and whether it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrialStep {
    /// What is done.
    pub name: &'static str,
    /// Whether it worked.
    pub works: bool,
    /// What was found, or the server’s three digits and words.
    pub said: String,
    /// The code of the server’s answer, where it says no.
    pub code: Option<u16>,
    /// What to change, where that can be told.
    pub change: Option<&'static str>,
}

impl TrialStep {
    fn ok(name: &'static str, said: impl Into<String>) -> Self {
        Self { name, works: true, said: said.into(), code: None, change: None }
    }

    fn failed(name: &'static str, said: impl Into<String>, code: Option<u16>) -> Self {
        Self { name, works: false, said: said.into(), code, change: None }
    }

    fn change(self, change: Option<&'static str>) -> Self {
        Self { change, ..self }
    }
}

/// Sends a test mail, and tells each step as soon as it is over. The steps end with the first that fails; but a recipient
/// that is not taken while others are is a step of its own, and the mail goes to the others.
pub(super) async fn try_out(
    server: &MailServer,
    envelope: &Envelope,
    now: Timestamp,
    steps: UnboundedSender<TrialStep>,
) {
    let trial = Trial { server, envelope, steps };
    if let Err(failed) = trial.run(now).await {
        trial.tell(failed);
    }
}

/// A test mail under way.
struct Trial<'t> {
    server: &'t MailServer,
    envelope: &'t Envelope,
    steps: UnboundedSender<TrialStep>,
}

impl Trial<'_> {
    /// The step that fails, if one does.
    async fn run(&self, now: Timestamp) -> Result<(), TrialStep> {
        let url = self.server.url();
        let host = (url.host.as_str(), url.port);
        let found = lookup_host(host).await;
        let found = found.map(|found| found.map(|address| address.ip().to_string()).collect::<Vec<_>>());
        let unresolved = |why: String| TrialStep::failed("resolving", why, None).change(Some(CORRECT_HOST));
        match found {
            Ok(found) if found.is_empty() => return Err(unresolved(format!("{} has no address", url.host))),
            Ok(found) => self.tell(TrialStep::ok("resolving", format!("{}: {}", url.host, found.join(", ")))),
            Err(error) => return Err(unresolved(format!("{}: {}", url.host, with_causes(&error)))),
        }
        let each = timeout_for_each_address(self.server.timeouts().of(Stage::Connect));
        let (_, address) = connect_to_any_address(host, each).await.map_err(|error| {
            let said = format!("port {}: {}", url.port, with_causes(&error));
            TrialStep::failed("reaching", said, None).change(Some(OPEN_WAY))
        })?;
        self.tell(TrialStep::ok("reaching", address.to_string()));
        let mail = test_mail(self.envelope, now)
            .map_err(|error| TrialStep::failed(Stage::Content.name(), with_causes(&error), None))?;
        let taken = self.server.send(&mail, self.envelope, false, self).await.map_err(|error| {
            let name = name_of(error.stage.unwrap_or(Stage::Connect), url.protection);
            TrialStep::failed(name, words_of(&error), error.code).change(change_for(&error, url.protection))
        })?;
        self.tell(TrialStep::ok(Stage::Content.name(), taken.answer));
        Ok(())
    }

    fn tell(&self, step: TrialStep) {
        // Who does not listen any more is told nothing; the mail goes all the same.
        let _ = self.steps.send(step);
    }

    /// What is said of a certificate that has expired and is taken: it is itself named.
    fn expired(&self) -> String {
        let expires = self.server.certificate_expires().and_then(|expires| Timestamp::from_second(expires).ok());
        let expired = expires.filter(|expires| *expires < Timestamp::now());
        expired.map_or_else(String::new, |expired| {
            format!("; its certificate expired at {expired:.0}, and is taken because ?ca=FILE names it")
        })
    }

    /// What is said of a stage that went well, but for these recipients.
    fn said_of(&self, stage: Stage, refused: &[(Address, SendError)]) -> String {
        match stage {
            Stage::Connect => format!("we are {}", self.server.hello()) + &self.expired(),
            Stage::Tls => "the certificate is right".to_owned() + &self.expired(),
            Stage::Authenticate => "user and password are right".into(),
            Stage::Sender => self.envelope.from.to_string(),
            Stage::Recipient => {
                let is_taken = |to: &&Mailbox| refused.iter().all(|(refused, _)| *refused != to.email);
                let taken = self.envelope.to.iter().filter(is_taken);
                taken.map(ToString::to_string).collect::<Vec<_>>().join(", ")
            }
            Stage::Data | Stage::Content => "it waits for the mail".into(),
        }
    }
}

impl SendProgress for Trial<'_> {
    fn passed(&self, stage: Stage, refused: &[(Address, SendError)]) {
        let name = name_of(stage, self.server.url().protection);
        self.tell(TrialStep::ok(name, self.said_of(stage, refused)));
        for (recipient, error) in refused {
            self.tell(TrialStep::failed(name, format!("{recipient}: {}", words_of(error)), error.code));
        }
    }
}

/// What a stage is called where TLS begins with the connection.
fn name_of(stage: Stage, protection: Protection) -> &'static str {
    match (stage, protection) {
        (Stage::Connect, Protection::Tls) => "TLS and greeting",
        (Stage::Connect, _) => "greeting",
        (Stage::Tls, _) => "TLS",
        _ => stage.name(),
    }
}

const CORRECT_HOST: &str = "correct the host in --smtp-url, or the name service of this machine";
const OPEN_WAY: &str =
    "correct host and port in --smtp-url, or let this machine through the firewall; many networks close port 25";
const TAKE_MAIL_SERVER: &str = "correct host and port in --smtp-url: something else answers there";
const NAME_AUTHORITY: &str = "a certificate is held to the public authorities and to the host in --smtp-url: name a private authority, or the certificate itself, with ?ca=FILE, and the host as the certificate does; one that has expired is renewed there";
const BEGIN_WITH_TLS: &str = "a port where TLS begins with the connection (465) takes smtps:// in --smtp-url";
const BEGIN_WITHOUT_TLS: &str = "a port where TLS begins later (587) takes smtp+starttls:// in --smtp-url";
const CORRECT_PASSWORD: &str =
    "correct user and password in --smtp-url, or its file; / ? # @ % in them are written as %2F %3F %23 %40 %25";
const TAKE_ANOTHER_LOGIN: &str = "it needs none at this port, or another one: leave out user and password in --smtp-url, or take a port with TLS, smtps:// (465) or smtp+starttls:// (587)";
const BEGIN_WITH_LOGIN: &str =
    "it asks for a login or TLS first: user and password in --smtp-url, and smtps:// or smtp+starttls://";

/// What to change where a stage has failed, if its failure has a usual cause.
fn change_for(error: &SendError, protection: Protection) -> Option<&'static str> {
    let has_answered = error.code.is_some();
    match (error.stage?, error.kind, protection) {
        (Stage::Authenticate, FailureKind::NotAuthenticated, _) if !has_answered => Some(TAKE_ANOTHER_LOGIN),
        (Stage::Authenticate, FailureKind::NotAuthenticated, _) => Some(CORRECT_PASSWORD),
        (Stage::Sender | Stage::Recipient | Stage::Data, FailureKind::NotAuthenticated, _) => Some(BEGIN_WITH_LOGIN),
        // No certificate that is right, or no TLS at all.
        (Stage::Connect, FailureKind::ServerRefuses, Protection::Tls) if !has_answered => {
            Some(match error.description.split_once("is no TLS: “") {
                None if !error.description.contains("is no TLS") => NAME_AUTHORITY,
                // A mail server says a code first.
                Some((_, said)) if said.starts_with(|c: char| c.is_ascii_digit()) => BEGIN_WITHOUT_TLS,
                _ => TAKE_MAIL_SERVER,
            })
        }
        (Stage::Tls, FailureKind::ServerRefuses, _) if !has_answered => {
            let has_starttls = !error.description.contains("STARTTLS");
            Some(if has_starttls { NAME_AUTHORITY } else { BEGIN_WITH_TLS })
        }
        (Stage::Connect, FailureKind::ServerUnavailable, _) if error.description.contains("is not SMTP: ") => {
            Some(TAKE_MAIL_SERVER)
        }
        // It waits for us to begin.
        (Stage::Connect, FailureKind::ServerUnavailable, Protection::StartTls | Protection::Plain) if !has_answered => {
            Some(BEGIN_WITH_TLS)
        }
        _ => None,
    }
}

/// What happened, without the name of the stage before it.
fn words_of(error: &SendError) -> String {
    let stage = error.stage.map_or("", Stage::name);
    let said = error.description.strip_prefix(stage).and_then(|rest| rest.strip_prefix(": "));
    said.unwrap_or(&error.description).to_owned()
}

fn test_mail(envelope: &Envelope, now: Timestamp) -> Result<lettre::Message, lettre::error::Error> {
    let id = format!("{}.test", now.as_nanosecond());
    let headers = mail::headers(envelope, "Test of the contact form’s mail", now, &id);
    headers.body(
        "Somebody has run `communique doctor mail`. Whoever reads this gets the messages of the contact form.\n"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_with_a_usual_cause_has_a_change() {
        use FailureKind::*;
        let not_tls = "connecting: what answers there is no TLS: “220 mail”";
        let web_not_tls = "connecting: what answers there is no TLS: “HTTP/1.1 400 Bad Request”";
        let no_text = "connecting: what answers there is no TLS: the bytes ff fb 01";
        let web = "connecting: what answers there is not SMTP: “HTTP/1.1 400 Bad Request”";
        let tls = "connecting: what answers there is not SMTP, but TLS: the bytes 15 03 01";
        for (stage, kind, code, said, protection, change) in [
            (
                Stage::Connect,
                ServerUnavailable,
                None,
                "no answer within 30 s",
                Protection::StartTls,
                Some(BEGIN_WITH_TLS),
            ),
            (Stage::Connect, ServerUnavailable, None, "no answer within 30 s", Protection::Tls, None),
            (Stage::Connect, ServerRefuses, None, not_tls, Protection::Tls, Some(BEGIN_WITHOUT_TLS)),
            (Stage::Connect, ServerRefuses, None, web_not_tls, Protection::Tls, Some(TAKE_MAIL_SERVER)),
            (Stage::Connect, ServerRefuses, None, no_text, Protection::Tls, Some(TAKE_MAIL_SERVER)),
            (Stage::Connect, ServerUnavailable, None, web, Protection::Plain, Some(TAKE_MAIL_SERVER)),
            (Stage::Connect, ServerUnavailable, None, web, Protection::Tls, Some(TAKE_MAIL_SERVER)),
            (Stage::Connect, ServerUnavailable, None, tls, Protection::Plain, Some(BEGIN_WITH_TLS)),
            (Stage::Connect, ServerRefuses, None, "UnknownIssuer", Protection::Tls, Some(NAME_AUTHORITY)),
            (Stage::Connect, ServerRefuses, Some(554), "go away", Protection::Tls, None),
            (Stage::Tls, ServerRefuses, None, "STARTTLS is not supported", Protection::StartTls, Some(BEGIN_WITH_TLS)),
            (Stage::Tls, ServerRefuses, None, "UnknownIssuer", Protection::StartTls, Some(NAME_AUTHORITY)),
            (Stage::Authenticate, NotAuthenticated, Some(535), "no", Protection::Tls, Some(CORRECT_PASSWORD)),
            (Stage::Authenticate, NotAuthenticated, None, "no way", Protection::Plain, Some(TAKE_ANOTHER_LOGIN)),
            (Stage::Recipient, NotAuthenticated, Some(530), "log in", Protection::Plain, Some(BEGIN_WITH_LOGIN)),
            (Stage::Recipient, Permanent, Some(550), "no such user", Protection::Tls, None),
        ] {
            let error = SendError { kind, stage: Some(stage), code, description: said.into() };
            assert_eq!(change_for(&error, protection), change, "{stage:?} {said} {protection:?}");
        }
    }
}
