//! Elements inside messages: the same named ones as in the English, balanced, and nothing else.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Pattern, PatternElement};

use super::finding::{Finding, Level, Problem, Report};
use super::index::{Index, Node, parts, term_parts, walk};
use crate::l10n::markup::{Token, is_inline, tokens};

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    check_terms(locale, findings);
    for located in locale.messages() {
        let id = located.message.id.name;
        let mut report = Report::new(located.parsed.file, findings);
        for (name, pattern) in parts(located.message) {
            for (at, message, help) in malformed(pattern) {
                report.add(Problem {
                    level: Level::Error,
                    rule: "element",
                    at,
                    id: Some(id),
                    message,
                    english: None,
                    help,
                });
            }
            let english = source.message(id).and_then(|e| parts(e.message).find(|(n, _)| *n == name));
            let Some((_, english)) = english else { continue };
            let (translated, english) = (named(pattern), named(english));
            for missing in english.difference(&translated) {
                report.add(Problem {
                    level: Level::Error,
                    rule: "missing-element",
                    at: id,
                    id: Some(id),
                    message: format!("<{missing}> is missing"),
                    english: None,
                    help: format!("put <{missing}>…</{missing}> around the same words as in the English"),
                });
            }
            for extra in translated.difference(&english) {
                report.add(Problem {
                    level: Level::Error,
                    rule: "unknown-element",
                    at: extra,
                    id: Some(id),
                    message: format!("the page does not know <{extra}> here"),
                    english: None,
                    help: "use the names of the English; they are not translated".into(),
                });
            }
        }
    }
}

/// Terms stand in titles and attributes too: only balanced inline elements are good there.
fn check_terms(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    for (parsed, term) in locale.terms() {
        let (mut report, id) = (Report::new(parsed.file, findings), format!("-{}", term.id.name));
        let id = Some(id.as_str());
        for pattern in term_parts(term) {
            for (at, message, help) in malformed(pattern) {
                report.add(Problem { level: Level::Error, rule: "element", at, id, message, english: None, help });
            }
            for at in named(pattern) {
                let message = format!("the page does not know <{at}> in a name");
                let help = "write the name without elements".to_owned();
                report.add(Problem {
                    level: Level::Error,
                    rule: "unknown-element",
                    at,
                    id,
                    message,
                    english: None,
                    help,
                });
            }
        }
    }
}

fn texts<'t>(pattern: &Pattern<&'t str>) -> Vec<&'t str> {
    let text = |element: &PatternElement<&'t str>| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().filter_map(text).collect()
}

/// The named elements of a pattern and of all its rows.
fn named<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    walk(pattern, &mut |node| {
        let Node::Pattern(pattern) = node else { return };
        for text in texts(pattern) {
            names.extend(tokens(text).into_iter().filter_map(|token| match token {
                Token::Open(name) | Token::Close(name) if !is_inline(name) => Some(name),
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
