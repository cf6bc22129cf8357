//! A text as HTML, as templates write it, also in parts. Knows no page.

use crate::l10n::html::Html;

/// The bytes of what stands for one that does not stand as it is.
const REFERENCE: usize = 5;

/// References are written so many at a time.
const REFERENCES_AT_ONCE: usize = 32;

/// Whether a byte does not stand as it is.
fn is_replaced(byte: u8) -> bool {
    matches!(byte, b'"' | b'&' | b'\'' | b'<' | b'>')
}

/// What a byte becomes, if it does not stand as it is.
fn reference(byte: u8) -> Option<&'static [u8; REFERENCE]> {
    match byte {
        b'"' => Some(b"&#34;"),
        b'&' => Some(b"&#38;"),
        b'\'' => Some(b"&#39;"),
        b'<' => Some(b"&#60;"),
        b'>' => Some(b"&#62;"),
        _ => None,
    }
}

/// Writes some of a text as HTML, until the buffer has so many bytes or a few more; how many bytes of the text that was.
pub(super) fn escape_some(text: &[u8], to: &mut Vec<u8>, most: usize) -> usize {
    let mut taken = 0;
    while taken < text.len() && to.len() < most {
        let rest = &text[taken..text.len().min(taken.saturating_add(most - to.len()))];
        let plain = rest.iter().position(|byte| is_replaced(*byte)).unwrap_or(rest.len());
        to.extend_from_slice(&rest[..plain]);
        let mut references = [0; REFERENCES_AT_ONCE * REFERENCE];
        let mut number = 0;
        for (space, reference) in
            references.chunks_exact_mut(REFERENCE).zip(rest[plain..].iter().map_while(|b| reference(*b)))
        {
            space.copy_from_slice(reference);
            number += 1;
        }
        to.extend_from_slice(&references[..number * REFERENCE]);
        taken += plain + number;
    }
    taken
}

/// The bytes of a text as HTML.
pub(super) fn escaped_length(text: &str) -> usize {
    // So few at a time that a byte can count them: then many are looked at in one step.
    let few = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(is_replaced(*byte))).sum::<u8>());
    let replaced: usize = text.as_bytes().chunks(usize::from(u8::MAX)).map(few).sum();
    text.len() + replaced * (REFERENCE - 1)
}

/// A text as HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(escaped_length(text));
    escape_some(text.as_bytes(), &mut html, usize::MAX);
    // Only ASCII bytes were replaced, by ASCII: it is still UTF-8.
    String::from_utf8(html).unwrap_or_default()
}

/// An address as HTML, to be broken after each slash but those of its scheme.
pub(super) fn breakable(address: &str) -> Html {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    Html(format!("{}://{}", escaped(scheme), escaped(rest).replace('/', "/<wbr>").trim_end_matches("<wbr>")))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_is_escaped_as_templates_do(text in "([<>&\"'a-cé語]{0,40}|[<>&\"']{300})") {
            use askama::filters::Escaper;
            let mut html = String::new();
            let _ = askama::filters::Html.write_escaped_str(&mut html, &text);
            proptest::prop_assert_eq!(escaped_length(&text), html.len());
            proptest::prop_assert_eq!(escaped(&text), html);
        }
    }

    #[test]
    fn an_address_breaks_behind_its_slashes_and_says_the_same() {
        let html = breakable("https://e.org/a&b/c/");
        assert_eq!(html.0, "https://e.org/<wbr>a&#38;b/<wbr>c/");
    }
}
