//! `communique serve`: reads the settings and the locales, renders the site, opens the inbox,
//! serves, delivers, and stops in the right order.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use crate::config::{Deliver, Listen, PublicUrl, Settings};
use crate::contact::Acceptance;
use crate::contact::delivery::mailer::Mailer;
use crate::contact::inbox::{Inbox, open};
use crate::http::{App, Published, descriptors};
use crate::site::{compress, wellknown};

use super::checks::{check, is_everybody_trusted, is_preview_open, mail_route};
use super::exit::WrongSettings;
use super::maintenance::Periods;
use super::publish::publish;
use super::reload::Reload;
use super::runtime::message_runtime;
use super::show_settings::Given;
use super::signals::{SignalTargets, Signals};
use super::sockets::{Servers, Sockets};
use super::stop::{self, Stop};
use super::watch::{Calm, Watch};
use super::{admin, logging, maintenance, service_manager, watchdog};

/// Serves until a signal says stop.
pub(super) fn run(mut settings: Settings, given: &Given) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    given.warn_of_unused();
    check(&settings)?;
    if is_everybody_trusted(&settings) {
        tracing::warn!(
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) names all addresses, or a great part of them: whoever connects from there may say who is asking, and no limit holds; name the proxies alone"
        );
    }
    if is_preview_open(&settings) {
        tracing::warn!("others can reach this preview (--listen), which shows hidden languages and unfinished texts");
    }
    warn_of_security_txt(Timestamp::now());
    check_descriptors()?;
    // It is there until everything has stopped.
    let _folder = temporary_folder(&mut settings)?;
    let runtime = message_runtime()?;
    actix_web::rt::System::new().block_on(serve(settings, runtime.handle()))?;
    runtime.shutdown_timeout(stop::RUNTIME_TIMEOUT);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// security.txt says until when it is valid, which is fixed when the program is made.
fn warn_of_security_txt(now: Timestamp) {
    if let Some(expires) = wellknown::security_expires().filter(|expires| is_soon(*expires, now)) {
        tracing::warn!(%expires, "security.txt is valid for less than a month, or no more: put a newer version of the program in its place");
    }
}

/// Whether a moment is less than a month away, or over.
fn is_soon(at: Timestamp, now: Timestamp) -> bool {
    now.duration_until(at) < SignedDuration::from_hours(30 * 24)
}

/// Where a preview keeps the messages that its users try out, if nothing says where else.
fn temporary_folder(settings: &mut Settings) -> anyhow::Result<Option<TempDir>> {
    if !settings.publication.preview {
        return Ok(None);
    }
    let folder = tempfile::tempdir().context("cannot make a temporary folder for messages")?;
    Ok(settings.storage.keep_in(folder.path()).then_some(folder))
}

/// Every connection takes a file descriptor: as many as the system allows are asked for.
fn check_descriptors() -> anyhow::Result<()> {
    let (connections, is_enough) = descriptors::raise()?;
    if !is_enough {
        tracing::warn!(
            connections,
            "the limit of open files (ulimit -n, LimitNOFILE=) allows fewer connections than the server is made for"
        );
    }
    Ok(())
}

/// Several files may be saved one after the other, as git does; readers get them together.
const CALM: Calm = Calm { quiet: Duration::from_millis(300), most: Duration::from_secs(5) };
/// Whoever writes waits for each save, and sees the next one at once.
const CALM_IN_PREVIEW: Calm = Calm { quiet: Duration::from_millis(20), most: Duration::from_millis(200) };

/// Begins to watch the folder of locales, if that is set.
fn watch_locales(settings: &Settings) -> Option<Watch> {
    let is_preview = settings.publication.preview;
    let folder = settings.locales.folder.clone().filter(|_| is_preview || settings.locales.watch)?;
    Some(Watch::new(folder, if is_preview { CALM_IN_PREVIEW } else { CALM }))
}

