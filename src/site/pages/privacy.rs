//! The privacy policy. Its figures are the settings that the software acts by.

use askama::Template;
use icu_calendar::{Date, Iso};

use crate::l10n::format;
use crate::l10n::{LocaleKey, View};

use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;

/// The day of this version: changed with the text.
pub const DATED: (i32, u8, u8) = (2026, 11, 25);

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy<'a> {
    layout: Layout<'a>,
    date: DateText,
    retention_days: usize,
    log_ip: &'static str,
}
page_template!(Privacy, "privacy.html");

/// The version, as it is written down with a consent: `2026-03-05`.
pub fn version() -> String {
    let (year, month, day) = DATED;
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day, for machines and for people.
pub struct DateText {
    /// `2026-03-05`.
    pub machine: String,
    /// As the language writes it.
    pub people: String,
}

impl DateText {
    /// A day in the language of a view.
    pub fn new(view: &View<'_>, date: Date<Iso>) -> Self {
        let machine =
            format!("{:04}-{:02}-{:02}", date.year().extended_year(), date.month().ordinal, date.day_of_month().0);
        Self { machine, people: format::date(&view.locale().tag, date) }
    }

    /// A day that stands in the code.
    pub fn of(view: &View<'_>, (year, month, day): (i32, u8, u8)) -> Result<Self, RenderError> {
        let date = Date::try_new_iso(year, month, day).map_err(|_| RenderError::Date { year, month, day })?;
        Ok(Self::new(view, date))
    }
}

/// The privacy policy.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let layout = Layout::of_page(context, key, Page::Privacy, "privacy-title");
    Privacy {
        date: DateText::of(&layout.t, DATED)?,
        retention_days: context.publication.retention_days as usize,
        log_ip: context.log_ip.as_str(),
        layout,
    }
    .finish()
}
