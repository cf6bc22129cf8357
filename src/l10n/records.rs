//! The file of records in a locale’s folder: the English that each translation was made from, and which texts
//! were approved.
//!
//! `.made-from.ftl` holds, per message and term, the English that was translated, and in a comment the fingerprint of
//! the translation at that time, with the day on which it was new; a second line holds that of the text that was
//! approved.
//! Comments on the file (`###`) say whether the language was in the menu, and who approved it. Knows no rule.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use fluent_syntax::ast::{Comment, Entry, Resource};
use fluent_syntax::parser;
use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::check::misread;
use super::definition::Definition;
use super::locale::Review;
use super::normal;
use super::question_marks::lost_letter;

const HEADER: &str = "\
### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
";
/// The last line: a file without it has lost what stood behind.
const END: &str = "end of the records";
/// So many entries without a fingerprint are those of another file.
const MIN_OTHER: usize = 3;
/// The language was in the menu when this was written.
const LISTED: &str = "listed";
/// What has no record is not new: nobody has said yet that it is right.
const INCOMPLETE: &str = "incomplete";
const APPROVED_BY: &str = "approved by ";
const APPROVED: &str = "approved ";

/// A text of the source, or of a translation, in both of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// As Fluent writes it, without its comment.
    pub written: String,
    /// The normal form: what is compared.
    pub normal: String,
}

/// What was written down about one translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The English that it was made from.
    pub english: Wording,
    /// The fingerprint of the translation; empty if it was lost.
    pub fingerprint: String,
    /// The day on which a translation with this fingerprint was first written down; `None` if that is not known.
    pub changed: Option<Date>,
    /// The fingerprint of the text that was approved; empty if none was.
    pub approved: String,
}

impl Record {
    /// A record that a translation, in normal form, was made from this English.
    pub fn new(english: &Wording, translation: &str) -> Self {
        Self { english: english.clone(), fingerprint: fingerprint(translation), changed: None, approved: String::new() }
    }
}

/// How much the records say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// There is no file.
    #[default]
    Missing,
    /// Something was lost or stands twice, or the file is not read: it is to be mended, not written over.
    Damaged,
    /// Of some translations nobody has said yet that they are right.
    Incomplete,
    /// What has no record is new.
    Whole,
}

/// Whether a text is that of a file of records.
pub(super) fn are_in(text: &str) -> bool {
    HEADER.lines().next().is_some_and(|first| text.starts_with(first))
}

/// The records of one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// The first record of each message, and of each term by its name with the dash.
    pub entries: BTreeMap<String, Record>,
    /// Further records of the same ids, as a conflict of versions leaves them.
    pub further: BTreeMap<String, Vec<Record>>,
    /// The ids of records that have lost a part of their English: nothing follows from it.
    pub unsure: BTreeSet<String>,
    /// How much they say.
    pub condition: Condition,
    /// Whether the language was in the menu when they were last written.
    pub was_listed: bool,
    /// The approval that they hold.
    pub review: Option<Review>,
}

impl Records {
    /// Of a file that is not read: it may say anything.
    pub fn refused() -> Self {
        Self { condition: Condition::Damaged, ..Self::default() }
    }

    /// Reads the file. What could be read of a damaged one counts: a record that is lost must not make a
    /// stale translation look new.
    pub fn parse(text: &str) -> Self {
        match parser::parse(text) {
            Ok(resource) => Self::read(text, &resource, false),
            Err((resource, _)) => Self::read(text, &resource, true),
        }
    }

    fn read(text: &str, resource: &Resource<&str>, has_errors: bool) -> Self {
        let mut records = Self { condition: Condition::Whole, ..Self::default() };
        let (mut is_damaged, mut is_ours, mut has_end) = (has_errors, false, false);
        for entry in &resource.body {
            if let Entry::ResourceComment(comment) = entry {
                is_ours |= comment
                    .content
                    .iter()
                    .any(|line| HEADER.lines().any(|ours| ours.trim_start_matches("### ") == line.trim()));
                has_end |= comment.content.iter().any(|line| line.trim() == END);
                records.read_header(comment);
            }
            let Some(definition) = Definition::of(entry) else { continue };
            let (id, english, lines) =
                (definition.id().into_owned(), Wording::of(definition), definition.comment_lines());
            let (first, approved) = (lines.first().copied().unwrap_or_default(), lines.get(1).copied());
            let (fingerprint, changed) = fingerprint_and_day(first);
            let approved = approved.unwrap_or_default().trim().strip_prefix(APPROVED).unwrap_or_default();
            let record = Record { english, fingerprint, changed, approved: if_whole(approved) };
            is_damaged |= record.fingerprint.is_empty();
            match records.entries.entry(id) {
                btree_map::Entry::Vacant(place) => {
                    place.insert(record);
                }
                btree_map::Entry::Occupied(place) => {
                    is_damaged = true;
                    records.further.entry(place.key().clone()).or_default().push(record);
                }
            }
        }
        records.unsure.extend(cut_by_junk(resource));
        // The text of another file says nothing of this one.
        let has_none = || records.entries.values().all(|record| record.fingerprint.is_empty());
        if !is_ours && !has_end && records.entries.len() >= MIN_OTHER && has_none() {
            return Self::refused();
        }
        // Where the file is cut, so is the last record, unless an empty line stands behind it.
        if is_ours && !has_end && !text.ends_with("\n\n") {
            records.unsure.extend(resource.body.last().and_then(Definition::of).map(|it| it.id().into_owned()));
        }
        is_damaged |= records.has_lost_letters(text);
        // An emptied file says as much as none.
        if records.entries.is_empty() && !is_damaged && !has_end {
            records.condition = Condition::Missing;
        }
        if is_damaged || is_ours && !has_end {
            records.condition = Condition::Damaged;
        }
        records
    }