async fn serve(settings: Settings, runtime: &Handle) -> anyhow::Result<()> {
    // First of all: a signal during the start is kept until there is something to act upon.
    let signals = Signals::new().context("cannot listen to signals")?;
    let mailer = mailer(&settings)?;
    let inbox = open_inbox(&settings, runtime).await?;
    // Before the locales are read: what is saved from now on is read again.
    let watch = watch_locales(&settings);
    let Prepared { public_url, published, sockets } = Prepared::new(&settings)?;
    if !settings.publication.preview {
        compress::compress_in_background(&published.site)?;
    }
    let acceptance = Acceptance::new(Arc::clone(&inbox), runtime.clone());
    // Not assumed: the maintenance begins by storing something.
    acceptance.status().note_not_tried();
    let mut registry = admin::registry(runtime);
    let delivery = mailer.map(|mailer| {
        let delivery = mailer.delivery(Arc::clone(&inbox), acceptance.arrived(), settings.publication.review_days);
        delivery.map(Arc::new).context("the system gives no random numbers")
    });
    let delivery = delivery.transpose()?;
    if let Some(delivery) = &delivery {
        delivery.register(&mut registry);
    }
    let app = Arc::new(App::new(&settings, published, acceptance));

    let (listen, admin_listen) = (sockets.public_places(), sockets.admin_place());
    let reload = Reload::new(Arc::clone(&app), settings.clone(), public_url.clone());
    reload.begin().await;
    let mut servers = Servers::start(sockets, &app, registry)?;
    let stop = Arc::<Stop>::default();
    let delivering = delivery.clone().map(|delivery| {
        let stop = stop.requested();
        runtime.spawn(async move { delivery.run(stop).await })
    });
    if delivering.is_none() {
        log_why_nothing_is_mailed(&settings);
    }
    let periods = Periods {
        retention_days: settings.publication.retention_days,
        review_days: settings.publication.review_days,
        is_log_the_reminder: delivering.is_none() && settings.deliver == Deliver::Inside,
    };
    let maintenance = maintenance::run(Arc::clone(&inbox), Arc::clone(&app), periods);
    let maintenance = runtime.spawn(maintenance);
    tracing::info!(listen, admin = admin_listen, public_url = %public_url, database = %settings.storage.database(), "serving");
    watchdog::start(servers.watched.take(), Arc::clone(&inbox), runtime.clone(), stop.requested())?;
    service_manager::ready(&maintenance::status(&app, None));

    let stop_at_once = Arc::new(Notify::new());
    let (request_reload, reload_requests) = mpsc::channel(1);
    let (tell_change, changes) = mpsc::channel(1);
    if let Some(watch) = watch {
        watch.tell(tell_change).context("the folder of locales cannot be watched")?;
    }
    actix_web::rt::spawn(reload.run(delivery, reload_requests, changes));
    let targets = SignalTargets {
        site_server: servers.site.handle(),
        sockets_are_held: settings.listening.listen.iter().all(|listen| *listen == Listen::Inherited),
        stop_at_once: Arc::clone(&stop_at_once),
        stop: Arc::clone(&stop),
        app: Arc::clone(&app),
        reload: request_reload,
    };
    actix_web::rt::spawn(signals.handle(targets));
    let (result, is_urgent) = tokio::select! {
        stopped = &mut servers.site => (stopped.context("the server failed"), false),
        () = stop_at_once.notified() => {
            tracing::warn!("stopping without waiting");
            (Ok(()), true)
        }
    };
    // No new commit begins after this; those under way are waited for.
    app.submissions.acceptance.finish(stop::COMMITS_TIMEOUT).await;
    stop.begin();
    if let Some(mut delivering) = delivering {
        let deadline = if is_urgent {
            Instant::now() + stop::DELIVERY_TIMEOUT_IF_URGENT
        } else {
            // Its last mail has been ending since then.
            stop.began() + stop::DELIVERY_TIMEOUT
        };
        if let Err(error) = stop::end_delivery(&mut delivering, deadline).await {
            tracing::error!(%error, "the delivery failed");
        }
    }
    maintenance.abort();
    stop::close(&*inbox).await;
    // What the server of the site failed of comes first.
    let admin = servers.stop_admin().await;
    result.and(admin)
}

/// What mails messages, if this process is to do it and knows where to.
fn mailer(settings: &Settings) -> Result<Option<Mailer>, WrongSettings> {
    Ok(mail_route(settings)?.map(Mailer::new).transpose()?)
}

fn log_why_nothing_is_mailed(settings: &Settings) {
    match settings.deliver {
        Deliver::Inside => tracing::warn!(
            "no mail server is set (--smtp-url): messages wait in the inbox, see `communique inbox list`"
        ),
        Deliver::Off => tracing::info!("mails are left to `communique deliver` (--deliver off)"),
    }
}

/// Opens the inbox.
async fn open_inbox(settings: &Settings, runtime: &Handle) -> anyhow::Result<Arc<dyn Inbox>> {
    let database = settings.storage.database();
    let opening = runtime.spawn(async move { open(&database).await });
    opening.await.context("cannot open the inbox")?.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

/// The site and the sockets to serve it on.
struct Prepared {
    public_url: PublicUrl,
    published: Published,
    sockets: Sockets,
}

impl Prepared {
    /// Nothing is bound before the site can be shown, unless its address follows from the socket.
    fn new(settings: &Settings) -> anyhow::Result<Self> {
        match settings.publication.public_url.clone() {
            Some(public_url) => {
                let published = publish(settings, &public_url)?;
                Ok(Self { public_url, published, sockets: Sockets::bind(settings)? })
            }
            None => {
                let sockets = Sockets::bind(settings)?;
                let public_url = sockets.public_url()?;
                Ok(Self { published: publish(settings, &public_url)?, public_url, sockets })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_before_security_txt_expires_and_ever_after_it_is_told() {
        let expires = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 100);
        for (day, told) in [(0, false), (69, false), (71, true), (100, true), (200, true)] {
            let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
            assert_eq!(is_soon(expires, now), told, "day {day}");
        }
    }
}
