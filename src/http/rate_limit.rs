//! How many messages are taken: a number a minute from one network, and a number in all (a sliding-window log).
//!
//! Only accepted messages count, and each only once, so that nobody is locked out by mistakes in a
//! form, by a failing disk or by impatience with a button. Whoever is accepted is remembered for a
//! minute; so there are never more entries than messages taken in a minute, and the memory is
//! bounded by the limits themselves. Who sends the same again within that minute takes no second slot; whether it is
//! stored, only the inbox can say.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::contact::Receipt;

use super::peer::Client;

/// What a limit counts over.
const WINDOW: Duration = Duration::from_secs(60);

/// Clients whom nobody has named have together what so many clients have, where there is no limit in all.
const UNNAMED_CLIENTS: u32 = 12;

/// A client as the limit sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Sender {
    /// An IPv4 address, or the /64 of an IPv6 address, which is what one household gets.
    Network(IpAddr),
    /// All whom nobody has named. They may be everybody, and they may be one who hides.
    Unnamed,
}

impl From<Client> for Sender {
    fn from(client: Client) -> Self {
        match client {
            Client::Address(IpAddr::V6(v6)) => {
                Self::Network(IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))))
            }
            Client::Address(v4) => Self::Network(v4),
            Client::Unnamed { .. } => Self::Unnamed,
        }
    }
}

/// A message of the last minute.
struct Entry {
    at: Instant,
    sender: Sender,
    submit_key: String,
    number: u64,
}

/// The messages of the last minute.
#[derive(Default)]
struct Window {
    /// The oldest first; each with a number of its own.
    order: VecDeque<Entry>,
    /// How many there are of each sender.
    senders: HashMap<Sender, u32>,
    /// The messages by submit key, each with its receipt once there is one.
    receipts: HashMap<String, Option<Receipt>>,
    next: u64,
}

impl Window {
    fn forget_before(&mut self, now: Instant) {
        while let Some(entry) = self.order.pop_front_if(|entry| now.duration_since(entry.at) >= WINDOW) {
            self.uncount(&entry);
        }
    }

    fn uncount(&mut self, entry: &Entry) {
        self.receipts.remove(&entry.submit_key);
        if let Some(count) = self.senders.get_mut(&entry.sender) {
            *count -= 1;
            if *count == 0 {
                self.senders.remove(&entry.sender);
            }
        }
    }
}

/// The two limits, and what has been taken.
pub struct RateLimit {
    per_client: u32,
    total: u32,
    window: Arc<Mutex<Window>>,
}

/// The limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitReached {
    /// How long until a slot is free again.
    pub retry_after: Duration,
}

/// What a message finds.
pub enum Admission {
    /// A slot: it may be stored.
    Slot(Slot),
    /// It was accepted within this minute: its receipt.
    AlreadyAccepted(Receipt),
}

/// A slot among the messages of this minute. Given back when dropped, unless the message was
/// accepted. A message that has a slot already, or needs none, holds no second one.
pub struct Slot {
    held: Option<(Arc<Mutex<Window>>, u64)>,
}

impl Slot {
    /// The message was accepted: it counts.
    pub fn keep(mut self, receipt: &Receipt) {
        if let Some((window, number)) = self.held.take() {
            let mut window = lock(&window);
            let key = window.order.iter().rev().find(|entry| entry.number == number).map(|e| e.submit_key.clone());
            if let Some(kept) = key.and_then(|key| window.receipts.get_mut(&key)) {
                *kept = Some(receipt.clone());
            }
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some((window, number)) = self.held.take() {
            let mut window = lock(&window);
            if let Some(at) = window.order.iter().position(|entry| entry.number == number)
                && let Some(entry) = window.order.remove(at)
            {
                window.uncount(&entry);
            }
        }
    }
}

fn lock(window: &Mutex<Window>) -> MutexGuard<'_, Window> {
    window.lock().unwrap_or_else(PoisonError::into_inner)
}

impl RateLimit {
    /// So many messages a minute; 0 is no limit.
    pub fn new(per_client: u32, total: u32) -> Self {
        Self { per_client, total, window: Arc::default() }
    }

