//! Readers and writers at a steady pace, what became of each of their requests, and a separate reader who takes the time.
//! Knows an address, and nothing of what answers there.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread::Scope;
use std::time::{Duration, Instant};

use crate::client::{Client, form, page, reference, text};

pub const READERS_PER_SECOND: usize = 2_000;
pub const WRITERS_PER_SECOND: usize = 40;
/// Pages that the separate reader asks for.
pub const TIMED_PER_SECOND: usize = 100;
/// Connections of readers, and of the separate reader.
const CONNECTIONS: usize = 4;
/// Writers wait for the disk.
const WRITERS: usize = 16;
pub const STATEMENT: &str = "/en/fight-against-terrorism";
/// Seven in twelve read the statement; the empty one is the bare address.
const PAGES: [&str; 12] = [
    "fight-against-terrorism",
    "fight-against-terrorism",
    "fight-against-terrorism",
    "fight-against-terrorism",
    "fight-against-terrorism",
    "fight-against-terrorism",
    "fight-against-terrorism",
    "share",
    "privacy",
    "accessibility",
    "contact",
    "",
];
/// As Chromium and Firefox, Safari, old browsers, and programs send it.
const CODINGS: [&str; 10] = [
    "gzip, deflate, br, zstd",
    "gzip, deflate, br, zstd",
    "gzip, deflate, br, zstd",
    "gzip, deflate, br, zstd",
    "gzip, deflate, br, zstd",
    "gzip, deflate, br",
    "gzip, deflate, br",
    "gzip, deflate",
    "gzip, deflate",
    "",
];

/// What happened, second by second.
pub struct Log {
    start: Instant,
    seconds: usize,
    /// Pages, of readers and of the separate reader.
    pub answered: Vec<AtomicU64>,
    pub failed: Vec<AtomicU64>,
    pub accepted: Vec<AtomicU64>,
    faults: Mutex<Vec<String>>,
    timed_ms: Mutex<Vec<Vec<f64>>>,
    told: Mutex<BTreeMap<String, BTreeSet<String>>>,
    form_ms: Mutex<Vec<f64>>,
    corrected: OnceLock<Instant>,
}

impl Log {
    pub fn new(seconds: usize) -> Self {
        let counters = || (0..seconds).map(|_| AtomicU64::new(0)).collect();
        Self {
            start: Instant::now(),
            seconds,
            answered: counters(),
            failed: counters(),
            accepted: counters(),
            faults: Mutex::default(),
            timed_ms: Mutex::new(vec![Vec::new(); seconds]),
            told: Mutex::default(),
            form_ms: Mutex::default(),
            corrected: OnceLock::new(),
        }
    }

    pub fn start(&self) -> Instant {
        self.start
    }

    /// The present second; what ends later belongs to the last.
    fn second(&self) -> usize {
        (self.start.elapsed().as_secs() as usize).min(self.seconds - 1)
    }

    fn counts(&self, counters: &[AtomicU64]) {
        counters[self.second()].fetch_add(1, Ordering::Relaxed);
    }

    fn fails(&self, what: String) {
        self.counts(&self.failed);
        let mut faults = self.faults.lock().unwrap();
        if faults.len() < 10 {
            faults.push(format!("second {}: {what}", self.second()));
        }
    }

    /// The first of what failed.
    pub fn faults(&self) -> Vec<String> {
        self.faults.lock().unwrap().clone()
    }

    /// The times of the separate reader in a second, in milliseconds, sorted.
    pub fn timed_ms(&self, second: usize) -> Vec<f64> {
        let mut times = self.timed_ms.lock().unwrap()[second].clone();
        times.sort_by(f64::total_cmp);
        times
    }

    /// How long each writer waited for a reference, in milliseconds, sorted.
    pub fn form_ms(&self) -> Vec<f64> {
        let mut times = self.form_ms.lock().unwrap().clone();
        times.sort_by(f64::total_cmp);
        times
    }

    /// The texts that were acknowledged, with the references that were named for each.
    pub fn told(&self) -> BTreeMap<String, BTreeSet<String>> {
        self.told.lock().unwrap().clone()
    }

    /// When the separate reader first saw the corrected text.
    pub fn corrected(&self) -> Option<Instant> {
        self.corrected.get().copied()
    }
}

