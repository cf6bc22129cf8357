//! The admin listener of a process: its socket, what there is to say of the process itself, and how it stops. Knows not what
//! the process does.

use std::sync::Arc;

use actix_server::ServerHandle;
use anyhow::Context as _;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::config::Listen;
use crate::http::{Admin, BindError, Inherited, Listener, Purpose, Served, server};
use crate::metrics::{Labels, Registry, register_process};

use super::exit::WrongSettings;
use super::logging;

/// Binds the socket of the admin listener.
pub(super) fn bind(listen: &Listen, inherited: &mut Inherited) -> anyhow::Result<Listener> {
    let bound = Listener::new(listen, Purpose::Admin, inherited);
    bound.map_err(|error| refused(error, "--admin-listen (COMMUNIQUE_ADMIN_LISTEN)"))
}

/// Why a socket could not be had. That the settings and the sockets that are handed over do not go together does not become
/// right by another start.
pub(super) fn refused(error: BindError, setting: &'static str) -> anyhow::Error {
    match error {
        BindError::NothingInherited | BindError::Unfit { .. } => WrongSettings(format!("{setting}: {error}")).into(),
        error => anyhow::Error::new(error).context(setting),
    }
}

/// The metrics of a process that has just been started: which program it is, what it uses, and its runtime of messages.
pub(super) fn registry(runtime: &Handle) -> Registry {
    let mut registry = Registry::default();
    let revision = option_env!("COMMUNIQUE_REVISION").map(|revision| ("revision", revision.to_owned()));
    let version = [("version", env!("CARGO_PKG_VERSION").to_owned())];
    registry.info("communique_build", "Which program it is", version.into_iter().chain(revision).collect());
    register_process(&mut registry);
    logging::register(&mut registry);
    let metrics = runtime.metrics();
    registry.gauge("tokio_alive_tasks", "Tasks that store and mail messages", move || Some(metrics.num_alive_tasks()));
    let metrics = runtime.metrics();
    registry.gauge("tokio_global_queue_depth", "Tasks of those that wait for a thread", move || {
        Some(metrics.global_queue_depth())
    });
    let metrics = runtime.metrics();
    registry.read_counters("tokio_workers_busy_seconds", "For how long threads have worked on them", move || {
        let busy = (0..metrics.num_workers()).map(|worker| metrics.worker_total_busy_duration(worker).as_secs_f64());
        vec![(Labels::new(), busy.sum::<f64>())]
    });
    registry
}

/// The admin server at work: one of its own, so that it can be asked until everything else has stopped.
pub(super) struct AdminServer {
    handle: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
}

impl AdminServer {
    /// Starts serving.
    pub(super) fn start(listener: Listener, admin: Admin) -> anyhow::Result<Self> {
        let server = server::start(vec![listener], &Served::Admin(Arc::new(admin)), 1)?;
        Ok(Self { handle: server.handle(), serving: actix_web::rt::spawn(server) })
    }

    /// Stops at once.
    pub(super) async fn stop(self) -> anyhow::Result<()> {
        self.handle.stop(false).await;
        self.serving.await.context("the admin server failed")?.context("the admin server failed")
    }
}
