//! A pattern as what it is filled in to, from left to right: runs of text, and what stands between them. A text and
//! a literal next to each other are one run, since the page sees no difference. Knows no rule.

use std::borrow::Cow;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant};

use super::pattern::Target;
use super::visible::literal;
use crate::l10n::position::offset_in;

/// A piece of a pattern.
pub(super) enum PatternPiece<'m, 't> {
    /// Text as it is shown.
    Run(Run<'t>),
    /// A reference to a message, with the name to point at.
    Reference(Target<'t>),
    /// A variable, a term, a number: something that is seen and holds no element.
    Value,
    /// Rows of which one is taken.
    Choice(&'m [Variant<&'t str>]),
}

/// Text as it is shown, and where it comes from.
pub(super) struct Run<'t> {
    /// The text.
    pub(super) text: Cow<'t, str>,
    /// Where each of its sources starts in it, and the source: a slice of the file.
    sources: Vec<(usize, &'t str)>,
}

impl<'t> Run<'t> {
    fn push(&mut self, text: Cow<'t, str>, source: &'t str) {
        self.sources.push((self.text.len(), source));
        match self.text.is_empty() {
            true => self.text = text,
            false => self.text.to_mut().push_str(&text),
        }
    }

    /// The slice of the file that a slice of the text comes from.
    pub(super) fn source_of(&self, slice: &str) -> &'t str {
        let at = offset_in(&self.text, slice);
        let number = self.sources.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((start, source)) = self.sources.get(number) else { return "" };
        let inside = at - start;
        // A literal with escapes, or a slice that goes on in the next source, is pointed at as a whole.
        match source.get(inside..inside + slice.len()) {
            Some(same) if same == slice => same,
            _ => source,
        }
    }
}

/// The pieces of a pattern.
pub(super) fn pieces<'m, 't>(pattern: &'m Pattern<&'t str>) -> Vec<PatternPiece<'m, 't>> {
    let mut pieces: Vec<PatternPiece<'m, 't>> = Vec::new();
    let run = |pieces: &mut Vec<PatternPiece<'m, 't>>, text: Cow<'t, str>, source: &'t str| match pieces.last_mut() {
        Some(PatternPiece::Run(run)) => run.push(text, source),
        _ => {
            let mut run = Run { text: Cow::Borrowed(""), sources: Vec::new() };
            run.push(text, source);
            pieces.push(PatternPiece::Run(run));
        }
    };
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => run(&mut pieces, Cow::Borrowed(value), value),
            PatternElement::Placeable { expression } => match literal(expression) {
                Some(text) => run(&mut pieces, text, literal_source(expression)),
                None => pieces.push(piece(expression)),
            },
        }
    }
    pieces
}

fn piece<'m, 't>(expression: &'m Expression<&'t str>) -> PatternPiece<'m, 't> {
    match expression {
        Expression::Select { variants, .. } => PatternPiece::Choice(variants),
        Expression::Inline(InlineExpression::Placeable { expression }) => piece(expression),
        Expression::Inline(inline) => match Target::of(inline) {
            Some(target) if !target.is_term => PatternPiece::Reference(target),
            _ => PatternPiece::Value,
        },
    }
}

fn literal_source<'t>(expression: &Expression<&'t str>) -> &'t str {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => value,
        Expression::Inline(InlineExpression::Placeable { expression }) => literal_source(expression),
        _ => "",
    }
}
