//! A file of SQLite that is damaged takes nothing and says so: no reference leads nowhere.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use communique::contact::inbox::{Inbox, Outcome, StorageError, Transfer};

use crate::inbox::engine::{DAY, LEASE, all, at, at_once, block_on, message_of, opened, url};
use crate::support::html::{one, raw_text};
use crate::support::messages::{ask as ask_file, change};
use crate::support::program::{Program, communique, database, wait_until};
use crate::support::request::{ask, letter, post};

/// Long enough for pages of its own.
fn text(number: usize) -> String {
    format!("Message {number} ").repeat(60)
}

async fn store(inbox: &Arc<dyn Inbox>, numbers: std::ops::Range<usize>) {
    for number in numbers {
        inbox.store(&message_of(&text(number), 0)).await.unwrap();
    }
}

/// An old backup with the journal of the database beside it that it was to replace.
fn with_the_journal_of_another(folder: &Path) -> PathBuf {
    let (file, copy) = (folder.join("server.db"), folder.join("old.db"));
    block_on(async {
        let inbox = opened(&url(&file)).await;
        store(&inbox, 0..60).await;
        inbox.shrink().await.unwrap();
        fs::copy(&file, &copy).unwrap();
        store(&inbox, 60..260).await;
        inbox.shrink().await.unwrap();
        store(&inbox, 260..360).await;
        // As after a kill: closed in order, the journal would be gone.
        fs::copy(file.with_extension("db-wal"), folder.join("communique.db-wal")).unwrap();
    });
    fs::rename(&copy, database(folder)).unwrap();
    database(folder)
}

const PAGE: u64 = 4096;

/// Overwrites pages of a file.
fn overwrite(file: &Path, pages: std::ops::Range<u64>) {
    let opened = fs::OpenOptions::new().write(true).open(file).unwrap();
    pages.for_each(|page| opened.write_all_at(&[0x5a; PAGE as usize], page * PAGE).unwrap());
}

fn pages(file: &Path) -> u64 {
    fs::metadata(file).unwrap().len() / PAGE
}

fn with_overwritten_pages(folder: &Path) -> PathBuf {
    let file = database(folder);
    block_on(async {
        let inbox = opened(&url(&file)).await;
        store(&inbox, 0..60).await;
        inbox.close().await;
    });
    overwrite(&file, 2..pages(&file));
    file
}

/// The first page of an index.
fn page_of(file: &Path, index: &str) -> u64 {
    let query =
        format!("SELECT CAST(rootpage AS TEXT) FROM sqlite_master WHERE name = 'sqlite_autoindex_message_{index}'");
    block_on(ask_file(file, &query))[0].0.parse::<u64>().unwrap() - 1
}

/// Each page is whole; that of the ids is the page of the references.
fn with_an_index_of_another_column(folder: &Path) -> PathBuf {
    let file = database(folder);
    block_on(async {
        let inbox = opened(&url(&file)).await;
        store(&inbox, 0..20).await;
        inbox.close().await;
    });
    let (ids, references) = (page_of(&file, "1"), page_of(&file, "2"));
    let opened = fs::OpenOptions::new().read(true).write(true).open(&file).unwrap();
    let mut page = [0; PAGE as usize];
    opened.read_exact_at(&mut page, references * PAGE).unwrap();
    opened.write_all_at(&page, ids * PAGE).unwrap();
    file
}

#[test]
fn a_damaged_file_takes_nothing_shows_no_figures_and_leaves_the_pages_alone() {
    for damaged in [with_the_journal_of_another, with_overwritten_pages, with_an_index_of_another_column] {
        let folder = tempfile::tempdir().unwrap();
        let file = damaged(folder.path());
        let server = Program::start(folder.path(), &["--admin-listen=127.0.0.1:0", "--contact-per-client=0"]);
        let admin = server.log().split("\"admin\":\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        for number in 0..3 {
            let answer = post(server.address(), "/en/contact", &letter(&format!("Letter {number}")), &[]);
            assert_eq!(answer.status, 503);
            assert_eq!(raw_text(&one(&answer.html(), "textarea")), format!("Letter {number}"));
        }
        assert_eq!(ask(server.address(), "GET", "/en/fight-against-terrorism", &[]).status, 200);
        assert_eq!(ask(admin, "GET", "/readyz", &[]).status, 200);
        assert_eq!(ask(admin, "GET", "/readyz/contact", &[]).status, 503);
        let metrics = ask(admin, "GET", "/metrics", &[]).text();
        assert!(metrics.lines().any(|line| line == "contact_storage_works 0"), "{metrics}");
        for unknown in ["contact_messages{", "contact_oldest_waiting_seconds"] {
            assert!(!metrics.contains(unknown), "{metrics}");
        }
        assert!(server.log().contains("\"cause\":") && server.log().contains("the database is damaged"));
        for command in [&["inbox", "list"][..], &["inbox", "export"]] {
            let output = communique(folder.path(), command);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("the database file is damaged (") && said.contains("communique restore"), "{said}");
        }
        let refused = communique(folder.path(), &["backup", folder.path().join("backup.db").to_str().unwrap()]);
        assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("is damaged: "));
        assert!(file.exists());
    }
}

