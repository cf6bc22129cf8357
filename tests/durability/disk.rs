//! What a disk can do to the inbox: be full, read-only, broken, or slow. The form refuses and gives
//! the text back, nothing acknowledged is lost, all else goes on, and when the disk works again, so
//! does the form.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::durability::correspondence::{Correspondence, SEED};
use crate::support::citizens::{Browser, Chance, Crowd, assert_refused_with_the_text};
use crate::support::fast_program::FastProgram;
use crate::support::program::{database, wait_until};
use crate::support::request::ask;
use crate::support::strace::Strace;

/// A file system of its own, taken away in the end.
struct Mounted(PathBuf);

impl Mounted {
    fn new(at: &Path, args: &[&str]) -> Self {
        run(Command::new("mount").args(args).arg(at));
        Self(at.to_owned())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Whoever still has a file open there keeps it until the end.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs root to mount a small disk"]
fn a_full_disk_refuses_messages_and_nothing_else_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let _disk = Mounted::new(folder.path(), &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]);
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    let ballast = folder.path().join("ballast");
    citizen.outlives(|_| fs::write(&ballast, vec![1; 600 << 10]).unwrap(), |()| fs::remove_file(&ballast).unwrap());
    citizen.accepts(3);

    // Whoever starts while it is full still shows what there is.
    fs::write(&ballast, vec![1; 600 << 10]).unwrap_err();
    citizen.is_refused(1);
    citizen.restart();
    citizen.is_refused(1);
    citizen.assert_all_else_goes_on();
    citizen.end();
}

