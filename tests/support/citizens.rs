//! Citizens who send numbered messages, each until it is acknowledged or they give up, and the
//! ledger of what they were told: in the end the inbox is held against it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use communique::config::DatabaseUrl;
use communique::contact::Message;
use communique::contact::inbox::open;

use super::fast_program::OFFICE;
use super::html::{attribute, one, raw_text};
use super::messages::ask;
use super::program::{database, wait_until};
use super::request::{encoded, letter};
use super::response::Response;
use super::runtime;

/// Numbers by chance, the same again for the same seed (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    pub fn millis_below(&mut self, end: u64) -> Duration {
        Duration::from_micros(self.below(end * 1000))
    }
}

/// A message of which no two are the same, of one page of the database or of several.
pub fn message(number: usize, chance: &mut Chance) -> String {
    let line = "Мəтн, نص, 文字 & = % + \" < ’ \u{1f4e8}\n";
    format!("Message {number}.\n{}The end of {number}.", line.repeat(chance.below(80) as usize))
}

/// Somebody at a browser: one connection, kept, or one for every request.
pub struct Browser {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
}

impl Browser {
    pub fn new(keeps_connections: bool) -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(25))
            .pool_max_idle_per_host(usize::from(keeps_connections));
        Self { runtime: runtime(), client: client.build().unwrap() }
    }

    /// Sends a message, for a server that may die meanwhile.
    pub fn send(&self, address: SocketAddr, message: &str) -> Result<Response, reqwest::Error> {
        let request = self
            .client
            .post(format!("http://{address}/en/contact"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(&letter(message)));
        self.runtime.block_on(async { Response::received(request.send().await?).await })
    }
}

/// A refusal because the storage fails: it says so, gives the text back, and names other ways.
pub fn assert_refused_with_the_text(response: &Response, message: &str) {
    assert_eq!(response.status, 503, "{message}");
    assert_eq!(response.header("cache-control"), "private, no-cache, no-transform");
    assert!(response.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0), "Retry-After");
    let html = response.html();
    assert_eq!(raw_text(&one(&html, "textarea[name=message]")), message, "what was typed is shown again");
    one(&html, "#refused a[href='#contact-other']");
    one(&html, ".ways address:not([lang])");
    let mailto = url::Url::parse(attribute(&one(&html, ".ways a[href^='mailto:']"), "href")).unwrap();
    assert_eq!(mailto.path(), OFFICE);
    // Mail programs cut off what is longer.
    let body = mailto.query_pairs().find(|(name, _)| name == "body").map(|(_, body)| body.replace("\r\n", "\n"));
    assert!(body.as_deref().map_or(message.len() > 1500, |body| body == message), "the mail takes the text along");
}

/// What was sent, and which references were named for it.
#[derive(Default)]
pub struct Ledger {
    told: Mutex<BTreeMap<String, BTreeSet<String>>>,
    acknowledgements: AtomicUsize,
    cut_off: AtomicUsize,
}

impl Ledger {
    /// Somebody is about to send a message.
    pub fn sends(&self, message: &str) {
        self.told.lock().unwrap().entry(message.to_owned()).or_default();
    }

