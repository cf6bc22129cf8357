//! Two real PostgreSQL servers, one following the other: what was acknowledged is kept when the first dies and the second
//! is promoted, and the form comes back by itself.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::durability::cluster::exported;
use crate::durability::visitors::Visitors;
use crate::support::postgres::Postgres;
use crate::support::program::{Program, communique, wait_until};
use crate::support::request::{ask, letter, post};

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn when_the_server_that_writes_dies_the_promoted_one_has_all_that_was_acknowledged_and_is_used() {
    let (folder, first) = (tempfile::tempdir().unwrap(), Postgres::start());
    let second = first.standby();
    first.set("synchronous_standby_names", "*");
    wait_until("a commit waits for the second", || first.ask("SELECT sync_state FROM pg_stat_replication") == "sync");
    // The one that only reads stands first, and is passed over.
    let url =
        format!("postgres://postgres@{},{}/postgres?target_session_attrs=read-write", second.host(), first.host());
    let flags = ["--contact-per-client=0", "--contact-total=0", "--admin-listen=127.0.0.1:0"];
    let server = Program::start(folder.path(), &[&[&*format!("--database-url={url}")][..], &flags].concat());
    let address = [server.address()];
    let visitors = Visitors::come(&address, &address);
    visitors.write_more(20);
    let refused = visitors.seen.refused();
    first.stop("immediate");
    wait_until("senders are told", || visitors.seen.refused() > refused + 4);
    let log = server.log();
    assert!(
        log.contains(&format!("{}: it only reads", second.host())) && log.contains("refuses the connection"),
        "{log}"
    );
    assert!(log.contains("promote one that only reads"), "{log}");
    second.promote();
    visitors.write_more(20);
    let acknowledged = visitors.leave();
    assert!(server.log().contains("another PostgreSQL server is used from now on"));
    let stored: BTreeMap<String, String> = exported(folder.path(), &second.url())
        .iter()
        .map(|row| (row["message"].as_str().unwrap().to_owned(), row["reference"].as_str().unwrap().to_owned()))
        .collect();
    let lost: Vec<_> = acknowledged.iter().filter(|(text, reference)| stored.get(*text) != Some(*reference)).collect();
    assert!(lost.is_empty(), "{lost:?}");

    // One that becomes read-only under our connections is not kept.
    let send = |text: &str| post(server.address(), "/en/contact", &letter(text), &[]).status;
    second.set("default_transaction_read_only", "on");
    wait_until("it only reads", || second.ask("SHOW transaction_read_only") == "on");
    assert_eq!(send("refused"), 503);
    assert_eq!(ask(server.address(), "GET", "/en/fight-against-terrorism", &[]).status, 200);
    second.ask("ALTER SYSTEM RESET default_transaction_read_only");
    second.ask("SELECT pg_reload_conf()");
    wait_until("messages are taken again", || send("taken") == 303);

    // A commit that waits for a standby that nobody has started is told from a database that is away.
    assert_eq!(missing_standby(folder.path(), &url), None);
    second.set("synchronous_standby_names", "*");
    wait_until("commits wait", || second.ask("SHOW synchronous_standby_names") == "*");
    assert_eq!(send("waits"), 503);
    let admin = server.log().split("\"admin\":\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    let told = ask(admin, "GET", "/readyz/contact", &[]);
    assert_eq!(told.text(), "messages cannot be stored: the database did not answer in time\n");
    assert_eq!(missing_standby(folder.path(), &url).unwrap()["verdict"], "failed");
}

/// What the doctor says of a standby that a commit waits for in vain.
fn missing_standby(folder: &Path, url: &str) -> Option<Value> {
    let flags = ["doctor", "--format=json", "--public-url=http://127.0.0.1:1", &format!("--database-url={url}")];
    let report: Value = serde_json::from_slice(&communique(folder, &flags).stdout).unwrap();
    let mut findings = report["findings"].as_array().unwrap().iter();
    findings.find(|finding| finding["found"].as_str().unwrap().contains("a standby that is not there")).cloned()
}
