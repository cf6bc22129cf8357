//! Whether a translation has the same messages, values and attributes as the English.

use std::collections::HashSet;

use fluent_syntax::ast::{Entry, Expression, Message, Pattern, VariantKey};

use super::finding::{Finding, Level, Problem, Report};
use super::index::{Index, Located, Node, literal_text, parts, walk};
use super::syntax::is_junk;

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    duplicates(locale, findings);
    for located in locale.messages() {
        let mut report = Report::new(located.parsed.file, findings);
        within_itself(located, &mut report);
        match source.message(located.message.id.name) {
            Some(english) => against_english(located, english, &mut report),
            // The English is wrong, which is told there; the translation may be right.
            None if source.files().iter().any(|parsed| is_junk(parsed, located.message.id.name)) => {}
            None => report.add(Problem {
                level: Level::Warning,
                rule: "obsolete",
                at: located.message.id.name,
                id: Some(located.message.id.name),
                message: "the English no longer has this message".into(),
                english: None,
                help: "delete it".into(),
            }),
        }
    }
}

/// An id may stand once in a language, in all its files together.
fn duplicates(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for parsed in locale.files() {
        for entry in &parsed.resource.body {
            let (name, dash) = match entry {
                Entry::Message(message) => (message.id.name, ""),
                Entry::Term(term) => (term.id.name, "-"),
                _ => continue,
            };
            let id = format!("{dash}{name}");
            if !seen.insert(id.clone()) {
                Report::new(parsed.file, findings).add(Problem {
                    level: Level::Error,
                    rule: "duplicate-id",
                    at: name,
                    message: format!("{id} stands here for the second time"),
                    id: Some(&id),
                    english: None,
                    help: "keep one of the two".into(),
                });
            }
        }
    }
}

fn within_itself(located: &Located<'_, '_>, report: &mut Report<'_>) {
    let message = located.message;
    let mut report_error = |at: &str, rule, message_text: String, help: &str| {
        report.add(Problem {
            level: Level::Error,
            rule,
            at,
            id: Some(message.id.name),
            message: message_text,
            english: None,
            help: help.into(),
        });
    };
    let mut names = HashSet::new();
    for attribute in &message.attributes {
        if !names.insert(attribute.id.name) {
            report_error(
                attribute.id.name,
                "duplicate-attribute",
                format!(".{} stands here twice", attribute.id.name),
                "keep one of the two",
            );
        }
    }
    for (_, pattern) in parts(message) {
        if is_empty(pattern) {
            report_error(
                message.id.name,
                "empty",
                "the text is empty".into(),
                "write the text, or delete the message and the English is shown",
            );
        }
        walk(pattern, &mut |node| {
            let Node::Expression(Expression::Select { variants, .. }) = node else { return };
            let mut keys = HashSet::new();
            for variant in variants {
                let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
                if !keys.insert(*key) {
                    report_error(key, "duplicate-choice", format!("[{key}] stands here twice"), "keep one of the two");
                }
            }
        });
    }
}

fn is_empty(pattern: &Pattern<&str>) -> bool {
    let mut placeables = 0;
    walk(pattern, &mut |node| placeables += usize::from(matches!(node, Node::Inline(_))));
    placeables == 0 && literal_text(pattern).trim().is_empty()
}

fn against_english(located: &Located<'_, '_>, english: &Located<'_, '_>, report: &mut Report<'_>) {
    let (translated, english) = (located.message, english.message);
    let mut report_error = |at: &str, rule, message: String, help: String| {
        report.add(Problem {
            level: Level::Error,
            rule,
            at,
            id: Some(translated.id.name),
            message,
            english: None,
            help,
        });
    };
    match (&translated.value, &english.value) {
        (None, Some(_)) => report_error(
            translated.id.name,
            "no-text",
            "the English has a text here, before the attributes".into(),
            "write it after the =".into(),
        ),
        (Some(_), None) => report_error(
            translated.id.name,
            "extra-text",
            "the English has only attributes here".into(),
            "delete the text after the =".into(),
        ),
        _ => {}
    }
    let has = |message: &Message<&str>, name: &str| message.attributes.iter().any(|a| a.id.name == name);
    for attribute in english.attributes.iter().filter(|a| !has(translated, a.id.name)) {
        let name = attribute.id.name;
        report_error(
            translated.id.name,
            "no-attribute",
            format!(".{name} is missing"),
            format!("translate and add:  .{name} = {}", literal_text(&attribute.value).trim()),
        );
    }
    for attribute in translated.attributes.iter().filter(|a| !has(english, a.id.name)) {
        let name = attribute.id.name;
        report_error(
            name,
            "extra-attribute",
            format!("the English has no .{name} here"),
            "delete it, or write its name as in the English".into(),
        );
    }
}
