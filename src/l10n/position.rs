//! From a slice of a text to its line and column.
//!
//! Fluent’s syntax tree keeps no positions, but its strings are slices of the text: their offset is
//! a difference of pointers. Knows no file.

/// A position in a text, for people: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Bytes between two counts of characters.
const BLOCK_BYTES: usize = 256;

/// Where the lines of a text start, computed once, so that each position costs the same however
/// long the text or its lines are.
pub struct Lines {
    /// Byte offsets.
    starts: Vec<usize>,
    /// The characters before each block.
    characters: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut before = 0;
        let count = |block: &[u8]| {
            let here = before;
            before += characters(block);
            here
        };
        let characters = text.as_bytes().chunks(BLOCK_BYTES).map(count).collect();
        Self { starts, characters }
    }

    /// The position of a byte offset in the text that these are the lines of. Inside a character is
    /// before it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position { line, column: self.characters_before(text, offset) - self.characters_before(text, start) + 1 }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let Some(before) = self.characters.get(offset / BLOCK_BYTES).or(self.characters.last()) else { return 0 };
        let start = (offset / BLOCK_BYTES).min(self.characters.len() - 1) * BLOCK_BYTES;
        before + text.as_bytes().get(start..offset).map_or(0, characters)
    }
}

/// The characters that begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The byte offset of a slice inside the text that it was cut from. Meaningless for a slice of
/// anything else.
pub fn offset_in(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = Lines::new(text).position(text, offset);
        (line, column)
    }

    #[test]
    fn a_position_is_told_in_lines_and_characters() {
        let text = "a = ü\nbü = {\n";
        let brace = text.find('{').unwrap_or_default();
        assert_eq!(position(text, brace), (2, 6));
        assert_eq!(position(text, 999), (3, 1));
        assert_eq!(position(text, 5), (1, 5), "inside a character is before it");
        assert_eq!(offset_in(text, &text[brace..]), brace);
        assert_eq!((position("üx", 1), position("üx", 2)), ((1, 1), (1, 2)));
        assert_eq!((position("", 0), position("\n\nx", 2)), ((1, 1), (3, 1)));
    }

    proptest! {
        #[test]
        fn every_position_is_the_one_that_counting_from_the_start_gives(text in "([a-zü語😀\\n]|语{1,300}){0,40}", at in 0usize..4_000) {
            let offset = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let counted = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            prop_assert_eq!(position(&text, at), counted);
        }
    }
}
