//! What every page shares: the band of a copy, header, language menu, footer and the head.

use std::borrow::Borrow;

use crate::contact::form::{Topic, Typed};
use crate::l10n::html::{Html, attributes, language_of};
use crate::l10n::{Locale, LocaleKey, View};

use super::assets::{Inlined, Styles};
use super::context::{Context, RenderError};
use super::metadata::Metadata;
use super::notices::{self, Notice};
use super::page::{Addresses, Page};
use super::preview::strip::Strip;
use super::representation::Rendered;
use super::static_files::TOUCH_ICON_FILE;

/// The file of the words that every page has, in each locale’s folder.
pub const FILE: &str = "site.ftl";

/// A link to a page in a language.
pub struct LanguageLink<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The path of the page in it.
    pub path: String,
    /// Whether it is the page itself.
    pub is_current: bool,
}

/// The parts of a page that are the same everywhere. Templates read its fields.
pub struct Layout<'a> {
    /// The words of the page.
    pub t: View<'a>,
    /// All addresses.
    pub addresses: &'a Addresses,
    /// The page, unless it is an error or the choice of languages.
    pub page: Option<Page>,
    /// The id of the message that names the page.
    title_id: String,
    /// What the website is called in titles.
    site_name: String,
    /// The contents of `<title>`.
    pub document_title: String,
    /// The page in the other languages, in the order of their names.
    pub languages: Vec<LanguageLink<'a>>,
    /// Whether the page holds a form whose contents outlive a change of the language.
    pub keeps_form: bool,
    /// What machines read in the head.
    pub metadata: Option<Metadata>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// Stand around what says so, where that is a slot.
    pub around_noindex: [Html; 2],
    /// Whether this is the ministry’s own website.
    pub official: bool,
    styles: &'a Styles,
    /// Which style and which script the page has.
    pub inlined: Inlined,
    /// Where the ministry’s own page is.
    pub original: &'a str,
    /// What says that this is a preview, if it is one.
    pub strip: Option<Strip>,
}

impl<'a> Layout<'a> {
    /// The layout of a page in a language.
    pub fn of_page(context: Context<'a>, key: LocaleKey, page: Page) -> Self {
        let locale = context.catalog.locale(key);
        let mut layout = Self::bare(context, key, page.title(), |locale| context.addresses.page(page, locale));
        layout.page = Some(page);
        layout.inlined = match page {
            Page::Statement => Inlined::Single,
            Page::Contact => Inlined::Ways,
            Page::Share | Page::Privacy | Page::Accessibility => Inlined::Other,
        };
        layout.noindex = !locale.is_listed() || context.publication.preview;
        layout.metadata = Some(Metadata::of_page(context, &layout.t, page, &layout.t.text(page.title()).plain()));
        layout
    }

    /// The layout of a page that has no address of its own in each language. `link` says where
    /// the language menu leads.
    pub fn bare(context: Context<'a>, key: LocaleKey, title: &str, link: impl Fn(&Locale) -> String) -> Self {
        let t = context.view(key);
        let languages = context
            .catalog
            .locales()
            .filter(|(_, locale)| locale.is_listed() || context.publication.preview)
            .map(|(other, locale)| LanguageLink { locale, path: link(locale), is_current: other == key })
            .collect();
        let title_id = title.to_owned();
        let title = t.text(title).plain();
        let site_name = match context.publication.official {
            true => t.text("site-official").plain(),
            false => t.text("site-copy").arg("website", context.addresses.original_host()).plain(),
        };
        Self {
            title_id,
            document_title: document_title(&t, &title, &site_name),
            site_name,
            addresses: context.addresses,
            page: None,
            languages,
            keeps_form: false,
            metadata: None,
            noindex: true,
            around_noindex: [Html::none(), Html::none()],
            official: context.publication.official,
            styles: context.styles,
            inlined: Inlined::Other,
            original: context.addresses.original(),
            strip: context.publication.preview.then(|| Strip::new(context, key)),
            t,
        }
    }

    /// The layout of a receipt: it is below the contact page, with an address of its own and for nobody else to find.
    pub fn of_receipt(context: Context<'a>, key: LocaleKey, title: &str, link: impl Fn(&Locale) -> String) -> Self {
        Self { page: Some(Page::Contact), inlined: Inlined::Receipt, ..Self::bare(context, key, title, link) }
    }

    /// The same layout around a form: the language menu takes along what was typed.
    pub fn keeping_a_form(self) -> Self {
        Self { keeps_form: true, inlined: Inlined::Form, ..self }
    }

    /// The title of the document, if the page were called so.
    pub fn document_title(&self, title: &str) -> String {
        document_title(&self.t, title, &self.site_name)
    }

