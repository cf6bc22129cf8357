//! What happens when the form is sent. Every refusal is the form again, with everything that was typed
//! and could be read. Knows the site, and of the server only what a message needs.

use std::sync::Arc;
use std::time::Instant;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::causes::with_causes;
use crate::contact::form::{Fault, Submission, Typed};
use crate::contact::inbox::{OPERATION_TIMEOUT, StorageError};
use crate::contact::suspicion::suspicions;
use crate::contact::{AcceptError, Acceptance, NewMessage, Receipt};
use crate::l10n::LocaleKey;
use crate::site::Site;
use crate::site::pages::contact::Refusal;
use crate::site::pages::privacy;

use super::answer::insert;
use super::body::{self, BodyError};
use super::bounds::{BODIES, BODY_UNIT};
use super::client::Client;
use super::headers::Caching;
use super::metrics::Metrics;
use super::network::Groups;
use super::peer::TrustWalk;
use super::permits::{Permit, Permits};
use super::published::Published;
use super::rate_limit::{Admission, MessagePermit, RateLimit};
use super::returned_form::ReturnedForm;
use super::submission_outcome::SubmissionOutcome;
use super::submission_warnings::SubmissionWarnings;
use super::window::LimitReached;
use super::{csrf, errors, peer};

/// What taking a message needs.
pub struct Submissions {
    /// Where messages are handed in.
    pub acceptance: Acceptance,
    /// The permits for the memory of bodies that are under way.
    bodies: Arc<Permits>,
    limit: RateLimit,
    asking_for_day: Mutex<()>,
    trust_walk: Arc<TrustWalk>,
    metrics: Arc<Metrics>,
    warnings: SubmissionWarnings,
}

impl Submissions {
    /// Takes messages within a limit.
    pub(super) fn new(
        acceptance: Acceptance,
        limit: RateLimit,
        trust_walk: Arc<TrustWalk>,
        metrics: Arc<Metrics>,
    ) -> Self {
        Self {
            acceptance,
            bodies: Permits::new(BODIES),
            limit,
            asking_for_day: Mutex::default(),
            trust_walk,
            metrics,
            warnings: SubmissionWarnings::new(),
        }
    }

    /// Whether it matters how many messages are taken in a day.
    pub(crate) fn is_day_bounded(&self) -> bool {
        self.limit.is_day_bounded()
    }

    /// How many messages of the last day the inbox has.
    pub(crate) fn note_stored_in_day(&self, stored: u64) {
        self.limit.note_stored_in_day(stored, Instant::now());
    }

    /// Asks the inbox what it has of the last day, where that matters and nobody has asked since the start: the first form may
    /// come before the maintenance does.
    async fn know_day(&self) -> Result<(), AcceptError> {
        if self.limit.knows_day() {
            return Ok(());
        }
        // One asks for all: who is admitted meanwhile is not stored yet. Nobody waits for several who ask in vain.
        let asking = tokio::time::timeout(OPERATION_TIMEOUT, self.asking_for_day.lock()).await;
        let _asking = asking.map_err(|_| AcceptError::Storage(StorageError::TimedOut))?;
        if self.limit.knows_day() {
            return Ok(());
        }
        let yesterday = Timestamp::now() - SignedDuration::from_hours(24);
        self.note_stored_in_day(self.acceptance.count_since(yesterday).await?);
        Ok(())
    }
}

/// Takes a message: read it, look where it comes from, parse it, count it, store it. Then, and
/// only then, its sender sees a reference.
pub(super) async fn submit(
    submissions: &Submissions,
    published: &Published,
    request: &HttpRequest,
    payload: Payload,
    key: LocaleKey,
) -> HttpResponse {
    let site = &published.site;
    let mut permit = None;
    let result = accept(submissions, site, request, payload, key, &mut permit).await;
    let outcome = match &result {
        Ok((_, outcome)) => *outcome,
        Err(returned) => returned.outcome(),
    };
    submissions.metrics.count_submission(outcome);
    match result {
        Ok((receipt, _)) => redirect_to_receipt(site, key, &receipt),
        Err(returned) => {
            let is_lost = returned.is_lost();
            let response = returned.respond(published, request, key);
            match permit {
                // What was typed is in the answer, for as long as that waits for its reader.
                Some(permit) if !is_lost => body::hold_while_sent(response, permit),
                _ => response,
            }
        }
    }
}

