//! Every bound on what strangers can make the server do: bytes, items, time, at once; each with its reason. What a
//! field of the form may hold is bounded in [`crate::contact::form`].

use std::time::Duration;

use super::network::Width;

/// How many of something there may be at once or within a time: in all, and of that for one client and for the networks
/// around it. A network that one person can have whole has more than an address, and leaves most to all others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    /// In all.
    pub total: usize,
    /// An IPv4 address, or an IPv6 /64, which is what one household gets.
    pub narrow: usize,
    /// An IPv6 /56, which a household gets as well, or a small company.
    pub middle: usize,
    /// An IPv4 /24 or an IPv6 /48, which a company gets.
    pub wide: usize,
    /// All whom a trusted proxy does not name, together.
    pub unnamed: usize,
}

impl Shares {
    /// The share of a group.
    pub(super) fn of(&self, width: Width) -> usize {
        match width {
            Width::Narrow => self.narrow,
            Width::Middle => self.middle,
            Width::Wide => self.wide,
            Width::Unnamed => self.unnamed,
        }
    }
}

// --- The body of a form.

/// The most bytes of a body that are read. A longer one than [`crate::contact::form::MAX_BODY_BYTES`] is refused, but
/// read up to here, so that the form can give it back.
pub(super) const MAX_READABLE_BODY: usize = 256 * 1024;

/// Memory for bodies is counted in units of so many bytes: what a body with its connection takes at least.
pub(super) const BODY_UNIT: usize = 8 * 1024;

/// Units of memory for bodies under way: 16 MiB in all. A body takes one when its first bytes come and more as it
/// grows, so that whoever sends nothing takes nothing. A usual form takes one unit; the longest that is accepted, eight.
/// The answer that gives a text back takes them over.
pub(super) const BODIES: Shares = Shares { total: 2048, narrow: 64, middle: 128, wide: 256, unnamed: 1024 };

/// For a whole body. The answer must be on its way before the connection’s own limit.
pub(super) const BODY_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a body may come at any rate: a telephone that changes its cell is silent for some seconds.
pub(super) const BODY_GRACE: Duration = Duration::from_secs(5);

/// The least rate of a body after that, in bytes a second on the average: a tenth of what the slowest mobile
/// networks carry.
pub(super) const MIN_BODY_RATE: usize = 500;

/// When to send a form again that found no room, in seconds: by then a body that only holds its place is gone.
pub(super) const BODIES_RETRY_SECONDS: u64 = 8;

// --- The head of a request.

/// The most bytes of a head. Browsers send about one KiB, proxies some lines more; nginx and Apache stop at 8 KiB a
/// line. A header’s name cannot become longer than actix bears (65,535 bytes).
pub(super) const MAX_HEAD: usize = 32 * 1024;

/// The most bytes of a request’s target; at least 8,000 are asked for (RFC 9112 §3).
pub(super) const MAX_TARGET: usize = 8 * 1024;

/// The most bytes of a method. The longest that is registered has 17 (UPDATEREDIRECTREF).
pub(super) const MAX_METHOD: usize = 32;

/// The most bytes of a header’s name.
pub(super) const MAX_HEADER_NAME: usize = 256;

/// The most headers; actix takes no more.
pub(super) const MAX_HEADERS: usize = 96;

/// The most bytes of Accept-Language that are looked at; no standard has a bound. Of its items 64 count, far more than a
/// browser sends, and so many with the longest tags (35 bytes, RFC 5646 §4.4.1), weights and commas fit.
pub(super) const MAX_LANGUAGES: usize = 4 * 1024;

/// The most bytes of a header of the PROXY protocol: one with the longest addresses has 232, and balancers add a name or
/// a certificate.
pub(super) const MAX_PROXY_HEADER: usize = 2 * 1024;

// --- What waits on a connection.

/// The most bytes that are handed on between two looks at what is to be written: a fast sender does not fill the
/// memory before anybody has looked at what it sends.
pub(super) const MAX_HANDED_ON: usize = 8 * 1024;

/// The most bytes of an answer that wait in memory; beyond them the rest of the page is left where it is.
pub(super) const WRITE_BUFFER: usize = 16 * 1024;

/// An answer is put into the write buffer in pieces of so many bytes.
pub(super) const ANSWER_PIECE: usize = 16 * 1024;

