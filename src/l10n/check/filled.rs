//! Texts as readers would see them, with something in the place of what is filled in. Knows no rule.

use std::borrow::Cow;

use fluent_syntax::ast::{Pattern, PatternElement};

use super::flow::{PatternPiece, pieces};
use crate::l10n::markup::{Token, tokens};

/// A text without its elements.
pub(super) fn plain(text: &str) -> String {
    let text_of = |token| match token {
        Token::Text(text) => text,
        Token::Break => " ",
        Token::Open(_) | Token::Close(_) => "",
    };
    tokens(text).map(text_of).fold(String::with_capacity(text.len()), |plain, text| plain + text)
}

/// The text of a pattern, of a choice that of the row with the star; something that is filled in is a letter.
pub(super) fn filled<'t>(pattern: &Pattern<&'t str>) -> Cow<'t, str> {
    if let [PatternElement::TextElement { value }] = pattern.elements[..]
        && !value.contains('<')
    {
        return Cow::Borrowed(value);
    }
    let text = |piece: &PatternPiece<'_, '_>| match piece {
        PatternPiece::Run(run) => plain(&run.text),
        PatternPiece::Choice(rows) => {
            rows.iter().find(|row| row.default).map_or_else(String::new, |row| filled(&row.value).into_owned())
        }
        PatternPiece::Reference(_) | PatternPiece::Value => "x".to_owned(),
    };
    Cow::Owned(pieces(pattern).iter().map(text).collect())
}
