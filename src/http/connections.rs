//! Connections at once: how many there may be, of whom, and which are let go for others. Knows no request.
//!
//! A connection has a permit. One without a request under way can be let go: it closes as an idle one does.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Context;
use std::time::{Duration, Instant};

use futures_util::task::AtomicWaker;

use crate::metrics::Registry;

use super::bounds::{self, LET_GO_AT_ONCE};
use super::metrics::Metrics;
use super::network::{Group, Groups};
use super::peer::TrustWalk;
use super::permits::{Exhausted, Permit, Permits};

/// For so long a connection of a proxy has been idle that it counts as kept, and not as one for a single request.
const COUNTED_IDLE: Duration = Duration::from_secs(5);

/// The connections of a server.
pub(super) struct Connections {
    permits: Arc<Permits>,
    /// Who has no share; `None` if nobody has one.
    trust_walk: Option<Arc<TrustWalk>>,
    metrics: Arc<Metrics>,
    open: Arc<Mutex<OpenConnections>>,
    began: Instant,
}

/// The connections that have a permit, by its number.
#[derive(Default)]
struct OpenConnections {
    states: HashMap<u64, (Groups, Arc<ConnectionState>)>,
    next: u64,
}

/// What a connection and the one who may let it go share.
struct ConnectionState {
    /// Since when it has been without a request, in milliseconds since the start and one; 0 while one is under way.
    idle_since: AtomicU64,
    is_let_go: AtomicBool,
    waker: AtomicWaker,
}

/// The permit of a connection, given back when dropped.
pub(super) struct ConnectionPermit {
    number: u64,
    state: Arc<ConnectionState>,
    open: Arc<Mutex<OpenConnections>>,
    began: Instant,
    metrics: Arc<Metrics>,
    is_of_proxy: bool,
    has_served: bool,
    is_closed_by_client: bool,
    _permit: Permit,
}

impl Connections {
    /// At most so many, of which each client has a share.
    pub(super) fn new(total: usize, trust_walk: Arc<TrustWalk>, metrics: Arc<Metrics>) -> Self {
        Self { trust_walk: Some(trust_walk), metrics, ..Self::without_shares(total) }
    }

    /// At most so many, whoever they are from; nothing is told of them.
    pub(super) fn without_shares(total: usize) -> Self {
        let permits = Permits::new(bounds::connections(total));
        Self { permits, trust_walk: None, metrics: Arc::default(), open: Arc::default(), began: Instant::now() }
    }

    /// A permit for a connection from an address, `None` by a Unix socket; `None` if there is none to be had. A trusted
    /// proxy has no share: it speaks for many.
    pub(super) fn acquire(&self, peer: Option<IpAddr>) -> Option<ConnectionPermit> {
        let peer = peer.map(|address| address.to_canonical());
        let groups = match (peer, &self.trust_walk) {
            (Some(address), Some(trust_walk)) if !trust_walk.trusts(peer) => Groups::around(address),
            _ => Groups::NONE,
        };
        match self.permits.acquire(groups) {
            Ok(permit) => Some(self.admit(groups, permit)),
            Err(exhausted) => {
                if self.is_room_made(groups, exhausted) {
                    // Who is to go has not gone yet: for that moment there are some more.
                    return Some(self.admit(groups, self.permits.acquire_anyway(groups)));
                }
                self.metrics.count_connection_refused(exhausted);
                None
            }
        }
    }

    fn admit(&self, groups: Groups, permit: Permit) -> ConnectionPermit {
        let state = Arc::new(ConnectionState {
            idle_since: AtomicU64::new(since(self.began)),
            is_let_go: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        });
        let mut open = lock(&self.open);
        let number = open.next;
        open.next += 1;
        open.states.insert(number, (groups, Arc::clone(&state)));
        ConnectionPermit {
            number,
            state,
            open: Arc::clone(&self.open),
            began: self.began,
            metrics: Arc::clone(&self.metrics),
            is_of_proxy: groups == Groups::NONE,
            has_served: false,
            is_closed_by_client: false,
            _permit: permit,
        }
    }

