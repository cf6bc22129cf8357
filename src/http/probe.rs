//! Probes: requests that the operator’s own program marks, to learn how they come in through the proxies, and what the
//! server answered before the proxies had it. Only who reaches the admin listener can begin one, and only requests
//! that carry its secret are looked at. Knows no route and nothing of what follows from what was seen.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use actix_web::body::{BodySize, MessageBody, to_bytes};
use actix_web::http::Version;
use actix_web::http::header::HeaderMap;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::bounds::{MAX_PROBED_BODY, MAX_PROBED_REQUESTS, MAX_PROBES, PROBE_LIFETIME};
use super::client::Client;
use super::peer::{self, TrustWalk, is_from_trusted};
use super::query::parameter;

/// The name of the query parameter that holds the secret of a probe.
pub(crate) const PARAMETER: &str = "probe";

/// A request of a probe as the server saw it, and its answer as the server gave it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Exchange {
    /// How it came in.
    pub request: ProbedRequest,
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer, but for those that frame it.
    pub headers: Vec<(String, String)>,
    /// The body of the answer in base64; none if it was too long to be kept.
    body: Option<String>,
}

impl Exchange {
    /// A request and its answer, with its body if it was short enough to be kept.
    pub(crate) fn new(
        request: ProbedRequest,
        status: u16,
        headers: Vec<(String, String)>,
        body: Option<&[u8]>,
    ) -> Self {
        Self { request, status, headers, body: body.map(|body| STANDARD.encode(body)) }
    }

    /// The body of the answer, if it was kept.
    pub(crate) fn body(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.body.as_ref()?).ok()
    }
}

/// How a request came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProbedRequest {
    /// The path and the query.
    pub target: String,
    /// Whether it came by HTTP/1.1, and not by HTTP/1.0, which ends a connection with each answer.
    pub is_http_11: bool,
    /// All its headers; what is no text is replaced.
    pub headers: Vec<(String, String)>,
    /// Who had the connection; none on a Unix socket.
    pub peer: Option<SocketAddr>,
    /// Whether that peer’s word counts.
    pub is_trusted: bool,
    /// The address of whoever asks, as far as it is known.
    pub client: Option<String>,
    /// Why the client is not known, where it is not.
    pub unnamed: Option<String>,
}

impl ProbedRequest {
    fn of(request: &HttpRequest, walk: &TrustWalk) -> Self {
        let client = peer::client(request, walk);
        let unnamed = match client {
            Client::Unnamed { why, .. } => Some(why.as_str().to_owned()),
            Client::Address(_) => None,
        };
        let target = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
        Self {
            target,
            is_http_11: request.version() == Version::HTTP_11,
            headers: listed(request.headers()),
            peer: request.peer_addr(),
            is_trusted: is_from_trusted(request, walk),
            client: client.address().map(|address| address.to_string()),
            unnamed,
        }
    }
}

fn listed(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}

/// The probes under way.
#[derive(Default)]
pub(super) struct Probes {
    /// So that requests are not held up by looking for probes while there are none.
    are_any: AtomicBool,
    probes: Mutex<Vec<Probe>>,
}

struct Probe {
    secret: String,
    begun: Instant,
    exchanges: Vec<Exchange>,
}

impl Probes {
    /// Begins a probe and gives its secret. Where too many are under way the oldest ends.
    pub(super) fn begin(&self) -> String {
        let secret = Uuid::now_v7().simple().to_string();
        self.with(|probes| {
            probes.drain(..(probes.len() + 1).saturating_sub(MAX_PROBES));
            probes.push(Probe { secret: secret.clone(), begun: Instant::now(), exchanges: Vec::new() });
        });
        secret
    }

    /// What was seen of a probe since this was last asked; `None` if there is no such probe.
    pub(super) fn take(&self, secret: &str) -> Option<Vec<Exchange>> {
        self.with(|probes| {
            probes.iter_mut().find(|probe| probe.secret == secret).map(|probe| probe.exchanges.split_off(0))
        })
    }

    /// How a request came in, if it belongs to a probe.
    pub(super) fn probed(&self, request: &HttpRequest, walk: &TrustWalk) -> Option<(String, ProbedRequest)> {
        if !self.are_any.load(Ordering::Relaxed) {
            return None;
        }
        let secret = parameter(request, PARAMETER)?;
        let is_known = self.with(|probes| {
            probes.iter().any(|probe| probe.secret == secret && probe.exchanges.len() < MAX_PROBED_REQUESTS)
        });
        is_known.then(|| (secret.into_owned(), ProbedRequest::of(request, walk)))
    }

