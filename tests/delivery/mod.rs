//! Delivery: the loop that mails what is in the inbox, against mail servers that do what they like;
//! the mail itself; and a real Postfix.
//!
//! `tests/run` installs Postfix and openssl and runs their part; without them that is left out of
//! `cargo test`.

mod away;
mod doctor;
mod mail;
mod outbox;
mod outcomes;
mod postfix;
mod program;
mod reminders;
mod servers;
mod stages;
mod stop;
mod storage;
mod tls;
