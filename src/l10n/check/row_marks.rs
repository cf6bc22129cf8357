//! Names of rows inside the text of another row: the line break before them was lost, or a bracket of them. Readers of the
//! row would see both texts, and the row itself is missing. Knows no number.

use std::cell::OnceCell;

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement, Variant};
use foldhash::HashSet;

use super::choices::choices;
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::lines::{line_at, line_start};
use super::lists::{row_marks, row_without_bracket};
use super::pattern::{Node, Target, walk};
use super::rule;
use super::sentence::{Begins, Sentence};
use crate::l10n::plural::{is_category, key};
use crate::l10n::position::offset_in;

/// Rows of one choice that are looked through.
const MAX_ROWS: usize = 100;
/// Shorter names are no rows of a term. Bytes.
const MIN_NAME: usize = 3;
/// What stands behind the name of a row in other formats.
const COLONS: [char; 2] = [':', '：'];
/// What Fluent does not read as the brackets of a row.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('［', '］'), ('【', '】')];

pub(super) fn check(locale: &Index<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let asked = OnceCell::new();
    for (parsed, definition) in locale.definitions() {
        let id = definition.id();
        for (attribute, pattern) in definition.parts() {
            let target = Target { is_term: definition.is_term(), name: definition.name(), attribute };
            let mut found = Vec::new();
            walk(pattern, &mut |node| {
                if let Node::Expression(Expression::Select { variants, .. }) = node
                    && variants.len() <= MAX_ROWS
                {
                    let is_english = locale.tag.language == english.index.tag.language;
                    let choice = ChoiceRows {
                        text: &parsed.file.text,
                        target,
                        is_english,
                        english,
                        variants,
                        asked: &|row| asked.get_or_init(|| asked_rows(locale)).contains(&(target.name, row)),
                    };
                    found.extend(choice.inside());
                }
            });
            let mut reporter = Reporter::new(parsed, findings).beside(|| english.text_of(target, parsed));
            for MisplacedRow { rule, slice, sentence } in found {
                reporter.add(Problem::error(rule, slice, &*id, sentence));
            }
        }
    }
}

/// The name of a row in the text of another, and what is said of it.
struct MisplacedRow<'t> {
    rule: &'static str,
    slice: &'t str,
    sentence: Sentence,
}

/// The rows of a choice.
struct ChoiceRows<'c, 't> {
    text: &'t str,
    target: Target<'t>,
    is_english: bool,
    english: &'c English<'c>,
    variants: &'c [Variant<&'t str>],
    /// Whether a text asks for this row of the term.
    asked: &'c dyn Fn(&str) -> bool,
}

