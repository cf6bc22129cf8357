//! What is read again while the program runs: the locales, and the mail server. One reload after the other; what cannot be
//! read leaves the old one in its place, and what takes for ever holds nothing up. Knows not who asks for it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::Receiver;

use crate::causes::with_causes;
use crate::config::{Mail, PublicUrl, Settings};
use crate::contact::delivery::Delivery;
use crate::contact::delivery::mailer::Mailer;
use crate::http::{App, Preview, Published};
use crate::l10n::LocaleFile;
use crate::l10n::saved::Damage;
use crate::site::compress;

use super::last_readable::LastReadable;
use super::own_thread::on_own_thread;
use super::preview_files::{PreviewFiles, Saved};
use super::publish::{locale_files, publish_files};
use super::{maintenance, service_manager};

/// How long the locales may take to be read and shown, on a busy machine.
const LOCALES_TIMEOUT: Duration = Duration::from_secs(120);
/// How long the files of the mail server may take to be read.
const MAIL_SERVER_TIMEOUT: Duration = Duration::from_secs(10);

/// The paths of the files that count as they were, each with the reason.
type StoodIn = Vec<(String, Damage)>;

/// What is reloaded, and what from.
pub(super) struct Reload {
    app: Arc<App>,
    settings: Settings,
    public_url: PublicUrl,
    files: Arc<Mutex<PreviewFiles>>,
    last_readable: Arc<Mutex<LastReadable>>,
}

impl Reload {
    /// Of what `app` serves: made from the settings, at a public URL.
    pub(super) fn new(app: Arc<App>, settings: Settings, public_url: PublicUrl) -> Self {
        Self { app, settings, public_url, files: Arc::default(), last_readable: Arc::default() }
    }

    /// What is done before anything is served: a preview says from the start what is wrong, and of other folders is noted
    /// how their files are.
    pub(super) async fn begin(&self) {
        if self.app.preview.is_some() {
            self.reload_site().await;
        } else if let Some(folder) = self.settings.locales.folder.clone() {
            let last_readable = Arc::clone(&self.last_readable);
            let note = move || read(&folder, &last_readable).map(drop);
            // What cannot be read now could be when it was published, a moment ago: the next reload says what is wrong.
            let _ = on_own_thread(LOCALES_TIMEOUT, note).await;
        }
    }

    /// Reads everything again when that is asked for, and the locales when they have changed, for as long as either can
    /// be. `delivery` is what mails messages, if this process does.
    pub(super) async fn run(
        mut self,
        delivery: Option<Arc<Delivery>>,
        mut everything: Receiver<()>,
        mut locales: Receiver<()>,
    ) {
        loop {
            tokio::select! {
                Some(()) = everything.recv() => self.reload(delivery.as_deref()).await,
                Some(()) = locales.recv() => self.reload(None).await,
                else => return,
            }
        }
    }

    /// Reads the locales again, and the mail server of a delivery, and tells the service manager.
    async fn reload(&mut self, delivery: Option<&Delivery>) {
        service_manager::reloading();
        let mut is_whole = self.reload_site().await;
        if let Some(delivery) = delivery {
            let public_host = self.settings.publication.public_url.as_ref().and_then(PublicUrl::host_name);
            is_whole &= reload_mail_server(&mut self.settings.mail, public_host, delivery).await;
        }
        // What is said of a stop stays.
        if self.app.is_draining() {
            return;
        }
        let status = maintenance::status(&self.app, None);
        service_manager::ready(&if is_whole {
            status
        } else {
            format!("{status}; not all was read again, as the log says")
        });
    }

    /// Whether the locales were read again.
    async fn reload_site(&self) -> bool {
        match (&self.app.preview, &self.settings.locales.folder) {
            (Some(preview), Some(folder)) => self.show(preview, folder.clone()).await,
            _ => self.replace().await,
        }
    }

