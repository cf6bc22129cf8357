//! Signals: what reloads the site and what stops the program.

use std::sync::Arc;

use actix_server::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, mpsc};

use crate::config::{PublicUrl, Settings};
use crate::contact::causes::with_causes;
use crate::http::App;
use crate::site::compress;

use super::publish::publish;
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
    /// What the site is served from.
    pub(super) app: Arc<App>,
    /// What it is made from.
    pub(super) settings: Settings,
    /// Where it is.
    pub(super) public_url: PublicUrl,
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
        let SignalTargets { site_server, stop_at_once, stop, app, settings, public_url } = targets;
        // One reload after the other, and none in the way of a stop.
        let (request_reload, mut reload_requests) = mpsc::channel::<()>(1);
        let reloading = Arc::clone(&app);
        actix_web::rt::spawn(async move {
            while reload_requests.recv().await.is_some() {
                reload_site(&reloading, &settings, &public_url).await;
            }
        });
        loop {
            tokio::select! {
                // A full channel holds a reload that has not begun: it will see the newest files.
                _ = self.hangup.recv() => drop(request_reload.try_send(())),
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

/// Replaces the site if the locales can be read; otherwise the old one stays.
async fn reload_site(app: &Arc<App>, settings: &Settings, public_url: &PublicUrl) {
    let (settings, public_url) = (settings.clone(), public_url.clone());
    let result = tokio::task::spawn_blocking(move || publish(&settings, &public_url)).await;
    let published = match result.map_err(anyhow::Error::from).flatten() {
        Ok(published) => published,
        Err(error) => {
            app.metrics.locales_loaded.set(0);
            return tracing::error!(error = with_causes(&*error), "the locales were not read again, the old ones stay");
        }
    };
    published.site.take_over(&app.published.load().site);
    if let Err(error) = compress::compress_in_background(&published.site) {
        tracing::warn!(%error, "pages stay larger than they could be");
    }
    app.published.store(Arc::new(published));
    app.metrics.locales_loaded.set(1);
    tracing::info!("the locales were read again");
}
