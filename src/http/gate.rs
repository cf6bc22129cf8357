//! One request at a time: a stream that hands the server whole heads, and no more of what a client sends before the
//! answer to what it has sent is on its way.
//!
//! actix decodes whatever it is given and keeps every request until its answer can be sent, so that a client that sends
//! thousands and reads nothing fills the memory. It panics at some heads, answers others as if it offered what they
//! ask for, and closes after a malformed one without saying so. None of that comes past this. Knows heads and where
//! bodies end, no address and no page.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::bounds::MAX_HANDED_ON;
use super::chunked::{Body, ChunkedBody};
use super::closing::{Closing, read_some};
use super::connections::ConnectionPermit;
use super::other_protocol::OtherProtocol;
use super::request_head::{self, Framing, Head};
use super::request_line::{HeadError, error_before_end};
use super::sent_answer::{self, SentAnswer};

/// What is answered to a request that does not come through, as bytes, by its status and by what it is if it is no HTTP/1.1.
pub(super) type Refuse = Arc<dyn Fn(u16, Option<OtherProtocol>) -> Bytes + Send + Sync>;

/// Where a connection is.
enum Phase {
    /// A head is waited for.
    Head,
    /// A body is handed on.
    Body(Body),
    /// The request is there; its answer is waited for.
    Answer,
    /// The last answer has been sent. What still comes is thrown away.
    Over,
    /// The gate itself ends the connection: what came is no request, or nobody waits for the rest of its body.
    Closing(Closing),
}

pin_project! {
    #[project = GateProjection]
    /// A stream that hands on one request at a time.
    pub(super) struct Gate<S> {
        #[pin]
        stream: S,
        refuse: Refuse,
        // Its permit, if connections are counted.
        permit: Option<ConnectionPermit>,
        phase: Phase,
        // What has come and is not handed on.
        waiting: BytesMut,
        // How far the end of a head has been looked for in it.
        searched: usize,
        // What is handed on next.
        ready: BytesMut,
        // Whether the client sends no more.
        is_at_end: bool,
        // Whether the stream has been asked for more than is there, so that it wakes the connection when that comes.
        is_asked: bool,
        // What has been handed on since the last look at what is to be written.
        handed_on: usize,
        // What has been sent of the answer to this request.
        answer: SentAnswer,
    }
}

impl<S> Gate<S> {
    /// Puts a stream behind the gate, of which the first bytes may have been read.
    pub(super) fn new(stream: S, first: BytesMut, refuse: Refuse, permit: Option<ConnectionPermit>) -> Self {
        Self {
            stream,
            refuse,
            permit,
            phase: Phase::Head,
            waiting: first,
            searched: 0,
            ready: BytesMut::new(),
            is_at_end: false,
            is_asked: false,
            handed_on: 0,
            answer: SentAnswer::default(),
        }
    }
}

