//! The text of a locale file from its bytes: its encoding, its line ends, and escapes that Fluent’s parser panics at.

use super::unreadable::{MAX_FILE_BYTES, Unreadable};

/// The byte order mark, with which some editors begin a file.
const MARK: &str = "\u{feff}";

/// The text, or why it is not read. Bytes that are not UTF-8 become U+FFFD, which the checks report.
pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Unreadable::Large);
    }
    match other_encoding(bytes) {
        Some(encoding) => Err(encoding),
        None => Ok(lossy(bytes)),
    }
}

/// The text, whatever encoding of one byte for a letter it is in.
pub(super) fn lossy(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut text = text.strip_prefix(MARK).unwrap_or(&text).to_owned();
    if text.contains('\r') {
        text = with_line_ends(&text);
    }
    if text.contains('\\') {
        text = without_cut_escapes(&text);
    }
    text
}

/// Where a text begins in the bytes that it was read from, behind the mark at their start; `None` where more bytes or fewer have
/// become some of its characters.
pub(super) fn start_of_text(bytes: &[u8], text: &str) -> Option<usize> {
    let start = if bytes.starts_with(MARK.as_bytes()) { MARK.len() } else { 0 };
    let is_in_place =
        |(byte, read): (&u8, &u8)| byte == read || matches!((byte, read), (b'\r', b'\n') | (b'u' | b'U', b'?'));
    let rest = &bytes[start..];
    (rest.len() == text.len() && rest.iter().zip(text.as_bytes()).all(is_in_place)).then_some(start)
}

/// From so many line ends of Macs before 2001 on, they are meant as such in a file that has others too.
const MIN_BARE_RETURNS: usize = 4;

/// The text with line ends that Fluent knows: to it, a return that stands alone ends no line. One that a program has
/// doubled (CR CR LF) is one; a few that stand alone are told where they stand.
fn with_line_ends(text: &str) -> String {
    let bare = text.split('\n').map(|line| line.trim_end_matches('\r').matches('\r').count()).sum::<usize>();
    let is_of_macs = !text.contains('\n') || bare >= MIN_BARE_RETURNS;
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('\r').map(|at| rest.split_at(at)) {
        let after = from.trim_start_matches('\r');
        let returns = from.len() - after.len();
        lines.push_str(before);
        match after.starts_with('\n') {
            true => lines.push('\r'),
            false => lines.push_str(&if is_of_macs { "\n" } else { "\r" }.repeat(returns)),
        }
        rest = after;
    }
    lines + rest
}

/// The characters that a file must have lost to be in another encoding as a whole.
const MIN_LOST: usize = 4;

/// So many zeros in a row are no text, in whatever encoding.
const MIN_ZEROS: usize = 8;

