//! TLS to a server, and which certificates are right. Knows no protocol that is spoken by it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, InvalidDnsNameError, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
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
    pub async fn begin<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S) -> std::io::Result<TlsStream<S>> {
        let stream = self.connector.connect(self.host.clone(), stream).await?;
        let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
        self.certificate_expires.store(shown.and_then(|shown| expires(shown)).unwrap_or(0), Ordering::Relaxed);
        Ok(stream)
    }

    /// Until when the certificate is valid that was last shown, in seconds since 1970.
    pub fn certificate_expires(&self) -> Option<i64> {
        Some(self.certificate_expires.load(Ordering::Relaxed)).filter(|expires| *expires != 0)
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
