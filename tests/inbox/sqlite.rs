//! What is particular to SQLite: its files, who can read them, and what is left in them.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use communique::contact::form::{MAX_MESSAGE_CHARS, MAX_NAME_CHARS, MAX_ORGANISATION_CHARS};
use communique::contact::inbox::{Outcome, StorageError};
use sqlx::{Connection, Row, SqliteConnection};

use crate::inbox::engine::{DAY, LEASE, all, at, at_once, block_on, message_of, opened, url};
use crate::support::html::{one, raw_text};
use crate::support::messages::new_message;
use crate::support::program::{Program, database, said, serve};
use crate::support::request::{letter, post};

/// Serves whatever the umask lets others read.
fn with_open_umask(folder: &Path) -> Program {
    let serve = serve(folder, &[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 0; exec \"$@\"", "sh"]).arg(serve.get_program()).args(serve.get_args());
    Program::from({
        shell.env("STATE_DIRECTORY", folder);
        shell
    })
}

/// The files of a database, with their modes.
fn modes(folder: &Path) -> BTreeMap<String, u32> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().permissions().mode() & 0o777))
        .collect()
}

#[test]
fn nobody_else_can_read_the_files_of_an_inbox_whoever_made_them() {
    let folder = tempfile::tempdir().unwrap();
    let closed: BTreeMap<_, _> =
        ["communique.db", "communique.db-shm", "communique.db-wal"].map(|name| (name.to_owned(), 0o600)).into();
    for round in ["new files", "files that others could read"] {
        let mut server = with_open_umask(folder.path());
        assert_eq!(post(server.address(), "/en/contact", &letter(round), &[]).status, 303);
        assert_eq!(modes(folder.path()), closed, "{round}");
        // What was not yet moved from the journal stays in it.
        server.kill();
        for name in closed.keys() {
            std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(0o666)).unwrap();
        }
    }
}

/// A trigger runs on the very connection that stores, and can ask it for its settings.
const SPY: &str = "CREATE TABLE seen (setting TEXT, value TEXT);
    CREATE TRIGGER spy AFTER INSERT ON message BEGIN
        INSERT INTO seen SELECT 'journal_mode', journal_mode FROM pragma_journal_mode;
        INSERT INTO seen SELECT 'synchronous', synchronous FROM pragma_synchronous;
        INSERT INTO seen SELECT 'busy_timeout', timeout FROM pragma_busy_timeout;
        INSERT INTO seen SELECT 'secure_delete', secure_delete FROM pragma_secure_delete;
        INSERT INTO seen SELECT 'foreign_keys', foreign_keys FROM pragma_foreign_keys;
        INSERT INTO seen SELECT 'auto_vacuum', auto_vacuum FROM pragma_auto_vacuum;
    END";

#[test]
fn a_file_that_was_made_empty_becomes_an_inbox_and_the_log_says_what_else_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(database(folder.path()), "").unwrap();
    let server = Program::start(folder.path(), &[]);
    assert_eq!(post(server.address(), "/en/contact", &letter("The first."), &[]).status, 303);
    assert_eq!(server.log().matches("the database file was there and empty").count(), 1);
    drop(server);
    let again = Program::start(folder.path(), &[]);
    assert_eq!(again.log().matches("the database file was there and empty").count(), 0);
    assert!(said(folder.path(), &["inbox", "list"]).ends_with("1 queued\n"));
}

#[test]
fn every_connection_that_stores_has_the_settings_that_the_promise_needs() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    block_on(async {
        let inbox = opened(&url(&file)).await;
        let mut beside = SqliteConnection::connect(&url(&file)).await.unwrap();
        sqlx::raw_sql(SPY).execute(&mut beside).await.unwrap();
        // Those who read meanwhile make it several connections.
        at_once(60, |task| {
            let inbox = Arc::clone(&inbox);
            async move {
                if task % 2 == 0 {
                    drop(inbox.store(&message_of(&format!("{task}"), 0)).await.unwrap())
                } else {
                    drop(all(&inbox).await)
                }
            }
        })
        .await;
        let seen = "SELECT setting, value, count(*) AS times FROM seen GROUP BY setting, value ORDER BY setting";
        let seen = sqlx::query(seen).fetch_all(&mut beside).await.unwrap();
        let seen: Vec<(String, String, i64)> = seen.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        let expected = [
            ("auto_vacuum", "2"),
            ("busy_timeout", "5000"),
            ("foreign_keys", "1"),
            ("journal_mode", "wal"),
            ("secure_delete", "1"),
            ("synchronous", "2"),
        ];
        assert_eq!(seen, expected.map(|(setting, value)| (setting.to_owned(), value.to_owned(), 30)));
    });
}

