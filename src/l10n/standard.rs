//! The standard form of a file: each message and comment as Fluent’s own serializer writes it, with the empty lines that
//! the file had between them, in composed characters (NFC, UAX #15). Knows no rule of the checks.

use std::borrow::Cow;
use std::collections::HashSet;

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::{parser, serializer};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::definition::Definition;
use super::position::{Lines, Position, offset_in};

/// A file in the standard form; without the messages of these ids. Where something in it cannot be read, which would be
/// lost, the place of that.
pub fn standard(text: &str, without: &HashSet<&str>) -> Result<String, Position> {
    let text = composed(text);
    let mut resource = parser::parse(&*text)
        .map_err(|(_, errors)| Lines::new(&text).position(&text, errors.first().map_or(0, |error| error.pos.start)))?;
    resource.body.retain(|entry| !matches!(entry, Entry::Message(message) if without.contains(message.id.name)));
    Ok(written(&resource, &text))
}

/// A text in NFC, but for characters that it would replace by single others, such as an ideograph by its usual form: names are
/// written with them on purpose.
fn composed(text: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let is_kept = |c: char| !normalizer.is_normalized(c.encode_utf8(&mut [0; 4]));
    text.split_inclusive(is_kept)
        .flat_map(|part| {
            let end = part.char_indices().next_back().filter(|(_, c)| is_kept(*c)).map_or(part.len(), |(at, _)| at);
            [normalizer.normalize(&part[..end]), Cow::Borrowed(&part[end..])]
        })
        .collect()
}

/// The entries of a file, or some of them, that may have been changed since they were read from `text`.
pub(super) fn written(resource: &Resource<&str>, text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut is_after_comment = false;
    for entry in &resource.body {
        let is_comment = matches!(entry, Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_));
        if !all.is_empty() && (is_comment || is_after_comment || has_empty_line_before(entry, text)) {
            all.push('\n');
        }
        let entry = serializer::serialize(&Resource { body: vec![entry.clone()] });
        for line in entry.trim_matches('\n').lines() {
            // An empty line inside a text is indented by the serializer.
            all.push_str(if line.trim_start_matches(' ').is_empty() { "" } else { line });
            all.push('\n');
        }
        is_after_comment = is_comment;
    }
    all
}

/// Whether a line without anything in it stands above an entry.
fn has_empty_line_before(entry: &Entry<&str>, text: &str) -> bool {
    let Some(definition) = Definition::of(entry) else { return false };
    let at = offset_in(text, definition.comment_lines().first().copied().unwrap_or_else(|| definition.name()));
    let before = text.get(..at).and_then(|before| Some(&before[..before.rfind('\n')?]));
    before.is_some_and(|before| before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spacing_is_that_of_fluent_and_empty_lines_stay_one_each() {
        for (text, expected) in [
            ("a=A\nb   =  B", "a = A\nb = B\n"),
            ("a = A\n\n\n\nb = B\n", "a = A\n\nb = B\n"),
            ("# On a\na = A\n\n# On b\nb = B\n", "# On a\na = A\n\n# On b\nb = B\n"),
            ("# On a\na = A\n# On b\nb = B\n", "# On a\na = A\n# On b\nb = B\n"),
            ("### File\n## Group\na = A\n## Next\n\n-b = B\n", "### File\n\n## Group\n\na = A\n\n## Next\n\n-b = B\n"),
            ("a =\r\n  A\r\n\r\n  B\r\n", "a =\n    A\n\n    B\n"),
            (
                "a = {$b}\n .c={ $d ->\n [one] E\n *[other] F\n }",
                "a = { $b }\n    .c =\n        { $d ->\n            [one] E\n           *[other] F\n        }\n",
            ),
            // A with a diaeresis of its own.
            ("a = A\u{308}\n", "a = \u{c4}\n"),
            ("a = \u{f900}A\u{308}\u{37e}\n", "a = \u{f900}\u{c4}\u{37e}\n"),
            ("", ""),
        ] {
            assert_eq!(standard(text, &HashSet::new()).as_deref(), Ok(expected), "{text:?}");
        }
        let place = standard("a = A\nnothing\n", &HashSet::new()).map_err(|place| place.line);
        assert_eq!(place, Err(2), "what cannot be read would be lost");
    }

    #[test]
    fn messages_of_which_nothing_is_left_go_with_their_comments() {
        let text = "# On a\na = A\n\n# On b\nb = B\n    .c = C\n\n-b = D\n";
        assert_eq!(standard(text, &HashSet::from(["b"])).as_deref(), Ok("# On a\na = A\n\n-b = D\n"));
    }

    proptest! {
        #[test]
        fn the_standard_form_says_the_same_and_is_its_own_standard_form(
            text in r"((###? [a-z]{1,4}|# [a-z]{1,4}\n[a-c] = x|-?[d-f] = (y \{ \$n \}|\{ -d \}|\n    z\n    z)|)\n){0,8}"
        ) {
            let Ok(once) = standard(&text, &HashSet::new()) else { return Ok(()) };
            let twice = standard(&once, &HashSet::new());
            prop_assert_eq!(twice.as_deref(), Ok(once.as_str()));
            let parsed = |text: &str| format!("{:?}", parser::parse(text.to_owned()).unwrap());
            prop_assert_eq!(parsed(&once), parsed(&text));
        }
    }
}
