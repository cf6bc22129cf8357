//! Whether two texts are the same to whoever reads them: spaces, characters that nobody sees, capitals, full stops and the
//! forms of quotation marks and dashes do not count. Knows no language.

use super::check::is_visible;

/// Whether two texts in normal form are the same to readers.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b))
}

/// A text without what nobody sees of it.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    let counts = |c: &char| !matches!(c, '.' | '…') && !c.is_whitespace() && is_visible(*c);
    text.chars().filter(counts).map(sign).flat_map(char::to_lowercase)
}

/// One form of a sign that has several.
fn sign(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐'..='―' | '−' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_difference() {
        for (text, expected) in [
            ("Read the ministry’s text.", true),
            ("Read the\u{a0}ministry’s text.", true),
            ("Read\u{202f}the ministry's  text", true),
            ("Read\u{200b} the mini\u{ad}stryʼs text.", true),
            ("READ THE MINISTRY’S TEXT", true),
            ("\u{200e}read the ministry‘s text…", true),
            ("Read the ministry’s texts.", false),
            ("Read the ministry’s text!", false),
            ("Read <em>the</em> ministry’s text.", false),
            ("", false),
        ] {
            assert_eq!(are_alike(text, "Read the ministry’s text."), expected, "{text:?}");
        }
    }
}