    /// Shows in a preview what was saved.
    async fn show(&self, preview: &Preview, folder: PathBuf) -> bool {
        let (settings, public_url, files) = (self.settings.clone(), self.public_url.clone(), Arc::clone(&self.files));
        let save = move || files.lock().unwrap_or_else(PoisonError::into_inner).save(&folder, &settings, &public_url);
        match on_own_thread(LOCALES_TIMEOUT, save).await {
            Ok(Saved { shown, findings, failure }) => {
                if let Some((published, _)) = &shown {
                    self.app.published.store(Arc::clone(published));
                }
                preview.tell(shown, findings);
                if let Some(error) = &failure {
                    tracing::error!(error, "nothing can be made of what was saved, the last good text stays");
                }
                self.app.metrics.note_locales(failure.is_none());
                failure.is_none()
            }
            Err(error) => {
                tracing::error!(error = with_causes(&error), "what was saved cannot be shown");
                false
            }
        }
    }

    /// Replaces the site if the locales can be read; otherwise the old one stays.
    async fn replace(&self) -> bool {
        let (settings, public_url) = (self.settings.clone(), self.public_url.clone());
        let last_readable = Arc::clone(&self.last_readable);
        let make = move || publish_again(&settings, &public_url, &last_readable);
        let app = &self.app;
        let made = on_own_thread(LOCALES_TIMEOUT, make).await;
        let (published, stood_in) = match made.map_err(anyhow::Error::from).flatten() {
            Ok(published) => published,
            Err(error) => {
                app.metrics.note_locales(false);
                tracing::error!(error = with_causes(&*error), "the locales were not read again, the old ones stay");
                return false;
            }
        };
        published.site.take_over(&app.published.load().site);
        if let Err(error) = compress::compress_in_background(&published.site) {
            tracing::warn!(%error, "pages stay larger than they could be");
        }
        app.published.store(Arc::new(published));
        app.metrics.note_locales(stood_in.is_empty());
        for (path, damage) in &stood_in {
            match damage {
                Damage::Unreadable => tracing::error!(
                    path,
                    "the file is empty or cannot be read: it counts as it was, until it is mended or deleted"
                ),
                Damage::Cut => tracing::error!(
                    path,
                    "the file was saved in part: it counts as it was, until it is saved whole, or with an end of its last line"
                ),
                Damage::Of(other) => tracing::error!(
                    path,
                    other,
                    "the file holds the text of another: it counts as it was, until it is mended or deleted"
                ),
            }
        }
        tracing::info!("the locales were read again");
        stood_in.is_empty()
    }
}

/// The files of a folder, those that are no longer whole as they were, and the paths of those.
fn read(folder: &Path, last_readable: &Mutex<LastReadable>) -> anyhow::Result<(Vec<LocaleFile>, StoodIn)> {
    let mut files = locale_files(Some(folder))?;
    let stood_in = last_readable.lock().unwrap_or_else(PoisonError::into_inner).stand_in(&mut files);
    Ok((files, stood_in))
}

/// A site of the locales as they are now, and the files that count as they were.
fn publish_again(
    settings: &Settings,
    public_url: &PublicUrl,
    last_readable: &Mutex<LastReadable>,
) -> anyhow::Result<(Published, StoodIn)> {
    let folder = settings.locales.folder.as_deref();
    let (files, stood_in) = match folder {
        Some(folder) => read(folder, last_readable)?,
        None => (locale_files(None)?, Vec::new()),
    };
    let published = publish_files(files, folder, public_url, &settings.publication, &settings.logging)?;
    Ok((published, stood_in))
}

/// Takes the mail server as the file of its URL, and the certificates that it names, say now; otherwise the old one stays.
pub(super) async fn reload_mail_server(mail: &mut Mail, public_host: Option<&str>, delivery: &Delivery) -> bool {
    let (mut newest, public_host) = (mail.clone(), public_host.map(str::to_owned));
    let read = move || {
        newest.reread()?;
        let route = newest.route(public_host.as_deref()).map_err(str::to_owned)?;
        let mailer = route.map(Mailer::new).transpose().map_err(|error| with_causes(&error))?;
        Ok((newest, mailer))
    };
    let read = on_own_thread(MAIL_SERVER_TIMEOUT, read).await.map_err(|error| with_causes(&error));
    match read.flatten() {
        Ok((newest, mailer)) => {
            if let Some(mailer) = mailer {
                delivery.replace_server(mailer.into_server());
            }
            *mail = newest;
            true
        }
        Err(why) => {
            tracing::error!(why, "the mail server was not read again, the old one stays");
            false
        }
    }
}
