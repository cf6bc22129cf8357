//! What stands in a forwarding header: the hops of one line, from the right. Knows nobody whose word counts.
//!
//! A proxy appends to what the client sent, so that only what stands farthest right is surely a proxy’s. Each line is
//! read from there, as bytes: nothing to the left changes what is read.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::config::Forwarded;

/// The hops of a line, the last one first. What is no address is a hop without one; empty items are none.
pub(super) fn hops_from_the_right(family: Forwarded, line: &[u8]) -> impl Iterator<Item = Option<IpAddr>> {
    // Quotation marks mean something in `Forwarded` alone.
    let quotes = family == Forwarded::Forwarded;
    let items = FromTheRight { rest: Some(line), separator: b',', quotes }.map(<[u8]>::trim_ascii);
    items.filter(|item| !item.is_empty()).map(move |item| match family {
        Forwarded::XForwarded => address(std::str::from_utf8(item).ok()?),
        Forwarded::Forwarded => element(item),
    })
}

/// An address as proxies write it into `X-Forwarded-For`: a node, or IPv6 without brackets.
fn address(text: &str) -> Option<IpAddr> {
    node_address(text).or_else(|| text.parse::<Ipv6Addr>().ok().map(IpAddr::from))
}

/// The address of a node (RFC 7239 §6), with or without a port: `203.0.113.9`, `203.0.113.9:80`,
/// `[2001:db8::1]`, `[2001:db8::1]:80`.
fn node_address(node: &str) -> Option<IpAddr> {
    let bracketed = || node.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    node.parse::<Ipv4Addr>()
        .map(IpAddr::from)
        .or_else(|_| node.parse::<SocketAddr>().map(|address| address.ip()))
        .ok()
        .or_else(|| bracketed().map(IpAddr::from))
}

/// The address of an element of `Forwarded` (RFC 7239 §4): of its one `for`.
fn element(element: &[u8]) -> Option<IpAddr> {
    let mut node = None;
    for pair in (FromTheRight { rest: Some(element), separator: b';', quotes: true }) {
        let (name, value) = std::str::from_utf8(pair).ok()?.trim_ascii().split_once('=')?;
        if name.eq_ignore_ascii_case("for") && node.replace(value).is_some() {
            return None;
        }
    }
    let node = node?;
    match node.strip_prefix('"') {
        Some(quoted) => node_address(quoted.strip_suffix('"')?),
        // An unquoted one may hold neither a colon nor a bracket.
        None => node.parse::<Ipv4Addr>().ok().map(IpAddr::from),
    }
}

/// The parts of a list, the last one first; a separator between quotation marks separates nothing, if they count.
struct FromTheRight<'l> {
    rest: Option<&'l [u8]>,
    separator: u8,
    quotes: bool,
}

impl<'l> Iterator for FromTheRight<'l> {
    type Item = &'l [u8];

    fn next(&mut self) -> Option<&'l [u8]> {
        let rest = self.rest.take()?;
        let mut quoted = false;
        for at in (0..rest.len()).rev() {
            if self.quotes && rest[at] == b'"' && !(quoted && is_escaped(rest, at)) {
                quoted = !quoted;
            } else if rest[at] == self.separator && !quoted {
                self.rest = Some(&rest[..at]);
                return Some(&rest[at + 1..]);
            }
        }
        Some(rest)
    }
}

