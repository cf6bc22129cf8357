//! Sockets, workers, and how the server stops.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_http::error::DispatchError;
use actix_http::{ConnectionType, HttpService, KeepAlive, Protocol};
use actix_server::{GracefulShutdownSignal, Server, ServerBuilder};
use actix_service::{ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::AppConfig;
use actix_web::web::Payload;
use actix_web::{App, HttpRequest, HttpResponse, web};
use futures_util::FutureExt;
use listenfd::ListenFd;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net;

use crate::config::Listen;
use crate::site::Failure;

use super::deadline::{Deadline, Limits};
use super::routes::Answer;
use super::state::{Answered, State};
use super::{contact, errors, health, peer, routes};

/// Longer than any proxy keeps an idle connection, so that it is the proxy that closes it and
/// no request meets a closing socket.
const KEEP_ALIVE: Duration = Duration::from_secs(150);
/// For the head of the first request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// After an answer that left a body unread, so that the answer arrives. Never 0.
const LINGER: Duration = Duration::from_secs(3);
/// Below what systemd and Kubernetes wait before they kill.
const SHUTDOWN_SECONDS: u64 = 18;
const CONNECTIONS_PER_WORKER: usize = 4096;
const LIMITS: Limits = Limits {
    request: Duration::from_secs(30),
    write: Duration::from_secs(30),
    // actix comes first where it counts at all.
    idle: Duration::from_secs(160),
};

/// Why a socket could not be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The system says no.
    #[error("cannot listen at {listen}")]
    System {
        /// Where.
        listen: Listen,
        /// Why.
        source: io::Error,
    },
    /// Nothing was handed over.
    #[error("systemd was asked for, but no socket was handed over (LISTEN_FDS, LISTEN_PID)")]
    NothingInherited,
    /// Another server answers there.
    #[error("{path} is in use: a server answers there")]
    InUse {
        /// The socket.
        path: PathBuf,
    },
    /// Something that is not ours is in the way.
    #[error("{path} is there already and is not a socket; it is left alone")]
    NotASocket {
        /// The file.
        path: PathBuf,
    },
}

/// A socket that is ready to be served.
pub enum Bound {
    /// TCP.
    Tcp(TcpListener),
    /// A Unix socket.
    Unix(UnixListener),
}

impl Bound {
    /// Binds. Inherited sockets are taken in the order in which they were handed over.
    pub fn new(listen: &Listen, inherited: &mut Inherited) -> Result<Self, BindError> {
        let system = |source| BindError::System { listen: listen.clone(), source };
        match listen {
            Listen::Tcp(address) => TcpListener::bind(address).map(Self::Tcp).map_err(system),
            Listen::Unix(path) => unix(listen, path),
            Listen::Inherited => inherited.next().map_err(system)?.ok_or(BindError::NothingInherited),
        }
    }

    /// The address of a TCP socket, with the port that it really has.
    pub fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(listener) => listener.local_addr().ok(),
            Self::Unix(_) => None,
        }
    }
}

/// Binds a Unix socket, in the place of one that nobody answers at any more.
fn unix(listen: &Listen, path: &Path) -> Result<Bound, BindError> {
    let system = |source| BindError::System { listen: listen.clone(), source };
    match std::fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => return Err(BindError::NotASocket { path: path.to_owned() }),
        Ok(_) if UnixStream::connect(path).is_ok() => return Err(BindError::InUse { path: path.to_owned() }),
        Ok(_) => std::fs::remove_file(path).map_err(system)?,
        Err(_) => {}
    }
    let listener = UnixListener::bind(path).map_err(system)?;
    // The proxy is another user. Whoever may reach the folder may speak to the server, as
    // with a port on the loopback interface.
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).map_err(system)?;
    Ok(Bound::Unix(listener))
}

/// Sockets that another process opened for us.
pub struct Inherited {
    sockets: ListenFd,
    taken: usize,
}

impl Inherited {
    /// What the environment announces (the protocol of `sd_listen_fds(3)`).
    pub fn from_env() -> Self {
        Self { sockets: ListenFd::from_env(), taken: 0 }
    }

    fn next(&mut self) -> io::Result<Option<Bound>> {
        if self.taken >= self.sockets.len() {
            return Ok(None);
        }
        let at = self.taken;
        self.taken += 1;
        match self.sockets.take_tcp_listener(at) {
            Ok(listener) => Ok(listener.map(Bound::Tcp)),
            Err(_) => Ok(self.sockets.take_unix_listener(at)?.map(Bound::Unix)),
        }
    }
}

