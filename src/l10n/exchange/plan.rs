//! What of a delivery is to be written, and what of it is told: each of its texts beside the one of today. Knows no file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::Pattern;

use super::delivery::{Delivered, DeliveredFile};
use super::form::is_of_number;
use super::tree::{normal_text, pattern};
use super::unit::{Path, Unit};
use crate::l10n::check::SAME;
use crate::l10n::near::nearest;
use crate::l10n::position::Position;
use crate::l10n::standing::Standing;

/// So many unknown paths are compared with the known ones: a file of another project has nothing but unknown ones.
const MAX_COMPARED: usize = 20;

/// A text that is to be written.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands.
    pub path: Path,
    /// Where it stands in the delivery.
    pub at: Position,
    /// The English of today.
    pub english: String,
    pub(super) text: String,
    pub(super) pattern: Pattern<String>,
    /// The English that it was made from, if it is not that of today.
    pub(super) then: Option<(String, Pattern<String>)>,
    pub(super) is_same: bool,
}

/// Something to be told of a text of a delivery.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where it stands in the delivery.
    pub at: Position,
    /// Its path, as it was delivered.
    pub path: String,
    /// What there is to tell.
    pub why: Why,
    /// The English of today.
    pub english: Option<String>,
}

/// What is told of a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The English has no such text.
    #[error("the English has no text of this name{}", .0.as_ref().map(|alike| format!("; did you mean {alike}?")).unwrap_or_default())]
    Unknown(Option<String>),
    /// The same path stands in the delivery before, with another text.
    #[error("the text stands in the file twice; the first counts")]
    Twice,
    /// It cannot be read as a text of Fluent.
    #[error("a brace is not closed, or what stands in braces is nothing that Fluent knows; copy it from the English")]
    Unreadable,
    /// The delivery does not say what it was made from.
    #[error("the file does not say from which English it was made; export the file again and translate that")]
    NoSource,
    /// The English of the delivery cannot be read.
    #[error("the English in the file is damaged; export the file again and translate that")]
    DamagedSource,
    /// The tool says that it is unfinished.
    #[error("it is marked as unfinished (fuzzy); finish it and take the mark away")]
    Fuzzy,
    /// It is the English.
    #[error(
        "it is the same as the English; if that is right, write {SAME} into its comment: of the translator in PO, in \
         translator_comments in CSV, in a note in XLIFF"
    )]
    Same,
    /// Other texts of the same message are not there.
    #[error("its message is shown only when it is whole, and there is no translation yet of {0}")]
    Incomplete(String),
    /// The file that it belongs into is not read.
    #[error("{0} cannot be read, and nothing is written into it; see  communique locales check")]
    File(String),
    /// The records are damaged.
    #[error("it is made from other English, which cannot be written down: the records are damaged; mend them first")]
    Records,
    /// It would not read back as itself.
    #[error("Fluent cannot write it down so that it stays the same; write it into the file by hand")]
    Unwritable,
    /// The check finds something that readers would see broken.
    #[error("{0}; {1}")]
    Check(String, String),
    /// Without it, something else of the language has not the error that it has with it: where, what, and what to do.
    #[error("it makes {0} wrong: {1}; {2}")]
    Elsewhere(String, String, String),
    /// It is written, and out of date.
    #[error("made from other English, so that it is out of date; compare it with the English of today, and accept it")]
    OtherEnglish,
    /// It is written, and nothing says that it was made from other English: there are no records.
    #[error(
        "made from other English, which is not written down, because the language has no records; compare it with the \
         English of today, and accept it when it is right"
    )]
    Unrecorded,
}

impl Why {
    /// Whether the text was not taken.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::OtherEnglish | Self::Unrecorded)
    }
}

/// What is to become of a delivery.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What is to be written.
    pub changes: Vec<Change>,
    /// What is to be told.
    pub told: Vec<Told>,
    /// How many texts have no translation in the delivery.
    pub untranslated: usize,
    /// How many texts are as they are in our files.
    pub unchanged: usize,
    /// The texts that the delivery says are right for the English of today.
    confirmed: HashSet<Path>,
}

/// Compares a delivery with the texts of today.
pub fn plan(units: &[Unit], delivery: &DeliveredFile) -> Plan {
    let by_path: HashMap<String, &Unit> = units.iter().map(|unit| (unit.path.to_string(), unit)).collect();
    let mut plan = Plan::default();
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut unknown = 0;
    for delivered in &delivery.units {
        if delivered.target.trim().is_empty() {
            plan.untranslated += 1;
            continue;
        }
        let other_row = || other_row(units, &delivered.path);
        let unit =
            by_path.get(&delivered.path).map(|unit| Cow::Borrowed(*unit)).or_else(|| other_row().map(Cow::Owned));
        let before = seen.insert(&delivered.path, &delivered.target);
        let why = match &unit {
            None => {
                unknown += 1;
                let known = by_path.keys().map(String::as_str).take_while(|_| unknown <= MAX_COMPARED);
                Err(Why::Unknown(nearest(&delivered.path, known).map(str::to_owned)))
            }
            Some(_) if before.is_some_and(|before| before == delivered.target) => continue,
            Some(_) if before.is_some() => Err(Why::Twice),
            Some(unit) => plan.add(unit, delivered),
        };
        if let Err(why) = why {
            let (at, path) = (delivered.at, delivered.path.clone());
            plan.told.push(Told { at, path, why, english: unit.map(|unit| unit.source.clone()) });
        }
    }
    plan
}

