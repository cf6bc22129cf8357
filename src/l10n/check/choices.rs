//! Choices of messages: what they go by, their rows, and which row each number takes. Knows no rule’s words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use foldhash::HashSet;

use super::declared::{SampleKind, kinds};
use super::index::Located;
use super::pattern::{Node, selected_variable, walk};
use super::variable_use::shown_variables;
use crate::l10n::plural::{Numbers, is_category, is_ordinal, key};

/// Rows of one choice that are compared; nobody writes more, and each number is looked for in all of them.
pub(super) const MAX_ROWS: usize = 100;

/// A choice of a message, by a variable.
pub(super) struct Choice<'m, 't> {
    pub(super) variable: &'t str,
    pub(super) rows: Vec<Row<'m, 't>>,
}

/// A row of a choice.
pub(super) struct Row<'m, 't> {
    pub(super) key: &'t str,
    /// The key, where it is a number.
    pub(super) number: Option<f64>,
    pub(super) is_default: bool,
    pub(super) pattern: &'m Pattern<&'t str>,
    /// The text around it shows the number.
    is_shown_around: bool,
}

impl<'m, 't> Row<'m, 't> {
    fn new(variant: &'m Variant<&'t str>) -> Self {
        let number = match variant.key {
            VariantKey::NumberLiteral { value } => value.parse().ok(),
            VariantKey::Identifier { .. } => None,
        };
        Self { key: key(variant), number, is_default: variant.default, pattern: &variant.value, is_shown_around: false }
    }

    pub(super) fn shows(&self, variable: &str) -> bool {
        self.is_shown_around || shown_variables(self.pattern).contains(variable)
    }

    /// Whether a number takes it if no row above does.
    pub(super) fn fits(&self, number: usize, numbers: &Numbers) -> bool {
        match self.number {
            Some(key) => key == number as f64,
            None => numbers.category(number) == self.key,
        }
    }
}

/// What the English says of a variable.
#[derive(Default)]
pub(super) struct InEnglish<'t> {
    /// Its value is a text, by the comment or by the rows.
    pub(super) is_text: bool,
    /// The keys of all its choices.
    pub(super) keys: BTreeSet<&'t str>,
    /// The keys of each choice, that of the star first.
    pub(super) choices: Vec<Vec<&'t str>>,
    /// Its value is shown.
    pub(super) is_shown: bool,
}

/// The choices of a pattern that go by a variable.
pub(super) fn choices<'m, 't>(pattern: &'m Pattern<&'t str>) -> Vec<Choice<'m, 't>> {
    let mut choices = Vec::new();
    walk(pattern, &mut |node| {
        if let Node::Expression(Expression::Select { selector, variants }) = node
            && let Some(variable) = selected_variable(selector)
        {
            // An order (1st, 2nd) has other categories than a number of things.
            if variants.len() <= MAX_ROWS && !is_ordinal(selector) {
                choices.push(Choice { variable: variable.name, rows: variants.iter().map(Row::new).collect() });
            }
        }
    });
    choices
}

/// Those that go by a place in an order.
pub(super) fn ordinal_choices<'m, 't>(pattern: &'m Pattern<&'t str>) -> Vec<Choice<'m, 't>> {
    let mut choices = Vec::new();
    walk(pattern, &mut |node| {
        if let Node::Expression(Expression::Select { selector, variants }) = node
            && let Some(variable) = selected_variable(selector).filter(|_| is_ordinal(selector))
            && variants.len() <= MAX_ROWS
        {
            choices.push(Choice { variable: variable.name, rows: variants.iter().map(Row::new).collect() });
        }
    });
    choices
}

/// The choices by a number of things, with the rows of one inside the row with the star among those around it, if both go by the same variable.
pub(super) fn whole_choices<'m, 't>(pattern: &'m Pattern<&'t str>) -> Vec<Choice<'m, 't>> {
    let mut choices = Vec::new();
    let mut inside = HashSet::default();
    walk(pattern, &mut |node| {
        let Node::Expression(expression @ Expression::Select { variants, .. }) = node else { return };
        let Some(variable) = number_of(expression).filter(|_| !inside.contains(&std::ptr::from_ref(expression))) else {
            return;
        };
        let mut rows = Vec::new();
        add_rows(variants, variable, false, &mut rows, &mut inside);
        if rows.len() <= MAX_ROWS {
            choices.push(Choice { variable, rows });
        }
    });
    choices
}

