//! A connection that is lent to lettre, and can be had back from it: lettre keeps what it is given.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// One end of a loan: what is lent is in one place, whoever holds this.
#[derive(Debug)]
pub(super) struct Lent<S>(Arc<Mutex<Option<S>>>);

impl<S> Lent<S> {
    /// What is lent, twice: to give away, and to take back.
    pub(super) fn new(stream: S) -> (Self, Self) {
        let shared = Arc::new(Mutex::new(Some(stream)));
        (Self(Arc::clone(&shared)), Self(shared))
    }

    /// Takes it back; what was given away is at its end from now on.
    pub(super) fn take(self) -> io::Result<S> {
        self.lock().take().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn lock(&self) -> MutexGuard<'_, Option<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, poll: impl FnOnce(Pin<&mut S>) -> Poll<io::Result<T>>) -> Poll<io::Result<T>>
    where
        S: Unpin,
    {
        match &mut *self.lock() {
            Some(stream) => poll(Pin::new(stream)),
            None => Poll::Ready(Err(io::ErrorKind::NotConnected.into())),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Lent<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.with(|stream| stream.poll_read(context, into))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Lent<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.with(|stream| stream.poll_write(context, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|stream| stream.poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|stream| stream.poll_shutdown(context))
    }
}

impl<S: AsyncTokioStream> AsyncTokioStream for Lent<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.lock().as_ref().ok_or(io::ErrorKind::NotConnected)?.peer_addr()
    }
}
