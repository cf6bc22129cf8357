//! The form again, with what was typed and why it was not taken. Knows the page, and nothing of how a form is taken.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use crate::contact::form::{Fault, Typed};
use crate::l10n::LocaleKey;
use crate::site::pages::contact::{FIRST_QUERY, FormState, Refusal};

use super::answer::{ReasonTold, send_once, send_own};
use super::bounds::{BODIES_RETRY_SECONDS, MAX_RETRY_AFTER};
use super::headers::Caching;
use super::permits::Exhausted;
use super::published::Published;
use super::submission_outcome::SubmissionOutcome;
use super::window::{LimitReached, Period};
use super::{body, errors};

/// The form again.
pub(super) struct ReturnedForm {
    status: StatusCode,
    state: Box<FormState>,
    retry_after_seconds: Option<u64>,
    outcome: SubmissionOutcome,
    /// Whether the connection is of no more use: the rest of the body may still come.
    closes: bool,
}

impl ReturnedForm {
    /// With a refusal. Without what was typed it says that this is lost.
    pub(super) fn refused(status: StatusCode, refusal: Refusal, typed: Option<Typed>) -> Self {
        let lost = typed.is_none();
        let state =
            FormState { typed: typed.unwrap_or_default(), refusal: Some(refusal), lost, ..FormState::default() };
        Self::new(status, state, SubmissionOutcome::Refused(refusal))
    }

    /// In another language, and nothing else: what was said of it is said again.
    pub(super) fn shown(typed: Typed, page_language: &str) -> Self {
        let state = FormState::in_another_language(typed, page_language);
        Self::new(StatusCode::OK, state, SubmissionOutcome::Shown)
    }

    /// With what is wrong in it.
    pub(super) fn faulty(typed: Typed, faults: Vec<Fault>) -> Self {
        let state = FormState { typed, faults, ..FormState::default() };
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, state, SubmissionOutcome::Faults)
    }

    /// Because there was no memory to read it.
    pub(super) fn without_permit(exhausted: Exhausted) -> Self {
        let (status, outcome) = match exhausted {
            Exhausted::Share(_) => (StatusCode::TOO_MANY_REQUESTS, SubmissionOutcome::Share),
            Exhausted::Total => (StatusCode::SERVICE_UNAVAILABLE, SubmissionOutcome::Refused(Refusal::Busy)),
        };
        let returned = Self::refused(status, Refusal::Busy, None).retry_after(BODIES_RETRY_SECONDS);
        Self { outcome, ..returned.closing(true) }
    }

    /// Because a limit on messages was reached.
    pub(super) fn beyond_limit(reached: &LimitReached, typed: Typed) -> Self {
        let refusal = if reached.period == Period::Day { Refusal::Day } else { Refusal::Rate };
        // Not too early: of what is left of a second nothing is said.
        let wait = (reached.retry_after + Duration::from_secs(1)).min(MAX_RETRY_AFTER);
        Self::refused(StatusCode::TOO_MANY_REQUESTS, refusal, Some(typed)).retry_after(wait.as_secs())
    }

    fn new(status: StatusCode, state: FormState, outcome: SubmissionOutcome) -> Self {
        Self { status, state: Box::new(state), retry_after_seconds: None, outcome, closes: false }
    }

    /// When to try again.
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after_seconds: Some(seconds), ..self }
    }

    /// Whether the connection is of no more use.
    pub(super) fn closing(self, closes: bool) -> Self {
        Self { closes, ..self }
    }

    /// How the submission ended.
    pub(super) fn outcome(&self) -> SubmissionOutcome {
        self.outcome
    }

    /// Whether nothing of what was typed is in it.
    pub(super) fn is_lost(&self) -> bool {
        self.state.lost
    }

    /// As an answer.
    pub(super) fn respond(mut self, published: &Published, request: &HttpRequest, key: LocaleKey) -> HttpResponse {
        self.state.is_at_first_query = request.uri().query() == Some(FIRST_QUERY);
        // What was typed is theirs alone; a form without it is a failed answer like any other.
        let caching = if self.is_lost() { Caching::Never } else { Caching::TypedForm };
        let mut response = match published.site.contact_form(key, &self.state) {
            Ok(document) if self.is_lost() => send_once(published, request, self.status, &document, caching),
            Ok(document) => send_own(published, request, self.status, document, caching),
            Err(error) => errors::not_rendered(published, request, key, &error),
        };
        if let Some(seconds) = self.retry_after_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.closes {
            body::close_after(&mut response);
        }
        if self.outcome == SubmissionOutcome::Refused(Refusal::Busy) {
            response.extensions_mut().insert(ReasonTold);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_to_wait_for_more_than_a_day() {
        for (wait, seconds) in [(0, 1), (59, 60), (86_399, 86_400), (86_400, 86_400), (u64::from(u32::MAX), 86_400)] {
            let retry_after = Duration::from_secs(wait);
            let reached = LimitReached { limit: "client", period: Period::Day, retry_after };
            let returned = ReturnedForm::beyond_limit(&reached, Typed::default());
            assert_eq!(returned.retry_after_seconds, Some(seconds), "{wait}");
        }
    }
}
