//! The whole site: page × locale as ready documents, immutable, swapped whole on reload.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use strum::{EnumCount, VariantArray};

use crate::contact::form::{Topic, Typed};
use crate::l10n::{Catalog, Locale, LocaleKey, Marking};

use super::assets::{self, Inlined};
use super::basis::Basis;
use super::choices::choices;
use super::context::{Context, RenderError};
use super::negotiation::{Negotiated, Negotiation};
use super::on_demand::OnDemand;
use super::outline::Outline;
use super::page::{Addresses, Page, PathTarget};
use super::pages::contact::{FormState, Refusal};
use super::pages::error::Failure;
use super::pages::receipt::{Lookup, LookupKind};
use super::pages::{self, contact, error, languages, receipt, statement};
use super::representation::{Document, Filled, Media};
use super::wellknown;

/// The documents that there are once, for all languages.
struct SharedDocuments {
    languages: Document,
    robots: Document,
    sitemap: Document,
    security: Document,
}

impl SharedDocuments {
    fn all(&self) -> [&Document; 4] {
        let Self { languages, robots, sitemap, security } = self;
        [languages, robots, sitemap, security]
    }
}

/// A document at an address of its own, and what it is.
pub struct PageDocument {
    /// The document.
    pub document: Document,
    /// The page; `None` for the statement as plain text.
    pub page: Option<Page>,
    /// Its language.
    pub key: LocaleKey,
}

/// The most pairs of languages that are kept: all of ten languages, and what people follow links to.
const MAX_PARALLELS: usize = 200;

/// The whole site.
pub struct Site {
    /// What its pages are made from.
    basis: Arc<Basis>,
    marking: Marking,
    negotiation: Negotiation,
    /// Documents by path.
    documents: HashMap<String, PageDocument>,
    shared: SharedDocuments,
    failures: HashMap<(Failure, LocaleKey), Document>,
    /// The choice of languages with one of them first.
    languages_from: OnDemand<LocaleKey, Document>,
    /// The statement in two languages.
    parallels: OnDemand<(LocaleKey, LocaleKey), Document>,
    /// The form of each language, to be filled in.
    forms: OnDemand<LocaleKey, contact::Form>,
    /// The receipt of each language in each state, to be filled in.
    receipts: OnDemand<(LocaleKey, LookupKind), receipt::ReceiptPage>,
    /// The form, for those whose form was not read.
    unread_forms: OnDemand<(LocaleKey, Refusal), Document>,
}

impl Site {
    /// Renders every page in every language.
    pub fn new(basis: Arc<Basis>) -> Result<Self, RenderError> {
        Self::marked(basis, Marking::Off)
    }

    /// The same site for people who work on its texts.
    pub fn with_marking(&self, marking: Marking) -> Result<Self, RenderError> {
        Self::marked(Arc::clone(&self.basis), marking)
    }

    fn marked(basis: Arc<Basis>, marking: Marking) -> Result<Self, RenderError> {
        let context = Context { marking: &marking, ..basis.context() };
        let (documents, failures, shared) = (documents(context)?, failures(context)?, shared(context)?);
        let languages = basis.catalog().locales().count();
        Ok(Self {
            documents,
            failures,
            shared,
            parallels: OnDemand::keeping(MAX_PARALLELS),
            // All that there can be.
            forms: OnDemand::keeping(languages),
            receipts: OnDemand::keeping(languages * LookupKind::COUNT),
            unread_forms: OnDemand::keeping(languages * Refusal::VARIANTS.len()),
            languages_from: OnDemand::keeping(languages),
            negotiation: Negotiation::of(basis.catalog()),
            basis,
            marking,
        })
    }

    /// Takes over what an older site has compressed already, where the text is the same.
    pub fn take_over(&self, older: &Self) {
        for (path, document) in self.documents() {
            if let Some(same) = older.document(path) {
                document.take_over(same);
            }
        }
        self.shared.all().into_iter().zip(older.shared.all()).for_each(|(document, same)| document.take_over(same));
        for ((failure, key), document) in &self.failures {
            // A key is the place of a locale among those of its own site.
            let key = older.catalog().by_tag(&self.catalog().locale(*key).id);
            if let Some(same) = key.and_then(|key| older.failures.get(&(*failure, key))) {
                document.take_over(same);
            }
        }
    }

