//! Tags of languages: how they are read, and what follows from them.
#![allow(clippy::unwrap_used)]

use super::*;

fn tag(text: &str) -> LanguageIdentifier {
    text.parse().unwrap()
}

#[test]
fn tags_are_brought_into_canonical_form() {
    for (given, expected) in
        [("iw", "he"), ("zh_cn", "zh-CN"), ("ZH-hans", "zh-Hans"), ("EN-gb", "en-GB"), ("tl", "fil")]
    {
        assert_eq!(canonicalize(given).unwrap().to_string(), expected, "{given}");
    }
    for (given, expected) in [
        ("cmn", "zh"),
        ("cmn-TW", "zh-TW"),
        ("zh-cmn", "zh"),
        ("zh_cmn_Hans_CN", "zh-Hans-CN"),
        ("zh-yue-HK", "yue-HK"),
        ("zh-min-nan", "nan"),
        ("zh-guoyu", "zh"),
        ("i-hak", "hak"),
        ("ar-arz", "arz"),
    ] {
        assert_eq!(canonicalize(given).map(|tag| tag.to_string()).as_deref(), Some(expected), "{given}");
    }
    let long = "en-abcdefgh-bcdefghi-cdefghij";
    assert!(canonicalize(&format!("{long}-12345")).is_some(), "35 characters");
    assert_eq!(canonicalize(&format!("{long}-123456")), None, "one more");
    assert_eq!(canonicalize("en-u-nu-thai").unwrap().to_string(), "en", "extensions are no language");
    for given in ["", "*", "x", "english-language-text", "und", "12"] {
        assert_eq!(canonicalize(given), None, "{given}");
    }
    let longest = "en-x-abcdefgh-abcdefgh-abcdefgh-abc";
    assert_eq!(canonicalize(longest).unwrap().to_string(), "en");
    assert_eq!(canonicalize(&format!("{longest}d")), None, "nobody means so long a tag");
}

#[test]
fn each_part_of_a_tag_stands_for_something() {
    for given in ["fr", "fr-CA", "es-419", "zh-Hant-HK", "sr-Latn-ME", "sq-XK", "de-CH-1901", "ca-valencia"] {
        assert_eq!(unknown_part(&tag(given)), None, "{given}");
    }
    for (given, kind, part) in [
        ("fr-backup", Subtag::Variant as fn(String) -> Subtag, "backup"),
        ("fr-FR-backup", Subtag::Variant, "backup"),
        ("fr-1990", Subtag::Variant, "1990"),
        ("ca-valencia-draft", Subtag::Variant, "draft"),
        ("fr-XX", Subtag::Region, "XX"),
        ("de-ZZ", Subtag::Region, "ZZ"),
        ("en-XA", Subtag::Region, "XA"),
        ("ar-XB", Subtag::Region, "XB"),
        ("fr-QQ", Subtag::Region, "QQ"),
        ("fr-OX", Subtag::Region, "OX"),
        ("fr-999", Subtag::Region, "999"),
        ("fr-Tmpx", Subtag::Script, "Tmpx"),
    ] {
        assert_eq!(unknown_part(&tag(given)), Some(kind(part.to_owned())), "{given}");
    }
}

#[test]
fn direction_follows_the_likely_script() {
    for (given, expected) in [
        ("az", Direction::Ltr),
        ("az-Arab", Direction::Rtl),
        ("fa", Direction::Rtl),
        ("ar", Direction::Rtl),
        ("ur", Direction::Rtl),
        ("he", Direction::Rtl),
        ("dv", Direction::Rtl),
        ("yi", Direction::Rtl),
        ("uz", Direction::Ltr),
        ("ms", Direction::Ltr),
        ("pa", Direction::Ltr),
        ("zh-Hans", Direction::Ltr),
    ] {
        assert_eq!(direction(&tag(given)), expected, "{given}");
    }
}

