//! What is particular to PostgreSQL: a server that goes and comes, and databases with other
//! defaults than ours.

use crate::accepting::fifty_who_send_the_same_at_once_have_sent_one_message;
use crate::engine::{all, block_on, new_database, opened, server, url_of};
use crate::queue::many_claimers_at_once_take_each_message_once;
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
