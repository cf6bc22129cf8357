//! What the tests share.

pub mod citizens;
pub mod fast_program;
pub mod faulty_inbox;
pub mod form;
pub mod html;
pub mod mails;
pub mod messages;
pub mod metrics;
pub mod pgbouncer;
pub mod postgres;
pub mod program;
pub mod proxies;
pub mod request;
pub mod response;
pub mod running;
pub mod security;
pub mod site;
pub mod smtp;
pub mod sockets;
pub mod strace;
pub mod tls;

/// A runtime for what a test does itself, on its own thread.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
