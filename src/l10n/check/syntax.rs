//! What is not Fluent at all, told in the words of a translator and pointed at where the slip is.

use fluent_syntax::parser::{self, ErrorKind};

use super::attribute_names::{self, is_attribute};
use super::cut_line;
use super::cuts::Cuts;
use super::finding::{Finding, Problem, Reporter};
use super::functions;
use super::ids::{Ids, own_name};
use super::in_braces;
use super::index::{ParsedFile, junk_id};
use super::lines::{BYTE_ORDER_MARK, false_space, line_at};
use super::lists;
use super::mistyped::{self, Meant, split_name};
use super::rule;
use super::sentence::{Place, Sentence};
use super::spelling::Spelling;
use super::visible::code;
use crate::l10n::format::digit;
use crate::l10n::position::offset_in;

/// What the parser did not understand, and where.
struct SyntaxError<'t> {
    kind: ErrorKind,
    /// The offset in the file.
    at: usize,
    junk: &'t str,
}

/// Slips whose braces are compared with those of the English.
const MAX_COMPARED: usize = 100;

/// What is said of it.
struct Explanation<'t> {
    rule: &'static str,
    at: &'t str,
    sentence: Sentence,
}

impl<'t> Explanation<'t> {
    fn syntax(at: &'t str, sentence: Sentence) -> Self {
        Self { rule: rule::SYNTAX, at, sentence }
    }

    fn indent(at: &'t str, sentence: Sentence) -> Self {
        Self { rule: rule::TAB_INDENT, at, sentence }
    }
}

pub(super) fn check(
    parsed: &ParsedFile<'_>,
    cuts: &Cuts,
    ids: &Ids<'_>,
    spelling: &Spelling<'_>,
    findings: &mut Vec<Finding>,
) {
    let text = parsed.file.text.as_str();
    let mut reporter = Reporter::new(parsed, findings);
    for (number, error) in parsed.errors.iter().enumerate() {
        let slice = error.slice.clone().unwrap_or_default();
        if cuts.tells(slice.start) {
            continue;
        }
        let junk = text.get(slice.clone()).unwrap_or("");
        let mut slip = SyntaxError { kind: error.kind.clone(), at: error.pos.start.min(text.len()), junk };
        let owner = cuts.owner(slice.start);
        // A message without a text of its own is read up to its first attribute.
        let first_attribute = || attribute_behind_name(&slip).map(|at| slice.start + at);
        if let Some(start) = owner.map(|_| slice.start).or_else(first_attribute) {
            inside_attribute(text, &mut slip, start, slice.end);
        }
        let id = owner.or_else(|| junk_id(junk));
        let inside_braces = || {
            if number >= MAX_COMPARED {
                return None;
            }
            let given = id.map(|id| spelling.given_to(id)).unwrap_or_default();
            let told = in_braces::explain(text, slice.start, slip.at, spelling, &given);
            told.map(|(at, sentence)| Explanation::syntax(at, sentence))
        };
        let in_list = || {
            let told = lists::explain(&slip.kind, text, slip.at, junk, slice.start);
            told.map(|(at, sentence)| Explanation::syntax(at, sentence))
        };
        let rest_of_row = || {
            let is_entry = |line: &str| own_name(line).is_some_and(|name| ids.is_name(&name));
            let line = lists::rest_of_row(&slip.kind, text, slice.start, slip.at, is_entry)?;
            let (rule, at, sentence) = cut_line::explain(line, id?.to_owned());
            Some(Explanation { rule, at, sentence })
        };
        let Explanation { rule, at, sentence } = explain_row(parsed, &slip, ids)
            .or_else(rest_of_row)
            .or_else(|| {
                let (at, sentence) = lists::begin_of_row(&slip.kind, text, slip.at)?;
                Some(Explanation::syntax(at, sentence))
            })
            .or_else(|| explain_character(parsed, &slip, ids))
            .or_else(inside_braces)
            .or_else(in_list)
            .or_else(|| stray_brace(&slip, ids))
            .or_else(|| {
                let before = text.get(slice.start..slip.at).filter(|_| slip.kind == ErrorKind::ForbiddenCallee)?;
                let name = functions::called(before)?;
                Some(Explanation::syntax(name, functions::unknown(name)))
            })
            .unwrap_or_else(|| Explanation::syntax(slice_to_show(text, &slip), explain(&slip.kind)));
        reporter.add(Problem::error(rule, at, id, sentence));
    }
}

/// The parser tells of an attribute only that it is none: read by itself, it says why. One that holds nothing but another
/// is read as a message.
fn inside_attribute<'t>(text: &'t str, slip: &mut SyntaxError<'t>, start: usize, end: usize) {
    let junk = &text[start..end];
    let indent = junk.len() - junk.trim_start_matches(' ').len() + 1;
    slip.junk = junk;
    let Some(parsed) = junk.get(indent..).map(parser::parse) else { return };
    let is_first = |error: &parser::ParserError| error.slice.as_ref().is_some_and(|slice| slice.start == 0);
    let error = parsed.err().and_then(|(_, errors)| errors.into_iter().find(is_first));
    (slip.kind, slip.at) = match error {
        Some(error) => (error.kind, start + indent + error.pos.start.min(junk.len() - indent)),
        None => (ErrorKind::MissingValue, start + indent),
    };
}