#[test]
fn once_damage_shows_nothing_more_is_stored_even_where_that_would_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    block_on(async {
        let inbox = opened(&url(&file)).await;
        store(&inbox, 0..200).await;
        assert!(inbox.shrink().await.unwrap());
        // A page of old messages: a new one does not touch it, and whoever counts does.
        overwrite(&file, pages(&file) / 2..pages(&file) / 2 + 1);
        // A connection may have it in memory; several do not.
        at_once(16, |_| {
            let inbox = Arc::clone(&inbox);
            async move { inbox.count().await.is_err() }
        })
        .await;
        let refused = inbox.store(&message_of("new", 0)).await;
        assert!(matches!(refused, Err(StorageError::Corrupt { .. })), "{refused:?}");
        for again in [
            inbox.probe(at(0)).await.map(drop),
            inbox.count().await.map(drop),
            inbox.claim("b", at(DAY), LEASE).await.map(drop),
        ] {
            assert!(matches!(again, Err(StorageError::Corrupt { .. })), "{again:?}");
        }
    });
}

/// What a column may hold that is no text of UTF-8, nor a number.
const VALUES: [&str; 2] = ["CAST(x'6869ff' AS TEXT)", "x'6869ff'"];

#[test]
fn whatever_bytes_a_column_holds_the_message_is_named_and_the_others_are_mailed_and_listed() {
    // Those that are read where a message is mailed, and those that are only exported.
    let mailed = [
        "id",
        "reference",
        "received_at",
        "page_language",
        "topic",
        "about",
        "name",
        "email",
        "organisation",
        "reply_language",
        "body",
        "consent",
        "suspicions",
        "refusals",
        "next_attempt_at",
        "maybe_duplicate",
        "sent_at",
    ];
    let exported = ["submit_key", "erased"];
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    let damages = || mailed.iter().chain(&exported).flat_map(|column| VALUES.map(|value| (*column, value)));
    let inbox = block_on(async {
        let inbox = opened(&url(&file)).await;
        store(&inbox, 0..damages().count() + 2).await;
        inbox
    });
    let messages = block_on(all(&inbox));
    for ((column, value), message) in damages().zip(&messages) {
        change(&file, &format!("UPDATE message SET {column} = {value} WHERE reference = '{}'", message.reference));
    }
    let named = |errors: Vec<StorageError>| {
        let mut columns: Vec<&str> = errors
            .iter()
            .map(|error| match error {
                StorageError::NotUtf8 { row, column, byte: 3 }
                    if row.starts_with("the row of table message with id ") =>
                {
                    *column
                }
                other => panic!("{other:?}"),
            })
            .collect();
        columns.sort_unstable();
        columns
    };
    let expected = |columns: &[&'static str]| {
        let mut columns: Vec<&str> = columns.iter().flat_map(|column| [*column; VALUES.len()]).collect();
        columns.sort_unstable();
        columns
    };
    block_on(async {
        let listing = inbox.list(None, None, 1000).await.unwrap();
        // Of one that seems to be erased nothing is listed.
        assert_eq!(listing.messages.len(), VALUES.len() + 2, "those that are whole, and those whose key is damaged");
        assert_eq!(named(listing.damaged), expected(&mailed));
        let transfer = Transfer::open(&url(&file).parse().unwrap()).await.unwrap();
        let page = transfer.read(None, None, 1000).await.unwrap();
        transfer.close().await;
        assert_eq!(page.messages.len(), 2);
        assert_eq!(named(page.damaged), expected(&[&mailed[..], &exported].concat()));
        let (mut claimed, mut damaged) = (0, Vec::new());
        loop {
            match inbox.claim("a", at(DAY), LEASE).await {
                Ok(None) => break,
                Ok(Some(_)) => claimed += 1,
                Err(error) => damaged.push(error),
            }
        }
        assert_eq!(claimed, VALUES.len() * exported.len() + 2);
        assert_eq!(named(damaged), expected(&mailed));
    });
}

#[test]
fn a_line_of_a_history_that_is_no_text_is_named_by_its_message() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    let inbox = block_on(opened(&url(&file)));
    let id = block_on(async {
        store(&inbox, 0..2).await;
        let id = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().id;
        assert!(inbox.record_outcome(&id, "a", at(0), &Outcome::Sent, "250").await.unwrap());
        id
    });
    change(&file, "UPDATE attempt SET answer = CAST(x'ff' AS TEXT)");
    block_on(async {
        let says = format!(
            "a row of table attempt with message_id {id} is damaged: its answer is not UTF-8 at byte 1; correct it with SQL"
        );
        assert_eq!(inbox.history(&id).await.unwrap_err().to_string(), says);
        let transfer = Transfer::open(&url(&file).parse().unwrap()).await.unwrap();
        let page = transfer.read(None, None, 1000).await.unwrap();
        transfer.close().await;
        assert_eq!((page.messages.len(), page.damaged[0].to_string()), (1, says));
    });
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    block_on(async {
        use sqlx::Connection;
        let mut other = sqlx::SqliteConnection::connect(&format!("{}?mode=rwc", url(&file))).await.unwrap();
        sqlx::raw_sql("CREATE TABLE invoices (x); INSERT INTO invoices VALUES (1)").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
    });
    let before = fs::read(&file).unwrap();
    let output = communique(folder.path(), &["inbox", "list", "--database-url", &url(&file)]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("it is the database of another program"), "{said}");
    let pages = |bytes: &[u8]| bytes.windows(7).filter(|window| window == b"message").count();
    assert_eq!(pages(&fs::read(&file).unwrap()), pages(&before), "no table was made in it");
    wait_until("it is still there", || file.exists());
    assert!(block_on(async { all(&opened(&url(&database(folder.path()))).await).await.is_empty() }));
}
