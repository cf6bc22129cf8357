//! Names of messages, terms and attributes inside a line, because the line break before them was lost: readers would see
//! them with all that follows, and what they are the names of is missing. Knows no name at the start of a line.

use fluent_syntax::ast::{Entry, PatternElement};

use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::ids::Ids;
use super::index::ParsedFile;
use super::lines::line_start;
use super::mistyped::is_like_id;
use super::pattern::{Node, walk};
use super::rule;
use super::sentence::{Begins, Sentence};
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// Longer names are not looked for at the end of a word. Bytes.
const MAX_NAME: usize = 100;
/// A shorter name without a hyphen may be the end of any word. Bytes.
const MIN_WORD: usize = 6;
/// What stands before a name in an address, in a program, or in braces.
const OF_OTHERS: [char; 12] = ['?', '&', '/', '#', '$', '%', '@', '\\', '"', '<', '{', '\''];

pub(super) fn check(parsed: &ParsedFile<'_>, ids: &Ids<'_>, english: &English<'_>, findings: &mut Vec<Finding>) {
    let search = JoinedNames { text: parsed.file.text.as_str(), is_source: parsed.is_source(), ids, english };
    let conflicts = parsed.conflicts();
    let mut reporter = Reporter::new(parsed, findings);
    for entry in &parsed.resource.body {
        let definition = Definition::of(entry);
        if let Some(definition) = definition
            && !conflicts.covers(offset_in(search.text, definition.name()))
        {
            let id = definition.id();
            for JoinedName { slice, name, begins } in search.texts(definition) {
                let sentence = Sentence::JoinedLine { name, begins };
                reporter.add(Problem::error(rule::JOINED_LINE, slice, &*id, sentence));
            }
        }
        let lines = match entry {
            Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
                comment.content.as_slice()
            }
            _ => definition.map_or(&[][..], Definition::comment_lines),
        };
        for name in lines.iter().filter_map(|line| search.comment(line)) {
            let sentence = Sentence::JoinedLine { name: name.to_owned(), begins: Begins::Entry };
            reporter.add(Problem::warning(rule::JOINED_LINE, name, None, sentence));
        }
    }
}

/// What is looked for in a file.
struct JoinedNames<'s, 'i> {
    text: &'s str,
    is_source: bool,
    ids: &'s Ids<'i>,
    english: &'s English<'s>,
}

/// A name inside a line.
struct JoinedName<'t> {
    slice: &'t str,
    /// With its sign.
    name: String,
    /// What it is the name of.
    begins: Begins,
}

impl JoinedNames<'_, '_> {
    /// The names in the texts of an entry, each once.
    fn texts<'t>(&self, definition: Definition<'_, 't>) -> Vec<JoinedName<'t>> {
        let mut found: Vec<JoinedName<'t>> = Vec::new();
        for (_, pattern) in definition.parts() {
            walk(pattern, &mut |node| {
                let Node::Pattern(pattern) = node else { return };
                for element in &pattern.elements {
                    let PatternElement::TextElement { value } = element else { continue };
                    for (before, behind) in at_equals(value) {
                        let is_new = |new: &JoinedName<'_>| found.iter().all(|joined| joined.name != new.name);
                        found.extend(self.name(before, behind, definition).filter(is_new));
                    }
                }
            });
        }
        found
    }

