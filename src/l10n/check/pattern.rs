//! Patterns: the texts of messages and terms, what stands in their braces, and what they refer to. Knows no file.

use std::ops::Range;

use fluent_syntax::ast::{Expression, Identifier, InlineExpression, Message, Pattern, PatternElement};

use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// The only function that there is.
pub const FUNCTION: &str = "NUMBER";

/// A message’s value, named `""`, and its attributes, by name.
pub fn parts<'m, 't>(message: &'m Message<&'t str>) -> impl Iterator<Item = (&'t str, &'m Pattern<&'t str>)> {
    Definition::Message(message).parts()
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
    /// A pattern as a whole: a value, an attribute, or a row of a choice.
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

/// What stands in one pair of braces or in several.
pub(super) fn innermost<'m, 't>(expression: &'m Expression<&'t str>) -> Option<&'m InlineExpression<&'t str>> {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => innermost(expression),
        Expression::Inline(inline) => Some(inline),
        Expression::Select { .. } => None,
    }
}

/// The bytes of a file from the first to the last text or name of a pattern that was read from it; `None` of one without any.
pub fn span_in(text: &str, pattern: &Pattern<&str>) -> Option<Range<usize>> {
    let mut span: Option<Range<usize>> = None;
    let mut take = |slice: &str| {
        let at = offset_in(text, slice);
        let end = at + slice.len();
        let before = span.take().unwrap_or(at..end);
        span = Some(before.start.min(at)..before.end.max(end));
    };
    walk(pattern, &mut |node| match node {
        Node::Pattern(pattern) => {
            for element in &pattern.elements {
                if let PatternElement::TextElement { value } = element {
                    take(value);
                }
            }
        }
        Node::Inline(
            InlineExpression::VariableReference { id }
            | InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. }
            | InlineExpression::FunctionReference { id, .. },
        ) => take(id.name),
        Node::Inline(InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value }) => {
            take(value);
        }
        _ => {}
    });
    span
}

/// The literal text of a pattern and of all rows in it.
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
    use crate::l10n::check::index::{Index, ParsedFile};
    use crate::l10n::file::LocaleFile;

    #[test]
    fn a_pattern_is_walked_through_with_all_its_rows() {
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
}
