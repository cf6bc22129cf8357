//! One mail through one connection to the mail server, step by step.
//!
//! lettre speaks SMTP; here its commands are given one by one, because what a failure means
//! depends on the stage at which it happened. Knows no inbox.

use std::time::Instant;

use lettre::Address;
use lettre::message::Message as Mail;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::{timeout, timeout_at};

use crate::config::SmtpUrl;
use crate::tls::TlsError;

use super::channel::Channel;
use super::mail::Envelope;
use super::recipients::{HangUp, Recipients};
use super::stage::{FailureKind, MailTimeouts, QUIT_TIMEOUT, SendError, SendProgress, Stage};
use super::stage_runner::{StageError, StageRunner, answer, text_of};

/// A mail server, and how it is spoken to.
pub struct MailServer {
    url: SmtpUrl,
    hello: ClientId,
    channel: Channel,
    timeouts: MailTimeouts,
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
    /// A server by its URL, to which we give our name. Fails where TLS cannot be used as the URL says.
    pub fn new(url: SmtpUrl, hello: &str, timeouts: MailTimeouts) -> Result<Self, TlsError> {
        let channel = Channel::new(&url)?;
        Ok(Self { url, hello: ClientId::Domain(hello.to_owned()), channel, timeouts })
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
        self.channel.certificate_expires()
    }

    /// How long it may take at each stage.
    pub fn timeouts(&self) -> MailTimeouts {
        self.timeouts
    }

    /// Hands a mail over. With `to_all` a recipient that is not taken for now holds it up for all; without, it goes
    /// to the others.
    pub async fn send(
        &self,
        mail: &Mail,
        envelope: &Envelope,
        to_all: bool,
        progress: &dyn SendProgress,
    ) -> Result<Taken, SendError> {
        // However often it is asked again: a lease counts on it.
        let deadline = Instant::now() + self.timeouts.before_content();
        let mut recipients = Recipients::new(&envelope.to, to_all);
        let again = AskedAgain(progress);
        let mut prepared = self.prepare(envelope, &recipients, progress).await;
        while let Err(NotPrepared::HungUp(hang_up)) = prepared {
            recipients.note(hang_up)?;
            let preparing = self.prepare(envelope, &recipients, &again);
            prepared = timeout_at(deadline.into(), preparing).await.unwrap_or_else(|_| Err(out_of_time().into()));
        }
        let (mut dialogue, refused) = prepared?;
        let sent = dialogue.send_content(mail).await;
        dialogue.end().await;
        Ok(Taken { answer: sent?, refused })
    }

    /// All that comes before the mail itself; with the recipients that are not taken, if others are.
    async fn prepare<'p>(
        &self,
        envelope: &Envelope,
        recipients: &Recipients<'_>,
        progress: &'p dyn SendProgress,
    ) -> Result<(Dialogue<'p>, Vec<(Address, SendError)>), NotPrepared> {
        let mut dialogue = self.begin(progress).await?;
        match dialogue.prepare(envelope, recipients).await {
            Ok(refused) => Ok((dialogue, refused)),
            Err(error) => {
                dialogue.end().await;
                Err(error)
            }
        }
    }

    /// Connects, and logs in where there is a password.
    async fn begin<'p>(&self, progress: &'p dyn SendProgress) -> Result<Dialogue<'p>, SendError> {
        let stages = StageRunner::new(self.timeouts, progress);
        let mut connection = self.channel.open((&self.url.host, self.url.port), &self.hello, stages).await?;
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            let is_known = connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_some();
            let login = async {
                match is_known {
                    true => Ok(connection.auth(DEFAULT_MECHANISMS, &credentials).await?),
                    false => Err(StageError::NoLogin),
                }
            };
            stages.run(Stage::Authenticate, login).await?;
        }
        Ok(Dialogue { connection, stages })
    }
}

/// What is said about one mail, once the server knows who we are.
struct Dialogue<'p> {
    connection: AsyncSmtpConnection,
    stages: StageRunner<'p>,
}