    /// Finds the records whose English has lost letters, as a file does that is saved or read in another encoding.
    fn has_lost_letters(&mut self, text: &str) -> bool {
        let is_misread = !misread(text).characters.is_empty();
        let has_lost = |record: &Record| {
            let english = record.english.written.as_str();
            english.contains(char::REPLACEMENT_CHARACTER)
                || lost_letter(english).is_some()
                || is_misread && !misread(english).characters.is_empty()
        };
        let lost: Vec<String> =
            self.all().filter(|(_, record)| has_lost(record)).map(|(id, _)| id.to_owned()).collect();
        let has_lost = !lost.is_empty();
        self.unsure.extend(lost);
        has_lost
    }

    /// Compares what is written down with the English of today, by id: where question marks stand in the place of its letters
    /// and signs, and nothing else has changed, they are lost. Whether any are that were not known to be.
    pub(super) fn find_replaced(&mut self, today: impl Fn(&str) -> Option<String>) -> bool {
        let asked = self.all().filter(|(id, record)| record.english.normal.contains('?') && !self.unsure.contains(*id));
        let is_replaced = |(id, record): &(&str, &Record)| {
            today(id).is_some_and(|today| is_with_question_marks(&record.english.normal, &today))
        };
        let found: Vec<String> = asked.filter(is_replaced).map(|(id, _)| id.to_owned()).collect();
        let are_any = !found.is_empty();
        self.unsure.extend(found);
        if are_any {
            self.condition = Condition::Damaged;
        }
        are_any
    }

    fn read_header(&mut self, comment: &Comment<&str>) {
        for line in comment.content.iter().map(|line| line.trim()) {
            match line {
                LISTED => self.was_listed = true,
                INCOMPLETE => self.condition = Condition::Incomplete,
                line => {
                    let approval = line.strip_prefix(APPROVED_BY).and_then(|rest| rest.rsplit_once(" on "));
                    if let Some((by, on)) = approval
                        && let Ok(on) = on.parse()
                    {
                        self.review = Some(Review { by: by.to_owned(), on });
                    }
                }
            }
        }
    }

    /// All records whose English is whole, each with its id.
    pub fn sure(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.all().filter(|(id, _)| !self.unsure.contains(*id))
    }

    /// All records, each with its id.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Record)> {
        let further =
            self.further.iter().flat_map(|(id, records)| records.iter().map(move |record| (id.as_str(), record)));
        self.entries.iter().map(|(id, record)| (id.as_str(), record)).chain(further)
    }

    /// All records of an id.
    pub fn of(&self, id: &str) -> impl Iterator<Item = &Record> {
        self.entries.get(id).into_iter().chain(self.further.get(id).into_iter().flatten())
    }

    /// Whether they say of a message that there has never been a translation of it.
    pub fn have_never_had(&self, id: &str) -> bool {
        self.condition == Condition::Whole && self.of(id).next().is_none()
    }

    /// The same, with this day for the translations that are new since these earlier ones were written.
    pub fn dated(mut self, before: &Self, today: Date) -> Self {
        for (id, record) in &mut self.entries {
            let is_new = before.of(id).all(|before| before.fingerprint != record.fingerprint);
            // One that had another name brings its day.
            if is_new && record.changed.is_none() {
                record.changed = Some(today);
            }
        }
        self
    }

    /// The file, sorted by id.
    pub fn to_ftl(&self) -> String {
        let mut text = HEADER.to_owned();
        let mut say = |line: &str| text.push_str(&format!("### {line}\n"));
        if self.was_listed {
            say(LISTED);
        }
        if self.condition == Condition::Incomplete {
            say(INCOMPLETE);
        }
        if let Some(Review { by, on }) = &self.review {
            say(&format!("{APPROVED_BY}{by} on {on}"));
        }
        for record in self.entries.values() {
            let day = record.changed.map(|day| format!(" {day}")).unwrap_or_default();
            text.push_str(&format!("\n# {}{day}\n", record.fingerprint));
            if !record.approved.is_empty() {
                text.push_str(&format!("# {APPROVED}{}\n", record.approved));
            }
            text.push_str(record.english.readable());
        }
        text + &format!("\n### {END}\n")
    }
}