/// What files of word processors, PDFs and archives begin with.
const DOCUMENTS: [&[u8]; 7] =
    [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a"];

/// The encoding of a file that is not UTF-8, if it is so as a whole. A character or two that are wrong are told
/// where they stand.
fn other_encoding(bytes: &[u8]) -> Option<Unreadable> {
    if DOCUMENTS.iter().any(|start| bytes.starts_with(start)) {
        return Some(Unreadable::Document);
    }
    let zeros = memchr::memchr_iter(0, bytes).count();
    // Ids, spaces and line ends have a zero byte each, however few of the letters have.
    if zeros > 2 && zeros * 16 >= bytes.len() {
        // No character has so many.
        if bytes.chunk_by(|a, b| a == b).any(|run| run[0] == 0 && run.len() >= MIN_ZEROS) {
            return Some(Unreadable::Zeros);
        }
        return Some(Unreadable::Utf16);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (mut lost, mut kept) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        kept += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        lost += usize::from(!chunk.invalid().is_empty());
    }
    (lost >= MIN_LOST && lost > kept).then_some(Unreadable::OtherEncoding)
}

/// The text with `\?` for `\u` where a character that is not ASCII stands among the digits: Fluent’s parser cuts it in
/// the middle and panics. Either way the check tells of the escape, and the message is not used.
fn without_cut_escapes(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        safe.push_str(before);
        let digits = match escape.as_bytes().get(1) {
            Some(b'u') => 4,
            Some(b'U') => 6,
            // A backslash behind a backslash begins nothing.
            Some(b'\\') => 0,
            _ => {
                safe.push('\\');
                rest = &escape[1..];
                continue;
            }
        };
        let found = escape.bytes().skip(2).take(digits).take_while(u8::is_ascii_hexdigit).count();
        let is_cut = found < digits && escape.as_bytes().get(2 + found).is_some_and(|byte| !byte.is_ascii());
        safe.push_str(if is_cut { "\\?" } else { &escape[..2] });
        rest = &escape[2..];
    }
    safe + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        text(bytes).unwrap_or_default()
    }

    #[test]
    fn a_file_that_is_far_too_long_is_refused() {
        assert!(text(&vec![b'#'; MAX_FILE_BYTES]).is_ok());
        assert_eq!(text(&vec![b'#'; MAX_FILE_BYTES + 1]), Err(Unreadable::Large));
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_as_a_mark_and_the_byte_order_mark_is_dropped() {
        assert_eq!(decoded(b"a = \xff\n"), "a = \u{fffd}\n");
        assert_eq!(decoded(b"\xef\xbb\xbfa = x\n"), "a = x\n");
    }

    #[test]
    fn a_file_in_another_encoding_is_refused_as_a_whole() {
        let refused = |bytes: &[u8]| text(bytes).is_err();
        let french = "a = Déclaration arrêtée\nb = été\n";
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert!(refused(&utf_16(&format!("\u{feff}{french}"))) && refused(&utf_16(french)), "UTF-16");
        assert!(refused(&french.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()));
        assert!(refused(&french.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>()));
        // Cyrillic in Windows-1251.
        let cyrillic = "a = Заявление о борьбе\n";
        let windows = |c: char| u8::try_from(u32::from(c)).unwrap_or((u32::from(c).saturating_sub(0x350)) as u8);
        assert!(refused(&cyrillic.chars().map(windows).collect::<Vec<u8>>()));
        assert_eq!(text(&utf_16(cyrillic)), Err(Unreadable::Utf16));
        assert!(!refused(french.as_bytes()) && !refused(cyrillic.as_bytes()));
        let damaged = [cyrillic.as_bytes(), b"b = \xff \xfe \xfd \xfc\n"].concat();
        assert!(!refused(&damaged), "a few characters are lost, and told where they stand");
        assert_eq!(text(&utf_16(french)), Err(Unreadable::Utf16));
        assert_eq!(
            text(&french.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<u8>>()),
            Err(Unreadable::Utf16)
        );
        assert_eq!(text(&[b"a = x\n", &[0; 64][..]].concat()), Err(Unreadable::Zeros));
        assert_eq!(text(&[0; 64]), Err(Unreadable::Zeros));
        // “声明” in GB 18030.
        assert_eq!(text(&[b"a = ", &b"\xc9\xf9\xc3\xf7".repeat(4)[..]].concat()), Err(Unreadable::OtherEncoding));
        for start in DOCUMENTS {
            assert_eq!(text(&[start, b" a = x\n"].concat()), Err(Unreadable::Document));
        }
    }

    #[test]
    fn an_escape_that_the_parser_would_cut_is_no_escape() {
        for (escape, safe) in [
            ("a = { \"\\uб\" }", "a = { \"\\?б\" }"),
            ("a = { \"\\u00é0\" }", "a = { \"\\?00é0\" }"),
            ("a = { \"\\U0000é\" }", "a = { \"\\?0000é\" }"),
            ("a = { \"\\\\uб \\\\\\uб\" }", "a = { \"\\\\uб \\\\\\?б\" }"),
            ("a = { \"\\u00e9é\\u\" } \\", "a = { \"\\u00e9é\\u\" } \\"),
        ] {
            let text = decoded(escape.as_bytes());
            assert_eq!(text, safe);
            let _ = fluent_syntax::parser::parse(text.as_str());
        }
    }

    #[test]
    fn a_text_has_a_place_in_its_bytes_unless_bytes_were_added_or_taken_out() {
        for (bytes, start) in [
            (&b"a = x\r\nb = y\n"[..], Some(0)),
            (b"\xef\xbb\xbfa = x\n", Some(3)),
            (b"a = x\rb = y\r", Some(0)),
            ("a = { \"\\u\u{431}\" }".as_bytes(), Some(0)),
            (b"a = x\r\r\nb = y\r\r\nc = z\r\r\n", None),
            // As many bytes as were read, and others.
            (b"a = \xff\r\r\nb = x\r\r\n", None),
        ] {
            assert_eq!(start_of_text(bytes, &decoded(bytes)), start, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_line_ends_of_old_macs_are_read() {
        assert_eq!(decoded(b"a = x\rb =\r    y\r"), "a = x\nb =\n    y\n");
        assert_eq!(decoded(b"a = x\r\nb = y\r\n"), "a = x\r\nb = y\r\n");
        assert_eq!(decoded(b"a = x\r\r\nb = y\r\r\n"), "a = x\r\nb = y\r\n");
        assert_eq!(decoded(b"a = x\rb = y\rc = z\r\rd = w\n"), "a = x\nb = y\nc = z\n\nd = w\n");
        assert_eq!(decoded(b"a = x\ry\nb = y\n"), "a = x\ry\nb = y\n", "a slip");
    }
}