    /// The most messages a minute of one sender; `None` for no limit but the total.
    fn share(&self, sender: Sender) -> Option<u32> {
        match sender {
            _ if self.per_client == 0 => None,
            Sender::Network(_) => Some(self.per_client),
            // They leave room for those who are known, and have more than one client has.
            Sender::Unnamed if self.total == 0 => Some(self.per_client.saturating_mul(UNNAMED_CLIENTS)),
            Sender::Unnamed => Some((self.total / 2).max(self.per_client)),
        }
    }

    /// A slot for a message, if the limit allows it. `submit_key` is the same for the same message only.
    pub fn admit(&self, client: Client, submit_key: String, now: Instant) -> Result<Admission, LimitReached> {
        if self.per_client == 0 && self.total == 0 {
            return Ok(Admission::Slot(Slot { held: None }));
        }
        let sender = Sender::from(client);
        let mut window = lock(&self.window);
        window.forget_before(now);
        match window.receipts.get(&submit_key) {
            Some(Some(receipt)) => return Ok(Admission::AlreadyAccepted(receipt.clone())),
            Some(None) => return Ok(Admission::Slot(Slot { held: None })),
            None => {}
        }
        let until = |at: Instant| LimitReached { retry_after: (at + WINDOW).saturating_duration_since(now) };
        if self.total > 0
            && window.order.len() >= self.total as usize
            && let Some(oldest) = window.order.front()
        {
            return Err(until(oldest.at));
        }
        if let Some(share) = self.share(sender)
            && window.senders.get(&sender).is_some_and(|count| *count >= share)
            && let Some(oldest) = window.order.iter().find(|entry| entry.sender == sender)
        {
            return Err(until(oldest.at));
        }
        let number = window.next;
        window.next += 1;
        window.receipts.insert(submit_key.clone(), None);
        window.order.push_back(Entry { at: now, sender, submit_key, number });
        *window.senders.entry(sender).or_default() += 1;
        Ok(Admission::Slot(Slot { held: Some((Arc::clone(&self.window), number)) }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::http::peer::Unnamed;
    use proptest::prelude::*;

    fn v4(last: u8) -> Client {
        Client::Address(IpAddr::from([203, 0, 113, last]))
    }

    const UNNAMED: Client = Client::Unnamed { nearest: None, why: Unnamed::Unreadable };

    /// A slot for a message of which there is no other.
    fn slot(limit: &RateLimit, client: Client, now: Instant) -> Result<Slot, LimitReached> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        match limit.admit(client, NEXT.fetch_add(1, Ordering::Relaxed).to_string(), now)? {
            Admission::Slot(slot) => Ok(slot),
            Admission::AlreadyAccepted(receipt) => panic!("{receipt:?}"),
        }
    }

    fn receipt() -> Receipt {
        let reference = crate::contact::Reference::random().expect("random numbers");
        Receipt { reference, received_at: jiff::Timestamp::UNIX_EPOCH }
    }

    fn accept(limit: &RateLimit, client: Client, now: Instant) -> Result<(), LimitReached> {
        slot(limit, client, now).map(|slot| slot.keep(&receipt()))
    }

    #[test]
    fn a_client_and_all_together_have_so_many_a_minute() {
        let (limit, now) = (RateLimit::new(2, 5), Instant::now());
        assert!(accept(&limit, v4(1), now).is_ok());
        assert!(accept(&limit, v4(1), now + Duration::from_secs(20)).is_ok());
        let later = now + Duration::from_secs(30);
        assert_eq!(accept(&limit, v4(1), later), Err(LimitReached { retry_after: Duration::from_secs(30) }));
        for client in [v4(2), v4(3), UNNAMED] {
            assert!(accept(&limit, client, later).is_ok());
        }
        assert_eq!(
            accept(&limit, v4(4), later),
            Err(LimitReached { retry_after: Duration::from_secs(30) }),
            "five in all"
        );
        assert!(accept(&limit, v4(4), now + Duration::from_secs(60)).is_ok());
    }

    #[test]
    fn what_was_not_accepted_does_not_count() {
        let (limit, now) = (RateLimit::new(1, 1), Instant::now());
        for _ in 0..100 {
            assert!(slot(&limit, v4(1), now).is_ok(), "the slot is given back");
        }
        let held = slot(&limit, v4(1), now);
        assert!(slot(&limit, v4(2), now).is_err(), "while one is under way it holds its slot");
        drop(held);
        assert!(accept(&limit, v4(1), now).is_ok());
        assert!(accept(&limit, v4(1), now).is_err());
    }

    #[test]
    fn the_same_message_counts_once_also_when_the_limit_is_reached() {
        let (limit, now) = (RateLimit::new(2, 0), Instant::now());
        let send = |content: &str, now| limit.admit(v4(1), content.to_owned(), now);
        let first = send("a", now);
        assert!(matches!(send("a", now), Ok(Admission::Slot(_))), "the first is under way: storing it decides");
        drop(first);
        for (content, is_new) in [("a", true), ("a", false), ("b", true), ("a", false), ("b", false)] {
            match send(content, now) {
                Ok(Admission::Slot(slot)) if is_new => slot.keep(&receipt()),
                Ok(Admission::AlreadyAccepted(_)) if !is_new => {}
                _ => panic!("{content}"),
            }
        }
        assert!(send("c", now).is_err());
        assert_eq!(lock(&limit.window).order.len(), 2);
        assert!(send("c", now + WINDOW).is_ok());
    }

    #[test]
    fn the_addresses_of_a_household_are_one_client_and_zero_is_no_limit() {
        let limit = RateLimit::new(1, 0);
        let v6 = |text: &str| Client::Address(text.parse().expect("an address"));
        let now = Instant::now();
        assert!(accept(&limit, v6("2001:db8:1:2::1"), now).is_ok());
        assert!(accept(&limit, v6("2001:db8:1:2:ffff::9"), now).is_err());
        assert!(accept(&limit, v6("2001:db8:1:3::1"), now).is_ok());
        let none = RateLimit::new(0, 0);
        assert!((0..1000).all(|_| accept(&none, v4(1), now).is_ok()));
    }

    #[test]
    fn a_limit_in_all_holds_without_one_for_each_client() {
        let (limit, now) = (RateLimit::new(0, 2), Instant::now());
        assert!(accept(&limit, v4(1), now).is_ok());
        assert!(accept(&limit, v4(1), now).is_ok(), "one client may fill it");
        assert_eq!(accept(&limit, v4(2), now), Err(LimitReached { retry_after: WINDOW }));
    }

    #[test]
    fn clients_that_nobody_names_have_more_than_one_client_and_never_everything() {
        let now = Instant::now();
        for (per_client, total, share) in [(5, 120, 60), (5, 0, 60), (5, 6, 5), (2, 2_000, 1_000), (0, 3, 3)] {
            let limit = RateLimit::new(per_client, total);
            let nearest = |number: u8| Client::Unnamed { nearest: v4(number).address(), why: Unnamed::NoHeader };
            let taken = (0..share).take_while(|number| accept(&limit, nearest(*number as u8), now).is_ok()).count();
            assert_eq!(taken, share as usize, "{per_client} {total}");
            assert!(accept(&limit, UNNAMED, now).is_err(), "{per_client} {total}: whatever proxy it was");
            assert_eq!(accept(&limit, v4(1), now).is_ok(), share < total || total == 0, "{per_client} {total}");
        }
    }

    #[test]
    fn a_minute_later_nobody_is_remembered() {
        let (limit, now) = (RateLimit::new(5, 1000), Instant::now());
        (0..=255).for_each(|last| assert!(accept(&limit, v4(last), now).is_ok()));
        lock(&limit.window).forget_before(now + WINDOW);
        let window = lock(&limit.window);
        assert_eq!((window.order.len(), window.senders.len(), window.receipts.len()), (0, 0, 0));
    }

    proptest! {
        #[test]
        fn no_minute_ever_holds_more_than_the_limit(steps in proptest::collection::vec((0..20_u64, 0..4_u8, any::<bool>()), 1..120)) {
            let (limit, mut now) = (RateLimit::new(3, 7), Instant::now());
            let mut accepted: Vec<(Instant, u8)> = Vec::new();
            for (pause, client, is_accepted) in steps {
                now += Duration::from_secs(pause);
                if let Ok(slot) = slot(&limit, v4(client), now) && is_accepted {
                    slot.keep(&receipt());
                    accepted.push((now, client));
                }
                let recent: Vec<_> = accepted.iter().filter(|(at, _)| now.duration_since(*at) < WINDOW).collect();
                prop_assert!(recent.len() <= 7);
                prop_assert!((0..4).all(|c| recent.iter().filter(|(_, client)| *client == c).count() <= 3));
            }
        }
    }
}
