//! What each translation was made from.
//!
//! `.made-from.ftl` holds, per message, the English that was translated, and in a comment the
//! fingerprint of the translation at that time. A translation is stale when the English has
//! changed since and the translation has not: editing the text makes it fresh again, and so
//! does accepting it (`communique locales accept`). Only patterns are compared, so comments,
//! spacing and order do not count.

use std::collections::{BTreeMap, HashMap};

use fluent_syntax::ast::{Entry, Message, Resource};
use fluent_syntax::parser;
use fluent_syntax::serializer;
use sha2::{Digest, Sha256};

/// The file of records in a locale’s folder.
pub const FILE: &str = ".made-from.ftl";

const HEADER: &str = "\
### The English that each translation was made from. Written by `communique locales`;
### do not edit. The comment above a message is the fingerprint of its translation.
";

/// What was written down about one translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The English message in standard form.
    pub english: String,
    /// The fingerprint of the translation.
    pub translation: String,
}

/// How a translation stands to its English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing is written down yet: new, and taken to be right.
    New,
    /// Made from the English as it is.
    Fresh,
    /// The English changed, and so did the translation: right, to be written down anew.
    Renewed,
    /// The English changed since the translation was made.
    Stale,
}

/// The records of one locale, by message id.
pub type Records = HashMap<String, Record>;

/// Reads the records. `Err` holds what could be read of a damaged file: a record that is lost
/// must not make a stale translation look new.
pub fn parse(text: &str) -> Result<Records, Records> {
    match parser::parse(text) {
        Ok(resource) => Ok(records_of(&resource)),
        Err((resource, _)) => Err(records_of(&resource)),
    }
}

fn records_of(resource: &Resource<&str>) -> Records {
    let records = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => {
            let translation = message.comment.as_ref().and_then(|c| c.content.first()).map_or("", |line| line.trim());
            Some((
                message.id.name.to_owned(),
                Record { english: standard_form(message), translation: translation.to_owned() },
            ))
        }
        _ => None,
    });
    records.collect()
}

/// The file with these records, sorted by id.
pub fn write(records: &Records) -> String {
    let mut text = HEADER.to_owned();
    for (_, record) in records.iter().collect::<BTreeMap<_, _>>() {
        text.push_str(&format!("\n# {}\n{}", record.translation, record.english));
    }
    text
}

/// A message without its comment, in the formatter’s form.
pub fn standard_form(message: &Message<&str>) -> String {
    let message = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(message)] })
}

/// A short fingerprint of a message in standard form.
pub fn fingerprint(standard_form: &str) -> String {
    hex::encode(&Sha256::digest(standard_form.as_bytes())[..6])
}

/// How a translation stands to its English; both in standard form.
pub fn freshness(record: Option<&Record>, english: &str, translation: &str) -> Freshness {
    match record {
        None => Freshness::New,
        Some(record) if record.english == english => Freshness::Fresh,
        Some(record) if record.translation == fingerprint(translation) => Freshness::Stale,
        Some(_) => Freshness::Renewed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(english: &str, translation: &str) -> Record {
        Record { english: english.into(), translation: fingerprint(translation) }
    }

    #[test]
    fn a_translation_is_stale_only_when_the_english_alone_has_changed() {
        let made = record("hours = Monday\n", "hours = Montag\n");
        assert_eq!(freshness(None, "hours = Monday\n", "hours = Montag\n"), Freshness::New);
        assert_eq!(freshness(Some(&made), "hours = Monday\n", "hours = Montag!\n"), Freshness::Fresh);
        assert_eq!(freshness(Some(&made), "hours = Tuesday\n", "hours = Montag\n"), Freshness::Stale);
        assert_eq!(freshness(Some(&made), "hours = Tuesday\n", "hours = Dienstag\n"), Freshness::Renewed);
    }

    #[test]
    fn records_survive_being_written_and_read() {
        let mut records = Records::new();
        records.insert(
            "b".into(),
            record("b =\n    { $n ->\n        [one] x\n       *[other] y\n    }\n    .hint = z\n", "b = ü\n"),
        );
        records.insert("a".into(), record("a = [1] x\n", "a = y\n"));
        let text = write(&records);
        assert_eq!(parse(&text), Ok(records.clone()));
        assert_eq!(write(&records), text);
        assert_eq!(parse(&format!("{text}<<<<<<< HEAD\n")), Err(records));
    }

    #[test]
    fn the_records_of_earlier_versions_hold() {
        assert_eq!(fingerprint("title = Statement\n"), "596345c8ca7f");
    }

    #[test]
    fn spacing_and_comments_do_not_make_a_translation_stale() {
        let form = |text: &str| parse(text).ok().and_then(|mut r| r.remove("a")).map(|r| r.english);
        assert_eq!(form("a = x\n    y\n"), form("# note\na =\n  x\n  y\n"));
    }
}