/// Sends everybody to an address; all have gone home when the scope ends.
pub fn gather<'scope>(
    scope: &'scope Scope<'scope, '_>,
    log: &'scope Log,
    address: SocketAddr,
    languages: &'scope [String],
    correction: &'scope str,
) {
    for number in 0..CONNECTIONS {
        scope.spawn(move || {
            let (mut client, mut chance) = (Client::new(address), number as u64 + 1);
            paced(log, READERS_PER_SECOND, (number, CONNECTIONS), |_| read(log, &mut client, languages, &mut chance));
        });
        let takes_time = move |_| take_time(log, address, correction);
        scope.spawn(move || paced(log, TIMED_PER_SECOND, (number, CONNECTIONS), takes_time));
    }
    for number in 0..WRITERS {
        scope.spawn(move || {
            let mut client = Client::new(address);
            paced(log, WRITERS_PER_SECOND, (number, WRITERS), |turn| write(log, &mut client, number, turn));
        });
    }
}

/// Does what is the turn of one connection of several, which together do it so many times a second, until the time is
/// over. Who is late is not let off.
fn paced(log: &Log, per_second: usize, (number, connections): (usize, usize), mut each: impl FnMut(usize)) {
    for turn in 0.. {
        let at = (turn * connections + number) as f64 / per_second as f64;
        if at >= log.seconds as f64 {
            return;
        }
        let wait = Duration::from_secs_f64(at).saturating_sub(log.start.elapsed());
        if !wait.is_zero() {
            std::thread::sleep(wait);
        }
        each(turn);
    }
}

/// Numbers by chance, the same in each run (SplitMix64).
fn one_of<'a, T>(chance: &mut u64, choices: &'a [T]) -> &'a T {
    *chance = chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *chance;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    &choices[((z ^ (z >> 31)) % choices.len() as u64) as usize]
}

fn read(log: &Log, client: &mut Client, languages: &[String], chance: &mut u64) {
    let language = one_of(chance, languages);
    let path = match *one_of(chance, &PAGES) {
        "" => "/".to_owned(),
        name => format!("/{language}/{name}"),
    };
    let coding: &str = one_of::<&str>(chance, &CODINGS);
    match client.ask(&page(&path, coding, language)) {
        Ok(answer) if answer.status == if path == "/" { 302 } else { 200 } => log.counts(&log.answered),
        Ok(answer) => log.fails(format!("{path}: {}", answer.status)),
        Err(error) => log.fails(format!("{path}: {error}")),
    }
}

/// Sends a message, again and again until it is acknowledged, as somebody does who was told to.
fn write(log: &Log, client: &mut Client, number: usize, turn: usize) {
    let text = text("a writer", (turn * WRITERS + number) as u64);
    let request = form(&text, &format!("10.{number}.{}.{}", turn / 250 % 250, turn % 250));
    let begun = Instant::now();
    for _ in 0..50 {
        match client.ask(&request).map(|answer| (reference(&answer), answer.status)) {
            Ok((Some(reference), _)) => {
                log.form_ms.lock().unwrap().push(begun.elapsed().as_secs_f64() * 1e3);
                log.told.lock().unwrap().entry(text).or_default().insert(reference);
                return log.counts(&log.accepted);
            }
            Ok((None, status)) => log.fails(format!("a form: {status}")),
            Err(error) => log.fails(format!("a form: {error}")),
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// One page on a connection of its own, from connecting until it is there.
fn take_time(log: &Log, address: SocketAddr, correction: &str) {
    let (begun, second) = (Instant::now(), log.second());
    match Client::new(address).ask(&page(STATEMENT, "", "en")) {
        Ok(answer) if answer.status == 200 => {
            log.timed_ms.lock().unwrap()[second].push(begun.elapsed().as_secs_f64() * 1e3);
            log.counts(&log.answered);
            if log.corrected.get().is_none() && String::from_utf8_lossy(&answer.body).contains(correction) {
                let _ = log.corrected.set(Instant::now());
            }
        }
        Ok(answer) => log.fails(format!("the separate reader: {}", answer.status)),
        Err(error) => log.fails(format!("the separate reader: {error}")),
    }
}
