//! How a pattern uses elements: which it opens and closes, how often in each row, what they hold. Reads what is
//! filled in from left to right, as the page does. Knows no rule’s words.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Pattern, PatternElement};
use foldhash::HashMap;
use foldhash::fast::RandomState;

use super::flow::{PatternPiece, pieces};
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

/// An element that is open.
struct OpenElement<'t> {
    name: String,
    slice: &'t str,
    content: Option<String>,
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

fn read<'t>(pattern: &Pattern<&'t str>, around: Option<&str>, known: &HashMap<Target<'t>, Use<'t>>) -> Use<'t> {
    let mut used = Use::default();
    // Most are one text without elements and marks.
    if let [PatternElement::TextElement { value }] = pattern.elements[..]
        && !value.contains(['<', '['])
    {
        used.is_seen = value.chars().any(is_visible);
        return used;
    }
    let mut open: Vec<OpenElement<'t>> = Vec::new();
    for piece in pieces(pattern) {
        match piece {
            PatternPiece::Run(run) => {
                for token in tokens(&run.text) {
                    match token {
                        Token::Text(text) => {
                            if let Some(html) = html_in(text) {
                                used.slips.push(MarkupSlip::Html { text: html.to_owned(), slice: run.source_of(html) });
                            }
                            if innermost(&open).or(around).is_none() {
                                let marks = bare_marks(text, !used.is_seen);
                                used.bare.extend(marks.map(|(number, mark)| (number, run.source_of(mark))));
                            }
                            used.see(&mut open, shows_something(text), Some(text));
                        }
                        Token::Break => {}
                        Token::Open(name) => used.open(name, run.source_of(name), around, &mut open),
                        Token::Close(name) => used.close(name, run.source_of(name), &mut open),
                    }
                }
            }
            PatternPiece::Value => used.see(&mut open, true, None),
            PatternPiece::Reference(target) => {
                used.see(&mut open, true, None);
                let Some(other) = known.get(&target) else { continue };
                let inside = innermost(&open).or(around).map(str::to_owned);
                for (name, often) in &other.counts {
                    used.add(name, *often);
                    if let Some(outer) = &inside {
                        used.nested.push((outer.clone(), name.clone(), target.name));
                    }
                    let (name, slice) = (name.clone(), target.name);
                    used.named.push(Named { name, slice, content: None, is_empty: false, is_referred: true });
                }
            }
            PatternPiece::Choice(variants) => {
                let inside = innermost(&open).or(around).map(str::to_owned);
                let rows: Vec<Use<'t>> =
                    variants.iter().map(|variant| read(&variant.value, inside.as_deref(), known)).collect();
                used.see(&mut open, rows.iter().all(|row| row.is_seen), None);
                used.choose(rows);
            }
        }
    }
    let mut inside = None;
    for OpenElement { name, slice, .. } in open {
        used.slips.push(MarkupSlip::NotClosed { name: name.clone(), slice, inside: inside.replace(name) });
    }
    used
}

/// The innermost named element that is open.
fn innermost<'o>(open: &'o [OpenElement<'_>]) -> Option<&'o str> {
    open.iter().rev().map(|open| open.name.as_str()).find(|name| !is_plain_element(name))
}

impl<'t> Use<'t> {
    /// Something stands here, inside all that is open; `text` if it is text.
    fn see(&mut self, open: &mut [OpenElement<'t>], is_seen: bool, text: Option<&str>) {
        self.is_seen |= is_seen;
        // Of what is open only the innermost is told; it tells the next when it is closed.
        if let Some(innermost) = open.last_mut() {
            innermost.is_seen |= is_seen;
            match (text, &mut innermost.content) {
                (Some(text), Some(content)) => content.push_str(text),
                (None, content) => *content = None,
                (Some(_), None) => {}
            }
        }
    }

    fn open(&mut self, name: &str, slice: &'t str, around: Option<&str>, open: &mut Vec<OpenElement<'t>>) {
        if !is_plain_element(name) {
            self.add(name, Often { least: 1, most: 1 });
            if let Some(outer) = innermost(open).or(around).filter(|_| name != SYMBOL) {
                self.nested.push((outer.to_owned(), name.to_owned(), slice));
            }
        }
        open.push(OpenElement { name: name.to_owned(), slice, content: Some(String::new()), is_seen: false });
    }

    fn close(&mut self, name: &str, slice: &'t str, open: &mut Vec<OpenElement<'t>>) {
        let Some(closed) = open.pop_if(|open| open.name == name) else {
            let inside = open.last().map(|open| open.name.clone());
            self.slips.push(MarkupSlip::NotOpened { name: name.to_owned(), slice, inside });
            return;
        };
        if let Some(outer) = open.last_mut() {
            outer.is_seen |= closed.is_seen;
            match (&mut outer.content, &closed.content) {
                (Some(content), Some(inside)) => content.push_str(inside),
                (content, _) => *content = None,
            }
        }
        if !is_plain_element(name) {
            let OpenElement { name, slice, content, is_seen } = closed;
            self.named.push(Named { name, slice, content, is_empty: !is_seen, is_referred: false });
        }
    }

    fn add(&mut self, name: &str, often: Often) {
        if let Some(so_far) = self.counts.get_mut(name) {
            so_far.least = so_far.least.saturating_add(often.least);
            so_far.most = so_far.most.saturating_add(often.most);
        } else if self.counts.len() < MAX_NAMES {
            self.counts.insert(name.to_owned(), often);
        }
    }

    /// One of the rows is taken.
    fn choose(&mut self, rows: Vec<Use<'t>>) {
        let mut chosen: BTreeMap<String, (usize, Often)> = BTreeMap::new();
        let number = rows.len();
        for row in rows {
            for (name, often) in row.counts {
                let (rows, so_far) = chosen.entry(name).or_insert((0, Often { least: usize::MAX, most: 0 }));
                *rows += 1;
                *so_far = Often { least: so_far.least.min(often.least), most: so_far.most.max(often.most) };
            }
            self.named.extend(row.named);
            self.nested.extend(row.nested);
            self.slips.extend(row.slips);
            self.bare.extend(row.bare);
        }
        for (name, (rows, often)) in chosen {
            let least = if rows == number { often.least } else { 0 };
            self.add(&name, Often { least, ..often });
        }
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
