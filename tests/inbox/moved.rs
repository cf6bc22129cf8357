//! What is moved a second time, from afar, or from a source that is not as it should be.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use communique::contact::State;
use communique::contact::inbox::{Outcome, Transfer};
use communique::contact::stored::Event;

use crate::inbox::engine::{DAY, LEASE, at, block_on, in_state, message_of, new_database, opened, server, url};
use crate::inbox::moving::{all, command, one_of_many, refused};
use crate::support::messages::{ask, change};
use crate::support::program::{BINARY, said};
use crate::support::runtime;

#[test]
fn what_was_moved_and_has_been_mailed_or_deleted_since_is_neither_added_nor_mailed_again() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| url(&folder.path().join(name)));
    let held = block_on(async {
        let inbox = opened(&one).await;
        inbox.store(&message_of("is mailed", -2 * DAY)).await.unwrap();
        let held = in_state(&inbox, State::Held).await;
        inbox.close().await;
        held
    });
    let (from, to) = (format!("--from={one}"), format!("--database-url={two}"));
    let import = || said(folder.path(), &["inbox", "import", &from, &to]);
    assert!(import().starts_with("2 added, 0 there already\n"));
    block_on(async {
        let inbox = opened(&two).await;
        let mailed = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap();
        assert!(inbox.record_outcome(&mailed.id, "a", at(0), &Outcome::Sent, "yes").await.unwrap());
        // As with --retention-days 0.
        assert_eq!(inbox.purge_sent(at(0), at(0), 10).await.unwrap().messages, 1);
        inbox.close().await;
    });
    said(folder.path(), &["inbox", "purge", "--undelivered", held.as_str(), &to]);
    for _ in 0..2 {
        let told = import();
        assert!(told.starts_with("0 added, 0 there already, 2 deleted since they were moved\n"), "{told}");
        let sums: Vec<Vec<&str>> = told.lines().map(|line| line.split_whitespace().collect()).collect();
        assert!(sums.contains(&vec!["deleted", "0", "2"]) && sums.contains(&vec!["all", "2", "2"]), "{told}");
    }
    assert_eq!(block_on(all(&two)), []);
}

#[test]
fn a_source_in_the_form_of_an_earlier_version_or_without_tables_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let [old, empty, new] = ["old.db", "empty.db", "new.db"].map(|name| folder.path().join(name));
    block_on(async { opened(&url(&old)).await.close().await });
    change(&old, "DROP TABLE moved");
    change(&old, "DELETE FROM _sqlx_migrations WHERE version = 2");
    std::fs::write(&empty, "").unwrap();
    let to = format!("--database-url={}", url(&new));
    for (file, says) in [(&old, "communique migrate --database-url sqlite:"), (&empty, "no tables of this program")] {
        let said = refused(folder.path(), &["import", &format!("--from={}", url(file)), &to], 1);
        assert!(said.contains(says) && said.contains("--from"), "{said}");
    }
    let tables = runtime().block_on(ask(&old, "SELECT name FROM sqlite_master WHERE name = 'moved'"));
    assert!(tables.is_empty() && !new.exists());
    // As it was told.
    said(folder.path(), &["migrate", &format!("--database-url={}", url(&old))]);
    said(folder.path(), &["inbox", "import", &format!("--from={}", url(&old)), &to]);
}

#[test]
fn a_file_under_another_name_is_still_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.db", "other.db"].map(|name| folder.path().join(name));
    block_on(async { opened(&url(&one)).await.close().await });
    std::fs::hard_link(&one, &other).unwrap();
    let arguments = ["import", &format!("--from={}", url(&one)), &format!("--database-url={}", url(&other))];
    assert!(refused(folder.path(), &arguments, 2).contains("the same file"));
}

#[test]
fn a_document_comes_through_a_pipe_too_and_a_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| format!("--database-url={}", url(&folder.path().join(name))));
    block_on(async {
        let inbox = opened(one.strip_prefix("--database-url=").unwrap()).await;
        in_state(&inbox, State::Parked).await;
        inbox.close().await;
    });
    let piped = format!("'{BINARY}' inbox import <('{BINARY}' inbox export --format json '{one}') '{two}'");
    let output = Command::new("bash").args(["-c", &piped]).stdin(Stdio::null()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("1 added"), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let named = folder.path().to_str().unwrap();
    assert!(refused(folder.path(), &["import", named, &two], 1).contains(named));
}

#[test]
fn a_message_whose_history_cannot_be_read_is_named_and_the_others_are_exported() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.db");
    let (damaged, whole) = block_on(async {
        let inbox = opened(&url(&file)).await;
        let references = (in_state(&inbox, State::Parked).await, in_state(&inbox, State::Held).await);
        inbox.close().await;
        references
    });
    change(&file, "UPDATE attempt SET made_at = 9223372036854775807");
    let output = command(folder.path(), &["export", "--format=json", &format!("--database-url={}", url(&file))]);
    let (out, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(
        output.status.code() == Some(1) && said.contains("made_at") && said.contains("1 of the messages"),
        "{said}"
    );
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let references: Vec<&str> =
        document["messages"].as_array().unwrap().iter().map(|m| m["reference"].as_str().unwrap()).collect();
    assert_eq!(references, [whole.as_str()], "{damaged}");
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn messages_with_long_histories_move_to_a_database_that_is_a_tenth_of_a_second_away_and_back() {
    let (folder, database) = (tempfile::tempdir().unwrap(), server());
    let old = url(&folder.path().join("communique.db"));
    block_on(async {
        let source = Transfer::open(&old.parse().unwrap()).await.unwrap();
        let mut messages: Vec<_> = (0..60).map(one_of_many).collect();
        for message in &mut messages {
            let event = |line| Event { at: at(line), outcome: "later".into(), answer: format!("421 {line}") };
            message.history = (0..40).map(event).collect();
        }
        source.add(&messages).await.unwrap();
        source.close().await;
    });
    let far = far_away(database.host().parse().unwrap(), Duration::from_millis(50));
    let to = format!("--database-url={}", new_database(&database).replace(&database.host(), &far.to_string()));
    let told = said(folder.path(), &["inbox", "import", &format!("--from={old}"), &to]);
    assert!(told.starts_with("60 added, 0 there already\n"), "{told}");
    let export = |database: &str| said(folder.path(), &["inbox", "export", "--format=json", database]);
    assert_eq!(export(&to), export(&format!("--database-url={old}")));
}

/// A way to a server on which each byte takes some time, in either direction.
fn far_away(server: SocketAddr, delay: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for near in listener.incoming() {
            let (near, far) = (near.unwrap(), TcpStream::connect(server).unwrap());
            near.set_nodelay(true).unwrap();
            far.set_nodelay(true).unwrap();
            slowly(near.try_clone().unwrap(), far.try_clone().unwrap(), delay);
            slowly(far, near, delay);
        }
    });
    address
}

fn slowly(mut from: TcpStream, mut to: TcpStream, delay: Duration) {
    let (sender, receiver) = mpsc::channel::<(Instant, Vec<u8>)>();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 65536];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            if sender.send((Instant::now() + delay, buffer[..length].to_vec())).is_err() {
                return;
            }
        }
    });
    std::thread::spawn(move || {
        for (due, bytes) in receiver {
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                return;
            }
        }
        let _ = to.shutdown(std::net::Shutdown::Write);
    });
}
