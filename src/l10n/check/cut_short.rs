//! Texts that end before they are meant to: a line that has lost its indent, is indented with something that is no
//! space, or begins with what a line cannot begin with. Half a sentence can say the opposite of the whole, so that
//! the message is not shown.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::{Comment, Entry, Pattern};

use super::conflicts::{self, ends_block};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::ids::{Ids, own_id};
use super::index::{ParsedFile, literal_text, parts};
use super::sentence::Sentence;
use super::variable_use::english_text;
use super::visible::{code, is_visible};
use crate::l10n::position::offset_in;

/// What was found of one file, for the other rules not to tell it again.
#[derive(Default)]
pub(super) struct Cuts {
    /// Where junk starts that is told here.
    junk: HashSet<usize>,
    /// Where junk starts that is an attribute, with the message that it belongs to.
    attributes: HashMap<usize, String>,
    /// The messages, terms with their dash, whose rest is lost.
    cut: HashSet<String>,
    /// Where messages start that are the rest of a text.
    rests: HashSet<usize>,
}

impl Cuts {
    /// Whether junk that starts here is told already.
    pub(super) fn tells(&self, start: usize) -> bool {
        self.junk.contains(&start)
    }

    /// The message that junk is an attribute of.
    pub(super) fn owner(&self, start: usize) -> Option<&str> {
        self.attributes.get(&start).map(String::as_str)
    }

    /// Whether the rest of a message is lost.
    pub(super) fn is_cut(&self, id: &str) -> bool {
        self.cut.contains(id)
    }

    /// Whether what looks like a message is the rest of a text.
    pub(super) fn is_rest(&self, start: usize) -> bool {
        self.rests.contains(&start)
    }
}

/// The message that what follows may belong to.
struct Owner {
    id: String,
    is_told: bool,
}

pub(super) fn check(
    parsed: &ParsedFile<'_>,
    ids: &Ids<'_>,
    english: &English<'_>,
    findings: &mut Vec<Finding>,
) -> Cuts {
    let text = parsed.file.text.as_str();
    let conflicts = conflicts::regions(text);
    let mut cuts = Cuts::default();
    let mut owner: Option<Owner> = None;
    let mut reporter = Reporter::new(parsed, findings);
    let body = &parsed.resource.body;
    for (number, entry) in body.iter().enumerate() {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                let start = offset_in(text, name);
                let is_rest = message.comment.is_none() && !ids.is_id(name) && !ends_block(text, start);
                match owner.as_mut().filter(|_| is_rest && !conflicts::covers(&conflicts, start)) {
                    Some(owner) => {
                        cuts.rests.insert(start);
                        cut(owner, name, english, &mut cuts, &mut reporter);
                    }
                    None => owner = Some(Owner { id: name.to_owned(), is_told: false }),
                }
            }
            Entry::Term(term) => owner = Some(Owner { id: format!("-{}", term.id.name), is_told: false }),
            Entry::Junk { content } => {
                let start = offset_in(text, content);
                // Junk may begin where the mark of a conflict does, or hold one.
                if conflicts::overlaps(&conflicts, start..start + content.len()) {
                    cuts.junk.insert(start);
                    owner = None;
                    continue;
                }
                if !content.chars().any(is_visible) {
                    cuts.junk.insert(start);
                    continue;
                }
                match own_id(content) {
                    Some(id) if ids.is_id(id) || ends_block(text, start) || owner.is_none() => {
                        // Its own slip is told; what follows it is part of it.
                        owner = Some(Owner { id: id.to_owned(), is_told: true });
                        continue;
                    }
                    _ => {}
                }
                let Some(owner) = owner.as_mut() else { continue };
                if is_attribute(content) {
                    if owner.is_told {
                        cuts.junk.insert(start);
                    } else {
                        cuts.attributes.insert(start, owner.id.clone());
                        cuts.cut.insert(owner.id.clone());
                        owner.is_told = true;
                    }
                    continue;
                }
                cuts.junk.insert(start);
                cut(owner, first_line(content), english, &mut cuts, &mut reporter);
            }
            Entry::Comment(comment) => {
                let is_rest = is_rest(text, comment, body.get(number + 1), owner.as_ref(), english);
                match owner.as_mut().filter(|_| is_rest) {
                    Some(owner) => {
                        let line = comment.content.first().map_or("", |line| line_of(text, line));
                        cut(owner, line, english, &mut cuts, &mut reporter);
                    }
                    None => owner = None,
                }
            }
            Entry::GroupComment(_) | Entry::ResourceComment(_) => owner = None,
        }
    }
    cuts
}

