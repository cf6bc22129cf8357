//! The networks around a client, which have shares of what there is. Knows no share.

use std::net::IpAddr;

use strum::VariantArray;

use super::client::Client;

/// How much of the internet a group of clients is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub(super) enum Width {
    /// One IPv4 address, or an IPv6 /64.
    Narrow,
    /// An IPv6 /56.
    Middle,
    /// An IPv4 /24, or an IPv6 /48.
    Wide,
    /// All whom nobody names.
    Unnamed,
}

impl Width {
    /// Its name in the metrics.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Narrow => "client",
            Self::Middle => "network_56",
            Self::Wide => "network",
            Self::Unnamed => "unnamed",
        }
    }
}

/// Clients that have a share together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Group {
    /// How many they may be.
    pub width: Width,
    /// Their common bits; IPv4 as it is mapped into IPv6.
    bits: u128,
}

/// The groups that a client belongs to, the narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Groups([Option<Group>; 3]);

impl Groups {
    /// Of somebody who has no share but the total: a trusted proxy, which speaks for many.
    pub(super) const NONE: Self = Self([None; 3]);

    /// Of a client.
    pub(super) fn of(client: Client) -> Self {
        match client {
            Client::Address(address) => Self::around(address),
            Client::Unnamed { .. } => Self([Some(Group { width: Width::Unnamed, bits: 0 }), None, None]),
        }
    }

    /// Of an address.
    pub(super) fn around(address: IpAddr) -> Self {
        let group = |width, bits: u128, prefix: u32| Some(Group { width, bits: bits & (u128::MAX << (128 - prefix)) });
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let bits = v4.to_ipv6_mapped().to_bits();
                Self([group(Width::Narrow, bits, 128), None, group(Width::Wide, bits, 96 + 24)])
            }
            IpAddr::V6(v6) => {
                let bits = v6.to_bits();
                Self([group(Width::Narrow, bits, 64), group(Width::Middle, bits, 56), group(Width::Wide, bits, 48)])
            }
        }
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Group> {
        self.0.into_iter().flatten()
    }

    /// The widest.
    pub(super) fn widest(&self) -> Option<Group> {
        self.iter().last()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::http::client::Unnamed;

    #[test]
    fn addresses_share_the_networks_that_one_person_can_have() {
        let common = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|address| Groups::around(address.parse().unwrap()));
            one.iter().filter(|group| other.iter().any(|o| o == *group)).map(|group| group.width).collect::<Vec<_>>()
        };
        use Width::{Middle, Narrow, Wide};
        for (one, other, widths) in [
            ("203.0.113.9", "203.0.113.9", vec![Narrow, Wide]),
            ("203.0.113.9", "::ffff:203.0.113.9", vec![Narrow, Wide]),
            ("203.0.113.9", "203.0.113.255", vec![Wide]),
            ("203.0.113.9", "203.0.112.9", vec![]),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", vec![Narrow, Middle, Wide]),
            ("2001:db8:1:200::1", "2001:db8:1:2ff::1", vec![Middle, Wide]),
            ("2001:db8:1:2::1", "2001:db8:1:f002::1", vec![Wide]),
            ("2001:db8:1:2::1", "2001:db8:2:2::1", vec![]),
            ("::1", "0.0.0.1", vec![]),
        ] {
            assert_eq!(common(one, other), widths, "{one} {other}");
        }
        let unnamed = |nearest: &str| Client::Unnamed { nearest: nearest.parse().ok(), why: Unnamed::NoHeader };
        assert_eq!(Groups::of(unnamed("10.0.0.1")), Groups::of(unnamed("")));
        assert_eq!(Groups::of(unnamed("")).widest().unwrap().width, Width::Unnamed);
        assert_eq!(Groups::NONE.widest(), None);
    }
}
