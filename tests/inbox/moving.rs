//! Messages that move from one inbox to another: whole, once, and counted.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use communique::contact::State;
use communique::contact::inbox::{Added, Transfer};
use communique::contact::stored::{Event, Lease, StoredMessage};
use communique::contact::{NewMessage, Reference};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use sqlx::{AnyConnection, Connection};

use crate::inbox::engine::{DAY, STATES, at, block_on, in_state, new_database, opened, server, url};
use crate::support::messages::{ask, change, new_message};
use crate::support::program::{BINARY, Program, communique, said, wait_until};
use crate::support::request::{ask as get, letter, post};
use crate::support::runtime;

pub fn command(folder: &Path, arguments: &[&str]) -> Output {
    communique(folder, &[&["inbox"], arguments].concat())
}

/// What the command says on standard error, one line, and nothing else.
pub fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = command(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(code), 1), "{arguments:?}: {said}");
    said
}

/// A database with a message in every state, and one of which only the receipt is left.
async fn every_kind(url: &str) -> Vec<Reference> {
    let inbox = opened(url).await;
    let mut references = Vec::new();
    for state in STATES {
        references.push(in_state(&inbox, state).await);
        if state == State::Sent {
            assert_eq!(inbox.purge_sent(at(1), at(10), 10).await.unwrap().messages, 1);
        }
    }
    references.push(inbox.store(&new_message("sent and kept", at(-2 * DAY))).await.unwrap().reference);
    references.push(
        inbox
            .store(&NewMessage { page_language: "ar".into(), ..new_message("\u{1}\u{202e}“\\", at(5)) })
            .await
            .unwrap()
            .reference,
    );
    inbox.close().await;
    references
}

pub async fn all(url: &str) -> Vec<StoredMessage> {
    let transfer = Transfer::open(&url.parse().unwrap()).await.unwrap();
    let (mut messages, mut after) = (Vec::new(), None);
    loop {
        let page = transfer.read(None, after.as_deref(), 200).await.unwrap();
        assert!(page.damaged.is_empty(), "{:?}", page.damaged);
        messages.extend(page.messages);
        after = page.last;
        if after.is_none() {
            break;
        }
    }
    transfer.close().await;
    messages
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_i64).prop_map(|seconds| Timestamp::from_second(seconds).unwrap())
}

