//! How a translation stands to its English.
//!
//! A translation is stale when the English has changed since it was made and the translation has not. Where
//! both have changed, or nothing is known, it is to be confirmed: `accept` writes that down, `record` does not.
//! Only normal forms are compared. Knows no file and no rule.

use fluent_syntax::ast::Message;

use super::normal;
use super::records::{Condition, Record, Records, fingerprint};

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
        let by_record = records.of(id).map(|record| match Self::by_record(record, english, translation) {
            // What is lost of the English that was written down is no change of it.
            Self::Stale | Self::Renewed if records.unsure.contains(id) => Self::Unknown,
            state => state,
        });
        let by_record = by_record.max();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What such a file begins with.
    const HEAD: &str = "### do not edit. The comment above a message is the fingerprint of its translation.\n";

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
            // What follows from half a record is nothing: it is neither out of date nor fresh.
            (format!("{HEAD}\n# {old}\na = ol"), "alt", Freshness::Unknown),
            (format!("{HEAD}\n# {old}\na = ol\n"), "neu", Freshness::Unknown),
            (format!("{HEAD}\n# {old}\na = new\n"), "alt", Freshness::Fresh),
            (format!("{HEAD}\n# {old}\na = old\n\n"), "alt", Freshness::Stale),
            (format!("{HEAD}\n# {old}\na = old\n\n# {old}\nb = ol"), "alt", Freshness::Stale),
            (format!("# {old}\na = minist?re\n"), "alt", Freshness::Unknown),
            (format!("# {old}\na = minist\u{fffd}re\n"), "alt", Freshness::Unknown),
            (format!("# {old}\na = ministÃ©re\n"), "alt", Freshness::Unknown),
            // What stands in the middle of a record.
            (format!("# {old}\na =\n    ol\n=======\n    d\n"), "alt", Freshness::Unknown),
            (format!("# {old}\na = ol\n=======\n    .b = x\n"), "alt", Freshness::Unknown),
            (
                format!("# {old}\na = ol\n<<<<<<<\n    .b = x\n=======\n    .b = y\n>>>>>>>\n"),
                "alt",
                Freshness::Unknown,
            ),
            (format!("# {old}\na = ol\n=======\n# {old}\nb = d\n"), "alt", Freshness::Unknown),
            // A record that is lost.
            (format!("# {old}\n<<<<<<< a = new\n"), "alt", Freshness::Unknown),
        ] {
            assert_eq!(of(&file, &format!("a = {translation}\n")), state, "{file} {translation}");
        }
    }
}
