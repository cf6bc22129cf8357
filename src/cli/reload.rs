//! Reading the locales again while the server runs: one reload after the other, and the old site stays where the new one
//! cannot be made. Knows not who asks for it.

use std::sync::Arc;

use tokio::sync::mpsc::Receiver;

use crate::config::{PublicUrl, Settings};
use crate::contact::causes::with_causes;
use crate::http::App;
use crate::site::compress;

use super::publish::publish;

/// What is reloaded, and what from.
pub(super) struct Reload {
    /// What the site is served from.
    pub(super) app: Arc<App>,
    /// What it is made from.
    pub(super) settings: Settings,
    /// Where it is.
    pub(super) public_url: PublicUrl,
}

impl Reload {
    /// Reloads at each request, for as long as there can be one.
    pub(super) async fn run(self, mut requests: Receiver<()>) {
        while requests.recv().await.is_some() {
            self.reload().await;
        }
    }

    /// Replaces the site if the locales can be read; otherwise the old one stays.
    async fn reload(&self) {
        let (settings, public_url) = (self.settings.clone(), self.public_url.clone());
        let result = tokio::task::spawn_blocking(move || publish(&settings, &public_url)).await;
        let app = &self.app;
        let published = match result.map_err(anyhow::Error::from).flatten() {
            Ok(published) => published,
            Err(error) => {
                app.metrics.locales_loaded.set(0);
                return tracing::error!(
                    error = with_causes(&*error),
                    "the locales were not read again, the old ones stay"
                );
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
}
