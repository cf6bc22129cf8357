//! Variables and references: what stands in braces.

use std::collections::{BTreeMap, HashSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::finding::{Finding, Level, Problem, Report};
use super::index::{Index, Located, Node, parts, term_parts, walk};

/// How a message uses a variable.
#[derive(Clone, Copy, Default)]
struct Use<'t> {
    /// Where it stands first.
    at: &'t str,
    /// Its value is shown.
    shown: bool,
}

pub(super) fn check(locale: &Index<'_>, source: &Index<'_>, findings: &mut Vec<Finding>) {
    for located in locale.messages() {
        let mut report = Report::new(located.parsed.file, findings);
        let id = located.message.id.name;
        parts(located.message).for_each(|(_, pattern)| references(locale, id, pattern, &mut report));
        cycles(locale, id, &mut report);
        if let Some(english) = source.message(located.message.id.name) {
            compare(located, english, &mut report);
        }
    }
    for (parsed, term) in locale.terms() {
        let (mut report, id) = (Report::new(parsed.file, findings), format!("-{}", term.id.name));
        term_parts(term).for_each(|pattern| references(locale, &id, pattern, &mut report));
    }
}

fn compare(located: &Located<'_, '_>, english: &Located<'_, '_>, report: &mut Report<'_>) {
    let id = located.message.id.name;
    let english_parts: Vec<_> = parts(english.message).collect();
    for (name, pattern) in parts(located.message) {
        let Some((_, english_pattern)) = english_parts.iter().find(|(n, _)| *n == name) else { continue };
        let (translated, used_in_english) = (variables(pattern), variables(english_pattern));
        let text = || Some(english_text(english, english_pattern));
        for (variable, used) in translated.iter().filter(|(v, _)| !used_in_english.contains_key(*v)) {
            let known = used_in_english.keys().map(|v| format!("{{ ${v} }}")).collect::<Vec<_>>().join(", ");
            let help = if known.is_empty() {
                "the English has no variable here; delete it".into()
            } else {
                format!("names of variables are not translated; write {known}")
            };
            report.add(Problem {
                level: Level::Error,
                rule: "unknown-variable",
                at: used.at,
                id: Some(id),
                message: format!("the page does not know {{ ${variable} }}"),
                english: text(),
                help,
            });
        }
        for (variable, _) in used_in_english.iter().filter(|(v, used)| used.shown && !translated.contains_key(*v)) {
            report.add(Problem {
                level: Level::Error,
                rule: "missing-variable",
                at: id,
                id: Some(id),
                message: format!("{{ ${variable} }} is missing"),
                english: text(),
                help: format!("write {{ ${variable} }} where it belongs in your sentence"),
            });
        }
    }
}

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
    let start = crate::l10n::file::offset_in(text, first);
    let end = crate::l10n::file::offset_in(text, last) + last.len();
    let line_start = text[..start].rfind(['=', '\n']).map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    text[line_start..line_end].trim().to_owned()
}

fn variables<'t>(pattern: &Pattern<&'t str>) -> BTreeMap<&'t str, Use<'t>> {
    let mut used: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    let mut selectors = HashSet::new();
    walk(pattern, &mut |node| match node {
        Node::Expression(Expression::Select { selector: InlineExpression::VariableReference { id }, .. }) => {
            selectors.insert(id.name.as_ptr());
        }
        Node::Inline(InlineExpression::VariableReference { id }) => {
            let entry = used.entry(id.name).or_insert(Use { at: id.name, shown: false });
            entry.shown |= !selectors.contains(&id.name.as_ptr());
        }
        _ => {}
    });
    used
}

/// References must lead somewhere. Terms of the source do not count: their English would stand
/// unmarked in the middle of another language.
fn references(locale: &Index<'_>, id: &str, pattern: &Pattern<&str>, report: &mut Report<'_>) {
    walk(pattern, &mut |node| {
        let Node::Inline(inline) = node else { return };
        let (name, dash, defined) = match inline {
            InlineExpression::MessageReference { id, .. } => (id.name, "", locale.message(id.name).is_some()),
            InlineExpression::TermReference { id, .. } => (id.name, "-", locale.term(id.name).is_some()),
            _ => return,
        };
        if !defined {
            report.add(Problem {
                level: Level::Error,
                rule: "undefined-reference",
                at: name,
                id: Some(id),
                message: format!("there is no {dash}{name}"),
                english: None,
                help: "write the name as in the English; names in braces are not translated. Terms stand in terms.ftl"
                    .into(),
            });
        }
    });
}

fn cycles(locale: &Index<'_>, id: &str, report: &mut Report<'_>) {
    if refers_to_itself(locale, id) {
        report.add(Problem {
            level: Level::Error,
            rule: "cyclic-reference",
            at: locale.message(id).map_or("", |located| located.message.id.name),
            id: Some(id),
            message: "this message refers to itself".into(),
            english: None,
            help: "write the text instead of the reference".into(),
        });
    }
}

fn refers_to_itself(locale: &Index<'_>, start: &str) -> bool {
    let mut seen = HashSet::new();
    let mut queue = vec![start.to_owned()];
    while let Some(id) = queue.pop() {
        let Some(located) = locale.message(&id) else { continue };
        for (_, pattern) in parts(located.message) {
            let mut back = false;
            walk(pattern, &mut |node| {
                if let Node::Inline(InlineExpression::MessageReference { id, .. }) = node {
                    back |= id.name == start;
                    if seen.insert(id.name.to_owned()) {
                        queue.push(id.name.to_owned());
                    }
                }
            });
            if back {
                return true;
            }
        }
    }
    false
}
