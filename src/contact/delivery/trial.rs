//! A test mail, and what became of it step by step, for the operator. Knows no inbox and no command.

use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use strum::VariantArray;
use tokio::net::lookup_host;

use crate::config::Protection;
use crate::contact::causes::with_causes;

use super::mail::{self, Envelope};
use super::smtp::{MailServer, connect_to_any_address, timeout_for_each_address};
use super::stage::{SendError, Stage};

/// A step, and whether it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialStep {
    /// What is done.
    pub name: &'static str,
    /// Whether it worked.
    pub works: bool,
    /// What was found, or the server’s three digits and words.
    pub said: String,
    /// The code of the server’s answer, where it says no.
    pub code: Option<u16>,
}

impl TrialStep {
    fn ok(name: &'static str, said: impl Into<String>) -> Self {
        Self { name, works: true, said: said.into(), code: None }
    }

    fn failed(name: &'static str, said: impl Into<String>, code: Option<u16>) -> Self {
        Self { name, works: false, said: said.into(), code }
    }
}

/// Sends a test mail. The steps end with the first that fails; a recipient that is not taken while others are is a step
/// of its own.
pub(super) async fn try_out(server: &MailServer, envelope: &Envelope, now: Timestamp) -> Vec<TrialStep> {
    let url = server.url();
    let host = (url.host.as_str(), url.port);
    let mut steps = Vec::new();
    match lookup_host(host).await.map(|found| found.map(|address| address.ip().to_string()).collect::<Vec<_>>()) {
        Ok(found) if !found.is_empty() => {
            steps.push(TrialStep::ok("resolving", format!("{}: {}", url.host, found.join(", "))))
        }
        Ok(_) => return vec![TrialStep::failed("resolving", format!("{} has no address", url.host), None)],
        Err(error) => {
            return vec![TrialStep::failed("resolving", format!("{}: {}", url.host, with_causes(&error)), None)];
        }
    }
    let each = timeout_for_each_address(server.timeouts().of(Stage::Connect));
    match connect_to_any_address(host, each).await {
        Ok((_, address)) => steps.push(TrialStep::ok("reaching", address.to_string())),
        Err(error) => {
            steps.push(TrialStep::failed("reaching", format!("port {}: {}", url.port, with_causes(&error)), None));
            return steps;
        }
    }
    let sent = match test_mail(envelope, now) {
        Ok(mail) => server.send(&mail, envelope, false, &AtomicBool::default()).await,
        Err(error) => {
            steps.push(TrialStep::failed("the mail itself", with_causes(&error), None));
            return steps;
        }
    };
    let failed_at = sent.as_ref().err().map(|error| (error.stage.unwrap_or(Stage::Connect), error));
    for &stage in Stage::VARIANTS {
        let is_done = match stage {
            Stage::Tls => url.protection == Protection::StartTls,
            Stage::Authenticate => url.credentials.is_some(),
            _ => true,
        };
        let name = name_of(stage, url.protection);
        match &failed_at {
            Some((failed, error)) if *failed == stage => {
                steps.push(TrialStep::failed(name, words_of(error), error.code));
                return steps;
            }
            _ if is_done && stage != Stage::Content => steps.push(TrialStep::ok(name, passed(stage, envelope, server))),
            _ => {}
        }
    }
    if let Ok(taken) = sent {
        for (recipient, error) in &taken.refused {
            steps.push(TrialStep::failed(
                Stage::Recipient.name(),
                format!("{recipient}: {}", words_of(error)),
                error.code,
            ));
        }
        steps.push(TrialStep::ok(Stage::Content.name(), taken.answer));
    }
    steps
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

/// What is said of a stage that went well.
fn passed(stage: Stage, envelope: &Envelope, server: &MailServer) -> String {
    match stage {
        Stage::Connect => format!("we are {}", server.hello()),
        Stage::Tls => "the certificate is right".into(),
        Stage::Authenticate => "user and password are right".into(),
        Stage::Sender => envelope.from.to_string(),
        Stage::Recipient => envelope.to.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Stage::Data | Stage::Content => "it waits for the mail".into(),
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
