//! Names with their sign that stand in a text without braces: `-ministry(case: "genitive")`, `[ -ministry ]`, `$service`. To
//! Fluent they are words. Knows no rule.

use super::english::English;
use super::pattern::{Target, references};
use super::spelling::Spelling;
use super::variable_use::in_braces;

/// What stands in parentheses behind a name is no longer. Bytes.
const MAX_ARGUMENTS: usize = 100;

/// A name as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BareName<'t> {
    /// With its sign, what it is given, and the brackets that stand for braces.
    pub(super) slice: &'t str,
    /// What braces are to hold.
    pub(super) inside: &'t str,
    pub(super) name: &'t str,
    pub(super) is_term: bool,
    /// Whether something stands in parentheses behind it.
    pub(super) is_call: bool,
}

/// The names in a text.
pub(super) fn bare_names(text: &str) -> Vec<BareName<'_>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = text[from..].find(['$', '-']).map(|at| from + at) {
        from = at + 1;
        let name = &text[from..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name = name[..name.find(|c| !is_part(c)).unwrap_or(name.len())].trim_end_matches('-');
        from += name.len();
        let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '$' | '_' | '/' | '.' | '&');
        let is_word = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || text[..at].ends_with(is_inside)
            || is_word(&text[from..])
        {
            continue;
        }
        let is_term = text[at..].starts_with('-');
        let arguments = arguments(&text[from..]).filter(|_| is_term);
        from += arguments.map_or(0, str::len);
        found.push(BareName {
            slice: with_brackets(text, at, from),
            inside: &text[at..from],
            name,
            is_term,
            is_call: arguments.is_some(),
        });
    }
    found
}

/// The parentheses that a text begins with, where an argument stands in them.
fn arguments(text: &str) -> Option<&str> {
    let near = &text[..text.floor_char_boundary(MAX_ARGUMENTS)];
    let arguments = &near[..=near.find(')')?];
    (arguments.starts_with('(') && arguments.contains(':')).then_some(arguments)
}

/// A part of a text with the brackets around it, if they are no brackets of the text: square ones, or with a space inside.
fn with_brackets(text: &str, start: usize, end: usize) -> &str {
    let pairs = [("[ ", " ]"), ("( ", " )"), ("[", "]"), ("< ", " >")];
    let around = pairs.iter().find(|(open, close)| text[..start].ends_with(open) && text[end..].starts_with(close));
    let (open, close) = around.map_or((0, 0), |(open, close)| (open.len(), close.len()));
    &text[start - open..end + close]
}

/// What is to be written for names that have lost their braces: for variables of a text, for terms of its English, and for
/// any term with what it is given, which is no word anywhere.
pub(super) fn meant_by<'t>(
    names: Vec<BareName<'t>>,
    target: Target<'_>,
    english: &English<'_>,
    spelling: &Spelling<'_>,
) -> Vec<(&'t str, String)> {
    if names.is_empty() {
        return Vec::new();
    }
    let given = spelling.given(target);
    let of_english = english.pattern(target).map(|(_, pattern)| references(pattern)).unwrap_or_default();
    let meant = |BareName { slice, inside, name, is_term, is_call }| {
        let is_it = |known: &str| known.eq_ignore_ascii_case(name);
        let meant = match is_term {
            false => given.variables.iter().find(|known| is_it(known)).map(|known| in_braces(known)),
            true if is_call => spelling.meant_with_row(inside),
            true => {
                let known = of_english.iter().find(|target| target.is_term && is_it(target.name));
                known.map(|target| format!("{{ -{} }}", target.name))
            }
        };
        meant.map(|meant| (slice, meant))
    };
    names.into_iter().filter_map(meant).collect()
}

/// Whether two parts of a text have a byte in common.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes().as_ptr_range(), b.as_bytes().as_ptr_range());
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_with_what_it_is_given_and_the_brackets_around_it() {
        for (text, slice, inside) in [
            ("a -ministry b", "-ministry", "-ministry"),
            ("-ministry (b)", "-ministry", "-ministry"),
            ("a -ministry(case: \"genitive\") b", "-ministry(case: \"genitive\")", "-ministry(case: \"genitive\")"),
            ("a ( -ministry(case: \"x\") ).", "( -ministry(case: \"x\") )", "-ministry(case: \"x\")"),
            ("a [ -ministry ] b", "[ -ministry ]", "-ministry"),
            ("a [-ministry] b", "[-ministry]", "-ministry"),
            ("a (-ministry) b", "-ministry", "-ministry"),
            ("$language, b", "$language", "$language"),
            ("«$language»", "$language", "$language"),
            ("a < -ministry > b", "< -ministry >", "-ministry"),
            ("-ministry- b", "-ministry", "-ministry"),
            // No argument, and none that a variable takes.
            ("-ministry(der)", "-ministry", "-ministry"),
            ("$language(a: b)", "$language", "$language"),
        ] {
            let found = bare_names(text);
            assert_eq!(found.iter().map(|it| (it.slice, it.inside)).collect::<Vec<_>>(), [(slice, inside)], "{text}");
        }
        let paths = ["a/-ministry", "a.$language", "&-ministry", "$$language", "-$language", "--ministry"];
        let words = ["Anti-ministry", "- ministry", "US$ 5", "$5", "a--b", "-ministryя", "-министр", "x_-y", "-", "$"];
        for text in words.into_iter().chain(paths) {
            assert_eq!(bare_names(text), [], "{text}");
        }
        for (length, is_taken) in [(100, true), (101, false)] {
            let text = format!("-ministry(a: {})", "x".repeat(length - "(a: )".len()));
            assert_eq!(bare_names(&text)[0].is_call, is_taken, "{length}");
        }
    }

    #[test]
    fn parts_of_a_text_overlap_only_where_both_have_a_byte() {
        let text = "abcd";
        for (a, b, expected) in [(0..2, 2..4, false), (0..3, 2..4, true), (0..4, 1..2, true), (0..1, 3..4, false)] {
            assert_eq!(overlap(&text[a.clone()], &text[b.clone()]), expected, "{a:?} {b:?}");
            assert_eq!(overlap(&text[b.clone()], &text[a.clone()]), expected, "{b:?} {a:?}");
        }
    }
}