/// Any message that an inbox can have stored.
fn any_stored() -> impl Strategy<Value = StoredMessage> {
    let line = "[^\0\n\r\t\u{b}\u{c}\u{85}\u{2028}\u{2029}]{0,20}";
    let tag = prop::sample::select(vec!["en", "ar", "zh-Hant", "en-XA", "sr-Latn-RS"]).prop_map(str::to_owned);
    let texts = (vec(line, 3), vec(tag, 2), "[^\0]{0,20}");
    let optional = (option::of("[^\0]{0,9}"), option::of(line), option::of("[a-f0-9]{64}"));
    let texts = (texts, optional);
    let event = (moment(), "sent|later|parked", "[^\0]{0,20}");
    let figures = (any::<[u8; 16]>(), moment(), 0..5_usize, any::<u32>(), any::<u32>(), any::<(bool, bool)>());
    (texts, figures, (option::of(moment()), moment()), vec(event, 0..4)).prop_map(|(texts, figures, times, history)| {
        let ((lines, tags, message), (passage, organisation, submit_key)) = texts;
        let (id, received_at, state, attempts, refusals, flags) = figures;
        let ([name, email, consent], [reply_language, page_language]) =
            (lines.try_into().unwrap(), tags.try_into().unwrap());
        let state = State::ALL[state];
        let is = |other: State| state == other;
        let mut stored = StoredMessage {
            reference: Reference::random().unwrap().to_string(),
            received_at,
            state: state.as_str().into(),
            topic: "other".into(),
            passage,
            name,
            email,
            organisation,
            reply_language,
            message,
            page_language,
            consent,
            suspicions: if is(State::Held) { vec!["links".into(), "trap".into()] } else { vec![] },
            attempts,
            refusals,
            next_attempt_at: times.0.filter(|at| is(State::Queued) && at.as_second() > 0),
            maybe_duplicate: flags.0,
            sent_at: is(State::Sent).then_some(times.1),
            id: uuid::Builder::from_bytes(id).with_version(uuid::Version::SortRand).into_uuid().to_string(),
            submit_key,
            lease: is(State::Sending).then(|| Lease { owner: "a".into(), until: times.1 }),
            erased: is(State::Sent) && flags.1,
            history: history.into_iter().map(|(at, outcome, answer)| Event { at, outcome, answer }).collect(),
        };
        // In its order, as an inbox keeps it.
        stored.history.sort_by_key(|event| event.at);
        if stored.erased {
            stored.topic.clear();
            for text in [&mut stored.name, &mut stored.email, &mut stored.message, &mut stored.consent] {
                text.clear();
            }
        }
        stored
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_an_inbox_holds_is_the_same_in_another_and_is_added_once(messages in vec(any_stored(), 1..12)) {
        prop_assert!(messages.iter().all(|message| message.flaw().is_none()), "{messages:?}");
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let place = |name: &str| url(&folder.path().join(name));
        runtime().block_on(async {
            let one = Transfer::open(&place("one").parse().unwrap()).await.unwrap();
            one.add(&messages).await.unwrap();
            let first = one.read(None, None, 100).await.unwrap().messages;
            let json = serde_json::to_string(&first).unwrap();
            let read: Vec<StoredMessage> = serde_json::from_str(&json).unwrap();
            let two = Transfer::open(&place("two").parse().unwrap()).await.unwrap();
            let added = two.add(&read).await.unwrap();
            assert!(added.iter().all(|added| *added == Added::New), "{added:?}");
            assert_eq!(two.read(None, None, 100).await.unwrap().messages, first);
            let again = two.add(&read).await.unwrap();
            assert!(again.iter().all(|added| *added == Added::There), "{again:?}");
            let mut expected = messages.clone();
            expected.sort_by(|one, other| one.id.cmp(&other.id));
            assert_eq!(first, expected);
        });
    }
}

#[test]
fn an_export_is_imported_whole_and_exported_again_is_the_same_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two, three] =
        ["one.db", "two.db", "three.db"].map(|name| format!("--database-url={}", url(&folder.path().join(name))));
    let references = block_on(every_kind(one.strip_prefix("--database-url=").unwrap()));
    let exported = said(folder.path(), &["inbox", "export", "--format=json", &one]);
    assert!(references.iter().all(|reference| exported.contains(reference.as_str())), "{exported}");
    let file = folder.path().join("messages.json");
    std::fs::write(&file, &exported).unwrap();
    let import = |database: &str| said(folder.path(), &["inbox", "import", file.to_str().unwrap(), database]);
    assert!(import(&two).starts_with("7 added, 0 there already\nstate"), "{}", import(&two));
    assert!(import(&two).starts_with("0 added, 7 there already\n"));
    assert_eq!(said(folder.path(), &["inbox", "export", "--format=json", &two]), exported);
    // From standard input, and as another program would write it.
    let messages = block_on(all(one.strip_prefix("--database-url=").unwrap()));
    let messages = serde_json::to_string_pretty(&messages).unwrap();
    let pretty = format!("{{\n\"version\" : 1,\r\n\"messages\" :\t{messages} }}");
    std::fs::write(&file, pretty).unwrap();
    let mut child = Command::new(BINARY);
    child.args(["inbox", "import", "-", &three]).stdin(std::fs::File::open(&file).unwrap());
    let output = child.output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{table}{}", String::from_utf8_lossy(&output.stderr));
    let sum: Vec<&str> = table.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(sum, ["all", "7", "7"]);
    assert_eq!(said(folder.path(), &["inbox", "export", "--format=json", &three]), exported);
}

