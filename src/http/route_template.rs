//! What a request was for, as the metrics and the log name it: the template of an address, never the address itself. Knows
//! no request.

use strum::VariantArray;

use crate::site::Page;

/// What a request was for. Templates stand below the base path; what has none begins with no slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum RouteTemplate {
    /// The statement, in one language or two.
    Statement,
    /// The bare address.
    Root,
    /// The statement as plain text.
    PlainText,
    /// Where to share it.
    Share,
    /// The privacy policy.
    Privacy,
    /// The accessibility statement.
    Accessibility,
    /// The contact form, asked for or sent.
    Contact,
    /// The receipt of a message.
    Receipt,
    /// robots.txt, sitemap.xml, security.txt.
    WellKnown,
    /// An icon, or the picture beside a shared link.
    File,
    /// Another form of an address that we have.
    Moved,
    /// Nothing.
    NotFound,
    /// OPTIONS, of whatever is there.
    Options,
    /// What only a preview answers.
    Preview,
    /// A defect came before the answer.
    Panic,
}

impl RouteTemplate {
    /// All of them.
    pub(super) const ALL: &[Self] = Self::VARIANTS;

    /// That of a page; `None` is the statement as plain text.
    pub(super) fn of_page(page: Option<Page>) -> Self {
        match page {
            None => Self::PlainText,
            Some(Page::Statement) => Self::Statement,
            Some(Page::Share) => Self::Share,
            Some(Page::Privacy) => Self::Privacy,
            Some(Page::Accessibility) => Self::Accessibility,
            Some(Page::Contact) => Self::Contact,
        }
    }

    /// Its name in the metrics and the log.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Statement => "/{tag}/{statement}",
            Self::Root => "/",
            Self::PlainText => "/{tag}/{statement}.txt",
            Self::Share => "/{tag}/share",
            Self::Privacy => "/{tag}/privacy",
            Self::Accessibility => "/{tag}/accessibility",
            Self::Contact => "/{tag}/contact",
            Self::Receipt => "/{tag}/contact/received/{reference}",
            Self::WellKnown => "/{well-known}",
            Self::File => "/{file}",
            Self::Moved => "moved",
            Self::NotFound => "none",
            Self::Options => "options",
            Self::Preview => "preview",
            Self::Panic => "panic",
        }
    }
}
