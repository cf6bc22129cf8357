//! The body of a form: bounded in bytes and time, and never thrown away while it can be read.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{BytesMut, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use crate::contact::form::MAX_BODY;

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

/// A body, and what is wrong with it.
pub struct Received {
    /// The bytes. Empty if they could not be read to the end.
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
            Ok(None) => {
                let unfit = (bytes.len() > MAX_BODY).then_some(Unfit::TooLarge);
                return Received { bytes, unfit };
            }
            Ok(Some(Ok(_))) => Unfit::TooLarge,
            Ok(Some(Err(_))) => Unfit::CutOff,
            Err(_) => Unfit::TooSlow,
        };
        // Half of a text is worse than none: it looks whole, and the browser still has all of it.
        return Received { bytes: BytesMut::new(), unfit: Some(unfit) };
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
