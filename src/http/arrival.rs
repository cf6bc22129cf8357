//! A connection that has just been made: whom it is from, and whether there is a permit for it. Knows no request.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::BytesMut;
use tokio::io::AsyncRead;

use super::client::NOBODY;
use super::connections::{ConnectionPermit, Connections};
use super::proxy_protocol::{Announced, ProxyProtocol};

/// What is asked of each connection to a listener.
#[derive(Clone, Default)]
pub(super) struct Arrival {
    /// The permits, if connections are counted.
    pub connections: Option<Arc<Connections>>,
    /// Set where each connection begins with a header of the PROXY protocol.
    pub proxy_protocol: Option<Arc<ProxyProtocol>>,
}

/// A connection that may stay.
pub(super) struct Arrived {
    /// Whom it is from; `None` on a Unix socket.
    pub peer: Option<SocketAddr>,
    /// Its permit, if connections are counted.
    pub permit: Option<ConnectionPermit>,
    /// What has been read of its first request.
    pub first: BytesMut,
}

impl Arrival {
    /// Lets a connection in; `None` if it is to be closed at once.
    pub(super) async fn let_in(
        &self,
        stream: &mut (impl AsyncRead + Unpin),
        peer: Option<SocketAddr>,
    ) -> Option<Arrived> {
        let permit = self.acquire(peer)?;
        let Some(proxy_protocol) = &self.proxy_protocol else {
            return Some(Arrived { peer, permit, first: BytesMut::new() });
        };
        let Announced { source, rest } = proxy_protocol.announced(stream, peer).await?;
        // The headers of its requests are the client’s own: a proxy that sends one at the begin of a connection reads none.
        let Some(source) = source else { return Some(Arrived { peer: Some(NOBODY), permit, first: rest }) };
        // From here on it counts as its client’s, no longer as the proxy’s.
        drop(permit);
        Some(Arrived { peer: Some(source), permit: self.acquire(Some(source))?, first: rest })
    }

    /// A permit where connections are counted; `None` if there is none to be had.
    fn acquire(&self, peer: Option<SocketAddr>) -> Option<Option<ConnectionPermit>> {
        match &self.connections {
            Some(connections) => connections.acquire(peer.map(|peer| peer.ip())).map(Some),
            None => Some(None),
        }
    }
}
