//! Assesses a locale against the source: which of its messages can be shown, how each stands to its English,
//! what was approved. What it covers and how far it is shown follows once its parents are known (`coverage`).

use std::sync::Arc;

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use foldhash::{HashMap, HashSet};
use unic_langid::LanguageIdentifier;

use super::alike::are_alike;
use super::answers::{Answers, Faults};
use super::approval::Approval;
use super::check::index::REQUIRED;
use super::check::{self, English, Finding, Index, ParsedFile, SAME, VariablesByTarget};
use super::coverage::Counted;
use super::dates::DateFormats;
use super::draft::DraftRows;
use super::entry::Entry;
use super::folder::Folder;
use super::format::NumberFormat;
use super::freshness::{Freshness, Translation};
use super::language;
use super::loaded::{ENDONYM_ID, LoadedLocale, bundle, endonym, shown_texts};
use super::locale::{Locale, Review, SOURCE};
use super::made_from;
use super::manifest::Manifest;
use super::own_names::own_name;
use super::records::{FormerEnglish, Records, Wording};
use super::renamed;
use super::report;
use super::users::Users;
use super::visibility::Visibility;

/// What whoever shows the messages asks of them.
pub struct Requirements {
    /// The file whose messages are the passages that coverage is counted in.
    pub passages_in: &'static str,
    /// The services that a locale may name for sharing (`share` in `locale.toml`).
    pub share_services: &'static [&'static str],
}

/// The source, and what every other locale is compared with.
pub(super) struct Source<'i> {
    index: &'i Index<'i>,
    pub(super) counted: Counted,
    /// Its messages and terms, by id.
    pub(super) wordings: HashMap<String, Wording>,
    users: Users,
    english: English<'i>,
}

impl<'i> Source<'i> {
    pub(super) fn new(index: &'i Index<'i>, requirements: &Requirements) -> Self {
        let entries = Entry::all(index);
        Self {
            index,
            counted: Counted::new(index, requirements.passages_in, REQUIRED),
            wordings: entries.iter().map(|entry| (entry.id.clone(), entry.wording())).collect(),
            users: Users::of(&entries),
            english: English::new(index),
        }
    }

