//! What terms are given: the arguments in parentheses behind their names, held to what the term uses. Knows no text.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, InlineExpression, NamedArgument, Pattern};
use foldhash::HashMap;

use super::choices::{choices, is_of_numbers};
use super::finding::{Finding, Problem, Reporter};
use super::graph::{Graph, Item};
use super::index::Index;
use super::pattern::{Node, Target, selected_variable, walk};
use super::rule;
use super::sentence::Sentence;
use super::variable_use::{VariablesByTarget, in_braces, shown_variables, variables};
use crate::l10n::near::nearest;

/// Arguments that are no row or no variable, and are compared with those that there are.
const MAX_COMPARED: usize = 100;

/// So many letters may stand for the name of a row that begins with them.
const MIN_BEGUN: usize = 3;

/// What the terms of a language use.
pub(super) struct Terms<'i> {
    by_target: HashMap<Target<'i>, Uses<'i>>,
    /// The arguments that any reference gives.
    given: HashMap<Target<'i>, BTreeSet<&'i str>>,
    /// By term and argument, how often references choose each row.
    chosen: HashMap<(Target<'i>, &'i str), BTreeMap<&'i str, usize>>,
    /// The rows that have a slip, each with its term and with what was meant.
    misspelled: Vec<(Target<'i>, &'i str, String)>,
    compared: usize,
}

/// What a term, or an attribute of one, uses.
struct Uses<'i> {
    /// Its variables, those of the messages that it refers to included.
    variables: BTreeSet<&'i str>,
    /// Its own variables whose values are shown.
    shown: BTreeSet<&'i str>,
    /// Its own variables that numbers are made of.
    numbers: BTreeSet<&'i str>,
    /// By variable, the rows that it chooses from, and the one of the star.
    rows: BTreeMap<&'i str, TermRows<'i>>,
}

#[derive(Default)]
struct TermRows<'i> {
    keys: BTreeSet<&'i str>,
    default: &'i str,
}