    /// The name that stands before an `=` in a text, where a line was to begin with it.
    fn name<'t>(&self, before: &'t str, behind: &str, of: Definition<'_, '_>) -> Option<JoinedName<'t>> {
        let before = before.trim_end_matches(' ');
        let (above, word) = before.split_at(before.rfind(|c| !is_part(c)).map_or(0, |at| at + width(&before[at..])));
        // At the start of its line it is told as that.
        let at = offset_in(self.text, word);
        let line = &self.text[line_start(self.text, at)..at];
        if word.is_empty() || line.trim_matches(['.', ' ']).is_empty() || of.has_id(word) {
            return None;
        }
        // Behind a sign at the start of its line, an attribute is told as that, too.
        let is_attribute = || line.contains(|c: char| c.is_alphanumeric() || c == '}') && self.is_attribute(word, of);
        let attribute = |slice| JoinedName { slice, name: format!(".{word}"), begins: Begins::Attribute };
        if let Some(dot) = above.strip_suffix('.').filter(|_| is_attribute()) {
            return Some(attribute(&before[dot.len()..]));
        }
        let is_of_others = above.ends_with(OF_OTHERS) || behind.starts_with(['"', '\'']) && !word.contains('-');
        if is_of_others && !word.starts_with('-') {
            return None;
        }
        if let Some(name) = self.entry(word) {
            return Some(JoinedName { slice: name, name: name.to_owned(), begins: Begins::Entry });
        }
        is_attribute().then(|| attribute(word))
    }

    /// The name of an entry that a word is, or ends with.
    fn entry<'t>(&self, word: &'t str) -> Option<&'t str> {
        let has_hyphen = |name: &str| name.get(1..).is_some_and(|rest| rest.contains('-'));
        let is_lost = |name: &str| self.ids.lacks(name);
        // A word may be one of the text; with a hyphen or a dash it is none before an `=`.
        let is_name = |name: &str| name.contains('-') && self.ids.knows_name(name);
        let is_new = || self.is_source && has_hyphen(word) && is_like_id(word) && self.ids.knows_section_of(word);
        if is_lost(word) || is_name(word) || is_new() {
            return Some(word);
        }
        let start = word.len().saturating_sub(MAX_NAME).max(1);
        let ends = (start..word.len()).filter_map(|at| word.get(at..));
        ends.filter(|end| end.len() >= MIN_WORD || end.contains('-')).find(|end| is_lost(end))
    }

    /// Whether a message has this attribute in the English and lacks it here.
    fn is_attribute(&self, name: &str, of: Definition<'_, '_>) -> bool {
        let is_in_english = || {
            let english = self.english.index.message(of.name()).filter(|_| !of.is_term());
            english.is_some_and(|it| it.message.attributes.iter().any(|attribute| attribute.id.name == name))
        };
        is_in_english() && !of.attributes().iter().any(|attribute| attribute.id.name == name)
    }

    /// The name of an entry of the English that the language lacks and that stands behind the words of a comment. What a
    /// comment begins with may have been put there.
    fn comment<'t>(&self, line: &'t str) -> Option<&'t str> {
        at_equals(line).find_map(|(before, _)| {
            let before = before.trim_end_matches(' ');
            let name = &before[before.rfind(' ')? + 1..];
            let is_behind = before.len() > name.len() + 1 && !before[..before.len() - name.len()].trim().is_empty();
            (is_behind && !self.is_source && self.ids.lacks(name)).then_some(name)
        })
    }
}

