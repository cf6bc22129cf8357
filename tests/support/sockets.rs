//! Sockets that are handed over to the program, as systemd does.

use std::os::fd::{AsFd, OwnedFd};
use std::process::Command;

use rustix::io::{FdFlags, fcntl_dupfd_cloexec, fcntl_setfd};

/// The first descriptor that is handed over.
const FIRST: i32 = 200;

/// Hands sockets over to a command. They are open for it as long as what comes back is.
pub fn hand_over(command: &mut Command, sockets: &[OwnedFd], names: &str) -> Vec<OwnedFd> {
    command.env("LISTEN_FDS", sockets.len().to_string()).env("LISTEN_FDS_FIRST_FD", FIRST.to_string());
    command.env("LISTEN_FDNAMES", names);
    let handed = sockets.iter().map(|socket| {
        let handed = fcntl_dupfd_cloexec(socket.as_fd(), FIRST).unwrap();
        fcntl_setfd(&handed, FdFlags::empty()).unwrap();
        handed
    });
    handed.collect()
}
