//! The promise through a real PgBouncer, whether it hands out a connection for a session or for a transaction.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::durability::cluster::exported;
use crate::durability::visitors::Visitors;
use crate::support::citizens::assert_refused_with_the_text;
use crate::support::mails;
use crate::support::pgbouncer::PgBouncer;
use crate::support::postgres::Postgres;
use crate::support::program::{Program, communique, free_port, said, wait_until};
use crate::support::request::{ask, letter, post};
use crate::support::smtp::{Answer, Smtp};

/// What docs/OPERATING.md says of pgbouncer.ini.
fn documented_setting() -> String {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let setting = text.lines().find(|line| line.starts_with("ignore_startup_parameters"));
    setting.expect("docs/OPERATING.md says what PgBouncer needs").to_owned()
}

/// What the doctor says of the database.
fn diagnosis(folder: &Path, url: &str) -> Vec<String> {
    let flags = ["doctor", "--format=json", "--public-url=http://127.0.0.1:1", url];
    let report: Value = serde_json::from_slice(&communique(folder, &flags).stdout).unwrap();
    let of_database = |finding: &&Value| ["database", "durability", "rights"].iter().any(|&c| finding["check"] == c);
    let findings = report["findings"].as_array().unwrap().iter().filter(of_database);
    findings.map(|finding| format!("{}: {}", finding["verdict"].as_str().unwrap(), finding["found"])).collect()
}

