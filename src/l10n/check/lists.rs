//! Slips in lists of choices that Fluent does not read: the arrow, the brackets of a row, the star. Knows no language.

use fluent_syntax::parser::ErrorKind;

use super::conflicts::ends_block;
use super::lines::{line_at, line_start};
use super::mistyped::split_name;
use super::sentence::{Begins, Sentence};
use super::visible::code;
use crate::l10n::plural::is_category;

/// What is typed instead of `->`.
const ARROWS: [&str; 13] = ["=>", "==>", "-->", "- >", "–>", "—>", "−>", "-＞", "-&gt;", "→", "⇒", "⟶", "➔"];
/// What is typed instead of the star.
const STARS: [char; 7] = ['＊', '∗', '⁎', '﹡', '•', '★', '⋆'];
/// What is typed instead of square brackets.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('［', '］'), ('【', '】')];

/// Longer names are none of rows. Bytes.
const MAX_KEY: usize = 40;
/// Lines that a row may have lost.
const MAX_LINES: usize = 20;

/// What is said of a slip, and the slice of the file to show. `junk` starts at `start` in the text, and the parser
/// has stopped at `at`.
pub(super) fn explain<'t>(
    kind: &ErrorKind,
    text: &'t str,
    at: usize,
    junk: &'t str,
    start: usize,
) -> Option<(&'t str, Sentence)> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.rsplit('\n').next().unwrap_or_default();
    let begins_line = before.trim_matches(' ').is_empty();
    // A star without its bracket is read as one all the same.
    if matches!(kind, ErrorKind::MissingDefaultVariant | ErrorKind::ExpectedToken('}'))
        && matches!(before.trim_matches(' '), "" | "*")
        && let Some((slice, row)) = row_in_brackets(rest)
    {
        return Some((slice, Sentence::RowInBrackets { row: row.to_owned() }));
    }
    if matches!(kind, ErrorKind::MissingDefaultVariant | ErrorKind::ExpectedToken('}' | '['))
        && let Some(told) = slip_of_row(text.get(start..start + junk.len())?, at - start)
    {
        return Some(told);
    }
    match kind {
        ErrorKind::UnbalancedClosingBrace => {
            let junk_before = text.get(start..at)?;
            closes_list(junk_before, junk.get(at + 1 - start..)?).then(|| (&rest[..1], Sentence::BraceBehindRow))
        }
        ErrorKind::ExpectedToken('}') => arrow(rest)
            .map(|arrow| (arrow, Sentence::WrongArrow { arrow: arrow.to_owned() }))
            .or_else(|| comment_inside(rest).filter(|_| begins_line)),
        ErrorKind::MissingDefaultVariant if begins_line && rest.starts_with('#') => {
            Some((&rest[..1], Sentence::IndentedComment))
        }
        ErrorKind::MissingDefaultVariant => {
            let is_end = rest.is_empty() || rest.starts_with('}') || at >= start + junk.len();
            let row_with_star = |line: &&str| {
                line.trim_start_matches(' ')
                    .strip_prefix(STARS)
                    .is_some_and(|rest| rest.trim_start_matches(' ').starts_with('['))
            };
            let open = text.get(start..at.min(start + junk.len()))?;
            if let Some(line) = open.lines().find(row_with_star).map(|line| line.trim_start_matches(' '))
                && let Some(sign) = line.chars().next()
            {
                return Some((&line[..sign.len_utf8()], Sentence::OtherStar { sign, code: code(sign) }));
            }
            let rows = open_rows(open);
            let other = rows.iter().find(|row| **row == "other").or(rows.last()).copied();
            match other.filter(|_| is_end) {
                Some(row) => Some((row, Sentence::NoDefaultRow { row: row.to_owned() })),
                None => Some((rest.lines().next().unwrap_or_default(), Sentence::NoRow)),
            }
        }
        _ => None,
    }
}

