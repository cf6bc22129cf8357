//! A connection that hands out one line at a time.
//!
//! lettre reads ahead, and keeps what it has read when TLS begins. An attacker on the network
//! could append the answers to all later commands to the server’s answer to STARTTLS
//! (CVE-2011-0411), and a mail that the server never took would count as delivered. Here nothing is read beyond a line end; what
//! was appended is read as the beginning of TLS, and that fails. Knows no SMTP.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// So many lines, or pieces of long ones, may come before something is sent. lettre reads all of
/// an answer again with every line of it, which takes ever longer, and no timeout can end that.
const MAX_LINES: u32 = 500;

/// A connection that hands out one line at a time.
pub(super) struct LineStream {
    stream: TcpStream,
    /// How many have been handed out since something was sent.
    lines: u32,
    /// What has come; `start..end` of it was not asked for yet.
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
}

impl LineStream {
    /// Reads a connection line by line.
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, lines: 0, buffer: vec![0; 4096].into(), start: 0, end: 0 }
    }
}

impl AsyncRead for LineStream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.start == this.end {
            let mut buffer = ReadBuf::new(&mut this.buffer);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut buffer))?;
            (this.start, this.end) = (0, buffer.filled().len());
        }
        this.lines += 1;
        if this.lines > MAX_LINES {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "the server does not stop talking")));
        }
        let unread = &this.buffer[this.start..this.end];
        let line = unread.iter().position(|byte| *byte == b'\n').map_or(unread.len(), |end| end + 1);
        let length = line.min(into.remaining());
        into.put_slice(&unread[..length]);
        this.start += length;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for LineStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.lines = 0;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl fmt::Debug for LineStream {
    /// Without what was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}

impl AsyncTokioStream for LineStream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
