//! Why a PostgreSQL server, or a PgBouncer in front of it, lets nobody in, and what to do about it. Knows no pool.

use std::io::{Error as IoError, ErrorKind};

use sqlx::error::DatabaseError;
use tokio_rustls::rustls::{CertificateError, Error as TlsError};
use url::Url;

use super::StorageError;
use super::server_url::{host, label};

/// Where the URL is set.
macro_rules! url {
    () => {
        "--database-url (COMMUNIQUE_DATABASE_URL)"
    };
}

const CORRECT_HOST: &str = concat!("start PostgreSQL there, or correct host and port in ", url!());
const CORRECT_NAME: &str = concat!("correct the host in ", url!(), ", or the name service of this machine");
const OPEN_WAY: &str = "look at the network and the firewalls between, and whether the server is overloaded; PgBouncer is silent, too, while it cannot log in to PostgreSQL, and its log says why";
const CORRECT_SOCKET: &str = concat!("start PostgreSQL, or name the folder of its socket as the host in ", url!());
const ALLOW_SOCKET: &str = "let the user of this program into the folder of the socket";
const CORRECT_PASSWORD: &str = concat!("correct user and password in ", url!(), " or its file");
const ALLOW_IN_HBA: &str =
    "the user must be there (CREATE ROLE … LOGIN), and pg_hba.conf must let it in from here, with this kind of TLS";
const CREATE: &str = concat!("make it (CREATE DATABASE … ENCODING 'UTF8'), or correct its name in ", url!());
const GRANT: &str = "let the user in: GRANT CONNECT ON DATABASE";
const FEWER: &str = "raise max_connections, let fewer servers run, or put PgBouncer in front (docs/OPERATING.md)";
const WAIT: &str = "it is asked again";
const IGNORE: &str = "pgbouncer.ini needs ignore_startup_parameters = extra_float_digits";
const USE_TLS: &str = concat!(
    "turn on ssl at the server (of PgBouncer: client_tls_sslmode); sslmode=disable in ",
    url!(),
    " where the network is trusted"
);
const NAME_AUTHORITY: &str = concat!("name the authority in ", url!(), ": sslrootcert=FILE");
const USE_ITS_NAME: &str = concat!("give the host in ", url!(), " the name that is in the certificate");
const RENEW: &str = "renew the certificate, or correct the clock of this machine";
const CORRECT_FILES: &str = concat!("correct the files of sslrootcert, sslcert and sslkey in ", url!());
const IGNORE_OTHERS: &str = "name it in ignore_startup_parameters of pgbouncer.ini, or take it out of the URL";
const IN_PGBOUNCER: &str =
    "look at PostgreSQL behind it, at [databases] and auth_file of pgbouncer.ini, and the log of PgBouncer";
const READ_LOG: &str = "the log of the server says more";

/// The error of a connection that was not made, with its cause and the remedy.
pub(super) fn explained(server: &Url, error: sqlx::Error) -> StorageError {
    let found = match &error {
        sqlx::Error::Io(error) => of_system(server, error),
        sqlx::Error::Tls(error) if error.to_string() == "server does not support TLS" => {
            Some(("it offers no TLS".into(), USE_TLS))
        }
        sqlx::Error::Tls(error) => Some((format!("TLS cannot be set up ({error})"), CORRECT_FILES)),
        sqlx::Error::Configuration(error) => Some((error.to_string(), CORRECT_FILES)),
        sqlx::Error::Database(error) => of_server(&**error),
        _ => None,
    };
    match found {
        Some((cause, remedy)) => StorageError::Unreachable { server: label(server), cause, remedy },
        // Means the same as later, such as damage.
        None => error.into(),
    }
}

/// The error of a server whose name was not resolved in time.
pub(super) fn unresolved(server: &Url) -> StorageError {
    let cause = "the name is not found in time: the resolver does not answer".into();
    StorageError::Unreachable { server: label(server), cause, remedy: CORRECT_NAME }
}

/// What the system says.
fn of_system(server: &Url, error: &IoError) -> Option<(String, &'static str)> {
    let is_socket = host(server).starts_with('/');
    let said = match error.kind() {
        ErrorKind::NotFound if is_socket => ("there is no such socket", CORRECT_SOCKET),
        ErrorKind::PermissionDenied if is_socket => ("its socket may not be used", ALLOW_SOCKET),
        ErrorKind::ConnectionRefused => ("it refuses the connection", CORRECT_HOST),
        ErrorKind::TimedOut => ("it does not answer in time", OPEN_WAY),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => ("there is no way to it", OPEN_WAY),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
            ("it has closed the connection", READ_LOG)
        }
        // The files of certificates are all that is read.
        ErrorKind::NotFound | ErrorKind::PermissionDenied => return Some((error.to_string(), CORRECT_FILES)),
        _ if error.to_string().starts_with("failed to lookup address") => {
            ("nobody knows an address of that name", CORRECT_NAME)
        }
        _ => {
            let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>())?;
            return Some((format!("{tls}"), of_certificate(tls)));
        }
    };
    Some((said.0.to_owned(), said.1))
}

/// What helps where TLS has failed.
fn of_certificate(error: &TlsError) -> &'static str {
    match error {
        TlsError::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => {
            NAME_AUTHORITY
        }
        TlsError::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => USE_ITS_NAME,
        TlsError::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => RENEW,
        _ => READ_LOG,
    }
}

/// What PostgreSQL or a PgBouncer says, by its code (PostgreSQL, Appendix A); a PgBouncer has one for all.
fn of_server(error: &dyn DatabaseError) -> Option<(String, &'static str)> {
    let said = error.message();
    let remedy = match &*error.code()? {
        "28P01" => CORRECT_PASSWORD,
        "28000" => ALLOW_IN_HBA,
        "3D000" => CREATE,
        "42501" => GRANT,
        "53300" => FEWER,
        "57P03" => WAIT,
        "08P01" if said.contains("extra_float_digits") => IGNORE,
        "08P01" if said.contains("startup parameter") => IGNORE_OTHERS,
        "08P01" => IN_PGBOUNCER,
        _ => return None,
    };
    Some((said.to_owned(), remedy))
}
