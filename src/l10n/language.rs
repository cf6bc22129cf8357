//! What is known about languages in general: the canonical form of a tag, the likely script, the parents, the direction,
//! from CLDR through ICU4X. Knows no locale.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use icu_locale::exemplar_chars::ExemplarCharacters;
use icu_locale::fallback::LocaleFallbacker;
use icu_locale::{LanguageIdentifier as IcuTag, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use language_tags::{LanguageTag, ValidationError};
use unic_langid::LanguageIdentifier;

use super::icu_tag::{from_icu, to_icu};

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of an HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Longer tags need not be understood (RFC 5646 §4.4.1). Bytes.
const MAX_TAG_BYTES: usize = 35;

/// The canonical form of a tag as people and browsers write it: `iw` is `he`, `zh_cn` is
/// `zh-CN`, `zh-yue` is `yue`. `None` if it is not a language tag (BCP 47, UTS #35).
pub fn canonicalize(text: &str) -> Option<LanguageIdentifier> {
    if text.len() > MAX_TAG_BYTES {
        return None;
    }
    let text = text.replace('_', "-");
    let parsed = icu_locale::Locale::try_from_str(&text).ok();
    let mut locale = parsed.or_else(|| {
        // Forms of BCP 47 that UTS #35 does not have: `zh-cmn-Hans`, `i-klingon`.
        let replaced = LanguageTag::parse(&text).ok()?.canonicalize().ok()?;
        icu_locale::Locale::try_from_str(replaced.as_str()).ok()
    })?;
    if locale.id.language.is_unknown() {
        return None;
    }
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    from_icu(&locale.id)
}

/// Whether CLDR knows a language: which script it is likely written in. Of anything that has the form of a tag it
/// knows nothing.
pub fn is_known(tag: &LanguageIdentifier) -> bool {
    let language = LanguageIdentifier::from_parts(tag.language, None, None, &[]);
    maximize(&language).script.is_some()
}

/// A part of a tag besides its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subtag {
    /// How it is written.
    Script(String),
    /// Where it is spoken.
    Region(String),
    /// Which variant of it.
    Variant(String),
}

/// The part of a tag that stands for nothing, by the IANA registry of subtags (RFC 5646 §3.1) or because it is left to
/// private use there. The language itself is not looked at ([`is_known`]).
pub fn unknown_part(tag: &LanguageIdentifier) -> Option<Subtag> {
    use ValidationError::{RegionNotInRegistry, ScriptNotInRegistry, VariantNotInRegistry};
    let is_known = |part: &str| {
        let tag = LanguageTag::parse(&format!("und-{part}"));
        tag.is_ok_and(|tag| {
            !matches!(tag.validate(), Err(ScriptNotInRegistry | RegionNotInRegistry | VariantNotInRegistry))
        })
    };
    let script = tag.script.map(|script| script.to_string()).filter(|script| !is_known(script));
    let region = tag.region.map(|region| region.to_string());
    let region = || region.filter(|region| is_private_region(region) || !is_known(region)).map(Subtag::Region);
    let variant = || tag.variants().map(|variant| variant.to_string()).find(|variant| !is_known(variant));
    script.map(Subtag::Script).or_else(region).or_else(|| variant().map(Subtag::Variant))
}

/// Whether a code of two letters is left to private use (ISO 3166-1). Kosovo has one of these, and CLDR knows it.
fn is_private_region(region: &str) -> bool {
    match region.as_bytes() {
        b"AA" | b"ZZ" => true,
        [b'Q', second] => *second >= b'M',
        [b'X', second] => *second != b'K',
        _ => false,
    }
}