    /// Checks one locale and assesses it. `former` is the English of former days that any records hold; `foreign` are
    /// the messages whose texts are another language's.
    pub(super) fn assess(
        &self,
        index: &Index<'_>,
        folder: &Folder<'_>,
        former: &FormerEnglish<'_>,
        foreign: &HashSet<String>,
    ) -> (LoadedLocale, Vec<Finding>) {
        let Folder { files, recorded, records, manifest, .. } = folder;
        let is_source = index.tag == self.index.tag;
        let entries = Entry::all(index);
        let translations: HashMap<String, String> =
            entries.iter().map(|entry| (entry.id.clone(), entry.normal())).collect();
        let all_states =
            if is_source { HashMap::default() } else { self.states(&entries, &translations, records, former) };

        let users = Users::of(&entries);
        // Where no English has changed, the records are not parsed again.
        let recorded = recorded.filter(|_| made_from::have_changed(&all_states)).map(ParsedFile::new);
        let checked = made_from::check(index, &self.english, &users, recorded.as_ref(), &all_states);
        let compared = checked.compare(index, &self.english);
        let (mut found, unacceptable) = (checked.findings, checked.unacceptable);
        report::refused(files, &mut found);
        if is_source {
            check::check_english_cut(index, &former.in_no_record, &mut found);
        }
        let bundle = bundle(&index.tag, index.files());
        let variables = checked.variables.as_ref().unwrap_or(&self.english.variables);
        let broken = self.fill_in(index, variables, &bundle, &mut found);

        // In the place of the own name of a language that was in the menu stands another, and no name is missing.
        let is_compared = |entry: &&Entry<'_>| entry.id != ENDONYM_ID || !records.was_listed;
        let compared_entries = entries.iter().filter(is_compared);
        let mut untranslated = self.untranslated(index, compared_entries, &translations, former, &mut found);
        untranslated.extend(foreign.iter().cloned());
        let faults = Faults { found: &found, broken, untranslated, outdated: &compared.outdated };
        let Answers { attempted, translated, usable, unfit } = Answers::of(index, &translations, &users, faults);

        let is_stale = |(id, state): &(&String, &Freshness)| **state == Freshness::Stale && !unfit.contains(*id);
        let own_stale = all_states.iter().filter(is_stale).map(|(id, _)| id.clone());
        let stale = Users::with_users(&[&users, &self.users], own_stale);
        let states = self.in_order(&entries, &translated, &all_states);
        let compared_with =
            report::StateContext { english: &self.wordings, records, unacceptable: &unacceptable, usable: &usable };
        report::states(&index.tag, &states, &entries, &compared_with, &mut found);
        renamed::tell(&self.wordings, &translations, records, &mut found);
        report::stale_without_translation(&index.tag, &states, &entries, &self.users, &mut found);

        let shown = shown_texts(&translations, |id| translated.contains(id));
        let approval = approval(index, folder, &shown, &users, &mut found);
        let is_named = attempted.contains(ENDONYM_ID) || records.was_listed;
        let stand_in = || stand_in(index, is_named, self.counted.file(ENDONYM_ID), &mut found);
        let endonym = endonym(&bundle, &usable).or_else(stand_in).unwrap_or_else(|| index.tag.to_string());
        let loaded = LoadedLocale {
            locale: locale(&index.tag, endonym, manifest, approval.review.clone()),
            bundle,
            usable,
            translated,
            attempted,
            stale,
            lacking_words: compared.lacking_words,
            chain: Vec::new(),
            records: Arc::clone(records),
            state_of: states.iter().cloned().collect(),
            states,
            unacceptable,
            translations,
            review: manifest.review.clone(),
            approval,
            is_copy: false,
            would_leave: false,
        };
        (loaded, found)
    }

    /// Fills in the texts of a locale, and checks what comes of it: what cannot be shown, whatever the reason.
    fn fill_in(
        &self,
        index: &Index<'_>,
        variables: &VariablesByTarget<'_>,
        bundle: &FluentBundle<FluentResource>,
        findings: &mut Vec<Finding>,
    ) -> HashSet<String> {
        let mut broken = check::broken(index, findings);
        let before = findings.len();
        check::check_resolution(index, variables, bundle, &broken, findings);
        if findings.len() > before {
            broken = check::broken(index, findings);
        }
        check::check_length(index, &self.english, bundle, &broken, findings);
        broken
    }

