//! In which placeables the characters of a text stand, before it is parsed. Knows no file format.

/// What is open around a character.
enum Around {
    /// `{ … }`.
    Placeable,
    /// The rows of a choice, outside of their texts.
    Rows,
    /// The text of a row, where quotes are quotes.
    Row,
}

/// The placeables that are open, read character by character.
#[derive(Default)]
pub(super) struct OpenPlaceables {
    open: Vec<Around>,
    is_in_literal: bool,
    is_escaped: bool,
    before: char,
    is_at_line_start: bool,
}

impl OpenPlaceables {
    /// Reads the next character.
    pub(super) fn read(&mut self, c: char) {
        let before = std::mem::replace(&mut self.before, c);
        let was_at_line_start = self.is_at_line_start;
        self.is_at_line_start = c == '\n' || was_at_line_start && c == ' ';
        if self.is_in_literal {
            match c {
                _ if std::mem::take(&mut self.is_escaped) => {}
                '\\' => self.is_escaped = true,
                '"' => self.is_in_literal = false,
                _ => {}
            }
            return;
        }
        // A row ends where a line begins with the next one, and with the choice.
        let ends_row = c == '}' || was_at_line_start && matches!(c, '[' | '*');
        if ends_row && matches!(self.open.last(), Some(Around::Row)) {
            self.open.pop();
        }
        match (self.open.last_mut(), c) {
            (_, '{') => self.open.push(Around::Placeable),
            (Some(_), '}') => drop(self.open.pop()),
            (Some(Around::Placeable), '"') => self.is_in_literal = true,
            (Some(around @ Around::Placeable), '>') if before == '-' => *around = Around::Rows,
            (Some(Around::Rows), ']') => self.open.push(Around::Row),
            _ => {}
        }
    }

    /// Whether none is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether the next character stands in a string literal.
    pub(super) fn is_in_literal(&self) -> bool {
        self.is_in_literal
    }
}