/// The language of a territory (`cn`: `zh`), by CLDR: the one most used there, or, where that one is at home elsewhere,
/// the one that is at home there (`kz`: `kk`). `None` if the name is that of no territory, or of one where English is
/// most used: of what CLDR does not know it says the same.
pub fn language_of_territory(name: &str) -> Option<LanguageIdentifier> {
    let expander = LocaleExpander::new_extended();
    let likely = |tag: IcuTag| {
        let mut likely = tag;
        expander.maximize(&mut likely);
        likely
    };
    let region = icu_locale::subtags::Region::try_from_str(name).ok()?;
    let most_used = likely(IcuTag { region: Some(region), ..IcuTag::UNKNOWN }).language;
    if most_used == likely(IcuTag::UNKNOWN).language || most_used.is_unknown() {
        return None;
    }
    let is_at_home = |language: &icu_locale::subtags::Language| {
        likely(IcuTag { language: *language, ..IcuTag::UNKNOWN }).region == Some(region)
    };
    let letters = || (b'a'..=b'z').map(char::from);
    let of_two_letters = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let mut others = of_two_letters.filter_map(|code| code.parse().ok());
    let language = Some(most_used).filter(is_at_home).or_else(|| others.find(is_at_home)).unwrap_or(most_used);
    language.as_str().parse().ok()
}

/// The direction of a language’s script.
pub fn direction(tag: &LanguageIdentifier) -> Direction {
    if LocaleDirectionality::new_extended().is_right_to_left(&to_icu(tag)) { Direction::Rtl } else { Direction::Ltr }
}

/// The script that a language is set in, by ISO 15924: the likely one of CLDR (`Hant` for `zh-TW`), and `Aran`, the
/// Arabic script as Nastaliq, where the letters of the language are those of that tradition.
pub fn script(tag: &LanguageIdentifier) -> String {
    let script = maximize(tag).script.map(|script| script.to_string()).unwrap_or_default();
    let letters = || ExemplarCharacters::try_new_main(&(&icu_locale::Locale::from(to_icu(tag))).into());
    match script.as_str() {
        "Arab" if letters().is_ok_and(|letters| letters.contains(HEH_GOAL)) => "Aran".to_owned(),
        _ => script,
    }
}

/// A letter of the languages whose readers expect Nastaliq, and of no other in the Arabic script.
const HEH_GOAL: char = '\u{6c1}';

/// The tag with its likely script and region filled in (UTS #35, “Likely Subtags”); the tag itself if
/// nothing is known of it.
pub fn maximize(tag: &LanguageIdentifier) -> LanguageIdentifier {
    let mut likely = to_icu(tag);
    LocaleExpander::new_extended().maximize(&mut likely);
    from_icu(&likely).unwrap_or_else(|| tag.clone())
}

/// What inherits from what where leaving out a part of the tag does not tell, as `tests/cldr` has taken it from CLDR.
static PARENTS: LazyLock<HashMap<LanguageIdentifier, LanguageIdentifier>> = LazyLock::new(|| {
    let rows = include_str!("cldr/parents.txt").lines().filter(|line| !line.starts_with('#'));
    let row = |row: &str| row.split_once(' ').and_then(|(tag, parent)| Some((tag.parse().ok()?, parent.parse().ok()?)));
    rows.filter_map(row).collect()
});

/// The tags from which a language inherits, nearest first, itself left out (CLDR parent
/// locales), each also with its script written out: what `zh-CN` inherits from is `zh` for CLDR and mostly `zh-Hans` for
/// others. Never leads to another script.
pub fn parents(tag: &LanguageIdentifier) -> Vec<LanguageIdentifier> {
    let script = maximize(tag).script;
    let fallbacker = LocaleFallbacker::new();
    let mut parents: Vec<LanguageIdentifier> = Vec::new();
    let mut next = Some(tag.clone());
    while let Some(from) = next.take() {
        let mut chain = fallbacker.for_config(Default::default()).fallback_for((&to_icu(&from)).into());
        while next.is_none() && !chain.get().is_unknown() {
            if let Some(parent) = from_icu(chain.get())
                && maximize(&parent).script == script
            {
                let mut with_script = parent.clone();
                with_script.script = script;
                // ICU4X leaves out a script that the region implies, and misses what CLDR says of the tag with it.
                next = PARENTS.get(&with_script).filter(|_| with_script != parent).cloned();
                parents.extend([with_script, parent]);
            }
            chain.step();
        }
    }
    parents.retain(|parent| parent != tag);
    let mut seen = HashSet::new();
    parents.retain(|parent| seen.insert(parent.clone()));
    parents
}

#[cfg(test)]
mod tests;
