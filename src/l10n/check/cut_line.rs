//! What is said of a text that ends above a line, by what the line begins with. Knows no text.

use super::lines::{BYTE_ORDER_MARK, false_space};
use super::rule;
use super::sentence::Sentence;

/// Why a text ends before this line: the rule, where, and what is said of it.
pub(super) fn explain(line: &str, id: String) -> (&'static str, &str, Sentence) {
    let rest = line.trim_start_matches(' ');
    let first = rest.chars().next().unwrap_or(' ');
    let slice = &rest[..first.len_utf8().min(rest.len())];
    if first == BYTE_ORDER_MARK {
        return (rule::CUT_SHORT, slice, Sentence::ByteOrderMark);
    }
    if let Some(space) = false_space(first) {
        return (rule::TAB_INDENT, slice, Sentence::FalseIndentCuts { space, id });
    }
    if rest.trim_end() == "}" {
        return (rule::CUT_SHORT, slice, Sentence::BraceNotOpened);
    }
    if rest.len() < line.len() && matches!(first, '[' | '*' | '.' | '}') {
        return (rule::CUT_SHORT, slice, Sentence::SignCuts { sign: first, id });
    }
    let word = rest.split_whitespace().next().unwrap_or(slice);
    (rule::CUT_SHORT, word, Sentence::MissingIndentCuts { id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_text_ends_is_told_by_what_the_line_begins_with() {
        let id = || "a".to_owned();
        let (cut, unindented) = (rule::CUT_SHORT, || Sentence::MissingIndentCuts { id: id() });
        for sign in ['[', '*', '.', '}'] {
            let expected = (cut, &*sign.to_string(), Sentence::SignCuts { sign, id: id() });
            assert_eq!(explain(&format!("    {sign}x] y"), id()), expected);
            let word = format!("{sign}x");
            assert_eq!(explain(&format!("{word} y"), id()), (cut, &*word, unindented()), "at the start of a line");
        }
        for (line, expected) in [
            ("und so", (cut, "und", unindented())),
            ("", (cut, "", unindented())),
            ("    (und)", (cut, "(und)", unindented())),
            ("\u{feff}b = y", (cut, "\u{feff}", Sentence::ByteOrderMark)),
        ] {
            assert_eq!(explain(line, id()), expected, "{line:?}");
        }
        let (rule, slice, sentence) = explain("\tund so", id());
        assert_eq!((rule, slice), (rule::TAB_INDENT, "\t"));
        assert!(matches!(sentence, Sentence::FalseIndentCuts { .. }));
    }
}
