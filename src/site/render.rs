//! Page × locale → documents: the whole site, immutable, swapped whole on reload.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use unic_langid::LanguageIdentifier;

use crate::config::{LogIp, Publication};
use crate::contact::form::{Topic, Typed};
use crate::l10n::{Catalog, Locale, LocaleKey, locale, negotiate};

use super::layout::Context;
use super::page::{Addresses, Page, Place};
use super::representation::{Media, Rendered};
use super::{accessibility, assets, contact, error, languages, privacy, receipt, share, statement, wellknown};

/// Why a page could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template asks for what the source locale does not have.
    #[error("templates/{template} asks for messages that locales/en cannot give: {faults}")]
    Messages {
        /// The file of the template.
        template: &'static str,
        /// The ids, each with the reason.
        faults: String,
    },
    /// A template failed.
    #[error("templates/{template} cannot be filled in")]
    Template {
        /// The file of the template.
        template: &'static str,
        /// Why.
        source: askama::Error,
    },
    /// An address is too long for a QR code.
    #[error("“{url}” does not fit into a QR code; choose a shorter --public-url (COMMUNIQUE_PUBLIC_URL)")]
    Code {
        /// The address.
        url: String,
    },
    /// A date in the code is none.
    #[error("{year}-{month}-{day} is not a day")]
    Date {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u8,
        /// The day, from 1.
        day: u8,
    },
}

/// A file that is not a page and is made from the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Special {
    Languages,
    Robots,
    Sitemap,
    Security,
}

/// A document of which there are many and most are never asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum OnDemand {
    /// The statement in two languages.
    Pair(LocaleKey, LocaleKey),
    /// The form with its topic and its passage filled in.
    Prefilled(LocaleKey, Option<Topic>, Option<usize>),
}

/// The whole site.
pub struct Site {
    catalog: Catalog,
    addresses: Addresses,
    publication: Publication,
    log_ip: LogIp,
    /// The listed tags, the source first, for negotiation.
    listed: Vec<LanguageIdentifier>,
    /// Documents by path.
    documents: HashMap<String, Rendered>,
    specials: HashMap<Special, Rendered>,
    failures: HashMap<(error::Failure, LocaleKey), Rendered>,
    /// What has been asked for of the many.
    kept: Mutex<HashMap<OnDemand, Arc<Rendered>>>,
}

/// So many of these are kept. All pairs of ten languages fit, and what people follow links to.
const KEPT: usize = 200;

impl Site {
    /// Renders everything.
    pub fn new(
        catalog: Catalog,
        addresses: Addresses,
        publication: Publication,
        log_ip: LogIp,
    ) -> Result<Self, RenderError> {
        let context = Context { catalog: &catalog, addresses: &addresses, publication: &publication, log_ip };
        let (documents, failures, specials) = (documents(context)?, failures(context)?, specials(context)?);
        let source = catalog.source();
        let mut listed: Vec<_> = catalog.listed().map(|(_, locale)| locale.tag.clone()).collect();
        listed.sort_by_key(|tag| *tag != catalog.locale(source).tag);
        Ok(Self {
            documents,
            failures,
            specials,
            kept: Mutex::default(),
            listed,
            catalog,
            addresses,
            publication,
            log_ip,
        })
    }

    /// Takes over what an older site has compressed already, where the text is the same.
    pub fn take_over(&self, older: &Self) {
        for (path, document) in &self.documents {
            if let Some(same) = older.documents.get(path) {
                document.take_over(same);
            }
        }
    }

    /// All languages.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// All addresses.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The document at exactly this path.
    pub fn document(&self, path: &str) -> Option<&Rendered> {
        self.documents.get(path)
    }

