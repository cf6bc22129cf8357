//! The inbox as the queue that mails are made from: who takes a message on, and what becomes of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use communique::contact::inbox::{Inbox, Outcome, StaffAction};
use communique::contact::suspicion::Suspicion;
use communique::contact::{NewMessage, Receipt, Reference, State};

use crate::inbox::engine::{DAY, LEASE, STATES, at, at_once, found, in_state, message_of, opened, whole};

claims! {
    a_suspicious_message_is_held_until_a_person_lets_it_go
    many_claimers_at_once_take_each_message_once
    an_expired_lease_is_taken_over_and_its_old_owner_is_not_heard
    what_was_written_while_the_clock_was_wrong_is_not_waited_for
    what_came_of_an_attempt_is_written_down_with_its_history
    a_message_is_queued_again_only_from_the_states_that_the_action_is_for
}

async fn a_suspicious_message_is_held_until_a_person_lets_it_go(url: String) {
    let inbox = opened(&url).await;
    let all_signs = vec![Suspicion::Honeypot, Suspicion::TooFast, Suspicion::ManyLinks];
    for signs in [vec![Suspicion::Honeypot], vec![Suspicion::TooFast], vec![Suspicion::ManyLinks], all_signs] {
        let message = NewMessage { suspicions: signs.clone(), ..message_of(&format!("{signs:?}"), 0) };
        let Receipt { reference, received_at } = inbox.store(&message).await.unwrap();
        let stored = found(&inbox, &reference).await;
        assert_eq!((stored.state, stored.suspicions), (State::Held, signs));
        assert_eq!(received_at, at(0), "its sender sees the same receipt");
        assert!(inbox.claim("a", at(365 * DAY), LEASE).await.unwrap().is_none());
        assert!(inbox.requeue(&reference, StaffAction::Release, at(0)).await.unwrap());
        assert_eq!(inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().reference, reference);
        assert!(inbox.delete(&reference).await.unwrap());
    }
}

pub async fn many_claimers_at_once_take_each_message_once(url: String) {
    let inbox = opened(&url).await;
    for number in 0..40 {
        inbox.store(&message_of(&format!("{number}"), number)).await.unwrap();
    }
    let claimed = at_once(12, |owner| {
        let inbox = Arc::clone(&inbox);
        async move {
            let mut mine = Vec::new();
            while let Some(message) = inbox.claim(&format!("{owner}"), at(50), LEASE).await.unwrap() {
                assert_eq!((message.state, message.attempts, message.maybe_duplicate), (State::Sending, 1, false));
                mine.push((message.next_attempt_at, message.id));
            }
            assert!(mine.is_sorted(), "the one that has been due longest comes first");
            mine
        }
    });
    let claimed: Vec<_> = claimed.await.into_iter().flatten().collect();
    assert_eq!((claimed.len(), claimed.iter().collect::<BTreeSet<_>>().len()), (40, 40));
}

async fn an_expired_lease_is_taken_over_and_its_old_owner_is_not_heard(url: String) {
    let inbox = opened(&url).await;
    let reference = inbox.store(&message_of("text", 0)).await.unwrap().reference;
    let message = inbox.claim("old", at(0), LEASE).await.unwrap().unwrap();
    assert!(inbox.claim("new", at(59), LEASE).await.unwrap().is_none(), "the lease still runs");
    let taken_over = inbox.claim("new", at(60), LEASE).await.unwrap().unwrap();
    assert_eq!((taken_over.id.as_str(), taken_over.attempts, taken_over.maybe_duplicate), (&*message.id, 2, true));
    let before = whole(&inbox, &reference).await;
    let outcomes = [
        Outcome::Sent,
        Outcome::Later { at: at(99), maybe_duplicate: false },
        Outcome::Refused { at: at(99) },
        Outcome::Parked,
        Outcome::ServerUnavailable,
    ];
    for outcome in &outcomes {
        assert!(!inbox.record_outcome(&message.id, "old", at(61), outcome, "250 ok").await.unwrap(), "{outcome:?}");
        assert_eq!(whole(&inbox, &reference).await, before, "{outcome:?}");
    }
    assert!(inbox.record_outcome(&message.id, "new", at(62), &Outcome::Sent, "250 ok").await.unwrap());
    let recorded = whole(&inbox, &reference).await;
    for owner in ["old", "new"] {
        assert!(
            !inbox.record_outcome(&message.id, owner, at(63), &Outcome::ServerUnavailable, "").await.unwrap(),
            "recorded already"
        );
    }
    assert!(!inbox.record_outcome("nobody’s", "new", at(63), &Outcome::Sent, "").await.unwrap());
    assert_eq!(whole(&inbox, &reference).await, recorded);
}

