//! What is read again while the program runs: the locales, and the mail server. What cannot be read leaves the old one in
//! its place.

use std::sync::Arc;

use crate::config::{Mail, PublicUrl, Settings};
use crate::contact::causes::with_causes;
use crate::contact::delivery::Delivery;
use crate::contact::delivery::mailer::Mailer;
use crate::http::App;
use crate::site::compress;

use super::publish::publish;
use super::{maintenance, notify};

/// Reads again what a server is made from, and tells the service manager.
pub(super) async fn reload(
    app: &Arc<App>,
    settings: &mut Settings,
    public_url: &PublicUrl,
    delivery: Option<&Delivery>,
) {
    notify::reloading();
    let mut is_whole = reload_site(app, settings, public_url).await;
    if let Some(delivery) = delivery {
        let public_host = settings.publication.public_url.as_ref().and_then(PublicUrl::host_name);
        is_whole &= reload_mail_server(&mut settings.mail, public_host, delivery);
    }
    let status = maintenance::status(app, None);
    notify::ready(&if is_whole { status } else { format!("{status}; not all was read again, as the log says") });
}

/// Replaces the site if the locales can be read; otherwise the old one stays.
async fn reload_site(app: &Arc<App>, settings: &Settings, public_url: &PublicUrl) -> bool {
    let (settings, public_url) = (settings.clone(), public_url.clone());
    let result = tokio::task::spawn_blocking(move || publish(&settings, &public_url)).await;
    let published = match result.map_err(anyhow::Error::from).flatten() {
        Ok(published) => published,
        Err(error) => {
            app.metrics.locales_loaded.set(0);
            tracing::error!(error = with_causes(&*error), "the locales were not read again, the old ones stay");
            return false;
        }
    };
    published.site.take_over(&app.published.load().site);
    if let Err(error) = compress::compress_in_background(&published.site) {
        tracing::warn!(%error, "pages stay larger than they could be");
    }
    app.published.store(Arc::new(published));
    app.metrics.locales_loaded.set(1);
    tracing::info!("the locales were read again");
    true
}

/// Takes the mail server as the file of its URL, and the certificates that it names, say now; otherwise the old one stays.
pub(super) fn reload_mail_server(mail: &mut Mail, public_host: Option<&str>, delivery: &Delivery) -> bool {
    let mut newest = mail.clone();
    let reread = newest.reread().and_then(|()| newest.route(public_host).map_err(str::to_owned));
    let mailer = reread.and_then(|route| match route {
        Some(route) => Mailer::new(route).map(Some).map_err(|error| with_causes(&error)),
        None => Ok(None),
    });
    match mailer {
        Ok(Some(mailer)) => delivery.replace_server(mailer.into_server()),
        Ok(None) => {}
        Err(why) => {
            tracing::error!(why, "the mail server was not read again, the old one stays");
            return false;
        }
    }
    *mail = newest;
    true
}
