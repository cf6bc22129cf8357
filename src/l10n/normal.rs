//! The normal form of a message or a term: two that mean the same have the same one, however they are written down.
//!
//! Attributes are sorted, lines joined, string literals without special characters are text, and a list of
//! choices holds the text around it, as translation tools write it. Comments and spacing do not count.
//! Knows no locale and no rule.

use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, Identifier, InlineExpression, Message, NamedArgument, Pattern,
    PatternElement, Resource, Term, Variant, VariantKey,
};
use fluent_syntax::serializer;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::definition::Definition;

/// The text around choices is written into each of them only while it does not grow beyond this. Bytes.
const MAX_SPREAD_BYTES: usize = 1 << 16;

/// The normal form of a message or a term.
pub(super) fn of(definition: Definition<'_, '_>) -> String {
    match definition {
        Definition::Message(message) => of_message(message),
        Definition::Term(term) => of_term(term),
    }
}

/// The normal form of a message.
pub(super) fn of_message(message: &Message<&str>) -> String {
    if is_certainly(message) {
        return as_written(message);
    }
    serialized(Entry::Message(Message {
        id: identifier(&message.id),
        value: message.value.as_ref().map(pattern),
        attributes: sorted(&message.attributes),
        comment: None,
    }))
}

/// Whether a message as it is written is certainly its own normal form; most are.
pub(super) fn is_certainly(message: &Message<&str>) -> bool {
    message.value.iter().all(is_normal) && are_normal(&message.attributes)
}

/// The normal form of a term.
fn of_term(term: &Term<&str>) -> String {
    serialized(Entry::Term(Term {
        id: identifier(&term.id),
        value: pattern(&term.value),
        attributes: sorted(&term.attributes),
        comment: None,
    }))
}

/// A message or a term without its comment as Fluent’s own serializer writes it.
pub(super) fn written(definition: Definition<'_, '_>) -> String {
    match definition {
        Definition::Message(message) => as_written(message),
        Definition::Term(term) => term_as_written(term),
    }
}

/// A message without its comment as Fluent’s own serializer writes it: lines, literals and the order of
/// attributes are those of the file.
pub(super) fn as_written(message: &Message<&str>) -> String {
    if let Some(line) = one_line(message) {
        return line;
    }
    let message = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(message)] })
}

/// The same of a message that is one line of text and nothing else; most are.
fn one_line(message: &Message<&str>) -> Option<String> {
    match message.value.as_ref()?.elements.as_slice() {
        [PatternElement::TextElement { value }] if message.attributes.is_empty() && !value.contains(['\n', '\r']) => {
            Some([message.id.name, " = ", value, "\n"].concat())
        }
        _ => None,
    }
}

/// The same of a term.
fn term_as_written(term: &Term<&str>) -> String {
    let term = Term { comment: None, ..term.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Term(term)] })
}

fn serialized(entry: Entry<String>) -> String {
    serializer::serialize(&Resource { body: vec![entry] })
}

fn are_normal(attributes: &[Attribute<&str>]) -> bool {
    attributes.is_sorted_by_key(|attribute| attribute.id.name)
        && attributes.iter().all(|attribute| is_normal(&attribute.value))
}

/// Whether a pattern is certainly its own normal form; most are.
fn is_normal(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { value } => !value.contains(['\n', '\r']),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => {
            matches!(
                inline,
                InlineExpression::VariableReference { .. }
                    | InlineExpression::MessageReference { .. }
                    | InlineExpression::TermReference { arguments: None, .. }
            )
        }
        PatternElement::Placeable { .. } => false,
    })
}

fn sorted(attributes: &[Attribute<&str>]) -> Vec<Attribute<String>> {
    let mut sorted: Vec<Attribute<String>> = attributes
        .iter()
        .map(|attribute| Attribute { id: identifier(&attribute.id), value: pattern(&attribute.value) })
        .collect();
    sorted.sort_by(|a, b| a.id.name.cmp(&b.id.name));
    sorted
}

fn identifier(id: &Identifier<&str>) -> Identifier<String> {
    Identifier { name: id.name.to_owned() }
}

type OwnedElement = PatternElement<String>;

