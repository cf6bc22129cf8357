//! The sentences of the code are those of the file, with the same values.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, Message};
use fluent_syntax::parser::parse;
use strum::VariantNames;

use fluent::{FluentArgs, FluentValue};

use super::*;
use crate::l10n::check::pattern::{Node, Target, parts, selected_variable, walk};
use crate::l10n::check::render::{SENTENCES, format};
use crate::l10n::check::values::CHOICES;
use crate::l10n::plural::key;

/// The fields of a sentence, with their types.
type Fields = &'static [(&'static str, &'static str)];

/// The sentences of the code: ids and fields.
fn sentences() -> impl Iterator<Item = (&'static str, Fields)> {
    Sentence::VARIANTS.iter().copied().zip(Sentence::FIELDS.iter().copied())
}

/// The messages of the file, in its order.
fn messages() -> Vec<Message<&'static str>> {
    let resource = parse(SENTENCES).unwrap();
    let message = |entry| match entry {
        Entry::Message(message) => Some(message),
        Entry::Term(_) | Entry::Junk { .. } => panic!("sentences.ftl holds messages and comments, and nothing else"),
        _ => None,
    };
    resource.body.into_iter().filter_map(message).collect()
}

fn message<'m>(messages: &'m [Message<&'static str>], id: &str) -> &'m Message<&'static str> {
    let message = messages.iter().find(|message| message.id.name == id);
    message.unwrap_or_else(|| panic!("sentences.ftl has no {id}"))
}

/// What a message uses, that of others that it refers to included.
#[derive(Default)]
struct Used {
    /// The variables, each with the keys of the rows that it chooses.
    variables: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// The other messages.
    referred: BTreeSet<&'static str>,
}