impl<'t> ChoiceRows<'_, 't> {
    /// The rows inside the texts of others.
    fn inside(&self) -> Vec<MisplacedRow<'t>> {
        let mut found = Vec::new();
        for variant in self.variants {
            let mut is_open = false;
            for element in &variant.value.elements {
                let PatternElement::TextElement { value } = element else { continue };
                let line = line_start(self.text, offset_in(self.text, value));
                let is_line = self.text[line..offset_in(self.text, value)].trim_matches(' ').is_empty();
                found.extend(is_line.then(|| self.at_start(value, is_open)).flatten());
                let marks = row_marks(value).filter(|(slice, key)| slice.starts_with('*') || self.is_lost(key));
                found.extend(marks.map(|(slice, _)| {
                    let sentence = Sentence::JoinedLine { name: slice.to_owned(), begins: Begins::Row };
                    MisplacedRow { rule: rule::JOINED_LINE, slice, sentence }
                }));
                let last = |sign: char| value.rfind(sign);
                is_open = if value.contains(['[', ']']) { last('[') > last(']') } else { is_open };
            }
        }
        found
    }

    /// The row that a line of a text was to be, whose brackets are not those of a row.
    fn at_start(&self, line: &'t str, is_open: bool) -> Option<MisplacedRow<'t>> {
        let line = line_at(line, 0);
        let misplaced = |slice: &'t str, row: &str| MisplacedRow {
            rule: rule::SYNTAX,
            slice,
            sentence: Sentence::RowInBrackets { row: row.to_owned() },
        };
        if let Some((slice, row)) = row_without_bracket(line).filter(|(_, row)| !is_open && self.is_new(row)) {
            return Some(misplaced(slice, row));
        }
        let first = line.chars().next()?;
        if let Some((open, close)) = BRACKETS.iter().find(|(open, _)| *open == first) {
            let (row, rest) = line[open.len_utf8()..].split_once([*close, ']'])?;
            let slice = &line[..line.len() - rest.len()];
            // A category is told wherever it stands.
            let is_row = self.is_lost(row) && !(is_category(row) && slice.ends_with(*close));
            return is_row.then(|| misplaced(slice, row));
        }
        let row = &line[..line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(line.len())];
        let rest = &line[row.len()..];
        if let Some(colon) = rest.chars().next().filter(|c| COLONS.contains(c)) {
            return self.is_lost(row).then(|| misplaced(&line[..row.len() + colon.len_utf8()], row));
        }
        // These are words of English, and one of many languages.
        let is_category = !self.is_english && row != "zero" && is_category(row);
        let is_row = || is_category || self.target.is_term && (self.asked)(row);
        (rest.starts_with(' ') && self.is_new(row) && is_row()).then(|| misplaced(row, row))
    }

    /// Whether no row of the choice has this name.
    fn is_new(&self, row: &str) -> bool {
        !self.variants.iter().any(|variant| key(variant) == row)
    }

    /// Whether this is the name of a row that is missing: a category, one of the English, or in a term any word of small
    /// letters, since a language gives its forms any names.
    fn is_lost(&self, row: &str) -> bool {
        let is_form = |row: &str| row.len() >= MIN_NAME && row.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_row = is_category(row)
            || self.target.is_term && self.target.attribute.is_empty() && is_form(row)
            || self.of_english().contains(row);
        is_row && self.is_new(row)
    }

    /// The rows of the English.
    fn of_english(&self) -> HashSet<&str> {
        let pattern = self.english.pattern(self.target).map(|(_, pattern)| pattern);
        pattern.into_iter().flat_map(choices).flat_map(|choice| choice.rows).map(|row| row.key).collect()
    }
}

