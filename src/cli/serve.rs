//! `communique serve`: reads the settings and the locales, renders the site, opens the inbox,
//! serves, delivers, and stops in the right order.

use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::FutureExt;
use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::config::{Deliver, Listen, PublicUrl, Settings, TrustedProxy};
use crate::contact::delivery::Tally;
use crate::contact::inbox::{Inbox, StorageError, chain, open};
use crate::contact::{Acceptance, retention};
use crate::http::limit::Limit;
use crate::http::peer::TrustWalk;
use crate::http::server::{self, Inherited};
use crate::http::{Bound, Purpose, State};
use crate::site::compress;

use super::publish::publish;
use super::signals::{Obeying, Signals};
use super::{WrongSettings, deliver, logging, runtime};

/// How long commits that are under way are waited for. With the 18 s of the web server, and the
/// closing, less than the 30 s after which whoever asked for the stop kills.
const LAST_COMMITS: Duration = Duration::from_secs(4);
/// How long the delivery is waited for: its last mail has been ending since the stop began.
const LAST_MAIL: Duration = Duration::from_secs(17);
const IN_A_HURRY: Duration = Duration::from_secs(1);
const CLOSING: Duration = Duration::from_secs(3);
/// How often the inbox is counted and cleared of what has been kept long enough.
const UPKEEP: Duration = Duration::from_secs(30);

/// Serves until a signal says stop.
pub fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    logging::start(&settings.logging);
    let listen = &settings.listening.listen;
    if settings.publication.public_url.is_none() && !matches!(listen, Listen::Tcp(_)) {
        return Err(WrongSettings(format!(
            "--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen {listen}: it cannot be told from the socket"
        ))
        .into());
    }
    clients_are_known(matches!(listen, Listen::Unix(_)), &settings)?;
    let messages = runtime::messages()?;
    actix_web::rt::System::new().block_on(serve(settings, messages.handle()))?;
    messages.shutdown_timeout(Duration::from_secs(1));
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// On a Unix socket nobody has an address. If nobody says who is asking, all visitors would
/// share the limit of one.
fn clients_are_known(is_unix: bool, settings: &Settings) -> Result<(), WrongSettings> {
    let limited = settings.taking.contact_per_client > 0;
    if is_unix && limited && !settings.proxy.trusted_proxies.contains(&TrustedProxy::Unix) {
        return Err(WrongSettings(
            "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix for a Unix socket, so that the proxy can say who sends a message; or set --contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT) to 0".into(),
        ));
    }
    Ok(())
}

async fn serve(settings: Settings, messages: &Handle) -> anyhow::Result<()> {
    // First of all: a signal during the start is kept until there is something to obey it.
    let signals = Signals::new().context("cannot listen to signals")?;
    let sockets = || -> anyhow::Result<_> {
        let (listening, mut inherited) = (&settings.listening, Inherited::from_env());
        let public = Bound::new(&listening.listen, &mut inherited).context("--listen (COMMUNIQUE_LISTEN)")?;
        clients_are_known(matches!(public, Bound::Unix(_)), &settings)?;
        let admin = listening.admin_listen.as_ref().map(|listen| Bound::new(listen, &mut inherited));
        Ok((public, admin.transpose().context("--admin-listen (COMMUNIQUE_ADMIN_LISTEN)")?))
    };
    let inside = settings.taking.deliver == Deliver::Inside;
    let mailing = settings.mail.mailing().map_err(|missing| WrongSettings(missing.into()))?;
    let post = mailing.filter(|_| inside).map(deliver::Post::new).transpose()?;
    let inbox = inbox(&settings, messages).await?;
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
    let limit = Limit::new(settings.taking.contact_per_client, settings.taking.contact_total);
    let trust_walk = TrustWalk::new(&settings.proxy);
    let state = Arc::new(State::new(published, trust_walk, settings.logging.log_ip, acceptance, limit));

    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let listen = public.address().map_or_else(|| settings.listening.listen.to_string(), |address| address.to_string());
    let admin_at = admin.as_ref().and_then(Bound::address).map(|address| address.to_string());
    let site = server::start(public, Purpose::Site, &state, workers)?;
    // A server of its own, stopped last, so that it can tell of the stopping.
    let admin = admin.map(|admin| server::start(admin, Purpose::Admin, &state, 1)).transpose()?;
    let admin_handle = admin.as_ref().map(|admin| admin.handle());
    let admin = admin.map(actix_web::rt::spawn);

    let (stopping, stopped) = watch::channel(false);
    let delivery = match post {
        Some(post) => {
            let delivery = post.delivery(Arc::clone(&inbox), arrived, Arc::clone(&tally))?;
            Some(messages.spawn(async move { delivery.run(stopped).await }))
        }
        None => {
            tell_why_nothing_is_mailed(inside);
            None
        }
    };
    // Not taken on trust: the upkeep begins by storing something.
    state.acceptance.set_works(false);
    let upkeep = upkeep(messages, Arc::clone(&inbox), Arc::clone(&state), tally, settings.publication.retention_days);
    tracing::info!(listen, admin = admin_at, public_url = %public_url, database = %settings.storage.database(), "serving");

    let hurry = Arc::new(Notify::new());
    let obeying = Obeying {
        site: site.handle(),
        hurry: Arc::clone(&hurry),
        stopping: stopping.clone(),
        state: Arc::clone(&state),
        settings,
        public_url,
    };
    actix_web::rt::spawn(signals.obey(obeying));
    let (result, last_mail) = tokio::select! {
        stopped = site => (stopped.context("the server failed"), LAST_MAIL),
        () = hurry.notified() => {
            tracing::warn!("stopping without waiting");
            (Ok(()), IN_A_HURRY)
        }
    };
    // Nobody is left who could hand in a message; those under way are not let down.
    state.acceptance.finish(LAST_COMMITS).await;
    stopping.send_replace(true);
    if let Some(mut delivery) = delivery
        && tokio::time::timeout(last_mail, &mut delivery).await.is_err()
    {
        // Whoever takes the message over when its lease has run out marks it as perhaps a second one.
        delivery.abort();
    }
    upkeep.abort();
    // A database that hangs does not keep the program from stopping.
    let _ = tokio::time::timeout(CLOSING, inbox.close()).await;
    if let (Some(handle), Some(admin)) = (admin_handle, admin) {
        handle.stop(false).await;
        admin.await.context("the admin server failed")?.context("the admin server failed")?;
    }
    result
}

