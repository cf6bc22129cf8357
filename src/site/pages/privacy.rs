//! The privacy policy. Its figures are the settings that the software acts by.

use askama::Template;
use jiff::civil::{self, Date};

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;
use crate::site::representation::Rendered;

/// The day of this version: changed with the text.
const DATED: Date = civil::date(2026, 11, 26);

/// The section about what is written down of failures; where each request is, another stands in its place.
const LOG: &str = "privacy-log";

/// The sections that are about messages written in the form.
const SECTIONS_ABOUT_THE_FORM: [&str; 2] = ["privacy-messages", "privacy-floods"];

/// Its sections, by the messages that head them.
const SECTIONS: [&str; 10] = [
    "privacy-controller",
    "privacy-delivery",
    LOG,
    "privacy-messages",
    "privacy-floods",
    "privacy-recipients",
    "privacy-share",
    "privacy-automated",
    "privacy-rights",
    "privacy-language",
];

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyTemplate<'a> {
    layout: Layout<'a>,
    sections: Vec<&'static str>,
    is_each_request_written_down: bool,
    date: Date,
    retention_days: usize,
    review_days: usize,
    log_ip: &'static str,
}
page_template!(PrivacyTemplate, "privacy.html", Page::Privacy.messages());

/// The version, as it is written down with a consent: `2026-03-05`.
pub fn version() -> String {
    DATED.to_string()
}

/// The privacy policy.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    let layout = Layout::of_page(context, key, Page::Privacy);
    let is_each_request_written_down = context.logging.access_log;
    let log = if is_each_request_written_down { "privacy-visits" } else { LOG };
    let is_told = |section: &&str| layout.has_form() || !SECTIONS_ABOUT_THE_FORM.contains(section);
    PrivacyTemplate {
        sections: SECTIONS
            .map(|section| if section == LOG { log } else { section })
            .into_iter()
            .filter(is_told)
            .collect(),
        is_each_request_written_down,
        date: DATED,
        retention_days: context.publication.retention_days as usize,
        review_days: context.publication.review_days as usize,
        log_ip: context.logging.log_ip.as_str(),
        layout,
    }
    .finish()
}