    /// All languages.
    pub fn catalog(&self) -> &Catalog {
        self.basis.catalog()
    }

    /// The order of the statement.
    pub fn outline(&self) -> &Outline {
        self.basis.outline()
    }

    /// All addresses.
    pub fn addresses(&self) -> &Addresses {
        self.basis.addresses()
    }

    /// The document at exactly this path.
    pub fn document(&self, path: &str) -> Option<&Document> {
        self.page_document(path).map(|found| &found.document)
    }

    /// The same with the page and the language that it is.
    pub fn page_document(&self, path: &str) -> Option<&PageDocument> {
        self.documents.get(path)
    }

    /// The paths of all documents, with them.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.documents.iter().map(|(path, found)| (path.as_str(), &found.document))
    }

    /// The documents that have no path in a language: the choice of languages, files for machines, and failures.
    pub(super) fn without_path_in_a_language(&self) -> impl Iterator<Item = &Document> {
        self.shared.all().into_iter().chain(self.failures.values())
    }

    /// Whether this is a preview for translators.
    pub fn is_preview(&self) -> bool {
        self.basis.is_preview()
    }

    /// The styles that a page holds, and its scripts: nothing else is allowed in it.
    pub fn inlined(&self, page: Inlined) -> [Vec<&str>; 2] {
        let of_preview = |inlined: &'static str| self.is_preview().then_some(inlined);
        let styles = self.basis.styles().of(page).into_iter().chain(of_preview(&assets::PREVIEW_STYLE));
        let scripts = of_preview(&assets::PREVIEW_SCRIPT).into_iter().chain(page.script());
        [styles.collect(), scripts.collect()]
    }

    /// The choice of languages.
    pub fn languages(&self) -> &Document {
        &self.shared.languages
    }

    /// The same with one of them first.
    pub fn languages_from(&self, first: LocaleKey) -> Result<Arc<Document>, RenderError> {
        self.languages_from.get_or_make(first, || choice_of_languages(self.context(), Some(first)))
    }

    /// A file with a fixed name, by its path below the base.
    pub fn well_known(&self, name: &str) -> Option<&Document> {
        match name {
            "robots.txt" => Some(&self.shared.robots),
            "sitemap.xml" => Some(&self.shared.sitemap),
            ".well-known/security.txt" => Some(&self.shared.security),
            _ => None,
        }
    }

    /// The page of a failure.
    pub fn failure(&self, failure: Failure, key: LocaleKey) -> &Document {
        &self.failures[&(failure, key)]
    }

    /// The statement in two languages. Made when it is first asked for: there are as many as
    /// pairs of languages, and most are never read.
    pub fn parallel(&self, key: LocaleKey, with: LocaleKey) -> Result<Arc<Document>, RenderError> {
        self.parallels.get_or_make((key, with), || {
            let (locale, beside) = (self.catalog().locale(key), self.catalog().locale(with));
            let page = statement::render(self.context(), key, Some(with))?;
            Ok(Document::of_page(&format!("{}, {}", locale.id, beside.id), page).noindex(!locale.is_listed()))
        })
    }

    /// The contact form with a topic and a passage chosen, as far as there are such; nothing if there is neither.
    pub fn prefilled(
        &self,
        key: LocaleKey,
        topic: Option<&str>,
        about: Option<&str>,
    ) -> Option<Result<Document, RenderError>> {
        let topic = topic.and_then(Topic::parse);
        let about = about.filter(|id| self.outline().passages().contains(id));
        if topic.is_none() && about.is_none() {
            return None;
        }
        let typed = Typed {
            topic: topic.map_or_else(String::new, |topic| topic.as_str().to_owned()),
            about: about.unwrap_or_default().to_owned(),
            ..Typed::default()
        };
        let state = FormState { typed, ..FormState::default() };
        let locale = self.catalog().locale(key);
        Some(self.form(key).map(|form| {
            Document::of_parts(&locale.id, form.fill(&state), &form.tag(&state.typed)).noindex(!locale.is_listed())
        }))
    }

    fn form(&self, key: LocaleKey) -> Result<Arc<contact::Form>, RenderError> {
        self.forms.get_or_make(key, || contact::form(self.context(), key))
    }

    /// The contact page as somebody has filled it in. Where it was refused unread the page holds nothing of theirs: one
    /// is kept for all, since a flood of such forms would fill the memory with copies of it.
    pub fn contact_form(&self, key: LocaleKey, state: &FormState) -> Result<Arc<Document>, RenderError> {
        let make = || Ok(self.personal(key, self.form(key)?.fill(state)));
        match state.unread() {
            Some(refusal) => self.unread_forms.get_or_make((key, refusal), make),
            None => make().map(Arc::new),
        }
    }

    /// The receipt of a reference.
    pub fn receipt(&self, key: LocaleKey, reference: &str, lookup: Lookup) -> Result<Document, RenderError> {
        let make = || receipt::receipt(self.context(), key, lookup);
        let receipt = self.receipts.get_or_make((key, lookup.into()), make)?;
        Ok(self.personal(key, receipt.fill(self.context(), key, reference, lookup)?))
    }

    /// A document of one reader: nobody asks for it again by its tag.
    fn personal(&self, key: LocaleKey, page: Filled) -> Document {
        Document::of_parts(&self.catalog().locale(key).id, page, "").noindex(true)
    }

    /// What an `Accept-Language` header leads to among the listed locales.
    pub fn negotiate(&self, header: &str) -> Negotiated {
        self.negotiation.negotiate(header)
    }

    /// The locale that a tag in another form means: the same language in the same script.
    pub fn locale_for_tag(&self, tag: &str) -> Option<LocaleKey> {
        self.negotiation.meant(tag)
    }

    /// What its pages are made from.
    pub(super) fn context(&self) -> Context<'_> {
        Context { marking: &self.marking, ..self.basis.context() }
    }
}

