//! What machines read in the head of a page: description, canonical and alternate addresses,
//! Open Graph, JSON-LD. One list of languages makes all of them.

use serde_json::{Value, json};

use crate::l10n::html::Html;
use crate::l10n::icu_tag::to_icu;
use crate::l10n::markup::without_isolates;
use crate::l10n::{Locale, View};

use super::context::Context;
use super::page::Page;
use super::share_picture::SharePicture;

/// The page in a language, for `hreflang`.
pub struct Alternate {
    /// The tag, or `x-default`.
    pub hreflang: String,
    /// The absolute address.
    pub href: String,
}

/// The metadata of a page.
pub struct Metadata {
    /// The page in one or two sentences.
    pub description: String,
    /// The absolute address of the page.
    pub canonical: String,
    /// The page in every listed language; empty if this one is not listed.
    pub alternates: Vec<Alternate>,
    /// The title, for previews.
    pub title: String,
    /// Whose site it is, for previews.
    pub site_name: String,
    /// The language as Open Graph names it: `az_AZ`.
    pub og_locale: String,
    /// The picture for previews.
    pub picture: SharePicture,
    /// The page as data.
    pub json_ld: Option<Html>,
    /// Whether it is that of another address of the page.
    pub is_elsewhere: bool,
}

impl Metadata {
    /// The metadata of a page in a language.
    pub fn of_page(context: Context<'_>, t: &View<'_>, page: Page, title: &str) -> Self {
        let url = |locale: &Locale| context.addresses.absolute(&context.addresses.page(page, locale));
        let alternates = if t.locale().is_listed() { alternates(context, page) } else { Vec::new() };
        let mut metadata = Self::new(context, t, title, page.description(), url(t.locale()), alternates);
        metadata.json_ld = Some(Html(script_safe(&json_ld(context, t, page, &metadata))));
        metadata
    }

    /// The metadata of the bare address: the `x-default` of the statement.
    pub fn of_root(context: Context<'_>, t: &View<'_>, title: &str) -> Self {
        let url = context.addresses.absolute(&context.addresses.root());
        let mut metadata =
            Self::new(context, t, title, Page::Statement.description(), url, alternates(context, Page::Statement));
        let languages: Vec<&str> = context.catalog.listed().map(|(_, locale)| locale.id.as_str()).collect();
        metadata.json_ld = Some(Html(script_safe(&json!({
            "@context": "https://schema.org", "@type": "WebSite", "@id": metadata.canonical, "url": metadata.canonical,
            "name": metadata.title, "inLanguage": languages,
        }))));
        metadata
    }

    /// The same on another address of the page: it names the page, and says nothing that the page says for itself.
    pub fn elsewhere(self) -> Self {
        Self { alternates: Vec::new(), json_ld: None, is_elsewhere: true, ..self }
    }

    fn new(
        context: Context<'_>,
        t: &View<'_>,
        title: &str,
        description: &str,
        canonical: String,
        alternates: Vec<Alternate>,
    ) -> Self {
        let publication = context.publication;
        let locale = t.locale();
        let publisher = if publication.official { "publisher-official" } else { "publisher-copy" };
        Self {
            description: without_isolates(&t.text(description).plain()),
            canonical,
            alternates,
            title: without_isolates(title),
            site_name: without_isolates(&t.text(publisher).plain()),
            og_locale: og_locale(locale),
            picture: SharePicture::of(context, t),
            json_ld: None,
            is_elsewhere: false,
        }
    }
}

/// A page in every listed language, and where those go who speak none of them.
pub fn alternates(context: Context<'_>, page: Page) -> Vec<Alternate> {
    let Context { catalog, addresses, .. } = context;
    let url = |locale: &Locale| addresses.absolute(&addresses.page(page, locale));
    let default = match page {
        Page::Statement => addresses.absolute(&addresses.root()),
        _ => url(catalog.locale(catalog.source())),
    };
    let listed = catalog.listed().map(|(_, locale)| Alternate { hreflang: locale.id.clone(), href: url(locale) });
    listed.chain([Alternate { hreflang: "x-default".into(), href: default }]).collect()
}

/// `zh-Hans` as `zh_CN`: Open Graph wants language and territory, and the networks know Arabic as `ar_AR` alone. The other
/// languages are not named: by `og:locale:alternate` a network asks for them at this same address, which has but one.
fn og_locale(locale: &Locale) -> String {
    let full = to_icu(&locale.likely);
    match full.region {
        _ if full.language.as_str() == "ar" => "ar_AR".to_owned(),
        Some(region) => format!("{}_{region}", full.language),
        None => full.language.to_string(),
    }
}

/// JSON that cannot end the element it stands in.
fn script_safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn json_ld(context: Context<'_>, t: &View<'_>, page: Page, metadata: &Metadata) -> Value {
    let Context { catalog, addresses, .. } = context;
    let locale = t.locale();
    let plain = |id: &str| without_isolates(&t.text(id).plain());
    let url = |page: Page, locale: &Locale| addresses.absolute(&addresses.page(page, locale));
    let ministry = json!({
        "@type": "GovernmentOrganization", "name": plain("publisher-official"), "url": addresses.original_website(),
    });
    let statement = url(Page::Statement, locale);
    let contact = addresses.absolute(&addresses.contact(locale));

    let mut trail = vec![(plain("section"), None), (plain("title"), Some(statement.clone()))];
    if page != Page::Statement {
        trail.push((metadata.title.clone(), Some(metadata.canonical.clone())));
    }
    let trail: Vec<Value> = (1..)
        .zip(trail)
        .map(|(position, (name, item))| {
            let mut entry = json!({ "@type": "ListItem", "position": position, "name": name });
            if let Some(item) = item {
                entry["item"] = json!(item);
            }
            entry
        })
        .collect();
    let breadcrumb = json!({ "@type": "BreadcrumbList", "itemListElement": trail });

    if page != Page::Statement {
        return json!({
            "@context": "https://schema.org", "@type": "WebPage", "@id": metadata.canonical, "url": metadata.canonical,
            "name": metadata.title, "inLanguage": locale.id, "breadcrumb": breadcrumb,
        });
    }
    let source = catalog.source();
    let mut article = json!({
        "@type": "Article", "@id": format!("{statement}#article"), "headline": plain("title"), "articleSection": plain("section"),
        "description": metadata.description, "inLanguage": locale.id, "image": metadata.picture.href, "author": ministry,
        "copyrightHolder": ministry, "copyrightNotice": plain("rights"), "acquireLicensePage": contact,
        "isBasedOn": addresses.original(), "mainEntityOfPage": metadata.canonical,
    });
    // Of whoever publishes a copy nothing is known, nor the day on which the ministry published the statement.
    if context.publication.official {
        article["publisher"] = ministry;
    }
    if let Some(day) = context.last_change(page, t.key()) {
        article["dateModified"] = json!(day.to_string());
    }
    let work = |locale: &Locale| json!({ "@type": "Article", "@id": format!("{}#article", url(Page::Statement, locale)), "inLanguage": locale.id });
    if t.key() == source {
        article["workTranslation"] = catalog.listed().filter(|(key, _)| *key != source).map(|(_, l)| work(l)).collect();
    } else {
        article["translationOfWork"] = work(catalog.locale(source));
    }
    json!({
        "@context": "https://schema.org",
        "@graph": [
            { "@type": "WebPage", "@id": metadata.canonical, "url": metadata.canonical, "name": metadata.title,
              "inLanguage": locale.id, "breadcrumb": breadcrumb },
            article,
        ],
    })
}
