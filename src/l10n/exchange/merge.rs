//! Puts the texts of a delivery into the files of a locale. What is not in the delivery stays byte for byte, comments and
//! order included; what was made from other English is written down as such. Knows no disk.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use super::codes::{TextPiece, pieces};
use super::form::{PartForm, parts};
use super::former::english_then;
use super::message::{Unfit, whole};
use super::place;
use super::plan::{Change, Told, Why};
use super::tree::normal_form;
use super::unit::{Path, Unit};
use super::units::files_of;
use crate::l10n::check::Finding;
use crate::l10n::check::SAME;
use crate::l10n::draft;
use crate::l10n::file::{LocaleFile, RECORDS_FILE};
use crate::l10n::locale::SOURCE;
use crate::l10n::records::{Condition, Record, Records};

/// What texts are put into.
pub struct Merge<'m> {
    /// All locale files.
    pub files: &'m [LocaleFile],
    /// The language.
    pub tag: &'m LanguageIdentifier,
    /// Its texts as they are.
    pub units: &'m [Unit],
    /// The day on which it is done, for the records.
    pub day: Date,
}

/// What comes of it.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The files that change, whole.
    pub files: Vec<LocaleFile>,
    /// What could not be written.
    pub told: Vec<Told>,
    /// The texts that could not be written.
    pub refused: HashSet<Path>,
    /// Whether the language has records, in which other English is written down.
    pub are_recorded: bool,
}

impl Merge<'_> {
    /// Writes changes into copies of the files.
    pub fn merge(&self, changes: &[&Change]) -> Merged {
        let mut by_id: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in changes {
            by_id.entry(&change.path.id).or_default().push(change);
        }
        let before = self.records();
        let are_recorded = before.condition != Condition::Missing;
        let mut merged = Merged { are_recorded, ..Merged::default() };
        let (sources, own) = (self.sources(&by_id), self.own());
        let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
        let mut records = before.clone();
        let mut is_recorded = false;
        // In the order of the English, so that what is new is appended in it.
        let mut seen = HashSet::new();
        let ids = self.units.iter().filter(|unit| seen.insert(unit.path.id.as_str()));
        for (unit, of_id) in ids.filter_map(|unit| Some((unit, by_id.get(unit.path.id.as_str())?))) {
            let source = sources.get(&unit.path.id);
            let written = source.ok_or_else(|| Why::Unwritable.into());
            match written.and_then(|source| self.message(unit, of_id, source, &own, &records)) {
                Ok((path, edit, record)) => {
                    edits.entry(path).or_default().push(edit);
                    is_recorded |= record.is_some();
                    records.entries.extend(record.map(|record| (unit.path.id.clone(), record)));
                }
                // The others of its texts are to be tried again without them.
                Err(Unfit { why, paths }) => {
                    let those: Vec<&Change> = of_id
                        .iter()
                        .copied()
                        .filter(|change| paths.is_empty() || paths.contains(&change.path))
                        .collect();
                    merged.refuse(&those, &why);
                }
            }
        }
        if is_recorded {
            let path = format!("{}/{RECORDS_FILE}", self.tag);
            merged.files.push(LocaleFile {
                path,
                text: records.dated(&before, self.day).to_ftl(),
                refused: None,
                is_pseudo: false,
                stands_for: None,
            });
        }
        for (path, edits) in edits {
            let before = self.file(&path);
            merged.files.push(LocaleFile {
                text: edited(before.map_or("", |file| &file.text), edits),
                path,
                refused: None,
                is_pseudo: false,
                stands_for: before.and_then(|file| file.stands_for.clone()),
            });
        }
        merged
    }

    fn file(&self, path: &str) -> Option<&LocaleFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The English of the messages that change.
    fn sources(&self, changes: &BTreeMap<&str, Vec<&Change>>) -> HashMap<String, SourceMessage> {
        let is_wanted = |id: &&String| changes.contains_key(id.as_str());
        let mut sources = HashMap::new();
        for file in files_of(self.files, SOURCE) {
            let today = place::entries(&file.text);
            let wanted: HashSet<&str> = today.keys().filter(is_wanted).map(String::as_str).collect();
            if wanted.is_empty() {
                continue;
            }
            let text = draft::messages(self.tag, &file.text, &wanted);
            for (id, range) in place::entries(&text) {
                let above: Vec<&str> =
                    text[..range.start].lines().rev().take_while(|line| line.starts_with('#')).collect();
                let comment = above.iter().rev().map(|line| format!("{line}\n")).collect();
                let Some(of_today) = today.get(&id) else { continue };
                let source = SourceMessage {
                    today: file.text[of_today.clone()].to_owned(),
                    drafted: text[range].to_owned(),
                    comment,
                };
                sources.entry(id).or_insert(source);
            }
        }
        sources
    }

    /// Where the messages of the language stand, by id.
    fn own(&self) -> HashMap<String, (&LocaleFile, Range<usize>)> {
        let mut own = HashMap::new();
        for file in files_of(self.files, &self.tag.to_string()) {
            for (id, range) in place::entries(&file.text) {
                own.entry(id).or_insert((file, range));
            }
        }
        own
    }

    fn records(&self) -> Records {
        match self.file(&format!("{}/{RECORDS_FILE}", self.tag)) {
            None => Records::default(),
            Some(file) if file.refused.is_some() => Records::refused(),
            Some(file) => Records::parse(&file.text),
        }
    }

    /// The file that a message is written into, how, and what is to be recorded of it.
    fn message(
        &self,
        unit: &Unit,
        changes: &[&Change],
        source: &SourceMessage,
        own: &HashMap<String, (&LocaleFile, Range<usize>)>,
        records: &Records,
    ) -> Result<(String, Edit, Option<Record>), Unfit> {
        let SourceMessage { today, drafted, comment } = source;
        let id = unit.path.id.as_str();
        let place = own.get(id);
        let path = place.map_or_else(|| format!("{}/{}", self.tag, unit.file), |(file, _)| file.path.clone());
        if self.file(&path).is_some_and(|file| file.refused.is_some()) {
            return Err(Why::File(path).into());
        }
        // What is in English still begins as the draft of the English.
        let is_translated = self.units.iter().any(|unit| unit.path.id == id && unit.target.is_some());
        let written = place.filter(|_| is_translated).map(|(file, range)| file.text[range.clone()].replace('\r', ""));
        let written = whole(id, written.as_deref(), drafted, changes)?;

        let normal = normal_form(&written).ok_or(Why::Unwritable)?;
        let is_english = [today, drafted].into_iter().any(|english| normal_form(english).as_deref() == Some(&normal));
        let is_unmarked = is_english && !unit.is_same;
        let is_said = changes.iter().any(|change| change.is_same);
        if is_unmarked && !is_said && has_letters(&written) {
            return Err(Why::Same.into());
        }
        let record = self.record(today, drafted, &normal, changes, records)?;
        let mark = if is_unmarked && is_said { format!("# {SAME}\n") } else { String::new() };
        let edit = match place {
            Some((_, range)) => Edit { range: Some(range.clone()), text: mark + written.trim_end() },
            None => Edit { range: None, text: format!("{comment}{mark}{written}") },
        };
        Ok((path, edit, record))
    }

    /// What is to be written down of a message that was made from other English.
    fn record(
        &self,
        today: &str,
        drafted: &str,
        normal: &str,
        changes: &[&Change],
        records: &Records,
    ) -> Result<Option<Record>, Why> {
        if changes.iter().all(|change| change.then.is_none()) {
            return Ok(None);
        }
        match records.condition {
            // Nothing says what anything was made from: all is to be confirmed.
            Condition::Missing => Ok(None),
            Condition::Damaged => Err(Why::Records),
            Condition::Incomplete | Condition::Whole => {
                let then = english_then(today, drafted, changes).ok_or(Why::DamagedSource)?;
                let id = changes.first().map_or("", |change| change.path.id.as_str());
                let approved = records.entries.get(id).map(|record| record.approved.clone()).unwrap_or_default();
                Ok(Some(Record { approved, ..Record::new(&then, normal) }))
            }
        }
    }
}

