//! What the operator is told of forms that come in, each thing once or seldom: the metrics count them all. Knows no message.

use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use crate::site::Site;

use super::client::Unnamed;
use super::peer::TrustWalk;
use super::permits::{Exhausted, Permits};

/// How often the log says that forms are refused for want of room, at most.
const BUSY_WARNING_INTERVAL: Duration = Duration::from_secs(60);

/// What has been told.
pub(super) struct SubmissionWarnings {
    untrusted_proxy: Once,
    unnamed: Once,
    origin: Once,
    busy: Mutex<Option<Instant>>,
}

impl SubmissionWarnings {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { untrusted_proxy: Once::new(), unnamed: Once::new(), origin: Once::new(), busy: Mutex::default() }
    }

    /// Tells the operator, once, of a proxy whose word about visitors is not believed.
    pub(super) fn of_untrusted_proxy(&self, walk: &TrustWalk) {
        self.untrusted_proxy.call_once(|| {
            tracing::warn!(
                header = walk.header(),
                "a message came through a proxy that --trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) does not name: all visitors share the limit of one"
            );
        });
    }

    /// Tells the operator, once, that a trusted proxy names nobody.
    pub(super) fn of_unnamed(&self, walk: &TrustWalk, why: Unnamed) {
        self.unnamed.call_once(|| {
            tracing::warn!(
                header = walk.header(),
                why = why.as_str(),
                "a trusted proxy did not name who sent a message: let it set the header, or set --forwarded (COMMUNIQUE_FORWARDED) to the one that it sets; until then such visitors share one limit (contact_unnamed_clients)"
            );
        });
    }

    /// Tells the operator, once, that a form came from a page under another address: that of another site, or another
    /// name of this server. The metrics count them.
    pub(super) fn of_origin(&self, site: &Site) {
        self.origin.call_once(|| {
            tracing::warn!(
                public_url = %site.addresses().public_url(),
                "a form was refused because it came from another address than --public-url (COMMUNIQUE_PUBLIC_URL): if that is a name of this server, let the proxy redirect it to the public URL (contact_submissions, refused_origin)"
            );
        });
    }

    /// Tells the operator, once a minute, that forms are refused for want of room; the metrics count them.
    pub(super) fn of_busy(&self, bodies: &Permits, exhausted: Exhausted) {
        let mut warned = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.is_none_or(|at| at.elapsed() >= BUSY_WARNING_INTERVAL) {
            *warned = Some(Instant::now());
            tracing::warn!(
                full = exhausted.as_str(),
                units = bodies.in_use(),
                "more forms are on their way than there is room for; some are refused unread (contact_submissions, refused_busy and refused_share)"
            );
        }
    }
}
