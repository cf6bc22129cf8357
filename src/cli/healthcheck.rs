//! `communique healthcheck`: asks a server whether it is ready, as the health checks of containers do, which have no other
//! program to ask with.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Args;

use crate::config::Listen;
use crate::http::READY;

use super::exit::WrongSettings;

/// How long the whole answer may take.
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
    let listen = match &settings.admin_listen {
        Some(listen @ (Listen::Tcp(_) | Listen::Unix(_))) => listen.clone(),
        Some(Listen::Inherited) | None => {
            return Err(WrongSettings(
                "--admin-listen (COMMUNIQUE_ADMIN_LISTEN) is needed, with the address and port or the unix:/path at which the server says how it stands".into(),
            )
            .into());
        }
    };
    let (is_ready, said) = match answer_within(TIMEOUT, listen) {
        Some(Ok(answer)) => read(&answer),
        Some(Err(error)) => (false, format!("no answer: {error}")),
        None => (false, format!("no answer within {} s", TIMEOUT.as_secs())),
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

/// The answer of what listens; `None` if it has not come to its end in time.
fn answer_within(limit: Duration, listen: Listen) -> Option<io::Result<String>> {
    let (sender, answer) = mpsc::channel();
    // On a thread, which is left to itself: connecting to a Unix socket whose queue is full cannot be given an end, and what
    // comes byte by byte never has one.
    let asking = std::thread::Builder::new().spawn(move || {
        let answer = match &listen {
            Listen::Tcp(address) => TcpStream::connect(reachable(*address)).and_then(ask),
            Listen::Unix(path) => UnixStream::connect(path).and_then(ask),
            Listen::Inherited => Err(io::ErrorKind::Unsupported.into()),
        };
        drop(sender.send(answer));
    });
    match asking {
        Ok(_) => answer.recv_timeout(limit).ok(),
        Err(error) => Some(Err(error)),
    }
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
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    let header = |name: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(':'));
        headers.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let is_whole = header("content-length") == Some(body.len().to_string().as_str());
    // Each answer of this program has one, and hardly another health check.
    let is_ours = is_whole && header("content-security-policy").is_some();
    match status {
        "200" if is_ours && body == READY => (true, "ready".to_owned()),
        "503" if is_ours => (false, format!("not ready: {}", body.lines().next().unwrap_or_default())),
        // Not one of our answers to this.
        _ => (false, format!("not ready: {status} from what is no --admin-listen of a server")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::os::unix::net::UnixListener;

    use super::*;

    const NO_HTTP: &str = "not ready: no HTTP/1.1 from what is no --admin-listen of a server";

    #[test]
    fn only_our_own_whole_200_is_ready() {
        let ours = |status: &str, length: usize, body: &str| {
            format!(
                "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nContent-Security-Policy: default-src 'none'\r\n\r\n{body}"
            )
        };
        let foreign = |status| format!("not ready: {status} from what is no --admin-listen of a server");
        for (answer, expected) in [
            (ours("200 OK", 3, "ok\n"), (true, "ready".to_owned())),
            (ours("503 Service Unavailable", 9, "draining\n"), (false, "not ready: draining".to_owned())),
            (ours("200 OK", 4, "ok\n"), (false, foreign("200"))),
            (ours("200 OK", 5, "hello"), (false, foreign("200"))),
            (ours("503 Service Unavailable", 10, "draining\n"), (false, foreign("503"))),
            ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok\n".to_owned(), (false, foreign("200"))),
            ("HTTP/1.1 200 OK\r\n\r\n".to_owned(), (false, foreign("200"))),
            ("HTTP/1.1 200".to_owned(), (false, foreign("200"))),
            (ours("404 Not Found", 2, "x\n"), (false, foreign("404"))),
            ("SSH-2.0-x".to_owned(), (false, NO_HTTP.to_owned())),
            ("HTTP/1.1 20é".to_owned(), (false, NO_HTTP.to_owned())),
            (String::new(), (false, NO_HTTP.to_owned())),
        ] {
            assert_eq!(read(&answer), expected, "{answer}");
        }
        for (listens, is_asked) in
            [("0.0.0.0:81", "127.0.0.1:81"), ("[::]:81", "[::1]:81"), ("10.0.0.1:81", "10.0.0.1:81")]
        {
            assert_eq!(listens.parse().map(reachable), is_asked.parse(), "{listens}");
        }
    }

    #[test]
    fn no_more_is_read_than_an_answer_of_ours_has() {
        struct Long(io::Take<io::Repeat>);
        impl Read for Long {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                self.0.read(bytes)
            }
        }
        impl Write for Long {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let answer = ask(Long(io::repeat(b'x').take(2 * MAX_ANSWER))).unwrap();
        assert_eq!(answer.len() as u64, MAX_ANSWER);
    }

    #[test]
    fn who_answers_nothing_or_byte_by_byte_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("silent");
        let _silent = UnixListener::bind(&path).unwrap();
        assert!(answer_within(Duration::from_millis(50), Listen::Unix(path)).is_none());
        let path = folder.path().join("dripping");
        let dripping = UnixListener::bind(&path).unwrap();
        let (begin, begun) = mpsc::channel();
        std::thread::spawn(move || {
            let mut stream = dripping.accept().unwrap().0;
            begin.send(()).unwrap();
            while stream.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        assert!(answer_within(Duration::from_millis(200), Listen::Unix(path)).is_none());
        begun.recv().unwrap();
    }
}
