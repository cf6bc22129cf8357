//! Which ids of a language the English has, and which are slips of one that it has. Knows no text.

use std::cell::OnceCell;

use fluent_syntax::ast::Entry;
use foldhash::{HashMap, HashSet};

use super::index::Index;
use super::pattern::references;
use super::spelling::is_dash;
use crate::l10n::definition::{Definition, term_id};
use crate::l10n::near::nearest;

/// Unknown ids that are compared with those that are missing.
const MAX_COMPARED: usize = 100;

/// The ids of a language beside those of the English.
pub(super) struct Ids<'i> {
    locale: &'i Index<'i>,
    english: &'i Index<'i>,
    /// Something of the English is not read and may be anything.
    is_english_unsure: bool,
    /// From an unknown id to the missing one that it is a slip of.
    meant: HashMap<&'i str, &'i str>,
    /// Ids that the English had earlier.
    former: &'i HashSet<&'i str>,
    /// The terms, without their dash, that something of the language refers to; found when they are asked for, like
    /// what follows.
    referred: OnceCell<HashSet<&'i str>>,
    /// Of each entry of the English its file, and the entry above it.
    places: OnceCell<HashMap<Name<'i>, (&'i str, Option<Name<'i>>)>>,
    /// How often each entry stands in the language.
    numbers: OnceCell<HashMap<Name<'i>, usize>>,
}

/// Whether an entry is a term, and its name without a dash.
pub(super) type Name<'t> = (bool, &'t str);

impl<'i> Ids<'i> {
    pub(super) fn new(locale: &'i Index<'i>, english: &'i Index<'i>) -> Self {
        let is_english_unsure = english.files().iter().any(|parsed| parsed.file.refused.is_some());
        let mut ids = Self {
            locale,
            english,
            is_english_unsure,
            meant: HashMap::default(),
            former: locale.former(),
            referred: OnceCell::new(),
            places: OnceCell::new(),
            numbers: OnceCell::new(),
        };
        let entries = locale.files().iter().flat_map(|parsed| &parsed.resource.body);
        let found = entries.filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name),
            Entry::Junk { content } => own_id(content),
            _ => None,
        });
        // What the English had is no slip of what it has gained.
        let unknown: Vec<&'i str> =
            found.filter(|id| !ids.is_known(id) && !ids.former.contains(id)).take(MAX_COMPARED).collect();
        if !unknown.is_empty() {
            let here = |id: &str| locale.message(id).is_some() || locale.is_junk(id);
            let missing: Vec<&str> =
                english.messages().map(|located| located.message.id.name).filter(|id| !here(id)).collect();
            for id in unknown {
                ids.meant.extend(nearest(id, missing.iter().copied()).map(|known| (id, known)));
            }
        }
        ids
    }

    /// Whether the English has a message of this id, as far as that can be said.
    pub(super) fn is_known(&self, id: &str) -> bool {
        self.is_english_unsure || self.english.message(id).is_some() || self.english.is_junk(id)
    }

    /// The id that was likely meant.
    pub(super) fn meant(&self, id: &str) -> Option<&'i str> {
        self.meant.get(id).copied()
    }

    /// Whether an id is one: the English has it, or had it, or one that is much like it, or a term that has lost its dash
    /// here.
    pub(super) fn is_id(&self, id: &str) -> bool {
        let is_term = || self.english.term(id).is_some() && self.locale.term(id).is_none();
        self.is_known(id) || self.meant.contains_key(id) || self.former.contains(id) || is_term()
    }

    /// Whether the English is known to have a message of this id, or to have had it.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.english.message(id).is_some() || self.english.is_junk(id) || self.former.contains(id)
    }

    /// Whether the English is known to have an entry of this name, that of a term with its dash, or to have had it.
    pub(super) fn knows_name(&self, name: &str) -> bool {
        match name.strip_prefix('-') {
            Some(term) => self.english.term(term).is_some() || self.former.contains(name),
            None => self.knows(name),
        }
    }

    /// Whether it is, and the language has nothing of this name.
    pub(super) fn lacks(&self, name: &str) -> bool {
        let is_here = match name.strip_prefix('-') {
            Some(term) => self.locale.term(term).is_some(),
            None => self.locale.message(name).is_some(),
        };
        !is_here && self.knows_name(name) && !self.locale.is_junk(name)
    }

    /// The name of the English, that of a term with its dash, that one is but for characters that no name has, one in three
    /// at most.
    pub(super) fn like(&self, name: &str) -> Option<String> {
        match name.strip_prefix(is_dash) {
            Some(term) => like(term, self.english.terms().map(|(_, term)| term.id.name)).map(term_id),
            None => like(name, self.english.messages().map(|located| located.message.id.name)).map(str::to_owned),
        }
    }

    /// Whether a name, that of a term with its dash, is one.
    pub(super) fn is_name(&self, name: &str) -> bool {
        name.strip_prefix('-').map_or_else(|| self.is_id(name), |term| self.is_term(term))
    }

    /// The names of the attributes of a message, in the English and here.
    pub(super) fn attributes(&self, id: &str) -> [Vec<&'i str>; 2] {
        [self.english, self.locale].map(|index| {
            let attributes = index.message(id).map(|located| located.message.attributes.as_slice()).unwrap_or_default();
            attributes.iter().map(|attribute| attribute.id.name).collect()
        })
    }

    /// Whether an id begins with a whole one, as the ids of paragraphs do with that of their heading.
    pub(super) fn knows_section_of(&self, id: &str) -> bool {
        id.match_indices('-').any(|(at, _)| self.english.message(&id[..at]).is_some())
    }

    /// Whether the language has a message of this id.
    pub(super) fn is_here(&self, id: &str) -> bool {
        self.locale.message(id).is_some()
    }

    /// Whether the English had an entry earlier and has it no longer.
    pub(super) fn is_former(&self, (is_term, name): Name<'_>) -> bool {
        match is_term {
            true => self.former.contains(term_id(name).as_str()) && self.english.term(name).is_none(),
            false => self.former.contains(name) && self.english.message(name).is_none(),
        }
    }

    /// Whether an entry stands right below another in the English.
    pub(super) fn is_below(&self, above: Name<'_>, name: Name<'_>) -> bool {
        self.places().get(&name).is_some_and(|(_, found)| *found == Some(above))
    }

    /// Whether an entry stands in this file of the English.
    pub(super) fn is_of_file(&self, name: Name<'_>, file_name: &str) -> bool {
        self.places().get(&name).is_some_and(|(file, _)| *file == file_name)
    }

    fn places(&self) -> &HashMap<Name<'i>, (&'i str, Option<Name<'i>>)> {
        self.places.get_or_init(|| {
            let mut places = HashMap::default();
            for parsed in self.english.files() {
                let mut above = None;
                for name in parsed.resource.body.iter().filter_map(name_of) {
                    places.entry(name).or_insert((parsed.name(), above));
                    above = Some(name);
                }
            }
            places
        })
    }

    /// Whether an entry stands in the language more than once.
    pub(super) fn stands_twice(&self, name: Name<'_>) -> bool {
        let numbers = self.numbers.get_or_init(|| {
            let mut numbers = HashMap::default();
            for name in self.locale.files().iter().flat_map(|parsed| &parsed.resource.body).filter_map(name_of) {
                *numbers.entry(name).or_default() += 1;
            }
            numbers
        });
        numbers.get(&name).is_some_and(|number| *number > 1)
    }

    /// Whether a name, without its dash, is that of a term: the English has it, had it, or has one that is much like
    /// it, or the language refers to it.
    pub(super) fn is_term(&self, name: &str) -> bool {
        self.is_english_unsure
            || self.english.term(name).is_some()
            || self.former.contains(term_id(name).as_str())
            || self.referred.get_or_init(|| referred_terms(self.locale)).contains(name)
            || nearest(name, self.english.terms().map(|(_, term)| term.id.name).take(MAX_COMPARED)).is_some()
    }
}

