//! Lines that Fluent does not read and that are no part of a text: a brace that closes nothing, a comment that has lost
//! its `#` or begins with another sign, a byte order mark of a file that was joined to another. The text above such a
//! line is whole. Knows no name.

use fluent_syntax::ast::Comment;

use super::conflicts::ends_block;
use super::declared::{kind, mark_of};
use super::english::English;
use super::ids::own_name;
use super::lines::BYTE_ORDER_MARK;
use super::mistyped::{Mistyping, as_comment};
use super::sentence::Sentence;
use super::visible::is_visible;
use crate::l10n::position::offset_in;

/// What comments begin with elsewhere, and what ends them there.
const COMMENTS: [(&str, &str); 4] = [("//", ""), ("<!--", "-->"), ("/*", "*/"), ("＃", "")];
/// The signs of a comment, of a group and of a file.
const SIGNS: [&str; 3] = ["#", "##", "###"];

/// What is said of junk that is nothing but such lines; `line` is the first. `is_apart` says that an empty line stands above it,
/// or an entry right below.
pub(super) fn stray<'t>(junk: &'t str, line: &'t str, is_apart: bool, english: &English<'_>) -> Option<Mistyping<'t>> {
    if let Some(slice) = own_mark(line) {
        return Some(Mistyping { slice, sentence: Sentence::ByteOrderMark });
    }
    let content = line.trim();
    let mut lines = junk.lines().map(str::trim).filter(|line| line.chars().any(is_visible));
    if content == "}" {
        let slip = Mistyping { slice: content, sentence: Sentence::BraceNotOpened };
        return lines.all(|line| line == content).then_some(slip);
    }
    let comment = comment(content, english).filter(|_| is_apart)?;
    let slice = content.split_whitespace().next().unwrap_or(content);
    let slip = Mistyping { slice, sentence: Sentence::MistypedComment { line: comment } };
    lines.all(|line| self::comment(line, english).is_some()).then_some(slip)
}

/// A line as the comment that it was meant to be: one with another sign, a mark, the example of a variable, or a line of the
/// comments of the English.
fn comment(line: &str, english: &English<'_>) -> Option<String> {
    let Some((begin, end)) = COMMENTS.iter().find(|(begin, _)| line.starts_with(begin)) else {
        let is_mark = || (mark_of(line).is_some() || kind(line).is_some()).then_some(SIGNS[0]);
        let text = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let sign = english.comment(line).map(|sign| (sign, line));
        let sign = sign.or_else(|| Some((english.comment(text)?, text))).or_else(|| Some((is_mark()?, line)));
        return sign.map(|(sign, text)| as_comment(sign, text));
    };
    let rest = line.trim_start_matches(|c| begin.contains(c) || c == '#');
    let text = rest.strip_suffix(end).unwrap_or(rest).trim();
    let signs = line.chars().take_while(|c| *c == '＃').count();
    let sign = match signs {
        0 => english.comment(text).unwrap_or(SIGNS[0]),
        _ => SIGNS[signs.min(SIGNS.len()) - 1],
    };
    // A sign of number.
    let is_number = signs > 0 && text.starts_with(char::is_numeric);
    (!is_number).then(|| as_comment(sign, text))
}

/// The comment of the English that a line of a text is, behind an empty line.
pub(super) fn comment_in_text<'t>(text: &str, line: &'t str, english: &English<'_>) -> Option<(&'t str, String)> {
    let content = line.trim();
    let sign = english.comment(content)?;
    let is_apart = ends_block(text, offset_in(text, line));
    let slice = content.split_whitespace().next().unwrap_or(content);
    is_apart.then(|| (slice, as_comment(sign, content)))
}

/// Whether a comment has a mark: it is of an entry that was to follow it, and no line of the text above.
pub(super) fn has_mark(comment: &Comment<&str>) -> bool {
    comment.content.iter().any(|line| mark_of(line).is_some())
}

