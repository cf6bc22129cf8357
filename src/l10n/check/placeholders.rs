//! What stands in a text for a name in braces and is not written as Fluent does: `{ service }`, `%(service)s` and `{0}` for
//! `{ $service }`, `{ $ministry }` for `{ -ministry }`. Each is told once, with what to write. Knows no sentence of others.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use foldhash::{HashMap, HashSet};

use super::bare_names::{bare_names, meant_by, overlap};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::graph::{Graph, Item};
use super::index::Index;
use super::other_formats::{directive, named};
use super::pattern::{Node, Target, innermost, literal_text, walk};
use super::rule;
use super::sentence::Sentence;
use super::spelling::{Given, Spelling, around};
use super::variable_use::{VariablesByTarget, in_braces, shown_variables};
use crate::l10n::position::offset_in;

/// Signs before what other formats fill in, `$service`, `%(service)s`.
const SIGNS: [char; 4] = ['$', '%', '#', '＄'];
/// Variables that are looked for in one text.
const MAX_MISSING: usize = 10;
/// Names that are no names here and are compared with those that are.
const MAX_COMPARED: usize = 100;

/// What was found, so that no other rule tells it again.
#[derive(Default)]
pub(super) struct Placeholders<'i> {
    /// The names, by where they stand.
    told: HashSet<*const u8>,
    /// The variables that are meant, by text, and where in its file.
    meant: HashMap<(Target<'i>, String), BTreeSet<usize>>,
}

impl<'i> Placeholders<'i> {
    /// Whether it is told what is meant by a name in braces.
    pub(super) fn tells(&self, name: &str) -> bool {
        self.told.contains(&name.as_ptr())
    }

    /// Whether something in a text is meant to be a variable.
    pub(super) fn means(&self, target: Target<'i>, variable: &str) -> bool {
        !self.meant.is_empty() && self.meant.contains_key(&(target, variable.to_owned()))
    }

    /// The same of a part of a text.
    pub(super) fn means_in(&self, target: Target<'i>, variable: &str, part: Range<usize>) -> bool {
        self.meant.get(&(target, variable.to_owned())).is_some_and(|places| places.range(part).next().is_some())
    }
}

/// `filled_in` are the variables of each text, those of what it refers to included.
pub(super) fn check<'i>(
    locale: &Index<'i>,
    graph: &Graph<'i>,
    filled_in: &VariablesByTarget<'i>,
    english: &English<'_>,
    spelling: &Spelling<'_>,
    findings: &mut Vec<Finding>,
) -> Placeholders<'i> {
    let mut found = Placeholders::default();
    let mut compared = 0;
    for item in &graph.items {
        let in_english = english.pattern(item.target).map(|(_, pattern)| shown_in_order(pattern)).unwrap_or_default();
        let is_missing = |variable: &&str| !filled_in.get(&item.target).is_some_and(|here| here.contains(*variable));
        let missing = in_english.into_iter().filter(is_missing).take(MAX_MISSING).collect();
        let id = item.target.id();
        let mut reporter = Reporter::new(item.parsed, findings).beside(|| english.text_of(item.target, item.parsed));
        let mut text = SearchedText { item, locale, graph, english, spelling, missing, slips: Vec::new() };
        text.look_at_names(&mut compared);
        text.look_at_numbers();
        text.look_at_words();
        text.look_at_bare_names();
        for MistypedPlaceholder { slice, name, meant, variable, is_harmless } in text.slips {
            found.told.extend(name.map(str::as_ptr));
            if let Some(variable) = variable {
                found
                    .meant
                    .entry((item.target, variable))
                    .or_default()
                    .insert(offset_in(&item.parsed.file.text, slice));
            }
            let written = slice.to_owned();
            reporter.add(match is_harmless {
                true => {
                    let sentence = Sentence::DoubledBraces { written, meant };
                    Problem::warning("doubled-braces", slice, id.as_str(), sentence)
                }
                false => {
                    let sentence = Sentence::OtherPlaceholder { written, meant };
                    Problem::error(rule::PLACEHOLDER, slice, id.as_str(), sentence)
                }
            });
        }
    }
    found
}

/// The variables whose values a text shows, in the order in which it first has them.
fn shown_in_order<'t>(pattern: &Pattern<&'t str>) -> Vec<&'t str> {
    let shown = shown_variables(pattern);
    let mut in_order = Vec::new();
    if shown.is_empty() || shown.len() > MAX_COMPARED {
        return in_order;
    }
    walk(pattern, &mut |node| {
        if let Node::Inline(InlineExpression::VariableReference { id }) = node
            && shown.contains(id.name)
            && !in_order.contains(&id.name)
        {
            in_order.push(id.name);
        }
    });
    in_order
}