    /// How each translation stands to its English. A term that the language does without is one too: a message
    /// may say in its own words what the English says with it.
    fn states(
        &self,
        entries: &[Entry<'_>],
        translations: &HashMap<String, String>,
        records: &Records,
        former: &FormerEnglish<'_>,
    ) -> HashMap<String, Freshness> {
        let own = entries.iter().filter_map(|entry| {
            let english = self.wordings.get(&entry.id)?;
            let translation = entry.translation(translations.get(&entry.id)?);
            let state = match Freshness::of(records, &entry.id, &english.normal, translation) {
                // The English has had other words, as another language has written down: its record may be lost.
                Freshness::New if former.texts.contains_key(entry.id.as_str()) => Freshness::Unknown,
                state => state,
            };
            Some((entry.id.clone(), state))
        });
        let is_done_without = |(id, _): &(&String, &Wording)| id.starts_with('-') && !translations.contains_key(*id);
        let none = Translation { normal: "", message: None };
        let done_without = self.wordings.iter().filter(is_done_without).map(|(id, english)| {
            let state = match Freshness::of(records, id, &english.normal, none) {
                // Nothing is there that somebody could say is right.
                Freshness::Unknown => Freshness::New,
                state => state,
            };
            (id.clone(), state)
        });
        own.chain(done_without).collect()
    }

    /// The states of what is translated, in the order of the files; at the end those of the terms that the language does
    /// without.
    fn in_order(
        &self,
        entries: &[Entry<'_>],
        translated: &HashSet<String>,
        states: &HashMap<String, Freshness>,
    ) -> Vec<(String, Freshness)> {
        let here: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let mut without: Vec<&String> = states.keys().filter(|id| !here.contains(id.as_str())).collect();
        without.sort();
        let own = entries.iter().map(|entry| &entry.id).filter(|id| translated.contains(*id));
        own.chain(without).filter_map(|id| Some((id.clone(), *states.get(id)?))).collect()
    }

    /// What is still the English text, of today or of former days: copied, not translated. It is shown as what
    /// it is, marked as English.
    fn untranslated<'e>(
        &self,
        index: &Index<'_>,
        entries: impl Iterator<Item = &'e Entry<'e>>,
        translations: &HashMap<String, String>,
        former: &FormerEnglish<'_>,
        findings: &mut Vec<Finding>,
    ) -> HashSet<String> {
        let mut ids = HashSet::default();
        if index.tag.language == self.index.tag.language {
            return ids;
        }
        let rows = DraftRows::new(&index.tag);
        // What is made of the English may differ by marks of direction alone.
        let is_made = index.files().iter().any(|parsed| parsed.file.is_pseudo);
        for entry in entries {
            let (Some(english), Some(text)) = (self.wordings.get(&entry.id), translations.get(&entry.id)) else {
                continue;
            };
            let is_same = |english: &str| if is_made { english == text } else { are_alike(text, english) };
            let is_text = |english: &str| is_same(english) || rows.is_draft(text, english);
            let is_english = is_text(&english.normal);
            let was_english = || {
                former.texts.get(entry.id.as_str()).is_some_and(|former| former.iter().any(|former| is_text(former)))
            };
            let is_the_same = is_english || was_english();
            match entry.is_marked(SAME) {
                true if !is_the_same => report::needless_mark(entry, SAME, findings),
                false if is_the_same && entry.has_letters() => {
                    ids.insert(entry.id.clone());
                    report::untranslated(entry, is_english, SAME, findings);
                }
                _ => {}
            }
        }
        ids
    }
}

/// What was approved of the texts that are shown, with what has changed since. Nobody approves the source.
fn approval(
    index: &Index<'_>,
    folder: &Folder<'_>,
    shown: &HashMap<&str, &str>,
    users: &Users,
    found: &mut Vec<Finding>,
) -> Approval {
    let Folder { files, records, manifest, .. } = folder;
    let review = manifest.review.as_ref().filter(|_| index.tag != SOURCE);
    let mut approval = Approval::of(review, records, shown);
    approval.changed = Users::with_users(&[users], approval.changed);
    if approval.is_unrecorded {
        report::unrecorded_approval(&index.tag, files, manifest, records.condition, found);
    }
    approval
}

/// The name of a language by CLDR, where its own was given and cannot be shown, or was lost. `file` is that in which it stands.
fn stand_in(index: &Index<'_>, was_given: bool, file: Option<&str>, found: &mut Vec<Finding>) -> Option<String> {
    let tag = index.tag.to_string();
    let name = own_name(&tag).filter(|_| was_given)?;
    // A file of which nothing is there is told as that.
    let is_there =
        |name: &str| index.files().iter().any(|file| file.name() == name && file.messages().next().is_some());
    if let Some(file) = file.filter(|name| is_there(name)) {
        report::name_of_cldr(name, ENDONYM_ID, format!("{tag}/{file}"), found);
    }
    Some(name.to_owned())
}

/// A locale, listed until its coverage says otherwise.
fn locale(tag: &LanguageIdentifier, endonym: String, manifest: &Manifest, review: Option<Review>) -> Locale {
    Locale {
        id: tag.to_string(),
        endonym,
        direction: language::direction(tag),
        script: language::script(tag),
        review,
        share_services: manifest.share_services.clone(),
        date_formats: DateFormats::new(tag),
        number_format: NumberFormat::new(tag, true),
        visibility: Visibility::Listed,
        likely: language::maximize(tag),
        tag: tag.clone(),
    }
}
