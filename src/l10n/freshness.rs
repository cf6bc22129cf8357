//! How a translation stands to its English, and what is to be written down of it.
//!
//! A translation is stale when the English has changed since it was made and the translation has not. Where
//! both have changed, or nothing is known, it is to be confirmed: `accept` writes that down, `record` does not.
//! Only normal forms are compared. Knows no file and no rule.

use std::collections::VecDeque;

use fluent_syntax::ast::Message;
use foldhash::{HashMap, HashSet};

use super::normal;
use super::records::{Condition, Record, Records, Wording, fingerprint};

/// How a translation stands to its English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// The records are whole and hold nothing about it: new, and taken to be right.
    New,
    /// Made from the English as it is.
    Fresh,
    /// There are no records, or what they held is lost: to be confirmed.
    Unknown,
    /// The English has changed, and so has the translation: to be confirmed.
    Renewed,
    /// The English has changed since the translation was made.
    Stale,
}

/// A translation to be compared with its record.
#[derive(Clone, Copy)]
pub struct Translation<'t> {
    /// In normal form; empty for a term that the language does without.
    pub normal: &'t str,
    /// The message: earlier versions took the fingerprint of it as it is written.
    pub message: Option<&'t Message<&'t str>>,
}

impl Translation<'_> {
    fn has(&self, recorded: &str) -> bool {
        recorded == fingerprint(self.normal)
            || self.message.is_some_and(|message| recorded == fingerprint(&normal::as_written(message)))
    }
}

impl Freshness {
    /// By the records of an id; of several, as a conflict leaves them, the worst. The English in normal form.
    pub fn of(records: &Records, id: &str, english: &str, translation: Translation<'_>) -> Self {
        let by_record = records.of(id).map(|record| Self::by_record(record, english, translation)).max();
        by_record.unwrap_or(match records.condition {
            Condition::Whole => Self::New,
            Condition::Missing | Condition::Damaged | Condition::Incomplete => Self::Unknown,
        })
    }

    fn by_record(record: &Record, english: &str, translation: Translation<'_>) -> Self {
        if record.english.normal == english {
            return Self::Fresh;
        }
        // Without its fingerprint nothing says that the translation has changed.
        let is_as_it_was = record.fingerprint.is_empty() || translation.has(&record.fingerprint);
        if is_as_it_was { Self::Stale } else { Self::Renewed }
    }

    /// Whether somebody has to say that the translation is right before that is written down.
    pub fn is_to_be_confirmed(self) -> bool {
        matches!(self, Self::Unknown | Self::Renewed | Self::Stale)
    }
}

/// Why nothing is written down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The file of records is damaged.
    #[error("the records are damaged and not written over; take them from the last good version first")]
    Damaged,
    /// There is no such translation.
    #[error("there is no translation {0} of something that the English has")]
    Unknown(String),
    /// It is broken, or still English.
    #[error("{0} is not shown, because it is wrong or still English; mend or translate it first")]
    NotShown(String),
}

/// What a locale’s records can be written from.
pub struct Recordable<'l> {
    /// The records as they are.
    pub records: &'l Records,
    /// The translations that are right, terms included, in the order of the files, each with its state.
    pub states: &'l [(String, Freshness)],
    /// All translations in normal form.
    pub translations: &'l HashMap<String, String>,
    /// The English.
    pub english: &'l HashMap<String, Wording>,
}

