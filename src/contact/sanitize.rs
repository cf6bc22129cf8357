//! What a person typed, made safe for where it is shown outside a page: a mail, a terminal, a
//! spreadsheet. In the inbox it stays as it was typed.

use crate::l10n::check::{is_control, is_visible};

/// Text without what steers a machine instead of being read: control characters but for line
/// ends and tabs, and format characters but for those that languages need (joiners and direction marks).
pub fn plain_text(text: &str) -> String {
    // Unicode has eight line ends (UAX #14); editors and terminals know one.
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
        // Of the others embeddings, overrides and isolates reorder what stands around them, and tags say what nobody sees.
        c => !is_control(c),
    }
}

/// Text for one line of a terminal.
pub(crate) fn one_line(text: &str) -> String {
    plain_text(text).replace(['\n', '\t'], " ")
}

/// What begins a formula, as ASCII and in the forms that a spreadsheet takes for it.
const FORMULA_STARTS: [char; 14] = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'];

/// Text for a cell of a spreadsheet: nothing in it is taken for a formula (OWASP, “CSV Injection”),
/// neither at its beginning nor where another country’s spreadsheet would begin a new cell.
pub(crate) fn spreadsheet_cell(text: &str) -> String {
    let text = plain_text(text);
    // Inside our quoted cell a quote is text; a spreadsheet that splits at ; reads it as the start of a cell.
    let is_formula = |rest: &str| {
        // Spreadsheets differ in whether they see what stands behind characters that show nothing.
        let start = rest.trim_start_matches(|c: char| c == '"' || !is_visible(c));
        start.starts_with(FORMULA_STARTS)
    };
    let mut cell = String::with_capacity(text.len() + 1);
    if is_formula(&text) || text.starts_with(['\t', '\n']) {
        cell.push('\'');
    }
    for (at, c) in text.char_indices() {
        cell.push(c);
        let rest = &text[at + c.len_utf8()..];
        if matches!(c, ';' | '\t' | '\n') && is_formula(rest) && !rest.starts_with(['\t', '\n']) {
            cell.push('\'');
        }
    }
    cell
}

/// JSON that says the same, with everything that could steer a terminal written as `\u…`.
pub(crate) fn readable_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        // The two line ends that only Unicode knows end a line for some who read JSON.
        if is_readable(c) && !matches!(c, '\u{2028}' | '\u{2029}') {
            text.push(c);
        } else {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        }
    }
    text
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
            // Controls of shorthand, of music and of hieroglyphs; tags; annotations; fillers; what is reserved for such.
            ("a\u{1bca0}\u{1bca3}b\u{1d173}\u{1d17a}c\u{13430}d", "abcd"),
            ("a\u{e0001}\u{e0041}\u{e007f}b\u{e0080}\u{e0fff}", "ab"),
            ("a\u{fff9}b\u{fffa}c\u{fffb}\u{fff0}", "abc"),
            ("a\u{3164}\u{ffa0}\u{115f}\u{2065}\u{ad}b", "ab"),
            // Marks that choose a form, and signs that are drawn around a number.
            (
                "❤\u{fe0f} 葛\u{e0100} \u{1820}\u{180b} \u{600}١ \u{6dd}١",
                "❤\u{fe0f} 葛\u{e0100} \u{1820}\u{180b} \u{600}١ \u{6dd}١",
            ),
        ] {
            assert_eq!(plain_text(typed), shown, "{typed:?}");
        }
        assert_eq!(one_line("a\r\n\tb"), "a  b");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for typed in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "＝1",
            "\u{feff}=1",
            "\u{0}=1",
            "|calc",
            "﹦1",
            "−1",
            "\u{200e}=1",
            "\u{200f} =1",
            "\u{61c}=1",
            "\u{200c}\u{200d}=1",
            "\u{3164}=1",
            "\u{2800}=1",
            "\u{115f}=1",
            "\u{34f}=1",
            "\u{fe0f}=1",
            "\u{180e}=1",
            "\u{ffa0}\u{3000}@x",
            "\u{e0101}+1",
            "\u{17b4}-1",
            "\u{fffc}=1",
            "\u{110bd}=1",
        ] {
            assert!(spreadsheet_cell(typed).starts_with('\''), "{typed:?}: {:?}", spreadsheet_cell(typed));
        }
        for (typed, shown) in [
            ("Anna;=1+1;x", "Anna;'=1+1;x"),
            ("a\n=cmd|' /C calc'!A0", "a\n'=cmd|' /C calc'!A0"),
            ("a;\t@x", "a;\t'@x"),
            ("a; -1", "a;' -1"),
            ("a;\"=1", "a;'\"=1"),
            ("a;\u{200e}=1", "a;'\u{200e}=1"),
            ("a\n\u{2800}=1", "a\n'\u{2800}=1"),
        ] {
            assert_eq!(spreadsheet_cell(typed), shown);
        }
        for typed in ["Anna", "1-2", "", "نص", "'='"] {
            assert_eq!(spreadsheet_cell(typed), typed);
        }
    }

    #[test]
    fn json_stays_the_same_and_shows_what_would_steer_a_terminal() {
        let typed = "a\u{9b}31m\u{202e}b\u{e0041}\u{200c}\n";
        let json = readable_json(&serde_json::json!(typed).to_string());
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(typed));
        assert!(json.chars().all(is_readable) && json.contains("\\u009b") && json.contains("\\u202e"), "{json}");
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_is_left(text in "\\PC{0,40}|[\\x00-\\u{2fff}]{0,40}") {
            prop_assert!(plain_text(&text).chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            prop_assert!(one_line(&text).lines().count() <= 1);
            prop_assert!(!spreadsheet_cell(&text).trim_start().starts_with(['=', '+', '-', '@']));
        }
    }
}
