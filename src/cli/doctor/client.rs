//! A client of HTTP/1.1 for looking closely: one request a connection, with all that came back as it came, and the
//! certificate that was shown. Follows no redirect, decodes nothing, and knows no check.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use crate::tls::Tls;

/// For a connection, and again for all that follows on it.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than any page has.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Where a request goes.
#[derive(Clone)]
pub(super) enum Place {
    /// An address and port, in the clear or by TLS.
    Tcp(SocketAddr, Option<Tls>),
    /// A Unix socket.
    Unix(PathBuf),
}

/// A request.
pub(super) struct DoctorRequest<'r> {
    /// The method.
    pub(super) method: &'r str,
    /// The path and the query.
    pub(super) target: &'r str,
    /// The value of `Host`.
    pub(super) host: &'r str,
    /// All other headers.
    pub(super) headers: &'r [(&'r str, &'r str)],
    /// The body; none if empty.
    pub(super) body: &'static str,
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The status code.
    pub(super) status: u16,
    /// The headers in their order; what is no text is replaced.
    pub(super) headers: Vec<(String, String)>,
    /// The body as it came.
    pub(super) body: Bytes,
    /// The certificate (DER) that was shown, by TLS.
    pub(super) certificate: Option<Vec<u8>>,
}

impl Answer {
    /// The first value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    /// There is no connection.
    #[error("cannot be reached")]
    Unreachable(#[source] io::Error),
    /// The certificate is not right, or there is no TLS.
    #[error("no TLS")]
    Tls(#[source] io::Error),
    /// What came is no HTTP.
    #[error("no HTTP")]
    Http(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What was to be asked is no request.
    #[error("no request")]
    NoRequest(#[from] hyper::http::Error),
    /// Nothing came, for too long.
    #[error("no answer within {} s", TIMEOUT.as_secs())]
    TimedOut,
}

/// Asks.
pub(super) async fn ask(place: &Place, asked: &DoctorRequest<'_>) -> Result<Answer, NoAnswer> {
    let connecting = async {
        match place {
            Place::Tcp(address, None) => {
                exchange(TcpStream::connect(address).await.map_err(NoAnswer::Unreachable)?, asked).await
            }
            Place::Tcp(address, Some(tls)) => {
                let stream = TcpStream::connect(address).await.map_err(NoAnswer::Unreachable)?;
                let stream = tls.begin(stream).await.map_err(NoAnswer::Tls)?;
                let shown = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
                let certificate = shown.map(|certificate| certificate.to_vec());
                Ok(Answer { certificate, ..exchange(stream, asked).await? })
            }
            Place::Unix(path) => exchange(UnixStream::connect(path).await.map_err(NoAnswer::Unreachable)?, asked).await,
        }
    };
    timeout(TIMEOUT, connecting).await.map_err(|_| NoAnswer::TimedOut)?
}

async fn exchange<S>(stream: S, asked: &DoctorRequest<'_>) -> Result<Answer, NoAnswer>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let http = |error: hyper::Error| NoAnswer::Http(error.into());
    let mut request = hyper::Request::builder().method(asked.method).uri(asked.target).header("host", asked.host);
    for (name, value) in asked.headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from_static(asked.body.as_bytes())))?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(http)?;
    // It ends with the answer, and how does not matter then.
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(http)?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, MAX_BODY).collect().await.map_err(NoAnswer::Http)?.to_bytes();
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
    Ok(Answer { status: head.status.as_u16(), headers: headers.collect(), body, certificate: None })
}
