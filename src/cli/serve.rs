//! `communique serve`: reads the settings and the locales, renders the site, opens the inbox,
//! serves, delivers, and stops in the right order.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actix_server::{Server, ServerHandle};
use anyhow::Context as _;
use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::config::{Deliver, Listen, PublicUrl, Settings, TrustedProxy};
use crate::contact::Acceptance;
use crate::contact::delivery::DeliveryCounters;
use crate::contact::delivery::mailer::Mailer;
use crate::contact::inbox::{Inbox, open};
use crate::http::{App, Inherited, Listener, Published, Purpose, descriptors, server};
use crate::site::compress;

use super::exit::WrongSettings;
use super::maintenance::Periods;
use super::publish::publish;
use super::reload::Reload;
use super::runtime::message_runtime;
use super::signals::{SignalTargets, Signals};
use super::stop::{self, Stop};
use super::watch::{Calm, Watch};
use super::{logging, maintenance};

/// Serves until a signal says stop.
pub(super) fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    check_public_url_is_known(&settings)?;
    check_clients_are_known(matches!(settings.listening.listen, Listen::Unix(_)), &settings)?;
    check_folder_is_known(&settings)?;
    warn_of_open_preview(&settings);
    check_descriptors()?;
    let runtime = message_runtime()?;
    actix_web::rt::System::new().block_on(serve(settings, runtime.handle()))?;
    runtime.shutdown_timeout(stop::RUNTIME_TIMEOUT);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
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

/// Without a setting the public URL is the address of the socket, where that is one that readers can go to.
fn check_public_url_is_known(settings: &Settings) -> Result<(), WrongSettings> {
    let listen = &settings.listening.listen;
    let why = match listen {
        _ if settings.publication.public_url.is_some() => return Ok(()),
        Listen::Tcp(address) if !address.ip().to_canonical().is_unspecified() => return Ok(()),
        Listen::Tcp(_) => "readers cannot be sent to that address",
        Listen::Unix(_) | Listen::Inherited => "it cannot be told from the socket",
    };
    Err(WrongSettings(format!("--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen {listen}: {why}")))
}

/// On a Unix socket no client has an address. Unless a proxy says who is asking, all visitors
/// would share the limit of one.
fn check_clients_are_known(is_unix: bool, settings: &Settings) -> Result<(), WrongSettings> {
    let limited = settings.limits.contact_per_client > 0;
    if is_unix && limited && !settings.proxy.trusted_proxies.contains(&TrustedProxy::Unix) {
        return Err(WrongSettings(
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix for a Unix socket, so that the proxy can say who sends a message; or set --contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT) to 0".into(),
        ));
    }
    Ok(())
}

/// Only files on the disk can change.
fn check_folder_is_known(settings: &Settings) -> Result<(), WrongSettings> {
    let flag = match settings {
        _ if settings.locales.folder.is_some() => return Ok(()),
        _ if settings.publication.preview => "--preview (COMMUNIQUE_PREVIEW)",
        _ if settings.locales.watch => "--watch (COMMUNIQUE_WATCH)",
        _ => return Ok(()),
    };
    Err(WrongSettings(format!("{flag} needs a folder of locales: --locales (COMMUNIQUE_LOCALES)")))
}

