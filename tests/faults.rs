//! What a disk can do to the inbox: be full, read-only, broken, slow, or without power. The form
//! refuses and gives the text back, nothing acknowledged is lost, all else goes on, and when the
//! disk works again, so does the form. Most of it needs strace and root; `tests/run` has both.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::ask;
use support::citizens::{Browser, Chance, Crowd, Ledger, Office, assert_refused_with_the_text, message, reference};
use support::program::{Program, communique, database, free_port, wait_until};
use support::strace::Strace;

/// The same cases for every run.
const SEED: u64 = 0x2026_1125;

/// A server, and one citizen who writes to it and keeps a ledger.
struct Correspondence {
    folder: PathBuf,
    admin: SocketAddr,
    server: Program,
    browser: Browser,
    ledger: Ledger,
    chance: Chance,
    written: usize,
}

impl Correspondence {
    /// Starts the server, by a command that may do something to its disk first.
    fn begin(folder: &Path, prepare: impl FnOnce(Command) -> Command) -> Self {
        let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let office = Office::new(&[&format!("--admin-listen={admin}")]);
        let server = Program::from(prepare(office.command(folder)));
        let (browser, ledger, chance) = (Browser::new(true), Ledger::default(), Chance(SEED));
        Self { folder: folder.to_owned(), admin, server, browser, ledger, chance, written: 0 }
    }

    /// Another message that nobody has sent yet.
    fn compose(&mut self) -> String {
        self.written += 1;
        message(self.written, &mut self.chance)
    }

    /// Sends a message; whether it was acknowledged. If not, the text came back with all else that
    /// a refusal says.
    fn send(&self, message: &str) -> bool {
        let answer = self.ledger.send(&self.browser, self.server.address(), message).unwrap();
        let is_acknowledged = reference(&answer).is_some();
        if !is_acknowledged {
            assert_refused_with_the_text(&answer, message);
        }
        is_acknowledged
    }

    fn accepts(&mut self, messages: usize) {
        for _ in 0..messages {
            let message = self.compose();
            assert!(self.send(&message), "{}", self.server.log());
        }
    }

    /// Sends until so many have been refused; those.
    fn is_refused(&mut self, times: usize) -> Vec<String> {
        let mut refused = Vec::new();
        let deadline = Instant::now() + Duration::from_secs(60);
        while refused.len() < times {
            assert!(Instant::now() < deadline, "nothing is refused");
            let message = self.compose();
            if !self.send(&message) {
                refused.push(message);
            }
        }
        refused
    }

    /// Now the very same messages are taken.
    fn takes(&self, refused: &[String]) {
        // A connection that was opened to read meanwhile may have to find out that it cannot write.
        let tries = refused.iter().map(|message| (1..=3).find(|_| self.send(message)));
        let tries: usize =
            tries.map(|tries| tries.unwrap_or_else(|| panic!("it does not work again: {}", self.server.log()))).sum();
        assert!(tries <= refused.len() + 1, "{}", self.server.log());
    }

    fn says(&self, path: &str) -> u16 {
        ask(self.admin, "GET", path, &[]).status
    }

    /// Whatever needs no writing goes on: pages, health, receipts, and the staff’s reading.
    fn assert_all_else_goes_on(&self) {
        let address = self.server.address();
        assert_eq!(ask(address, "GET", "/en/fight-against-terrorism", &[]).status, 200);
        assert_eq!(ask(address, "GET", "/en/contact", &[]).status, 200);
        assert_eq!((self.says("/readyz"), self.says("/livez")), (200, 200));
        let acknowledged = self.ledger.acknowledged();
        for reference in acknowledged.keys() {
            let receipt = ask(address, "GET", &format!("/en/contact/received/{reference}"), &[]);
            assert_eq!(receipt.status, 200, "{reference}");
        }
        let Output { status, stdout, stderr } = communique(&self.folder, &["inbox", "list"]);
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        let listed = String::from_utf8(stdout).unwrap();
        assert!(acknowledged.keys().all(|reference| listed.contains(reference)), "{listed}");
    }