impl Used {
    fn by(messages: &[Message<&'static str>], id: &str) -> Self {
        let mut used = Self::default();
        parts(message(messages, id)).for_each(|(name, _)| used.add(messages, id, name));
        used
    }

    fn add(&mut self, messages: &[Message<&'static str>], id: &str, part: &str) {
        let pattern = parts(message(messages, id)).find(|(name, _)| *name == part);
        let (_, pattern) = pattern.unwrap_or_else(|| panic!("sentences.ftl has no {id}.{part}"));
        walk(pattern, &mut |node| match node {
            Node::Expression(Expression::Select { selector, variants }) => {
                let variable = selected_variable(selector).unwrap().name;
                self.variables.entry(variable).or_default().extend(variants.iter().map(key));
            }
            Node::Inline(inline) => {
                if let Some(variable) = selected_variable(inline) {
                    self.variables.entry(variable.name).or_default();
                }
                if let Some(target) = Target::of(inline) {
                    self.referred.insert(target.name);
                    self.add(messages, target.name, target.attribute);
                }
            }
            _ => {}
        });
    }
}

#[test]
fn each_sentence_is_a_message_with_a_remedy_and_each_message_a_sentence_or_a_part_of_one() {
    let messages = messages();
    let mut referred = BTreeSet::new();
    for id in Sentence::VARIANTS {
        assert_eq!(parts(message(&messages, id)).map(|(name, _)| name).collect::<Vec<_>>(), ["", "help"], "{id}");
        referred.extend(Used::by(&messages, id).referred);
    }
    for message in messages.iter().filter(|message| !Sentence::VARIANTS.contains(&message.id.name)) {
        let id = message.id.name;
        assert!(referred.contains(id) && message.attributes.is_empty(), "no sentence says {id}");
    }
    let of_sentences = messages.iter().map(|message| message.id.name).filter(|id| Sentence::VARIANTS.contains(id));
    for (in_file, in_code) in of_sentences.zip(Sentence::VARIANTS) {
        assert_eq!(in_file, *in_code, "the sentences of the code are in another order than those of the file");
    }
}

#[test]
fn a_sentence_uses_the_values_that_it_is_given_and_no_others() {
    let messages = messages();
    for (id, fields) in sentences() {
        let used: Vec<&str> = Used::by(&messages, id).variables.into_keys().collect();
        let given: BTreeSet<&str> = fields.iter().map(|(name, _)| *name).collect();
        assert!(used.iter().eq(&given), "{id}: the file uses {used:?}, the code gives {given:?}");
    }
}

#[test]
fn rows_are_chosen_by_all_the_values_that_there_are() {
    let messages = messages();
    for (id, fields) in sentences() {
        for (name, keys) in Used::by(&messages, id).variables {
            let Some((_, kind)) = fields.iter().find(|(field, _)| *field == name) else { continue };
            match CHOICES.iter().find(|(choice, _)| choice == kind) {
                Some((_, values)) => assert_eq!(keys, values.iter().copied().collect(), "{id}: ${name}"),
                None if *kind == "usize" => {
                    let is_of_number = |key: &&str| key.parse::<usize>().is_ok() || ["one", "other"].contains(key);
                    assert!(keys.iter().all(is_of_number), "{id}: ${name} {keys:?}");
                }
                None => assert!(keys.is_empty() || name == "space", "{id}: ${name} may be any text, not {keys:?}"),
            }
        }
    }
}

#[test]
fn every_variable_has_its_line_in_the_comment_with_its_type_and_an_example() {
    let messages = messages();
    let types: BTreeMap<&str, Fields> = sentences().collect();
    for message in &messages {
        let id = message.id.name;
        let comment = message.comment.iter().flat_map(|comment| comment.content.iter().copied());
        let lines: Vec<&str> = comment.filter(|line| line.starts_with('$')).collect();
        let used = Used::by(&messages, id).variables;
        assert_eq!(lines.len(), used.len(), "{id}: {lines:?}");
        for name in used.into_keys() {
            let field = types.get(id).and_then(|fields| fields.iter().find(|(field, _)| *field == name));
            let kind = if field.is_some_and(|(_, kind)| *kind == "usize") { "Number" } else { "String" };
            let is_of = |line: &&str| line.starts_with(&format!("${name} ({kind}) ")) && line.contains("for example ");
            assert!(lines.iter().any(is_of), "{id} has no line  # ${name} ({kind}) … for example …");
        }
    }
}

#[test]
fn every_sentence_can_be_filled_in_whatever_its_values_are() {
    let messages = messages();
    let keys = messages.iter().flat_map(|message| Used::by(&messages, message.id.name).variables.into_values());
    let mut texts: BTreeSet<&str> = keys.flatten().collect();
    texts.insert("é");
    for (id, fields) in sentences() {
        for (text, number) in texts.iter().flat_map(|text| [0, 1, 2, 5].map(|number| (*text, number))) {
            let value = |kind: &str| match kind {
                "usize" => FluentValue::from(number),
                _ => FluentValue::from(text),
            };
            let values: FluentArgs<'_> = fields.iter().map(|(name, kind)| (*name, value(kind))).collect();
            for part in [None, Some("help")] {
                let said = format(id, part, &values).unwrap_or_else(|| panic!("{id} {part:?} with {text}, {number}"));
                // Fluent writes what it cannot fill in as it stands in the file.
                let is_whole = !said.contains("{$") && !said.contains("{-") && !said.contains('\u{2068}');
                let is_one_line = !said.contains('\n') || id == "missing-attribute";
                assert!(is_whole && is_one_line && !said.is_empty() && said.trim() == said, "{id} {part:?}: {said:?}");
            }
        }
    }
}

#[test]
fn of_one_thing_a_sentence_speaks_in_the_singular() {
    let no_record = |number| Sentence::NoRecord { tag: "fr".to_owned(), number };
    assert_eq!(no_record(1).message(), "of 1 translation nothing says which English it was made from");
    assert!(no_record(1).help().starts_with("compare it with the English"));
    assert_eq!(no_record(2).message(), "of 2 translations nothing says which English they were made from");
    assert!(no_record(2).help().starts_with("compare them with the English"));
    let listed = |number| Sentence::ListedIncomplete { number, missing: "a".to_owned() };
    assert_eq!(listed(1).message(), "the language is listed although a text is missing that is needed to be listed: a");
    assert_eq!(
        listed(2).message(),
        "the language is listed although texts are missing that are needed to be listed: a"
    );
    let element = |here| Sentence::RareElement { name: "l".to_owned(), here, expected: 3 };
    assert_eq!(element(1).message(), "<l> stands here once, in the English 3 times");
    assert_eq!(element(2).message(), "<l> stands here twice, in the English 3 times");
}