    /// Notes what a request of a probe is answered, and gives the same answer back.
    pub(super) async fn note(&self, secret: &str, request: ProbedRequest, response: HttpResponse) -> HttpResponse {
        let (status, headers) = (response.status().as_u16(), listed(response.headers()));
        let (response, body) = response.into_parts();
        let is_short = matches!(body.size(), BodySize::None)
            || matches!(body.size(), BodySize::Sized(size) if size <= MAX_PROBED_BODY);
        let (kept, response) = if is_short {
            // Every body of ours lies in memory; reading it does not fail.
            let body = to_bytes(body).await.unwrap_or_default();
            (Some(body.clone()), response.set_body(body).map_into_boxed_body())
        } else {
            (None, response.set_body(body))
        };
        let exchange = Exchange::new(request, status, headers, kept.as_deref());
        self.with(|probes| {
            if let Some(probe) = probes.iter_mut().find(|probe| probe.secret == secret) {
                probe.exchanges.push(exchange);
            }
        });
        response
    }

    /// Does something with the probes under way; the ones whose time is over are gone.
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Probe>) -> T) -> T {
        let mut probes = self.probes.lock().unwrap_or_else(PoisonError::into_inner);
        probes.retain(|probe| probe.begun.elapsed() < PROBE_LIFETIME);
        let result = work(&mut probes);
        self.are_any.store(!probes.is_empty(), Ordering::Relaxed);
        result
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::{Forwarded, Proxy};
    use actix_web::test::TestRequest;

    fn walk() -> TrustWalk {
        TrustWalk::new(&Proxy {
            trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
            forwarded: Forwarded::XForwarded,
            proxy_protocol: false,
        })
    }

    fn request(query: &str) -> HttpRequest {
        let request =
            TestRequest::with_uri(&format!("/en/share?{query}")).peer_addr("127.0.0.1:50000".parse().unwrap());
        request.insert_header(("x-forwarded-for", "192.0.2.1, 203.0.113.9")).to_http_request()
    }

    #[tokio::test]
    async fn a_request_with_the_secret_is_noted_and_its_answer_is_the_same() {
        let probes = Probes::default();
        let secret = probes.begin();
        let (found, request) = probes.probed(&request(&format!("a=b&probe={secret}")), &walk()).unwrap();
        let response = HttpResponse::Ok().insert_header(("etag", "\"x\"")).body("text");
        let response = probes.note(&found, request, response).await;
        assert_eq!(response.headers().get("etag").unwrap(), "\"x\"");
        assert_eq!(to_bytes(response.into_body()).await.unwrap(), "text");
        let seen = probes.take(&secret).unwrap();
        let Exchange { request, status: 200, headers, .. } = &seen[0] else { panic!("{seen:?}") };
        assert_eq!(seen[0].body().as_deref(), Some(&b"text"[..]));
        assert!(headers.contains(&("etag".into(), "\"x\"".into())), "{headers:?}");
        assert_eq!((request.client.as_deref(), request.is_trusted), (Some("203.0.113.9"), true));
        assert_eq!((request.target.as_str(), &request.unnamed), (&*format!("/en/share?a=b&probe={secret}"), &None));
        assert!(probes.take(&secret).unwrap().is_empty(), "it is told once");
    }

    #[tokio::test]
    async fn a_long_answer_goes_out_as_it_is_and_is_not_kept() {
        let probes = Probes::default();
        let secret = probes.begin();
        let (found, request) = probes.probed(&request(&format!("probe={secret}")), &walk()).unwrap();
        let long = "x".repeat(usize::try_from(MAX_PROBED_BODY).unwrap() + 1);
        let response = probes.note(&found, request, HttpResponse::Ok().body(long.clone())).await;
        assert_eq!(to_bytes(response.into_body()).await.unwrap(), long);
        assert_eq!(probes.take(&secret).unwrap()[0].body(), None);
    }

    #[test]
    fn only_who_knows_a_secret_is_noted_and_only_so_often() {
        let probes = Probes::default();
        assert!(probes.probed(&request("probe="), &walk()).is_none());
        let secrets: Vec<String> = (0..=MAX_PROBES).map(|_| probes.begin()).collect();
        let known: Vec<bool> = secrets.iter().map(|secret| probes.take(secret).is_some()).collect();
        assert_eq!(known[..2], [false, true], "the oldest has made room");
        for query in ["probe=", "probe", "", "probe=0"] {
            assert!(probes.probed(&request(query), &walk()).is_none(), "{query}");
        }
        assert!(probes.take("0").is_none());
        let own = request(&format!("probe={}", secrets[1]));
        for _ in 0..MAX_PROBED_REQUESTS {
            let (_, request) = probes.probed(&own, &walk()).unwrap();
            let exchange = Exchange::new(request, 200, Vec::new(), None);
            probes.with(|probes| probes[0].exchanges.push(exchange));
        }
        assert!(probes.probed(&own, &walk()).is_none());
        probes.with(|probes| probes.iter_mut().for_each(|probe| probe.begun -= PROBE_LIFETIME));
        assert!(probes.take(&secrets[1]).is_none(), "its time is over");
    }
}
