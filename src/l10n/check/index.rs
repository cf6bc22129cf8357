//! A locale’s files parsed and indexed by message, for the rules to walk.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Resource, Term,
};
use fluent_syntax::parser::{self, ParserError};
use unic_langid::LanguageIdentifier;

use crate::l10n::file::LocaleFile;
use crate::l10n::position::Lines;

/// The only function that there is.
pub const FUNCTION: &str = "NUMBER";

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
}

impl<'t> ParsedFile<'t> {
    /// Parses a file.
    pub fn new(file: &'t LocaleFile) -> Self {
        let (resource, errors) = match parser::parse(file.text.as_str()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        Self { file, resource, errors, lines: Lines::new(&file.text) }
    }

    /// Its messages, in their order.
    pub fn messages(&self) -> impl Iterator<Item = &Message<&'t str>> {
        self.resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        })
    }

    /// The name of the file inside its folder.
    pub fn name(&self) -> &'t str {
        self.file.folder_and_name().map_or("", |(_, name)| name)
    }
}

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
    terms: HashMap<&'i str, &'i Term<&'i str>>,
    junk: HashSet<&'i str>,
    former: HashSet<&'i str>,
    /// Messages that stand in none of the files.
    others: Vec<Located<'i, 'i>>,
}

impl<'i> Index<'i> {
    /// Indexes parsed files.
    pub fn new(tag: LanguageIdentifier, parsed: &'i [ParsedFile<'i>]) -> Self {
        let mut index = Self {
            tag,
            parsed,
            messages: HashMap::new(),
            terms: HashMap::new(),
            junk: HashSet::new(),
            former: HashSet::new(),
            others: Vec::new(),
        };
        for file in parsed {
            for entry in &file.resource.body {
                match entry {
                    Entry::Message(message) => {
                        index.messages.entry(message.id.name).or_insert(Located { parsed: file, message });
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

    /// Ids that the English had earlier.
    pub(super) fn former(&self) -> &HashSet<&'i str> {
        &self.former
    }

    /// The same with these messages in the place of its own.
    pub fn with(&self, others: impl IntoIterator<Item = Located<'i, 'i>>) -> Self {
        let mut index = self.clone();
        index.others.extend(others);
        index.messages.extend(index.others.iter().map(|located| (located.message.id.name, *located)));
        index
    }

    /// The ids of messages that stand here but could not be parsed.
    pub fn junk(&self) -> impl Iterator<Item = &'i str> {
        self.junk.iter().copied()
    }

    /// Whether a message of this id stands here but could not be parsed.
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
        let own = self.parsed.iter().flat_map(|file| &file.resource.body).filter_map(|entry| match entry {
            Entry::Message(message) => self.messages.get(message.id.name).filter(|l| std::ptr::eq(l.message, message)),
            _ => None,
        });
        own.chain(&self.others)
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

/// The id that a piece of junk would have had.
pub fn junk_id(junk: &str) -> Option<&str> {
    let id = junk.lines().find(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))?.split('=').next()?.trim();
    id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_').then_some(id)
}

/// A message’s value, named `""`, and its attributes, by name.
pub fn parts<'m, 't>(message: &'m Message<&'t str>) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
    message.value.iter().map(|pattern| ("", pattern)).chain(attributes(&message.attributes))
}

/// The same of a term.
pub fn term_parts<'m, 't>(term: &'m Term<&'t str>) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
    std::iter::once(("", &term.value)).chain(attributes(&term.attributes))
}

fn attributes<'m, 't>(attributes: &'m [Attribute<&'t str>]) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
    attributes.iter().map(|Attribute { id, value }| (id.name, value))
}

/// A value or an attribute, as others refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target<'t> {
    /// Of a term, not of a message.
    pub is_term: bool,
    /// The name, without a dash.
    pub name: &'t str,
    /// The attribute; `""` for the value.
    pub attribute: &'t str,
}

impl<'t> Target<'t> {
    /// What an expression refers to, if it is a reference.
    pub fn of(inline: &InlineExpression<&'t str>) -> Option<Self> {
        let (is_term, id, attribute) = match inline {
            InlineExpression::MessageReference { id, attribute } => (false, id, attribute),
            InlineExpression::TermReference { id, attribute, .. } => (true, id, attribute),
            _ => return None,
        };
        Some(Self { is_term, name: id.name, attribute: attribute.as_ref().map_or("", |attribute| attribute.name) })
    }

