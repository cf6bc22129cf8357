//! `communique serve`: reads the settings and the locales, renders the site, serves it, and
//! listens to signals.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_server::ServerHandle;
use anyhow::Context as _;
use rust_embed::RustEmbed;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Listen, LogFormat, Logging, PublicUrl, Settings};
use crate::http::peer::TrustWalk;
use crate::http::server::{self, Inherited};
use crate::http::state::Published;
use crate::http::{Bound, Purpose, State};
use crate::l10n::check::Level;
use crate::l10n::source::{is_locale_file, read_folder};
use crate::l10n::{Catalog, SourceFile};
use crate::site::{Addresses, Site, render};

use super::WrongSettings;

/// The file whose messages are the passages of the statement.
pub const PASSAGES: &str = "statement.ftl";

#[derive(RustEmbed)]
#[folder = "locales"]
struct Embedded;

/// Serves until a signal says stop.
pub fn run(settings: Settings) -> anyhow::Result<ExitCode> {
    start_logging(&settings.logging);
    if settings.publication.public_url.is_none() && !matches!(settings.listening.listen, Listen::Tcp(_)) {
        return Err(WrongSettings(format!(
            "--public-url (COMMUNIQUE_PUBLIC_URL) is needed with --listen {}: it cannot be told from the socket",
            settings.listening.listen
        ))
        .into());
    }
    actix_web::rt::System::new().block_on(serve(settings))?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    // First of all: a signal during the start is kept until there is something to obey it.
    let signals = Signals::new().context("cannot listen to signals")?;
    let sockets = || -> anyhow::Result<_> {
        let (listening, mut inherited) = (&settings.listening, Inherited::from_env());
        let public = Bound::new(&listening.listen, &mut inherited).context("--listen (COMMUNIQUE_LISTEN)")?;
        let admin = listening.admin_listen.as_ref().map(|listen| Bound::new(listen, &mut inherited));
        Ok((public, admin.transpose().context("--admin-listen (COMMUNIQUE_ADMIN_LISTEN)")?))
    };
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
    render::compress_in_background(&published.site)?;
    let state = Arc::new(State::new(published, TrustWalk::new(&settings.proxy), settings.logging.log_ip));

    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let listen = public.address().map_or_else(|| settings.listening.listen.to_string(), |address| address.to_string());
    let admin_at = admin.as_ref().and_then(Bound::address).map(|address| address.to_string());
    let site = server::start(public, Purpose::Site, &state, workers)?;
    // A server of its own, stopped last, so that it can tell of the stopping.
    let admin = admin.map(|admin| server::start(admin, Purpose::Admin, &state, 1)).transpose()?;
    let admin_handle = admin.as_ref().map(|admin| admin.handle());
    let admin = admin.map(actix_web::rt::spawn);
    tracing::info!(listen, admin = admin_at, public_url = %public_url, "serving");

    let hurry = Arc::new(Notify::new());
    let obeyed = signals.obey(site.handle(), Arc::clone(&hurry), Arc::clone(&state), settings, public_url);
    actix_web::rt::spawn(obeyed);
    tokio::select! {
        stopped = site => stopped.context("the server failed")?,
        () = hurry.notified() => tracing::warn!("stopping without waiting"),
    }
    if let (Some(handle), Some(admin)) = (admin_handle, admin) {
        handle.stop(false).await;
        admin.await.context("the admin server failed")?.context("the admin server failed")?;
    }
    Ok(())
}

/// The public URL that follows from a socket.
fn public_url(public: &Bound) -> anyhow::Result<PublicUrl> {
    let address = public.address().context("the socket has no address; set --public-url (COMMUNIQUE_PUBLIC_URL)")?;
    Ok(PublicUrl { origin: format!("http://{address}"), base: String::new() })
}

/// Reads the locales and renders the site.
pub fn publish(settings: &Settings, public_url: &PublicUrl) -> anyhow::Result<Published> {
    let folder = settings.languages.locales.as_deref();
    let files = locale_files(folder)?;
    let catalog = Catalog::load(&files, PASSAGES).with_context(|| {
        format!("the locales in {} cannot be used", folder.map_or("the program".into(), |f| f.display().to_string()))
    })?;
    report(&catalog);
    let addresses = Addresses::new(public_url.clone());
    let site = Site::new(catalog, addresses, settings.publication.clone(), settings.logging.log_ip)?;
    Ok(Published::new(site, last_modified(folder)))
}

/// The embedded locales, or those in a folder.
pub fn locale_files(folder: Option<&Path>) -> anyhow::Result<Vec<SourceFile>> {
    match folder {
        Some(folder) => read_folder(folder).with_context(|| format!("cannot read the locales in {}", folder.display())),
        None => Ok(Embedded::iter()
            .filter(|path| is_locale_file(path))
            .filter_map(|path| Some(SourceFile::new(path.as_ref(), &Embedded::get(&path)?.data)))
            .collect()),
    }
}

