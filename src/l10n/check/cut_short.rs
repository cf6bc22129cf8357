//! Texts that end before they are meant to: a line that has lost its indent, is indented with something that is no
//! space, or begins with what a line cannot begin with. Half a sentence can say the opposite of the whole, so that
//! the message is not shown. Knows no sign that a sentence ends with.

use fluent_syntax::ast::{Comment, Entry};
use foldhash::HashSet;

use super::attribute_names::{self, is_attribute};
use super::conflict_regions::Conflicts;
use super::conflicts::ends_block;
use super::cut_line;
use super::cuts::{Cuts, start_of};
use super::english::English;
use super::finding::{Finding, Problem, Reporter};
use super::foreign_names::{ForeignName, foreign_name};
use super::ids::{Ids, own_name};
use super::index::ParsedFile;
use super::lines::{first_line, is_comment_of_nothing, line_at, line_of};
use super::mistyped::{self, Meant, Mistyping};
use super::nameless::Missing;
use super::pattern::parts;
use super::rule;
use super::sentence::Sentence;
use super::strays::{has_mark, stray};
use super::text_owner::TextOwner;
use super::variable_use::english_text;
use super::visible::is_visible;
use crate::l10n::definition::Definition;
use crate::l10n::position::offset_in;

/// Longer texts behind a name are not compared with what was written down. Bytes.
const MAX_COMPARED: usize = 1 << 12;

pub(super) fn check<'a>(
    parsed: &'a ParsedFile<'a>,
    ids: &'a Ids<'_>,
    missing: &'a Missing<'_>,
    english: &'a English<'_>,
    findings: &'a mut Vec<Finding>,
) -> Cuts {
    let text = parsed.file.text.as_str();
    let mut search = Search {
        text,
        file_name: parsed.name(),
        ids,
        missing,
        english,
        conflicts: parsed.conflicts(),
        reporter: Reporter::new(parsed, findings),
        owner: None,
        above: None,
        named: HashSet::default(),
        cuts: Cuts::default(),
    };
    let body = &parsed.resource.body;
    let end = |number: usize| body.get(number + 1).map_or(text.len(), |next| start_of(text, next));
    for (number, entry) in body.iter().enumerate() {
        match entry {
            Entry::Message(message) => search.definition(Definition::Message(message), end(number)),
            Entry::Term(term) => search.definition(Definition::Term(term), end(number)),
            Entry::Junk { content } => search.junk(content),
            Entry::Comment(comment) => search.comment(comment, body.get(number + 1)),
            Entry::GroupComment(_) | Entry::ResourceComment(_) => search.owner = None,
        }
    }
    search.cuts
}

/// The walk through the entries of a file.
struct Search<'a, 'i, 'e, 'm> {
    text: &'a str,
    file_name: &'a str,
    ids: &'a Ids<'i>,
    missing: &'a Missing<'m>,
    english: &'a English<'e>,
    conflicts: &'a Conflicts,
    reporter: Reporter<'a>,
    owner: Option<TextOwner>,
    /// The name of the entry above, whatever stands between.
    above: Option<String>,
    /// Those that have lost their name, or the sign behind it, and got it back.
    named: HashSet<String>,
    cuts: Cuts,
}

impl Search<'_, '_, '_, '_> {
    /// A message or a term, and where the next entry starts.
    fn definition(&mut self, definition: Definition<'_, '_>, end: usize) {
        let (name, is_term) = (definition.name(), definition.is_term());
        let start = offset_in(self.text, name) - usize::from(is_term);
        let is_apart = ends_block(self.text, start);
        // Fluent takes a comment for that of a message although an empty line stands between them.
        let comment = definition.comment();
        if let Some(comment) = comment.filter(|_| is_apart) {
            self.comment(comment, None);
        }
        let is_known = if is_term { self.ids.is_term(name) } else { self.ids.is_id(name) };
        let is_rest = comment.is_none() && !is_known && !is_apart && !self.conflicts.covers(start);
        match self.owner.as_ref().filter(|_| is_rest).map(|owner| owner.id.clone()) {
            Some(id) => {
                self.cuts.is_the_rest(start..end);
                let sentence = is_term.then_some(Sentence::TermCuts { id });
                self.cut(line_at(self.text, start), sentence);
            }
            None => {
                let id = definition.id().into_owned();
                self.above = Some(id.clone());
                self.owner = Some(TextOwner::new(id));
            }
        }
    }

