//! The languages of a preview: how far each has come, and where its texts are. Knows no HTTP.

use askama::Template;

use crate::l10n::html::{Html, attributes};
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleKey, Standing, pseudo};
use crate::site::assets::Inlined;
use crate::site::context::{Context, RenderError};
use crate::site::page::Page;
use crate::site::representation::{Document, Rendered};
use crate::site::site::Site;

use super::strip::{KEYS, LANGUAGES, MARKING, MARKS, Strip};

#[derive(Template)]
#[template(path = "preview/languages.html")]
struct PreviewLanguagesTemplate {
    languages: Vec<LanguageEntry>,
    strip: Strip,
}

struct LanguageEntry {
    tag: String,
    name: String,
    language: Html,
    state: String,
    to_do: Vec<String>,
    messages: String,
    statement: String,
}

impl LanguageEntry {
    /// The address of the statement with its texts shown in a way.
    fn shown(&self, way: &str) -> String {
        format!("{}?{MARKING}={way}", self.statement)
    }
}

/// The page.
pub fn languages(site: &Site) -> Result<Document, RenderError> {
    let context = site.context();
    let page = PreviewLanguagesTemplate {
        languages: context.catalog.locales().map(|(key, _)| entry(context, key)).collect(),
        strip: Strip::of_all(context.addresses.public_url(), context.addresses.preview(LANGUAGES)),
    };
    let html = page.render().map_err(|source| RenderError::Template { template: "preview/languages.html", source })?;
    Ok(Document::of_page(SOURCE, Rendered { html, inlined: Inlined::Preview }).noindex(true))
}

fn entry(context: Context<'_>, key: LocaleKey) -> LanguageEntry {
    let Context { catalog, addresses, .. } = context;
    let locale = catalog.locale(key);
    let state = match key {
        _ if key == catalog.source() => "the English".to_owned(),
        _ if pseudo::is_pseudo(&locale.id) => "made of the English, in previews only".to_owned(),
        _ => {
            format!(
                "{}, {} % of the words of the statement",
                locale.visibility.name().replace('-', " "),
                catalog.coverage(key).percent()
            )
        }
    };
    LanguageEntry {
        tag: locale.id.clone(),
        name: locale.endonym.clone(),
        language: attributes("", Some(locale), catalog.locale(catalog.source())),
        state,
        to_do: to_do(context, key),
        messages: addresses.preview(&locale.id),
        statement: addresses.page(Page::Statement, locale),
    }
}

/// How many texts that something is to be done for stand how.
fn to_do(context: Context<'_>, key: LocaleKey) -> Vec<String> {
    let outstanding = if key == context.catalog.source() { Vec::new() } else { context.catalog.outstanding(key) };
    let count = |standing: Standing| {
        let number = outstanding.iter().filter(|text| text.standing == standing).count();
        (number > 0).then(|| format!("{number} {standing}"))
    };
    Standing::LEFT_TO_DO.into_iter().filter_map(count).collect()
}