/// A preview is for whoever sits at the machine, unless its operator says where else it listens.
fn warn_of_open_preview(settings: &Settings) {
    let is_open = match &settings.listening.listen {
        Listen::Tcp(address) => !address.ip().to_canonical().is_loopback(),
        Listen::Unix(_) => false,
        Listen::Inherited => true,
    };
    if settings.publication.preview && is_open {
        tracing::warn!(
            listen = %settings.listening.listen,
            "others can reach this preview (--listen), which shows hidden languages and unfinished texts"
        );
    }
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
    acceptance.set_storage_works(false);
    let (arrived, counters) = (acceptance.arrived(), Arc::<DeliveryCounters>::default());
    let app = Arc::new(App::new(&settings, published, acceptance));

    let (listen, admin) = (sockets.public_address(&settings), sockets.admin_address());
    let reload = Reload::new(Arc::clone(&app), settings.clone(), public_url.clone());
    reload.begin().await;
    let mut servers = Servers::start(sockets, &app)?;
    let stop = Arc::<Stop>::default();
    let delivery = match mailer {
        Some(mailer) => {
            let delivery =
                mailer.delivery(Arc::clone(&inbox), arrived, Arc::clone(&counters), settings.publication.review_days);
            let (delivery, stop) = (delivery.context("the system gives no random numbers")?, stop.requested());
            Some(runtime.spawn(async move { delivery.run(stop).await }))
        }
        None => {
            log_why_nothing_is_mailed(&settings);
            None
        }
    };
    let periods = Periods {
        retention_days: settings.publication.retention_days,
        review_days: settings.publication.review_days,
        is_log_the_reminder: delivery.is_none() && settings.deliver == Deliver::Inside,
    };
    let maintenance = maintenance::run(Arc::clone(&inbox), Arc::clone(&app), counters, periods);
    let maintenance = runtime.spawn(maintenance);
    tracing::info!(listen, admin, public_url = %public_url, database = %settings.storage.database(), "serving");

    let stop_at_once = Arc::new(Notify::new());
    let (request_reload, reload_requests) = mpsc::channel(1);
    if let Some(watch) = watch {
        watch.tell(request_reload.clone()).context("the folder of locales cannot be watched")?;
    }
    actix_web::rt::spawn(reload.run(reload_requests));
    let targets = SignalTargets {
        site_server: servers.site.handle(),
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
    if let Some(mut delivery) = delivery {
        let deadline = if is_urgent {
            Instant::now() + stop::DELIVERY_TIMEOUT_IF_URGENT
        } else {
            // Its last mail has been ending since then.
            stop.began() + stop::DELIVERY_TIMEOUT
        };
        if let Err(error) = stop::end_delivery(&mut delivery, deadline).await {
            tracing::error!(%error, "the delivery failed");
        }
    }
    maintenance.abort();
    stop::close(&*inbox).await;
    servers.stop_admin().await?;
    result
}

/// What mails messages, if this process is to do it and knows where to.
fn mailer(settings: &Settings) -> Result<Option<Mailer>, WrongSettings> {
    let public_host = settings.publication.public_url.as_ref().and_then(PublicUrl::host_name);
    let route = settings.mail.route(public_host).map_err(|missing| WrongSettings(missing.into()))?;
    Ok(route.filter(|_| settings.deliver == Deliver::Inside).map(Mailer::new).transpose()?)
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

/// The sockets, bound and not yet served.
struct Sockets {
    public: Listener,
    admin: Option<Listener>,
}

impl Sockets {
    fn bind(settings: &Settings) -> anyhow::Result<Self> {
        let (listening, mut inherited) = (&settings.listening, Inherited::from_env());
        let public = Listener::new(&listening.listen, &mut inherited).context("--listen (COMMUNIQUE_LISTEN)")?;
        // Once more: only now is it known whether an inherited socket is a Unix socket.
        check_clients_are_known(matches!(public, Listener::Unix(_)), settings)?;
        let admin = listening.admin_listen.as_ref().map(|listen| Listener::new(listen, &mut inherited));
        Ok(Self { public, admin: admin.transpose().context("--admin-listen (COMMUNIQUE_ADMIN_LISTEN)")? })
    }

    /// Where the site is served; without an address as the setting says it.
    fn public_address(&self, settings: &Settings) -> String {
        self.public.address().map_or_else(|| settings.listening.listen.to_string(), |address| address.to_string())
    }

    fn admin_address(&self) -> Option<String> {
        self.admin.as_ref().and_then(Listener::address).map(|address| address.to_string())
    }

    /// The public URL that follows from the address of the socket.
    fn public_url(&self) -> anyhow::Result<PublicUrl> {
        let address = self.public.address();
        let address = address.context("the socket has no address; set --public-url (COMMUNIQUE_PUBLIC_URL)")?;
        Ok(PublicUrl { origin: format!("http://{address}"), base: String::new() })
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

/// The servers at work.
struct Servers {
    site: Server,
    /// A server of its own, stopped last, so that it can be asked during the stop.
    admin: Option<(ServerHandle, JoinHandle<std::io::Result<()>>)>,
}

impl Servers {
    fn start(sockets: Sockets, app: &Arc<App>) -> std::io::Result<Self> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let site = server::start(sockets.public, Purpose::Site, app, workers)?;
        let admin = sockets.admin.map(|admin| server::start(admin, Purpose::Admin, app, 1)).transpose()?;
        Ok(Self { site, admin: admin.map(|admin| (admin.handle(), actix_web::rt::spawn(admin))) })
    }

    async fn stop_admin(self) -> anyhow::Result<()> {
        if let Some((handle, admin)) = self.admin {
            handle.stop(false).await;
            admin.await.context("the admin server failed")?.context("the admin server failed")?;
        }
        Ok(())
    }
}
