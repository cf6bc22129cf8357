//! The messages that were taken within some time, and whether one more may be: a sliding-window log. Knows no message
//! and no clock.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use strum::VariantArray;

use super::bounds::{MAX_UNLIMITED_LOG, RESERVE, Shares};
use super::network::{Group, Groups, Width};

/// What all together may have.
const TOTAL: &str = "total";
/// What is kept of it for new networks.
const KEPT: &str = "reserve";

/// The names of all that is bounded.
pub(super) fn limits() -> impl Iterator<Item = &'static str> {
    Width::VARIANTS.iter().map(|width| width.as_str()).chain([TOTAL, KEPT])
}

/// How long a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum Period {
    /// 60 seconds.
    Minute,
    /// 24 hours.
    Day,
}

impl Period {
    /// Its name in the metrics.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
        }
    }

    /// How long it is.
    pub(super) fn length(self) -> Duration {
        match self {
            Self::Minute => Duration::from_secs(60),
            Self::Day => Duration::from_secs(24 * 60 * 60),
        }
    }
}

/// A message that was taken.
pub(super) struct LogEntry {
    /// When.
    pub at: Instant,
    /// Of whom.
    pub groups: Groups,
    /// Which.
    pub number: u64,
}

/// A limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LimitReached {
    /// Its name in the metrics: what is bounded.
    pub limit: &'static str,
    /// Within what.
    pub period: Period,
    /// How long until a message may be taken again.
    pub retry_after: Duration,
}

/// The messages of some time, and the most that there may be.
pub(super) struct Window {
    period: Period,
    total: Option<usize>,
    /// How many of the total only new networks get.
    reserve: usize,
    /// How many of the total others have taken, of which nothing else is known: other servers of the same inbox, and
    /// this one before it was started.
    elsewhere: usize,
    shares: Option<Shares>,
    /// The oldest first.
    order: VecDeque<LogEntry>,
    /// How many there are of each group.
    counts: HashMap<Group, usize>,
}

impl Window {
    /// Where clients have no limit, networks have none, and nothing is kept for them.
    pub(super) fn new(period: Period, total: Option<usize>, shares: Option<Shares>) -> Self {
        let reserve = shares.and(total).unwrap_or(0) / RESERVE;
        Self { period, total, reserve, elsewhere: 0, shares, order: VecDeque::new(), counts: HashMap::new() }
    }

    /// Whether any is of a group.
    pub(super) fn has(&self, group: Group) -> bool {
        self.counts.contains_key(&group)
    }

    /// Whether one more of these groups may be taken, where new ones get the reserve as well.
    pub(super) fn check(&self, groups: Groups, is_new: bool, now: Instant) -> Result<(), LimitReached> {
        let reached = |limit, entry: Option<&LogEntry>| {
            let free_at = entry.map_or(now, |entry| entry.at) + self.period.length();
            Err(LimitReached { limit, period: self.period, retry_after: free_at.saturating_duration_since(now) })
        };
        for group in groups.iter() {
            let share = self.shares.map(|shares| shares.of(group.width));
            if share.is_some_and(|share| self.counts.get(&group).is_some_and(|count| *count >= share)) {
                let oldest = self.order.iter().find(|entry| entry.groups.iter().any(|other| other == group));
                return reached(group.width.as_str(), oldest);
            }
        }
        let Some(total) = self.total else { return Ok(()) };
        let taken = self.order.len().saturating_add(self.elsewhere);
        if let Some(beyond) = taken.checked_sub(total) {
            return reached(TOTAL, self.order.get(beyond));
        }
        match taken.checked_sub(total - self.reserve) {
            Some(beyond) if !is_new => reached(KEPT, self.order.get(beyond)),
            _ => Ok(()),
        }
    }

    /// So many are stored, those that were taken here among them.
    pub(super) fn note_stored(&mut self, stored: usize) {
        self.elsewhere = stored.saturating_sub(self.order.len());
    }

    /// Takes one. The oldest is given back where it is no longer remembered, because nothing else bounds the number.
    pub(super) fn push(&mut self, entry: LogEntry) -> Option<LogEntry> {
        entry.groups.iter().for_each(|group| *self.counts.entry(group).or_default() += 1);
        self.order.push_back(entry);
        if self.total.is_none() && self.order.len() > MAX_UNLIMITED_LOG { self.pop() } else { None }
    }

    /// The oldest one, if it has been there for the whole time.
    pub(super) fn pop_if_over(&mut self, now: Instant) -> Option<LogEntry> {
        let is_over = self.order.front().is_some_and(|entry| now.duration_since(entry.at) >= self.period.length());
        if is_over { self.pop() } else { None }
    }

    fn pop(&mut self) -> Option<LogEntry> {
        let entry = self.order.pop_front()?;
        self.uncount(&entry);
        Some(entry)
    }

    /// Takes one back.
    pub(super) fn remove(&mut self, number: u64) {
        // The one that is looked for is mostly among the last.
        if let Some(at) = self.order.iter().rposition(|entry| entry.number == number)
            && let Some(entry) = self.order.remove(at)
        {
            self.uncount(&entry);
        }
    }

    fn uncount(&mut self, entry: &LogEntry) {
        for group in entry.groups.iter() {
            if let Some(count) = self.counts.get_mut(&group) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(&group);
                }
            }
        }
    }
}

#[cfg(test)]
impl Window {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Of how many groups.
    pub(super) fn groups(&self) -> usize {
        self.counts.len()
    }
}
