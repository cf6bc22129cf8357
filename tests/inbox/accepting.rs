//! Storing: what is one message and what is another, that nothing of it changes, and that a new
//! database opens for everybody at once.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::sync::{Arc, Barrier};

use communique::contact::form::{Submission, Topic, Typed};
use communique::contact::inbox::Inbox;
use communique::contact::suspicion::Suspicion;
use communique::contact::{Message, NewMessage, Receipt, Reference, State};
use futures_util::future::join_all;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::inbox::engine::{DAY, all, at, at_once, block_on, found, message_of, opened};
use crate::support::program::BINARY;
use crate::support::request::{encoded, letter};

claims! {
    the_same_content_within_a_day_gets_the_same_reference
    a_held_message_is_released_by_the_same_without_suspicion_and_by_nothing_else
    what_would_change_nothing_is_found_and_never_what_is_gone
    fifty_who_send_the_same_at_once_have_sent_one_message
    of_many_at_once_each_gets_the_own_receipt_be_it_new_the_same_held_or_of_another_day
    after_a_day_the_same_content_is_a_new_message
    edited_content_is_a_new_message
    whatever_a_form_can_carry_comes_back_exactly
    threads_that_open_a_new_database_at_once_all_succeed
    processes_that_open_a_new_database_at_once_all_succeed
}

async fn the_same_content_within_a_day_gets_the_same_reference(url: String) {
    let inbox = opened(&url).await;
    let first = inbox.store(&message_of("text", 0)).await.unwrap();
    assert_eq!(first.received_at, at(0));
    for seconds in [0, 1, DAY - 1] {
        // When, from which page and how hastily does not count.
        let again = NewMessage { page_language: "ar".into(), ..message_of("text", seconds) };
        assert_eq!(inbox.store(&again).await.unwrap(), first, "after {seconds} s");
    }
    let hasty = NewMessage { suspicions: vec![Suspicion::TooFast], ..message_of("text", 2) };
    assert_eq!(inbox.store(&hasty).await.unwrap(), first);
    assert_eq!(all(&inbox).await.len(), 1);
    assert_eq!(found(&inbox, &first.reference).await.state, State::Queued, "a second sending holds nothing up");
    assert_eq!(inbox.receipt(&first.reference).await.unwrap(), Some(first));
    assert_eq!(inbox.receipt(&Reference::random().unwrap()).await.unwrap(), None);
}

fn hasty(text: &str, seconds: i64) -> NewMessage {
    NewMessage { suspicions: vec![Suspicion::TooFast], page_language: "ar".into(), ..message_of(text, seconds) }
}

async fn a_held_message_is_released_by_the_same_without_suspicion_and_by_nothing_else(url: String) {
    let inbox = opened(&url).await;
    // Somebody sends another’s text beforehand, so that a machine seems to have written it.
    let held = inbox.store(&hasty("text", 0)).await.unwrap();
    for (message, state) in [
        (hasty("text", 1), State::Held),
        (message_of("another text", 2), State::Held),
        (message_of("text", 3), State::Queued),
        (hasty("text", 4), State::Queued),
    ] {
        inbox.store(&message).await.unwrap();
        assert_eq!(found(&inbox, &held.reference).await.state, state, "{message:?}");
    }
    assert_eq!(inbox.store(&message_of("text", 5)).await.unwrap(), held, "it is the same message");
    let message = found(&inbox, &held.reference).await;
    assert_eq!((&*message.suspicions, &*message.page_language), (&[][..], "az"));
    assert_eq!((message.received_at, message.next_attempt_at), (at(0), at(3)));
    let history = inbox.history(&message.id).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].at, &*history[0].outcome), (at(3), "released"));
    // After a day it is another message.
    let held = inbox.store(&hasty("late", 0)).await.unwrap().reference;
    let clean = inbox.store(&message_of("late", DAY)).await.unwrap().reference;
    assert_ne!(clean, held);
    let states = [found(&inbox, &held).await.state, found(&inbox, &clean).await.state];
    assert_eq!(states, [State::Held, State::Queued]);
}

