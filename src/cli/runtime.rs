//! The runtime of messages, and the inbox that is opened on it. It outlives the workers of the web server, which end whatever
//! runs on theirs.

use std::sync::Arc;

use anyhow::Context as _;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::config::DatabaseUrl;
use crate::contact::inbox::{Inbox, open};

/// Threads for storing and mailing messages.
pub fn message_runtime() -> anyhow::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("messages")
        .enable_all()
        .build()
        .context("cannot start threads")
}

/// Opens an inbox, whose connections live as long as the runtime.
pub(super) async fn open_inbox(database: DatabaseUrl, runtime: &Handle) -> anyhow::Result<Arc<dyn Inbox>> {
    let opening = runtime.spawn(async move { open(&database).await });
    opening.await.context("cannot open the inbox")?.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}
