//! The receipt: what the sender of a message is shown, and may come back to. Nothing in it is
//! personal; whoever knows the reference may see it.

use std::borrow::Borrow;

use askama::Template;
use jiff::civil::DateTime;
use strum::{EnumCount, EnumDiscriminants, EnumIter, IntoEnumIterator};

use crate::contact::form::Topic;
use crate::l10n::html::Html;
use crate::l10n::{Locale, LocaleKey};
use crate::site::context::{Context, RenderError};
use crate::site::escape::{breakable, escaped};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::{Page, encode};
use crate::site::representation::{Filled, Rendered};
use crate::site::skeleton::{Filling, Skeleton, Slots};

/// What a reference leads to.
#[derive(Clone, Copy, Debug, EnumDiscriminants, EnumIter)]
#[strum_discriminants(
    name(LookupKind),
    derive(Hash, EnumCount),
    doc = "What a reference leads to, whatever the message is.",
    allow(missing_docs)
)]
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

/// A place of the receipt that depends on the message.
#[derive(Clone, Copy, Debug)]
enum ReceiptSlot {
    /// The reference.
    Reference,
    /// The reference as the end of an address.
    Segment,
    /// When the message was stored.
    Time,
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptTemplate<'a> {
    layout: Layout<'a>,
    slots: &'a Slots<ReceiptSlot>,
    lookup: Lookup,
    days: usize,
}
page_template!(ReceiptTemplate, "receipt.html", "receipt.ftl");

impl ReceiptTemplate<'_> {
    /// The address of the receipt up to the reference.
    fn address(&self) -> String {
        let addresses = self.layout.addresses;
        addresses.absolute(&addresses.receipt("", self.layout.locale()))
    }

    /// The same, to be broken after each slash but those of the scheme.
    fn breakable_address(&self) -> Html {
        breakable(&self.address())
    }

    fn slot(&self, slot: impl Borrow<ReceiptSlot>) -> Html {
        self.slots.mark(*slot.borrow())
    }
}

/// The receipt of a language in a state, to be filled in.
pub struct ReceiptPage(Skeleton<ReceiptSlot>);

/// The receipt of whatever reference leads to this state.
pub fn receipt(context: Context<'_>, key: LocaleKey, lookup: Lookup) -> Result<ReceiptPage, RenderError> {
    let title = match lookup {
        Lookup::Found(_) => "receipt-title",
        Lookup::Unknown | Lookup::Mistyped => "receipt-unknown",
        Lookup::Unavailable => "receipt-unavailable",
    };
    let slots = Slots::default();
    let link =
        |locale: &Locale| format!("{}{}", context.addresses.receipt("", locale), slots.mark(ReceiptSlot::Segment));
    let layout = Layout::of_receipt(context, key, title, link);
    let days = context.publication.retention_days as usize;
    let page = ReceiptTemplate { lookup, days, slots: &slots, layout }.finish()?;
    Ok(ReceiptPage(Skeleton::cut(&page, slots)))
}

impl ReceiptPage {
    /// The receipt of a reference.
    pub fn fill(
        &self,
        context: Context<'_>,
        key: LocaleKey,
        reference: &str,
        lookup: Lookup,
    ) -> Result<Filled, RenderError> {
        let time = match lookup {
            Lookup::Found(received) => time(context, key, received)?,
            Lookup::Unknown | Lookup::Mistyped | Lookup::Unavailable => String::new(),
        };
        Ok(self.0.fill(|slot| {
            Filling::Html(match slot {
                ReceiptSlot::Reference => escaped(reference),
                ReceiptSlot::Segment => escaped(&encode(reference)),
                ReceiptSlot::Time => time.clone(),
            })
        }))
    }
}

/// When a message was stored.
fn time(context: Context<'_>, key: LocaleKey, received: DateTime) -> Result<String, RenderError> {
    let view = context.view(key);
    let words = view.text("receipt-time").day("date", received.date()).time("time", received.time());
    let html = format!("<time datetime=\"{}Z\">{words}</time>", received.strftime("%Y-%m-%dT%H:%M"));
    ReceiptTemplate::check_messages(&view)?;
    Ok(html)
}

/// The receipt of a reference.
pub fn render(context: Context<'_>, key: LocaleKey, reference: &str, lookup: Lookup) -> Result<Rendered, RenderError> {
    Ok(receipt(context, key, lookup)?.fill(context, key, reference, lookup)?.rendered())
}
