//! A text as HTML, as templates write it, also in parts. Knows no page.

use crate::l10n::html::Html;

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

/// An address as HTML, to be broken after each slash but those of its scheme.
pub fn breakable(address: &str) -> Html {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    Html(format!("{}://{}", escaped(scheme), escaped(rest).replace('/', "/<wbr>").trim_end_matches("<wbr>")))
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

    #[test]
    fn an_address_breaks_behind_its_slashes_and_says_the_same() {
        let html = breakable("https://e.org/a&b/c/");
        assert_eq!(html.0, "https://e.org/<wbr>a&#38;b/<wbr>c/");
    }
}
