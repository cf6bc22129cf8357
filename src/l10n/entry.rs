//! One locale of a catalog: its messages ready to be formatted, and its assessment.

use std::collections::{HashMap, HashSet};

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use super::file::LocaleFile;
use super::format::fluent_number;
use super::freshness::Records;
use super::locale::Locale;

/// A locale is listed from this share of the words on.
const LISTED_FROM_PERCENT: usize = 80;
const ENDONYM_ID: &str = "language-name";

/// A locale of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocaleKey(pub(super) usize);

/// How much of the page a locale covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words of the English passages that are translated.
    pub words: usize,
    /// Words of all English passages.
    pub words_in_all: usize,
    /// Required messages that are missing.
    pub required_missing: Vec<String>,
    /// Passages that are missing or broken, by id, in the order of the page.
    pub missing: Vec<String>,
    /// Passages whose English has changed since they were translated, in the order of the page.
    pub stale: Vec<String>,
}

impl Coverage {
    /// The translated share of the words, rounded down.
    pub fn percent(&self) -> usize {
        (self.words * 100).checked_div(self.words_in_all).unwrap_or(100)
    }

    /// Whether the locale may be listed.
    pub(super) fn allows_listing(&self) -> bool {
        self.words * 100 >= self.words_in_all * LISTED_FROM_PERCENT && self.required_missing.is_empty()
    }
}

pub(super) struct Entry {
    pub(super) locale: Locale,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// Ids of the messages that can be shown.
    pub(super) usable: HashSet<String>,
    pub(super) coverage: Coverage,
    /// The locales that answer, nearest first, this one included.
    pub(super) chain: Vec<LocaleKey>,
    /// What the locale’s records should say; `None` if the file with them is damaged.
    pub(super) records: Option<Records>,
    /// Its messages in standard form.
    pub(super) translations: HashMap<String, String>,
}

pub(super) fn bundle<'f>(
    tag: &LanguageIdentifier,
    files: impl Iterator<Item = &'f LocaleFile>,
) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
    bundle.set_formatter(Some(fluent_number));
    for file in files {
        // What did not parse has become a finding; the rest of the file is used.
        let resource = FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, _)| resource);
        // An id that stands twice has become one too; here as in the checks the first counts.
        let _ = bundle.add_resource(resource);
    }
    // Fails only if a function of that name is there already.
    let _ = bundle.add_builtins();
    bundle
}

pub(super) fn endonym(bundle: &FluentBundle<FluentResource>, usable: &HashSet<String>) -> Option<String> {
    let pattern = usable.contains(ENDONYM_ID).then(|| bundle.get_message(ENDONYM_ID))??.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}
