//! The program as a service: its settings from everywhere, and what it says to whoever runs it.
//!
//! `tests/run` installs systemd’s tools and runs their part; without them that is left out of `cargo test`.

mod config;
mod containers;
mod doctor;
mod incidents;
mod licences;
mod log;
mod manual;
mod metrics;
mod notify;
mod operator;
mod package;
mod prometheus;
mod signals;
mod sockets;
mod units;
