//! What is under way at once, counted in all and for the networks around each client. Knows what a share is, not of
//! what.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use strum::VariantArray;

use super::bounds::Shares;
use super::network::{Group, Groups, Width};

/// What is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// The share of the client or of a network around it.
    Share(Width),
    /// All that there is.
    Total,
}

impl Full {
    /// All that can be reached.
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

/// Units that are taken while something is under way.
pub(super) struct Turns {
    shares: Shares,
    taken: Mutex<Taken>,
}

/// The units that are taken: in all, and by group. A group without any is not in it.
#[derive(Default)]
struct Taken {
    total: usize,
    groups: HashMap<Group, usize>,
}

impl Turns {
    /// With these shares.
    pub(super) fn new(shares: Shares) -> Arc<Self> {
        Arc::new(Self { shares, taken: Mutex::default() })
    }

    /// Takes a unit for somebody in these groups.
    pub(super) fn take(self: &Arc<Self>, groups: Groups) -> Result<Turn, Full> {
        let mut turn = Turn { turns: Arc::clone(self), groups, units: 0 };
        turn.grow_to(1)?;
        Ok(turn)
    }

    /// Takes a unit although there is none.
    pub(super) fn take_anyway(self: &Arc<Self>, groups: Groups) -> Turn {
        let mut turn = Turn { turns: Arc::clone(self), groups, units: 0 };
        turn.add(1, &mut self.lock());
        turn
    }

    /// The most units of a group, or of all.
    pub(super) fn most(&self, of: Option<Group>) -> usize {
        of.map_or(self.shares.total, |group| self.shares.of(group.width))
    }

    /// How many are taken in all.
    pub(super) fn taken(&self) -> usize {
        self.lock().total
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Units that somebody has taken; given back when dropped.
pub(super) struct Turn {
    turns: Arc<Turns>,
    groups: Groups,
    units: usize,
}

impl Turn {
    /// Takes more, until it is so many.
    pub(super) fn grow_to(&mut self, units: usize) -> Result<(), Full> {
        let more = units.saturating_sub(self.units);
        if more == 0 {
            return Ok(());
        }
        let turns = Arc::clone(&self.turns);
        let mut taken = turns.lock();
        for group in self.groups.iter() {
            let by_group = taken.groups.get(&group).copied().unwrap_or_default();
            if by_group + more > self.turns.shares.of(group.width) {
                return Err(Full::Share(group.width));
            }
        }
        if taken.total + more > self.turns.shares.total {
            return Err(Full::Total);
        }
        self.add(more, &mut taken);
        Ok(())
    }

    fn add(&mut self, more: usize, taken: &mut Taken) {
        taken.total += more;
        for group in self.groups.iter() {
            *taken.groups.entry(group).or_default() += more;
        }
        self.units += more;
    }

    fn give_back(&mut self, taken: &mut Taken) {
        taken.total -= self.units;
        for group in self.groups.iter() {
            if let Some(by_group) = taken.groups.get_mut(&group) {
                *by_group -= self.units;
                if *by_group == 0 {
                    taken.groups.remove(&group);
                }
            }
        }
        self.units = 0;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let turns = Arc::clone(&self.turns);
        self.give_back(&mut turns.lock());
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
    fn fill(turns: &Arc<Turns>, groups: Groups) -> (Vec<Turn>, Full) {
        let mut held = Vec::new();
        loop {
            match turns.take(groups) {
                Ok(turn) => held.push(turn),
                Err(full) => return (held, full),
            }
        }
    }

    #[test]
    fn a_client_and_the_networks_around_it_have_shares_and_leave_the_rest() {
        let turns = Turns::new(SHARES);
        let mut all = Vec::new();
        for (address, units, full) in [
            ("2001:db8:1:2::1", 3, Full::Share(Width::Narrow)),
            ("2001:db8:1:2::2", 0, Full::Share(Width::Narrow)),
            ("2001:db8:1:3::1", 1, Full::Share(Width::Middle)),
            ("2001:db8:1:f000::1", 2, Full::Share(Width::Wide)),
            ("203.0.113.1", 3, Full::Share(Width::Narrow)),
            ("203.0.113.2", 3, Full::Share(Width::Narrow)),
            ("203.0.113.3", 0, Full::Share(Width::Wide)),
            ("203.0.112.3", 3, Full::Share(Width::Narrow)),
            ("203.0.111.3", 3, Full::Share(Width::Narrow)),
            ("203.0.110.3", 2, Full::Total),
        ] {
            let (held, reached) = fill(&turns, around(address));
            assert_eq!((held.len(), reached), (units, full), "{address}");
            all.extend(held);
        }
        assert_eq!(turns.taken(), 20);
        drop(all);
        assert_eq!((turns.taken(), turns.lock().groups.len()), (0, 0));
        let (proxies, full) = fill(&turns, Groups::NONE);
        assert_eq!((proxies.len(), full), (20, Full::Total), "who speaks for many has no share");
    }

    #[test]
    fn what_grows_takes_more_and_gives_back_all_of_it() {
        let turns = Turns::new(SHARES);
        let mut turn = turns.take(around("203.0.113.1")).unwrap();
        turn.grow_to(3).unwrap();
        turn.grow_to(2).unwrap();
        assert_eq!((turns.taken(), turn.grow_to(4)), (3, Err(Full::Share(Width::Narrow))));
        assert_eq!(turns.taken(), 3, "what was refused is not taken");
        drop(turn);
        assert_eq!((turns.taken(), turns.lock().groups.len()), (0, 0));
    }
}
