//! Texts of which readers would see nothing, whatever stands in the file. Knows no language.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, Target, parts, walk};
use super::sentence::{EntryKind, Sentence};
use super::visible::{is_visible, literal, shows_something};
use crate::l10n::definition::{Definition, term_id};

/// A text that readers would see nothing of. A language’s English decides no matter: nothing is nothing.
pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    for located in locale.messages() {
        let id = located.message.id.name;
        for (attribute, pattern) in parts(located.message) {
            if !is_seen(pattern) {
                let target = Target { is_term: false, name: id, attribute };
                let mut reporter =
                    Reporter::new(located.parsed, findings).beside(|| english.text_of(target, located.parsed));
                let slice = if attribute.is_empty() { id } else { attribute };
                let sentence = match located.parsed.is_source() {
                    true => Sentence::EmptyEnglish,
                    false => sentence(pattern, EntryKind::Message),
                };
                reporter.add(Problem::error("empty", slice, id, sentence));
            }
        }
    }
    for (parsed, term) in locale.terms() {
        let id = term_id(term.id.name);
        let mut reporter = Reporter::new(parsed, findings);
        for (attribute, pattern) in Definition::Term(term).parts() {
            // An attribute of a term may say that there is nothing: an ending, an article.
            if attribute.is_empty() && !is_seen(pattern) {
                let sentence = sentence(pattern, EntryKind::Term);
                reporter.add(Problem::error("empty", term.id.name, id.as_str(), sentence));
            }
        }
    }
}

/// What is said of a text that nobody sees, of a message or of a term.
fn sentence(pattern: &Pattern<&str>, of: EntryKind) -> Sentence {
    let mut has_rows = false;
    walk(pattern, &mut |node| has_rows |= matches!(node, Node::Expression(Expression::Select { .. })));
    match (is_blank(pattern), has_rows) {
        (_, true) => Sentence::EmptyRow { of },
        (true, _) => Sentence::EmptyText { of },
        (false, _) => Sentence::UnseenText { of },
    }
}

fn is_blank(pattern: &Pattern<&str>) -> bool {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => value.trim().is_empty(),
        PatternElement::Placeable { .. } => false,
    };
    pattern.elements.iter().all(text)
}

/// Whether readers see something of a pattern, whichever rows are taken. What it refers to is judged by itself.
fn is_seen(pattern: &Pattern<&str>) -> bool {
    // Texts and literals next to each other may be one element together.
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value }
                if text.is_empty() && !value.contains('<') && value.chars().any(is_visible) =>
            {
                return true;
            }
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => match literal(expression) {
                Some(literal) => text.push_str(&literal),
                None if is_expression_seen(expression) => return true,
                None => {}
            },
        }
    }
    shows_something(&text)
}

fn is_expression_seen(expression: &Expression<&str>) -> bool {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => is_expression_seen(expression),
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            shows_something(&unescape_unicode_to_string(value))
        }
        Expression::Inline(_) => true,
        Expression::Select { variants, .. } => variants.iter().all(|variant| is_seen(&variant.value)),
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_text_that_nobody_sees_is_empty() {
        for text in [
            "{ \"\" }",
            "{ \" \" }",
            "{ \"\" }{ \"\" }",
            "{ { \"\" } }",
            "\u{a0}",
            "\u{200b}",
            "{ \"\\u200b\" }",
            "\u{ad}",
            "\u{2068}\u{2069}",
            "\u{2060}",
            "\u{feff}",
            "\u{3000}",
            "\u{3164}",
            "\u{2800}",
            "\u{34f}",
            "{ \"\\u00a0\" }",
            "<br>",
            "<em></em>",
            "<{ \"br\" }>",
            "<em>{ \"\" }</em>",
            "\u{e0020}",
            "\u{202f}",
        ] {
            let german = found("de", "a = x", &[&format!("a = {text}")]);
            assert!(german.contains("error empty `a` a"), "{text:?}: {german}");
            let term = found("de", "-a = x", &[&format!("-a = {text}")]);
            assert!(term.contains("error empty `a` -a"), "{text:?}: {term}");
            let attribute = found("de", "a = x\n    .b = x", &[&format!("a = y\n    .b = {text}")]);
            assert!(attribute.contains("error empty `b` a"), "{text:?}: {attribute}");
        }
        for (english, text) in [
            ("a = x", "a = ."),
            ("a = x", "a = { \".\" }"),
            ("a = { $n }", "a = { $n }"),
            ("a = x", "a = { 1 }"),
            ("a = x", "a = { -t }\n-t = y"),
            ("a = x", "a = 好"),
            ("a = x", "a = 🙂"),
            ("a = x", "a = <em>y</em>"),
            ("a = x", "a = <br>y"),
            ("a = x", "a = { \"\" }y"),
        ] {
            assert_eq!(found("de", english, &[text]), "", "{text}");
        }
        let rows = "a = { $n ->\n    [one] x\n   *[other] y\n }";
        let empty = "a = { $n ->\n    [one] { \"\" }\n   *[other] y\n }";
        assert_eq!(found("de", rows, &[empty]), "error empty `a` a", "one of the rows");
        assert_eq!(found("de", rows, &[&empty.replace("a = ", "a = z")]), "", "something stands beside them");
        assert_eq!(found("de", "-t = x", &["-t = y\n    .ending = { \"\" }"]), "", "a term may have no ending");
    }
}
