//! Elements inside messages: the same named ones as in the English, balanced, and nothing else.

use std::collections::{BTreeSet, HashMap};

use fluent_syntax::ast::{Pattern, PatternElement};

use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, Node, parts, term_parts, walk};
use crate::l10n::markup::{Token, is_plain_element, tokens};

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    for (parsed, term) in locale.terms() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), format!("-{}", term.id.name));
        for (_, pattern) in term_parts(term) {
            check_balance(&id, pattern, &mut reporter);
            // Terms stand in titles and attributes too, where nothing is a link.
            for name in named(pattern) {
                let message = format!("the page does not know <{name}> in a name");
                let help = "write the name without elements";
                reporter.add(Problem::error("unknown-element", name, id.as_str(), message, help));
            }
        }
    }
    for located in locale.messages() {
        let id = located.message.id.name;
        let mut reporter = Reporter::new(located.parsed, findings);
        let english: HashMap<&str, &Pattern<&str>> =
            source.message(id).into_iter().flat_map(|english| parts(english.message)).collect();
        for (name, pattern) in parts(located.message) {
            check_balance(id, pattern, &mut reporter);
            let Some(english) = english.get(name) else { continue };
            let (translated, english) = (named(pattern), named(english));
            for missing in english.difference(&translated) {
                let help = format!("put <{missing}>…</{missing}> around the same words as in the English");
                reporter.add(Problem::error("missing-element", id, id, format!("<{missing}> is missing"), help));
            }
            for extra in translated.difference(&english) {
                let message = format!("the page does not know <{extra}> here");
                let help = "use the names of the English; they are not translated";
                reporter.add(Problem::error("unknown-element", extra, id, message, help));
            }
        }
    }
}

fn check_balance(id: &str, pattern: &Pattern<&str>, reporter: &mut Reporter<'_>) {
    for (slice, message, help) in malformed(pattern) {
        reporter.add(Problem::error("malformed-element", slice, id, message, help));
    }
}

fn texts<'t>(pattern: &Pattern<&'t str>) -> Vec<&'t str> {
    let text = |element: &PatternElement<&'t str>| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().filter_map(text).collect()
}

/// The named elements of a pattern and of all its variants.
fn named<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        for text in texts(pattern) {
            names.extend(tokens(text).into_iter().filter_map(|token| match token {
                Token::Open(name) | Token::Close(name) if !is_plain_element(name) => Some(name),
                _ => None,
            }));
        }
    });
    names
}

/// What looks like an element and is none, and what is not opened or closed.
fn malformed<'t>(pattern: &Pattern<&'t str>) -> Vec<(&'t str, String, String)> {
    let mut faults = Vec::new();
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        let mut open: Vec<&str> = Vec::new();
        for token in texts(pattern).into_iter().flat_map(tokens) {
            match token {
                Token::Text(text) => faults.extend(html_in(text)),
                Token::Break => {}
                Token::Open(name) => open.push(name),
                Token::Close(name) => {
                    if open.last() == Some(&name) {
                        open.pop();
                    } else {
                        faults.push((
                            name,
                            format!("</{name}> closes nothing here"),
                            format!("write <{name}> before it"),
                        ));
                    }
                }
            }
        }
        faults.extend(
            open.into_iter()
                .map(|name| (name, format!("<{name}> is never closed"), format!("write </{name}> after it"))),
        );
    });
    faults
}

fn html_in(text: &str) -> Option<(&str, String, String)> {
    let at = text
        .match_indices('<')
        .map(|(at, _)| at)
        .find(|&at| text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '!'))?;
    let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
    let tag = &text[at..end];
    Some((
        tag,
        format!("{tag} is not allowed in a text and would be shown as it is"),
        "allowed are <em>, <strong>, <sup>, <br> and the named elements of the English, without attributes".into(),
    ))
}
