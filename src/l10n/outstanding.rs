//! What is left to do in a language: first what keeps it out of the menu, then the passages, then everything else in
//! the order of the English files. Knows no rule and writes nothing.

use foldhash::{HashMap, HashSet};

use super::check::Finding;
use super::coverage::Counted;
use super::loaded::{ENDONYM_ID, LoadedLocale};
use super::records::Wording;
use super::standing::Standing;

/// A text that is left to do.
#[derive(Clone, Copy, Debug)]
pub struct Outstanding<'c> {
    /// The id; of a term with its dash.
    pub id: &'c str,
    /// The name of the English file that it stands in.
    pub file: &'c str,
    /// How it stands: one of [`Standing::LEFT_TO_DO`].
    pub standing: Standing,
    /// The English as it is now, as Fluent writes it.
    pub english: &'c str,
    /// The English that the translation was made from, if it was another.
    pub former: Option<&'c str>,
    /// Why it cannot be accepted as it is.
    pub why_not_accepted: Option<&'c Finding>,
    /// Whether the language stays out of the menu without it.
    pub is_required: bool,
}

/// How a text stands in a translation, or `None` for a term that it has not and needs none for: a message may say in its own
/// words what the English says with a term. `of_language` are the locales that answer in its language, itself included.
pub(super) fn standing(own: &LoadedLocale, of_language: &[&LoadedLocale], id: &str) -> Option<Standing> {
    // Two varieties of one name could not be told apart, and a term of another locale is not seen from its own messages.
    let is_inherited = || {
        let has_it = |locale: &&LoadedLocale| !std::ptr::eq(*locale, own) && locale.usable.contains(id);
        id != ENDONYM_ID && !id.starts_with('-') && of_language.iter().any(has_it)
    };
    match own.state_of.get(id) {
        Some(_) if lacks_term(own, of_language, id) => Some(Standing::Missing),
        Some(state) => Some(Standing::from(*state)),
        None if own.attempted.contains(id) => Some(Standing::Wrong),
        None if is_inherited() => Some(Standing::Inherited),
        None if own.translations.contains_key(id) => Some(Standing::StillEnglish),
        None if id.starts_with('-') => None,
        None => Some(Standing::Missing),
    }
}

/// Whether a locale lacks a term and nobody has written down that it does without it. A variety has its own terms only
/// where its own messages say them.
fn lacks_term(own: &LoadedLocale, of_language: &[&LoadedLocale], id: &str) -> bool {
    let is_without = || !own.translations.contains_key(id) && own.records.of(id).next().is_none();
    id.starts_with('-') && !own.attempted.contains(id) && of_language.len() == 1 && is_without()
}

/// What is left to do in a locale. `of_language` are the locales that answer in its language, itself included.
pub(super) fn outstanding<'c>(
    counted: &'c Counted,
    wordings: &'c HashMap<String, Wording>,
    own: &'c LoadedLocale,
    broken_english: &'c HashMap<String, Finding>,
    of_language: &[&LoadedLocale],
) -> Vec<Outstanding<'c>> {
    let mut seen = HashSet::default();
    let required: HashSet<&str> = counted.required().map(String::as_str).collect();
    let in_order = counted.required().chain(&counted.passages).chain(counted.all());
    in_order
        .filter(|id| seen.insert(id.as_str()))
        .filter_map(|id| {
            let english = wordings.get(id)?;
            let is_whole = !own.records.unsure.contains(id);
            let mut records = own.records.of(id).filter(|_| is_whole).map(|record| &record.english);
            let former = records.find(|record| record.normal != english.normal);
            Some(Outstanding {
                id,
                file: counted.file(id)?,
                standing: standing(own, of_language, id).filter(|standing| standing.is_left_to_do())?,
                english: english.written.trim_end(),
                why_not_accepted: broken_english.get(id).or_else(|| own.unacceptable.get(id)),
                former: former.map(|former| former.written.trim_end()),
                is_required: required.contains(id.as_str()),
            })
        })
        .collect()
}
