//! Lines of a text that were meant as something else: a message or a comment behind spaces, a row in round brackets.
//! Readers would see them as they are typed, and what they say would be lost.

use fluent_syntax::ast::{Entry, Expression, Pattern};

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::ids::Ids;
use super::index::ParsedFile;
use super::lists::row_in_brackets;
use super::mistyped::{foreign_name, is_like_id, split_name};
use super::pattern::{Node, parts, walk};
use super::rule;
use super::sentence::Sentence;
use super::strays::comment_in_text;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// More signs are no slip of one.
const MAX_SIGNS: usize = 3;

/// An entry that is read, and where it starts.
struct EntryAbove<'a> {
    start: usize,
    /// `None` for what is not read: its own slip is told.
    definition: Option<Definition<'a, 'a>>,
    has_choice: bool,
}

pub(super) fn check(parsed: &ParsedFile<'_>, ids: &Ids<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let owners = owners(parsed);
    let conflicts = parsed.conflicts();
    let mut reporter = Reporter::new(parsed, findings);
    for line in text.lines() {
        let rest = line.trim_start_matches(' ');
        if rest.len() == line.len() {
            continue;
        }
        let comment = comment_in_text(text, line, english);
        let sign = attribute_sign(rest);
        if comment.is_none() && sign.is_empty() && !rest.starts_with(may_begin) {
            continue;
        }
        let start = offset_in(text, line);
        let before = owners.partition_point(|owner| owner.start <= start);
        let Some(owner) = before.checked_sub(1).map(|last| &owners[last]) else { continue };
        let definition = owner.definition.filter(|_| !conflicts.covers(start));
        let Some(definition) = definition else { continue };
        let (is_term, id) = (definition.is_term(), definition.id().into_owned());
        let mut report = |rule, slice, sentence| reporter.add(Problem::error(rule, slice, id.as_str(), sentence));
        if let Some((slice, line)) = comment {
            report(rule::INDENTED_COMMENT, slice, Sentence::MistypedComment { line });
        } else if let Some(sign) = comment_sign(rest) {
            // A line may begin with a sign of number that the English has too.
            if parsed.is_source() || is_term || !english.has_number_sign(definition.name()) {
                report(rule::INDENTED_COMMENT, sign, Sentence::IndentedComment);
            }
        } else if let Some(attribute) = attribute_name(&rest[sign.len()..], definition, english).filter(|_| !is_term) {
            let slice = &rest[..sign.len() + attribute.len()];
            let sentence = Sentence::AttributeWithoutDot { name: attribute.to_owned(), id: id.clone() };
            report(rule::INDENTED_ID, slice, sentence);
        } else if let Some(name) = entry_name(rest, ids) {
            let sentence = Sentence::IndentedId { name: name.to_owned(), id: id.clone() };
            report(rule::INDENTED_ID, name, sentence);
        } else if owner.has_choice
            && let Some((slice, row)) = row_in_brackets(rest)
        {
            report(rule::SYNTAX, slice, Sentence::RowInBrackets { row: row.to_owned() });
        }
    }
}

/// Whether what is looked for may begin with a character.
fn may_begin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '#' | '-' | '(' | '（' | '［' | '【')
}

/// Signs that a line begins with and that may have been typed for the dot of an attribute.
fn attribute_sign(line: &str) -> &str {
    if line.starts_with(['.', '[', '*']) {
        return "";
    }
    let is_sign =
        |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '{' | '}' | '#' | '<' | '>' | '"');
    let length = line.char_indices().take(MAX_SIGNS + 1).find(|(_, c)| !is_sign(*c)).map_or(0, |(at, _)| at);
    let sign = &line[..length];
    // Behind a space it may be one, too.
    let rest = &line[length..];
    if sign.is_empty() { sign } else { &line[..length + rest.len() - rest.trim_start_matches(' ').len()] }
}

/// The sign of a comment that a line begins with.
fn comment_sign(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let sign = &line[..line.len() - rest.len()];
    ((1..=3).contains(&sign.len()) && (rest.is_empty() || rest.starts_with([' ', '\r']))).then_some(sign)
}

