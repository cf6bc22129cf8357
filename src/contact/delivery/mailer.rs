//! From the operator’s settings to a delivery: the mail server and the addresses, checked before
//! anything is opened. Knows no command.

use std::sync::Arc;

use jiff::Timestamp;
use lettre::address::AddressError;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;

use crate::config::{MailAddress, MailRoute};
use crate::contact::inbox::Inbox;
use crate::tls::TlsError;

use super::backoff::Backoff;
use super::mail::{self, Envelope};
use super::smtp::MailServer;
use super::stage::MailTimeouts;
use super::trial::{self, TrialStep};
use super::{Attempts, Delivery};

/// Why mails cannot go as the operator has set it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailRouteError {
    /// An address that not every mail server takes.
    #[error(
        "{setting}: “{given}” is not accepted; accepted: an address with nothing but ASCII before the @, such as office@example.org"
    )]
    Address {
        /// The flag and the variable.
        setting: &'static str,
        /// The address.
        given: String,
        /// Why.
        source: AddressError,
    },
    /// The server cannot be used.
    #[error("--smtp-url (COMMUNIQUE_SMTP_URL)")]
    Server(#[source] TlsError),
}

/// A mail server, and the addresses of all mails that go through it.
pub(crate) struct Mailer {
    server: MailServer,
    envelope: Envelope,
}

impl Mailer {
    /// By the operator’s settings.
    pub(crate) fn new(route: MailRoute) -> Result<Self, MailRouteError> {
        let envelope = envelope(&route)?;
        let hello = route.hello.as_deref().unwrap_or(envelope.from.email.domain());
        tracing::info!(server = %route.server, hello, "mail server");
        let server = MailServer::new(route.server, hello, MailTimeouts::default()).map_err(MailRouteError::Server)?;
        Ok(Self { server, envelope })
    }

    /// Sends a test mail, and says what becomes of it step by step.
    pub(crate) async fn try_out(&self, now: Timestamp, steps: UnboundedSender<TrialStep>) {
        trial::try_out(&self.server, &self.envelope, now, steps).await;
    }

    /// The mail server.
    pub(crate) fn into_server(self) -> MailServer {
        self.server
    }

    /// The loop between an inbox and the mail server, under a name that no other loop has. Fails
    /// where the system has no random numbers.
    pub(crate) fn delivery(
        self,
        inbox: Arc<dyn Inbox>,
        arrived: Arc<Notify>,
        review_days: u32,
    ) -> Result<Delivery, getrandom::Error> {
        let mut name = [0; 8];
        getrandom::fill(&mut name)?;
        let name = hex::encode(name);
        let owner = format!("{}-{name}", std::process::id());
        let (server, envelope) = (self.server.into(), self.envelope);
        let (backoff, attempts) = (Backoff::default(), Attempts::default());
        Ok(Delivery { inbox, server, envelope, backoff, owner, arrived, attempts, review_days })
    }
}

fn envelope(route: &MailRoute) -> Result<Envelope, MailRouteError> {
    let mailbox = |setting, given: &MailAddress| {
        let given_address = given.address.clone();
        mail::mailbox(given).map_err(|source| MailRouteError::Address { setting, given: given_address, source })
    };
    let to = route.to.iter().map(|to| mailbox("--mail-to (COMMUNIQUE_MAIL_TO)", to));
    Ok(Envelope {
        from: mailbox("--mail-from (COMMUNIQUE_MAIL_FROM)", &route.from)?,
        to: to.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_that_not_every_server_takes_is_named_with_its_setting_and_what_is_accepted() {
        let server = "smtp://127.0.0.1".parse().unwrap();
        let plain = |address: &str| MailAddress { name: None, address: address.into() };
        let (from, to) = (plain("site@пример.рф"), vec![plain("a@example.org"), plain("büro@example.org")]);
        let mut route = MailRoute { server, hello: None, from, to };
        let said = envelope(&route).unwrap_err().to_string();
        let accepted = "accepted: an address with nothing but ASCII before the @, such as office@example.org";
        assert_eq!(said, format!("--mail-to (COMMUNIQUE_MAIL_TO): “büro@example.org” is not accepted; {accepted}"));
        std::mem::swap(&mut route.from, &mut route.to[1]);
        let said = envelope(&route).unwrap_err().to_string();
        assert!(said.starts_with("--mail-from (COMMUNIQUE_MAIL_FROM): “büro@"), "{said}");
        route.from = plain("site@example.org");
        assert_eq!(envelope(&route).unwrap().to[1].to_string(), "site@xn--e1afmkfd.xn--p1ai");
    }
}
