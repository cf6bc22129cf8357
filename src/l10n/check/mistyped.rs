//! Lines that begin an entry and have a slip where they begin it, so that Fluent reads nothing of them: a comment
//! without its space, a name without its `=` or with spaces in it. Knows no text above them.

use super::ids::{Ids, first_foreign};
use super::lines::false_space;
use super::sentence::{Place, Sentence};
use super::visible::code;

/// Signs that look like the `=` behind a name.
const EQUALS: [char; 6] = ['＝', '﹦', '꞊', '゠', '═', '≡'];
/// Longer names are compared with none. Bytes.
const MAX_NAME: usize = 100;
/// The characters of a comment that are shown.
const MAX_SHOWN: usize = 60;
/// Parts of a name, by its hyphens.
const MAX_PARTS: usize = 12;

/// What a line was meant to be.
pub(super) enum Meant<'t> {
    /// A comment.
    Comment(Mistyping<'t>),
    /// The message or, with its dash, the term of this name.
    Entry(String, Mistyping<'t>),
    /// The message of this name, or a text that begins like it.
    EntryOrText(String),
}

/// Where a slip is, and what is said of it.
pub(super) struct Mistyping<'t> {
    pub(super) slice: &'t str,
    pub(super) sentence: Sentence,
}

/// What a line that is not read was meant to be, if that can be said.
pub(super) fn meant<'t>(line: &'t str, ids: &Ids<'_>) -> Option<Meant<'t>> {
    comment(line)
        .map(Meant::Comment)
        .or_else(|| with_false_space(line, ids))
        .or_else(|| with_spaces(line, ids))
        .or_else(|| with_foreign_character(line, ids))
        .or_else(|| without_equals(line, ids))
}

/// A known name, and before or behind it something that looks like a space or like nothing; or spaces before it.
fn with_false_space<'t>(line: &'t str, ids: &Ids<'_>) -> Option<Meant<'t>> {
    let is_space = |c: char| c == ' ' || false_space(c).is_some();
    let (name, rest) = split_name(line.trim_start_matches(is_space))?;
    let is_known = match name.strip_prefix('-') {
        Some(term) => ids.is_term(term),
        None => ids.knows(name),
    };
    if !is_known || !rest.trim_start_matches(is_space).starts_with('=') {
        return None;
    }
    let before = &line[..line.len() - name.len() - rest.len()];
    let spaces = [before, &rest[..rest.len() - rest.trim_start_matches(is_space).len()]];
    let first = spaces.into_iter().find_map(|spaces| {
        let (at, c) = spaces.char_indices().find(|(_, c)| false_space(*c).is_some())?;
        Some((&spaces[at..at + c.len_utf8()], false_space(c)?))
    });
    let slip = match first {
        Some((slice, space)) => Mistyping { slice, sentence: Sentence::FalseSpaceInside { space, place: Place::Name } },
        None if before.is_empty() => return None,
        None => Mistyping { slice: name, sentence: Sentence::SpaceBeforeName { id: name.to_owned() } },
    };
    Some(Meant::Entry(name.to_owned(), slip))
}

/// A name with a dash that is no hyphen, or a letter that is none of a to z.
fn with_foreign_character<'t>(line: &'t str, ids: &Ids<'_>) -> Option<Meant<'t>> {
    let (_, slice, id) = foreign_name(line, ids)?;
    let character = slice.chars().next()?;
    let sentence = Sentence::ForeignCharacter { character, code: code(character), id: id.clone() };
    Some(Meant::Entry(id, Mistyping { slice, sentence }))
}

/// A name before its `=` that is a known one but for characters that no name has: the name, the first such character, and
/// the known one.
pub(super) fn foreign_name<'t>(line: &'t str, ids: &Ids<'_>) -> Option<(&'t str, &'t str, String)> {
    let name = line.split_once('=')?.0.trim_end_matches(' ');
    let (slice, _) = first_foreign(name)?;
    let id = (name.len() <= MAX_NAME).then(|| ids.like(name))??;
    Some((name, slice, id))
}

