//! Backup and restore: every message that was acknowledged before a backup is there after it is restored.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use communique::contact::inbox::restore;

use crate::inbox::engine::{all, block_on, message_of, opened, url};
use crate::support::messages::{ask as ask_file, change};
use crate::support::program::{BINARY, Process, Program, communique, database, said, wait_until};
use crate::support::request::{letter, post};

/// Sends so many messages; their references.
fn send(server: &Program, name: &str, messages: usize) -> BTreeSet<String> {
    let sent = (0..messages).map(|number| {
        let answer = post(server.address(), "/en/contact", &letter(&format!("{name} {number}")), &[]);
        assert_eq!(answer.status, 303);
        answer.header("location").rsplit('/').next().unwrap().to_owned()
    });
    sent.collect()
}

fn stored(folder: &Path) -> BTreeSet<String> {
    block_on(async { all(&opened(&url(&database(folder))).await).await })
        .into_iter()
        .map(|message| message.reference.to_string())
        .collect()
}

fn refused(folder: &Path, args: &[&str]) -> String {
    let output = communique(folder, args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{args:?}: {said}");
    said
}

fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    files
}

fn nobody_stops() -> tokio::sync::watch::Receiver<bool> {
    tokio::sync::watch::channel(false).1
}

/// A database with one message.
fn with_a_message(folder: &Path) {
    block_on(async {
        let inbox = opened(&url(&database(folder))).await;
        inbox.store(&message_of("text", 0)).await.unwrap();
        inbox.close().await;
    });
}

#[test]
fn what_was_acknowledged_before_a_backup_is_there_after_it_is_restored() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let backup = other.path().join("backup of “Monday” %?#.db");
    let backup = backup.to_str().unwrap();
    let mut server = Program::start(folder.path(), &["--contact-per-client=0", "--contact-total=0"]);
    let before = send(&server, "Before", 30);
    // While others send.
    let during = std::thread::scope(|scope| {
        let sending = scope.spawn(|| send(&server, "During", 30));
        let told = said(folder.path(), &["backup", backup]);
        assert!(told.starts_with(&format!("{backup}: ")) && told.ends_with(" messages, checked\n"), "{told}");
        sending.join().unwrap()
    });
    assert_eq!(fs::metadata(backup).unwrap().permissions().mode() & 0o777, 0o600, "it holds messages");
    assert_eq!(files(other.path()).len(), 1, "one whole file");
    let again = refused(folder.path(), &["backup", backup]);
    assert!(again.contains("is there already"), "{again}");

    let in_use = refused(folder.path(), &["restore", backup]);
    assert!(in_use.contains(&format!("process {} has ", server.process.0.id())), "{in_use}");
    assert_eq!(stored(folder.path()), before.union(&during).cloned().collect());

    // The journal of the server is left behind.
    server.kill();
    assert!(database(folder.path()).with_extension("db-wal").exists());
    let told = said(folder.path(), &["restore", backup]);
    let names = files(folder.path());
    let aside = names.iter().find(|name| name.starts_with("communique.db.replaced-")).unwrap();
    assert!(told.contains(aside.as_str()), "{told}");
    let expected = ["communique.db".to_owned(), aside.clone(), format!("{aside}-wal")];
    assert_eq!(names, expected, "no journal beside the database");
    let restored = stored(folder.path());
    assert!(restored.is_superset(&before) && restored.is_subset(&before.union(&during).cloned().collect()));
    // What was put aside is whole.
    let aside = folder.path().join(aside);
    assert_eq!(block_on(async { all(&opened(&url(&aside)).await).await.len() }), 60);
    // It can shrink as one that was never restored.
    let vacuum =
        block_on(ask_file(&database(folder.path()), "SELECT CAST(auto_vacuum AS TEXT) FROM pragma_auto_vacuum"));
    assert_eq!(vacuum, [("2".to_owned(),)]);
    let server = Program::start(folder.path(), &["--contact-per-client=0"]);
    let after = send(&server, "After", 1);
    assert!(stored(folder.path()).is_superset(&after));
}

#[test]
fn a_backup_is_restored_where_there_is_no_database_and_where_only_a_journal_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup.db");
    let backup = backup.to_str().unwrap();
    with_a_message(folder.path());
    said(folder.path(), &["backup", backup]);
    // The last is of a restore that was interrupted.
    for (left, is_kept) in [("", false), ("communique.db-wal", true), ("communique.db.restoring", false)] {
        let there = tempfile::tempdir().unwrap();
        if !left.is_empty() {
            fs::write(there.path().join(left), "a journal of something else").unwrap();
        }
        let told = said(there.path(), &["restore", backup]);
        assert_eq!(told.contains("what was there before"), is_kept, "{told}");
        assert_eq!(stored(there.path()).len(), 1);
        assert!(!there.path().join("communique.db.restoring").exists(), "{left}");
    }
}