/// A row inside the line of another, or one that has lost its bracket, in the lines of a list up to where the parser has
/// stopped.
fn slip_of_row(junk: &str, at: usize) -> Option<(&str, Sentence)> {
    let end = junk.get(at..)?.find('\n').map_or(junk.len(), |length| at + length);
    let list = junk.get(..end)?;
    let list = &list[list.rfind("->")?..];
    for line in list.lines() {
        let rest = line.trim_start_matches(' ');
        let (star, rest) = rest.strip_prefix('*').map_or(("", rest), |rest| ("*", rest));
        if let Some((slice, row)) = row_without_bracket(rest) {
            let row = row.to_owned();
            // No other row has a star.
            let is_star = !star.is_empty() || row == "other" && !list.contains("*[");
            return Some((slice, if is_star { Sentence::StarOfRow { row } } else { Sentence::RowInBrackets { row } }));
        }
        if rest.starts_with('[')
            && let Some((slice, _)) = row_marks(rest).find(|(slice, _)| slice.starts_with('*'))
        {
            return Some((slice, Sentence::JoinedLine { name: slice.to_owned(), begins: Begins::Row }));
        }
    }
    None
}

/// The marks of rows in a text, `[few]` and `*[other]`: each with its star, and its name.
pub(super) fn row_marks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let behind = &text[at + 1..];
        let length = behind.find([']', '[', '\n'])?;
        let key = behind[..length].trim_matches(' ');
        let start = at - usize::from(text[..at].ends_with('*'));
        (behind[length..].starts_with(']') && is_key(key)).then(|| (&text[start..at + length + 2], key))
    })
}

/// Whether a row may have this name.
fn is_key(key: &str) -> bool {
    let is_name = |name: &str| split_name(name).is_some_and(|(_, rest)| rest.is_empty());
    key.len() <= MAX_KEY && (is_name(key) && !key.starts_with('-') || key.parse::<f64>().is_ok())
}

/// A row at the start of a line that has lost its first bracket: the slice, and the name of the row.
pub(super) fn row_without_bracket(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.')))?;
    let key = line[..end].trim_matches(' ');
    (line[end..].starts_with(']') && is_key(key)).then(|| (&line[..=end], key))
}

/// What is said of the brackets of a row, and what stands before them.
pub(super) fn begin_of_row<'t>(kind: &ErrorKind, text: &'t str, at: usize) -> Option<(&'t str, Sentence)> {
    if !matches!(kind, ErrorKind::ExpectedCharRange { .. } | ErrorKind::ExpectedToken('}' | ']')) {
        return None;
    }
    let line = line_at(text, line_start(text, at)).trim_start_matches(' ');
    let (slice, _) = line.split_once(']')?;
    let (before, inside) = slice.split_once('[')?;
    misplaced_star(before, inside)
        .or_else(|| sign_in_row(before, inside))
        .map(|sentence| (&line[..=slice.len()], sentence))
}

/// A row whose star stands inside its brackets, or apart from them, or twice.
fn misplaced_star(before: &str, inside: &str) -> Option<Sentence> {
    let row = inside.trim_matches(['*', ' ']);
    let is_name = split_name(row).is_some_and(|(_, rest)| rest.is_empty()) || row.parse::<f64>().is_ok();
    let is_inside = before.is_empty() && inside.contains('*');
    let are_stars = before.trim_end().bytes().all(|byte| byte == b'*');
    let is_apart = are_stars && before.len() > 1 && !inside.contains('*');
    (is_name && (is_inside || is_apart)).then(|| Sentence::StarOfRow { row: row.to_owned() })
}

/// A row whose number stands behind a sign, as other formats have it: `[=1]`.
fn sign_in_row(before: &str, inside: &str) -> Option<Sentence> {
    let number = inside.trim_start_matches(['=', '<', '>', '≥', '≤', '+', '#', '№', ' ']).trim_end();
    let sign = inside.trim_end().strip_suffix(number)?.trim();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.parse::<f64>().is_ok();
    let is_it = is_number && !sign.is_empty() && matches!(before, "" | "*");
    is_it.then(|| Sentence::SignInRow { sign: sign.to_owned(), number: number.to_owned() })
}

