//! Slips in the names of terms where they are written down: each is told once, and not of every text that refers to the
//! term. Knows no text.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::finding::{Finding, Problem, Reporter};
use super::graph::Graph;
use super::index::{Index, ParsedFile};
use super::pattern::{Target, references};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::term_id;
use crate::l10n::near::nearest;
use crate::l10n::position::offset_in;

/// Names that are compared with each other.
const MAX_COMPARED: usize = 100;

/// The slips of a language.
#[derive(Default)]
pub(super) struct TermNames<'i> {
    slips: Vec<MisspelledName<'i>>,
    /// Terms that are referred to and not there, because their name has a slip.
    meant: BTreeSet<&'i str>,
    /// Messages whose name has lost its dash.
    without_dash: BTreeSet<&'i str>,
}

struct MisspelledName<'i> {
    parsed: &'i ParsedFile<'i>,
    /// The name as it stands, and with its dash if it has one.
    name: &'i str,
    id: String,
    meant: String,
    /// Whether it is no slip but another name.
    is_translated: bool,
}

impl<'i> TermNames<'i> {
    pub(super) fn new(locale: &Index<'i>, graph: &Graph<'i>, english: &Index<'_>) -> Self {
        let mut names = Self::default();
        let is_source = locale.tag == english.tag;
        let mut referred: BTreeMap<&'i str, bool> = BTreeMap::new();
        for target in graph.items.iter().flat_map(|item| references(item.pattern)).filter(|target| target.is_term) {
            referred.insert(target.name, locale.term(target.name).is_some());
        }
        // Terms that nothing refers to and the English has not.
        let spare: HashMap<&'i str, &'i ParsedFile<'i>> = locale
            .terms()
            .map(|(parsed, term)| (term.id.name, parsed))
            .filter(|(name, _)| !referred.contains_key(name) && (is_source || english.term(name).is_none()))
            .take(MAX_COMPARED)
            .collect();
        let missing = referred.iter().filter(|(name, is_here)| !**is_here && !locale.is_junk(&term_id(name)));
        let missing: Vec<&'i str> = missing.map(|(name, _)| *name).take(MAX_COMPARED).collect();
        // One that is missing and one that nobody knows are the same, whatever it is called.
        let only = spare.iter().next().filter(|_| missing.len() == 1 && spare.len() == 1);
        for name in missing {
            let without_dash = locale.message(name).filter(|_| is_source || english.message(name).is_none());
            if let Some(located) = without_dash {
                names.without_dash.insert(located.message.id.name);
                names.add(located.parsed, located.message.id.name, name.to_owned(), term_id(name));
            } else if let Some((slip, parsed)) =
                nearest(name, spare.keys().copied()).and_then(|near| spare.get_key_value(near))
                && (is_source || english.term(name).is_some())
            {
                names.add(parsed, slip, term_id(slip), term_id(name));
            } else if let Some((spare, parsed)) = only.filter(|_| english.term(name).is_some()) {
                names.add(parsed, spare, term_id(spare), term_id(name));
                names.slips.iter_mut().for_each(|slip| slip.is_translated = true);
            } else {
                continue;
            }
            names.meant.insert(name);
        }
        // A message with a dash.
        for (name, parsed) in &spare {
            if english.message(name).is_some() && locale.message(name).is_none() && !locale.is_junk(name) {
                names.add(parsed, name, term_id(name), (*name).to_owned());
            }
        }
        names
    }

    fn add(&mut self, parsed: &'i ParsedFile<'i>, name: &'i str, id: String, meant: String) {
        self.slips.push(MisspelledName { parsed, name, id, meant, is_translated: false });
    }

    /// Whether it is told already why a term, by its name without the dash, is not there.
    pub(super) fn explains(&self, target: Target<'_>) -> bool {
        target.is_term && self.meant.contains(target.name)
    }

    /// Whether a message is a term that has lost its dash.
    pub(super) fn is_term(&self, id: &str) -> bool {
        self.without_dash.contains(id)
    }

    pub(super) fn check(&self, findings: &mut Vec<Finding>) {
        for MisspelledName { parsed, name, id, meant, is_translated } in &self.slips {
            let (written, meant) = (id.clone(), meant.clone());
            let sentence = match is_translated {
                true => Sentence::TranslatedName { name: written, meant },
                false => Sentence::MisspelledTerm { id: written, meant },
            };
            // Pointed at with its dash.
            let dash = id.len() - name.len();
            let start = offset_in(&parsed.file.text, name);
            let slice = parsed.file.text.get(start - dash..start + name.len()).unwrap_or(name);
            Reporter::new(parsed, findings).add(Problem::error(rule::UNKNOWN_ID, slice, id.as_str(), sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = { -ministry }\nb = { -ministry } x\nmenu = x\n-ministry = x\n";

    #[test]
    fn a_slip_in_the_name_of_a_term_is_told_once_and_where_it_is() {
        let texts = "a = { -ministry }\nb = { -ministry }\n";
        for (term, expected) in [
            ("-ministry = y", ""),
            ("-minister = y", "error unknown-id `-minister` -minister"),
            ("ministry = y", "error unknown-id `ministry` ministry"),
            ("-ministry = y {", "error syntax `{` -ministry"),
            ("-ministry", "error syntax `-ministry` -ministry"),
            ("-amt = y", "error unknown-id `-amt` -amt"),
            ("-amt = y\n\n-haus = y\n", "error undefined-reference `ministry` a"),
        ] {
            assert_eq!(found("de", ENGLISH, &[texts, term]), expected, "{term}");
        }
        let own = "a = { -minister }\nb = { -minister }\n-minister = y";
        assert_eq!(found("de", ENGLISH, &[own]), "", "the language has another name for it");
        let slip = "a = { -minister }\nb = { -ministry }\n-ministry = y";
        assert_eq!(found("de", ENGLISH, &[slip]), "error undefined-reference `minister` a", "that of a reference");
        let dash = "a = { -ministry }\n-ministry = y\n\n-menu = y";
        assert_eq!(found("de", ENGLISH, &[dash]), "error unknown-id `-menu` -menu");
        for (term, expected) in [
            ("-minister = x", "error unknown-id `-minister` -minister"),
            ("ministry = x", "error unknown-id `ministry` ministry"),
        ] {
            let source = ENGLISH.replace("-ministry = x", term);
            assert_eq!(found("en", &source, &[&source]), expected, "in the source too");
        }
    }

    #[test]
    fn what_is_told_of_it_is_the_name_to_write() {
        for (term, meant) in [("-minister = y", "-ministry"), ("ministry = y", "-ministry")] {
            let told = told("de", ENGLISH, &format!("a = {{ -ministry }}\n{term}"));
            assert!(told[0].0.ends_with(&format!("did you mean {meant}?")), "{told:?}");
            assert_eq!(told[0].1, format!("write {meant} = …"));
        }
    }
}
