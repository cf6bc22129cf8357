//! Where and how to share the statement. Plain links: nothing leaves before the reader
//! follows one.

use askama::Template;

use crate::l10n::markup::without_isolates;
use crate::l10n::text::Html;
use crate::l10n::{LocaleKey, View};

use crate::site::context::{Context, RenderError};
use crate::site::layout::{Layout, PageTemplate, page_template};
use crate::site::page::{Page, encode};

/// A service that takes links: its name in `locale.toml`, its own name, and its address with
/// `{url}`, `{title}` and `{both}` (title, then address) to be filled in.
const SERVICES: [(&str, &str, &str); 8] = [
    ("whatsapp", "WhatsApp", "https://wa.me/?text={both}"),
    ("telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"),
    ("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("x", "X", "https://x.com/intent/tweet?text={title}&url={url}"),
    ("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={both}"),
    ("mastodon", "Mastodon", "https://share.joinmastodon.org/#text={both}"),
    ("vk", "VK", "https://vk.com/share.php?url={url}&title={title}"),
];

/// A service with the link to it.
pub struct Service {
    /// Its own name, the same in every language.
    pub name: &'static str,
    /// The link.
    pub href: String,
    /// What the link is called when it is read out.
    pub label: String,
    /// ` lang="…" dir="…"` of that, if it is not in the language of the page.
    pub language: Html,
}

/// The services in the order of the language; those that it does not name are left out.
pub fn services(context: Context<'_>, t: &View<'_>) -> Vec<Service> {
    let source = context.catalog.locale(context.catalog.source());
    let order = if t.locale().share.is_empty() { &source.share } else { &t.locale().share };
    let (title, url) = (title(t), url(context, t));
    let service = |key: &String| SERVICES.iter().find(|(k, ..)| k == key);
    let link = |(_, name, form): &(&str, &'static str, &str)| {
        let label = t.text("share-on").arg("service", name);
        Service { name, href: fill(form, &title, &url), label: label.plain(), language: label.language() }
    };
    order.iter().filter_map(service).map(link).collect()
}

fn fill(form: &str, title: &str, url: &str) -> String {
    form.replace("{both}", &encode(&format!("{title} {url}")))
        .replace("{title}", &encode(title))
        .replace("{url}", &encode(url))
}

fn title(t: &View<'_>) -> String {
    without_isolates(&t.text("title").plain())
}

fn url(context: Context<'_>, t: &View<'_>) -> String {
    context.addresses.absolute(&context.addresses.page(Page::Statement, t.locale()))
}

#[derive(Template)]
#[template(path = "share.html")]
struct Share<'a> {
    layout: Layout<'a>,
    url: String,
    title: String,
    services: Vec<Service>,
    email: String,
    code: Code,
    citation: String,
}
page_template!(Share, "share.html");

/// The share page.
pub fn render(context: Context<'_>, key: LocaleKey) -> Result<String, RenderError> {
    let heading = View::new(context.catalog, key).text("share-title").plain();
    let layout = Layout::of_page(context, key, Page::Share, &heading);
    // The layout’s own view: it remembers what the source lacks.
    let view = &layout.t;
    let (title, url) = (title(view), url(context, view));
    let citation = view.text(if layout.is_unreviewed() { "share-citation-unreviewed" } else { "share-citation-text" });
    Share {
        services: services(context, view),
        email: fill("mailto:?subject={title}&body={title}%0D%0A{url}", &title, &url),
        code: Code::new(&url)?,
        citation: without_isolates(&citation.arg("title", &title).arg("url", &url).plain()),
        title,
        url,
        layout,
    }
    .finish()
}

/// A QR code (ISO/IEC 18004, level M) as an SVG path, one unit a module, with its quiet zone.
struct Code {
    size: usize,
    path: Html,
}

impl Code {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_carry_the_title_and_the_address_whole() {
        let link = |key: &str| {
            SERVICES
                .iter()
                .find(|(k, ..)| *k == key)
                .map(|(.., form)| fill(form, "Müba & ریزه", "https://e.org/az/x?a=1"))
        };
        assert_eq!(
            link("telegram").as_deref(),
            Some(
                "https://t.me/share/url?url=https%3A%2F%2Fe.org%2Faz%2Fx%3Fa%3D1&text=M%C3%BCba%20%26%20%D8%B1%DB%8C%D8%B2%D9%87"
            )
        );
        assert_eq!(
            link("whatsapp").as_deref(),
            Some(
                "https://wa.me/?text=M%C3%BCba%20%26%20%D8%B1%DB%8C%D8%B2%D9%87%20https%3A%2F%2Fe.org%2Faz%2Fx%3Fa%3D1"
            )
        );
        for (key, ..) in SERVICES {
            let link = link(key).unwrap_or_default();
            assert!(link.starts_with("https://") && !link.contains(['{', ' ', '+']), "{link}");
        }
    }
}
