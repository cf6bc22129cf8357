//! What readers see of a text: characters by their properties in Unicode, literals as they are filled in. Knows
//! nothing of elements but that they are not seen.

use fluent_syntax::ast::{Expression, InlineExpression};
use fluent_syntax::unicode::unescape_unicode_to_string;
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, PrependedConcatenationMark, WhiteSpace};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::l10n::markup::{Token, tokens};

/// What is drawn as nothing although Unicode counts it as a symbol: the blank braille pattern, and the place of
/// something that was not copied.
pub(super) const BLANK: [char; 2] = ['\u{2800}', '\u{fffc}'];

/// Whether a character puts something on the page.
pub fn is_visible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    !(matches!(category, GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::Surrogate)
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || CodePointSetData::new::<WhiteSpace>().contains(c)
        || BLANK.contains(&c))
}

/// Whether a character is none that is read, but steers how others are shown, or shows nothing: controls, format characters
/// but for those that are drawn around a number, and whatever Unicode has reserved for such. Marks belong to the letter
/// before them, such as those that choose the form of an ideograph or of an emoji.
pub fn is_control(c: char) -> bool {
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::Control | GeneralCategory::Surrogate => true,
        GeneralCategory::Format => !CodePointSetData::new::<PrependedConcatenationMark>().contains(c),
        GeneralCategory::NonspacingMark => false,
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    }
}

/// Whether a text shows anything besides its elements.
pub(super) fn shows_something(text: &str) -> bool {
    tokens(text).any(|token| matches!(token, Token::Text(text) if text.chars().any(is_visible)))
}

/// How many characters readers see of a text that is filled in. A space is one, and so is a line break; elements are none,
/// nor are marks that stand above, below or around a letter.
pub fn visible_length(text: &str) -> usize {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_mark = |c| matches!(categories.get(c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark);
    let is_seen = |c: &char| c.is_whitespace() || is_visible(*c) && !is_mark(*c);
    let seen = |token: Token<'_>| match token {
        Token::Text(text) => text.chars().filter(is_seen).count(),
        Token::Break => 1,
        Token::Open(_) | Token::Close(_) => 0,
    };
    tokens(text).map(seen).sum()
}

/// The text of a literal in quotes, also in further braces.
pub(super) fn literal<'t>(expression: &Expression<&'t str>) -> Option<std::borrow::Cow<'t, str>> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => Some(unescape_unicode_to_string(value)),
        Expression::Inline(InlineExpression::Placeable { expression }) => literal(expression),
        _ => None,
    }
}

/// A character by its number, for those that cannot be shown.
pub(super) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
