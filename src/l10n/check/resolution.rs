//! Asks Fluent itself: a message that it cannot fill in would be shown in another language, whatever the
//! other rules think of it.

use std::collections::BTreeSet;

use fluent::concurrent::FluentBundle;
use fluent::resolver::ResolverError;
use fluent::resolver::errors::ReferenceKind;
use fluent::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Pattern, PatternElement};
use foldhash::{HashMap, HashSet};

use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Target, parts};
use super::sentence::{EntryKind, Sentence};
use super::variable_use::in_braces;
use crate::l10n::definition::term_id;
use crate::l10n::plural::Numbers;

/// Fills in what is not known to be broken, with the variables that the English has and a number of each
/// plural category.
pub fn check(
    locale: &Index<'_>,
    english: &HashMap<Target<'_>, BTreeSet<&str>>,
    bundle: &FluentBundle<FluentResource>,
    broken: &HashSet<String>,
    findings: &mut Vec<Finding>,
) {
    let numbers = Numbers::new(&locale.tag).first_of_each().into_iter().map(|(_, number)| number.into());
    let mut samples: Vec<FluentValue<'_>> = numbers.collect();
    samples.push("text".into());
    for located in locale.messages().filter(|located| !broken.contains(located.message.id.name)) {
        let name = located.message.id.name;
        let is_filled_in = |element: &PatternElement<&str>| matches!(element, PatternElement::Placeable { .. });
        for (attribute, pattern) in parts(located.message) {
            if !pattern.elements.iter().any(is_filled_in) {
                continue;
            }
            let Some(variables) = english.get(&Target { is_term: false, name, attribute }) else { continue };
            let failure = samples.iter().find_map(|sample| failure(bundle, name, attribute, variables, sample));
            if let Some(sentence) = failure {
                Reporter::new(located.parsed, findings).add(Problem::error("unresolvable", name, name, sentence));
                break;
            }
        }
    }
}

/// Why a message cannot be filled in, if it cannot.
fn failure(
    bundle: &FluentBundle<FluentResource>,
    name: &str,
    attribute: &str,
    variables: &BTreeSet<&str>,
    sample: &FluentValue<'_>,
) -> Option<Sentence> {
    let pattern = pattern_of(bundle, name, attribute)?;
    let args: FluentArgs<'_> = variables.iter().map(|variable| (*variable, sample.clone())).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    // A function that is given a text is written as it stands, which is no error to Fluent.
    let is_number = matches!(sample, FluentValue::Number(_));
    let unfilled = (is_number && text.contains("NUMBER()")).then_some(Sentence::NumberOfText);
    errors.first().map(sentence).or(unfilled)
}

/// What is said of an error of Fluent. Its own words are for programmers.
fn sentence(error: &FluentError) -> Sentence {
    let FluentError::ResolverError(error) = error else { return Sentence::Unresolvable };
    match error {
        ResolverError::Reference(ReferenceKind::Function { id }) => Sentence::UnknownFunction { name: id.clone() },
        ResolverError::Reference(ReferenceKind::Message { id, attribute: None }) => {
            Sentence::UnknownReference { name: id.clone() }
        }
        ResolverError::Reference(ReferenceKind::Term { id, attribute: None }) => {
            Sentence::UnknownReference { name: term_id(id) }
        }
        ResolverError::Reference(ReferenceKind::Message { id, attribute: Some(attribute) }) => {
            Sentence::UnknownAttributeOfReference { name: id.clone(), attribute: attribute.clone() }
        }
        ResolverError::Reference(ReferenceKind::Term { id, attribute: Some(attribute) }) => {
            Sentence::UnknownAttributeOfReference { name: term_id(id), attribute: attribute.clone() }
        }
        ResolverError::Reference(ReferenceKind::Variable { id }) => {
            Sentence::MissingVariable { variable: in_braces(id) }
        }
        ResolverError::NoValue(id) => Sentence::ReferenceWithoutText { name: id.clone() },
        ResolverError::Cyclic => Sentence::CyclicReference { of: EntryKind::Message },
        ResolverError::TooManyPlaceables | ResolverError::MissingDefault => Sentence::Unresolvable,
    }
}

/// The pattern of a message, or of an attribute of it.
pub(super) fn pattern_of<'b>(
    bundle: &'b FluentBundle<FluentResource>,
    name: &str,
    attribute: &str,
) -> Option<&'b Pattern<&'b str>> {
    let message = bundle.get_message(name)?;
    match attribute {
        "" => message.value(),
        attribute => Some(message.get_attribute(attribute)?.value()),
    }
}
