//! Which listed language suits an `Accept-Language` header (RFC 9110 §12.5.4), and which locale an address means.
//!
//! The rules, and why:
//!
//! 1. Every item counts by its weight, read to three decimals; equal weights keep the order of the
//!    header. Items that are malformed or not language tags are dropped, as is a second `*`.
//! 2. `q=0` refuses a language, for `*` too: who writes `en;q=0` does not want English.
//! 3. Tags are canonical before they are compared (`iw` is `he`, `zh_CN` is `zh-CN`), and
//!    their likely script is filled in, because script decides what a person can read: `zh-TW`
//!    is Traditional Chinese, `az-Cyrl` is not the Latin Azerbaijani of today.
//! 4. A bare language right behind a variant of it means that variant: browsers add it by
//!    themselves (`zh-TW,zh;q=0.9,en;q=0.8`), and nobody has said that they read Simplified Chinese.
//! 5. For each item, best first: of the languages that the same people read by CLDR (`matching`)
//!    the nearest. Of those that are as near the same tag; its parents (`es-AR` inherits from
//!    `es-419`); one of the region where the language is at home; one that CLDR counts as a paradigm; the first of the
//!    list.
//! 6. Only when no item matches so far may a language answer that such readers can read without having learnt it
//!    (Norwegian for Danish readers), and then the same language in another script: a reader of `zh-TW` who accepts
//!    nothing else is better served with Simplified Chinese than with a list. Neither while anything else
//!    that was asked for is there.
//! 7. `*` means any language that no other item names. It stands at its own place among the
//!    items, but after rule 6, and the source answers for it unless an item names the source.
//! 8. Nothing fits, or no header: the reader is shown the list, first in it the language that
//!    readers of the first item that has one have mostly learnt (Belarusian: Russian). They are not sent
//!    there: it is for them to say.

use std::collections::HashMap;

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::Language;

use super::language::{canonicalize, parents};
use super::matching::{self, Distance, Likely};
use crate::quality;

/// The languages to choose from. They are given by their place in the list that it was made of.
pub struct Negotiator {
    candidates: Vec<Candidate>,
    by_language: HashMap<Language, Vec<usize>>,
}

struct Candidate {
    tag: LanguageIdentifier,
    likely: Likely,
    /// Whether it is what its language means by itself: `en-US` is English, `en-GB` is one of it.
    is_at_home: bool,
}

impl Candidate {
    fn new(tag: LanguageIdentifier) -> Self {
        let likely = Likely::of(&tag);
        let language = LanguageIdentifier::from_parts(tag.language, tag.script, None, &[]);
        Self { is_at_home: likely == Likely::of(&language), likely, tag }
    }
}

/// What a header leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A language that the reader reads.
    Reads(usize),
    /// None. The one that most such readers have learnt, if there is one.
    MayRead(Option<usize>),
}

/// What a reader has asked for.
struct WantedLanguage {
    tag: LanguageIdentifier,
    likely: Likely,
    /// The language as it was written. Of one that is now another’s variant, CLDR knows by its old name what else is
    /// near: Serbo-Croatian is Serbian in Latin letters, and as near to Croatian.
    written: Option<Language>,
    /// In thousandths.
    weight: u16,
}

impl WantedLanguage {
    fn new(text: &str, weight: u16) -> Option<Self> {
        let tag = canonicalize(text)?;
        let written = text.split(['-', '_']).next().and_then(|language| language.parse().ok());
        Some(Self {
            likely: Likely::of(&tag),
            written: written.filter(|language| *language != tag.language),
            tag,
            weight,
        })
    }

    fn is_bare(&self) -> bool {
        self.tag.script.is_none() && self.tag.region.is_none() && self.tag.variants().len() == 0
    }

    /// How many parts it has behind the language.
    fn precision(&self) -> usize {
        usize::from(self.tag.script.is_some()) + usize::from(self.tag.region.is_some()) + self.tag.variants().len()
    }

    /// The languages that may be near.
    fn languages(&self) -> impl Iterator<Item = Language> {
        let known = [Some(self.tag.language), self.written];
        known.into_iter().flatten().flat_map(|language| std::iter::once(language).chain(matching::related(language)))
    }

    fn distance(&self, candidate: &Candidate) -> Distance {
        let by_tag = matching::distance(self.likely, candidate.likely);
        let by_name = self.written.map(|language| matching::distance(self.likely.under(language), candidate.likely));
        by_name.filter(|by_name| by_name.total < by_tag.total).unwrap_or(by_tag)
    }

    /// Whether it names a candidate: `en` names `en-GB` too, `en-GB` does not name `en`.
    fn names(&self, candidate: &Candidate) -> bool {
        self.tag.language == candidate.tag.language
            && self.tag.script.is_none_or(|script| candidate.likely.script == Some(script))
            && self.tag.region.is_none_or(|region| candidate.tag.region == Some(region))
    }
}

