//! PostgreSQL users who may not do everything, and servers that only read: what is enough works, and what is not is said.

use std::process::Command;

use communique::causes::with_causes;
use communique::contact::State;
use communique::contact::inbox::{Checkup, OnlyReads, StorageError, check_up, open};

use crate::inbox::engine::{all, block_on, opened};
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
    for (arguments, remedy) in [
        (&["serve", "--listen=127.0.0.1:0"][..], "`communique migrate`, and then the GRANT"),
        (&["inbox", "list"], "`communique migrate`, and then the GRANT"),
        (&["migrate"], "GRANT CREATE ON SCHEMA public TO communique;"),
    ] {
        let said = refusal(&database.url_as("communique"), arguments);
        assert!(said.contains("may not make them in the schema public") && said.contains(remedy), "{said}");
    }
    for _ in 0..2 {
        assert!(said(folder.path(), &["migrate", &owner]).ends_with(": the tables are up to date\n"));
    }
    // They are there, and the user may not even look.
    let said_without = refusal(&database.url_as("communique"), &["serve", "--listen=127.0.0.1:0"]);
    assert!(said_without.contains("the user communique lacks SELECT on _sqlx_migrations"), "{said_without}");
    database.ask(&documented_grants());
    assert_eq!(database.ask("SELECT has_schema_privilege('communique', 'public', 'CREATE')"), "f");

    let server = Program::start(folder.path(), &[&url, "--contact-per-client=0"]);
    let sent = |text: &str| post(server.address(), "/en/contact", &letter(text), &[]).status;
    assert_eq!((sent("one"), sent("one"), sent("two")), (303, 303, 303));
    let messages = block_on(async { all(&opened(&database.url_as("communique")).await).await });
    assert_eq!(messages.len(), 2);
    // All that a delivery and staff do needs no more.
    block_on(async {
        use crate::inbox::engine::{DAY, LEASE, at};
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
        inbox.try_storing(at(DAY)).await.unwrap();
        assert!(inbox.shrink().await.unwrap());
        assert!(inbox.delete(&claimed.reference).await.unwrap());
        assert_eq!(inbox.count().await.unwrap().states, [(State::Queued, 1)]);
    });
    assert!(!server.log().contains("\"ERROR\""), "{}", server.log());
}

/// A database with tables and a message, and a user who may do as documented.
fn with_a_user() -> Postgres {
    let database = Postgres::start();
    let owner = database.url();
    block_on(async {
        opened(&owner).await.store(&crate::inbox::engine::message_of("text", 0)).await.unwrap();
    });
    database.ask("CREATE ROLE communique LOGIN");
    database.ask(&documented_grants());
    database
}

/// What is said at the start; nothing if the database can be used.
fn refusal_of(database: &Postgres) -> String {
    let url = database.url_as("communique").parse().unwrap();
    block_on(async { open(&url).await.err().map(|error| with_causes(&error)).unwrap_or_default() })
}

