//! Sockets: bound, taken over from another process, or refused with a reason. Knows no HTTP.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{self, UnixDatagram, UnixListener};
use std::path::{Path, PathBuf};
use std::{fmt, io};

use listenfd::ListenFd;
use rustix::io::Errno;
use rustix::net::sockopt::socket_acceptconn;

use crate::config::Listen;

use super::purpose::Purpose;

/// The name of the socket for health and metrics (`FileDescriptorName=`): systemd hands over the sockets of several units
/// in no order that could be relied upon.
const ADMIN: &str = "admin";

/// Why a socket could not be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The operating system refuses.
    #[error("cannot listen at {listen}")]
    System {
        /// Where.
        listen: Listen,
        /// Why.
        source: io::Error,
    },
    /// Nothing was handed over, or not enough.
    #[error(
        "no socket was handed over for it (LISTEN_FDS, LISTEN_PID, LISTEN_FDNAMES); start the program by a .socket unit of systemd, or name an address"
    )]
    NothingInherited,
    /// More was handed over than anybody answers at: whoever connects there would wait for ever.
    #[error(
        "{given} sockets were handed over, and {taken} of them are served: give --listen (COMMUNIQUE_LISTEN) one systemd for each, and --admin-listen (COMMUNIQUE_ADMIN_LISTEN) systemd for the one named admin (FileDescriptorName=)"
    )]
    Spare {
        /// How many there are.
        given: usize,
        /// How many are served.
        taken: usize,
    },
    /// What was handed over is no socket at which anybody could be answered.
    #[error(
        "the descriptor number {number} of those that were handed over (LISTEN_FDS) is {what}; accepted: a socket of streams, TCP or Unix, that listens (ListenStream= of a .socket unit)"
    )]
    Unfit {
        /// Which, from 1.
        number: usize,
        /// What it is.
        what: &'static str,
    },
    /// Another process has a socket there.
    #[error("{path} is in use: another process listens there")]
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
pub enum Listener {
    /// TCP.
    Tcp(TcpListener),
    /// A Unix socket.
    Unix(UnixListener),
    /// A Unix socket without a path, at which this process asks itself; nobody else is answered.
    Own(UnixListener),
}

impl Listener {
    /// Binds. Inherited sockets are taken by their names, and in the order in which they were handed over.
    pub fn new(listen: &Listen, purpose: Purpose, inherited: &mut Inherited) -> Result<Self, BindError> {
        let system = |source| BindError::System { listen: listen.clone(), source };
        match listen {
            Listen::Tcp(address) => TcpListener::bind(address).map(Self::Tcp).map_err(system),
            Listen::Unix(path) => unix(listen, path),
            Listen::Inherited => inherited.next(purpose)?.ok_or(BindError::NothingInherited),
        }
    }

    /// Binds a socket at which this process alone is answered, and says where: no folder, and no network, has to be
    /// reachable for it.
    pub fn own() -> io::Result<(Self, net::SocketAddr)> {
        // Without a name the system chooses one (unix(7), “Autobind feature”).
        let listener = UnixListener::bind_addr(&net::SocketAddr::from_pathname("")?)?;
        let address = listener.local_addr()?;
        Ok((Self::Own(listener), address))
    }

    /// The address of a TCP socket, with the port that it really has.
    pub fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(listener) => listener.local_addr().ok(),
            Self::Unix(_) | Self::Own(_) => None,
        }
    }

    /// Whether it is a Unix socket at a path: whoever connects there has no address.
    pub fn is_unix(&self) -> bool {
        matches!(self, Self::Unix(_))
    }
}

impl fmt::Display for Listener {
    /// Where it is, in the form of the setting.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = |listener: &UnixListener| listener.local_addr().ok()?.as_pathname().map(Path::to_owned);
        match self {
            Self::Tcp(listener) => match listener.local_addr() {
                Ok(address) => address.fmt(f),
                Err(_) => f.write_str("tcp"),
            },
            Self::Unix(listener) | Self::Own(listener) => match path(listener) {
                Some(path) => Listen::Unix(path).fmt(f),
                None => f.write_str("unix"),
            },
        }
    }
}