async fn what_was_written_while_the_clock_was_wrong_is_not_waited_for(url: String) {
    let inbox = opened(&url).await;
    let reference = inbox.store(&message_of("text", 400 * DAY)).await.unwrap().reference;
    let message = inbox.claim("a", at(400 * DAY), LEASE).await.unwrap().unwrap();
    let taken_over = inbox.claim("b", at(0), LEASE).await.unwrap().unwrap();
    assert_eq!((taken_over.reference, taken_over.maybe_duplicate), (reference, true));
    let later = Outcome::Later { at: at(400 * DAY), maybe_duplicate: false };
    assert!(inbox.record_outcome(&message.id, "b", at(0), &later, "").await.unwrap());
    assert!(inbox.claim("c", at(1), LEASE).await.unwrap().is_some());
    // The longest wait there is, is waited for.
    let later = Outcome::Later { at: at(1 + DAY), maybe_duplicate: false };
    assert!(inbox.record_outcome(&message.id, "c", at(1), &later, "").await.unwrap());
    assert!(inbox.claim("d", at(1), LEASE).await.unwrap().is_none());
}

async fn what_came_of_an_attempt_is_written_down_with_its_history(url: String) {
    let inbox = opened(&url).await;
    let later = |maybe_duplicate| Outcome::Later { at: at(300), maybe_duplicate };
    for (outcome, name, state, next, attempts, refusals, maybe_duplicate, sent) in [
        (Outcome::Sent, "sent", State::Sent, 7, 1, 0, false, true),
        (later(false), "later", State::Queued, 300, 1, 0, false, false),
        (later(true), "later", State::Queued, 300, 1, 0, true, false),
        (Outcome::Refused { at: at(300) }, "refused", State::Queued, 300, 1, 1, false, false),
        (Outcome::Parked, "parked", State::Parked, 7, 1, 1, false, false),
        (Outcome::ServerUnavailable, "unavailable", State::Queued, 7, 0, 0, false, false),
    ] {
        let reference = inbox.store(&message_of(&format!("{outcome:?}"), 0)).await.unwrap().reference;
        let id = inbox.claim("a", at(5), LEASE).await.unwrap().unwrap().id;
        assert!(inbox.history(&id).await.unwrap().is_empty(), "an attempt that is under way is no history");
        assert!(inbox.record_outcome(&id, "a", at(7), &outcome, "451 später\nnoch einmal").await.unwrap());
        let is = found(&inbox, &reference).await;
        let expected = (state, at(next), attempts, refusals, maybe_duplicate, sent.then(|| at(7)));
        let found = (is.state, is.next_attempt_at, is.attempts, is.refusals, is.maybe_duplicate, is.sent_at);
        assert_eq!(found, expected, "{outcome:?}");
        let history = inbox.history(&id).await.unwrap();
        assert_eq!(history.len(), 1);
        let answer = (history[0].at, &*history[0].outcome, &*history[0].answer);
        assert_eq!(answer, (at(7), name, "451 später\nnoch einmal"));
        // It is due then, and not a second before.
        assert!(inbox.claim("b", at(next - 1), LEASE).await.unwrap().is_none(), "{outcome:?}");
        let due = inbox.claim("b", at(next), LEASE).await.unwrap();
        assert_eq!(due.is_some(), state == State::Queued, "{outcome:?}");
        if let Some(due) = due {
            assert_eq!((due.attempts, due.maybe_duplicate), (attempts + 1, maybe_duplicate), "{outcome:?}");
            assert!(inbox.record_outcome(&id, "b", at(next + 1), &Outcome::Refused { at: at(999) }, "").await.unwrap());
            let history: Vec<_> = inbox.history(&id).await.unwrap().into_iter().map(|a| a.outcome).collect();
            assert_eq!(history, [name, "refused"], "the oldest first");
            let again = found_again(&inbox, &reference).await;
            assert_eq!(again, (refusals + 1, maybe_duplicate), "{outcome:?}: a doubt stays");
        }
        assert!(inbox.delete(&reference).await.unwrap());
    }
}

async fn found_again(inbox: &Arc<dyn Inbox>, reference: &Reference) -> (u32, bool) {
    let message = found(inbox, reference).await;
    (message.refusals, message.maybe_duplicate)
}

async fn a_message_is_queued_again_only_from_the_states_that_the_action_is_for(url: String) {
    let inbox = opened(&url).await;
    for (action, states, name) in [
        (StaffAction::Release, [State::Held, State::Parked], "released"),
        (StaffAction::Retry, [State::Queued, State::Parked], "retried"),
    ] {
        for state in STATES {
            let reference = in_state(&inbox, state).await;
            let before = whole(&inbox, &reference).await;
            let requeued = inbox.requeue(&reference, action, at(40)).await.unwrap();
            assert_eq!(requeued, states.contains(&state), "{state:?} by {action:?}");
            if requeued {
                let is = found(&inbox, &reference).await;
                assert_eq!((is.state, is.next_attempt_at, is.refusals), (State::Queued, at(40), 0), "{state:?}");
                let last = inbox.history(&is.id).await.unwrap().pop().unwrap();
                assert_eq!((last.at, &*last.outcome), (at(40), name), "{state:?}: the history says what a person did");
                assert_eq!(last.answer, format!("was {}", state.as_str()));
            } else {
                assert_eq!(whole(&inbox, &reference).await, before, "{state:?} by {action:?}");
            }
            inbox.delete(&reference).await.unwrap();
        }
    }
    for action in StaffAction::ALL {
        assert!(!inbox.requeue(&Reference::random().unwrap(), action, at(0)).await.unwrap());
    }
}
