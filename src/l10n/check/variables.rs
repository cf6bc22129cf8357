//! Variables: those of the English, all that it shows, and no others.

use std::collections::{BTreeMap, HashMap, HashSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, Located, Node, parts, selected_variable, walk};
use crate::l10n::position::offset_in;

/// How a pattern uses a variable.
#[derive(Clone, Copy)]
pub(super) struct Usage<'t> {
    /// Where it stands first.
    slice: &'t str,
    /// Its value is shown; it does not only select a variant.
    pub(super) shown: bool,
}

/// Unknown variables that are told of one text.
const MAX_TOLD: usize = 10;

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    for located in locale.messages() {
        if let Some(english) = source.message(located.message.id.name) {
            compare_with_english(located, english, &mut Reporter::new(located.parsed, findings));
        }
    }
}

fn compare_with_english(located: &Located<'_, '_>, english: &Located<'_, '_>, reporter: &mut Reporter<'_>) {
    let id = located.message.id.name;
    let mut english_parts: HashMap<&str, &Pattern<&str>> = HashMap::new();
    for (name, pattern) in parts(english.message) {
        english_parts.entry(name).or_insert(pattern);
    }
    for (name, pattern) in parts(located.message) {
        let Some(english_pattern) = english_parts.get(name) else { continue };
        let (translated, in_english) = (variables(pattern), variables(english_pattern));
        let text = || english_text(english, english_pattern);
        let unknown = translated.iter().filter(|(variable, _)| !in_english.contains_key(*variable));
        for (variable, usage) in unknown.take(MAX_TOLD) {
            let known = in_english.keys().map(|variable| format!("{{ ${variable} }}")).collect::<Vec<_>>().join(", ");
            let help = if known.is_empty() {
                "the English has no variable here; delete it".into()
            } else {
                format!("names of variables are not translated; write {known}")
            };
            let message = format!("the page does not know {{ ${variable} }}");
            reporter.add(Problem::error("unknown-variable", usage.slice, id, message, help).english(text()));
        }
        let missing = in_english.iter().filter(|(variable, usage)| usage.shown && !translated.contains_key(*variable));
        for (variable, _) in missing.take(MAX_TOLD) {
            let message = format!("{{ ${variable} }} is missing");
            let help = format!("write {{ ${variable} }} where it belongs in your sentence");
            reporter.add(Problem::error("missing-variable", id, id, message, help).english(text()));
        }
    }
}

/// The lines of the English file from the first to the last text or variable of a pattern.
fn english_text(english: &Located<'_, '_>, pattern: &Pattern<&str>) -> String {
    let text = &english.parsed.file.text;
    let slices: Vec<&str> = pattern
        .elements
        .iter()
        .filter_map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(id.name),
            PatternElement::Placeable { .. } => None,
        })
        .collect();
    let (Some(first), Some(last)) = (slices.first(), slices.last()) else { return String::new() };
    let start = offset_in(text, first);
    let end = offset_in(text, last) + last.len();
    let line_start = text[..start].rfind(['=', '\n']).map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    text[line_start..line_end].trim().to_owned()
}

/// The variables of a pattern.
pub(super) fn variables<'t>(pattern: &Pattern<&'t str>) -> BTreeMap<&'t str, Usage<'t>> {
    let mut used: BTreeMap<&str, Usage<'_>> = BTreeMap::new();
    let mut selecting = HashSet::new();
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
