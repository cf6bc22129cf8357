//! `communique serve`: reads the settings and the locales, renders the site, opens the inbox,
//! serves, delivers, and stops in the right order.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};

use crate::config::{Deliver, Listen, PublicUrl, Settings, TrustedProxy};
use crate::contact::Acceptance;
use crate::contact::delivery::Tally;
use crate::contact::delivery::post::Mailer;
use crate::contact::inbox::{Inbox, open};
use crate::http::{App, Inherited, Listener, Purpose, server};
use crate::site::compress;

use super::exit::WrongSettings;
use super::publish::publish;
use super::signals::{SignalTargets, Signals};
use super::{logging, maintenance, runtime};

/// How long commits that are under way are waited for. With the 18 s of the web server, and the
/// closing, less than the 30 s after which service managers kill.
const COMMITS_TIMEOUT: Duration = Duration::from_secs(4);
/// How long the delivery is waited for: its last mail has been ending since the stop began.
const LAST_MAIL_TIMEOUT: Duration = Duration::from_secs(17);
/// The same, where there is no time to wait.
const LAST_MAIL_TIMEOUT_IF_URGENT: Duration = Duration::from_secs(1);
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);

/// Serves until a signal says stop.
pub(super) fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    let listen = &settings.listening.listen;
    if settings.publication.public_url.is_none() && !matches!(listen, Listen::Tcp(_)) {
        return Err(WrongSettings(format!(
            "--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen {listen}: it cannot be told from the socket"
        ))
        .into());
    }
    check_clients_are_known(matches!(listen, Listen::Unix(_)), &settings)?;
    let messages = runtime::messages()?;
    actix_web::rt::System::new().block_on(serve(settings, messages.handle()))?;
    messages.shutdown_timeout(Duration::from_secs(1));
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
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

async fn serve(settings: Settings, messages: &Handle) -> anyhow::Result<()> {
    // First of all: a signal during the start is kept until there is something to act upon.
    let signals = Signals::new().context("cannot listen to signals")?;
    let sockets = || -> anyhow::Result<_> {
        let (listening, mut inherited) = (&settings.listening, Inherited::from_env());
        let public = Listener::new(&listening.listen, &mut inherited).context("--listen (COMMUNIQUE_LISTEN)")?;
        check_clients_are_known(matches!(public, Listener::Unix(_)), &settings)?;
        let admin = listening.admin_listen.as_ref().map(|listen| Listener::new(listen, &mut inherited));
        Ok((public, admin.transpose().context("--admin-listen (COMMUNIQUE_ADMIN_LISTEN)")?))
    };
    let delivers = settings.deliver == Deliver::Inside;
    let route = settings.mail.route().map_err(|missing| WrongSettings(missing.into()))?;
    let mailer = route.filter(|_| delivers).map(Mailer::new).transpose().map_err(WrongSettings::from)?;
    let inbox = open_inbox(&settings, messages).await?;
    // Nothing is bound before the site can be shown, unless its address follows from the socket.
    let (public_url, published, (public, admin)) = match settings.publication.public_url.clone() {
        Some(url) => {
            let published = publish(&settings, &url)?;
            (url, published, sockets()?)
        }
        None => {
            let sockets = sockets()?;
            let url = public_url(&sockets.0)?;
            (url.clone(), publish(&settings, &url)?, sockets)
        }
    };
    compress::compress_in_background(&published.site)?;
    let acceptance = Acceptance::new(Arc::clone(&inbox), messages.clone());
    let (arrived, tally) = (acceptance.arrived(), Arc::<Tally>::default());
    let app = Arc::new(App::new(&settings, published, acceptance));

    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let listen = public.address().map_or_else(|| settings.listening.listen.to_string(), |address| address.to_string());
    let admin_at = admin.as_ref().and_then(Listener::address).map(|address| address.to_string());
    let site = server::start(public, Purpose::Site, &app, workers)?;
    // A server of its own, stopped last, so that it can be asked during the stop.
    let admin = admin.map(|admin| server::start(admin, Purpose::Admin, &app, 1)).transpose()?;
    let admin_handle = admin.as_ref().map(|admin| admin.handle());
    let admin = admin.map(actix_web::rt::spawn);

    let (stopping, stopped) = watch::channel(false);
    let delivery = match mailer {
        Some(mailer) => {
            let delivery = mailer.delivery(Arc::clone(&inbox), arrived, Arc::clone(&tally));
            let delivery = delivery.context("the system gives no random numbers")?;
            Some(messages.spawn(async move { delivery.run(stopped).await }))
        }
        None => {
            log_why_nothing_is_mailed(delivers);
            None
        }
    };
    // Not assumed: the maintenance begins by storing something.
    app.submissions.acceptance.set_storage_works(false);
    let retention_days = settings.publication.retention_days;
    let maintenance = maintenance::run(Arc::clone(&inbox), Arc::clone(&app), tally, retention_days);
    let maintenance = messages.spawn(maintenance);
    tracing::info!(listen, admin = admin_at, public_url = %public_url, database = %settings.storage.database(), "serving");

    let stop_at_once = Arc::new(Notify::new());
    let targets = SignalTargets {
        site: site.handle(),
        stop_at_once: Arc::clone(&stop_at_once),
        stopping: stopping.clone(),
        app: Arc::clone(&app),
        settings,
        public_url,
    };
    actix_web::rt::spawn(signals.handle(targets));
    let (result, last_mail_timeout) = tokio::select! {
        stopped = site => (stopped.context("the server failed"), LAST_MAIL_TIMEOUT),
        () = stop_at_once.notified() => {
            tracing::warn!("stopping without waiting");
            (Ok(()), LAST_MAIL_TIMEOUT_IF_URGENT)
        }
    };
    // No more messages can come; the commits under way are waited for.
    app.submissions.acceptance.finish(COMMITS_TIMEOUT).await;
    stopping.send_replace(true);
    if let Some(mut delivery) = delivery
        && tokio::time::timeout(last_mail_timeout, &mut delivery).await.is_err()
    {
        // When the lease has run out, the message is claimed again and marked as perhaps a duplicate.
        delivery.abort();
    }
    maintenance.abort();
    // A database that hangs does not keep the program from stopping.
    let _ = tokio::time::timeout(CLOSE_TIMEOUT, inbox.close()).await;
    if let (Some(handle), Some(admin)) = (admin_handle, admin) {
        handle.stop(false).await;
        admin.await.context("the admin server failed")?.context("the admin server failed")?;
    }
    result
}

fn log_why_nothing_is_mailed(delivers: bool) {
    if delivers {
        tracing::warn!("no mail server is set (--smtp-url): messages wait in the inbox, see `communique inbox list`");
    } else {
        tracing::info!("mails are left to `communique deliver` (--deliver off)");
    }
}

/// Opens the inbox.
async fn open_inbox(settings: &Settings, messages: &Handle) -> anyhow::Result<Arc<dyn Inbox>> {
    let database = settings.storage.database();
    let opening = messages.spawn(async move { open(&database).await });
    opening.await.context("cannot open the inbox")?.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

/// The public URL that follows from a socket.
fn public_url(public: &Listener) -> anyhow::Result<PublicUrl> {
    let address = public.address().context("the socket has no address; set --public-url (COMMUNIQUE_PUBLIC_URL)")?;
    Ok(PublicUrl { origin: format!("http://{address}"), base: String::new() })
}
