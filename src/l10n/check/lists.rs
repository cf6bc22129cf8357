//! Slips in lists of choices that Fluent does not read: the arrow, the brackets of a row, the star. Knows no language.

use fluent_syntax::parser::ErrorKind;

use super::sentence::Sentence;
use super::visible::code;
use crate::l10n::plural::is_category;

/// What is typed instead of `->`.
const ARROWS: [&str; 13] = ["=>", "==>", "-->", "- >", "–>", "—>", "−>", "-＞", "-&gt;", "→", "⇒", "⟶", "➔"];
/// What is typed instead of the star.
const STARS: [char; 7] = ['＊', '∗', '⁎', '﹡', '•', '★', '⋆'];
/// What is typed instead of square brackets.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('［', '］'), ('【', '】')];

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
    match kind {
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
            (
                "n = { $n ->\n    one] y\n   *[other] y\n }",
                "one] y",
                "a list of choices has rows, each with its name in square brackets",
                "write [one] and so on before each, and *[other] before the last",
            ),
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
}