impl<S: AsyncRead + AsyncWrite> GateProjection<'_, S> {
    /// A whole head is there: what follows it, and how it is handed on.
    fn pass(&mut self, head: Head) {
        *self.answer = SentAnswer::default();
        *self.is_asked = false;
        self.permit.iter().for_each(ConnectionPermit::note_request);
        *self.phase = match head.framing {
            Framing::None => Phase::Answer,
            Framing::Length(length) => Phase::Body(Body::Length(length)),
            Framing::Chunked => Phase::Body(Body::Chunked(ChunkedBody::new())),
        };
    }

    /// The request is there and its answer sent: the next head is waited for, if there may be one.
    fn end_request(&mut self) {
        if self.answer.is_last() {
            *self.phase = Phase::Over;
            return;
        }
        *self.phase = Phase::Head;
        self.permit.iter_mut().for_each(ConnectionPermit::note_idle);
    }

    fn refuse(&mut self, status: u16) {
        self.permit.iter().for_each(ConnectionPermit::note_request);
        *self.phase = Phase::Closing(Closing::new((self.refuse)(status, OtherProtocol::of(self.waiting))));
        *self.waiting = BytesMut::new();
        *self.ready = BytesMut::new();
    }

    /// Reads some of what comes next, to wait.
    fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        *self.is_asked = true;
        *self.is_at_end = ready!(read_some(self.stream.as_mut(), cx, self.waiting))? == 0;
        *self.is_asked = false;
        Poll::Ready(Ok(()))
    }

    /// Looks for a head in what is waiting; whether anything was decided.
    fn look_for_head(&mut self) -> bool {
        let blank = request_head::empty_lines(self.waiting);
        self.waiting.advance(blank);
        // The end of a head has up to four bytes, of which all but the last may have been there.
        let from = self.searched.saturating_sub(blank + 3);
        let Some(end) = request_head::end(self.waiting, from) else {
            *self.searched = self.waiting.len();
            let Some(error) = error_before_end(self.waiting) else { return false };
            self.refuse(error.status());
            return true;
        };
        *self.searched = 0;
        match request_head::read(&self.waiting[..end]) {
            Ok(Some(head)) => {
                let bytes = self.waiting.split_to(head.length);
                *self.ready = if head.omitted.is_nothing() { bytes } else { head.omitted.without(&bytes) };
                self.pass(head);
            }
            Ok(None) => self.refuse(HeadError::Malformed.status()),
            Err(error) => self.refuse(error.status()),
        }
        true
    }

    /// Hands on bytes that are ready; at most as many as may be.
    fn hand_on(&mut self, buf: &mut ReadBuf<'_>) {
        let length = self.ready.len().min(buf.remaining());
        buf.put_slice(&self.ready.split_to(length));
        *self.handed_on += length;
        if self.ready.is_empty() {
            *self.ready = BytesMut::new();
        }
    }

    /// Brings the connection to its end.
    fn poll_closing(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match &mut *self.phase {
            Phase::Closing(closing) => closing.poll(self.stream.as_mut(), cx),
            _ => Poll::Ready(()),
        }
    }

    /// Hands on a part of a body. Ready without bytes in it when the body cannot go on.
    fn poll_body(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Phase::Body(body) = &mut *self.phase else { return Poll::Ready(Ok(())) };
        let before = buf.filled().len();
        if self.waiting.is_empty() {
            ready!(self.stream.as_mut().poll_read(cx, buf))?;
            *self.is_at_end = buf.filled().len() == before;
        } else {
            let length = self.waiting.len().min(buf.remaining());
            buf.put_slice(&self.waiting.split_to(length));
            if self.waiting.is_empty() {
                *self.waiting = BytesMut::new();
            }
        }
        let new = &buf.filled()[before..];
        // A body that is not framed as it must be ends here, as if its sender had hung up.
        let own = body.advance(new).unwrap_or_else(|| {
            *self.is_at_end = true;
            *self.waiting = BytesMut::new();
            0
        });
        if own < new.len() && !*self.is_at_end {
            // The beginning of a next request.
            let more = BytesMut::from(&new[own..]);
            let waiting = std::mem::replace(self.waiting, more);
            self.waiting.unsplit(waiting);
        }
        buf.set_filled(before + own);
        *self.handed_on += own;
        if body.is_over() {
            if self.answer.is_sent() {
                self.end_request();
            } else {
                *self.phase = Phase::Answer;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Hands on the head that comes, where it is all that comes and nothing is left out: without a copy.
    fn poll_head(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        // Without a request under way a reset is an end like any other.
        let is_end = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionReset;
        ready!(self.stream.as_mut().poll_read(cx, buf))
            .or_else(|error| if is_end(&error) { Ok(()) } else { Err(error) })?;
        let new = &buf.filled()[before..];
        if new.is_empty() {
            *self.is_at_end = true;
            return Poll::Ready(Ok(()));
        }
        match request_head::read(new) {
            Ok(Some(head)) if head.length == new.len() && head.omitted.is_nothing() => {
                *self.handed_on += head.length;
                self.pass(head);
            }
            _ => {
                self.waiting.extend_from_slice(new);
                buf.set_filled(before);
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncRead for Gate<S> {
    /// Nothing that is put into the buffer without being handed on stays there: it is set back.
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut this = self.project();
        if *this.handed_on >= MAX_HANDED_ON {
            // First what is to be written; then more.
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        loop {
            if !this.ready.is_empty() {
                this.hand_on(buf);
                return Poll::Ready(Ok(()));
            }
            match this.phase {
                Phase::Closing(_) => {
                    ready!(this.poll_closing(cx));
                    return Poll::Ready(Ok(()));
                }
                // What comes next waits; the flush that sends the answer looks for it. Its beginning is read, so that
                // it is noticed when the client hangs up, or the answer takes too long.
                Phase::Answer if !this.waiting.is_empty() || *this.is_at_end => return Poll::Pending,
                Phase::Answer => ready!(this.poll_more(cx))?,
                Phase::Over => {
                    this.waiting.clear();
                    if ready!(read_some(this.stream.as_mut(), cx, this.waiting))? == 0 {
                        return Poll::Ready(Ok(()));
                    }
                }
                Phase::Body(_) if *this.is_at_end && this.waiting.is_empty() => return Poll::Ready(Ok(())),
                Phase::Body(_) => {
                    let before = buf.filled().len();
                    ready!(this.poll_body(cx, buf))?;
                    if buf.filled().len() > before || *this.is_at_end {
                        return Poll::Ready(Ok(()));
                    }
                }
                // It closes as one that has been idle for too long.
                Phase::Head if this.permit.as_ref().is_some_and(|permit| permit.is_let_go(cx)) => {
                    return Poll::Ready(Ok(()));
                }
                Phase::Head if this.waiting.is_empty() => {
                    if *this.is_at_end {
                        this.permit.iter_mut().for_each(ConnectionPermit::note_closed_by_client);
                        return Poll::Ready(Ok(()));
                    }
                    let before = buf.filled().len();
                    ready!(this.poll_head(cx, buf))?;
                    if buf.filled().len() > before {
                        return Poll::Ready(Ok(()));
                    }
                }
                Phase::Head => {
                    if !this.look_for_head() && !this.waiting.is_empty() {
                        if *this.is_at_end {
                            return Poll::Ready(Ok(()));
                        }
                        match ready!(this.poll_more(cx)) {
                            Ok(()) => {}
                            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                                this.refuse(HeadError::Late.status());
                            }
                            Err(error) => return Poll::Ready(Err(error)),
                        }
                    }
                }
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncWrite for Gate<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let mut this = self.project();
        *this.handed_on = 0;
        if !this.answer.has_begun()
            && !matches!(this.phase, Phase::Closing(_))
            && let Some(status) = sent_answer::status_of_own_refusal(buf)
        {
            this.refuse(status);
        }
        if matches!(this.phase, Phase::Closing(_)) {
            // actix drops the connection as soon as this is ready.
            ready!(this.poll_closing(cx));
            return Poll::Ready(Ok(buf.len()));
        }
        let sent = ready!(this.stream.as_mut().poll_write(cx, buf))?;
        this.answer.note(buf, sent);
        Poll::Ready(Ok(sent))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut this = self.project();
        *this.handed_on = 0;
        ready!(this.stream.as_mut().poll_flush(cx))?;
        // Called when everything that was there to be written has been.
        if !this.answer.note_flushed() {
            return Poll::Ready(Ok(()));
        }
        if matches!(this.phase, Phase::Body(_)) && this.answer.is_last() {
            // actix would read on for as long as more of it comes, into a buffer of 72 KiB that it keeps meanwhile.
            *this.phase = Phase::Closing(Closing::new(Bytes::new()));
            cx.waker().wake_by_ref();
        }
        if matches!(this.phase, Phase::Answer) {
            if this.waiting.is_empty() && !*this.is_at_end && !*this.is_asked {
                let _ = this.poll_more(cx)?;
            }
            this.end_request();
            // Nothing asks for the next request before it is there.
            if !this.waiting.is_empty() || *this.is_at_end {
                cx.waker().wake_by_ref();
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut this = self.project();
        if matches!(this.phase, Phase::Closing(_)) {
            ready!(this.poll_closing(cx));
            return Poll::Ready(Ok(()));
        }
        this.stream.poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests;
