//! Which variables a pattern uses, and how. Knows no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use foldhash::{HashMap, HashSet};

use super::graph::Graph;
use super::index::{Index, Located};
use super::pattern::{Node, Target, selected_variable, span_in, walk};
use crate::l10n::plural::{Rules, key};

/// More variables than any page fills into a message.
const MAX_VARIABLES: usize = 100;

/// How a pattern uses a variable.
#[derive(Clone, Copy)]
pub(super) struct Usage<'t> {
    /// Where it stands first.
    pub(super) slice: &'t str,
    /// Its value is shown; it does not only select a variant.
    pub(super) shown: bool,
}

/// A variable as it stands in a text.
pub(in crate::l10n) fn in_braces(variable: &str) -> String {
    format!("{{ ${variable} }}")
}

/// The lines of the English file from the first to the last text or name of a pattern.
pub(super) fn english_text(english: &Located<'_, '_>, pattern: &Pattern<&str>) -> String {
    let text = &english.parsed.file.text;
    let Some(Range { start, end }) = span_in(text, pattern) else { return String::new() };
    let line_start = text[..start].rfind(['=', '\n']).map_or(0, |at| at + 1);
    let mut line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    // The brace that closes a list of choices.
    let next = text[line_end..].trim_start();
    if next.starts_with('}') {
        let at = text.len() - next.len();
        line_end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    }
    text[line_start..line_end].trim().to_owned()
}

/// The variables of a pattern.
pub(super) fn variables<'t>(pattern: &Pattern<&'t str>) -> BTreeMap<&'t str, Usage<'t>> {
    let mut used: BTreeMap<&str, Usage<'_>> = BTreeMap::new();
    let mut selecting = HashSet::default();
    walk(pattern, &mut |node| match node {
        Node::Expression(Expression::Select { selector, .. }) => {
            selecting.extend(selected_variable(selector).map(|id| id.name.as_ptr()));
        }
        Node::Inline(InlineExpression::VariableReference { id }) => {
            let usage = used.entry(id.name).or_insert(Usage { slice: id.name, shown: false });
            usage.shown |= !selecting.contains(&id.name.as_ptr());
        }
        _ => {}
    });
    used
}

/// Those whose values a pattern shows.
pub(super) fn shown_variables<'t>(pattern: &Pattern<&'t str>) -> HashSet<&'t str> {
    variables(pattern).into_iter().filter(|(_, usage)| usage.shown).map(|(name, _)| name).collect()
}

/// The variables by the value and attribute that they stand in.
pub type VariablesByTarget<'i> = HashMap<Target<'i>, BTreeSet<&'i str>>;

/// The variables that a page fills into each value and attribute: its own, and those of the messages that it
/// refers to.
pub(super) fn variables_of<'i>(graph: &Graph<'i>) -> VariablesByTarget<'i> {
    collect(graph, |pattern| variables(pattern).into_keys().collect())
}

/// The same of a locale.
pub fn variables_by_target<'i>(index: &Index<'i>) -> VariablesByTarget<'i> {
    variables_of(&Graph::new(index))
}

/// Those of them whose values are shown.
pub(super) fn shown_of<'i>(graph: &Graph<'i>) -> VariablesByTarget<'i> {
    collect(graph, |pattern| shown_variables(pattern).into_iter().collect())
}

fn collect<'i>(graph: &Graph<'i>, of: impl Fn(&'i Pattern<&'i str>) -> BTreeSet<&'i str>) -> VariablesByTarget<'i> {
    let mut found = VariablesByTarget::default();
    for number in graph.components.iter().flatten().copied() {
        let mut all = of(graph.items[number].pattern);
        for target in graph.edges[number].iter().map(|&target| graph.items[target].target) {
            if let Some(variables) = found.get(&target).filter(|_| !target.is_term && all.len() < MAX_VARIABLES) {
                all.extend(variables);
            }
        }
        found.insert(graph.items[number].target, all);
    }
    found
}

/// Those whose values a pattern shows whichever rows are taken, but for those that say that there is nothing.
pub(super) fn always_shown<'t>(pattern: &Pattern<&'t str>, rules: &Rules) -> BTreeSet<&'t str> {
    let mut shown = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            shown.extend(always_shown_by(expression, rules));
        }
    }
    shown
}

fn always_shown_by<'t>(expression: &Expression<&'t str>, rules: &Rules) -> BTreeSet<&'t str> {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => always_shown_by(expression, rules),
        Expression::Inline(InlineExpression::VariableReference { id }) => BTreeSet::from([id.name]),
        Expression::Inline(InlineExpression::FunctionReference { arguments, .. }) => {
            let variable = |argument: &InlineExpression<&'t str>| match argument {
                InlineExpression::VariableReference { id } => Some(id.name),
                _ => None,
            };
            arguments.positional.iter().filter_map(variable).collect()
        }
        Expression::Inline(_) => BTreeSet::new(),
        Expression::Select { variants, .. } => {
            let rows = variants.iter().filter(|variant| !rules.is_of_none(key(variant)));
            let rows = rows.map(|variant| always_shown(&variant.value, rules));
            rows.reduce(|shown, row| shown.intersection(&row).copied().collect()).unwrap_or_default()
        }
    }
}
