//! What each translation was made from.
//!
//! `.made-from.ftl` holds, per message, the English that was translated, and in a comment the fingerprint
//! of the translation at that time. A translation is stale when the English has changed since and the
//! translation has not. One that has changed too is taken to be right (nobody confirms it yet), and so is
//! one that somebody accepts (`communique locales accept`). Only patterns are compared: comments and
//! spacing do not count.

use std::collections::{BTreeMap, HashMap, HashSet};

use fluent_syntax::ast::{Entry, Message, Resource};
use fluent_syntax::parser;
use fluent_syntax::serializer;
use sha2::{Digest, Sha256};

/// The file of records in a locale’s folder.
pub const RECORDS_FILE: &str = ".made-from.ftl";

const HEADER: &str = "\
### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
";

/// What was written down about one translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The English message in standard form.
    pub english: String,
    /// The fingerprint of the translation; empty if it was lost.
    pub translation_fingerprint: String,
}

/// How a translation stands to its English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing is written down yet: new, and taken to be right.
    New,
    /// Made from the English as it is.
    Fresh,
    /// The English changed, and so did the translation: taken to be right, to be written down anew.
    Renewed,
    /// The English changed since the translation was made.
    Stale,
}

impl Freshness {
    /// Both texts in standard form.
    pub fn of(record: Option<&Record>, english: &str, translation: &str) -> Self {
        match record {
            None => Self::New,
            Some(record) if record.english == english => Self::Fresh,
            // Without its fingerprint nothing says that the translation has changed.
            Some(record) if record.translation_fingerprint.is_empty() => Self::Stale,
            Some(record) if record.translation_fingerprint == fingerprint(translation) => Self::Stale,
            Some(_) => Self::Renewed,
        }
    }
}

/// The records of one locale, by message id.
pub type Records = HashMap<String, Record>;

/// A file of records as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The first record of each message.
    pub records: Records,
    /// Further records of the same messages, as a conflict of versions leaves them.
    pub further: Vec<(String, Record)>,
    /// Whether something was lost or stands twice: what has no record is not known to be new, and the file
    /// is to be mended, not written over.
    pub is_damaged: bool,
}

impl Parsed {
    /// All records, each with its message.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Record)> {
        let further = self.further.iter().map(|(id, record)| (id.as_str(), record));
        self.records.iter().map(|(id, record)| (id.as_str(), record)).chain(further)
    }

    /// All records of a message.
    pub fn of(&self, id: &str) -> impl Iterator<Item = &Record> {
        let further = self.further.iter().filter(move |(further, _)| further == id).map(|(_, record)| record);
        self.records.get(id).into_iter().chain(further)
    }
}

/// Reads the records. What could be read of a damaged file counts: a record that is lost must not make a
/// stale translation look new.
pub fn parse(text: &str) -> Parsed {
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut parsed = Parsed { is_damaged: !errors.is_empty(), ..Parsed::default() };
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let comment = message.comment.as_ref().and_then(|comment| comment.content.first());
        let translation_fingerprint = comment.map_or("", |line| line.trim());
        let is_fingerprint = is_fingerprint(translation_fingerprint);
        let record = Record {
            english: standard_form(message),
            translation_fingerprint: if is_fingerprint { translation_fingerprint } else { "" }.to_owned(),
        };
        let id = message.id.name.to_owned();
        let is_further = parsed.records.contains_key(&id);
        parsed.is_damaged |= !is_fingerprint || is_further;
        if is_further {
            parsed.further.push((id, record));
        } else {
            parsed.records.insert(id, record);
        }
    }
    parsed
}

/// Which translations are stale. English and translations in standard form, by id.
pub fn stale(
    parsed: &Parsed,
    english: &HashMap<String, String>,
    translations: &HashMap<String, String>,
) -> HashSet<String> {
    let mut stale = HashSet::new();
    for (id, record) in parsed.all() {
        if let (Some(english), Some(translation)) = (english.get(id), translations.get(id))
            && Freshness::of(Some(record), english, translation) == Freshness::Stale
        {
            stale.insert(id.to_owned());
        }
    }
    stale
}

/// The records with those of translations that are not stale written anew. `is_kept` says of a message that
/// is wrong as it stands; its record stays as it is, and so do those of messages that are not there: a slip
/// in a file must not make what is stale look new.
pub fn renewed(
    records: &Records,
    english: &HashMap<String, String>,
    translations: &HashMap<String, String>,
    is_kept: impl Fn(&str) -> bool,
) -> Records {
    let mut renewed = records.clone();
    for (id, translation) in translations.iter().filter(|(id, _)| !is_kept(id)) {
        if let Some(english) = english.get(id)
            && Freshness::of(records.get(id), english, translation) != Freshness::Stale
        {
            renewed.insert(id.clone(), Record::new(english, translation));
        }
    }
    renewed
}

impl Record {
    /// A record that a translation was made from this English; both in standard form.
    pub fn new(english: &str, translation: &str) -> Self {
        Self { english: english.to_owned(), translation_fingerprint: fingerprint(translation) }
    }
}

/// The records as a file, sorted by id.
pub fn to_ftl(records: &Records) -> String {
    let mut text = HEADER.to_owned();
    for (_, record) in records.iter().collect::<BTreeMap<_, _>>() {
        text.push_str(&format!("\n# {}\n{}", record.translation_fingerprint, record.english));
    }
    text
}

