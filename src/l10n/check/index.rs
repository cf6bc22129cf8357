//! A locale’s files parsed and indexed by message, for the rules to walk.

use std::collections::hash_map;
use std::sync::OnceLock;

use fluent_syntax::ast::{Entry, Message, Resource, Term};
use fluent_syntax::parser::ParserError;
use foldhash::{HashMap, HashSet};
use unic_langid::LanguageIdentifier;

use super::code_pages::Found;
use super::conflict_regions::Conflicts;
use super::misread::misread;
use super::swallowed;
use crate::l10n::definition::Definition;
use crate::l10n::file::LocaleFile;
use crate::l10n::locale::SOURCE;
use crate::l10n::position::Lines;

/// One parsed file.
pub struct ParsedFile<'t> {
    /// The file itself.
    pub file: &'t LocaleFile,
    /// Its syntax tree, without what could not be parsed.
    pub resource: Resource<&'t str>,
    /// What could not be parsed.
    pub errors: Vec<ParserError>,
    /// Where its lines start.
    pub lines: Lines,
    misread: OnceLock<Found>,
    conflicts: OnceLock<Conflicts>,
}

impl<'t> ParsedFile<'t> {
    /// Parses a file.
    pub fn new(file: &'t LocaleFile) -> Self {
        let (resource, errors) = swallowed::parse(file.text.as_str());
        let lines = Lines::new(&file.text);
        Self { file, resource, errors, lines, misread: OnceLock::new(), conflicts: OnceLock::new() }
    }

    /// Its messages, in their order.
    pub fn messages(&self) -> impl Iterator<Item = &Message<&'t str>> {
        self.resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// Its characters that were read in the wrong encoding.
    pub(super) fn misread(&self) -> &Found {
        self.misread.get_or_init(|| misread(&self.file.text))
    }

    /// What its conflicts take up.
    pub(super) fn conflicts(&self) -> &Conflicts {
        self.conflicts.get_or_init(|| Conflicts::of(&self.file.text))
    }

    /// Whether this is a file of the source.
    pub fn is_source(&self) -> bool {
        self.file.folder_and_name().is_some_and(|(folder, _)| folder == SOURCE)
    }

    /// The name of the file inside its folder, or that of the one that it stands in for.
    pub fn name(&self) -> &'t str {
        let own = || self.file.folder_and_name().map_or("", |(_, name)| name);
        self.file.stands_for.as_deref().unwrap_or_else(own)
    }
}

/// A group comment that starts with this makes its messages a condition for being listed.
pub const REQUIRED: &str = "Required";

/// A message and the file it stands in.
#[derive(Clone, Copy)]
pub struct Located<'i, 't> {
    /// The file.
    pub parsed: &'i ParsedFile<'t>,
    /// The message.
    pub message: &'i Message<&'t str>,
}

/// All messages and terms of a locale. Of an id that stands twice only the first is checked; it is
/// reported, and neither is used.
#[derive(Clone)]
pub struct Index<'i> {
    /// The language.
    pub tag: LanguageIdentifier,
    parsed: &'i [ParsedFile<'i>],
    messages: HashMap<&'i str, Located<'i, 'i>>,
    /// The same in the order of the files; at the end those that stand in none of them.
    in_order: Vec<Located<'i, 'i>>,
    terms: HashMap<&'i str, &'i Term<&'i str>>,
    junk: HashSet<&'i str>,
    former: HashSet<&'i str>,
    recorded: HashMap<&'i str, &'i str>,
}