/// A comment without the space behind its sign. A digit makes a number of it.
fn comment(line: &str) -> Option<Mistyping<'_>> {
    let rest = line.trim_start_matches('#');
    let signs = &line[..line.len() - rest.len()];
    if signs.is_empty() || rest.starts_with(|c: char| c == ' ' || c.is_numeric()) {
        return None;
    }
    let sign = if signs.len() > 3 { "#" } else { signs };
    let slice = line.split_whitespace().next().unwrap_or(line);
    Some(Mistyping { slice, sentence: Sentence::MistypedComment { line: as_comment(sign, rest) } })
}

/// A comment as it is to be written, of a long one its beginning.
pub(super) fn as_comment(sign: &str, rest: &str) -> String {
    let rest = rest.trim();
    match rest.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{sign} {}…", &rest[..end]),
        None => format!("{sign} {rest}").trim_end().to_owned(),
    }
}

/// A name before its `=` with a space or a hyphen too many, in it or before it.
fn with_spaces<'t>(line: &'t str, ids: &Ids<'_>) -> Option<Meant<'t>> {
    let name = line.split_once('=')?.0.trim_end_matches(' ');
    let bare = name.trim_start_matches([' ', '-']);
    let parts: Vec<&str> = bare.split([' ', '-']).filter(|part| !part.is_empty()).take(MAX_PARTS + 1).collect();
    if parts.len() > MAX_PARTS || !bare.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_term = name.trim_start_matches(' ').starts_with('-');
    let dash = if is_term { "-" } else { "" };
    let joined = parts.join("-");
    let meant = [&joined, &parts.concat()].map(|id| format!("{dash}{id}"));
    if let Some(id) = meant.into_iter().find(|id| ids.knows_name(id)) {
        if name == id {
            return None;
        }
        let slip =
            Mistyping { slice: name.trim_start_matches(' '), sentence: Sentence::SpaceInName { id: id.clone() } };
        return Some(Meant::Entry(id, slip));
    }
    let has_spaces = name.trim_start_matches(' ').contains(' ');
    (has_spaces && !is_term && is_like_id(&joined)).then_some(Meant::EntryOrText(joined))
}

/// A name without its `=`, or with another sign.
fn without_equals<'t>(line: &'t str, ids: &Ids<'_>) -> Option<Meant<'t>> {
    let (id, rest) = split_name(line)?;
    let next = rest.trim_start_matches(' ');
    let is_term = id.starts_with('-');
    let is_known = if is_term { ids.is_term(&id[1..]) } else { ids.knows(id) };
    if let Some(sign) = next.chars().next().filter(|c| EQUALS.contains(c)) {
        let slice = &next[..sign.len_utf8()];
        let slip = Mistyping { slice, sentence: Sentence::OtherEquals { sign, code: code(sign), id: id.to_owned() } };
        let name = id.to_owned();
        return Some(if is_known { Meant::Entry(name, slip) } else { Meant::EntryOrText(name) });
    }
    if !rest.starts_with([' ', ':']) && !rest.is_empty() {
        return None;
    }
    if !is_known {
        // Nobody has it yet, but it begins like a heading.
        let is_of_section = !rest.is_empty() && is_like_id(id) && ids.knows_section_of(id);
        return is_of_section.then(|| Meant::EntryOrText(id.to_owned()));
    }
    // A word may be one of the text; what has hyphens and is known is a name.
    if is_term || id.contains('-') {
        let slip = Mistyping { slice: id, sentence: Sentence::MissingEqualsOf { id: id.to_owned() } };
        return Some(Meant::Entry(id.to_owned(), slip));
    }
    (!ids.is_here(id)).then(|| Meant::EntryOrText(id.to_owned()))
}

/// The name that a line begins with, that of a term with its dash, and what follows.
pub(super) fn split_name(line: &str) -> Option<(&str, &str)> {
    let dash = usize::from(line.starts_with('-'));
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let length = line[dash..].find(|c| !is_part(c)).map_or(line.len(), |length| dash + length);
    line[dash..].starts_with(|c: char| c.is_ascii_alphabetic()).then(|| line.split_at(length))
}