/// Whether a brace closes the list that is open before it: none closes that behind it, where no row follows.
fn closes_list(before: &str, behind: &str) -> bool {
    // How many are open at the end, or, read backwards, closed at the start.
    let left = |braces: &mut dyn Iterator<Item = char>, more: char, less: char| {
        braces.fold(0_usize, |left, c| if c == more { left + 1 } else { left.saturating_sub(usize::from(c == less)) })
    };
    let open = left(&mut before.chars(), '{', '}');
    let closed = left(&mut behind.chars().rev(), '}', '{');
    let next = behind.lines().skip(1).map(|line| line.trim_start_matches(' ')).find(|line| !line.trim().is_empty());
    open > closed && !next.is_some_and(|line| line.starts_with(['[', '*']))
}

/// The line in which the parser has stopped behind a row, if it is the rest of the row and has lost its indent, or begins
/// with what a line cannot begin with: the list goes on behind it.
pub(super) fn rest_of_row<'t>(
    kind: &ErrorKind,
    text: &'t str,
    start: usize,
    at: usize,
    is_entry: impl Fn(&str) -> bool,
) -> Option<&'t str> {
    let start_of_line = line_start(text, at);
    let line = line_at(text, start_of_line);
    let rest = line.trim_start_matches(' ');
    let is_lost =
        |line: &str| !line.is_empty() && !line.starts_with([' ', '[', '*', '}', '#', '\r']) && !is_entry(line);
    if !matches!(kind, ErrorKind::MissingDefaultVariant | ErrorKind::ExpectedToken('}'))
        || line.len() - rest.len() != at - start_of_line
        || !(is_lost(line) || rest.len() < line.len() && rest.starts_with('.'))
        || row_in_brackets(rest).is_some()
        || rest.starts_with(STARS)
        || ends_block(text, start_of_line)
        || open_rows(text.get(start..start_of_line)?).is_empty()
    {
        return None;
    }
    let begins_row = |line: &str| line.starts_with(' ') && line.trim_start_matches(' ').starts_with(['[', '*', '}']);
    let goes_on =
        |line: &&str| !is_lost(line) && (begins_row(line) || !line.starts_with(' ') || line.trim().is_empty());
    let next = text[start_of_line..].lines().skip(1).take(MAX_LINES).find(goes_on)?;
    (begins_row(next) || next.starts_with('}')).then_some(line)
}

/// The row behind which the parser has stopped, because no text stands there.
pub(super) fn empty_row(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?.trim_end_matches([' ', '\r', '\n']);
    let row = before[line_start(before, before.len())..].trim_start_matches(' ');
    (row.ends_with(']') && row.trim_start_matches('*').starts_with('[')).then_some(row)
}

fn arrow(text: &str) -> Option<&str> {
    ARROWS.iter().find(|arrow| text.starts_with(**arrow)).map(|arrow| &text[..arrow.len()])
}

/// A comment at the margin, behind which the list goes on.
fn comment_inside(text: &str) -> Option<(&str, Sentence)> {
    let next = text.lines().find(|line| !line.starts_with('#'))?;
    let goes_on = next.starts_with(' ') && next.trim_start_matches(' ').starts_with(['[', '*', '}']);
    (text.starts_with('#') && goes_on).then(|| (&text[..1], Sentence::IndentedComment))
}

/// A row at the start of a line whose category stands in other than square brackets: the slice, and the category.
pub(super) fn row_in_brackets(line: &str) -> Option<(&str, &str)> {
    let open = line.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(bracket, _)| *bracket == open)?;
    let (row, rest) = line[open.len_utf8()..].split_once(*close)?;
    let row = row.trim_matches(' ');
    let slice = &line[..line.len() - rest.len()];
    is_category(row).then_some((slice, row))
}

