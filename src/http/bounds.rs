//! Every bound on what strangers can make the server do: bytes, items, time, at once; each with its reason. Knows
//! nothing else. What a field of the form may hold is bounded in [`crate::contact::form`].

use std::time::Duration;

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

// --- The body of a form.

/// The most bytes of a body that are read. A longer one than [`crate::contact::form::MAX_BODY_BYTES`] is refused, but
/// read up to here, so that the form can give it back.
pub(super) const MAX_READABLE_BODY: usize = 256 * 1024;

/// Memory for bodies is counted in units of so many bytes: what a body with its connection takes at least.
pub(super) const BODY_UNIT: usize = 16 * 1024;

/// Units of memory for bodies under way: 32 MiB in all. A body takes one when its first bytes come and more as it
/// grows, so that whoever sends nothing takes nothing. A usual form takes one unit; the longest that is accepted, five.
pub(super) const BODIES: Shares = Shares { total: 2048, narrow: 32, middle: 64, wide: 128, unnamed: 1024 };

/// For a whole body. The answer must be on its way before the connection’s own limit.
pub(super) const BODY_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a body may come at any rate: a telephone that changes its cell is silent for some seconds.
pub(super) const BODY_GRACE: Duration = Duration::from_secs(5);

/// The least rate of a body after that, in bytes a second on the average: a tenth of what the slowest mobile
/// networks carry.
pub(super) const MIN_BODY_RATE: usize = 500;

/// When to send a form again that found no room, in seconds: by then a body that only holds its place is gone.
pub(super) const BODIES_RETRY_SECONDS: u64 = 8;
