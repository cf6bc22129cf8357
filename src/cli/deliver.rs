//! `communique deliver`: hands messages to the mail server, beside a server that only stores them.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use clap::Args;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::config::{self, DatabaseUrl, Listen, Logging, Mail, Storage};
use crate::contact::InboxStatus;
use crate::contact::delivery::Delivery;
use crate::contact::delivery::mailer::Mailer;
use crate::http::{Admin, Inherited, Listener};

use super::admin::{self, AdminServer};
use super::checks::warn_of_root;
use super::exit::WrongSettings;
use super::reload::reload_mail_server;
use super::runtime::{message_runtime, open_inbox};
use super::show_settings::GivenSetting;
use super::signals::{Received, Signals};
use super::stop::{self, Stop};
use super::{logging, maintenance, service_manager, watchdog};

/// What the service manager shows.
const STATUS: &str = "messages are mailed";

/// What delivering needs.
#[derive(Args)]
pub(super) struct DeliverSettings {
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    logging: Logging,
    /// Where /livez, /readyz and /metrics are served: an address and port, `unix:/path`, or `systemd` for an inherited
    /// socket; nowhere if not given
    #[arg(long, env = "COMMUNIQUE_ADMIN_LISTEN", value_name = "WHERE")]
    admin_listen: Option<Listen>,
    /// The number of days after which messages are deleted that wait for a person: that of the server, which deletes
    /// them. Two weeks before, those of --mail-to are reminded of them
    #[arg(long, env = "COMMUNIQUE_REVIEW_DAYS", value_name = "DAYS", default_value_t = config::DEFAULT_REVIEW_DAYS, value_parser = config::parse_review_days, allow_negative_numbers = true)]
    review_days: u32,
}

/// Delivers until a signal says stop.
pub(super) fn run(settings: &DeliverSettings, given: &GivenSetting) -> anyhow::Result<ExitCode> {
    logging::start_serving(&settings.logging)?;
    given.warn_of_unused();
    let route = settings.mail.route(None).map_err(|missing| WrongSettings(missing.into()))?;
    let route = route.ok_or_else(|| WrongSettings("--smtp-url (COMMUNIQUE_SMTP_URL) is needed to deliver".into()))?;
    let mailer = Mailer::new(route).map_err(WrongSettings::from)?;
    let runtime = message_runtime()?;
    actix_web::rt::System::new().block_on(deliver(settings, mailer, runtime.handle()))?;
    runtime.shutdown_timeout(stop::RUNTIME_TIMEOUT);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn deliver(settings: &DeliverSettings, mailer: Mailer, runtime: &Handle) -> anyhow::Result<()> {
    // First of all: a signal during the start is kept until there is something to act upon.
    let mut signals = Signals::new().context("cannot listen to signals")?;
    let listener = bind_admin(settings)?;
    let database = settings.storage.database();
    let was_there = match &database {
        DatabaseUrl::Sqlite(path) => path.exists(),
        DatabaseUrl::Postgres(_) => true,
    };
    let inbox = open_inbox(database.clone(), runtime).await?;
    if !was_there {
        tracing::warn!(
            %database,
            "an inbox was made that was not there: if the server has one, --database-url (COMMUNIQUE_DATABASE_URL) names another, and none of its messages is mailed"
        );
    }
    let delivery = mailer.delivery(Arc::clone(&inbox), Arc::default(), settings.review_days);
    let delivery = Arc::new(delivery.context("the system gives no random numbers")?);
    let (draining, status) = (Arc::<AtomicBool>::default(), Arc::new(InboxStatus::new(Arc::clone(&inbox))));
    // Not assumed: the first look writes something.
    status.note_not_tried();
    let mut registry = admin::registry(runtime);
    delivery.register(&mut registry);
    status.register(&mut registry);
    let admin_listen = listener.as_ref().map(ToString::to_string);
    let served = Admin::new(registry, Arc::clone(&draining), Arc::clone(&status));
    let server = listener.map(|listener| AdminServer::start(listener, served)).transpose()?;
    let watching = server.is_some().then(|| runtime.spawn(maintenance::watch(Arc::clone(&inbox), status)));
    let stop = Stop::default();
    let (running, stop_requested) = (Arc::clone(&delivery), stop.requested());
    let delivering = runtime.spawn(async move { running.run(stop_requested).await });
    warn_of_root();
    tracing::info!(%database, admin = admin_listen, "delivering");
    watchdog::start(None, Arc::clone(&inbox), runtime.clone(), stop.requested())?;
    service_manager::ready(STATUS);

    let is_urgent = reload_until_stopped(&mut signals, settings.mail.clone(), &delivery).await;
    service_manager::stopping();
    draining.store(true, Ordering::Relaxed);
    stop.begin();
    tracing::info!("stopping");
    end(delivering, &stop, is_urgent, &mut signals).await?;
    if let Some(watching) = watching {
        watching.abort();
    }
    stop::close(&*inbox).await;
    match server {
        Some(server) => server.stop().await,
        None => Ok(()),
    }
}

/// The socket of the admin listener, if one is set, which has to be the only one that is handed over.
fn bind_admin(settings: &DeliverSettings) -> anyhow::Result<Option<Listener>> {
    let mut inherited = Inherited::from_env();
    let listener = settings.admin_listen.as_ref().map(|listen| admin::bind(listen, &mut inherited)).transpose()?;
    inherited.all_are_taken().map_err(|spare| WrongSettings(spare.to_string()))?;
    Ok(listener)
}

/// Reads the mail server again at each SIGHUP, until a signal says stop; gives back whether there is no time to wait.
async fn reload_until_stopped(signals: &mut Signals, mut mail: Mail, delivery: &Delivery) -> bool {
    let (request, mut requests) = mpsc::channel(1);
    // Beside the signals: a reload that takes long is in the way of no stop.
    let reloading = async {
        while let Some(()) = requests.recv().await {
            service_manager::reloading();
            let is_whole = reload_mail_server(&mut mail, None, delivery).await;
            let status = if is_whole { STATUS } else { "the mail server was not read again, as the log says" };
            service_manager::ready(status);
        }
    };
    let stopped = async {
        loop {
            match signals.received().await {
                // A full channel holds a reload that has not begun: it will see the newest files.
                Received::Hangup => drop(request.try_send(())),
                Received::Terminate => return false,
                Received::Interrupt => return true,
            }
        }
    };
    tokio::select! {
        is_urgent = stopped => is_urgent,
        () = reloading => false,
    }
}

/// Waits for the last mail of a delivery, for as long as there is time.
async fn end(
    mut delivering: JoinHandle<()>,
    stop: &Stop,
    is_urgent: bool,
    signals: &mut Signals,
) -> anyhow::Result<()> {
    let timeout = if is_urgent { stop::DELIVERY_TIMEOUT_IF_URGENT } else { stop::DELIVERY_TIMEOUT };
    tokio::select! {
        ended = stop::end_delivery(&mut delivering, stop.began() + timeout) => ended.context("the delivery failed")?,
        // A second signal does not wait.
        () = signals.stop_requested() => delivering.abort(),
    }
    Ok(())
}