#[test]
fn a_document_that_is_not_whole_adds_nothing_and_the_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let one = format!("--database-url={}", url(&folder.path().join("one.db")));
    block_on(every_kind(one.strip_prefix("--database-url=").unwrap()));
    let whole = said(folder.path(), &["inbox", "export", "--format=json", &one]);
    let file = folder.path().join("messages.json");
    let target = folder.path().join("target.db");
    let target_url = format!("--database-url={}", url(&target));
    let last = whole.lines().rev().nth(1).unwrap();
    let changed = |from: &str, to: &str| whole.replacen(last, &last.replacen(from, to, 1), 1);
    for (text, says) in [
        (String::new(), "line 1"),
        ("[]".into(), "what `communique inbox export --format json` writes"),
        ("{}".into(), "does not begin with its version"),
        ("{\"version\":2,\"messages\":[]}".into(), "has version 2, and this program reads 1"),
        (whole.replacen("\"messages\"", "\"letters\"", 1), "after the version come the messages"),
        (whole[..whole.len() - 20].into(), "line 8"),
        (format!("{whole}x"), "line 10"),
        (whole.replace("\n]}", "],\"more\":1}"), "nothing more is known"),
        (changed("\"attempts\":0", "\"attempts\":\"0\""), "line 8"),
        (changed("\"attempts\":0", "\"attempts\":-1"), "line 8"),
        (changed("\"attempts\":0,", ""), "missing field `attempts`"),
        (changed("\"attempts\":0", "\"attempts\":0,\"secret\":1"), "unknown field `secret`"),
        (changed("\"state\":\"queued\"", "\"state\":\"lost\""), "message 7: its state is none that there is"),
        // Behind a time; a reference may end with the letter, too.
        (changed("Z\",\"state\"", "\",\"state\""), "line 8"),
        (changed("\"message\":\"", "\"message\":\"\\u0000"), "message 7: a text is too long, or holds a NUL"),
        ("[".repeat(100_000), "line 1"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let said = refused(folder.path(), &["import", file.to_str().unwrap(), &target_url], 1);
        assert!(said.contains(says) && said.contains("messages.json: "), "{says}: {said}");
        assert!(!target.exists(), "{says}");
    }
    std::fs::write(&file, [&whole.as_bytes()[..whole.len() - 30], b"\xff\xfe"].concat()).unwrap();
    assert!(refused(folder.path(), &["import", file.to_str().unwrap(), &target_url], 1).contains("line 8"));
    assert_eq!(command(folder.path(), &["import", &target_url]).status.code(), Some(2));
    let postgres = refused(folder.path(), &["import", "--from=postgres://u@a/b", &target_url], 2);
    assert!(postgres.contains("--from") && postgres.contains("sqlite:FILE"), "{postgres}");
    let itself = format!("--from={}", one.strip_prefix("--database-url=").unwrap());
    assert!(refused(folder.path(), &["import", &itself, &one], 2).contains("the same file"));
    assert!(
        refused(folder.path(), &["import", "--from=sqlite:/nowhere/x.db", &one], 1).contains("there is no database")
    );
}

#[test]
fn a_message_that_is_there_with_another_text_stays_and_is_named_and_the_others_are_added() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| folder.path().join(name));
    let references = block_on(every_kind(&url(&one)));
    let (from, to) = (format!("--from={}", url(&one)), format!("--database-url={}", url(&two)));
    assert!(said(folder.path(), &["inbox", "import", &from, &to]).starts_with("7 added"));
    let (changed, lost, taken) = (&references[5], &references[4], &references[3]);
    change(&two, &format!("UPDATE message SET body = 'another' WHERE reference = '{changed}'"));
    change(&two, &format!("DELETE FROM message WHERE reference = '{lost}'"));
    // Its reference is another message’s by now.
    change(
        &two,
        &format!("UPDATE message SET id = '0190163d-8694-739b-aea5-966c26f8ad91' WHERE reference = '{taken}'"),
    );
    // What became of one is no conflict.
    change(&two, &format!("UPDATE message SET state = 'parked' WHERE reference = '{}'", references[6]));
    let output = command(folder.path(), &["import", &from, &to]);
    let (out, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(
        output.status.code() == Some(1)
            && out.starts_with("0 added, 4 there already, 1 deleted since they were moved\n"),
        "{out}"
    );
    assert!(said.contains("2 not added") && said.contains(changed.as_str()) && said.contains(taken.as_str()), "{said}");
    assert!(!said.contains(lost.as_str()), "{said}");
    let body = runtime().block_on(ask(&two, &format!("SELECT body FROM message WHERE reference = '{changed}'")));
    assert_eq!(body, [("another".to_owned(),)]);
}

