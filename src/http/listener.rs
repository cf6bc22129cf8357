//! Sockets: bound, taken over from another process, or refused with a reason. Knows no HTTP.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;

use crate::config::Listen;

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
    /// Nothing was handed over.
    #[error(
        "no socket was handed over (LISTEN_FDS, LISTEN_PID); start the program by a .socket unit of systemd, or name an address"
    )]
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
pub enum Listener {
    /// TCP.
    Tcp(TcpListener),
    /// A Unix socket.
    Unix(UnixListener),
}

impl Listener {
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
fn unix(listen: &Listen, path: &Path) -> Result<Listener, BindError> {
    let system = |source| BindError::System { listen: listen.clone(), source };
    match std::fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => return Err(BindError::NotASocket { path: path.to_owned() }),
        Ok(_) => match UnixStream::connect(path) {
            Ok(_) => return Err(BindError::InUse { path: path.to_owned() }),
            // Nobody listens. Any other error says nothing of that: a socket of another kind, or of another user.
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                std::fs::remove_file(path).map_err(system)?;
            }
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

    fn next(&mut self) -> io::Result<Option<Listener>> {
        if self.taken >= self.sockets.len() {
            return Ok(None);
        }
        let at = self.taken;
        self.taken += 1;
        match self.sockets.take_tcp_listener(at) {
            Ok(listener) => Ok(listener.map(Listener::Tcp)),
            Err(_) => Ok(self.sockets.take_unix_listener(at)?.map(Listener::Unix)),
        }
    }
}