/// The English of a message.
struct SourceMessage {
    /// As it stands in its file.
    today: String,
    /// With the rows of the language.
    drafted: String,
    comment: String,
}

/// What is written into a file: in the place of what stands there, or at its end.
struct Edit {
    range: Option<Range<usize>>,
    text: String,
}

/// A file with changes, in its own line ends.
fn edited(file: &str, mut edits: Vec<Edit>) -> String {
    let mut text = file.to_owned();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.as_ref().map(|range| range.start)));
    let (replaced, added): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(|edit| edit.range.is_some());
    for Edit { range, text: new } in replaced {
        let new = if file.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
        range.into_iter().for_each(|range| text.replace_range(range, &new));
    }
    for edit in added {
        text.push_str(&draft::addition_to(text.as_bytes(), &edit.text));
    }
    text
}

impl Merged {
    fn refuse(&mut self, changes: &[&Change], why: &Why) {
        for (at, change) in changes.iter().enumerate() {
            self.refused.insert(change.path.clone());
            // Of what is wrong with the whole message one of them tells.
            if at == 0 || !matches!(why, Why::Incomplete(_) | Why::Same) {
                self.told.push(change.told(why.clone()));
            }
        }
    }

    /// The changes that a finding is about: that of the text in which it stands, or else, if `is_new` says that there was
    /// no such finding before, those of its whole message.
    pub fn blamed<'c>(&self, finding: &Finding, is_new: bool, changes: &[&'c Change]) -> Vec<&'c Change> {
        let Some(id) = &finding.id else { return Vec::new() };
        let of_message: Vec<&Change> = changes.iter().filter(|change| change.path.id == *id).copied().collect();
        let file = self.files.iter().find(|file| file.path == finding.path);
        let path = file.and_then(|file| place::path_at(&file.text, id, finding.span.start));
        let is_at = |change: &&Change| {
            path.as_ref().is_some_and(|path| {
                let is_row = path.row.is_none() || change.path.row.is_none() || change.path.row == path.row;
                change.path.part == path.part && is_row
            })
        };
        let exactly: Vec<&Change> = of_message.iter().copied().filter(is_at).collect();
        match exactly.is_empty() {
            false => exactly,
            true if is_new => of_message,
            true => Vec::new(),
        }
    }
}

impl Change {
    /// Tells something of it.
    pub fn told(&self, why: Why) -> Told {
        Told { at: self.at, path: self.path.to_string(), why, english: Some(self.english.clone()) }
    }

    /// Whether it was made from other English than that of today.
    pub fn is_of_other_english(&self) -> bool {
        self.then.is_some()
    }
}

fn has_letters(written: &str) -> bool {
    let texts = parts(written).into_iter().flat_map(|part| match part.form {
        PartForm::One(text) => vec![text],
        PartForm::Rows(rows) => rows.into_iter().map(|row| row.text).collect(),
    });
    let mut texts = texts;
    texts.any(|text| {
        pieces(&text).iter().any(|piece| matches!(piece, TextPiece::Text(plain) if plain.contains(char::is_alphabetic)))
    })
}