impl<'i> Index<'i> {
    /// Indexes parsed files.
    pub fn new(tag: LanguageIdentifier, parsed: &'i [ParsedFile<'i>]) -> Self {
        let mut index = Self {
            tag,
            parsed,
            messages: HashMap::default(),
            in_order: Vec::new(),
            terms: HashMap::default(),
            junk: HashSet::default(),
            former: HashSet::default(),
            recorded: HashMap::default(),
        };
        for file in parsed {
            for entry in &file.resource.body {
                match entry {
                    Entry::Message(message) => {
                        if let hash_map::Entry::Vacant(place) = index.messages.entry(message.id.name) {
                            index.in_order.push(*place.insert(Located { parsed: file, message }));
                        }
                    }
                    Entry::Term(term) => {
                        index.terms.entry(term.id.name).or_insert(term);
                    }
                    Entry::Junk { content } => index.junk.extend(junk_id(content)),
                    _ => {}
                }
            }
        }
        index
    }

    /// The same with ids that the English had earlier.
    pub fn with_former(mut self, ids: impl IntoIterator<Item = &'i str>) -> Self {
        self.former.extend(ids);
        self
    }

    /// The same with the fingerprints of its texts as they were written down, by id.
    pub fn with_recorded(mut self, fingerprints: impl IntoIterator<Item = (&'i str, &'i str)>) -> Self {
        self.recorded.extend(fingerprints);
        self
    }

    /// The fingerprints of its texts as they were written down, by id.
    pub(super) fn recorded(&self) -> &HashMap<&'i str, &'i str> {
        &self.recorded
    }

    /// Ids that the English had earlier.
    pub(super) fn former(&self) -> &HashSet<&'i str> {
        &self.former
    }

    /// The same with these messages in the place of its own.
    pub fn with(&self, others: impl IntoIterator<Item = Located<'i, 'i>>) -> Self {
        let mut index = self.clone();
        let others: Vec<Located<'i, 'i>> = others.into_iter().collect();
        index.messages.extend(others.iter().map(|located| (located.message.id.name, *located)));
        let is_own = |own: &Located<'i, 'i>| std::ptr::eq(index.messages[own.message.id.name].message, own.message);
        index.in_order.retain(is_own);
        index.in_order.extend(others);
        index
    }

    /// The ids of what stands here but could not be parsed; those of terms have their dash.
    pub fn junk(&self) -> impl Iterator<Item = &'i str> {
        self.junk.iter().copied()
    }

    /// Whether a message of this id, or a term with its dash, stands here but could not be parsed.
    pub fn is_junk(&self, id: &str) -> bool {
        self.junk.contains(id)
    }

    /// The parsed files.
    pub fn files(&self) -> &'i [ParsedFile<'i>] {
        self.parsed
    }

    /// A message.
    pub fn message(&self, id: &str) -> Option<&Located<'i, 'i>> {
        self.messages.get(id)
    }

    /// A term, by its name without the dash.
    pub fn term(&self, name: &str) -> Option<&'i Term<&'i str>> {
        self.terms.get(name).copied()
    }

    /// The terms in the order of the files, each with its file.
    pub fn terms(&self) -> impl Iterator<Item = (&'i ParsedFile<'i>, &'i Term<&'i str>)> {
        self.parsed.iter().flat_map(|file| {
            file.resource.body.iter().filter_map(move |entry| match entry {
                Entry::Term(term) => Some((file, term)),
                _ => None,
            })
        })
    }

    /// The messages in the order of the files.
    pub fn messages(&self) -> impl Iterator<Item = &Located<'i, 'i>> {
        self.in_order.iter()
    }

    /// The messages in the order of the files, then the terms, each with its file.
    pub fn definitions(&self) -> impl Iterator<Item = (&'i ParsedFile<'i>, Definition<'i, 'i>)> {
        let messages = self.messages().map(|located| (located.parsed, Definition::Message(located.message)));
        messages.chain(self.terms().map(|(parsed, term)| (parsed, Definition::Term(term))))
    }

    /// The ids of the messages of one file, in order.
    pub fn ids_of(&self, file_name: &str) -> Vec<&'i str> {
        self.groups_of(file_name).concat()
    }

    /// The ids of the messages of one file by group (`## …`), in order. Messages before the first
    /// group are a group too.
    pub fn groups_of(&self, file_name: &str) -> Vec<Vec<&'i str>> {
        let files = self.parsed.iter().filter(|file| file.name() == file_name);
        let groups = files.flat_map(|file| self.groups(file).into_iter().map(|(_, ids)| ids));
        groups.filter(|ids| !ids.is_empty()).collect()
    }

    /// Of each piece of one file that could not be parsed the id that it would have had; nothing for one that has none.
    pub fn junk_of(&self, file_name: &str) -> Vec<&'i str> {
        let entries = self.parsed.iter().filter(|file| file.name() == file_name).flat_map(|file| &file.resource.body);
        let junk = entries.filter_map(|entry| match entry {
            Entry::Junk { content } => Some(junk_id(content).unwrap_or_default()),
            _ => None,
        });
        junk.collect()
    }

    /// The ids under a group comment that starts with the given words.
    pub fn ids_under(&self, group: &str) -> Vec<&'i str> {
        let groups = self.parsed.iter().flat_map(|file| self.groups(file));
        groups.filter(|(name, _)| name.starts_with(group)).flat_map(|(_, ids)| ids).collect()
    }

    /// The groups of a file, each with the first line of its comment and its messages; `""` with
    /// those before the first.
    fn groups(&self, file: &'i ParsedFile<'i>) -> Vec<(&'i str, Vec<&'i str>)> {
        let mut groups = vec![("", Vec::new())];
        for entry in &file.resource.body {
            match entry {
                Entry::GroupComment(comment) => {
                    groups.push((comment.content.first().map_or("", |line| line.trim_start()), Vec::new()));
                }
                Entry::Message(message) if self.is_first(message) => {
                    if let Some((_, ids)) = groups.last_mut() {
                        ids.push(message.id.name);
                    }
                }
                _ => {}
            }
        }
        groups
    }

    /// Whether a message is the first of its id.
    fn is_first(&self, message: &Message<&str>) -> bool {
        self.messages.get(message.id.name).is_some_and(|first| std::ptr::eq(first.message.id.name, message.id.name))
    }
}

