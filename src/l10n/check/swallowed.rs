//! Entries that Fluent’s parser takes for the rest of the one above, whose brace is not closed: `menu = Language {` takes the
//! name below it for what stands in the brace. Each is read by itself, so that the slip costs the entry that has it alone.
//! Knows no rule.

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::parser::{self, ParserError};

/// Reads a file: its entries, and what could not be parsed.
pub(in crate::l10n) fn parse(text: &str) -> (Resource<&str>, Vec<ParserError>) {
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => return (resource, Vec::new()),
        Err(read) => read,
    };
    let mut read = (Resource { body: Vec::with_capacity(resource.body.len()) }, Vec::with_capacity(errors.len()));
    let mut errors = errors.into_iter();
    for entry in resource.body {
        let Entry::Junk { content } = entry else {
            read.0.body.push(entry);
            continue;
        };
        // Each piece of junk has its error, in the same order.
        let mut error = errors.next();
        let start = error.as_ref().and_then(|error| error.slice.as_ref()).map(|slice| slice.start);
        let Some((at, start)) = swallowed(content).zip(start) else {
            read.0.body.push(Entry::Junk { content });
            read.1.extend(error);
            continue;
        };
        let (own, rest) = content.split_at(at);
        if let Some(slice) = error.as_mut().and_then(|error| error.slice.as_mut()) {
            slice.end = start + at;
        }
        read.0.body.push(Entry::Junk { content: own });
        read.1.extend(error);
        // It holds no other: the parser has stopped behind its name, and junk ends at the next.
        let (rest, errors) = match parser::parse(rest) {
            Ok(resource) => (resource, Vec::new()),
            Err(read) => read,
        };
        read.0.body.extend(rest.body);
        read.1.extend(errors.into_iter().map(|error| moved(error, start + at)));
    }
    read
}

/// Where in a piece of junk the entry starts that was taken for a part of it.
fn swallowed(junk: &str) -> Option<usize> {
    let behind = junk.trim_start_matches([' ', '\r', '\n']);
    let from = junk.len() - behind.len() + behind.find('\n')?;
    junk[from..].match_indices('\n').map(|(at, _)| from + at + 1).find(|at| begins_entry(&junk[*at..]))
}

/// Whether a text begins with the name of a message or a term and its `=`.
fn begins_entry(text: &str) -> bool {
    let name = text.strip_prefix('-').unwrap_or(text);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.trim_start_matches(' ').starts_with('=')
}

/// An error of a part of a file that starts at `by`.
fn moved(error: ParserError, by: usize) -> ParserError {
    let range = |range: std::ops::Range<usize>| range.start + by..range.end + by;
    ParserError { pos: range(error.pos), slice: error.slice.map(range), kind: error.kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::check::index::{Index, ParsedFile};
    use crate::l10n::check::tests::found;
    use crate::l10n::file::LocaleFile;

    /// The names of a file in their order, those of what is not read behind a question mark.
    fn names(text: &str) -> String {
        let (resource, errors) = parse(text);
        let names = resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            Entry::Term(term) => Some(format!("-{}", term.id.name)),
            Entry::Junk { content } => {
                Some(format!("?{}", content.split([' ', '\r', '\n']).next().unwrap_or_default()))
            }
            _ => None,
        });
        let junk = resource.body.iter().filter_map(|entry| match entry {
            Entry::Junk { content } => Some(*content),
            _ => None,
        });
        let slices = errors.iter().map(|error| error.slice.clone().and_then(|slice| text.get(slice)));
        assert!(junk.map(Some).eq(slices), "each piece of junk has its error: {text:?}");
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_brace_that_is_not_closed_takes_nothing_from_the_entry_below() {
        for (text, expected) in [
            ("a = x {\n\nb = y\n\nc = z\n", "?a b c"),
            ("a = x {\nb = y\nc = z\n", "?a b c"),
            ("a = x {\r\n\r\nb = y\r\nc = z\r\n", "?a b c"),
            ("a = x { \n\nb = y\n    .hint = z\n\nc = z\n", "?a b c"),
            ("a = x {\n\n-b = y\n\nc = { -b }\n", "?a -b c"),
            ("-a = x {\n\nb = y\n", "?-a b"),
            ("a = x { NUMBER(\n\nb = y\n", "?a b"),
            ("a =\n    .hint = x {\n\nb = y\n", "?a b"),
            ("a = x\n    .hint = x {\n\nb = y\n", "a ? b"),
            ("a = x {\n\nb = y {\n\nc = z\n", "?a ?b c"),
            ("a = x {\n\nb = y {\n\nc = z {", "?a ?b ?c"),
            ("a = x {\n\nb = { $n ->\n    [one] x\n   *[other] y\n }\n\nc = z\n", "?a b c"),
            ("a = x { y z\n\nb = y\n", "?a b"),
            ("a = x {\n\nund so\nb = y\n", "?a b"),
            ("a = x\nund = {\n", "a ?und"),
        ] {
            assert_eq!(names(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_told_of_it_is_the_brace_alone() {
        let english = "a = x\nb = x\nc = x\n-t = x\n";
        for (text, expected) in [
            ("a = y {\n\nb = y\n\nc = y\n", "error syntax `{` a"),
            ("a = y {\nb = y\nc = y\n", "error syntax `{` a"),
            ("-t = y {\n\nb = y\n", "error syntax `{` -t"),
            ("a = y {\n\nb = y\u{a0}{ $n }\n", "error syntax `{` a, error unknown-variable `n` b"),
        ] {
            assert_eq!(found("fr", english, &[text]), expected, "{text:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "a = x {\n\nb = y {\n\nc = z\n";
        let file = LocaleFile::new("de/a.ftl", text.as_bytes());
        let parsed = [ParsedFile::new(&file)];
        assert_eq!(
            parsed[0].errors.iter().map(|error| error.slice.clone()).collect::<Vec<_>>(),
            [Some(0..9), Some(9..18)]
        );
        let index = Index::new("de".parse().unwrap_or_default(), &parsed);
        assert!(index.is_junk("a") && index.is_junk("b") && index.message("c").is_some());
    }
}
