//! The PROXY protocol, versions 1 and 2 (HAProxy, “The PROXY protocol”): a proxy says whom a connection is from before
//! the first request. Knows whom to believe, no HTTP.

use std::net::SocketAddr;
use std::sync::{Arc, Once};

use bytes::{Buf, BytesMut};
use proxy_header::{Error, ParseConfig, Protocol, ProxyHeader};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;

use crate::config::LogIp;

use super::bounds::{MAX_PROXY_HEADER, PROXY_HEADER_TIMEOUT};
use super::client::Client;
use super::metrics::Metrics;
use super::peer::TrustWalk;
use super::proxy_header_error::ProxyHeaderError;

/// Nothing but the addresses is of use.
const PARSE: ParseConfig = ParseConfig { include_tlvs: false, allow_v1: true, allow_v2: true };
/// How a header begins, by version.
const BEGINNINGS: [&[u8]; 2] = [b"PROXY ", b"\r\n\r\n\0\r\nQUIT\n"];

/// What a header says, and what has come behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Announced {
    /// Whom the connection is from. `None` if the proxy speaks for itself (`LOCAL`, as a health check does) or cannot
    /// name anybody (`UNKNOWN`): then the connection is the proxy’s own.
    pub source: Option<SocketAddr>,
    /// The beginning of the first request.
    pub rest: BytesMut,
}

/// What listeners need at which each connection begins with a header.
pub(super) struct ProxyProtocol {
    trust_walk: Arc<TrustWalk>,
    metrics: Arc<Metrics>,
    log_ip: LogIp,
    warned_of_peer: Once,
    warned_of_header: Once,
}

impl ProxyProtocol {
    /// Believes the trusted proxies of a walk.
    pub(super) fn new(trust_walk: Arc<TrustWalk>, metrics: Arc<Metrics>, log_ip: LogIp) -> Self {
        Self { trust_walk, metrics, log_ip, warned_of_peer: Once::new(), warned_of_header: Once::new() }
    }

    /// Reads the header of a connection; `None` if the connection is to be closed. The operator is told why.
    pub(super) async fn announced(
        &self,
        stream: &mut (impl AsyncRead + Unpin),
        peer: Option<SocketAddr>,
    ) -> Option<Announced> {
        let address = peer.map(|peer| peer.ip().to_canonical());
        let error = if self.trust_walk.trusts(address) {
            match timeout(PROXY_HEADER_TIMEOUT, read(stream)).await {
                Ok(Ok(announced)) => return announced,
                Ok(Err(error)) => error,
                Err(_) => ProxyHeaderError::Late,
            }
        } else {
            ProxyHeaderError::Peer
        };
        self.metrics.count_proxy_header_refused(error);
        let peer = address.and_then(|address| Client::Address(address).for_log(self.log_ip));
        match error {
            ProxyHeaderError::Peer => self.warned_of_peer.call_once(|| {
                tracing::warn!(
                    peer,
                    "a connection was closed because --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) does not name where it comes from: with --proxy-protocol (COMMUNIQUE_PROXY_PROTOCOL) nobody else may connect (http_proxy_headers_refused)"
                );
            }),
            _ => self.warned_of_header.call_once(|| {
                tracing::warn!(
                    peer,
                    why = error.as_str(),
                    "a connection was closed because it did not begin with a header of the PROXY protocol: let the proxy send one (HAProxy: send-proxy-v2; nginx: proxy_protocol on), or take --proxy-protocol (COMMUNIQUE_PROXY_PROTOCOL) away (http_proxy_headers_refused)"
                );
            }),
        }
        None
    }
}

/// Reads a header; nothing from a peer that closes without a word, as a check of the port does.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<Option<Announced>, ProxyHeaderError> {
    let mut bytes = BytesMut::with_capacity(MAX_PROXY_HEADER);
    loop {
        let length = stream.read_buf(&mut bytes).await.unwrap_or(0);
        match ProxyHeader::parse(&bytes, PARSE) {
            _ if bytes.is_empty() => return Ok(None),
            _ if !has_beginning(&bytes) => return Err(ProxyHeaderError::Absent),
            Ok((header, end)) => {
                let address = header.proxied_address();
                if address.is_some_and(|address| address.protocol != Protocol::Stream) {
                    return Err(ProxyHeaderError::Malformed);
                }
                let source = address.map(|address| address.source);
                bytes.advance(end);
                return Ok(Some(Announced { source, rest: bytes }));
            }
            Err(Error::BufferTooShort) if length > 0 && bytes.len() < MAX_PROXY_HEADER => {}
            Err(_) => return Err(ProxyHeaderError::Malformed),
        }
    }
}

