//! A connection that cannot be held open by being slow.
//!
//! actix arms its timer for a request’s head once per connection, and has none for bodies and
//! answers. This wrapper watches the stream itself: a request, from its first byte on, must be
//! complete within one limit, and a reader must keep taking the answer within another. It
//! knows no HTTP: bytes that arrive after bytes were sent begin a request, bytes that are sent
//! end it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// How long a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// From the first byte of a request to the first byte of its answer.
    pub request: Duration,
    /// Without any progress in sending an answer.
    pub write: Duration,
    /// Without any byte in either direction. actix ends idle connections itself, but not one
    /// that has sent the beginning of a next request along with the last one.
    pub idle: Duration,
}

impl Timeouts {
    /// One timer a connection is looked at this often, so that a request costs no timer.
    fn tick(&self) -> Duration {
        self.request.min(self.write) / 4
    }
}

pin_project! {
    /// A stream that fails when it takes too long.
    pub struct DeadlineStream<S> {
        #[pin]
        stream: S,
        timeouts: Timeouts,
        request_since: Option<Instant>,
        write_since: Option<Instant>,
        last_byte: Instant,
        tick: Pin<Box<Sleep>>,
    }
}

impl<S> DeadlineStream<S> {
    /// Puts a stream under timeouts.
    pub fn new(stream: S, timeouts: Timeouts) -> Self {
        Self {
            stream,
            timeouts,
            request_since: None,
            write_since: None,
            last_byte: Instant::now(),
            tick: Box::pin(sleep(timeouts.tick())),
        }
    }
}

/// Looks at the clock whenever the tick is due, and arms it again.
fn check(
    tick: &mut Pin<Box<Sleep>>,
    timeouts: &Timeouts,
    since: &[(Option<Instant>, Duration)],
    cx: &mut Context<'_>,
) -> io::Result<()> {
    while tick.as_mut().poll(cx).is_ready() {
        let now = Instant::now();
        if since.iter().any(|(since, limit)| since.is_some_and(|since| now.duration_since(since) >= *limit)) {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the other side is too slow"));
        }
        tick.as_mut().reset(now + timeouts.tick());
    }
    Ok(())
}

impl<S: AsyncRead> AsyncRead for DeadlineStream<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.project();
        let before = buf.filled().len();
        match this.stream.poll_read(cx, buf) {
            Poll::Ready(result) => {
                if buf.filled().len() > before {
                    *this.last_byte = Instant::now();
                    this.request_since.get_or_insert(*this.last_byte);
                }
                Poll::Ready(result)
            }
            Poll::Pending => {
                let since = [
                    (*this.request_since, this.timeouts.request),
                    (*this.write_since, this.timeouts.write),
                    (Some(*this.last_byte), this.timeouts.idle),
                ];
                match check(this.tick, this.timeouts, &since, cx) {
                    Ok(()) => Poll::Pending,
                    Err(error) => Poll::Ready(Err(error)),
                }
            }
        }
    }
}

impl<S: AsyncWrite> DeadlineStream<S> {
    fn after_write<T>(self: Pin<&mut Self>, cx: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        let this = self.project();
        match polled {
            Poll::Ready(result) => {
                *this.request_since = None;
                *this.write_since = None;
                *this.last_byte = Instant::now();
                Poll::Ready(result)
            }
            Poll::Pending => {
                let since = *this.write_since.get_or_insert_with(Instant::now);
                match check(this.tick, this.timeouts, &[(Some(since), this.timeouts.write)], cx) {
                    Ok(()) => Poll::Pending,
                    Err(error) => Poll::Ready(Err(error)),
                }
            }
        }
    }
}

impl<S: AsyncWrite> AsyncWrite for DeadlineStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let polled = self.as_mut().project().stream.poll_write(cx, buf);
        self.after_write(cx, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = self.as_mut().project().stream.poll_write_vectored(cx, bufs);
        self.after_write(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().stream.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().stream.poll_shutdown(cx)
    }
}
