//! A locale’s files parsed and indexed by message, for the rules to walk.

use std::collections::HashMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, Term,
};
use fluent_syntax::parser::{self, ParserError};
use unic_langid::LanguageIdentifier;

use crate::l10n::file::LocaleFile;

/// One parsed file.
pub struct ParsedFile<'t> {
    /// The file itself.
    pub file: &'t LocaleFile,
    /// Its syntax tree, without what could not be parsed.
    pub resource: Resource<&'t str>,
    /// What could not be parsed.
    pub errors: Vec<ParserError>,
}

impl<'t> ParsedFile<'t> {
    /// Parses a file.
    pub fn new(file: &'t LocaleFile) -> Self {
        match parser::parse(file.text.as_str()) {
            Ok(resource) => Self { file, resource, errors: Vec::new() },
            Err((resource, errors)) => Self { file, resource, errors },
        }
    }

    /// The name of the file inside its folder.
    pub fn name(&self) -> &'t str {
        self.file.split().map_or("", |(_, name)| name)
    }
}

/// A message and the file it stands in.
pub struct Located<'i, 't> {
    /// The file.
    pub parsed: &'i ParsedFile<'t>,
    /// The message.
    pub message: &'i Message<&'t str>,
}

/// All messages and terms of a locale. Of an id that occurs twice the first counts.
pub struct Index<'i> {
    /// The language.
    pub tag: LanguageIdentifier,
    parsed: &'i [ParsedFile<'i>],
    messages: HashMap<&'i str, Located<'i, 'i>>,
    terms: HashMap<&'i str, &'i Term<&'i str>>,
}

impl<'i> Index<'i> {
    /// Indexes parsed files.
    pub fn new(tag: LanguageIdentifier, parsed: &'i [ParsedFile<'i>]) -> Self {
        let mut index = Self { tag, parsed, messages: HashMap::new(), terms: HashMap::new() };
        for file in parsed {
            for entry in &file.resource.body {
                match entry {
                    Entry::Message(message) => {
                        index.messages.entry(message.id.name).or_insert(Located { parsed: file, message });
                    }
                    Entry::Term(term) => {
                        index.terms.entry(term.id.name).or_insert(term);
                    }
                    _ => {}
                }
            }
        }
        index
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
        self.parsed.iter().flat_map(|file| &file.resource.body).filter_map(|entry| match entry {
            Entry::Message(message) => self.messages.get(message.id.name).filter(|l| std::ptr::eq(l.message, message)),
            _ => None,
        })
    }

    /// The ids of the messages of one file, in order.
    pub fn ids_of(&self, file_name: &str) -> Vec<&'i str> {
        self.messages().filter(|l| l.parsed.name() == file_name).map(|l| l.message.id.name).collect()
    }

    /// The ids of the messages of one file by group (`## …`), in order. Messages before the first
    /// group are a group too.
    pub fn groups_of(&self, file_name: &str) -> Vec<Vec<&'i str>> {
        let mut groups = vec![Vec::new()];
        for file in self.parsed.iter().filter(|file| file.name() == file_name) {
            for entry in &file.resource.body {
                match entry {
                    Entry::GroupComment(_) => groups.push(Vec::new()),
                    Entry::Message(message) => {
                        if let Some(group) = groups.last_mut() {
                            group.push(message.id.name);
                        }
                    }
                    _ => {}
                }
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The ids under a group comment that starts with the given words.
    pub fn ids_under(&self, group: &str) -> Vec<&'i str> {
        let mut ids = Vec::new();
        for file in self.parsed {
            let mut inside = false;
            for entry in &file.resource.body {
                match entry {
                    Entry::GroupComment(comment) => {
                        inside = comment.content.first().is_some_and(|line| line.trim_start().starts_with(group));
                    }
                    Entry::Message(message) if inside => ids.push(message.id.name),
                    _ => {}
                }
            }
        }
        ids
    }
}

/// A message’s value and attributes, named as translators name them: `""`, `.hint`.
pub fn parts<'m, 't>(message: &'m Message<&'t str>) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
    let value = message.value.iter().map(|pattern| ("", pattern));
    value.chain(message.attributes.iter().map(|Attribute { id, value }| (id.name, value)))
}

/// A term’s value and attributes.
pub fn term_parts<'m, 't>(term: &'m Term<&'t str>) -> impl Iterator<Item = &'m Pattern<&'t str>> {
    std::iter::once(&term.value).chain(term.attributes.iter().map(|attribute| &attribute.value))
}

/// What a pattern refers to: ids of messages, names of terms with their dash.
pub fn references(pattern: &Pattern<&str>) -> Vec<String> {
    let mut found = Vec::new();
    walk(pattern, &mut |node| match node {
        Node::Inline(InlineExpression::MessageReference { id, .. }) => found.push(id.name.to_owned()),
        Node::Inline(InlineExpression::TermReference { id, .. }) => found.push(format!("-{}", id.name)),
        _ => {}
    });
    found
}

/// What a walk through a pattern meets.
pub enum Node<'m, 't> {
    /// A pattern as a whole: the value, or one row of a choice.
    Pattern(&'m Pattern<&'t str>),
    /// An expression in braces.
    Expression(&'m Expression<&'t str>),
    /// A variable, a reference, a function or a literal.
    Inline(&'m InlineExpression<&'t str>),
}

/// Walks through a pattern, outermost first. Arguments of terms are the language’s own
/// affair (grammatical forms) and are passed over.
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

/// The literal text of a pattern and of all rows of its choices.
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
        assert_eq!(index.ids_of("b.ftl"), ["e", "f"], "of an id that occurs twice the first counts");
        assert_eq!(index.groups_of("a.ftl"), [vec!["b"], vec!["a"], vec!["d"]]);
        assert_eq!(index.groups_of("c.ftl"), Vec::<Vec<&str>>::new());
        assert_eq!(index.ids_under("Required"), ["d", "a", "e"]);
        assert_eq!(index.terms().map(|(file, term)| (file.name(), term.id.name)).collect::<Vec<_>>(), [("a.ftl", "t")]);
        assert!(index.term("t").is_some() && index.term("a").is_none() && index.message("t").is_none());
    }

    #[test]
    fn a_pattern_is_walked_through_with_all_its_rows() {
        let text = "a = one { b } { -t(x: \"y\") } { $n ->\n    [one] two { c.d }\n   *[other] { NUMBER($n) } { { e } }\n } three";
        let file = LocaleFile::new("en/a.ftl", text.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        let index = Index::new("en".parse().unwrap(), &parsed);
        let (_, pattern) = parts(index.message("a").unwrap().message).next().unwrap();
        assert_eq!(references(pattern), ["b", "-t", "c", "e"]);
        assert_eq!(literal_text(pattern).split_whitespace().collect::<Vec<_>>(), ["one", "three", "two"]);
        let mut variables = 0;
        walk(pattern, &mut |node| {
            variables += usize::from(matches!(node, Node::Inline(InlineExpression::VariableReference { .. })));
        });
        assert_eq!(variables, 2, "the one that chooses, and the argument of a function");
    }
}
