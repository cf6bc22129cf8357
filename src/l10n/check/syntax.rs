//! What is not Fluent at all, told in the words of a translator.

use fluent_syntax::parser::{ErrorKind, ParserError};

use super::finding::{Finding, Problem, Reporter};
use super::index::{ParsedFile, junk_id};

pub(super) fn check(parsed: &ParsedFile<'_>, findings: &mut Vec<Finding>) {
    let text = &parsed.file.text;
    let mut reporter = Reporter::new(parsed, findings);
    for error in &parsed.errors {
        let junk = error.slice.clone().map_or("", |slice| text.get(slice).unwrap_or(""));
        let (message, help) = explain(&error.kind);
        let at = slice_to_show(text, error, junk);
        reporter.add(Problem::error("syntax", at, junk_id(junk), message, help));
    }
}

/// The slice to show. An unclosed brace is reported on a later line; the brace itself is what
/// the translator has to see.
fn slice_to_show<'t>(text: &'t str, error: &ParserError, junk: &'t str) -> &'t str {
    let place = text.get(error.pos.start..).and_then(|rest| rest.get(..rest.chars().next().map_or(0, char::len_utf8)));
    match error.kind {
        ErrorKind::ExpectedToken('}') => unclosed_brace(junk).or(place).unwrap_or(junk),
        _ => place.unwrap_or(junk),
    }
}

fn unclosed_brace(junk: &str) -> Option<&str> {
    let mut open = Vec::new();
    for (at, c) in junk.char_indices() {
        match c {
            '{' => open.push(at),
            '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.last().map(|&at| &junk[at..=at])
}

fn explain(kind: &ErrorKind) -> (String, &'static str) {
    let (message, help) = match kind {
        ErrorKind::ExpectedToken('}') => ("this { is never closed", "add } at the end of it"),
        ErrorKind::ExpectedToken('=') => ("there is no = between the id and the text", "write: id = text"),
        ErrorKind::ExpectedToken(token) => {
            return (format!("“{token}” is missing here"), "compare the line with the English one");
        }
        ErrorKind::ExpectedCharRange { .. } => (
            "this is neither a message, a term nor a comment",
            "a text that continues on the next line must start with a space; a comment starts with #",
        ),
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue => {
            ("there is no text after the =", "write the text, or delete the line and the English is shown")
        }
        ErrorKind::MissingDefaultVariant => {
            ("every list of choices needs one line with a star *, used when nothing else fits", "put * before [other]")
        }
        ErrorKind::MultipleDefaultVariants => ("a list of choices can have only one line with a star *", "leave one *"),
        ErrorKind::UnbalancedClosingBrace => ("this } closes nothing", "delete it, or write {\"}\"} to show one"),
        ErrorKind::UnterminatedStringLiteral => ("this text in quotes never ends", "add the closing \""),
        ErrorKind::ForbiddenCallee => ("the name of a function is written in capitals", "compare with the English"),
        ErrorKind::ExpectedInlineExpression | ErrorKind::ExpectedLiteral => {
            ("something is missing inside the braces", "copy what the English has in its braces")
        }
        other => return (format!("{other}").to_lowercase(), "compare the line with the English one"),
    };
    (message.to_owned(), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::position::offset_in;

    #[test]
    fn the_brace_that_is_shown_is_the_innermost_one_that_is_open() {
        for (junk, at) in [("a = { $n", 4), ("a = { $n } { $m", 11), ("a = { $n ->\n [x] { $m", 17), ("a = {{x}", 4)] {
            assert_eq!(unclosed_brace(junk).map(|brace| offset_in(junk, brace)), Some(at), "{junk}");
        }
        assert_eq!(unclosed_brace("a = { $n } }"), None);
    }
}