/// `permit` is for the memory that the form takes, once it has been read.
async fn accept(
    submissions: &Submissions,
    site: &Site,
    request: &HttpRequest,
    payload: Payload,
    key: LocaleKey,
    permit: &mut Option<Permit>,
) -> Result<(Receipt, SubmissionOutcome), ReturnedForm> {
    let client = peer::client(request, &submissions.trust_walk);
    let typed = read(submissions, request, payload, client, permit).await?;
    let page_language = &site.catalog().locale(key).id;
    if typed.switches_language {
        return Err(ReturnedForm::shown(typed, page_language));
    }
    if is_from_another_site(submissions, site, request) {
        return Err(ReturnedForm::refused(StatusCode::FORBIDDEN, Refusal::Origin, Some(typed)));
    }
    let message = match parse(&typed, page_language) {
        Ok(message) => message,
        Err(faults) => return Err(ReturnedForm::faulty(typed, faults)),
    };
    let outcome = if message.suspicions.is_empty() { SubmissionOutcome::Accepted } else { SubmissionOutcome::Held };
    if let Err(error) = submissions.know_day().await {
        return Err(not_stored(&error, typed));
    }
    let admission = match admit(submissions, request, client, &message) {
        Ok(admission) => admission,
        Err(reached) => return Ok((stored_already(submissions, &message, &reached, typed).await?, outcome)),
    };
    // What waits for the storage is bounded there.
    *permit = None;
    let receipt = match admission {
        Admission::Permit(permit) => store(submissions, message, Some(permit), typed).await?,
        Admission::HasPermit => store_again(submissions, message, typed).await?,
    };
    Ok((receipt, outcome))
}

/// What was typed, or why it is not to be had.
async fn read(
    submissions: &Submissions,
    request: &HttpRequest,
    payload: Payload,
    client: Client,
    permit: &mut Option<Permit>,
) -> Result<Typed, ReturnedForm> {
    let received = body::receive(request, payload, &submissions.bodies, Groups::of(client)).await;
    let mut typed = Typed::parse(&received.bytes);
    *permit = received.permit;
    // What is no text becomes longer when it is read. No browser sends such.
    let exhausted = match (&typed, permit.as_mut()) {
        (Some(typed), Some(permit)) => permit.grow_to(typed.bytes().div_ceil(BODY_UNIT)).err(),
        _ => None,
    };
    match (received.error, exhausted) {
        (None, Some(exhausted)) => {
            submissions.warnings.of_busy(&submissions.bodies, exhausted);
            return Err(ReturnedForm::without_permit(exhausted));
        }
        // To send it again would not help; and it is lost.
        (Some(_), Some(_)) => typed = None,
        (_, None) => {}
    }
    let (status, refusal) = match received.error {
        None => match typed {
            Some(typed) => return Ok(typed),
            None => (StatusCode::BAD_REQUEST, Refusal::Damaged),
        },
        Some(BodyError::CutOff) => (StatusCode::BAD_REQUEST, Refusal::Damaged),
        Some(BodyError::TooLarge) => (StatusCode::PAYLOAD_TOO_LARGE, Refusal::Size),
        Some(BodyError::TooSlow) => (StatusCode::REQUEST_TIMEOUT, Refusal::Slow),
        Some(BodyError::NotAForm) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, Refusal::Damaged),
        Some(BodyError::NoPermit(exhausted)) => {
            submissions.warnings.of_busy(&submissions.bodies, exhausted);
            return Err(ReturnedForm::without_permit(exhausted));
        }
    };
    Err(ReturnedForm::refused(status, refusal, typed).closing(!received.is_complete))
}

