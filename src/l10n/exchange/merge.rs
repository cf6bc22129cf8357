//! Puts the texts of a delivery into the files of a locale. What is not in the delivery stays byte for byte, comments and
//! order included; what was made from other English is written down as such. Knows no disk.

use std::collections::{BTreeMap, HashMap, HashSet};

use fluent_syntax::ast::Variant;
use unic_langid::LanguageIdentifier;

use super::codes::{Piece, pieces};
use super::form::{Form, Part, key, parts, rows_of, rows_of_mut, variant_key};
use super::former::english_then;
use super::place;
use super::plan::{Change, Told, Why};
use super::tree::{Tree, normal_form, normal_text};
use super::unit::{Path, Unit};
use super::units::files_of;
use crate::l10n::assess::SAME;
use crate::l10n::check::Finding;
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
}

impl Merge<'_> {
    /// Writes changes into copies of the files.
    pub fn merge(&self, changes: &[&Change]) -> Merged {
        let mut by_id: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in changes {
            by_id.entry(&change.path.id).or_default().push(change);
        }
        let mut merged = Merged::default();
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut records = self.records();
        let mut is_recorded = false;
        // In the order of the English, so that what is new is appended in it.
        let mut seen = HashSet::new();
        let ids = self.units.iter().filter(|unit| seen.insert(unit.path.id.as_str()));
        for (unit, of_id) in ids.filter_map(|unit| Some((unit, by_id.get(unit.path.id.as_str())?))) {
            let written = self.message(unit, of_id, &mut texts, &records);
            match written {
                Ok(Some((id, record))) => {
                    records.entries.insert(id, record);
                    is_recorded = true;
                }
                Ok(None) => {}
                Err(why) => merged.refuse(of_id, &why),
            }
        }
        if is_recorded {
            let path = format!("{}/{RECORDS_FILE}", self.tag);
            merged.files.push(LocaleFile { path, text: records.to_ftl(), refused: None });
        }
        merged.files.extend(texts.into_iter().map(|(path, text)| LocaleFile { path, text, refused: None }));
        merged
    }

    fn records(&self) -> Records {
        let path = format!("{}/{RECORDS_FILE}", self.tag);
        match self.files.iter().find(|file| file.path == path) {
            None => Records::default(),
            Some(file) if file.refused.is_some() => Records::refused(),
            Some(file) => Records::parse(&file.text),
        }
    }

    /// Writes the texts of one message; what is to be recorded of it.
    fn message(
        &self,
        unit: &Unit,
        changes: &[&Change],
        texts: &mut BTreeMap<String, String>,
        records: &Records,
    ) -> Result<Option<(String, Record)>, Why> {
        let id = unit.path.id.as_str();
        let source =
            files_of(self.files, SOURCE).find(|file| file.folder_and_name().is_some_and(|(_, n)| n == unit.file));
        let english = source.ok_or(Why::Unwritable)?;
        let today = place::entry(&english.text, id).map(|range| &english.text[range]).ok_or(Why::Unwritable)?;
        let with_comment = draft::messages(self.tag, &english.text, &HashSet::from([id]));
        let drafted = place::entry(&with_comment, id).map(|range| &with_comment[range]).ok_or(Why::Unwritable)?;

        let (path, range) = self.place_of(unit, texts);
        if let Some(file) = self.files.iter().find(|file| file.path == path)
            && file.refused.is_some()
        {
            return Err(Why::File(path));
        }
        let file = texts.get(&path).cloned().or_else(|| self.text_of(&path)).unwrap_or_default();
        let own = range.clone().map(|range| file[range].replace('\r', ""));
        // What is in English still begins as the draft of the English.
        let is_translated = self.units.iter().any(|unit| unit.path.id == id && unit.target.is_some());
        let own = own.as_deref().filter(|_| is_translated);
        let written = whole(id, own, drafted, changes)?;

        let normal = normal_form(&written).ok_or(Why::Unwritable)?;
        let is_english = [today, drafted].into_iter().any(|english| normal_form(english).as_deref() == Some(&normal));
        let is_to_be_marked = is_english && !unit.is_same && has_letters(&written);
        if is_to_be_marked && !changes.iter().any(|change| change.is_same) {
            return Err(Why::Same);
        }
        let record = self.record(today, drafted, &normal, changes, records)?;
        let mark = if is_to_be_marked { format!("# {SAME}\n") } else { String::new() };
        let text = match range {
            Some(range) => {
                [&file[..range.start], &with_line_ends(&(mark + written.trim_end()), &file), &file[range.end..]]
                    .concat()
            }
            None => {
                let comment: String = with_comment
                    .lines()
                    .take_while(|line| line.starts_with('#'))
                    .map(|line| format!("{line}\n"))
                    .collect();
                let text = draft::with_addition(file.into_bytes(), &(comment + &mark + &written));
                String::from_utf8(text).map_err(|_| Why::Unwritable)?
            }
        };
        texts.insert(path, text);
        Ok(record.map(|record| (id.to_owned(), record)))
    }

    /// The file of a message, and where it stands there; of one that is not there the file where it belongs.
    fn place_of(&self, unit: &Unit, texts: &BTreeMap<String, String>) -> (String, Option<std::ops::Range<usize>>) {
        let tag = self.tag.to_string();
        let belongs = format!("{tag}/{}", unit.file);
        let others = files_of(self.files, &tag).map(|file| file.path.as_str()).filter(|path| *path != belongs);
        for path in std::iter::once(belongs.as_str()).chain(others) {
            let text = texts.get(path).cloned().or_else(|| self.text_of(path));
            if let Some(range) = text.and_then(|text| place::entry(&text, &unit.path.id)) {
                return (path.to_owned(), Some(range));
            }
        }
        (belongs, None)
    }

    fn text_of(&self, path: &str) -> Option<String> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.clone())
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