impl Recordable<'_> {
    /// The records with what is new or unchanged written anew. What is wrong, still English or to be confirmed
    /// keeps its record, and so does what is not there: a slip in a file must not make what is stale look new.
    /// `None` if there is no file: then nothing says what is new.
    pub fn recorded(&self) -> Result<Option<Records>, RecordError> {
        match self.records.condition {
            Condition::Damaged => return Err(RecordError::Damaged),
            Condition::Missing => return Ok(None),
            Condition::Incomplete | Condition::Whole => {}
        }
        let mut records = self.records.clone();
        let settled = self.states.iter().filter(|(_, state)| !state.is_to_be_confirmed());
        self.write(&mut records, settled.map(|(id, _)| id.as_str()));
        Ok(Some(records))
    }

    /// The records with these translations written down as right for the English as it is now.
    pub fn accepted(&self, ids: &[String]) -> Result<Records, RecordError> {
        let mut records = self.records.clone();
        match records.condition {
            Condition::Damaged => return Err(RecordError::Damaged),
            // What is not accepted now is still not known to be right.
            Condition::Missing => records.condition = Condition::Incomplete,
            Condition::Incomplete | Condition::Whole => {}
        }
        let acceptable: HashSet<&String> = self.states.iter().map(|(id, _)| id).collect();
        if let Some(id) = ids.iter().find(|id| !acceptable.contains(id)) {
            let is_there = self.translations.contains_key(id) && self.english.contains_key(id);
            return Err(if is_there { RecordError::NotShown(id.clone()) } else { RecordError::Unknown(id.clone()) });
        }
        self.write(&mut records, ids.iter().map(String::as_str));
        Ok(records)
    }

    /// The records of names that neither the English nor the language has any longer.
    fn former_names(&self) -> FormerNames<'_> {
        let mut by_english: HashMap<&str, VecDeque<(&str, &Record)>> = HashMap::default();
        for (former, record) in &self.records.entries {
            if self.translations.contains_key(former) || self.english.contains_key(former) {
                continue;
            }
            if let Some(english) = record.english.normal.strip_prefix(former) {
                by_english.entry(english).or_default().push_back((former, record));
            }
        }
        FormerNames { by_english }
    }

    fn write<'i>(&self, records: &mut Records, ids: impl Iterator<Item = &'i str>) {
        let mut former_names = self.former_names();
        for id in ids {
            let Some(english) = self.english.get(id) else { continue };
            let mut record = Record::new(english, self.translations.get(id).map_or("", String::as_str));
            if let Some(before) = records.entries.get(id) {
                record.approved.clone_from(&before.approved);
                record.changed = before.changed.filter(|_| before.fingerprint == record.fingerprint);
            } else if let Some(translation) = self.translations.get(id)
                && let Some(former) = former_names.take(id, &english.normal, translation)
                && let Some(before) = records.entries.remove(former)
            {
                record.changed = before.changed;
                if !before.approved.is_empty() && before.approved == before.fingerprint {
                    record.approved.clone_from(&record.fingerprint);
                }
            }
            records.entries.insert(id.to_owned(), record);
        }
        let is_known =
            |(id, state): &(String, Freshness)| *state != Freshness::Unknown || records.entries.contains_key(id);
        if records.condition == Condition::Incomplete && self.states.iter().all(is_known) {
            records.condition = Condition::Whole;
        }
    }
}

/// The records of names that are gone, by the English that they were made from, each in the order of their names.
struct FormerNames<'r> {
    by_english: HashMap<&'r str, VecDeque<(&'r str, &'r Record)>>,
}

/// So many records of one English are compared with a translation of it.
const MAX_COMPARED: usize = 100;

impl<'r> FormerNames<'r> {
    /// Takes the name of a record of the same translation of the same English, both in normal form: only the name has
    /// changed.
    fn take(&mut self, id: &str, english: &str, translation: &str) -> Option<&'r str> {
        let named = self.by_english.get_mut(english.strip_prefix(id)?)?;
        let here = translation.strip_prefix(id)?;
        let is_it = |(former, record): &(&str, &Record)| record.fingerprint == fingerprint(&format!("{former}{here}"));
        let at = named.iter().take(MAX_COMPARED).position(is_it)?;
        named.remove(at).map(|(former, _)| former)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worst that a file of records says of a translation.
    fn of(file: &str, translation: &str) -> Freshness {
        let translation = Translation { normal: translation, message: None };
        Freshness::of(&Records::parse(file), "a", "a = new\n", translation)
    }

    #[test]
    fn a_translation_is_stale_only_when_the_english_alone_has_changed() {
        let alt = fingerprint("a = alt\n");
        assert_eq!(of("### end of the records\n", "a = alt\n"), Freshness::New);
        assert_eq!(of("", "a = alt\n"), Freshness::Unknown, "an emptied file says nothing");
        assert_eq!(of(&format!("# {alt}\na = new\n"), "a = alt!\n"), Freshness::Fresh);
        assert_eq!(of(&format!("# {alt}\na = old\n"), "a = alt\n"), Freshness::Stale);
        assert_eq!(of(&format!("# {alt}\na = old\n"), "a = neu\n"), Freshness::Renewed);
        assert_eq!(of("?", "a = alt\n"), Freshness::Unknown);
        assert_eq!(of("### incomplete\n", "a = alt\n"), Freshness::Unknown);
        let missing = Freshness::of(&Records::default(), "a", "a = new\n", Translation { normal: "", message: None });
        assert_eq!(missing, Freshness::Unknown);
    }

