//! Texts that have lost the name before them: they begin with its `=`, or hang on to the text above. Whose they are is told by
//! what the language lacks: by what was written down of its texts, and by the order of the English.

use std::cell::{Cell, OnceCell};

use fluent_syntax::ast::{Identifier, Message, Pattern, PatternElement};
use fluent_syntax::parser;
use foldhash::{HashMap, HashSet};

use super::cuts::{Cuts, start_of};
use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, ParsedFile};
use super::pattern::{literal_text, parts};
use super::rule;
use super::sentence::Sentence;
use crate::l10n::definition::Definition;
use crate::l10n::normal;
use crate::l10n::position::offset_in;
use crate::l10n::records::fingerprint;

/// Texts that are compared with what was written down, each with so many names at most.
const MAX_COMPARED: usize = 40;
/// Longer texts are not compared. Bytes.
const MAX_BYTES: usize = 1 << 14;
/// Lines of a text at which another may begin.
const MAX_LINES: usize = 40;

/// The entries of a file of the English.
struct Order {
    /// Their names, those of terms with their dash.
    names: Vec<String>,
    /// Of each its place among them.
    places: HashMap<String, usize>,
    /// The only one that the language lacks.
    only: Option<usize>,
}

/// The names that a language lacks.
pub(super) struct Missing<'i> {
    locale: &'i Index<'i>,
    english: &'i Index<'i>,
    /// By the name of each file of the English.
    orders: OnceCell<HashMap<&'i str, Order>>,
    /// Those that the language lacks and that were written down, with the fingerprint of the text.
    lost: OnceCell<Vec<(&'i str, &'i str)>>,
    compared: Cell<usize>,
}

impl<'i> Missing<'i> {
    pub(super) fn new(locale: &'i Index<'i>, english: &'i Index<'i>) -> Self {
        Self { locale, english, orders: OnceCell::new(), lost: OnceCell::new(), compared: Cell::new(0) }
    }

    /// The name whose text it was when it was written down. `behind` is what stands behind the name, from its `=` on.
    pub(super) fn by_text(&self, behind: &str) -> Option<String> {
        self.recorded(behind.len(), |id, recorded| is_recorded(&format!("{id}{behind}"), recorded))
    }

    /// The name that a message has lost or lost a part of: whose text it is, or the only one that ends with what is there.
    pub(super) fn of_message(&self, message: &Message<&str>) -> Option<String> {
        let has_text = |id: &str, recorded: &str| {
            let message = Message { id: Identifier { name: id }, ..message.clone() };
            fingerprint(&normal::of_message(&message)) == recorded
        };
        let id = message.id.name;
        let end = format!("-{id}");
        let by_end = || {
            let mut names = self.english.messages().map(|located| located.message.id.name);
            let mut found = names.by_ref().filter(|name| name.ends_with(&end) && self.is_missing(name));
            found.next().filter(|_| found.next().is_none() && !self.locale.former().contains(id)).map(str::to_owned)
        };
        let length = parts(message).map(|(_, text)| literal_text(text).len()).sum();
        self.recorded(length, has_text).or_else(by_end)
    }

    /// The first name that the language lacks and that fits what was written down of it.
    fn recorded(&self, length: usize, is_it: impl Fn(&str, &str) -> bool) -> Option<String> {
        if length > MAX_BYTES {
            return None;
        }
        let lost = self.lost.get_or_init(|| {
            let recorded = self.locale.recorded().iter().map(|(id, fingerprint)| (*id, *fingerprint));
            let mut lost: Vec<_> = recorded.filter(|(id, _)| self.is_missing(id)).collect();
            lost.sort_unstable();
            lost.truncate(MAX_COMPARED);
            lost
        });
        if lost.is_empty() || self.compared.replace(self.compared.get() + 1) >= MAX_COMPARED {
            return None;
        }
        lost.iter().find(|(id, recorded)| is_it(id, recorded)).map(|(id, _)| (*id).to_owned())
    }

    /// The name that stands in a file of the English right below another, or at its start, if the language lacks it; or the
    /// only one of that file that it lacks.
    pub(super) fn below(&self, above: Option<&str>, file_name: &str, told: &HashSet<String>) -> Option<String> {
        let order = self.order(file_name)?;
        let next = above.and_then(|above| order.places.get(above)).map_or(0, |at| at + 1);
        let is_lost = |name: &&String| !told.contains(*name) && self.is_missing(name);
        let only = || order.names.get(order.only?).filter(is_lost);
        order.names.get(next).filter(is_lost).or_else(only).cloned()
    }

