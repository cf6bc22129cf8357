//! The files of certificates that the URL of a PostgreSQL server names: whether they can be read, and hold what they are
//! named for. At a connection sqlx would say so only once a server is there, and not which file it is.

use std::path::Path;

use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use url::Url;

use super::StorageError;
use crate::config::{PostgresUrl, known_name};
use crate::tls::read_certificate_file;

const CERTIFICATES: &str = "a file of certificates";
const KEY: &str = "a file with a private key";

/// Fails with what is wrong with the first file of a server’s URLs that is of no use.
pub fn check_certificate_files(url: &PostgresUrl) -> Result<(), StorageError> {
    url.servers().iter().try_for_each(check_files)
}

/// The same of one server.
fn check_files(server: &Url) -> Result<(), StorageError> {
    for (name, value) in server.query_pairs() {
        let (accepted, holds): (_, fn(&[u8]) -> bool) = match known_name(&name) {
            "sslrootcert" | "sslcert" => (CERTIFICATES, holds_certificates),
            "sslkey" => (KEY, |pem| PrivateKeyDer::from_pem_slice(pem).is_ok()),
            _ => continue,
        };
        // sqlx takes the text itself, too.
        let is_text = value.trim().starts_with("-----BEGIN") && value.trim().ends_with("-----");
        let read = if is_text {
            Ok(value.clone().into_owned().into_bytes())
        } else {
            read_certificate_file(Path::new(&*value))
        };
        let cause = match read {
            Ok(pem) if holds(&pem) => continue,
            Ok(_) => "it holds none that can be read".to_owned(),
            Err(error) => error.to_string(),
        };
        let path = if is_text { "…".to_owned() } else { value.into_owned() };
        return Err(StorageError::CertificateFile { parameter: name.into_owned(), path, cause, accepted });
    }
    Ok(())
}

fn holds_certificates(pem: &[u8]) -> bool {
    let found: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(pem).collect();
    found.is_ok_and(|found| !found.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const PRIVATE_KEY: &str = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";

    #[test]
    fn a_file_that_holds_no_certificate_or_no_key_is_told_with_its_parameter() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        for (name, text) in
            [("a.pem", CERTIFICATE), ("key.pem", PRIVATE_KEY), ("cut.pem", &CERTIFICATE[..40]), ("empty.pem", "")]
        {
            std::fs::write(place(name), text).unwrap();
        }
        for (parameter, file, says) in [
            ("sslrootcert", "a.pem", None),
            ("ssl-ca", "a.pem", None),
            ("sslcert", "a.pem", None),
            ("sslkey", "key.pem", None),
            ("sslrootcert", "nowhere.pem", Some("No such file")),
            ("ssl-root-cert", "nowhere.pem", Some("No such file")),
            ("sslrootcert", "key.pem", Some("holds none")),
            ("sslrootcert", "cut.pem", Some("holds none")),
            ("sslrootcert", "empty.pem", Some("holds none")),
            ("sslrootcert", ".", Some("directory")),
            ("sslrootcert", "/dev/zero", Some("larger than 4 MiB")),
            ("sslcert", "key.pem", Some("holds none")),
            ("sslkey", "a.pem", Some("holds none")),
            ("ssl-key", "empty.pem", Some("holds none")),
        ] {
            let path = place(file).display().to_string();
            let mut url: Url = "postgres://u:secret@db/c".parse().unwrap();
            url.query_pairs_mut().append_pair(parameter, &path);
            let said = check_files(&url).err().map(|error| error.to_string());
            assert_eq!(said.is_some(), says.is_some(), "{parameter}={file}: {said:?}");
            let said = said.unwrap_or_default();
            assert!(said.contains(says.unwrap_or_default()) && !said.contains("secret"), "{said}");
            assert!(says.is_none() || said.starts_with(&format!("{parameter}={path} in the URL: ")), "{said}");
        }
        let mut url: Url = "postgres://u@db/c".parse().unwrap();
        url.query_pairs_mut().append_pair("sslrootcert", CERTIFICATE);
        assert!(check_files(&url).is_ok());
    }
}
