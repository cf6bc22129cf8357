//! PostgreSQL users who may not do everything, and servers that only read: what is enough works, and what is not is said.

use std::process::Command;

use communique::contact::State;

use crate::engine::{all, block_on, opened};
use crate::support::postgres::Postgres;
use crate::support::program::{BINARY, Program, communique, said, wait_until};
use crate::support::request::{ask, letter, post};

/// The statements of docs/OPERATING.md that give a user the rights on data.
fn documented_grants() -> String {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let grants: Vec<&str> = text.lines().filter(|line| line.starts_with("GRANT ")).collect();
    assert_eq!(grants.len(), 3);
    grants.join("\n")
}

/// What is said of a database with which the program does not start: one line.
fn refusal(url: &str, arguments: &[&str]) -> String {
    let output = Command::new(BINARY).args(arguments).arg(format!("--database-url={url}")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{arguments:?}: {said}");
    said
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn rights_on_data_are_enough_once_the_owner_has_made_the_tables() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    database.ask("CREATE ROLE communique LOGIN");
    let (owner, url) = (database.url(), database.url_as("communique"));
    let [owner, url] = [&owner, &url].map(|url| format!("--database-url={url}"));
    // There are no tables, and the user cannot make them; it is said at the start, with the cause.
    for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"], &["migrate"]] {
        let said = refusal(&database.url_as("communique"), arguments);
        assert!(
            said.contains("`communique migrate`") && said.contains("permission denied for schema public"),
            "{said}"
        );
    }
    for _ in 0..2 {
        assert!(said(folder.path(), &["migrate", &owner]).ends_with(": the tables are up to date\n"));
    }
    // They are there, and the user may not even look.
    let said_without = refusal(&database.url_as("communique"), &["serve", "--listen=127.0.0.1:0"]);
    assert!(said_without.contains("permission denied for table _sqlx_migrations"), "{said_without}");
    database.ask(&documented_grants());
    assert_eq!(database.ask("SELECT has_schema_privilege('communique', 'public', 'CREATE')"), "f");

    let server = Program::start(folder.path(), &[&url, "--contact-per-client=0"]);
    let sent = |text: &str| post(server.address(), "/en/contact", &letter(text), &[]).status;
    assert_eq!((sent("one"), sent("one"), sent("two")), (303, 303, 303));
    let messages = block_on(async { all(&opened(&database.url_as("communique")).await).await });
    assert_eq!(messages.len(), 2);
    // All that a delivery and staff do needs no more.
    block_on(async {
        use crate::engine::{DAY, LEASE, at};
        use communique::contact::inbox::{Outcome, StaffAction};
        let inbox = opened(&database.url_as("communique")).await;
        let late = jiff::Timestamp::now();
        let claimed = inbox.claim("a", late, LEASE).await.unwrap().unwrap();
        assert!(inbox.record_outcome(&claimed.id, "a", late, &Outcome::Parked, "no").await.unwrap());
        assert!(inbox.requeue(&claimed.reference, StaffAction::Retry, late).await.unwrap());
        let claimed = inbox.claim("a", late, LEASE).await.unwrap().unwrap();
        assert!(inbox.record_outcome(&claimed.id, "a", late, &Outcome::Sent, "yes").await.unwrap());
        inbox.purge_sent(late, late, 10).await.unwrap();
        inbox.probe(at(DAY)).await.unwrap();
        assert!(inbox.shrink().await.unwrap());
        assert!(inbox.delete(&claimed.reference).await.unwrap());
        assert_eq!(inbox.count().await.unwrap().states, [(State::Queued, 1)]);
    });
    assert!(!server.log().contains("\"ERROR\""), "{}", server.log());
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_standby_shows_what_there_is_and_is_named_as_what_keeps_messages_from_being_taken() {
    let (folder, primary) = (tempfile::tempdir().unwrap(), Postgres::start());
    let on_primary = Program::start(folder.path(), &[&format!("--database-url={}", primary.url())]);
    let answer = post(on_primary.address(), "/en/contact", &letter("before"), &[]);
    let receipt = answer.header("location").to_owned();
    let standby = primary.standby();
    wait_until("it follows", || standby.ask("SELECT count(*) FROM message") == "1");
    let server = Program::start(
        folder.path(),
        &[&format!("--database-url={}", standby.url()), "--contact-per-client=0", "--admin-listen=127.0.0.1:0"],
    );
    let send = || post(server.address(), "/en/contact", &letter("after"), &[]).status;
    assert_eq!(send(), 503);
    let log = server.log();
    assert!(log.contains("only reads, as a standby does") && !log.contains("does not answer"), "{log}");
    assert_eq!(ask(server.address(), "GET", &receipt, &[]).status, 200);
    let listed = communique(folder.path(), &["inbox", "list", "--database-url", &standby.url()]);
    assert!(String::from_utf8(listed.stdout).unwrap().ends_with("1 queued\n"));
    primary.stop("immediate");
    standby.promote();
    wait_until("it takes messages", || send() == 303);
    assert_eq!(standby.ask("SELECT count(*) FROM message"), "2");
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_standby_without_tables_is_named_too() {
    let (folder, primary) = (tempfile::tempdir().unwrap(), Postgres::start());
    let standby = primary.standby();
    let server = Program::start(folder.path(), &[&format!("--database-url={}", standby.url())]);
    assert_eq!(post(server.address(), "/en/contact", &letter("text"), &[]).status, 503);
    assert!(server.log().contains("only reads, as a standby does"), "{}", server.log());
}
