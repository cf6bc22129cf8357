//! A connection that cannot be held open by being slow.
//!
//! actix arms its timer for a request’s head once per connection, and has none for bodies and answers. This wrapper
//! watches the stream itself: a request, from its first byte on, must be complete within one limit, and a reader must
//! keep taking the answer within another. It knows no HTTP: bytes that arrive after bytes were sent begin a request,
//! bytes that are sent end it. Time is counted in ticks of one timer a connection, so that a request costs neither a
//! timer nor a look at the clock.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// How long a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionTimeouts {
    /// From the first byte of a request to the first byte of its answer.
    pub request: Duration,
    /// Without any progress in sending an answer.
    pub write: Duration,
    /// Without any byte in either direction. actix ends idle connections itself, but not one
    /// that has sent the beginning of a next request along with the last one.
    pub idle: Duration,
}

impl ConnectionTimeouts {
    /// The length of a tick.
    fn tick(&self) -> Duration {
        self.request.min(self.write) / 4
    }

    /// After how many ticks a limit is over for certain: the first may have begun at any time before.
    fn ticks(&self, limit: Duration) -> u64 {
        u64::try_from(limit.as_nanos().div_ceil(self.tick().as_nanos().max(1))).unwrap_or(u64::MAX).saturating_add(1)
    }
}

pin_project! {
    #[project = DeadlineProjection]
    /// A stream that fails when it takes too long: later than its limits by up to a tick.
    pub struct DeadlineStream<S> {
        #[pin]
        stream: S,
        timeouts: ConnectionTimeouts,
        // The ticks so far; the times below are counted by them.
        now: u64,
        request_since: Option<u64>,
        write_since: Option<u64>,
        last_byte: u64,
        tick: Pin<Box<Sleep>>,
    }
}

impl<S> DeadlineStream<S> {
    /// Puts a stream under timeouts.
    pub fn new(stream: S, timeouts: ConnectionTimeouts) -> Self {
        Self {
            stream,
            timeouts,
            now: 0,
            request_since: None,
            write_since: None,
            last_byte: 0,
            tick: Box::pin(sleep(timeouts.tick())),
        }
    }
}

impl<S> DeadlineProjection<'_, S> {
    /// Counts the ticks that are due; whether a limit is over.
    fn check(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        while self.tick.as_mut().poll(cx).is_ready() {
            *self.now += 1;
            let is_over =
                |since: Option<u64>, limit| since.is_some_and(|since| *self.now - since >= self.timeouts.ticks(limit));
            if is_over(*self.request_since, self.timeouts.request)
                || is_over(*self.write_since, self.timeouts.write)
                || is_over(Some(*self.last_byte), self.timeouts.idle)
            {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "the other side is too slow"));
            }
            self.tick.as_mut().reset(Instant::now() + self.timeouts.tick());
        }
        Ok(())
    }
}

impl<S: AsyncRead> AsyncRead for DeadlineStream<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut this = self.project();
        let before = buf.filled().len();
        match this.stream.as_mut().poll_read(cx, buf) {
            Poll::Ready(result) => {
                if buf.filled().len() > before {
                    *this.last_byte = *this.now;
                    this.request_since.get_or_insert(*this.now);
                }
                Poll::Ready(result)
            }
            Poll::Pending => match this.check(cx) {
                Ok(()) => Poll::Pending,
                Err(error) => Poll::Ready(Err(error)),
            },
        }
    }
}

impl<S: AsyncWrite> DeadlineStream<S> {
    fn after_write<T>(self: Pin<&mut Self>, cx: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        let mut this = self.project();
        match polled {
            Poll::Ready(result) => {
                *this.request_since = None;
                *this.write_since = None;
                *this.last_byte = *this.now;
                Poll::Ready(result)
            }
            Poll::Pending => {
                this.write_since.get_or_insert(*this.now);
                match this.check(cx) {
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
