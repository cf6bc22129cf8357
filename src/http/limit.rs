//! How many messages are taken: a number a minute from one network, and a number in all.
//!
//! Only accepted messages count, so that nobody is locked out by mistakes in a form or by a
//! failing disk. Whoever is accepted is remembered for a minute; so there are never more entries than
//! messages taken in a minute, and the memory is bounded by the limits themselves.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a limit counts over.
const WINDOW: Duration = Duration::from_secs(60);

/// A client as the limit sees it: an IPv4 address, or the /64 of an IPv6 address, which is what
/// one household gets. `None` if it is not known; then only the total counts.
type Client = Option<IpAddr>;

/// The network that an address stands for.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

/// The messages of the last minute.
#[derive(Default)]
struct Taken {
    /// When and from whom, the oldest first; each with a number of its own.
    order: VecDeque<(Instant, Client, u64)>,
    /// How many there are of each client.
    clients: HashMap<IpAddr, u32>,
    next: u64,
}

impl Taken {
    fn forget_before(&mut self, now: Instant) {
        while let Some((at, client, _)) = self.order.front().copied()
            && now.duration_since(at) >= WINDOW
        {
            self.order.pop_front();
            self.uncount(client);
        }
    }

    fn uncount(&mut self, client: Client) {
        if let Some(client) = client
            && let Some(count) = self.clients.get_mut(&client)
        {
            *count -= 1;
            if *count == 0 {
                self.clients.remove(&client);
            }
        }
    }
}

/// The limits.
pub struct Limit {
    per_client: u32,
    total: u32,
    taken: Arc<Mutex<Taken>>,
}

/// Over the limit; how long until there is room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full(pub Duration);

/// A place among the messages of this minute. Given back when dropped, unless the message was
/// accepted.
pub struct Place {
    taken: Arc<Mutex<Taken>>,
    number: u64,
    kept: bool,
}

impl Place {
    /// The message was accepted: it counts.
    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.kept {
            let mut taken = lock(&self.taken);
            if let Some(at) = taken.order.iter().position(|(.., number)| *number == self.number)
                && let Some((_, client, _)) = taken.order.remove(at)
            {
                taken.uncount(client);
            }
        }
    }
}

fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Limit {
    /// Limits a minute; 0 is none.
    pub fn new(per_client: u32, total: u32) -> Self {
        Self { per_client, total, taken: Arc::default() }
    }

    /// A place for a message, if there is room.
    pub fn place(&self, client: Option<IpAddr>, now: Instant) -> Result<Place, Full> {
        let client = client.map(network);
        let mut taken = lock(&self.taken);
        taken.forget_before(now);
        let until = |at: Instant| Full((at + WINDOW).saturating_duration_since(now));
        if self.total > 0
            && taken.order.len() >= self.total as usize
            && let Some((oldest, ..)) = taken.order.front()
        {
            return Err(until(*oldest));
        }
        if let Some(client) = client
            && self.per_client > 0
            && taken.clients.get(&client).is_some_and(|count| *count >= self.per_client)
            && let Some((oldest, ..)) = taken.order.iter().find(|(_, c, _)| *c == Some(client))
        {
            return Err(until(*oldest));
        }
        let number = taken.next;
        taken.next += 1;
        taken.order.push_back((now, client, number));
        if let Some(client) = client {
            *taken.clients.entry(client).or_default() += 1;
        }
        Ok(Place { taken: Arc::clone(&self.taken), number, kept: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn v4(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([203, 0, 113, last]))
    }

    fn accept(limit: &Limit, client: Option<IpAddr>, now: Instant) -> Result<(), Full> {
        limit.place(client, now).map(Place::keep)
    }

    #[test]
    fn a_client_and_all_together_have_so_many_a_minute() {
        let (limit, now) = (Limit::new(2, 5), Instant::now());
        assert!(accept(&limit, v4(1), now).is_ok());
        assert!(accept(&limit, v4(1), now + Duration::from_secs(20)).is_ok());
        let later = now + Duration::from_secs(30);
        assert_eq!(accept(&limit, v4(1), later), Err(Full(Duration::from_secs(30))));
        for client in [v4(2), v4(3), None] {
            assert!(accept(&limit, client, later).is_ok());
        }
        assert_eq!(accept(&limit, v4(4), later), Err(Full(Duration::from_secs(30))), "five in all");
        assert!(accept(&limit, v4(4), now + Duration::from_secs(60)).is_ok());
    }

    #[test]
    fn what_was_not_accepted_does_not_count() {
        let (limit, now) = (Limit::new(1, 1), Instant::now());
        for _ in 0..100 {
            assert!(limit.place(v4(1), now).is_ok(), "the place is given back");
        }
        let place = limit.place(v4(1), now);
        assert!(limit.place(v4(2), now).is_err(), "while one is under way it holds its place");
        drop(place);
        assert!(accept(&limit, v4(1), now).is_ok());
        assert!(accept(&limit, v4(1), now).is_err());
    }

    #[test]
    fn the_addresses_of_a_household_are_one_client_and_zero_is_no_limit() {
        let limit = Limit::new(1, 0);
        let v6 = |text: &str| text.parse().ok();
        let now = Instant::now();
        assert!(accept(&limit, v6("2001:db8:1:2::1"), now).is_ok());
        assert!(accept(&limit, v6("2001:db8:1:2:ffff::9"), now).is_err());
        assert!(accept(&limit, v6("2001:db8:1:3::1"), now).is_ok());
        assert!((0..1000).all(|_| accept(&limit, None, now).is_ok()));
        let none = Limit::new(0, 0);
        assert!((0..1000).all(|_| accept(&none, v4(1), now).is_ok()));
    }

    #[test]
    fn a_minute_later_nobody_is_remembered() {
        let (limit, now) = (Limit::new(5, 1000), Instant::now());
        (0..=255).for_each(|last| assert!(accept(&limit, v4(last), now).is_ok()));
        lock(&limit.taken).forget_before(now + WINDOW);
        let taken = lock(&limit.taken);
        assert_eq!((taken.order.len(), taken.clients.len()), (0, 0));
    }

    proptest! {
        #[test]
        fn no_minute_ever_holds_more_than_the_limit(steps in proptest::collection::vec((0..20_u64, 0..4_u8, any::<bool>()), 1..120)) {
            let (limit, mut now) = (Limit::new(3, 7), Instant::now());
            let mut accepted: Vec<(Instant, u8)> = Vec::new();
            for (pause, client, is_accepted) in steps {
                now += Duration::from_secs(pause);
                if let Ok(place) = limit.place(v4(client), now) && is_accepted {
                    place.keep();
                    accepted.push((now, client));
                }
                let recent: Vec<_> = accepted.iter().filter(|(at, _)| now.duration_since(*at) < WINDOW).collect();
                prop_assert!(recent.len() <= 7);
                prop_assert!((0..4).all(|c| recent.iter().filter(|(_, client)| *client == c).count() <= 3));
            }
        }
    }
}