impl<'i> Terms<'i> {
    pub(super) fn new(graph: &Graph<'i>, variables: &VariablesByTarget<'i>) -> Self {
        let terms = graph.items.iter().filter(|item| item.target.is_term).map(|item| {
            let mut rows: BTreeMap<&str, TermRows<'_>> = BTreeMap::new();
            for choice in choices(item.pattern) {
                let of_variable = rows.entry(choice.variable).or_default();
                of_variable.keys.extend(choice.rows.iter().map(|row| row.key));
                of_variable.default = choice.rows.iter().find(|row| row.is_default).map_or("", |row| row.key);
            }
            let variables = variables.get(&item.target).cloned().unwrap_or_default();
            let shown = shown_variables(item.pattern).into_iter().collect();
            (item.target, Uses { variables, shown, numbers: numbers(item.pattern), rows })
        });
        let by_target = terms.collect();
        let mut given: HashMap<Target<'_>, BTreeSet<&str>> = HashMap::default();
        let mut chosen: HashMap<(Target<'_>, &str), BTreeMap<&str, usize>> = HashMap::default();
        for item in &graph.items {
            walk(item.pattern, &mut |node| {
                let Node::Inline(inline @ InlineExpression::TermReference { arguments, .. }) = node else { return };
                let Some(target) = Target::of(inline) else { return };
                for argument in arguments.iter().flat_map(|arguments| &arguments.named) {
                    given.entry(target).or_default().insert(argument.name.name);
                    if let InlineExpression::StringLiteral { value } = argument.value {
                        let rows = chosen.entry((target, argument.name.name)).or_default();
                        *rows.entry(value).or_default() += 1;
                    }
                }
                given.entry(target).or_default();
            });
        }
        Self { by_target, given, chosen, misspelled: Vec::new(), compared: 0 }
    }

    /// The row of a term that is a slip of one that references choose: all that choose one like it agree, nothing chooses
    /// the row itself, and more than one does so, or the English has it.
    fn misspelled_row(
        &self,
        target: Target<'i>,
        argument: &NamedArgument<&str>,
        english: &Index<'_>,
    ) -> Option<(Target<'i>, &'i str, String)> {
        let InlineExpression::StringLiteral { value } = argument.value else { return None };
        let name = argument.name.name;
        let (target, uses) = self.by_target.get_key_value(&target)?;
        let rows = uses.rows.get(name).filter(|rows| !rows.keys.contains(value) && !uses.shown.contains(name))?;
        let row = nearest(value, rows.keys.iter().copied().filter(|_| self.compared <= MAX_COMPARED))?;
        let chosen = self.chosen.get(&(*target, name))?;
        let is_alike = |other: &str| other != value && nearest(other, [row, value]).is_some();
        let is_agreed = || chosen.get(value).is_some_and(|number| *number > 1) && !chosen.keys().any(|it| is_alike(it));
        let is_of_english = || {
            let term = english.term(target.name);
            term.is_some_and(|term| {
                choices(&term.value).iter().flat_map(|choice| &choice.rows).any(|it| it.key == value)
            })
        };
        (!chosen.contains_key(row) && (is_agreed() || is_of_english())).then(|| (*target, row, value.to_owned()))
    }

    /// Tells the rows that have a slip, each once.
    pub(super) fn check_rows(&self, graph: &Graph<'i>, findings: &mut Vec<Finding>) {
        for (target, row, meant) in &self.misspelled {
            let Some(item) = graph.by_target.get(target).map(|number| &graph.items[*number]) else { continue };
            let (id, row, meant) = (target.id(), *row, meant.clone());
            let sentence = Sentence::MisspelledRowInTerm { term: id.clone(), row: row.to_owned(), meant };
            Reporter::new(item.parsed, findings).add(Problem::error("term-argument", row, id.as_str(), sentence));
        }
    }

    /// A variable that a term shows and that nothing gives is a slip of the term, not of all that refer to it.
    pub(super) fn check_given(&self, item: &Item<'_>, reporter: &mut Reporter<'_>) {
        let (Some(uses), Some(given)) = (self.by_target.get(&item.target), self.given.get(&item.target)) else {
            return;
        };
        if let Some(variable) = uses.shown.difference(given).next() {
            let (id, slice) =
                (item.target.id(), variables(item.pattern).get(variable).map_or(*variable, |usage| usage.slice));
            let sentence = Sentence::MissingArgument { variable: in_braces(variable), term: id.clone() };
            reporter.add(Problem::error("missing-argument", slice, id.as_str(), sentence));
        }
    }

    /// Inside a term Fluent knows the named arguments of the reference to it, and no variable of the page.
    pub(super) fn check(
        &mut self,
        target: Target<'i>,
        arguments: Option<&CallArguments<&str>>,
        id: &str,
        english: &Index<'_>,
        reporter: &mut Reporter<'_>,
    ) {
        let uses = self.by_target.get(&target);
        if let Some(first) = arguments.and_then(|arguments| arguments.positional.first()) {
            let row = match first {
                InlineExpression::StringLiteral { value } => Some(*value),
                InlineExpression::MessageReference { id, attribute: None } => Some(id.name),
                _ => None,
            };
            let term = target.id();
            // `("dative")` for `(case: "dative")`.
            let sentence = match row.and_then(|row| Some((row, uses?.variable_of(row)?))) {
                Some((row, variable)) => {
                    Sentence::RowWithoutArgument { term, row: row.to_owned(), argument: variable.to_owned() }
                }
                None => Sentence::PositionalArgument { term },
            };
            reporter.add(Problem::error("positional-argument", target.name, id, sentence));
        }
        let Some(uses) = uses else { return };
        let named = arguments.map_or(&[][..], |arguments| &arguments.named);
        let given = self.given.get(&target);
        let shown = uses.shown.iter().copied().filter(|variable| given.is_some_and(|given| given.contains(variable)));
        check_missing(target, named, shown, id, reporter);
        for argument in named {
            if let Some(value) = without_quotes(&argument.value) {
                let (argument, meant) = (argument.name.name, uses.row_like(argument.name.name, value));
                let sentence = Sentence::ArgumentWithoutQuotes { argument: argument.to_owned(), meant };
                reporter.add(Problem::error("term-argument", value, id, sentence));
                continue;
            }
            if let Some((term, row, meant)) = self.misspelled_row(target, argument, english) {
                if !self.misspelled.iter().any(|(_, known, _)| std::ptr::eq(*known, row)) {
                    self.misspelled.push((term, row, meant));
                }
                continue;
            }
            let problem = uses.problem(target, argument, id, &mut self.compared);
            problem.into_iter().for_each(|problem| reporter.add(problem));
        }
    }
}

/// The name that an argument is given in the place of a text: Fluent takes it for that of a message or a function.
fn without_quotes<'t>(value: &InlineExpression<&'t str>) -> Option<&'t str> {
    match value {
        InlineExpression::MessageReference { id, .. } | InlineExpression::FunctionReference { id, .. } => Some(id.name),
        _ => None,
    }
}