/// A text that is looked through.
struct SearchedText<'c, 'i> {
    item: &'c Item<'i>,
    locale: &'c Index<'i>,
    graph: &'c Graph<'i>,
    english: &'c English<'c>,
    spelling: &'c Spelling<'c>,
    /// The variables that the English shows and this does not, until something is found that stands for one.
    missing: Vec<&'c str>,
    slips: Vec<MistypedPlaceholder<'i>>,
}

/// What stands there, and what is to be written.
struct MistypedPlaceholder<'i> {
    slice: &'i str,
    /// The name in it, if Fluent reads one.
    name: Option<&'i str>,
    meant: String,
    /// The variable that is meant, if one is.
    variable: Option<String>,
    /// Readers see what is meant.
    is_harmless: bool,
}

impl<'i> SearchedText<'_, 'i> {
    fn add(&mut self, slice: &'i str, name: Option<&'i str>, meant: String) {
        let variable = meant.strip_prefix("{ $").and_then(|meant| meant.strip_suffix(" }")).map(str::to_owned);
        self.missing.retain(|missing| variable.as_deref() != Some(*missing));
        self.slips.push(MistypedPlaceholder { slice, name, meant, variable, is_harmless: false });
    }

    fn file_text(&self) -> &'i str {
        self.item.parsed.file.text.as_str()
    }

    /// Names in braces that are none, or not of what they are written as.
    fn look_at_names(&mut self, compared: &mut usize) {
        let mut doubled = HashSet::default();
        let mut names: Vec<(&'i InlineExpression<&'i str>, bool)> = Vec::new();
        walk(self.item.pattern, &mut |node| match node {
            Node::Expression(Expression::Inline(InlineExpression::Placeable { expression })) => {
                doubled.extend(innermost(expression).and_then(name_of).map(str::as_ptr));
            }
            Node::Inline(inline) => {
                if let Some(name) = name_of(inline) {
                    names.push((inline, doubled.contains(&name.as_ptr())));
                }
            }
            _ => {}
        });
        let mut given: Option<Given<'_>> = None;
        for (inline, is_doubled) in names {
            let Some(name) = name_of(inline) else { continue };
            let slice = around(self.file_text(), name);
            let is_unknown = self.is_unknown(inline);
            if (is_unknown || self.missing.contains(&name)) && *compared < MAX_COMPARED {
                *compared += 1;
                let given = given.get_or_insert_with(|| self.spelling.given(self.item.target));
                if let Some(meant) = self.meant(inline, name, is_unknown, given) {
                    self.add(slice, Some(name), meant);
                    continue;
                }
            }
            if is_doubled && slice.starts_with('{') && !is_unknown {
                let inside = slice.trim_matches(['{', '}', ' ']);
                let meant = format!("{{ {inside} }}");
                self.slips.push(MistypedPlaceholder { slice, name: None, meant, variable: None, is_harmless: true });
            } else if slice.starts_with(SIGNS) && self.is_sign_needless(inline, name, slice) {
                self.add(slice, None, in_braces(name));
            }
        }
    }

    /// Whether a name leads nowhere.
    fn is_unknown(&self, inline: &InlineExpression<&'i str>) -> bool {
        match inline {
            InlineExpression::VariableReference { id } => {
                let given = self.english.variables.get(&self.item.target);
                !self.item.target.is_term && !given.is_some_and(|given| given.contains(id.name))
            }
            _ => Target::of(inline).is_some_and(|target| {
                !self.graph.by_target.contains_key(&target) && !self.locale.is_junk(&target.id())
            }),
        }
    }

    fn meant(
        &self,
        inline: &InlineExpression<&str>,
        name: &str,
        is_unknown: bool,
        given: &Given<'_>,
    ) -> Option<String> {
        let as_it_is = match inline {
            InlineExpression::VariableReference { .. } => in_braces(name),
            InlineExpression::TermReference { attribute: None, .. } => format!("{{ -{name} }}"),
            InlineExpression::MessageReference { attribute: None, .. } => format!("{{ {name} }}"),
            _ => return None,
        };
        let is_message = matches!(inline, InlineExpression::MessageReference { .. });
        if !is_unknown {
            // A message of the language has the name of a variable that is missing.
            let is_variable = is_message && !given.messages.contains(&name) && self.missing.contains(&name);
            return is_variable.then(|| in_braces(name));
        }
        let other_kind = |meant: &String| {
            meant.starts_with("{ $") != as_it_is.starts_with("{ $")
                || meant.starts_with("{ -") != as_it_is.starts_with("{ -")
        };
        let meant = self.spelling.meant(name, given).filter(other_kind);
        // `{ servise }`: one that is missing and much like it.
        let near = || Spelling::near(name, &self.missing).filter(|_| is_message);
        meant.or_else(near)
    }

    /// Whether a sign before a variable is that of another format: the variable holds a text, and the English has no such
    /// sign.
    fn is_sign_needless(&self, inline: &InlineExpression<&str>, name: &str, slice: &str) -> bool {
        let is_variable = matches!(inline, InlineExpression::VariableReference { .. });
        let of_english = || self.english.pattern(self.item.target).map(|(_, pattern)| literal_text(pattern));
        is_variable
            && self.english.holds_text(self.item.target.name, name)
            && of_english().is_some_and(|english| !english.contains(slice.chars().next().unwrap_or_default()))
    }

    /// `{0}`, and a name that stands in quotes.
    fn look_at_numbers(&mut self) {
        if self.missing.is_empty() {
            return;
        }
        let mut literals = Vec::new();
        walk(self.item.pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            for element in &pattern.elements {
                let PatternElement::Placeable { expression } = element else { continue };
                literals.extend(innermost(expression).filter(|inline| name_of(inline).is_none()));
            }
        });
        let number_of = |inline: &&InlineExpression<&str>| match inline {
            InlineExpression::NumberLiteral { value } => value.parse::<usize>().ok(),
            _ => None,
        };
        // Formats count from 0 or from 1.
        let first = usize::from(!literals.iter().filter_map(number_of).any(|number| number == 0));
        let all = self.missing.clone();
        for literal in literals {
            match literal {
                InlineExpression::NumberLiteral { value } => {
                    let number = number_of(&literal).and_then(|number| number.checked_sub(first));
                    if let Some(meant) = number.and_then(|number| self.numbered(&all, number)) {
                        self.add(around(self.file_text(), value), Some(value), in_braces(&meant));
                    }
                }
                InlineExpression::StringLiteral { value } => {
                    let name = value.trim_matches(['$', '{', '}', ' ']);
                    if self.missing.contains(&name) {
                        self.add(around(self.file_text(), value), Some(value), in_braces(name));
                    }
                }
                _ => {}
            }
        }
    }

    /// The variable that a number stands for, in the order of the English; if that is not missing any more, another one.
    fn numbered(&self, all: &[&str], number: usize) -> Option<String> {
        let of_number = all.get(number).filter(|name| self.missing.contains(name));
        let meant = of_number.or(self.missing.first()).filter(|_| number < MAX_MISSING);
        meant.map(|name| (*name).to_owned())
    }

    /// What Fluent reads as words.
    fn texts(&self) -> Vec<&'i str> {
        let mut texts: Vec<&'i str> = Vec::new();
        walk(self.item.pattern, &mut |node| {
            let Node::Pattern(pattern) = node else { return };
            texts.extend(pattern.elements.iter().filter_map(|element| match element {
                PatternElement::TextElement { value } => Some(*value),
                PatternElement::Placeable { .. } => None,
            }));
        });
        texts
    }

    /// Names that have lost their braces.
    fn look_at_bare_names(&mut self) {
        let names = self.texts().into_iter().flat_map(bare_names).take(MAX_COMPARED).collect();
        for (slice, meant) in meant_by(names, self.item.target, self.english, self.spelling) {
            if !self.slips.iter().any(|slip| overlap(slip.slice, slice)) {
                self.add(slice, None, meant);
            }
        }
    }

    /// Names of other formats that Fluent reads as words of the text.
    fn look_at_words(&mut self) {
        if self.missing.is_empty() {
            return;
        }
        let texts = self.texts();
        for text in &texts {
            for variable in self.missing.clone() {
                if let Some(slice) = named(text, variable) {
                    self.add(slice, None, in_braces(variable));
                }
            }
        }
        let all = self.missing.clone();
        for text in &texts {
            let mut rest = *text;
            while let Some((before, slice)) = directive(rest).filter(|_| !self.missing.is_empty()) {
                let number = slice.chars().find_map(|c| c.to_digit(10));
                let meant = match number {
                    Some(number) => self.numbered(&all, (number as usize).saturating_sub(1)),
                    None => self.missing.first().map(|name| (*name).to_owned()),
                };
                if let Some(meant) = meant {
                    self.add(slice, None, in_braces(&meant));
                }
                rest = &rest[before + slice.len()..];
            }
        }
    }
}

fn name_of<'t>(inline: &InlineExpression<&'t str>) -> Option<&'t str> {
    match inline {
        InlineExpression::VariableReference { id }
        | InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => Some(id.name),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
