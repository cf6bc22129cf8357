//! One locale of a catalog: its messages ready to be formatted, and its assessment.

use std::collections::{HashMap, HashSet};

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use super::asked::PartName;
use super::check::index::{ParsedFile, references};
use super::format::fluent_number;
use super::freshness::Records;
use super::locale::Locale;
use super::plural::{ROW_FUNCTION, row_function, with_rows};

/// A locale is listed from this share of the words on.
const LISTED_FROM_PERCENT: usize = 80;
/// The message with a language’s own name for itself.
pub(super) const ENDONYM_ID: &str = "language-name";

/// A locale of one catalog, by its place in the menu. It means nothing in another catalog: a reload makes
/// new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocaleKey(pub(super) usize);

/// How much of the statement a locale covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words of the English passages that are translated.
    pub translated_words: usize,
    /// Words of all English passages.
    pub total_words: usize,
    /// Required messages that are missing, broken or still English.
    pub required_missing: Vec<String>,
    /// Passages that are missing, broken or still English, by id, in the order of the page.
    pub missing: Vec<String>,
    /// Passages whose English has changed since they were translated, in the order of the page. Where the
    /// records are damaged, those of which it is known.
    pub stale: Vec<String>,
}

impl Coverage {
    /// The translated share of the words, rounded down.
    pub fn percent(&self) -> usize {
        (self.translated_words * 100).checked_div(self.total_words).unwrap_or(100)
    }

    /// Whether the locale may be listed.
    pub(super) fn allows_listing(&self) -> bool {
        self.translated_words * 100 >= self.total_words * LISTED_FROM_PERCENT && self.required_missing.is_empty()
    }
}

/// A locale with its messages ready to be formatted, and its assessment.
pub(super) struct LoadedLocale {
    pub(super) locale: Locale,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// Ids of the messages that can be shown.
    pub(super) usable: HashSet<String>,
    pub(super) coverage: Coverage,
    /// The locales that answer, nearest first, this one included.
    pub(super) chain: Vec<LocaleKey>,
    /// What the locale’s records should say; `None` if the file with them is damaged.
    pub(super) renewed_records: Option<Records>,
    /// Its messages in standard form.
    pub(super) translations: HashMap<String, String>,
}

impl LoadedLocale {
    /// The texts and attributes of its messages, in no order, each with the messages that it refers to.
    pub(super) fn parts(&self) -> Vec<(PartName, Vec<PartName>)> {
        let messages = self.translations.keys().filter_map(|id| Some((id, self.bundle.get_message(id)?)));
        let parts = messages.flat_map(|(id, message)| {
            let text = message.value().map(|text| (PartName::text(id), messages_in(text)));
            let attributes = message.attributes().map(|attribute| {
                let part = PartName { id: id.clone(), attribute: Some(attribute.id().to_owned()) };
                (part, messages_in(attribute.value()))
            });
            text.into_iter().chain(attributes).collect::<Vec<_>>()
        });
        parts.collect()
    }
}

fn messages_in(pattern: &Pattern<&str>) -> Vec<PartName> {
    let messages = references(pattern).into_iter().filter(|target| !target.is_term).map(|target| PartName {
        id: target.name.to_owned(),
        attribute: Some(target.attribute.to_owned()).filter(|attribute| !attribute.is_empty()),
    });
    messages.collect()
}

/// The files as Fluent formats them.
pub(super) fn bundle(tag: &LanguageIdentifier, files: &[ParsedFile<'_>]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
    bundle.set_formatter(Some(fluent_number));
    // They fail only if a function of that name is there already. They come first: of one name the first is kept,
    // and a message of this name is a finding.
    let _ = bundle.add_builtins();
    let _ = bundle.add_function(ROW_FUNCTION, row_function(tag));
    for file in files {
        // What did not parse has become a finding; the rest of the file is used.
        let resource = FluentResource::try_new(with_rows(file)).unwrap_or_else(|(resource, _)| resource);
        // An id that stands twice, or is that of a message and a term, is a finding and not used.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// The language’s own name for itself, if it can be shown.
pub(super) fn endonym(bundle: &FluentBundle<FluentResource>, usable: &HashSet<String>) -> Option<String> {
    let pattern = usable.contains(ENDONYM_ID).then(|| bundle.get_message(ENDONYM_ID))??.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}