/// Whether a comment right behind a text is its next line: one that goes on indented, or begins with a sign of number
/// that the English has too.
fn is_rest(
    text: &str,
    comment: &Comment<&str>,
    next: Option<&Entry<&str>>,
    owner: Option<&Owner>,
    english: &English<'_>,
) -> bool {
    let (Some(owner), Some(first), Some(last)) = (owner, comment.content.first(), comment.content.last()) else {
        return false;
    };
    let start = offset_in(text, line_of(text, first));
    if ends_block(text, start) {
        return false;
    }
    let goes_on = matches!(next, Some(Entry::Junk { content }) if content.starts_with(' ')
        && offset_in(text, content).saturating_sub(offset_in(text, last) + last.len()) <= 2);
    goes_on
        || english.index.message(&owner.id).is_some_and(|located| {
            parts(located.message).any(|(_, pattern): (_, &Pattern<&str>)| literal_text(pattern).contains('#'))
        })
}

/// The line that a slice of a text stands in.
fn line_of<'t>(text: &'t str, slice: &str) -> &'t str {
    let at = offset_in(text, slice);
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// The first line of which something is seen.
fn first_line(junk: &str) -> &str {
    junk.lines().find(|line| line.chars().any(is_visible)).unwrap_or_default()
}

/// Whether junk is an attribute with a slip in it.
fn is_attribute(junk: &str) -> bool {
    junk.trim_start_matches(' ').strip_prefix('.').and_then(own_id).is_some()
}

fn cut(owner: &mut Owner, line: &str, english: &English<'_>, cuts: &mut Cuts, reporter: &mut Reporter<'_>) {
    cuts.cut.insert(owner.id.clone());
    if std::mem::replace(&mut owner.is_told, true) {
        return;
    }
    let (rule, slice, sentence) = explain(line, owner.id.clone());
    let mut problem = Problem::error(rule, slice, owner.id.as_str(), sentence);
    if let Some(located) = english.index.message(&owner.id)
        && let Some((_, pattern)) = parts(located.message).next()
    {
        problem = problem.english(english_text(located, pattern));
    }
    reporter.add(problem);
}

/// Why a text ends before this line: the rule, where, and what is said of it.
fn explain(line: &str, id: String) -> (&'static str, &str, Sentence) {
    let rest = line.trim_start_matches(' ');
    let first = rest.chars().next().unwrap_or(' ');
    let slice = &rest[..first.len_utf8().min(rest.len())];
    if let Some(space) = false_space(first) {
        return ("tab-indent", slice, Sentence::FalseIndentCuts { space, id });
    }
    if rest.len() < line.len() && matches!(first, '[' | '*' | '.' | '}') {
        return ("cut-short", slice, Sentence::SignCuts { sign: first, id });
    }
    let word = rest.split_whitespace().next().unwrap_or(slice);
    ("cut-short", word, Sentence::MissingIndentCuts { id })
}

