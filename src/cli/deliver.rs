//! `communique deliver`: hands messages to the mail server, beside a server that only takes them.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use tokio::sync::{Notify, watch};

use crate::config::{Logging, Mail, Mailing, Storage};
use crate::contact::delivery::backoff::Backoff;
use crate::contact::delivery::mail::Envelope;
use crate::contact::delivery::smtp::{MailServer, Patience};
use crate::contact::delivery::{Delivery, Tally};
use crate::contact::inbox::{Inbox, open};

use super::serve::messages_runtime;
use super::{WrongSettings, logging, signals};

/// What delivering needs.
#[derive(Args)]
pub struct Settings {
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    logging: Logging,
}

/// Delivers until a signal says stop.
pub fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    let mailing = settings.mail.mailing().map_err(|missing| WrongSettings(missing.into()))?;
    let mailing =
        mailing.ok_or_else(|| WrongSettings("--smtp-url (COMMUNIQUE_SMTP_URL) is needed to deliver".into()))?;
    messages_runtime()?.block_on(async {
        let database = settings.storage.database();
        let inbox = open(&database).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")?;
        let delivery = delivery(mailing, Arc::clone(&inbox), Arc::default(), Arc::default())?;
        let (stopping, stopped) = watch::channel(false);
        let delivering = tokio::spawn(async move { delivery.run(stopped).await });
        tracing::info!(%database, "delivering");
        signals::stopped().await.context("cannot listen to signals")?;
        stopping.send_replace(true);
        delivering.await.context("the delivery failed")?;
        inbox.close().await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

/// The loop, by the operator’s settings.
pub fn delivery(
    mailing: Mailing,
    inbox: Arc<dyn Inbox>,
    arrived: Arc<Notify>,
    tally: Arc<Tally>,
) -> anyhow::Result<Delivery> {
    let envelope = Envelope::new(&mailing.from, &mailing.to)
        .context("--mail-from (COMMUNIQUE_MAIL_FROM) and --mail-to (COMMUNIQUE_MAIL_TO)")?;
    tracing::info!(server = %mailing.server, "mail server");
    let server = MailServer::new(mailing.server, Patience::default()).context("--smtp-url (COMMUNIQUE_SMTP_URL)")?;
    let mut name = [0; 8];
    getrandom::fill(&mut name).context("no random numbers")?;
    let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    let owner = format!("{}-{name}", std::process::id());
    Ok(Delivery { inbox, server, envelope, backoff: Backoff { speed: 1 }, owner, arrived, tally })
}
