//! People who ask all the time, whatever becomes of the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::support::program::wait_until;
use crate::support::request::{encoded, letter};
use crate::support::runtime;

/// Readers and senders, who ask without a rest until they are told to stop.
pub struct Load {
    ends: Arc<AtomicBool>,
    good: Arc<AtomicUsize>,
    people: Vec<JoinHandle<Vec<String>>>,
}

impl Load {
    pub fn begin(address: SocketAddr) -> Self {
        let (ends, good) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let person = |person: usize| {
            let (ends, good) = (Arc::clone(&ends), Arc::clone(&good));
            std::thread::spawn(move || runtime().block_on(asks(address, person, &ends, &good)))
        };
        let people = (0..5).map(person).collect();
        Self { ends, good, people }
    }

    /// Waits until so many more requests have gone well.
    pub fn goes_on(&self, more: usize) {
        let enough = self.good.load(Ordering::Relaxed) + more;
        wait_until("requests are answered", || {
            self.good.load(Ordering::Relaxed) >= enough || self.people.iter().any(JoinHandle::is_finished)
        });
    }

    /// How many requests were answered as they are to be, and what became of the others. `what` has gone on meanwhile.
    pub fn end(self, what: &str) -> (usize, Vec<String>) {
        self.ends.store(true, Ordering::Relaxed);
        let bad: Vec<String> = self.people.into_iter().flat_map(|person| person.join().unwrap()).collect();
        let good = self.good.load(Ordering::Relaxed);
        eprintln!("{what}: {good} requests answered, {} not", bad.len());
        (good, bad)
    }

    /// Ends with every request answered as it is to be.
    pub fn ends_well(self, what: &str) {
        let (good, bad) = self.end(what);
        assert!(bad.is_empty(), "{what}: {good} good, {} bad: {:?}", bad.len(), &bad[..bad.len().min(9)]);
    }
}

/// Two of five people send messages, the others read a page that no cache has.
async fn asks(address: SocketAddr, person: usize, ends: &AtomicBool, good: &AtomicUsize) -> Vec<String> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    let client = client.timeout(Duration::from_secs(30)).build().unwrap();
    let (mut bad, mut number) = (Vec::new(), 0);
    while !ends.load(Ordering::Relaxed) {
        number += 1;
        let (request, status) = if person < 2 {
            let form = client.post(format!("http://{address}/en/contact"));
            let form = form.header("content-type", "application/x-www-form-urlencoded");
            (form.body(encoded(&letter(&format!("Message {person}-{number}")))), 303)
        } else {
            (client.get(format!("http://{address}/en/share?{person}-{number}")), 200)
        };
        let what = if person < 2 { "form" } else { "page" };
        match request.send().await {
            Ok(answer) if answer.status() == status => _ = good.fetch_add(1, Ordering::Relaxed),
            Ok(answer) => bad.push(format!("{what}: {}", answer.status())),
            Err(error) => bad.push(format!("{what}: {error:?}")),
        }
        // Nobody asks faster; the server and the proxy share a machine with the tests.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bad
}
