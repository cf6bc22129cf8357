//! What the bytes of an answer say of it, as actix writes them, and how much of one has been sent. Knows no connection.

use memchr::memchr_iter;

use super::bounds::WRITE_BUFFER;

/// The least bytes of an answer of ours: the headers that are on every one are longer than this. What actix answers by
/// itself has none of them.
pub(super) const SHORTEST_OF_OURS: usize = 300;

/// How much has been sent of the answer to a request.
#[derive(Default)]
pub(super) struct SentAnswer {
    has_begun: bool,
    /// Bytes that are still to come.
    unsent: u64,
    is_sent: bool,
    is_last: bool,
}

impl SentAnswer {
    /// Whether any bytes of it have been sent.
    pub(super) fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Notes that bytes were sent: all that were there (`offered`), or some of them.
    pub(super) fn note(&mut self, offered: &[u8], sent: usize) {
        if !self.has_begun {
            if is_go_ahead(offered) {
                return;
            }
            self.has_begun = true;
            // A longer one is not offered at once.
            self.unsent = if offered.len() < WRITE_BUFFER { 0 } else { length(offered) };
            self.is_last = is_last(offered);
        }
        self.unsent = self.unsent.saturating_sub(sent as u64);
    }

    /// Notes that everything that was offered has been sent; whether that is all of it.
    pub(super) fn note_flushed(&mut self) -> bool {
        self.is_sent = self.has_begun && self.unsent == 0;
        self.is_sent
    }

    /// Whether all of it has been sent.
    pub(super) fn is_sent(&self) -> bool {
        self.is_sent
    }

    /// Whether it says that it is the last on its connection.
    pub(super) fn is_last(&self) -> bool {
        self.is_last
    }
}

/// Whether an answer is only “100 Continue”.
fn is_go_ahead(answer: &[u8]) -> bool {
    answer == b"HTTP/1.1 100 Continue\r\n\r\n"
}

/// The length of an answer with its head, by what it says itself. One that says nothing is as long as it is.
fn length(answer: &[u8]) -> u64 {
    let find = |text: &[u8], part: &[u8]| text.windows(part.len()).position(|window| window == part);
    let name = b"\r\ncontent-length: ";
    let body = find(answer, name).and_then(|at| {
        let value = &answer[at + name.len()..];
        let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = std::str::from_utf8(&value[..digits]).ok()?.parse::<u64>().ok()?;
        Some((at + find(&answer[at..], b"\r\n\r\n")? + 4) as u64 + length)
    });
    body.unwrap_or_default()
}

/// In how many lines actix says so: two of “100 Continue”, the status, the length.
const FIRST_LINES: usize = 4;

/// Whether an answer says that no other follows. actix says so in its first lines (RFC 9112 §9.3).
fn is_last(answer: &[u8]) -> bool {
    let start = &answer[..answer.len().min(160)];
    let has = |line: &[u8]| memchr_iter(b'\n', start).take(FIRST_LINES).any(|end| start[end + 1..].starts_with(line));
    if start.starts_with(b"HTTP/1.0") { !has(b"connection: keep-alive\r\n") } else { has(b"connection: close\r\n") }
}

/// The status of an answer that actix gives by itself, to what it cannot read.
pub(super) fn status_of_own_refusal(answer: &[u8]) -> Option<u16> {
    let is_one = answer.len() < SHORTEST_OF_OURS && answer.starts_with(b"HTTP/1.") && !is_go_ahead(answer);
    let status = is_one.then(|| answer.get(9..12)).flatten()?;
    std::str::from_utf8(status).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_how_long_it_is_and_whose_it_is_and_whether_it_is_the_last() {
        for (answer, bytes, own, last) in [
            ("HTTP/1.1 100 Continue\r\n\r\n", 0, None, false),
            ("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", 47, Some(400), false),
            ("HTTP/1.0 408 Request Timeout\r\ncontent-length: 0\r\ndate: x\r\n\r\n", 60, Some(408), true),
            ("HTTP/1.1 200 OK\r\ncontent-length: 70000\r\n\r\nthe beginning", 70_042, Some(200), false),
            ("HTTP/1.1 204 No Content\r\n\r\n", 0, Some(204), false),
            ("GET / HTTP/1.1\r\n", 0, None, false),
            ("HTTP/1.1", 0, None, false),
            ("", 0, None, false),
        ] {
            assert_eq!(length(answer.as_bytes()), bytes, "{answer:.40}");
            assert_eq!(status_of_own_refusal(answer.as_bytes()), own, "{answer:.40}");
            assert_eq!(is_last(answer.as_bytes()), last, "{answer:.40}");
        }
        let more = format!("x: {}\r\nconnection: close\r\n\r\n", "x".repeat(300));
        for (start, last) in [
            ("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n", false),
            ("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\nconnection: close\r\n", true),
            ("HTTP/1.1 304 Not Modified\r\nconnection: close\r\n", true),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length: 9\r\nconnection: close\r\n", true),
            ("HTTP/1.0 200 OK\r\ncontent-length: 9\r\n", true),
            ("HTTP/1.0 200 OK\r\ncontent-length: 9\r\nconnection: keep-alive\r\n", false),
        ] {
            let answer = format!("{start}{more}");
            assert_eq!(status_of_own_refusal(answer.as_bytes()), None, "{start}");
            assert_eq!(is_last(answer.as_bytes()), last, "{start}");
        }
    }

    #[test]
    fn an_answer_is_sent_when_all_of_it_has_been_offered_and_taken() {
        let long = format!("HTTP/1.1 200 OK\r\ncontent-length: 70000\r\n\r\n{}", "x".repeat(70_000));
        let (short, long) = (&b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx"[..], long.as_bytes());
        let mut answer = SentAnswer::default();
        assert!(!answer.note_flushed(), "there is none");
        answer.note(b"HTTP/1.1 100 Continue\r\n\r\n", 25);
        assert!(!answer.has_begun() && !answer.note_flushed(), "a go-ahead is none");
        answer.note(short, 4);
        answer.note(&short[4..], short.len() - 4);
        assert!(answer.has_begun() && !answer.is_sent() && answer.note_flushed() && answer.is_sent());
        let mut answer = SentAnswer::default();
        answer.note(&long[..WRITE_BUFFER], WRITE_BUFFER);
        assert!(!answer.note_flushed(), "the rest has not been offered");
        answer.note(&long[WRITE_BUFFER..], long.len() - WRITE_BUFFER);
        assert!(answer.note_flushed());
    }
}
