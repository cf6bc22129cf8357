//! One mail through one connection to the mail server, and what its answer means.
//!
//! lettre speaks SMTP; here its commands are given one by one, because what a failure means
//! depends on the stage at which it happened. Knows no inbox.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::message::Message as Mail;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension};
use lettre::transport::smtp::response::Response;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::config::{Protection, SmtpUrl};
use crate::contact::causes::with_causes;
use crate::contact::sanitize::one_line;
use crate::tls::{Tls, TlsError};

use super::lines::{Lent, LineStream};
use super::mail::Envelope;
use super::stage::{FailureKind, Progress, QUIT_TIMEOUT, SendError, Stage, Timeouts};

/// A mail server, and how it is spoken to.
pub struct MailServer {
    url: SmtpUrl,
    hello: ClientId,
    tls: Option<Tls>,
    timeouts: Timeouts,
}

/// A mail that was taken.
#[derive(Debug)]
pub struct Taken {
    /// What the server said, for the history.
    pub answer: String,
    /// The recipients that it does not take, each with what it said; at least one other gets the mail.
    pub refused: Vec<(Address, SendError)>,
}

impl MailServer {
    /// A server by its URL, to which we give our name. Certificates are always checked: against the public authorities,
    /// and those that the URL names.
    pub fn new(url: SmtpUrl, hello: &str, timeouts: Timeouts) -> Result<Self, TlsError> {
        let tls = match url.protection {
            Protection::Plain => None,
            Protection::Tls | Protection::StartTls => Some(Tls::new(&url.host, url.ca_file.as_deref())?),
        };
        Ok(Self { url, hello: ClientId::Domain(hello.to_owned()), tls, timeouts })
    }

    /// Its URL.
    pub(super) fn url(&self) -> &SmtpUrl {
        &self.url
    }

    /// The name under which it is greeted.
    pub(super) fn hello(&self) -> &ClientId {
        &self.hello
    }

    /// Until when the certificate is valid that it has last shown, in seconds since 1970.
    pub(super) fn certificate_expires(&self) -> Option<i64> {
        self.tls.as_ref()?.certificate_expires()
    }

    /// How long it may take at each stage.
    pub fn timeouts(&self) -> Timeouts {
        self.timeouts
    }

    /// Hands a mail over. With `to_all` a recipient that is not taken for now holds it up for all; without, it goes
    /// to the others.
    pub async fn send(
        &self,
        mail: &Mail,
        envelope: &Envelope,
        to_all: bool,
        progress: &dyn Progress,
    ) -> Result<Taken, SendError> {
        let mut connection = self.connect(progress).await?;
        let result = self.hand_over(&mut connection, mail, envelope, to_all, progress).await;
        // The answer that counts has come.
        let _ = timeout(QUIT_TIMEOUT, connection.abort()).await;
        result
    }

