//! What comes from a place where no mail server answers, and how an operator is shown it: as text where it is text, else
//! its first bytes. Knows no connection.

use crate::contact::sanitize::one_line;

/// So many characters of it are shown, and so many bytes of what is no text.
const MAX_SHOWN: usize = 80;
const MAX_SHOWN_BYTES: usize = 12;

/// What has come is no answer of a mail server (RFC 5321 §4.2).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what answers there is not SMTP{}: {came}", if *.is_tls { ", but TLS" } else { "" })]
pub(super) struct NotSmtp {
    /// What has come, as it is shown.
    came: String,
    /// Whether it begins as TLS does.
    is_tls: bool,
}

impl NotSmtp {
    /// Of a line, or what there is of it.
    pub(super) fn new(line: &[u8]) -> Self {
        Self { came: shown(line), is_tls: is_tls(line) }
    }
}

/// Whether a line begins as an answer does: with a code, and nothing behind it that makes it another number. Of a line that
/// the end of the connection has cut off, what is there of the code counts.
pub(super) fn is_answer(line: &[u8]) -> bool {
    let is_whole = line.ends_with(b"\n");
    let code = [b'2'..=b'5', b'0'..=b'5', b'0'..=b'9'];
    let fits = line.iter().zip(code).all(|(byte, range)| range.contains(byte));
    let is_longer = line.get(3).is_some_and(u8::is_ascii_digit);
    fits && !is_longer && (line.len() > 3 || !is_whole)
}

/// Whether what has come without a line end is no answer, whatever follows.
pub(super) fn is_never_answer(bytes: &[u8]) -> bool {
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\r' | b' '..=b'~');
    bytes.first().is_some_and(|first| !first.is_ascii_digit()) && !bytes.iter().all(is_text)
}

/// What has come, in quotes and on one line, or its first bytes.
pub(super) fn shown(bytes: &[u8]) -> String {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let is_text = |text: &&str| !text.chars().any(|c| c.is_control() && c != '\t');
    if let Some(text) = str::from_utf8(line).ok().filter(is_text) {
        let text = one_line(text);
        let cut = if text.chars().count() > MAX_SHOWN { "…" } else { "" };
        return format!("“{}{cut}”", text.chars().take(MAX_SHOWN).collect::<String>());
    }
    let first: Vec<String> = bytes.iter().take(MAX_SHOWN_BYTES).map(|byte| format!("{byte:02x}")).collect();
    let cut = if bytes.len() > MAX_SHOWN_BYTES { " …" } else { "" };
    format!("the bytes {}{cut}", first.join(" "))
}

/// Whether bytes begin as a record of TLS does (RFC 8446 §5.1): an alert or a handshake.
fn is_tls(bytes: &[u8]) -> bool {
    matches!(bytes, [21 | 22, 3, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_smtp_is_shown_cleaned_in_quotes_and_cut() {
        let long = [b"HTTP/1.1 ".as_slice(), &[b'x'; 500]].concat();
        for (came, shown) in [
            (&b"HTTP/1.1 400 Bad Request\r\nServer: x\r\n"[..], "not SMTP: “HTTP/1.1 400 Bad Request”"),
            (b"SSH-2.0-OpenSSH_9.2\r\n", "not SMTP: “SSH-2.0-OpenSSH_9.2”"),
            (b"\x15\x03\x01\x00\x02\x02\x16", "not SMTP, but TLS: the bytes 15 03 01 00 02 02 16"),
            (
                b"\xff\xfb\x01\xff\xfb\x03\xff\xfd\x1f\xff\xfd\x18\xff\xfe",
                "the bytes ff fb 01 ff fb 03 ff fd 1f ff fd 18 …",
            ),
            (b"a\x1b[2Jb\n", "the bytes 61 1b 5b 32 4a 62 0a"),
            ("a\u{202e}b\n".as_bytes(), "not SMTP: “ab”"),
            (b"\r\n", "not SMTP: “”"),
            (&long, "xxx…”"),
        ] {
            let said = NotSmtp::new(came).to_string();
            assert!(said.contains(shown) && said.chars().count() < 150, "{said}");
            assert!(!said.contains(char::is_control), "{said:?}");
        }
    }

    #[test]
    fn an_answer_begins_with_a_code_and_what_is_cut_off_with_the_beginning_of_one() {
        for line in ["220 x\r\n", "250-x\r\n", "250\r\n", "354\n", "250ok\r\n", "421\t\r\n", "2", "22", "550"] {
            assert!(is_answer(line.as_bytes()), "{line:?}");
        }
        for line in
            ["2500 x\r\n", "25 x\r\n", "199 x\r\n", "620 x\r\n", "280 x\r\n", "x\r\n", "\r\n", "22\n", "+OK\r\n", "x"]
        {
            assert!(!is_answer(line.as_bytes()), "{line:?}");
        }
        assert!(is_never_answer(b"\x16\x03\x01") && is_never_answer(b"\xff"));
        assert!(!is_never_answer(b"HTTP/1.1 40") && !is_never_answer(b"220 \xe9") && !is_never_answer(b""));
    }
}
