//! A connection that hands out one line at a time, in a form that lettre reads.
//!
//! lettre reads ahead, and keeps what it has read when TLS begins. An attacker on the network
//! could append the answers to all later commands to the server’s answer to STARTTLS
//! (CVE-2011-0411), and a mail that the server never took would count as delivered. Here nothing is handed out beyond a
//! line end, and a connection that holds more than was asked for is not protected. A server that does not know EHLO is
//! greeted with HELO (RFC 5321 §3.2), of which lettre hears as of an EHLO without extensions.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::answer_line::{MARKED_CODE_BYTES, MAX_LINE_BYTES, readable};
use super::not_smtp::{NotSmtp, is_answer, is_never_answer};

/// The most lines of an answer that are handed out before its last one. lettre reads all of an answer again with every line of
/// it, which takes ever longer, and no timeout can end that; a mail that the server has taken would be sent again.
const MAX_LINES: u32 = 500;
/// The length of a piece, where no line ends before. Bytes.
const PIECE_BYTES: usize = 4096;
/// When so much of an answer has been handed out, the rest of it is digits without words. lettre fails over more than
/// 100,000 bytes, and a mail that the server has taken would be sent again.
const MAX_ANSWER_BYTES: usize = 90_000;

/// What the server is asked, as far as its answer is read by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SmtpCommand {
    Ehlo,
    /// To a HELO in the place of it.
    Helo,
    Other,
}

/// An answer as far as it has been handed out.
struct AnswerSoFar {
    to: SmtpCommand,
    lines: u32,
    bytes: usize,
}

impl AnswerSoFar {
    fn to(command: SmtpCommand) -> Self {
        Self { to: command, lines: 0, bytes: 0 }
    }

    /// How many bytes of its next line are handed out.
    fn room_for(&self, line: &[u8]) -> usize {
        match self.to {
            // It has no extensions, whatever is said.
            SmtpCommand::Helo if line.starts_with(b"250") => MARKED_CODE_BYTES,
            _ if self.bytes < MAX_ANSWER_BYTES => MAX_LINE_BYTES,
            _ => MARKED_CODE_BYTES,
        }
    }

    fn add(&mut self, line: &[u8]) {
        self.lines += 1;
        self.bytes += line.len();
    }
}

/// A connection that hands out one line at a time.
pub(super) struct LineStream<S> {
    stream: S,
    peer: SocketAddr,
    /// What is answered, since something was sent.
    answer: AnswerSoFar,
    /// The name of EHLO, as it was sent.
    name: Vec<u8>,
    /// What this sends by itself, and how much of it is sent.
    own: Vec<u8>,
    sent: usize,
    /// What has come and is not handed out yet.
    received: Vec<u8>,
    /// The line that is handed out; `given` bytes of it are.
    line: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<S> LineStream<S> {
    /// Reads a connection to an address line by line.
    pub(super) fn new(stream: S, peer: SocketAddr) -> Self {
        let (name, own, received, line) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            stream,
            peer,
            answer: AnswerSoFar::to(SmtpCommand::Other),
            name,
            own,
            sent: 0,
            received,
            line,
            given: 0,
            ended: false,
        }
    }

    /// Greets by itself: after STARTTLS a server does not, and lettre waits for it.
    pub(super) fn greeting(self) -> Self {
        Self { line: b"220 \r\n".to_vec(), ..self }
    }

