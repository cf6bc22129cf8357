//! A host is reached at the first of its addresses that answers. Knows no protocol.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// A host may have several addresses, and the first ones be silent.
pub(super) fn timeout_for_each_address(all: Duration) -> Duration {
    const MAX_ADDRESSES: u32 = 4;
    all / MAX_ADDRESSES
}

/// A connection to the first address of a host that answers.
pub(super) async fn connect_to_any_address(server: (&str, u16), wait: Duration) -> io::Result<(TcpStream, SocketAddr)> {
    let mut last_error = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in lookup_host(server).await? {
        match timeout(wait, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok((stream, address)),
            Ok(Err(error)) => last_error = error,
            Err(_) => last_error = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(last_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_some_time_for_every_address_of_a_host() {
        assert_eq!(timeout_for_each_address(Duration::from_secs(30)), Duration::from_millis(7500));
    }
}
