//! CPU a message that is accepted, of the server and of the database, and how many are accepted in a second while both and
//! the clients share the machine. The two databases take turns.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::client::{Client, form, reference, text};
use crate::figures::{Spread, Storage};
use crate::postgres::Postgres;
use crate::processes::cpu_us;
use crate::program::Program;

/// Beside one that warms everybody up.
const ROUNDS: usize = 5;
const TURN: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 16;

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// The process of a PostgreSQL that all others of it are below.
pub fn postmaster(database: &Postgres) -> u32 {
    let file = std::fs::read_to_string(database.data().join("postmaster.pid")).unwrap();
    file.lines().next().unwrap().trim().parse().unwrap()
}

/// Measures a server with SQLite inside, and one with a PostgreSQL.
pub fn measure(sqlite: &Program, postgresql: &Program, database: &Postgres) -> Vec<Storage> {
    let sqlite_processes = vec![("communique", sqlite.process.0.id())];
    let both = vec![("communique", postgresql.process.0.id()), ("PostgreSQL", postmaster(database))];
    let set_ups = [("SQLite", sqlite.address(), sqlite_processes), ("PostgreSQL", postgresql.address(), both)];
    let mut accepted = [Vec::new(), Vec::new()];
    let mut took: [BTreeMap<&str, Vec<f64>>; 2] = Default::default();
    for round in 0..=ROUNDS {
        for (at, (name, address, processes)) in set_ups.iter().enumerate() {
            let before: Vec<f64> = processes.iter().map(|(_, pid)| cpu_us(*pid)).collect();
            let started = Instant::now();
            let number = send(*address);
            let a_second = number as f64 / started.elapsed().as_secs_f64();
            print!("  round {round}: {name}: {a_second:.0} messages a second");
            for ((process, pid), before) in processes.iter().zip(before) {
                let us = (cpu_us(*pid) - before) / number as f64;
                print!(", {process} {us:.0} µs each");
                if round > 0 {
                    took[at].entry(process).or_default().push(us);
                }
            }
            println!();
            if round > 0 {
                accepted[at].push(a_second);
            }
        }
    }
    let made = set_ups.iter().zip(accepted).zip(took).map(|((set_up, accepted), took)| Storage {
        database: set_up.0.to_owned(),
        rounds: ROUNDS,
        accepted_per_second: Spread::of(accepted, 0),
        cpu_us_per_message: took.into_iter().map(|(name, took)| (name.to_owned(), Spread::of(took, 0))).collect(),
    });
    made.collect()
}

/// Sends distinct messages over some connections as fast as they are answered; how many were accepted.
fn send(address: SocketAddr) -> u64 {
    let end = Instant::now() + TURN;
    let one = || {
        let (mut client, mut accepted) = (Client::new(address), 0);
        while Instant::now() < end {
            let text = text("a round", NUMBER.fetch_add(1, Ordering::Relaxed));
            let answer = client.ask(&form(&text, "192.0.2.1")).unwrap();
            assert!(reference(&answer).is_some(), "{}", answer.head);
            accepted += 1;
        }
        accepted
    };
    std::thread::scope(|scope| {
        let connections: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(one)).collect();
        connections.into_iter().map(|connection| connection.join().unwrap()).sum()
    })
}