#[test]
fn the_same_text_that_has_come_to_both_keeps_both_receipts() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| url(&folder.path().join(name)));
    let store = async |url: &str| {
        let inbox = opened(url).await;
        let receipt = inbox.store(&new_message("the same", at(0))).await.unwrap();
        inbox.close().await;
        receipt.reference
    };
    let (first, second) = block_on(async { (store(&one).await, store(&two).await) });
    for added in ["1 added", "0 added"] {
        let told =
            said(folder.path(), &["inbox", "import", &format!("--from={one}"), &format!("--database-url={two}")]);
        assert!(told.starts_with(added), "{told}");
    }
    let kept = block_on(all(&two));
    assert!([first, second].iter().all(|reference| kept.iter().any(|m| m.reference == reference.as_str())), "{kept:?}");
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn an_inbox_moves_from_sqlite_into_a_postgresql_that_a_server_uses_already() {
    let (folder, database) = (tempfile::tempdir().unwrap(), server());
    let old = url(&folder.path().join("communique.db"));
    let references = block_on(every_kind(&old));
    let new = new_database(&database);
    let (from, to) = (format!("--from={old}"), format!("--database-url={new}"));
    // What the messages of the test are older than would be deleted.
    let flags = ["--contact-per-client=0", "--contact-total=0", "--contact-per-day=0", "--retention-days=36500"];

    // While a server has the file open it is refused, and says which process that is.
    let mut on_file = Program::start(folder.path(), &flags);
    let said_of_use = refused(folder.path(), &["import", &from, &to], 1);
    assert!(said_of_use.contains(&format!("process {} has", on_file.process.0.id())), "{said_of_use}");
    let last = post(on_file.address(), "/en/contact", &letter("the last on the file"), &[]);
    on_file.process.signal("TERM");
    assert_eq!(on_file.process.end().1, Some(0));

    // Many more, so that it can be killed in the middle.
    let file = folder.path().join("communique.db");
    let many: Vec<StoredMessage> = (0..2000).map(one_of_many).collect();
    block_on(async {
        let source = Transfer::open(&old.parse().unwrap()).await.unwrap();
        for some in many.chunks(500) {
            assert!(source.add(some).await.unwrap().iter().all(|added| *added == Added::New));
        }
        source.close().await;
    });
    let on_server = Program::start(folder.path(), &[&[&*to][..], &flags].concat());
    let early = post(on_server.address(), "/en/contact", &letter("the first on the server"), &[]);
    assert_eq!((last.status, early.status), (303, 303));
    // It stops at the thousandth, for it to be killed in the middle.
    run(
        &new,
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN IF NEW.body = 'one of many: 1000' THEN PERFORM pg_sleep(60); END IF; RETURN NEW; END $$; \
         CREATE TRIGGER stop BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION stop()",
    );
    let mut moving = Command::new(BINARY);
    moving.args(["inbox", "import", &from, &to]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut moving = moving.spawn().unwrap();
    let sleeping = format!(
        "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '{}'",
        new.rsplit('/').next().unwrap()
    );
    let sleeping = |what: &str| database.ask(&format!("SELECT {what} {sleeping}"));
    wait_until("it has stopped", || sleeping("count(*)") == "1");
    moving.kill().unwrap();
    moving.wait().unwrap();
    sleeping("pg_terminate_backend(pid)");
    wait_until("its transaction has ended", || sleeping("count(*)") == "0");
    run(&new, "DROP TRIGGER stop ON message");
    let count = || block_on(async { Transfer::open(&new.parse().unwrap()).await.unwrap().count().await.unwrap() });
    let before = count();
    assert_eq!(before, 1001, "those of before, and the one that came meanwhile");
    let told = said(folder.path(), &["inbox", "import", &from, &to]);
    let sum: Vec<&str> = told.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(sum, ["all", "2008", "2008"], "{told}");
    assert!(told.starts_with(&format!("{} added, {} there already\n", 2009 - before, before - 1)), "{told}");
    assert_eq!(count(), 2009, "with the one that came meanwhile");

    // Whoever has a receipt from before can look at it, and all is as it was.
    for receipt in references.iter().map(|reference| format!("/en/contact/received/{reference}")) {
        assert_eq!(get(on_server.address(), "GET", &receipt, &[]).status, 200, "{receipt}");
    }
    assert_eq!(get(on_server.address(), "GET", last.header("location"), &[]).status, 200);
    let (old, new) = block_on(async { (all(&old).await, all(&new).await) });
    let early = early.reference().unwrap();
    let moved: Vec<StoredMessage> = new.into_iter().filter(|message| message.reference != early).collect();
    assert_eq!(moved, old);
    assert!(file.exists());
}

fn run(url: &str, statements: &'static str) {
    runtime().block_on(async {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(url).await.unwrap();
        sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A parked message, so that nobody mails it.
pub fn one_of_many(number: i64) -> StoredMessage {
    let id = uuid::Builder::from_unix_timestamp_millis(u64::try_from(number).unwrap(), &[7; 10]).into_uuid();
    StoredMessage {
        reference: Reference::random().unwrap().to_string(),
        received_at: at(number),
        state: State::Parked.as_str().into(),
        topic: "other".into(),
        passage: None,
        name: "A".into(),
        email: "a@example.org".into(),
        organisation: None,
        reply_language: "en".into(),
        message: format!("one of many: {number}"),
        page_language: "en".into(),
        consent: "2026-01-01".into(),
        suspicions: vec![],
        attempts: 1,
        refusals: 3,
        next_attempt_at: None,
        maybe_duplicate: false,
        sent_at: None,
        id: id.to_string(),
        submit_key: None,
        lease: None,
        erased: false,
        history: vec![],
    }
}