/// The byte order mark that a line begins with, if a comment or an entry follows it: files were joined.
fn own_mark(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BYTE_ORDER_MARK)?;
    (rest.starts_with('#') || own_name(rest).is_some()).then(|| &line[..line.len() - rest.len()])
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "### The page.\n\n## Titles\n\na = x.\n\n## Background information\n\nb = x\n\n\
        # About c.\nc = { $n ->\n    [one] y\n   *[other] { $n }\n }\n-t = x\n";

    #[test]
    fn what_is_no_part_of_a_text_leaves_it_as_it_is() {
        for (german, expected) in [
            ("c = { $n ->\n    [one] y\n   *[other] { $n }\n }\n}\n\nb = y", "error syntax `}` "),
            ("c = { $n ->\n    [one] y\n   *[other] { $n }\n }\n }\n\nb = y", "error syntax `}` "),
            ("a = y.\n}\n\nb = y", "error syntax `}` "),
            ("a = y.\n}\nb = y", "error syntax `}` "),
            ("a = y.\n\n}\n\nb = y", "error syntax `}` "),
            ("a = y.\r\n}\r\n\r\nb = y\r\n", "error syntax `}` "),
            ("a = y.\n}\n}\nb = y", "error syntax `}` "),
            ("-t = y\n}", "error syntax `}` "),
            ("}\na = y.", "error syntax `}` "),
            // A text that goes on.
            ("a = halb\n}\n    und halb.\n\nb = y", "error cut-short `}` a"),
            ("a = halb\n }\n    und halb.\n\nb = y", "error cut-short `}` a"),
            // Comments.
            ("a = y.\n\nBackground information\n\nb = y", "error syntax `Background` "),
            ("a = y.\r\n\r\nBackground information\r\n\r\nb = y\r\n", "error syntax `Background` "),
            ("Titles\n\na = y.", "error syntax `Titles` "),
            ("The page.\n\na = y.", "error syntax `The` "),
            ("a = y.\n\nAbout c.\nb = y", "error syntax `About` "),
            ("a = y.\nAbout c.\nb = y", "error syntax `About` "),
            ("a = y.\n\n＃＃ Background information\n\nb = y", "error syntax `＃＃` "),
            ("a = y.\n\n＃＃ Hintergrund\n\nb = y", "error syntax `＃＃` "),
            ("a = y.\n\n// Hintergrund\n\nb = y", "error syntax `//` "),
            ("a = y.\n\n//Hintergrund\n// und mehr\n\nb = y", "error syntax `//Hintergrund` "),
            ("a = y.\n// Hintergrund\nb = y", "error syntax `//` "),
            ("a = y.\n\n<!-- Hintergrund -->\n\nb = y", "error syntax `<!--` "),
            ("a = y.\nl10n-same\nb = y", "error syntax `l10n-same` "),
            ("a = y.\n\n$n (Number) how many, for example 3\nb = y", "error syntax `$n` "),
            ("a = y.\n\n; Background information\n\nb = y", "error syntax `;` "),
            ("a = y.\n\n-- Background information\n\nb = y", "error syntax `--` "),
            // A mark that stands apart from its text.
            ("a = y.\n# l10n-same\n\nb = y", "warning mark `l10n-same` "),
            ("a = y.\n# l10n-same: as in English\n# and more\n\nb = y", "warning mark `l10n-same: as in English` "),
            // A text.
            ("a = halb\n\nund halb.\n\nb = y", "error cut-short `und` a"),
            ("a = halb\n\n＃12 der Straße.\n\nb = y", "error cut-short `＃12` a"),
            ("a = halb\n// und halb.\n\nb = y", "error cut-short `//` a"),
            // Behind a space it is part of the text above.
            ("a = y.\n\n Background information\n\nb = y", "error indented-comment `Background` a"),
            ("a = y.\n Background information\n\nb = y", ""),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
    }

    #[test]
    fn what_is_told_is_the_comment_to_write() {
        for (german, help) in [
            ("a = y.\n\nBackground information\n\nb = y", "write  ## Background information"),
            ("a = y.\n\n Background information\n\nb = y", "write  ## Background information"),
            ("a = y.\n\n＃＃ Hintergrund\n\nb = y", "write  ## Hintergrund"),
            ("a = y.\n\n// Titles\n\nb = y", "write  ## Titles"),
            ("a = y.\n\n/* Hintergrund */\n\nb = y", "write  # Hintergrund"),
            ("l10n-same\na = y.", "write  # l10n-same"),
        ] {
            let (message, told) = told("de", ENGLISH, german).remove(0);
            assert_eq!((message.as_str(), told.as_str()), ("a comment begins with # and a space", help), "{german:?}");
        }
        let brace = &told("de", ENGLISH, "a = y.\n}\n")[0];
        assert_eq!(brace.0, "this } closes nothing");
    }
}
