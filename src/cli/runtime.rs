//! The runtime of messages. It outlives the workers of the web server, which end whatever runs on theirs.

use anyhow::Context as _;
use tokio::runtime::{Builder, Runtime};

/// Threads for storing and mailing messages.
pub fn message_runtime() -> anyhow::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("messages")
        .enable_all()
        .build()
        .context("cannot start threads")
}
