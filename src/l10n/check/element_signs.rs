//! What in a text was meant as the beginning or the end of an element, by its signs: `< l>`, `l>`, `[l]`. Knows no English and no
//! slip.

/// What was meant to open or to close an element.
pub(super) struct Mistyped<'t> {
    pub(super) slice: &'t str,
    pub(super) name: &'t str,
    /// It begins with a slash.
    pub(super) closes: bool,
}

/// What stands between `<` and `>` beside a name: `< l>`, `</ l>`, `<l />`.
pub(super) fn with_signs(text: &str) -> impl Iterator<Item = Mistyped<'_>> {
    text.match_indices('<').filter_map(|(at, _)| {
        let behind = &text[at + 1..];
        let inside = &behind[..behind.find(['<', '>'])?];
        let name = inside.trim_matches(|c: char| !c.is_alphanumeric());
        let is_break = name == "br";
        let is_exact = inside == name || !is_break && inside.strip_prefix('/') == Some(name);
        let closes = !is_break && inside.trim_start().starts_with(['/', '\\']);
        let rest = behind[inside.len()..].strip_prefix('>').filter(|_| !inside.starts_with('!'))?;
        // A sign that stands there twice.
        let start = at - usize::from(text[..at].ends_with('<'));
        let end = text.len() - rest.len() + usize::from(rest.starts_with('>'));
        let slice = &text[start..end];
        (!is_exact || slice.len() > inside.len() + 2).then_some(Mistyped { slice, name, closes })
    })
}

/// What stands before a `>` that no `<` stands before: `l>`, `/l>`.
pub(super) fn without_sign(text: &str) -> impl Iterator<Item = Mistyped<'_>> {
    text.match_indices('>').filter_map(|(at, _)| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let (name, closes) = (&text[before.len()..at], before.ends_with('/'));
        let start = before.len() - usize::from(closes);
        let is_apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() && !closes || c == '<');
        (is_apart && !name.is_empty()).then(|| Mistyped { slice: &text[start..=at], name, closes })
    })
}

/// The first element of each name in a text that stands between two signs: the name, and the slice with the signs.
pub(super) fn between<'t>(
    text: &'t str,
    open: &str,
    close: &str,
    is_known: impl Fn(&str) -> bool,
) -> Vec<(String, &'t str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(open) {
        let inside = &text[at + open.len()..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
        if name[length..].starts_with(close) && is_known(&name[..length]) {
            let slice = &text[at..at + open.len() + (inside.len() - name.len()) + length + close.len()];
            found.push((name[..length].to_owned(), slice));
        }
    }
    found
}
