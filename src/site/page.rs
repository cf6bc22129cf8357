//! The pages and their addresses: the only place that builds a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use strum::VariantArray;

use crate::config::PublicUrl;
use crate::contact::form::Topic;
use crate::l10n::Locale;

/// The statement’s name in addresses.
const STATEMENT: &str = "fight-against-terrorism";
/// Everything but the unreserved characters (RFC 3986 §2.3).
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where the statement was on the ministry’s website, below the language.
const FORMER_PATH: &str = "category/tehlukesizlik/terrorculuga-qarsi-mubarize";

/// The ministry’s own page, of which this is a copy.
pub const ORIGINAL: &str = "https://mfa.gov.az/en/category/tehlukesizlik/terrorculuga-qarsi-mubarize";

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

    /// The last part of its address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Statement => STATEMENT,
            Self::Share => "share",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
            Self::Contact => "contact",
        }
    }
}

/// What stands before the reference in the path of a receipt, behind the language.
const RECEIPT: &str = "contact/received/";

/// What stands behind the language in a path of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page.
    Page(Page),
    /// The plain-text twin of the statement.
    PlainText,
    /// Another address of the statement: the language alone, or where the statement used to be.
    StatementAlias,
}

impl Target {
    /// Reads what follows the language in a path: `share`, `fight-against-terrorism.txt`.
    pub fn parse(rest: &str) -> Option<Self> {
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        match rest {
            "" | FORMER_PATH => Some(Self::StatementAlias),
            _ => match rest.strip_suffix(".txt") {
                Some(STATEMENT) => Some(Self::PlainText),
                Some(_) => None,
                None => Page::ALL.iter().copied().find(|page| page.slug() == rest).map(Self::Page),
            },
        }
    }
}

/// Reads the reference in what follows the language in a path.
pub fn reference_in(rest: &str) -> Option<&str> {
    rest.strip_prefix(RECEIPT).map(|rest| rest.strip_suffix('/').unwrap_or(rest)).filter(|rest| !rest.contains('/'))
}

/// A text as a part of an address: a segment of a path, or a value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, PART).to_string()
}

/// Builds addresses from the public URL. Paths are what links on the site use; `absolute`
/// is for everything that leaves it.
#[derive(Clone, Debug)]
pub struct Addresses {
    public_url: PublicUrl,
}

impl Addresses {
    /// Addresses below a public URL.
    pub fn new(public_url: PublicUrl) -> Self {
        Self { public_url }
    }

    /// The path that all addresses live under: empty, or `/a/b`.
    pub fn base(&self) -> &str {
        &self.public_url.base
    }

    /// The public URL.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// A path as an address that can leave the site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.origin)
    }

    /// The path of the language choice.
    pub fn root(&self) -> String {
        format!("{}/", self.public_url.base)
    }

    /// The path of a page.
    pub fn page(&self, page: Page, locale: &Locale) -> String {
        format!("{}/{}/{}", self.public_url.base, locale.id, page.slug())
    }

    /// The path of the statement’s plain-text twin.
    pub fn plain_text(&self, locale: &Locale) -> String {
        format!("{}.txt", self.page(Page::Statement, locale))
    }

    /// The path of the contact page with a topic chosen.
    pub fn contact_with_topic(&self, locale: &Locale, topic: Topic) -> String {
        format!("{}?topic={}", self.page(Page::Contact, locale), topic.as_str())
    }

    /// The path of a receipt: of a reference, or of what was typed for one.
    pub fn receipt(&self, reference: &str, locale: &Locale) -> String {
        format!("{}/{}/{RECEIPT}{}", self.public_url.base, locale.id, encode(reference))
    }

    /// The path of the statement in two languages.
    pub fn parallel(&self, locale: &Locale, with: &Locale) -> String {
        format!("{}?with={}", self.page(Page::Statement, locale), with.id)
    }

    /// The path of a target in a language.
    pub fn target(&self, target: Target, locale: &Locale) -> String {
        match target {
            Target::Page(page) => self.page(page, locale),
            Target::PlainText => self.plain_text(locale),
            Target::StatementAlias => self.page(Page::Statement, locale),
        }
    }

    /// The path of a file that is not a page.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.public_url.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_language_is_read_as_it_is_written() {
        for (rest, target) in [
            ("", Some(Target::StatementAlias)),
            ("fight-against-terrorism", Some(Target::Page(Page::Statement))),
            ("fight-against-terrorism/", Some(Target::Page(Page::Statement))),
            ("fight-against-terrorism.txt", Some(Target::PlainText)),
            ("category/tehlukesizlik/terrorculuga-qarsi-mubarize", Some(Target::StatementAlias)),
            ("share", Some(Target::Page(Page::Share))),
            ("Share", None),
            ("share.txt", None),
            ("share/x", None),
            ("//", None),
        ] {
            assert_eq!(Target::parse(rest), target, "{rest}");
        }
    }
}
