//! People who read pages and send messages while servers come and go, and what they have seen.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::html::{one, raw_text};
use crate::support::program::wait_until;
use crate::support::request::{letter, try_post, try_send};

/// People who read pages and send messages, each message again until it is acknowledged.
pub struct Visitors {
    pub seen: Arc<Seen>,
    pub writers: Vec<JoinHandle<()>>,
    pub readers: Vec<JoinHandle<()>>,
}

/// What they have seen.
#[derive(Default)]
pub struct Seen {
    /// The reference of each text.
    pub acknowledged: Mutex<BTreeMap<String, String>>,
    /// Refusals by communique, all with the text.
    pub refused: AtomicUsize,
    pub pages: AtomicUsize,
    /// Pages that did not come.
    pub bad: Mutex<Vec<String>>,
    /// Answers of a server that was killed while it wrote them: no proxy takes back what it has passed on.
    pub cut_off: AtomicUsize,
    pub finished: AtomicBool,
}

impl Seen {
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// Sends a text to the servers in turn until one acknowledges it.
    pub fn write(&self, servers: &[SocketAddr], text: &str) {
        let deadline = Instant::now() + Duration::from_secs(60);
        for server in servers.iter().cycle() {
            assert!(Instant::now() < deadline, "nobody takes “{text}”");
            let answer = match try_post(*server, "/en/contact", &letter(text), &[]) {
                Ok(answer) => answer,
                // This one is gone; nginx would ask the next.
                Err(_) if servers.len() > 1 => continue,
                Err(error) if error.is_decode() => {
                    self.cut_off.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
                Err(error) => panic!("{error}"),
            };
            match answer.status {
                303 => {
                    let reference = answer.reference().unwrap().to_owned();
                    self.acknowledged.lock().unwrap().insert(text.to_owned(), reference);
                    return;
                }
                503 => {
                    let page = answer.html();
                    let typed = raw_text(&one(&page, "textarea[name=message]"));
                    assert_eq!(typed.trim_start_matches('\n'), text, "a refusal gives the text back");
                    self.refused.fetch_add(1, Ordering::Relaxed);
                }
                status => panic!("{status}: {}", answer.text()),
            }
        }
    }

    /// Reads a page that no cache has.
    pub fn read(&self, servers: &[SocketAddr], reader: usize) {
        let number = self.pages.fetch_add(1, Ordering::Relaxed);
        let (page, server) = (["fight-against-terrorism", "contact"][number % 2], servers[number % servers.len()]);
        let path = format!("/en/{page}?{reader}-{number}");
        match try_send(server, "GET", &path, &[("accept-encoding", "br")], Vec::new()) {
            Ok(answer) if answer.status == 200 => {}
            Ok(answer) => self.bad.lock().unwrap().push(format!("{path}: {}", answer.status)),
            Err(error) if error.is_decode() => {
                self.cut_off.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => self.bad.lock().unwrap().push(format!("{path}: {error}")),
        }
    }
}

impl Visitors {
    /// Writes to some servers and reads from some.
    pub fn come(write_to: &[SocketAddr], read_from: &[SocketAddr]) -> Self {
        let seen = Arc::<Seen>::default();
        let live = |number: usize, servers: &[SocketAddr], act: fn(&Seen, &[SocketAddr], usize, usize)| {
            let (seen, mut servers) = (Arc::clone(&seen), servers.to_vec());
            let first = number % servers.len();
            servers.rotate_left(first);
            std::thread::spawn(move || {
                let mut count = 0;
                while !seen.finished.load(Ordering::Relaxed) {
                    act(&seen, &servers, number, count);
                    count += 1;
                    // A moment to think, so that the mails can keep up.
                    std::thread::sleep(Duration::from_millis(100));
                }
            })
        };
        let write =
            |n| live(n, write_to, |seen, servers, n, count| seen.write(servers, &format!("Message {n}-{count}.")));
        let read = |n| live(n, read_from, |seen, servers, n, _| seen.read(servers, n));
        let (writers, readers) = ((0..4).map(write).collect(), (0..2).map(read).collect());
        Self { seen, writers, readers }
    }

    /// Waits until so many more messages are acknowledged.
    pub fn write_more(&self, messages: usize) {
        let enough = self.seen.acknowledged() + messages;
        wait_until("messages are acknowledged", || {
            self.writers.iter().any(JoinHandle::is_finished) || self.seen.acknowledged() >= enough
        });
    }

    /// Ends with every message acknowledged and every page read; the reference of each text.
    pub fn leave(mut self) -> BTreeMap<String, String> {
        self.seen.finished.store(true, Ordering::Relaxed);
        let visitors = self.writers.len() + self.readers.len();
        for visitor in self.writers.drain(..).chain(self.readers.drain(..)) {
            visitor.join().unwrap();
        }
        let bad = self.seen.bad.lock().unwrap();
        let pages = self.seen.pages.load(Ordering::Relaxed);
        assert!(pages > 20 && bad.is_empty(), "{pages} pages, not 200: {bad:?}");
        let cut_off = self.seen.cut_off.load(Ordering::Relaxed);
        assert!(cut_off <= visitors, "{cut_off} answers were cut off");
        let acknowledged = self.seen.acknowledged.lock().unwrap().clone();
        eprintln!("{} acknowledged, {} refused, {pages} pages read", acknowledged.len(), self.seen.refused());
        acknowledged
    }
}

impl Drop for Visitors {
    fn drop(&mut self) {
        // A test that has failed leaves nobody behind.
        self.seen.finished.store(true, Ordering::Relaxed);
    }
}
