//! What a save has done to a file that was whole before: it can no longer be read, it was saved in part, or it holds the text
//! of another file. Whoever takes out a paragraph or a section does none of these. Knows no disk and no rule of the checks.

use foldhash::HashSet;

use super::check::ParsedFile;
use super::check::index::junk_id;
use super::definition::Definition;
use super::file::LocaleFile;
use super::locale::SOURCE;
use fluent_syntax::ast::Entry;

/// Why a file counts as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is empty, or cannot be read.
    Unreadable,
    /// It ends inside a text, and what stood behind is gone.
    Cut,
    /// It holds the text of another file, the path of which this is.
    Of(String),
}

/// What a save has done to a file. `former` is the file as it was when it was whole, `all` are the files as they are now.
pub fn damage(former: &LocaleFile, now: &LocaleFile, all: &[LocaleFile]) -> Option<Damage> {
    if !now.is_readable() {
        return Some(Damage::Unreadable);
    }
    if !now.is_messages() || former.text == now.text {
        return None;
    }
    let [before, after] = [former, now].map(ids);
    if is_cut(&former.text, &now.text, &before, &after) {
        return Some(Damage::Cut);
    }
    of_another(now, &before, &after, all).map(|path| Damage::Of(path.to_owned()))
}

/// The names of a file, those of terms with their dash, what is not read included.
fn ids(file: &LocaleFile) -> HashSet<String> {
    let parsed = ParsedFile::new(file);
    let id = |entry: &Entry<&str>| match entry {
        Entry::Junk { content } => junk_id(content).map(str::to_owned),
        _ => Definition::of(entry).map(|it| it.id().into_owned()),
    };
    parsed.resource.body.iter().filter_map(id).collect()
}

/// Whether a text is the first part of what was to be saved. A program that writes a file in pieces seldom ends one where a
/// message ends.
fn is_cut(former: &str, now: &str, before: &HashSet<String>, after: &HashSet<String>) -> bool {
    let gone = before.iter().filter(|id| !after.contains(*id)).count();
    let is_most = gone * 2 > before.len();
    // A character of several bytes may be cut, too.
    let whole = now.trim_end_matches('\u{fffd}');
    if !now.ends_with('\n') {
        return is_most || gone > 0 && ends_inside_line(former, whole);
    }
    is_most && ends_inside_entry(former, now)
}

/// Whether the last line of a text is the beginning of one of the former, up to the middle of a word.
fn ends_inside_line(former: &str, now: &str) -> bool {
    let last = now.rsplit('\n').next().unwrap_or_default();
    let is_inside = |line: &str| {
        let rest = line.strip_prefix(last);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
    };
    !last.is_empty() && former.lines().any(is_inside) && !former.lines().any(|line| line == last)
}

/// Whether the last line of a text is one that more of its entry follows in the former, or a comment on what followed.
fn ends_inside_entry(former: &str, now: &str) -> bool {
    let Some(last) = now.lines().next_back() else { return false };
    let goes_on = |lines: &[&str]| lines[0] == last && lines[1].starts_with(' ') && !lines[1].trim().is_empty();
    let lines: Vec<&str> = former.lines().collect();
    last.starts_with('#') || lines.windows(2).any(goes_on)
}

/// The path of the file whose text this is: of another language, word for word; or of another file of its language, where
/// nothing is left of its own. The English in the place of a translation takes that back.
fn of_another<'f>(
    now: &LocaleFile,
    before: &HashSet<String>,
    after: &HashSet<String>,
    all: &'f [LocaleFile],
) -> Option<&'f str> {
    let (folder, _) = now.folder_and_name()?;
    let language = |folder: &str| folder.split('-').next().unwrap_or_default().to_owned();
    let is_beside = |other: &LocaleFile| other.folder_and_name().is_some_and(|(of, _)| of == folder);
    let is_of_other_language = |other: &LocaleFile| {
        let of = other.folder_and_name().map(|(of, _)| of);
        of.is_some_and(|of| of != SOURCE && language(of) != language(folder)) && is_same_text(&other.text, &now.text)
    };
    let mut others = all.iter().filter(|other| other.is_messages() && other.path != now.path);
    let is_replaced = before.is_disjoint(after);
    let holds_it = |other: &LocaleFile| {
        let shared = || ids(other).intersection(after).count();
        is_replaced && is_beside(other) && shared() * 2 > after.len()
    };
    let found = others.find(|other| is_of_other_language(other) || holds_it(other));
    found.map(|other| other.path.as_str())
}

