//! How a pattern uses elements: which it opens and closes, how often in each row, what they hold. Reads what is
//! filled in from left to right, as the page does. Knows no rule’s words.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Pattern, PatternElement, Variant};
use foldhash::HashMap;
use foldhash::fast::RandomState;

use super::flow::{PatternPiece, Run, pieces};
use super::graph::Graph;
use super::pattern::Target;
use super::visible::{is_visible, shows_something};
use crate::l10n::format::split_number;
use crate::l10n::markup::{SYMBOL, Token, is_plain_element, tokens};

/// Names that are counted in one text: more than any page offers, and few enough to be handed on along a chain of
/// references as long as a file.
const MAX_NAMES: usize = 50;

/// The characters of a mark, its brackets included.
const MAX_MARK: usize = 8;

/// How often a named element stands in a pattern, whichever rows are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Often {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// Named elements by name.
pub(super) type Counts = BTreeMap<String, Often>;

/// A named element of a pattern.
pub(super) struct Named<'t> {
    pub(super) name: String,
    /// Where it is opened or, if it comes with a reference, the reference.
    pub(super) slice: &'t str,
    /// What it holds, where that is text alone.
    pub(super) content: Option<String>,
    pub(super) is_empty: bool,
    /// It comes with a message that is referred to.
    pub(super) is_referred: bool,
}

/// What is wrong with the elements of a pattern whatever the English has.
pub(super) enum MarkupSlip<'t> {
    /// What looks like HTML and is shown as it is.
    Html { text: String, slice: &'t str },
    /// `</name>` without a beginning; `inside` is what is open there.
    NotOpened { name: String, slice: &'t str, inside: Option<String> },
    /// `<name>` without an end; `inside` is what is open around it.
    NotClosed { name: String, slice: &'t str, inside: Option<String> },
}

/// The elements of a pattern.
#[derive(Default)]
pub(super) struct Use<'t> {
    pub(super) counts: Counts,
    pub(super) named: Vec<Named<'t>>,
    /// Named elements inside another, with the name of that.
    pub(super) nested: Vec<(String, String, &'t str)>,
    pub(super) slips: Vec<MarkupSlip<'t>>,
    /// Numbers in brackets outside of named elements, but for the one that the text begins with.
    pub(super) bare: Vec<(usize, &'t str)>,
    is_seen: bool,
}

/// The elements of every value and attribute of a locale, those of what it refers to included.
pub(super) fn uses<'i>(graph: &Graph<'i>) -> HashMap<Target<'i>, Use<'i>> {
    let mut uses: HashMap<Target<'i>, Use<'i>> =
        HashMap::with_capacity_and_hasher(graph.items.len(), RandomState::default());
    // What is referred to comes first; in a circle nothing is known.
    for number in graph.components.iter().flatten().copied() {
        let item = &graph.items[number];
        let used = read(item.pattern, None, &uses);
        uses.insert(item.target, used);
    }
    uses
}

/// The elements of a pattern; `around` is the named element that it stands in.
fn read<'t>(pattern: &Pattern<&'t str>, around: Option<&str>, known: &HashMap<Target<'t>, Use<'t>>) -> Use<'t> {
    // Most are one text without elements and marks.
    if let [PatternElement::TextElement { value }] = pattern.elements[..]
        && !value.contains(['<', '['])
    {
        return Use { is_seen: value.chars().any(is_visible), ..Use::default() };
    }
    let mut reader = UseReader { used: Use::default(), open: Vec::new(), around, known };
    for piece in pieces(pattern) {
        match piece {
            PatternPiece::Run(run) => tokens(&run.text).for_each(|token| reader.token(token, &run)),
            PatternPiece::Value => reader.see(true, None),
            PatternPiece::Reference(target) => reader.reference(target),
            PatternPiece::Choice(variants) => reader.choice(variants),
        }
    }
    reader.finish()
}

impl Use<'_> {
    fn add(&mut self, name: &str, often: Often) {
        if let Some(so_far) = self.counts.get_mut(name) {
            so_far.least = so_far.least.saturating_add(often.least);
            so_far.most = so_far.most.saturating_add(often.most);
        } else if self.counts.len() < MAX_NAMES {
            self.counts.insert(name.to_owned(), often);
        }
    }
}

/// An element that is open.
struct OpenElement<'t> {
    name: String,
    slice: &'t str,
    content: Option<String>,
    is_seen: bool,
}

/// A pattern while it is read.
struct UseReader<'k, 't> {
    used: Use<'t>,
    open: Vec<OpenElement<'t>>,
    around: Option<&'k str>,
    known: &'k HashMap<Target<'t>, Use<'t>>,
}

