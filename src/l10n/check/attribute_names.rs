//! Names of attributes that Fluent does not read as such: without their `=`, in other letters (`.sólo = …`), or with
//! something before or behind them. A line that begins with a dot is lost with all that follows. Knows no text above it.

use super::foreign_names::{MAX_NAME, is_word};
use super::ids::{Ids, first_foreign, like, own_id};
use super::lines::false_space;
use super::mistyped::split_name;
use super::sentence::{Place, Sentence};
use super::visible::code;
use crate::l10n::near::nearest;

/// The attributes of one message, in their order.
struct Attributes<'i> {
    english: Vec<&'i str>,
    here: Vec<&'i str>,
}

impl<'i> Attributes<'i> {
    fn missing(&self) -> impl Iterator<Item = &'i str> {
        self.english.iter().copied().filter(|name| !self.here.contains(name))
    }

    /// The attribute that the English has behind those that are here, or the only one that is missing.
    fn next(&self) -> Option<&'i str> {
        let place = |name: &&str| self.english.iter().position(|known| known == name);
        let behind = self.here.last().map_or(Some(0), |last| place(last).map(|place| place + 1));
        let next = behind.and_then(|place| self.english.get(place)).filter(|name| !self.here.contains(name));
        let mut missing = self.missing();
        next.copied().or_else(|| missing.next().filter(|_| missing.next().is_none()))
    }
}

/// Whether a line, or junk by its first one, begins an attribute.
pub(super) fn is_attribute(line: &str) -> bool {
    line.trim_start_matches(' ').strip_prefix('.').and_then(own_id).is_some()
}

/// A slip in the name of an attribute that a line of a message begins with: where, and what is said of it.
pub(super) fn slip<'t>(line: &'t str, id: &str, ids: &Ids<'_>) -> Option<(&'t str, Sentence)> {
    let line = line.trim_start_matches(' ');
    let name = line.strip_prefix('.')?;
    let [english, here] = ids.attributes(id);
    let known = &Attributes { english, here };
    if known.english.is_empty() {
        return None;
    }
    with_dots(line, name, known)
        .or_else(|| without_equals(line, name, known))
        .or_else(|| with_space(line, name, known))
        .or_else(|| foreign(line, name, known))
}

/// An attribute of the English with more than one dot.
fn with_dots<'t>(line: &'t str, behind: &'t str, known: &Attributes<'_>) -> Option<(&'t str, Sentence)> {
    let (meant, rest) = split_name(behind.trim_start_matches(['.', ' ']))?;
    let slice = &line[..line.len() - rest.len()];
    let sentence = || Sentence::MisspelledAttribute { name: slice[1..].to_owned(), meant: meant.to_owned() };
    let has_equals = behind.starts_with('.') && rest.trim_start_matches(' ').starts_with('=');
    (has_equals && known.english.contains(&meant)).then(|| (slice, sentence()))
}

/// An attribute of the English without its `=`.
fn without_equals<'t>(line: &'t str, name: &'t str, known: &Attributes<'_>) -> Option<(&'t str, Sentence)> {
    let (name, rest) = split_name(name)?;
    let is_lost = rest.is_empty() || rest.starts_with([' ', ':']) && !rest.trim_start_matches(' ').starts_with('=');
    let slice = &line[..1 + name.len()];
    let sentence = || Sentence::MissingEqualsOf { id: slice.to_owned() };
    (is_lost && known.english.contains(&name)).then(|| (slice, sentence()))
}

/// An attribute of the English with a space, or what looks like one, before, in or behind its name.
fn with_space<'t>(line: &'t str, behind: &'t str, known: &Attributes<'_>) -> Option<(&'t str, Sentence)> {
    let (before, _) = behind.split_once('=').filter(|(before, _)| before.len() <= MAX_NAME)?;
    let is_space = |c: char| c == ' ' || false_space(c).is_some();
    let words: Vec<&str> = before.split(is_space).filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    if !known.english.contains(&name.as_str()) {
        return None;
    }
    if let Some((at, space)) = before.char_indices().find_map(|(at, c)| Some((at, false_space(c)?))) {
        let length = before[at..].chars().next().map_or(0, char::len_utf8);
        return Some((&before[at..at + length], Sentence::FalseSpaceInside { space, place: Place::Name }));
    }
    let slice = &line[..1 + before.trim_end_matches(' ').len()];
    let id = format!(".{name}");
    (slice != id).then_some((slice, Sentence::SpaceInName { id }))
}