#[test]
fn nothing_is_acknowledged_that_a_trigger_takes_away_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    block_on(async {
        let inbox = opened(&url(&file)).await;
        let mut beside = SqliteConnection::connect(&url(&file)).await.unwrap();
        let trigger = "CREATE TRIGGER away AFTER INSERT ON message WHEN NEW.body LIKE '%away%' \
             BEGIN DELETE FROM message WHERE id = NEW.id; END";
        sqlx::raw_sql(trigger).execute(&mut beside).await.unwrap();
        let refused = inbox.store(&message_of("away", 0)).await.unwrap_err().to_string();
        assert!(refused.contains("a trigger or a rule on the table message"), "{refused}");
        inbox.store(&message_of("here", 0)).await.unwrap();
        assert_eq!(all(&inbox).await.len(), 1);
    });
}

/// The files of this process that are open and lie in a folder.
fn open_files(folder: &Path) -> BTreeSet<PathBuf> {
    let links =
        std::fs::read_dir("/proc/self/fd").unwrap().filter_map(|link| std::fs::read_link(link.ok()?.path()).ok());
    links.filter(|path| path.starts_with(folder)).collect()
}

#[test]
fn a_file_that_is_not_in_its_place_takes_nothing_until_it_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let [file, other, aside] = ["communique.db", "other.db", "aside.db"].map(|name| folder.path().join(name));
    block_on(async {
        let another = opened(&url(&other)).await;
        another.store(&message_of("another", 0)).await.unwrap();
        another.close().await;
        let inbox = opened(&url(&file)).await;
        let first = inbox.store(&message_of("first", 0)).await.unwrap().reference;
        for replaced in [false, true] {
            std::fs::rename(&file, &aside).unwrap();
            if replaced {
                std::fs::rename(&other, &file).unwrap();
            }
            let refused = inbox.store(&message_of(&format!("{replaced}"), 0)).await;
            assert!(matches!(refused, Err(StorageError::Replaced)), "{refused:?}");
            let probed = inbox.probe(jiff::Timestamp::now()).await;
            assert!(matches!(probed, Err(StorageError::Replaced)), "nor does it look as if it would: {probed:?}");
            assert!(inbox.claim("a", at(0), LEASE).await.is_err() && inbox.delete(&first).await.is_err());
            // Connections made now would be to the other file, with the journal of this one.
            let asked = at_once(16, |_| {
                let inbox = Arc::clone(&inbox);
                async move { inbox.count().await.is_ok() }
            });
            assert!(!asked.await.contains(&true), "an inbox that takes nothing does not look well");
            if replaced {
                assert!(!open_files(folder.path()).contains(&file));
                std::fs::rename(&file, &other).unwrap();
            }
            std::fs::rename(&aside, &file).unwrap();
            inbox.store(&message_of(&format!("{replaced}"), 0)).await.unwrap();
        }
        inbox.close().await;
        assert_eq!(all(&opened(&url(&file)).await).await.len(), 3);
        assert_eq!(all(&opened(&url(&other)).await).await.len(), 1);
    });
}

