//! The receipt: what the sender of a message is shown, and may come back to. Nothing in it is
//! personal; whoever knows the reference may see it.

use askama::Template;
use jiff::civil::DateTime;
use strum::{EnumIter, IntoEnumIterator};

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;

/// What a reference leads to.
#[derive(Clone, Copy, Debug, EnumIter)]
pub enum Lookup {
    /// A message was stored under it, at this time (UTC).
    Found(DateTime),
    /// There is none.
    Unknown,
    /// It is not a reference: its check digit says that it was mistyped.
    Mistyped,
    /// The storage does not answer.
    Unavailable,
}

impl Lookup {
    /// A reference in every state that has words of its own, as the compiler counts them.
    pub(super) fn every_state() -> impl Iterator<Item = Self> {
        Self::iter()
    }
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptTemplate<'a> {
    layout: Layout<'a>,
    reference: &'a str,
    lookup: Lookup,
    days: usize,
}
page_template!(ReceiptTemplate, "receipt.html");

/// The receipt of a reference.
pub fn render(context: Context<'_>, key: LocaleKey, reference: &str, lookup: Lookup) -> Result<String, RenderError> {
    let title = match lookup {
        Lookup::Found(_) => "receipt-title",
        Lookup::Unknown | Lookup::Mistyped => "receipt-unknown",
        Lookup::Unavailable => "receipt-unavailable",
    };
    let layout =
        Layout::below(context, key, Page::Contact, title, |locale| context.addresses.receipt(reference, locale));
    ReceiptTemplate { reference, lookup, days: context.publication.retention_days as usize, layout }.finish()
}