    /// The paths of all documents, with them.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Rendered)> {
        self.documents.iter().map(|(path, document)| (path.as_str(), document))
    }

    /// The choice of languages.
    pub fn languages(&self) -> &Rendered {
        &self.specials[&Special::Languages]
    }

    /// A file with a fixed name, by its path below the base.
    pub fn well_known(&self, name: &str) -> Option<&Rendered> {
        let special = match name {
            "robots.txt" => Special::Robots,
            "sitemap.xml" => Special::Sitemap,
            ".well-known/security.txt" => Special::Security,
            _ => return None,
        };
        self.specials.get(&special)
    }

    /// A file that is served as it is, by its path below the base.
    pub fn file(&self, name: &str) -> Option<&'static assets::StaticFile> {
        assets::FILES.iter().find(|file| file.path == name)
    }

    /// The page of a failure.
    pub fn failure(&self, failure: error::Failure, key: LocaleKey) -> &Rendered {
        &self.failures[&(failure, key)]
    }

    /// The statement in two languages. Made when it is first asked for: there are as many as
    /// pairs of languages, and most are never read.
    pub fn parallel(&self, key: LocaleKey, with: LocaleKey) -> Result<Arc<Rendered>, RenderError> {
        let (locale, beside) = (self.catalog.locale(key), self.catalog.locale(with));
        let language = format!("{}, {}", locale.id, beside.id);
        let make = || statement::render(self.context(), key, Some(with));
        self.on_demand(OnDemand::Pair(key, with), Page::Statement, locale, language, make)
    }

    /// The contact form with a topic and a passage filled in, as far as there are such.
    pub fn prefilled(
        &self,
        key: LocaleKey,
        topic: Option<&str>,
        about: Option<&str>,
    ) -> Result<Arc<Rendered>, RenderError> {
        let locale = self.catalog.locale(key);
        let topic = topic.and_then(Topic::parse);
        let passages: Vec<&str> = contact::choices().into_iter().flat_map(|(_, ids)| ids).collect();
        let at = about.and_then(|id| passages.iter().position(|passage| *passage == id));
        let typed = Typed {
            topic: topic.map_or_else(String::new, |topic| topic.as_str().to_owned()),
            about: at.map_or_else(String::new, |at| passages[at].to_owned()),
            ..Typed::default()
        };
        let filled = contact::Filled { typed, ..contact::Filled::default() };
        let make = || contact::render(self.context(), key, &filled);
        self.on_demand(OnDemand::Prefilled(key, topic, at), Page::Contact, locale, locale.id.clone(), make)
    }

    /// A document that is made when it is first asked for, as a form of a page.
    fn on_demand(
        &self,
        wanted: OnDemand,
        page: Page,
        locale: &Locale,
        language: String,
        make: impl FnOnce() -> Result<String, RenderError>,
    ) -> Result<Arc<Rendered>, RenderError> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rendered) = kept().get(&wanted) {
            return Ok(Arc::clone(rendered));
        }
        let canonical = self.addresses.absolute(&self.addresses.page(page, locale));
        let rendered = Arc::new(Rendered::new(Media::Html, language, make()?).noindex(true).form_of(canonical));
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(wanted, Arc::clone(&rendered));
        Ok(rendered)
    }

    /// The contact page as somebody has filled it in.
    pub fn filled(&self, key: LocaleKey, filled: &contact::Filled) -> Result<Rendered, RenderError> {
        self.personal(key, contact::render(self.context(), key, filled)?)
    }

    /// The receipt of a reference.
    pub fn receipt(&self, key: LocaleKey, reference: &str, found: receipt::Found) -> Result<Rendered, RenderError> {
        self.personal(key, receipt::render(self.context(), key, reference, found)?)
    }

    fn personal(&self, key: LocaleKey, html: String) -> Result<Rendered, RenderError> {
        Ok(Rendered::new(Media::Html, &self.catalog.locale(key).id, html).noindex(true))
    }

    /// The listed locale that suits an `Accept-Language` header best.
    pub fn negotiate(&self, header: &str) -> Option<LocaleKey> {
        let tag = negotiate::negotiate(header, &self.listed)?;
        self.catalog.by_tag(&tag.to_string())
    }

    /// The locale that serves a tag in whatever form it is written, by the rules of negotiation.
    pub fn serving(&self, tag: &str) -> Option<LocaleKey> {
        let tag = locale::canonicalize(tag)?;
        let all: Vec<&LanguageIdentifier> = self.catalog.locales().map(|(_, locale)| &locale.tag).collect();
        self.catalog.by_tag(&negotiate::nearest(&tag, &all)?.to_string())
    }

    fn context(&self) -> Context<'_> {
        Context {
            catalog: &self.catalog,
            addresses: &self.addresses,
            publication: &self.publication,
            log_ip: self.log_ip,
        }
    }
}