    /// Something happens to the disk and passes. Meanwhile messages are refused, and nothing else;
    /// afterwards the very same ones are taken, without a restart.
    fn outlives<G>(&mut self, fails: impl FnOnce(&Self) -> G, works_again: impl FnOnce(G)) {
        self.accepts(3);
        let failing = fails(self);
        let refused = self.is_refused(3);
        assert_eq!(self.says("/readyz/contact"), 503);
        self.assert_all_else_goes_on();
        works_again(failing);
        self.takes(&refused);
        assert_eq!(self.says("/readyz/contact"), 200);
    }

    /// The server dies and is started again.
    fn restart(&mut self) {
        self.server.kill();
        let office = Office::new(&[&format!("--admin-listen={}", self.admin)]);
        self.server = office.start(&self.folder);
    }

    /// The server dies, and whatever was acknowledged is there.
    fn end(mut self) {
        self.server.kill();
        self.ledger.assert_kept(&self.folder);
    }
}

/// The size of a sector: what a disk writes whole or not at all.
const SECTOR: usize = 512;

/// Up to where a journal holds what was written to it since it was begun, in bytes: frames that
/// have the salts of its head (<https://sqlite.org/fileformat2.html#walformat>).
fn end_of_journal(journal: &[u8]) -> usize {
    const HEAD: usize = 32;
    const FRAME: usize = 24 + 4096;
    let frames = journal[HEAD..].chunks_exact(FRAME);
    HEAD + FRAME * frames.take_while(|frame| frame[8..16] == journal[16..24]).count()
}