#[test]
fn two_restores_in_one_second_keep_both_databases_that_were_there_before() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (database(folder.path()), folder.path().join("backup.db"));
    with_a_message(folder.path());
    said(folder.path(), &["backup", backup.to_str().unwrap()]);
    block_on(async {
        let mut before = Vec::new();
        for number in 0..3 {
            let inbox = opened(&url(&path)).await;
            inbox.store(&message_of(&format!("before restore {number}"), number)).await.unwrap();
            inbox.close().await;
            // A journal of the second that is left behind.
            if number == 1 {
                fs::write(folder.path().join("communique.db-wal"), "journal").unwrap();
            }
            let aside =
                restore(&backup, &path, crate::inbox::engine::at(0), &nobody_stops()).await.unwrap().aside.unwrap();
            before.push(aside.file_name().unwrap().to_str().unwrap().to_owned());
        }
        let first = before[0].clone();
        assert!(first.starts_with("communique.db.replaced-") && first.ends_with('Z'), "{first}");
        assert_eq!(before[1..], [format!("{first}-2"), format!("{first}-3")]);
        let journal = folder.path().join(format!("{first}-2-wal"));
        assert_eq!(fs::read(&journal).unwrap(), b"journal");
        fs::remove_file(journal).unwrap();
        for (number, name) in before.iter().enumerate() {
            let messages = all(&opened(&url(&folder.path().join(name))).await).await;
            let is_there =
                |number: usize| messages.iter().any(|message| message.body == format!("before restore {number}"));
            assert!((0..3).all(|other| is_there(other) == (other == number)), "{name}: {messages:?}");
        }
        // Nor does one get the journal of another, of which nothing else is left.
        fs::remove_file(folder.path().join(&first)).unwrap();
        fs::write(folder.path().join(format!("{first}-wal")), "journal of another").unwrap();
        let aside = restore(&backup, &path, crate::inbox::engine::at(0), &nobody_stops()).await.unwrap().aside.unwrap();
        assert!(aside.to_str().unwrap().ends_with("Z-4"), "{aside:?}");
    });
}

#[test]
fn what_is_no_whole_backup_is_not_restored_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    with_a_message(folder.path());
    let other = tempfile::tempdir().unwrap();
    let place = |name: &str| other.path().join(name);
    said(folder.path(), &["backup", place("good.db").to_str().unwrap()]);
    let good = fs::read(place("good.db")).unwrap();
    fs::write(place("half.db"), &good[..good.len() / 2]).unwrap();
    fs::write(place("text.db"), "this is no database ".repeat(20)).unwrap();
    fs::write(place("copied.db"), &good).unwrap();
    fs::write(place("copied.db-wal"), "newer messages").unwrap();
    fs::write(place("empty.db"), "").unwrap();
    let mut overwritten = good.clone();
    overwritten[8192..].fill(0x5a);
    fs::write(place("overwritten.db"), overwritten).unwrap();
    let before = fs::read(database(folder.path())).unwrap();
    for (name, says) in [
        ("half.db", "damaged"),
        ("overwritten.db", "damaged"),
        ("text.db", "not a database"),
        ("empty.db", "it is empty"),
        ("copied.db", "has a journal beside it"),
        ("nowhere.db", "No such file"),
    ] {
        let said = refused(folder.path(), &["restore", place(name).to_str().unwrap()]);
        assert!(said.contains(says) && said.contains(name), "{said}");
        assert_eq!(fs::read(database(folder.path())).unwrap(), before, "{name}");
        assert_eq!(files(folder.path()), ["communique.db"], "{name}");
    }
}

/// What is said where no file may grow beyond 100 blocks, as on a disk that is full.
fn refused_without_room(folder: &Path, args: &[&str]) -> String {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -S -f 100; exec \"$0\" \"$@\"", BINARY]).args(args);
    let output = shell.env("STATE_DIRECTORY", folder).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{args:?}: {said}");
    said
}

