//! What the bytes of an answer say of it, as actix writes them. Knows no connection.

/// Whether an answer is only “100 Continue”.
pub(super) fn is_go_ahead(answer: &[u8]) -> bool {
    answer == b"HTTP/1.1 100 Continue\r\n\r\n"
}

/// The length of an answer with its head, by what it says itself. One that says nothing is as long as it is.
pub(super) fn length(answer: &[u8]) -> u64 {
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

/// The status of an answer that actix gives by itself, to what it cannot read: all of ours are longer.
pub(super) fn status_of_own_refusal(answer: &[u8]) -> Option<u16> {
    const SHORTEST_OF_OURS: usize = 300;
    let is_one = answer.len() < SHORTEST_OF_OURS && answer.starts_with(b"HTTP/1.") && !is_go_ahead(answer);
    let status = is_one.then(|| answer.get(9..12)).flatten()?;
    std::str::from_utf8(status).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_how_long_it_is_and_whose_it_is() {
        for (answer, bytes, own) in [
            ("HTTP/1.1 100 Continue\r\n\r\n", 0, None),
            ("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", 47, Some(400)),
            ("HTTP/1.0 408 Request Timeout\r\ncontent-length: 0\r\ndate: x\r\n\r\n", 60, Some(408)),
            ("HTTP/1.1 200 OK\r\ncontent-length: 70000\r\n\r\nthe beginning", 70_042, Some(200)),
            (&format!("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\nx: {}\r\n\r\n", "x".repeat(300)), 359, None),
            ("HTTP/1.1 204 No Content\r\n\r\n", 0, Some(204)),
            ("GET / HTTP/1.1\r\n", 0, None),
            ("HTTP/1.1", 0, None),
            ("", 0, None),
        ] {
            assert_eq!(length(answer.as_bytes()), bytes, "{answer:.40}");
            assert_eq!(status_of_own_refusal(answer.as_bytes()), own, "{answer:.40}");
        }
    }
}