fn text(value: impl Into<String>) -> OwnedElement {
    PatternElement::TextElement { value: value.into() }
}

fn literal(value: &str) -> InlineExpression<String> {
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    InlineExpression::StringLiteral { value: escaped }
}

fn pattern(of: &Pattern<&str>) -> Pattern<String> {
    let elements = of.elements.iter().map(element).collect();
    finished(spread(trimmed(merged(elements))))
}

fn element(of: &PatternElement<&str>) -> OwnedElement {
    match of {
        PatternElement::TextElement { value } => text(*value),
        PatternElement::Placeable { expression } => placeable(expression),
    }
}

fn placeable(of: &Expression<&str>) -> OwnedElement {
    match of {
        // Braces in braces say no more than one pair.
        Expression::Inline(InlineExpression::Placeable { expression }) => placeable(expression),
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            let value = unescape_unicode_to_string(value);
            match is_plain(&value) {
                true => text(value),
                false => PatternElement::Placeable { expression: Expression::Inline(literal(&value)) },
            }
        }
        other => PatternElement::Placeable { expression: expression(other) },
    }
}

/// Whether the text of a literal could stand without quotes.
fn is_plain(value: &str) -> bool {
    !value.contains(['{', '}']) && !value.contains(char::is_control) && value.trim_matches(' ').len() == value.len()
}

fn expression(of: &Expression<&str>) -> Expression<String> {
    match of {
        Expression::Inline(of) => Expression::Inline(inline(of)),
        Expression::Select { selector, variants } => Expression::Select {
            selector: inline(selector),
            variants: variants
                .iter()
                .map(|variant| Variant {
                    key: match &variant.key {
                        VariantKey::Identifier { name } => VariantKey::Identifier { name: (*name).to_owned() },
                        VariantKey::NumberLiteral { value } => VariantKey::NumberLiteral { value: (*value).to_owned() },
                    },
                    value: pattern(&variant.value),
                    default: variant.default,
                })
                .collect(),
        },
    }
}

fn inline(of: &InlineExpression<&str>) -> InlineExpression<String> {
    match of {
        InlineExpression::StringLiteral { value } => literal(&unescape_unicode_to_string(value)),
        InlineExpression::NumberLiteral { value } => InlineExpression::NumberLiteral { value: (*value).to_owned() },
        InlineExpression::VariableReference { id } => InlineExpression::VariableReference { id: identifier(id) },
        InlineExpression::FunctionReference { id, arguments: of } => {
            InlineExpression::FunctionReference { id: identifier(id), arguments: arguments(of) }
        }
        InlineExpression::MessageReference { id, attribute } => {
            InlineExpression::MessageReference { id: identifier(id), attribute: attribute.as_ref().map(identifier) }
        }
        InlineExpression::TermReference { id, attribute, arguments: of } => InlineExpression::TermReference {
            id: identifier(id),
            attribute: attribute.as_ref().map(identifier),
            arguments: of.as_ref().map(arguments),
        },
        InlineExpression::Placeable { expression: of } => {
            InlineExpression::Placeable { expression: Box::new(expression(of)) }
        }
    }
}

fn arguments(of: &CallArguments<&str>) -> CallArguments<String> {
    CallArguments {
        positional: of.positional.iter().map(inline).collect(),
        named: of
            .named
            .iter()
            .map(|argument| NamedArgument { name: identifier(&argument.name), value: inline(&argument.value) })
            .collect(),
    }
}

/// Texts beside each other as one, with their lines joined.
fn merged(elements: Vec<OwnedElement>) -> Vec<OwnedElement> {
    let mut merged: Vec<OwnedElement> = Vec::with_capacity(elements.len());
    for element in elements {
        match (element, merged.last_mut()) {
            (PatternElement::TextElement { value }, Some(PatternElement::TextElement { value: before })) => {
                before.push_str(&value);
            }
            (element, _) => merged.push(element),
        }
    }
    for element in &mut merged {
        if let PatternElement::TextElement { value } = element
            && value.contains(['\n', '\r'])
        {
            *value = joined(value);
        }
    }
    merged.retain(|element| !matches!(element, PatternElement::TextElement { value } if value.is_empty()));
    merged
}

