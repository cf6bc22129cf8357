//! `communique healthcheck`: asks a server whether it is ready, as the health checks of containers do, which have no other
//! program to ask with.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use crate::config::Listen;

use super::exit::WrongSettings;

/// For how long nothing may come.
const TIMEOUT: Duration = Duration::from_secs(5);
/// An answer is a line; more is not of ours.
const MAX_ANSWER: u64 = 16 * 1024;

/// Where to ask.
#[derive(Args)]
pub(super) struct HealthcheckSettings {
    /// Where the server says how it stands: its --admin-listen; of a socket that systemd hands over, its address
    #[arg(long, env = "COMMUNIQUE_ADMIN_LISTEN", value_name = "WHERE")]
    admin_listen: Option<Listen>,
}

/// Asks; fails with 1 where the server is not ready.
pub(super) fn run(settings: &HealthcheckSettings) -> anyhow::Result<ExitCode> {
    let listen = settings.admin_listen.as_ref();
    let answer = match listen {
        Some(Listen::Tcp(address)) => TcpStream::connect_timeout(&reachable(*address), TIMEOUT).and_then(|stream| {
            stream.set_read_timeout(Some(TIMEOUT))?;
            stream.set_write_timeout(Some(TIMEOUT))?;
            ask(stream)
        }),
        Some(Listen::Unix(path)) => UnixStream::connect(path).and_then(|stream| {
            stream.set_read_timeout(Some(TIMEOUT))?;
            stream.set_write_timeout(Some(TIMEOUT))?;
            ask(stream)
        }),
        Some(Listen::Inherited) | None => {
            return Err(WrongSettings(
                "--admin-listen (COMMUNIQUE_ADMIN_LISTEN) is needed, with the address and port or the unix:/path at which the server says how it stands".into(),
            )
            .into());
        }
    };
    let (is_ready, said) = match answer {
        Ok(answer) => read(&answer),
        Err(error) => (false, format!("no answer: {error}")),
    };
    writeln!(io::stdout(), "{said}")?;
    Ok(ExitCode::from(u8::from(!is_ready)))
}

/// An address that can be gone to, where the server listens at all of them.
pub(super) fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

fn ask(mut stream: impl Read + Write) -> io::Result<String> {
    stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Whether an answer says that the server is ready, and its words in a line.
fn read(answer: &str) -> (bool, String) {
    let status = answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or("no HTTP/1.1");
    let words = answer.split_once("\r\n\r\n").and_then(|(_, body)| body.lines().next()).unwrap_or_default();
    match status {
        "200" => (true, "ready".to_owned()),
        "503" => (false, format!("not ready: {words}")),
        // Not one of our answers to this.
        _ => (false, format!("not ready: {status} from what is no --admin-listen of a server")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_HTTP: &str = "not ready: no HTTP/1.1 from what is no --admin-listen of a server";

    #[test]
    fn only_200_is_ready() {
        let body = "\r\nserver: x\r\n\r\ndraining\nmore";
        for (answer, expected) in [
            (format!("HTTP/1.1 200 OK{body}"), (true, "ready")),
            (format!("HTTP/1.1 503 Service Unavailable{body}"), (false, "not ready: draining")),
            (
                format!("HTTP/1.1 404 Not Found{body}"),
                (false, "not ready: 404 from what is no --admin-listen of a server"),
            ),
            ("SSH-2.0-x".to_owned(), (false, NO_HTTP)),
            ("HTTP/1.1 20é".to_owned(), (false, NO_HTTP)),
            (String::new(), (false, NO_HTTP)),
        ] {
            assert_eq!(read(&answer), (expected.0, expected.1.to_owned()), "{answer}");
        }
        for (listens, is_asked) in
            [("0.0.0.0:81", "127.0.0.1:81"), ("[::]:81", "[::1]:81"), ("10.0.0.1:81", "10.0.0.1:81")]
        {
            assert_eq!(listens.parse().map(reachable), is_asked.parse(), "{listens}");
        }
    }
}
