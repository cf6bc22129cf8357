//! Which listed language suits an `Accept-Language` header (RFC 9110 §12.5.4).
//!
//! One pure function. Its rules, and why:
//!
//! 1. Every item counts by its weight, read to three decimals; equal weights keep the order of the
//!    header. Items that are malformed or not language tags are dropped, as is a second `*`.
//! 2. `q=0` refuses a language, for `*` too: who writes `en;q=0` does not want English.
//! 3. Tags are canonical before they are compared (`iw` is `he`, `zh_CN` is `zh-CN`), and
//!    their likely script is filled in, because script decides what a person can read: `zh-TW`
//!    is Traditional Chinese, `az-Cyrl` is not the Latin Azerbaijani of today.
//! 4. For each item, best first: the same tag; its parents (`es-AR` inherits from `es-419`); the
//!    same language in the same script, whatever the region (`en-GB` is served with `en`); its
//!    near relatives (Norwegian `no`, `nb`, `nn` are read by the same people).
//! 5. Only when no item matches so far may the same language in another script answer: a
//!    reader of `zh-TW` who accepts nothing else is better served with Simplified Chinese than
//!    with a list, but never while anything else that was asked for is there.
//! 6. `*` means any language that no other item names. It stands at its own place among the
//!    items, but after rule 5, and the source answers for it unless an item names the source.
//! 7. Nothing fits, or no header: no answer, and the reader is shown the list.

use unic_langid::LanguageIdentifier;

use super::locale::{canonicalize, maximize, parents};
use crate::quality;

/// Languages that are written alike enough to be read by the same people (CLDR language
/// matching, distance below 5), by likely script.
const NEAR: [&[&str]; 1] = [&["no", "nb", "nn"]];

struct Item {
    tag: LanguageIdentifier,
    /// In thousandths.
    weight: u16,
}

/// The listed tag that suits the header best. `listed` starts with the source.
pub fn negotiate<'l>(header: &str, listed: &'l [LanguageIdentifier]) -> Option<&'l LanguageIdentifier> {
    let (items, wildcard) = parse(header);
    let refused = |candidate: &LanguageIdentifier| items.iter().any(|i| i.weight == 0 && covers(&i.tag, candidate));
    let candidates: Vec<&LanguageIdentifier> = listed.iter().filter(|tag| !refused(tag)).collect();
    let mut wanted: Vec<&Item> = items.iter().filter(|item| item.weight > 0).collect();
    wanted.sort_by_key(|item| std::cmp::Reverse(item.weight));

    let readable = |item: &Item| nearest(&item.tag, &candidates);
    let same_language = |item: &Item| candidates.iter().copied().find(|c| c.language == item.tag.language);
    let unnamed = || candidates.iter().copied().find(|c| !items.iter().any(|i| covers(&i.tag, c)));
    let (before, after): (Vec<&Item>, Vec<&Item>) =
        wanted.iter().copied().partition(|i| wildcard.is_none_or(|weight| i.weight >= weight));

    before
        .iter()
        .find_map(|item| readable(item))
        .or_else(|| before.iter().find_map(|item| same_language(item)))
        .or_else(|| wildcard.filter(|&weight| weight > 0).and_then(|_| unnamed()))
        .or_else(|| after.iter().find_map(|item| readable(item)))
        .or_else(|| wanted.iter().find_map(|item| same_language(item)))
}

/// The best candidate in a script that the reader of `tag` reads.
pub fn nearest<'l>(tag: &LanguageIdentifier, candidates: &[&'l LanguageIdentifier]) -> Option<&'l LanguageIdentifier> {
    let wanted = maximize(tag);
    let by = |fits: &dyn Fn(&LanguageIdentifier) -> bool| candidates.iter().copied().find(|c| fits(c));
    by(&|c| c == tag)
        .or_else(|| parents(tag).iter().find_map(|parent| by(&|c| c == parent)))
        .or_else(|| by(&|c| maximize(c) == wanted))
        .or_else(|| by(&|c| c.language == wanted.language && c.region.is_none() && maximize(c).script == wanted.script))
        .or_else(|| by(&|c| c.language == wanted.language && maximize(c).script == wanted.script))
        .or_else(|| {
            by(&|c| are_near(wanted.language.as_str(), c.language.as_str()) && maximize(c).script == wanted.script)
        })
}

/// Whether two languages are near relatives.
fn are_near(a: &str, b: &str) -> bool {
    NEAR.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// Whether an item covers a candidate: `en` covers `en-GB` too, `en-GB` does not cover `en`.
fn covers(item: &LanguageIdentifier, candidate: &LanguageIdentifier) -> bool {
    item.language == candidate.language
        && item.script.is_none_or(|s| maximize(candidate).script == Some(s))
        && item.region.is_none_or(|r| candidate.region == Some(r))
}

/// The languages of a header, each with its weight, and the weight of `*` if it has one.
fn parse(header: &str) -> (Vec<Item>, Option<u16>) {
    let (mut items, mut wildcard) = (Vec::new(), None);
    for (range, weight) in quality::items(header) {
        if range == "*" {
            wildcard = wildcard.or(Some(weight));
        } else if let Some(tag) = canonicalize(range) {
            items.push(Item { tag, weight });
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

    fn answer(header: &str, tags: &str) -> String {
        negotiate(header, &listed(tags)).map_or("the list".into(), ToString::to_string)
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
    fn equal_weights_keep_their_order_in_long_lists_too() {
        let ten = listed("en az ru tr ar fa fr es de zh-Hans");
        for (first, second) in [("de", "az"), ("az", "de")] {
            for place in 0..50 {
                let unknown = |n: usize| format!("xx-{n:03};q=0.{}", n * 7 % 10);
                let mut ranges: Vec<String> = (0..60).map(unknown).collect();
                ranges[place] = format!("{first};q=0.5");
                ranges[place + 1 + place % 9] = format!("{second};q=0.5");
                assert_eq!(negotiate(&ranges.join(","), &ten).unwrap().to_string(), first, "{place}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let ten = listed("en az ru zh-Hans");
            if let Some(tag) = negotiate(&String::from_utf8_lossy(&bytes), &ten) {
                prop_assert!(ten.contains(tag));
            }
        }

        #[test]
        fn any_header_gets_a_listed_language_or_none(header in "[a-zA-Z0-9*;=.,_ -]{0,80}") {
            let ten = listed("en az ru zh-Hans");
            if let Some(tag) = negotiate(&header, &ten) {
                prop_assert!(ten.contains(tag));
            }
        }

        #[test]
        fn a_refused_language_is_never_given(weight in 1u16..1000) {
            let header = format!("fr;q=0, *;q=0.{weight:03}");
            prop_assert_ne!(answer(&header, "fr en"), "fr");
        }
    }
}