/// Binds a Unix socket, in the place of one that nobody answers at any more.
fn unix(listen: &Listen, path: &Path) -> Result<Listener, BindError> {
    let system = |source| BindError::System { listen: listen.clone(), source };
    match std::fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => return Err(BindError::NotASocket { path: path.to_owned() }),
        Ok(_) => match is_held(path) {
            Ok(true) => return Err(BindError::InUse { path: path.to_owned() }),
            Ok(false) => std::fs::remove_file(path).map_err(system)?,
            Err(error) => return Err(system(error)),
        },
        Err(_) => {}
    }
    let listener = UnixListener::bind(path).map_err(system)?;
    // The proxy is another user. Whoever may reach the folder may speak to the server, as
    // with a port on the loopback interface.
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).map_err(system)?;
    Ok(Listener::Unix(listener))
}

/// Whether a process has the socket at a path, of whatever kind; an error says nothing of that, such as a socket of
/// another user.
fn is_held(path: &Path) -> io::Result<bool> {
    // A socket of another kind than most: it never waits, while one of streams waits where the other’s queue is full, and
    // nothing would end that. For a socket of streams it hears that the kind is wrong (unix(7)).
    match UnixDatagram::unbound()?.connect(path) {
        Ok(()) => Ok(true),
        Err(error) if Errno::from_io_error(&error) == Some(Errno::PROTOTYPE) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ok(false),
        Err(error) => Err(error),
    }
}

/// Sockets that another process opened for us.
pub struct Inherited {
    sockets: ListenFd,
    /// For each whether it is for health and metrics, if the names say so of any.
    is_admin: Option<Vec<bool>>,
    is_taken: Vec<bool>,
}

impl Inherited {
    /// What the environment announces (the protocol of `sd_listen_fds(3)`).
    pub fn from_env() -> Self {
        let names = std::env::var("LISTEN_FDNAMES").unwrap_or_default();
        let sockets = ListenFd::from_env();
        let (is_admin, is_taken) = (which_are_admin(&names, sockets.len()), vec![false; sockets.len()]);
        Self { sockets, is_admin, is_taken }
    }

    /// The next one that is for this.
    pub(super) fn next(&mut self, purpose: Purpose) -> Result<Option<Listener>, BindError> {
        let suits = |at: usize| match &self.is_admin {
            Some(is_admin) => is_admin[at] == (purpose == Purpose::Admin),
            None => true,
        };
        let Some(at) = (0..self.is_taken.len()).find(|at| !self.is_taken[*at] && suits(*at)) else { return Ok(None) };
        self.is_taken[at] = true;
        self.take(at).map(Some).map_err(|what| BindError::Unfit { number: at + 1, what })
    }

    /// Takes a socket; or else what it is.
    fn take(&mut self, at: usize) -> Result<Listener, &'static str> {
        let listener = if let Ok(Some(listener)) = self.sockets.take_tcp_listener(at) {
            Listener::Tcp(listener)
        } else if let Ok(Some(listener)) = self.sockets.take_unix_listener(at) {
            Listener::Unix(listener)
        } else if matches!(self.sockets.take_udp_socket(at), Ok(Some(_)))
            || matches!(self.sockets.take_unix_datagram(at), Ok(Some(_)))
        {
            return Err("a socket of datagrams");
        } else {
            return Err("neither a TCP nor a Unix socket of streams");
        };
        let listens = match &listener {
            Listener::Tcp(listener) => socket_acceptconn(listener),
            Listener::Unix(listener) | Listener::Own(listener) => socket_acceptconn(listener),
        };
        // A connection, or a socket that was only bound, would fail at the first that connects, or wait for ever.
        if listens.unwrap_or(true) { Ok(listener) } else { Err("a socket that does not listen") }
    }

    /// Fails if there is one that nobody has taken: whoever connects there would wait for ever.
    pub(crate) fn all_are_taken(&self) -> Result<(), BindError> {
        let (given, taken) = (self.is_taken.len(), self.is_taken.iter().filter(|is_taken| **is_taken).count());
        if taken < given { Err(BindError::Spare { given, taken }) } else { Ok(()) }
    }
}

/// For each socket whether it is for health and metrics; `None` if no name says so.
fn which_are_admin(names: &str, sockets: usize) -> Option<Vec<bool>> {
    let is_admin: Vec<bool> = names.split(':').map(|name| name == ADMIN).collect();
    Some(is_admin).filter(|is_admin| is_admin.len() == sockets && is_admin.contains(&true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_for_health_is_told_by_its_name_alone() {
        for (names, sockets, is_admin) in [
            ("admin:communique.socket", 2, Some(vec![true, false])),
            ("communique.socket:admin", 2, Some(vec![false, true])),
            ("unknown:unknown", 2, None),
            ("admin", 2, None),
            ("", 0, None),
            ("", 1, None),
        ] {
            assert_eq!(which_are_admin(names, sockets), is_admin, "{names}");
        }
    }
}