/// The keys of the rows of the list that is open at the end of a text.
fn open_rows(text: &str) -> Vec<&str> {
    let mut open: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let row = line.trim_start_matches([' ', '*']).strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let (Some((key, _)), Some(rows)) = (row, open.last_mut()) {
            rows.push(key.trim_matches(' '));
        }
        for c in line.chars() {
            match c {
                '{' => open.push(Vec::new()),
                '}' if open.len() > 1 => {
                    open.pop();
                }
                _ => {}
            }
        }
    }
    open.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "n = { $n ->\n    [one] x\n   *[other] x\n }\nb = x";

    #[test]
    fn a_slip_in_a_list_is_pointed_at_with_what_to_type() {
        let last = "a list of choices begins with ->, not with";
        let star = "every list of choices needs one line with a star *, used when nothing else fits";
        let brackets = "the name of a row stands in square brackets";
        let comment = "a comment cannot stand inside a message";
        let apart = "one star stands right before the bracket of a row";
        let equals = "the number of a row stands in its brackets without =";
        let empty = "write the text of this row behind it, on the same line";
        let behind = "this } closes the list of choices, and stands behind a row";
        let (joined, row) =
            ("a line break is missing before *[other]", "put *[other] on a line of its own, with spaces before it");
        for (german, shown, message, help) in [
            ("n = { $n →\n    [one] y\n   *[other] y\n }", "→", &*format!("{last} →"), "write ->"),
            ("n = { $n =>\n    [one] y\n   *[other] y\n }", "=>", &format!("{last} =>"), "write ->"),
            ("n = { NUMBER($n) –>\n    [one] y\n   *[other] y\n }", "–>", &format!("{last} –>"), "write ->"),
            ("n = { $n - >\n    [one] y\n   *[other] y\n }", "- >", &format!("{last} - >"), "write ->"),
            ("n = { $n ->\n    (one) y\n   *(other) y\n }", "(one)", brackets, "write [one]"),
            ("n = { $n ->\n    (one) y\n   *[other] y\n }", "(one)", brackets, "write [one]"),
            ("n = { $n ->\n    [one] y\n   *(other) y\n }", "(other)", brackets, "write [other]"),
            ("n = { $n ->\n    ［one］ y\n   *[other] y\n }", "［one］", brackets, "write [one]"),
            ("n = { $n ->\n    [one] y\n    [other] y\n }", "other", star, "put * before [other]"),
            ("n = { $n ->\n    [other] y\n    [one] y\n }", "other", star, "put * before [other]"),
            ("n = { $n ->\n    [one] y\n    [many] { $n } y\n }", "many", star, "put * before [many]"),
            (
                "n = { $n ->\n    [one] { $m ->\n        [few] z\n       *[other] z\n     }\n    [many] y\n }",
                "many",
                star,
                "put * before [many]",
            ),
            (
                "n = { $n ->\n    [one] y\n   ＊[other] y\n }",
                "＊",
                "＊ (U+FF0A) is not the * that stands before a row",
                "type the * of the keyboard",
            ),
            ("n = { $n ->\n    [one] y\n\nb = y", "one", star, "put * before [one]"),
            ("n = { $n ->\n    one] y\n   *[other] y\n }", "one]", brackets, "write [one]"),
            ("n = { $n ->\n    [one] y\n   *other] y\n }", "other]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y\n    other] y\n }", "other]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y *[other] z\n }", "*[other]", joined, row),
            ("n = { $n ->\r\n    [one] y *[other] z\r\n }", "*[other]", joined, row),
            ("n = { $n ->\n    [one] y [few] z *[other] z\n }\nb = y", "*[other]", joined, row),
            ("n = { $n ->\n    [one] y*[other] z\n }", "*[other]", joined, row),
            ("n = { $n ->\n    [one] y\n    [*other] y\n }", "[*other]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y\n    [other*] y\n }", "[other*]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y\n   * [other] y\n }", "* [other]", apart, "write *[other]"),
            ("n = { $n ->\n   *\u{a0}[other] y\n }", "*\u{a0}[other]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y\n  **[other] y\n }", "**[other]", apart, "write *[other]"),
            ("n = { $n ->\n  **[other] y\n }", "**[other]", apart, "write *[other]"),
            ("n = { $n ->\n    [one] y\n  ** [other] y\n }", "** [other]", apart, "write *[other]"),
            ("n = { $n ->\n    [=1] y\n   *[other] y\n }", "[=1]", equals, "write [1]"),
            ("n = { $n ->\n    [= 1] y\n   *[other] y\n }", "[= 1]", equals, "write [1]"),
            ("n = { $n ->\r\n    [one] y\r\n   *[=0] y\r\n }", "*[=0]", equals, "write [0]"),
            ("n = { $n ->\n    [one]\n   *[other] y\n }", "[one]", "there is no text behind [one]", empty),
            ("n = { $n ->\n    [one] y\n   *[other]\n }", "*[other]", "there is no text behind [other]", empty),
            ("n = { $n ->\n    [one]  \n\n   *[other] y\n }", "[one]", "there is no text behind [one]", empty),
            (
                "n = { $n ->\n    [one]\nein Tag\n   *[other] y\n }",
                "ein",
                "the text of [one] begins here without a space before it, so that it is lost",
                "put a space before the text at line 3",
            ),
            (
                "n = { $n ->\n    [one] y\n   *[other] y }",
                "}",
                behind,
                "put it on the next line, with spaces before it",
            ),
            ("n = { $n ->\n    [one] y\n   *[other] y }.\nb = y", "}", behind, ""),
            ("n = { $n ->\n    [one] y\n   *[other] y }\n }", "}", "this } closes nothing", ""),
            ("n = { $n ->\n    [one] y }\n   *[other] y\n }", "}", "this } closes nothing", ""),
            ("n = { $n ->\n    # z\n    [one] y\n   *[other] y\n }", "#", comment, ""),
            ("n = { $n ->\n    [one] y\n# z\n   *[other] y\n }", "#", comment, ""),
            ("n = { $n ->\n   *[other] y\n# z\n    [one] y\n }", "#", comment, ""),
            (
                "n = { $n ->\n    [one] y\n   *[other] y\n# z\n\nb = y",
                "{",
                "this { is never closed",
                "add } at the end of it",
            ),
        ] {
            let first = told("ru", ENGLISH, german).remove(0);
            let found = found("ru", ENGLISH, &[german]);
            assert_eq!(first.0, message, "{german}");
            assert!(help.is_empty() || first.1 == help, "{german}: {}", first.1);
            assert!(found.starts_with(&format!("error syntax `{shown}` n")), "{german}: {found}");
        }
    }

    #[test]
    fn a_row_that_has_lost_its_rest_is_told_at_the_line() {
        for (german, expected) in [
            ("n = { $n ->\n    [one] ein\nTag\n   *[other] y\n }\nb = y", "error cut-short `Tag` n"),
            ("n = { $n ->\n    [one] ein\nTag mehr\nund so\n   *[other] y\n }\nb = y", "error cut-short `Tag` n"),
            ("n = { $n ->\n    [one] ein\nTag\n     mehr\n   *[other] y\n }\nb = y", "error cut-short `Tag` n"),
            ("n = { $n ->\n    [one] y\n   *[other] { $n }\nTage\n }\nb = y", "error cut-short `Tage` n"),
            ("n = { $n ->\n    [one] y\n   *[other] { $n }\nTage\n}\nb = y", "error cut-short `Tage` n"),
            ("n = { $n ->\n    [0] kein\nязык\n    [one] y\n   *[other] y\n }\nb = y", "error cut-short `язык` n"),
            ("n = { $n ->\n    [one] y\n   *[other] y\nдня\n }\nb = y", "error cut-short `дня` n"),
            ("n = { $n ->\n    [one] ein\nTag = z\n   *[other] y\n }\nb = y", "error cut-short `Tag` n"),
            ("n = { $n ->\n    [one] y\n   *[other] y\n    .5 Tage\n }\nb = y", "error cut-short `.` n"),
            ("c = y\n    .h = { $n ->\n    [one] ein\nTag\n   *[other] y\n }\nb = y", "error cut-short `Tag` c"),
            ("c = y\n    .h = { $n ->\n    [one] y\n   *[other] y\nдня\n }\nb = y", "error cut-short `дня` c"),
            // Another entry, or none of the list.
            ("n = { $n ->\n    [one] y\nb = y", "error syntax `one` n"),
            ("n = { $n ->\n    [one] y\n   *[other] y\nb = y", "error syntax `{` n"),
            ("n = { $n ->\nTag\n   *[other] y\n }\nb = y", "error syntax `Tag` n"),
        ] {
            let english = format!("{ENGLISH}\nc = x\n    .h = {{ $n ->\n    [one] x\n   *[other] x\n }}");
            assert_eq!(found("de", &english, &[german]), expected, "{german}");
        }
    }
}
