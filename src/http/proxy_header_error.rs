//! Why a connection that was to begin with a header of the PROXY protocol is closed. Knows no connection.

use strum::VariantArray;

/// Why a connection is closed before its first request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum ProxyHeaderError {
    /// The peer is no trusted proxy.
    Peer,
    /// It begins with something else.
    Absent,
    /// The header is malformed, cut off, or longer than [`super::bounds::MAX_PROXY_HEADER`].
    Malformed,
    /// The header is not there after [`super::bounds::PROXY_HEADER_TIMEOUT`].
    Late,
}

impl ProxyHeaderError {
    /// Its name in the metrics and in the log.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Peer => "peer",
            Self::Absent => "absent",
            Self::Malformed => "malformed",
            Self::Late => "late",
        }
    }
}
