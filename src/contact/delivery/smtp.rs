//! One mail through one connection to the mail server, and what its answer means.
//!
//! lettre speaks SMTP; here its commands are given one by one, because what a failure means
//! depends on the stage at which it happened. Knows no inbox.

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
use crate::contact::causes::with_causes;
use crate::contact::sanitize::one_line;

use super::lines::LineStream;
use super::mail::Envelope;
use super::stage::{FailureKind, QUIT_TIMEOUT, SendError, Stage, Timeouts};

/// A mail server, and how it is spoken to.
pub struct MailServer {
    url: SmtpUrl,
    tls: Option<TlsParameters>,
    timeouts: Timeouts,
}

/// Why a mail server cannot be used as it is set.
#[derive(Debug, thiserror::Error)]
pub enum MailServerError {
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
    pub fn new(url: SmtpUrl, timeouts: Timeouts) -> Result<Self, MailServerError> {
        let mut parameters = TlsParameters::builder(url.host.clone());
        if let Some(path) = &url.ca_file {
            let pem = std::fs::read(path)
                .map_err(|source| MailServerError::Authority { path: path.display().to_string(), source })?;
            parameters = parameters.add_root_certificate(Certificate::from_pem(&pem)?);
        }
        let tls = (url.protection != Protection::Plain).then(|| parameters.build()).transpose()?;
        Ok(Self { url, tls, timeouts })
    }

    /// How long it may take at each stage.
    pub fn timeouts(&self) -> Timeouts {
        self.timeouts
    }

    /// Hands a mail over. The server’s last answer if it has taken it. `handed_over` becomes true
    /// before the mail itself is sent: from then on the server may have it.
    pub async fn send(&self, mail: &Mail, envelope: &Envelope, handed_over: &AtomicBool) -> Result<String, SendError> {
        let mut connection = self.connect().await?;
        let result = self.hand_over(&mut connection, mail, envelope, handed_over).await;
        // The answer that counts has come.
        let _ = timeout(QUIT_TIMEOUT, connection.abort()).await;
        result
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let hello = ClientId::default();
        let implicit = self.tls.clone().filter(|_| self.url.protection == Protection::Tls);
        let server = (self.url.host.as_str(), self.url.port);
        let each = timeout_for_each_address(self.timeouts.of(Stage::Connect));
        let connecting = async {
            if let Some(tls) = implicit {
                let connecting = AsyncSmtpConnection::connect_tokio1(server, Some(each), &hello, Some(tls), None);
                return Ok(connecting.await?);
            }
            let stream = connect_to_any_address(server, each).await?;
            // The last dot is a packet of its own, and would wait for the mail to be confirmed.
            stream.set_nodelay(true)?;
            let stream = Box::new(LineStream::new(stream));
            Ok::<_, StageError>(AsyncSmtpConnection::connect_with_transport(stream, &hello).await?)
        };
        let mut connection = self.run_stage(Stage::Connect, connecting).await?;
        if let (Protection::StartTls, Some(tls)) = (self.url.protection, &self.tls) {
            self.run_stage(Stage::Tls, connection.starttls(tls.clone(), &hello)).await?;
        }
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            self.run_stage(Stage::Authenticate, connection.auth(DEFAULT_MECHANISMS, &credentials)).await?;
        }
        Ok(connection)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &Mail,
        envelope: &Envelope,
        handed_over: &AtomicBool,
    ) -> Result<String, SendError> {
        let sender = MailFrom::new(Some(envelope.from.clone()), Vec::new());
        let recipient = Rcpt::new(envelope.to.clone(), Vec::new());
        self.run_command(Stage::Sender, connection.command(sender)).await?;
        self.run_command(Stage::Recipient, connection.command(recipient)).await?;
        self.run_command(Stage::Data, connection.command(Data)).await?;
        handed_over.store(true, Ordering::Relaxed);
        let taken = self.run_command(Stage::Content, connection.message(&mail.formatted())).await?;
        Ok(text_of(&taken))
    }

    /// One stage within its time.
    async fn run_stage<T, E: Into<StageError>>(
        &self,
        stage: Stage,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, SendError> {
        let wait = self.timeouts.of(stage);
        let send_error = |kind, code, what: String| SendError {
            kind,
            stage: Some(stage),
            code,
            description: shortened(&format!("{}: {what}", stage.name())),
        };
        match timeout(wait, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                let error = error.into();
                let kind = match &error {
                    // It offers no way to log in that we know.
                    StageError::Smtp(error) if stage == Stage::Authenticate && error.is_client() => {
                        FailureKind::NotAuthenticated
                    }
                    error => stage.failure_kind(error.code()),
                };
                Err(send_error(kind, error.code(), with_causes(&error)))
            }
            Err(_) => {
                Err(send_error(stage.failure_kind(None), None, format!("no answer within {} s", wait.as_secs_f32())))
            }
        }
    }

    /// A stage that is a command: its answer must be the one that belongs to it. lettre takes any
    /// answer below 400 for a good one.
    async fn run_command(
        &self,
        stage: Stage,
        work: impl Future<Output = Result<Response, smtp::Error>>,
    ) -> Result<Response, SendError> {
        let response = self.run_stage(stage, work).await?;
        let code = u16::from(response.code());
        let fits = match stage {
            Stage::Data => code == 354,
            _ => (200..300).contains(&code),
        };
        if fits {
            return Ok(response);
        }
        let kind = if stage == Stage::Content { FailureKind::Unknown } else { FailureKind::ServerUnavailable };
        let description = format!("{}: an answer that does not belong here: {}", stage.name(), text_of(&response));
        Err(SendError { kind, stage: Some(stage), code: Some(code), description })
    }
}

