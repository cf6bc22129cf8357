//! Signals: what reloads the site and what stops the program.

use std::sync::Arc;
use std::time::Duration;

use actix_server::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, sleep};

use crate::http::App;

use super::service_manager;
use super::stop::Stop;

/// Signals to stop that come so soon after the first are the same one: `timeout` of coreutils sends it to the process
/// and to its group.
const SAME_SIGNAL_WITHIN: Duration = Duration::from_millis(500);

/// How long a connection that has been accepted may take to reach its worker, on a busy machine.
const TO_REACH_A_WORKER: Duration = Duration::from_millis(50);

/// The signals that the program acts upon.
pub(super) struct Signals {
    hangup: Signal,
    terminate: Signal,
    interrupt: Signal,
    terminated: Option<Instant>,
}

/// A signal that has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Received {
    /// SIGHUP: read again what can be read again.
    Hangup,
    /// SIGTERM: finish what has begun.
    Terminate,
    /// SIGINT: do not wait.
    Interrupt,
}

/// What signals act upon.
pub(super) struct SignalTargets {
    /// The server of the site.
    pub(super) site_server: ServerHandle,
    /// Whether its sockets stay open when it ends: another process has handed them over.
    pub(super) sockets_are_held: bool,
    /// Notified when there is no time to wait.
    pub(super) stop_at_once: Arc<Notify>,
    /// The request to stop, for everything that is to end by itself.
    pub(super) stop: Arc<Stop>,
    /// What is told to drain.
    pub(super) app: Arc<App>,
    /// Where a reload is asked for: one after the other, and none in the way of a stop.
    pub(super) reload: mpsc::Sender<()>,
}

/// Stops a server without losing anybody whom it has accepted: actix drops connections that have not reached their worker
/// when it stops. Where somebody else holds the sockets, and with them who connects meanwhile, it first accepts no more.
async fn stop_serving(server: ServerHandle, sockets_are_held: bool) {
    if sockets_are_held {
        server.pause().await;
        sleep(TO_REACH_A_WORKER).await;
    }
    server.stop(true).await;
}

impl Signals {
    /// Begins to listen. What comes before [`Self::received`] is kept.
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self {
            hangup: signal(SignalKind::hangup())?,
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            terminated: None,
        })
    }

    /// Completes at the next signal.
    pub(super) async fn received(&mut self) -> Received {
        loop {
            tokio::select! {
                _ = self.hangup.recv() => return Received::Hangup,
                _ = self.interrupt.recv() => return Received::Interrupt,
                _ = self.terminate.recv() => {
                    let is_first = self.terminated.is_none_or(|before| before.elapsed() >= SAME_SIGNAL_WITHIN);
                    if is_first {
                        self.terminated = Some(Instant::now());
                        return Received::Terminate;
                    }
                }
            }
        }
    }

    /// Completes at the next signal to stop.
    pub(super) async fn stop_requested(&mut self) {
        while self.received().await == Received::Hangup {}
    }

    /// SIGHUP reads the locales and the mail server again. SIGTERM finishes what has begun; a second one, or
    /// SIGINT, does not wait.
    pub(super) async fn handle(mut self, targets: SignalTargets) {
        let SignalTargets { site_server, sockets_are_held, stop_at_once, stop, app, reload } = targets;
        loop {
            match self.received().await {
                // A full channel holds a reload that has not begun: it will see the newest files.
                Received::Hangup => drop(reload.try_send(())),
                Received::Interrupt => {
                    service_manager::stopping();
                    stop.begin();
                    stop_at_once.notify_one();
                }
                Received::Terminate => {
                    if app.is_draining() {
                        stop_at_once.notify_one();
                    }
                    tracing::info!("stopping");
                    app.drain();
                    service_manager::stopping();
                    stop.begin();
                    drop(actix_web::rt::spawn(stop_serving(site_server.clone(), sockets_are_held)));
                }
            }
        }
    }
}