/// The rows of terms that the texts of a language ask for: the name of the term, and what is given for the row.
fn asked_rows<'i>(locale: &Index<'i>) -> HashSet<(&'i str, &'i str)> {
    let mut asked = HashSet::default();
    for (_, definition) in locale.definitions() {
        for (_, pattern) in definition.parts() {
            walk(pattern, &mut |node| {
                let Node::Inline(InlineExpression::TermReference { id, arguments: Some(given), .. }) = node else {
                    return;
                };
                asked.extend(given.named.iter().filter_map(|argument| match argument.value {
                    InlineExpression::StringLiteral { value } => Some((id.name, value)),
                    _ => None,
                }));
            });
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "-ministry = x\na = x { -ministry }\nn = { $n ->\n    [one] x\n   *[other] { $n } x\n }\n\
        list = { $n ->\n    [0] x\n    [one] x\n   *[other] { $n } x\n }\n\
        # $log (String) how, for example off\nw = { $log ->\n    [off] x\n   *[on] y\n }\n";

    #[test]
    fn a_row_inside_another_is_told_where_it_stands() {
        let term = |rows: &str| {
            format!("-ministry =\n    {{ $case ->\n{rows}    }}\na = y {{ -ministry(case: \"genitive\") }}")
        };
        let rows = |rows: &str| format!("n = {{ $n ->\n{rows} }}");
        for (german, expected) in [
            // A bracket is lost.
            (
                term("       *[nominative] y\n        genitive] z\n        [dative] z\n"),
                "error syntax `genitive]` -ministry",
            ),
            (
                term("        [genitive] y\n        dative] z\n       *[nominative] z\n"),
                "error syntax `dative]` -ministry",
            ),
            (
                term("        [genitive] y\r\n        dative ] z\r\n       *[nominative] z\r\n"),
                "error syntax `dative ]` -ministry",
            ),
            (term("       *[nominative] y\n        (genitive) z\n"), "error syntax `(genitive)` -ministry"),
            (term("       *[nominative] y\n        ［genitive］ z\n"), "error syntax `［genitive］` -ministry"),
            (term("       *[nominative] y\n        (genitive] z\n"), "error syntax `(genitive]` -ministry"),
            (term("       *[nominative] y\n        genitive: z\n"), "error syntax `genitive:` -ministry"),
            (term("       *[nominative] y\n        genitive z\n"), "error syntax `genitive` -ministry"),
            (term("       *[nominative] y\n        dative z\n        [genitive] z\n"), ""),
            (
                rows("    [one] { $n } y\n    few] { $n } z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "error syntax `few]` n",
            ),
            (
                rows("    [one] { $n } y\n    few: { $n } z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "error syntax `few:` n",
            ),
            (
                rows("    [one] { $n } y\n    few { $n } z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "error syntax `few` n",
            ),
            (
                rows("    [one] { $n } y\n    [few] z { $n }\n    many] z\n   *[other] { $n } z\n"),
                "error syntax `many]` n",
            ),
            // A line break is lost.
            (
                term("       *[nominative] y [genitive] z\n        [dative] z\n"),
                "error joined-line `[genitive]` -ministry",
            ),
            (
                term("        [genitive] y [dative] z\n       *[nominative] z\n"),
                "error joined-line `[dative]` -ministry",
            ),
            (
                term("        [genitive] y\n        [dative] z *[nominative] z\n"),
                "error syntax `*[nominative]` -ministry",
            ),
            (
                rows("    [one] { $n } y [few] { $n } z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "error joined-line `[few]` n",
            ),
            (
                rows("    [one] { $n } y[few] z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "error joined-line `[few]` n",
            ),
            (rows("   *[one] y *[other] { $n } z\n"), "error joined-line `*[other]` n"),
            (
                "list = { $n ->\n   *[other] { $n } y [0] z\n    [one] z { $n }\n    [few] z { $n }\n\
                    \u{20}   [many] z { $n }\n }"
                    .to_owned(),
                "error joined-line `[0]` list",
            ),
            ("w = { $log ->\n   *[on] y [off] z\n }".to_owned(), "error joined-line `[off]` w"),
            // A text.
            (term("       *[nominative] y [EU]\n        [genitive] z [EU]\n"), ""),
            (term("       *[nominative] y\n        z: z\n        [genitive] z\n"), ""),
            (
                rows(
                    "    [one] { $n } y [a\n    b] z\n    [few] { $n } z\n    [many] { $n } z\n   *[other] { $n } z\n",
                ),
                "",
            ),
            (
                rows(
                    "    [one] { $n } y [sic]\n    [few] { $n } few\n    [many] { $n } z\n   *[other] { $n } one: z\n",
                ),
                "",
            ),
            (
                rows("    [one] { $n } y\n    [few] { $n } z\n    (z) z\n    [many] { $n } z\n   *[other] { $n } z\n"),
                "",
            ),
        ] {
            assert_eq!(found("ru", ENGLISH, &[&german]), expected, "{german}");
        }
    }

    #[test]
    fn what_is_told_is_the_row_to_write() {
        for (rows, message, help) in [
            ("    [one] { $n } y\n    few] { $n } z\n", "the name of a row stands in square brackets", "write [few]"),
            (
                "    [one] { $n } y [few] { $n } z\n",
                "a line break is missing before [few]",
                "put [few] on a line of its own, with spaces before it",
            ),
        ] {
            let text = format!("n = {{ $n ->\n{rows}    [many] {{ $n }} z\n   *[other] {{ $n }} z\n }}");
            assert_eq!(told("ru", ENGLISH, &text)[0], (message.to_owned(), help.to_owned()), "{rows}");
        }
    }
}
