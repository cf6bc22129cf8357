//! Who gets a permit for a message, and who does not.
#![allow(clippy::expect_used)]
use std::sync::atomic::AtomicU64;

use std::net::IpAddr;
use std::time::Duration;

use super::*;
use crate::http::bounds::MAX_UNLIMITED_LOG;
use crate::http::client::Unnamed;
use proptest::prelude::*;

/// A client of a network of its own.
fn v4(network: u8) -> Client {
    Client::Address(IpAddr::from([203, 0, network, 1]))
}

fn of(address: &str) -> Client {
    Client::Address(address.parse().expect("an address"))
}

fn limits(contact_per_client: u32, contact_total: u32, contact_per_day: u32) -> RateLimit {
    RateLimit::new(ContactLimits { contact_per_client, contact_total, contact_per_day })
}

fn limit(contact_per_client: u32, contact_total: u32) -> RateLimit {
    limits(contact_per_client, contact_total, 0)
}

/// What is reached, and for how many seconds.
fn reached<T>(result: Result<T, LimitReached>) -> Option<(&'static str, u64)> {
    result.err().map(|reached| (reached.limit, reached.retry_after.as_secs()))
}

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const UNNAMED: Client = Client::Unnamed { nearest: None, why: Unnamed::Unreadable };

/// A permit for a message of which there is no other.
fn permit(limit: &RateLimit, client: Client, now: Instant) -> Result<MessagePermit, LimitReached> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    match limit.admit(client, NEXT.fetch_add(1, Ordering::Relaxed).to_string(), now)? {
        Admission::Permit(permit) => Ok(permit),
        Admission::HasPermit => panic!("it is another message"),
    }
}

fn accept(limit: &RateLimit, client: Client, now: Instant) -> Result<(), LimitReached> {
    permit(limit, client, now).map(MessagePermit::keep)
}

#[test]
fn beyond_a_limit_so_many_texts_a_minute_are_looked_up() {
    let (limit, now) = (limit(1, 8), Instant::now());
    let look_up = |now| (0..200).filter(|_| limit.may_look_up(now)).count();
    assert_eq!(look_up(now), MAX_LOOKUPS_BEYOND_LIMIT as usize);
    assert_eq!(look_up(now + MINUTE - Duration::from_millis(1)), 0);
    assert_eq!(look_up(now + MINUTE), MAX_LOOKUPS_BEYOND_LIMIT as usize);
}

#[test]
fn a_client_and_all_together_have_so_many_a_minute() {
    let (limit, now) = (limit(2, 8), Instant::now());
    assert!(accept(&limit, v4(1), now).is_ok());
    assert!(accept(&limit, v4(1), now + Duration::from_secs(20)).is_ok());
    let later = now + Duration::from_secs(30);
    assert_eq!(reached(accept(&limit, v4(1), later)), Some(("client", 30)));
    for client in [v4(2), v4(3), UNNAMED, UNNAMED] {
        assert!(accept(&limit, client, later).is_ok());
    }
    // The last quarter is for networks from which nothing has come.
    for known in [v4(2), UNNAMED] {
        assert_eq!(reached(accept(&limit, known, later)), Some(("reserve", 30)));
    }
    for new in [v4(4), v4(5)] {
        assert!(accept(&limit, new, later).is_ok());
    }
    assert_eq!(reached(accept(&limit, v4(6), later)), Some(("total", 30)));
    assert!(accept(&limit, v4(6), now + Duration::from_secs(60)).is_ok());
    assert_eq!(reached(accept(&limit, v4(2), now + Duration::from_secs(60))), Some(("total", 20)));
}

#[test]
fn one_network_leaves_most_of_a_minute_to_all_others() {
    for (address, per_client, taken, limit_name) in [
        ("2001:db8:1:1::", 5, 5, "client"),
        ("2001:db8:1:1", 5, 10, "network_56"),
        ("2001:db8:1", 5, 20, "network"),
        ("203.0.113", 5, 20, "network"),
    ] {
        let (limit, now) = (limit(per_client, 120), Instant::now());
        // Each message from another address of the network.
        let any = |number: usize| match address.matches(':').count() {
            0 => of(&format!("{address}.{number}")),
            2 => of(&format!("{address}:{:x}00::1", number)),
            3 => of(&format!("{address}{:02x}::1", number)),
            _ => of(&format!("{address}{number:x}")),
        };
        let counted = (0..200).take_while(|number| accept(&limit, any(*number), now).is_ok()).count();
        assert_eq!(counted, taken, "{address}");
        assert_eq!(reached(accept(&limit, any(200), now)).map(|(name, _)| name), Some(limit_name), "{address}");
        assert!((1..=80).all(|network| accept(&limit, v4(network), now).is_ok()), "{address}");
    }
}