impl Wording {
    /// That of a message or a term.
    pub(super) fn of(definition: Definition<'_, '_>) -> Self {
        let written = normal::written(definition);
        let normal = match definition {
            Definition::Message(message) if normal::is_certainly(message) => written.clone(),
            _ => normal::of(definition),
        };
        Self { written, normal }
    }

    /// The form that reads back as what it is: Fluent’s serializer lets some lines begin with what it takes for
    /// a variant.
    fn readable(&self) -> &str {
        let reads_back = match parser::parse(self.written.as_str()) {
            Ok(resource) => Definition::only(&resource).is_some_and(|it| normal::of(it) == self.normal),
            Err(_) => false,
        };
        if reads_back { &self.written } else { &self.normal }
    }
}

/// The ids of what ends where something begins that cannot be read and holds more of it: further lines, or the line between the
/// two sides of a conflict without that which begins one. Between whole records such a line costs none of them.
fn cut_by_junk(resource: &Resource<&str>) -> Vec<String> {
    let mut is_conflict_open = false;
    let mut cut = Vec::new();
    for (number, entry) in resource.body.iter().enumerate() {
        let Entry::Junk { content } = entry else { continue };
        let has_more = content.lines().any(|line| line.starts_with(' ') && !line.trim().is_empty());
        is_conflict_open |= content.lines().any(|line| line.starts_with("<<<<<<<"));
        let is_middle = !is_conflict_open && content.starts_with("=======");
        if has_more || is_middle {
            let above = number.checked_sub(1).and_then(|above| Definition::of(&resource.body[above]));
            cut.extend(above.map(|it| it.id().into_owned()));
        }
    }
    cut
}

/// Whether a text is another with question marks in the place of what is not of ASCII.
fn is_with_question_marks(text: &str, whole: &str) -> bool {
    let (mut given, mut expected) = (text.chars(), whole.chars());
    let are_alike = given.by_ref().zip(expected.by_ref()).all(|(given, c)| given == c || given == '?' && !c.is_ascii());
    are_alike && text != whole && text.chars().count() == whole.chars().count()
}

/// The English of former days that the records of any language hold, by id.
#[derive(Default)]
pub struct FormerEnglish<'r> {
    /// All of it.
    pub texts: HashMap<&'r str, Vec<&'r str>>,
    /// That of the messages whose English of today no translation was made from.
    pub in_no_record: HashMap<&'r str, Vec<&'r str>>,
}

impl<'r> FormerEnglish<'r> {
    /// From the records of each language.
    pub fn of(all: &[&'r Records], today: &HashMap<String, Wording>) -> Self {
        let is_today = |id: &str, record: &Record| today.get(id).map(|today| today.normal == record.english.normal);
        let former = |records: &&'r Records| {
            let former = records.sure().filter(|(id, record)| is_today(id, record) == Some(false));
            former.map(|(id, record)| (id, record.english.normal.as_str())).collect::<Vec<_>>()
        };
        let former: Vec<Vec<(&str, &str)>> = all.par_iter().map(former).collect();
        let mut texts: HashMap<&str, Vec<&str>> = HashMap::default();
        let mut seen = HashSet::default();
        for (id, english) in former.into_iter().flatten().filter(|former| seen.insert(*former)) {
            texts.entry(id).or_default().push(english);
        }
        let is_recorded = |id: &str| all.iter().any(|all| all.of(id).any(|record| is_today(id, record) == Some(true)));
        let of_none = texts.iter().filter(|(id, _)| !is_recorded(id));
        let in_no_record = of_none.map(|(id, texts)| (*id, texts.clone())).collect();
        Self { texts, in_no_record }
    }
}

/// 48 bits tell the versions of one message apart.
const FINGERPRINT_BYTES: usize = 6;

/// A short fingerprint of a text.
pub fn fingerprint(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..FINGERPRINT_BYTES])
}

/// The fingerprint and the day in a line. Neither is there where the line is not whole.
fn fingerprint_and_day(line: &str) -> (String, Option<Date>) {
    let Some((fingerprint, day)) = line.trim().split_once(' ') else { return (if_whole(line), None) };
    match day.parse() {
        Ok(day) => (if_whole(fingerprint), Some(day)),
        Err(_) => (String::new(), None),
    }
}

/// A fingerprint as it stands in the file; nothing if it is none.
fn if_whole(text: &str) -> String {
    let text = text.trim();
    let is_whole = text.len() == 2 * FINGERPRINT_BYTES && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if is_whole { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests;