async fn what_would_change_nothing_is_found_and_never_what_is_gone(url: String) {
    let inbox = opened(&url).await;
    assert_eq!(inbox.find(&message_of("text", 0)).await.unwrap(), None);
    let receipt = inbox.store(&message_of("text", 0)).await.unwrap();
    for message in [message_of("text", DAY - 1), hasty("text", 1)] {
        assert_eq!(inbox.find(&message).await.unwrap().as_ref(), Some(&receipt));
    }
    assert_eq!(inbox.find(&message_of("text", DAY)).await.unwrap(), None, "that is another message");
    let held = inbox.store(&hasty("held", 0)).await.unwrap();
    assert_eq!(inbox.find(&hasty("held", 1)).await.unwrap(), Some(held));
    assert_eq!(inbox.find(&message_of("held", 1)).await.unwrap(), None, "it would be released");
    assert!(inbox.delete(&receipt.reference).await.unwrap());
    assert_eq!(inbox.find(&message_of("text", 1)).await.unwrap(), None);
}

/// Fifty tasks that send five texts; the references of each text.
async fn sent_at_once(inbox: &Arc<dyn Inbox>, seconds: i64) -> BTreeMap<usize, BTreeSet<String>> {
    let receipts = at_once(50, |task| {
        let inbox = Arc::clone(inbox);
        async move { (task % 5, inbox.store(&message_of(&format!("text {}", task % 5), seconds)).await.unwrap()) }
    });
    let mut references = BTreeMap::<_, BTreeSet<_>>::new();
    for (text, Receipt { reference, .. }) in receipts.await {
        references.entry(text).or_default().insert(reference.to_string());
    }
    references
}

pub async fn fifty_who_send_the_same_at_once_have_sent_one_message(url: String) {
    let inbox = opened(&url).await;
    let references = sent_at_once(&inbox, 0).await;
    assert!(references.len() == 5 && references.values().all(|of_one| of_one.len() == 1), "{references:?}");
    assert_eq!(all(&inbox).await.len(), 5);
    // The moment at which a day has passed is nobody’s alone either.
    let next = sent_at_once(&inbox, DAY).await;
    assert!(next.len() == 5 && next.values().all(|of_one| of_one.len() == 1), "{next:?}");
    assert!(next.iter().all(|(text, of_one)| references[text].is_disjoint(of_one)));
    assert_eq!(all(&inbox).await.len(), 10);
}

async fn of_many_at_once_each_gets_the_own_receipt_be_it_new_the_same_held_or_of_another_day(url: String) {
    let inbox = opened(&url).await;
    let held = inbox.store(&hasty("held", DAY)).await.unwrap();
    let old = inbox.store(&message_of("old", 0)).await.unwrap();
    let of_today = inbox.store(&message_of("of today", DAY)).await.unwrap();
    let new = (0..20).map(|number| message_of(&format!("new {number}"), DAY + 9));
    let again = (0..20).map(|number| hasty(&format!("new {number}"), DAY + 9));
    let known = ["held", "old", "of today", "held", "old", "of today"].map(|text| message_of(text, DAY + 9));
    let first_hasty = [hasty("first as a machine", DAY + 9), message_of("first as a machine", DAY + 9)];
    let messages: Vec<NewMessage> = new.chain(again).chain(known).chain(first_hasty).collect();
    let receipts = join_all(messages.iter().map(|message| inbox.store(message))).await;
    let stored = all(&inbox).await;
    assert_eq!(stored.len(), 3 + 20 + 1 + 1, "those from before, the new ones, the old text anew, the hasty one");
    for (message, receipt) in messages.iter().zip(receipts) {
        let (text, receipt) = (message.submission.body.as_str(), receipt.unwrap());
        let row = stored.iter().find(|row| row.reference == receipt.reference).unwrap();
        assert_eq!((row.body.as_str(), row.received_at), (text, receipt.received_at));
        assert_eq!(row.state, State::Queued, "{text}");
        match text {
            "held" => assert_eq!(receipt, held),
            "of today" => assert_eq!(receipt, of_today),
            "old" => assert!(receipt.reference != old.reference && receipt.received_at == at(DAY + 9)),
            _ => assert_eq!(receipt.received_at, at(DAY + 9), "{text}"),
        }
    }
    let released = stored.iter().find(|row| row.body == "held").unwrap();
    let history = inbox.history(&released.id).await.unwrap();
    assert_eq!(history.iter().map(|entry| &*entry.outcome).collect::<Vec<_>>(), ["released"]);
}

async fn after_a_day_the_same_content_is_a_new_message(url: String) {
    let inbox = opened(&url).await;
    let mut references = BTreeSet::new();
    for (seconds, messages) in [(0, 1), (DAY, 2), (DAY + 1, 2), (2 * DAY - 1, 2), (2 * DAY, 3), (9 * DAY, 4)] {
        references.insert(inbox.store(&message_of("text", seconds)).await.unwrap().reference.to_string());
        assert_eq!((references.len(), all(&inbox).await.len()), (messages, messages), "after {seconds} s");
    }
}

