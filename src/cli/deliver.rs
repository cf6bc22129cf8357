//! `communique deliver`: hands messages to the mail server, beside a server that only stores them.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use tokio::sync::watch;

use crate::config::{Logging, Mail, Storage};
use crate::contact::delivery::post::Mailer;
use crate::contact::inbox::open;

use super::exit::WrongSettings;
use super::signals::Signals;
use super::{logging, runtime};

const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);

/// What delivering needs.
#[derive(Args)]
pub(super) struct DeliverSettings {
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    logging: Logging,
}

/// Delivers until a signal says stop.
pub(super) fn run(settings: &DeliverSettings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    let route = settings.mail.route().map_err(|missing| WrongSettings(missing.into()))?;
    let route = route.ok_or_else(|| WrongSettings("--smtp-url (COMMUNIQUE_SMTP_URL) is needed to deliver".into()))?;
    let mailer = Mailer::new(route).map_err(WrongSettings::from)?;
    runtime::messages()?.block_on(async {
        // First of all: a signal during the start is kept until there is something to act upon.
        let mut signals = Signals::new().context("cannot listen to signals")?;
        let database = settings.storage.database();
        let inbox = open(&database).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")?;
        let delivery = mailer.delivery(Arc::clone(&inbox), Arc::default(), Arc::default());
        let delivery = delivery.context("the system gives no random numbers")?;
        let (stopping, stopped) = watch::channel(false);
        let mut delivering = tokio::spawn(async move { delivery.run(stopped).await });
        tracing::info!(%database, "delivering");
        signals.stop_requested().await;
        stopping.send_replace(true);
        tracing::info!("stopping");
        tokio::select! {
            delivered = &mut delivering => delivered.context("the delivery failed")?,
            // A second signal does not wait.
            () = signals.stop_requested() => delivering.abort(),
        }
        // A database that hangs does not keep the program from stopping.
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, inbox.close()).await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}
