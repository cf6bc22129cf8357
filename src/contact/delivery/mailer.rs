//! From the operator’s settings to a delivery: the mail server and the addresses, checked before
//! anything is opened. Knows no command.

use std::sync::Arc;

use lettre::address::AddressError;
use tokio::sync::Notify;

use crate::config::MailRoute;
use crate::contact::inbox::Inbox;

use super::backoff::Backoff;
use super::mail::Envelope;
use super::smtp::{MailServer, MailServerError};
use super::stage::Timeouts;
use super::{Delivery, DeliveryCounters};

/// Why mails cannot go as the operator has set it.
#[derive(Debug, thiserror::Error)]
pub enum MailRouteError {
    /// An address that not every mail server takes.
    #[error("--mail-from (COMMUNIQUE_MAIL_FROM) or --mail-to (COMMUNIQUE_MAIL_TO)")]
    Address(#[source] AddressError),
    /// The server cannot be used.
    #[error("--smtp-url (COMMUNIQUE_SMTP_URL)")]
    Server(#[source] MailServerError),
}

/// A mail server, and the addresses of all mails that go through it.
pub struct Mailer {
    server: MailServer,
    envelope: Envelope,
}

impl Mailer {
    /// By the operator’s settings.
    pub fn new(route: MailRoute) -> Result<Self, MailRouteError> {
        let envelope = Envelope::new(&route.from, &route.to).map_err(MailRouteError::Address)?;
        tracing::info!(server = %route.server, "mail server");
        let server = MailServer::new(route.server, Timeouts::default()).map_err(MailRouteError::Server)?;
        Ok(Self { server, envelope })
    }

    /// The loop between an inbox and the mail server, under a name that no other loop has. Fails
    /// where the system has no random numbers.
    pub fn delivery(
        self,
        inbox: Arc<dyn Inbox>,
        arrived: Arc<Notify>,
        counters: Arc<DeliveryCounters>,
    ) -> Result<Delivery, getrandom::Error> {
        let mut name = [0; 8];
        getrandom::fill(&mut name)?;
        let name = hex::encode(name);
        let owner = format!("{}-{name}", std::process::id());
        let Self { server, envelope } = self;
        Ok(Delivery { inbox, server, envelope, backoff: Backoff { speed: 1 }, owner, arrived, counters })
    }
}
