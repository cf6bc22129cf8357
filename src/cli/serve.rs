//! `communique serve`: reads the settings and the locales, renders the site, opens the inbox,
//! serves, delivers, and stops in the right order.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actix_server::Server;
use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc};

use crate::config::{Listen, PublicUrl, Settings};
use crate::contact::Acceptance;
use crate::contact::delivery::Delivery;
use crate::contact::delivery::mailer::Mailer;
use crate::contact::inbox::Inbox;
use crate::http::{App, Published, descriptors};
use crate::site::{compress, wellknown};

use super::checks::{check, is_everybody_trusted, is_preview_open, warn_of_root};
use super::message_tasks::MessageTasks;
use super::named_files::mailer;
use super::publish::publish;
use super::reload::Reload;
use super::runtime::{message_runtime, open_inbox};
use super::show_settings::GivenSetting;
use super::signals::{SignalTargets, Signals};
use super::sockets::{RunningServers, Sockets};
use super::start_guard::StartGuard;
use super::stop::{self, Stop};
use super::watch::{Calm, Watch};
use super::{admin, logging, maintenance, service_manager, watchdog};

/// Serves until a signal says stop.
pub(super) fn run(mut settings: Settings, given: &GivenSetting) -> anyhow::Result<ExitCode> {
    logging::start_serving(&settings.logging)?;
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
    let start = StartGuard::new().context("cannot listen to signals")?;
    let mailer = mailer(&settings)?;
    let inbox = open_inbox(settings.storage.database(), runtime).await?;
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
    let delivery = delivery(mailer, &inbox, &acceptance, &settings)?;
    if let Some(delivery) = &delivery {
        delivery.register(&mut registry);
    }
    let app = Arc::new(App::new(&settings, published, acceptance));
    let reload = Reload::new(Arc::clone(&app), settings.clone(), public_url.clone());
    reload.begin().await;

    let (listen, admin_listen) = (sockets.public_places(), sockets.admin_place());
    // From here on messages come in, and a signal is acted upon.
    drop(start);
    let mut servers = RunningServers::start(sockets, &app, registry)?;
    let stop = Arc::<Stop>::default();
    let tasks = MessageTasks::start(
        &settings,
        Arc::clone(&inbox),
        Arc::clone(&app),
        delivery.clone(),
        Arc::clone(&stop),
        runtime,
    );
    warn_of_root();
    tracing::info!(listen, admin = admin_listen, public_url = %public_url, database = %settings.storage.database(), "serving");
    watchdog::start(servers.watched.take(), inbox, runtime.clone(), stop.requested())?;
    service_manager::ready(&maintenance::status(&app, None));

    let stop_at_once = Arc::new(Notify::new());
    let targets = SignalTargets {
        site_server: servers.site.handle(),
        sockets_are_held: settings.listening.listen.iter().all(|listen| *listen == Listen::Inherited),
        stop_at_once: Arc::clone(&stop_at_once),
        stop,
        app,
        reload: reload_when_asked(reload, delivery, watch)?,
    };
    actix_web::rt::spawn(signals.handle(targets));
    let (served, is_urgent) = until_stopped(&mut servers.site, &stop_at_once).await;
    tasks.end(is_urgent).await;
    // What the server of the site failed of comes first.
    let admin = servers.stop_admin().await;
    served.and(admin)
}

/// What mails messages, if this process is to do it.
fn delivery(
    mailer: Option<Mailer>,
    inbox: &Arc<dyn Inbox>,
    acceptance: &Acceptance,
    settings: &Settings,
) -> anyhow::Result<Option<Arc<Delivery>>> {
    let Some(mailer) = mailer else { return Ok(None) };
    let delivery = mailer.delivery(Arc::clone(inbox), acceptance.arrived(), settings.publication.review_days);
    Ok(Some(Arc::new(delivery.context("the system gives no random numbers")?)))
}

/// Reloads from now on when the folder of locales changes, and whenever it is asked for by what is given back.
fn reload_when_asked(
    reload: Reload,
    delivery: Option<Arc<Delivery>>,
    watch: Option<Watch>,
) -> anyhow::Result<mpsc::Sender<()>> {
    let (request, requests) = mpsc::channel(1);
    let (tell_change, changes) = mpsc::channel(1);
    if let Some(watch) = watch {
        watch.tell(tell_change).context("the folder of locales cannot be watched")?;
    }
    actix_web::rt::spawn(reload.run(delivery, requests, changes));
    Ok(request)
}

/// Waits until the server of the site has stopped, and says what came of it; or, and whether, until there is no time to
/// wait.
async fn until_stopped(server: &mut Server, stop_at_once: &Notify) -> (anyhow::Result<()>, bool) {
    tokio::select! {
        stopped = server => (stopped.context("the server failed"), false),
        () = stop_at_once.notified() => {
            tracing::warn!("stopping without waiting");
            (Ok(()), true)
        }
    }
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