/// A message with changes. `own` is what the language has of it; without it, all parts have to be delivered.
fn whole(id: &str, own: Option<&str>, drafted: &str, changes: &[&Change]) -> Result<String, Why> {
    let draft = Tree::parse(drafted).ok_or(Why::Unwritable)?;
    let of_draft = parts(drafted);
    let of_own = own.map(parts).unwrap_or_default();
    let mut tree = match own {
        Some(own) => Tree::parse(own).ok_or(Why::Unwritable)?,
        None => Tree { id: id.to_owned(), value: None, attributes: Vec::new() },
    };
    let normal_own = own.and_then(normal_form).as_deref().and_then(Tree::parse);
    let mut missing = Vec::new();
    for part in &of_draft {
        let own = of_own.iter().find(|own| own.name == part.name);
        let of_part: Vec<&Change> = changes.iter().filter(|change| change.path.part == part.name).copied().collect();
        let path = |row: Option<&str>| Path { id: id.to_owned(), part: part.name.clone(), row: row.map(str::to_owned) };
        match (own, &part.form) {
            (None, _) if of_part.is_empty() => missing.push(path(None).to_string()),
            (Some(_), _) if of_part.is_empty() => {}
            (None, Form::Rows(rows)) if of_part.iter().all(|change| change.path.row.is_some()) => {
                let is_delivered = |key: &str| of_part.iter().any(|change| change.path.row.as_deref() == Some(key));
                let starred = rows.iter().filter(|row| row.is_default).map(|row| row.key.as_str());
                let Some(star) = std::iter::once("other").chain(starred).find(|key| is_delivered(key)) else {
                    missing
                        .extend(rows.iter().filter(|row| row.is_default).map(|row| path(Some(&row.key)).to_string()));
                    continue;
                };
                let normal = normal_form(drafted).as_deref().and_then(Tree::parse).ok_or(Why::Unwritable)?;
                let pattern = draft.pattern(&part.name).filter(|pattern| rows_of(pattern).is_some());
                let mut pattern = pattern.or(normal.pattern(&part.name)).ok_or(Why::Unwritable)?.clone();
                let variants = rows_of_mut(&mut pattern).ok_or(Why::Unwritable)?;
                variants.retain(|variant| is_delivered(key(variant)));
                variants.iter_mut().for_each(|variant| variant.default = false);
                set_rows(variants, &of_part);
                variants.iter_mut().for_each(|variant| variant.default = key(variant) == star);
                tree.set(&part.name, pattern);
            }
            (own, _) => {
                for change in of_part.iter().filter(|change| change.path.row.is_none()) {
                    tree.set(&part.name, change.pattern.clone());
                }
                if own.is_some() && of_part.iter().any(|change| change.path.row.is_some()) {
                    let pattern = tree.pattern(&part.name).filter(|pattern| rows_of(pattern).is_some());
                    let pattern = pattern.or_else(|| normal_own.as_ref()?.pattern(&part.name));
                    let mut pattern = pattern.ok_or(Why::Unwritable)?.clone();
                    set_rows(rows_of_mut(&mut pattern).ok_or(Why::Unwritable)?, &of_part);
                    tree.set(&part.name, pattern);
                }
            }
        }
    }
    // A new part of a message that is translated may come later.
    if own.is_none() && !missing.is_empty() {
        return Err(Why::Incomplete(missing.join(", ")));
    }
    let written = tree.written();
    let candidates = [normal_form(&written), Some(written)];
    let reads_back = |written: &&String| {
        let read: HashMap<String, Part> = parts(written).into_iter().map(|part| (part.name.clone(), part)).collect();
        changes.iter().all(|change| {
            let part = read.get(&change.path.part);
            let text = part.and_then(|part| match &change.path.row {
                None => Some(part.whole.as_str()),
                Some(row) => part.form.has(row).then(|| part.form.nearest(Some(row))),
            });
            text.is_some_and(|text| normal_text(text) == normal_text(&change.text))
        })
    };
    candidates.iter().rev().flatten().find(reads_back).cloned().ok_or(Why::Unwritable)
}

/// Puts texts into rows; one that is not there yet stands before that with the star.
fn set_rows(variants: &mut Vec<Variant<String>>, changes: &[&Change]) {
    for change in changes {
        let Some(row) = change.path.row.as_deref() else { continue };
        match variants.iter_mut().find(|variant| key(variant) == row) {
            Some(variant) => variant.value = change.pattern.clone(),
            None => {
                let at = variants.iter().position(|variant| variant.default).unwrap_or(variants.len());
                let variant = Variant { key: variant_key(row), value: change.pattern.clone(), default: false };
                variants.insert(at, variant);
            }
        }
    }
}

fn has_letters(written: &str) -> bool {
    let texts = parts(written).into_iter().flat_map(|part| match part.form {
        Form::One(text) => vec![text],
        Form::Rows(rows) => rows.into_iter().map(|row| row.text).collect(),
    });
    let mut texts = texts;
    texts.any(|text| {
        pieces(&text).iter().any(|piece| matches!(piece, Piece::Text(plain) if plain.contains(char::is_alphabetic)))
    })
}

/// With the line ends of a file.
fn with_line_ends(text: &str, file: &str) -> String {
    if file.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() }
}