/// What a socket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The site.
    Site,
    /// Health and numbers.
    Admin,
}

/// Starts serving. The server is a future that ends when it has stopped. Signals are the
/// caller’s business.
pub fn start(bound: Bound, purpose: Purpose, state: &Arc<State>, workers: usize) -> io::Result<Server> {
    let builder = Server::build()
        .workers(workers)
        .max_concurrent_connections(CONNECTIONS_PER_WORKER)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .disable_signals();
    let builder = match purpose {
        Purpose::Site => listen(builder, "site", bound, state, routes::respond)?,
        Purpose::Admin => listen(builder, "admin", bound, state, health::respond)?,
    };
    Ok(builder.run())
}

/// How a listener answers: the response, and a name of the route for counters.
type Respond = fn(&Arc<State>, &HttpRequest) -> (Answer, &'static str);

/// Puts a listener under the application.
fn listen(
    builder: ServerBuilder,
    name: &str,
    bound: Bound,
    state: &Arc<State>,
    respond: Respond,
) -> io::Result<ServerBuilder> {
    let state = Arc::clone(state);
    // Lets idle connections go when the server begins to stop.
    let stopping = builder.graceful_shutdown_signal();
    match bound {
        Bound::Tcp(listener) => builder.listen(name, listener, move || {
            let accept = |stream: net::TcpStream| async move {
                let peer = stream.peer_addr().ok();
                // Answers are written whole; waiting for more would only delay them.
                let _ = stream.set_nodelay(true);
                Ok((Deadline::new(stream, LIMITS), Protocol::Http1, peer))
            };
            fn_service(accept).and_then(http(Arc::clone(&state), respond, stopping.clone()))
        }),
        Bound::Unix(listener) => builder.listen_uds(name, listener, move || {
            let accept =
                |stream: net::UnixStream| async move { Ok((Deadline::new(stream, LIMITS), Protocol::Http1, None)) };
            fn_service(accept).and_then(http(Arc::clone(&state), respond, stopping.clone()))
        }),
    }
}

/// HTTP/1.1 over any stream.
fn http<S>(
    state: Arc<State>,
    respond: Respond,
    stopping: GracefulShutdownSignal,
) -> impl ServiceFactory<(S, Protocol, Option<SocketAddr>), Config = (), Response = (), Error = DispatchError, InitError = ()>
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let handler = move |request: HttpRequest, payload: Payload| {
        let state = Arc::clone(&state);
        async move { answer(&state, &request, payload, respond).await }
    };
    let app = App::new().default_service(web::to(handler));
    HttpService::build()
        .keep_alive(KeepAlive::Timeout(KEEP_ALIVE))
        .client_request_timeout(HEAD_TIMEOUT)
        .client_disconnect_timeout(LINGER)
        .graceful_shutdown_signal(move || {
            let stopping = stopping.clone();
            async move { stopping.notified().await }
        })
        .finish(map_config(app, |_| AppConfig::default()))
}

/// Answers a request, whatever happens.
async fn answer(state: &Arc<State>, request: &HttpRequest, payload: Payload, respond: Respond) -> HttpResponse {
    let started = Instant::now();
    let (answered, route) = match catch_unwind(AssertUnwindSafe(|| respond(state, request))) {
        Ok((Answer::Now(response), route)) => (Ok(response), route),
        // Boxed: the many answers that are there already do not carry the size of these.
        Ok((Answer::Submission(key), route)) => {
            let submitted = Box::pin(contact::submit(state, request, payload, key));
            (AssertUnwindSafe(submitted).catch_unwind().await, route)
        }
        Ok((Answer::Receipt(reference, key), route)) => {
            let found = Box::pin(contact::receipt(state, request, key, &reference));
            (AssertUnwindSafe(found).catch_unwind().await, route)
        }
        Err(panic) => (Err(panic), "panic"),
    };
    let mut response = answered.unwrap_or_else(|_| {
        let site = &state.published.load().site;
        errors::page(site, request, Failure::Server, errors::language_of_path(site, request.path()))
    });
    state.security.apply(response.headers_mut());
    if state.is_draining() {
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    let status = response.status().as_u16();
    state.metrics.requests.get_or_create(&Answered { route, status }).inc();
    if response.status().is_server_error() {
        let client = peer::for_the_log(peer::of(request, &state.trust_walk), state.log_ip).unwrap_or_default();
        tracing::error!(route, status, duration_ms = started.elapsed().as_millis() as u64, client, "a request failed");
    }
    response
}
