//! What is kept and for how long, and how it is counted and listed.

use std::sync::Arc;

use communique::contact::inbox::{MessageCounts, Outcome, Purged, StaffAction};
use communique::contact::suspicion::Suspicion;
use communique::contact::{NewMessage, State, retention};
use jiff::SignedDuration;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::inbox::engine::{DAY, LEASE, STATES, all, at, found, in_state, message_of, opened};

const NOTHING: Purged = Purged { messages: 0, receipts: 0 };

claims! {
    what_waits_for_a_person_is_deleted_after_its_period_and_only_once_staff_were_reminded
    a_reminder_holds_for_the_message_as_it_was_then
    staff_are_reminded_of_what_can_be_read_whatever_else_there_is
    a_reminder_is_noted_whatever_staff_have_done_meanwhile
    only_messages_sent_before_a_time_are_purged_in_batches_and_with_their_history
    a_message_is_deleted_to_the_second_when_it_has_been_kept_long_enough
    a_message_that_is_purged_on_its_first_day_leaves_its_receipt_until_the_day_is_over
    a_message_is_deleted_in_any_state_and_with_its_history
    the_counts_are_of_every_state_and_knows_who_has_waited_longest
    what_has_come_in_since_a_moment_is_counted_whatever_became_of_it
    a_list_is_read_page_by_page_in_the_order_of_arrival
}

async fn only_messages_sent_before_a_time_are_purged_in_batches_and_with_their_history(url: String) {
    let inbox = opened(&url).await;
    let mut kept = Vec::new();
    for state in STATES.into_iter().filter(|state| *state != State::Sent) {
        kept.push(in_state(&inbox, state).await.to_string());
    }
    inbox.requeue(&kept.pop().unwrap().parse().unwrap(), StaffAction::Retry, at(DAY)).await.unwrap();
    let mut sent = Vec::new();
    for number in 0..5 {
        inbox.store(&message_of(&format!("{number}"), 100)).await.unwrap();
        let message = inbox.claim("a", at(200), LEASE * 10).await.unwrap().unwrap();
        assert!(inbox.record_outcome(&message.id, "a", at(200 + number), &Outcome::Sent, "250 ok").await.unwrap());
        sent.push(message);
    }
    assert_eq!(inbox.purge_sent(at(199), at(2 * DAY), 9).await.unwrap(), NOTHING);
    let batches = [(202, 2, 2), (202, 2, 1), (202, 2, 0)];
    for (before, most, messages) in batches {
        assert_eq!(inbox.purge_sent(at(before), at(2 * DAY), most).await.unwrap(), Purged { messages, receipts: 0 });
    }
    for (number, message) in sent.iter().enumerate() {
        let is_there = number > 2;
        assert_eq!(inbox.message(&message.reference).await.unwrap().is_some(), is_there, "{number}");
        assert_eq!(inbox.history(&message.id).await.unwrap().len(), usize::from(is_there), "{number}");
    }
    assert_eq!(inbox.purge_sent(at(2 * DAY), at(2 * DAY), 9).await.unwrap(), Purged { messages: 2, receipts: 0 });
    let left = all(&inbox).await;
    assert_eq!(left.len(), 4, "nothing is purged that was not sent, however old");
    assert!(left.iter().all(|message| message.state != State::Sent));
}

async fn a_message_is_deleted_to_the_second_when_it_has_been_kept_long_enough(url: String) {
    let inbox = opened(&url).await;
    // From the delivery, which was three hours after the arrival.
    let delivered = 3 * 60 * 60;
    for days in [1, 2, 180, 36_500, 0] {
        let reference = inbox.store(&message_of(&format!("{days}"), 0)).await.unwrap().reference;
        let id = inbox.claim("a", at(delivered), LEASE).await.unwrap().unwrap().id;
        assert!(inbox.record_outcome(&id, "a", at(delivered), &Outcome::Sent, "250 ok").await.unwrap());
        let over = delivered + i64::from(days) * DAY;
        assert_eq!(retention::purge(&*inbox, days, at(over - 1)).await.unwrap(), NOTHING, "{days}: a second too early");
        assert!(inbox.message(&reference).await.unwrap().is_some(), "{days}");
        assert_eq!(retention::purge(&*inbox, days, at(over)).await.unwrap().messages, 1, "{days}");
        assert!(inbox.message(&reference).await.unwrap().is_none(), "{days}");
    }
}

