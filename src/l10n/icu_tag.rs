//! The tag of a language as Fluent has it and as ICU4X does. Knows no locale.

use std::fmt;

use icu_locale::LanguageIdentifier as IcuTag;
use unic_langid::LanguageIdentifier;

/// The tag as Fluent’s type; `None` if ICU4X knows more of it than a language identifier holds.
pub(super) fn from_icu(tag: &impl fmt::Display) -> Option<LanguageIdentifier> {
    tag.to_string().parse().ok()
}

/// The tag as ICU4X’s type.
pub fn to_icu(tag: &LanguageIdentifier) -> IcuTag {
    IcuTag::try_from_str(&tag.to_string()).unwrap_or(IcuTag::UNKNOWN)
}

/// The locale that writes dates, numbers and lists for a language. English without a country is
/// international English, day first, as the ministry and the United Nations write it; CLDR’s
/// own `en` is that of the United States.
pub(super) fn formatting_locale(tag: &LanguageIdentifier) -> icu_locale::Locale {
    if *tag == "en" { icu_locale::locale!("en-001") } else { icu_locale::Locale::from(to_icu(tag)) }
}
