//! Variables: those of the English, all that it shows, and no others.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, Pattern};
use foldhash::{HashMap, HashSet};

use super::choices::{in_english as in_english_choices, rows};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, Located};
use super::pattern::{Node, Target, parts, selected_variable, walk};
use super::placeholders::Placeholders;
use super::rule;
use super::sentence::Sentence;
use super::variable_use::{Usage, VariablesByTarget, always_shown, english_text, in_braces, variables};
use crate::l10n::near::nearest;
use crate::l10n::plural::Rules;

/// Unknown variables that are told of one text.
const MAX_TOLD: usize = 10;

/// `filled_in` are the variables of each text, those of what it refers to included.
pub(super) fn check(
    locale: &Index<'_>,
    filled_in: &VariablesByTarget<'_>,
    english: &English<'_>,
    placeholders: &Placeholders<'_>,
    findings: &mut Vec<Finding>,
) {
    let (nothing, rules) = (BTreeSet::new(), Rules::new(&locale.tag));
    for located in locale.messages() {
        let mut reporter = Reporter::new(located.parsed, findings);
        for (attribute, pattern) in parts(located.message) {
            let target = Target { is_term: false, name: located.message.id.name, attribute };
            let Some((in_english, english_pattern)) = english.pattern(target) else { continue };
            let known = Known {
                here: filled_in.get(&target).unwrap_or(&nothing),
                given: english.variables.get(&target).unwrap_or(&nothing),
                rules: &rules,
                placeholders,
                target,
            };
            compare_with_english(located, pattern, in_english, english_pattern, &known, &mut reporter);
        }
    }
}

/// The variables of a text and of its English, those of what they refer to included, and the rules of its rows.
struct Known<'k> {
    here: &'k BTreeSet<&'k str>,
    given: &'k BTreeSet<&'k str>,
    rules: &'k Rules,
    /// What is told of the texts already.
    placeholders: &'k Placeholders<'k>,
    target: Target<'k>,
}

fn compare_with_english(
    located: &Located<'_, '_>,
    pattern: &Pattern<&str>,
    english: &Located<'_, '_>,
    english_pattern: &Pattern<&str>,
    known: &Known<'_>,
    reporter: &mut Reporter<'_>,
) {
    let (translated, in_english) = (variables(pattern), variables(english_pattern));
    if translated.is_empty() && in_english.is_empty() {
        return;
    }
    let english_choice: HashMap<&str, BTreeSet<&str>> = in_english_choices(english, english_pattern)
        .into_iter()
        .filter(|(_, choice)| choice.is_text && !choice.keys.is_empty())
        .map(|(variable, choice)| (variable, choice.keys))
        .collect();
    let Known { placeholders, target, .. } = *known;
    let is_missing = |variable: &&&str| !known.here.contains(**variable) && !placeholders.means(target, variable);
    let missing: Vec<&str> = in_english.keys().filter(is_missing).copied().collect();
    let id = located.message.id.name;
    let text = || english_text(english, english_pattern);
    let mut report = |rule, slice, sentence| reporter.add(Problem::error(rule, slice, id, sentence).english(text()));
    let texts = ComparedVariables { translated: &translated, in_english: &in_english, english_choice, missing, id };
    let meant = texts.tell_unknown(known, &mut report);
    texts.tell_missing(&meant, &mut report);
    texts.tell_shown_words(&mut report);
    texts.tell_rows_without(pattern, english_pattern, known, &meant, &mut report);
}

/// The variables of a text and of its English as they are compared.
struct ComparedVariables<'c, 't, 'e> {
    translated: &'c BTreeMap<&'t str, Usage<'t>>,
    in_english: &'c BTreeMap<&'e str, Usage<'e>>,
    /// The words that the English chooses by, by variable.
    english_choice: HashMap<&'e str, BTreeSet<&'e str>>,
    /// The variables of the English that are not here.
    missing: Vec<&'e str>,
    id: &'t str,
}

