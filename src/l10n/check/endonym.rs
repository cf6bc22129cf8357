//! A language’s own name in a sentence: it keeps its capital letter and does not bend, so it stands apart from the
//! words around it. Warnings. Knows no language.

use fluent_syntax::ast::{Expression, InlineExpression, Message, Pattern, PatternElement};
use foldhash::HashSet;

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, parts, walk};
use super::sentence::Sentence;
use super::variable_use::in_braces;

/// What the comment of a variable says that holds such a name.
const OWN_NAME: &str = "own name";

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    if locale.tag == english.index.tag {
        return;
    }
    for located in locale.messages() {
        let id = located.message.id.name;
        let Some(of_english) = english.index.message(id) else { continue };
        let names = own_names(of_english.message);
        if names.is_empty() {
            continue;
        }
        let mut reporter = Reporter::new(located.parsed, findings);
        for (attribute, pattern) in parts(located.message) {
            // What is still English is told as that.
            if parts(of_english.message).any(|(name, english)| name == attribute && english == pattern) {
                continue;
            }
            walk(pattern, &mut |node| {
                if let Node::Pattern(pattern) = node {
                    check_pattern(pattern, id, &names, &mut reporter);
                }
            });
        }
    }
}

/// The variables of which the comment says that they hold a language’s own name.
fn own_names<'t>(message: &Message<&'t str>) -> HashSet<&'t str> {
    let lines = message.comment.iter().flat_map(|comment| &comment.content);
    let is_about = lines.filter(|line| line.contains(OWN_NAME));
    is_about.filter_map(|line| Some(line.trim_start().strip_prefix('$')?.split_once(' ')?.0)).collect()
}

fn check_pattern(pattern: &Pattern<&str>, id: &str, names: &HashSet<&str>, reporter: &mut Reporter<'_>) {
    for [before, element] in pattern.elements.array_windows() {
        let PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id: variable }),
        } = element
        else {
            continue;
        };
        let PatternElement::TextElement { value } = before else { continue };
        let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
        // A script without capitals shows no difference.
        if names.contains(variable.name) && value.trim_end().ends_with(is_cased) {
            let sentence = Sentence::OwnName { variable: in_braces(variable.name) };
            reporter.add(Problem::warning("endonym", variable.name, id, sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::found;

    #[test]
    fn a_language_s_own_name_stands_apart() {
        let english = "# $language (String) the language’s own name, for example Deutsch\na = Only { $language }";
        for (tag, text, expected) in [
            ("ru", "a = Только { $language }", "warning endonym `language` a"),
            ("ru", "a = Показать только: { $language }", ""),
            ("es", "a = { $language } únicamente", ""),
            ("fr", "a = La langue ({ $language })", ""),
            ("de", "a = Nur „{ $language }“", ""),
            ("de", "a = Nur { $language ->\n   *[other] { $language }\n }", ""),
            ("zh", "a = 仅显示{ $language }", ""),
            ("ar", "a = فقط { $language }", ""),
            ("el", "a = Μόνο { $language }", "warning endonym `language` a"),
        ] {
            assert_eq!(found(tag, english, &[text]), expected, "{text}");
        }
        assert_eq!(found("ru", english, &["a = Only { $language }"]), "", "it is still English");
        let other = "# $name (String) who approved it, for example Press\na = By { $name }";
        assert_eq!(found("de", other, &["a = Von { $name }"]), "");
    }
}
