//! A line of a mail server’s answer, in the form that lettre reads: three digits decide (RFC 5321 §4.2), and lettre fails over
//! words that are long or not UTF-8, and knows extensions in capital letters only. Knows no connection.

/// So much of a line is handed out. lettre fails over more than 1,000 bytes with the line end.
pub(super) const MAX_LINE_BYTES: usize = 800;
/// Three digits, and whether more lines follow.
pub(super) const MARKED_CODE_BYTES: usize = 4;

/// A line as lettre reads it, with so many bytes at most before its end.
pub(super) fn readable(line: &[u8], hello: bool, room: usize) -> Vec<u8> {
    let (line, end) = match line.strip_suffix(b"\n") {
        Some(line) => (line.strip_suffix(b"\r").unwrap_or(line), "\r\n"),
        // The connection ended within it.
        None => (line, ""),
    };
    let mut text = String::from_utf8_lossy(&line[..line.len().min(MAX_LINE_BYTES)]).into_owned();
    // Four digits are no code.
    if !end.is_empty() && text.bytes().take_while(u8::is_ascii_digit).count() == 3 {
        // A hyphen says that more lines follow, and whatever else that none does.
        match text[3..].chars().next() {
            Some('-' | ' ') => {}
            Some(mark) if mark.is_whitespace() || mark.is_control() => {
                text.replace_range(3..3 + mark.len_utf8(), " ");
            }
            _ => text.insert(3, ' '),
        }
    }
    text.truncate(text.floor_char_boundary(room));
    if hello && text.starts_with("250") {
        // `AUTH=` is what was said before RFC 2554.
        text = text.to_ascii_uppercase().replacen("AUTH=", "AUTH ", 1);
        // lettre fails over a server that does not say its name.
        if text.len() >= MARKED_CODE_BYTES && text[MARKED_CODE_BYTES..].trim().is_empty() {
            text.push('?');
        }
    }
    text.push_str(end);
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_line_is_in_utf_8_has_a_word_or_none_and_extensions_in_capitals() {
        for (line, hello, shown) in [
            (&b"250 \xf1\xe5\xf0 ok\r\n"[..], false, "250 \u{fffd}\u{fffd}\u{fffd} ok\r\n"),
            ("250 принято\r\n".as_bytes(), false, "250 принято\r\n"),
            (b"250 fine\n", false, "250 fine\r\n"),
            (b"250\r\n", false, "250 \r\n"),
            (b"250-\r\n", false, "250-\r\n"),
            (b"250\n", false, "250 \r\n"),
            (b"250\r\r\n", false, "250 \r\n"),
            (b"250\0\r\n", false, "250 \r\n"),
            (b"250\tok\r\n", false, "250 ok\r\n"),
            (b"550\tno\r\n", false, "550 no\r\n"),
            (b"250ok\r\n", false, "250 ok\r\n"),
            (b"250\xe9\r\n", false, "250 \u{fffd}\r\n"),
            ("250\u{a0}ok\r\n".as_bytes(), false, "250 ok\r\n"),
            (b"2500 ok\r\n", false, "2500 ok\r\n"),
            (b"25 ok\r\n", false, "25 ok\r\n"),
            (b"250-\r\n", true, "250-?\r\n"),
            (b"250\r\n", true, "250 ?\r\n"),
            (b"550\r\n", true, "550 \r\n"),
            (b"250", true, "250"),
            (b"250-auth=login plain\r\n", true, "250-AUTH LOGIN PLAIN\r\n"),
            (b"250-auth=login\r\n", false, "250-auth=login\r\n"),
            (b"504 auth=no\r\n", true, "504 auth=no\r\n"),
            (b"what", true, "what"),
        ] {
            assert_eq!(String::from_utf8(readable(line, hello, MAX_LINE_BYTES)).unwrap(), shown);
        }
    }

    #[test]
    fn a_line_is_cut_at_a_character_and_keeps_what_its_digits_say() {
        let long = [b'\xe9'; 5000];
        for (room, letters) in [(MAX_LINE_BYTES, (MAX_LINE_BYTES - 4) / 3), (MARKED_CODE_BYTES, 0)] {
            for start in ["250 ", "250-", "451 ", "550 "] {
                for hello in [false, true] {
                    let line = [start.as_bytes(), &long, b"\r\n"].concat();
                    let shown = String::from_utf8(readable(&line, hello, room)).unwrap();
                    let named = if hello && letters == 0 && start.starts_with("250") { "?" } else { "" };
                    assert_eq!(shown, format!("{start}{}{named}\r\n", "\u{fffd}".repeat(letters)));
                }
            }
        }
    }
}
