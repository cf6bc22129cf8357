//! How many messages are taken: so many a minute and a day, in all and from the networks around each sender (two
//! sliding-window logs).
//!
//! Only accepted messages count, and each only once, so that nobody is locked out by mistakes in a form, by a failing
//! disk or by impatience with a button. There are never more entries than messages taken, and the memory is bounded by
//! the limits themselves. A part of what is taken in all is kept for networks from which nothing has come that day.
//! What other servers of an inbox take in a day counts too, as soon as the inbox has been asked; of which networks it
//! came, nobody writes down.
//! Who sends the same again within a minute takes no second permit; whether it is stored, only the inbox can say. It is
//! asked, too, for some of those who are beyond a limit.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::config::ContactLimits;

use super::bounds::{MAX_LOOKUPS_BEYOND_LIMIT, messages_in_day, messages_in_minute};
use super::client::Client;
use super::network::{Groups, Width};
use super::window::{LimitReached, LogEntry, Period, Window};

/// The look-ups of a minute.
#[derive(Default)]
struct Lookups {
    began: Option<Instant>,
    made: u32,
}

impl Lookups {
    /// Whether there is one more.
    fn take(&mut self, now: Instant) -> bool {
        if self.began.is_none_or(|began| now.duration_since(began) >= Period::Minute.length()) {
            *self = Self { began: Some(now), made: 0 };
        }
        self.made += 1;
        self.made <= MAX_LOOKUPS_BEYOND_LIMIT
    }
}

/// What has been taken.
struct Log {
    minute: Window,
    day: Window,
    /// The submit keys of the messages of the last minute.
    keys: HashSet<String>,
    /// Whose they are: by the number of the entry.
    keys_of_entries: HashMap<u64, String>,
    next: u64,
    lookups: Lookups,
}

impl Log {
    fn forget_before(&mut self, now: Instant) {
        while let Some(entry) = self.minute.pop_if_over(now) {
            self.forget_key(entry.number);
        }
        while self.day.pop_if_over(now).is_some() {}
    }

    fn forget_key(&mut self, number: u64) {
        if let Some(key) = self.keys_of_entries.remove(&number) {
            self.keys.remove(&key);
        }
    }

    fn check(&self, groups: Groups, now: Instant) -> Result<(), LimitReached> {
        let widest = groups.widest().filter(|group| group.width != Width::Unnamed);
        let is_new = widest.is_some_and(|group| !self.day.has(group));
        self.minute.check(groups, is_new, now)?;
        self.day.check(groups, is_new, now)
    }

    /// Takes a message; its number.
    fn take(&mut self, groups: Groups, submit_key: String, now: Instant) -> u64 {
        let number = self.next;
        self.next += 1;
        self.keys.insert(submit_key.clone());
        self.keys_of_entries.insert(number, submit_key);
        if let Some(forgotten) = self.minute.push(LogEntry { at: now, groups, number }) {
            self.forget_key(forgotten.number);
        }
        self.day.push(LogEntry { at: now, groups, number });
        number
    }

    fn give_back(&mut self, number: u64) {
        self.minute.remove(number);
        self.day.remove(number);
        self.forget_key(number);
    }
}

/// The limits, and what has been taken.
pub(super) struct RateLimit {
    is_off: bool,
    is_day_bounded: bool,
    /// Whether the inbox has been asked what it has of the last day.
    knows_day: AtomicBool,
    log: Arc<Mutex<Log>>,
}

/// What a message finds.
pub(super) enum Admission {
    /// A permit: it may be stored.
    Permit(MessagePermit),
    /// It has a permit of this minute: it is stored already, or about to be.
    HasPermit,
}

/// A permit for a message of this minute and this day. Given back when dropped, unless the message was
/// accepted. Where there is no limit it holds nothing.
pub(super) struct MessagePermit {
    held: Option<(Arc<Mutex<Log>>, u64)>,
}

impl MessagePermit {
    /// The message was accepted: it counts.
    pub(super) fn keep(mut self) {
        self.held = None;
    }
}

impl Drop for MessagePermit {
    fn drop(&mut self) {
        if let Some((log, number)) = self.held.take() {
            lock(&log).give_back(number);
        }
    }
}

fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

impl RateLimit {
    /// By the operator’s settings, of which 0 is no limit.
    pub(super) fn new(limits: ContactLimits) -> Self {
        let set = |number: u32| (number > 0).then_some(number as usize);
        let (client, a_minute, a_day) =
            (set(limits.contact_per_client), set(limits.contact_total), set(limits.contact_per_day));
        let minute = Window::new(Period::Minute, a_minute, client.map(|client| messages_in_minute(client, a_minute)));
        let day = Window::new(Period::Day, a_day, client.and(a_day).map(messages_in_day));
        let log = Log {
            minute,
            day,
            keys: HashSet::new(),
            keys_of_entries: HashMap::new(),
            next: 0,
            lookups: Lookups::default(),
        };
        let is_off = client.or(a_minute).or(a_day).is_none();
        let knows_day = AtomicBool::new(a_day.is_none());
        Self { is_off, is_day_bounded: a_day.is_some(), knows_day, log: Arc::new(Mutex::new(log)) }
    }

    /// Whether it matters what is taken in a day.
    pub(super) fn is_day_bounded(&self) -> bool {
        self.is_day_bounded
    }

    /// Whether it is known what the inbox has of the last day, or does not matter.
    pub(super) fn knows_day(&self) -> bool {
        self.knows_day.load(Ordering::Relaxed)
    }

    /// How many messages of the last day the inbox has, from whatever server.
    pub(super) fn note_stored_in_day(&self, stored: u64, now: Instant) {
        let mut log = lock(&self.log);
        log.forget_before(now);
        log.day.note_stored(usize::try_from(stored).unwrap_or(usize::MAX));
        self.knows_day.store(true, Ordering::Relaxed);
    }

    /// Whether it may be looked up if a message is stored already whose sender is beyond a limit.
    pub(super) fn may_look_up(&self, now: Instant) -> bool {
        lock(&self.log).lookups.take(now)
    }

    /// A permit for a message, if the limits allow it. `submit_key` is the same for the same message only.
    pub(super) fn admit(&self, client: Client, submit_key: String, now: Instant) -> Result<Admission, LimitReached> {
        if self.is_off {
            return Ok(Admission::Permit(MessagePermit { held: None }));
        }
        let groups = Groups::of(client);
        let mut log = lock(&self.log);
        log.forget_before(now);
        if log.keys.contains(&submit_key) {
            return Ok(Admission::HasPermit);
        }
        log.check(groups, now)?;
        let number = log.take(groups, submit_key, now);
        Ok(Admission::Permit(MessagePermit { held: Some((Arc::clone(&self.log), number)) }))
    }
}

#[cfg(test)]
mod tests;
