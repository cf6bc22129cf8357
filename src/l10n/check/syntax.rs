//! What is not Fluent at all, told in the words of a translator and pointed at where the slip is.

use fluent_syntax::parser::{self, ErrorKind};

use super::cut_short::{Cuts, false_space};
use super::finding::{Finding, Problem, Reporter};
use super::index::{ParsedFile, junk_id};

/// What the parser did not understand, and where.
struct Slip<'t> {
    kind: ErrorKind,
    /// The offset in the file.
    at: usize,
    junk: &'t str,
}

/// What is said of it.
struct Told<'t> {
    rule: &'static str,
    at: &'t str,
    message: String,
    help: String,
}

impl<'t> Told<'t> {
    fn syntax(at: &'t str, message: String, help: impl Into<String>) -> Self {
        Self { rule: "syntax", at, message, help: help.into() }
    }

    fn indent(at: &'t str, message: String) -> Self {
        Self { rule: "tab-indent", at, message, help: "replace it by four spaces".to_owned() }
    }
}

pub(super) fn check(parsed: &ParsedFile<'_>, cuts: &Cuts, findings: &mut Vec<Finding>) {
    let text = parsed.file.text.as_str();
    let mut reporter = Reporter::new(parsed, findings);
    for error in &parsed.errors {
        let slice = error.slice.clone().unwrap_or_default();
        if cuts.tells(slice.start) {
            continue;
        }
        let junk = text.get(slice.clone()).unwrap_or("");
        let mut slip = Slip { kind: error.kind.clone(), at: error.pos.start.min(text.len()), junk };
        let owner = cuts.owner(slice.start);
        if owner.is_some() {
            inside_attribute(&mut slip, slice.start);
        }
        let Told { rule, at, message, help } = explain_character(text, &slip).unwrap_or_else(|| {
            let (message, help) = explain(&slip.kind);
            Told { rule: "syntax", at: slice_to_show(text, &slip), message, help: help.to_owned() }
        });
        reporter.add(Problem::error(rule, at, owner.or_else(|| junk_id(junk)), message, help));
    }
}

/// The parser tells of an attribute only that it is none: read by itself, it says why.
fn inside_attribute(slip: &mut Slip<'_>, start: usize) {
    let indent = slip.junk.len() - slip.junk.trim_start_matches(' ').len() + 1;
    if let Some(Err((_, errors))) = slip.junk.get(indent..).map(parser::parse)
        && let Some(error) = errors.into_iter().find(|error| error.slice.as_ref().is_some_and(|s| s.start == 0))
    {
        (slip.kind, slip.at) = (error.kind, start + indent + error.pos.start.min(slip.junk.len() - indent));
    }
}

fn character_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    &rest[..rest.chars().next().map_or(0, char::len_utf8)]
}

