//! The signals that a server obeys.

use std::sync::Arc;

use actix_server::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, mpsc, watch};

use crate::config::{PublicUrl, Settings};
use crate::http::State;
use crate::site::compress;

use super::publish::publish;

/// The signals that a server obeys.
pub struct Signals {
    reload: Signal,
    stop: Signal,
    interrupt: Signal,
}

/// What signals act upon.
pub struct Obeying {
    /// The server of the site.
    pub site: ServerHandle,
    /// Told when there is no time to wait.
    pub hurry: Arc<Notify>,
    /// Told when the program is about to stop.
    pub stopping: watch::Sender<bool>,
    /// What the site is served from.
    pub state: Arc<State>,
    /// What it is made from.
    pub settings: Settings,
    /// Where it is.
    pub public_url: PublicUrl,
}

impl Signals {
    /// Begins to listen. What comes before [`Self::obey`] is kept.
    pub fn new() -> std::io::Result<Self> {
        Ok(Self {
            reload: signal(SignalKind::hangup())?,
            stop: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Ends at the next signal to stop, for a program that has no server.
    pub async fn stopped(&mut self) {
        tokio::select! {
            _ = self.stop.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// SIGHUP reads the locales again. SIGTERM finishes what has begun; a second one, or
    /// SIGINT, does not wait.
    pub async fn obey(mut self, obeying: Obeying) {
        let Obeying { site, hurry, stopping, state, settings, public_url } = obeying;
        // One reload after the other, and none in the way of a stop.
        let (reload, mut asked) = mpsc::channel::<()>(1);
        let reloading = Arc::clone(&state);
        actix_web::rt::spawn(async move {
            while asked.recv().await.is_some() {
                self::reload(&reloading, &settings, &public_url).await;
            }
        });
        loop {
            tokio::select! {
                // A full channel holds a reload that has not begun: it will see the newest files.
                _ = self.reload.recv() => drop(reload.try_send(())),
                _ = self.interrupt.recv() => {
                    stopping.send_replace(true);
                    hurry.notify_one();
                }
                _ = self.stop.recv() => {
                    if state.is_draining() {
                        hurry.notify_one();
                    }
                    tracing::info!("stopping");
                    state.drain();
                    stopping.send_replace(true);
                    drop(actix_web::rt::spawn(site.stop(true)));
                }
            }
        }
    }
}

/// Replaces the site if the locales can be read; otherwise the old one stays.
async fn reload(state: &Arc<State>, settings: &Settings, public_url: &PublicUrl) {
    let (settings, public_url) = (settings.clone(), public_url.clone());
    let result = tokio::task::spawn_blocking(move || publish(&settings, &public_url)).await;
    let published = match result.map_err(anyhow::Error::from).flatten() {
        Ok(published) => published,
        Err(error) => {
            state.metrics.locales_loaded.set(0);
            return tracing::error!("the locales were not read again, the old ones stay: {error:#}");
        }
    };
    published.site.take_over(&state.published.load().site);
    if let Err(error) = compress::compress_in_background(&published.site) {
        tracing::warn!(%error, "pages stay larger than they could be");
    }
    state.published.store(Arc::new(published));
    state.metrics.locales_loaded.set(1);
    tracing::info!("the locales were read again");
}
