//! The pages and their addresses: the only place that builds a URL.

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use strum::VariantArray;

use crate::config::{Live, PublicUrl};
use crate::contact::form::Topic;
use crate::l10n::check::Finding;
use crate::l10n::{Locale, LocaleFile};

use super::outline;
use super::statement_data::{FutureDay, StatementData, StatementDataError};

/// Everything but the unreserved characters (RFC 3986 §2.3).
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same of several segments of a path, which may hold parentheses.
const SEGMENTS: &AsciiSet = &PART.remove(b'/').remove(b'(').remove(b')');

/// A page that every locale has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray)]
pub enum Page {
    /// The statement itself.
    Statement,
    /// Where to share it.
    Share,
    /// The privacy policy.
    Privacy,
    /// The accessibility statement.
    Accessibility,
    /// How to reach the office.
    Contact,
}

impl Page {
    /// All pages, in the order of the sitemap: that of their declaration.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The message that names it. What it says stands in the same file.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Statement => "title",
            Self::Share => "share-title",
            Self::Privacy => "privacy-title",
            Self::Accessibility => "accessibility-title",
            Self::Contact => "contact-title",
        }
    }

    /// The message that says in a sentence what it is.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Statement => "description",
            Self::Share => "share-description",
            Self::Privacy => "privacy-description",
            Self::Accessibility => "accessibility-description",
            Self::Contact => "contact-description",
        }
    }

    /// The file of its words, in each locale’s folder.
    pub const fn messages(self) -> &'static str {
        match self {
            Self::Statement => outline::FILE,
            Self::Share => "share.ftl",
            Self::Privacy => "privacy.ftl",
            Self::Accessibility => "accessibility.ftl",
            Self::Contact => "contact.ftl",
        }
    }

    /// The last part of its address; `None` for the statement, whose data say it.
    const fn own_slug(self) -> Option<&'static str> {
        match self {
            Self::Statement => None,
            Self::Share => Some("share"),
            Self::Privacy => Some("privacy"),
            Self::Accessibility => Some("accessibility"),
            Self::Contact => Some("contact"),
        }
    }
}

/// What stands before the reference in the path of a receipt, behind the language.
const RECEIPT: &str = "contact/received/";

/// What everything that only a preview has stands below. No language has such a tag.
const PREVIEW: &str = "_l10n";

/// What stands behind the language in a path of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathTarget {
    /// A page.
    Page(Page),
    /// The statement as plain text.
    PlainText,
    /// Another address of the statement: the language alone, or where the statement used to be.
    StatementAlias,
}

/// Reads the reference in what follows the language in a path.
pub fn reference_in(rest: &str) -> Option<&str> {
    rest.strip_prefix(RECEIPT).map(|rest| rest.strip_suffix('/').unwrap_or(rest)).filter(|rest| !rest.contains('/'))
}

/// A text as a part of an address: a segment of a path, or a value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, PART).to_string()
}

/// A text as the segments of a path.
pub fn encode_path(text: &str) -> String {
    utf8_percent_encode(text, SEGMENTS).to_string()
}

/// Builds addresses from the public URL. Paths are what links on the site use; `absolute`
/// is for everything that leaves it.
#[derive(Clone, Debug)]
pub struct Addresses {
    public_url: PublicUrl,
    live: Live,
    statement: StatementData,
}

impl Addresses {
    /// Addresses below a public URL, of the statement that these files hold.
    pub fn new(public_url: PublicUrl, files: &[LocaleFile]) -> Result<Self, StatementDataError> {
        let taken: Vec<&str> = Page::ALL.iter().filter_map(|page| page.own_slug()).collect();
        Ok(Self { public_url, live: Live::Here, statement: StatementData::read(files, &taken)? })
    }

    /// The same, with the form and the view of two languages elsewhere.
    pub fn with_live(self, live: Live) -> Self {
        Self { live, ..self }
    }

    /// The last part of a page’s address.
    pub fn slug(&self, page: Page) -> &str {
        page.own_slug().unwrap_or(&self.statement.address)
    }

    /// The address of the website that the statement is taken from.
    pub fn original_website(&self) -> String {
        format!("{}/", self.statement.original.origin().ascii_serialization())
    }

    /// The host of that website.
    pub fn original_host(&self) -> &str {
        self.statement.original.host_str().unwrap_or_default()
    }