/// A character that the parser stumbles over and that nobody sees, or that looks like another.
fn explain_character<'t>(text: &'t str, slip: &Slip<'t>) -> Option<Told<'t>> {
    // What an empty text is followed by.
    if matches!(
        slip.kind,
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue
    ) {
        return explain_next_line(slip.junk);
    }
    let at = character_at(text, slip.at);
    let c = at.chars().next()?;
    let before = text.get(..slip.at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or_default();
    if let Some(name) = false_space(c) {
        if line.trim_matches(' ').is_empty() {
            return Some(Told::indent(at, format!("{name} stands at the start of this line")));
        }
        let place = match innermost(line) {
            Some('[') => "inside the brackets",
            Some(_) => "inside the braces",
            None => "in the name before the =",
        };
        return Some(Told::syntax(at, format!("{name} stands {place}"), "delete it, or type a space instead"));
    }
    // A letter that goes on with a name, or begins one.
    let is_in_name = line.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.' | '['));
    let begins = line.trim_end_matches(' ').ends_with(['{', '[', '(', '$', '-']);
    if !c.is_ascii() && c.is_alphanumeric() && (is_in_name || begins) {
        let place = match innermost(line) {
            Some('[') => "in the brackets",
            Some(_) => "in the braces",
            None => "in the name before the =",
        };
        let message = format!("“{c}” (U+{:04X}) {place} is no Latin letter", u32::from(c));
        let help = "names are written with a to z as in the English, and are not translated; type it again";
        return Some(Told::syntax(at, message, help));
    }
    None
}

/// A message without a text, although one follows on the next line.
fn explain_next_line(junk: &str) -> Option<Told<'_>> {
    let line = junk.lines().skip(1).find(|line| !line.trim_matches(' ').is_empty())?;
    let rest = line.trim_start_matches(' ');
    let first = character_at(rest, 0);
    let c = first.chars().next()?;
    if let Some(name) = false_space(c) {
        let message = format!("{name} stands at the start of this line, so that the message has no text");
        return Some(Told::indent(first, message));
    }
    let has_indent = rest.len() < line.len();
    match c {
        '[' | '*' | '}' | '.' if has_indent => Some(Told::syntax(
            first,
            format!("a line of a text cannot begin with {c}"),
            format!("write {{\"{c}\"}} instead of the {c}, or begin the text behind the ="),
        )),
        _ if !has_indent => Some(Told::syntax(
            rest.split_whitespace().next().unwrap_or(first),
            "this line has no space at its start, so that the message has no text".to_owned(),
            "put a space at the start of the line",
        )),
        _ => None,
    }
}

/// The bracket that is open at the end of a line, if one is.
fn innermost(line: &str) -> Option<char> {
    let mut open = Vec::new();
    for c in line.chars() {
        match c {
            '{' | '[' => open.push(c),
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// The slice to show. An unclosed brace is reported on a later line; the brace itself is what
/// the translator has to see.
fn slice_to_show<'t>(text: &'t str, slip: &Slip<'t>) -> &'t str {
    let place = Some(character_at(text, slip.at)).filter(|place| !place.is_empty() && *place != "\n");
    match slip.kind {
        ErrorKind::ExpectedToken('}') => unclosed_brace(slip.junk).or(place).unwrap_or(slip.junk),
        ErrorKind::UnterminatedStringLiteral | ErrorKind::ExpectedToken('"') => {
            let before = text.get(..slip.at).unwrap_or("");
            before.rfind('"').map(|quote| &text[quote..=quote]).unwrap_or(slip.junk)
        }
        _ => place.unwrap_or_else(|| slip.junk.lines().next().unwrap_or_default()),
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
    let copy = "copy what the English has in its braces";
    let (message, help) = match kind {
        ErrorKind::ExpectedToken('}') => ("this { is never closed", "add } at the end of it"),
        ErrorKind::ExpectedToken('=') => ("there is no = between the id and the text", "write: id = text"),
        ErrorKind::ExpectedToken(token) => {
            return (format!("“{token}” is missing here"), "compare the line with the English one");
        }
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => {
            ("a list of choices begins on the line below the ->", "put what follows on the next line, indented")
        }
        ErrorKind::ExpectedCharRange { range } if range == "0-9" => {
            ("a number is expected here", "write digits from 0 to 9")
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
            ("something is missing inside the braces", copy)
        }
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::ExpectedSimpleExpressionAsSelector => {
            ("a list of choices goes by a variable or by an attribute of a term, and by nothing else", copy)
        }
        ErrorKind::TermAttributeAsPlaceable => {
            ("an attribute of a term cannot be shown; a list of choices can go by it", "write the words themselves")
        }
        ErrorKind::PositionalArgumentFollowsNamed => ("what has a name stands last in the parentheses", copy),
        ErrorKind::DuplicatedNamedArgument(_) => {
            ("the same name stands twice in the parentheses", "delete one of them")
        }
        ErrorKind::UnknownEscapeSequence(_) => (
            "a backslash in quotes stands before \", before another backslash, or before u and four digits",
            "type the character itself",
        ),
        ErrorKind::InvalidUnicodeEscapeSequence(_) => (
            "a character by its number is \\u and four digits, or \\U and six, of 0 to 9 and A to F",
            "type the character itself",
        ),
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

    use crate::l10n::check::tests::{found, told};

    #[test]
    fn a_slip_is_pointed_at_where_it_is() {
        for (german, expected) in [
            // An empty text, and what stands on the next line.
            ("a =\n\ty", "error tab-indent `\t` a"),
            ("a =\n\u{a0}\u{a0}y", "error tab-indent `\u{a0}` a"),
            ("a =\n    [1] y", "error syntax `[` a"),
            ("a =\n    *y", "error syntax `*` a"),
            ("a =\n    .y", "error syntax `.` a"),
            ("a =\nund so", "error syntax `a` a, error cut-short `und` a"),
            ("a =\n\nb = y", "error syntax `a` a"),
            // Inside braces and brackets.
            ("a = y { $n\u{a0}}", "error syntax `\u{a0}` a"),
            ("a = y {\u{a0}$n }", "error syntax `\u{a0}` a"),
            ("a = y { $n\u{200f} }", "error syntax `\u{200f}` a"),
            ("a = y { $\u{200b}n }", "error syntax `\u{200b}` a"),
            ("a = y { $nа }", "error syntax `а` a"),
            ("a = y { $имя }", "error syntax `и` a"),
            ("a = y { NUMВER($n) }", "error syntax `В` a"),
            ("a = y { -tе }", "error syntax `е` a"),
            ("a = { $n ->\n    [оne] y\n   *[other] z\n }", "error syntax `о` a"),
            ("a = { $n ->\n    [one\u{a0}] y\n   *[other] z\n }", "error syntax `\u{a0}` a"),
            ("a = { $n ->\n\t[one] y\n\t*[other] z\n }", "error tab-indent `\t` a"),
            ("a = y\n    .b = z { $n\u{a0}}", "error syntax `\u{a0}` a"),
            ("a = y\n    .b = z { $n", "error syntax `{` a"),
            ("a = y\n    .b = z }", "error syntax `}` a"),
            ("a = y\n    .b =", "error syntax `b` a"),
            // In an id.
            ("а = y", "error syntax `а` "),
            ("aб = y", "error syntax `б` "),
            ("a\u{a0}= y", "error syntax `\u{a0}` a"),
            // A brace that is never closed, whatever follows.
            ("a = { $n\nб", "error syntax `{` a"),
            ("a = { $n und", "error syntax `{` a"),
            ("a = { \"y }", "error syntax `\"` a"),
            ("a = { \"\\q\" }", "error syntax `\\` a"),
        ] {
            let english = "a = { $n } x\n    .b = { $n }\nb = x";
            let all = found("de", english, &[german]);
            let found: Vec<&str> =
                all.split(", ").filter(|f| f.contains("syntax") || f.contains("indent") || f.contains("cut")).collect();
            let expected = expected.split(", error cut").next().unwrap_or_default();
            assert!(found.first().is_some_and(|first| *first == expected), "{german:?}: {all} instead of {expected}");
        }
    }

    #[test]
    fn what_is_told_of_a_slip_names_it() {
        for (german, message, help) in [
            (
                "a =\n\ty",
                "a tab stands at the start of this line, so that the message has no text",
                "replace it by four spaces",
            ),
            (
                "a =\n    [1] y",
                "a line of a text cannot begin with [",
                "write {\"[\"} instead of the [, or begin the text behind the =",
            ),
            (
                "a = { $n\u{a0}}",
                "a no-break space (U+00A0) stands inside the braces",
                "delete it, or type a space instead",
            ),
            (
                "a = { $nа }",
                "“а” (U+0430) in the braces is no Latin letter",
                "names are written with a to z as in the English, and are not translated; type it again",
            ),
        ] {
            assert_eq!(told("de", "a = x", german)[0], (message.to_owned(), help.to_owned()), "{german:?}");
        }
    }
}