/// Makes every coding of every document as small as it gets, the statement first. Stops when
/// the site is gone, so that a reload does not leave two of these at work.
pub fn compress_best(site: &Weak<Site>) {
    let Some(paths) = site.upgrade().map(|site| {
        let mut paths: Vec<String> = site.documents.keys().cloned().collect();
        paths.sort_by_key(|path| (!path.ends_with(Page::Statement.slug()), path.clone()));
        paths
    }) else {
        return;
    };
    for path in paths {
        let Some(site) = site.upgrade() else { return };
        if let Some(document) = site.documents.get(&path) {
            document.compress_best();
        }
    }
    if let Some(site) = site.upgrade() {
        site.specials.values().chain(site.failures.values()).for_each(Rendered::compress_best);
    }
}

/// Keeps the compressing off the request path.
pub fn compress_in_background(site: &Arc<Site>) -> std::io::Result<()> {
    let site = Arc::downgrade(site);
    std::thread::Builder::new().name("compress".into()).spawn(move || compress_best(&site)).map(drop)
}

fn documents(context: Context<'_>) -> Result<HashMap<String, Rendered>, RenderError> {
    let mut documents = HashMap::new();
    for (key, locale) in context.catalog.locales() {
        let noindex = !locale.is_listed();
        for page in Page::ALL {
            let html = match page {
                Page::Statement => statement::render(context, key, None),
                Page::Share => share::render(context, key),
                Page::Privacy => privacy::render(context, key),
                Page::Accessibility => accessibility::render(context, key),
                Page::Contact => contact::render(context, key, &contact::Filled::default()),
            }?;
            documents.insert(
                context.addresses.page(page, locale),
                Rendered::new(Media::Html, &locale.id, html).noindex(noindex),
            );
        }
        let text = statement::plain_text(context, key)?;
        let canonical = context.addresses.absolute(&context.addresses.page(Page::Statement, locale));
        let document = Rendered::new(Media::Text, &locale.id, text).noindex(noindex).form_of(canonical);
        documents.insert(context.addresses.place(Place::PlainText, locale), document);
    }
    Ok(documents)
}

fn failures(context: Context<'_>) -> Result<HashMap<(error::Failure, LocaleKey), Rendered>, RenderError> {
    let mut failures = HashMap::new();
    for (key, locale) in context.catalog.locales() {
        for failure in error::Failure::ALL {
            let html = error::render(context, key, failure)?;
            failures.insert((failure, key), Rendered::new(Media::Html, &locale.id, html).noindex(true));
        }
    }
    Ok(failures)
}

fn specials(context: Context<'_>) -> Result<HashMap<Special, Rendered>, RenderError> {
    let source = context.catalog.source();
    let language = &context.catalog.locale(source).id;
    let listed: Vec<&str> = context.catalog.listed().map(|(_, locale)| locale.id.as_str()).collect();
    Ok(HashMap::from([
        (Special::Languages, Rendered::new(Media::Html, listed.join(", "), languages::render(context, source)?)),
        (Special::Robots, Rendered::new(Media::Text, language, wellknown::robots(context))),
        (Special::Sitemap, Rendered::new(Media::Xml, language, wellknown::sitemap(context))),
        (Special::Security, Rendered::new(Media::Text, language, wellknown::security(context))),
    ]))
}