/// All that is promised, through one in this mode with so many connections to the server, which take turns.
fn the_promise_is_kept(mode: &str, connections: usize) {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    let settings = format!("{}\ndefault_pool_size = {connections}\nserver_round_robin = 1", documented_setting());
    let mut bouncer = PgBouncer::start(&database, mode, &settings);
    let url = format!("--database-url={}", bouncer.url());
    assert!(said(folder.path(), &["migrate", &url]).ends_with(": the tables are up to date\n"));
    let sink = Smtp::start(|_| Answer::Usual);
    let smtp = format!("--smtp-url={}", sink.url());
    let flags = [
        &*url,
        &smtp,
        "--mail-from=site@example.org",
        "--mail-to=office@example.org",
        "--contact-per-client=0",
        "--contact-total=0",
        "--admin-listen=127.0.0.1:0",
    ];
    let servers = [(); 2].map(|()| Program::start(folder.path(), &flags));
    let addresses = servers.each_ref().map(Program::address);
    let visitors = Visitors::come(&addresses, &addresses);
    visitors.write_more(20);
    for _ in 0..2 {
        let refused = visitors.seen.refused();
        bouncer.kill();
        wait_until("senders are told", || visitors.seen.refused() > refused + 2);
        bouncer.resume();
        visitors.write_more(20);
    }
    // While the servers keep several connections of the pool in use.
    for _ in 0..4 {
        let found = diagnosis(folder.path(), &url);
        assert!(found.len() == 1 && found[0].starts_with("ok: "), "{found:?}");
    }
    let acknowledged = visitors.leave();
    let unsent = || database.ask("SELECT count(*) FROM message WHERE state <> 'sent'");
    // A lease is left where the connection was lost between the mail and the note of it; it runs out in ten minutes.
    database.ask("UPDATE message SET lease_until = 0 WHERE state = 'sending'");
    wait_until("everything is mailed", || unsent() == "0");
    let stored: BTreeMap<String, String> = exported(folder.path(), &bouncer.url())
        .iter()
        .map(|row| (row["message"].as_str().unwrap().to_owned(), row["reference"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(stored, acknowledged);
    let mut mailed: Vec<String> =
        sink.mails().iter().map(|mail| mails::reference(&mails::parsed(&mail.mail))).collect();
    mailed.sort();
    mailed.dedup();
    assert_eq!(mailed.len(), acknowledged.len());

    // What staff do, and the limit of a day, which all servers of a database share.
    let reference = acknowledged.values().next().unwrap();
    let shown = said(folder.path(), &["inbox", "show", reference, &url]);
    assert!(shown.contains("State: sent"), "{shown}");
    said(folder.path(), &["inbox", "purge", reference, &url]);
    assert_eq!(communique(folder.path(), &["inbox", "show", reference, &url]).status.code(), Some(1));
    let limited = Program::start(folder.path(), &[&url, "--contact-per-day=8", "--contact-per-client=0"]);
    // The same text twice would be one message.
    let sent = Cell::new(0);
    wait_until("the day is full", || {
        sent.set(sent.get() + 1);
        post(limited.address(), "/en/contact", &letter(&format!("One more, the {}th.", sent.get())), &[]).status == 429
    });

    // Whoever shares the connections finds nothing of ours in them.
    for _ in 0..connections {
        let left = "SELECT (SELECT count(*) FROM pg_prepared_statements), current_setting('statement_timeout'),
            current_setting('transaction_read_only')";
        assert_eq!(bouncer.ask(left), "0|0|off");
    }
    assert_eq!(database.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn the_promise_is_kept_through_a_pgbouncer_that_hands_out_connections_for_a_session() {
    the_promise_is_kept("session", 60);
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn the_promise_is_kept_through_a_pgbouncer_that_hands_out_connections_for_a_transaction() {
    // All share one: whatever is left behind in it meets the next.
    the_promise_is_kept("transaction", 1);
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn the_promise_is_kept_through_a_pgbouncer_whose_connections_take_turns_at_transactions() {
    // What is asked outside of a transaction meets a connection that knows nothing of the question before.
    the_promise_is_kept("transaction", 4);
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn a_pgbouncer_that_is_not_set_for_us_is_named_with_what_it_needs() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    let bouncer = PgBouncer::start(&database, "transaction", "");
    let output = communique(folder.path(), &["migrate", "--database-url", &bouncer.url()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains(&documented_setting()), "{said}");
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn a_pgbouncer_that_allows_no_transactions_is_told_in_one_line_with_what_to_set() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    let bouncer = PgBouncer::start(&database, "statement", &documented_setting());
    let url = format!("--database-url={}", bouncer.url());
    let serve = [&*url, "--listen=127.0.0.1:0", "--contact-email=office@example.org"];
    for flags in [&["migrate", &*url][..], &["inbox", "list", &url], &serve] {
        let output = communique(folder.path(), flags);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{flags:?}: {said}");
        assert!(said.contains("pool_mode in pgbouncer.ini must be session or transaction"), "{flags:?}: {said}");
    }
}

#[test]
#[ignore = "needs PostgreSQL and PgBouncer; tests/run installs them"]
fn a_pgbouncer_that_does_not_reach_postgresql_is_named_as_the_cause_everywhere_until_it_does() {
    const CAUSE: &str = "PgBouncer does not reach PostgreSQL: look at that server";
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    // PgBouncer itself asks again after 15 s.
    let bouncer = PgBouncer::start(&database, "session", &(documented_setting() + "\nserver_login_retry = 1"));
    let url = format!("--database-url={}", bouncer.url());
    let admin = format!("127.0.0.1:{}", free_port());
    let (admin_listen, address) = (format!("--admin-listen={admin}"), admin.parse().unwrap());
    let flags = [&*url, "--contact-per-client=0", "--contact-email=office@example.org"];
    let server = Program::start(folder.path(), &[&flags[..], &[&admin_listen]].concat());
    let sends = |server: &Program, text: &str| post(server.address(), "/en/contact", &letter(text), &[]);
    let before = sends(&server, "before").reference().unwrap().to_owned();
    database.stop("fast");
    // Whoever has a connection to PgBouncer waits at first: it answers nothing until it is asked for a new one.
    wait_until("the cause is known", || {
        assert_refused_with_the_text(&sends(&server, "meanwhile"), "meanwhile");
        server.log().contains(CAUSE)
    });
    let line = server.log().lines().find(|line| line.contains(CAUSE)).unwrap().to_owned();
    assert!(line.contains("a message could not be stored") && line.contains("server login has been failing"), "{line}");
    let health = ask(address, "GET", "/readyz/contact", &[]);
    assert!(health.status == 503 && health.text().contains(CAUSE), "{}", health.text());
    let metrics = ask(address, "GET", "/metrics", &[]).text();
    assert!(metrics.contains("\ncontact_storage_works 0\n"), "there is an alert");
    let found = diagnosis(folder.path(), &url);
    assert!(found.len() == 1 && found[0].starts_with("failed: ") && found[0].contains(CAUSE), "{found:?}");
    for command in ["migrate", "inbox list"] {
        let output = communique(folder.path(), &command.split(' ').chain([&*url]).collect::<Vec<_>>());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(CAUSE), "{command}: {said}");
    }
    // Pages are served meanwhile, and the start says why the form is not.
    let second = Program::start(folder.path(), &flags);
    let started = second.log();
    let line = started.lines().find(|line| line.contains("the database cannot be used")).unwrap();
    assert!(line.contains(CAUSE), "{line}");
    assert_eq!(ask(second.address(), "GET", "/en/share", &[]).status, 200);
    database.resume();
    for server in [&server, &second] {
        wait_until("messages are taken again", || sends(server, "afterwards").status == 303);
    }
    assert_eq!(ask(address, "GET", "/readyz/contact", &[]).status, 200);
    let stored = exported(folder.path(), &bouncer.url());
    assert_eq!(stored.len(), 2, "nobody was told a reference meanwhile: {stored:?}");
    assert!(stored.iter().any(|row| row["reference"] == *before));
}
