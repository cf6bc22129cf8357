//! The inbox: what every one promises, whichever database holds it; what is particular to SQLite
//! and to PostgreSQL; and what staff ask `communique inbox`.
//!
//! `tests/run` installs PostgreSQL and runs its part; without it that is left out of `cargo test`.

#[macro_use]
mod engine;

mod accepting;
mod backup;
mod damaged;
mod keeping;
mod manual;
mod moved;
mod moving;
mod postgresql;
mod queue;
mod rights;
mod sqlite;
mod staff;
mod unreachable;
mod unusable;