    /// The same of one that stands right below.
    fn right_below(&self, above: &str, file_name: &str) -> Option<&String> {
        let order = self.order(file_name)?;
        order.names.get(order.places.get(above)? + 1).filter(|name| self.is_missing(name))
    }

    fn order(&self, file_name: &str) -> Option<&Order> {
        let orders = self.orders.get_or_init(|| {
            let order = |file: &'i ParsedFile<'i>| {
                let names: Vec<String> = Definition::all(&file.resource).map(|it| it.id().into_owned()).collect();
                let places = names.iter().cloned().zip(0..).collect();
                let mut missing = (0..names.len()).filter(|at| self.is_missing(&names[*at]));
                let only = missing.next().filter(|_| missing.next().is_none());
                (file.name(), Order { names, places, only })
            };
            self.english.files().iter().map(order).collect()
        });
        orders.get(file_name)
    }

    fn is_missing(&self, name: &str) -> bool {
        let is_here = match name.strip_prefix('-') {
            Some(term) => self.locale.term(term).is_some(),
            None => self.locale.message(name).is_some(),
        };
        !is_here && !self.locale.is_junk(name)
    }
}

/// Whether an entry, as it stands in a file, is the one that was written down.
fn is_recorded(source: &str, recorded: &str) -> bool {
    let Ok(resource) = parser::parse(source) else { return false };
    Definition::only(&resource).is_some_and(|it| fingerprint(&normal::of(it)) == recorded)
}

/// Tells texts that hang on to the one above.
pub(super) fn check(parsed: &ParsedFile<'_>, missing: &Missing<'_>, cuts: &Cuts, findings: &mut Vec<Finding>) {
    let file = parsed.file.text.as_str();
    let conflicts = parsed.conflicts();
    let mut reporter = Reporter::new(parsed, findings);
    let body = &parsed.resource.body;
    for (number, entry) in body.iter().enumerate() {
        let Some(definition) = Definition::of(entry) else { continue };
        let (id, value) = (definition.id().into_owned(), definition.value());
        let start = offset_in(file, definition.name()) - usize::from(definition.is_term());
        let end = body.get(number + 1).map_or(file.len(), |next| start_of(file, next));
        let source = &file[start..end];
        if source.trim_end().lines().nth(1).is_none()
            || cuts.is_cut(&id)
            || cuts.is_rest(start)
            || conflicts.covers(start)
        {
            continue;
        }
        let goes_on = || behind_empty_line(source).filter(|_| value.is_some_and(has_empty_line));
        // Readers would see one paragraph, and whoever writes two in the English means two.
        if parsed.is_source()
            && let Some(word) = goes_on()
        {
            let sentence = Sentence::GoesOn { id: id.clone() };
            reporter.add(Problem::error(rule::LOST_NAME, word, id.as_str(), sentence));
            continue;
        }
        let Some(next) = missing.right_below(&id, parsed.name()) else { continue };
        if let Some(line) = recorded_part(source, &id, next, missing) {
            let sentence = Sentence::HangingText { id: id.clone(), meant: next.clone() };
            reporter.add(Problem::error(rule::LOST_NAME, line, id.as_str(), sentence));
        } else if let Some(line) = goes_on() {
            let sentence = Sentence::MayHang { id: id.clone(), meant: next.clone() };
            reporter.add(Problem::warning(rule::LOST_NAME, line, id.as_str(), sentence));
        }
    }
}

/// The first word of the part of an entry that is another text, as what was written down of either tells.
fn recorded_part<'t>(source: &'t str, id: &str, next: &str, missing: &Missing<'_>) -> Option<&'t str> {
    let recorded = missing.locale.recorded();
    let (of_this, of_next) = (recorded.get(id), recorded.get(next));
    let is = |source: &str, recorded: Option<&&str>| recorded.is_some_and(|recorded| is_recorded(source, recorded));
    if source.len() > MAX_BYTES || of_this.is_none() && of_next.is_none() || is(source, of_this) {
        return None;
    }
    let starts = source.match_indices('\n').map(|(at, _)| at + 1).take(MAX_LINES);
    let mut starts = starts.filter(|&at| source[at..].starts_with(' ') && !line(source, at).trim().is_empty());
    // Behind spaces the name itself is there.
    let has_name = |at: usize| {
        let behind = line(source, at).trim_start().strip_prefix(next);
        behind.is_some_and(|behind| behind.trim_start().starts_with('='))
    };
    let begins = |at: &usize| {
        !has_name(*at) && (is(&source[..*at], of_this) || is(&format!("{next} =\n{}", &source[*at..]), of_next))
    };
    starts.find(begins).map(|at| first_word(line(source, at)))
}

