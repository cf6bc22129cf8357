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

use super::locale::{canonicalize, parents};
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
        let refused = self.named(items.iter().filter(|item| item.weight == 0));
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn listed(tags: &str) -> Vec<LanguageIdentifier> {
        tags.split(' ').map(|t| t.parse().unwrap()).collect()
    }

    /// The language that a header leads to, or `the list`, and which comes first in it.
    fn answer(header: &str, tags: &str) -> String {
        let listed = listed(tags);
        match Negotiator::new(listed.clone()).choose(header) {
            Chosen::Reads(at) => listed[at].to_string(),
            Chosen::MayRead(None) => "the list".into(),
            Chosen::MayRead(Some(at)) => format!("the list, {} first", listed[at]),
        }
    }

    #[test]
    fn each_header_gets_the_language_its_reader_reads_best() {
        let ten = "en az ru tr ar fa fr es de zh-Hans";
        for (header, tags, expected) in [
            ("de;q=0.1, fr;q=0.9", "en de fr", "fr"),
            ("en;q=0", "en fr", "the list"),
            ("en;q=0, *", "en fr", "fr"),
            ("*", ten, "en"),
            ("*;q=0", ten, "the list"),
            ("", ten, "the list"),
            ("zh-TW", "en zh-Hans zh-Hant", "zh-Hant"),
            ("zh-HK", "en zh-Hans zh-Hant", "zh-Hant"),
            ("zh-TW, en;q=0.1", ten, "en"),
            ("zh-TW, zh;q=0.9", ten, "zh-Hans"),
            ("zh-TW", ten, "zh-Hans"),
            ("zh-TW, *;q=0.5", ten, "zh-Hans"),
            ("zh-CN", ten, "zh-Hans"),
            ("zh", ten, "zh-Hans"),
            ("zh_CN", ten, "zh-Hans"),
            ("nn", "en nb he fil", "nb"),
            ("no", "en nb he fil", "nb"),
            ("nb", "en no", "no"),
            ("iw", "en nb he fil", "he"),
            ("tl", "en nb he fil", "fil"),
            ("es-AR", "en es", "es"),
            ("es-AR", "en es es-419", "es-419"),
            ("en-AU", "en en-001", "en-001"),
            // Near languages and regions, by CLDR.
            ("gsw", ten, "de"),
            ("gsw-CH, fr;q=0.5", ten, "de"),
            ("lb-LU,lb;q=0.9,fr;q=0.8", ten, "de"),
            ("nn-NO,nn;q=0.9,en;q=0.8", "en nb", "nb"),
            ("nn", "en no", "no"),
            ("nb", "en nn", "nn"),
            ("da", "en nb", "nb"),
            ("da, en", "en nb", "en"),
            ("sk", "en cs", "cs"),
            ("sk, en;q=0.5", "en cs", "en"),
            ("sh", "en sr-Latn", "sr-Latn"),
            ("sh", "en sr", "sr"),
            ("sh", "en hr", "hr"),
            ("sh-BA", "en bs de", "bs"),
            ("sh;q=0.5, de;q=0.4", "en bs de", "bs"),
            ("hr", "en bs", "bs"),
            ("sr-Latn-RS", "en sr", "sr"),
            ("sr", "en sr-Latn sr-Cyrl", "sr-Cyrl"),
            ("tl-PH", "en fil", "fil"),
            ("mo", "en ro", "ro"),
            ("cmn", ten, "zh-Hans"),
            ("yue", "en zh-Hans zh-Hant", "zh-Hant"),
            ("wuu", ten, "zh-Hans"),
            ("arz", ten, "ar"),
            ("prs", ten, "fa"),
            ("fa-AF", ten, "fa"),
            ("pes", ten, "fa"),
            ("azj", ten, "az"),
            ("azb", "en az az-Arab", "az-Arab"),
            ("az-Arab", "en az az-Arab", "az-Arab"),
            ("id", "en ms", "ms"),
            ("ltg", "en lv", "lv"),
            ("en-AU", "en en-GB", "en-GB"),
            ("en-IN", "en en-GB", "en-GB"),
            ("en-ZA,en;q=0.9", "en en-GB", "en-GB"),
            ("en-AU", "en en-US en-NZ", "en-NZ"),
            ("en-CA", "en-GB en", "en"),
            ("en-PH", "en-GB en", "en"),
            ("en-US", "en-GB en-AU", "en-GB"),
            ("es-MX", "en es es-419", "es-419"),
            ("es-US", "en es es-419", "es-419"),
            ("es-ES", "en es-419 es", "es"),
            ("es-GQ", "en es-419 es", "es"),
            ("es-419", "en es-AR es", "es-AR"),
            ("pt-AO", "en pt pt-PT", "pt-PT"),
            ("pt-US", "en pt-PT pt", "pt"),
            ("zh-MO", "en zh-Hant zh-Hant-HK", "zh-Hant-HK"),
            ("zh-MO", "en zh-TW zh-HK zh-CN", "zh-HK"),
            ("zh-MO", "en zh-Hans zh-Hant", "zh-Hant"),
            ("zh-MO", ten, "zh-Hans"),
            ("zh-MO, en;q=0.5", ten, "en"),
            ("zh-Hant-MO", "en zh-Hant-TW zh-Hant-HK", "zh-Hant-HK"),
            ("zh-Hant-MO", ten, "zh-Hans"),
            ("zh-Hans-MO", "en zh-Hant-HK zh-Hans", "zh-Hans"),
            ("zh-Hans-HK", "en zh-HK zh-CN", "zh-CN"),
            ("zh-TW", "en zh-Hant-HK zh-Hant", "zh-Hant"),
            ("zh-TW", "en zh-Hans zh-Hant-HK", "zh-Hant-HK"),
            ("yue-HK", "en zh-Hans zh-Hant-HK zh-Hant", "zh-Hant-HK"),
            ("yue-HK", ten, "the list"),
            ("yue-CN", ten, "zh-Hans"),
            ("yue-CN", "en zh-Hant zh-Hans", "zh-Hans"),
            ("zh-yue", "en zh-Hans zh-Hant", "zh-Hant"),
            ("cmn-Hant-TW", "en zh-Hans zh-Hant", "zh-Hant"),
            ("zh-cmn-Hans-CN, en;q=0.5", ten, "zh-Hans"),
            ("zh-cmn", ten, "zh-Hans"),
            ("zh-min-nan", ten, "zh-Hans"),
            ("zh-SG", "en zh-Hant zh-Hans", "zh-Hans"),
            ("zh-Hant-CN", "en zh-Hans zh-Hant", "zh-Hant"),
            ("ar-DZ", "en ar ar-MA", "ar-MA"),
            ("apc", "en ar-MA ar-EG", "ar-EG"),
            ("fr-CA", "en fr-BE fr fr-CH", "fr"),
            ("de-CH-1901", "en de-AT de", "de"),
            ("ca-valencia", "en ca", "ca"),
            ("ca", "en ca-valencia ca", "ca"),
            ("ca-ES", "en ca-valencia ca", "ca"),
            // What readers have learnt is offered, not given.
            ("be", ten, "the list, ru first"),
            ("be, ru;q=0.1", ten, "ru"),
            ("be, ru;q=0", ten, "the list"),
            ("be-BY,be;q=0.9,de;q=0.1", ten, "de"),
            ("be, *;q=0.1", ten, "en"),
            ("kk", ten, "the list, ru first"),
            ("ka, hy;q=0.5", ten, "the list, en first"),
            ("ca", ten, "the list, es first"),
            ("eu, br;q=0.9", ten, "the list, es first"),
            ("cy", ten, "the list, en first"),
            ("ku", ten, "the list, tr first"),
            ("uk", ten, "the list"),
            ("uk-UA,uk;q=0.9,ru;q=0.8,en-US;q=0.7", ten, "ru"),
            ("uk, kk;q=0.1", ten, "the list, ru first"),
            ("de", "en gsw", "the list"),
            ("ru", "en be", "the list"),
            // A bare language right behind a variant of it means the variant.
            ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", ten, "en"),
            ("zh-HK,zh-TW;q=0.9,zh;q=0.8,en;q=0.7", ten, "en"),
            ("zh-TW, zh, fr", ten, "fr"),
            ("zh-Hant,zh;q=0.9,ja;q=0.8", ten, "zh-Hans"),
            ("zh-TW,en;q=0.9,zh;q=0.8", "fr zh-Hans", "zh-Hans"),
            ("zh-TW,fr;q=0.9,zh;q=0.8", ten, "fr"),
            ("zh-TW;q=0.7,zh;q=0.8,en;q=0.1", ten, "zh-Hans"),
            ("zh-CN,zh;q=0.9,en;q=0.8", ten, "zh-Hans"),
            ("az-Cyrl-AZ,az;q=0.9,ru;q=0.8", ten, "ru"),
            ("en-GB,en;q=0.9,fr;q=0.8", "fr en", "en"),
            // A malformed weight is no refusal.
            ("en-GB, en-us;q=0,8, en;q=0,6, en_US;q=0,4, *", ten, "en"),
            ("de;q=0,4, fr;q=0,6", ten, "fr"),
            ("en;q=0,5, *", "az en", "az"),
            ("en;q=0,0, *", ten, "az"),
            ("en;q=0.0, *", ten, "az"),
            ("es-AR", "en es-419 es-AR es", "es-AR"),
            ("en-GB", ten, "en"),
            ("pt", ten, "the list"),
            ("pt, fr;q=0.2", ten, "fr"),
            ("pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7", ten, "en"),
            ("az-Cyrl", ten, "az"),
            ("az-Cyrl, ru;q=0.8", ten, "ru"),
            ("az-AZ", ten, "az"),
            ("fr;q=0.5, *;q=0.8, de;q=0.1", ten, "en"),
            ("fr;q=0.8, *;q=0.5", ten, "fr"),
            ("pt;q=0.9, *;q=0.5", ten, "en"),
            ("fr;q=2, de", ten, "de"),
            ("fr;q=abc, de;q=0.3", ten, "de"),
            ("fr; q=0.3 , de;Q=0.4", ten, "de"),
            (";;;,,, ,q=1", ten, "the list"),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", ten, "fr"),
            ("FR", ten, "fr"),
            // Equal weights keep the order of the header, whatever that of the menu.
            ("de, fr", ten, "de"),
            ("fr, de", ten, "fr"),
            ("es;q=0.5, de;q=0.7, fr;q=0.7, az;q=0.7", ten, "de"),
            ("*;q=0.5, fr;q=0.5", ten, "fr"),
            // Of two * the first counts.
            ("*;q=0, *;q=0.5", ten, "the list"),
            ("*;q=0.5, *;q=0", ten, "en"),
            // What is refused is refused as exactly as it is named, and is no wish.
            ("zh-TW;q=0", ten, "the list"),
            ("zh-TW;q=0, *", "zh-Hans en", "zh-Hans"),
            ("zh-Hant;q=0, *", "zh-Hant zh-TW zh-Hans", "zh-Hans"),
            ("zh;q=0, *", "zh-Hans zh-Hant fr", "fr"),
            ("en-GB;q=0, *", "en-GB en fr", "en"),
            ("en;q=0, *", "en-GB en fr", "fr"),
            // The same region before the bare language, and that before any other region.
            ("pt", "en pt-PT pt-BR", "pt-BR"),
            ("zh", "en zh-SG zh-CN", "zh-CN"),
            ("de-CH", "en de-AT de-Latn", "de-Latn"),
            ("en-GB", "fr en-US", "en-US"),
            ("no-Arab", "en nb", "the list"),
            ("en;q=0.001", ten, "en"),
            // A wish for another script waits for * and for everything that is liked as much.
            ("zh-TW;q=0.5, *;q=0.5", ten, "zh-Hans"),
            ("zh-TW;q=0.4, *;q=0.5", ten, "en"),
            ("zh-TW;q=0.4, *;q=0", ten, "zh-Hans"),
            ("zh-TW;q=0.9, az;q=0.5, *;q=0.7", ten, "zh-Hans"),
            ("*;q=0.9, zh-TW;q=0.8, zh;q=0.7", "zh-Hans zh-Hant", "zh-Hant"),
            ("*;q=0.5, zh;q=0.4, en;q=0", "en zh-Hant", "zh-Hant"),
            // What is malformed is neither a wish nor a refusal.
            ("fr;q = 0.9, de;q=0.1", ten, "de"),
            ("en;q = 0, *", ten, "en"),
            ("fr;level=1", ten, "the list"),
        ] {
            assert_eq!(answer(header, tags), expected, "“{header}” among {tags}");
        }
    }

    #[test]
    fn an_address_means_a_language_in_its_script_and_no_other() {
        let ten = "en az ru tr ar fa fr es de zh-Hans";
        let meant = |tag: &str, tags: &str| {
            let listed = listed(tags);
            Negotiator::new(listed.clone()).meant(tag).map(|at| listed[at].to_string())
        };
        for (tag, tags, expected) in [
            ("ZH-hans", ten, "zh-Hans"),
            ("zh", ten, "zh-Hans"),
            ("zh-CN", ten, "zh-Hans"),
            ("zh_SG", ten, "zh-Hans"),
            ("cmn", ten, "zh-Hans"),
            ("zh-cmn", ten, "zh-Hans"),
            ("zh-Hans-HK", ten, "zh-Hans"),
            ("zh-Hans-MO", ten, "zh-Hans"),
            ("zh-MO", "en zh-Hans zh-Hant", "zh-Hant"),
            ("zh-MO", "en zh-Hans zh-Hant zh-Hant-HK", "zh-Hant-HK"),
            ("zh-Hant-MO", "en zh-Hans zh-TW zh-HK", "zh-HK"),
            ("zh-HK", "en zh-Hans zh-Hant-HK zh-Hant", "zh-Hant-HK"),
            ("zh-TW", "en zh-Hant-HK zh-Hant", "zh-Hant"),
            ("zh-yue-HK", "en zh-Hant yue", "yue"),
            ("en-US", ten, "en"),
            ("en-AU", "en en-GB", "en-GB"),
            ("az-Latn", ten, "az"),
            ("iw", "en he", "he"),
            ("tl", "en fil", "fil"),
            ("no", "en nb", "nb"),
            ("nb-NO", "en no", "no"),
            ("sh", "en sr-Latn sr", "sr-Latn"),
            ("sr-RS", "en sr-Latn sr-Cyrl", "sr-Cyrl"),
        ] {
            assert_eq!(meant(tag, tags).as_deref(), Some(expected), "{tag} among {tags}");
        }
        for (tag, tags) in [
            ("gsw", ten),
            ("zh-TW", ten),
            ("zh-MO", ten),
            ("zh-HK", ten),
            ("zh-Hant-MO", ten),
            ("yue", ten),
            ("yue-HK", "en zh-Hant-HK"),
            ("az-Cyrl", ten),
            ("az-Arab", ten),
            ("sh", "en hr bs"),
            ("sr", "en sr-Latn"),
            ("nn", "en nb no"),
            ("da", "en nb"),
            ("arz", ten),
            ("be", ten),
            ("eo", ten),
            ("und", ten),
            ("*", ten),
            ("", ten),
            ("share", ten),
        ] {
            assert_eq!(meant(tag, tags), None, "{tag} among {tags}");
        }
    }

    #[test]
    fn equal_weights_keep_their_order_in_long_lists_too() {
        let ten = listed("en az ru tr ar fa fr es de zh-Hans");
        let negotiator = Negotiator::new(ten.clone());
        for (first, second) in [("de", "az"), ("az", "de")] {
            for place in 0..50 {
                let unknown = |n: usize| format!("xx-{n:03};q=0.{}", n * 7 % 10);
                let mut ranges: Vec<String> = (0..60).map(unknown).collect();
                ranges[place] = format!("{first};q=0.5");
                ranges[place + 1 + place % 9] = format!("{second};q=0.5");
                let chosen = negotiator.choose(&ranges.join(","));
                assert!(matches!(chosen, Chosen::Reads(at) if ten[at] == first), "{place}: {chosen:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let chosen = Negotiator::new(listed("en az ru zh-Hans")).choose(&String::from_utf8_lossy(&bytes));
            prop_assert!(!matches!(chosen, Chosen::Reads(4..)));
        }

        #[test]
        fn any_header_gets_a_listed_language_or_none(header in "[a-zA-Z0-9*;=.,_ -]{0,80}") {
            let chosen = Negotiator::new(listed("en az ru zh-Hans")).choose(&header);
            prop_assert!(!matches!(chosen, Chosen::Reads(4..)));
        }

        #[test]
        fn a_refused_language_is_never_given(weight in 1u16..1000) {
            let header = format!("fr;q=0, *;q=0.{weight:03}");
            prop_assert_ne!(answer(&header, "fr en"), "fr");
        }
    }
}
