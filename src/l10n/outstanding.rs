//! What is left to do in a language: first what keeps it out of the menu, then the passages, then everything else in
//! the order of the English files. Knows no rule and writes nothing.

use std::collections::{HashMap, HashSet};

use super::coverage::Counted;
use super::freshness::Freshness;
use super::loaded::{ENDONYM_ID, LoadedLocale};
use super::records::Wording;

/// What a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is not there.
    Missing,
    /// It is there, in English.
    Untranslated,
    /// It cannot be shown: what is wrong is among the findings.
    Broken,
    /// The English has changed since it was made.
    Stale,
    /// Somebody has to say that it is right.
    Unconfirmed,
}

/// A text that is left to do.
#[derive(Clone, Copy, Debug)]
pub struct Outstanding<'c> {
    /// The id; of a term with its dash.
    pub id: &'c str,
    /// The name of the English file that it stands in.
    pub file: &'c str,
    /// What it needs.
    pub need: Need,
    /// The English as it is now, as Fluent writes it.
    pub english: &'c str,
    /// The English that the translation was made from, if it was another.
    pub former: Option<&'c str>,
    /// Whether the language stays out of the menu without it.
    pub is_required: bool,
}

/// What is left to do in a locale. `speakers` are the locales that answer in its language, itself included.
pub(super) fn outstanding<'c>(
    counted: &'c Counted,
    wordings: &'c HashMap<String, Wording>,
    own: &'c LoadedLocale,
    speakers: &[&LoadedLocale],
) -> Vec<Outstanding<'c>> {
    let states: HashMap<&str, Freshness> = own.states.iter().map(|(id, state)| (id.as_str(), *state)).collect();
    // Two varieties of one name could not be told apart: each has its own.
    let others = speakers.iter().filter(|speaker| !std::ptr::eq(**speaker, own)).collect::<Vec<_>>();
    let is_inherited = |id: &str| match id {
        ENDONYM_ID => false,
        term if term.starts_with('-') => others.iter().any(|speaker| speaker.translated.contains(term)),
        message => others.iter().any(|speaker| speaker.usable.contains(message)),
    };
    let need = |id: &str| match states.get(id) {
        Some(Freshness::Stale) => Some(Need::Stale),
        Some(Freshness::Renewed | Freshness::Unknown) => Some(Need::Unconfirmed),
        Some(Freshness::New | Freshness::Fresh) => None,
        None if own.attempted.contains(id) => Some(Need::Broken),
        None if own.translations.contains_key(id) => (!is_inherited(id)).then_some(Need::Untranslated),
        // A message may say in its own words what the English says with a term.
        None if id.starts_with('-') => None,
        None => (!is_inherited(id)).then_some(Need::Missing),
    };
    let mut seen = HashSet::new();
    let required: HashSet<&str> = counted.required().map(String::as_str).collect();
    let in_order = counted.required().chain(&counted.passages).chain(counted.all());
    in_order
        .filter(|id| seen.insert(id.as_str()))
        .filter_map(|id| {
            let english = wordings.get(id)?;
            let former =
                own.records.of(id).map(|record| &record.english).find(|record| record.normal != english.normal);
            Some(Outstanding {
                id,
                file: counted.file(id)?,
                need: need(id)?,
                english: english.written.trim_end(),
                former: former.map(|former| former.written.trim_end()),
                is_required: required.contains(id.as_str()),
            })
        })
        .collect()
}