    fn junk(&mut self, junk: &str) {
        let start = offset_in(self.text, junk);
        // Junk may begin where the mark of a conflict does, or hold one.
        if self.conflicts.overlaps(start..start + junk.len()) {
            self.cuts.tell(start);
            self.owner = None;
            return;
        }
        if !junk.chars().any(is_visible) {
            self.cuts.tell(start);
            return;
        }
        let is_apart = ends_block(self.text, start);
        if let Some(id) = own_name(junk)
            && (self.ids.is_name(&id) || is_apart || self.owner.is_none())
        {
            self.above = Some(id.clone());
            self.owner = Some(TextOwner::told(id));
            return;
        }
        let line = first_line(junk);
        let meant = mistyped::meant(line, self.ids);
        let end = start + junk.len();
        let is_above_entry = || {
            self.text[end..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') && !ends_block(self.text, end)
        };
        let may_be_stray = || is_apart || self.owner.is_none() || is_above_entry();
        if meant.is_none()
            && let Some(slip) = stray(junk, line, may_be_stray(), self.english)
        {
            self.cuts.tell(start);
            self.tell(None, slip);
            self.owner = None;
            return;
        }
        match meant {
            // Like a comment without a slip, it is the next line of the text above, unless an entry follows whose comment it is.
            Some(Meant::Comment(_)) if self.owner.is_some() && !is_apart && is_comment_of_nothing(self.text, start) => {
                self.cuts.tell(start);
                let id = self.owner.as_ref().map(|owner| owner.id.clone());
                let sentence = id.filter(|_| !self.has_number_sign()).map(|id| Sentence::MistypedCommentCuts { id });
                self.cut(line, sentence);
            }
            Some(Meant::Comment(slip)) if is_apart || !self.has_number_sign() => {
                self.cuts.tell(start);
                self.tell(None, slip);
                // What follows the comment, indented, is the rest of the text above it.
                let rest = &junk[offset_in(junk, line) + line.len()..];
                if self.owner.is_some() && rest.chars().any(is_visible) {
                    self.cut(first_line(rest), None);
                }
            }
            Some(Meant::Entry(id, slip)) => {
                self.cuts.tell(start);
                self.tell(Some(&id), slip);
                self.above = Some(id.clone());
                self.owner = Some(TextOwner::told(id));
            }
            // Below no text, or where the English has a message of that name, it is no word of a text.
            Some(Meant::EntryOrText(meant))
                if self.owner.is_none() || is_apart && self.below().as_ref() == Some(&meant) =>
            {
                let slice = line.get(..meant.len()).unwrap_or(line);
                self.named(start, &meant, rule::SYNTAX, slice, Sentence::MissingEqualsOf { id: meant.clone() });
            }
            Some(Meant::EntryOrText(meant)) => self.rest(junk, start, Some(meant)),
            None if self.foreign_names(junk, start, is_apart) => {}
            _ => self.nameless(junk, start, line, is_apart),
        }
    }

    /// Junk that begins with a name in other letters or in quotation marks, and what is like it further down: each is told,
    /// if it can be said which is meant, or if no text stands above it that it may be a word of.
    fn foreign_names(&mut self, junk: &str, start: usize, is_apart: bool) -> bool {
        let mut may_be_text = self.owner.is_some() && !is_apart;
        let mut rest = &junk[offset_in(junk, first_line(junk))..];
        let mut is_told = false;
        for line in rest.lines() {
            rest = &junk[offset_in(junk, line)..];
            match foreign_name(line) {
                Some(foreign) if let Some((id, sentence)) = self.meant_by(&foreign, rest) => {
                    self.named(start, &id, rule::SYNTAX, foreign.written, sentence);
                }
                Some(ForeignName { written, name }) if !may_be_text => {
                    self.cuts.tell(start);
                    self.owner = None;
                    let sentence = Sentence::ForeignName { name: name.to_owned() };
                    self.reporter.add(Problem::error(rule::SYNTAX, written, None, sentence));
                }
                _ if !is_told => return false,
                _ => {}
            }
            (is_told, may_be_text) = (true, true);
        }
        is_told
    }

    /// The message or term that a name stands for, and what is said of it. `line` begins with it.
    fn meant_by(&self, ForeignName { name, .. }: &ForeignName<'_>, line: &str) -> Option<(String, Sentence)> {
        if self.ids.knows(name) {
            return Some(((*name).to_owned(), Sentence::QuotedName { id: (*name).to_owned() }));
        }
        let behind = line.find('=').map(|at| &line[at..]).filter(|behind| behind.len() <= MAX_COMPARED);
        let by_text = behind.and_then(|behind| self.missing.by_text(&format!(" {behind}")));
        let by_text = by_text.filter(|id| !self.named.contains(id));
        let meant = by_text.or_else(|| self.below())?;
        Some((meant.clone(), Sentence::TranslatedName { name: (*name).to_owned(), meant }))
    }

    /// Junk that may be a text without its name; if not, it is the rest of the text above it.
    fn nameless(&mut self, junk: &str, start: usize, line: &str, is_apart: bool) {
        let has_equals = line.trim_start_matches(' ').starts_with('=');
        let text = junk.trim_start_matches([' ', '\r', '\n']);
        let behind = if has_equals { format!(" {text}") } else { format!(" = {text}") };
        let is_apart = is_apart || self.owner.is_none();
        let word = line.split_whitespace().next().unwrap_or(line);
        if let Some(id) = self.missing.by_text(&behind).filter(|id| !self.named.contains(id)) {
            self.named(start, &id, rule::LOST_NAME, word, Sentence::LostName { id: id.clone() });
            return;
        }
        // An attribute, and what a line of a text cannot begin with, are told as that.
        let is_text =
            has_equals || !text.starts_with(['.', '[', '*', '}']) && !line.starts_with('\t') && !line.contains('=');
        match self.below().filter(|_| is_text && is_apart) {
            Some(id) if has_equals || self.owner.is_none() => {
                self.named(start, &id, rule::LOST_NAME, word, Sentence::LostName { id: id.clone() });
            }
            None if has_equals && is_apart => {
                self.cuts.tell(start);
                self.owner = None;
                self.reporter.add(Problem::error(rule::LOST_NAME, word, None, Sentence::NoName));
            }
            meant => self.rest(junk, start, meant.or_else(|| self.below().filter(|_| has_equals))),
        }
    }

    /// Tells junk that is the message or the term of a name.
    fn named(&mut self, start: usize, id: &str, rule: &'static str, slice: &str, sentence: Sentence) {
        self.cuts.tell(start);
        self.reporter.add(Problem::error(rule, slice, id, sentence));
        self.named.insert(id.to_owned());
        self.above = Some(id.to_owned());
        self.owner = Some(TextOwner::told(id.to_owned()));
    }

    /// The name that the English has below the entry above, if the language lacks it.
    fn below(&self) -> Option<String> {
        self.missing.below(self.above.as_deref(), self.file_name, &self.named)
    }

    /// Junk that is the rest of the text above it, or an attribute; or, if a name is given, perhaps the message of it.
    fn rest(&mut self, junk: &str, start: usize, meant: Option<String>) {
        let Some(owner) = self.owner.as_mut() else { return };
        if let Some((slice, sentence)) = attribute_names::slip(first_line(junk), &owner.id, self.ids) {
            self.cuts.tell(start);
            self.cuts.cut(&owner.id);
            owner.is_told = true;
            self.reporter.add(Problem::error(rule::SYNTAX, slice, owner.id.as_str(), sentence));
            return;
        }
        if is_attribute(junk) {
            if owner.is_told {
                self.cuts.tell(start);
            } else {
                self.cuts.cut_attribute(start, &owner.id);
                owner.is_told = true;
            }
            return;
        }
        self.cuts.tell(start);
        let id = owner.id.clone();
        self.cut(first_line(junk), meant.map(|meant| Sentence::NameCuts { id, meant }));
    }

    /// A comment right behind a text is its next line, unless it is that of an entry below it, one with a slip
    /// included.
    fn comment(&mut self, comment: &Comment<&str>, below: Option<&Entry<&str>>) {
        let (Some(first), Some(last), Some(owner)) = (comment.content.first(), comment.content.last(), &self.owner)
        else {
            self.owner = None;
            return;
        };
        let line = line_of(self.text, first);
        let end = offset_in(self.text, last) + last.len();
        let is_of_entry = matches!(below, Some(Entry::Junk { content }) if self.is_entry(content)
            && offset_in(self.text, content).saturating_sub(end) <= "\r\n".len());
        if is_of_entry || has_mark(comment) || ends_block(self.text, offset_in(self.text, line)) {
            self.owner = None;
            return;
        }
        let id = owner.id.clone();
        let sentence = (!self.has_number_sign()).then_some(Sentence::CommentCuts { id });
        self.cut(line, sentence);
    }

    /// Whether junk is an entry with a slip, not the rest of a text.
    fn is_entry(&self, junk: &str) -> bool {
        own_name(junk).is_some_and(|id| self.ids.is_name(&id))
            || match mistyped::meant(first_line(junk), self.ids) {
                Some(Meant::Entry(..)) => true,
                Some(Meant::Comment(_)) => !is_comment_of_nothing(self.text, offset_in(self.text, junk)),
                _ => false,
            }
            || foreign_name(first_line(junk)).is_some_and(|foreign| self.meant_by(&foreign, junk).is_some())
    }

    /// Whether a `#` in the text may be a sign of number, as it is in the English.
    fn has_number_sign(&self) -> bool {
        self.owner.as_ref().is_some_and(|owner| self.english.has_number_sign(&owner.id))
    }

    fn tell(&mut self, id: Option<&str>, slip: Mistyping<'_>) {
        self.reporter.add(Problem::error(rule::SYNTAX, slip.slice, id, slip.sentence));
    }

    /// The text above ends before a line: `sentence` says it, or one by what the line begins with.
    fn cut(&mut self, line: &str, sentence: Option<Sentence>) {
        let Some(owner) = self.owner.as_mut() else { return };
        self.cuts.cut(&owner.id);
        if std::mem::replace(&mut owner.is_told, true) {
            return;
        }
        let (rule, slice, by_line) = cut_line::explain(line, owner.id.clone());
        let mut problem = Problem::error(rule, slice, owner.id.as_str(), sentence.unwrap_or(by_line));
        if let Some(located) = self.english.index.message(&owner.id)
            && let Some((_, pattern)) = parts(located.message).next()
        {
            problem = problem.english(english_text(located, pattern));
        }
        self.reporter.add(problem);
    }
}

#[cfg(test)]
mod tests;