/// The same bytes after a power cut: of what was written since the last flush, every sector may
/// have reached the disk or not. `old` is what was there before; nothing where the file has grown.
fn after_a_power_cut(old: &[u8], new: &[u8], safe: usize, chance: &mut Chance) -> Vec<u8> {
    let mut left = new.to_vec();
    for at in (safe / SECTOR * SECTOR..new.len()).step_by(SECTOR) {
        let sector = at.max(safe)..new.len().min(at + SECTOR);
        if chance.below(2) == 0 {
            let before = sector.clone().map(|place| old.get(place).copied().unwrap_or(0));
            left.splice(sector, before);
        }
    }
    left
}

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
    let office = Office::new(&[]);
    // Counted by every connection for itself, and late enough for it to store something. Interrupted
    // writes are tried again by SQLite itself.
    // On the database file alone, it is the checking in of the journal that fails.
    for (fault, only_the_database, is_refused) in [
        ("fsync:error=EIO:when=6+5", false, true),
        ("fsync:error=EINTR:when=6+5", false, true),
        ("pwrite64:error=ENOSPC:when=30..90", false, true),
        ("pwrite64:error=EIO:when=25+40", false, true),
        ("pwrite64:error=EINTR:when=5+5", false, false),
        ("pwrite64:error=EIO:when=2+3", true, false),
        ("fsync:error=EIO", true, false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut crowd = Crowd::gather(3, SEED);
        let mut server = office.start(folder.path());
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
        assert_eq!(crowd.refusals() > 0, is_refused, "{fault}");
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
    let (office, folder, mut chance) = (Office::new(&[]), tempfile::tempdir().unwrap(), Chance(SEED));
    let mut crowd = Crowd::gather(6, SEED);
    for _ in 0..6 {
        let mut server = office.start(folder.path());
        crowd.turns_to(server.address());
        crowd.waits_for(chance.below(20) as usize);
        sleep(chance.millis_below(10));
        server.process.signal("TERM");
        let (took, code) = server.process.end();
        assert!(code == Some(0) && took < Duration::from_secs(10), "{code:?} after {took:?}: {}", server.log());
        crowd.ledger().assert_kept(folder.path());
    }
    let mut server = office.start(folder.path());
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

/// The database and its journal, as they are on the disk now.
fn copy(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    (read("communique.db"), read("communique.db-wal"))
}

/// Opens a copy, and holds it against the ledger.
fn assert_kept_by(ledger: &Ledger, database_file: &[u8], journal: &[u8]) -> usize {
    // In memory: thousands of real flushes would take minutes, and say nothing here.
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    fs::write(database(folder.path()), database_file).unwrap();
    fs::write(folder.path().join("communique.db-wal"), journal).unwrap();
    ledger.assert_kept(folder.path()).len()
}

/// Cuts the power while messages are stored that nobody has been told about yet: at every sector
/// of the journal, or at every so many.
fn cut_the_power(citizen: &mut Correspondence, step: usize) {
    let mut chance = Chance(SEED);
    let (database_file, old) = copy(&citizen.folder);
    let safe = end_of_journal(&old);
    let acknowledged = assert_kept_by(&citizen.ledger, &database_file, &old);
    let late: Vec<String> = (0..2).map(|_| citizen.compose()).collect();
    for message in &late {
        citizen.ledger.sends(message);
        assert_eq!(citizen.browser.send(citizen.server.address(), message).unwrap().status, 303);
    }
    let (same, new) = copy(&citizen.folder);
    let end = end_of_journal(&new);
    assert!(same == database_file && end > safe, "only the journal is written to");
    let mut left = BTreeSet::new();
    for cut in (safe.next_multiple_of(SECTOR)..=end).step_by(SECTOR * step) {
        let whole = &new[..cut];
        let garbage: Vec<u8> = (cut..end).map(|_| chance.below(256) as u8).collect();
        let behind = old.get(cut..).unwrap_or_default();
        let cases = [
            whole.to_vec(),
            [whole, &garbage].concat(),
            [whole, behind].concat(),
            after_a_power_cut(&old, &new, safe, &mut chance),
        ];
        for journal in cases {
            left.insert(assert_kept_by(&citizen.ledger, &database_file, &journal));
        }
    }
    assert_eq!(assert_kept_by(&citizen.ledger, &database_file, &new), acknowledged + late.len());
    assert!(left.contains(&acknowledged) && left.contains(&(acknowledged + 1)), "whole commits: {left:?}");
}

/// Cuts the power while the journal is checked in: every sector of the database may be as before
/// or as after, and the journal holds everything.
fn cut_the_power_of_a_checkpoint(citizen: &Correspondence, times: usize) {
    let mut chance = Chance(SEED);
    let (before, journal) = copy(&citizen.folder);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(database(elsewhere.path()), &before).unwrap();
    fs::write(elsewhere.path().join("communique.db-wal"), &journal).unwrap();
    // Whoever closes it last checks the journal in.
    let all = citizen.ledger.assert_kept(elsewhere.path()).len();
    let after = fs::read(database(elsewhere.path())).unwrap();
    assert!(before != after, "nothing was checked in");
    for _ in 0..times {
        let left = after_a_power_cut(&before, &after, 0, &mut chance);
        assert_eq!(assert_kept_by(&citizen.ledger, &left, &journal), all);
    }
}

fn nothing_acknowledged_is_lost_in_a_power_cut(step: usize) {
    eprintln!("seed {SEED:#x}");
    let folder = tempfile::tempdir().unwrap();
    let mut citizen = Correspondence::begin(folder.path(), |command| command);
    citizen.accepts(5);
    cut_the_power(&mut citizen, step);
    // A journal that is begun anew is written over the old one.
    let head = |citizen: &Correspondence| copy(&citizen.folder).1[12..16].to_vec();
    let first = head(&citizen);
    while head(&citizen) == first {
        citizen.accepts(5);
    }
    cut_the_power(&mut citizen, step);
    cut_the_power_of_a_checkpoint(&citizen, 64 / step);
    citizen.end();
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_is_cut() {
    nothing_acknowledged_is_lost_in_a_power_cut(16);
}

#[test]
#[ignore = "needs half a minute"]
fn nothing_acknowledged_is_lost_when_the_power_is_cut_at_any_sector() {
    nothing_acknowledged_is_lost_in_a_power_cut(1);
}
