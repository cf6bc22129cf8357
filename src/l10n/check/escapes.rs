//! Spellings of characters that other formats have and Fluent has not: entities of HTML, escapes with a backslash.
//! Readers would see them as they are typed. Knows no language.

use fluent_syntax::ast::{InlineExpression, Pattern, PatternElement};

use super::finding::{Finding, Problem, Reporter};
use super::index::{Index, Node, parts, term_parts, walk};

/// The longest name of an entity is `CounterClockwiseContourIntegral`. Bytes.
const MAX_NAME: usize = 32;

pub(super) fn check(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    for located in locale.messages() {
        let mut reporter = Reporter::new(located.parsed, findings);
        for (_, pattern) in parts(located.message) {
            check_pattern(pattern, located.message.id.name, &mut reporter);
        }
    }
    for (parsed, term) in locale.terms() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), format!("-{}", term.id.name));
        for (_, pattern) in term_parts(term) {
            check_pattern(pattern, &id, &mut reporter);
        }
    }
}

fn check_pattern(pattern: &Pattern<&str>, id: &str, reporter: &mut Reporter<'_>) {
    walk(pattern, &mut |node| match node {
        Node::Pattern(pattern) => {
            for element in &pattern.elements {
                if let PatternElement::TextElement { value } = element {
                    check_entities(value, id, reporter);
                    check_backslashes(value, id, reporter);
                }
            }
        }
        // A backslash in quotes is Fluent’s own; the parser refuses what it does not know.
        Node::Inline(InlineExpression::StringLiteral { value }) => check_entities(value, id, reporter),
        _ => {}
    });
}

fn check_entities(text: &str, id: &str, reporter: &mut Reporter<'_>) {
    for (at, _) in text.match_indices('&') {
        let Some((entity, meant)) = entity(&text[at..]) else { continue };
        let message = format!("{entity} would be shown as it is typed; a text is no HTML");
        let help = format!("type {}", named(&meant));
        reporter.add(Problem::error("entity", entity, id, message, help));
    }
}

/// The entity at the start of a text, and what it stands for.
fn entity(text: &str) -> Option<(&str, String)> {
    let name = &text[1..];
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let length = name.find(|c| !is_part(c)).unwrap_or(name.len());
    if length == 0 || length > MAX_NAME {
        return None;
    }
    let is_ended = name[length..].starts_with(';');
    let entity = &text[..1 + length + usize::from(is_ended)];
    if !is_ended && (name[length..].starts_with('=') || !is_typed_without_end(&name[..length])) {
        return None;
    }
    let whole = if is_ended { entity.to_owned() } else { format!("{entity};") };
    let meant = html_escape::decode_html_entities(&whole);
    (meant != whole && !meant.is_empty()).then(|| (entity, meant.into_owned()))
}

/// A number, or one of the names that browsers know without their semicolon and that are no word of a language.
fn is_typed_without_end(name: &str) -> bool {
    match name.strip_prefix('#') {
        Some(number) => number.len() > 1,
        None => ["nbsp", "amp", "lt", "gt", "quot", "shy", "laquo", "raquo"].contains(&name),
    }
}

fn check_backslashes(text: &str, id: &str, reporter: &mut Reporter<'_>) {
    let mut from = 0;
    while let Some(at) = text[from..].find('\\').map(|at| from + at) {
        from = at + 1;
        let Some((escape, help)) = escape(&text[at..]) else { continue };
        from = at + escape.len();
        let message = format!("{escape} would be shown as it is typed; a backslash means nothing in a text");
        reporter.add(Problem::error("escape", escape, id, message, help));
    }
}

/// The escape at the start of a text, and what to type instead.
fn escape(text: &str) -> Option<(&str, String)> {
    let c = text.chars().nth(1)?;
    let hex = |digits: &str| {
        let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some(format!("type {}", named(&c.to_string())))
    };
    let numbered = |length: usize| {
        let digits = text.get(2..2 + length).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        Some((&text[..2 + length], hex(digits)?))
    };
    match c {
        // A brace behind it begins what is filled in, and is another piece of the pattern.
        'u' if text.len() == 2 => Some((&text[..2], "type the character itself".to_owned())),
        'u' => numbered(4),
        'U' => numbered(8).or_else(|| numbered(6)),
        'x' => numbered(2),
        'n' | 'r' => Some((&text[..2], "write <br> where a new line is needed, or a space".to_owned())),
        't' | 'v' | 'f' | '0' | 'a' | 'b' if !text[2..].starts_with(char::is_alphabetic) => {
            Some((&text[..2], "type a space, or nothing".to_owned()))
        }
        '\'' => Some((&text[..2], "type ’ alone".to_owned())),
        '\\' => Some((&text[..2], "delete it, or write {\"\\\\\"} to show a backslash".to_owned())),
        c if c.is_ascii_punctuation() => Some((&text[..2], format!("type {c} alone"))),
        _ => None,
    }
}

