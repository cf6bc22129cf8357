//! All texts of a language on one page: each filled in with its examples, one row for each plural category, beside its
//! English and the comment, with its state and the line of the file. Knows no HTTP.

use std::collections::HashMap;

use askama::Template;

use crate::l10n::check::max_length;
use crate::l10n::examples::{Category, ExampleRow, filled, rows};
use crate::l10n::html::{Html, attributes};
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleFile, LocaleKey, Placed, Text, View, placed};
use crate::site::assets::Inlined;
use crate::site::context::{Context, RenderError};
use crate::site::layout;
use crate::site::outline;
use crate::site::page::Page;
use crate::site::representation::{Document, Rendered};
use crate::site::site::Site;

use super::strip::Strip;

#[derive(Template)]
#[template(path = "preview/messages.html")]
struct MessagesTemplate {
    tag: String,
    /// The files of the English, each with its texts.
    files: Vec<(String, Vec<MessageEntry>)>,
    strip: Strip,
}

struct MessageEntry {
    id: String,
    /// The name of the text as the end of an address.
    anchor: String,
    comment: Vec<String>,
    standing: String,
    /// The file and the line, if it is there.
    place: Option<String>,
    /// Where readers find it.
    shown_at: Option<String>,
    lines: Vec<ShownPart>,
}

/// A part of a text with some values.
struct ShownPart {
    /// The attribute, and what the row is for.
    what: String,
    /// The language of the text, which may be another than that of the page.
    language: Html,
    text: String,
    english: String,
    length: Option<Length>,
}

/// How long a text is, in characters as readers see them, where the English says how long it may be.
struct Length {
    length: usize,
    most: usize,
}

impl Length {
    /// So many characters there is no room for.
    fn too_many(&self) -> usize {
        self.length.saturating_sub(self.most)
    }
}

/// The page of a language. `files` are those that the site was made from.
pub fn messages(site: &Site, files: &[LocaleFile], key: LocaleKey) -> Result<Document, RenderError> {
    let context = site.context();
    let catalog = context.catalog;
    let locale = catalog.locale(key);
    let own: HashMap<String, Placed> =
        placed(files, &locale.id).into_iter().map(|text| (text.id.clone(), text)).collect();
    let (view, english_view) = (View::new(catalog, key), View::new(catalog, catalog.source()));
    let mut by_file: Vec<(String, Vec<MessageEntry>)> = Vec::new();
    for english in placed(files, SOURCE) {
        let name = english.path.rsplit('/').next().unwrap_or_default().to_owned();
        let own = own.get(&english.id);
        let entry = MessageEntry {
            anchor: format!("text{}{}", if english.id.starts_with('-') { "" } else { "-" }, english.id),
            comment: english.comment.clone(),
            standing: catalog.standing(key, &english.id).to_string(),
            place: own.map(|own| format!("{}:{}", own.path, own.line)),
            shown_at: shown_at(context, key, &name, &english.id),
            lines: lines(&view, &english_view, &english, own),
            id: english.id,
        };
        match by_file.last_mut().filter(|(file, _)| *file == name) {
            Some((_, entries)) => entries.push(entry),
            None => by_file.push((name, vec![entry])),
        }
    }
    let page = MessagesTemplate { tag: locale.id.clone(), files: by_file, strip: Strip::of_messages(context, key) };
    let html = page.render().map_err(|source| RenderError::Template { template: "preview/messages.html", source })?;
    Ok(Document::of_page(SOURCE, Rendered { html, inlined: Inlined::Preview }).noindex(true))
}

/// Where readers find a text: a passage by its anchor, what is on one page there, what is on all on the statement.
fn shown_at(context: Context<'_>, key: LocaleKey, file: &str, id: &str) -> Option<String> {
    let locale = context.catalog.locale(key);
    if id.starts_with('-') {
        return None;
    }
    let own = Page::ALL.iter().copied().find(|page| page.messages() == file);
    let page = own.or((file == layout::FILE).then_some(Page::Statement))?;
    let path = context.addresses.page(page, locale);
    Some(if file == outline::FILE { format!("{path}#{id}") } else { path })
}

/// The text and its attributes, each once for each row. A name is shown by the texts that say it.
fn lines(view: &View<'_>, english_view: &View<'_>, english: &Placed, own: Option<&Placed>) -> Vec<ShownPart> {
    if english.id.starts_with('-') {
        let written = |placed: &Placed| placed.written.clone();
        let text = own.map(written).unwrap_or_default();
        return vec![ShownPart {
            what: String::new(),
            language: language(view, None),
            text,
            english: english.written.clone(),
            length: None,
        }];
    }
    let parts =
        english.has_value.then_some(None).into_iter().chain(english.attributes.iter().map(|name| Some(name.as_str())));
    let most = max_length(&english.comment);
    let line = |part: Option<&str>, ExampleRow { category, values }: &ExampleRow| {
        let texts = [view, english_view].map(|view| match part {
            None => view.text(&english.id),
            Some(attribute) => view.part(&english.id, attribute),
        });
        let [text, english] = texts.map(|text| filled(text, values));
        let row = category.map(|Category { name, number }| format!("{name} ({number})"));
        let what = part.map(|name| format!(".{name}")).into_iter().chain(row);
        ShownPart {
            what: what.collect::<Vec<_>>().join(" "),
            language: language(view, Some(&text)),
            text: text.plain(),
            length: most.map(|most| Length { length: text.visible_length(), most }),
            english: english.plain(),
        }
    };
    parts
        .flat_map(|part| rows(english, own, part, view.locale()).iter().map(|row| line(part, row)).collect::<Vec<_>>())
        .collect()
}

fn language(view: &View<'_>, text: Option<&Text<'_, '_>>) -> Html {
    let catalog = view.catalog();
    let own = text.and_then(Text::fallback_locale).unwrap_or(view.locale());
    attributes("", Some(own), catalog.locale(catalog.source()))
}
