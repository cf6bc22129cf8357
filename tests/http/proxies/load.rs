//! People who ask all the time, whatever becomes of the server.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::citizens::Ledger;
use crate::support::program::wait_until;
use crate::support::request::{encoded, letter};
use crate::support::response::Response;
use crate::support::runtime;

/// What somebody does all the time.
#[derive(Clone, Copy)]
enum Does {
    /// Sends messages, no two of them the same.
    Sends,
    /// Reads a page that a cache has after the first time.
    ReadsTheSame,
    /// Reads pages that no cache has.
    ReadsAnother,
}

/// Each of them twice: somebody who keeps a connection, and somebody who opens one for each request.
const PEOPLE: [(Does, bool); 6] = [
    (Does::Sends, true),
    (Does::Sends, false),
    (Does::ReadsTheSame, true),
    (Does::ReadsTheSame, false),
    (Does::ReadsAnother, true),
    (Does::ReadsAnother, false),
];

/// Readers and senders, who ask without a rest until they are told to stop.
pub struct Load {
    begun: Instant,
    told: Arc<Told>,
    people: Vec<JoinHandle<Vec<String>>>,
}

/// What they have been told.
#[derive(Default)]
struct Told {
    ends: AtomicBool,
    good: AtomicUsize,
    longest_millis: AtomicUsize,
    messages: Ledger,
}

/// What has become of all that was asked.
pub struct Ended {
    /// How many requests were answered as they are to be.
    pub good: usize,
    /// What became of the others.
    pub bad: Vec<String>,
    told: Arc<Told>,
}

impl Load {
    pub fn begin(address: SocketAddr) -> Self {
        let told = Arc::<Told>::default();
        let person = |person: usize| {
            let told = Arc::clone(&told);
            std::thread::spawn(move || runtime().block_on(told.asks(address, person)))
        };
        Self { begun: Instant::now(), people: (0..PEOPLE.len()).map(person).collect(), told }
    }

    /// Waits until so many more requests have gone well.
    pub fn goes_on(&self, more: usize) {
        let enough = self.told.good.load(Ordering::Relaxed) + more;
        wait_until("requests are answered", || {
            self.told.good.load(Ordering::Relaxed) >= enough || self.people.iter().any(JoinHandle::is_finished)
        });
    }

    /// What has become of all requests. `what` has gone on meanwhile.
    pub fn end(self, what: &str) -> Ended {
        self.told.ends.store(true, Ordering::Relaxed);
        let bad: Vec<String> = self.people.into_iter().flat_map(|person| person.join().unwrap()).collect();
        let good = self.told.good.load(Ordering::Relaxed);
        eprintln!(
            "{what}: {good} requests answered, {} not, in {} s; {} messages acknowledged; the longest wait {} ms",
            bad.len(),
            self.begun.elapsed().as_secs(),
            self.told.messages.acknowledgements(),
            self.told.longest_millis.load(Ordering::Relaxed),
        );
        Ended { good, bad, told: self.told }
    }

    /// Ends with every request answered as it is to be.
    pub fn ends_well(self, what: &str) -> Ended {
        let ended = self.end(what);
        let Ended { good, bad, .. } = &ended;
        assert!(bad.is_empty(), "{what}: {good} good, {} bad: {:?}", bad.len(), &bad[..bad.len().min(9)]);
        ended
    }
}

impl Ended {
    /// Whatever was acknowledged is in the database of this folder, once, under the reference that its sender was told.
    pub fn assert_messages_kept(&self, folder: &Path) {
        assert!(self.told.messages.acknowledgements() > 0, "nobody has sent anything");
        eprintln!("{} messages are stored", self.told.messages.assert_kept(folder).len());
    }
}

impl Told {
    /// Asks until it ends, and says what has gone wrong.
    async fn asks(&self, address: SocketAddr, person: usize) -> Vec<String> {
        let (does, keeps_connections) = PEOPLE[person];
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        let client = client.pool_max_idle_per_host(usize::from(keeps_connections)).timeout(Duration::from_secs(30));
        let client = client.build().unwrap();
        let (mut bad, mut number) = (Vec::new(), 0);
        while !self.ends.load(Ordering::Relaxed) {
            number += 1;
            let message = format!("Message {person}-{number}");
            let (what, status, request) = match does {
                Does::Sends => {
                    self.messages.sends(&message);
                    let form = client.post(format!("http://{address}/en/contact"));
                    let form = form.header("content-type", "application/x-www-form-urlencoded");
                    ("form", 303, form.body(encoded(&letter(&message))))
                }
                Does::ReadsTheSame => ("page", 200, client.get(format!("http://{address}/en/fight-against-terrorism"))),
                Does::ReadsAnother => {
                    ("first page", 200, client.get(format!("http://{address}/en/share?{person}-{number}")))
                }
            };
            let begun = Instant::now();
            let answer = async { Response::received(request.send().await?).await }.await;
            self.longest_millis.fetch_max(begun.elapsed().as_millis().try_into().unwrap(), Ordering::Relaxed);
            match answer {
                Ok(answer) if answer.status == status => {
                    self.good.fetch_add(1, Ordering::Relaxed);
                    answer.reference().into_iter().for_each(|told| self.messages.is_told(&message, told.to_owned()));
                }
                Ok(answer) => bad.push(format!("{what}, kept connection {keeps_connections}: {}", answer.status)),
                Err(error) => bad.push(format!("{what}, kept connection {keeps_connections}: {error:?}")),
            }
            // Nobody asks faster; the server and the proxy share a machine with the tests.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bad
    }
}
