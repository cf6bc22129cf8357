//! One mail through one connection to the mail server, and what its answer means.
//!
//! lettre speaks SMTP; here the steps are taken one by one, because what a failure means
//! depends on where it happened. Knows no inbox.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::message::Message as Mail;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::config::{Protection, SmtpUrl};
use crate::contact::inbox::chain;
use crate::contact::shown::one_line;

use super::lines::Lines;
use super::mail::Envelope;

/// How long the mail server may take (RFC 5321 §4.5.3.2 asks for more at some steps; their sum
/// must stay below the lease of a message).
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// To be reached, with everything up to the greeting and TLS.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to the mail itself: giving up here makes duplicates.
    pub end: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(30), command: Duration::from_secs(60), end: Duration::from_secs(120) }
    }
}

impl Patience {
    /// The most that one mail can take.
    pub fn sum(&self) -> Duration {
        // TLS and authentication, sender, recipient, data.
        self.connect + 5 * self.command + self.end
    }
}

/// What a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The server cannot be used at the moment; no message’s fault.
    ServerAway,
    /// The server does not know us; trying again and again could lock the account.
    NotAuthenticated,
    /// This mail not now.
    NotNow,
    /// This mail not ever, as things are set up.
    Refused,
    /// The mail was handed over, but no answer came: the server may have it.
    Unknown,
}

/// A mail that was not taken.
#[derive(Debug)]
pub struct Failure {
    /// What it means.
    pub meaning: Meaning,
    /// Where it happened.
    pub step: Step,
    /// The code of the server’s answer, if it gave one.
    pub code: Option<u16>,
    /// What happened, for the history.
    pub what: String,
}

impl Failure {
    /// What happened, for the log. Once the server has seen the mail it may repeat what is in it,
    /// and nothing that a person typed is ever logged.
    pub fn for_the_log(&self) -> String {
        match (self.step, self.code) {
            (Step::Connect | Step::Tls | Step::Authenticate, _) => self.what.clone(),
            (step, Some(code)) => format!("{}: {code}", step.name()),
            (step, None) => format!("{}: no proper answer", step.name()),
        }
    }
}

