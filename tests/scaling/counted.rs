//! What of the figures is counted, not measured: languages, addresses, codings, and how long pages say that they keep. Asks
//! the program, so that the figures are those of the program that there is.

use std::collections::BTreeSet;

use communique::contact::form::Topic;
use communique::site::{Coding, Site};

use super::figures::{Pages, Spread};
use super::html::{all, attribute, parsed};

/// The pages of a site whose pages say this of how long they keep, with what the statement weighs.
pub fn pages(site: &Site, cache_control: &str, statement_bytes: Spread) -> Pages {
    let seconds = |name: &str| {
        let directive = cache_control.split(", ").find_map(|directive| directive.strip_prefix(name)?.strip_prefix('='));
        directive.unwrap_or_else(|| panic!("pages do not say {name}: {cache_control}")).parse().unwrap()
    };
    let (catalog, addresses) = (site.catalog(), site.addresses());
    let locale = catalog.locale(catalog.source());
    let below = format!("{}/{}/", addresses.base(), locale.id);
    let documents: Vec<_> = site.documents().filter(|(path, _)| path.starts_with(&below)).collect();
    let linked: BTreeSet<String> = documents
        .iter()
        .flat_map(|(_, document)| {
            let html = parsed(document);
            let links = all(&html, "a[href]");
            links.iter().map(|link| attribute(link, "href").split('#').next().unwrap().to_owned()).collect::<Vec<_>>()
        })
        .filter(|address| address.starts_with(&below) && address.contains('?'))
        .collect();
    let form = addresses.contact(locale);
    let linked_forms = linked.iter().filter(|address| address.starts_with(&form)).count();
    // Each topic or none with each passage or none, but for neither.
    let filled_forms = (Topic::ALL.len() + 1) * (site.outline().passages().len() + 1) - 1;
    Pages {
        languages: catalog.listed().count(),
        addresses_per_language: documents.len(),
        linked_queries_per_language: linked.len(),
        other_filled_forms_per_language: filled_forms - linked_forms,
        codings: Coding::ALL.len(),
        max_age_seconds: seconds("max-age"),
        shared_max_age_seconds: seconds("s-maxage"),
        stale_while_revalidate_seconds: seconds("stale-while-revalidate"),
        statement_bytes,
    }
}
