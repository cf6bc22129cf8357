//! What happens when the form is sent, and what a reference leads to.
//!
//! Every refusal is the form again, with everything that was typed and could be read.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::contact::causes::with_causes;
use crate::contact::form::{Fault, Submission, Typed};
use crate::contact::inbox::StorageError;
use crate::contact::suspicion::suspicions;
use crate::contact::{NewMessage, NoReference, NotAccepted, Receipt, Reference};
use crate::l10n::LocaleKey;
use crate::site::pages::contact::{Filled, Refusal};
use crate::site::pages::privacy;
use crate::site::pages::receipt::Found;
use crate::site::{Failure, RenderError, Rendered, Site};

use super::body::{self, Unfit};
use super::headers::Caching;
use super::limit::{Place, Room};
use super::state::{Published, State};
use super::{csrf, errors, peer, routes};

/// Longer than the storage itself waits, so that its answer comes first.
const STORAGE_PATIENCE: Duration = Duration::from_secs(9);
/// How long a body waits for its turn to be read, while very many are under way.
const TURN_PATIENCE: Duration = Duration::from_secs(5);
/// When to try again after a failure of the storage, in seconds.
const STORAGE_RETRY: u64 = 120;

/// How a submission ended, for counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Accepted,
    Held,
    Faults,
    Shown,
    Refused(Refusal),
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Held => "held",
            Self::Faults => "faults",
            Self::Shown => "shown",
            Self::Refused(Refusal::Origin) => "refused_origin",
            Self::Refused(Refusal::Size) => "refused_size",
            Self::Refused(Refusal::Damaged) => "refused_damaged",
            Self::Refused(Refusal::Slow) => "refused_slow",
            Self::Refused(Refusal::Rate) => "refused_rate",
            Self::Refused(Refusal::Storage) => "refused_storage",
        }
    }
}

/// The form again.
struct Again {
    status: StatusCode,
    filled: Box<Filled>,
    retry_after: Option<u64>,
    outcome: Outcome,
}

impl Again {
    fn refused(status: StatusCode, refusal: Refusal, typed: Option<Typed>) -> Self {
        let lost = typed.is_none();
        let typed = typed.unwrap_or_default();
        let filled = Box::new(Filled { typed, refusal: Some(refusal), lost, ..Filled::default() });
        Self { status, filled, retry_after: None, outcome: Outcome::Refused(refusal) }
    }

    /// In another language, and nothing else.
    fn shown(typed: Typed) -> Self {
        let filled = Box::new(Filled { typed, ..Filled::default() });
        Self { status: StatusCode::OK, filled, retry_after: None, outcome: Outcome::Shown }
    }

    /// With what is wrong in it.
    fn faulty(typed: Typed, faults: Vec<Fault>) -> Self {
        let filled = Box::new(Filled { typed, faults, ..Filled::default() });
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, filled, retry_after: None, outcome: Outcome::Faults }
    }

    fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

/// Takes a message: read it, look where it comes from, parse it, count it, store it. Then, and
/// only then, its sender sees a reference.
pub async fn submit(state: &Arc<State>, request: &HttpRequest, payload: Payload, key: LocaleKey) -> HttpResponse {
    let published = state.published.load_full();
    let result = take(state, &published, request, payload, key).await;
    let outcome = match &result {
        Ok((_, outcome)) => *outcome,
        Err(again) => again.outcome,
    };
    state.metrics.count_submission(outcome.as_str());
    match result {
        Ok((receipt, _)) => see_receipt(&published.site, key, &receipt),
        Err(again) => show_again(&published.site, request, key, again),
    }
}

async fn take(
    state: &Arc<State>,
    published: &Published,
    request: &HttpRequest,
    payload: Payload,
    key: LocaleKey,
) -> Result<(Receipt, Outcome), Again> {
    let typed = read(state, request, payload).await?;
    if typed.only_show {
        return Err(Again::shown(typed));
    }
    from_our_own_page(&published.site, request, &typed)?;
    let message = message(&typed, &published.site.catalog().locale(key).id)?;
    let outcome = if message.suspicions.is_empty() { Outcome::Accepted } else { Outcome::Held };
    match room(state, request, &message, &typed)? {
        Room::Again(receipt) => Ok((receipt, outcome)),
        Room::Place(place) => Ok((accept(state, message, place, typed).await?, outcome)),
    }
}

/// What was typed, or why it is not to be had.
async fn read(state: &Arc<State>, request: &HttpRequest, payload: Payload) -> Result<Typed, Again> {
    let Ok(Ok(_turn)) = tokio::time::timeout(TURN_PATIENCE, state.bodies.acquire()).await else {
        let again = Again::refused(StatusCode::SERVICE_UNAVAILABLE, Refusal::Storage, None);
        return Err(again.retry_after(1));
    };
    let received = body::receive(request, payload).await;
    let typed = Typed::read(&received.bytes);
    let (status, refusal) = match (received.unfit, &typed) {
        (None, Some(_)) => return typed.ok_or_else(|| Again::refused(StatusCode::BAD_REQUEST, Refusal::Damaged, None)),
        (None, None) | (Some(Unfit::CutOff), _) => (StatusCode::BAD_REQUEST, Refusal::Damaged),
        (Some(Unfit::TooLarge), _) => (StatusCode::PAYLOAD_TOO_LARGE, Refusal::Size),
        (Some(Unfit::TooSlow), _) => (StatusCode::REQUEST_TIMEOUT, Refusal::Slow),
        (Some(Unfit::NotAForm), _) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, Refusal::Damaged),
    };
    Err(Again::refused(status, refusal, typed))
}