impl Dialogue<'_> {
    async fn prepare(
        &mut self,
        envelope: &Envelope,
        recipients: &Recipients<'_>,
    ) -> Result<Vec<(Address, SendError)>, NotPrepared> {
        self.name_sender(envelope).await?;
        let refused = self.name_recipients(recipients).await?;
        self.begin_content().await?;
        Ok(refused)
    }

    async fn name_sender(&mut self, envelope: &Envelope) -> Result<(), SendError> {
        let sender = MailFrom::new(Some(envelope.from.email.clone()), Vec::new());
        self.stages.command(Stage::Sender, self.connection.command(sender)).await
    }

    /// Names the recipients; those that are not taken, if others are.
    async fn name_recipients(&mut self, recipients: &Recipients<'_>) -> Result<Vec<(Address, SendError)>, NotPrepared> {
        // All together within the time of the stage: a lease counts on it.
        let deadline = Instant::now() + self.stages.time_for(Stage::Recipient);
        let mut refused = Vec::new();
        for (at, recipient) in recipients.named().iter().enumerate() {
            let naming = self.connection.command(Rcpt::new(recipient.email.clone(), Vec::new()));
            let wait = deadline.saturating_duration_since(Instant::now());
            match answer(Stage::Recipient, wait, naming).await {
                Ok(_) => {}
                // It has answered, and can be asked about the next.
                Err(error) if error.code.is_some() && error.kind != FailureKind::ServerUnavailable => {
                    refused.push((recipient.email.clone(), error));
                }
                Err(error) => {
                    return Err(NotPrepared::HungUp(HangUp { at, takes_others: refused.len() < at, error }));
                }
            }
        }
        let refused = recipients.refused(refused)?;
        self.stages.passed(Stage::Recipient, &refused);
        Ok(refused)
    }

    async fn begin_content(&mut self) -> Result<(), SendError> {
        self.stages.command(Stage::Data, self.connection.command(Data)).await
    }

    /// Sends the mail itself; what the server says to it.
    async fn send_content(&mut self, mail: &Mail) -> Result<String, SendError> {
        let content = mail.formatted();
        let sending = self.connection.message(&content);
        let taken = answer(Stage::Content, self.stages.time_for(Stage::Content), sending).await?;
        Ok(text_of(&taken))
    }

    /// Takes leave. The answer that counts has come.
    async fn end(mut self) {
        let _ = timeout(QUIT_TIMEOUT, self.connection.abort()).await;
    }
}

/// Why a mail cannot be handed over.
enum NotPrepared {
    /// The server hangs up over a recipient.
    HungUp(HangUp),
    /// Anything else.
    Failed(SendError),
}

impl From<SendError> for NotPrepared {
    fn from(error: SendError) -> Self {
        Self::Failed(error)
    }
}

impl From<NotPrepared> for SendError {
    fn from(error: NotPrepared) -> Self {
        match error {
            NotPrepared::HungUp(HangUp { error, .. }) | NotPrepared::Failed(error) => error,
        }
    }
}

/// Whoever is told how far a mail has come, once the server is asked again: of what is new.
struct AskedAgain<'p>(&'p dyn SendProgress);

impl SendProgress for AskedAgain<'_> {
    fn passed(&self, stage: Stage, refused: &[(Address, SendError)]) {
        if matches!(stage, Stage::Recipient | Stage::Data | Stage::Content) {
            self.0.passed(stage, refused);
        }
    }
}

/// The server has taken all the time there is by what it says of single recipients.
fn out_of_time() -> SendError {
    let description = format!("{}: no time is left to ask again", Stage::Recipient.name());
    SendError { kind: FailureKind::Transient, stage: Some(Stage::Recipient), code: None, description }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    use lettre::message::Mailbox;
    use proptest::prelude::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    const SECONDS: Duration = Duration::from_secs(5);
    const TIMEOUTS: MailTimeouts = MailTimeouts { connect: SECONDS, command: SECONDS, content: SECONDS };

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
                let timeouts = MailTimeouts { connect: 4 * wait, command: wait, content: wait };
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
    fn the_times_are_those_that_were_given() {
        assert_eq!(server("smtp://127.0.0.1").timeouts().total(), TIMEOUTS.total());
        assert_ne!(TIMEOUTS.total(), MailTimeouts::default().total());
    }
}