    /// The page that the statement is taken from.
    pub fn original(&self) -> &str {
        self.statement.original.as_str()
    }

    /// The day on which the statement was taken from there, if that is known.
    pub fn retrieved(&self) -> Option<Date> {
        self.statement.retrieved
    }

    /// The same with another day on which the statement was taken, or none.
    pub fn with_retrieved(mut self, retrieved: Option<Date>) -> Self {
        self.statement.retrieved = retrieved;
        self
    }

    /// What is wrong in the data of the statement and keeps no page from its readers.
    pub fn statement_finding(&self) -> Option<Finding> {
        self.statement.future.as_ref().map(FutureDay::finding)
    }

    /// Reads what follows the language in a path: `share`, `fight-against-terrorism.txt`.
    pub fn read_target(&self, rest: &str) -> Option<PathTarget> {
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.is_empty() || self.statement.former_addresses.iter().any(|former| former == rest) {
            return Some(PathTarget::StatementAlias);
        }
        match rest.strip_suffix(".txt") {
            Some(name) => (name == self.statement.address).then_some(PathTarget::PlainText),
            None => Page::ALL.iter().copied().find(|page| self.slug(*page) == rest).map(PathTarget::Page),
        }
    }

    /// Everything that [`Self::read_target`] reads, as it is right: what leads to the statement first.
    pub fn targets(&self) -> Vec<(String, PathTarget)> {
        let former = self.statement.former_addresses.iter().cloned();
        let aliases = [String::new()].into_iter().chain(former).map(|rest| (rest, PathTarget::StatementAlias));
        let pages = Page::ALL.iter().map(|page| (self.slug(*page).to_owned(), PathTarget::Page(*page)));
        let plain_text = (format!("{}.txt", self.statement.address), PathTarget::PlainText);
        aliases.chain(pages).chain([plain_text]).collect()
    }

    /// The path that all addresses live under: empty, or `/a/b`.
    pub fn base(&self) -> &str {
        &self.public_url.base
    }

    /// The public URL.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// An address as one that can leave the site.
    pub fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.public_url.origin) } else { address.to_owned() }
    }

    /// The path of the language choice.
    pub fn root(&self) -> String {
        format!("{}/", self.public_url.base)
    }

    /// The path of a page.
    pub fn page(&self, page: Page, locale: &Locale) -> String {
        format!("{}/{}/{}", self.public_url.base, locale.id, self.slug(page))
    }

    /// The path of the statement as plain text.
    pub fn plain_text(&self, locale: &Locale) -> String {
        format!("{}.txt", self.page(Page::Statement, locale))
    }

    /// The address of the contact form, if there is one.
    pub fn form(&self, locale: &Locale) -> Option<String> {
        self.on_server(self.page(Page::Contact, locale))
    }

    /// The address of the contact form; of the contact page where there is none.
    pub fn contact(&self, locale: &Locale) -> String {
        self.form(locale).unwrap_or_else(|| self.page(Page::Contact, locale))
    }

    /// The same with a topic chosen, where there is a form to choose it in.
    pub fn contact_with_topic(&self, locale: &Locale, topic: Topic) -> String {
        match self.form(locale) {
            Some(form) => format!("{form}?topic={}", topic.as_str()),
            None => self.page(Page::Contact, locale),
        }
    }

    /// The path of a receipt: of a reference, or of what was typed for one.
    pub fn receipt(&self, reference: &str, locale: &Locale) -> String {
        format!("{}/{}/{RECEIPT}{}", self.public_url.base, locale.id, encode(reference))
    }

    /// The path of the statement in two languages.
    pub fn parallel(&self, locale: &Locale, with: &Locale) -> String {
        format!("{}?with={}", self.page(Page::Statement, locale), with.id)
    }

    /// The address of the statement in two languages, if they are shown anywhere.
    pub fn parallel_link(&self, locale: &Locale, with: &Locale) -> Option<String> {
        self.on_server(self.parallel(locale, with))
    }

    /// Where the form and the view of two languages are.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// Where a path of ours is answered that takes a server, if it is anywhere.
    fn on_server(&self, path: String) -> Option<String> {
        match &self.live {
            Live::Here => Some(path),
            Live::At(url) => Some(format!("{url}{}", path.strip_prefix(self.base()).unwrap_or(&path))),
            Live::Nowhere => None,
        }
    }

    /// The path of a target in a language.
    pub fn target(&self, target: PathTarget, locale: &Locale) -> String {
        match target {
            PathTarget::Page(page) => self.page(page, locale),
            PathTarget::PlainText => self.plain_text(locale),
            PathTarget::StatementAlias => self.page(Page::Statement, locale),
        }
    }

    /// The path of something that only a preview has.
    pub fn preview(&self, name: &str) -> String {
        preview_path(&self.public_url, name)
    }

    /// Reads what follows that in a path: nothing where a preview lists its languages.
    pub fn read_preview<'p>(&self, path: &'p str) -> Option<&'p str> {
        match path.strip_prefix(self.base())?.strip_prefix('/')?.strip_prefix(PREVIEW)? {
            "" => Some(""),
            rest => rest.strip_prefix('/'),
        }
    }

    /// The path of a file that is not a page.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.public_url.base)
    }
}

