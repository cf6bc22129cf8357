//! The end of a connection on which something was refused: the answer is sent, and arrives.

use std::future::Future;
use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::bounds::{LINGER, MAX_DRAINED};

/// A connection that is closing. What the client still sends is read and thrown away for a while: a connection that is
/// closed with unread bytes takes the answer along (RFC 9112 §9.6).
pub(super) struct Closing {
    answer: Bytes,
    is_shut: bool,
    drained: usize,
    linger: Pin<Box<Sleep>>,
}

impl Closing {
    /// After these bytes of an answer.
    pub(super) fn new(answer: Bytes) -> Self {
        Self { answer, is_shut: false, drained: 0, linger: Box::pin(sleep(LINGER)) }
    }

    /// Sends the answer, ends the connection, and lingers. Ready when nothing is left to do.
    pub(super) fn poll<S>(&mut self, mut stream: Pin<&mut S>, cx: &mut Context<'_>) -> Poll<()>
    where
        S: AsyncRead + AsyncWrite,
    {
        while !self.answer.is_empty() {
            match ready!(stream.as_mut().poll_write(cx, &self.answer)) {
                Ok(sent) if sent > 0 => self.answer.advance(sent),
                _ => return Poll::Ready(()),
            }
        }
        if !self.is_shut {
            if ready!(stream.as_mut().poll_shutdown(cx)).is_err() {
                return Poll::Ready(());
            }
            self.is_shut = true;
        }
        let mut thrown_away = BytesMut::new();
        while self.drained < MAX_DRAINED {
            match read_some(stream.as_mut(), cx, &mut thrown_away) {
                Poll::Ready(Ok(read)) if read > 0 => self.drained += read,
                Poll::Ready(_) => return Poll::Ready(()),
                Poll::Pending => {
                    ready!(self.linger.as_mut().poll(cx));
                    // Not to be asked again.
                    self.drained = MAX_DRAINED;
                }
            }
            thrown_away.clear();
        }
        Poll::Ready(())
    }
}

/// Reads what there is, without anything being set to zero first.
pub(super) fn read_some<S: AsyncRead>(
    stream: Pin<&mut S>,
    cx: &mut Context<'_>,
    into: &mut BytesMut,
) -> Poll<io::Result<usize>> {
    let mut space = [MaybeUninit::uninit(); 4096];
    let mut read = ReadBuf::uninit(&mut space);
    ready!(stream.poll_read(cx, &mut read))?;
    into.extend_from_slice(read.filled());
    Poll::Ready(Ok(read.filled().len()))
}