/// What stands before and behind each `=` of a text that is no part of a comparison or an arrow; before it from the one
/// above on.
fn at_equals(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut from = 0;
    text.match_indices('=').filter_map(move |(at, _)| {
        let (before, behind) = (&text[from..at], &text[at + 1..]);
        from = at + 1;
        (!behind.starts_with(['=', '>', '<', '~'])).then_some((before, behind))
    })
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = x.\nbackground = x\nbackground-acts = x { $n }\nheading = x\nuse = x\n\
        b = x\n    .hint = x\n    .long = { $n }\nc =\n    .copy = x\n    .copied = x\n\
        -ministry = x\nd = { -ministry }\n";

    #[test]
    fn a_name_inside_a_line_is_told_with_what_it_is_the_name_of() {
        for (german, expected) in [
            ("a = y. background-acts = Il", "error joined-line `background-acts` a"),
            ("a = y. background-acts=Il", "error joined-line `background-acts` a"),
            ("a = y.background-acts = Il", "error joined-line `background-acts` a"),
            ("a = ybackground-acts = Il", "error joined-line `background-acts` a"),
            ("a = годов.background-acts = Il { $n }", "error joined-line `background-acts` a"),
            ("a = годовbackground-acts = Il { $m }", "error joined-line `background-acts` a"),
            ("a = y. background-acts =\n    Il", "error joined-line `background-acts` a"),
            ("a = y.\n    z. background-acts = Il", "error joined-line `background-acts` a"),
            ("a = y.\r\n    z. background-acts = Il\r\n", "error joined-line `background-acts` a"),
            ("a = كذا، heading = x", "error joined-line `heading` a"),
            ("a = 文。heading = x", "error joined-line `heading` a"),
            ("a = 文heading = x", "error joined-line `heading` a"),
            ("a = terrorismoheading = x", "error joined-line `heading` a"),
            ("a = y use = x", "error joined-line `use` a"),
            ("a = y. b = z\n    .hint = z\n    .long = { $n }", "error joined-line `b` a"),
            ("a = y. -ministry = z\nd = { -ministry }", "error joined-line `-ministry` a"),
            ("a = y-ministry = z\nd = { -ministry }", "error joined-line `-ministry` a"),
            ("-ministry = y a = z.", "error joined-line `a` -ministry"),
            ("-ministry = y background-acts = z", "error joined-line `background-acts` -ministry"),
            ("a = y { \"z\" } background-acts = Il", "error joined-line `background-acts` a"),
            (
                "background-acts = { $n ->\n    [one] y\n   *[other] y { $n }\n } heading = x",
                "error joined-line `heading` background-acts",
            ),
            (
                "background-acts = y { $n } heading = x use = y",
                "error joined-line `heading` background-acts, error joined-line `use` background-acts",
            ),
            // It is here, too.
            ("a = y. background-acts = z\nbackground-acts = y { $n }", "error joined-line `background-acts` a"),
            // Attributes.
            ("b = y .hint = z\n    .long = { $n }", "error joined-line `.hint` b"),
            ("b = y.\n    .hint = z. .long = { $n } z", "error joined-line `.long` b"),
            ("b = y.\n    .hint = z.long = { $n } z", "error joined-line `.long` b"),
            ("b = y.\n    .hint = z. long = { $n } z", "error joined-line `long` b"),
            ("c =\n    .copy = y .copied = z", "error joined-line `.copied` c"),
            (
                "b = { $n ->\n    [one] y\n   *[other] y\n    } .hint = z\n    .long = { $n }",
                "error unknown-variable `n` b, error joined-line `.hint` b",
            ),
            // In a comment.
            ("# note heading = y", "warning joined-line `heading` "),
            ("## Titles heading = y", "warning joined-line `heading` "),
            ("# l10n-same background-acts = y\na = y.", "warning joined-line `background-acts` "),
            ("# heading = y", ""),
            ("# note heading = y\nheading = y", ""),
            // A text.
            ("a = y use = x.\nuse = y", ""),
            ("a = house = Haus.", ""),
            ("a = y.\n    x = 5.", ""),
            ("a = y background-acts == z.", ""),
            ("a = y background-acts => z.", ""),
            ("a = https://example.org/?heading=x&use=y.", ""),
            ("a = y Summe = 5.", ""),
            ("a = y E = mc.", ""),
            ("a = y hint = z.", ""),
            ("b = y hint = z\n    .hint = y\n    .long = { $n }", ""),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        let source = "background = x\nbackground-new = x. background-acts = y";
        assert_eq!(
            found("en", source, &[source]),
            "error joined-line `background-acts` background-new",
            "in the source"
        );
    }

    #[test]
    fn what_is_told_is_where_the_line_is_to_begin() {
        for (german, name, help) in [
            (
                "a = y. background-acts = z",
                "background-acts",
                "begin a new line with background-acts = …, without spaces before it",
            ),
            ("a = y. -ministry = z", "-ministry", "begin a new line with -ministry = …, without spaces before it"),
            (
                "b = y .hint = z\n    .long = { $n }",
                ".hint",
                "put .hint = … on a line of its own, with four spaces before it",
            ),
        ] {
            let message = format!("a line break is missing before {name}");
            assert_eq!(told("de", ENGLISH, german)[0], (message, help.to_owned()), "{german:?}");
        }
    }
}