    /// The connection, if nothing has come that was not asked for.
    pub(super) fn into_inner(self) -> io::Result<S> {
        if self.received.is_empty() && self.given == self.line.len() {
            Ok(self.stream)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "more came than the answer to STARTTLS"))
        }
    }

    /// The next line of what has come that is handed out.
    fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let Some(line) = self.take_line()? else { return Ok(None) };
            let line = readable(&line, self.answer.to != SmtpCommand::Other, self.answer.room_for(&line));
            let is_last = is_last_line(&line);
            if self.answer.to == SmtpCommand::Ehlo && is_unknown_command(&line) {
                if is_last && line.ends_with(b"\n") {
                    self.ask_for_helo();
                    return Ok(None);
                }
                // If it ends with this one, it is an answer like any other.
                if !self.ended {
                    continue;
                }
            }
            if self.answer.lines >= MAX_LINES && !is_last {
                continue;
            }
            self.answer.add(&line);
            return Ok(Some(line));
        }
    }

    /// Takes a line from what has come, with its end; at the end of the connection what there is. Fails over what is no
    /// answer.
    fn take_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let end = self.received.iter().position(|byte| *byte == b'\n').map(|end| end + 1);
        let is_piece = end.is_none() && self.received.len() >= PIECE_BYTES;
        if end.is_none() && (is_never_answer(&self.received) || is_piece && !is_answer(&self.received)) {
            let came = std::mem::take(&mut self.received);
            return Err(self.not_smtp(&came));
        }
        if is_piece {
            // What follows, up to the line end, is not handed out.
            self.received.truncate(MAX_LINE_BYTES);
        }
        let end = end.or_else(|| self.ended.then_some(self.received.len()));
        let Some(end) = end.filter(|end| *end > 0) else { return Ok(None) };
        let line: Vec<u8> = self.received.drain(..end).collect();
        if is_answer(&line) { Ok(Some(line)) } else { Err(self.not_smtp(&line)) }
    }

    /// The error over what is no answer. Then the connection has ended: lettre would take leave, and wait for what is said to
    /// that.
    fn not_smtp(&mut self, came: &[u8]) -> io::Error {
        self.received.clear();
        self.ended = true;
        io::Error::new(io::ErrorKind::InvalidData, NotSmtp::new(came))
    }

    /// Greets a server that does not know EHLO.
    fn ask_for_helo(&mut self) {
        self.own = [b"HELO ", self.name.as_slice()].concat();
        self.sent = 0;
        self.answer = AnswerSoFar::to(SmtpCommand::Helo);
    }
}

/// Whether no more lines follow.
fn is_last_line(line: &[u8]) -> bool {
    !(line.get(3) == Some(&b'-') && line[..3].iter().all(u8::is_ascii_digit))
}

/// Whether a line says that a command is not known.
fn is_unknown_command(line: &[u8]) -> bool {
    matches!(line.get(..3), Some(b"500" | b"502")) && matches!(line.get(3), Some(b' ' | b'-'))
}

impl<S: AsyncWrite + Unpin> LineStream<S> {
    /// Sends what is to be sent by itself.
    fn poll_own(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.own.is_empty() {
            return Poll::Ready(Ok(()));
        }
        while self.sent < self.own.len() {
            let sent = ready!(Pin::new(&mut self.stream).poll_write(context, &self.own[self.sent..]))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent += sent;
        }
        ready!(Pin::new(&mut self.stream).poll_flush(context))?;
        self.own.clear();
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for LineStream<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while this.given == this.line.len() {
            ready!(this.poll_own(context))?;
            if let Some(line) = this.next_line()? {
                (this.line, this.given) = (line, 0);
                break;
            }
            if !this.own.is_empty() {
                continue;
            }
            if this.ended {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = [0; PIECE_BYTES];
            let mut buffer = ReadBuf::new(&mut buffer);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut buffer))?;
            this.received.extend_from_slice(buffer.filled());
            this.ended = buffer.filled().is_empty();
        }
        let length = (this.line.len() - this.given).min(into.remaining());
        into.put_slice(&this.line[this.given..this.given + length]);
        this.given += length;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for LineStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.answer = AnswerSoFar::to(SmtpCommand::Other);
        if let Some(name) = bytes.strip_prefix(b"EHLO ") {
            (self.answer, self.name) = (AnswerSoFar::to(SmtpCommand::Ehlo), name.to_owned());
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S> fmt::Debug for LineStream<S> {
    /// Without what was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.peer.fmt(f)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> AsyncTokioStream for LineStream<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

#[cfg(test)]
mod tests;