#[test]
fn the_script_is_the_likely_one_or_that_of_the_tag() {
    for (given, expected) in [
        ("en", "Latn"),
        ("ru", "Cyrl"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("ar", "Arab"),
        ("az-Arab", "Arab"),
        ("sd", "Arab"),
        ("ckb", "Arab"),
        ("ur", "Aran"),
        ("ks", "Aran"),
        ("pa-Aran", "Aran"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("ja", "Jpan"),
        ("ko", "Kore"),
        ("he", "Hebr"),
        ("hi", "Deva"),
        ("ka", "Geor"),
    ] {
        assert_eq!(script(&tag(given)), expected, "{given}");
    }
}

#[test]
fn parents_follow_cldr_and_never_change_the_script() {
    let parents = |t: &str| parents(&tag(t)).iter().map(ToString::to_string).collect::<Vec<_>>();
    for (tag, expected) in [
        ("es-AR", &["es-Latn-AR", "es-Latn-419", "es-419", "es-Latn", "es"][..]),
        ("de-AT", &["de-Latn-AT", "de-Latn", "de"]),
        ("fr-CA", &["fr-Latn-CA", "fr-Latn", "fr"]),
        ("zh-CN", &["zh-Hans-CN", "zh-Hans", "zh"]),
        ("zh-SG", &["zh-Hans-SG", "zh-Hans", "zh"]),
        ("zh-TW", &["zh-Hant-TW", "zh-Hant"]),
        ("zh-HK", &["zh-Hant-HK", "zh-Hant"]),
        ("zh-Hant-HK", &["zh-HK", "zh-Hant"]),
        ("zh-MO", &["zh-Hant-MO", "zh-Hant-HK", "zh-HK", "zh-Hant"]),
        ("zh-Hant-MO", &["zh-MO", "zh-Hant-HK", "zh-HK", "zh-Hant"]),
        ("zh-Hans-HK", &["zh-Hans", "zh"]),
        ("zh-Hans-MO", &["zh-Hans", "zh"]),
        ("yue", &["yue-Hant"]),
        ("yue-HK", &["yue-Hant-HK", "yue-Hant", "yue"]),
        ("yue-CN", &["yue-Hans-CN", "yue-Hans"]),
        ("nb", &["nb-Latn", "no-Latn", "no"]),
        ("zh-Hant", &[]),
        ("zh-Hans", &["zh"]),
        ("sr-ME", &["sr-Latn-ME", "sr-Latn"]),
        ("az-Cyrl", &[]),
        ("az-Arab-IR", &["az-IR", "az-Arab"]),
    ] {
        assert_eq!(parents(tag), expected, "{tag}");
    }
    assert_eq!(parents("pi-IN"), ["pi-Deva-IN"], "Pali is written otherwise in each country");
    assert_eq!(parents("fr"), ["fr-Latn"]);
}

#[test]
fn every_parent_that_cldr_names_in_the_same_script_is_the_nearest() {
    assert_eq!(PARENTS.len(), include_str!("../cldr/parents.txt").lines().count() - 2, "every row is read");
    let mut in_the_same = 0;
    // For CLDR these inherit from French and English; what their readers read is for them to say.
    let of_another = |tag: &LanguageIdentifier| ["ht", "hi-Latn"].contains(&tag.to_string().as_str());
    for (tag, parent) in PARENTS.iter().filter(|(tag, _)| !of_another(tag)) {
        let own = maximize(tag);
        // Without the tag itself with or without its script or its likely region.
        let nearest = parents(tag).into_iter().find(|found| maximize(found) != own);
        if parent.language.is_empty() || maximize(parent).script != own.script {
            assert_eq!(nearest, None, "{tag} inherits from nothing in its script");
        } else if maximize(parent) != own {
            assert_eq!(nearest.as_ref().map(maximize), Some(maximize(parent)), "{tag}: {nearest:?}, {parent}");
            in_the_same += 1;
        }
    }
    assert!(in_the_same > 140, "{in_the_same}");
}