impl<'t, 'e> ComparedVariables<'_, 't, 'e> {
    /// Tells variables that the English has not. One name that is wrong is one finding, not one for the wrong name and one
    /// for the right: gives the variables that are meant.
    fn tell_unknown(
        &self,
        known: &Known<'_>,
        report: &mut impl FnMut(&'static str, &'t str, Sentence),
    ) -> HashSet<&'e str> {
        let Self { translated, in_english, missing, .. } = self;
        let placeholders = known.placeholders;
        let is_unknown = |(variable, usage): &(&&str, &Usage<'_>)| {
            !known.given.contains(**variable) && !placeholders.tells(usage.slice)
        };
        let unknown: Vec<_> = translated.iter().filter(is_unknown).take(MAX_TOLD).collect();
        let mut meant = HashSet::default();
        for (variable, usage) in &unknown {
            let only = (unknown.len() == 1 && missing.len() == 1).then(|| missing[0]);
            let near =
                nearest(variable, missing.iter().copied()).or_else(|| nearest(variable, in_english.keys().copied()));
            meant.extend(near.or(only));
            let known = in_english.keys().map(|variable| in_braces(variable)).collect::<Vec<_>>().join(", ");
            let variable = in_braces(variable);
            let sentence = match (near, only) {
                (Some(meant), _) => Sentence::MisspelledVariable { variable, meant: in_braces(meant) },
                (None, Some(meant)) => Sentence::UnknownVariable { variable, known: in_braces(meant) },
                (None, None) if known.is_empty() => Sentence::UnexpectedVariable { variable },
                (None, None) => Sentence::UnknownVariable { variable, known },
            };
            report("unknown-variable", usage.slice, sentence);
        }
        meant
    }

    /// Tells variables that the English shows, or chooses its words by, and that are not here.
    fn tell_missing(&self, meant: &HashSet<&'e str>, report: &mut impl FnMut(&'static str, &'t str, Sentence)) {
        let Self { in_english, english_choice, missing, id, .. } = self;
        let lost = missing.iter().filter(|variable| in_english[*variable].shown && !meant.contains(*variable));
        for variable in lost.take(MAX_TOLD) {
            report(rule::MISSING_VARIABLE, id, Sentence::MissingVariable { variable: in_braces(variable) });
        }
        // A word that rows go by says something; a number may choose among forms that a language does not have.
        let by_word = |variable: &&&str| english_choice.contains_key(**variable) && !meant.contains(*variable);
        for variable in missing.iter().filter(by_word).filter(|variable| !in_english[**variable].shown).take(MAX_TOLD) {
            let (variable, known) = (in_braces(variable), rows(&english_choice[*variable]));
            report(rule::MISSING_VARIABLE, id, Sentence::MissingRows { variable, known });
        }
    }

    /// Tells words that the English chooses by and that are shown as they are.
    fn tell_shown_words(&self, report: &mut impl FnMut(&'static str, &'t str, Sentence)) {
        let Self { translated, in_english, english_choice, .. } = self;
        for (variable, usage) in
            translated.iter().filter(|(variable, usage)| usage.shown && english_choice.contains_key(*variable))
        {
            if !in_english[variable].shown {
                report("shown-word", usage.slice, Sentence::ShownWord { variable: in_braces(variable) });
            }
        }
    }

    /// Tells variables that a row lacks. What chooses the rows need not stand in each of them.
    fn tell_rows_without(
        &self,
        pattern: &Pattern<&str>,
        english_pattern: &Pattern<&str>,
        known: &Known<'_>,
        meant: &HashSet<&'e str>,
        report: &mut impl FnMut(&'static str, &'t str, Sentence),
    ) {
        let Self { translated, id, .. } = self;
        let Known { placeholders, target, .. } = *known;
        let is_told = |variable: &str| meant.contains(variable) || placeholders.means(target, variable);
        let (always_here, always_in_english) =
            (always_shown(pattern, known.rules), always_shown(english_pattern, known.rules));
        let some_rows = always_in_english.iter().filter(|v| translated.get(*v).is_some_and(|usage| usage.shown));
        for variable in
            some_rows.filter(|v| !always_here.contains(*v) && !selects(pattern, v) && !is_told(v)).take(MAX_TOLD)
        {
            report(rule::MISSING_VARIABLE, id, Sentence::VariableMissingInRow { variable: in_braces(variable) });
        }
    }
}

/// Whether the rows of a text go by a variable.
fn selects(pattern: &Pattern<&str>, variable: &str) -> bool {
    let mut selects = false;
    walk(pattern, &mut |node| {
        if let Node::Expression(Expression::Select { selector, .. }) = node {
            selects |= selected_variable(selector).is_some_and(|id| id.name == variable);
        }
    });
    selects
}