/// The variable that a choice goes by, if by a number of things.
fn number_of<'t>(expression: &Expression<&'t str>) -> Option<&'t str> {
    let Expression::Select { selector, .. } = expression else { return None };
    selected_variable(selector).filter(|_| !is_ordinal(selector)).map(|variable| variable.name)
}

fn add_rows<'m, 't>(
    variants: &'m [Variant<&'t str>],
    variable: &'t str,
    is_shown_around: bool,
    rows: &mut Vec<Row<'m, 't>>,
    inside: &mut HashSet<*const Expression<&'t str>>,
) {
    for variant in variants {
        let placeables = || {
            variant.value.elements.iter().filter_map(|element| match element {
                PatternElement::Placeable { expression } => Some(expression),
                PatternElement::TextElement { .. } => None,
            })
        };
        let inner = placeables().find(|expression| number_of(expression) == Some(variable));
        let is_value =
            |inline: &InlineExpression<&str>| selected_variable(inline).is_some_and(|id| id.name == variable);
        let is_shown = is_shown_around
            || placeables().any(|expression| matches!(expression, Expression::Inline(inline) if is_value(inline)));
        inside.extend(inner.map(std::ptr::from_ref));
        match inner {
            Some(Expression::Select { variants, .. }) if variant.default => {
                add_rows(variants, variable, is_shown, rows, inside);
            }
            _ => rows.push(Row { is_shown_around, ..Row::new(variant) }),
        }
    }
}

/// Whether a key is one of those that numbers are compared with.
pub(super) fn is_of_numbers(key: &str) -> bool {
    is_category(key) || key.parse::<f64>().is_ok()
}

/// What the English says of the variables of a text, by name: in the comment above it, `# $n (Number) …`, or by the
/// rows that it has for it.
pub(super) fn in_english<'t>(english: &Located<'_, 't>, pattern: &Pattern<&'t str>) -> HashMap<&'t str, InEnglish<'t>> {
    let mut known: HashMap<&str, InEnglish<'_>> = HashMap::new();
    for choice in choices(pattern) {
        let entry = known.entry(choice.variable).or_default();
        entry.keys.extend(choice.rows.iter().map(|row| row.key));
        let mut keys: Vec<&Row<'_, '_>> = choice.rows.iter().collect();
        keys.sort_by_key(|row| !row.is_default);
        entry.choices.push(keys.into_iter().map(|row| row.key).collect());
    }
    for variable in shown_variables(pattern) {
        known.entry(variable).or_default().is_shown = true;
    }
    let declared: BTreeMap<&str, SampleKind> = kinds(english.message).collect();
    for (variable, entry) in &mut known {
        entry.is_text = match declared.get(variable) {
            Some(kind) => *kind == SampleKind::Text,
            None => !entry.keys.is_empty() && !entry.keys.iter().any(|key| is_of_numbers(key)),
        };
    }
    known
}

/// Keys as they stand in a file.
pub(super) fn rows<'k>(keys: impl IntoIterator<Item = &'k &'k str>) -> String {
    keys.into_iter().map(|key| format!("[{key}]")).collect::<Vec<_>>().join(", ")
}

/// For each row the first whole numbers that take it, counted from `from`.
pub(super) fn taken(choice: &Choice<'_, '_>, numbers: &Numbers, from: usize) -> Vec<Vec<usize>> {
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); choice.rows.len()];
    let default = choice.rows.iter().position(|row| row.is_default);
    for number in from..numbers.categories.len() {
        let row = choice.rows.iter().position(|row| row.fits(number, numbers)).or(default);
        if let Some(numbers) = row.and_then(|row| taken.get_mut(row)) {
            numbers.push(number);
        }
    }
    taken
}