    /// Somebody was told a reference.
    pub fn is_told(&self, message: &str, reference: String) {
        self.told.lock().unwrap().entry(message.to_owned()).or_default().insert(reference);
        self.acknowledgements.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends a message and notes what comes back.
    pub fn send(&self, browser: &Browser, address: SocketAddr, message: &str) -> Result<Response, reqwest::Error> {
        self.sends(message);
        let response = browser.send(address, message);
        match &response {
            Ok(response) => {
                response.reference().into_iter().for_each(|reference| self.is_told(message, reference.to_owned()))
            }
            Err(error) if error.is_connect() => {}
            Err(_) => drop(self.cut_off.fetch_add(1, Ordering::Relaxed)),
        }
        response
    }

    /// The messages that were acknowledged, by their references.
    pub fn acknowledged(&self) -> BTreeMap<String, String> {
        let told = self.told.lock().unwrap();
        told.iter().flat_map(|(text, all)| all.iter().map(|one| (one.clone(), text.clone()))).collect()
    }

    /// How often somebody was told a reference.
    pub fn acknowledgements(&self) -> usize {
        self.acknowledgements.load(Ordering::Relaxed)
    }

    /// How often a server died under a request.
    pub fn cut_off(&self) -> usize {
        self.cut_off.load(Ordering::Relaxed)
    }

    /// Whatever was acknowledged is stored with its text, nothing is stored in part or twice, and
    /// the database is sound. The messages.
    pub fn assert_kept(&self, folder: &Path) -> Vec<Message> {
        let stored = stored(&database(folder));
        let told = self.told.lock().unwrap();
        let mut by_text = BTreeMap::new();
        for message in &stored {
            assert!(told.contains_key(&message.body), "nobody sent this: {message:?}");
            let before = by_text.insert(message.body.as_str(), message.reference.as_str());
            assert_eq!(before, None, "stored twice: {}", message.body);
        }
        for (text, references) in told.iter().filter(|(_, references)| !references.is_empty()) {
            let stored: BTreeSet<&str> = by_text.get(text.as_str()).copied().into_iter().collect();
            let told: BTreeSet<&str> = references.iter().map(String::as_str).collect();
            assert_eq!(told, stored, "told and stored: {text}");
        }
        stored
    }
}

/// All messages in a database file that is sound, as the program reads them.
pub fn stored(file: &Path) -> Vec<Message> {
    runtime().block_on(async {
        let inbox = open(&DatabaseUrl::Sqlite(file.to_owned())).await.unwrap();
        let (mut messages, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = inbox.list(None, after.as_deref(), 500).await.unwrap();
            assert!(page.damaged.is_empty(), "{:?}", page.damaged);
            messages.extend(page.messages);
            let Some(last) = page.last else { break };
            after = Some(last);
        }
        inbox.close().await;
        let check: Vec<(String,)> = ask(file, "PRAGMA integrity_check").await;
        assert_eq!(check, [("ok".to_owned(),)]);
        messages
    })
}

/// Where the server is at the moment, and what the citizens have been told.
struct Day {
    address: RwLock<Option<SocketAddr>>,
    ledger: Ledger,
    numbers: AtomicUsize,
    refusals: AtomicUsize,
    ends: AtomicBool,
    is_abandoned: AtomicBool,
}

/// Citizens who send messages all the time, whatever becomes of the server.
pub struct Crowd {
    day: Arc<Day>,
    citizens: Vec<JoinHandle<()>>,
}

impl Crowd {
    pub fn gather(citizens: u64, seed: u64) -> Self {
        let day = Arc::new(Day {
            address: RwLock::default(),
            ledger: Ledger::default(),
            numbers: AtomicUsize::new(0),
            refusals: AtomicUsize::new(0),
            ends: AtomicBool::new(false),
            is_abandoned: AtomicBool::new(false),
        });
        let come = |number: u64| {
            let day = Arc::clone(&day);
            std::thread::spawn(move || day.of_a_citizen(number.is_multiple_of(2), Chance(seed ^ (number << 32))))
        };
        Self { citizens: (0..citizens).map(come).collect(), day }
    }

    /// The server is here now.
    pub fn turns_to(&self, address: SocketAddr) {
        *self.day.address.write().unwrap() = Some(address);
    }

    pub fn ledger(&self) -> &Ledger {
        &self.day.ledger
    }

    /// How often somebody was refused, and was given the text back.
    pub fn refusals(&self) -> usize {
        self.day.refusals.load(Ordering::Relaxed)
    }

    /// Waits until so many more acknowledgements have come.
    pub fn waits_for(&self, more: usize) {
        let enough = self.ledger().acknowledgements() + more;
        wait_until("messages are acknowledged", || self.ledger().acknowledgements() >= enough);
    }

    /// Lets everybody finish, at a server that is there.
    pub fn go_home(&mut self) {
        self.day.ends.store(true, Ordering::Relaxed);
        self.citizens.drain(..).for_each(|citizen| citizen.join().unwrap());
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        // A test has failed; there may be no server any more.
        self.day.is_abandoned.store(true, Ordering::Relaxed);
    }
}

impl Day {
    fn of_a_citizen(&self, keeps_connections: bool, mut chance: Chance) {
        let browser = Browser::new(keeps_connections);
        while !self.ends.load(Ordering::Relaxed) && !self.is_abandoned.load(Ordering::Relaxed) {
            let message = message(self.numbers.fetch_add(1, Ordering::Relaxed), &mut chance);
            let is_acknowledged = self.gets(&browser, &message, &mut chance);
            // Somebody who is not sure whether the button was pressed.
            if is_acknowledged && chance.below(4) == 0 {
                self.gets(&browser, &message, &mut chance);
            }
        }
    }

    /// Sends a message until it is acknowledged or its sender gives up.
    fn gets(&self, browser: &Browser, message: &str, chance: &mut Chance) -> bool {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.is_abandoned.load(Ordering::Relaxed) {
            assert!(Instant::now() < deadline, "nobody takes this message: {message}");
            let address = *self.address.read().unwrap();
            match address.map(|address| self.ledger.send(browser, address, message)) {
                Some(Ok(response)) if response.reference().is_some() => return true,
                Some(Ok(response)) => {
                    assert_refused_with_the_text(&response, message);
                    self.refusals.fetch_add(1, Ordering::Relaxed);
                }
                Some(Err(error)) if !error.is_connect() && chance.below(8) == 0 => return false,
                // It is being started again.
                _ => std::thread::sleep(Duration::from_millis(2)),
            }
        }
        false
    }
}