fn documents(context: Context<'_>) -> Result<HashMap<String, PageDocument>, RenderError> {
    in_each_language(context, |key, locale| {
        let noindex = !locale.is_listed();
        let mut documents = Vec::new();
        for &page in Page::ALL {
            let document = Document::of_page(&locale.id, pages::render(page, context, key)?).noindex(noindex);
            documents.push((context.addresses.page(page, locale), PageDocument { document, page: Some(page), key }));
        }
        let text = statement::plain_text(context, key)?;
        let canonical = context.addresses.absolute(&context.addresses.page(Page::Statement, locale));
        let document = Document::new(Media::Text, &locale.id, text).noindex(noindex).with_canonical(canonical);
        let plain_text = PageDocument { document, page: None, key };
        documents.push((context.addresses.target(PathTarget::PlainText, locale), plain_text));
        Ok(documents)
    })
}

fn failures(context: Context<'_>) -> Result<HashMap<(Failure, LocaleKey), Document>, RenderError> {
    let entries = choices(context);
    in_each_language(context, |key, locale| {
        let failure = |&failure: &Failure| {
            let page = error::render(context, key, failure, &entries)?;
            Ok(((failure, key), Document::of_page(&locale.id, page).noindex(true)))
        };
        Failure::ALL.iter().map(failure).collect()
    })
}

/// Renders documents in each language, several languages at a time. Of several errors the first in the order of the
/// languages counts.
fn in_each_language<K: Eq + Hash + Send, D: Send>(
    context: Context<'_>,
    render: impl Fn(LocaleKey, &Locale) -> Result<Vec<(K, D)>, RenderError> + Sync,
) -> Result<HashMap<K, D>, RenderError> {
    let locales: Vec<_> = context.catalog.locales().collect();
    let rendered: Vec<_> = locales.into_par_iter().map(|(key, locale)| render(key, locale)).collect();
    let rendered: Vec<_> = rendered.into_iter().collect::<Result<_, _>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

fn shared(context: Context<'_>) -> Result<SharedDocuments, RenderError> {
    let source = context.catalog.source();
    let language = &context.catalog.locale(source).id;
    Ok(SharedDocuments {
        languages: choice_of_languages(context, None)?,
        robots: Document::new(Media::Text, language, wellknown::robots(context)),
        sitemap: Document::new(Media::Xml, language, wellknown::sitemap(context)),
        security: Document::new(Media::Text, language, wellknown::security(context)),
    })
}

/// The choice of languages, which is in all of them.
fn choice_of_languages(context: Context<'_>, first: Option<LocaleKey>) -> Result<Document, RenderError> {
    let listed: Vec<&str> = context.catalog.listed().map(|(_, locale)| locale.id.as_str()).collect();
    let page = languages::render(context, context.catalog.source(), first)?;
    Ok(Document::of_page(&listed.join(", "), page))
}