/// Where in the junk of a message the attribute starts that stands in the place of its text.
fn attribute_behind_name(slip: &SyntaxError<'_>) -> Option<usize> {
    if !matches!(slip.kind, ErrorKind::ExpectedMessageField { .. }) {
        return None;
    }
    let line = slip
        .junk
        .lines()
        .skip_while(|line| !line.trim_end().ends_with('='))
        .skip(1)
        .find(|line| !line.trim().is_empty())?;
    is_attribute(line).then(|| offset_in(slip.junk, line))
}

fn character_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    &rest[..rest.chars().next().map_or(0, char::len_utf8)]
}

/// A row without a text, although one may follow on the next line.
fn explain_row<'t>(parsed: &'t ParsedFile<'_>, slip: &SyntaxError<'t>, ids: &Ids<'_>) -> Option<Explanation<'t>> {
    let text = parsed.file.text.as_str();
    let row = lists::empty_row(text, slip.at).filter(|_| matches!(slip.kind, ErrorKind::MissingValue))?;
    let line = line_at(text, slip.at);
    let first = character_at(line, 0);
    if let Some(space) = first.chars().next().and_then(false_space) {
        return Some(Explanation::indent(first, Sentence::FalseIndent { space }));
    }
    let name = row.trim_matches(['*', '[', ']', ' ']);
    if !line.is_empty() && !line.starts_with([' ', '[', '*', '}', '#', '\r']) && !begins_entry(line, ids) {
        let number = parsed.lines.position(text, offset_in(text, line)).line;
        let at = line.split_whitespace().next().unwrap_or(first);
        return Some(Explanation::syntax(at, Sentence::MissingIndent { id: format!("[{name}]"), line: number }));
    }
    Some(Explanation::syntax(row, Sentence::RowWithoutText { row: name.to_owned() }))
}

