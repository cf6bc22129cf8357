//! How near languages are to each other.
#![allow(clippy::unwrap_used)]

use super::*;

fn between(wanted: &str, offered: &str) -> Distance {
    let likely = |tag: &str| Likely::of(&tag.parse().unwrap());
    distance(likely(wanted), likely(offered))
}

#[test]
fn every_row_of_cldr_is_read() {
    let mut data = Data::default();
    for line in include_str!("../cldr/matching.txt").lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(data.read_line(line), Some(()), "{line}");
    }
    let mutual = data.languages.values().flatten().filter(|(_, related)| related.is_mutual).count() / 2;
    let one_way = data.languages.values().flatten().filter(|(_, related)| !related.is_mutual).count();
    assert!(mutual >= 10 && one_way >= 290, "{mutual} {one_way}");
    assert!(data.scripts.len() >= 45 && data.regions.len() == 17, "{} {}", data.scripts.len(), data.regions.len());
    assert_eq!((data.paradigms.len(), data.groups.len()), (6, 4));
    assert!(data.groups["americas"].contains(&"419".parse().unwrap()), "groupings are regions too");
    for line in ["", "match nb no", "match nb no x", "match en-*-$none en-*-* 4", "oneway a-b c-d 4", "near nb no 1"] {
        assert_eq!(data.read_line(line), None, "{line}");
    }
}

#[test]
fn a_distance_is_that_of_cldr() {
    for (wanted, offered, total) in [
        ("en", "en", 0),
        ("en", "en-US", 0),
        ("zh-TW", "zh-Hant", 0),
        ("zh-CN", "zh-Hans", 0),
        ("no", "nb", 1),
        ("nb", "no", 1),
        ("nn", "nb", 20),
        ("nb", "nn", 20),
        ("da", "nb", 12),
        ("gsw", "de", 8),
        ("de", "gsw", 84),
        ("en-AU", "en-GB", 3),
        ("en-GB", "en-AU", 3),
        ("en-AU", "en-NZ", 4),
        ("en-AU", "en", 5),
        ("en-CA", "en", 4),
        ("es-AR", "es-419", 4),
        ("es-AR", "es", 5),
        ("pt-AO", "pt-PT", 4),
        ("pt-AO", "pt", 5),
        ("ar-DZ", "ar-MA", 4),
        ("ar-DZ", "ar", 5),
        ("zh-HK", "zh-MO", 4),
        ("zh-HK", "zh-TW", 5),
        ("zh-SG", "zh-CN", 4),
        ("zh-TW", "zh-SG", 54),
        ("sr-Latn", "sr", 5),
        ("ja-Latn", "ja", 5),
        ("ja", "ja-Latn", 50),
        ("be", "ru", 24),
        ("ru", "be", 84),
        ("uk", "ru", 84),
        ("ka", "en", 44),
        ("az-Cyrl", "az", 50),
        ("fr", "de", 84),
    ] {
        assert_eq!(between(wanted, offered).total, total, "{wanted} → {offered}");
    }
}

#[test]
fn near_is_what_the_same_people_read_and_not_what_they_have_learnt() {
    for (wanted, offered) in [
        ("gsw", "de"),
        ("lb", "de"),
        ("nn", "nb"),
        ("nb", "nn"),
        ("nn", "no"),
        ("da", "nb"),
        ("cs", "sk"),
        ("bs", "hr"),
        ("arz", "ar"),
        ("azb", "az-Arab"),
        ("id", "ms"),
        ("yue", "zh-Hant"),
        ("sr-Latn", "sr-Cyrl"),
        ("sr", "sr-Latn"),
        ("en-AU", "en"),
        ("ko-Hang", "ko"),
    ] {
        assert!(between(wanted, offered).is_near(), "{wanted} → {offered}");
    }
    for (wanted, offered) in
        [("be", "ru"), ("kk", "ru"), ("ca", "es"), ("cy", "en"), ("ka", "en"), ("gl", "es"), ("bo", "zh"), ("ku", "tr")]
    {
        let distance = between(wanted, offered);
        assert!(!distance.is_near() && distance.can_be_read(), "{wanted} → {offered}");
    }
    for (wanted, offered) in [
        ("uk", "ru"),
        ("ru", "uk"),
        ("de", "gsw"),
        ("fr", "de"),
        ("zh-Hant", "zh-Hans"),
        ("az-Arab", "az"),
        ("azb", "az"),
        ("yue", "zh-Hans"),
        ("ug", "zh"),
        ("xx", "en"),
    ] {
        let distance = between(wanted, offered);
        assert!(!distance.is_near() && !distance.can_be_read(), "{wanted} → {offered}");
    }
}

#[test]
fn a_language_is_known_by_its_relatives_and_a_paradigm_by_its_likely_parts() {
    let of = |language: &str| related(language.parse().unwrap()).map(|l| l.to_string()).collect::<Vec<_>>();
    assert_eq!(of("gsw"), ["de"]);
    assert_eq!(of("sh"), ["bs", "hr", "sr"]);
    assert_eq!(of("uk"), Vec::<String>::new());
    let is = |tag: &str| is_paradigm(Likely::of(&tag.parse().unwrap()));
    assert!(is("en-GB") && is("en-US") && is("pt") && !is("en-AU") && !is("es-MX"));
}

#[test]
fn the_same_people_read_what_is_hardly_apart_or_has_one_root() {
    for (wanted, offered, is_of_the_same) in [
        ("gsw", "de", true),
        ("bs", "hr", true),
        ("nn", "nb", true),
        ("nn", "no", true),
        ("sr-Latn", "sr", true),
        ("en-AU", "en", true),
        ("de", "gsw", false),
        ("da", "nb", false),
        ("cs", "sk", false),
        ("id", "ms", false),
        ("hi-Latn", "en-IN", false),
        ("hi-Latn", "hi", false),
        ("zh-TW", "zh-Hans", false),
    ] {
        assert_eq!(between(wanted, offered).is_of_the_same(), is_of_the_same, "{wanted} → {offered}");
    }
}

#[test]
fn one_language_has_one_script_and_any_region() {
    for (wanted, offered, is_same) in [
        ("zh-TW", "zh-Hant", true),
        ("en-AU", "en", true),
        ("no", "nb", true),
        ("nn", "nb", false),
        ("sr-Latn", "sr", false),
        ("gsw", "de", false),
        ("zh-TW", "zh-Hans", false),
    ] {
        assert_eq!(between(wanted, offered).is_same_language(), is_same, "{wanted} → {offered}");
    }
}