async fn edited_content_is_a_new_message(url: String) {
    let inbox = opened(&url).await;
    let changes: [fn(&mut Submission); 8] = [
        |_| {},
        |s| s.topic = Topic::Text,
        |s| s.about = Some("background".into()),
        |s| s.name.push('!'),
        |s| s.email = "aysa@example.org".into(),
        |s| s.organisation = Some("O".into()),
        |s| s.reply_language = "ar".into(),
        |s| s.body.push('.'),
    ];
    let mut references = BTreeSet::new();
    for change in changes {
        let mut message = message_of("text", 0);
        change(&mut message.submission);
        references.insert(inbox.store(&message).await.unwrap().reference.to_string());
    }
    assert_eq!(references.len(), changes.len());
}

/// Text as strangers send it, with everything that has a meaning somewhere on the way.
fn any_text() -> impl Strategy<Value = String> {
    const SPECIAL: [&str; 26] = [
        "\0",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u{1b}[2J",
        "\u{7f}",
        "\u{85}",
        "\u{9b}",
        "\u{a0}",
        "\u{2028}",
        "\u{202e}",
        "\u{200c}",
        "\u{301}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "'",
        "\"",
        "\\",
        "%00",
        "&a=b",
        "+",
        "👨‍👩‍👧",
    ];
    let part =
        prop_oneof![any::<char>().prop_map(String::from), prop::sample::select(&SPECIAL[..]).prop_map(String::from)];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// What becomes of a text on its way through a form: one sign for a line end, none for NUL.
fn through_a_form(text: &str) -> String {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(|| {
        Some(match chars.next()? {
            '\0' => '\u{fffd}',
            '\r' => chars.next_if_eq(&'\n').unwrap_or('\n'),
            c => c,
        })
    })
    .collect()
}

async fn whatever_a_form_can_carry_comes_back_exactly(url: String) {
    let inbox = opened(&url).await;
    let mut runner = TestRunner::new(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() });
    let here = tokio::runtime::Handle::current();
    let come_back = |(name, organisation, message): (String, String, String)| {
        // A name and a message show something.
        let (name, message) = (format!("N{name}"), format!("M{message}"));
        let mut fields = letter(&message);
        fields[2].1 = &name;
        fields[4].1 = &organisation;
        let typed = Typed::parse(encoded(&fields).as_bytes()).unwrap();
        for (typed, sent) in [(&typed.name, &name), (&typed.organisation, &organisation), (&typed.body, &message)] {
            prop_assert_eq!(typed, &through_a_form(sent));
        }
        let submission = Submission::parse(&typed, "en").unwrap();
        prop_assert_eq!(&submission.body, typed.body.trim_end());
        let stored = here.block_on(async {
            let message = NewMessage { submission: submission.clone(), ..message_of("", 0) };
            let reference = inbox.store(&message).await.unwrap().reference;
            found(&inbox, &reference).await
        });
        let Message { topic, about, name, email, organisation, reply_language, body, .. } = stored;
        prop_assert_eq!(Submission { topic, about, name, email, organisation, reply_language, body }, submission);
        Ok(())
    };
    let strategy = (any_text(), any_text(), any_text());
    tokio::task::block_in_place(|| runner.run(&strategy, come_back)).unwrap();
    let longest: String = std::iter::repeat_n('𠀀', 5000).collect();
    let reference = inbox.store(&message_of(&longest, 0)).await.unwrap().reference;
    assert_eq!(found(&inbox, &reference).await.body, longest);
}

async fn threads_that_open_a_new_database_at_once_all_succeed(url: String) {
    let start = Arc::new(Barrier::new(8));
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let (url, start) = (url.clone(), Arc::clone(&start));
            std::thread::spawn(move || {
                start.wait();
                block_on(async {
                    let inbox = opened(&url).await;
                    inbox.store(&message_of(&format!("{number}"), 0)).await.unwrap();
                    inbox.close().await;
                });
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(all(&opened(&url).await).await.len(), 8);
}

async fn processes_that_open_a_new_database_at_once_all_succeed(url: String) {
    let migrate = || Command::new(BINARY).args(["migrate", "--database-url", &url]).stdout(Stdio::piped()).spawn();
    let processes: Vec<_> = (0..8).map(|_| migrate().unwrap()).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success() && output.stdout.ends_with(b": the tables are up to date\n"));
    }
}