/// Other sites send nothing through their visitors.
fn from_our_own_page(site: &Site, request: &HttpRequest, typed: &Typed) -> Result<(), Again> {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    if csrf::is_foreign(header("sec-fetch-site"), header("origin"), site.addresses().public_url()) {
        return Err(Again::refused(StatusCode::FORBIDDEN, Refusal::Origin, Some(typed.clone())));
    }
    Ok(())
}

/// The message, if everything in it is right.
fn message(typed: &Typed, page_language: &str) -> Result<NewMessage, Again> {
    Ok(NewMessage {
        submission: Submission::parse(typed, page_language).map_err(|faults| Again::faulty(typed.clone(), faults))?,
        page_language: page_language.to_owned(),
        consent: privacy::version(),
        suspicions: suspicions(typed),
        received_at: Timestamp::now(),
    })
}

/// A place among the messages of this minute.
fn room(state: &State, request: &HttpRequest, message: &NewMessage, typed: &Typed) -> Result<Room, Again> {
    if peer::is_unheard(request, &state.trust_walk) {
        state.tell_of_proxy();
    }
    let client = peer::of(request, &state.trust_walk);
    state.limit.room(client, message.submit_key(), Instant::now()).map_err(|full| {
        Again::refused(StatusCode::TOO_MANY_REQUESTS, Refusal::Rate, Some(typed.clone()))
            .retry_after(full.0.as_secs() + 1)
    })
}

/// The place belongs to the storing: who hangs up meanwhile has sent a message all the same.
async fn accept(state: &State, message: NewMessage, place: Place, typed: Typed) -> Result<Receipt, Again> {
    let accepting = state.acceptance.accept(message, move |receipt| place.keep(receipt));
    let accepted = tokio::time::timeout(STORAGE_PATIENCE, accepting).await;
    accepted.unwrap_or(Err(NotAccepted::Storage(StorageError::TimedOut))).map_err(|error| {
        tracing::error!(error = with_causes(&error), "a message could not be stored; its sender was told so");
        Again::refused(StatusCode::SERVICE_UNAVAILABLE, Refusal::Storage, Some(typed)).retry_after(STORAGE_RETRY)
    })
}

/// The way to the receipt; nothing that was typed is in it. A path, not a whole address: browsers
/// hold a redirect after a form to `form-action 'self'`, and a reader may have come by another
/// name of ours than the public one.
fn see_receipt(site: &Site, key: LocaleKey, receipt: &Receipt) -> HttpResponse {
    let path = site.addresses().receipt(receipt.reference.as_str(), site.catalog().locale(key));
    let mut response = HttpResponse::new(StatusCode::SEE_OTHER);
    routes::insert(response.headers_mut(), header::LOCATION, &path);
    Caching::Never.apply(response.headers_mut());
    response
}

fn show_again(site: &Site, request: &HttpRequest, key: LocaleKey, again: Again) -> HttpResponse {
    let Again { status, filled, retry_after, .. } = again;
    let mut response = shown(site, request, key, status, site.filled(key, &filled));
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if filled.lost || status == StatusCode::REQUEST_TIMEOUT {
        body::close_after(&mut response);
    }
    response
}

/// A page for one reader alone.
fn shown(
    site: &Site,
    request: &HttpRequest,
    key: LocaleKey,
    status: StatusCode,
    rendered: Result<Rendered, RenderError>,
) -> HttpResponse {
    match rendered {
        Ok(document) => routes::send_once(request, status, &document),
        Err(error) => {
            tracing::error!(error = with_causes(&error), "a page could not be rendered");
            errors::page(site, request, Failure::Server, Some(key))
        }
    }
}

/// What a reference leads to.
pub async fn receipt(state: &Arc<State>, request: &HttpRequest, key: LocaleKey, text: &str) -> HttpResponse {
    let published = state.published.load_full();
    let site = &published.site;
    let (status, reference, found) = match text.parse::<Reference>() {
        Err(NoReference::Form) => return errors::page(site, request, Failure::NotFound, Some(key)),
        Err(NoReference::Mistyped) => (StatusCode::NOT_FOUND, text.to_owned(), Found::Mistyped),
        Ok(reference) if reference.as_str() != text => {
            let path = site.addresses().receipt(reference.as_str(), site.catalog().locale(key));
            return routes::redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Never, &path);
        }
        Ok(reference) => {
            let looking = state.acceptance.receipt(reference.clone());
            let (status, found) = match tokio::time::timeout(STORAGE_PATIENCE, looking).await {
                Ok(Ok(Some(receipt))) => {
                    (StatusCode::OK, Found::Message(TimeZone::UTC.to_datetime(receipt.received_at)))
                }
                Ok(Ok(None)) => (StatusCode::NOT_FOUND, Found::Nothing),
                Ok(Err(error)) => {
                    tracing::error!(error = with_causes(&error), "a receipt could not be looked up");
                    (StatusCode::SERVICE_UNAVAILABLE, Found::Unavailable)
                }
                Err(_) => (StatusCode::SERVICE_UNAVAILABLE, Found::Unavailable),
            };
            (status, reference.to_string(), found)
        }
    };
    let mut response = shown(site, request, key, status, site.receipt(key, &reference, found));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(STORAGE_RETRY));
    }
    response
}
