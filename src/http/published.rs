//! The site as it is served: the pages, and when they last changed. Swapped whole on reload.

use std::sync::Arc;
use std::time::SystemTime;

use actix_web::http::header::HeaderValue;

use crate::l10n::Marking;
use crate::site::{RenderError, Site};

use super::content_policy::PagePolicies;
use super::headers::SecurityHeaders;

/// A rendered site, and when its content last changed.
pub struct Published {
    /// The pages.
    pub site: Arc<Site>,
    /// The headers of every answer.
    pub(super) security: SecurityHeaders,
    /// What may be in each kind of page.
    pub(super) policies: PagePolicies,
    /// When its content last changed, in whole seconds as HTTP counts them.
    pub last_modified: SystemTime,
    /// The same as the value of `Last-Modified`.
    pub last_modified_header: HeaderValue,
}

impl Published {
    /// A site whose content last changed at a time.
    pub fn new(site: Site, last_modified: SystemTime) -> Self {
        let date = httpdate::fmt_http_date(last_modified);
        // A date is plain ASCII.
        let last_modified_header = HeaderValue::from_str(&date).unwrap_or_else(|_| HeaderValue::from_static(""));
        Self {
            security: SecurityHeaders::new(site.addresses().public_url().is_https()),
            policies: PagePolicies::of(&site),
            site: Arc::new(site),
            last_modified,
            last_modified_header,
        }
    }

    /// The same site for people who work on its texts.
    pub(super) fn with_marking(&self, marking: Marking) -> Result<Self, RenderError> {
        Ok(Self::new(self.site.with_marking(marking)?, self.last_modified))
    }
}
