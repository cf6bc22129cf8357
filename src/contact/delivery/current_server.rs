//! The mail server that mails go to, which can be exchanged while they go. Knows no message.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Notify;

use super::smtp::MailServer;

/// The mail server that mails go to.
pub struct CurrentServer {
    server: ArcSwap<MailServer>,
    replaced: Notify,
}

impl From<MailServer> for CurrentServer {
    fn from(server: MailServer) -> Self {
        Self { server: ArcSwap::from_pointee(server), replaced: Notify::new() }
    }
}

impl CurrentServer {
    /// The one of this moment. A mail goes to one server from its beginning to its end.
    pub(super) fn get(&self) -> Arc<MailServer> {
        self.server.load_full()
    }

    /// Takes another one for the mails that have not begun.
    pub(super) fn replace(&self, server: MailServer) {
        self.server.store(Arc::new(server));
        self.replaced.notify_one();
    }

    /// Completes when another one was taken since this was last waited for: what the former one said counts no more.
    pub(super) async fn replaced(&self) {
        self.replaced.notified().await;
    }
}
