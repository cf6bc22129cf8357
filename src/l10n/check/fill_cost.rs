//! What Fluent would not fill in to the end: circles, too many placeables, and expressions too deep inside each other.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::finding::{Finding, Problem, Reporter};
use super::graph::{Graph, Item};
use super::pattern::Target;
use super::sentence::{EntryKind, Sentence};

/// Fluent fills in so many placeables of a message, those of what it refers to included, and then stops.
const MAX_PLACEABLES: usize = 100;
/// Expressions inside expressions, those of what is referred to included: Fluent’s resolver recurses. The
/// 2 MiB of the thread that reloads hold about 1,000 in an unoptimized build.
const MAX_DEPTH: usize = 200;

/// What filling in a pattern takes.
#[derive(Clone, Copy, Default)]
struct Cost {
    placeables: usize,
    /// Expressions inside each other.
    depth: usize,
}

impl Cost {
    /// One inside the other.
    fn inside(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self }
    }

    /// One after the other.
    fn and(self, other: Self) -> Self {
        Self { placeables: self.placeables.saturating_add(other.placeables), depth: self.depth.max(other.depth) }
    }

    /// One or the other.
    fn or(self, other: Self) -> Self {
        Self { placeables: self.placeables.max(other.placeables), depth: self.depth.max(other.depth) }
    }
}

/// Fluent gives up on a circle, after some placeables, and with the stack.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let mut costs: Vec<Cost> = vec![Cost::default(); graph.items.len()];
    let mut report = |item: &Item<'_>, rule, sentence| {
        let id = item.target.id();
        Reporter::new(item.parsed, findings).add(Problem::error(rule, item.slice(), id.as_str(), sentence));
    };
    for component in &graph.components {
        if graph.is_circle(component) {
            for item in component.iter().map(|&number| &graph.items[number]) {
                let of = if item.target.is_term { EntryKind::Term } else { EntryKind::Message };
                report(item, "cyclic-reference", Sentence::CyclicReference { of });
            }
            continue;
        }
        for &number in component {
            let item = &graph.items[number];
            let cost = cost(item.pattern, &|target| {
                graph.by_target.get(target).map_or(Cost::default(), |&number| costs[number])
            });
            // What refers to it falls back with it and is not told again.
            if cost.placeables > MAX_PLACEABLES {
                report(item, "too-many-placeables", Sentence::TooManyPlaceables { most: MAX_PLACEABLES });
            } else if cost.depth > MAX_DEPTH {
                report(item, "too-deep", Sentence::TooDeep { most: MAX_DEPTH });
            } else {
                costs[number] = cost;
            }
        }
    }
}

fn cost(pattern: &Pattern<&str>, of: &impl Fn(&Target<'_>) -> Cost) -> Cost {
    let placeables = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => Some(expression_cost(expression, of).inside()),
        PatternElement::TextElement { .. } => None,
    });
    let one = Cost { placeables: 1, depth: 0 };
    placeables.fold(Cost::default(), |sum, placeable| sum.and(placeable).and(one))
}

fn expression_cost(expression: &Expression<&str>, of: &impl Fn(&Target<'_>) -> Cost) -> Cost {
    match expression {
        Expression::Inline(inline) => inline_cost(inline, of),
        Expression::Select { selector, variants } => {
            let variants = variants.iter().map(|variant| cost(&variant.value, of));
            inline_cost(selector, of).and(variants.fold(Cost::default(), Cost::or)).inside()
        }
    }
}

fn inline_cost(inline: &InlineExpression<&str>, of: &impl Fn(&Target<'_>) -> Cost) -> Cost {
    match inline {
        InlineExpression::Placeable { expression } => expression_cost(expression, of).inside(),
        InlineExpression::FunctionReference { arguments, .. } => {
            let arguments = arguments.positional.iter().map(|argument| inline_cost(argument, of));
            arguments.fold(Cost::default(), Cost::and).inside()
        }
        _ => Target::of(inline).map_or(Cost::default(), |target| of(&target)).inside(),
    }
}