/// A text of several lines in one.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let line = line.trim_end_matches('\r');
        let line = if is_first { line } else { line.trim_start_matches(' ') };
        let line = if lines.peek().is_some() { line.trim_end_matches(' ') } else { line };
        if !is_first && !joined.ends_with(' ') {
            joined.push(' ');
        }
        joined.push_str(line);
        is_first = false;
    }
    joined
}

/// Without spaces at the edges, as Fluent reads it.
fn trimmed(mut elements: Vec<OwnedElement>) -> Vec<OwnedElement> {
    if let Some(PatternElement::TextElement { value }) = elements.first_mut() {
        *value = value.trim_start_matches(' ').to_owned();
    }
    if let Some(PatternElement::TextElement { value }) = elements.last_mut() {
        value.truncate(value.trim_end_matches(' ').len());
    }
    merged(elements)
}

/// Writes the text around the first list of choices into each of them, and so on.
fn spread(elements: Vec<OwnedElement>) -> Vec<OwnedElement> {
    let is_choice =
        |element: &OwnedElement| matches!(element, PatternElement::Placeable { expression: Expression::Select { .. } });
    let Some(at) = elements.iter().position(is_choice).filter(|_| elements.len() > 1) else { return elements };
    let choices = elements.iter().filter(|element| is_choice(element)).map(leaves);
    let all = choices.fold(1_usize, usize::saturating_mul);
    if all.saturating_mul(elements.iter().map(bytes).sum()) > MAX_SPREAD_BYTES {
        return elements;
    }
    let (mut before, mut after) = (elements, Vec::new());
    if before.len() > at {
        after = before.split_off(at + 1);
    }
    let Some(PatternElement::Placeable { expression: Expression::Select { selector, variants } }) = before.pop() else {
        return before;
    };
    let variants = variants.into_iter().map(|variant| {
        let elements = before.iter().cloned().chain(variant.value.elements).chain(after.iter().cloned()).collect();
        Variant { value: finished(spread(trimmed(merged(without_empty_literals(elements))))), ..variant }
    });
    let expression = Expression::Select { selector, variants: variants.collect() };
    vec![PatternElement::Placeable { expression }]
}

/// A variant without text is written as an empty literal, which beside a text says nothing.
fn without_empty_literals(mut elements: Vec<OwnedElement>) -> Vec<OwnedElement> {
    let is_empty = |element: &OwnedElement| {
        matches!(
            element,
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) }
                if value.is_empty()
        )
    };
    elements.retain(|element| !is_empty(element));
    elements
}

/// How many texts a list of choices holds.
fn leaves(element: &OwnedElement) -> usize {
    let PatternElement::Placeable { expression: Expression::Select { variants, .. } } = element else { return 1 };
    let of_pattern = |pattern: &Pattern<String>| pattern.elements.iter().map(leaves).fold(1, usize::saturating_mul);
    variants.iter().map(|variant| of_pattern(&variant.value)).fold(0, usize::saturating_add)
}

/// The size of an element, about.
fn bytes(element: &OwnedElement) -> usize {
    match element {
        PatternElement::TextElement { value } => value.len(),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().flat_map(|variant| &variant.value.elements).map(bytes).sum::<usize>() + 16
        }
        PatternElement::Placeable { .. } => 16,
    }
}

/// A pattern that reads back as the same: not without text, and no line begins with what Fluent takes for a
/// variant.
fn finished(mut elements: Vec<OwnedElement>) -> Pattern<String> {
    if elements.is_empty() {
        elements.push(PatternElement::Placeable { expression: Expression::Inline(literal("")) });
    }
    let has_lines = elements
        .iter()
        .any(|element| matches!(element, PatternElement::Placeable { expression: Expression::Select { .. } }));
    if has_lines
        && let Some(PatternElement::TextElement { value }) = elements.first_mut()
        && value.starts_with(['[', '*'])
    {
        let first: String = value.drain(..1).collect();
        elements.insert(0, PatternElement::Placeable { expression: Expression::Inline(literal(&first)) });
    }
    elements.retain(|element| !matches!(element, PatternElement::TextElement { value } if value.is_empty()));
    Pattern { elements }
}

#[cfg(test)]
mod tests;