impl<'t> UseReader<'_, 't> {
    /// The innermost named element that is open here.
    fn inside(&self) -> Option<&str> {
        let mut open = self.open.iter().rev().map(|open| open.name.as_str());
        open.find(|name| !is_plain_element(name)).or(self.around)
    }

    fn token(&mut self, token: Token<'_>, run: &Run<'t>) {
        match token {
            Token::Text(text) => self.text(text, run),
            Token::Break => {}
            Token::Open(name) => self.open(name, run.source_of(name)),
            Token::Close(name) => self.close(name, run.source_of(name)),
        }
    }

    fn text(&mut self, text: &str, run: &Run<'t>) {
        if let Some(html) = html_in(text) {
            self.used.slips.push(MarkupSlip::Html { text: html.to_owned(), slice: run.source_of(html) });
        }
        if self.inside().is_none() {
            let marks = bare_marks(text, !self.used.is_seen);
            self.used.bare.extend(marks.map(|(number, mark)| (number, run.source_of(mark))));
        }
        self.see(shows_something(text), Some(text));
    }

    /// What a message that is referred to has.
    fn reference(&mut self, target: Target<'t>) {
        self.see(true, None);
        let Some(other) = self.known.get(&target) else { return };
        let inside = self.inside().map(str::to_owned);
        for (name, often) in &other.counts {
            self.used.add(name, *often);
            if let Some(outer) = &inside {
                self.used.nested.push((outer.clone(), name.clone(), target.name));
            }
            let (name, slice) = (name.clone(), target.name);
            self.used.named.push(Named { name, slice, content: None, is_empty: false, is_referred: true });
        }
    }

    /// The rows of a choice, of which one is taken.
    fn choice(&mut self, variants: &[Variant<&'t str>]) {
        let rows: Vec<Use<'t>> =
            variants.iter().map(|variant| read(&variant.value, self.inside(), self.known)).collect();
        self.see(rows.iter().all(|row| row.is_seen), None);
        let number = rows.len();
        let mut chosen: BTreeMap<String, (usize, Often)> = BTreeMap::new();
        for row in rows {
            for (name, often) in row.counts {
                let (rows, so_far) = chosen.entry(name).or_insert((0, Often { least: usize::MAX, most: 0 }));
                *rows += 1;
                *so_far = Often { least: so_far.least.min(often.least), most: so_far.most.max(often.most) };
            }
            self.used.named.extend(row.named);
            self.used.nested.extend(row.nested);
            self.used.slips.extend(row.slips);
            self.used.bare.extend(row.bare);
        }
        for (name, (rows, often)) in chosen {
            let least = if rows == number { often.least } else { 0 };
            self.used.add(&name, Often { least, ..often });
        }
    }

    /// Something stands here, inside all that is open; `text` if it is text.
    fn see(&mut self, is_seen: bool, text: Option<&str>) {
        self.used.is_seen |= is_seen;
        // Of what is open only the innermost is told; it tells the next when it is closed.
        if let Some(innermost) = self.open.last_mut() {
            innermost.is_seen |= is_seen;
            match (text, &mut innermost.content) {
                (Some(text), Some(content)) => content.push_str(text),
                (None, content) => *content = None,
                (Some(_), None) => {}
            }
        }
    }

    fn open(&mut self, name: &str, slice: &'t str) {
        if !is_plain_element(name) {
            self.used.add(name, Often { least: 1, most: 1 });
            if let Some(outer) = self.inside().filter(|_| name != SYMBOL).map(str::to_owned) {
                self.used.nested.push((outer, name.to_owned(), slice));
            }
        }
        self.open.push(OpenElement { name: name.to_owned(), slice, content: Some(String::new()), is_seen: false });
    }

    fn close(&mut self, name: &str, slice: &'t str) {
        let Some(closed) = self.open.pop_if(|open| open.name == name) else {
            let inside = self.open.last().map(|open| open.name.clone());
            self.used.slips.push(MarkupSlip::NotOpened { name: name.to_owned(), slice, inside });
            return;
        };
        if let Some(outer) = self.open.last_mut() {
            outer.is_seen |= closed.is_seen;
            match (&mut outer.content, &closed.content) {
                (Some(content), Some(inside)) => content.push_str(inside),
                (content, _) => *content = None,
            }
        }
        if !is_plain_element(name) {
            let OpenElement { name, slice, content, is_seen } = closed;
            self.used.named.push(Named { name, slice, content, is_empty: !is_seen, is_referred: false });
        }
    }

    /// The whole pattern; what is still open is not closed.
    fn finish(mut self) -> Use<'t> {
        let mut inside = None;
        for OpenElement { name, slice, .. } in self.open {
            self.used.slips.push(MarkupSlip::NotClosed { name: name.clone(), slice, inside: inside.replace(name) });
        }
        self.used
    }
}

/// The numbers in brackets in a text; `is_first` leaves out the one that it begins with.
fn bare_marks(text: &str, is_first: bool) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('[').filter_map(move |(at, _)| {
        let (length, _) = text[at..].char_indices().take(MAX_MARK).find(|(_, c)| *c == ']')?;
        let mark = &text[at..=at + length];
        let is_opening = is_first && text[..at].trim_start().is_empty();
        split_number(mark).0.filter(|_| !is_opening).map(|number| (number, mark))
    })
}

/// What looks like an element and is none.
fn html_in(text: &str) -> Option<&str> {
    let is_start = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '!');
    let at = text.match_indices('<').map(|(at, _)| at).find(is_start)?;
    let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
    Some(&text[at..end])
}