/// Whether a name that nobody knows is likely one: small letters, digits and hyphens, and no sign of a formula.
pub(super) fn is_like_id(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(is_part)
        && name.chars().filter(char::is_ascii_lowercase).count() > 1
}

#[cfg(test)]
mod tests {
    use crate::l10n::check::tests::{found, told};

    const ENGLISH: &str =
        "background = x\nbackground-acts = x\nbackground-origins = x\ntitle = x\n-ministry = x\nhash = x # 1\n";

    #[test]
    fn a_slip_at_the_start_of_an_entry_is_told_and_cuts_no_text() {
        for (german, expected) in [
            // A comment without its space.
            ("background = y\n\n#INTERNAL: z", "error syntax `#INTERNAL:` "),
            ("background = y\n##International cooperation\n\ntitle = y", "error syntax `##International` "),
            ("background = y\n\n#l10n-same\ntitle = y", "error syntax `#l10n-same` "),
            ("#l10n-same\ntitle = y", "error syntax `#l10n-same` "),
            ("title = y\n##########\nbackground = y", "error syntax `##########` "),
            ("background = y\n# one\n#two\n# three\ntitle = y", "error syntax `#two` "),
            ("background = halb\n#note\n    halb\ntitle = y", "error cut-short `#note` background"),
            ("background = halb\n#note\nund halb", "error syntax `#note` , error cut-short `und` background"),
            // What may be a number.
            ("background = halb\n#12 y", "error cut-short `#12` background"),
            ("hash = halb # 1\n#und", "error cut-short `#und` hash"),
            ("hash = y # 1\n\n#note", "error syntax `#note` "),
            // A name without its sign.
            ("background = y\nbackground-acts Il y a", "error syntax `background-acts` background-acts"),
            ("background = y\nbackground-acts: Il y a", "error syntax `background-acts` background-acts"),
            ("background = y\nbackground-acts ＝ Il y a", "error syntax `＝` background-acts"),
            ("background = y\nbackground-acts＝Il y a", "error syntax `＝` background-acts"),
            ("background = y\ntitle ＝ Il y a", "error syntax `＝` title"),
            ("background = y\nbackground-acts Il\n    y a", "error syntax `background-acts` background-acts"),
            ("background = y\n# note\nbackground-acts Il", "error syntax `background-acts` background-acts"),
            ("background = y\n-ministry Il y a", "error syntax `-ministry` -ministry"),
            // A name that nobody has yet, of a section that there is.
            ("background = halb\nbackground-new Il y a", "error cut-short `background-new` background"),
            // A word that may be a name.
            ("background = halb\ntitle Il y a", "error cut-short `title` background"),
            ("background = halb\ntitle: Il y a", "error cut-short `title:` background"),
            ("title = y\nbackground = halb\ntitle Il y a", "error cut-short `title` background"),
            ("background = halb\nneu ＝ y", "error cut-short `neu` background"),
            // What is no space before or behind a name.
            ("background = y\n\u{feff}title = z", "error syntax `\u{feff}` title"),
            ("background = y\ntitle\u{a0}= z", "error syntax `\u{a0}` title"),
            ("background = y\n\ttitle = z", "error syntax `\t` title"),
            ("background = y\n-ministry\u{a0}= z", "error syntax `\u{a0}` -ministry"),
            ("background = halb\n\tund = z", "error tab-indent `\t` background"),
            // Spaces before a name that stands below no text.
            (" title = z\nbackground = y", "error syntax `title` title"),
            ("background = y\n\n# note\n    title = z", "error syntax `title` title"),
            ("background = y\n\n## group\n\n -ministry = z", "error syntax `-ministry` -ministry"),
            // A name with a dash or a letter that is none of its own.
            ("title = y\nbackground–origins = z", "error syntax `–` background-origins"),
            ("title = y\nbackground\u{2011}origins = z", "error syntax `\u{2011}` background-origins"),
            ("title = y\nbаckground-origins = z", "error syntax `а` background-origins"),
            ("title = y\nbаckground–origins=z\n    und so", "error syntax `а` background-origins"),
            ("title = y\n# note\nbackground–origins = z", "error syntax `–` background-origins"),
            ("title = y\n-mіnistry = z", "error syntax `і` -ministry"),
            ("background–origins = z", "error syntax `–` background-origins"),
            ("background = halb\n–acts = z", "error cut-short `–acts` background"),
            ("background = halb\nÜber uns = z", "error cut-short `Über` background"),
            // A name with spaces.
            ("background = y\nbackground origins = Il", "error syntax `background origins` background-origins"),
            ("background = halb\nund halb = y", "error cut-short `und` background"),
            // A space or a hyphen too many.
            ("background = y\nbackground -acts = z", "error syntax `background -acts` background-acts"),
            ("background = y\nbackground- acts = z", "error syntax `background- acts` background-acts"),
            ("background = y\nti tle = z", "error syntax `ti tle` title"),
            ("background = y\n- ministry = z", "error syntax `- ministry` -ministry"),
            ("background = y\n--ministry = z", "error syntax `--ministry` -ministry"),
            ("background = y\n-mini stry = z", "error syntax `-mini stry` -ministry"),
            ("  -ministry = z\ntitle = y", "error syntax `-ministry` -ministry"),
            ("# note\n  title = z\nbackground = y", "error syntax `title` title"),
            ("background = y\n\n## group\n\n title=z", "error syntax `title` title"),
        ] {
            assert_eq!(found("de", ENGLISH, &[german]), expected, "{german:?}");
        }
        // What refers to it is not told as well.
        let english = "d = { -ministry }\n-ministry = x\n";
        for (name, slice) in [("  -ministry", "-ministry"), ("- ministry", "- ministry")] {
            let files = ["d = { -ministry }\n", &format!("{name} = y\n")];
            assert_eq!(found("de", english, &files), format!("error syntax `{slice}` -ministry"), "{name:?}");
        }
    }

