//! The way to the public URL: the addresses of its host, TLS and its certificate. Knows no page.

use std::net::SocketAddr;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use tokio::net::lookup_host;
use url::Url;

use crate::causes::with_causes;
use crate::config::PublicUrl;
use crate::tls::{self, Tls, TlsError};

use super::client::{Answer, DoctorRequest, NoAnswer, Place, ask};
use super::finding::DoctorFinding;

/// A certificate is to be renewed so many days before it ends.
const RENEWED_DAYS: i64 = 14;

/// The host of the public URL.
pub(super) struct Host {
    /// The name as it stands in the URL, without brackets.
    name: String,
    /// The value of `Host`.
    pub(super) authority: String,
    port: u16,
    tls: Option<Tls>,
}

impl Host {
    /// The host of a URL. By TLS, certificates of public authorities are right, and those in a file.
    pub(super) fn of(public_url: &PublicUrl, authorities: Option<&Path>) -> Result<Self, TlsError> {
        let (_, authority) = public_url.origin.split_once("://").unwrap_or_default();
        let url = Url::parse(&public_url.origin).ok();
        let name = url.as_ref().and_then(Url::host_str).unwrap_or(authority);
        let name = name.trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = url.as_ref().and_then(Url::port_or_known_default).unwrap_or(80);
        let tls = public_url.is_https().then(|| Tls::new(&name, authorities)).transpose()?;
        Ok(Self { name, authority: authority.to_owned(), port, tls })
    }

    /// The same host by plain HTTP, at the port that is usual for it.
    pub(super) fn in_the_clear(&self, place: &Place) -> Option<Place> {
        match place {
            Place::Tcp(address, Some(_)) if self.port == 443 => {
                Some(Place::Tcp(SocketAddr::new(address.ip(), 80), None))
            }
            _ => None,
        }
    }

    /// The first address that answers, and what was found on the way.
    pub(super) async fn reach(&self, target: &str) -> (Option<(Place, Answer)>, Vec<DoctorFinding>) {
        const CHECK: &str = "reaching";
        let mut findings = Vec::new();
        let addresses: Vec<SocketAddr> = match lookup_host((self.name.as_str(), self.port)).await {
            Ok(addresses) => addresses.collect(),
            Err(error) => {
                let failed = DoctorFinding::failed(CHECK, format!("{}: {}", self.name, with_causes(&error)))
                    .because("readers cannot find the site")
                    .change("the name of --public-url (COMMUNIQUE_PUBLIC_URL) must lead to the proxy (DNS)");
                return (None, vec![failed]);
            }
        };
        let mut reached = None;
        for address in addresses {
            let place = Place::Tcp(address, self.tls.clone());
            let asked = DoctorRequest { method: "GET", target, host: &self.authority, headers: &[], body: "" };
            match ask(&place, &asked).await {
                Ok(answer) => {
                    findings.push(DoctorFinding::ok(CHECK, format!("{} at {address}", self.authority)));
                    reached = reached.or(Some((place, answer)));
                }
                Err(error) => findings.push(unreached(address, &error)),
            }
        }
        (reached, findings)
    }
}

fn unreached(address: SocketAddr, error: &NoAnswer) -> DoctorFinding {
    let found = format!("{address}: {}", with_causes(error));
    match error {
        NoAnswer::Tls(_) => DoctorFinding::failed("certificate", found)
            .because("browsers refuse the site, and those that remember Strict-Transport-Security refuse it without TLS, too")
            .change("the proxy needs a certificate for this host that has not ended, with the chain up to its authority; a private authority is named by --authorities"),
        _ => DoctorFinding::failed("reaching", found)
            .because("whoever is given this address does not come to the site")
            .change("a proxy must answer at every address that the name of the host has, or the name must not have it"),
    }
}

/// Until when the certificate holds that was shown.
pub(super) fn certificate(der: &[u8], now: Timestamp) -> DoctorFinding {
    const CHECK: &str = "certificate";
    let until = tls::expires(der).and_then(|seconds| Timestamp::from_second(seconds).ok());
    let Some(until) = until else { return DoctorFinding::note(CHECK, "the day on which it ends cannot be read") };
    let days = until.duration_since(now).as_hours() / 24;
    let found = format!("right for this host until {until}, {days} days from now");
    if until.duration_since(now) > SignedDuration::from_hours(24 * RENEWED_DAYS) {
        return DoctorFinding::ok(CHECK, found);
    }
    DoctorFinding::warning(CHECK, found)
        .because("from then on browsers refuse the site")
        .change("see why it was not renewed yet: certificates are usually renewed a month before they end")
}
