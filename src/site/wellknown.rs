//! Files with fixed names that machines ask for: robots.txt, sitemap.xml, security.txt. Machines ask for the first and
//! the last at the root of the host alone (RFC 9309, RFC 9116); below a base path the proxy has to pass that on.

use std::fmt::Write;

use jiff::Timestamp;

use super::context::Context;
use super::escape::escaped;
use super::metadata::{Alternate, alternates};
use super::page::Page;

/// The day until which security.txt is valid (RFC 9116 §2.5.5). A test asks for a new one
/// a month before.
pub const SECURITY_EXPIRES: &str = "2027-10-31T00:00:00Z";

/// The moment until which security.txt is valid.
pub fn security_expires() -> Option<Timestamp> {
    SECURITY_EXPIRES.parse().ok()
}

/// robots.txt (RFC 9309): everything may be read.
pub fn robots(context: Context<'_>) -> String {
    let addresses = context.addresses;
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", addresses.absolute(&addresses.file("sitemap.xml")))
}

/// sitemap.xml: every page in every listed language, with its alternates and the day of its last change.
pub fn sitemap(context: Context<'_>) -> String {
    let (catalog, addresses) = (context.catalog, context.addresses);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for &page in Page::ALL {
        let url = |locale| escaped(&addresses.absolute(&addresses.page(page, locale)));
        let mut links = String::new();
        for Alternate { hreflang, href } in alternates(context, page) {
            // Writing into a string does not fail.
            let _ =
                writeln!(links, "<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{}\"/>", escaped(&href));
        }
        for (key, locale) in catalog.listed() {
            let day = context.last_change(page, key);
            let modified = day.map(|day| format!("<lastmod>{day}</lastmod>\n")).unwrap_or_default();
            let _ = write!(xml, "<url>\n<loc>{}</loc>\n{modified}{links}</url>\n", url(locale));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// security.txt (RFC 9116): whom to tell about a weakness of the site.
pub fn security(context: Context<'_>) -> String {
    let (catalog, addresses) = (context.catalog, context.addresses);
    let source = catalog.locale(catalog.source());
    let contact = match &context.publication.contact_email {
        Some(email) => format!("mailto:{email}"),
        None => addresses.absolute(&addresses.contact(source)),
    };
    let languages: Vec<&str> = catalog.listed().map(|(_, locale)| locale.id.as_str()).collect();
    format!(
        "Contact: {contact}\nExpires: {SECURITY_EXPIRES}\nPreferred-Languages: {}\nCanonical: {}\n",
        languages.join(", "),
        addresses.absolute(&addresses.file(".well-known/security.txt")),
    )
}