/// The steps of handing over a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Connecting, up to the server’s greeting.
    Connect,
    /// STARTTLS.
    Tls,
    /// Logging in.
    Authenticate,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`.
    Data,
    /// The mail itself and the dot behind it.
    End,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Tls => "securing the connection",
            Self::Authenticate => "logging in",
            Self::Sender => "naming the sender",
            Self::Recipient => "naming the recipient",
            Self::Data => "beginning the mail",
            Self::End => "the mail itself",
        }
    }

    /// What an answer of the server, or its silence, means at this step.
    fn meaning(self, code: Option<u16>) -> Meaning {
        match (self, code) {
            // The server is closing (RFC 5321 §3.8).
            (_, Some(421)) => Meaning::ServerAway,
            (Self::Connect | Self::Tls, _) => Meaning::ServerAway,
            // 454: a temporary failure of its own (RFC 4954 §6).
            (Self::Authenticate, Some(500..)) => Meaning::NotAuthenticated,
            (Self::Authenticate, _) => Meaning::ServerAway,
            // 530: it wants us to log in, or to use TLS, first.
            (Self::Sender, Some(530 | 534 | 535 | 538)) => Meaning::NotAuthenticated,
            (_, Some(500..)) => Meaning::Refused,
            (Self::End, None) => Meaning::Unknown,
            _ => Meaning::NotNow,
        }
    }
}

/// A mail server, and how it is spoken to.
pub struct MailServer {
    url: SmtpUrl,
    tls: Option<TlsParameters>,
    patience: Patience,
}

/// Why a mail server cannot be used as it is set.
#[derive(Debug, thiserror::Error)]
pub enum WrongServer {
    /// The certificate authority cannot be read.
    #[error("the certificate authority {path} cannot be read")]
    Authority {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[from] smtp::Error),
}

impl MailServer {
    /// A server by its URL. Certificates are always checked: against the public authorities, and
    /// the one that the URL names.
    pub fn new(url: SmtpUrl, patience: Patience) -> Result<Self, WrongServer> {
        let mut parameters = TlsParameters::builder(url.host.clone());
        if let Some(path) = &url.authority {
            let pem = std::fs::read(path)
                .map_err(|source| WrongServer::Authority { path: path.display().to_string(), source })?;
            parameters = parameters.add_root_certificate(Certificate::from_pem(&pem)?);
        }
        let tls = (url.protection != Protection::Plain).then(|| parameters.build()).transpose()?;
        Ok(Self { url, tls, patience })
    }

    /// The most that one mail can take.
    pub fn patience(&self) -> Patience {
        self.patience
    }

    /// Hands a mail over. The server’s last words if it has taken it. `handed_over` becomes true
    /// before the mail itself is sent: from then on the server may have it.
    pub async fn send(&self, mail: &Mail, envelope: &Envelope, handed_over: &AtomicBool) -> Result<String, Failure> {
        let mut connection = self.connect().await?;
        let result = self.hand_over(&mut connection, mail, envelope, handed_over).await;
        // Politely, but not at any price: what counts has been said.
        let _ = timeout(Duration::from_secs(2), connection.abort()).await;
        result
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let (wait, hello) = (self.patience.connect, ClientId::default());
        let implicit = self.tls.clone().filter(|_| self.url.protection == Protection::Tls);
        let server = (self.url.host.as_str(), self.url.port);
        // A host may have several addresses, and the first be silent.
        let each = wait / 4;
        let connecting = async {
            if let Some(tls) = implicit {
                let connecting = AsyncSmtpConnection::connect_tokio1(server, Some(each), &hello, Some(tls), None);
                return Ok(connecting.await?);
            }
            let stream = reach(server, each).await?;
            // The last dot is a packet of its own, and would wait for the mail to be confirmed.
            stream.set_nodelay(true)?;
            let stream = Box::new(Lines::new(stream));
            Ok::<_, Trouble>(AsyncSmtpConnection::connect_with_transport(stream, &hello).await?)
        };
        let mut connection = step(Step::Connect, wait, connecting).await?;
        if let (Protection::StartTls, Some(tls)) = (self.url.protection, &self.tls) {
            step(Step::Tls, self.patience.command, connection.starttls(tls.clone(), &hello)).await?;
        }
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            let login = connection.auth(DEFAULT_MECHANISMS, &credentials);
            step(Step::Authenticate, self.patience.command, login).await?;
        }
        Ok(connection)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &Mail,
        envelope: &Envelope,
        handed_over: &AtomicBool,
    ) -> Result<String, Failure> {
        let wait = self.patience.command;
        let sender = MailFrom::new(Some(envelope.from.clone()), Vec::new());
        let recipient = Rcpt::new(envelope.to.clone(), Vec::new());
        command(Step::Sender, wait, connection.command(sender)).await?;
        command(Step::Recipient, wait, connection.command(recipient)).await?;
        command(Step::Data, wait, connection.command(Data)).await?;
        handed_over.store(true, Ordering::Relaxed);
        let taken = command(Step::End, self.patience.end, connection.message(&mail.formatted())).await?;
        Ok(words(&taken))
    }
}

/// What can go wrong at a step.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Network(#[from] io::Error),
    #[error(transparent)]
    Smtp(#[from] smtp::Error),
}

impl Trouble {
    /// What the server said, if it said something.
    fn code(&self) -> Option<u16> {
        match self {
            Self::Network(_) => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }
}

/// One step within a time.
async fn step<T, E: Into<Trouble>>(
    step: Step,
    wait: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure> {
    let failed = |meaning, code, what: String| Failure {
        // A server may say much, and not all of it readable.
        what: one_line(&format!("{}: {what}", step.name())).chars().take(300).collect(),
        meaning,
        step,
        code,
    };
    match timeout(wait, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            let error = error.into();
            let meaning = match &error {
                // It offers no way to log in that we know.
                Trouble::Smtp(error) if step == Step::Authenticate && error.is_client() => Meaning::NotAuthenticated,
                error => step.meaning(error.code()),
            };
            Err(failed(meaning, error.code(), chain(&error)))
        }
        Err(_) => Err(failed(step.meaning(None), None, format!("no answer within {} s", wait.as_secs_f32()))),
    }
}

/// A step that is a command: its answer must be the one that belongs to it. lettre takes any
/// answer below 400 for a good one.
async fn command(
    at: Step,
    wait: Duration,
    work: impl Future<Output = Result<Response, smtp::Error>>,
) -> Result<Response, Failure> {
    let response = step(at, wait, work).await?;
    let code = u16::from(response.code());
    let fits = match at {
        Step::Data => code == 354,
        _ => (200..300).contains(&code),
    };
    let meaning = if at == Step::End { Meaning::Unknown } else { Meaning::ServerAway };
    let what = || format!("{}: an answer that does not belong here: {}", at.name(), words(&response));
    if fits { Ok(response) } else { Err(Failure { meaning, step: at, code: Some(code), what: what() }) }
}

/// A connection to the first address of a host that answers.
async fn reach(server: (&str, u16), wait: Duration) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in lookup_host(server).await? {
        match timeout(wait, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => failure = error,
            Err(_) => failure = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(failure)
}

fn words(response: &Response) -> String {
    let text = format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" "));
    one_line(&text).chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_holds_no_words_of_a_server_that_has_seen_the_mail() {
        for (step, code, logged) in [
            (Step::Connect, None, "connecting: refused"),
            (Step::Authenticate, Some(535), "connecting: refused"),
            (Step::End, Some(554), "the mail itself: 554"),
            (Step::End, None, "the mail itself: no proper answer"),
        ] {
            let what = if step == Step::End { "554 spam: Dear office" } else { "connecting: refused" };
            let failure = Failure { meaning: Meaning::Unknown, step, code, what: what.into() };
            assert_eq!(failure.for_the_log(), logged);
        }
    }

    #[test]
    fn what_an_answer_means_depends_on_where_it_comes() {
        use Meaning::*;
        for (step, code, meaning) in [
            (Step::Connect, None, ServerAway),
            (Step::Connect, Some(554), ServerAway),
            (Step::Connect, Some(421), ServerAway),
            (Step::Tls, None, ServerAway),
            (Step::Tls, Some(454), ServerAway),
            (Step::Authenticate, Some(535), NotAuthenticated),
            (Step::Authenticate, Some(454), ServerAway),
            (Step::Authenticate, None, ServerAway),
            (Step::Sender, Some(530), NotAuthenticated),
            (Step::Sender, Some(451), NotNow),
            (Step::Sender, Some(550), Refused),
            (Step::Recipient, Some(450), NotNow),
            (Step::Recipient, Some(550), Refused),
            (Step::Recipient, Some(421), ServerAway),
            (Step::Recipient, None, NotNow),
            (Step::Data, Some(451), NotNow),
            (Step::Data, Some(554), Refused),
            (Step::End, Some(451), NotNow),
            (Step::End, Some(554), Refused),
            (Step::End, None, Unknown),
        ] {
            assert_eq!(step.meaning(code), meaning, "{step:?} {code:?}");
        }
    }
}