    #[test]
    fn a_translation_of_which_only_the_name_has_changed_keeps_its_day() {
        let english = |text: &str| Wording { written: text.to_owned(), normal: text.to_owned() };
        let file = format!("# {} 2026-03-04\na = x\n\n### end of the records\n", fingerprint("a = y\n"));
        let records = Records::parse(&file);
        for (text, day) in [("b = y\n", "2026-03-04"), ("b = z\n", "2026-03-05")] {
            let translations = HashMap::from_iter([("b".to_owned(), text.to_owned())]);
            let recordable = Recordable {
                records: &records,
                states: &[("b".to_owned(), Freshness::New)],
                translations: &translations,
                english: &HashMap::from_iter([("b".to_owned(), english("b = x\n"))]),
            };
            let Ok(Some(recorded)) = recordable.recorded() else { panic!("{text}") };
            let dated = recorded.dated(&records, jiff::civil::date(2026, 3, 5));
            assert_eq!(dated.entries.contains_key("a"), text == "b = z\n", "the record has the new name alone");
            assert_eq!(dated.entries["b"].changed.map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn each_of_several_translations_of_one_english_keeps_its_own_day_under_its_new_name() {
        let record = |name: &str, text: &str, day: &str| {
            format!("# {} 2026-03-0{day}\n{name} = x\n", fingerprint(&format!("{name} = {text}\n")))
        };
        let file = ["a y 1", "b z 2", "c y 3"].map(|words| {
            let words: Vec<&str> = words.split(' ').collect();
            record(words[0], words[1], words[2])
        });
        let records = Records::parse(&(file.concat() + "\n### end of the records\n"));
        let texts = [("d", "z"), ("e", "y"), ("f", "y"), ("g", "y")];
        let of = |text: fn(&(&str, &str)) -> String| {
            texts.iter().map(move |pair| (pair.0.to_owned(), format!("{} = {}\n", pair.0, text(pair))))
        };
        let english = of(|_| "x".to_owned()).map(|(id, text)| (id, Wording { written: text.clone(), normal: text }));
        let recordable = Recordable {
            records: &records,
            states: &texts.map(|(id, _)| (id.to_owned(), Freshness::New)),
            translations: &of(|(_, text)| (*text).to_owned()).collect(),
            english: &english.collect(),
        };
        let Ok(Some(recorded)) = recordable.recorded() else { panic!("{file:?}") };
        let days = recorded.entries.iter().map(|(id, record)| (id.as_str(), record.changed.map(|day| day.day())));
        assert_eq!(days.collect::<Vec<_>>(), [("d", Some(2)), ("e", Some(1)), ("f", Some(3)), ("g", None)]);
    }

    #[test]
    fn no_damage_makes_a_translation_look_fresher_than_it_is() {
        let (old, new) = (fingerprint("a = alt\n"), fingerprint("a = neu\n"));
        for (file, translation, state) in [
            // Both sides of a conflict, in either order: what was made from the old English is stale.
            (format!("<<<<<<<\n# {old}\na = old\n=======\n# {new}\na = new\n>>>>>>>\n"), "alt", Freshness::Stale),
            (format!("<<<<<<<\n# {new}\na = new\n=======\n# {old}\na = old\n>>>>>>>\n"), "alt", Freshness::Stale),
            (format!("<<<<<<<\n# {old}\na = old\n=======\n# {new}\na = new\n>>>>>>>\n"), "neu", Freshness::Renewed),
            (format!("# {old}\na = old\n# {new}\na = new\n"), "alt", Freshness::Stale),
            // A fingerprint that is lost.
            ("a = old\n".to_owned(), "neu", Freshness::Stale),
            ("# <<<<<<<\na = old\n".to_owned(), "neu", Freshness::Stale),
            (format!("# {old}0\na = old\n"), "neu", Freshness::Stale),
            // A record that is lost.
            (format!("# {old}\n<<<<<<< a = new\n"), "alt", Freshness::Unknown),
        ] {
            assert_eq!(of(&file, &format!("a = {translation}\n")), state, "{file} {translation}");
        }
    }
}