/// A message without its comment, in the formatter’s form.
pub fn standard_form(message: &Message<&str>) -> String {
    let message = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(message)] })
}

/// 48 bits tell the versions of one message apart.
const FINGERPRINT_BYTES: usize = 6;

/// A short fingerprint of a message in standard form.
pub fn fingerprint(standard_form: &str) -> String {
    hex::encode(&Sha256::digest(standard_form.as_bytes())[..FINGERPRINT_BYTES])
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 2 * FINGERPRINT_BYTES && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(english: &str, translation: &str) -> Record {
        Record::new(english, translation)
    }

    fn texts(texts: &[(&str, &str)]) -> HashMap<String, String> {
        texts.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_translation_is_stale_only_when_the_english_alone_has_changed() {
        let made = record("hours = Monday\n", "hours = Montag\n");
        assert_eq!(Freshness::of(None, "hours = Monday\n", "hours = Montag\n"), Freshness::New);
        assert_eq!(Freshness::of(Some(&made), "hours = Monday\n", "hours = Montag!\n"), Freshness::Fresh);
        assert_eq!(Freshness::of(Some(&made), "hours = Tuesday\n", "hours = Montag\n"), Freshness::Stale);
        assert_eq!(Freshness::of(Some(&made), "hours = Tuesday\n", "hours = Dienstag\n"), Freshness::Renewed);
        let lost = Record { translation_fingerprint: String::new(), ..made };
        assert_eq!(Freshness::of(Some(&lost), "hours = Tuesday\n", "hours = Dienstag\n"), Freshness::Stale);
    }

    #[test]
    fn records_survive_being_written_and_read() {
        let mut records = Records::new();
        records.insert(
            "b".into(),
            record("b =\n    { $n ->\n        [one] x\n       *[other] y\n    }\n    .hint = z\n", "b = ü\n"),
        );
        records.insert("a".into(), record("a = [1] x\n", "a = y\n"));
        let text = to_ftl(&records);
        let parsed = Parsed { records: records.clone(), ..Parsed::default() };
        assert_eq!(parse(&text), parsed);
        assert_eq!(to_ftl(&records), text);
        assert_eq!(parse(&format!("{text}<<<<<<< HEAD\n")), Parsed { is_damaged: true, ..parsed });
    }

    #[test]
    fn no_damage_makes_a_translation_look_fresher_than_it_is() {
        let (old, new) = (fingerprint("a = alt\n"), fingerprint("a = neu\n"));
        let english = texts(&[("a", "a = new\n")]);
        for (file, translation, is_stale) in [
            // Both sides of a conflict, in either order: what was made from the old English is stale.
            (format!("<<<<<<<\n# {old}\na = old\n=======\n# {new}\na = new\n>>>>>>>\n"), "a = alt\n", true),
            (format!("<<<<<<<\n# {new}\na = new\n=======\n# {old}\na = old\n>>>>>>>\n"), "a = alt\n", true),
            (format!("<<<<<<<\n# {old}\na = old\n=======\n# {new}\na = new\n>>>>>>>\n"), "a = neu\n", false),
            (format!("# {old}\na = old\n# {new}\na = new\n"), "a = alt\n", true),
            // A fingerprint that is lost.
            ("a = old\n".to_owned(), "a = neu\n", true),
            ("# <<<<<<<\na = old\n".to_owned(), "a = neu\n", true),
            (format!("# {old}0\na = old\n"), "a = neu\n", true),
            (
                format!("# {}\na = old\n", old.to_uppercase().replace(|c: char| c.is_ascii_digit(), "F")),
                "a = neu\n",
                true,
            ),
        ] {
            let parsed = parse(&file);
            assert!(parsed.is_damaged, "{file}");
            let stale = stale(&parsed, &english, &texts(&[("a", translation)]));
            assert_eq!(stale.contains("a"), is_stale, "{file} {translation}");
        }
        assert!(!parse(&format!("# {old}\na = old\n")).is_damaged);
    }

    #[test]
    fn only_what_is_right_and_not_stale_is_written_anew() {
        let english = texts(&[("stale", "e"), ("fresh", "e"), ("renewed", "e"), ("new", "e"), ("wrong", "e")]);
        let german =
            texts(&[("stale", "g"), ("fresh", "g"), ("renewed", "g"), ("new", "g"), ("wrong", "g"), ("own", "g")]);
        let records: Records = [
            ("stale", record("old", "g")),
            ("fresh", record("e", "earlier")),
            ("renewed", record("old", "earlier")),
            ("wrong", record("old", "earlier")),
            ("gone", record("old", "earlier")),
        ]
        .map(|(id, record)| (id.to_owned(), record))
        .into();
        let mut expected = records.clone();
        for id in ["fresh", "renewed", "new"] {
            expected.insert(id.to_owned(), record("e", "g"));
        }
        assert_eq!(renewed(&records, &english, &german, |id| id == "wrong"), expected);
    }

    #[test]
    fn the_records_of_earlier_versions_hold() {
        assert_eq!(fingerprint("title = Statement\n"), "596345c8ca7f");
    }

    #[test]
    fn spacing_and_comments_do_not_make_a_translation_stale() {
        let form = |text: &str| parse(text).records.remove("a").map(|record| record.english);
        assert_eq!(form("a = x\n").as_deref(), Some("a = x\n"));
        assert_eq!(form("a = x\n    y\n"), form("# note\na =\n  x\n  y\n"));
    }
}
