//! How much of the statement a locale covers, with the locales of its own language that answer for it: a
//! variety shows what its parents have. Knows no rule.

use foldhash::HashMap;

use super::check::index::{Index, Located, ParsedFile};
use super::check::pattern::{literal_text, parts};
use super::definition::term_id;
use super::loaded::{ENDONYM_ID, LoadedLocale};
use super::own_names::own_name;

/// A locale is listed from this share of the words on.
pub(super) const LISTED_FROM_PERCENT: usize = 80;

/// How much of the statement a locale covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words of the English passages that are translated.
    pub translated_words: usize,
    /// Words of all English passages.
    pub total_words: usize,
    /// Required messages that are missing or still English. A stale one is there, and so is one with a fault: that
    /// costs the message alone.
    pub required_missing: Vec<String>,
    /// Required messages that the English has gained since the locale was in the menu, and that it lacks: no edit of the
    /// English takes it out.
    pub required_gained: Vec<String>,
    /// Passages that are shown in another language, by id, in the order of the page.
    pub missing: Vec<String>,
    /// Passages whose English has changed since they were translated, in the order of the page. Where the
    /// records are damaged, those of which it is known.
    pub stale: Vec<String>,
    /// Passages that have changed since the translation was approved, in the order of the page.
    pub changed: Vec<String>,
}

impl Coverage {
    /// The translated share of the words, rounded down.
    pub fn percent(&self) -> usize {
        (self.translated_words * 100).checked_div(self.total_words).unwrap_or(100)
    }

    /// Whether the locale may be listed.
    pub(super) fn allows_listing(&self) -> bool {
        self.translated_words * 100 >= self.total_words * LISTED_FROM_PERCENT && self.required_missing.is_empty()
    }
}

/// What of the source is counted.
pub(super) struct Counted {
    /// The passages, in the order of their file.
    pub(super) passages: Vec<String>,
    required: Vec<String>,
    /// The words of each message.
    words: HashMap<String, usize>,
    /// The terms, with their dash.
    terms: Vec<String>,
    /// The messages of each file, and of each message and term its file.
    files: Vec<Vec<String>>,
    file_of: HashMap<String, usize>,
    /// The names of the files; `passages_in` is that of the passages.
    file_names: Vec<String>,
    passages_in: String,
}

impl Counted {
    pub(super) fn new(source: &Index<'_>, passages_in: &str, required_under: &str) -> Self {
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let files: Vec<Vec<String>> = source.files().iter().map(|file| owned(source.ids_of(file.name()))).collect();
        let file_of =
            |(file, ids): (usize, &Vec<String>)| ids.iter().map(move |id| (id.clone(), file)).collect::<Vec<_>>();
        let place = |parsed: &ParsedFile<'_>| source.files().iter().position(|file| std::ptr::eq(file, parsed));
        let terms = source.terms().filter_map(|(parsed, term)| Some((term_id(term.id.name), place(parsed)?)));
        let words = |located: &Located<'_, '_>| {
            let parts = parts(located.message).map(|(_, pattern)| words_of(pattern));
            (located.message.id.name.to_owned(), parts.sum())
        };
        Self {
            passages: owned(source.ids_of(passages_in)),
            required: owned(source.ids_under(required_under)),
            words: source.messages().map(words).collect(),
            file_of: files.iter().enumerate().flat_map(file_of).chain(terms).collect(),
            file_names: source.files().iter().map(|file| file.name().to_owned()).collect(),
            passages_in: passages_in.to_owned(),
            terms: source.terms().map(|(_, term)| term_id(term.id.name)).collect(),
            files,
        }
    }

    /// The names of the files.
    pub(super) fn file_names(&self) -> impl Iterator<Item = &str> {
        self.file_names.iter().map(String::as_str)
    }

    /// The messages that a language has to have to be listed.
    pub(super) fn required(&self) -> impl Iterator<Item = &String> {
        self.required.iter()
    }

