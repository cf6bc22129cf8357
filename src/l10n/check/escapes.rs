//! Spellings of characters that other formats have and Fluent has not: entities of HTML, escapes with a backslash.
//! Readers would see them as they are typed. Knows no language.

use fluent_syntax::ast::{InlineExpression, Pattern, PatternElement};

use super::encoded::{encoded, typed};
use super::finding::{Finding, Problem, Reporter};
use super::index::Index;
use super::pattern::{Node, walk};
use super::rule;
use super::sentence::{Escaped, Sentence};

/// The longest name of an entity is `CounterClockwiseContourIntegral`. Bytes.
const MAX_NAME: usize = 32;

pub(super) fn check(locale: &Index<'_>, findings: &mut Vec<Finding>) {
    for (parsed, definition) in locale.definitions() {
        let (mut reporter, id) = (Reporter::new(parsed, findings), definition.id());
        for (_, pattern) in definition.parts() {
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
                    for (slice, sentence) in encoded(value) {
                        reporter.add(Problem::error(rule::ESCAPE, slice, id, sentence));
                    }
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
        let (kind, characters) = typed(&meant);
        let sentence = Sentence::Entity { entity: entity.to_owned(), kind, characters };
        reporter.add(Problem::error("entity", entity, id, sentence));
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
    let name = &name[..length];
    if !is_ended && (text[1 + length..].starts_with('=') || !is_typed_without_end(name)) {
        return None;
    }
    let meant = match name.strip_prefix('#') {
        Some(number) => by_number(number)?,
        // Names are told apart by their capitals; nobody means another who types them all.
        None => by_name(name).or_else(|| by_name(&name.to_ascii_lowercase()))?,
    };
    Some((entity, meant))
}

/// The character of a number; nothing if there is none.
fn by_number(number: &str) -> Option<String> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let character = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    Some(
        character.filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).map_or_else(String::new, String::from),
    )
}

fn by_name(name: &str) -> Option<String> {
    let entity = format!("&{name};");
    let meant = html_escape::decode_html_entities(&entity);
    (meant != entity && !meant.is_empty()).then(|| meant.into_owned())
}

/// The names that browsers know without their semicolon (HTML, “Named character references”), by their first letters
/// in small ones.
const WITHOUT_END: &[&str] = &[
    "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil",
    "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14",
    "frac34", "gt", "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot",
    "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn",
    "pound", "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute",
    "ucirc", "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
];

/// A number, or one of the names that browsers know without their semicolon.
fn is_typed_without_end(name: &str) -> bool {
    match name.strip_prefix('#') {
        Some(number) => number.len() > 1,
        None => WITHOUT_END.contains(&name.to_ascii_lowercase().as_str()),
    }
}

fn check_backslashes(text: &str, id: &str, reporter: &mut Reporter<'_>) {
    // Up to where it is known whether the word may be the name of a file: each character is looked at once.
    let (mut from, mut known, mut is_path) = (0, 0, false);
    while let Some(at) = text[from..].find('\\').map(|at| from + at) {
        from = at + 1;
        for c in text[known..at].chars() {
            is_path = !c.is_whitespace() && (is_path || matches!(c, ':' | '\\'));
        }
        known = at;
        let Some((escape, sentence)) = escape(&text[at..], is_path) else { continue };
        from = at + escape.len();
        reporter.add(Problem::error(rule::ESCAPE, escape, id, sentence));
    }
}

/// The escape at the start of a text, and what is said of it. The name of a file may have letters behind a backslash.
fn escape(text: &str, is_path: bool) -> Option<(&str, Sentence)> {
    let Some(sign) = text.chars().nth(1).filter(|sign| !matches!(sign, '\n' | '\r')) else {
        let sentence = Sentence::Escape { escape: "\\".to_owned(), means: Escaped::Backslash, sign: '\\' };
        return Some((&text[..1], sentence));
    };
    let numbered = |length: usize| {
        let digits = text.get(2..2 + length).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        let escape = &text[..2 + length];
        let (kind, characters) = typed(&c.to_string());
        Some((escape, Sentence::EscapeByNumber { escape: escape.to_owned(), kind, characters }))
    };
    let means = match sign {
        // A brace behind it begins what is filled in, and is another piece of the pattern.
        'u' if text.len() == 2 => Escaped::Character,
        'u' => return numbered(4),
        'U' => return numbered(8).or_else(|| numbered(6)),
        'x' => return numbered(2),
        'n' | 'r' => Escaped::LineEnd,
        't' if !is_path => Escaped::Space,
        't' | 'v' | 'f' | '0' | 'a' | 'b' if !text[2..].starts_with(char::is_alphabetic) => Escaped::Space,
        '\'' => Escaped::Apostrophe,
        '\\' => Escaped::Backslash,
        sign if sign.is_ascii_punctuation() => Escaped::Sign,
        _ => return None,
    };
    let escape = &text[..2];
    Some((escape, Sentence::Escape { escape: escape.to_owned(), means, sign }))
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
            ("x&NBSP;y", "&NBSP;", "type a no-break space (U+00A0) itself"),
            ("&Copy; y", "&Copy;", "type © itself"),
            ("&copy 2026", "&copy", "type © itself"),
            ("&Eacute", "&Eacute", "type É itself"),
            ("x &deg C", "&deg", "type ° itself"),
            ("&#0;", "&#0;", "delete it; it is no character"),
            ("&#xD800;", "&#xD800;", "delete it; it is no character"),
            ("&#99999999999;", "&#99999999999;", "delete it; it is no character"),
            ("&#233 y", "&#233", "type é itself"),
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
            ("x\\ty", "\\t", "type a space, or nothing"),
            ("x: \\ty", "\\t", "type a space, or nothing"),
            ("x y\\", "\\", "delete it, or write {\"\\\\\"} to show a backslash"),
            ("x y\\\n    z", "\\", "delete it, or write {\"\\\\\"} to show a backslash"),
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
            "x &copyright y",
            "&#x;",
            "&#12a;",
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
