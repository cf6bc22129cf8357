//! Workers and connections, and how a server stops. Knows what it serves, no address.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use actix_http::error::DispatchError;
use actix_http::{HttpService, KeepAlive, Protocol};
use actix_server::{GracefulShutdownSignal, Server, ServerBuilder};
use actix_service::{ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::{AppConfig, Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, Uri};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net;
use tokio::time::sleep;

use super::admin::Admin;
use super::app::App;
use super::arrival::{Arrival, Arrived};
use super::bounds::{
    HEAD_TIMEOUT, IDLE_TIMEOUT, KEEP_ALIVE, LINGER, REQUEST_TIMEOUT, STOP_GRACE, WRITE_BUFFER, WRITE_TIMEOUT,
};
use super::deadline::{ConnectionTimeouts, DeadlineStream};
use super::gate::{Gate, Refuse};
use super::listener::Listener;
use super::other_protocol::OtherProtocol;
use super::purpose::Purpose;

/// How long requests under way have when the server stops: with what stops after it, less than the 30 s after which
/// systemd and Kubernetes kill.
pub(crate) const SHUTDOWN_SECONDS: u64 = 18;
const TIMEOUTS: ConnectionTimeouts =
    ConnectionTimeouts { request: REQUEST_TIMEOUT, write: WRITE_TIMEOUT, idle: IDLE_TIMEOUT };

/// What is served.
#[derive(Clone)]
pub enum Served {
    /// The site.
    Site(Arc<App>),
    /// Health and metrics of a process.
    Admin(Arc<Admin>),
}

impl Served {
    fn purpose(&self) -> Purpose {
        match self {
            Self::Site(_) => Purpose::Site,
            Self::Admin(_) => Purpose::Admin,
        }
    }

    /// What is asked of each connection.
    fn arrival(&self) -> Arrival {
        match self {
            Self::Site(app) => app.arrival(),
            Self::Admin(admin) => admin.arrival(),
        }
    }

    async fn respond(&self, request: &HttpRequest, payload: Payload) -> HttpResponse {
        match self {
            Self::Site(app) => app.respond(request, payload).await,
            Self::Admin(admin) => admin.respond(request),
        }
    }

    /// The answer to a request that does not get as far as that, as bytes.
    fn refuse(&self, status: u16, protocol: Option<OtherProtocol>) -> Bytes {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        match self {
            Self::Site(app) => app.refuse(status, protocol),
            Self::Admin(admin) => admin.refuse(status),
        }
    }
}

/// Starts serving on all of these. The server is a future that ends when it has stopped. Signals are the
/// caller’s business.
pub fn start(bound: Vec<Listener>, served: &Served, workers: usize) -> io::Result<Server> {
    let builder = Server::build()
        .workers(workers)
        .max_concurrent_connections(served.purpose().max_connections())
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .disable_signals();
    let mut bound = bound.into_iter();
    Ok(bound.try_fold(builder, |builder, bound| listen(builder, bound, served))?.run())
}

/// Serves on a listener.
fn listen(builder: ServerBuilder, bound: Listener, served: &Served) -> io::Result<ServerBuilder> {
    let (served, name) = (served.clone(), served.purpose().name());
    // Lets idle connections go when the server begins to stop.
    let stopping = builder.graceful_shutdown_signal();
    let refusing = served.clone();
    let refuse: Refuse = Arc::new(move |status, protocol| refusing.refuse(status, protocol));
    let arrival = served.arrival();
    match bound {
        Listener::Tcp(listener) => builder.listen(name, listener, move || {
            let (arrival, refuse) = (arrival.clone(), Arc::clone(&refuse));
            let accept = move |stream: net::TcpStream| {
                let (arrival, refuse) = (arrival.clone(), Arc::clone(&refuse));
                async move {
                    // One that was reset meanwhile has no address any more. Without one it would count as a proxy at a
                    // Unix socket, though what came before the reset can still be read.
                    let peer = stream.peer_addr().map_err(|_| not_served())?;
                    // Answers are written whole; waiting for more would only delay them.
                    let _ = stream.set_nodelay(true);
                    accept(stream, Some(peer), arrival, refuse).await
                }
            };
            fn_service(accept).and_then(http(served.clone(), stopping.clone()))
        }),
        Listener::Own(listener) => builder.listen_uds(name, listener, move || {
            let refuse = Arc::clone(&refuse);
            let accept = move |stream: net::UnixStream| {
                let refuse = Arc::clone(&refuse);
                async move {
                    let is_ours = stream
                        .peer_cred()
                        .is_ok_and(|peer| peer.pid().is_some_and(|pid| u32::try_from(pid) == Ok(std::process::id())));
                    if !is_ours {
                        return Err(not_served());
                    }
                    // Neither counted nor announced.
                    accept(stream, None, Arrival::default(), refuse).await
                }
            };
            fn_service(accept).and_then(http(served.clone(), stopping.clone()))
        }),
        Listener::Unix(listener) => builder.listen_uds(name, listener, move || {
            let (arrival, refuse) = (arrival.clone(), Arc::clone(&refuse));
            let accept = move |stream: net::UnixStream| accept(stream, None, arrival.clone(), Arc::clone(&refuse));
            fn_service(accept).and_then(http(served.clone(), stopping.clone()))
        }),
    }
}

/// A connection as actix takes it over: the stream, its protocol, and whom it is from.
type TakenOver<S> = (Gate<DeadlineStream<S>>, Protocol, Option<SocketAddr>);

/// Lets a connection in, and puts it behind the gate.
async fn accept<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    peer: Option<SocketAddr>,
    arrival: Arrival,
    refuse: Refuse,
) -> Result<TakenOver<S>, DispatchError> {
    let Arrived { peer, permit, first } = arrival.let_in(&mut stream, peer).await.ok_or_else(not_served)?;
    Ok((Gate::new(DeadlineStream::new(stream, TIMEOUTS), first, refuse, permit), Protocol::Http1, peer))
}