/// The most bytes of trailers, with their line ends, and of extensions in a chunked body. Nobody needs any.
pub(super) const MAX_CHUNK_EXTRAS: usize = 8 * 1024;

/// What is still read, and thrown away, after the last answer on a connection.
pub(super) const MAX_DRAINED: usize = 256 * 1024;

// --- Time on a connection.

/// Longer than any proxy keeps an idle connection, so that it is the proxy that closes it and no request meets a
/// closing socket.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(150);

/// Without any byte in either direction. The keep-alive comes first where it counts at all.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(160);

/// For a header of the PROXY protocol, which a proxy sends as soon as it has connected.
pub(super) const PROXY_HEADER_TIMEOUT: Duration = Duration::from_secs(5);

/// For the head of the first request on a connection.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// From the first byte of a request to the first byte of its answer.
pub(super) const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Without any progress in sending an answer.
pub(super) const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// For connections without a request when the server stops: a request that is on its way to it is still answered, and
/// the answer says that it is the last. Shorter than the time after which actix looks whether all have gone (1 s).
pub(super) const STOP_GRACE: Duration = Duration::from_millis(700);

/// After an answer that left bytes unread, so that it arrives. 0, which is actix’s default, would close at once.
pub(super) const LINGER: Duration = Duration::from_secs(3);

// --- Messages that are accepted.

/// One of so many messages that may come in all is kept for networks from which nothing has come that day: whoever fills
/// the rest does not keep a newcomer out.
pub(super) const RESERVE: usize = 4;

/// The shares of a minute, where one client may send `client` and all together `total`.
pub(super) fn messages_in_minute(client: usize, total: Option<usize>) -> Shares {
    Shares {
        total: total.unwrap_or(usize::MAX),
        narrow: client,
        middle: client.saturating_mul(2),
        wide: client.saturating_mul(4),
        // They may be everybody, and they may be one who hides: more than a client has, and never everything.
        unnamed: total.map_or(client.saturating_mul(12), |total| (total / 2).max(client)),
    }
}

/// The shares of a day on which all together may send `total`: a company’s network a twentieth, a client a fiftieth.
pub(super) fn messages_in_day(total: usize) -> Shares {
    let part = |of: usize| (total / of).max(1);
    Shares { total, narrow: part(50), middle: part(25), wide: part(20), unnamed: part(2) }
}

/// The most messages of a minute, and of a day, that are remembered where there is no limit in all.
pub(super) const MAX_UNLIMITED_LOG: usize = 10_000;

/// Look-ups a minute, in all, of texts whose senders are beyond a limit: who sends once more what is stored already (Back,
/// a page that is loaded again) is shown its reference. As many as messages are taken unless an operator says otherwise.
pub(super) const MAX_LOOKUPS_BEYOND_LIMIT: u32 = 120;

/// The longest time after which a sender who is beyond a limit is told to come again.
pub(super) const MAX_RETRY_AFTER: Duration = Duration::from_secs(86_400);

// --- Connections.

/// Connections at once. One without a request takes about 20 KiB and a file descriptor.
pub(super) const MAX_CONNECTIONS: usize = 8192;

/// The shares of connections, where there may be so many. A client’s browser has six, and hundreds of clients share
/// an address of a mobile network.
pub(super) fn connections(total: usize) -> Shares {
    Shares { total, narrow: total / 32, middle: total / 16, wide: total / 8, unnamed: total }
}

/// How many connections without a request are let go at once, where one is needed: each time costs a look at all.
pub(super) const LET_GO_AT_ONCE: usize = 32;

/// File descriptors for everything but connections: listeners, the database, the mail server, files that are read.
pub(super) const OTHER_DESCRIPTORS: usize = 256;

/// The least connections that are worth a start.
pub(super) const MIN_CONNECTIONS: usize = 64;

/// Connections to the admin listener: the operator’s own machines.
pub(super) const MAX_ADMIN_CONNECTIONS: usize = 64;

// --- Requests that the operator’s own program marks.

/// Probes under way at a time.
pub(super) const MAX_PROBES: usize = 4;

/// For how long a probe is under way.
pub(super) const PROBE_LIFETIME: Duration = Duration::from_secs(60);

/// Requests of a probe that are noted until it is asked about.
pub(super) const MAX_PROBED_REQUESTS: usize = 32;

/// Bytes of an answer that are kept: more than any page has.
pub(super) const MAX_PROBED_BODY: u64 = 256 * 1024;