#[test]
fn where_there_is_no_room_the_file_is_named_that_is_written() {
    let (folder, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let [backup, copy] = ["backup.db", "copy.db"].map(|name| there.path().join(name));
    let [backup, copy] = [&backup, &copy].map(|path| path.to_str().unwrap());
    block_on(async {
        // For as long as it is open the index of its journal is there, which needs room, too.
        let inbox = opened(&url(&database(folder.path()))).await;
        for number in 0..60 {
            inbox.store(&message_of(&format!("{number} {}", "text ".repeat(900)), 0)).await.unwrap();
        }
        said(folder.path(), &["backup", backup]);
        let told = refused_without_room(folder.path(), &["backup", copy]);
        assert!(told.contains(copy) && !told.contains("communique.db"), "{told}");
        inbox.close().await;
    });
    assert_eq!(files(there.path()), ["backup.db"], "what is not whole is not left behind");
    let told = refused_without_room(folder.path(), &["restore", backup]);
    assert!(told.contains("communique.db.restoring") && !told.contains(backup), "{told}");
    assert_eq!(stored(folder.path()).len(), 60);
}

#[test]
fn what_is_no_ordinary_file_is_neither_restored_nor_waited_for() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_a_message(folder.path());
    let before = fs::read(database(folder.path())).unwrap();
    let [pipe, socket] = ["pipe.db", "socket.db"].map(|name| other.path().join(name));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for (path, what) in [
        (other.path(), "a folder"),
        (&pipe, "a pipe"),
        (&socket, "a socket"),
        (Path::new("/dev/null"), "a device"),
        (Path::new("/dev/zero"), "a device"),
    ] {
        for (arguments, beginning) in [
            (["restore".to_owned(), path.display().to_string()], "FILE: "),
            (
                ["serve".to_owned(), format!("--database-url=sqlite:{}", path.display())],
                "--database-url (COMMUNIQUE_DATABASE_URL): ",
            ),
        ] {
            let mut command = Command::new(BINARY);
            let output = command.args(&arguments).env("STATE_DIRECTORY", folder.path()).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            let says = format!("communique: {beginning}{} is {what}; accepted: an ordinary file", path.display());
            assert!(output.status.code() == Some(2) && said.starts_with(&says), "{arguments:?}: {said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }
    assert_eq!(
        (fs::read(database(folder.path())).unwrap(), files(folder.path())),
        (before, vec!["communique.db".into()])
    );
}

#[test]
fn a_restore_that_a_signal_stops_changes_nothing_and_leaves_nothing_behind() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_a_message(folder.path());
    // It takes minutes to copy, and nothing on the disk.
    let backup = other.path().join("backup.db");
    fs::File::create(&backup).unwrap().set_len(1 << 40).unwrap();
    let partial = folder.path().join("communique.db.restoring");
    for signal in ["TERM", "INT"] {
        let mut command = Command::new(BINARY);
        command.arg("restore").arg(&backup).env("STATE_DIRECTORY", folder.path());
        let mut restoring = Process(command.stderr(Stdio::piped()).spawn().unwrap());
        wait_until("it copies", || fs::metadata(&partial).is_ok_and(|file| file.len() > 0));
        restoring.signal(signal);
        let (_, code) = restoring.end();
        let said = std::io::read_to_string(restoring.0.stderr.take().unwrap()).unwrap();
        assert_eq!((code, said.as_str()), (Some(1), "communique: stopped by a signal; the database is as it was\n"));
        assert_eq!((files(folder.path()), stored(folder.path()).len()), (vec!["communique.db".to_owned()], 1));
    }
}

#[test]
fn a_backup_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    with_a_message(folder.path());
    let output = communique(folder.path(), &["backup", "-"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("accepted: a name"), "{said}");
    // What SQLite would delete, or write under another name.
    let unfit = ["copy.db-wal", "copy.db-shm", "copy.db-journal"].map(|name| folder.path().join(name).into_os_string());
    let unfit = unfit.into_iter().chain([OsString::from_vec(b"copy\xff.db".to_vec())]);
    for name in unfit {
        let database = format!("--database-url={}", url(&database(folder.path())));
        let mut command = Command::new(BINARY);
        let output = command.current_dir(folder.path()).args(["backup", &database]).arg(&name).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains("give it another name"), "{said}");
        let left = fs::read_dir(folder.path()).unwrap().filter(|file| {
            let name = file.as_ref().unwrap().file_name();
            name.as_encoded_bytes().starts_with(b"copy")
        });
        assert_eq!(left.count(), 0, "{}", name.display());
    }
}

#[test]
fn a_backup_is_a_new_file_whatever_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    with_a_message(folder.path());
    let place = |name: &str| folder.path().join(name);
    let somebody_elses = "somebody else’s ".repeat(1000);
    let give = |path: &Path| {
        fs::write(path, &somebody_elses).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    };
    for name in ["file", "symlink", "hard-link"] {
        let (backup, partial) = (place(name), place(&format!("{name}.partial")));
        let target = place(&format!("target of {name}"));
        give(&target);
        match name {
            "file" => fs::rename(&target, &partial),
            "symlink" => std::os::unix::fs::symlink(&target, &partial),
            _ => fs::hard_link(&target, &partial),
        }
        .unwrap();
        assert!(said(folder.path(), &["backup", backup.to_str().unwrap()]).contains("1 messages, checked"), "{name}");
        let written = fs::symlink_metadata(&backup).unwrap();
        assert_eq!((written.is_file(), written.nlink(), written.mode() & 0o777), (true, 1, 0o600), "{name}");
        assert_eq!(fs::read_to_string(&partial).unwrap(), somebody_elses, "{name}");
    }
}

