//! Which language a reader gets by what the browser asks for.
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
        ("zh-TW, zh;q=0", "en zh-Hans zh-TW", "zh-TW"),
        ("de-AT, de;q=0, fr;q=0.5", "en de de-AT fr", "de-AT"),
        ("zh, zh-TW;q=0", "en zh-TW", "the list"),
        ("de, de;q=0", "en de", "the list"),
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