/// What can go wrong at a stage.
#[derive(Debug, thiserror::Error)]
enum StageError {
    #[error(transparent)]
    Network(#[from] io::Error),
    #[error(transparent)]
    Smtp(#[from] smtp::Error),
}

impl StageError {
    /// The code of the server’s answer, if it gave one.
    fn code(&self) -> Option<u16> {
        match self {
            Self::Network(_) => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }
}

/// A host may have several addresses, and the first ones be silent.
fn timeout_for_each_address(all: Duration) -> Duration {
    const MAX_ADDRESSES: u32 = 4;
    all / MAX_ADDRESSES
}

/// A connection to the first address of a host that answers.
async fn connect_to_any_address(server: (&str, u16), wait: Duration) -> io::Result<TcpStream> {
    let mut last_error = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in lookup_host(server).await? {
        match timeout(wait, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last_error = error,
            Err(_) => last_error = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(last_error)
}

fn text_of(response: &Response) -> String {
    shortened(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// A server may say much, and not all of it readable.
fn shortened(text: &str) -> String {
    one_line(text).chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use lettre::Address;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    const SECONDS: Duration = Duration::from_secs(5);
    const TIMEOUTS: Timeouts = Timeouts { connect: SECONDS, command: SECONDS, content: SECONDS };

    fn server(url: &str) -> MailServer {
        MailServer::new(url.parse().unwrap(), TIMEOUTS).unwrap()
    }

    /// What a server hears after each of the things that it says; then it hangs up.
    async fn heard(scheme: &str, replies: &[&str]) -> Vec<Vec<u8>> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let server = server(&format!("{scheme}://{}", listener.local_addr().unwrap()));
        let address: Address = "office@example.org".parse().unwrap();
        let envelope = Envelope { from: address.clone(), to: address.clone() };
        let mail = Mail::builder().from(address.clone().into()).to(address.into()).body(String::new()).unwrap();
        let answering = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut heard = Vec::new();
            for reply in replies {
                stream.write_all(reply.as_bytes()).await.unwrap();
                let mut buffer = [0; 4096];
                let length = stream.read(&mut buffer).await.unwrap();
                heard.push(buffer[..length].to_vec());
            }
            heard
        };
        let handed_over = AtomicBool::default();
        let (heard, sent) = tokio::join!(answering, server.send(&mail, &envelope, &handed_over));
        assert!(sent.is_err() && !handed_over.into_inner());
        heard
    }

    #[tokio::test]
    async fn tls_begins_where_the_url_says() {
        // The first byte of a handshake (RFC 8446 §5.1).
        const HANDSHAKE: u8 = 22;
        let heard_by_tls = heard("smtps", &[""]).await;
        assert_eq!(heard_by_tls[0].first(), Some(&HANDSHAKE), "at once");
        let lines = ["220 x\r\n", "250-x\r\n250 STARTTLS\r\n", "220 x\r\n"];
        let heard = heard("smtp+starttls", &lines).await;
        assert!(heard[0].starts_with(b"EHLO "), "{heard:?}");
        assert_eq!(heard[1], b"STARTTLS\r\n");
        assert_eq!(heard[2].first(), Some(&HANDSHAKE));
    }

    #[test]
    fn the_times_are_those_that_were_given_and_leave_some_for_every_address_of_a_host() {
        assert_eq!(server("smtp://127.0.0.1").timeouts().total(), TIMEOUTS.total());
        assert_ne!(TIMEOUTS.total(), Timeouts::default().total());
        assert_eq!(timeout_for_each_address(Duration::from_secs(30)), Duration::from_millis(7500));
    }
}