/// The path of something that only a preview has, at a public URL.
pub fn preview_path(public_url: &PublicUrl, name: &str) -> String {
    format!("{}/{PREVIEW}/{name}", public_url.base)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::l10n::{Catalog, Requirements};
    use crate::site::statement_data;

    #[test]
    fn no_two_pages_have_one_address() {
        let slugs: std::collections::HashSet<_> = Page::ALL.iter().map(|page| page.own_slug()).collect();
        assert_eq!(slugs.len(), Page::ALL.len());
    }

    #[test]
    fn what_follows_the_language_is_read_as_it_is_written() {
        let data =
            "address = \"on-peace\"\nformer-addresses = [\"a/b\", \"old\"]\noriginal = \"https://www.example.org/x\"";
        let files = [LocaleFile::new(statement_data::FILE, data.as_bytes())];
        let addresses = Addresses::new("https://www.example.org".parse().unwrap(), &files).unwrap();
        for (rest, target) in [
            ("", Some(PathTarget::StatementAlias)),
            ("on-peace", Some(PathTarget::Page(Page::Statement))),
            ("on-peace/", Some(PathTarget::Page(Page::Statement))),
            ("on-peace.txt", Some(PathTarget::PlainText)),
            ("a/b", Some(PathTarget::StatementAlias)),
            ("a/b/", Some(PathTarget::StatementAlias)),
            ("old", Some(PathTarget::StatementAlias)),
            ("old.txt", None),
            ("a", None),
            ("share", Some(PathTarget::Page(Page::Share))),
            ("Share", None),
            ("share.txt", None),
            ("share/x", None),
            ("//", None),
        ] {
            assert_eq!(addresses.read_target(rest), target, "{rest}");
        }
        let targets = addresses.targets();
        assert_eq!(targets.len(), 3 + Page::ALL.len() + 1);
        for (rest, target) in targets {
            assert_eq!(addresses.read_target(&rest), Some(target), "{rest}");
        }
    }

    #[test]
    fn the_form_is_where_the_server_is_and_nowhere_without_one() {
        let data = "address = \"on-peace\"\noriginal = \"https://www.example.org/x\"";
        let locale = LocaleFile::new("en/site.ftl", b"language-name = English");
        let catalog = Catalog::load(&[locale], &Requirements { passages_in: "x.ftl", share_services: &[] }).unwrap();
        let en = catalog.locale(catalog.source());
        let files = [LocaleFile::new(statement_data::FILE, data.as_bytes())];
        let addresses = Addresses::new("https://www.example.org/a".parse().unwrap(), &files).unwrap();
        for (live, contact, with_topic, parallel) in [
            (Live::Here, "/a/en/contact", "/a/en/contact?topic=text", Some("/a/en/on-peace?with=en")),
            (
                Live::At("https://live.example.org".parse().unwrap()),
                "https://live.example.org/en/contact",
                "https://live.example.org/en/contact?topic=text",
                Some("https://live.example.org/en/on-peace?with=en"),
            ),
            (Live::Nowhere, "/a/en/contact", "/a/en/contact", None),
        ] {
            let addresses = addresses.clone().with_live(live);
            assert_eq!(addresses.contact(en), contact);
            assert_eq!(addresses.contact_with_topic(en, Topic::Text), with_topic);
            assert_eq!(addresses.parallel_link(en, en).as_deref(), parallel);
            assert_eq!(addresses.page(Page::Contact, en), "/a/en/contact");
        }
    }
}
