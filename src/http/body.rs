//! The body of a form: bounded in bytes and time, and never thrown away while it can be read.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use futures_util::StreamExt;
use tokio::time::{Duration, Instant, timeout_at};

use crate::contact::form::MAX_BODY_BYTES;

use super::bounds::{BODY_GRACE, BODY_TIMEOUT, BODY_UNIT, MAX_READABLE_BODY, MIN_BODY_RATE};
use super::network::Groups;
use super::permits::{Exhausted, Permit, Permits};

/// Why a body is not a form to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    /// Longer than is accepted.
    TooLarge,
    /// It did not arrive in time, or at less than the least rate.
    TooSlow,
    /// It ended early.
    CutOff,
    /// It is no form (`application/x-www-form-urlencoded`) in UTF-8, is said to be several things, or has a content coding.
    NotAForm,
    /// There is no memory for it.
    NoPermit(Exhausted),
}

/// A body, and why it is not dealt with.
pub(super) struct ReceivedBody {
    /// The bytes. Empty if they could not be read to the end.
    pub bytes: Vec<u8>,
    /// Why it is not.
    pub error: Option<BodyError>,
    /// Whether it was read to its end, so that the next request on the connection begins where it should.
    pub is_complete: bool,
    /// The permit for the memory that it takes.
    pub permit: Option<Permit>,
}

impl ReceivedBody {
    /// A body that was not read to its end. Half of a text is worse than none: it looks whole, and the browser
    /// still has all of it.
    fn unread(error: BodyError) -> Self {
        Self { bytes: Vec::new(), error: Some(error), is_complete: false, permit: None }
    }
}

/// Reads the body of a form. Its sender, who is in `groups`, takes permits for the memory as the bytes come.
pub(super) async fn receive(
    request: &HttpRequest,
    mut payload: Payload,
    permits: &Arc<Permits>,
    groups: Groups,
) -> ReceivedBody {
    if !is_form(request) {
        return ReceivedBody::unread(BodyError::NotAForm);
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > MAX_READABLE_BODY) {
        return ReceivedBody::unread(BodyError::TooLarge);
    }
    let (mut bytes, mut permit) = (Units::default(), None);
    let began = Instant::now();
    loop {
        let error = match timeout_at(began + time_for_more(bytes.length), payload.next()).await {
            Ok(Some(Ok(chunk))) if bytes.length + chunk.len() <= MAX_READABLE_BODY => {
                match acquire(&mut permit, permits, groups, bytes.length + chunk.len()) {
                    Ok(()) => {
                        bytes.extend(&chunk);
                        continue;
                    }
                    Err(exhausted) => BodyError::NoPermit(exhausted),
                }
            }
            Ok(None) => {
                let error = (bytes.length > MAX_BODY_BYTES).then_some(BodyError::TooLarge);
                return ReceivedBody { bytes: bytes.joined(), error, is_complete: true, permit };
            }
            Ok(Some(Ok(_))) => BodyError::TooLarge,
            Ok(Some(Err(_))) => BodyError::CutOff,
            Err(_) => BodyError::TooSlow,
        };
        return ReceivedBody::unread(error);
    }
}

/// Bytes in pieces of one size: what grows by moving leaves gaps of every size behind it.
#[derive(Default)]
struct Units {
    units: Vec<Vec<u8>>,
    length: usize,
}

impl Units {
    fn extend(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len();
        while !bytes.is_empty() {
            let mut unit = match self.units.pop() {
                Some(last) if last.len() < BODY_UNIT => last,
                full => {
                    self.units.extend(full);
                    Vec::with_capacity(BODY_UNIT)
                }
            };
            let (now, later) = bytes.split_at(bytes.len().min(BODY_UNIT - unit.len()));
            unit.extend_from_slice(now);
            self.units.push(unit);
            bytes = later;
        }
    }

    fn joined(self) -> Vec<u8> {
        match <[Vec<u8>; 1]>::try_from(self.units) {
            Ok([only]) => only,
            Err(units) => units.concat(),
        }
    }
}

/// Until when, from its beginning on, more must have come of a body of which so many bytes are there.
fn time_for_more(received: usize) -> Duration {
    let millis = received * 1000 / MIN_BODY_RATE;
    (BODY_GRACE + Duration::from_millis(millis as u64)).min(BODY_TIMEOUT)
}

/// Has the permit grow to the memory for so many bytes.
fn acquire(
    permit: &mut Option<Permit>,
    permits: &Arc<Permits>,
    groups: Groups,
    length: usize,
) -> Result<(), Exhausted> {
    let permit = match permit {
        Some(permit) => permit,
        None => permit.insert(permits.acquire(groups)?),
    };
    permit.grow_to(length.div_ceil(BODY_UNIT))
}

/// One that is coded otherwise than it says is none, and to decode it is an offer to fill the memory.
fn is_form(request: &HttpRequest) -> bool {
    let is_coded = |coding: &header::HeaderValue| !coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    if request.headers().get_all(header::CONTENT_ENCODING).any(is_coded) {
        return false;
    }
    let mut lines = request.headers().get_all(header::CONTENT_TYPE);
    let media = lines.next();
    // Of two that differ, one program believes the first and another the last (RFC 9110 §8.3).
    let is_clear = lines.all(|line| Some(line) == media);
    is_clear && media.and_then(|media| media.to_str().ok()).is_some_and(is_form_in_utf8)
}