#[test]
fn a_day_has_an_end_that_no_network_brings_about_and_newcomers_are_let_in() {
    let (limit, start) = (limits(5, 0, 100), Instant::now());
    let mut minutes = 0;
    let mut a_minute_later = || {
        minutes += 1;
        start + MINUTE * minutes
    };
    // A twentieth for a network, at any pace.
    let accepted = (0..30).filter(|_| accept(&limit, v4(1), a_minute_later()).is_ok()).count();
    assert_eq!(accepted, 2, "a fiftieth for a client");
    let accepted = (0..30).filter(|n| accept(&limit, of(&format!("203.0.2.{n}")), a_minute_later()).is_ok()).count();
    assert_eq!(accepted, 5);
    (3..=70).for_each(|network| assert!(accept(&limit, v4(network), a_minute_later()).is_ok()));
    assert_eq!(reached(accept(&limit, v4(70), a_minute_later())).map(|(name, _)| name), Some("reserve"));
    (71..=95).for_each(|network| assert!(accept(&limit, v4(network), a_minute_later()).is_ok()));
    let refused = accept(&limit, v4(96), a_minute_later());
    assert!(refused.is_err_and(|reached| reached.period == Period::Day && reached.limit == "total"), "{refused:?}");
    assert!(accept(&limit, v4(96), start + DAY + MINUTE).is_ok(), "the first is a day ago");
}

/// How many networks it takes at least until nobody else is let in: the first ones send as much as they may, and of the
/// rest each once.
fn networks_that_fill(limit: &RateLimit, now: impl Fn(u32) -> Instant) -> (usize, usize) {
    let mut sent = 0;
    let mut send = |network: usize, client: usize| {
        sent += 1;
        let client = of(&format!("2001:db8:{network:x}:{client:x}00::1"));
        accept(limit, client, now(sent)).map_err(|reached| reached.limit)
    };
    let mut networks = 0;
    loop {
        let taken = (0..1000).map(|client| send(networks, client % 200)).take_while(Result::is_ok).count();
        if taken <= 1 {
            break;
        }
        networks += 1;
    }
    let first = networks;
    // The last one has sent one already, if it came into the reserve.
    while send(first + networks + 1, 0).is_ok() {
        networks += 1;
    }
    (first, networks - first + 1)
}

#[test]
fn as_many_networks_as_the_document_says_fill_a_minute_and_a_day() {
    let start = Instant::now();
    let text = std::fs::read_to_string("docs/SECURITY.md").expect("the document").replace("\n ", "");
    let (first, new) = networks_that_fill(&limits(5, 120, 5000), |_| start);
    assert_eq!((first, new), (5, 30));
    assert!(text.contains("35 networks fill a minute, 5 of which send up to 20 messages each and 30 one"), "{text}");
    // A minute apart there is always room in a minute.
    let (first, new) = networks_that_fill(&limits(5, 120, 5000), |sent| start + Duration::from_secs(4) * sent);
    assert_eq!((first, new), (15, 1250));
    assert!(text.contains("1,265 fill a day, 15 of which send 250 each and 1,250 one"), "{text}");
}

#[test]
fn what_other_servers_take_in_a_day_counts_as_soon_as_it_is_known() {
    let (limit, start) = (limits(5, 0, 100), Instant::now());
    let minute = |number: u32| start + MINUTE * number;
    assert!(limit.is_day_bounded() && !limits(5, 120, 0).is_day_bounded());
    assert!(!limit.knows_day() && limits(5, 120, 0).knows_day());
    (1..=2).for_each(|network| assert!(accept(&limit, v4(network), minute(1)).is_ok()));
    // Its own two are among them.
    limit.note_stored_in_day(74, minute(2));
    assert!(limit.knows_day());
    assert!(accept(&limit, v4(1), minute(2)).is_ok());
    assert_eq!(reached(accept(&limit, v4(2), minute(3))).map(|(name, _)| name), Some("reserve"));
    assert!(accept(&limit, v4(3), minute(3)).is_ok());
    limit.note_stored_in_day(100, minute(4));
    assert_eq!(reached(accept(&limit, v4(4), minute(5))).map(|(name, _)| name), Some("total"));
    // What is under way is not stored yet, and what a day ago was is forgotten.
    limit.note_stored_in_day(0, minute(6));
    assert!(accept(&limit, v4(4), minute(6)).is_ok());
    limit.note_stored_in_day(99, start + DAY + MINUTE * 10);
    assert!(accept(&limit, v4(1), start + DAY + MINUTE * 10).is_ok());
    assert!(accept(&limit, v4(5), start + DAY + MINUTE * 10).is_err());
    // Nothing of that is a matter of minutes.
    let limit = limits(0, 2, 100);
    limit.note_stored_in_day(50, start);
    assert!(accept(&limit, v4(1), start).is_ok());
}

#[test]
fn what_is_remembered_is_bounded_where_the_number_of_messages_is_not() {
    let (limit, start) = (limit(u32::MAX, 0), Instant::now());
    for number in 0..MAX_UNLIMITED_LOG as u32 + 10 {
        assert!(accept(&limit, v4(1), start + Duration::from_millis(number.into())).is_ok());
    }
    let log = lock(&limit.log);
    let sizes = [log.minute.len(), log.day.len(), log.keys.len(), log.keys_of_entries.len()];
    assert_eq!(sizes, [MAX_UNLIMITED_LOG; 4]);
}

