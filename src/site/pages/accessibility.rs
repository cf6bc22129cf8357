//! The accessibility statement.

use askama::Template;
use jiff::civil::{self, Date};

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;
use crate::site::representation::Rendered;

/// The day on which the statement was last reviewed. A test asks for a review within a year.
pub const REVIEWED: Date = civil::date(2026, 11, 23);

/// Its sections, by the messages that head them.
const SECTIONS: [&str; 5] = [
    "accessibility-status",
    "accessibility-limits",
    "accessibility-measures",
    "accessibility-method",
    "accessibility-feedback",
];
/// The section that the ministry’s own website has besides.
const OFFICIAL_SECTION: &str = "accessibility-enforcement";

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityTemplate<'a> {
    layout: Layout<'a>,
    sections: Vec<&'static str>,
    date: Date,
    public_address: String,
    plain_text: String,
}
page_template!(AccessibilityTemplate, "accessibility.html", Page::Accessibility.messages());

/// The accessibility statement.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    let layout = Layout::of_page(context, key, Page::Accessibility);
    let official = layout.official.then_some(OFFICIAL_SECTION);
    AccessibilityTemplate {
        sections: SECTIONS.into_iter().chain(official).collect(),
        date: REVIEWED,
        public_address: context.addresses.public_url().to_string(),
        plain_text: context.addresses.plain_text(layout.locale()),
        layout,
    }
    .finish()
}
