//! `communique deliver`: hands messages to the mail server, beside a server that only takes them.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use tokio::sync::{Notify, watch};

use crate::config::{Logging, Mail, Mailing, Storage};
use crate::contact::delivery::backoff::Backoff;
use crate::contact::delivery::mail::Envelope;
use crate::contact::delivery::smtp::{MailServer, Patience};
use crate::contact::delivery::{Delivery, Tally};
use crate::contact::inbox::{Inbox, chain, open};

use super::{WrongSettings, logging, runtime, signals};

const CLOSING: Duration = Duration::from_secs(3);

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
    let post = Post::new(mailing)?;
    runtime::messages()?.block_on(async {
        // First of all: a signal during the start is kept until there is something to obey it.
        let mut signals = signals::Signals::new().context("cannot listen to signals")?;
        let database = settings.storage.database();
        let inbox = open(&database).await.context("--database-url (COMMUNIQUE_DATABASE_URL)")?;
        let delivery = post.delivery(Arc::clone(&inbox), Arc::default(), Arc::default())?;
        let (stopping, stopped) = watch::channel(false);
        let mut delivering = tokio::spawn(async move { delivery.run(stopped).await });
        tracing::info!(%database, "delivering");
        signals.stopped().await;
        stopping.send_replace(true);
        tracing::info!("stopping");
        tokio::select! {
            delivered = &mut delivering => delivered.context("the delivery failed")?,
            // A second signal does not wait.
            () = signals.stopped() => delivering.abort(),
        }
        // A database that hangs does not keep the program from stopping.
        let _ = tokio::time::timeout(CLOSING, inbox.close()).await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

/// The mail server and the addresses, checked before anything is opened.
pub struct Post {
    server: MailServer,
    envelope: Envelope,
}

impl Post {
    /// By the operator’s settings.
    pub fn new(mailing: Mailing) -> Result<Self, WrongSettings> {
        let wrong =
            |setting: &str, error: &dyn std::error::Error| WrongSettings(format!("{setting}: {}", chain(error)));
        let envelope = Envelope::new(&mailing.from, &mailing.to)
            .map_err(|error| wrong("--mail-from (COMMUNIQUE_MAIL_FROM) or --mail-to (COMMUNIQUE_MAIL_TO)", &error))?;
        tracing::info!(server = %mailing.server, "mail server");
        let server = MailServer::new(mailing.server, Patience::default())
            .map_err(|error| wrong("--smtp-url (COMMUNIQUE_SMTP_URL)", &error))?;
        Ok(Self { server, envelope })
    }

    /// The loop between an inbox and the mail server.
    pub fn delivery(self, inbox: Arc<dyn Inbox>, arrived: Arc<Notify>, tally: Arc<Tally>) -> anyhow::Result<Delivery> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).context("the system gives no random numbers")?;
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let owner = format!("{}-{name}", std::process::id());
        let Self { server, envelope } = self;
        Ok(Delivery { inbox, server, envelope, backoff: Backoff { speed: 1 }, owner, arrived, tally })
    }
}
