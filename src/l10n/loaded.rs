//! One locale of a catalog: its messages ready to be formatted, and its assessment.

use std::sync::Arc;

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use fluent_syntax::ast::{InlineExpression, Pattern};
use fluent_syntax::parser;
use foldhash::{HashMap, HashSet};
use unic_langid::LanguageIdentifier;

use super::approval::Approval;
use super::asked::PartName;
use super::check::Finding;
use super::check::index::ParsedFile;
use super::check::pattern::{Node, literal_text, references, walk};
use super::definition::Definition;
use super::format::fluent_number;
use super::freshness::Freshness;
use super::language::parents;
use super::locale::{Locale, Review, SOURCE};
use super::markup;
use super::plural_row::{ROW_FUNCTION, row_function, with_rows};
use super::records::Records;

/// The message with a language’s own name for itself.
pub const ENDONYM_ID: &str = "language-name";

/// A locale of one catalog, by its place in the menu. It means nothing in another catalog: a reload makes
/// new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocaleKey(pub(super) usize);

/// A locale with its messages ready to be formatted, and its assessment.
pub(super) struct LoadedLocale {
    pub(super) locale: Locale,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// Ids of the messages that can be shown.
    pub(super) usable: HashSet<String>,
    /// Ids of the messages that are translated and right for the English that they were made from.
    pub(super) translated: HashSet<String>,
    /// Ids of what somebody has translated, right or not.
    pub(super) attempted: HashSet<String>,
    /// Ids of what can be shown and whose English has changed since, or that of something that it shows.
    pub(super) stale: HashSet<String>,
    /// Words of the English for which a message has no part, by id.
    pub(super) lacking_words: HashMap<String, usize>,
    /// The locales that answer, nearest first, this one included.
    pub(super) chain: Vec<LocaleKey>,
    pub(super) records: Arc<Records>,
    /// What is translated and right, terms included, each with its state, in the order of the files.
    pub(super) states: Vec<(String, Freshness)>,
    /// The same by id.
    pub(super) state_of: HashMap<String, Freshness>,
    /// Of what is translated and cannot be accepted as it is, why.
    pub(super) unacceptable: HashMap<String, Finding>,
    /// Its messages and terms in normal form, by id.
    pub(super) translations: HashMap<String, String>,
    /// Who approved it according to `locale.toml`.
    pub(super) review: Option<Review>,
    /// What that holds for.
    pub(super) approval: Approval,
    /// Whether it is a copy of another: it is not in the menu.
    pub(super) is_copy: bool,
    /// Whether it was in the menu and would no longer be, and nobody has decided that.
    pub(super) would_leave: bool,
}

impl LoadedLocale {
    /// The texts that an approval is of, in normal form, by id.
    pub(super) fn shown_texts(&self) -> HashMap<&str, &str> {
        shown_texts(&self.translations, |id| self.translated.contains(id))
    }
}

/// Of all texts in normal form those that are right.
pub(super) fn shown_texts(
    translations: &HashMap<String, String>,
    is_right: impl Fn(&str) -> bool,
) -> HashMap<&str, &str> {
    translations.iter().map(|(id, text)| (id.as_str(), text.as_str())).filter(|(id, _)| is_right(id)).collect()
}

impl LoadedLocale {
    /// Whether a text, or a message that it refers to, uses a variable.
    pub(super) fn has_variable(&self, part: &PartName, name: &str) -> bool {
        self.patterns(part).iter().any(|pattern| {
            let mut found = false;
            walk(pattern, &mut |node| {
                let is_it = |inline: &InlineExpression<&str>| matches!(inline, InlineExpression::VariableReference { id } if id.name == name);
                found |= matches!(node, Node::Inline(inline) if is_it(inline));
            });
            found
        })
    }

    /// Whether a text, or a message that it refers to, has a named element in one of its rows.
    pub(super) fn has_element(&self, part: &PartName, name: &str) -> bool {
        let has_it = |pattern: &&Pattern<&str>| markup::named(&literal_text(pattern)).any(|found| found == name);
        self.patterns(part).iter().any(has_it)
    }

    /// Whether a message refers to a message or, with its dash, a term.
    pub(super) fn refers_to(&self, id: &str) -> bool {
        let refers = |text: &String| text.contains(id.trim_start_matches('-'));
        // The normal form of what refers to it has its name.
        let texts = self.translations.iter().filter(|(user, text)| *user != id && refers(text));
        texts.into_iter().any(|(_, text)| {
            let (Ok(resource) | Err((resource, _))) = parser::parse(text.as_str());
            let mut texts = Definition::all(&resource).flat_map(Definition::parts);
            texts.any(|(_, text)| references(text).into_iter().any(|target| target.id() == id))
        })
    }

    /// A text and those that it refers to.
    fn patterns(&self, part: &PartName) -> Vec<&Pattern<&str>> {
        let mut parts = vec![part.clone()];
        let mut patterns: Vec<&Pattern<&str>> = Vec::new();
        let mut next = 0;
        while let Some(part) = parts.get(next).cloned() {
            next += 1;
            let Some(message) = self.bundle.get_message(&part.id) else { continue };
            let pattern = match &part.attribute {
                None => message.value(),
                Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            };
            let Some(pattern) = pattern else { continue };
            patterns.push(pattern);
            parts.extend(messages_in(pattern).into_iter().filter(|other| !parts.contains(other)).collect::<Vec<_>>());
        }
        patterns
    }

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

/// Gives each locale its chain: itself, its parents that exist, the source.
pub(super) fn link_chains(locales: &mut [LoadedLocale]) {
    let key = |id: &str| locales.iter().position(|loaded| loaded.locale.id == id).map(LocaleKey);
    let chains: Vec<Vec<LocaleKey>> = locales
        .iter()
        .map(|loaded| {
            let parents = parents(&loaded.locale.tag).into_iter().map(|tag| tag.to_string());
            let names = std::iter::once(loaded.locale.id.clone()).chain(parents).chain([SOURCE.to_owned()]);
            let mut chain: Vec<LocaleKey> = Vec::new();
            for found in names.filter_map(|name| key(&name)) {
                if !chain.contains(&found) {
                    chain.push(found);
                }
            }
            chain
        })
        .collect();
    for (loaded, chain) in locales.iter_mut().zip(chains) {
        loaded.chain = chain;
    }
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
