//! The server as its clients and its operator see it: addresses, headers, caching, connections, the
//! process itself, real proxies in front of it, and the site as files without it.
//!
//! `tests/run` installs those and runs their part; without them that is left out of `cargo test`.

mod addresses;
mod base_path;
mod caching;
mod connections;
mod costs;
mod export;
mod first_answers;
mod floods;
mod forwarding;
mod framing;
mod headers;
mod health;
mod kinds;
mod other_protocol;
mod preview;
mod process;
mod proxies;
mod proxy_protocol;
mod raw;
mod reload;
mod slow_clients;
mod static_servers;
mod watch;
mod who_asks;