    /// Adds what operators see of connections.
    pub(super) fn register(self: &Arc<Self>, registry: &mut Registry) {
        let connections = Arc::clone(self);
        registry
            .gauge("http_connections", "Connections to the site", move || Some(lock(&connections.open).states.len()));
        let connections = Arc::clone(self);
        registry.gauge("http_connections_max", "How many connections to the site there may be", move || {
            Some(connections.permits.most(None))
        });
        let connections = Arc::clone(self);
        registry.gauge(
            "http_server_active_requests",
            "Requests to the site that are under way, until their answer has been sent",
            move || Some(connections.requests()),
        );
    }

    /// How many requests are under way: a connection has one at a time.
    fn requests(&self) -> usize {
        let open = lock(&self.open);
        open.states.values().filter(|(_, state)| state.idle_since.load(Ordering::Relaxed) == 0).count()
    }

    /// Lets the connections go that have been without a request longest, of the group whose share is reached or of all;
    /// whether there is room then, or will be.
    fn is_room_made(&self, groups: Groups, exhausted: Exhausted) -> bool {
        let of: Option<Group> = match exhausted {
            Exhausted::Share(width) => groups.iter().find(|group| group.width == width),
            Exhausted::Total => None,
        };
        let open = lock(&self.open);
        let is_one = |groups: &Groups| of.is_none_or(|of| groups.iter().any(|group| group == of));
        let states = || open.states.values().filter(|(groups, _)| is_one(groups)).map(|(_, state)| state);
        let staying = states().filter(|state| !state.is_let_go.load(Ordering::Relaxed)).count();
        if staying < self.permits.most(of) {
            return true;
        }
        let since = |state: &&Arc<ConnectionState>| state.idle_since.load(Ordering::Relaxed);
        let is_idle = |state: &&Arc<ConnectionState>| since(state) > 0 && !state.is_let_go.load(Ordering::Relaxed);
        let mut idle: Vec<&Arc<ConnectionState>> = states().filter(is_idle).collect();
        let number = idle.len().min(LET_GO_AT_ONCE);
        if number == 0 {
            return false;
        }
        idle.select_nth_unstable_by_key(number - 1, since);
        for state in &idle[..number] {
            state.is_let_go.store(true, Ordering::Relaxed);
            state.waker.wake();
        }
        self.metrics.connections_let_go.inc_by(number as u64);
        true
    }
}

fn lock(open: &Mutex<OpenConnections>) -> MutexGuard<'_, OpenConnections> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Milliseconds since a time, and one, so that it is never 0.
fn since(began: Instant) -> u64 {
    began.elapsed().as_millis() as u64 + 1
}

impl ConnectionPermit {
    /// A request is under way.
    pub(super) fn note_request(&self) {
        self.state.idle_since.store(0, Ordering::Relaxed);
    }

    /// The request is answered.
    pub(super) fn note_idle(&mut self) {
        self.has_served = true;
        self.state.idle_since.store(since(self.began), Ordering::Relaxed);
    }

    /// The client sends no more requests.
    pub(super) fn note_closed_by_client(&mut self) {
        self.is_closed_by_client = true;
    }