/// Other sites send nothing through their visitors.
fn is_from_another_site(submissions: &Submissions, site: &Site, request: &HttpRequest) -> bool {
    let header = |name: &str| {
        let mut lines = request.headers().get_all(name).map(|line| line.to_str().unwrap_or(csrf::UNREADABLE));
        let first = lines.next()?;
        Some(if lines.all(|line| line == first) { first } else { csrf::UNREADABLE })
    };
    let is_cross = csrf::is_cross_origin(header("sec-fetch-site"), header("origin"), site.addresses().public_url());
    if is_cross {
        submissions.warnings.of_origin(site);
    }
    is_cross
}

/// The message, if everything in it is right.
fn parse(typed: &Typed, page_language: &str) -> Result<NewMessage, Vec<Fault>> {
    Ok(NewMessage {
        submission: Submission::parse(typed, page_language)?,
        page_language: page_language.to_owned(),
        consent: privacy::version(),
        suspicions: suspicions(typed),
        received_at: Timestamp::now(),
    })
}

/// A permit for a message.
fn admit(
    submissions: &Submissions,
    request: &HttpRequest,
    client: Client,
    message: &NewMessage,
) -> Result<Admission, LimitReached> {
    if peer::is_from_untrusted_proxy(request, &submissions.trust_walk) {
        submissions.warnings.of_untrusted_proxy(&submissions.trust_walk);
    }
    if let Client::Unnamed { why, .. } = client {
        submissions.metrics.count_unnamed_client(why);
        submissions.warnings.of_unnamed(&submissions.trust_walk, why);
    }
    submissions.limit.admit(client, message.submit_key(), Instant::now())
}

/// Beyond a limit: the receipt of a message that is stored already, as far as there are look-ups for that.
async fn stored_already(
    submissions: &Submissions,
    message: &NewMessage,
    reached: &LimitReached,
    typed: Typed,
) -> Result<Receipt, ReturnedForm> {
    if submissions.limit.may_look_up(Instant::now())
        && let Ok(Some(receipt)) = submissions.acceptance.find(message).await
    {
        return Ok(receipt);
    }
    submissions.metrics.count_limit(reached);
    Err(ReturnedForm::beyond_limit(reached, typed))
}

/// A message that has its permit already: its receipt, if the row is there as it is to be.
/// Staff may have deleted it since; and one that is held is released by the same without suspicion.
async fn store_again(submissions: &Submissions, message: NewMessage, typed: Typed) -> Result<Receipt, ReturnedForm> {
    match submissions.acceptance.find(&message).await {
        Ok(Some(receipt)) => Ok(receipt),
        Ok(None) => store(submissions, message, None, typed).await,
        Err(error) => Err(not_stored(&error, typed)),
    }
}

/// The permit belongs to the storing: who hangs up meanwhile has sent a message all the same.
async fn store(
    submissions: &Submissions,
    message: NewMessage,
    permit: Option<MessagePermit>,
    typed: Typed,
) -> Result<Receipt, ReturnedForm> {
    let keep_permit = move || permit.into_iter().for_each(MessagePermit::keep);
    submissions.acceptance.accept(message, keep_permit).await.map_err(|error| not_stored(&error, typed))
}

fn not_stored(error: &AcceptError, typed: Typed) -> ReturnedForm {
    tracing::error!(error = with_causes(error), "a message could not be stored; its sender was told so");
    ReturnedForm::refused(StatusCode::SERVICE_UNAVAILABLE, Refusal::Storage, Some(typed))
        .retry_after(errors::RETRY_AFTER_SECONDS)
}

/// The way to the receipt; nothing that was typed is in it. A path, not a whole address: browsers
/// hold a redirect after a form to `form-action 'self'`, and a reader may have come by another
/// name of ours than the public one.
fn redirect_to_receipt(site: &Site, key: LocaleKey, receipt: &Receipt) -> HttpResponse {
    let path = site.addresses().receipt(receipt.reference.as_str(), site.catalog().locale(key));
    let mut response = HttpResponse::new(StatusCode::SEE_OTHER);
    insert(response.headers_mut(), header::LOCATION, &path);
    Caching::Never.apply(response.headers_mut());
    response
}
