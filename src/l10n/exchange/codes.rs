//! What a translator puts in its place and does not change: what stands in braces, and elements. Knows no file format.

use super::placeables::OpenPlaceables;
use crate::l10n::markup::{Token, tokens};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextPiece<'t> {
    /// To be translated.
    Text(&'t str),
    /// To be kept: `{ $count }`, `<contact-link>`.
    Code(&'t str),
}

/// Cuts a text. A choice is text: its rows are translated.
pub(super) fn pieces(text: &str) -> Vec<TextPiece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let length = braces(&rest[at..]).unwrap_or(rest.len() - at);
        add_elements(&rest[..at], &mut pieces);
        let code = &rest[at..at + length];
        pieces.push(if code.contains("->") { TextPiece::Text(code) } else { TextPiece::Code(code) });
        rest = &rest[at + length..];
    }
    add_elements(rest, &mut pieces);
    pieces
}

/// The length of what stands from an opening brace to the one that closes it.
fn braces(text: &str) -> Option<usize> {
    let mut open = OpenPlaceables::default();
    text.char_indices().find_map(|(at, c)| {
        open.read(c);
        open.is_empty().then_some(at + c.len_utf8())
    })
}

fn add_elements<'t>(text: &'t str, pieces: &mut Vec<TextPiece<'t>>) {
    let mut at = 0;
    for token in tokens(text) {
        let (length, is_text) = match token {
            Token::Text(plain) => (plain.len(), true),
            Token::Open(name) => (name.len() + 2, false),
            Token::Close(name) => (name.len() + 3, false),
            Token::Break => ("<br>".len(), false),
        };
        let piece = &text[at..at + length];
        pieces.push(if is_text { TextPiece::Text(piece) } else { TextPiece::Code(piece) });
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn braces_and_elements_are_kept_and_choices_are_text() {
        let text = "On { $date }, <a-link>x</a-link><br>{ \"{}\" } { $k ->\n   *[a] y\n} < z";
        let codes: Vec<&str> = pieces(text)
            .into_iter()
            .filter_map(|p| if let TextPiece::Code(code) = p { Some(code) } else { None })
            .collect();
        assert_eq!(codes, ["{ $date }", "<a-link>", "</a-link>", "<br>", "{ \"{}\" }"]);
        let quoted = "{ $k ->\n    [a] „Das\"\n   *[b] \"Dies\n} { $date }";
        let cut = [TextPiece::Text(&quoted[..quoted.len() - 10]), TextPiece::Text(" "), TextPiece::Code("{ $date }")];
        assert_eq!(pieces(quoted), cut, "a quote in a row begins no literal");
    }

    proptest! {
        #[test]
        fn the_pieces_of_a_text_are_the_text(text in "([a-zü <>/{}\"\\\\-]|<br>|</?a-link>|\\{ \\$n \\}|->){0,30}") {
            let all: String = pieces(&text).iter().map(|piece| match piece { TextPiece::Text(t) | TextPiece::Code(t) => *t }).collect();
            prop_assert_eq!(all, text);
        }
    }
}
