//! A page that is rendered once, with marks where it varies, and filled in for each reader. Knows no page.

use std::cell::RefCell;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::l10n::html::Html;

use super::assets::Inlined;
use super::escape::escaped;
use super::representation::{Filled, Rendered};
use super::splice::{Part, Piece};

/// Stands around the number of a slot. No text holds it: in messages it stands for something else, and is replaced.
const MARK: char = '\u{e000}';

/// The slots of a page, in the order in which its template asks for them.
pub(super) struct Slots<S>(RefCell<Vec<S>>);

impl<S> Default for Slots<S> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<S> Slots<S> {
    /// The mark of a slot.
    pub(super) fn mark(&self, slot: S) -> Html {
        let mut slots = self.0.borrow_mut();
        slots.push(slot);
        Html(format!("{MARK}{}{MARK}", slots.len() - 1))
    }
}

/// What a slot becomes, and what follows it until the next.
pub(super) enum Filling {
    /// Nothing stands in it; what follows is shown.
    Shown,
    /// What follows is left out.
    Hidden,
    /// This HTML stands in it; what follows is shown.
    Html(String),
    /// This text stands in it, which somebody has typed; what follows is shown.
    Typed(String),
}

/// A rendered page, cut at its slots.
pub(super) struct Skeleton<S> {
    before: Arc<Piece>,
    parts: Vec<(S, Arc<Piece>)>,
    hash: [u8; 32],
    inlined: Inlined,
}

impl<S> Skeleton<S> {
    /// Cuts a rendered page at the marks of its slots.
    pub(super) fn cut(page: &Rendered, slots: Slots<S>) -> Self {
        let Rendered { html, inlined } = page;
        let mut slots: Vec<Option<S>> = slots.0.into_inner().into_iter().map(Some).collect();
        let mut pieces = html.split(MARK);
        let before = Piece::new(pieces.next().unwrap_or_default().to_owned());
        let mut parts = Vec::new();
        while let (Some(number), Some(text)) = (pieces.next(), pieces.next()) {
            let slot = number.parse::<usize>().ok().and_then(|number| slots.get_mut(number)?.take());
            parts.extend(slot.map(|slot| (slot, Piece::new(text.to_owned()))));
        }
        Self { before, parts, hash: Sha256::digest(html.as_bytes()).into(), inlined: *inlined }
    }

    /// Its slots, in the order of the page.
    pub(super) fn slots(&self) -> impl Iterator<Item = &S> {
        self.parts.iter().map(|(slot, _)| slot)
    }

    /// The page with its slots filled.
    pub(super) fn fill(&self, filling: impl Fn(&S) -> Filling) -> Filled {
        let mut filled = Vec::with_capacity(2 * self.parts.len() + 1);
        filled.push(Part::Fixed(Arc::clone(&self.before)));
        for (slot, piece) in &self.parts {
            match filling(slot) {
                Filling::Hidden => continue,
                Filling::Shown => {}
                Filling::Html(html) => filled.push(Part::Own(html)),
                Filling::Typed(text) => filled.push(Part::Typed(text)),
            }
            if !piece.text().is_empty() {
                filled.push(Part::Fixed(Arc::clone(piece)));
            }
        }
        Filled { parts: filled, inlined: self.inlined }
    }

    /// The same page with some of its slots filled for good, so that it is in fewer and longer pieces. `None` leaves a
    /// slot open.
    pub(super) fn partly_filled(&self, mut filling: impl FnMut(&S) -> Option<Filling>) -> Self
    where
        S: Clone,
    {
        let mut before = self.before.text().to_owned();
        let mut parts: Vec<(S, String)> = Vec::new();
        for (slot, piece) in &self.parts {
            let html = match filling(slot) {
                None => {
                    parts.push((slot.clone(), piece.text().to_owned()));
                    continue;
                }
                Some(Filling::Hidden) => continue,
                Some(Filling::Shown) => String::new(),
                Some(Filling::Html(html)) => html,
                Some(Filling::Typed(text)) => escaped(&text),
            };
            let last = parts.last_mut().map_or(&mut before, |(_, text)| text);
            last.extend([html.as_str(), piece.text()]);
        }
        let parts = parts.into_iter().map(|(slot, text)| (slot, Piece::new(text))).collect();
        Self { before: Piece::new(before), parts, hash: self.hash, inlined: self.inlined }
    }

    /// A tag for the page with its slots filled in a way: as good as a hash of the whole, and sooner made.
    pub(super) fn tag(&self, way: &str) -> String {
        let hash = Sha256::new().chain_update(self.hash).chain_update(way.as_bytes()).finalize();
        hex::encode(&hash[..8])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_where_they_stand_and_hide_what_follows_them() {
        let slots = Slots::default();
        // In another order than they stand.
        let [b, a, c] = ["b", "a", "c"].map(|slot| slots.mark(slot));
        let skeleton = Skeleton::cut(&Rendered { html: format!("0{a}1{b}2{c}3"), inlined: Inlined::Form }, slots);
        let filled = skeleton.fill(|slot| match *slot {
            "a" => Filling::Html("<i>".into()),
            "b" => Filling::Hidden,
            _ => Filling::Shown,
        });
        assert_eq!(filled.rendered().html, "0<i>13");
        let partly = skeleton.partly_filled(|slot| (*slot == "a").then(|| Filling::Html("<b>".into())));
        assert_eq!((partly.before.text(), partly.parts.len()), ("0<b>1", 2));
        assert_eq!(partly.fill(|_| Filling::Shown).rendered().html, "0<b>123");
        assert_ne!(skeleton.tag("x"), skeleton.tag("y"));
    }
}
