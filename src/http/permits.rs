//! Permits to hold so much of something at once, counted in all and for the networks around each client. Knows what a
//! share is, not of what.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use strum::VariantArray;

use super::bounds::Shares;
use super::network::{Group, Groups, Width};

/// The permits that are all in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exhausted {
    /// Those of the client or of a network around it.
    Share(Width),
    /// Those of all.
    Total,
}

impl Exhausted {
    /// Each of them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Width::VARIANTS.iter().copied().map(Self::Share).chain([Self::Total])
    }

    /// Its name in the metrics.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Share(of) => of.as_str(),
            Self::Total => "total",
        }
    }
}

/// The permits for something that is bounded.
pub(super) struct Permits {
    shares: Shares,
    in_use: Mutex<InUse>,
}

/// The units that are in use: in all, and by group. A group without any is not in it.
#[derive(Default)]
struct InUse {
    total: usize,
    groups: HashMap<Group, usize>,
}

impl Permits {
    /// With these shares.
    pub(super) fn new(shares: Shares) -> Arc<Self> {
        Arc::new(Self { shares, in_use: Mutex::default() })
    }

    /// A permit of one unit for somebody in these groups.
    pub(super) fn acquire(self: &Arc<Self>, groups: Groups) -> Result<Permit, Exhausted> {
        let mut permit = Permit { permits: Arc::clone(self), groups, units: 0 };
        permit.grow_to(1)?;
        Ok(permit)
    }

    /// The same although there is none.
    pub(super) fn acquire_anyway(self: &Arc<Self>, groups: Groups) -> Permit {
        let mut permit = Permit { permits: Arc::clone(self), groups, units: 0 };
        permit.add(1, &mut self.lock());
        permit
    }

    /// The most units of a group, or of all.
    pub(super) fn most(&self, of: Option<Group>) -> usize {
        of.map_or(self.shares.total, |group| self.shares.of(group.width))
    }

    /// How many units are in use in all.
    pub(super) fn in_use(&self) -> usize {
        self.lock().total
    }

    fn lock(&self) -> MutexGuard<'_, InUse> {
        self.in_use.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A permit of so many units, given back when dropped.
pub(super) struct Permit {
    permits: Arc<Permits>,
    groups: Groups,
    units: usize,
}

impl Permit {
    /// Grows to so many units.
    pub(super) fn grow_to(&mut self, units: usize) -> Result<(), Exhausted> {
        let more = units.saturating_sub(self.units);
        if more == 0 {
            return Ok(());
        }
        let permits = Arc::clone(&self.permits);
        let mut in_use = permits.lock();
        for group in self.groups.iter() {
            let by_group = in_use.groups.get(&group).copied().unwrap_or_default();
            if by_group + more > self.permits.shares.of(group.width) {
                return Err(Exhausted::Share(group.width));
            }
        }
        if in_use.total + more > self.permits.shares.total {
            return Err(Exhausted::Total);
        }
        self.add(more, &mut in_use);
        Ok(())
    }

    fn add(&mut self, more: usize, in_use: &mut InUse) {
        in_use.total += more;
        for group in self.groups.iter() {
            *in_use.groups.entry(group).or_default() += more;
        }
        self.units += more;
    }

    fn give_back(&self, in_use: &mut InUse) {
        in_use.total -= self.units;
        for group in self.groups.iter() {
            if let Some(by_group) = in_use.groups.get_mut(&group) {
                *by_group -= self.units;
                if *by_group == 0 {
                    in_use.groups.remove(&group);
                }
            }
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let permits = Arc::clone(&self.permits);
        self.give_back(&mut permits.lock());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SHARES: Shares = Shares { total: 20, narrow: 3, middle: 4, wide: 6, unnamed: 9 };

    fn around(address: &str) -> Groups {
        Groups::around(address.parse().unwrap())
    }

    /// As many as are to be had.
    fn fill(permits: &Arc<Permits>, groups: Groups) -> (Vec<Permit>, Exhausted) {
        let mut held = Vec::new();
        loop {
            match permits.acquire(groups) {
                Ok(permit) => held.push(permit),
                Err(exhausted) => return (held, exhausted),
            }
        }
    }

    #[test]
    fn a_client_and_the_networks_around_it_have_shares_and_leave_the_rest() {
        let permits = Permits::new(SHARES);
        let mut all = Vec::new();
        for (address, units, exhausted) in [
            ("2001:db8:1:2::1", 3, Exhausted::Share(Width::Narrow)),
            ("2001:db8:1:2::2", 0, Exhausted::Share(Width::Narrow)),
            ("2001:db8:1:3::1", 1, Exhausted::Share(Width::Middle)),
            ("2001:db8:1:f000::1", 2, Exhausted::Share(Width::Wide)),
            ("203.0.113.1", 3, Exhausted::Share(Width::Narrow)),
            ("203.0.113.2", 3, Exhausted::Share(Width::Narrow)),
            ("203.0.113.3", 0, Exhausted::Share(Width::Wide)),
            ("203.0.112.3", 3, Exhausted::Share(Width::Narrow)),
            ("203.0.111.3", 3, Exhausted::Share(Width::Narrow)),
            ("203.0.110.3", 2, Exhausted::Total),
        ] {
            let (held, found) = fill(&permits, around(address));
            assert_eq!((held.len(), found), (units, exhausted), "{address}");
            all.extend(held);
        }
        assert_eq!(permits.in_use(), 20);
        drop(all);
        assert_eq!((permits.in_use(), permits.lock().groups.len()), (0, 0));
        let (proxies, exhausted) = fill(&permits, Groups::NONE);
        assert_eq!((proxies.len(), exhausted), (20, Exhausted::Total), "who speaks for many has no share");
    }

    #[test]
    fn what_grows_takes_more_and_gives_back_all_of_it() {
        let permits = Permits::new(SHARES);
        let mut permit = permits.acquire(around("203.0.113.1")).unwrap();
        permit.grow_to(3).unwrap();
        permit.grow_to(2).unwrap();
        assert_eq!((permits.in_use(), permit.grow_to(4)), (3, Err(Exhausted::Share(Width::Narrow))));
        assert_eq!(permits.in_use(), 3, "what was refused is not taken");
        drop(permit);
        assert_eq!((permits.in_use(), permits.lock().groups.len()), (0, 0));
    }

    #[test]
    fn what_is_taken_although_there_is_none_counts_and_is_given_back() {
        let permits = Permits::new(SHARES);
        let groups = around("203.0.113.1");
        let (held, _) = fill(&permits, groups);
        let mut more = permits.acquire_anyway(groups);
        assert_eq!((held.len(), permits.in_use()), (3, 4));
        assert_eq!((more.grow_to(1), more.grow_to(2)), (Ok(()), Err(Exhausted::Share(Width::Narrow))));
        drop(held);
        assert_eq!(permits.in_use(), 1);
        drop(more);
        assert_eq!((permits.in_use(), permits.lock().groups.len()), (0, 0));
    }
}
