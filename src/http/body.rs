//! The body of a form: bounded in bytes and time, and never thrown away while it can be read.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{BytesMut, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use crate::contact::form::BODY_MOST;

/// A longer body is still read, to be shown again; beyond this it is not.
pub const READABLE_MOST: usize = 256 * 1024;
/// For all of it. The answer must be on its way before the connection’s own limit.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a body is not a form to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Longer than is accepted.
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
    /// It ended early.
    CutOff,
    /// It is no form (`application/x-www-form-urlencoded`).
    NotAForm,
}

/// As much of a body as was read, and what is wrong with it.
pub struct Received {
    /// The bytes. Empty if nothing could be read.
    pub bytes: BytesMut,
    /// What is wrong.
    pub unfit: Option<Unfit>,
}

/// Reads the body of a form.
pub async fn receive(request: &HttpRequest, mut payload: Payload) -> Received {
    let mut bytes = BytesMut::new();
    if !is_form(request) {
        return Received { bytes, unfit: Some(Unfit::NotAForm) };
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > READABLE_MOST) {
        return Received { bytes, unfit: Some(Unfit::TooLarge) };
    }
    let end = Instant::now() + PATIENCE;
    loop {
        let unfit = match timeout_at(end, payload.next()).await {
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() <= READABLE_MOST => {
                bytes.extend_from_slice(&chunk);
                continue;
            }
            // Half of a text is worse than none.
            Ok(Some(Ok(_))) => return Received { bytes: BytesMut::new(), unfit: Some(Unfit::TooLarge) },
            Ok(Some(Err(_))) => Some(Unfit::CutOff),
            Ok(None) => (bytes.len() > BODY_MOST).then_some(Unfit::TooLarge),
            Err(_) => Some(Unfit::TooSlow),
        };
        return Received { bytes, unfit };
    }
}

fn is_form(request: &HttpRequest) -> bool {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// After a body that was not read to its end, the connection is of no more use.
pub fn close_after(response: &mut HttpResponse) {
    response.head_mut().set_connection_type(actix_http::ConnectionType::Close);
}
