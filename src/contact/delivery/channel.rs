//! The channel to a mail server: in the clear, or with TLS from the first byte or after STARTTLS. Knows no mail.

use std::net::SocketAddr;

use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::Starttls;
use lettre::transport::smtp::extension::{ClientId, Extension};
use tokio::net::TcpStream;

use crate::config::{Protection, SmtpUrl};
use crate::tls::{Tls, TlsError};

use super::lent::Lent;
use super::lines::LineStream;
use super::reach::{connect_to_any_address, timeout_for_each_address};
use super::stage::{SendError, Stage};
use super::stage_runner::{StageError, StageRunner};

/// How a mail server is spoken to, with what that takes.
pub(super) enum Channel {
    /// In the clear.
    Plain,
    /// By TLS from the first byte (RFC 8314).
    Tls(Tls),
    /// By TLS after STARTTLS, and not without it (RFC 3207).
    StartTls(Tls),
}

impl Channel {
    /// As the URL of the server says. Certificates are always checked: against the public authorities, and those that
    /// the URL names.
    pub(super) fn new(url: &SmtpUrl) -> Result<Self, TlsError> {
        let tls = || Tls::new(&url.host, url.ca_file.as_deref());
        Ok(match url.protection {
            Protection::Plain => Self::Plain,
            Protection::Tls => Self::Tls(tls()?),
            Protection::StartTls => Self::StartTls(tls()?),
        })
    }

    /// Until when the certificate is valid that the server has last shown, in seconds since 1970.
    pub(super) fn certificate_expires(&self) -> Option<i64> {
        match self {
            Self::Plain => None,
            Self::Tls(tls) | Self::StartTls(tls) => tls.certificate_expires(),
        }
    }

    /// Connects, and greets the server by our name: the stages before it is told who we are.
    pub(super) async fn open(
        &self,
        server: (&str, u16),
        hello: &ClientId,
        stages: StageRunner<'_>,
    ) -> Result<AsyncSmtpConnection, SendError> {
        let tcp = connect(server, stages);
        match self {
            Self::Plain => {
                let connecting = async {
                    let (stream, peer) = tcp.await?;
                    greet(LineStream::new(stream, peer), hello).await
                };
                stages.run(Stage::Connect, connecting).await
            }
            Self::Tls(tls) => {
                let connecting = async {
                    let (stream, peer) = tcp.await?;
                    greet(LineStream::new(tls.begin(stream).await?, peer), hello).await
                };
                stages.run(Stage::Connect, connecting).await
            }
            Self::StartTls(tls) => {
                let connecting = async {
                    let (stream, peer) = tcp.await?;
                    InTheClear::greet(stream, peer, hello).await
                };
                let clear = stages.run(Stage::Connect, connecting).await?;
                stages.run(Stage::Tls, clear.start_tls(tls, hello)).await
            }
        }
    }
}

/// A connection to the server, with nothing said on it.
async fn connect(server: (&str, u16), stages: StageRunner<'_>) -> Result<(TcpStream, SocketAddr), StageError> {
    let each = timeout_for_each_address(stages.time_for(Stage::Connect));
    let (stream, peer) = connect_to_any_address(server, each).await?;
    // The last dot is a packet of its own, and would wait for the mail to be confirmed.
    stream.set_nodelay(true)?;
    Ok((stream, peer))
}

/// Waits for the greeting, and says who we are.
async fn greet(stream: impl AsyncTokioStream + 'static, hello: &ClientId) -> Result<AsyncSmtpConnection, StageError> {
    Ok(AsyncSmtpConnection::connect_with_transport(Box::new(stream), hello).await?)
}

/// What is said before STARTTLS: a conversation of its own, whose connection goes on with another one by TLS.
struct InTheClear {
    conversation: AsyncSmtpConnection,
    stream: Lent<LineStream<TcpStream>>,
    peer: SocketAddr,
}

impl InTheClear {
    async fn greet(stream: TcpStream, peer: SocketAddr, hello: &ClientId) -> Result<Self, StageError> {
        let (lent, stream) = Lent::new(LineStream::new(stream, peer));
        Ok(Self { conversation: greet(lent, hello).await?, stream, peer })
    }

    async fn start_tls(mut self, tls: &Tls, hello: &ClientId) -> Result<AsyncSmtpConnection, StageError> {
        if !self.conversation.server_info().supports_feature(Extension::StartTls) {
            self.conversation.abort().await;
            return Err(StageError::NoStartTls);
        }
        self.conversation.command(Starttls).await?;
        drop(self.conversation);
        let stream = tls.begin(self.stream.take()?.into_inner()?).await?;
        greet(LineStream::new(stream, self.peer).greeting(), hello).await
    }
}
