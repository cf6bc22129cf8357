//! The Content-Security-Policy of each kind of page (CSP 3), and that of what is no page. Knows no document and no answer.

use actix_web::http::header::HeaderValue;

use crate::site::Site;
use crate::site::assets::{self, Inlined};

/// The policy of what is no page: nothing is in it, and nothing is loaded or sent from it.
pub(super) const OF_NO_PAGE: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policies of the pages of a site, made once: an answer shares one.
pub(super) struct PagePolicies([HeaderValue; Inlined::ALL.len()]);

impl PagePolicies {
    /// Of a site: each allows what its pages hold.
    pub(super) fn of(site: &Site) -> Self {
        let mut policies = [const { HeaderValue::from_static(OF_NO_PAGE) }; Inlined::ALL.len()];
        for (policy, page) in policies.iter_mut().zip(Inlined::ALL) {
            let [styles, scripts] = site.inlined(*page);
            // Hashes are plain ASCII, so that this is always a header value; if it ever is not, nothing is allowed.
            if let Ok(value) = HeaderValue::try_from(policy_of_page(&styles, &scripts)) {
                *policy = value;
            }
        }
        Self(policies)
    }

    /// Of a page.
    pub(super) fn of_page(&self, page: Inlined) -> &HeaderValue {
        &self.0[page as usize]
    }
}

/// One policy for several kinds of pages, for servers that have but one.
pub(super) fn of_several(site: &Site, pages: impl Iterator<Item = Inlined>) -> String {
    let (mut styles, mut scripts) = (Vec::new(), Vec::new());
    for page in pages {
        let [of_page, scripts_of_page] = site.inlined(page);
        styles.extend(of_page);
        scripts.extend(scripts_of_page);
    }
    for texts in [&mut styles, &mut scripts] {
        texts.sort_unstable();
        texts.dedup();
    }
    policy_of_page(&styles, &scripts)
}

/// Nothing but these styles and scripts, by hash.
fn policy_of_page(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |texts: &[&str]| texts.iter().map(|text| assets::hash(text)).collect::<Vec<_>>().join(" ");
    [
        // Whatever is not named below is not loaded at all.
        "default-src 'none'",
        &format!("style-src {}", hashes(styles)),
        &format!("script-src {}", hashes(scripts)),
        // A preview asks what was saved. No other script of ours asks for anything; but tools that measure a page fetch
        // `/robots.txt` from inside it, and take a refusal for a file that is missing.
        "connect-src 'self'",
        // The icons.
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        // The script makes no markup from text, and nothing else can.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}