impl Negotiator {
    /// For these languages. The first answers for `*`.
    pub fn new(tags: impl IntoIterator<Item = LanguageIdentifier>) -> Self {
        let candidates: Vec<Candidate> = tags.into_iter().map(Candidate::new).collect();
        let mut by_language: HashMap<Language, Vec<usize>> = HashMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            by_language.entry(candidate.tag.language).or_default().push(at);
        }
        Self { candidates, by_language }
    }

    /// The language that suits a header best.
    pub fn choose(&self, header: &str) -> Chosen {
        let (items, wildcard) = parse(header);
        let refused = self.refused(&items);
        let mut wanted: Vec<&WantedLanguage> = items.iter().filter(|item| item.weight > 0).collect();
        wanted.sort_by_key(|item| std::cmp::Reverse(item.weight));
        wanted.dedup_by(|item, before| item.is_bare() && item.tag.language == before.tag.language);

        let of_the_same = |item: &&WantedLanguage| self.best(item, &refused, |_, distance| distance.is_of_the_same());
        let near = |item: &&WantedLanguage| self.best(item, &refused, |_, distance| distance.is_near());
        let in_any_script = |item: &&WantedLanguage| {
            self.best(item, &refused, |candidate, _| candidate.tag.language == item.tag.language)
        };
        let unnamed = || {
            let named = self.named(items.iter());
            (0..self.candidates.len()).find(|at| !named[*at])
        };
        let (before, after): (Vec<&WantedLanguage>, Vec<&WantedLanguage>) =
            wanted.iter().copied().partition(|item| wildcard.is_none_or(|weight| item.weight >= weight));

        let of = |items: &[&WantedLanguage]| {
            items
                .iter()
                .find_map(of_the_same)
                .or_else(|| items.iter().find_map(near))
                .or_else(|| items.iter().find_map(in_any_script))
        };
        let best = of(&before)
            .or_else(|| wildcard.filter(|&weight| weight > 0).and_then(|_| unnamed()))
            .or_else(|| of(&after));
        let learnt = |item: &&WantedLanguage| self.best(item, &refused, |_, distance| distance.can_be_read());
        best.map_or_else(|| Chosen::MayRead(wanted.iter().find_map(learnt)), Chosen::Reads)
    }

    /// The locale that another form of its tag means: the same language in the same script.
    pub fn meant(&self, tag: &str) -> Option<usize> {
        let item = WantedLanguage::new(tag, 1000).map(|item| WantedLanguage { written: None, ..item })?;
        self.best(&item, &vec![false; self.candidates.len()], |_, distance| distance.is_same_language())
    }

    /// Which candidates are refused: of several items that name one, the most precise counts (RFC 4647 §3.4), and of equal
    /// ones the refusal.
    fn refused(&self, items: &[WantedLanguage]) -> Vec<bool> {
        let mut refused = vec![false; self.candidates.len()];
        for item in items.iter().filter(|item| item.weight == 0) {
            for at in self.in_language(item.tag.language) {
                let candidate = &self.candidates[at];
                let is_wanted = |other: &WantedLanguage| {
                    other.weight > 0 && other.precision() > item.precision() && other.names(candidate)
                };
                refused[at] |= item.names(candidate) && !items.iter().any(is_wanted);
            }
        }
        refused
    }

    /// Which candidates items name.
    fn named<'i>(&self, items: impl Iterator<Item = &'i WantedLanguage>) -> Vec<bool> {
        let mut named = vec![false; self.candidates.len()];
        for item in items {
            for at in self.in_language(item.tag.language) {
                named[at] |= item.names(&self.candidates[at]);
            }
        }
        named
    }

    fn in_language(&self, language: Language) -> impl Iterator<Item = usize> {
        self.by_language.get(&language).into_iter().flatten().copied()
    }

    /// The nearest candidate of those that are suitable and not refused.
    fn best(
        &self,
        item: &WantedLanguage,
        refused: &[bool],
        is_suitable: impl Fn(&Candidate, Distance) -> bool,
    ) -> Option<usize> {
        let mut nearest: Vec<usize> = Vec::new();
        let mut least = u16::MAX;
        for at in item.languages().flat_map(|language| self.in_language(language)).filter(|at| !refused[*at]) {
            let candidate = &self.candidates[at];
            let distance = item.distance(candidate);
            if distance.total > least || !is_suitable(candidate, distance) {
                continue;
            }
            if distance.total < least {
                least = distance.total;
                nearest.clear();
            }
            nearest.push(at);
        }
        if nearest.len() < 2 {
            return nearest.first().copied();
        }
        let parents = parents(&item.tag);
        nearest.into_iter().min_by_key(|at| {
            let Candidate { tag, likely, is_at_home } = &self.candidates[*at];
            let inherited = parents.iter().position(|parent| parent == tag).unwrap_or(usize::MAX);
            (*tag != item.tag, inherited, !is_at_home, !matching::is_paradigm(*likely), *at)
        })
    }
}

/// The languages of a header, each with its weight, and the weight of `*` if it has one.
fn parse(header: &str) -> (Vec<WantedLanguage>, Option<u16>) {
    let (mut items, mut wildcard) = (Vec::new(), None);
    for (range, weight) in quality::items(header) {
        if range == "*" {
            wildcard = wildcard.or(Some(weight));
        } else {
            items.extend(WantedLanguage::new(range, weight));
        }
    }
    (items, wildcard)
}

#[cfg(test)]
mod tests;
