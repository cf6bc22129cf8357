//! What a server does with messages beside taking them: it mails them and keeps the inbox in order. Begins and ends both, and
//! closes the inbox last. Knows not who asks for the end.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::config::{Deliver, Settings};
use crate::contact::delivery::Delivery;
use crate::contact::inbox::Inbox;
use crate::http::App;

use super::maintenance::{self, Periods};
use super::stop::{self, Stop};

/// The tasks at work.
pub(super) struct MessageTasks {
    inbox: Arc<dyn Inbox>,
    app: Arc<App>,
    stop: Arc<Stop>,
    delivery: Option<JoinHandle<()>>,
    maintenance: JoinHandle<()>,
}

impl MessageTasks {
    /// Starts them on the runtime of messages. Without a delivery it is said why nothing is mailed.
    pub(super) fn start(
        settings: &Settings,
        inbox: Arc<dyn Inbox>,
        app: Arc<App>,
        delivery: Option<Arc<Delivery>>,
        stop: Arc<Stop>,
        runtime: &Handle,
    ) -> Self {
        if delivery.is_none() {
            log_why_nothing_is_mailed(settings);
        }
        let periods = Periods {
            retention_days: settings.publication.retention_days,
            review_days: settings.publication.review_days,
            is_log_the_reminder: delivery.is_none() && settings.deliver == Deliver::Inside,
        };
        let delivery = delivery.map(|delivery| {
            let stop = stop.requested();
            runtime.spawn(async move { delivery.run(stop).await })
        });
        let maintenance = runtime.spawn(maintenance::run(Arc::clone(&inbox), Arc::clone(&app), periods));
        Self { inbox, app, stop, delivery, maintenance }
    }

    /// Ends them, once the server of the site has stopped: what is under way is waited for, if there is time.
    pub(super) async fn end(self, is_urgent: bool) {
        // No new commit begins after this; those under way are waited for.
        self.app.submissions.acceptance.finish(stop::COMMITS_TIMEOUT).await;
        self.stop.begin();
        if let Some(mut delivery) = self.delivery {
            let deadline = if is_urgent {
                Instant::now() + stop::DELIVERY_TIMEOUT_IF_URGENT
            } else {
                // Its last mail has been ending since then.
                self.stop.began() + stop::DELIVERY_TIMEOUT
            };
            if let Err(error) = stop::end_delivery(&mut delivery, deadline).await {
                tracing::error!(%error, "the delivery failed");
            }
        }
        self.maintenance.abort();
        stop::close(&*self.inbox).await;
    }
}

fn log_why_nothing_is_mailed(settings: &Settings) {
    match settings.deliver {
        Deliver::Inside => tracing::warn!(
            "no mail server is set (--smtp-url): messages wait in the inbox, see `communique inbox list`"
        ),
        Deliver::Off => tracing::info!("mails are left to `communique deliver` (--deliver off)"),
    }
}
