//! A proxy that takes the base path of the public URL away: noticed by what it asks for, and told. Nothing is served
//! without the base path, because every address in a page has it. Knows the addresses of pages, no answer.

use std::sync::Once;

use actix_web::HttpRequest;

use crate::site::Site;

use super::metrics::Metrics;
use super::peer::{TrustWalk, is_from_trusted};

/// The header by which a proxy says what it has taken away: Traefik’s `StripPrefix` sends it.
const PREFIX: &str = "x-forwarded-prefix";

/// What the operator has been told of a base path that is missing.
pub(super) struct BasePathCheck {
    told: Once,
}

impl BasePathCheck {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self { told: Once::new() }
    }

    /// Looks at a request for an address that is not there: tells the operator, once, if it would be there with the base
    /// path. The metrics count all.
    pub(super) fn note_not_found(&self, site: &Site, request: &HttpRequest, walk: &TrustWalk, metrics: &Metrics) {
        if !is_base_path_missing(site, request, walk) {
            return;
        }
        metrics.base_path_missing.inc();
        self.told.call_once(|| {
            tracing::warn!(
                base_path = site.addresses().base(),
                "a page was asked for without the base path of --public-url (COMMUNIQUE_PUBLIC_URL): if the proxy takes it away, let it pass the path on as it is (nginx: no slash behind the port in proxy_pass; Apache: the base path at the end of both addresses of ProxyPass; HAProxy: no replace-path; Caddy: handle instead of handle_path; Traefik: no StripPrefix) (http_base_path_missing)"
            );
        });
    }
}

/// Whether a page is asked for without the base path; or a trusted proxy says that it has taken it away.
fn is_base_path_missing(site: &Site, request: &HttpRequest, walk: &TrustWalk) -> bool {
    let (base, path) = (site.addresses().base(), request.path());
    if base.is_empty() || path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        return false;
    }
    let says_so = || request.headers().get(PREFIX).is_some_and(|prefix| prefix.as_bytes() == base.as_bytes());
    site.page_document(&format!("{base}{path}")).is_some() || is_from_trusted(request, walk) && says_so()
}
