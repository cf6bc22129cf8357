//! TLS to a server, and which certificates are right. Knows no protocol that is spoken by it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, InvalidDnsNameError, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// Why TLS cannot be used as it is set.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file of a certificate cannot be read.
    #[error("the certificate {path} cannot be read")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It holds none.
    #[error("{path} holds no certificate (PEM)")]
    NoCertificate {
        /// The file.
        path: String,
    },
    /// A certificate in it is damaged.
    #[error("{path} holds something that is no certificate (PEM)")]
    Malformed {
        /// The file.
        path: String,
        /// Why.
        source: pem::Error,
    },
    /// The host of the URL is neither a name nor an address.
    #[error("the host is neither a name nor an address")]
    Host(#[from] InvalidDnsNameError),
    /// The library refuses.
    #[error("TLS cannot be set up")]
    Setup(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// TLS to one host.
#[derive(Clone)]
pub struct Tls {
    connector: TlsConnector,
    host: ServerName<'static>,
    /// Until when the certificate is valid that was last shown, in seconds since 1970; 0 while none is known.
    certificate_expires: Arc<AtomicI64>,
}

impl Tls {
    /// To a host whose certificate is signed by a public authority, by one in a file, or is itself in that file.
    pub fn new(host: &str, file: Option<&Path>) -> Result<Self, TlsError> {
        let setup = |error: Box<dyn std::error::Error + Send + Sync>| TlsError::Setup(error);
        let named = file.map(certificates).transpose()?.unwrap_or_default();
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        // A certificate that is no authority may be there for itself.
        roots.add_parsable_certificates(named.iter().cloned());
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
        let verifier = Verifier { authorities: verifier.map_err(|error| setup(error.into()))?, named };
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.map_err(|error| setup(error.into()))?.dangerous();
        let config = config.with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
        Ok(Self {
            connector: TlsConnector::from(Arc::new(config)),
            host: ServerName::try_from(host.to_owned())?,
            certificate_expires: Arc::default(),
        })
    }

    /// Begins TLS on a connection.
    pub async fn begin<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S) -> io::Result<TlsStream<FirstBytes<S>>> {
        let connecting = self.connector.connect(self.host.clone(), FirstBytes { stream, first: Vec::new() });
        let stream = connecting.into_fallible().await.map_err(|(error, stream)| stream.cause_of(error))?;
        let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
        self.certificate_expires.store(shown.and_then(|shown| expires(shown)).unwrap_or(0), Ordering::Relaxed);
        Ok(stream)
    }

    /// Until when the certificate is valid that was last shown, in seconds since 1970.
    pub fn certificate_expires(&self) -> Option<i64> {
        Some(self.certificate_expires.load(Ordering::Relaxed)).filter(|expires| *expires != 0)
    }
}

/// What has come where TLS begins, and is none.
#[derive(Debug, thiserror::Error)]
#[error("it answers without TLS")]
pub struct NotTls {
    /// The first bytes of it.
    pub came: Vec<u8>,
}

/// Whether the certificate of a server was not taken because nobody who is known answers for it, or it has another name: then
/// it is taken once it is named itself.
pub fn is_certificate_unknown(error: &io::Error) -> bool {
    use CertificateError::{NotValidForName, NotValidForNameContext, Other, UnknownIssuer};
    let error = error.get_ref().and_then(|error| error.downcast_ref::<Error>());
    let Some(Error::InvalidCertificate(why)) = error else { return false };
    matches!(why, UnknownIssuer | NotValidForName | NotValidForNameContext { .. } | Other(_))
}

/// So many of the first bytes are kept. Bytes.
const MAX_FIRST_BYTES: usize = 200;

/// A connection that keeps the first bytes that have come.
pub struct FirstBytes<S> {
    stream: S,
    first: Vec<u8>,
}

impl<S> FirstBytes<S> {
    /// Why TLS has failed.
    fn cause_of(self, error: io::Error) -> io::Error {
        // The types of records (RFC 8446 §5.1).
        let is_tls = self.first.first().is_none_or(|first| (20..=24).contains(first));
        if is_tls { error } else { io::Error::new(io::ErrorKind::InvalidData, NotTls { came: self.first }) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FirstBytes<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, into);
        let room = MAX_FIRST_BYTES - self.first.len();
        self.first.extend(into.filled()[before..].iter().take(room));
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FirstBytes<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Until when a certificate is valid, in seconds since 1970.
pub fn expires(certificate: &[u8]) -> Option<i64> {
    let certificate = Certificate::from_der(certificate).ok()?;
    i64::try_from(certificate.tbs_certificate().validity().not_after.to_unix_duration().as_secs()).ok()
}

/// More than all public authorities together have. Bytes.
const MAX_CERTIFICATE_FILE: u64 = 4 << 20;

/// Reads a file of certificates or of a key, and no more than there can be in one.
pub fn read_certificate_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(MAX_CERTIFICATE_FILE + 1).read_to_end(&mut bytes)?;
    if read as u64 > MAX_CERTIFICATE_FILE { Err(io::Error::other("it is larger than 4 MiB")) } else { Ok(bytes) }
}

/// The certificates of a file.
fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let shown = || path.display().to_string();
    let pem = read_certificate_file(path).map_err(|source| TlsError::File { path: shown(), source })?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let certificates = certificates.map_err(|source| TlsError::Malformed { path: shown(), source })?;
    if certificates.is_empty() { Err(TlsError::NoCertificate { path: shown() }) } else { Ok(certificates) }
}

/// Takes what an authority has signed for the host, and the very certificates that the operator has named: one that
/// a server has signed itself is no authority for others, and by the rules for authorities none for itself either.
#[derive(Debug)]
struct Verifier {
    authorities: Arc<WebPkiServerVerifier>,
    named: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let signed = self.authorities.verify_server_cert(shown, intermediates, host, ocsp, now);
        // That the server has the key to it is proved by the signatures below.
        signed.or_else(
            |error| {
                if self.named.contains(shown) { Ok(ServerCertVerified::assertion()) } else { Err(error) }
            },
        )
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.authorities.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_without_a_certificate_and_a_host_that_is_none_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let [none, half] = ["none.pem", "half.pem"].map(|name| folder.path().join(name));
        std::fs::write(&none, "no certificate").unwrap();
        std::fs::write(&half, "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n").unwrap();
        assert!(matches!(Tls::new("mail.example.org", Some(&none)), Err(TlsError::NoCertificate { .. })));
        assert!(matches!(Tls::new("mail.example.org", Some(&half)), Err(TlsError::Malformed { .. })));
        let nowhere = folder.path().join("nowhere.pem");
        assert!(matches!(Tls::new("mail.example.org", Some(&nowhere)), Err(TlsError::File { .. })));
        assert!(matches!(Tls::new("mail example", None), Err(TlsError::Host(_))));
        for host in ["mail.example.org", "127.0.0.1", "::1"] {
            assert!(Tls::new(host, None).is_ok(), "{host}");
        }
    }
}