#[test]
fn what_was_not_accepted_does_not_count() {
    let (limit, now) = (limit(1, 1), Instant::now());
    for _ in 0..100 {
        assert!(permit(&limit, v4(1), now).is_ok(), "the permit is given back");
    }
    let held = permit(&limit, v4(1), now);
    assert!(permit(&limit, v4(2), now).is_err(), "while one is under way it holds its permit");
    drop(held);
    assert!(accept(&limit, v4(1), now).is_ok());
    assert!(accept(&limit, v4(1), now).is_err());
}

#[test]
fn the_same_message_counts_once_also_when_the_limit_is_reached() {
    let (limit, now) = (limit(2, 0), Instant::now());
    let send = |content: &str, now| limit.admit(v4(1), content.to_owned(), now);
    let first = send("a", now);
    assert!(matches!(send("a", now), Ok(Admission::HasPermit)), "the first is under way");
    drop(first);
    for (content, is_new) in [("a", true), ("a", false), ("b", true), ("a", false), ("b", false)] {
        match send(content, now) {
            Ok(Admission::Permit(permit)) if is_new => permit.keep(),
            Ok(Admission::HasPermit) if !is_new => {}
            _ => panic!("{content}"),
        }
    }
    assert!(send("c", now).is_err());
    assert_eq!(lock(&limit.log).minute.len(), 2);
    assert!(send("c", now + MINUTE).is_ok());
}

#[test]
fn the_addresses_of_a_household_are_one_client_and_zero_is_no_limit() {
    let (limit, now) = (limit(1, 0), Instant::now());
    assert!(accept(&limit, of("2001:db8:1:2::1"), now).is_ok());
    assert!(accept(&limit, of("2001:db8:1:2:ffff::9"), now).is_err());
    assert!(accept(&limit, of("2001:db8:1:3::1"), now).is_ok());
    let none = limits(0, 0, 0);
    assert!((0..1000).all(|_| accept(&none, v4(1), now).is_ok()));
    assert_eq!(lock(&none.log).day.len(), 0);
}

#[test]
fn a_limit_in_all_holds_without_one_for_each_client() {
    let (limit, now) = (limit(0, 2), Instant::now());
    assert!(accept(&limit, v4(1), now).is_ok());
    assert!(accept(&limit, v4(1), now).is_ok(), "one client may fill it");
    assert_eq!(reached(accept(&limit, v4(2), now)), Some(("total", 60)));
}

#[test]
fn clients_that_nobody_names_have_more_than_one_client_and_never_everything() {
    let now = Instant::now();
    for (per_client, total, share) in [(5, 120, 60), (5, 0, 60), (2, 2_000, 1_000), (0, 3, 3)] {
        let limit = limit(per_client, total);
        let nearest = |number: u8| Client::Unnamed { nearest: v4(number).address(), why: Unnamed::NoHeader };
        let taken = (0..share).take_while(|number| accept(&limit, nearest(*number as u8), now).is_ok()).count();
        assert_eq!(taken, share as usize, "{per_client} {total}");
        assert!(accept(&limit, UNNAMED, now).is_err(), "{per_client} {total}: whatever proxy it was");
        assert_eq!(accept(&limit, v4(1), now).is_ok(), share < total || total == 0, "{per_client} {total}");
    }
}

#[test]
fn a_minute_later_no_text_and_a_day_later_nobody_is_remembered() {
    let (limit, now) = (limit(5, 1000), Instant::now());
    (0..=255).for_each(|network| assert!(accept(&limit, v4(network), now).is_ok()));
    let mut log = lock(&limit.log);
    log.forget_before(now + MINUTE);
    let sizes = [log.minute.len(), log.minute.groups(), log.keys.len(), log.keys_of_entries.len()];
    assert_eq!((sizes, log.day.len()), ([0; 4], 256));
    log.forget_before(now + DAY);
    assert_eq!((log.day.len(), log.day.groups()), (0, 0));
}

proptest! {
    #[test]
    fn no_minute_ever_holds_more_than_the_limit(steps in proptest::collection::vec((0..20_u64, 0..4_u8, any::<bool>()), 1..120)) {
        let (limit, mut now) = (limits(3, 7, 40), Instant::now());
        let mut accepted: Vec<(Instant, u8)> = Vec::new();
        for (pause, client, is_accepted) in steps {
            now += Duration::from_secs(pause);
            if let Ok(permit) = permit(&limit, v4(client), now) && is_accepted {
                permit.keep();
                accepted.push((now, client));
            }
            let recent: Vec<_> = accepted.iter().filter(|(at, _)| now.duration_since(*at) < MINUTE).collect();
            prop_assert!(recent.len() <= 7);
            prop_assert!(accepted.len() <= 40);
            prop_assert!((0..4).all(|c| recent.iter().filter(|(_, client)| *client == c).count() <= 3));
        }
    }
}