#[test]
fn what_an_interrupted_backup_has_left_is_removed_an_hour_later_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    with_a_message(folder.path());
    let place = |name: &str| folder.path().join(name);
    let leave = |name: &str, minutes: u64| {
        let file = fs::File::create(place(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60 * minutes)).unwrap();
        file
    };
    leave("backup.db.0123456789abcdef.partial", 61);
    leave("backup.db.0123456789abcde0.partial", 59);
    leave("backup.db.0123456789abcdeg.partial", 61);
    leave("backup.db.partial", 61);
    leave("other.db.0123456789abcdef.partial", 61);
    leave("target", 61);
    std::os::unix::fs::symlink(place("target"), place("backup.db.0123456789abcde1.partial")).unwrap();
    let held = leave("backup.db.0123456789abcde2.partial", 61);
    held.lock().unwrap();
    let before = files(folder.path());
    said(folder.path(), &["backup", place("backup.db").to_str().unwrap()]);
    let mut expected = before;
    expected.retain(|name| name != "backup.db.0123456789abcdef.partial");
    expected.push("backup.db".into());
    expected.sort();
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn a_backup_of_nothing_or_of_what_is_damaged_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let said = refused(folder.path(), &["backup", "backup.db"]);
    assert!(said.contains("there is no database"), "{said}");
    fs::write(database(folder.path()), "this is no database ".repeat(20)).unwrap();
    let backup = folder.path().join("backup.db");
    let said = refused(folder.path(), &["backup", backup.to_str().unwrap()]);
    assert!(said.contains("not a database"), "{said}");
    assert_eq!(files(folder.path()), ["communique.db"]);
    let url = "--database-url=postgres://u@127.0.0.1/messages";
    for (command, tool) in [("backup", "pg_dump"), ("restore", "pg_restore")] {
        let said = refused(folder.path(), &[command, "backup.db", url]);
        assert!(said.contains(tool), "{said}");
    }
}

#[test]
fn a_backup_from_before_an_update_is_restored() {
    let (folder, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_a_message(folder.path());
    change(&database(folder.path()), "DELETE FROM _sqlx_migrations WHERE version = 2");
    change(&database(folder.path()), "DROP TABLE moved");
    let backup = folder.path().join("backup.db");
    let backup = backup.to_str().unwrap();
    assert!(said(folder.path(), &["backup", backup]).ends_with(": 1 messages, checked\n"));
    assert!(said(there.path(), &["restore", backup]).ends_with(": 1 messages, checked\n"));
}

#[test]
#[ignore = "needs root to give files away"]
fn what_root_restores_belongs_to_whom_the_database_or_its_folder_does() {
    let (folder, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_a_message(folder.path());
    let backup = folder.path().join("backup.db");
    said(folder.path(), &["backup", backup.to_str().unwrap()]);
    chown(database(folder.path()), Some(65534), Some(65533)).unwrap();
    chown(there.path(), Some(65532), Some(65531)).unwrap();
    for (place, owner) in [(folder.path(), (65534, 65533)), (there.path(), (65532, 65531))] {
        said(place, &["restore", backup.to_str().unwrap()]);
        let restored = fs::metadata(database(place)).unwrap();
        assert_eq!(((restored.uid(), restored.gid()), restored.mode() & 0o777), (owner, 0o600));
    }
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn a_backup_is_written_and_restored_where_files_have_one_name_only() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_a_message(folder.path());
    let backup = other.path().join("backup.db");
    // FAT answers EPERM, other file systems EOPNOTSUPP.
    for error in ["EPERM", "EOPNOTSUPP"] {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat"]);
        command.args(["-e", &format!("inject=link,linkat:error={error}"), "--", BINARY, "backup"]).arg(&backup);
        command.arg(format!("--database-url={}", url(&database(folder.path()))));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{error}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(files(other.path()), ["backup.db"]);
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat"]);
        command.args(["-e", &format!("inject=link,linkat:error={error}"), "--", BINARY, "restore"]).arg(&backup);
        command.arg(format!("--database-url={}", url(&database(folder.path()))));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{error}: {}", String::from_utf8_lossy(&output.stderr));
        let aside = files(folder.path()).into_iter().find(|name| name.contains(".replaced-")).unwrap();
        let aside = folder.path().join(aside);
        let counted = block_on(ask_file(&aside, "SELECT CAST(count(*) AS TEXT) FROM message"));
        assert_eq!((counted, stored(folder.path()).len()), (vec![("1".to_owned(),)], 1));
        fs::remove_file(aside).unwrap();
        fs::remove_file(&backup).unwrap();
    }
}