    /// The id of the message or, with its dash, of the term.
    pub fn id(self) -> String {
        format!("{}{}", if self.is_term { "-" } else { "" }, self.name)
    }
}

/// What a pattern refers to.
pub fn references<'t>(pattern: &Pattern<&'t str>) -> Vec<Target<'t>> {
    let mut found = Vec::new();
    walk(pattern, &mut |node| {
        if let Node::Inline(inline) = node {
            found.extend(Target::of(inline));
        }
    });
    found
}

/// The variable that a select expression goes by: `$n` or `NUMBER($n, …)`.
pub fn selected_variable<'m, 't>(selector: &'m InlineExpression<&'t str>) -> Option<&'m Identifier<&'t str>> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id),
        InlineExpression::FunctionReference { id, arguments } if id.name == FUNCTION => {
            arguments.positional.first().and_then(selected_variable)
        }
        _ => None,
    }
}

/// What a walk through a pattern meets.
pub enum Node<'m, 't> {
    /// A pattern as a whole: a value, an attribute, or a variant of a select expression.
    Pattern(&'m Pattern<&'t str>),
    /// An expression in braces.
    Expression(&'m Expression<&'t str>),
    /// A variable, a reference, a function or a literal.
    Inline(&'m InlineExpression<&'t str>),
}

/// Walks through a pattern, outermost first. Arguments of terms (grammatical forms) are passed over.
pub fn walk<'m, 't>(pattern: &'m Pattern<&'t str>, visit: &mut impl FnMut(Node<'m, 't>)) {
    visit(Node::Pattern(pattern));
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, visit);
        }
    }
}

fn walk_expression<'m, 't>(expression: &'m Expression<&'t str>, visit: &mut impl FnMut(Node<'m, 't>)) {
    visit(Node::Expression(expression));
    match expression {
        Expression::Inline(inline) => walk_inline(inline, visit),
        Expression::Select { selector, variants } => {
            walk_inline(selector, visit);
            for variant in variants {
                walk(&variant.value, visit);
            }
        }
    }
}

fn walk_inline<'m, 't>(inline: &'m InlineExpression<&'t str>, visit: &mut impl FnMut(Node<'m, 't>)) {
    visit(Node::Inline(inline));
    match inline {
        InlineExpression::FunctionReference { arguments, .. } => {
            for positional in &arguments.positional {
                walk_inline(positional, visit);
            }
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, visit),
        _ => {}
    }
}

/// The literal text of a pattern and of all variants in it.
pub fn literal_text(pattern: &Pattern<&str>) -> String {
    let mut text = String::new();
    walk(pattern, &mut |node| {
        if let Node::Pattern(pattern) = node {
            for element in &pattern.elements {
                if let PatternElement::TextElement { value } = element {
                    text.push_str(value);
                    text.push(' ');
                }
            }
        }
    });
    text
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
    fn a_pattern_is_walked_through_with_all_its_variants() {
        let text = "a = one { b } { -t(x: \"y\") } { $n ->\n    [one] two { c.d }\n   *[other] { NUMBER($n) } { { e } }\n } three";
        let file = LocaleFile::new("en/a.ftl", text.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        let index = Index::new("en".parse().unwrap(), &parsed);
        let (_, pattern) = parts(index.message("a").unwrap().message).next().unwrap();
        let targets: Vec<(String, &str)> =
            references(pattern).into_iter().map(|target| (target.id(), target.attribute)).collect();
        let expected = [("b", ""), ("-t", ""), ("c", "d"), ("e", "")].map(|(id, attribute)| (id.to_owned(), attribute));
        assert_eq!(targets, expected);
        assert_eq!(literal_text(pattern).split_whitespace().collect::<Vec<_>>(), ["one", "three", "two"]);
        let mut variables = 0;
        walk(pattern, &mut |node| {
            variables += usize::from(matches!(node, Node::Inline(InlineExpression::VariableReference { .. })));
        });
        assert_eq!(variables, 2, "the one that chooses, and the argument of a function");
    }

    #[test]
    fn junk_has_the_id_that_it_would_have_had() {
        for (junk, id) in [
            ("a-b_1 = {", Some("a-b_1")),
            ("# note\na = {", Some("a")),
            ("a", Some("a")),
            ("a b = {", None),
            ("-a = {", None),
            ("", None),
        ] {
            assert_eq!(junk_id(junk), id, "{junk}");
        }
    }
}