    /// The language of the page.
    pub fn locale(&self) -> &'a Locale {
        self.t.locale()
    }

    /// ` lang="…" dir="…"` of a language on this page, and the class of its script where that is another one.
    pub fn language_of(&self, locale: &Locale) -> Html {
        language_of(locale, self.locale())
    }

    /// The same for an element that has a class of its own.
    pub fn classed(&self, class: &str, locale: &Locale) -> Html {
        attributes(class, Some(locale).filter(|locale| locale.id != self.locale().id), self.locale())
    }

    /// How many languages there are to choose from.
    pub fn number_of_languages(&self) -> usize {
        self.t.catalog().listed().count()
    }

    /// The path of a page in the language of this one.
    pub fn path(&self, page: impl Borrow<Page>) -> String {
        self.addresses.page(*page.borrow(), self.locale())
    }

    /// Where messages are written, or what says where else: the contact form, or the page that has none.
    pub fn contact(&self) -> String {
        self.addresses.contact(self.locale())
    }

    /// The same under the name that the website is known by, whatever name the reader came by.
    pub fn absolute_contact(&self) -> String {
        self.addresses.absolute(&self.contact())
    }

    /// Whether this is the view of two languages.
    pub fn is_pair(&self) -> bool {
        self.inlined == Inlined::Pair
    }

    /// Whether messages can be written.
    pub fn has_form(&self) -> bool {
        self.addresses.form(self.locale()).is_some()
    }

    /// The same address with a topic chosen.
    pub fn contact_with_topic(&self, topic: impl Borrow<Topic>) -> String {
        self.addresses.contact_with_topic(self.locale(), *topic.borrow())
    }

    /// The path of this page in the source language; of the statement if this is no page.
    pub fn source_path(&self) -> String {
        let catalog = self.t.catalog();
        self.addresses.page(self.page.unwrap_or(Page::Statement), catalog.locale(catalog.source()))
    }

    /// The id of the form that the language menu takes along.
    pub fn form_id(&self) -> &'static str {
        "message-form"
    }

    /// The name that the language buttons send ([`Typed::LANGUAGE_BUTTON`]).
    pub fn show_name(&self) -> &'static str {
        Typed::LANGUAGE_BUTTON
    }

    /// The id of the button that shows the form in a language with what was typed.
    pub fn switch_id(&self, language: &LanguageLink<'_>) -> String {
        format!("to-{}", language.locale.id)
    }

    /// The inlined style.
    pub fn style(&self) -> Html {
        Html(self.styles.of(self.inlined).unwrap_or_default().to_owned())
    }

    /// The inlined script.
    pub fn script(&self) -> Html {
        Html(self.inlined.script().unwrap_or_default().to_owned())
    }

    /// The path of a file of the site.
    pub fn file(&self, name: &str) -> String {
        self.addresses.file(name)
    }

    /// The picture for home screens.
    pub fn touch_icon(&self) -> String {
        self.addresses.file(&TOUCH_ICON_FILE.path)
    }

    /// The notice that says who approved what the page says, or that nobody has; none for the source.
    pub fn review_notice(&self) -> Option<Notice<'a>> {
        notices::of_review(&self.t, &self.title_id, &self.source_path())
    }

    /// Whether a page is this one.
    pub fn is_page(&self, page: impl Borrow<Page>) -> bool {
        self.page == Some(*page.borrow())
    }
}

/// “Privacy Policy – unofficial copy of mfa.gov.az”.
fn document_title(t: &View<'_>, title: &str, site: &str) -> String {
    t.text("document-title").arg("page", title).arg("site", site).plain()
}

/// A page ready to be rendered.
pub trait PageTemplate: askama::Template {
    /// The file it is made from, for error messages.
    const FILE: &'static str;

    /// The file of each locale in which its words belong.
    const MESSAGES: &'static str;

    /// Its layout.
    fn layout(&self) -> &Layout<'_>;

    /// The page. An error names the messages that the source lacks.
    fn finish(&self) -> Result<Rendered, RenderError> {
        let html = self.render().map_err(|source| RenderError::Template { template: Self::FILE, source })?;
        Self::check_messages(&self.layout().t)?;
        Ok(Rendered { html, inlined: self.layout().inlined })
    }

    /// Checks that the source has everything that it was asked for.
    fn check_messages(view: &View<'_>) -> Result<(), RenderError> {
        match view.unanswered() {
            unanswered if unanswered.is_empty() => Ok(()),
            missing => Err(RenderError::Messages { template: Self::FILE, file: Self::MESSAGES, missing }),
        }
    }
}

/// Says for a template struct with a field `layout` which file it is made from, and in which its words belong.
macro_rules! page_template {
    ($page:ident, $file:literal, $messages:expr) => {
        impl $crate::site::layout::PageTemplate for $page<'_> {
            const FILE: &'static str = $file;
            const MESSAGES: &'static str = $messages;
            fn layout(&self) -> &$crate::site::layout::Layout<'_> {
                &self.layout
            }
        }
    };
}
pub(crate) use page_template;