/// The name, that of a term with its dash, of the entry that a line begins: one that is known, or is like one.
fn entry_name<'t>(line: &'t str, ids: &Ids<'_>) -> Option<&'t str> {
    if let Some((name, ..)) = foreign_name(line, ids) {
        return Some(name);
    }
    let (name, rest) = split_name(line)?;
    let behind = rest.trim_start_matches(' ').strip_prefix('=')?;
    // Comparisons and arrows.
    if behind.starts_with(['=', '>', '<', '~']) {
        return None;
    }
    let is_entry = match name.strip_prefix('-') {
        Some(term) => ids.is_term(term),
        None => ids.knows(name) || is_like_id(name),
    };
    is_entry.then_some(name)
}

/// The name that a line begins with of an attribute that a message has in the English and not here.
fn attribute_name<'t>(line: &'t str, of: Definition<'_, '_>, english: &English<'_>) -> Option<&'t str> {
    let (name, rest) = split_name(line)?;
    let is_in_english =
        || english.index.message(of.name()).is_some_and(|it| parts(it.message).any(|(known, _)| known == name));
    let is_here = || of.attributes().iter().any(|attribute| attribute.id.name == name);
    (rest.trim_start_matches(' ').starts_with('=') && is_in_english() && !is_here()).then_some(name)
}

/// The entries of a file, in order.
fn owners<'a>(parsed: &'a ParsedFile<'a>) -> Vec<EntryAbove<'a>> {
    let text = parsed.file.text.as_str();
    let owner = |entry: &'a Entry<&'a str>| match entry {
        Entry::Junk { content } => {
            Some(EntryAbove { start: offset_in(text, content), definition: None, has_choice: false })
        }
        _ => Definition::of(entry).map(|it| {
            let has_choice = it.parts().any(|(_, pattern)| has_choice(pattern));
            EntryAbove { start: offset_in(text, it.name()), definition: Some(it), has_choice }
        }),
    };
    parsed.resource.body.iter().filter_map(owner).collect()
}