/// Tells the operator what readers will not see as it was meant.
fn report(catalog: &Catalog) {
    for finding in catalog.findings().iter().filter(|f| f.level == Level::Error) {
        tracing::warn!(id = finding.id, help = finding.help, "{finding}");
    }
    let listed: Vec<&str> = catalog.listed().map(|(_, l)| l.id.as_str()).collect();
    let by_link: Vec<&str> = catalog.locales().filter(|(_, l)| !l.is_listed()).map(|(_, l)| l.id.as_str()).collect();
    tracing::info!(listed = listed.join(" "), by_link = by_link.join(" "), "locales");
}

/// When the content last changed: the build, or a newer file in the folder. Whole seconds,
/// and the same on every server that was given the same files.
fn last_modified(folder: Option<&Path>) -> SystemTime {
    let built: u64 = env!("COMMUNIQUE_BUILT").parse().unwrap_or(0);
    let built = SystemTime::UNIX_EPOCH + Duration::from_secs(built);
    let newest = folder.and_then(newest_file).unwrap_or(built).max(built);
    let seconds = newest.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn newest_file(folder: &Path) -> Option<SystemTime> {
    let files = std::fs::read_dir(folder).ok()?.flatten().flat_map(|entry| std::fs::read_dir(entry.path()));
    files.flatten().flatten().filter_map(|entry| entry.metadata().ok()?.modified().ok()).max()
}

fn start_logging(logging: &Logging) {
    use std::io::IsTerminal;
    let terminal = std::io::stderr().is_terminal();
    let format = logging.log_format.unwrap_or(if terminal { LogFormat::Text } else { LogFormat::Json });
    // What strangers send is not an event of ours: actix_http reports each malformed request as
    // an error, without saying whose. actix_server repeats what we say ourselves.
    let events = Targets::new()
        .with_default(LevelFilter::INFO)
        .with_target("actix_http", LevelFilter::OFF)
        .with_target("actix_server", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let registry = tracing_subscriber::registry().with(events);
    // Fails only if somebody else has started logging already; then their choice stands.
    let _ = match format {
        LogFormat::Text => registry.with(lines.with_ansi(false)).try_init(),
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| tracing::error!(%panic, "a defect in the program")));
}

/// The signals that a server obeys.
struct Signals {
    reload: tokio::signal::unix::Signal,
    stop: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            reload: signal(SignalKind::hangup())?,
            stop: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// SIGHUP reads the locales again. SIGTERM finishes what has begun; a second one, or
    /// SIGINT, does not wait.
    async fn obey(
        mut self,
        site: ServerHandle,
        hurry: Arc<Notify>,
        state: Arc<State>,
        settings: Settings,
        public_url: PublicUrl,
    ) {
        // One reload after the other, and none in the way of a stop.
        let (reload, mut asked) = tokio::sync::mpsc::channel::<()>(1);
        let reloading = Arc::clone(&state);
        actix_web::rt::spawn(async move {
            while asked.recv().await.is_some() {
                self::reload(&reloading, &settings, &public_url).await;
            }
        });
        loop {
            tokio::select! {
                // A full channel holds a reload that has not begun: it will see the newest files.
                _ = self.reload.recv() => drop(reload.try_send(())),
                _ = self.interrupt.recv() => hurry.notify_one(),
                _ = self.stop.recv() => {
                    if state.is_draining() {
                        hurry.notify_one();
                    }
                    tracing::info!("stopping");
                    state.drain();
                    drop(actix_web::rt::spawn(site.stop(true)));
                }
            }
        }
    }
}

/// Replaces the site if the locales can be read; otherwise the old one stays.
async fn reload(state: &Arc<State>, settings: &Settings, public_url: &PublicUrl) {
    let (settings, public_url) = (settings.clone(), public_url.clone());
    let result = tokio::task::spawn_blocking(move || publish(&settings, &public_url)).await;
    let published = match result.map_err(anyhow::Error::from).flatten() {
        Ok(published) => published,
        Err(error) => {
            state.metrics.locales_loaded.set(0);
            return tracing::error!("the locales were not read again, the old ones stay: {error:#}");
        }
    };
    published.site.take_over(&state.published.load().site);
    if let Err(error) = render::compress_in_background(&published.site) {
        tracing::warn!(%error, "pages stay larger than they could be");
    }
    state.published.store(Arc::new(published));
    state.metrics.locales_loaded.set(1);
    tracing::info!("the locales were read again");
}