    #[test]
    fn what_is_told_of_it_is_what_to_type() {
        let space = "put a space at the start of the line if it continues background";
        for (german, help) in [
            ("background = y\n\n#INTERNAL: z", "write  # INTERNAL: z"),
            ("background = y\n##International cooperation", "write  ## International cooperation"),
            ("background = y\nbackground-acts: Il", "write background-acts = …"),
            ("background = y\nbackground-acts ＝ Il", "type the = of the keyboard: background-acts = …"),
            ("background = y\nbackground origins = Il", "write background-origins = …"),
            ("background = y\nbackground–origins = Il", "did you mean background-origins? Type its name again"),
            (" title = Il", "delete them: a name stands at the start of a line"),
            ("background = y\ntitle Il", &format!("write title = … if it is a message of its own; {space}")),
            (
                "title = y\nbackground-new Il",
                "write background-new = … if it is a message of its own; put a space at the start of the line if it \
                 continues title",
            ),
            (
                "title = y\nfar-fetched Il",
                "put a space at the start of the line: a text that continues on the next line must start with one",
            ),
            ("background = y\nund halb = z", &format!("write und-halb = … if it is a message of its own; {space}")),
            (
                "title = y\nbackground = z\ntitle Il",
                "put a space at the start of the line: a text that continues on the next line must start with one",
            ),
        ] {
            assert_eq!(told("de", ENGLISH, german)[0].1, help, "{german:?}");
        }
    }

    #[test]
    fn a_term_that_begins_with_a_dash_is_told_with_its_name() {
        for dash in ["–", "—", "−", "‐", "－"] {
            let file = format!("background = {{ -ministry }}\n{dash}ministry = y\n");
            let english = ENGLISH.replacen("background = x", "background = { -ministry }", 1);
            assert_eq!(found("fr", &english, &[&file]), format!("error syntax `{dash}` -ministry"), "{dash}");
            assert_eq!(told("fr", &english, &file)[0].1, "did you mean -ministry? Type its name again");
        }
    }
}