fn tell_why_nothing_is_mailed(inside: bool) {
    if inside {
        tracing::warn!("no mail server is set (--smtp-url): messages wait in the inbox, see `communique inbox list`");
    } else {
        tracing::info!("mails are left to `communique deliver` (--deliver off)");
    }
}

/// Opens the inbox.
async fn inbox(settings: &Settings, messages: &Handle) -> anyhow::Result<Arc<dyn Inbox>> {
    let database = settings.storage.database();
    let opening = messages.spawn(async move { open(&database).await });
    opening.await.context("cannot open the inbox")?.context("--database-url (COMMUNIQUE_DATABASE_URL)")
}

/// The public URL that follows from a socket.
fn public_url(public: &Bound) -> anyhow::Result<PublicUrl> {
    let address = public.address().context("the socket has no address; set --public-url (COMMUNIQUE_PUBLIC_URL)")?;
    Ok(PublicUrl { origin: format!("http://{address}"), base: String::new() })
}

/// Counts what is in the inbox, and deletes what was mailed and has been kept long enough.
fn upkeep(
    messages: &Handle,
    inbox: Arc<dyn Inbox>,
    state: Arc<State>,
    tally: Arc<Tally>,
    retention_days: u32,
) -> JoinHandle<()> {
    messages.spawn(async move {
        let (mut due, mut shrunk) = (tokio::time::interval(UPKEEP), true);
        loop {
            due.tick().await;
            let once = keep_up(&*inbox, &state, &tally, retention_days, &mut shrunk);
            // A defect in one round does not end the next.
            if let Ok(Err(error)) = AssertUnwindSafe(once).catch_unwind().await {
                tracing::error!(error = chain(&error), "the inbox cannot be read or cleared");
            }
        }
    })
}

async fn keep_up(
    inbox: &dyn Inbox,
    state: &State,
    tally: &Tally,
    retention_days: u32,
    shrunk: &mut bool,
) -> Result<(), StorageError> {
    let now = Timestamp::now();
    let census = inbox.census().await;
    // A disk that is full can still be read: only writing shows that it works again.
    let works = census.is_ok() && (state.acceptance.works() || inbox.probe(now).await.is_ok());
    state.acceptance.set_works(works);
    state.metrics.note_storage(works, census.as_ref().ok(), now);
    state.metrics.note_mails(tally);
    census?;
    let purged = retention::purge(inbox, retention_days).await?;
    if purged > 0 {
        tracing::info!(messages = purged, "deleted what was mailed and has been kept long enough");
        *shrunk = false;
    }
    if !*shrunk {
        *shrunk = inbox.shrink().await?;
    }
    Ok(())
}
