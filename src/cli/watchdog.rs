//! The watchdog of systemd: it is told that the program is alive only while each worker answers a page and the database gives
//! an answer, be it that it is away. On a thread of its own, which no runtime can hold up.

use std::io::{self, Read, Write};
use std::os::unix::net::{SocketAddr, UnixStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::contact::inbox::{Inbox, OPERATION_TIMEOUT};

use super::service_manager;

/// How long a page may take to be answered. With the database, less than half of the minute of deploy/systemd.
const PAGE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the database may take to answer at all: longer than its own limit.
const STORAGE_TIMEOUT: Duration = OPERATION_TIMEOUT.saturating_add(Duration::from_secs(2));

/// Pages that are asked for.
pub(super) struct WatchedPages {
    /// Where the program answers itself.
    pub(super) at: SocketAddr,
    /// Which page.
    pub(super) path: String,
    /// How many workers answer: connections go round them.
    pub(super) workers: usize,
}

/// Whether a watchdog wants to be told.
pub(super) fn is_wanted() -> bool {
    sd_notify::watchdog_enabled().is_some()
}

/// Begins to tell it, until `stop` becomes true; twice as often as it wants.
pub(super) fn start(
    pages: Option<WatchedPages>,
    inbox: Arc<dyn Inbox>,
    runtime: Handle,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let Some(period) = sd_notify::watchdog_enabled() else { return Ok(()) };
    let watch = move || {
        while !*stop.borrow() {
            match look(pages.as_ref(), &*inbox, &runtime, &mut stop) {
                Ok(()) => service_manager::alive(),
                // A server that stops answers no more.
                Err(_) if *stop.borrow() => return,
                Err(why) => tracing::error!(why, "the watchdog is not told that the program is alive"),
            }
            thread::sleep(period / 2);
        }
    };
    thread::Builder::new().name("watchdog".into()).spawn(watch).map(drop)
}

/// Whether the program is alive; else why not.
fn look(
    pages: Option<&WatchedPages>,
    inbox: &dyn Inbox,
    runtime: &Handle,
    stop: &mut watch::Receiver<bool>,
) -> Result<(), String> {
    if let Some(pages) = pages {
        ask(pages).map_err(|error| format!("a page is not answered: {error}"))?;
    }
    // A database that says no is no reason to end the pages.
    runtime.block_on(async {
        tokio::select! {
            answer = timeout(STORAGE_TIMEOUT, inbox.probe(Timestamp::now())) => {
                answer.map(drop).map_err(|_| "the database gives no answer at all".to_owned())
            }
            // Nothing may be under way when the runtime ends.
            _ = stop.wait_for(|stop| *stop) => Ok(()),
        }
    })
}

/// Asks each worker for the page: all connections are open before one is read.
fn ask(pages: &WatchedPages) -> io::Result<()> {
    let request = format!("GET {} HTTP/1.1\r\nhost: communique\r\nconnection: close\r\n\r\n", pages.path);
    let connect = || {
        let mut stream = UnixStream::connect_addr(&pages.at)?;
        stream.set_read_timeout(Some(PAGE_TIMEOUT))?;
        stream.set_write_timeout(Some(PAGE_TIMEOUT))?;
        stream.write_all(request.as_bytes())?;
        Ok(stream)
    };
    let streams: Vec<UnixStream> = (0..pages.workers).map(|_| connect()).collect::<io::Result<_>>()?;
    for mut stream in streams {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if !answer.starts_with(b"HTTP/1.1 200 ") {
            return Err(io::Error::other("the answer is not 200"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::os::unix::net::UnixListener;

    use super::*;

    /// What is found when pages are answered so by three workers, of which each takes one connection.
    fn asked(answer: &'static [u8]) -> io::Result<()> {
        let listener = UnixListener::bind_addr(&SocketAddr::from_pathname("").unwrap()).unwrap();
        let at = listener.local_addr().unwrap();
        let workers = thread::spawn(move || {
            // None is answered before all have connected.
            let mut streams: Vec<_> = (0..3).map(|_| listener.accept().unwrap().0).collect();
            streams.iter_mut().for_each(|stream| {
                let mut request = [0; 256];
                let length = stream.read(&mut request).unwrap();
                assert!(request[..length].starts_with(b"GET /en/x HTTP/1.1\r\n"));
                stream.write_all(answer).unwrap();
            });
        });
        let found = ask(&WatchedPages { at, path: "/en/x".into(), workers: 3 });
        workers.join().unwrap();
        found
    }

    #[test]
    fn every_worker_must_answer_with_a_page() {
        assert!(asked(b"HTTP/1.1 200 OK\r\n\r\n").is_ok());
        for answer in [&b"HTTP/1.1 500 Internal Server Error\r\n\r\n"[..], b"HTTP/1.1 2000 \r\n", b""] {
            assert!(asked(answer).is_err(), "{answer:?}");
        }
        let nobody = WatchedPages { at: SocketAddr::from_pathname("/nowhere").unwrap(), path: "/".into(), workers: 1 };
        assert!(ask(&nobody).is_err());
    }

    #[test]
    fn whoever_is_alive_says_so_in_time() {
        // The shortest WatchdogSec= that deploy/systemd has.
        let period = Duration::from_secs(60);
        assert!(period / 2 + PAGE_TIMEOUT + STORAGE_TIMEOUT < period);
    }
}
