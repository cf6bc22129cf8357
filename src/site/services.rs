//! Services that take links: which there are, and the links to them. Plain links: nothing leaves
//! before the reader follows one. Knows no template.

use crate::l10n::View;
use crate::l10n::html::Html;
use crate::l10n::markup::without_isolates;

use super::context::Context;
use super::page::{Page, encode};

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

/// The names of the services in `locale.toml`.
pub const NAMES: [&str; SERVICES.len()] = {
    let (mut names, mut at) = ([""; SERVICES.len()], 0);
    while at < names.len() {
        names[at] = SERVICES[at].0;
        at += 1;
    }
    names
};

/// A service with the link to it.
pub(super) struct Service {
    /// Its own name, the same in every language.
    pub(super) name: &'static str,
    /// The link.
    pub(super) href: String,
    /// Its accessible name.
    pub(super) label: String,
    /// ` lang="…" dir="…"` of that, if it is not in the language of the page.
    pub(super) lang_dir: Html,
}

/// The services in the order of the language; those that it does not name are left out.
pub(super) fn services(context: Context<'_>, t: &View<'_>) -> Vec<Service> {
    let source = context.catalog.locale(context.catalog.source());
    let order = if t.locale().share_services.is_empty() { &source.share_services } else { &t.locale().share_services };
    let (title, url) = link(context, t);
    let service = |key: &String| SERVICES.iter().find(|(k, ..)| k == key);
    let offer = |(_, name, url_template): &(&str, &'static str, &str)| {
        let label = t.text("share-on").arg("service", name);
        Service { name, href: fill(url_template, &title, &url), label: label.plain(), lang_dir: label.language() }
    };
    order.iter().filter_map(service).map(offer).collect()
}

/// Fills in what a service takes.
pub(super) fn fill(url_template: &str, title: &str, url: &str) -> String {
    url_template
        .replace("{both}", &encode(&format!("{title} {url}")))
        .replace("{title}", &encode(title))
        .replace("{url}", &encode(url))
}

/// What is shared: the title and the address of the statement in the language of the view.
pub(super) fn link(context: Context<'_>, t: &View<'_>) -> (String, String) {
    let title = without_isolates(&t.text("title").plain());
    (title, context.addresses.absolute(&context.addresses.page(Page::Statement, t.locale())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn links_carry_the_title_and_the_address_whole() {
        let link = |key: &str| {
            SERVICES
                .iter()
                .find(|(k, ..)| *k == key)
                .map(|(.., url_template)| fill(url_template, "Müba & ریزه", "https://e.org/az/x?a=1"))
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
            assert!(link.contains("https%3A%2F%2Fe.org%2Faz%2Fx%3Fa%3D1"), "{link} leads nowhere");
        }
    }

    #[test]
    fn every_service_is_offered_in_some_language() {
        let languages = std::fs::read_dir("locales").unwrap().flatten().map(|entry| entry.path().join("locale.toml"));
        let offered: String = languages.filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        for name in NAMES {
            assert!(offered.contains(&format!("\"{name}\"")), "no locale.toml names {name}");
        }
    }
}