/// Whether bytes are the beginning of a header, or begin with it.
fn has_beginning(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| {
        let length = beginning.len().min(bytes.len());
        bytes[..length] == beginning[..length]
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use proxy_header::ProxiedAddress;

    const SIGNATURE: &[u8] = BEGINNINGS[1];
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    /// A header of version 2 with this command, family and content.
    fn binary(command: u8, family: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [SIGNATURE, &[0x20 | command, family], &length, content].concat()
    }

    /// Reads what comes in pieces, to the end of the connection.
    fn read_pieces(pieces: &[&[u8]]) -> Result<Option<Announced>, ProxyHeaderError> {
        let mut stream: Box<dyn AsyncRead + Unpin + '_> = Box::new(tokio::io::empty());
        for piece in pieces {
            stream = Box::new(stream.chain(*piece));
        }
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(read(&mut stream))
    }

    fn source(bytes: &[u8]) -> Result<Option<SocketAddr>, ProxyHeaderError> {
        read_pieces(&[bytes]).map(|announced| announced.unwrap().source)
    }

    #[test]
    fn both_versions_name_whom_the_connection_is_from() {
        let v4 = [&[203, 0, 113, 9, 127, 0, 0, 1][..], &4711_u16.to_be_bytes(), &80_u16.to_be_bytes()].concat();
        let mut v6 = vec![0; 36];
        v6[..2].copy_from_slice(&[0x20, 1]);
        v6[15] = 9;
        let with_extension = [&v4[..], &[0xea, 0, 3, 1, 2, 3]].concat();
        for (header, expected) in [
            (b"PROXY TCP4 203.0.113.9 127.0.0.1 4711 80\r\n".to_vec(), Some("203.0.113.9:4711")),
            (b"PROXY TCP6 2001::9 ::1 4711 80\r\n".to_vec(), Some("[2001::9]:4711")),
            (b"PROXY UNKNOWN\r\n".to_vec(), None),
            (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n".to_vec(), None),
            (binary(1, 0x11, &v4), Some("203.0.113.9:4711")),
            (binary(1, 0x11, &with_extension), Some("203.0.113.9:4711")),
            (binary(1, 0x21, &v6), Some("[2001::9]:0")),
            (binary(0, 0x11, &v4), None),
            (binary(0, 0, &[]), None),
            (binary(1, 0, &[]), None),
            (binary(1, 0x31, &[0; 216]), None),
        ] {
            let expected = expected.map(|address| address.parse().unwrap());
            let announced = Announced { source: expected, rest: BytesMut::from(REQUEST) };
            assert_eq!(read_pieces(&[&header, REQUEST]).unwrap().unwrap().source, announced.source, "{header:?}");
            assert_eq!(read_pieces(&[&[&header[..], REQUEST].concat()]), Ok(Some(announced)), "{header:?}");
        }
    }

    #[test]
    fn what_is_no_header_is_told_by_why() {
        let v4 = [1; 12];
        let extension = vec![0; MAX_PROXY_HEADER];
        for (bytes, error) in [
            (REQUEST.to_vec(), ProxyHeaderError::Absent),
            (b"\r\n\r\nGET / HTTP/1.1\r\n\r\n".to_vec(), ProxyHeaderError::Absent),
            (b"PROXX".to_vec(), ProxyHeaderError::Absent),
            (b"PROXY TCP4 203.0.113.9".to_vec(), ProxyHeaderError::Malformed),
            (b"PROXY TCP5 203.0.113.9 127.0.0.1 1 2\r\n".to_vec(), ProxyHeaderError::Malformed),
            (b"PROXY TCP4 2001::9 ::1 1 2\r\n".to_vec(), ProxyHeaderError::Malformed),
            (b"PROXY TCP4 203.0.113.9 127.0.0.1 1 65536\r\n".to_vec(), ProxyHeaderError::Malformed),
            (binary(2, 0x11, &v4), ProxyHeaderError::Malformed),
            (binary(1, 0x12, &v4), ProxyHeaderError::Malformed),
            (binary(1, 0x41, &v4), ProxyHeaderError::Malformed),
            (binary(1, 0x11, &v4[..11]), ProxyHeaderError::Malformed),
            (binary(1, 0x11, &extension), ProxyHeaderError::Malformed),
            (SIGNATURE.to_vec(), ProxyHeaderError::Malformed),
        ] {
            let bytes_and_more = if bytes.ends_with(b"\r\n") { [&bytes[..], REQUEST].concat() } else { bytes.clone() };
            assert_eq!(source(&bytes_and_more), Err(error), "{}", bytes.escape_ascii());
        }
        assert_eq!(read_pieces(&[]), Ok(None), "a check of the port is no error");
    }

    proptest! {
        #[test]
        fn whoever_is_named_in_whatever_pieces_is_read_and_the_request_is_whole(
            from in any::<SocketAddr>(),
            at in any::<SocketAddr>(),
            is_binary in any::<bool>(),
            cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..6),
        ) {
            prop_assume!(from.is_ipv4() == at.is_ipv4());
            let header = ProxyHeader::with_address(ProxiedAddress::stream(from, at));
            let mut bytes = Vec::new();
            if is_binary { header.encode_v2(&mut bytes) } else { header.encode_v1(&mut bytes) }.unwrap();
            let end = bytes.len();
            bytes.extend(REQUEST);
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]).collect();
            let announced = read_pieces(&pieces).unwrap().unwrap();
            let source = announced.source.unwrap();
            prop_assert_eq!((source.ip(), source.port()), (from.ip(), from.port()));
            prop_assert!(bytes[end..].starts_with(&announced.rest));
        }

        #[test]
        fn any_bytes_are_a_header_or_an_error(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..300),
                proptest::collection::vec(any::<u8>(), 0..300).prop_map(|more| [SIGNATURE, &more].concat()),
                "PROXY (TCP4|TCP6|UNKNOWN| |[0-9.:]{1,9}|\r\n){0,9}".prop_map(String::into_bytes),
            ],
        ) {
            let _ = read_pieces(&[&bytes]);
        }
    }
}