#[test]
#[ignore = "needs prlimit; tests/run has it"]
fn a_write_that_ends_half_way_is_no_message() {
    let folder = tempfile::tempdir().unwrap();
    // A limit on the size of files cuts writes short, as no injected error can: the kernel
    // writes up to it, and only then fails. Nobody is killed for it where the signal is ignored.
    let mut citizen = Correspondence::begin(folder.path(), |server| {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -S -f 601; exec \"$0\" \"$@\""]);
        shell.arg(server.get_program()).args(server.get_args());
        shell.envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell
    });
    let limit = |size: &str, citizen: &Correspondence| {
        let pid = citizen.server.process.0.id().to_string();
        run(Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={size}:")]));
    };
    let pid = citizen.server.process.0.id().to_string();
    citizen.outlives(|_| (), |()| run(Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"])));
    limit("400000", &citizen);
    citizen.is_refused(2);
    limit("unlimited", &citizen);
    citizen.accepts(5);
    citizen.end();
}

#[test]
#[ignore = "needs root and strace; tests/run installs it"]
fn a_disk_that_becomes_read_only_refuses_messages_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Mounted::new(folder.path(), &["-t", "tmpfs", "-o", "size=8m", "tmpfs"]);
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    // The kernel does so to a disk with errors. A mount cannot be told to while files are open, so
    // what is open fails by strace, and what is opened anew is on a mount that is read-only.
    let bind = ["--bind", "-o", "ro", folder.path().to_str().unwrap()];
    citizen.outlives(
        |citizen| {
            let _open_files = Strace::inject(&citizen.server, "pwrite64:error=EROFS", &[]);
            assert!(!citizen.send("The first to find out."));
            Mounted::new(folder.path(), &bind)
        },
        drop,
    );
    citizen.server.kill();

    // A server that starts on such a disk shows the pages, and what there is.
    run(Command::new("mount").args(["-o", "remount,ro"]).arg(folder.path()));
    citizen.restart();
    let refused = citizen.is_refused(2);
    assert_eq!(citizen.says("/readyz/contact"), 503);
    citizen.assert_all_else_goes_on();
    run(Command::new("mount").args(["-o", "remount,rw"]).arg(folder.path()));
    citizen.takes(&refused);
    citizen.end();
    drop(disk);
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn a_disk_with_errors_refuses_messages_and_nothing_else_until_it_works_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    let wal = folder.path().join("communique.db-wal");
    for fault in ["fsync:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:error=EIO", "pwrite64:error=EDQUOT"] {
        citizen.outlives(|citizen| Strace::inject(&citizen.server, fault, &[&wal]), drop);
    }
    citizen.end();
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn a_disk_that_fails_now_and_then_loses_nothing_that_was_acknowledged() {
    eprintln!("seed {SEED:#x}");
    let program = FastProgram::unlimited(&[]);
    // Counted by every connection for itself, and late enough for it to store something. Interrupted
    // writes are tried again by SQLite itself.
    // On the database file alone, it is the checking in of the journal that fails.
    for (fault, only_the_database, is_refused) in [
        ("fsync:error=EIO:when=6+5", false, true),
        ("fsync:error=EINTR:when=6+5", false, true),
        ("pwrite64:error=ENOSPC:when=30..90", false, true),
        ("pwrite64:error=EIO:when=60+40", false, true),
        ("pwrite64:error=EINTR:when=5+5", false, false),
        ("pwrite64:error=EIO:when=2+3", true, false),
        ("fsync:error=EIO", true, false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut crowd = Crowd::gather(3, SEED);
        let mut server = program.start(folder.path());
        crowd.turns_to(server.address());
        crowd.waits_for(3);
        let file = database(folder.path());
        let files = if only_the_database { vec![file.as_path()] } else { vec![] };
        let failing = Strace::inject(&server, fault, &files);
        if is_refused {
            wait_until("somebody is refused", || crowd.refusals() > 5);
        }
        crowd.waits_for(if only_the_database { 120 } else { 20 });
        drop(failing);
        crowd.go_home();
        server.kill();
        // That a busy machine is too slow for somebody is no doing of the disk.
        let is_of_disk = |line: &str| line.contains("could not be stored") && line.contains("disk I/O error");
        let has_refused = if is_refused { crowd.refusals() > 0 } else { server.log().lines().any(is_of_disk) };
        assert_eq!(has_refused, is_refused, "{fault}: {}", server.log());
        let stored = crowd.ledger().assert_kept(folder.path()).len();
        eprintln!(
            "{fault}: {} acknowledged, {stored} stored, {} refusals",
            crowd.ledger().acknowledged().len(),
            crowd.refusals()
        );
    }
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn a_disk_that_hangs_does_not_hang_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    citizen.accepts(2);
    let messages: Vec<String> = (0..3).map(|_| citizen.compose()).collect();
    let hanging = Strace::inject(&citizen.server, "fsync:delay_enter=60s", &[]);
    let started = Instant::now();
    std::thread::scope(|scope| {
        let others = messages.iter().map(|message| {
            let (ledger, address) = (&citizen.ledger, citizen.server.address());
            scope.spawn(move || (ledger.send(&Browser::new(false), address, message).unwrap(), message))
        });
        let others: Vec<_> = others.collect();
        wait_until("the pages are there meanwhile", || citizen.says("/readyz") == 200);
        let page = ask(citizen.server.address(), "GET", "/en/fight-against-terrorism", &[]);
        assert!(page.status == 200 && others.iter().all(|other| !other.is_finished()), "the pages do not wait");
        for other in others {
            let (answer, message) = other.join().unwrap();
            assert_refused_with_the_text(&answer, message);
        }
    });
    let took = started.elapsed();
    assert!(took < Duration::from_secs(15), "{took:?}");
    assert_eq!(citizen.says("/readyz/contact"), 503);
    drop(hanging);
    let deadline = Instant::now() + Duration::from_secs(30);
    for message in &messages {
        while !citizen.send(message) {
            assert!(Instant::now() < deadline, "it does not work again: {}", citizen.server.log());
        }
    }
    citizen.accepts(3);
    citizen.end();
}

#[test]
fn a_stop_loses_nothing_that_was_acknowledged() {
    eprintln!("seed {SEED:#x}");
    let (program, folder, mut chance) = (FastProgram::unlimited(&[]), tempfile::tempdir().unwrap(), Chance(SEED));
    let mut crowd = Crowd::gather(6, SEED);
    for _ in 0..6 {
        let mut server = program.start(folder.path());
        crowd.turns_to(server.address());
        crowd.waits_for(chance.below(20) as usize);
        sleep(chance.millis_below(10));
        server.process.signal("TERM");
        let (took, code) = server.process.end();
        assert!(code == Some(0) && took < Duration::from_secs(10), "{code:?} after {took:?}: {}", server.log());
        crowd.ledger().assert_kept(folder.path());
    }
    let mut server = program.start(folder.path());
    crowd.turns_to(server.address());
    crowd.go_home();
    server.kill();
    crowd.ledger().assert_kept(folder.path());
    assert_eq!(crowd.refusals(), 0, "a stop is no reason to refuse");
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn a_message_is_flushed_to_the_disk_before_it_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    citizen.accepts(1);
    let journal = folder.path().join("communique.db-wal");
    let flushes = Strace::count(&citizen.server, "fsync,fdatasync", &[&journal]);
    for _ in 0..10 {
        let before = flushes.calls();
        citizen.accepts(1);
        assert!(flushes.calls() > before, "acknowledged without a flush");
    }
    citizen.end();
}