/// Whether two texts are the same but for their line ends and what stands at their end.
fn is_same_text(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= a.len() / 2 && a.trim_end().lines().eq(b.trim_end().lines())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMER: &str = "\
### About the file

# About a.
a = The scourge is not new.

b =
    It is old,
    and it is here.
    .hint = More

## Others

c = Much was done since.
d = Élan vital
";

    fn of(former: &str, now: &[u8]) -> Option<Damage> {
        let [former, now] = [former.as_bytes(), now].map(|bytes| LocaleFile::new("de/a.ftl", bytes));
        damage(&former, &now, std::slice::from_ref(&now))
    }

    #[test]
    fn whatever_piece_of_a_file_is_saved_is_told_from_a_file_with_less_in_it() {
        let (mut cut, mut followed) = (0, Vec::new());
        for length in 1..FORMER.len() {
            let piece = &FORMER.as_bytes()[..length];
            match of(FORMER, piece) {
                Some(Damage::Cut | Damage::Unreadable) => cut += 1,
                found => {
                    assert_eq!(found, None);
                    followed.push(String::from_utf8_lossy(piece).into_owned());
                }
            }
        }
        // Those that end where a message ends, and those of which most is there that end with a word.
        for piece in &followed {
            let last = piece.lines().next_back().unwrap_or_default();
            let is_end = piece.ends_with('\n') || FORMER.lines().any(|line| line == last);
            let rest = &FORMER[piece.len().min(FORMER.len())..];
            assert!(is_end || rest.starts_with(char::is_whitespace) || rest.len() < 20, "{piece}");
        }
        assert!(cut * 5 > FORMER.len() * 3, "{cut} of {}: {followed:?}", FORMER.len());
    }

    #[test]
    fn what_an_editor_takes_out_is_gone() {
        let without = |from: &str, to: &str| {
            let (from, to) = (FORMER.find(from).unwrap_or_default(), FORMER.find(to).unwrap_or(FORMER.len()));
            [&FORMER[..from], &FORMER[to..]].concat()
        };
        for now in [
            without("# About a.", "b ="),
            without("b =", "## Others"),
            without("## Others", "zzz"),
            without("d =", "zzz"),
            // The same, by an editor that ends no line.
            without("\n\n## Others", "zzz"),
            without("\nd =", "zzz"),
            // Most of it.
            without("b =", "zzz"),
            without("# About a.", "c ="),
            FORMER.replace(" and it is here.", ""),
            "a = Other text.\n".to_owned(),
            "new = Other text.\n".to_owned(),
        ] {
            assert_eq!(of(FORMER, now.as_bytes()), None, "{now}");
        }
    }

    #[test]
    fn a_file_that_holds_the_text_of_another_is_told_from_one_that_was_written_anew() {
        let file = |path: &str, text: &str| LocaleFile::new(path, text.as_bytes());
        let site = "x = eins\ny = zwei\nz = drei\n";
        let share = "a = vier\nb = fünf\n";
        let all = |share: &str| {
            [
                file("de/share.ftl", share),
                file("de/site.ftl", site),
                file("de-AT/share.ftl", "a = Jänner\nb = heuer\n"),
                file("en/share.ftl", "a = four\nb = five\n"),
                file("fr/share.ftl", "a = quatre\nb = cinq\n"),
            ]
        };
        for (now, expected) in [
            (site, Some("de/site.ftl")),
            ("x = eins\ny = zwo\n", Some("de/site.ftl")),
            ("a = quatre\r\nb = cinq\r\n\r\n", Some("fr/share.ftl")),
            // An edit, other names, and what is meant.
            ("a = vier\nb = sechs\n", None),
            ("a = quatre\nb = sechs\n", None),
            ("x = eins\na = vier\n", None),
            ("n = eins\nm = zwei\n", None),
            ("a = four\nb = five\n", None),
            ("a = Jänner\nb = heuer\n", None),
        ] {
            let all = all(now);
            let expected = expected.map(|path| Damage::Of(path.to_owned()));
            assert_eq!(damage(&file("de/share.ftl", share), &all[0], &all), expected, "{now}");
        }
    }
}