async fn a_message_that_is_purged_on_its_first_day_leaves_its_receipt_until_the_day_is_over(url: String) {
    let inbox = opened(&url).await;
    let mut message = NewMessage { suspicions: vec![Suspicion::TooFast], ..message_of("text", 0) };
    message.submission.about = Some("background".into());
    message.submission.organisation = Some("O".into());
    let receipt = inbox.store(&message).await.unwrap();
    assert!(inbox.requeue(&receipt.reference, StaffAction::Release, at(0)).await.unwrap());
    let id = inbox.claim("a", at(1), LEASE).await.unwrap().unwrap().id;
    assert!(inbox.record_outcome(&id, "a", at(2), &Outcome::Sent, "250 ok: Hello from Anna").await.unwrap());
    assert_eq!(left_in_the_database(&url).await.len(), 10, "the test reads every column");
    assert_eq!(inbox.purge_sent(at(2), at(3), 9).await.unwrap(), Purged { messages: 1, receipts: 0 });
    assert_eq!(inbox.purge_sent(at(2), at(3), 9).await.unwrap(), NOTHING, "it is counted once");
    assert_eq!(left_in_the_database(&url).await, [""; 0], "nothing that its sender or a mail server has said");
    assert!(inbox.history(&id).await.unwrap().is_empty());
    assert!(inbox.message(&receipt.reference).await.unwrap().is_none() && all(&inbox).await.is_empty());
    assert_eq!(inbox.count().await.unwrap(), MessageCounts::default());
    assert_eq!(
        inbox.store(&NewMessage { received_at: at(DAY - 1), ..message.clone() }).await.unwrap(),
        receipt,
        "the same text is still the same message"
    );
    assert!(inbox.claim("a", at(DAY), LEASE).await.unwrap().is_none(), "and is not mailed again");
    for action in StaffAction::ALL {
        assert!(!inbox.requeue(&receipt.reference, action, at(3)).await.unwrap(), "{action:?}");
    }
    assert_eq!(inbox.receipt(&receipt.reference).await.unwrap(), Some(receipt.clone()));
    let purged = retention::purge(&*inbox, 0, at(DAY)).await.unwrap();
    assert_eq!(purged, Purged { messages: 0, receipts: 1 }, "the message was counted when it was erased");
    assert_eq!(inbox.receipt(&receipt.reference).await.unwrap(), None);
    let next_day = NewMessage { received_at: at(DAY), ..message };
    assert_ne!(inbox.store(&next_day).await.unwrap().reference, receipt.reference);
}