    /// Whether the connection, which is without a request, is to close. If not, it is woken when it is.
    pub(super) fn is_let_go(&self, cx: &mut Context<'_>) -> bool {
        self.state.waker.register(cx.waker());
        self.state.is_let_go.load(Ordering::Relaxed)
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        if self.is_of_proxy && self.has_served {
            let idle_since = self.state.idle_since.load(Ordering::Relaxed);
            let idle = Duration::from_millis(since(self.began).saturating_sub(idle_since));
            let is_let_go = self.state.is_let_go.load(Ordering::Relaxed);
            if idle_since > 0 && (idle >= COUNTED_IDLE || is_let_go) {
                self.metrics.count_idle_proxy_connection_closed(self.is_closed_by_client && !is_let_go);
            }
        }
        lock(&self.open).states.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::{Forwarded, Proxy};
    use crate::metrics::MetricsFormat;

    fn connections(total: usize, trusted: &[&str]) -> (Connections, Arc<Metrics>) {
        let proxy = Proxy {
            trusted_proxies: trusted.iter().map(|proxy| proxy.parse().unwrap()).collect(),
            forwarded: Forwarded::XForwarded,
            proxy_protocol: false,
        };
        let metrics = Arc::new(Metrics::default());
        (Connections::new(total, Arc::new(TrustWalk::new(&proxy)), Arc::clone(&metrics)), metrics)
    }

    #[test]
    fn a_connection_is_open_until_its_permit_is_dropped_and_of_a_reader_whatever_the_form_of_the_address() {
        let (connections, _) = connections(100, &["127.0.0.1"]);
        let groups = |peer: &str| {
            let permit = connections.acquire(Some(peer.parse().unwrap())).unwrap();
            let open = lock(&connections.open);
            assert_eq!(open.states.len(), 1);
            (open.states[&permit.number].0, permit.is_of_proxy)
        };
        assert_eq!(groups("::ffff:203.0.113.9"), groups("203.0.113.9"));
        assert!(groups("::ffff:127.0.0.1").1 && groups("127.0.0.1").1 && !groups("203.0.113.9").1);
        assert_eq!((lock(&connections.open).states.len(), connections.permits.in_use()), (0, 0));
    }

    #[test]
    fn only_what_is_without_a_request_is_let_go_for_others_and_each_once() {
        let (connections, _) = connections(4, &["127.0.0.1"]);
        let proxy = Some("127.0.0.1".parse().unwrap());
        let permits: Vec<ConnectionPermit> = (0..4).map(|_| connections.acquire(proxy).unwrap()).collect();
        permits.iter().for_each(ConnectionPermit::note_request);
        assert!(connections.acquire(proxy).is_none(), "all are at work");
        let mut permits = permits;
        permits[2].note_idle();
        let let_go = |permit: &ConnectionPermit| permit.state.is_let_go.load(Ordering::Relaxed);
        let another = connections.acquire(proxy).unwrap();
        another.note_request();
        assert_eq!(permits.iter().map(let_go).collect::<Vec<_>>(), [false, false, true, false]);
        assert!(connections.acquire(proxy).is_none(), "room is made of it once");
        drop(permits);
        assert_eq!(connections.permits.in_use(), 1);
    }

    #[test]
    fn who_closes_an_idle_connection_of_a_proxy_is_counted() {
        let (connections, metrics) = connections(100, &["127.0.0.1"]);
        let closed = || {
            let mut registry = Registry::default();
            metrics.register(&mut registry);
            let text = registry.text(MetricsFormat::Plain);
            ["server", "proxy"].map(|by| {
                let sample = format!("http_idle_proxy_connections_closed_total{{by=\"{by}\"}} ");
                text.lines().find_map(|line| line.strip_prefix(&sample)?.parse::<u64>().ok()).unwrap()
            })
        };
        let (proxy, reader) = (Some("127.0.0.1".parse().unwrap()), Some("203.0.113.9".parse().unwrap()));
        let served = |peer, idle| {
            let mut permit = connections.acquire(peer).unwrap();
            permit.note_request();
            permit.note_idle();
            // As if it had begun earlier.
            permit.began -= idle;
            permit
        };
        let long = COUNTED_IDLE;
        drop(served(proxy, long));
        drop(served(None, long));
        assert_eq!(closed(), [2, 0]);
        let mut permit = served(proxy, long);
        permit.note_closed_by_client();
        drop(permit);
        assert_eq!(closed(), [2, 1]);
        // To make room for others, whatever the client does then.
        let mut permit = served(proxy, Duration::ZERO);
        permit.state.is_let_go.store(true, Ordering::Relaxed);
        permit.note_closed_by_client();
        drop(permit);
        assert_eq!(closed(), [3, 1]);
        // One of a reader, one after a request as a program has it that asks once, one without a request yet, and one in
        // the midst of a request.
        drop(served(reader, long));
        drop(served(proxy, Duration::ZERO));
        let mut unserved = connections.acquire(proxy).unwrap();
        unserved.began -= long;
        drop(unserved);
        served(proxy, long).note_request();
        assert_eq!(closed(), [3, 1]);
    }
}