/// What a character is that looks like the space of an indent and is none, by the names of the sentences.
pub(super) fn false_space(c: char) -> Option<String> {
    match c {
        '\t' => Some("tab".to_owned()),
        ' ' | '\n' => None,
        '\u{a0}' => Some("no-break-space".to_owned()),
        c if !c.is_ascii() && !is_visible(c) => Some(code(c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = x\nb = x\nc = x\n    .hint = x\n";

    #[test]
    fn a_text_that_has_lost_its_rest_is_told_of_the_message_and_at_the_line() {
        for (german, expected) in [
            // A line without a space: junk, and what looks like a message.
            ("a = halb\nund halb\n\nb = y\nc = y\n    .hint = y", "error cut-short `und` a"),
            ("a = halb\nund halb\nund noch\n\nb = y", "error cut-short `und` a"),
            ("a = halb\nund = halb\n\nb = y", "error cut-short `und` a"),
            ("a = halb\nund = halb\nund = noch\n\nb = y", "error cut-short `und` a"),
            ("a = halb\nund = halb\nweiter so\n\nb = y", "error cut-short `und` a"),
            ("a = halb\n\nund halb\n\nb = y", "error cut-short `und` a"),
            ("a = halb\r\nund halb\r\n\r\nb = y", "error cut-short `und` a"),
            ("a = halb\n„und“ halb", "error cut-short `„und“` a"),
            ("a = halb\n5 Tage", "error cut-short `5` a"),
            ("a = halb\n(und)", "error cut-short `(und)` a"),
            ("a = halb\n- und", "error cut-short `-` a"),
            ("a = halb\n-5 Grad", "error cut-short `-5` a"),
            ("a = halb\n#12 der Straße", "error cut-short `#12` a"),
            ("a = halb\n# 12 der\n    Straße", "error cut-short `#` a"),
            ("a = halb\n    gut\nund halb", "error cut-short `und` a"),
            ("c = y\n    .hint = halb\nund halb", "error cut-short `und` c"),
            // What a line cannot begin with.
            ("a = halb\n    [1] y", "error cut-short `[` a"),
            ("a = halb\n    *y*", "error cut-short `*` a"),
            ("a = halb\n    .5 Prozent", "error cut-short `.` a"),
            ("a = halb\n    ...", "error cut-short `.` a"),
            // What is no space.
            ("a = halb\n\tund", "error tab-indent `\t` a"),
            ("a = halb\n    gut\n\tund", "error tab-indent `\t` a"),
            ("a = halb\n\u{a0}und", "error tab-indent `\u{a0}` a"),
            ("a = halb\n\u{3000}und", "error tab-indent `\u{3000}` a"),
            ("c = y\n\t.hint = y", "error tab-indent `\t` c"),
            // Whole messages.
            ("a = y\nb = y\n# note\nc = y\n    .hint = y", ""),
            ("a = y\n# note\n\nb = y", ""),
            ("a = y\n\n\n   \nb = y", ""),
            ("a = y\n\t\nb = y", ""),
            ("a = y\n-t = z\nb = y", ""),
            ("a = y\n\nold = z", "warning obsolete `old` old"),
            ("a = y\n# note\nold = z", "warning obsolete `old` old"),
            // A message with a slip of its own is no rest of the one before.
            ("a = y\nb = { $n", "error syntax `{` b"),
            ("a = y\nb", "error cut-short `b` a"),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        assert_eq!(found("de", "-t = x", &["-t = halb\nund halb"]), "error cut-short `und` -t");
        let hash = "a = x # y";
        assert_eq!(found("de", hash, &["a = halb\n# und"]), "error cut-short `#` a");
    }

    #[test]
    fn an_id_that_is_nearly_one_that_is_missing_is_a_slip_of_it() {
        let english = "share-link = x\nshare-code = x\n";
        assert_eq!(
            found("de", english, &["share-code = y\nshare-lnik = y"]),
            "warning unknown-id `share-lnik` share-lnik"
        );
        assert_eq!(
            told("de", english, "share-code = y\nshare-lnik = y")[0],
            (
                "the English has no message share-lnik; did you mean share-link?".to_owned(),
                "write share-link = …".to_owned()
            )
        );
        assert_eq!(
            found("de", english, &["share-code = y\nshare-lnik = { $n"]),
            "error syntax `{` share-lnik",
            "a slip of its own"
        );
        let both = "share-code = y\nshare-link = y\n\nshare-lnik = y";
        assert_eq!(found("de", english, &[both]), "warning obsolete `share-lnik` share-lnik", "it is not missing");
    }

    #[test]
    fn what_is_told_is_what_to_type() {
        for (german, help) in [
            (
                "a = halb\nund halb",
                "put a space at the start of the line: a text that continues on the next line must start with one",
            ),
            ("a = halb\n\tund", "replace it by four spaces"),
            ("a = halb\n    [1] y", "write {\"[\"} instead of the [, or join the line to the one above"),
        ] {
            assert_eq!(told("de", ENGLISH, german)[0].1, help, "{german:?}");
        }
    }
}
