//! Names in a text as other formats write what is filled in: `$service`, `%(service)s`, `%s`, `%1`. To Fluent they are words.
//! Knows no rule.

/// What stands before a name in other formats.
const OPENING: [char; 10] = ['$', '%', '#', '@', '＄', '｛', '(', '[', '_', ':'];
/// What stands behind it.
const CLOSING: [char; 6] = ['｝', ')', ']', '_', '%', ':'];
/// A name in signs of another format: `$service`, `%(service)s`, `[service]`, `｛ $service ｝`.
pub(super) fn named<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let lower = text.to_ascii_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    lower.match_indices(&name.to_ascii_lowercase()).find_map(|(at, found)| {
        let (before, behind) = (&text[..at], &text[at + found.len()..]);
        let mut start = before.trim_end_matches(OPENING).len();
        if before[..start].ends_with("｛ ") {
            start -= "｛ ".len();
        }
        let mut end = text.len() - behind.trim_start_matches(CLOSING).len();
        if text[end..].starts_with(" ｝") {
            end += " ｝".len();
        }
        // printf of Python: `%(name)s`.
        if text[start..].starts_with("%(") && text[end..].starts_with(['s', 'd']) {
            end += 1;
        }
        let is_whole = !before.ends_with(is_part) && !behind.starts_with(is_part);
        (start < at && is_whole).then(|| &text[start..end])
    })
}

/// The first thing in a text that printf, Qt or a shell would fill in, and where it starts: `%s`, `%1$d`, `%@`, `%1`, `$1`.
pub(super) fn directive(text: &str) -> Option<(usize, &str)> {
    text.match_indices(['%', '$']).find_map(|(at, sign)| {
        let rest = &text[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &rest[digits..];
        let numbered = behind.strip_prefix('$').filter(|_| digits > 0 && sign == "%");
        let length = match numbered.unwrap_or(behind).chars().next() {
            Some('s' | 'd' | 'i' | 'u' | 'f' | '@') if sign == "%" && (digits == 0 || numbered.is_some()) => {
                digits + usize::from(numbered.is_some()) + 1
            }
            _ if digits == 1 => 1,
            _ => return None,
        };
        let is_whole = !rest[length..].starts_with(|c: char| c.is_alphanumeric());
        is_whole.then(|| (at, &text[at..=at + length]))
    })
}
