//! How the program stops: since when, and how long what is under way is waited for. Knows no server.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, timeout, timeout_at};

use crate::contact::delivery::LAST_MAIL_TIMEOUT;
use crate::contact::inbox::Inbox;

/// How long commits that are under way are waited for, once the web server has stopped.
pub(super) const COMMITS_TIMEOUT: Duration = Duration::from_secs(4);
/// How long the delivery is waited for, from the beginning of the stop on: until it lets go of its last mail, and a
/// little longer, for writing down what came of it.
pub(super) const DELIVERY_TIMEOUT: Duration = LAST_MAIL_TIMEOUT.saturating_add(Duration::from_secs(2));
/// The same where there is no time to wait, from then on.
pub(super) const DELIVERY_TIMEOUT_IF_URGENT: Duration = Duration::from_secs(1);
/// How long the database has to close its connections.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long the runtime of messages has to end, after everything else.
pub(super) const RUNTIME_TIMEOUT: Duration = Duration::from_millis(500);

/// The request to stop, and when it came.
#[derive(Default)]
pub(super) struct Stop {
    requested: watch::Sender<bool>,
    began: OnceLock<Instant>,
}

impl Stop {
    /// Tells everybody who has asked. Only the first call counts as the beginning.
    pub(super) fn begin(&self) {
        self.began();
        self.requested.send_replace(true);
    }

    /// Becomes true when the program is to stop.
    pub(super) fn requested(&self) -> watch::Receiver<bool> {
        self.requested.subscribe()
    }

    /// When the stop began: now, if it has not.
    pub(super) fn began(&self) -> Instant {
        *self.began.get_or_init(Instant::now)
    }
}

/// Waits until the delivery has ended its last mail; a delivery that has not ended in time is let go. When the lease
/// has run out, its message is claimed again and marked as perhaps a duplicate.
pub(super) async fn end_delivery(delivery: &mut JoinHandle<()>, deadline: Instant) -> Result<(), JoinError> {
    timeout_at(deadline, &mut *delivery).await.unwrap_or_else(|_| {
        delivery.abort();
        Ok(())
    })
}

/// Closes an inbox. A database that hangs does not keep the program from stopping.
pub(super) async fn close(inbox: &dyn Inbox) {
    let _ = timeout(CLOSE_TIMEOUT, inbox.close()).await;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cli::logging::LAST_LINES_TIMEOUT;
    use crate::http::server;

    #[test]
    fn all_waiting_together_is_within_what_operators_are_told() {
        let server = Duration::from_secs(server::SHUTDOWN_SECONDS);
        let before_delivery = server + COMMITS_TIMEOUT;
        let total = before_delivery.max(DELIVERY_TIMEOUT) + CLOSE_TIMEOUT + RUNTIME_TIMEOUT + LAST_LINES_TIMEOUT;
        assert!(total <= Duration::from_secs(25), "{total:?}");
        assert!(std::fs::read_to_string("docs/OPERATING.md").unwrap().contains("all within 25 s"));
    }

    #[test]
    fn a_delivery_is_waited_for_from_the_signal_on_and_not_from_the_end_of_the_server() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            // When it ends if nobody lets it go, when the server has stopped, and when nobody waits any more, in seconds.
            for (ends, server_stops, waited_until) in [(1, 0, 1), (16, 3, 16), (60, 3, 17), (60, 20, 20), (19, 20, 20)]
            {
                let stop = Stop::default();
                stop.begin();
                let began = Instant::now();
                let mut delivery = tokio::spawn(tokio::time::sleep(Duration::from_secs(ends)));
                tokio::time::sleep(Duration::from_secs(server_stops)).await;
                stop.begin();
                end_delivery(&mut delivery, stop.began() + DELIVERY_TIMEOUT).await.unwrap();
                assert_eq!(began.elapsed().as_secs(), waited_until, "{ends} {server_stops}");
                assert!(*stop.requested().borrow());
            }
        });
    }
}
