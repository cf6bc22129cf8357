//! Where and how to share the statement. Plain links: nothing leaves before the reader
//! follows one.

use askama::Template;

use crate::contact::form::Topic;
use crate::l10n::LocaleKey;
use crate::l10n::html::Html;
use crate::site::citation::{self, Citation};
use crate::site::context::{Context, RenderError, check_messages};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::Page;
use crate::site::services::{Service, fill, link, services};

#[derive(Template)]
#[template(path = "share.html")]
struct ShareTemplate<'a> {
    layout: Layout<'a>,
    url: String,
    title: String,
    services: Vec<Service>,
    email: String,
    code: QrCode,
    citation: Citation<'a>,
}
page_template!(ShareTemplate, "share.html");

/// The share page.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let layout = Layout::of_page(context, key, Page::Share);
    let view = &layout.t;
    let (title, url) = link(context, view);
    ShareTemplate {
        services: services(context, view),
        email: fill("mailto:?subject={title}&body={title}%0D%0A{url}", &title, &url),
        code: QrCode::new(&url)?,
        citation: citation::of_statement(context, view),
        title,
        url,
        layout,
    }
    .finish()
}

/// Asks the source for every form of the citation.
pub(super) fn ask_for_every_citation(context: Context<'_>) -> Result<(), RenderError> {
    let view = context.view(context.catalog.source());
    citation::ask_for_all(&view);
    check_messages(ShareTemplate::FILE, &view)
}

/// A QR code (ISO/IEC 18004, level M) as an SVG path, one unit a module, with its quiet zone.
struct QrCode {
    size: usize,
    path: Html,
}

impl QrCode {
    /// The width of the empty margin, in modules.
    const QUIET: usize = 4;

    fn new(text: &str) -> Result<Self, RenderError> {
        let code = fast_qr::QRBuilder::new(text)
            .ecl(fast_qr::ECL::M)
            .build()
            .map_err(|_| RenderError::Code { url: text.to_owned() })?;
        let mut path = String::new();
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let run = (x..code.size).take_while(|&x| code[y][x].value()).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + Self::QUIET, y + Self::QUIET));
                }
                x += run.max(1);
            }
        }
        Ok(Self { size: code.size + 2 * Self::QUIET, path: Html(path) })
    }
}
