//! The inbox in a simulation: everything that can happen to it, in an order that is drawn from a seed, held against a
//! model in memory and against the promise (`invariants`).
//!
//! `COMMUNIQUE_SEEDS=17` runs one seed, `COMMUNIQUE_SEEDS=0..5000` a range.

mod crashes;
mod database;
mod found;
mod happened;
mod invariants;
mod mail_server;
mod model;
mod power;
mod process;
mod row;
mod run;
mod seeds;
mod steps;

use std::sync::Arc;

use self::database::Engine;
use crate::support::postgres::Postgres;

#[test]
fn the_promise_is_kept_in_a_file_of_sqlite_whatever_happens() {
    let threads = std::thread::available_parallelism().map_or(1, |number| number.get());
    seeds::all_keep_the_promise("the_promise_is_kept_in_a_file", 0..200, threads, Engine::sqlite);
}

#[test]
fn what_was_found_once_does_not_come_back() {
    for (what, steps) in found::schedules() {
        if let Err((at, wrong)) = seeds::run(Engine::sqlite(), &steps) {
            panic!("{what}: step {}: {wrong}", at + 1);
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn the_promise_is_kept_by_a_server_of_postgresql_whatever_happens() {
    let server = Arc::new(Postgres::start());
    let engine = || Engine::Postgres(Arc::clone(&server));
    seeds::all_keep_the_promise("the_promise_is_kept_by_a_server", 0..30, 1, engine);
}
