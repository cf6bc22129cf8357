//! What a power cut leaves of an SQLite database. The promise is that of `synchronous = FULL`: all that an answer was
//! given for has been flushed and stays; of what was written since, any part may be lost.

use std::fs;
use std::path::{Path, PathBuf};

use crate::simulation::steps::{Cut, Tail};

/// A page in the journal (<https://sqlite.org/fileformat2.html#walformat>).
const FRAME: usize = 24 + 4096;

/// The bytes of a database and of its journal.
#[derive(Clone, PartialEq, Eq)]
pub struct Files {
    database: Vec<u8>,
    journal: Vec<u8>,
}

/// The database in a folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("communique.db")
}

fn journal(folder: &Path) -> PathBuf {
    folder.join("communique.db-wal")
}

impl Files {
    /// As they are now.
    pub fn read(folder: &Path) -> Self {
        let journal = fs::read(journal(folder)).unwrap_or_default();
        Self { database: fs::read(database(folder)).unwrap(), journal }
    }

    /// Puts them into another folder.
    pub fn write(&self, folder: &Path) {
        fs::write(database(folder), &self.database).unwrap();
        fs::write(journal(folder), &self.journal).unwrap();
    }

    /// What is left if the power is cut on the way from these to others.
    pub fn cut_on_the_way_to(&self, after: &Self, cut: Cut) -> Self {
        // The journal is flushed before anything of it is checked in, so that then it is whole; when it has been emptied,
        // so is the database.
        if after.database != self.database || after.journal.len() < self.journal.len() {
            return after.clone();
        }
        let (old, new) = (&self.journal, &after.journal);
        let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let differs = |at: &usize| old.get(*at) != new.get(*at);
        let Some(end) = (same..new.len()).rev().find(differs).map(|last| last + 1) else { return after.clone() };
        let at = same + (end - same) * usize::from(cut.at) / usize::from(u16::MAX);
        // Every other cut is between two pages: a transaction that is whole is lost by no other.
        let at = if cut.at.is_multiple_of(2) { at } else { end - (end - at) / FRAME * FRAME };
        let mut left = new[..at].to_vec();
        match cut.tail {
            Tail::WhatWasThereBefore => left.extend(old.get(at..).unwrap_or_default()),
            Tail::Nothing if old.len() <= at => {}
            // Written over, the file keeps its length.
            Tail::Nothing => left.extend(&old[at..]),
            Tail::Zeros => left.resize(new.len(), 0),
            Tail::Garbage => left.extend((at..new.len()).map(|place| (place * 31 + usize::from(cut.at)) as u8)),
        }
        Self { database: self.database.clone(), journal: left }
    }
}
