//! One language that can be shown: its tag, its own name, its direction, who approved it.

use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use super::dates::DateFormats;
use super::format::NumberFormat;
use super::language::Direction;
use super::visibility::Visibility;

/// The locale that the code depends on.
pub const SOURCE: &str = "en";

/// Who approved a translation, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The name that readers are shown.
    pub by: String,
    /// The day of the approval.
    pub on: Date,
}

/// A language that can be shown.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The tag in canonical form.
    pub tag: LanguageIdentifier,
    /// The tag with the script and the region that are likely ([`maximize`](super::language::maximize)).
    pub likely: LanguageIdentifier,
    /// The tag as it stands in addresses and `lang` attributes.
    pub id: String,
    /// The language’s own name for itself.
    pub endonym: String,
    /// The direction of its script.
    pub direction: Direction,
    /// Its script (ISO 15924) as it is written: `Hans`, not `Hani`; `Aran` for Nastaliq.
    pub script: String,
    /// How far it is shown.
    pub visibility: Visibility,
    /// Who approved the translation, if anybody has.
    pub review: Option<Review>,
    /// The services on which its readers share a page, the most used first.
    pub share_services: Vec<String>,
    /// How it writes days and times.
    pub(super) date_formats: DateFormats,
    /// How it writes numbers, in groups.
    pub(super) number_format: NumberFormat,
}

impl Locale {
    /// Whether the locale is in the menu, hreflang, the sitemap and negotiation.
    pub fn is_listed(&self) -> bool {
        self.visibility == Visibility::Listed
    }
}