/// A variable whose value is shown is given.
pub(super) fn check_missing<'v>(
    target: Target<'_>,
    named: &[NamedArgument<&str>],
    mut shown: impl Iterator<Item = &'v str>,
    id: &str,
    reporter: &mut Reporter<'_>,
) {
    if let Some(variable) = shown.find(|variable| !named.iter().any(|argument| argument.name.name == *variable)) {
        let sentence = Sentence::MissingArgument { variable: in_braces(variable), term: target.id() };
        reporter.add(Problem::error("missing-argument", target.name, id, sentence));
    }
}

/// The variables that a pattern makes numbers of.
fn numbers<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut |node| {
        if let Node::Inline(inline @ InlineExpression::FunctionReference { .. }) = node {
            found.extend(selected_variable(inline).map(|variable| variable.name));
        }
    });
    found
}

impl Uses<'_> {
    /// The row of a variable that is most like a name, or else the name.
    fn row_like(&self, variable: &str, name: &str) -> String {
        let keys = self.rows.get(variable).into_iter().flat_map(|rows| &rows.keys).copied();
        nearest(name, keys.clone()).filter(|_| !keys.clone().any(|key| key == name)).unwrap_or(name).to_owned()
    }

    /// The only variable that has a row of this name.
    fn variable_of(&self, row: &str) -> Option<&str> {
        let mut having = self.rows.iter().filter(|(_, rows)| rows.keys.contains(row)).map(|(variable, _)| *variable);
        having.next().filter(|_| having.next().is_none())
    }

    fn problem<'a>(
        &self,
        target: Target<'_>,
        given: &NamedArgument<&'a str>,
        id: &'a str,
        compared: &mut usize,
    ) -> Option<Problem<'a>> {
        let (name, term) = (given.name.name, target.id());
        let mut nearest = |unknown: &str, known: &BTreeSet<&str>| {
            *compared += 1;
            nearest(unknown, known.iter().copied().filter(|_| *compared <= MAX_COMPARED)).map(str::to_owned)
        };
        if !self.variables.contains(name) {
            let argument = name.to_owned();
            let by_row = || match &given.value {
                InlineExpression::StringLiteral { value } => self.variable_of(value).map(str::to_owned),
                _ => None,
            };
            let sentence = match nearest(name, &self.variables).or_else(by_row) {
                Some(meant) => Sentence::MisspelledArgument { term, argument, meant },
                None => Sentence::UnusedArgument { term, argument },
            };
            return Some(Problem::warning("term-argument", name, id, sentence));
        }
        if let InlineExpression::StringLiteral { value } = &given.value
            && self.numbers.contains(name)
        {
            let sentence = Sentence::NumberOfArgument { argument: name.to_owned(), term };
            return Some(Problem::error(rule::FUNCTION_ARGUMENT, value, id, sentence));
        }
        let rows = self.rows.get(name)?;
        let value = match &given.value {
            InlineExpression::StringLiteral { value } => value,
            // A number chooses by its category, and no row of another name.
            InlineExpression::NumberLiteral { value } if !rows.keys.iter().any(|key| is_of_numbers(key)) => value,
            _ => return None,
        };
        // What is shown may be any text.
        if self.shown.contains(name) || rows.keys.contains(value) {
            return None;
        }
        let (argument, row) = (name.to_owned(), (*value).to_owned());
        // `dat` for `dative`.
        let begun = |key: &&&str| value.len() >= MIN_BEGUN && (key.starts_with(*value) || value.starts_with(**key));
        let begun = || rows.keys.iter().find(begun).map(|key| (*key).to_owned());
        Some(match nearest(value, &rows.keys).or_else(begun) {
            Some(meant) => {
                let sentence = Sentence::MisspelledRowOfTerm { term, row, meant, argument };
                Problem::error("term-argument", value, id, sentence)
            }
            None => {
                let default = rows.default.to_owned();
                let known = rows.keys.iter().map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(", ");
                let sentence = Sentence::UnknownRowOfTerm { term, row, default, known };
                Problem::warning("term-argument", value, id, sentence)
            }
        })
    }
}

#[cfg(test)]
mod tests;
