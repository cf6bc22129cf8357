//! How deep brackets stand in a file before it is parsed: Fluent’s parser and our walks recurse for each. Knows no entry.

use super::unreadable::{MAX_COLONS_IN_BRACKETS, MAX_OPEN_BRACKETS, Unreadable};

/// Why a file could not be parsed safely.
pub(super) fn refusal(text: &str) -> Option<Unreadable> {
    let mut open = OpenBrackets::default();
    text.split('\n').find_map(|line| open.read(line.as_bytes()))
}

/// The brackets that are open, never fewer than the parser has open: braces, and the parentheses behind a name inside
/// of them. All others are characters of a text.
#[derive(Default)]
struct OpenBrackets {
    /// Each with the colons directly inside it.
    open: Vec<(u8, usize)>,
    /// The last byte that is no blank: a call is a name and its parenthesis, with blanks between them at most.
    before: u8,
}

impl OpenBrackets {
    /// Reads a line. Why the file is to be refused, if it is.
    fn read(&mut self, line: &[u8]) -> Option<Unreadable> {
        // Most lines: whatever else is in them, no brace opens.
        if self.open.is_empty() && memchr::memchr(b'{', line).is_none() {
            return None;
        }
        // The parser gives up what is open where an entry or a comment begins.
        if begins_entry(line) {
            self.open.clear();
        }
        // A bracket in a string literal closes nothing. A literal ends with its line, so that only
        // such a line can hide one; which quotes belong together cannot be told without parsing.
        let closes = !line.contains(&b'"');
        for &byte in line {
            let is_behind_name = self.before.is_ascii_alphanumeric() || matches!(self.before, b'-' | b'_');
            match byte {
                b'{' => self.open.push((byte, 0)),
                b'(' if is_behind_name && !self.open.is_empty() => self.open.push((byte, 0)),
                // Both in the placeable that they close and in a text, where they are characters, a
                // parenthesis never closes a brace.
                b')' if closes && self.open.last().is_some_and(|(bracket, _)| *bracket == b'(') => {
                    self.open.pop();
                }
                b'}' if closes => {
                    let brace = self.open.iter().rposition(|(bracket, _)| *bracket == b'{');
                    self.open.truncate(brace.unwrap_or(0));
                }
                b':' => {
                    // What is open inside of a call may be closed without that being seen.
                    if let Some((_, colons)) = self.open.iter_mut().rev().find(|(bracket, _)| *bracket == b'(') {
                        *colons += 1;
                        if *colons > MAX_COLONS_IN_BRACKETS {
                            return Some(Unreadable::ColonsInBracket);
                        }
                    }
                }
                _ => {}
            }
            if self.open.len() > MAX_OPEN_BRACKETS {
                return Some(Unreadable::OpenBrackets);
            }
            if !matches!(byte, b' ' | b'\r') {
                self.before = byte;
            }
        }
        None
    }
}

/// Whether a line begins a message (`id =`), a term (`-id =`) or a comment.
fn begins_entry(line: &[u8]) -> bool {
    if line.first() == Some(&b'#') {
        return true;
    }
    let id = line.strip_prefix(b"-").unwrap_or(line);
    let length = id.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let rest = &id[length..];
    let spaces = rest.iter().take_while(|&&b| b == b' ').count();
    id.first().is_some_and(u8::is_ascii_alphabetic) && rest.get(spaces) == Some(&b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(text: &str) -> bool {
        refusal(text).is_some()
    }

    #[test]
    fn a_file_with_more_open_brackets_than_can_be_parsed_safely_is_refused() {
        let (open, half) = ("{".repeat(MAX_OPEN_BRACKETS), "{F(".repeat(MAX_OPEN_BRACKETS / 4));
        assert!(!is_refused(&open));
        assert!(is_refused(&format!("{open}{{")));
        assert!(is_refused(&format!("{open}F(")) && is_refused(&format!("{open}F \n (")));
        assert!(!is_refused(&format!("{open}}}{{")), "what is closed is not open");
        assert!(!is_refused(&format!("{half}){half}")));
        for text in ["(", "(((", " (", "a (b ", "[", "F(", "(a: b) ", "((a: b "] {
            let text = text.repeat(400);
            assert!(!is_refused(&format!("a = {text}")), "brackets of a text are text: {text}");
        }
        let row = |text: &str| format!("a = {{ $n ->\n   *[x] {}\n }}", text.repeat(400));
        assert!(!is_refused(&row("(")) && !is_refused(&row(" ( ")) && !is_refused(&row("a: ")), "in a row too");
        assert!(is_refused(&format!("}}))){open}{{")), "nor is anything owed");
        assert_eq!(refusal(&format!("{open}{{")), Some(Unreadable::OpenBrackets));
    }

    #[test]
    fn no_bracket_that_closes_nothing_hides_one_that_is_open() {
        let often = MAX_OPEN_BRACKETS + 1;
        for nested in [
            // In a string literal, also where a quote in the text turns inside and outside round.
            "{F(\"})\",",
            "{F(\"\\\"})\",",
            // In the text of a variant, where a parenthesis is a character.
            "{ $n ->\n *[x] ) ",
            "{F({ $n ->\n *[x] ) ",
            "{ $n ->\n *[x] ( ) ) ",
        ] {
            let deep = nested.repeat(often);
            for before in ["", "\"", "5\" of ", "}}}", ")))", "{ $n } ("] {
                assert!(is_refused(&format!("a = {before}{deep}")), "{before} {nested}");
            }
            assert!(!is_refused(&format!("a = {nested}\n").repeat(often)), "each message stands for itself: {nested}");
            assert!(!is_refused(&format!("# {nested}\n").repeat(often)), "{nested}");
        }
        assert!(is_refused(&("a = ".to_owned() + &"{ F(b,\nc ".repeat(often))), "a line of arguments is no entry");
        let named = |number: usize| format!("a = {{ F({}) }}", "b: 1, ".repeat(number));
        assert!(!is_refused(&named(MAX_COLONS_IN_BRACKETS)) && is_refused(&named(MAX_COLONS_IN_BRACKETS + 1)));
    }
}
