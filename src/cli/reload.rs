//! Reading the locales again while the server runs: one reload after the other, and the old site stays where the new one
//! cannot be made. Knows not who asks for it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::Receiver;

use crate::config::{PublicUrl, Settings};
use crate::contact::causes::with_causes;
use crate::http::{App, Preview};
use crate::site::compress;

use super::draft::{Draft, Saved};
use super::publish::publish;

/// What is reloaded, and what from.
pub(super) struct Reload {
    app: Arc<App>,
    settings: Settings,
    public_url: PublicUrl,
    draft: Arc<Mutex<Draft>>,
}

impl Reload {
    /// Of what `app` serves: made from the settings, at a public URL.
    pub(super) fn new(app: Arc<App>, settings: Settings, public_url: PublicUrl) -> Self {
        Self { app, settings, public_url, draft: Arc::default() }
    }

    /// What is done before anything is served: a preview says from the start what is wrong.
    pub(super) async fn begin(&self) {
        if self.app.preview.is_some() {
            self.reload().await;
        }
    }

    /// Reloads at each request, for as long as there can be one.
    pub(super) async fn run(self, mut requests: Receiver<()>) {
        while requests.recv().await.is_some() {
            self.reload().await;
        }
    }

    async fn reload(&self) {
        match (&self.app.preview, &self.settings.locales.folder) {
            (Some(preview), Some(folder)) => self.show(preview, folder.clone()).await,
            _ => self.replace().await,
        }
    }

    /// Shows in a preview what was saved.
    async fn show(&self, preview: &Preview, folder: PathBuf) {
        let (settings, public_url, draft) = (self.settings.clone(), self.public_url.clone(), Arc::clone(&self.draft));
        let save = move || draft.lock().unwrap_or_else(PoisonError::into_inner).save(&folder, &settings, &public_url);
        match tokio::task::spawn_blocking(save).await {
            Ok(Saved { shown, findings }) => {
                if let Some((published, _)) = &shown {
                    self.app.published.store(Arc::clone(published));
                }
                preview.tell(shown, findings);
            }
            Err(error) => tracing::error!(error = with_causes(&error), "what was saved cannot be shown"),
        }
    }

    /// Replaces the site if the locales can be read; otherwise the old one stays.
    async fn replace(&self) {
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