/// Whatever the database holds of what was sent, and of what was said about it.
async fn left_in_the_database(url: &str) -> Vec<String> {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let columns = ["page_language", "topic", "about", "name", "email", "organisation", "reply_language", "body"];
    let columns =
        [&columns[..], &["consent", "suspicions"]].concat().join(" || '|' || ").replace("about", "coalesce(about, '')");
    let columns = columns.replace("organisation", "coalesce(organisation, '')");
    let row = sqlx::query(AssertSqlSafe(format!("SELECT {columns} FROM message"))).fetch_one(&mut connection).await;
    let texts: String = row.unwrap().get(0);
    connection.close().await.unwrap();
    texts.split('|').filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

async fn a_message_is_deleted_in_any_state_and_with_its_history(url: String) {
    let inbox = opened(&url).await;
    let other =
        inbox.store(&NewMessage { suspicions: vec![Suspicion::Honeypot], ..message_of("other", 0) }).await.unwrap();
    for state in STATES {
        let reference = in_state(&inbox, state).await;
        let id = found(&inbox, &reference).await.id;
        assert!(inbox.delete(&reference).await.unwrap(), "{state:?}");
        assert!(inbox.message(&reference).await.unwrap().is_none());
        assert!(inbox.receipt(&reference).await.unwrap().is_none());
        assert!(inbox.history(&id).await.unwrap().is_empty());
        assert!(!inbox.delete(&reference).await.unwrap(), "{state:?}: it is gone already");
        assert!(
            !inbox.record_outcome(&id, "a", at(1), &Outcome::Sent, "").await.unwrap(),
            "{state:?}: nothing to record"
        );
        assert!(inbox.history(&id).await.unwrap().is_empty());
    }
    assert_eq!(all(&inbox).await.len(), 1);
    assert!(inbox.message(&other.reference).await.unwrap().is_some());
}

async fn the_counts_are_of_every_state_and_knows_who_has_waited_longest(url: String) {
    let inbox = opened(&url).await;
    assert_eq!(inbox.count().await.unwrap(), MessageCounts::default());
    inbox.store(&NewMessage { suspicions: vec![Suspicion::Honeypot], ..message_of("held", -9) }).await.unwrap();
    for (state, seconds) in [(State::Sent, -8), (State::Parked, -7), (State::Sending, -6)] {
        inbox.store(&message_of(&format!("{state:?}"), seconds)).await.unwrap();
        let id = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().id;
        let outcome = if state == State::Sent { Outcome::Sent } else { Outcome::Parked };
        assert!(state == State::Sending || inbox.record_outcome(&id, "a", at(0), &outcome, "").await.unwrap());
    }
    for seconds in [-3, -5, -4] {
        inbox.store(&message_of(&format!("queued {seconds}"), seconds)).await.unwrap();
    }
    let mut counts = inbox.count().await.unwrap();
    counts.states.sort();
    let one_each = [State::Sending, State::Sent, State::Parked, State::Held].map(|state| (state, 1));
    assert_eq!(counts.states, [&[(State::Queued, 3)], &one_each[..]].concat());
    assert_eq!(counts.oldest_waiting, Some(at(-6)), "one that is being mailed still waits");
    let sending = inbox.list(Some(State::Sending), None, 1).await.unwrap().messages.remove(0);
    inbox.delete(&sending.reference).await.unwrap();
    assert_eq!(inbox.count().await.unwrap().oldest_waiting, Some(at(-5)));
}

async fn what_has_come_in_since_a_moment_is_counted_whatever_became_of_it(url: String) {
    let (inbox, now) = (opened(&url).await, at(0));
    let since = async |hours: i64| inbox.count_since(now + SignedDuration::from_hours(hours)).await.unwrap();
    inbox.store(&NewMessage { received_at: now, ..message_of("erased", 0) }).await.unwrap();
    let id = inbox.claim("a", now, LEASE).await.unwrap().unwrap().id;
    assert!(inbox.record_outcome(&id, "a", now, &Outcome::Sent, "250 ok").await.unwrap());
    assert_eq!(inbox.purge_sent(now, now, 9).await.unwrap().messages, 1);
    let mut references = Vec::new();
    for state in [State::Held, State::Queued] {
        references.push(in_state(&inbox, state).await);
    }
    assert_eq!((all(&inbox).await.len(), since(-24).await, since(1).await), (2, 3, 0));
    assert!(inbox.delete(&references[0]).await.unwrap());
    assert_eq!(since(-24).await, 2);
}

async fn a_list_is_read_page_by_page_in_the_order_of_arrival(url: String) {
    let inbox = opened(&url).await;
    let mut stored = Vec::new();
    for number in 0..23 {
        let suspicions = if number % 3 == 0 { vec![Suspicion::Honeypot] } else { vec![] };
        // The moment of a message comes from a clock that may be set back; its place does not.
        let message = NewMessage { suspicions, ..message_of(&format!("{number}"), -number) };
        stored.push((message.initial_state(), inbox.store(&message).await.unwrap().reference));
    }
    for state in [None, Some(State::Held), Some(State::Queued), Some(State::Parked)] {
        let expected: Vec<_> = stored.iter().filter(|(is, _)| state.is_none_or(|state| *is == state)).collect();
        let (mut read, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = inbox.list(state, after.as_deref(), 5).await.unwrap();
            let rest = expected.len() - read.len();
            assert_eq!(page.messages.len(), rest.min(5), "{state:?}");
            let Some(last) = page.last else { break };
            after = Some(last);
            read.extend(page.messages.iter().map(|message| (message.state, message.reference.clone())));
        }
        assert!(read.iter().eq(expected), "{state:?}");
    }
}

async fn what_waits_for_a_person_is_deleted_after_its_period_and_only_once_staff_were_reminded(url: String) {
    let inbox = opened(&url).await;
    let mut references = Vec::new();
    for state in STATES {
        references.push((state, in_state(&inbox, state).await));
    }
    let waits = |state: State| matches!(state, State::Held | State::Parked);
    let due = |days: i64, hours: i64| {
        let inbox = Arc::clone(&inbox);
        async move { retention::to_remind(&*inbox, 90, at(days * DAY + hours * 3600)).await.unwrap() }
    };
    let purged = |days: i64, hours: i64| {
        let inbox = Arc::clone(&inbox);
        async move { retention::purge_unreviewed(&*inbox, 90, at(days * DAY + hours * 3600)).await.unwrap() }
    };
    assert_eq!(purged(5000, 0).await, 0, "nobody was reminded");
    assert!(due(75, 23).await.is_empty());
    let reminded = due(76, 0).await;
    let states: Vec<State> = reminded.iter().map(|message| message.state).collect();
    assert_eq!(states, [State::Parked, State::Held], "of those that wait for a person, two weeks before");
    assert_eq!(retention::deleted_at(&reminded[0], 90, at(76 * DAY)), at(90 * DAY));
    inbox.note_reminder(&reminded[..1], at(76 * DAY), "by mail").await.unwrap();
    assert_eq!(due(5000, 0).await.len(), 1, "each once");
    // Of the other one the reminder is late: a week stays in any case.
    inbox.note_reminder(&reminded[1..], at(88 * DAY), "by mail").await.unwrap();
    assert_eq!(retention::deleted_at(&reminded[1], 90, at(88 * DAY)), at(95 * DAY));
    let mut left = Vec::new();
    for (days, hours) in [(89, 23), (90, 0), (94, 23), (95, 0), (5000, 0)] {
        purged(days, hours).await;
        left.push(all(&inbox).await.len());
    }
    assert_eq!(left, [5, 4, 4, 3, 3]);
    for (state, reference) in references {
        let message = inbox.message(&reference).await.unwrap();
        assert_eq!(message.is_none(), waits(state), "{state:?}");
    }
    // What staff have released in time is theirs no more.
    let held = NewMessage { suspicions: vec![Suspicion::ManyLinks], ..message_of("released", 0) };
    let reference = inbox.store(&held).await.unwrap().reference;
    inbox.note_reminder(&due(76, 0).await, at(76 * DAY), "by mail").await.unwrap();
    assert!(inbox.requeue(&reference, StaffAction::Release, at(77 * DAY)).await.unwrap());
    assert_eq!(purged(5000, 0).await, 0);
    let history = inbox.history(&found(&inbox, &reference).await.id).await.unwrap();
    let outcomes: Vec<&str> = history.iter().map(|entry| &*entry.outcome).collect();
    assert_eq!(outcomes, ["reminded", "released"]);
}

async fn a_reminder_holds_for_the_message_as_it_was_then(url: String) {
    let inbox = opened(&url).await;
    let held = NewMessage { suspicions: vec![Suspicion::ManyLinks], ..message_of("text", 0) };
    let reference = inbox.store(&held).await.unwrap().reference;
    let remind = async |day: i64| {
        let due = retention::to_remind(&*inbox, 90, at(day * DAY)).await.unwrap();
        inbox.note_reminder(&due, at(day * DAY), "by mail").await.unwrap();
        due.len()
    };
    let purge = async |day: i64| retention::purge_unreviewed(&*inbox, 90, at(day * DAY)).await.unwrap();
    assert_eq!(remind(80).await, 1);
    // Staff let it go out, and a month later the mail server takes it for good from nobody.
    assert!(inbox.requeue(&reference, StaffAction::Release, at(85 * DAY)).await.unwrap());
    let id = inbox.claim("a", at(120 * DAY), LEASE).await.unwrap().unwrap().id;
    assert!(inbox.record_outcome(&id, "a", at(120 * DAY), &Outcome::Parked, "550 no").await.unwrap());
    assert_eq!(purge(120).await, 0, "nobody knows that it is parked");
    assert_eq!((remind(121).await, remind(122).await), (1, 0), "once more, and once");
    assert_eq!((purge(127).await, purge(128).await), (0, 1), "a week after the reminder");
    assert!(inbox.history(&id).await.unwrap().is_empty());
}

async fn staff_are_reminded_of_what_can_be_read_whatever_else_there_is(url: String) {
    let inbox = opened(&url).await;
    let mut references = Vec::new();
    for text in ["one", "two", "three"] {
        let held = NewMessage { suspicions: vec![Suspicion::ManyLinks], ..message_of(text, 0) };
        references.push(inbox.store(&held).await.unwrap().reference);
    }
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    let damage = sqlx::query("UPDATE message SET topic = 'none' WHERE reference = $1").bind(references[0].as_str());
    assert_eq!(damage.execute(&mut connection).await.unwrap().rows_affected(), 1);
    connection.close().await.unwrap();
    let due = retention::to_remind(&*inbox, 90, at(80 * DAY)).await.unwrap();
    assert!(due.iter().map(|message| &message.reference).eq(&references[1..]));
}

async fn a_reminder_is_noted_whatever_staff_have_done_meanwhile(url: String) {
    let inbox = opened(&url).await;
    for text in ["deleted", "released", "waits"] {
        let held = NewMessage { suspicions: vec![Suspicion::ManyLinks], ..message_of(text, 0) };
        inbox.store(&held).await.unwrap();
    }
    let due = retention::to_remind(&*inbox, 90, at(80 * DAY)).await.unwrap();
    assert!(inbox.delete(&due[0].reference).await.unwrap());
    assert!(inbox.requeue(&due[1].reference, StaffAction::Release, at(80 * DAY)).await.unwrap());
    inbox.note_reminder(&due, at(80 * DAY), "by mail").await.unwrap();
    let mut histories = Vec::new();
    for message in &due {
        let history = inbox.history(&message.id).await.unwrap();
        histories.push(history.into_iter().map(|entry| entry.outcome).collect::<Vec<_>>().join(" "));
    }
    assert_eq!(histories, ["", "released", "reminded"]);
}
