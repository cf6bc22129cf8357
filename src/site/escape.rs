//! A text as HTML, as templates write it, also in parts. Knows no page.

/// What a byte becomes, if it does not stand as it is.
pub(super) fn replaced(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("&#34;"),
        b'&' => Some("&#38;"),
        b'\'' => Some("&#39;"),
        b'<' => Some("&#60;"),
        b'>' => Some("&#62;"),
        _ => None,
    }
}

/// The bytes of a text as HTML.
pub(super) fn escaped_length(text: &str) -> usize {
    let longer: usize = text.bytes().filter_map(replaced).map(|reference| reference.len() - 1).sum();
    text.len() + longer
}

/// A text as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(escaped_length(text));
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(reference) = replaced(byte) {
            html.push_str(&text[written..at]);
            html.push_str(reference);
            written = at + 1;
        }
    }
    html.push_str(&text[written..]);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_is_escaped_as_templates_do(text in "[<>&\"'a-cé語]{0,40}") {
            use askama::filters::Escaper;
            let mut html = String::new();
            let _ = askama::filters::Html.write_escaped_str(&mut html, &text);
            proptest::prop_assert_eq!(escaped(&text), html);
        }
    }
}