/// A name with letters that no name has.
fn foreign<'t>(line: &'t str, behind: &'t str, known: &Attributes<'_>) -> Option<(&'t str, Sentence)> {
    let name = behind.split_once('=')?.0.trim_end_matches(' ');
    if !is_word(name) {
        return None;
    }
    let (slice, character) = first_foreign(name)?;
    if let Some(id) = like(name, known.english.iter().copied()) {
        return Some((slice, Sentence::ForeignCharacter { character, code: code(character), id: format!(".{id}") }));
    }
    let of = name.to_owned();
    let sentence = match (nearest(name, known.missing()), known.next()) {
        (Some(meant), _) => Sentence::MisspelledAttribute { name: of, meant: meant.to_owned() },
        (None, Some(meant)) => Sentence::TranslatedAttribute { name: of, meant: meant.to_owned() },
        (None, None) => Sentence::UnexpectedAttribute { name: of },
    };
    Some((&line[..1 + name.len()], sentence))
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str = "a = x\n    .text = x\n    .beside = x\n    .hint-two = x\nb =\n    .beside = x\nc = x\n";

    #[test]
    fn an_attribute_whose_name_is_not_read_is_told_by_its_name() {
        for (line, shown, message, help) in [
            (
                ".bеside = z",
                "е",
                "“е” (U+0435) stands in the name before the =",
                "did you mean .beside? Type its name again",
            ),
            (
                ".sólo = z",
                ".sólo",
                "the English has no .sólo here",
                "names of attributes are not translated; write .beside = …",
            ),
            (
                ".рядом = z",
                ".рядом",
                "the English has no .рядом here",
                "names of attributes are not translated; write .beside = …",
            ),
            (
                ". beside = z",
                ". beside",
                "this name has a space or a hyphen too many, in it or before it",
                "write .beside = …",
            ),
            (
                ".hint two = z",
                ".hint two",
                "this name has a space or a hyphen too many, in it or before it",
                "write .hint-two = …",
            ),
            (
                ".besideж = z",
                ".besideж",
                "the English has no .besideж here; did you mean .beside?",
                "write .beside = …",
            ),
            (
                ".beside\u{a0}= z",
                "\u{a0}",
                "a no-break space (U+00A0) stands in the name before the =",
                "delete it, or type a space instead",
            ),
            (
                "..beside = z",
                "..beside",
                "the English has no ..beside here; did you mean .beside?",
                "write .beside = …",
            ),
            (".beside : z", ".beside", "there is no = between .beside and its text", "write .beside = …"),
            (".beside: z", ".beside", "there is no = between .beside and its text", "write .beside = …"),
            (".beside", ".beside", "there is no = between .beside and its text", "write .beside = …"),
        ] {
            let text = format!("a = y\n    .text = y\n    {line}\n    .hint-two = y\nc = y\n");
            assert_eq!(found("de", ENGLISH, &[&text]), format!("error syntax `{shown}` a"), "{line}");
            assert_eq!(told("de", ENGLISH, &text)[0], (message.to_owned(), help.to_owned()), "{line}");
            if !line.contains("two") {
                let text = format!("b =\n    {line}\nc = y\n");
                assert_eq!(found("de", ENGLISH, &[&text]), format!("error syntax `{shown}` b"), "{line}");
            }
        }
    }

    #[test]
    fn a_translated_name_is_that_of_the_next_attribute_or_of_the_only_one_that_is_missing() {
        for (attributes, meant) in [
            (&[".рядом"][..], Some("text")),
            (&[".text", ".рядом"], Some("beside")),
            (&[".text", ".hint-two", ".рядом"], Some("beside")),
            (&[".beside", ".text", ".рядом"], Some("hint-two")),
            (&[".hint-two", ".рядом"], None),
        ] {
            let lines: String = attributes.iter().map(|name| format!("    {name} = y\n")).collect();
            let help = &told("de", ENGLISH, &format!("a = y\n{lines}c = y"))[0].1;
            let expected = meant.map(|meant| format!("names of attributes are not translated; write .{meant} = …"));
            assert_eq!(help.strip_prefix("names of attributes").is_some(), meant.is_some(), "{attributes:?}: {help}");
            assert!(expected.is_none_or(|expected| *help == expected), "{attributes:?}: {help}");
        }
    }

    #[test]
    fn a_text_that_begins_with_a_dot_is_no_attribute() {
        for line in [".5 Prozent = z", "... = z", ". und = z", ". нет = z", ".нет так = z"] {
            let text = format!("a = halb\n    {line}\nc = y");
            assert_eq!(found("de", ENGLISH, &[&text]), "error cut-short `.` a", "{line}");
        }
        assert_eq!(found("de", ENGLISH, &["c = halb\n    .нет = z"]), "error cut-short `.` c");
    }
}