/// The first word behind an empty line that a text goes on behind.
fn behind_empty_line(source: &str) -> Option<&str> {
    let mut is_behind = false;
    for line in source.trim_end().lines() {
        match line.trim().is_empty() {
            true => is_behind = true,
            false if is_behind => return Some(first_word(line)),
            false => {}
        }
    }
    None
}

fn line(source: &str, start: usize) -> &str {
    source[start..].lines().next().unwrap_or_default()
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or(line)
}

fn has_empty_line(pattern: &Pattern<&str>) -> bool {
    let is_empty = |element: &PatternElement<&str>| matches!(element, PatternElement::TextElement { value } if value.trim_end_matches('\r') == "\n" || *value == "\r\n");
    pattern.elements.iter().any(is_empty)
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = The scourge is not new.\nb = It is old.\nc = We act.\n-t = Name\n";

    #[test]
    fn a_text_without_its_name_is_the_one_that_is_missing_in_its_place() {
        for (german, expected) in [
            ("a = Es ist neu.\n\n= Es ist alt.\n\nc = Wir handeln.", "error lost-name `=` b"),
            ("a = Es ist neu.\n\n# note\n= Es ist alt.\n\nc = Wir handeln.", "error lost-name `=` b"),
            ("= Es ist neu.\n\nb = Es ist alt.\n\nc = Wir handeln.", "error lost-name `=` a"),
            ("a = Es ist neu.\n\n= Es ist alt.\n\n= Wir handeln.", "error lost-name `=` b"),
            // A comment stands above it.
            ("a = Es ist neu.\n\n# note\n    Es ist alt.\n\nc = Wir handeln.", "error lost-name `Es` b"),
            ("a = Es ist neu.\n\n# note\nEs ist alt.\n\nc = Wir handeln.", "error lost-name `Es` b"),
            // It stands where two lines of a text may.
            ("a = Es ist\n= Es ist alt.\n\nc = Wir handeln.", "error cut-short `=` a"),
            ("a = Es ist neu.\n\nEs ist alt.\n\nc = Wir handeln.", "error cut-short `Es` a"),
            // Nothing is missing.
            ("a = Es ist neu.\n\n= Es ist alt.\n\nb = y.\nc = Wir handeln.\n-t = N", "error lost-name `=` "),
            // A text with an empty line in it.
            ("a = Es ist\n\n    neu.\n\nc = Wir handeln.", "warning lost-name `neu.` a"),
            ("a = Es ist\n\n    neu.\n\nb = Es ist alt.\n\nc = Wir handeln.", ""),
            ("a = Es ist\n    neu.\n\nc = Wir handeln.", ""),
            // The name is there, behind a space.
            ("a = Es ist neu.\n\n  b = Es ist alt.\n\nc = Wir handeln.", "error indented-id `b` a"),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        let source = "a = The scourge is not new.\n\n    It is old.";
        assert_eq!(found("en", source, &[source]), "error lost-name `It` a", "in the source it is another paragraph");
    }

    #[test]
    fn what_is_told_of_it_is_what_to_type() {
        for (german, help) in [
            ("a = Es ist neu.\n\n= Es ist alt.\n", "did you mean b? Write b = … before it, at the start of a line"),
            (
                "a = Es ist neu.\n\nEs ist alt.\n",
                "write b = … if it is a message of its own; put a space at the start of the line if it continues a",
            ),
            (
                "a = Es ist\n\n    neu.\n",
                "if this is the text of b, write b = above it, at the start of a line; if it is not, delete the empty line",
            ),
        ] {
            assert_eq!(told("de", ENGLISH, german)[0].1, help, "{german:?}");
        }
        let below = told("de", ENGLISH, "a =\nEs ist neu.\n");
        let expected = (
            "the text of a begins here without a space before it, so that it is lost",
            "put a space before the text at line 2",
        );
        assert_eq!(below, [(expected.0.to_owned(), expected.1.to_owned())]);
    }
}
