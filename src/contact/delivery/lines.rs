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
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "more than 500 lines in one answer")));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// A connection, and its other end.
    async fn connection() -> (LineStream, TcpStream) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        (LineStream::new(stream), listener.accept().await.unwrap().0)
    }

    /// What is handed out for a buffer of so many bytes.
    async fn read(stream: &mut LineStream, bytes: usize) -> io::Result<String> {
        let mut buffer = vec![0; bytes];
        let length = stream.read(&mut buffer).await?;
        Ok(String::from_utf8(buffer[..length].to_vec()).unwrap())
    }

    #[tokio::test]
    async fn one_line_is_handed_out_at_a_time_however_many_have_come() {
        let (mut stream, mut server) = connection().await;
        server.write_all(b"250-one\r\n250 two\r\n\n250 the third").await.unwrap();
        drop(server);
        for (bytes, line) in
            [(99, "250-one\r\n"), (3, "250"), (99, " two\r\n"), (99, "\n"), (99, "250 the third"), (99, ""), (99, "")]
        {
            assert_eq!(read(&mut stream, bytes).await.unwrap(), line);
        }
    }

    #[tokio::test]
    async fn an_answer_may_have_500_lines_and_no_more() {
        let (mut stream, mut server) = connection().await;
        // As long as divides the buffer: a piece of a line would count too.
        server.write_all("250-xx\r\n".repeat(1001).as_bytes()).await.unwrap();
        for round in ["the first answer", "the answer to what was sent"] {
            for line in 0..500 {
                assert_eq!(read(&mut stream, 99).await.unwrap(), "250-xx\r\n", "{round}, {line}");
            }
            if round == "the first answer" {
                stream.write_all(b"NOOP\r\n").await.unwrap();
            }
        }
        assert_eq!(read(&mut stream, 99).await.unwrap_err().kind(), io::ErrorKind::InvalidData);
        let mut sent = [0; 6];
        server.read_exact(&mut sent).await.unwrap();
        assert_eq!(&sent, b"NOOP\r\n");
    }

    #[tokio::test]
    async fn the_other_end_sees_the_end_and_a_log_the_address_and_nothing_that_was_said() {
        let (mut stream, mut server) = connection().await;
        server.write_all(b"220 secret\r\nmore").await.unwrap();
        read(&mut stream, 99).await.unwrap();
        let shown = format!("{stream:?}");
        assert!(shown.contains(&server.local_addr().unwrap().port().to_string()), "{shown}");
        assert!(!shown.contains("secret") && !shown.contains("more"), "{shown}");
        assert_eq!(stream.peer_addr().unwrap(), server.local_addr().unwrap());
        stream.shutdown().await.unwrap();
        let end =
            tokio::time::timeout(std::time::Duration::from_secs(10), async { server.read(&mut [0; 9]).await.unwrap() });
        assert_eq!(end.await, Ok(0));
    }
}