/// The first of some names that one is but for characters that no name has, one in three at most.
pub(super) fn like<'k>(name: &str, mut known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (foreign, length) = (name.chars().filter(|c| !c.is_ascii()).count(), name.chars().count());
    let is_same = |(c, known): (char, char)| c == known || !c.is_ascii();
    let is_like = |known: &&str| length == known.len() && name.chars().zip(known.chars()).all(is_same);
    if foreign * 3 > length { None } else { known.find(is_like) }
}

/// The first character of a name that no name has, and where it stands.
pub(super) fn first_foreign(name: &str) -> Option<(&str, char)> {
    let (at, character) = name.char_indices().find(|(_, c)| !c.is_ascii())?;
    Some((&name[at..at + character.len_utf8()], character))
}

fn name_of<'t>(entry: &Entry<&'t str>) -> Option<Name<'t>> {
    Definition::of(entry).map(|it| (it.is_term(), it.name()))
}

/// The terms that something of a language refers to, what is not read included.
fn referred_terms<'i>(locale: &Index<'i>) -> HashSet<&'i str> {
    let patterns = locale.definitions().flat_map(|(_, definition)| definition.parts());
    let targets = patterns.flat_map(|(_, pattern)| references(pattern));
    let mut names: HashSet<&str> = targets.filter(|target| target.is_term).map(|target| target.name).collect();
    for entry in locale.files().iter().flat_map(|parsed| &parsed.resource.body) {
        if let Entry::Junk { content } = entry {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let in_braces = content.split('{').skip(1).map(|rest| rest.trim_start_matches(' '));
            let names_of = in_braces.filter_map(|rest| rest.strip_prefix('-')?.split(|c| !is_part(c)).next());
            names.extend(names_of);
        }
    }
    names
}

/// The id that a piece of junk begins with, if an `=` follows it.
pub(super) fn own_id(junk: &str) -> Option<&str> {
    let line = junk.lines().find(|line| !line.starts_with('#') && !line.is_empty())?;
    let id = line.split('=').next().filter(|id| id.len() < line.len())?.trim_end_matches(' ');
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_part)).then_some(id)
}

/// The name, that of a term with its dash, that a piece of junk begins with, if an `=` follows it.
pub(super) fn own_name(junk: &str) -> Option<String> {
    let of_term = || junk.strip_prefix('-').and_then(own_id).map(term_id);
    own_id(junk).map(str::to_owned).or_else(of_term)
}
