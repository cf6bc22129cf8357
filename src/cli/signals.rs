//! Signals: what reloads the site and what stops the program.

use std::sync::Arc;

use actix_server::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, mpsc};

use crate::http::App;

use super::stop::Stop;

/// The signals that the program acts upon.
pub(super) struct Signals {
    hangup: Signal,
    terminate: Signal,
    interrupt: Signal,
}

/// What signals act upon.
pub(super) struct SignalTargets {
    /// The server of the site.
    pub(super) site_server: ServerHandle,
    /// Notified when there is no time to wait.
    pub(super) stop_at_once: Arc<Notify>,
    /// The request to stop, for everything that is to end by itself.
    pub(super) stop: Arc<Stop>,
    /// What is told to drain.
    pub(super) app: Arc<App>,
    /// Where a reload is asked for: one after the other, and none in the way of a stop.
    pub(super) reload: mpsc::Sender<()>,
}

impl Signals {
    /// Begins to listen. What comes before [`Self::handle`] is kept.
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self {
            hangup: signal(SignalKind::hangup())?,
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Completes at the next signal to stop, for a command that has no server.
    pub(super) async fn stop_requested(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// SIGHUP reads the locales again. SIGTERM finishes what has begun; a second one, or
    /// SIGINT, does not wait.
    pub(super) async fn handle(mut self, targets: SignalTargets) {
        let SignalTargets { site_server, stop_at_once, stop, app, reload } = targets;
        loop {
            tokio::select! {
                // A full channel holds a reload that has not begun: it will see the newest files.
                _ = self.hangup.recv() => drop(reload.try_send(())),
                _ = self.interrupt.recv() => {
                    stop.begin();
                    stop_at_once.notify_one();
                }
                _ = self.terminate.recv() => {
                    if app.is_draining() {
                        stop_at_once.notify_one();
                    }
                    tracing::info!("stopping");
                    app.drain();
                    stop.begin();
                    drop(actix_web::rt::spawn(site_server.stop(true)));
                }
            }
        }
    }
}