/// A form whose text is UTF-8, as browsers send it; another charset would be read as rubbish, and stored.
fn is_form_in_utf8(media: &str) -> bool {
    let mut parts = media.split(';').map(str::trim);
    let is_form = parts.next().is_some_and(|media| media.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    let is_utf8 = |parameter: &str| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            let charset = value.trim().trim_matches('"');
            ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known))
        }
        _ => true,
    };
    is_form && parts.all(is_utf8)
}

/// The room that a form takes goes over to its answer, which holds what was typed until the last of it is on its way.
pub(super) fn hold_while_sent(response: HttpResponse, permit: Permit) -> HttpResponse {
    response.map_body(|_, body| BoxBody::new(Holding { body, _permit: permit }))
}

/// An answer, and the room that it takes.
struct Holding {
    body: BoxBody,
    _permit: Permit,
}

impl MessageBody for Holding {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }
}

/// After a body that was not read to its end, the connection is of no more use.
pub(super) fn close_after(response: &mut HttpResponse) {
    response.head_mut().set_connection_type(actix_http::ConnectionType::Close);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use actix_http::error::PayloadError;
    use actix_web::test::TestRequest;
    use futures_util::stream;

    use super::*;
    use crate::http::bounds::BODIES;
    use crate::http::network::Width;

    fn paused(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(test);
    }

    /// A form that comes in parts, each after a pause in seconds.
    async fn form(parts: Vec<(u64, usize)>, permits: &Arc<Permits>) -> ReceivedBody {
        let chunks = stream::iter(parts).then(|(pause, length)| async move {
            tokio::time::sleep(Duration::from_secs(pause)).await;
            Ok::<_, PayloadError>(Bytes::from(vec![b'x'; length]))
        });
        let payload = Payload::from(Box::pin(chunks) as actix_http::BoxedPayloadStream);
        let request = TestRequest::default().insert_header(("content-type", "application/x-www-form-urlencoded"));
        let request = request.to_http_request();
        receive(&request, payload, permits, Groups::around([203, 0, 113, 9].into())).await
    }

    #[test]
    fn a_body_may_pause_and_must_then_keep_to_the_least_rate() {
        paused(async {
            let permits = Permits::new(BODIES);
            for (parts, error, seconds) in [
                // A telephone that is silent for a while.
                (vec![(4, 3000)], None, 4),
                (vec![(0, 2500), (9, 500)], None, 9),
                // Nothing at all, a byte, a byte a second.
                (vec![(100, 1)], Some(BodyError::TooSlow), 5),
                (vec![(0, 1), (100, 1)], Some(BodyError::TooSlow), 5),
                (vec![(1, 1); 100], Some(BodyError::TooSlow), 5),
                (vec![(1, 499); 100], Some(BodyError::TooSlow), 20),
                (vec![(1, 400); 100], Some(BodyError::TooSlow), 20),
                (vec![(1, 300); 100], Some(BodyError::TooSlow), 11),
                // At any rate, the whole is bounded.
                (vec![(1, 5000); 100], Some(BodyError::TooSlow), 20),
            ] {
                let began = Instant::now();
                let received = form(parts.clone(), &permits).await;
                assert_eq!((received.error, began.elapsed().as_secs()), (error, seconds), "{:?}…", parts[0]);
                drop(received);
                assert_eq!(permits.in_use(), 0, "what is not held takes no room");
            }
        });
    }

    #[test]
    fn a_body_takes_room_as_its_bytes_come_and_as_long_as_it_is_held() {
        paused(async {
            let permits = Permits::new(BODIES);
            for (length, units) in [(1, 1), (BODY_UNIT, 1), (BODY_UNIT + 1, 2), (MAX_READABLE_BODY, 32)] {
                let received = form(vec![(0, length)], &permits).await;
                assert!(received.is_complete && permits.in_use() == units, "{length}");
            }
            let held = [
                form(vec![(0, MAX_READABLE_BODY)], &permits).await,
                form(vec![(0, MAX_READABLE_BODY)], &permits).await,
            ];
            assert_eq!(
                form(vec![(0, 1)], &permits).await.error,
                Some(BodyError::NoPermit(Exhausted::Share(Width::Narrow)))
            );
            assert_eq!(form(vec![(100, 1)], &permits).await.error, Some(BodyError::TooSlow), "nothing takes nothing");
            drop(held);
            assert_eq!(form(vec![(0, 1)], &permits).await.error, None);
            assert_eq!(form(vec![(0, MAX_READABLE_BODY), (0, 1)], &permits).await.error, Some(BodyError::TooLarge));
        });
    }

    #[test]
    fn an_answer_takes_the_room_of_its_form_until_all_of_it_is_on_its_way() {
        paused(async {
            let permits = Permits::new(BODIES);
            let permit = form(vec![(0, BODY_UNIT + 1)], &permits).await.permit.unwrap();
            let response = hold_while_sent(HttpResponse::Ok().body(vec![b'x'; 100_000]), permit);
            assert_eq!((permits.in_use(), response.body().size()), (2, BodySize::Sized(100_000)));
            let body = actix_web::body::to_bytes(response.into_body()).await;
            assert_eq!((permits.in_use(), body.unwrap().len()), (0, 100_000));
        });
    }

    #[test]
    fn a_body_in_pieces_is_the_body() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|number| number as u8).collect();
        for length in [0, 1, BODY_UNIT, BODY_UNIT + 1, 100_000] {
            for chunk in [1000, BODY_UNIT, 70_000] {
                let mut units = Units::default();
                bytes[..length].chunks(chunk).for_each(|chunk| units.extend(chunk));
                assert_eq!(units.length, length);
                assert!(units.joined() == bytes[..length], "{length} by {chunk}");
            }
        }
    }
}
