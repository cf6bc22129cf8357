//! Power that is cut at every point of a commit and of a checkpoint.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::durability::correspondence::{Correspondence, SEED};
use crate::support::citizens::{Chance, Ledger};
use crate::support::program::database;

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