fn is_usable(database: &Postgres) -> bool {
    refusal_of(database).is_empty()
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn every_right_that_is_lacking_stops_the_start_and_the_statement_that_is_said_gives_it() {
    let database = with_a_user();
    assert!(is_usable(&database));
    let rights = |table: &str| match table {
        "_sqlx_migrations" => &["SELECT"][..],
        "moved" => &["SELECT", "INSERT"],
        _ => &["SELECT", "INSERT", "UPDATE", "DELETE"],
    };
    let tables = ["_sqlx_migrations", "message", "attempt", "probe", "moved"];
    let each = tables.iter().flat_map(|table| rights(table).iter().map(move |right| (*table, *right)));
    let mut cases: Vec<(String, String, String)> = each
        .map(|(table, right)| {
            let (revoke, grant) = (
                format!("REVOKE {right} ON {table} FROM communique"),
                format!("GRANT {right} ON {table} TO communique;"),
            );
            (revoke, format!("the user communique lacks {right} on {table}"), grant)
        })
        .collect();
    assert_eq!(cases.len(), 15);
    cases.push((
        "REVOKE INSERT, DELETE ON message FROM communique".into(),
        "the user communique lacks INSERT, DELETE on message".into(),
        "GRANT INSERT, DELETE ON message TO communique;".into(),
    ));
    cases.push((
        "REVOKE USAGE ON SCHEMA public FROM communique, public".into(),
        "the user communique may not look into the schema public".into(),
        "GRANT USAGE ON SCHEMA public TO communique;".into(),
    ));
    for elsewhere in ["", "elsewhere", "elsewhere, public"] {
        cases.push((
            format!(
                "DROP SCHEMA IF EXISTS elsewhere CASCADE; CREATE SCHEMA elsewhere CREATE TABLE message (text TEXT); \
                 GRANT ALL ON SCHEMA elsewhere TO communique; ALTER ROLE communique SET search_path = {}",
                if elsewhere.is_empty() { "''" } else { elsewhere }
            ),
            "the tables are in the schema public".into(),
            "ALTER ROLE communique SET search_path = public;".into(),
        ));
    }
    for table in tables {
        cases.push((
            format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
            format!("row level security hides rows of {table} from the user communique"),
            format!("CREATE POLICY communique ON {table} TO communique USING (true);"),
        ));
    }
    for (change, what, remedy) in cases {
        database.ask(&change);
        let refused = refusal_of(&database);
        assert!(refused.contains(&what) && refused.contains(&remedy), "{change}: {refused}");
        let found = match block_on(check_up(&database.url_as("communique").parse().unwrap())) {
            Ok(Checkup::Database(found)) => found.lacking,
            Err(StorageError::Lacking(lacking)) => lacking,
            other => panic!("{change}: {other:?}"),
        };
        assert!(found.len() == 1 && found[0].what.starts_with(&what) && found[0].remedy == remedy, "{found:?}");
        database.ask(&remedy);
        assert!(is_usable(&database), "{change}: {remedy}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn where_tables_cannot_be_made_is_said_with_the_statement_that_changes_it() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    database.ask("CREATE ROLE communique LOGIN; ALTER ROLE communique SET search_path = ''");
    let url = database.url_as("communique");
    let doctor = || match block_on(check_up(&url.parse().unwrap())) {
        Ok(Checkup::Database(found)) => found.lacking,
        other => panic!("{other:?}"),
    };
    for (change, what, remedy) in [
        ("", "leads to no schema in which tables could be made", "ALTER ROLE communique SET search_path = public;"),
        ("", "may not make them in the schema public", "GRANT CREATE ON SCHEMA public TO communique;"),
        (
            "REVOKE USAGE ON SCHEMA public FROM public",
            "leads to no schema in which tables could be made",
            "GRANT USAGE ON SCHEMA public TO communique;",
        ),
        (
            "DROP SCHEMA public",
            "leads to no schema in which tables could be made",
            "CREATE SCHEMA communique AUTHORIZATION communique; ALTER ROLE communique SET search_path = communique;",
        ),
    ] {
        database.ask(change);
        for arguments in [&["migrate"][..], &["serve", "--listen=127.0.0.1:0"]] {
            let said = refusal(&url, arguments);
            assert!(said.contains(what), "{change} {arguments:?}: {said}");
            assert!(arguments[0] == "serve" || said.contains(remedy), "{change}: {said}");
        }
        assert!(doctor().len() == 1 && doctor()[0].what.contains(what), "{change}: {:?}", doctor());
        database.ask(remedy);
    }
    said(folder.path(), &["migrate", "--database-url", &url]);
    assert!(is_usable(&database));
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn what_is_taken_away_while_the_program_runs_is_named_as_at_the_start() {
    let database = with_a_user();
    let url = database.url_as("communique");
    block_on(async {
        let inbox = opened(&url).await;
        for (number, (change, what, remedy)) in [
            ("REVOKE INSERT ON message FROM communique", "lacks INSERT", "GRANT INSERT ON message TO communique;"),
            (
                "ALTER TABLE message ENABLE ROW LEVEL SECURITY",
                "row level security hides rows of message",
                "CREATE POLICY communique ON message TO communique USING (true);",
            ),
            (
                "ALTER ROLE communique SET default_transaction_read_only = on",
                "RESET default_transaction_read_only",
                "ALTER ROLE communique RESET default_transaction_read_only",
            ),
            (
                "ALTER TABLE message RENAME TO letter",
                "`communique migrate` or a restart makes its tables",
                "ALTER TABLE letter RENAME TO message",
            ),
        ]
        .into_iter()
        .enumerate()
        {
            let anew = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'communique'";
            let message = crate::inbox::engine::message_of(&format!("text {number}"), 0);
            database.ask(change);
            database.ask(anew);
            let refused = inbox.store(&message).await.map_err(|error| with_causes(&error)).unwrap_err();
            assert!(refused.contains(what) && (number > 1 || refused.contains(remedy)), "{change}: {refused}");
            let tried = inbox.try_storing(jiff::Timestamp::now()).await.map_err(|error| with_causes(&error));
            assert_eq!(tried.unwrap_err(), refused, "{change}: nor does it look as if it would");
            if change.contains("read_only") {
                let found = check_up(&url.parse().unwrap()).await;
                let only_reads = match found {
                    Ok(Checkup::Database(found)) => found.only_reads,
                    other => panic!("{other:?}"),
                };
                assert_eq!(only_reads, Some(OnlyReads::Setting));
            }
            database.ask(remedy);
            database.ask(anew);
            inbox.store(&message).await.unwrap();
            inbox.try_storing(jiff::Timestamp::now()).await.unwrap();
        }
    });
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn what_is_enough_stops_no_start() {
    let (database, folder) = (with_a_user(), tempfile::tempdir().unwrap());
    let url = database.url_as("communique");
    // Whoever only reads may look at the messages, and do nothing else.
    database.ask(
        "CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA public TO reader; \
         GRANT SELECT ON _sqlx_migrations, message, attempt TO reader",
    );
    let reader = database.url_as("reader");
    for arguments in [&["inbox", "list"][..], &["inbox", "export"], &["inbox", "export", "--format=json"]] {
        said(folder.path(), &[arguments, &["--database-url", &reader]].concat());
    }
    let purge = refusal(&reader, &["inbox", "purge", "--retention-days=1"]);
    assert!(purge.contains("the user reader lacks INSERT, UPDATE, DELETE on message"), "{purge}");
    // Rights on every column are rights on the table, but for deleting.
    for (table, rights) in [("message", ["SELECT", "INSERT", "UPDATE"].as_slice()), ("attempt", &["SELECT"])] {
        let columns = database.ask(&format!(
            "SELECT string_agg(attname, ',') FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0"
        ));
        for right in rights {
            database.ask(&format!(
                "REVOKE {right} ON {table} FROM communique; GRANT {right} ({columns}) ON {table} TO communique"
            ));
        }
    }
    assert!(is_usable(&database));
    // A policy that hides nothing; and one that takes it back.
    database.ask("ALTER TABLE message ENABLE ROW LEVEL SECURITY; CREATE POLICY all_rows ON message USING (true)");
    assert!(is_usable(&database));
    database.ask("CREATE POLICY no_row ON message AS RESTRICTIVE USING (false)");
    assert!(refusal(&url, &["serve", "--listen=127.0.0.1:0"]).contains("hides rows of message"));
    // A second inbox in a schema of its own is made by whoever says so.
    database.ask(
        "DROP POLICY no_row ON message; CREATE SCHEMA second; GRANT ALL ON SCHEMA second TO communique; \
         ALTER ROLE communique SET search_path = second",
    );
    assert!(!is_usable(&database));
    said(folder.path(), &["migrate", "--database-url", &url]);
    assert!(is_usable(&database));
    assert!(said(folder.path(), &["inbox", "list", "--database-url", &url]).ends_with("no messages\n"));
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_database_that_a_later_version_has_changed_is_left_to_that_version() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Postgres::start());
    let url = database.url();
    said(folder.path(), &["migrate", "--database-url", &url]);
    database.ask(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (99990101, 'of a later version', true, '\\x00', 0)",
    );
    for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["migrate"]] {
        let refusal = refusal(&url, arguments);
        assert!(refusal.contains("a later version of this program, which knows of migration 99990101"), "{refusal}");
    }
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