/// Closes a connection at once.
fn not_served() -> DispatchError {
    DispatchError::Io(io::Error::from(io::ErrorKind::ConnectionRefused))
}

/// A request of which nothing is needed any more. actix keeps hundreds of them to use them again, as they are, each with
/// the buffer of 14 KiB that it was read into.
fn emptied(request: HttpRequest) -> HttpRequest {
    let mut request = ServiceRequest::from_parts(request, Payload::None);
    let head = request.head_mut();
    head.uri = Uri::default();
    head.headers.clear();
    request.into_parts().0
}

/// HTTP/1.1 over any stream.
fn http<S>(
    served: Served,
    stopping: GracefulShutdownSignal,
) -> impl ServiceFactory<(S, Protocol, Option<SocketAddr>), Config = (), Response = (), Error = DispatchError, InitError = ()>
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    // A service and no handler: nothing is to be extracted from a request.
    let service = fn_service(move |request: ServiceRequest| {
        let served = served.clone();
        async move {
            let (request, payload) = request.into_parts();
            let response = served.respond(&request, payload).await;
            Ok::<_, actix_web::Error>(ServiceResponse::new(emptied(request), response))
        }
    });
    let service = actix_web::App::new().default_service(service);
    HttpService::build()
        .keep_alive(KeepAlive::Timeout(KEEP_ALIVE))
        .client_request_timeout(HEAD_TIMEOUT)
        .client_disconnect_timeout(LINGER)
        .h1_write_buffer_size(WRITE_BUFFER)
        .graceful_shutdown_signal(move || {
            let stopping = stopping.clone();
            async move {
                stopping.notified().await;
                sleep(STOP_GRACE).await;
            }
        })
        .finish(map_config(service, |_| AppConfig::default()))
}