/// Whether a backslash stands before a place, and is not itself escaped.
fn is_escaped(text: &[u8], at: usize) -> bool {
    text[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The hops of a line from the right, with spaces; `?` is one that is no address.
    fn hops(family: Forwarded, line: &str) -> String {
        let hops = hops_from_the_right(family, line.as_bytes());
        hops.map(|hop| hop.map_or("?".to_owned(), |address| address.to_string())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_hop_of_x_forwarded_for_is_an_address_perhaps_with_a_port() {
        for (line, expected) in [
            ("203.0.113.9", "203.0.113.9"),
            ("203.0.113.9:4711 ,\t10.0.0.7", "10.0.0.7 203.0.113.9"),
            ("2001:db9::1", "2001:db9::1"),
            ("2001:db9:0:0:0:0:0:1", "2001:db9::1"),
            ("[2001:db9::1]", "2001:db9::1"),
            ("[2001:db9::1]:443", "2001:db9::1"),
            ("::ffff:203.0.113.9", "::ffff:203.0.113.9"),
            ("[::ffff:203.0.113.9]:80", "::ffff:203.0.113.9"),
            ("203.0.113.9,, 10.0.0.7", "10.0.0.7 203.0.113.9"),
            ("", ""),
            (" , ,", ""),
            ("unknown", "?"),
            ("\"203.0.113.9\"", "?"),
            ("\"203.0.113.9, 10.0.0.7\"", "? ?"),
            ("203.0.113.9 10.0.0.7", "?"),
            ("010.0.0.1", "?"),
            ("203.0.113.9:", "?"),
            ("203.0.113.9:65536", "?"),
            ("[2001:db9::1", "?"),
            ("2001:db9::1]", "?"),
            ("é, 203.0.113.9", "203.0.113.9 ?"),
        ] {
            assert_eq!(hops(Forwarded::XForwarded, line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_hop_of_forwarded_is_the_one_for_of_an_element() {
        for (line, expected) in [
            ("for=203.0.113.9", "203.0.113.9"),
            ("For=203.0.113.9;proto=https;by=10.0.0.1", "203.0.113.9"),
            ("for=1.2.3.4, for=203.0.113.9, for=10.0.0.7", "10.0.0.7 203.0.113.9 1.2.3.4"),
            ("for=203.0.113.9,, for=10.0.0.7,", "10.0.0.7 203.0.113.9"),
            ("for=\"203.0.113.9\"", "203.0.113.9"),
            ("for=\"203.0.113.9:80\"", "203.0.113.9"),
            ("for=\"[2001:db9::1]\"", "2001:db9::1"),
            ("for=\"[2001:db9::1]:443\"", "2001:db9::1"),
            ("for=\"[2001:db9:0:0:0:0:0:1]\"", "2001:db9::1"),
            ("for=\"[::ffff:203.0.113.9]\"", "::ffff:203.0.113.9"),
            ("for=unknown, for=10.0.0.7", "10.0.0.7 ?"),
            ("for=_hidden", "?"),
            ("proto=https", "?"),
            ("for=203.0.113.9;proto", "?"),
            ("for=1.1.1.1;for=2.2.2.2", "?"),
            ("for=", "?"),
            ("for=\"\"", "?"),
            ("for=203.0.113.9:80", "?"),
            ("for=2001:db9::1", "?"),
            ("for=[2001:db9::1]", "?"),
            ("for=\"2001:db9::1\"", "?"),
            ("for=\"2001:db9:0:0:0:0:0:1\"", "?"),
            ("for=\"2001:db9:0:0:0:0:0.0.0.1\"", "?"),
            ("for=\"[203.0.113.9]\"", "?"),
            ("for=\"[203.0.113.9]:80\"", "?"),
            ("for=\"[2001:db9::1]:\"", "?"),
            ("for=\"[2001:db9::1]80\"", "?"),
            ("for=\"[2001:db9::1\"", "?"),
            ("for=\"203.0.113.9", "?"),
            ("for=\"203.0.113.9\"\"", "?"),
            ("for=\"203.0.113.\\9\"", "?"),
        ] {
            assert_eq!(hops(Forwarded::Forwarded, line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_stands_between_quotation_marks_separates_nothing() {
        for (line, expected) in [
            ("for=\"a,for=203.0.113.9\"", "?"),
            ("by=\"a;for=198.51.100.1\";for=203.0.113.9", "203.0.113.9"),
            ("by=\"a\\\",for=198.51.100.1\";for=203.0.113.9", "203.0.113.9"),
            // Outside of them a backslash is a character like others.
            ("proto=\\,for=203.0.113.9", "203.0.113.9 ?"),
            // One that nothing closes changes nothing that stands right of it.
            ("for=\", for=203.0.113.9", "203.0.113.9 ?"),
            ("for=\"a, for=\"[2001:db9::1]:443\"", "2001:db9::1 ?"),
            ("for=\"\\, for=203.0.113.9;proto=https", "203.0.113.9 ?"),
        ] {
            assert_eq!(hops(Forwarded::Forwarded, line), expected, "{line:?}");
        }
    }
}