/// A character that the parser stumbles over and that nobody sees, or that looks like another.
fn explain_character<'t>(parsed: &'t ParsedFile<'_>, slip: &SyntaxError<'t>, ids: &Ids<'_>) -> Option<Explanation<'t>> {
    let text = parsed.file.text.as_str();
    // What an empty text is followed by.
    if matches!(
        slip.kind,
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue
    ) {
        return explain_next_line(parsed, slip.junk, ids);
    }
    let at = character_at(text, slip.at);
    let c = at.chars().next()?;
    let before = text.get(..slip.at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or_default();
    if c == BYTE_ORDER_MARK && line.trim_matches(' ').is_empty() {
        return Some(Explanation::syntax(at, Sentence::ByteOrderMark));
    }
    // Braces that are never closed are told as that.
    let rest = &text[slip.at..];
    let is_open = place(line) == Place::Braces && !rest[..rest.find(['{', '\n']).unwrap_or(rest.len())].contains('}');
    if let Some(space) = false_space(c).filter(|_| !is_open) {
        if line.trim_matches(' ').is_empty() {
            return Some(Explanation::indent(at, Sentence::FalseIndent { space }));
        }
        return Some(Explanation::syntax(at, Sentence::FalseSpaceInside { space, place: place(line) }));
    }
    // A letter that goes on with a name, or begins one.
    let is_in_name = line.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.' | '['));
    let begins = line.trim_end_matches(' ').ends_with(['{', '[', '(', '$', '-']);
    if !c.is_ascii()
        && (is_in_name || begins)
        && let Some(meant) = digit(c)
    {
        return Some(Explanation::syntax(
            at,
            Sentence::NoLatinDigit { letter: c, code: code(c), meant, place: place(line) },
        ));
    }
    if !c.is_ascii() && c.is_alphanumeric() && (is_in_name || begins) {
        return Some(Explanation::syntax(at, Sentence::NoLatinLetter { letter: c, code: code(c), place: place(line) }));
    }
    None
}

/// A message without a text, although one follows on the next line, which may be no part of the junk.
fn explain_next_line<'t>(parsed: &'t ParsedFile<'_>, junk: &'t str, ids: &Ids<'_>) -> Option<Explanation<'t>> {
    let (text, name) = (parsed.file.text.as_str(), junk.lines().find(|line| line.trim_end().ends_with('='))?);
    let mut behind = text[offset_in(text, name)..].lines().skip(1);
    let line = behind.find(|line| !line.trim_matches(' ').is_empty())?;
    let rest = line.trim_start_matches(' ');
    let first = character_at(rest, 0);
    let c = first.chars().next()?;
    if c == BYTE_ORDER_MARK {
        return Some(Explanation::syntax(first, Sentence::ByteOrderMark));
    }
    if let Some(space) = false_space(c) {
        return Some(Explanation::indent(first, Sentence::FalseIndentOfText { space }));
    }
    let has_indent = rest.len() < line.len();
    let id = name_before_equals(name);
    match c {
        '.' if is_attribute(line) => None,
        '.' if let Some((at, sentence)) = attribute_names::slip(line, &id, ids) => {
            Some(Explanation::syntax(at, sentence))
        }
        '[' | '*' | '}' | '.' if has_indent => Some(Explanation::syntax(first, Sentence::SignBeginsText { sign: c })),
        '#' | '\r' => None,
        _ if !has_indent && !begins_entry(line, ids) => {
            let line = parsed.lines.position(text, offset_in(text, line)).line;
            let at = rest.split_whitespace().next().unwrap_or(first);
            Some(Explanation::syntax(at, Sentence::MissingIndent { id, line }))
        }
        _ => None,
    }
}

/// Whether a line begins an entry, with a slip or without.
fn begins_entry(line: &str, ids: &Ids<'_>) -> bool {
    own_name(line).is_some() || matches!(mistyped::meant(line, ids), Some(Meant::Entry(..) | Meant::Comment(_)))
}

/// What stands before the `=` of a line.
fn name_before_equals(line: &str) -> String {
    line.split('=').next().unwrap_or(line).trim().to_owned()
}

/// A brace that opens nothing: none closes it, and no variable, name or text in quotes stands behind it.
fn stray_brace<'t>(slip: &SyntaxError<'t>, ids: &Ids<'_>) -> Option<Explanation<'t>> {
    if !matches!(slip.kind, ErrorKind::ExpectedToken('}') | ErrorKind::ExpectedInlineExpression) {
        return None;
    }
    let brace = unclosed_brace(slip.junk)?;
    let behind = slip.junk[offset_in(slip.junk, brace) + 1..].trim_start_matches([' ', '\r', '\n']);
    let is_filled_in = behind.starts_with(['$', '"', '{'])
        || split_name(behind).is_some_and(|(name, rest)| {
            name.starts_with('-') || rest.starts_with('(') || ids.knows(name) || ids.is_here(name)
        });
    (!is_filled_in).then(|| Explanation::syntax(brace, Sentence::StrayBrace))
}

/// Where the end of a line is.
fn place(line: &str) -> Place {
    match innermost(line) {
        Some('[') => Place::Brackets,
        Some(_) => Place::Braces,
        None => Place::Name,
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
/// the translator has to see, in a choice that of its row.
fn slice_to_show<'t>(text: &'t str, slip: &SyntaxError<'t>) -> &'t str {
    let read = text.get(offset_in(text, slip.junk)..slip.at).unwrap_or(slip.junk);
    let place = Some(character_at(text, slip.at)).filter(|place| !place.is_empty() && *place != "\n");
    match slip.kind {
        ErrorKind::ExpectedToken('}') => unclosed_brace(read).or(place).unwrap_or(slip.junk),
        ErrorKind::UnterminatedStringLiteral | ErrorKind::ExpectedToken('"') => {
            let before = text.get(..slip.at).unwrap_or("");
            before.rfind('"').map(|quote| &text[quote..=quote]).unwrap_or(slip.junk)
        }
        _ => place.unwrap_or_else(|| slip.junk.lines().next().unwrap_or_default()),
    }
}

/// The innermost brace that is open at the end of a text.
fn unclosed_brace(text: &str) -> Option<&str> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '{' => open.push(at),
            '}' => _ = open.pop(),
            _ => {}
        }
    }
    open.last().map(|&at| &text[at..=at])
}

fn explain(kind: &ErrorKind) -> Sentence {
    match kind {
        ErrorKind::ExpectedToken('}') => Sentence::BraceNotClosed,
        ErrorKind::ExpectedToken('=') => Sentence::MissingEquals,
        ErrorKind::ExpectedToken(token) => Sentence::MissingToken { token: *token },
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => Sentence::ChoicesOnOneLine,
        ErrorKind::ExpectedCharRange { range } if range == "0-9" => Sentence::MissingNumber,
        ErrorKind::ExpectedCharRange { .. } => Sentence::NoEntry,
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue => {
            Sentence::NoText
        }
        ErrorKind::MissingDefaultVariant => Sentence::NoRow,
        ErrorKind::MultipleDefaultVariants => Sentence::ManyDefaultRows,
        ErrorKind::UnbalancedClosingBrace => Sentence::BraceNotOpened,
        ErrorKind::UnterminatedStringLiteral => Sentence::QuotesNotClosed,
        ErrorKind::ForbiddenCallee | ErrorKind::ExpectedInlineExpression | ErrorKind::ExpectedLiteral => {
            Sentence::NothingInBraces
        }
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::ExpectedSimpleExpressionAsSelector => Sentence::WrongSelector,
        ErrorKind::TermAttributeAsPlaceable => Sentence::AttributeOfTermShown,
        ErrorKind::PositionalArgumentFollowsNamed => Sentence::ArgumentBehindNamed,
        ErrorKind::DuplicatedNamedArgument(_) => Sentence::DuplicateArgument,
        ErrorKind::UnknownEscapeSequence(_) => Sentence::UnknownEscape,
        ErrorKind::InvalidUnicodeEscapeSequence(_) => Sentence::WrongNumberOfCharacter,
    }
}

#[cfg(test)]
mod tests;