    async fn connect(&self, progress: &dyn Progress) -> Result<AsyncSmtpConnection, SendError> {
        let server = (self.url.host.as_str(), self.url.port);
        let each = timeout_for_each_address(self.timeouts.of(Stage::Connect));
        let tcp = async {
            let (stream, peer) = connect_to_any_address(server, each).await?;
            // The last dot is a packet of its own, and would wait for the mail to be confirmed.
            stream.set_nodelay(true)?;
            Ok::<_, StageError>((stream, peer))
        };
        let mut connection = match (self.url.protection, &self.tls) {
            (Protection::StartTls, Some(tls)) => {
                let clear = self.run_stage(Stage::Connect, async {
                    let (stream, peer) = tcp.await?;
                    let (lent, ours) = Lent::new(LineStream::new(stream, peer));
                    Ok::<_, StageError>((self.greet(lent).await?, ours, peer))
                });
                let (mut clear, ours, peer) = clear.await?;
                progress.passed(Stage::Connect, &[]);
                let protecting = async {
                    if !clear.server_info().supports_feature(Extension::StartTls) {
                        clear.abort().await;
                        return Err(StageError::NoStartTls);
                    }
                    clear.command(Starttls).await?;
                    drop(clear);
                    let stream = tls.begin(ours.take()?.into_inner()?).await?;
                    Ok::<_, StageError>(self.greet(LineStream::new(stream, peer).greeting()).await?)
                };
                let connection = self.run_stage(Stage::Tls, protecting).await?;
                progress.passed(Stage::Tls, &[]);
                connection
            }
            (Protection::Tls, Some(tls)) => {
                let connecting = async {
                    let (stream, peer) = tcp.await?;
                    Ok::<_, StageError>(self.greet(LineStream::new(tls.begin(stream).await?, peer)).await?)
                };
                let connection = self.run_stage(Stage::Connect, connecting).await?;
                progress.passed(Stage::Connect, &[]);
                connection
            }
            _ => {
                let connecting = async {
                    let (stream, peer) = tcp.await?;
                    Ok::<_, StageError>(self.greet(LineStream::new(stream, peer)).await?)
                };
                let connection = self.run_stage(Stage::Connect, connecting).await?;
                progress.passed(Stage::Connect, &[]);
                connection
            }
        };
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            self.run_stage(Stage::Authenticate, connection.auth(DEFAULT_MECHANISMS, &credentials)).await?;
            progress.passed(Stage::Authenticate, &[]);
        }
        Ok(connection)
    }

    /// Waits for the greeting, and says who we are.
    async fn greet(&self, stream: impl AsyncTokioStream + 'static) -> Result<AsyncSmtpConnection, smtp::Error> {
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &Mail,
        envelope: &Envelope,
        to_all: bool,
        progress: &dyn Progress,
    ) -> Result<Taken, SendError> {
        let sender = MailFrom::new(Some(envelope.from.email.clone()), Vec::new());
        self.run_command(Stage::Sender, connection.command(sender)).await?;
        progress.passed(Stage::Sender, &[]);
        let refused = self.name_recipients(connection, envelope, to_all).await?;
        progress.passed(Stage::Recipient, &refused);
        self.run_command(Stage::Data, connection.command(Data)).await?;
        progress.passed(Stage::Data, &[]);
        let taken = self.run_command(Stage::Content, connection.message(&mail.formatted())).await?;
        Ok(Taken { answer: text_of(&taken), refused })
    }

    /// Names the recipients; those that are not taken, if others are.
    async fn name_recipients(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        to_all: bool,
    ) -> Result<Vec<(Address, SendError)>, SendError> {
        // All together within the time of the stage: a lease counts on it.
        let deadline = Instant::now() + self.timeouts.of(Stage::Recipient);
        let mut refused = Vec::new();
        for recipient in &envelope.to {
            let naming = connection.command(Rcpt::new(recipient.email.clone(), Vec::new()));
            let wait = deadline.saturating_duration_since(Instant::now());
            match self.run_command_within(Stage::Recipient, wait, naming).await {
                Ok(_) => {}
                // It has answered, and can be asked about the next.
                Err(error)
                    if error.code.is_some()
                        && matches!(error.kind, FailureKind::Permanent | FailureKind::Transient) =>
                {
                    refused.push((recipient.email.clone(), error));
                }
                Err(error) => return Err(error),
            }
        }
        let for_now = refused.iter().position(|(_, error)| error.kind == FailureKind::Transient);
        let is_held_up = refused.len() == envelope.to.len() || to_all && for_now.is_some();
        if !refused.is_empty() && is_held_up {
            let (recipient, error) = refused.swap_remove(for_now.unwrap_or(0));
            let description = shortened(&format!("{} (to {recipient})", error.description));
            return Err(SendError { description, ..error });
        }
        Ok(refused)
    }

    /// One stage within its time.
    async fn run_stage<T, E: Into<StageError>>(
        &self,
        stage: Stage,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, SendError> {
        self.run_within(stage, self.timeouts.of(stage), work).await
    }

    async fn run_within<T, E: Into<StageError>>(
        &self,
        stage: Stage,
        wait: Duration,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, SendError> {
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
                    StageError::NoStartTls => FailureKind::ServerRefuses,
                    // A certificate that is not right, or no TLS at all.
                    StageError::Network(error)
                        if matches!(stage, Stage::Connect | Stage::Tls)
                            && error.kind() == io::ErrorKind::InvalidData =>
                    {
                        FailureKind::ServerRefuses
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
        self.run_command_within(stage, self.timeouts.of(stage), work).await
    }

    async fn run_command_within(
        &self,
        stage: Stage,
        wait: Duration,
        work: impl Future<Output = Result<Response, smtp::Error>>,
    ) -> Result<Response, SendError> {
        let response = self.run_within(stage, wait, work).await?;
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
    #[error("STARTTLS is not supported on this server")]
    NoStartTls,
}

impl StageError {
    /// The code of the server’s answer, if it gave one.
    fn code(&self) -> Option<u16> {
        match self {
            Self::Network(_) | Self::NoStartTls => None,
            Self::Smtp(error) => error.status().map(u16::from),
        }
    }
}

/// A host may have several addresses, and the first ones be silent.
pub(super) fn timeout_for_each_address(all: Duration) -> Duration {
    const MAX_ADDRESSES: u32 = 4;
    all / MAX_ADDRESSES
}

/// A connection to the first address of a host that answers.
pub(super) async fn connect_to_any_address(server: (&str, u16), wait: Duration) -> io::Result<(TcpStream, SocketAddr)> {
    let mut last_error = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in lookup_host(server).await? {
        match timeout(wait, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok((stream, address)),
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
    use std::sync::atomic::AtomicBool;

    use lettre::message::Mailbox;
    use proptest::prelude::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    const SECONDS: Duration = Duration::from_secs(5);
    const TIMEOUTS: Timeouts = Timeouts { connect: SECONDS, command: SECONDS, content: SECONDS };

    fn server(url: &str) -> MailServer {
        MailServer::new(url.parse().unwrap(), "www.example.org", TIMEOUTS).unwrap()
    }

    /// What a server hears after each of the things that it says; then it hangs up.
    async fn heard(scheme: &str, replies: &[&str]) -> Vec<Vec<u8>> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let server = server(&format!("{scheme}://{}", listener.local_addr().unwrap()));
        let address: Mailbox = "office@example.org".parse().unwrap();
        let envelope = Envelope { from: address.clone(), to: vec![address.clone()] };
        let mail = Mail::builder().from(address.clone()).to(address).body(String::new()).unwrap();
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
        let (heard, sent) = tokio::join!(answering, server.send(&mail, &envelope, true, &handed_over));
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
        assert_eq!(heard[0], b"EHLO www.example.org\r\n");
        assert_eq!(heard[1], b"STARTTLS\r\n");
        assert_eq!(heard[2].first(), Some(&HANDSHAKE));
    }

    /// What a server says, as none does.
    fn reply() -> impl Strategy<Value = Vec<u8>> {
        let code = prop_oneof![
            Just("220"),
            Just("250"),
            Just("354"),
            Just("235"),
            Just("421"),
            Just("550"),
            Just("99"),
            Just("")
        ];
        let rest = proptest::collection::vec(any::<u8>(), 0..20);
        let line =
            (code, prop_oneof![Just("-"), Just(" "), Just("")], rest, prop_oneof![Just("\r\n"), Just("\n"), Just("")]);
        let line =
            line.prop_map(|(code, mark, rest, end)| [code.as_bytes(), mark.as_bytes(), &rest, end.as_bytes()].concat());
        let usual = prop_oneof![Just("220 x\r\n"), Just("250 x\r\n"), Just("354 x\r\n")];
        prop_oneof![1 => proptest::collection::vec(line, 1..4).prop_map(|lines| lines.concat()), 2 => usual.prop_map(|line| line.into())]
    }

    proptest! {
        // Each of them waits where the server has not said all of an answer.
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

        #[test]
        fn whatever_a_server_says_a_mail_counts_as_taken_only_if_two_hundreds_say_so(replies in proptest::collection::vec(reply(), 0..9)) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let sent = runtime.block_on(async {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
                let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
                let wait = Duration::from_millis(50);
                let timeouts = Timeouts { connect: 4 * wait, command: wait, content: wait };
                let server = MailServer::new(url, "www.example.org", timeouts).unwrap();
                let address: Mailbox = "office@example.org".parse().unwrap();
                let envelope = Envelope { from: address.clone(), to: vec![address.clone()] };
                let mail = Mail::builder().from(address.clone()).to(address).body(String::new()).unwrap();
                let answering = async {
                    let (mut stream, _) = listener.accept().await.unwrap();
                    for reply in &replies {
                        let mut buffer = [0; 4096];
                        let _ = stream.write_all(reply).await;
                        if stream.read(&mut buffer).await.unwrap_or(0) == 0 {
                            return;
                        }
                    }
                };
                let handed_over = AtomicBool::default();
                tokio::join!(answering, server.send(&mail, &envelope, true, &handed_over)).1
            });
            match sent {
                Ok(taken) => prop_assert!(taken.answer.starts_with('2'), "{}", taken.answer),
                Err(error) => prop_assert!(!error.description.chars().any(char::is_control), "{:?}", error.description),
            }
        }
    }

    #[test]
    fn the_times_are_those_that_were_given_and_leave_some_for_every_address_of_a_host() {
        assert_eq!(server("smtp://127.0.0.1").timeouts().total(), TIMEOUTS.total());
        assert_ne!(TIMEOUTS.total(), Timeouts::default().total());
        assert_eq!(timeout_for_each_address(Duration::from_secs(30)), Duration::from_millis(7500));
    }
}
