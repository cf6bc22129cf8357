//! The body of a form: bounded in bytes and time, and never thrown away while it can be read.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{BytesMut, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use crate::contact::form::MAX_BODY_BYTES;

/// The most bytes that are read. A body over [`MAX_BODY_BYTES`] is refused, but read up to here, so that the form can
/// give it back.
pub(super) const MAX_READABLE: usize = 256 * 1024;
/// For all of it. The answer must be on its way before the connection’s own limit.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Why a body is not a form to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyFault {
    /// Longer than is accepted.
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
    /// It ended early.
    CutOff,
    /// It is no form (`application/x-www-form-urlencoded`).
    NotAForm,
}

/// A body, and what is wrong with it.
pub(super) struct ReceivedBody {
    /// The bytes. Empty if they could not be read to the end.
    pub bytes: BytesMut,
    /// What is wrong.
    pub fault: Option<BodyFault>,
    /// Whether it was read to its end, so that the next request on the connection begins where it should.
    pub is_complete: bool,
}

impl ReceivedBody {
    /// A body that was not read to its end. Half of a text is worse than none: it looks whole, and the browser
    /// still has all of it.
    fn unread(fault: BodyFault) -> Self {
        Self { bytes: BytesMut::new(), fault: Some(fault), is_complete: false }
    }
}

/// Reads the body of a form.
pub(super) async fn receive(request: &HttpRequest, mut payload: Payload) -> ReceivedBody {
    if !is_form(request) {
        return ReceivedBody::unread(BodyFault::NotAForm);
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > MAX_READABLE) {
        return ReceivedBody::unread(BodyFault::TooLarge);
    }
    let mut bytes = BytesMut::new();
    let end = Instant::now() + TIMEOUT;
    loop {
        let fault = match timeout_at(end, payload.next()).await {
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() <= MAX_READABLE => {
                bytes.extend_from_slice(&chunk);
                continue;
            }
            Ok(None) => {
                let fault = (bytes.len() > MAX_BODY_BYTES).then_some(BodyFault::TooLarge);
                return ReceivedBody { bytes, fault, is_complete: true };
            }
            Ok(Some(Ok(_))) => BodyFault::TooLarge,
            Ok(Some(Err(_))) => BodyFault::CutOff,
            Err(_) => BodyFault::TooSlow,
        };
        return ReceivedBody::unread(fault);
    }
}

fn is_form(request: &HttpRequest) -> bool {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// After a body that was not read to its end, the connection is of no more use.
pub(super) fn close_after(response: &mut HttpResponse) {
    response.head_mut().set_connection_type(actix_http::ConnectionType::Close);
}