#[test]
fn to_try_storing_takes_as_much_room_as_the_longest_message_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    block_on(async {
        let inbox = opened(&url(&file)).await;
        let journal = || std::fs::metadata(file.with_extension("db-wal")).unwrap().len();
        // Of what is free in the file already nothing is new: the longest comes first, and goes again.
        let mut longest = new_message(&"𐍈".repeat(MAX_MESSAGE_CHARS), at(0));
        longest.submission.name = "𐍈".repeat(MAX_NAME_CHARS);
        longest.submission.organisation = Some("𐍈".repeat(MAX_ORGANISATION_CHARS));
        assert!(inbox.shrink().await.unwrap() && journal() == 0);
        let stored = inbox.store(&longest).await.unwrap();
        let needed = journal();
        inbox.delete(&stored.reference).await.unwrap();
        for _ in 0..2 {
            assert!(inbox.shrink().await.unwrap() && journal() == 0);
            inbox.try_storing(at(0)).await.unwrap();
            assert!(needed > 20_000 && journal() >= needed, "{} of {needed}", journal());
            assert!(all(&inbox).await.is_empty() && inbox.count().await.unwrap().states.is_empty());
        }
    });
}

#[test]
fn a_file_that_was_deleted_takes_nothing_more_from_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::start(folder.path(), &["--contact-per-client=0"]);
    let send = |text: &str| post(server.address(), "/en/contact", &letter(text), &[]);
    assert_eq!(send("first").status, 303);
    let (file, copy) = (database(folder.path()), folder.path().join("copy.db"));
    // A second name keeps the file, as a copy would not.
    std::fs::hard_link(&file, &copy).unwrap();
    std::fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        let answer = send("second");
        assert_eq!(answer.status, 503);
        assert_eq!(raw_text(&one(&answer.html(), "textarea")), "second");
    }
    assert!(!file.exists(), "nobody makes a new one meanwhile");
    std::fs::rename(&copy, &file).unwrap();
    assert_eq!(send("second").status, 303);
    assert_eq!(block_on(async { all(&opened(&url(&file)).await).await.len() }), 2);
}

/// Whether a text is anywhere in the files of a folder, in whatever form UTF-8 is found on a disk.
fn is_in_files(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[test]
fn nothing_of_a_message_that_was_purged_or_deleted_is_left_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let inbox = opened(&url(&database(folder.path()))).await;
        let secrets = ["sent: gizli söz", "deleted: gizli söz", "answer: gizli söz", "kept: açıq söz"];
        for number in 0..30 {
            // Long enough for pages of its own, too.
            let text = secrets[number % 2].repeat(if number % 3 == 0 { 200 } else { 1 });
            let reference = inbox.store(&message_of(&format!("{text} {number}"), 0)).await.unwrap().reference;
            let id = inbox.claim("a", at(0), LEASE).await.unwrap().unwrap().id;
            if number % 2 == 0 {
                assert!(inbox.record_outcome(&id, "a", at(0), &Outcome::Sent, secrets[2]).await.unwrap());
            } else {
                assert!(inbox.record_outcome(&id, "a", at(0), &Outcome::Parked, secrets[2]).await.unwrap());
                inbox.delete(&reference).await.unwrap();
            }
        }
        inbox.store(&message_of(secrets[3], 0)).await.unwrap();
        assert!(secrets.iter().all(|secret| *secret == secrets[1] || is_in_files(folder.path(), secret)));
        assert_eq!(inbox.purge_sent(at(0), at(DAY), 100).await.unwrap().messages, 15);
        assert!(inbox.shrink().await.unwrap());
        let left = secrets.map(|secret| is_in_files(folder.path(), secret));
        assert_eq!(left, [false, false, false, true], "{secrets:?}");
        assert_eq!(all(&inbox).await.len(), 1);
    });
}

#[test]
fn somebody_who_is_reading_only_delays_the_wiping_of_what_was_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    block_on(async {
        let inbox = opened(&url(&file)).await;
        let reference = inbox.store(&message_of("gizli söz", 0)).await.unwrap().reference;
        let mut reader = SqliteConnection::connect(&url(&file)).await.unwrap();
        let mut reading = reader.begin().await.unwrap();
        sqlx::query("SELECT * FROM message").fetch_all(&mut *reading).await.unwrap();
        assert!(inbox.delete(&reference).await.unwrap());
        assert!(!inbox.shrink().await.unwrap(), "the reader still needs the journal");
        reading.rollback().await.unwrap();
        assert!(inbox.shrink().await.unwrap());
        assert!(!is_in_files(folder.path(), "gizli söz"));
    });
}
