//! A connection of which one line is read at a time.
//!
//! lettre reads ahead, and keeps what it has read when TLS begins. Whoever sits on the line could
//! add the answers to all that follows to the server’s “go on” (CVE-2011-0411), and a mail that
//! the server never took would count as delivered. Here nothing is read beyond a line end; what
//! was added runs into the beginning of TLS, and that fails. Knows no SMTP.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// So many lines, or pieces of long ones, may come before we say something. lettre reads all of
/// an answer again with every line of it, which takes ever longer, and nothing can cut that short.
const LINES_MOST: u32 = 500;

/// The connection.
pub(super) struct Lines {
    stream: TcpStream,
    /// How many have come since we last said something.
    lines: u32,
    /// What has come and was not asked for yet.
    ahead: Box<[u8]>,
    from: usize,
    to: usize,
}

impl Lines {
    /// Reads a connection line by line.
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, lines: 0, ahead: vec![0; 4096].into(), from: 0, to: 0 }
    }
}

impl AsyncRead for Lines {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.from == this.to {
            let mut ahead = ReadBuf::new(&mut this.ahead);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut ahead))?;
            (this.from, this.to) = (0, ahead.filled().len());
        }
        this.lines += 1;
        if this.lines > LINES_MOST {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "the server does not stop talking")));
        }
        let waiting = &this.ahead[this.from..this.to];
        let line = waiting.iter().position(|byte| *byte == b'\n').map_or(waiting.len(), |end| end + 1);
        let handed = line.min(into.remaining());
        into.put_slice(&waiting[..handed]);
        this.from += handed;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Lines {
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

impl fmt::Debug for Lines {
    /// Without what was said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}

impl AsyncTokioStream for Lines {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
