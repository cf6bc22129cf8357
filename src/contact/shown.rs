//! What a person typed, made safe for where it is shown outside a page: a mail, a terminal, a
//! spreadsheet. In the inbox it stays as it was typed.

/// Text without what steers a machine instead of being read: control characters but for line
/// ends and tabs, and format characters but for those that languages need (joiners and direction marks).
pub fn plain_text(text: &str) -> String {
    // Unicode has eight line ends (UAX #14); staff’s tools know one.
    text.replace(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
        .chars()
        .filter(|c| is_readable(*c))
        .collect()
}

fn is_readable(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        // ZWNJ, ZWJ, LRM, RLM, ALM.
        '\u{200c}'..='\u{200f}' | '\u{61c}' => true,
        // Embeddings, overrides and isolates reorder what stands around them; tags say what nobody sees.
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => false,
        c => !c.is_control(),
    }
}

/// Text for one line of a terminal.
pub fn one_line(text: &str) -> String {
    plain_text(text).replace(['\n', '\t'], " ")
}

/// Text for a cell of a spreadsheet: one that would be taken for a formula is not (OWASP, “CSV
/// Injection”), also where white space comes before it.
pub fn cell(text: &str) -> String {
    let text = plain_text(text);
    let first = text.chars().find(|c| !c.is_whitespace());
    let starts = |c: Option<char>| c.is_some_and(|c| "=+-@|＝＋－＠".contains(c));
    if starts(first) || text.starts_with(['\t', '\n']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_machine_is_taken_out_and_what_languages_need_stays() {
        for (typed, shown) in [
            ("می‌خواهم", "می‌خواهم"),
            ("👨‍👩‍👧", "👨‍👩‍👧"),
            ("a\u{1b}[31mred\u{7}\u{9b}", "a[31mred"),
            ("left\u{202e}thgir", "leftthgir"),
            ("one\u{2028}two\u{85}three", "one\ntwo\nthree"),
            ("tab\there", "tab\there"),
            ("\u{feff}x\u{200b}", "x"),
        ] {
            assert_eq!(plain_text(typed), shown, "{typed:?}");
        }
        assert_eq!(one_line("a\r\n\tb"), "a  b");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for typed in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\u{feff}=1", "\u{0}=1", "|calc"] {
            assert!(cell(typed).starts_with('\''), "{typed:?}: {:?}", cell(typed));
        }
        for typed in ["Anna", "1-2", "", "نص", "'='"] {
            assert_eq!(cell(typed), typed);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_is_left(text in "\\PC{0,40}|[\\x00-\\u{2fff}]{0,40}") {
            prop_assert!(plain_text(&text).chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            prop_assert!(one_line(&text).lines().count() <= 1);
            prop_assert!(!cell(&text).trim_start().starts_with(['=', '+', '-', '@']));
        }
    }
}