impl Plan {
    fn add(&mut self, unit: &Unit, delivered: &Delivered) -> Result<(), Why> {
        let (read, normal) = pattern(&delivered.target).zip(normal_text(&delivered.target)).ok_or(Why::Unreadable)?;
        let source = delivered.source.as_deref();
        let is_today = source.is_some_and(|source| is_alike(source, &unit.source));
        let is_confirmed = is_today && !delivered.is_fuzzy;
        // Of a text without letters nobody asks whether it is rightly the same; who says so is heard all the same.
        let is_mark_new = delivered.is_same && !unit.is_same && is_alike(&delivered.target, &unit.source);
        if unit.target.as_deref().and_then(normal_text).as_ref() == Some(&normal) && !is_mark_new {
            self.unchanged += 1;
            if is_confirmed {
                self.confirmed.insert(unit.path.clone());
            }
            return Ok(());
        }
        // What is to be confirmed anyway may come unfinished.
        if delivered.is_fuzzy && !unit.standing.is_fuzzy() {
            return Err(Why::Fuzzy);
        }
        let then = match (is_today, source) {
            (true, _) => None,
            (false, None) => return Err(Why::NoSource),
            (false, Some(source)) => Some((source.to_owned(), pattern(source).ok_or(Why::DamagedSource)?)),
        };
        if is_confirmed {
            self.confirmed.insert(unit.path.clone());
        }
        self.changes.push(Change {
            path: unit.path.clone(),
            at: delivered.at,
            english: unit.source.clone(),
            text: delivered.target.clone(),
            pattern: read,
            then,
            is_same: delivered.is_same || unit.is_same,
        });
        Ok(())
    }

    /// The messages that are out of date or to be confirmed, and of which the delivery says in all their texts that they
    /// are right for the English of today; without records (`are_recorded`) also those that are new. `refused` are the
    /// changes that are not written.
    pub fn confirmed(&self, units: &[Unit], refused: &HashSet<Path>, are_recorded: bool) -> Vec<String> {
        let is_written = |change: &&Change| !refused.contains(&change.path);
        let written: HashSet<&Path> = self.changes.iter().filter(is_written).map(|change| &change.path).collect();
        let of_other_english = self.changes.iter().filter(is_written).filter(|change| change.is_of_other_english());
        let of_other_english: HashSet<&str> = of_other_english.map(|change| change.path.id.as_str()).collect();
        let mut ids: Vec<String> = Vec::new();
        for of_message in units.chunk_by(|a, b| a.path.id == b.path.id) {
            let id = &of_message[0].path.id;
            let is_to_be_confirmed = |unit: &&Unit| match unit.standing {
                Standing::OutOfDate | Standing::ToBeConfirmed => true,
                Standing::Missing | Standing::StillEnglish | Standing::Wrong => {
                    !are_recorded && written.contains(&unit.path)
                }
                Standing::Source | Standing::New | Standing::UpToDate | Standing::Inherited => false,
            };
            let is_confirmed = |unit: &Unit| self.confirmed.contains(&unit.path) && !refused.contains(&unit.path);
            let mut open = of_message.iter().filter(is_to_be_confirmed).peekable();
            if open.peek().is_some() && open.all(is_confirmed) && !of_other_english.contains(id.as_str()) {
                ids.push(id.clone());
            }
        }
        ids
    }
}

/// Whether two English texts are the same, but for what spreadsheets and editors do to spaces.
fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    one == other || words(one) == words(other) || normal_text(one).is_some_and(|one| Some(one) == normal_text(other))
}

/// A row that the language has not had, or one text in place of rows.
fn other_row(units: &[Unit], path: &str) -> Option<Unit> {
    let path = Path::parse(path)?;
    if path.row.as_deref().is_some_and(|row| !is_of_number(row)) {
        return None;
    }
    let alike = |unit: &&Unit| unit.path.id == path.id && unit.path.part == path.part && unit.path.row.is_some();
    // The last one is that with the star, to which any other is nearest.
    let unit = units.iter().rev().find(alike)?;
    Some(Unit { path, target: None, standing: Standing::Missing, former: None, ..unit.clone() })
}