/// The id, that of a term with its dash, that a piece of junk would have had.
pub fn junk_id(junk: &str) -> Option<&str> {
    let begins = |line: &str| line.strip_prefix('-').unwrap_or(line).starts_with(|c: char| c.is_ascii_alphabetic());
    let line = junk.lines().find(|line| begins(line))?;
    let is_id = |id: &&str| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    // Without its `=` a name is the first word; what has no hyphen may be any word.
    let without_equals = || line.split([' ', ':']).next().filter(|word| word.trim_start_matches('-').contains('-'));
    let id = if line.contains('=') { line.split('=').next().map(str::trim) } else { Some(line.trim()) };
    id.filter(is_id).or_else(|| without_equals().filter(|word| !line.contains('=') && is_id(word)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn messages_are_found_by_file_by_group_and_by_what_the_group_is_called() {
        let files = [
            LocaleFile::new(
                "en/a.ftl",
                b"b = x\n\n## First\n\na = x\n    .c = y\n-t = x\n\n## Required here\n\nd = x\n",
            ),
            LocaleFile::new("en/b.ftl", b"## Required\n\na = again\ne = x\n\n##\n\nf = x\n"),
        ];
        let parsed: Vec<_> = files.iter().map(ParsedFile::new).collect();
        let index = Index::new("en".parse().unwrap(), &parsed);
        assert_eq!(index.ids_of("a.ftl"), ["b", "a", "d"]);
        assert_eq!(index.ids_of("b.ftl"), ["e", "f"], "of an id that stands twice the first");
        assert_eq!(index.groups_of("a.ftl"), [vec!["b"], vec!["a"], vec!["d"]]);
        assert_eq!(index.groups_of("b.ftl"), [vec!["e"], vec!["f"]]);
        assert_eq!(index.groups_of("c.ftl"), Vec::<Vec<&str>>::new());
        assert_eq!(index.ids_under("Required"), ["d", "e"], "the other a is no first one");
        assert_eq!(index.terms().map(|(file, term)| (file.name(), term.id.name)).collect::<Vec<_>>(), [("a.ftl", "t")]);
        assert!(index.term("t").is_some() && index.term("a").is_none() && index.message("t").is_none());
    }

    #[test]
    fn junk_has_the_id_that_it_would_have_had() {
        for (junk, id) in [
            ("a-b_1 = {", Some("a-b_1")),
            ("# note\na = {", Some("a")),
            ("a", Some("a")),
            ("a b = {", None),
            ("a b", None),
            ("a-b c", Some("a-b")),
            ("a-b: c", Some("a-b")),
            ("-a-b c", Some("-a-b")),
            ("a-b c = {", None),
            ("-a = {", Some("-a")),
            ("- a = {", None),
            ("-5 = {", None),
            ("", None),
        ] {
            assert_eq!(junk_id(junk), id, "{junk}");
        }
    }
}
