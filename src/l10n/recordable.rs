//! What is to be written down of the translations of a locale: what is new or unchanged by itself, what is to be confirmed
//! only when somebody says that it is right. Knows no file and no rule.

use std::collections::VecDeque;

use foldhash::{HashMap, HashSet};

use super::freshness::Freshness;
use super::records::{Condition, Record, Records, Wording, fingerprint};

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
        let confirmed = self.states.iter().filter(|(_, state)| !state.is_to_be_confirmed());
        self.write(&mut records, confirmed.map(|(id, _)| id.as_str()));
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
}