    /// Everything that the source has: terms, which messages say, then messages in the order of the files.
    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        self.terms.iter().chain(self.files.iter().flatten())
    }

    /// What a locale covers. `of_language` are the locales that show its messages in its own language, nearest
    /// first, itself included.
    pub(super) fn coverage(&self, own: &LoadedLocale, of_language: &[&LoadedLocale]) -> Coverage {
        let mut coverage = Coverage::default();
        for id in &self.passages {
            let words = self.words.get(id).copied().unwrap_or_default();
            coverage.total_words += words;
            let Some(locale) = of_language.iter().find(|locale| locale.usable.contains(id)) else {
                coverage.missing.push(id.clone());
                continue;
            };
            let lacking = locale.lacking_words.get(id).copied().unwrap_or_default();
            coverage.translated_words += words.saturating_sub(lacking);
            if locale.stale.contains(id) {
                coverage.stale.push(id.clone());
            }
            if own.usable.contains(id) && own.approval.changed.contains(id) {
                coverage.changed.push(id.clone());
            }
        }
        // Two varieties of one name could not be told apart. In the place of one that has a fault, or was
        // lost, stands that of CLDR.
        let was_named = || own.attempted.contains(ENDONYM_ID) || own.records.was_listed;
        let has_name = || was_named() && own_name(&own.locale.id).is_some();
        let is_there = |id: &String| match id.as_str() {
            ENDONYM_ID => own.translated.contains(id) || has_name(),
            _ => of_language.iter().any(|locale| locale.attempted.contains(id)),
        };
        let is_gained = |id: &String| {
            own.records.was_listed
                && id != ENDONYM_ID
                && of_language.iter().all(|locale| locale.records.have_never_had(id))
        };
        let lacking = self.required.iter().filter(|id| !is_there(id)).cloned();
        (coverage.required_gained, coverage.required_missing) = lacking.partition(is_gained);
        coverage
    }

    /// The name of the file in which something is missing: the first of these messages, else passages.
    pub(super) fn lacking_file(&self, missing: &[String]) -> &str {
        missing.first().and_then(|id| self.file(id)).unwrap_or(&self.passages_in)
    }

    /// The name of the file in which the source has a message or a term.
    pub(super) fn file(&self, id: &str) -> Option<&str> {
        self.file_names.get(*self.file_of.get(id)?).map(String::as_str)
    }

    /// The messages of a file of the source, by its name; none if there is no such file.
    pub(super) fn messages_in(&self, file_name: &str) -> &[String] {
        let place = self.file_names.iter().position(|name| name == file_name);
        place.and_then(|place| self.files.get(place)).map_or(&[], Vec::as_slice)
    }

    /// The messages that stand in the file of a message, itself included; none if the source lacks it.
    pub(super) fn beside(&self, id: &str) -> &[String] {
        self.file_of.get(id).and_then(|file| self.files.get(*file)).map_or(&[], Vec::as_slice)
    }

    /// Whether what stands in the file of a message holds as it was approved: it is mostly in the locale’s own
    /// words, the message certainly, and nothing in it has changed since. Changed passages are told one by one.
    pub(super) fn is_approved(&self, own: &LoadedLocale, title: &str) -> bool {
        let ids = self.beside(title);
        let words = |ids: &mut dyn Iterator<Item = &String>| -> usize { ids.filter_map(|id| self.words.get(id)).sum() };
        let is_mostly_shown = || {
            let shown = words(&mut ids.iter().filter(|id| own.usable.contains(*id)));
            shown * 2 >= words(&mut ids.iter())
        };
        let has_changed = |id: &String| own.approval.changed.contains(id) && !self.passages.contains(id);
        own.approval.review.is_some() && own.usable.contains(title) && is_mostly_shown() && !ids.iter().any(has_changed)
    }
}

/// The words of a text and of all rows in it.
pub(super) fn words_of(pattern: &fluent_syntax::ast::Pattern<&str>) -> usize {
    literal_text(pattern).split_whitespace().count()
}
