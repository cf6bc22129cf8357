//! The sockets of a server: those of the site and of the admin listener, and the servers on them.

use std::sync::Arc;

use actix_server::Server;
use anyhow::Context as _;

use crate::config::{PublicUrl, Settings};
use crate::http::{App, Inherited, Listener, Purpose, Served, server};
use crate::metrics::Registry;
use crate::site::Page;

use super::admin::{self, AdminServer};
use super::checks::{SocketKinds, check_clients_are_known, check_proxies_are_known};
use super::exit::WrongSettings;
use super::watchdog::{self, WatchedPages};

/// The sockets, bound and not yet served.
pub(super) struct Sockets {
    public: Vec<Listener>,
    admin: Option<Listener>,
}

impl Sockets {
    pub(super) fn bind(settings: &Settings) -> anyhow::Result<Self> {
        let (listening, mut inherited) = (&settings.listening, Inherited::from_env());
        let mut bind = |listen| {
            let bound = Listener::new(listen, Purpose::Site, &mut inherited);
            bound.map_err(|error| admin::refused(error, "--listen (COMMUNIQUE_LISTEN)"))
        };
        let public = listening.listen.iter().map(&mut bind);
        let public: Vec<Listener> = public.collect::<Result<_, _>>()?;
        // Once more: only now is it known whether an inherited socket is a Unix socket.
        let kinds = SocketKinds {
            has_unix: public.iter().any(Listener::is_unix),
            has_tcp: public.iter().any(|listener| listener.address().is_some()),
        };
        check_clients_are_known(kinds, settings)?;
        check_proxies_are_known(kinds, settings)?;
        let admin = listening.admin_listen.as_ref().map(|listen| admin::bind(listen, &mut inherited)).transpose()?;
        inherited.all_are_taken().map_err(|spare| WrongSettings(spare.to_string()))?;
        Ok(Self { public, admin })
    }

    /// Where the site is served.
    pub(super) fn public_places(&self) -> String {
        self.public.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// Where health and metrics are served.
    pub(super) fn admin_place(&self) -> Option<String> {
        self.admin.as_ref().map(ToString::to_string)
    }

    /// The public URL that follows from the address of the first socket.
    pub(super) fn public_url(&self) -> anyhow::Result<PublicUrl> {
        let address = self.public.first().and_then(Listener::address);
        let address = address.context("the socket has no address; set --public-url (COMMUNIQUE_PUBLIC_URL)")?;
        Ok(PublicUrl { origin: format!("http://{address}"), base: String::new() })
    }
}

/// The servers at work.
pub(super) struct RunningServers {
    /// The server of the site.
    pub(super) site: Server,
    /// How the watchdog asks it, where there is one.
    pub(super) watched: Option<WatchedPages>,
    /// Stopped last.
    admin: Option<AdminServer>,
}

impl RunningServers {
    /// Starts serving. What operators see of the site is added to the metrics of the process.
    pub(super) fn start(sockets: Sockets, app: &Arc<App>, registry: Registry) -> anyhow::Result<Self> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let Sockets { mut public, admin } = sockets;
        let mut watched = None;
        if watchdog::is_wanted() {
            let (own, at) = Listener::own().context("cannot open the socket of the watchdog")?;
            public.push(own);
            watched = Some(WatchedPages { at, path: statement_path(app), workers });
        }
        let site = server::start(public, &Served::Site(Arc::clone(app)), workers)?;
        let admin = admin.map(|admin| AdminServer::start(admin, app.admin(registry))).transpose()?;
        Ok(Self { site, watched, admin })
    }

    pub(super) async fn stop_admin(self) -> anyhow::Result<()> {
        match self.admin {
            Some(admin) => admin.stop().await,
            None => Ok(()),
        }
    }
}

/// The path of the statement in the source.
fn statement_path(app: &App) -> String {
    let published = app.published.load();
    let (site, catalog) = (&published.site, published.site.catalog());
    site.addresses().page(Page::Statement, catalog.locale(catalog.source()))
}