fn has_choice(pattern: &Pattern<&str>) -> bool {
    let mut found = false;
    walk(pattern, &mut |node| found |= matches!(node, Node::Expression(Expression::Select { .. })));
    found
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = x\nbackground-acts = x\nB_c = x\nhash = x # 1\n-ministry = x\nn = { $n ->\n    [one] x\n   *[other] x\n }\n";

    #[test]
    fn a_message_behind_spaces_is_told_of_the_text_that_it_is_part_of() {
        for (german, expected) in [
            ("a = y.\n background-acts = Il existe", "error indented-id `background-acts` a"),
            ("a = y.\n\n    background-acts = Il existe\n    des faits", "error indented-id `background-acts` a"),
            ("a = y.\n background-acts=Il", "error indented-id `background-acts` a"),
            ("a = y.\n background-acts =\n    Il", "error indented-id `background-acts` a"),
            ("a =\n background-acts = Il", "error indented-id `background-acts` a"),
            ("a = y.\n background–acts = Il", "error indented-id `background–acts` a"),
            ("a = y.\n B_c = Il", "error indented-id `B_c` a"),
            ("a = y.\n -ministry = Il", "error indented-id `-ministry` a"),
            ("-ministry = y.\n background-acts = Il", "error indented-id `background-acts` -ministry"),
            ("a = y.\n new-passage = Il", "error indented-id `new-passage` a"),
            ("a = y.\r\n new = Il\r\n", "error indented-id `new` a"),
            ("n = { $n ->\n    [one] y\n   *[other] y\n    a = z\n }", "error indented-id `a` n"),
            // A text.
            ("a = y\n    x = 5", ""),
            ("a = y\n    x2 = 5", ""),
            ("a = y\n    Summe = 5", ""),
            ("a = y\n    und so = 5", ""),
            ("a = y\n    background-acts ist", ""),
            ("a = y\n    background-acts == z", ""),
            ("a = y\n    background-acts => z", ""),
            ("a = y\n    -5 = z", ""),
            ("a = y\n    - a = z", ""),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        let source = "a = x.\n new-passage = y";
        assert_eq!(found("en", source, &[source]), "error indented-id `new-passage` a", "in the source too");
    }

    #[test]
    fn an_attribute_with_another_sign_than_its_dot_is_told_as_that() {
        let english = "a = x\n    .copy = x\n    .copied = x\nb =\n    .copy = x\n    .copied = x\n-t = x\n";
        for sign in [",", "…", "·", "-", "–", ":", ";", "。", "،", "•", ", ", "- ", "…."] {
            for (german, id) in [
                (format!("a = y\n    .copy = z\n    {sign}copied = z"), "a"),
                (format!("a = y\n    {sign}copied = z\n    .copy = z"), "a"),
                (format!("a = y\r\n    .copy = z\r\n    {sign}copied=z\r\n"), "a"),
                (format!("b =\n    .copy = z\n    {sign}copied = z"), "b"),
            ] {
                let expected = format!("error indented-id `{sign}copied` {id}");
                assert_eq!(found("de", english, &[&german]), expected, "{german:?}");
            }
        }
        for german in [
            "a = y\n    .copy = z\n    .copied = z\n    , copied = z",
            "-t = y\n    , copied = z",
            "a = y\n    .copy = z\n    .copied = z\n    – und so = z",
        ] {
            assert_eq!(found("de", english, &[german]), "", "{german:?}");
        }
        let told = &told("de", english, "a = y\n    .copy = z\n    ,copied = z")[0];
        assert_eq!(told.1, "write .copied = …");
    }

    #[test]
    fn a_comment_behind_spaces_is_told_of_the_text_that_it_is_part_of() {
        let rows = |line: &str| format!("n = {{ $n ->\n    [one] y\n{line}\n   *[other] y\n }}");
        for (german, expected) in [
            ("a = y\n    # plusieurs", "error indented-comment `#` a"),
            ("a = y\n    # plusieurs\n    z", "error indented-comment `#` a"),
            ("a = y\n    #\n    z", "error indented-comment `#` a"),
            ("a = y\n    ## plusieurs", "error indented-comment `##` a"),
            ("-ministry = y\n # z", "error indented-comment `#` -ministry"),
            (&rows("    # plusieurs"), "error indented-comment `#` n"),
            // A text.
            ("a = y\n    #12 z", ""),
            ("a = y\n    #wort z", ""),
            ("a = y # z", "error left-over `#` a"),
            ("a = y\n    z # z", "error left-over `#` a"),
            ("a =\n    # z", "error indented-comment `#` a"),
            ("hash = y\n    # 1", ""),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        let source = "a = x\n    # y";
        assert_eq!(found("en", source, &[source]), "error indented-comment `#` a", "in the source too");
    }

    #[test]
    fn a_row_in_round_brackets_is_told_of_the_text_that_it_is_part_of() {
        let english = "n = { $n ->\n    [one] x\n   *[other] x\n }\na = x";
        let text = "n = { $n ->\n    [one] y\n    (many) z\n   *[other] y\n }";
        assert_eq!(found("de", english, &[text]), "error syntax `(many)` n");
        assert_eq!(found("de", english, &["a = y\n    (one) z"]), "", "a text without rows");
        assert_eq!(found("de", english, &["n = { $n ->\n    [one] y\n    (z) z\n   *[other] y\n }"]), "");
    }

    #[test]
    fn what_is_told_is_what_to_type() {
        for (german, message, help) in [
            (
                "a = y.\n background-acts = Il",
                "background-acts is part of the text of a, because spaces stand before it",
                "delete the spaces before it; if it is no name but a word of the text, join the line to the one above",
            ),
            (
                "a = y\n    # z",
                "a comment cannot stand inside a message",
                "move it above the message, to the start of a line, or delete it; write {\"#\"} to show a #",
            ),
        ] {
            assert_eq!(told("de", ENGLISH, german)[0], (message.to_owned(), help.to_owned()), "{german:?}");
        }
    }
}