/// A character for whoever has to type it: itself, or what it is called where it is not seen.
fn named(meant: &str) -> String {
    match meant {
        "\u{a0}" => "a no-break space (U+00A0) itself".to_owned(),
        "\u{ad}" => "nothing; browsers hyphenate by themselves".to_owned(),
        " " => "a space".to_owned(),
        "\n" | "\r" => "<br> where a new line is needed".to_owned(),
        "{" => "{\"{\"}".to_owned(),
        "}" => "{\"}\"}".to_owned(),
        _ if meant.chars().all(super::visible::is_visible) => format!("{meant} itself"),
        _ => {
            let codes: Vec<String> = meant.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            format!("the character {} itself, or a space", codes.join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    #[test]
    fn what_other_formats_escape_is_typed_as_it_is() {
        for (text, slice, help) in [
            ("x&nbsp;y", "&nbsp;", "type a no-break space (U+00A0) itself"),
            ("caf&eacute;", "&eacute;", "type é itself"),
            ("&laquo;x&raquo;", "&laquo;", "type « itself"),
            ("A &amp; B", "&amp;", "type & itself"),
            ("&#233;", "&#233;", "type é itself"),
            ("&#xE9;", "&#xE9;", "type é itself"),
            ("&#x200e;", "&#x200e;", "type the character U+200E itself, or a space"),
            ("x &mdash; y", "&mdash;", "type — itself"),
            ("x&nbsp y", "&nbsp", "type a no-break space (U+00A0) itself"),
            ("&lt;em&gt;", "&lt;", "type < itself"),
            ("{ \"&nbsp;\" }y", "&nbsp;", "type a no-break space (U+00A0) itself"),
            ("x&shy;y", "&shy;", "type nothing; browsers hyphenate by themselves"),
        ] {
            let text = format!("a = {text}");
            assert!(found("de", "a = x", &[&text]).starts_with(&format!("error entity `{slice}` a")), "{text}");
            assert_eq!(told("de", "a = x", &text)[0].1, help, "{text}");
        }
        for (text, slice, help) in [
            ("x\\ny", "\\n", "write <br> where a new line is needed, or a space"),
            ("x\\u00a0y", "\\u00a0", "type a no-break space (U+00A0) itself"),
            ("x\\u00E9y", "\\u00E9", "type é itself"),
            ("x\\xe9y", "\\xe9", "type é itself"),
            ("x\\U01F602", "\\U01F602", "type 😂 itself"),
            ("l\\'été", "\\'", "type ’ alone"),
            ("x\\\"y", "\\\"", "type \" alone"),
            ("x\\\\y", "\\\\", "delete it, or write {\"\\\\\"} to show a backslash"),
            ("x\\t y", "\\t", "type a space, or nothing"),
            ("x\\-y", "\\-", "type - alone"),
        ] {
            let text = format!("a = {text}");
            assert_eq!(found("de", "a = x", &[&text]), format!("error escape `{slice}` a"), "{text}");
            assert_eq!(told("de", "a = x", &text)[0].1, help, "{text}");
        }
        for text in [
            "AT&T",
            "R&D;",
            "Q & A; b",
            "?a=1&copy=2",
            "?a=1&lt=2",
            "&;",
            "&#;",
            "x \\ y",
            "{ \"\\u00e9\" }",
            "& é;",
            "C:\\temp",
            "x &y; z",
        ] {
            assert_eq!(found("de", "a = x", &[&format!("a = {text}")]), "", "{text}");
        }
        assert_eq!(found("de", "-a = x", &["-a = x&nbsp;y"]), "error entity `&nbsp;` -a");
    }
}
