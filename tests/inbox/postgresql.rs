//! What is particular to PostgreSQL: a server that goes and comes, and databases with other
//! defaults than ours.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream::FuturesUnordered;
use sqlx::{AnyConnection, Connection, Executor};

use crate::inbox::accepting::fifty_who_send_the_same_at_once_have_sent_one_message;
use crate::inbox::engine::{all, block_on, message_of, new_database, opened, server, url_of};
use crate::inbox::queue::many_claimers_at_once_take_each_message_once;
use crate::support::html::{one, raw_text};
use crate::support::postgres::Postgres;
use crate::support::program::{Program, wait_until};
use crate::support::request::{ask, letter, post};

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn pages_are_served_without_the_database_and_the_form_works_as_soon_as_it_is_there() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    database.stop("fast");
    let url = url_of(&database, "messages");
    let server = Program::start(folder.path(), &[&format!("--database-url={url}"), "--contact-per-client=0"]);
    let send = || post(server.address(), "/en/contact", &letter("kept & shown again"), &[]);
    let is_refused = |why: &str| {
        assert_eq!(ask(server.address(), "GET", "/az/fight-against-terrorism", &[]).status, 200, "{why}");
        let answer = send();
        assert_eq!(answer.status, 503, "{why}");
        assert!(!answer.header("retry-after").is_empty());
        assert_eq!(raw_text(&one(&answer.html(), "textarea")), "kept & shown again", "{why}");
    };
    is_refused("nobody answers");
    database.resume();
    is_refused("there is no such database");
    database.ask("CREATE DATABASE messages");
    wait_until("the form works", || send().status == 303);
    let stored = block_on(async { all(&opened(&url).await).await });
    assert_eq!(stored.iter().map(|message| &*message.body).collect::<Vec<_>>(), ["kept & shown again"]);
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_database_that_asks_for_serializable_transactions_refuses_nobody_who_writes_at_the_same_time() {
    let server = server();
    let asking = || {
        let url = new_database(&server);
        let (_, name) = url.rsplit_once('/').unwrap();
        server.ask(&format!("ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"));
        url
    };
    block_on(many_claimers_at_once_take_each_message_once(asking()));
    block_on(fifty_who_send_the_same_at_once_have_sent_one_message(asking()));
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn messages_that_wait_for_their_turn_are_a_few_transactions_of_the_server() {
    let server = server();
    let url = new_database(&server);
    block_on(async {
        let inbox = opened(&url).await;
        let messages: Vec<_> = (0..60).map(|number| message_of(&format!("text {number}"), 0)).collect();
        let receipts = join_all(messages.iter().map(|message| inbox.store(message))).await;
        assert!(receipts.iter().all(Result::is_ok), "{receipts:?}");
        assert_eq!(all(&inbox).await.len(), 60);
        let mut observer = AnyConnection::connect(&url).await.unwrap();
        let transactions = sqlx::query_scalar::<_, i64>("SELECT count(DISTINCT xmin::text) FROM message");
        let transactions = transactions.fetch_one(&mut observer).await.unwrap();
        assert!((1..=6).contains(&transactions), "{transactions} transactions for 60 messages");
    });
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_message_whose_row_another_transaction_has_locked_keeps_no_neighbour_waiting_for_long() {
    let server = server();
    let url = new_database(&server);
    block_on(async {
        let inbox = opened(&url).await;
        let first = inbox.store(&message_of("text 5", 0)).await.unwrap();
        let mut other = AnyConnection::connect(&url).await.unwrap();
        other.execute("BEGIN; UPDATE message SET topic = topic").await.unwrap();
        let messages: Vec<_> = (0..20).map(|number| message_of(&format!("text {number}"), 1)).collect();
        let mut storing: FuturesUnordered<_> =
            messages.iter().map(|message| async { (&*message.submission.body, inbox.store(message).await) }).collect();
        // Sooner than the statement of the one that waits is ended.
        let neighbours = async {
            for _ in 0..19 {
                let (text, stored) = storing.next().await.unwrap();
                assert!(text != "text 5" && stored.is_ok(), "{text}: {stored:?}");
            }
        };
        tokio::time::timeout(Duration::from_secs(5), neighbours).await.unwrap();
        other.execute("COMMIT").await.unwrap();
        let (text, stored) = storing.next().await.unwrap();
        assert_eq!((text, stored.unwrap()), ("text 5", first));
    });
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn replicas_that_take_the_same_messages_in_another_order_give_the_same_references_and_never_block_each_other() {
    let server = server();
    let url = new_database(&server);
    block_on(async {
        let (first, second) = (opened(&url).await, opened(&url).await);
        let mut holding = AnyConnection::connect(&url).await.unwrap();
        let mut observer = AnyConnection::connect(&url).await.unwrap();
        for round in 0..3 {
            let forth: Vec<_> = (0..30).map(|number| message_of(&format!("text {round} {number}"), 0)).collect();
            let back: Vec<_> = forth.iter().rev().cloned().collect();
            // In the middle of both stands a message that neither gets past for now.
            first.store(&forth[15]).await.unwrap();
            holding.execute("BEGIN; UPDATE message SET topic = topic").await.unwrap();
            let both_wait = async {
                let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
                while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&mut observer).await.unwrap() < 2 {}
                holding.execute("COMMIT").await.unwrap();
            };
            let (forth, back, ()) = tokio::join!(
                join_all(forth.iter().map(|message| first.store(message))),
                join_all(back.iter().map(|message| second.store(message))),
                both_wait
            );
            for (one, other) in forth.into_iter().zip(back.into_iter().rev()) {
                assert_eq!(one.unwrap(), other.unwrap());
            }
        }
        let blocked = "SELECT deadlocks + xact_rollback FROM pg_stat_database WHERE datname = current_database()";
        observer.execute("SELECT pg_stat_force_next_flush()").await.unwrap();
        let blocked = sqlx::query_scalar::<_, i64>(blocked).fetch_one(&mut observer).await.unwrap();
        assert_eq!(blocked, 0, "transactions that were ended because each waited for the other");
    });
}
